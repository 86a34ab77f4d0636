//! Two lists → what both have in order. Short ones are compared in every way; long ones are parted first where they plainly
//! agree, so that the time grows with their length and not with its square.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The product of two lengths up to which every way is tried.
const MAX_WAYS: usize = 4_000_000;

/// Entries in a row by which long lists are known to agree, as no other place of either list has them: one, then more.
const RUNS: [usize; 3] = [1, 4, 16];

/// How often a part is parted again.
const MAX_PARTINGS: usize = 8;

/// What stays, goes and comes between two lists, in order.
pub(super) fn operations<T: Eq + Hash + Ord>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    let mut parts = Parts { old, new, found: Vec::new() };
    parts.between(0..old.len(), 0..new.len(), 0);
    parts.found
}

struct Parts<'a, T> {
    old: &'a [T],
    new: &'a [T],
    found: Vec<DiffOp>,
}

impl<T: Eq + Hash + Ord> Parts<'_, T> {
    fn between(&mut self, old: Range<usize>, new: Range<usize>, partings: usize) {
        let (a, b) = (&self.old[old.clone()], &self.new[new.clone()]);
        if a.len().saturating_mul(b.len()) <= MAX_WAYS {
            for op in capture_diff_slices(Algorithm::Myers, a, b) {
                self.add(op, old.start, new.start);
            }
            return;
        }
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[head..], &b[head..]);
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
        let (a_from, b_from) = (old.start + head, new.start + head);
        self.same(old.start, new.start, head);
        let agreed = if partings < MAX_PARTINGS { agreed(a, b) } else { None };
        match agreed {
            _ if head + tail > 0 && a.len().saturating_mul(b.len()) <= MAX_WAYS => {
                self.between(a_from..a_from + a.len(), b_from..b_from + b.len(), partings);
            }
            Some((places, run)) => {
                let (mut i, mut j) = (0, 0);
                for (at, to) in places.into_iter().chain([(a.len(), b.len())]) {
                    if at < i || to < j {
                        continue; // the run before goes on here
                    }
                    self.between(a_from + i..a_from + at, b_from + j..b_from + to, partings + 1);
                    let run = if at < a.len() { run } else { 0 };
                    self.same(a_from + at, b_from + to, run);
                    (i, j) = (at + run, to + run);
                }
            }
            None => self.side_by_side(a_from..a_from + a.len(), b_from..b_from + b.len()),
        }
        self.same(old.end - tail, new.end - tail, tail);
    }

    /// Lists in which nothing is known again: what stands at the same place is compared.
    fn side_by_side(&mut self, old: Range<usize>, new: Range<usize>) {
        let both = old.len().min(new.len());
        for at in 0..both {
            let (i, j) = (old.start + at, new.start + at);
            match self.old[i] == self.new[j] {
                true => self.same(i, j, 1),
                false => self.other(i, j, 1, 1),
            }
        }
        self.other(old.start + both, new.start + both, old.len() - both, new.len() - both);
    }

    fn add(&mut self, op: DiffOp, from_old: usize, from_new: usize) {
        let (old, new) = (op.old_range(), op.new_range());
        let (i, j) = (from_old + old.start, from_new + new.start);
        match op {
            DiffOp::Equal { len, .. } => self.same(i, j, len),
            _ => self.other(i, j, old.len(), new.len()),
        }
    }

    fn same(&mut self, i: usize, j: usize, count: usize) {
        match self.found.last_mut() {
            _ if count == 0 => {}
            Some(DiffOp::Equal { len, .. }) => *len += count,
            _ => self.found.push(DiffOp::Equal { old_index: i, new_index: j, len: count }),
        }
    }

    fn other(&mut self, i: usize, j: usize, olds: usize, news: usize) {
        if (olds, news) == (0, 0) {
            return;
        }
        let (old_index, new_index, mut old_len, mut new_len) = match self.found.last() {
            Some(DiffOp::Equal { .. }) | None => (i, j, 0, 0),
            Some(last) => {
                let (old, new) = (last.old_range(), last.new_range());
                self.found.pop();
                (old.start, new.start, old.len(), new.len())
            }
        };
        (old_len, new_len) = (old_len + olds, new_len + news);
        self.found.push(match (old_len, new_len) {
            (_, 0) => DiffOp::Delete { old_index, old_len, new_index },
            (0, _) => DiffOp::Insert { old_index, new_index, new_len },
            _ => DiffOp::Replace { old_index, old_len, new_index, new_len },
        });
    }
}

/// Where a run of entries stands: once, or more often.
#[derive(Clone, Copy)]
struct Seen {
    at: usize,
    olds: usize,
    news: usize,
}

/// Places in both lists of runs that stand once in each, in the order of both, and the length of the runs.
fn agreed<T: Eq + Hash>(old: &[T], new: &[T]) -> Option<(Vec<(usize, usize)>, usize)> {
    RUNS.into_iter().find_map(|run| {
        let mut seen: HashMap<&[T], Seen> = HashMap::new();
        for (at, entries) in old.windows(run).enumerate() {
            seen.entry(entries).or_insert(Seen { at, olds: 0, news: 0 }).olds += 1;
        }
        for entries in new.windows(run) {
            if let Some(seen) = seen.get_mut(entries) {
                seen.news += 1;
            }
        }
        let once = |entries: &[T]| seen.get(entries).filter(|seen| (seen.olds, seen.news) == (1, 1));
        let places = new.windows(run).enumerate().filter_map(|(to, entries)| Some((once(entries)?.at, to)));
        let places = longest_in_order(&places.collect::<Vec<_>>());
        (!places.is_empty()).then_some((places, run))
    })
}

/// The most places whose first halves rise as the second do.
fn longest_in_order(places: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // of each length the run with the lowest end, and for each place the one before it
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (n, (at, _)) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end].0 < *at);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut found: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |n| before[*n]).map(|n| places[n]).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the operations make of the old list.
    fn applied(old: &[u32], new: &[u32]) -> (Vec<u32>, usize) {
        let (mut made, mut kept, mut at) = (Vec::new(), 0, 0);
        for op in operations(old, new) {
            assert_eq!(op.old_range().start, at);
            assert_eq!(op.new_range().start, made.len());
            at = op.old_range().end;
            match op {
                DiffOp::Equal { len, .. } => {
                    kept += len;
                    made.extend(&old[op.old_range()]);
                }
                _ => made.extend(&new[op.new_range()]),
            }
        }
        assert_eq!(at, old.len());
        (made, kept)
    }

    #[test]
    fn long_lists_keep_what_they_share() {
        let old: Vec<u32> = (0..20_000).collect();
        let every = |step: usize| -> Vec<u32> {
            old.iter().map(|n| if (*n as usize).is_multiple_of(step) { n + 100_000 } else { *n }).collect()
        };
        assert_eq!(applied(&old, &every(2)).1, 10_000);
        assert_eq!(applied(&old, &every(20_000)).1, 19_999);
        let words = |n: u32| n * n % 97;
        let (old, mut new): (Vec<u32>, Vec<u32>) = ((0..20_000).map(words).collect(), (0..20_000).map(words).collect());
        (new[0], new[10_000], new[19_999]) = (200, 201, 202);
        assert_eq!(applied(&old, &new), (new.clone(), 19_997));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_new_list_comes_out(letters in 1_u32..5_000, a in 1_900_usize..3_000, b in 1_900_usize..3_000, seed: u32) {
            let list = |count: usize, by: u32| -> Vec<u32> {
                (0..count as u32).map(|n| (n ^ (seed % by)).wrapping_mul(2_654_435_761) % letters).collect()
            };
            let (old, new) = (list(a, 7), list(b, 11));
            prop_assert_eq!(applied(&old, &new).0, new);
        }
    }
}
