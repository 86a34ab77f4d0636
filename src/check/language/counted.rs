//! Syllables and pairs of neighbours counted in official documents: how many documents have each.
//!
//! `counted.txt` is made by `docs/chinh-ta/dem.py` from the counts of 292 official documents: a line per syllable, in the
//! order of its bytes, with the number of documents that have it, then each syllable found right after it, with a number
//! where more than one document has the pair.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What was counted.
pub(crate) struct Counted {
    syllables: HashMap<&'static str, u16>,
    pairs: HashMap<(&'static str, &'static str), u16>,
}

static COUNTED: LazyLock<Counted> = LazyLock::new(|| Counted::read(include_str!("counted.txt")));

impl Counted {
    /// The table, read once, when something is checked.
    pub(crate) fn get() -> &'static Self {
        &COUNTED
    }

    fn read(table: &'static str) -> Self {
        let (mut syllables, mut pairs) = (HashMap::with_capacity(2_500), HashMap::with_capacity(60_000));
        for line in table.lines() {
            let mut words = line.split(' ').peekable();
            let first = words.next().unwrap_or_default();
            let number = |words: &mut std::iter::Peekable<std::str::Split<'static, char>>| {
                let count = words.peek()?.parse().ok()?;
                words.next();
                Some(count)
            };
            syllables.insert(first, number(&mut words).unwrap_or(1));
            while let Some(second) = words.next() {
                pairs.insert((first, second), number(&mut words).unwrap_or(1));
            }
        }
        Self { syllables, pairs }
    }

    /// How many documents have a syllable, in small letters.
    pub(crate) fn syllable(&self, word: &str) -> u16 {
        self.syllables.get(word).copied().unwrap_or(0)
    }

    /// How many documents have two syllables beside each other.
    pub(crate) fn pair(&self, first: &str, second: &str) -> u16 {
        self.pairs.get(&(first, second)).copied().unwrap_or(0)
    }

    /// Every syllable.
    pub(crate) fn syllables(&self) -> impl Iterator<Item = &'static str> {
        self.syllables.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_the_table() {
        let counted = Counted::read("ai 15 bị 5 cho có 2\nbị 7\n");
        assert_eq!((counted.syllable("ai"), counted.syllable("bị"), counted.syllable("cho")), (15, 7, 0));
        assert_eq!((counted.pair("ai", "bị"), counted.pair("ai", "cho"), counted.pair("bị", "ai")), (5, 1, 0));
        assert!(Counted::get().pair("nhân", "dân") > 100 && Counted::get().syllables().count() > 2_000);
    }
}
