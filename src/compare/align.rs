//! Two lists of anything with words → which is which: by their words first, by their places only at last.

use std::collections::HashMap;

use similar::DiffOp;

use super::sequence::operations;
use super::similarity::{MIN_SIMILARITY, Table};

/// What is known of one entry of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Fingerprint {
    /// Only entries of one class are ever the same.
    pub(super) class: u8,
    /// Its words by key, in order.
    pub(super) keys: Vec<u32>,
    /// Those of the keys that say something, sorted.
    pub(super) keywords: Vec<u32>,
}

/// One step through both lists, in the order of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The old entry is the new one, in its place.
    Kept(usize, usize),
    /// The old entry is the new one, from elsewhere.
    Moved(usize, usize),
    /// The old entry stood here and went elsewhere.
    Left(usize),
    /// Only in the old list.
    Removed(usize),
    /// Only in the new list.
    Added(usize),
}

impl Step {
    /// The same step between other lists, whose places follow from those of these.
    pub(super) fn map(self, old: impl Fn(usize) -> usize, new: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Kept(i, j) => Self::Kept(old(i), new(j)),
            Self::Moved(i, j) => Self::Moved(old(i), new(j)),
            Self::Left(i) => Self::Left(old(i)),
            Self::Removed(i) => Self::Removed(old(i)),
            Self::Added(j) => Self::Added(new(j)),
        }
    }

    /// The places of an entry that both lists have.
    pub(super) fn pair(self) -> Option<(usize, usize)> {
        match self {
            Self::Kept(i, j) | Self::Moved(i, j) => Some((i, j)),
            _ => None,
        }
    }
}

/// How alike they must be when one has moved.
const MIN_SIMILARITY_MOVED: f64 = 0.6;

/// Words an entry needs to be known again elsewhere in other words.
const MIN_KEYWORDS_MOVED: usize = 4;

/// Words an entry may have to be taken for another text in the same place.
const MAX_SHORT_WORDS: usize = 6;

/// Most similarities that are worked out to find entries that moved.
const MAX_SIMILARITIES: usize = 1_000_000;

/// Pairs two lists.
pub(super) fn align(old: &[Fingerprint], new: &[Fingerprint]) -> Vec<Step> {
    let mut aligner = Aligner { old, new, kept: vec![None; old.len()], found: vec![None; new.len()] };
    aligner.same();
    aligner.same_elsewhere();
    aligner.gaps(Aligner::alike);
    aligner.alike_elsewhere();
    aligner.gaps(Aligner::alone);
    aligner.steps()
}

struct Aligner<'a> {
    old: &'a [Fingerprint],
    new: &'a [Fingerprint],
    /// The new place of each old entry, and whether it moved.
    kept: Vec<Option<(usize, bool)>>,
    /// The old place of each new entry.
    found: Vec<Option<usize>>,
}

impl Aligner<'_> {
    fn pair(&mut self, i: usize, j: usize, moved: bool) {
        self.kept[i] = Some((j, moved));
        self.found[j] = Some(i);
    }

    /// Entries with the very same words, in order.
    fn same(&mut self) {
        let mut names: HashMap<(u8, &[u32]), u32> = HashMap::new();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for (list, out) in [(self.old, &mut a), (self.new, &mut b)] {
            for entry in list {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                out.push(*names.entry((entry.class, &entry.keys)).or_insert(next));
            }
        }
        for op in operations(&a, &b) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|k| self.pair(old_index + k, new_index + k, false));
            }
        }
    }

    /// Entries with the very same words that crossed others.
    fn same_elsewhere(&mut self) {
        let mut left: HashMap<(u8, &[u32]), Vec<usize>> = HashMap::new();
        for (i, entry) in self.old.iter().enumerate().rev() {
            if self.kept[i].is_none() && !entry.keywords.is_empty() {
                left.entry((entry.class, &entry.keys)).or_default().push(i);
            }
        }
        for (j, entry) in self.new.iter().enumerate() {
            if self.found[j].is_none()
                && let Some(i) = left.get_mut(&(entry.class, entry.keys.as_slice())).and_then(Vec::pop)
            {
                self.pair(i, j, true);
            }
        }
    }

    /// Works on each gap between entries that kept their places: the old and new ones without a partner.
    fn gaps(&mut self, work: fn(&mut Self, &[usize], &[usize])) {
        let (mut i, mut j) = (0, 0);
        while i < self.old.len() || j < self.new.len() {
            let (mut olds, mut news) = (Vec::new(), Vec::new());
            while i < self.old.len() && self.kept[i].is_none_or(|(_, moved)| moved) {
                if self.kept[i].is_none() {
                    olds.push(i);
                }
                i += 1;
            }
            let end = self.kept.get(i).copied().flatten().map_or(self.new.len(), |(j, _)| j);
            news.extend((j..end).filter(|j| self.found[*j].is_none()));
            work(self, &olds, &news);
            (i, j) = (i + 1, end + 1);
        }
    }

    /// The most alike entries of a gap, in order.
    fn alike(&mut self, olds: &[usize], news: &[usize]) {
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let table = Table::of(olds.len(), news.len(), |a, b| alike(&self.old[olds[a]], &self.new[news[b]]));
        for (a, b) in table.pairs() {
            self.pair(olds[a], news[b], false);
        }
    }

    /// Entries that crossed others and were rewritten as well, the most alike first.
    fn alike_elsewhere(&mut self) {
        let keywords = |entry: &Fingerprint| entry.keywords.len() >= MIN_KEYWORDS_MOVED;
        let olds: Vec<usize> =
            (0..self.old.len()).filter(|i| self.kept[*i].is_none() && keywords(&self.old[*i])).collect();
        let news: Vec<usize> =
            (0..self.new.len()).filter(|j| self.found[*j].is_none() && keywords(&self.new[*j])).collect();
        if olds.len() * news.len() > MAX_SIMILARITIES {
            return;
        }
        let pairs = olds.iter().flat_map(|i| news.iter().map(|j| (*i, *j)));
        let mut pairs: Vec<(f64, usize, usize)> = pairs
            .map(|(i, j)| (alike(&self.old[i], &self.new[j]), i, j))
            .filter(|(alike, ..)| *alike >= MIN_SIMILARITY_MOVED)
            .collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in pairs {
            if self.kept[i].is_none() && self.found[j].is_none() {
                self.pair(i, j, true);
            }
        }
    }

    /// One short entry against one in the same place: other words for the same thing.
    fn alone(&mut self, olds: &[usize], news: &[usize]) {
        let ([i], [j]) = (olds, news) else { return };
        let (old, new) = (&self.old[*i], &self.new[*j]);
        let short = old.keywords.len() <= MAX_SHORT_WORDS && new.keywords.len() <= MAX_SHORT_WORDS;
        if old.class == new.class && (short || alike(old, new) >= MIN_SIMILARITY / 2.0) {
            self.pair(*i, *j, false);
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut i = 0;
        let leave = |i: usize| if self.kept[i].is_some() { Step::Left(i) } else { Step::Removed(i) };
        for j in 0..self.new.len() {
            match self.found[j] {
                Some(from) if self.kept[from] == Some((j, false)) => {
                    steps.extend((i..from).map(leave));
                    steps.push(Step::Kept(from, j));
                    i = from + 1;
                }
                Some(from) => steps.push(Step::Moved(from, j)),
                None => steps.push(Step::Added(j)),
            }
        }
        steps.extend((i..self.old.len()).map(leave));
        steps
    }
}

/// The part of their words that two entries share; 0 for entries of different classes.
fn alike(a: &Fingerprint, b: &Fingerprint) -> f64 {
    let total = a.keywords.len() + b.keywords.len();
    if a.class != b.class || total == 0 {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.keywords.get(i), b.keywords.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    (2 * shared) as f64 / total as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries whose words are the letters of each text.
    fn entries(texts: &[&str]) -> Vec<Fingerprint> {
        let entry = |text: &&str| {
            let keys: Vec<u32> = text.chars().map(u32::from).collect();
            let mut keywords = keys.clone();
            keywords.sort_unstable();
            Fingerprint { class: 0, keys, keywords }
        };
        texts.iter().map(entry).collect()
    }

    fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
        align(&entries(old), &entries(new))
    }

    #[test]
    fn entries_are_known_by_their_words() {
        use Step::{Added, Kept, Left, Moved, Removed};
        let found = steps(&["abcde", "fghij", "klmno"], &["abcde", "vwxyz", "fghiq", "klmno"]);
        assert_eq!(found, [Kept(0, 0), Added(1), Kept(1, 2), Kept(2, 3)]);
        let found = steps(&["abcde", "fghij", "klmno", "pqrst"], &["fghij", "klmno", "abcde", "pqrst"]);
        assert_eq!(found, [Left(0), Kept(1, 0), Kept(2, 1), Moved(0, 2), Kept(3, 3)]);
        let found = steps(&["abcdefgh", "ijklm", "nopqr"], &["ijklm", "nopqr", "abcdefgz"]);
        assert_eq!(found, [Left(0), Kept(1, 0), Kept(2, 1), Moved(0, 2)]);
        let found = steps(&["abcdefgh", "ijklm"], &["ijklm"]);
        assert_eq!(found, [Removed(0), Kept(1, 0)]);
    }

    #[test]
    fn another_short_text_in_the_same_place_is_the_same_entry() {
        assert_eq!(steps(&["ab", "cd", "ef"], &["ab", "xy", "ef"])[1], Step::Kept(1, 1));
        let found = steps(&["ab", "cdefghijk", "ef"], &["ab", "stuvwxyz", "ef"]);
        assert_eq!(found[1..3], [Step::Added(1), Step::Removed(1)]);
    }
}
