//! Sentences that went from one paragraph to another, or to another place of their own.

use std::collections::HashMap;
use std::ops::Range;

use super::align::Step;
use super::reading::{Reading, Unit, UnitKind};
use super::sequence::operations;
use super::token::{Anchors, Keys, Side, Token, TokenKind, tokens};

/// Words that a sentence needs to be known again elsewhere.
const MIN_WORDS: usize = 4;

/// A sentence, or several in a row, in other company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MovedSentence {
    /// The unit it stood in, and which of its tokens it was.
    pub(super) from: (usize, Range<usize>),
    /// The unit it stands in.
    pub(super) to: (usize, Range<usize>),
}

/// A sentence of a unit.
struct Sentence {
    unit: usize,
    range: Range<usize>,
    words: Vec<u32>,
}

/// Finds the sentences that moved; `steps` are those whose words are compared unit by unit.
pub(super) fn moved(
    old: &Reading,
    new: &Reading,
    steps: impl Iterator<Item = Step>,
    anchors: &Anchors,
) -> Vec<MovedSentence> {
    let mut keys = Keys::default();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let is_text = |unit: &Unit| unit.kind == UnitKind::Paragraph;
    for step in steps {
        match step {
            Step::Kept(i, j) if is_text(&old.units[i]) && is_text(&new.units[j]) => {
                let before = sentences(old, i, &mut keys, Side::Old(anchors));
                let after = sentences(new, j, &mut keys, Side::New);
                let (before, after) = unlike(before, after);
                gone.extend(before);
                come.extend(after);
            }
            Step::Removed(i) if is_text(&old.units[i]) => {
                gone.extend(sentences(old, i, &mut keys, Side::Old(anchors)));
            }
            Step::Added(j) if is_text(&new.units[j]) => come.extend(sentences(new, j, &mut keys, Side::New)),
            _ => {}
        }
    }
    let mut found: Vec<MovedSentence> = Vec::new();
    for (before, after) in matches(&gone, &come) {
        match found.last_mut() {
            Some(MovedSentence { from, to })
                if (from.0, to.0) == (before.unit, after.unit)
                    && (from.1.end, to.1.end) == (before.range.start, after.range.start) =>
            {
                (from.1.end, to.1.end) = (before.range.end, after.range.end);
            }
            _ => found.push(MovedSentence {
                from: (before.unit, before.range.clone()),
                to: (after.unit, after.range.clone()),
            }),
        }
    }
    found
}

/// The sentences of a unit; each ends with the blank behind it.
fn sentences(reading: &Reading, unit: usize, keys: &mut Keys, side: Side<'_>) -> Vec<Sentence> {
    let words = tokens(&reading.units[unit].words);
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..words.len() {
        let ends = matches!(words[at].kind, TokenKind::Space | TokenKind::Line)
            && at.checked_sub(1).is_some_and(|before| is_end(&words[before]));
        if ends || at + 1 == words.len() {
            let range = start..at + 1;
            let own: Vec<Token> = words[range.clone()].iter().filter(|token| token.is_word()).cloned().collect();
            found.push(Sentence { unit, range, words: keys.all(&own, side) });
            start = at + 1;
        }
    }
    found
}

fn is_end(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Mark('.' | ';' | '!' | '?' | '…'))
}

/// The sentences that only one of two units has.
fn unlike(before: Vec<Sentence>, after: Vec<Sentence>) -> (Vec<Sentence>, Vec<Sentence>) {
    // in order, so that two that changed places are one that moved
    let (mut kept_before, mut kept_after) = (vec![false; before.len()], vec![false; after.len()]);
    let (a, b): (Vec<&[u32]>, Vec<&[u32]>) =
        (before.iter().map(|s| s.words.as_slice()).collect(), after.iter().map(|s| s.words.as_slice()).collect());
    for op in operations(&a, &b) {
        if let similar::DiffOp::Equal { old_index, new_index, len } = op {
            kept_before[old_index..old_index + len].fill(true);
            kept_after[new_index..new_index + len].fill(true);
        }
    }
    let rest = |all: Vec<Sentence>, kept: Vec<bool>| -> Vec<Sentence> {
        all.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(sentence, _)| sentence).collect()
    };
    (rest(before, kept_before), rest(after, kept_after))
}

/// Each sentence that came, with the first of the same words that went.
fn matches<'a>(gone: &'a [Sentence], come: &'a [Sentence]) -> Vec<(&'a Sentence, &'a Sentence)> {
    let mut left: HashMap<&[u32], Vec<&Sentence>> = HashMap::new();
    for sentence in gone.iter().rev().filter(|sentence| sentence.words.len() >= MIN_WORDS) {
        left.entry(&sentence.words).or_default().push(sentence);
    }
    let found = come.iter().filter_map(|after| Some((left.get_mut(after.words.as_slice())?.pop()?, after)));
    found.collect()
}

/// Tokens without some stretches of them, and without the blanks that are then at an end.
pub(super) fn without(words: Vec<Token>, ranges: &[&Range<usize>]) -> Vec<Token> {
    if ranges.is_empty() {
        return words;
    }
    let kept = words.into_iter().enumerate().filter(|(at, _)| !ranges.iter().any(|range| range.contains(at)));
    let mut kept: Vec<Token> = kept.map(|(_, token)| token).collect();
    while kept.last().is_some_and(|token| matches!(token.kind, TokenKind::Space | TokenKind::Line)) {
        kept.pop();
    }
    kept
}
