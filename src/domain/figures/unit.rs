//! Units: money in its scales, percent, counts of something; what converts into what, exactly.

use crate::base::text::fold::fold;
use crate::base::text::nfc;
use crate::base::text::number::Number;

/// Units of money and how many đồng each has.
pub(crate) const MONEY: [(&str, i64); 5] = [
    ("đồng", 1),
    ("nghìn đồng", 1_000),
    ("triệu đồng", 1_000_000),
    ("tỷ đồng", 1_000_000_000),
    ("nghìn tỷ đồng", 1_000_000_000_000),
];

/// Words that multiply đồng, in the spellings that offices use.
const SCALES: [(&str, i64); 9] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("ngh", 1_000),
    ("1000", 1_000),
    ("triệu", 1_000_000),
    ("tr", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("trăm", 100),
];

/// How the đồng itself is written.
const DONG: [&str; 5] = ["đồng", "đ", "vnđ", "vnd", "₫"];

/// How hasty hands write it behind a scale: `trieu dong`, `triêu đông`.
const HASTY_DONG: [&str; 4] = ["dong", "đong", "đông", "dồng"];

/// Scales that mean money without the word đồng: `15 tỷ`.
const ALONE: [&str; 3] = ["triệu", "tỷ", "tỉ"];

/// Units of measure and foreign money: a number in one adds up with none in another, while pupils and children are people.
const MEASURES: &str = "g kg yến tạ tấn mm cm dm m mét km m2 m² km2 km² ha sào mẫu công m3 m³ ml lít kw mw kwh mwh giây phút giờ \
                       ngày tuần tháng quý năm usd eur";

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Money, and how many đồng one of it has.
    Money(i64),
    /// Parts of a hundred.
    Percent,
    /// Anything else, by its noun: `lượt`, `ha`, `USD`.
    Counted(String),
}

impl Unit {
    /// The unit that a text names.
    pub(crate) fn of(text: &str) -> Self {
        let text = nfc(text).to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["%" | "％"] | ["phần", "trăm"] => Self::Percent,
            _ => money(&text).map_or_else(|| Self::Counted(words.join(" ")), Self::Money),
        }
    }

    /// Whether whole numbers in this unit are rounded ones as a rule: millions of đồng, percent; not people or đồng.
    pub(crate) fn is_rounded_to_whole(&self) -> bool {
        match self {
            Self::Money(dong) => *dong > 1,
            Self::Percent => true,
            Self::Counted(_) => false,
        }
    }

    /// By how much a number in this unit is multiplied to be one in another; none when they are not of one kind.
    pub(crate) fn factor_to(&self, other: &Self) -> Option<Number> {
        match (self, other) {
            (Self::Money(from), Self::Money(to)) => Number::whole(*from).over(Number::whole(*to)),
            _ => (self == other).then(|| Number::whole(1)),
        }
    }
}

/// How many đồng a unit of money has.
pub(crate) fn dong(unit: &str) -> Option<i64> {
    match Unit::of(unit) {
        Unit::Money(dong) => Some(dong),
        Unit::Percent | Unit::Counted(_) => None,
    }
}

/// Whether a number is a percentage.
pub(crate) fn is_percent(unit: &str) -> bool {
    Unit::of(unit) == Unit::Percent
}

/// Whether numbers of a unit may be written with `%`: `%`, `phần trăm`, `điểm %`, `% dân số`.
pub(crate) fn takes_percent_sign(unit: &str) -> bool {
    is_percent(unit) || unit.contains(['%', '％']) || nfc(unit).to_lowercase().contains("phần trăm")
}

/// By how much a number of one indicator is multiplied to be one of another; where one file leaves the unit away it is
/// that of the other.
pub(crate) fn factor(from: Option<&str>, to: Option<&str>) -> Option<Number> {
    match (from, to) {
        (Some(from), Some(to)) => Unit::of(from).factor_to(&Unit::of(to)),
        _ => Some(Number::whole(1)),
    }
}

/// By how much a part is multiplied to be added to a sum: pupils and children are people, money converts, a rate
/// goes only with rates.
pub(crate) fn part_factor(part: Option<&str>, whole: Option<&str>) -> Option<Number> {
    match (part.map(Unit::of), whole.map(Unit::of)) {
        (None, _) | (_, None) => Some(Number::whole(1)),
        (Some(Unit::Counted(part)), Some(Unit::Counted(whole))) => {
            are_counted_alike(&part, &whole).then(|| Number::whole(1))
        }
        (Some(part), Some(whole)) => part.factor_to(&whole),
    }
}

/// Whether one number of both makes sense: the same unit, or things that are counted one by one, or in the same thousands.
fn are_counted_alike(a: &str, b: &str) -> bool {
    let parted = |noun: &str| match noun.split_once(' ') {
        Some((scale, noun)) => {
            SCALES.iter().find(|(name, _)| *name == scale).map(|(_, scale)| (*scale, noun.to_owned()))
        }
        None => None,
    };
    let of = |noun: &str| parted(noun).unwrap_or_else(|| (1, noun.to_owned()));
    let ((a_scale, a), (b_scale, b)) = (of(a), of(b));
    a_scale == b_scale && (a == b || ![&a, &b].iter().any(|noun| MEASURES.split(' ').any(|unit| unit == noun.as_str())))
}

/// Whether units count the same kind of thing, as kilograms and tonnes do, so that one was to be converted.
pub(crate) fn are_both_counted(a: &str, b: &str) -> bool {
    [a, b].iter().all(|unit| matches!(Unit::of(unit), Unit::Counted(_)))
}

/// Whether numbers of two units give a sum that means something.
pub(crate) fn add_up(a: &str, b: &str) -> bool {
    part_factor(Some(a), Some(b)).is_some()
}

/// How many đồng a unit written in small letters has: `tr.đ`, `1.000 đồng`, `tỉ đồng`.
fn money(text: &str) -> Option<i64> {
    let text = text.replace("1.000", "1000").replace('.', " ");
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let glued = DONG.iter().filter_map(|dong| Some((word.strip_suffix(dong)?, *dong)));
        match glued.max_by_key(|(_, dong)| dong.len()).filter(|(scale, _)| !scale.is_empty()) {
            Some((scale, dong)) => words.extend([scale, dong]),
            None => words.push(word),
        }
    }
    let (scales, dong) = match words.as_slice() {
        [scales @ .., "việt", "nam"] => (scales.strip_suffix(&["đồng"])?, true),
        [scales @ .., last] if DONG.contains(last) => (scales, true),
        [scales @ .., last] if !scales.is_empty() && HASTY_DONG.contains(last) => (scales, true),
        scales => (scales, false),
    };
    if !dong && !scales.last().is_some_and(|last| ALONE.contains(last)) {
        return None;
    }
    // with đồng behind it no other word is meant: `triêu đồng`
    let is_meant = |word: &str, name: &str| word == name || dong && fold(word) == fold(name);
    let scale = |word: &&str| SCALES.iter().find(|(name, _)| is_meant(word, name)).map(|(_, scale)| *scale);
    let product = scales.iter().map(scale).try_fold(1_i64, |product, scale| product.checked_mul(scale?));
    product.filter(|dong| *dong <= MONEY[MONEY.len() - 1].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_in_every_spelling() {
        let spellings: [(&str, i64); 31] = [
            ("đồng", 1),
            ("Đồng", 1),
            ("đ", 1),
            ("VNĐ", 1),
            ("vnd", 1),
            ("đồng Việt Nam", 1),
            ("nghìn đồng", 1_000),
            ("ngàn đồng", 1_000),
            ("nghìn đ", 1_000),
            ("ngàn  đồng ", 1_000),
            ("1.000 đồng", 1_000),
            ("1000đ", 1_000),
            ("1.000đ", 1_000),
            ("nghìnđ", 1_000),
            ("triệu đồng", 1_000_000),
            ("Triệu đồng", 1_000_000),
            ("TRIỆU ĐỒNG", 1_000_000),
            ("triệu", 1_000_000),
            ("tr.đ", 1_000_000),
            ("trđ", 1_000_000),
            ("tr.đồng", 1_000_000),
            ("tr đồng", 1_000_000),
            ("Tr.đ", 1_000_000),
            ("triệu vnđ", 1_000_000),
            ("tỷ đồng", 1_000_000_000),
            ("tỉ đồng", 1_000_000_000),
            ("tỉ", 1_000_000_000),
            ("tỷđ", 1_000_000_000),
            ("ty\u{309} đồng", 1_000_000_000),
            ("nghìn tỷ đồng", 1_000_000_000_000),
            ("ngàn tỉ", 1_000_000_000_000),
        ];
        for (text, dong) in spellings {
            assert_eq!(Unit::of(text), Unit::Money(dong), "{text}");
        }
        for (name, dong) in MONEY {
            assert_eq!(Unit::of(name), Unit::Money(dong));
        }
        for noun in
            ["lượt", "trẻ", "triệu lượt", "nghìn", "tr", "USD", "triệu USD", "đồng/người", "đồng chí", "tạ", "ha", ""]
        {
            assert!(matches!(Unit::of(noun), Unit::Counted(_)), "{noun}");
        }
        for percent in ["%", " % ", "phần trăm", "Phần trăm"] {
            assert_eq!(Unit::of(percent), Unit::Percent, "{percent}");
        }
    }

    #[test]
    fn money_in_a_hurry_is_money() {
        for (text, dong) in [
            ("triêu đồng", 1_000_000),
            ("trieu dong", 1_000_000),
            ("ty dong", 1_000_000_000),
            ("tỹ đồng", 1_000_000_000),
            ("nghin đ", 1_000),
        ] {
            assert_eq!(Unit::of(text), Unit::Money(dong), "{text}");
        }
        for noun in ["dong", "dòng", "nghìn dòng", "trieu", "hợp đồng", "đông"] {
            assert!(matches!(Unit::of(noun), Unit::Counted(_)), "{noun}");
        }
    }

    #[test]
    fn only_like_converts_into_like() {
        let factor = |from, to| factor(Some(from), Some(to)).map(Number::plain);
        assert_eq!(factor("tỷ đồng", "triệu đồng").as_deref(), Some("1000"));
        assert_eq!(factor("đồng", "tr.đ").as_deref(), Some("0.000001"));
        assert_eq!(factor("Lượt", "lượt ").as_deref(), Some("1"));
        for (a, b) in [("lượt", "%"), ("cơ sở", "đồng"), ("%", "tỷ đồng"), ("học sinh", "trẻ"), ("triệu lượt", "lượt")]
        {
            assert!(factor(a, b).is_none() && factor(b, a).is_none(), "{a}, {b}");
        }
        assert!(super::factor(None, Some("lượt")).is_some() && super::factor(None, Some("%")).is_some());
    }

    #[test]
    fn only_like_adds_up_with_like() {
        assert!(add_up("học sinh", "trẻ") && add_up("tỷ đồng", "Tỷ đồng") && add_up("%", "%"));
        assert!(add_up("triệu đồng", "tỷ đồng") && add_up("nghìn lượt", "nghìn người") && add_up("kg", "KG"));
        for (a, b) in [("kg", "tấn"), ("ha", "m²"), ("lượt", "nghìn lượt"), ("USD", "người"), ("giờ", "ngày")]
        {
            assert!(!add_up(a, b) && !add_up(b, a), "{a}, {b}");
        }
        for (a, b) in [("lượt", "%"), ("cơ sở", "đồng"), ("%", "tỷ đồng")] {
            assert!(!add_up(a, b) && !add_up(b, a), "{a}, {b}");
        }
    }
}
