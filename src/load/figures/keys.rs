//! The keys of `so-lieu.yaml`.

use crate::domain::figures::Measure;
use crate::formats::yaml::node::{Key, Node};

/// Keys of the file that are no groups.
pub(crate) const FILE_KEYS: [&str; 4] = ["ky_bao_cao", "den_ngay", "nguon", "so_voi"];

/// Keys of an indicator.
pub(crate) const INDICATOR_KEYS: [&str; 12] = [
    "ten",
    "don_vi",
    Measure::Plan.key(),
    Measure::Actual.key(),
    Measure::Estimate.key(),
    Measure::YearBefore.key(),
    Measure::Previous.key(),
    "so_le",
    "cong_don",
    "la_tong",
    "nguon",
    "ghi_chu",
];

/// Keys with words that documents print.
pub(crate) const TEXTS: [&str; 4] = ["ten", "don_vi", "nguon", "ghi_chu"];

/// Keys that a group may have too, so that they do not make an indicator.
pub(crate) const SHARED_KEYS: [&str; 3] = ["ten", "nguon", "ghi_chu"];

/// The key that says a group's values are shares of one whole.
pub(crate) const SHARES: &str = "ty_trong";

/// A map is an indicator when it has a key that no group has.
pub(crate) fn is_indicator(entries: &[(Key, Node)]) -> bool {
    let own = |name: &str| INDICATOR_KEYS.contains(&name) && !SHARED_KEYS.contains(&name);
    entries.iter().any(|(key, _)| own(&key.name))
}
