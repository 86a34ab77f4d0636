//! Dãy số: the documents of an issuer and year that are numbered one after another.

use super::entry::{Facts, Reference};
use super::series_rules::SeriesRules;
use crate::domain::document::Kind;
use crate::domain::document::normative::year_of_symbol;

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
    /// Whether it is one of secret documents, which are numbered apart [N30 Điều 15.2].
    pub secret: bool,
}

impl Series {
    /// The series of a document.
    pub fn of(rules: &SeriesRules, kind: &str, like: &Reference) -> Self {
        let Reference { issuer, year, symbol, secret, .. } = like;
        let owner = rules.owner(issuer);
        let mut issuers = vec![owner.to_owned()];
        issuers.extend(rules.shared.iter().filter(|(_, with)| *with == owner).map(|(key, _)| key.clone()));
        let normative = is_normative(symbol);
        let kinds = if normative { Some(vec![kind.to_owned()]) } else { rules.together(kind) };
        Self { issuers, year: *year, kinds, normative, secret: *secret }
    }

    /// The series of a line.
    pub(crate) fn of_facts(rules: &SeriesRules, facts: &Facts) -> Self {
        Self::of(rules, &facts.kind, &facts.reference)
    }

    /// Whether a line of one of its issuers is in it.
    pub(super) fn holds(&self, facts: &Facts) -> bool {
        self.normative == is_normative(&facts.reference.symbol)
            && self.secret == facts.reference.secret
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&facts.kind))
    }

    /// As the clerk reads it: `báo cáo`, `báo cáo, kế hoạch`, `mọi loại văn bản`.
    pub fn name(&self) -> String {
        let secret = if self.secret { " mật" } else { "" };
        let Some(kinds) = &self.kinds else { return format!("mọi loại văn bản{secret}") };
        let name = |key: &String| Kind::from_key(key).map_or(key.clone(), |kind| kind.name.to_owned());
        let names = kinds.iter().map(name).collect::<Vec<_>>().join(", ");
        if self.normative { format!("{names} quy phạm pháp luật{secret}") } else { format!("{names}{secret}") }
    }
}

/// `2025/NQ-HĐND`: normative documents carry the year in their symbol.
pub(super) fn is_normative(symbol: &str) -> bool {
    year_of_symbol(symbol).is_some()
}
