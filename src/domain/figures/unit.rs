//! Units: money and how it converts, and what can be added up.

/// Units of money and how many đồng each has.
pub(crate) const MONEY: [(&str, i64); 5] = [
    ("đồng", 1),
    ("nghìn đồng", 1_000),
    ("triệu đồng", 1_000_000),
    ("tỷ đồng", 1_000_000_000),
    ("nghìn tỷ đồng", 1_000_000_000_000),
];

/// How many đồng a unit of money has.
pub(crate) fn dong(unit: &str) -> Option<i64> {
    MONEY.iter().find(|(name, _)| *name == unit.trim().to_lowercase()).map(|(_, dong)| *dong)
}

/// Whether a number is a percentage.
pub(crate) fn is_percent(unit: &str) -> bool {
    unit.trim() == "%"
}

/// Whether numbers of two units give a number that means something: pupils and children do, a rate or an amount of
/// money goes only with its own kind.
pub(crate) fn add_up(a: &str, b: &str) -> bool {
    let kind = |unit: &str| (is_percent(unit), dong(unit));
    kind(a) == kind(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_like_adds_up_with_like() {
        assert!(add_up("học sinh", "trẻ") && add_up("tỷ đồng", "Tỷ đồng") && add_up("%", "%"));
        for (a, b) in [("lượt", "%"), ("triệu đồng", "tỷ đồng"), ("cơ sở", "đồng"), ("%", "tỷ đồng")]
        {
            assert!(!add_up(a, b) && !add_up(b, a), "{a}, {b}");
        }
    }
}
