//! Capitals where the decree wants them, and nowhere else: viết hoa.

use crate::check::passage::Passage;

pub(crate) mod bodies;
pub(crate) mod divisions;
pub(crate) mod kinds;

/// How many capitals inside sentences stand in names and divisions that the rules know.
pub(crate) fn looked_at(passage: &Passage) -> usize {
    let divisions = ["điều", "khoản", "điểm", "mục", "chương", "phần"];
    let is_division = |small: &str| divisions.contains(&small);
    let capitals = passage.words.iter().filter(|word| word.is_capitalized() && is_division(&word.small)).count();
    capitals + bodies::capitals_of_known(passage)
}
