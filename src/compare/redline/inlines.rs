//! Tokens → inlines: words in their style, marked with what became of them.

use std::collections::HashSet;

use crate::base::source::Text;
use crate::compare::reading::TextStyle;
use crate::compare::token::{Token, TokenKind, text};
use crate::compare::word_diff::{DiffTag, Segment};
use crate::domain::document::Inline;

/// Footnotes of the body being written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Notes of the bodies before it.
    pub(super) before: usize,
    /// Notes whose first mark has been written.
    pub(super) marked: HashSet<usize>,
}

/// Plain words.
pub(super) fn plain(words: &str) -> Inline {
    Inline::Text(Text { value: words.to_owned(), place: None })
}

/// A value that may have become another.
pub(super) fn marked_words(old: &str, new: &str) -> Vec<Inline> {
    if old == new {
        return vec![plain(new)];
    }
    let mut out = Vec::new();
    if !old.is_empty() {
        out.push(Inline::Deleted(vec![plain(old)]));
    }
    if !new.is_empty() {
        out.push(Inline::Inserted(vec![plain(new)]));
    }
    out
}

/// Marked inlines of a paragraph.
pub(super) fn inlines(segments: &[Segment], notes: &mut Notes) -> Vec<Inline> {
    let mut out = Vec::new();
    for segment in segments {
        let inner = styled(&segment.tokens, segment.tag == DiffTag::Deleted, notes);
        match segment.tag {
            _ if inner.is_empty() => {}
            DiffTag::Kept => out.extend(inner),
            DiffTag::Deleted => out.push(Inline::Deleted(inner)),
            DiffTag::Inserted => out.push(Inline::Inserted(inner)),
        }
    }
    out
}

/// Marked lines of a field; a line break that went is a blank.
pub(super) fn lines(segments: &[Segment]) -> Vec<Vec<Inline>> {
    let mut notes = Notes::default();
    let mut lines = vec![Vec::new()];
    for segment in segments {
        let breaks = |token: &Token| token.kind == TokenKind::Line && segment.tag != DiffTag::Deleted;
        for (i, part) in segment.tokens.split(breaks).enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            let own = Segment::whole(segment.tag, part);
            if let Some(line) = lines.last_mut() {
                line.extend(inlines(&own, &mut notes));
            }
        }
    }
    lines
}

fn styled(tokens: &[Token], gone: bool, notes: &mut Notes) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        match &first.kind {
            TokenKind::Note(number) if gone => {
                out.push(Inline::Superscript(vec![plain(&number.to_string())]));
                rest = &rest[1..];
            }
            TokenKind::Note(number) => {
                let index = number.saturating_sub(notes.before + 1);
                out.push(Inline::Footnote { index, first: notes.marked.insert(index) });
                rest = &rest[1..];
            }
            TokenKind::Line if !gone => {
                out.push(Inline::Break);
                rest = &rest[1..];
            }
            _ => {
                let alike = |token: &Token| {
                    let apart = matches!(token.kind, TokenKind::Note(_)) || (token.kind == TokenKind::Line && !gone);
                    !apart && (token.style == first.style || token.kind == TokenKind::Space)
                };
                let end = rest.iter().position(|token| !alike(token)).unwrap_or(rest.len()).max(1);
                out.push(wrapped(plain(&text(&rest[..end])), first.style));
                rest = &rest[end..];
            }
        }
    }
    out
}

/// Makes inlines bold, italic, raised or lowered.
type Wrap = fn(Vec<Inline>) -> Inline;

fn wrapped(inner: Inline, style: TextStyle) -> Inline {
    let wraps: [(bool, Wrap); 4] = [
        (style.lowered, Inline::Subscript),
        (style.raised, Inline::Superscript),
        (style.italic, Inline::Emphasis),
        (style.bold, Inline::Strong),
    ];
    wraps.into_iter().filter(|(on, _)| *on).fold(inner, |inner, (_, wrap)| wrap(vec![inner]))
}
