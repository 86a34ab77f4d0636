//! How alike the entries of two lists are, and the pairs in order that are most alike in all. Of long lists only entries at
//! about the same place are looked at, so that the time grows with their length.

use std::ops::Range;

/// How alike two entries must be to be one, between the same neighbours.
pub(super) const MIN_SIMILARITY: f64 = 0.35;

/// Most similarities that are worked out for one table, unless it is so long that few are left to each entry.
const MAX_SIMILARITIES: usize = 1_000_000;

/// Entries around its own place that each is compared with at least.
const MIN_WIDTH: usize = 64;

/// Similarities of old entries, by row, with the new ones around the same place.
pub(super) struct Table {
    olds: usize,
    news: usize,
    width: usize,
    /// For each row and column of its stretch: how alike, when the two are best paired; 0 otherwise.
    similar: Vec<f64>,
    /// The best sum from there on, one column more than there are.
    best: Vec<f64>,
}

impl Table {
    /// Works it out; `alike` tells how alike an old and a new entry are.
    pub(super) fn of(olds: usize, news: usize, alike: impl Fn(usize, usize) -> f64) -> Self {
        let width = (MAX_SIMILARITIES / olds.max(1)).max(MIN_WIDTH).min(news);
        let sums = vec![0.0; (olds + 1) * (width + 1)];
        let mut table = Self { olds, news, width, similar: vec![0.0; olds * width], best: sums };
        for a in (0..olds).rev() {
            let stretch = table.stretch(a);
            let end = table.at(a, stretch.end);
            table.best[end] = table.best(a + 1, stretch.end);
            for b in stretch.rev() {
                let alike = alike(a, b);
                let skipped = table.best(a + 1, b).max(table.best(a, b + 1));
                let paired = if alike >= MIN_SIMILARITY { alike + table.best(a + 1, b + 1) } else { 0.0 };
                let (cell, sum) = (a * width + b - table.stretch(a).start, table.at(a, b));
                table.similar[cell] = if paired >= skipped && paired > 0.0 { alike } else { 0.0 };
                table.best[sum] = skipped.max(paired);
            }
        }
        table
    }

    /// The new entries that an old one is compared with; no stretch begins or ends before the one above it.
    fn stretch(&self, a: usize) -> Range<usize> {
        let middle = a * self.news / self.olds.max(1);
        let start = middle.saturating_sub(self.width / 2).min(self.news - self.width);
        start..start + self.width
    }

    fn at(&self, a: usize, b: usize) -> usize {
        a * (self.width + 1) + b - self.stretch(a).start
    }

    /// The best sum from a place on; entries in front of a stretch are skipped.
    fn best(&self, a: usize, b: usize) -> f64 {
        if a == self.olds { 0.0 } else { self.best[self.at(a, b.max(self.stretch(a).start))] }
    }

    /// The pairs that are most alike in all, in order.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let (mut a, mut b) = (0, 0);
        let mut found = Vec::new();
        while a < self.olds && b < self.news {
            let stretch = self.stretch(a);
            b = b.max(stretch.start);
            if b == stretch.end {
                a += 1;
            } else if self.similar[a * self.width + b - stretch.start] > 0.0 {
                found.push((a, b));
                (a, b) = (a + 1, b + 1);
            } else if self.best(a + 1, b) >= self.best(a, b + 1) {
                a += 1;
            } else {
                b += 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_paired_in_order_however_long_the_lists_are() {
        for (olds, news) in [(1, 1), (3, 5), (900, 1_100), (5_000, 5_000), (5_000, 4_970), (20, 6_000)] {
            // each old entry is its own new one, the first new ones are nothing
            let shift = news - olds.min(news);
            let table = Table::of(olds, news, |a, b| if a + shift == b { 0.9 } else { 0.2 });
            let found = table.pairs();
            let near = news <= 1_100 || shift < 20;
            let wanted = if near { olds.min(news) } else { 0 };
            assert!(
                found.len() >= wanted && found.iter().all(|(a, b)| a + shift == *b),
                "{olds} {news}: {}",
                found.len()
            );
        }
    }
}
