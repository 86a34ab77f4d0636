//! A text cut into words, each knowing whether it stands right after the one before.

use std::ops::Range;

/// How the letters of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `nhân`
    Small,
    /// `Nhân`
    Capitalized,
    /// `NHÂN`
    Capitals,
    /// `HĐND2`, `kWh`: anything else.
    Mixed,
}

/// A word, or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) range: Range<usize>,
    /// In small letters.
    pub(crate) small: String,
    pub(crate) case: Case,
    /// Whether only blanks stand between it and the word before.
    pub(crate) follows: bool,
    /// Whether a sign touches it that makes it part of a number, a mark or an address: `số:`, `NQ-`, `@`.
    pub(crate) in_sign: bool,
}

impl Word {
    /// Whether it is letters alone, written as words are.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.case, Case::Small | Case::Capitalized) && !self.in_sign
    }

    /// Whether it has a capital inside a sentence.
    pub(crate) fn is_capitalized(&self) -> bool {
        self.case == Case::Capitalized && self.follows
    }
}

/// What parts words without ending a run of neighbours.
const BLANKS: [char; 3] = [' ', '\n', '\u{a0}'];

/// Signs that join what they touch into one name: `NQ-HĐND`, `x@y.vn`, `1/5`.
const JOINING: [char; 6] = ['-', '/', '@', '_', '&', '.'];

/// Cuts a text into words.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let mut end_before = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let gap = &text[end_before..from];
                let follows = !found.is_empty() && is_blank(gap);
                found.push(word(text, from..at, follows));
                (start, end_before) = (None, at);
            }
            _ => {}
        }
    }
    found
}

/// Whether a gap is blanks within one paragraph.
fn is_blank(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| BLANKS.contains(&c)) && gap.matches('\n').count() < 2
}

fn word(text: &str, range: Range<usize>, follows: bool) -> Word {
    let written = &text[range.clone()];
    let touched = |c: Option<char>, beyond: Option<char>| {
        c.is_some_and(|c| JOINING.contains(&c)) && beyond.is_some_and(char::is_alphanumeric)
    };
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let in_sign = touched(before.next(), before.next()) || touched(after.next(), after.next());
    Word { small: written.to_lowercase(), case: case(written), range, follows, in_sign }
}

fn case(written: &str) -> Case {
    if written.chars().any(|c| !c.is_alphabetic()) {
        return Case::Mixed;
    }
    let mut letters = written.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.clone().filter(|c| c.is_uppercase()).count();
    match (first, rest, letters.count()) {
        (false, 0, _) => Case::Small,
        (true, 0, _) => Case::Capitalized,
        (true, capitals, others) if capitals == others => Case::Capitals,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_neighbours_and_their_capitals() {
        let text = "Ủy ban nhân\ndân, số 05/NQ-HĐND kWh.\n\nHết";
        let found = words(text);
        let shown: Vec<_> = found.iter().map(|word| (&text[word.range.clone()], word.follows, word.case)).collect();
        assert_eq!(shown[0], ("Ủy", false, Case::Capitalized));
        assert_eq!(shown[3], ("dân", true, Case::Small));
        assert_eq!(shown[4], ("số", false, Case::Small));
        assert_eq!(shown[7], ("HĐND", false, Case::Capitals));
        assert_eq!(shown[8], ("kWh", true, Case::Mixed));
        assert_eq!(shown[9], ("Hết", false, Case::Capitalized));
        assert!(found[6].in_sign && found[7].in_sign && !found[3].in_sign);
    }
}
