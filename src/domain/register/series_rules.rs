//! Cách đánh số văn bản đi: which documents share a series of numbers [N30 Điều 15.1].

use std::collections::BTreeMap;

/// Which kinds share a series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// One series a kind.
    #[default]
    ByKind,
    /// One series a group of kinds; kinds of no group have their own.
    Groups,
    /// One series for all kinds.
    Common,
}

impl Grouping {
    /// Reads a value of `so_van_ban.cach`.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        match key {
            "theo-loai" => Some(Self::ByKind),
            "theo-nhom" => Some(Self::Groups),
            "chung" => Some(Self::Common),
            _ => None,
        }
    }
}

/// How an office numbers its outgoing documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeriesRules {
    /// Which kinds share a series.
    pub grouping: Grouping,
    /// Groups of kinds, by the values of `loai`.
    pub groups: Vec<Vec<String>>,
    /// Issuers that take numbers from the series of another: key, and key of the other.
    pub shared: BTreeMap<String, String>,
}

impl SeriesRules {
    /// The issuer whose series an issuer numbers in: its own unless it shares.
    pub(crate) fn owner<'a>(&'a self, issuer: &'a str) -> &'a str {
        self.shared.get(issuer).map_or(issuer, String::as_str)
    }

    /// The kinds of a kind's series; none stands for all.
    pub fn together(&self, kind: &str) -> Option<Vec<String>> {
        match self.grouping {
            Grouping::ByKind => Some(vec![kind.to_owned()]),
            Grouping::Common => None,
            Grouping::Groups => {
                let group = self.groups.iter().find(|group| group.iter().any(|known| known == kind));
                Some(group.cloned().unwrap_or_else(|| vec![kind.to_owned()]))
            }
        }
    }
}
