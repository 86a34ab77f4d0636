//! A pasted file, what it must become, and its repair.

use vanthu::base::finding::{Finding, Findings};
use vanthu::domain::document::Document;

use crate::support::Project;

/// What stands before and behind a pasted body.
pub(super) const HEAD: &str = "loai: bao-cao\nco_quan: ubnd\nso: 5\nngay: 2025-12-05\ntrich_yeu: Kết quả công tác\nnguoi_ky: ct-ubnd\nnoi_nhan: chung\n";

/// A paste: what it is, the file, the words that must come out in this order.
pub(super) struct Paste(pub(super) &'static str, pub(super) String, pub(super) &'static str);

/// A good head with one line in place of another.
pub(super) fn head(from: &str, to: &str) -> String {
    assert!(HEAD.contains(from), "{from}");
    format!("{}noi_dung: |\n  Nội dung.\n", HEAD.replacen(from, to, 1))
}

pub(super) fn body(text: &str) -> String {
    format!("{HEAD}{text}")
}

/// A paste between fields: the body is not the last.
pub(super) fn between(text: &str) -> String {
    let (before, after) = HEAD.split_once("nguoi_ky").unwrap();
    format!("{before}{text}nguoi_ky{after}")
}

pub(super) fn load(file: impl AsRef<[u8]>) -> (Option<Document>, Findings) {
    Project::new().file("bao-cao.yaml", file).session().load("bao-cao.yaml")
}

/// Words without signs, and without what nobody sees.
pub(super) fn words(text: &str) -> Vec<String> {
    let seen: String = text.chars().filter(|c| !"\u{ad}\u{200b}\u{200e}\u{2060}\u{feff}".contains(*c)).collect();
    seen.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

pub(super) fn assert_words(name: &str, document: &Document, expected: &str) {
    let texts: Vec<&str> = document.texts().into_iter().map(|text| text.value.as_str()).collect();
    let (found, expected) = (words(&texts.join(" ")), words(expected));
    assert!(
        expected.is_empty() || found.windows(expected.len()).any(|window| window == expected),
        "{name}\n{expected:?}\n{found:?}"
    );
}

/// The file with the repair that a finding offers: its fix, or what its hint says to write.
pub(super) fn repaired(finding: &Finding) -> String {
    let place = finding.place.as_ref().unwrap_or_else(|| panic!("{finding:#?}"));
    let text = place.source().text();
    if let Some(fix) = &finding.fix {
        let range = fix.place.range();
        return format!("{}{}{}", &text[..range.start], fix.replacement, &text[range.end..]);
    }
    let written = finding.hints[0].split('`').nth(1).unwrap_or_else(|| panic!("{finding:#?}"));
    let range = place.range();
    if finding.code.id == "D03" {
        return format!("{}{written}{}", &text[..range.start], &text[range.end..]);
    }
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |end| range.start + end);
    let indent = &text[start..start + text[start..end].len() - text[start..end].trim_start().len()];
    format!("{}{indent}{written}{}", &text[..start], &text[end..])
}
