//! Two texts → segments of words that stayed, went and came.

use similar::DiffOp;

use super::reading::Unit;
use super::sequence::operations;
use super::token::{Anchors, Keys, Side, Token, TokenKind, tokens};

/// What became of words between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiffTag {
    /// In both; as the new text has it.
    Kept,
    /// Only in the old.
    Deleted,
    /// Only in the new.
    Inserted,
}

/// Words next to one another with the same fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) tag: DiffTag,
    pub(super) tokens: Vec<Token>,
}

impl Segment {
    /// Words with one fate, in a list of their own.
    pub(super) fn whole(tag: DiffTag, tokens: &[Token]) -> Vec<Self> {
        vec![Self { tag, tokens: tokens.to_vec() }]
    }

    /// All words of a unit.
    pub(super) fn of_unit(tag: DiffTag, unit: &Unit) -> Vec<Self> {
        vec![Self { tag, tokens: tokens(&unit.words) }]
    }
}

/// Compares two texts; `anchors` say which marks of the old one are which of the new.
pub(super) fn differences(old: &[Token], new: &[Token], anchors: &Anchors) -> Vec<Segment> {
    let mut keys = Keys::default();
    let (old_keys, new_keys) = (keys.all(old, Side::Old(anchors)), keys.all(new, Side::New));
    let mut segments = Vec::new();
    for op in operations(&old_keys, &new_keys) {
        let (old_range, new_range) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            add(&mut segments, DiffTag::Kept, &new[new_range]);
        } else {
            add(&mut segments, DiffTag::Deleted, &old[old_range]);
            add(&mut segments, DiffTag::Inserted, &new[new_range]);
        }
    }
    joined(segments)
}

fn add(segments: &mut Vec<Segment>, tag: DiffTag, tokens: &[Token]) {
    if !tokens.is_empty() {
        segments.push(Segment { tag, tokens: tokens.to_vec() });
    }
}

/// A lone blank between two changes belongs to them: `[-một hai-]{+ba bốn+}`, not four pieces.
fn joined(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
    let mut rest = segments.into_iter().peekable();
    while let Some(segment) = rest.next() {
        match segment.tag {
            DiffTag::Deleted => deleted.extend(segment.tokens),
            DiffTag::Inserted => inserted.extend(segment.tokens),
            DiffTag::Kept => {
                let blank = segment.tokens.iter().all(|token| token.kind == TokenKind::Space);
                // both sides must go on after the blank, or it would be said to have gone
                if blank && !deleted.is_empty() && !inserted.is_empty() && rest.peek().is_some() {
                    deleted.extend(segment.tokens.iter().cloned());
                    inserted.extend(segment.tokens);
                } else {
                    flush(&mut out, &mut deleted, &mut inserted);
                    out.push(segment);
                }
            }
        }
    }
    flush(&mut out, &mut deleted, &mut inserted);
    out
}

fn flush(out: &mut Vec<Segment>, deleted: &mut Vec<Token>, inserted: &mut Vec<Token>) {
    add(out, DiffTag::Deleted, &std::mem::take(deleted));
    add(out, DiffTag::Inserted, &std::mem::take(inserted));
}

/// Whether anything went or came.
pub(super) fn differ(segments: &[Segment]) -> bool {
    segments.iter().any(|segment| segment.tag != DiffTag::Kept)
}

#[cfg(test)]
mod tests {
    use super::super::token::{of_text, text};
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let segments = differences(&of_text(old), &of_text(new), &Anchors::default());
        let show = |segment: &Segment| match segment.tag {
            DiffTag::Kept => text(&segment.tokens),
            DiffTag::Deleted => format!("[-{}-]", text(&segment.tokens)),
            DiffTag::Inserted => format!("{{+{}+}}", text(&segment.tokens)),
        };
        segments.iter().map(show).collect()
    }

    #[test]
    fn whole_syllables_and_figures_change() {
        assert_eq!(shown("tăng 8,5% so với", "tăng 9,2% so với"), "tăng [-8,5%-]{+9,2%+} so với");
        assert_eq!(shown("hoà giải", "hòa giải"), "[-hoà-]{+hòa+} giải");
        assert_eq!(shown("một hai ba", "bốn năm ba"), "[-một hai-]{+bốn năm+} ba");
        assert_eq!(shown("a b", "a x b"), "a {+x +}b");
        assert_eq!(shown("số 168/2025/NĐ-CP.", "số 169/2025/NĐ-CP."), "số [-168/2025/NĐ-CP-]{+169/2025/NĐ-CP+}.");
    }
}
