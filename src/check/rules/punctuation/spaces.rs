//! Blanks before and after signs: `kế hoạch ,`, `kế hoạch,chỉ tiêu`.

use crate::base::finding::codes;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Punctuation,
    code: codes::SPACE_AT_SIGN,
    basis: None,
    examples: &[
        LanguageExample { wrong: "kế hoạch , chỉ tiêu", right: "kế hoạch, chỉ tiêu" },
        LanguageExample { wrong: "kế hoạch,chỉ tiêu", right: "kế hoạch, chỉ tiêu" },
    ],
    passes: &["12.375,3 triệu đồng", "xem tại ubnd.gov.vn", "v.v., và"],
    noise: Noise { found: 12, wrong: 2 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            let sign = slip.right.clone().unwrap_or_default();
            let message = match sign.ends_with(' ') {
                true => format!("thiếu dấu cách sau `{}`", sign.trim()),
                false => format!("thừa dấu cách trước `{sign}`"),
            };
            report.sign(passage, slip, message, "dấu câu viết liền chữ đứng trước, cách chữ đứng sau");
        }
    }
}

/// Signs that stand right after a word, with a blank after them.
const SIGNS: [char; 4] = [',', ';', ':', '.'];

/// Every sign with a blank before it or none after it; what should stand there.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let found = text
        .char_indices()
        .filter(|(_, c)| SIGNS.contains(c))
        .filter_map(|(at, c)| before(text, at, c).or_else(|| after(text, at, c)));
    found.collect()
}

/// ` ,` after a word: the blank goes.
fn before(text: &str, at: usize, sign: char) -> Option<Slip> {
    let word = text[..at].trim_end_matches(' ');
    let blanks = at - word.len();
    let next = text[at + sign.len_utf8()..].chars().next();
    let alone = next.is_none_or(|c| c == ' ' || c == '\n');
    // `(1) :` and `1 .` are the forms of tables and lists
    let is_word = word.ends_with(|c: char| c.is_alphabetic());
    // one blank: a row of dots or a column of a form has more
    (blanks == 1 && alone && is_word)
        .then(|| Slip { range: word.len()..at + sign.len_utf8(), right: Some(sign.to_string()) })
}

/// `,chỉ` between two words: a blank comes.
fn after(text: &str, at: usize, sign: char) -> Option<Slip> {
    let end = at + sign.len_utf8();
    let small = |c: char| c.is_lowercase();
    let before: Vec<char> = text[..at].chars().rev().take(2).collect();
    let mut rest = text[end..].chars();
    let (first, second) = (rest.next()?, rest.next()?);
    let words = before.len() == 2 && before.iter().all(|c| small(*c)) && first.is_alphabetic() && small(second);
    let fits = match sign {
        // an address, a sign or `v.v.` has points inside; a sentence begins with a capital
        '.' => words && first.is_uppercase() && before[1] != '.',
        ':' => words && !text[..at].ends_with("http") && !text[..at].ends_with("https"),
        _ => words,
    };
    fits.then(|| Slip { range: at..end, right: Some(format!("{sign} ")) })
}
