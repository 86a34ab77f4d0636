//! Tokens → inlines: words in their dress, marked with what became of them.

use std::collections::HashSet;

use crate::base::source::Text;
use crate::compare::reading::Dress;
use crate::compare::token::{Form, Token, text};
use crate::compare::word_diff::{Fate, Stretch};
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
pub(super) fn inlines(stretches: &[Stretch], notes: &mut Notes) -> Vec<Inline> {
    let mut out = Vec::new();
    for stretch in stretches {
        let inner = dressed(&stretch.tokens, stretch.fate == Fate::Deleted, notes);
        match stretch.fate {
            _ if inner.is_empty() => {}
            Fate::Kept => out.extend(inner),
            Fate::Deleted => out.push(Inline::Deleted(inner)),
            Fate::Inserted => out.push(Inline::Inserted(inner)),
        }
    }
    out
}

/// Marked lines of a field; a line break that went is a blank.
pub(super) fn lines(stretches: &[Stretch]) -> Vec<Vec<Inline>> {
    let mut notes = Notes::default();
    let mut lines = vec![Vec::new()];
    for stretch in stretches {
        let breaks = |token: &Token| token.form == Form::Line && stretch.fate != Fate::Deleted;
        for (i, part) in stretch.tokens.split(breaks).enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            let own = [Stretch { fate: stretch.fate, tokens: part.to_vec() }];
            if let Some(line) = lines.last_mut() {
                line.extend(inlines(&own, &mut notes));
            }
        }
    }
    lines
}

fn dressed(tokens: &[Token], gone: bool, notes: &mut Notes) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        match &first.form {
            Form::Note(number) if gone => {
                out.push(Inline::Superscript(vec![plain(&number.to_string())]));
                rest = &rest[1..];
            }
            Form::Note(number) => {
                let index = number.saturating_sub(notes.before + 1);
                out.push(Inline::Footnote { index, first: notes.marked.insert(index) });
                rest = &rest[1..];
            }
            Form::Line if !gone => {
                out.push(Inline::Break);
                rest = &rest[1..];
            }
            _ => {
                let alike = |token: &Token| {
                    let apart = matches!(token.form, Form::Note(_)) || (token.form == Form::Line && !gone);
                    !apart && (token.dress == first.dress || token.form == Form::Space)
                };
                let end = rest.iter().position(|token| !alike(token)).unwrap_or(rest.len()).max(1);
                out.push(wrapped(plain(&text(&rest[..end])), first.dress));
                rest = &rest[end..];
            }
        }
    }
    out
}

/// Dresses inlines.
type Wrap = fn(Vec<Inline>) -> Inline;

fn wrapped(inner: Inline, dress: Dress) -> Inline {
    let wraps: [(bool, Wrap); 4] = [
        (dress.lowered, Inline::Subscript),
        (dress.raised, Inline::Superscript),
        (dress.italic, Inline::Emphasis),
        (dress.bold, Inline::Strong),
    ];
    wraps.into_iter().filter(|(worn, _)| *worn).fold(inner, |inner, (_, wrap)| wrap(vec![inner]))
}
