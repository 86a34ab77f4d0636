//! Words, numbers, dates and signs of a text, in small letters, each with its place.
//!
//! `compare::token` cuts texts another way and stays apart: it keeps every blank and mark, as a redline shows them, and
//! parts `NQ-HĐND` and `488,5ha`, which are one token here.

use std::ops::Range;

/// Marks that hold a token together: `30/11/2025`, `262.000`, `NQ-HĐND`.
const INNER: [char; 6] = ['/', '.', ',', '-', '–', '_'];

/// A word, number, date or sign.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    /// In small letters.
    pub(crate) text: String,
}

impl Token {
    /// The number it is, if it is nothing but digits.
    pub(crate) fn digits(&self) -> Option<u32> {
        self.text.bytes().all(|b| b.is_ascii_digit()).then(|| self.text.parse().ok()).flatten()
    }

    /// The year it is.
    pub(crate) fn year(&self) -> Option<i32> {
        year(&self.text)
    }

    /// `45/NQ-HĐND`, `168/2025/NĐ-CP`: the sign of a document.
    fn is_sign(&self) -> bool {
        let mut parts = self.text.split('/');
        parts.next().is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
            && parts.next_back().is_some_and(|part| part.starts_with(char::is_alphabetic))
    }
}

/// The year of four digits that a text is.
pub(crate) fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| (1945..=2999).contains(year))
}

/// Cuts a text into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let is_part = |c: char| c.is_alphanumeric() || INNER.contains(&c);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.extend(token(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn token(text: &str, range: Range<usize>) -> Option<Token> {
    let whole = &text[range.clone()];
    let inner = whole.trim_start_matches(INNER);
    let start = range.end - inner.len();
    let inner = inner.trim_end_matches(INNER);
    (!inner.is_empty()).then(|| Token { range: start..start + inner.len(), text: inner.to_lowercase() })
}

/// Last words of the names of documents that are cited with a sign and a date: `Nghị định`, `Công văn`.
const DOCUMENTS: [&str; 16] = [
    "số", "định", "quyết", "tư", "hoạch", "văn", "bản", "thị", "báo", "cáo", "trình", "dẫn", "luận", "điện", "lệnh",
    "án",
];

/// Words behind a comma that go on the name of a law: `Luật Cán bộ, công chức`, `Luật Phòng, chống tham nhũng`.
const IN_NAMES_OF_LAWS: [&str; 3] = ["công chức", "viên chức", "chống"];

/// Whether the date at a token is that of a law or of the document named just before: it never goes stale.
pub(crate) fn is_cited(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = &tokens[..at];
    let start = tokens[at].range.start;
    let goes_on = |comma: usize| {
        let rest = text[comma + 1..].trim_start();
        text[comma..].starts_with(',') && IN_NAMES_OF_LAWS.iter().any(|words| rest.starts_with(words))
    };
    let breaks = text[..start].rmatch_indices([';', ',', '.', ':', '\n']).map(|(at, _)| at);
    let clause = breaks.into_iter().find(|at| !goes_on(*at)).map_or(0, |at| at + 1);
    let law = |token: &Token| matches!(&text[token.range.clone()], "Luật" | "luật" | "Hiến" | "Lệnh");
    let in_clause = before.iter().filter(|token| token.range.start >= clause);
    let mut previous = "";
    let law = in_clause.fold(false, |found, token| {
        let here = law(token) && (token.text != "luật" || previous != "pháp");
        previous = &token.text;
        found || here
    });
    law || follows_sign(text, before)
}

/// Whether a document's sign, and nothing else but `ngày`, stands before: whole, or in pieces as a paste leaves it
/// (`số 395/QĐ- BTTTT`).
fn follows_sign(text: &str, before: &[Token]) -> bool {
    let mut words = before.iter().rev().skip_while(|token| token.text == "ngày").peekable();
    if words.peek().is_some_and(|token| token.is_sign()) {
        return true;
    }
    let is_piece = |token: &&&Token| !text[token.range.clone()].contains(char::is_lowercase);
    let (mut start, mut end) = (0, 0);
    while let Some(piece) = words.next_if(|token| is_piece(&token)) {
        (start, end) = (piece.range.start, end.max(piece.range.end));
    }
    let sign = &text[start..end];
    let is_sign = sign.contains(|c: char| c.is_ascii_digit()) && sign.contains(['/', '-']);
    is_sign && words.next().is_some_and(|token| DOCUMENTS.contains(&token.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_numbers_dates_and_signs_whole() {
        let text = "Đến 30/11/2025, đạt 262.000 lượt (Nghị quyết số 45/NQ-HĐND).";
        let found: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        assert_eq!(found, ["đến", "30/11/2025", "đạt", "262.000", "lượt", "nghị", "quyết", "số", "45/nq-hđnd"]);
    }

    #[test]
    fn dates_of_laws_and_named_documents_are_cited() {
        for (text, date, cited) in [
            ("Căn cứ Nghị quyết số 45/NQ-HĐND ngày 18/12/2025 của HĐND", "18/12/2025", true),
            ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", "16/6/2025", true),
            ("theo Quyết định số 395/QĐ- BTTTT ngày 23/3/2020 của Bộ", "23/3/2020", true),
            ("tại Công văn số 15972/SXD-QLN& TTBĐS ngày 14/11/2025 về", "14/11/2025", true),
            ("tại Văn bản số 9151- CV/BTCTW ngày 29/7/2025 về", "29/7/2025", true),
            ("Trả lời công văn số 107/2025 ngày 05/11/2025 của Công ty", "05/11/2025", true),
            ("Quyết định 2873/QĐ-UBND ngày 19/11/2025 công bố", "19/11/2025", true),
            ("Luật Phòng, chống tham nhũng ngày 20/11/2018", "20/11/2018", true),
            ("theo Luật Cán bộ, công chức năm 2025 thì", "năm", true),
            ("Theo Luật Đất đai, kết quả năm 2025", "năm", false),
            ("Thu phí tại tổ 5 ngày 30/11/2025", "30/11/2025", false),
            ("Số liệu 9/2025 ngày 30/11/2025", "30/11/2025", false),
            ("Tuyên truyền pháp luật đến ngày 30/11/2025", "30/11/2025", false),
            ("Theo Luật Đất đai, đến 30/11/2025", "30/11/2025", false),
        ] {
            let tokens = tokens(text);
            let at = tokens.iter().position(|token| token.text == date).unwrap();
            assert_eq!(is_cited(text, &tokens, at), cited, "{text}");
        }
    }
}
