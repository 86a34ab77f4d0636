//! Dãy số: the documents of an issuer and year that are numbered one after another.

use super::entry::Facts;
use super::series_rules::SeriesRules;
use crate::domain::document::Kind;

/// A series of numbers, from 01 on 1 January to 31 December [N30 Điều 15.1].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Series {
    /// The issuers that share it.
    pub issuers: Vec<String>,
    /// The year.
    pub year: i32,
    /// Values of `loai`; none stands for all kinds.
    pub kinds: Option<Vec<String>>,
    /// Whether it is one of normative documents (QPPL), whose symbol begins with the year: one series a kind always.
    pub normative: bool,
}

impl Series {
    /// The series of a document.
    pub fn of(rules: &SeriesRules, issuer: &str, kind: &str, symbol: &str, year: i32) -> Self {
        let owner = rules.owner(issuer);
        let mut issuers = vec![owner.to_owned()];
        issuers.extend(rules.shared.iter().filter(|(_, with)| *with == owner).map(|(key, _)| key.clone()));
        let normative = is_normative(symbol);
        let kinds = if normative { Some(vec![kind.to_owned()]) } else { rules.together(kind) };
        Self { issuers, year, kinds, normative }
    }

    /// The series of a line.
    pub(crate) fn of_facts(rules: &SeriesRules, facts: &Facts) -> Self {
        let reference = &facts.reference;
        Self::of(rules, &reference.issuer, &facts.kind, &reference.symbol, reference.year)
    }

    /// Whether a line of one of its issuers is in it.
    pub(super) fn holds(&self, facts: &Facts) -> bool {
        self.normative == is_normative(&facts.reference.symbol)
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&facts.kind))
    }

    /// As the clerk reads it: `báo cáo`, `báo cáo, kế hoạch`, `mọi loại văn bản`.
    pub fn name(&self) -> String {
        let Some(kinds) = &self.kinds else { return "mọi loại văn bản".to_owned() };
        let name = |key: &String| Kind::from_key(key).map_or(key.clone(), |kind| kind.name.to_owned());
        let names = kinds.iter().map(name).collect::<Vec<_>>().join(", ");
        if self.normative { format!("{names} quy phạm pháp luật") } else { names }
    }
}

/// `2025/NQ-HĐND`: normative documents carry the year in their symbol.
pub(super) fn is_normative(symbol: &str) -> bool {
    symbol.split_once('/').is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}
