//! Words with what the Markdown library leaves in them: `m^2^`, `H~2~O`, and marks of footnotes that have no text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use crate::base::finding::{Finding, codes};
use crate::content::markdown::lines::HIDDEN_MARK;
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::Inline;

/// Longest raised or lowered text, in bytes; beyond that two signs belong to different things.
const MAX_LENGTH: usize = 24;

/// Longest label of a footnote, in bytes.
const MAX_LABEL: usize = 1000;

/// Neighbouring words joined, with where each byte comes from and whether it was written as itself.
#[derive(Default)]
struct MappedText {
    value: String,
    /// For each byte: its place in the text.
    from: Vec<usize>,
    /// For each byte: whether it was escaped or an entity, so that it can be no sign.
    literal: Vec<bool>,
    end: usize,
}

impl MappedText {
    fn push(&mut self, text: &str, range: &Range<usize>, source: &str) {
        let same = source.get(range.clone()) == Some(text);
        let escaped = source[..range.start].ends_with('\\');
        for i in 0..text.len() {
            self.from.push(if same { range.start + i } else { range.start });
            self.literal.push(!same || escaped && i == 0);
        }
        self.value.push_str(text);
        self.end = range.end;
    }

    /// The next sign from `at` on that was written as itself.
    fn sign(&self, sign: char, at: usize) -> Option<usize> {
        self.value[at..].match_indices(sign).map(|(i, _)| at + i).find(|&i| !self.literal[i])
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let at = |i: usize| self.from.get(i).copied().unwrap_or(self.end);
        at(range.start)..at(range.end).max(at(range.start))
    }
}

impl BodyParser<'_> {
    /// Takes the words just met and all that follow without anything between.
    pub(super) fn words(&mut self, text: CowStr<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
        let mut joined = MappedText::default();
        joined.push(&text, &range, &self.text.text);
        while let Some((Event::Text(_), _)) = self.events.peek() {
            if let Some((Event::Text(text), range)) = self.events.next() {
                joined.push(&text, &range, &self.text.text);
            }
        }
        self.undefined_footnotes(&joined);
        let mut at = 0;
        let mut scripts = Scripts { joined: &joined, next: [None, None] };
        while let Some((range, inner, raised)) = scripts.next_from(at) {
            self.plain(&joined, at..range.start, out);
            let mut text = Vec::new();
            self.plain(&joined, inner, &mut text);
            out.push(if raised { Inline::Superscript(text) } else { Inline::Subscript(text) });
            at = range.end;
        }
        self.plain(&joined, at..joined.value.len(), out);
    }

    fn plain(&mut self, joined: &MappedText, range: Range<usize>, out: &mut Vec<Inline>) {
        let mut at = range.start;
        while let Some((mark, label)) = hidden_mark(&joined.value[at..range.end]) {
            self.plain_words(joined, at..at + mark.start, out);
            let place = self.text.place(joined.place(&(at + mark.start..at + mark.end)));
            let (index, first) = self.notes.refer(label, place);
            out.push(Inline::Footnote { index, first });
            at += mark.end;
        }
        self.plain_words(joined, at..range.end, out);
    }

    fn plain_words(&mut self, joined: &MappedText, range: Range<usize>, out: &mut Vec<Inline>) {
        if !range.is_empty() {
            let place = joined.place(&range);
            out.push(self.text_of(joined.value[range].to_owned(), place));
        }
    }

    fn undefined_footnotes(&mut self, joined: &MappedText) {
        let mut at = 0;
        while let Some(open) = joined.sign('[', at) {
            at = open + 1;
            if joined.literal.get(at) == Some(&true) {
                continue; // the `^` is a value's own
            }
            let Some(label) = joined.value[at..].strip_prefix('^').and_then(label) else { continue };
            let end = at + 1 + label.len() + 1;
            self.push(
                Finding::new(codes::UNDEFINED_FOOTNOTE, format!("chú thích `[^{label}]` chưa có nội dung")),
                joined.place(&(open..end)),
                &format!("thêm dòng `[^{label}]: …` ở cuối nội dung"),
            );
        }
    }
}

/// The first mark of a note that was hidden from Markdown, and its name.
fn hidden_mark(text: &str) -> Option<(Range<usize>, &str)> {
    let start = text.find(HIDDEN_MARK.0)?;
    let inside = start + HIDDEN_MARK.0.len_utf8();
    let end = inside + text[inside..].find(HIDDEN_MARK.1)?;
    Some((start..end + HIDDEN_MARK.1.len_utf8(), &text[inside..end]))
}

/// The label of a footnote that ends with the next `]`.
fn label(rest: &str) -> Option<&str> {
    let near = &rest[..rest.floor_char_boundary(MAX_LABEL)];
    let end = near.find(|c: char| c == ']' || c.is_whitespace())?;
    (end > 0 && near[end..].starts_with(']')).then(|| &near[..end])
}

/// A raised or lowered text: the whole, the inside, and whether it is raised.
type Script = (Range<usize>, Range<usize>, bool);

/// The `^…^` and `~…~` of some words, each looked for once.
struct Scripts<'a> {
    joined: &'a MappedText,
    /// The next of either sign, once looked for; none when no more follow.
    next: [Option<Option<Script>>; 2],
}

impl Scripts<'_> {
    /// The first that begins at `at` or behind it.
    fn next_from(&mut self, at: usize) -> Option<Script> {
        for (sign, next) in ['^', '~'].into_iter().zip(&mut self.next) {
            let is_known = next.as_ref().is_some_and(|next| next.as_ref().is_none_or(|(whole, ..)| whole.start >= at));
            if !is_known {
                *next = Some(next_script(self.joined, sign, at));
            }
        }
        self.next.iter().flatten().flatten().min_by_key(|(whole, ..)| whole.start).cloned()
    }
}

/// The next text between two of a sign from `at` on.
fn next_script(joined: &MappedText, sign: char, mut at: usize) -> Option<Script> {
    while let Some(open) = joined.sign(sign, at) {
        let close = joined.sign(sign, open + 1)?;
        let inner = open + 1..close;
        let words = &joined.value[inner.clone()];
        if !words.is_empty() && words.len() <= MAX_LENGTH && !words.contains([' ', '\n', '[', ']']) {
            return Some((open..close + 1, inner, sign == '^'));
        }
        at = open + 1;
    }
    None
}
