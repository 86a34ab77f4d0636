//! What an audit of pages comes to: faults, and how far each part was looked at.

use std::collections::BTreeMap;

use super::decree::ALL;
use super::rule::{Part, Rule};

/// Something on a page that is not as the decree says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What it breaks.
    pub rule: Rule,
    /// From 1.
    pub page: usize,
    /// The words it is about, maybe cut; empty where it is about none.
    pub words: String,
    /// What was measured: `cỡ 11 pt`.
    pub measured: String,
    /// What the decree allows: `cỡ 12–13 pt`.
    pub allowed: String,
    /// Whether it comes from how words are typed, and not from how they are set.
    pub is_typed: bool,
}

/// What an audit saw.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// In the order of the rules.
    pub faults: Vec<Fault>,
    /// How often each rule was measured, by its id; rules without anything to measure are missing.
    pub measured: BTreeMap<&'static str, usize>,
    /// Parts that the document has and that were not found where they should stand.
    pub unseen: Vec<Part>,
}

/// How far a part of a document was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Measured so many times.
    Checked(usize),
    /// The document has none.
    Absent,
    /// It has one, and nothing of it could be measured.
    Unchecked,
}

impl Audit {
    /// How far a part was looked at.
    pub fn state(&self, part: Part) -> State {
        let own = ALL.iter().filter(|rule| rule.part == part);
        let measured = own.filter_map(|rule| self.measured.get(rule.id)).sum();
        match measured {
            0 if self.unseen.contains(&part) => State::Unchecked,
            0 => State::Absent,
            measured => State::Checked(measured),
        }
    }
}
