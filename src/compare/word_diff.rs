//! Two texts → stretches of words that stayed, went and came.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::compare::token::{Form, Token};

/// What became of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// In both; as the new text has it.
    Kept,
    /// Only in the old.
    Deleted,
    /// Only in the new.
    Inserted,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) fate: Fate,
    pub(super) tokens: Vec<Token>,
}

/// Compares two texts by the keys of their tokens.
pub(super) fn differences(old: (&[Token], &[u32]), new: (&[Token], &[u32])) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old.1, new.1) {
        let (old_range, new_range) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            add(&mut stretches, Fate::Kept, &new.0[new_range]);
        } else {
            add(&mut stretches, Fate::Deleted, &old.0[old_range]);
            add(&mut stretches, Fate::Inserted, &new.0[new_range]);
        }
    }
    joined(stretches)
}

fn add(stretches: &mut Vec<Stretch>, fate: Fate, tokens: &[Token]) {
    if !tokens.is_empty() {
        stretches.push(Stretch { fate, tokens: tokens.to_vec() });
    }
}

/// A lone blank between two changes belongs to them: `[-một hai-]{+ba bốn+}`, not four pieces.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
    let mut rest = stretches.into_iter().peekable();
    while let Some(stretch) = rest.next() {
        match stretch.fate {
            Fate::Deleted => deleted.extend(stretch.tokens),
            Fate::Inserted => inserted.extend(stretch.tokens),
            Fate::Kept => {
                let blank = stretch.tokens.iter().all(|token| token.form == Form::Space);
                // both sides must go on after the blank, or it would be said to have gone
                if blank && !deleted.is_empty() && !inserted.is_empty() && rest.peek().is_some() {
                    deleted.extend(stretch.tokens.iter().cloned());
                    inserted.extend(stretch.tokens);
                } else {
                    flush(&mut out, &mut deleted, &mut inserted);
                    out.push(stretch);
                }
            }
        }
    }
    flush(&mut out, &mut deleted, &mut inserted);
    out
}

fn flush(out: &mut Vec<Stretch>, deleted: &mut Vec<Token>, inserted: &mut Vec<Token>) {
    add(out, Fate::Deleted, &std::mem::take(deleted));
    add(out, Fate::Inserted, &std::mem::take(inserted));
}

/// Whether anything went or came.
pub(super) fn differ(stretches: &[Stretch]) -> bool {
    stretches.iter().any(|stretch| stretch.fate != Fate::Kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::token::{Keys, Side, of_text, text};

    fn shown(old: &str, new: &str) -> String {
        let (old, new) = (of_text(old), of_text(new));
        let mut keys = Keys::default();
        let (a, b) = (keys.all(&old, Side::Either), keys.all(&new, Side::Either));
        let stretches = differences((&old, &a), (&new, &b));
        let show = |stretch: &Stretch| match stretch.fate {
            Fate::Kept => text(&stretch.tokens),
            Fate::Deleted => format!("[-{}-]", text(&stretch.tokens)),
            Fate::Inserted => format!("{{+{}+}}", text(&stretch.tokens)),
        };
        stretches.iter().map(show).collect()
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
