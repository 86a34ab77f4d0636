//! One change between two documents: in which way, where, and in which words.

use serde::Serialize;

use super::reading::TextStyle;
use super::token::{Token, TokenKind, text};
use super::word_diff::{DiffTag, Segment};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which way.
    #[serde(rename = "loai")]
    pub kind: ChangeKind,
    /// Its address in the old document.
    #[serde(rename = "cu")]
    pub from: Option<String>,
    /// Its address in the new one.
    #[serde(rename = "moi")]
    pub to: Option<String>,
    /// Its words: those that stayed, went and came.
    #[serde(rename = "chu")]
    pub runs: Vec<Run>,
    /// Paragraphs below a heading that went, came or moved with it.
    #[serde(rename = "kem", skip_serializing_if = "is_zero")]
    pub below: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// The way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ChangeKind {
    /// Other words.
    #[serde(rename = "sua")]
    Rewritten,
    /// Another figure in a cell.
    #[serde(rename = "doi_so")]
    Figure,
    /// Only in the new document.
    #[serde(rename = "them")]
    Added,
    /// Only in the old one.
    #[serde(rename = "bot")]
    Removed,
    /// Elsewhere.
    #[serde(rename = "chuyen")]
    Moved,
    /// A sentence, in another paragraph or in another place of its own.
    #[serde(rename = "chuyen_cau")]
    MovedSentence,
    /// One paragraph became several.
    #[serde(rename = "tach_doan")]
    Split,
    /// Several paragraphs became one.
    #[serde(rename = "gop_doan")]
    Joined,
    /// The same words under another number.
    #[serde(rename = "danh_so_lai")]
    Renumbered,
}

/// Words with what became of them; words in bold and the like as the clerk writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Run {
    /// In both.
    #[serde(rename = "giu")]
    Kept(String),
    /// Only in the old document.
    #[serde(rename = "bot")]
    Deleted(String),
    /// Only in the new one.
    #[serde(rename = "them")]
    Inserted(String),
}

impl Change {
    fn new(kind: ChangeKind, from: Option<String>, to: Option<String>, runs: Vec<Run>) -> Self {
        Self { kind, from, to, runs, below: 0 }
    }

    pub(super) fn removed(from: String, words: &[Token]) -> Self {
        Self::new(ChangeKind::Removed, Some(from), None, vec![Run::Deleted(marked(words))])
    }

    pub(super) fn added(to: String, words: &[Token]) -> Self {
        Self::new(ChangeKind::Added, None, Some(to), vec![Run::Inserted(marked(words))])
    }

    pub(super) fn moved(from: String, to: String, words: &[Token]) -> Self {
        Self::new(ChangeKind::Moved, Some(from), Some(to), vec![Run::Kept(marked(words))])
    }

    pub(super) fn moved_sentence(from: String, to: String, words: &[Token]) -> Self {
        Self::new(ChangeKind::MovedSentence, Some(from), Some(to), vec![Run::Kept(marked(words))])
    }

    pub(super) fn renumbered(from: String, to: String, labels: (&str, &str)) -> Self {
        let runs = vec![Run::Deleted(labels.0.to_owned()), Run::Inserted(labels.1.to_owned())];
        Self::new(ChangeKind::Renumbered, Some(from), Some(to), runs)
    }

    pub(super) fn rewritten(kind: ChangeKind, from: String, to: String, segments: &[Segment]) -> Self {
        Self::new(kind, Some(from), Some(to), Run::all(segments))
    }
}

impl Run {
    /// The runs of compared words.
    pub(super) fn all(segments: &[Segment]) -> Vec<Self> {
        segments.iter().map(Self::of).collect()
    }

    fn of(segment: &Segment) -> Self {
        let words = marked(&segment.tokens);
        match segment.tag {
            DiffTag::Kept => Self::Kept(words),
            DiffTag::Deleted => Self::Deleted(words),
            DiffTag::Inserted => Self::Inserted(words),
        }
    }
}

/// Words with the marks a clerk writes for bold, italics, raised and lowered.
fn marked(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let blank = |token: &Token| matches!(token.kind, TokenKind::Space | TokenKind::Line);
        let mut end = rest.iter().position(|token| token.style != first.style && !blank(token)).unwrap_or(rest.len());
        while end > 1 && first.style != TextStyle::default() && blank(&rest[end - 1]) {
            end -= 1;
        }
        let TextStyle { bold, italic, raised, lowered } = first.style;
        let marks = [(bold, "**"), (italic, "*"), (raised, "^"), (lowered, "~")];
        let around: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        let closing: String = marks.iter().rev().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        out += &around;
        out += &text(&rest[..end]);
        out += &closing;
        rest = &rest[end..];
    }
    out
}
