//! L03: characters no font has; the word and its place, before any page is set.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::base::source::{Place, Text};
use crate::base::text::invisible::is_invisible;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::CHARACTER_WITHOUT_FONT],
    basis: None,
    examples: &[Example {
        code: codes::CHARACTER_WITHOUT_FONT,
        file: "bao-cao.yaml",
        wrong: "trich_yeu: Kết quả 😀 công tác",
        right: "trich_yeu: Kết quả công tác",
    }],
    check: Check::Document(check),
};

/// Findings of this sort for one document; beyond that the file as a whole is the problem.
const MAX_FINDINGS: usize = 50;

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let CheckedDocument { document, fonts, .. } = checked;
    let mut known: HashSet<char> = HashSet::new();
    let mut count = 0;
    for text in document.texts() {
        for (at, c) in text.value.char_indices() {
            if matches!(c, ' ' | '\n') || c.is_ascii_alphanumeric() || known.contains(&c) {
                continue;
            }
            if printable(c, fonts) {
                known.insert(c);
                continue;
            }
            count += 1;
            if count <= MAX_FINDINGS {
                findings.push(missing(text, at, c));
            }
        }
    }
}

/// Whether a character can stand on a page as itself.
///
/// A loose combining mark cannot: it is shaped together with its letter and comes out of the PDF twice.
pub(crate) fn printable(c: char, fonts: &Fonts) -> bool {
    fonts.covers(c) && !is_combining_mark(c) && !is_invisible(c)
}

fn missing(text: &Text, at: usize, c: char) -> Finding {
    let word = word_around(&text.value, at);
    let code = format!("U+{:04X}", u32::from(c));
    let invisible = is_invisible(c);
    let (message, hint) = if matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
        (
            format!("chỗ xuống dòng của Word ({code}) trong `{}`", word.replace(c, " ")),
            "xóa ký tự này rồi gõ Enter, dòng mới thụt thẳng cột với dòng trên".to_owned(),
        )
    } else if invisible {
        (
            format!("ký tự vô hình {code} trong `{}`", word.replace(c, "")),
            "xóa ký tự này: đặt con trỏ vào từ, xóa cả từ rồi gõ lại".to_owned(),
        )
    } else if is_combining_mark(c) {
        (
            format!("dấu rời {code} trong `{word}` không ghép được với chữ đứng trước"),
            "gõ lại từ này bằng bộ gõ tiếng Việt".to_owned(),
        )
    } else {
        (
            format!("ký tự `{c}` ({code}) trong `{word}` không có trong phông chữ"),
            "gõ lại từ này, hoặc đặt phông chữ có ký tự đó vào `phong-chu/`".to_owned(),
        )
    };
    Finding::new(codes::CHARACTER_WITHOUT_FONT, message)
        .at_optional(text.place.as_ref().map(|place| exact(place, &text.value, at, c)))
        .hint(hint)
}

/// The character itself when the file holds the text as it is, else the text's whole stretch.
fn exact(place: &Place, value: &str, at: usize, c: char) -> Place {
    let range = place.range();
    let written = &place.source().text()[range.clone()];
    let nth = value[..at].matches(c).count();
    match written.match_indices(c).nth(nth) {
        Some((offset, found)) => Place::new(place.source(), range.start + offset..range.start + offset + found.len()),
        None => place.clone(),
    }
}

fn word_around(text: &str, at: usize) -> &str {
    let start =
        text[..at].rfind(char::is_whitespace).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].char_indices().skip(1).find(|(_, c)| c.is_whitespace()).map_or(text.len(), |(i, _)| at + i);
    &text[start..end.max(start)]
}
