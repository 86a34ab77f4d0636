//! The numbered headings that a place stands under, the outermost first.

use crate::domain::document::heading_numbers::{HeadingNumber, Rung};

/// A number on the way down to a place.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    rank: u8,
    pub(crate) rung: Rung,
    /// `2` of `Điều 2.`.
    pub(crate) bare: String,
}

/// The numbers above the current place.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeadingPath(Vec<Step>);

impl HeadingPath {
    /// Goes to a heading or a numbered paragraph.
    pub(crate) fn enter(&mut self, number: &HeadingNumber) {
        let rank = number.rank();
        while self.0.last().is_some_and(|step| step.rank >= rank) {
            self.0.pop();
        }
        self.0.push(Step { rank, rung: number.rung, bare: number.bare().to_owned() });
    }

    /// From the outermost down; of `2` and `2.1` only the second, which says the first again.
    pub(crate) fn steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        let said_again = |i: usize, step: &Step| {
            let next = self.0.get(i + 1);
            next.is_some_and(|next| next.rung == Rung::Nested && next.bare.starts_with(&format!("{}.", step.bare)))
        };
        self.0.iter().enumerate().filter(move |(i, step)| !said_again(*i, step)).map(|(_, step)| step)
    }
}
