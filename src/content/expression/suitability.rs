//! Which filters make sense of which numbers: a percentage of a ratio, not of money by visits.

use minijinja::Error;

use super::refusal::Refusal;
use super::values::Quantity;
use crate::domain::figures::unit::Unit;

/// What a number is to the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Without a unit: typed, or an indicator of which nobody says what it counts.
    Bare,
    /// Of two numbers of one kind, or of two counts.
    Ratio,
    Money,
    /// So much money for each of something.
    MoneyEach,
    Percent,
    Count,
    /// Two counts multiplied, so many for an amount of money.
    Compound,
    /// Money by money: no number of anything.
    Meaningless,
}

impl Quantity {
    fn kind(&self) -> Kind {
        let counts_only = self.dimension.units().all(|(unit, _)| matches!(unit, Unit::Counted(_)));
        let powers: Vec<i32> = self.dimension.units().map(|(_, power)| power).collect();
        if self.dimension.units().any(|(unit, power)| matches!(unit, Unit::Money(_)) && power.abs() > 1) {
            return Kind::Meaningless;
        }
        match (self.dimension.unit().map(Unit::of), powers.as_slice()) {
            (_, []) if self.is_ratio => Kind::Ratio,
            (_, []) => Kind::Bare,
            (Some(Unit::Percent), _) => Kind::Percent,
            (Some(Unit::Money(_)), [_]) => Kind::Money,
            (Some(Unit::Money(_)), _) => Kind::MoneyEach,
            (Some(Unit::Counted(_)), _) => Kind::Count,
            (None, [1, -1] | [-1, 1]) if counts_only => Kind::Ratio,
            (None, _) => Kind::Compound,
        }
    }

    /// Refuses what a filter would make no sense of, as a percentage of money by visits.
    ///
    /// # Errors
    /// The filter is none for such a number.
    pub(super) fn suits(self, filter: &str) -> Result<Self, Error> {
        use Kind::{Bare, Compound, Count, Meaningless, Money, MoneyEach, Percent, Ratio};
        let kind = self.kind();
        let may_be_ratio = self.is_by_bare && self.dimension.is_single();
        let (is_suited, hint) = match filter {
            "phan_tram" => (
                may_be_ratio || matches!(kind, Bare | Ratio | Percent),
                "`phan_tram` viết thương của hai số cùng loại thành tỷ lệ, ví dụ `(ngan_sach.chi / ngan_sach.thu)|phan_tram`",
            ),
            "diem_phan_tram" => (
                matches!(kind, Bare | Percent),
                "`diem_phan_tram` viết hiệu của hai tỷ lệ; tỷ số thì viết thành tỷ lệ trước: `|phan_tram|diem_phan_tram`",
            ),
            "tien" => (
                matches!(kind, Bare | Money | MoneyEach | Percent | Count),
                "`tien` chỉ viết số tiền; bỏ `tien`, hoặc xem lại phép tính",
            ),
            "hai_chu_so" => (
                matches!(kind, Bare | Count | Money | Percent),
                "`hai_chu_so` chỉ viết số đếm; bỏ `hai_chu_so`, hoặc xem lại phép tính",
            ),
            "la_ma" => (matches!(kind, Bare | Count), "`la_ma` chỉ viết số đếm; bỏ `la_ma`, hoặc xem lại phép tính"),
            _ => (kind != Meaningless, "tiền nhân với tiền không thành số nào; xem lại phép tính"),
        };
        if is_suited || self.number.is_none() {
            return Ok(self);
        }
        let what = match kind {
            Ratio => "tỷ số".to_owned(),
            Bare | Money | MoneyEach | Percent | Count | Compound | Meaningless => self.dimension.in_words(),
        };
        let message = match filter {
            "" => format!("phép tính cho ra {what}"),
            filter => format!("không viết được {what} bằng `{filter}`"),
        };
        Err(Refusal::error(message, hint))
    }
}
