//! What a number that is printed follows from: the operands of comparisons, and the fields that read them.

use crate::domain::figures::measure::Measure;

/// A number of an indicator that another follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// Thực hiện or ước thực hiện.
    Value,
    /// Kế hoạch.
    Plan,
    /// Cùng kỳ.
    YearBefore,
    /// Kỳ trước.
    Previous,
    /// A month or quarter of the year so far.
    EarlierPeriod,
}

impl Operand {
    /// Those of a single period, which charts can show.
    pub(crate) const OF_ONE_PERIOD: [Self; 4] = [Self::Plan, Self::Value, Self::YearBefore, Self::Previous];

    /// What sentences call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "kết quả thực hiện",
            Self::Plan => "kế hoạch",
            Self::YearBefore => "số cùng kỳ",
            Self::Previous => "số kỳ trước",
            Self::EarlierPeriod => "số của một kỳ trước trong năm",
        }
    }

    /// Its key in blocks and in `--json`.
    pub fn key(self) -> &'static str {
        self.measure().map_or("luy_ke", Measure::key)
    }

    /// The measure it is named after.
    pub fn measure(self) -> Option<Measure> {
        match self {
            Self::Value => Some(Measure::Actual),
            Self::Plan => Some(Measure::Plan),
            Self::YearBefore => Some(Measure::YearBefore),
            Self::Previous => Some(Measure::Previous),
            Self::EarlierPeriod => None,
        }
    }
}

/// The fields of an indicator, as sentences and columns name them; any other reads the result.
const READS: [(&str, &[Operand]); 14] = [
    ("tt", &[]),
    ("ten", &[]),
    ("don_vi", &[]),
    ("nguon", &[]),
    ("ghi_chu", &[]),
    (Measure::Plan.key(), &[Operand::Plan]),
    (Measure::YearBefore.key(), &[Operand::YearBefore]),
    (Measure::Previous.key(), &[Operand::Previous]),
    ("so_ke_hoach", &[Operand::Value, Operand::Plan]),
    ("so_cung_ky", &[Operand::Value, Operand::YearBefore]),
    ("chenh_lech", &[Operand::Value, Operand::YearBefore]),
    ("tang_giam", &[Operand::Value, Operand::YearBefore]),
    ("luy_ke", &[Operand::Value, Operand::EarlierPeriod]),
    (Measure::Actual.key(), &[Operand::Value]),
];

/// The operands behind a field of an indicator, or behind the indicator alone when `field` is empty.
pub(crate) fn operands_of(field: &str) -> &'static [Operand] {
    READS.iter().find(|(key, _)| *key == field).map_or(&[Operand::Value], |(_, operands)| operands)
}
