//! Which values of a figure an expression reads.

use crate::figures::compare::Part;

/// What the fields of a figure read; the figure alone, and any other field, reads its value.
const FIELDS: [(&str, &[Part]); 9] = [
    ("ke_hoach", &[Part::Plan]),
    ("so_ke_hoach", &[Part::Value, Part::Plan]),
    ("cung_ky", &[Part::YearBefore]),
    ("so_cung_ky", &[Part::Value, Part::YearBefore]),
    ("chenh_lech", &[Part::Value, Part::YearBefore]),
    ("tang_giam", &[Part::Value, Part::YearBefore]),
    ("ky_truoc", &[Part::Previous]),
    ("luy_ke", &[Part::Value, Part::EarlierPeriod]),
    // words, not numbers
    ("ten", &[]),
];

/// The values an expression reads of the figure at `path`.
pub(super) fn reads(expression: &str, path: &str) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let named = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut whole = expression;
    while let Some(at) = whole.find(named) {
        let end = whole[at..].find(|c| !named(c)).map_or(whole.len(), |length| at + length);
        let name = &whole[at..end];
        whole = &whole[end..];
        let Some(rest) = name.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with('.')) else {
            continue;
        };
        let field = rest.trim_start_matches('.').split('.').next().unwrap_or_default();
        let parts = FIELDS.iter().find(|(key, _)| *key == field).map_or(&[Part::Value][..], |(_, parts)| parts);
        for part in parts {
            if !found.contains(part) {
                found.push(*part);
            }
        }
    }
    found
}
