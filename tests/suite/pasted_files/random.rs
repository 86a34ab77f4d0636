//! Random pastes: nothing is lost without a word.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vanthu::base::finding::Severity;

use super::paste::{assert_words, between, body, load, repaired};
use crate::support::turns;

/// Lines that people paste, and what stands before them.
const LINES: [&str; 15] = [
    "Thu ngân sách đạt năm tỷ.",
    "- Chi thường xuyên;",
    "+ Chi đầu tư;",
    "## Kết quả",
    "# KẾT QUẢ",
    "Kết quả: tốt.",
    "“Trích” đầu dòng.",
    "\"Nông thôn\": mới.",
    "• Chấm đầu dòng;",
    "– Gạch đầu dòng;",
    "thu_hut: đạt.",
    "",
    "Nơi nhận:",
    "@ Kính báo.",
    "Dòng có #dấu thăng.",
];

const INDENTS: [&str; 9] = ["", "", "", "  ", "  ", " ", "\t", "\u{a0}\u{a0}", "     "];

const HEADERS: [&str; 4] = ["noi_dung: |", "noi_dung: |-", "noi_dung:", "noi_dung: Câu đầu."];

fn pasted() -> impl Strategy<Value = (String, String)> {
    let line = (select(&INDENTS[..]), select(&LINES[..]));
    (select(&HEADERS[..]), vec(line, 1..7), any::<bool>()).prop_map(|(header, lines, is_last)| {
        let text: String = lines.iter().map(|(indent, line)| format!("{indent}{line}\n")).collect();
        let first = header.strip_prefix("noi_dung:").unwrap().trim_matches([' ', '|', '-']);
        let expected = format!("{first} {}", lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" "));
        let text = format!("{header}\n{text}");
        (if is_last { body(&text) } else { between(&text) }, expected)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: turns(30, 400), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pasted stands in the document, or something is told; repairs to the letter lose nothing and come to an end.
    #[test]
    fn nothing_pasted_is_lost_without_a_word((file, expected) in pasted()) {
        let mut file = file;
        for round in 0.. {
            prop_assert!(round < 6, "{file}");
            let (document, findings) = load(&file);
            let fix = findings.iter().find(|one| one.fix.is_some());
            if let Some(document) = document.filter(|_| fix.is_none()) {
                let is_told = findings.iter().any(|one| one.severity() == Severity::Warning);
                assert_words(&file, &document, if is_told { "" } else { &expected });
                break;
            }
            let Some(finding) = fix else {
                prop_assert!(findings.has_errors(), "{file} {findings:#?}");
                break;
            };
            file = repaired(finding);
        }
    }
}
