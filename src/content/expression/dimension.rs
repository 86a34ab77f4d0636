//! What a number measures: its units, each with how often it is a factor.

use crate::base::text::number::Number;
use crate::domain::figures::unit::Unit;

/// Units and their powers: of money by visits `đồng` once and `lượt` minus once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dimension(Vec<(String, i32)>);

impl Dimension {
    pub(super) fn of(unit: Option<&str>) -> Self {
        Self(unit.map(|unit| (unit.to_owned(), 1)).into_iter().collect())
    }

    /// The unit that its number is printed in: so much money for each of something is money.
    pub(super) fn unit(&self) -> Option<&str> {
        let mut tops = self.0.iter().filter(|(_, power)| *power > 0);
        let (Some((unit, 1)), None) = (tops.next(), tops.next()) else { return None };
        let is_alone = self.0.len() == 1 || !matches!(Unit::of(unit), Unit::Counted(_));
        is_alone.then_some(unit)
    }

    /// Whether it is one of a unit and nothing else, or nothing.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.0.as_slice(), [] | [(_, 1)])
    }

    /// Whether it is one unit, or for each of one.
    pub(super) fn is_single(&self) -> bool {
        matches!(self.0.as_slice(), [(_, 1 | -1)])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is a percentage and nothing else.
    pub(super) fn is_rate(&self) -> bool {
        matches!(self.0.as_slice(), [(unit, 1)] if Unit::of(unit) == Unit::Percent)
    }

    /// Units with their powers.
    pub(super) fn units(&self) -> impl Iterator<Item = (Unit, i32)> {
        self.0.iter().map(|(unit, power)| (Unit::of(unit), *power))
    }

    /// That of a product, or of a quotient where `power` is -1; and by what the second number is multiplied first, so
    /// that units of one kind are one unit.
    pub(super) fn by(&self, other: &Self, power: i32) -> Option<(Self, Number)> {
        let mut found = self.0.clone();
        let mut factor = Number::whole(1);
        for (unit, times) in &other.0 {
            let kind = Unit::of(unit);
            let known = found.iter_mut().find_map(|own| Some((kind.factor_to(&Unit::of(&own.0))?, own)));
            let Some((one, own)) = known else {
                found.push((unit.clone(), times * power));
                continue;
            };
            own.1 += times * power;
            for _ in 0..times.unsigned_abs() {
                factor = if *times > 0 { factor.times(one)? } else { factor.over(one)? };
            }
        }
        found.retain(|(_, power)| *power != 0);
        Some((Self(found), factor))
    }

    /// By what another number is multiplied to be added, when both are of the same units to the same powers.
    pub(super) fn to_add(&self, other: &Self) -> Option<Number> {
        self.by(other, -1).filter(|(left, _)| left.is_empty()).map(|(_, factor)| factor)
    }

    /// What it is called in a message.
    pub(super) fn in_words(&self) -> String {
        let side = |is_top: bool| {
            let units = self.0.iter().filter(|(_, power)| (*power > 0) == is_top);
            let units = units.flat_map(|(unit, power)| vec![format!("`{unit}`"); power.unsigned_abs() as usize]);
            units.collect::<Vec<_>>().join(" nhân ")
        };
        match (side(true), side(false)) {
            (top, below) if top.is_empty() && below.is_empty() => "số không có đơn vị".to_owned(),
            (top, below) if below.is_empty() => format!("số tính bằng {top}"),
            (top, below) if top.is_empty() => format!("số tính trên mỗi {below}"),
            (top, below) => format!("số tính bằng {top} trên mỗi {below}"),
        }
    }
}
