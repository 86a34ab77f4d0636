//! Ladders that a clerk calls by a name, instead of naming every rung [N30-I V.6].

use crate::domain::document::heading_numbers::Rung;

/// Phần, mục, khoản, điểm: reports, plans.
pub(crate) const REPORT: &[Rung] = &[Rung::Part, Rung::Roman, Rung::Arabic, Rung::Letter];

/// Chương, điều, khoản, điểm: regulations.
pub(crate) const REGULATION: &[Rung] = &[Rung::Chapter, Rung::Article, Rung::Arabic, Rung::Letter];

/// Every ladder with its name, as `bac_danh_so` takes it.
pub(crate) const NAMED: [(&str, &[Rung]); 6] = [
    ("bao-cao", REPORT),
    ("bao-cao-1.1", &[Rung::Part, Rung::Roman, Rung::Arabic, Rung::Nested, Rung::Letter]),
    ("quy-che", REGULATION),
    ("quy-che-co-muc", &[Rung::Chapter, Rung::Section, Rung::Article, Rung::Arabic, Rung::Letter]),
    ("dieu-khoan", &[Rung::Article, Rung::Arabic, Rung::Letter]),
    ("dieu-khoan-1.1", &[Rung::Article, Rung::Arabic, Rung::Nested, Rung::Letter]),
];

/// The ladder of a name.
pub(crate) fn named(name: &str) -> Option<&'static [Rung]> {
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, rungs)| *rungs)
}
