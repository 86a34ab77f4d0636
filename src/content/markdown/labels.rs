//! Labels at the end of a heading, a caption or a picture, `{#nhãn}`, which references call them by and which never print.

use super::parser::BodyParser;
use crate::base::finding::{Finding, codes};
use crate::base::source::{Place, Text};
use crate::base::text::nfc;
use crate::domain::document::body::{Block, Inline};

/// What stands before `{#nhãn}` at the end of words, and the label; none where the clerk wants the signs themselves.
pub(super) fn split(words: &Text) -> Option<(String, Text)> {
    let value = words.value.trim_end();
    let inside = value.strip_suffix('}')?;
    let at = inside.rfind("{#")?;
    let label = &inside[at + 2..];
    if label.is_empty() || label.contains(|c: char| c.is_whitespace() || "{}\"=".contains(c)) {
        return None;
    }
    let place = match &words.place {
        Some(place) => {
            let written = place.source().text()[place.range()].trim_end();
            let from = written.len().checked_sub(value.len() - at).filter(|from| written.is_char_boundary(*from))?;
            if !written[from..].starts_with('{') || written[..from].ends_with('\\') {
                return None;
            }
            let start = place.range().start + from;
            Some(Place::new(place.source(), start..start + value.len() - at))
        }
        None => None,
    };
    Some((value[..at].trim_end().to_owned(), Text { value: nfc(label), place }))
}

/// Takes the label away from the end of a line.
pub(super) fn take(inlines: &mut [Inline]) -> Option<Text> {
    let Some(Inline::Text(last)) = inlines.last_mut() else { return None };
    let (rest, label) = split(last)?;
    last.value = rest;
    Some(label)
}

impl BodyParser<'_> {
    /// Labels on lines that have no number to print.
    pub(super) fn report_stray_labels(&mut self) {
        for block in &self.blocks {
            let (Block::Paragraph { text, .. } | Block::Item { text, .. }) = block else { continue };
            let Some(Inline::Text(last)) = text.last() else { continue };
            let Some((_, label)) = split(last) else { continue };
            let message = format!("nhãn `{{#{}}}` đặt ở dòng không có số", label.value);
            self.findings.push(Finding::new(codes::HEADING_ATTRIBUTE, message).at_optional(label.place).hint(
                "đặt nhãn ở cuối dòng đề mục `#`, dòng `Bảng: …` hoặc dòng hình; muốn in ngoặc nhọn thì viết `\\{`",
            ));
        }
    }
}
