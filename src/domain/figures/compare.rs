//! What an indicator compares with: its plan, the same period a year before, the period before, the year so far.

use std::cmp::Ordering;

use crate::base::text::number::Number;
use crate::domain::figures::almanac::{Almanac, Figures, Reading};
use crate::domain::figures::indicator::Indicator;
use crate::domain::figures::measure::{Measure, Value};
use crate::domain::figures::operand::Operand;
use crate::domain::figures::period::Period;
use crate::domain::figures::unit;

/// Decimals of a computed percentage, as a rule.
const PERCENT_DECIMALS: u32 = 1;

/// Decimals of a number that was converted into another unit, as a rule at most.
const MAX_CONVERTED: u32 = 6;

/// The decimals that a number converted into another unit is printed with: all it has while they are few, else as many
/// as show it.
pub(crate) fn decimals_of_converted(number: Number) -> u32 {
    number.decimals_to_show(number.decimals().min(MAX_CONVERTED))
}

/// The decimals that a computed percentage is printed with: as many more as show one that is not 0.
pub(crate) fn decimals_of_percent(percent: Number) -> u32 {
    percent.decimals_to_show(PERCENT_DECIMALS)
}

/// Why a comparison cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// This value is still to come.
    Missing(Operand),
    /// The indicator or the other period does not have this value at all.
    Absent(Operand),
    /// The value to divide by is 0.
    Zero(Operand),
    /// The value to compare with is below 0: a percentage of it says nothing.
    Negative(Operand),
    /// This value stands in another unit, which does not convert into that of the indicator.
    OtherUnit(Operand),
    /// The file of the period that has this value names its period in words that cannot be read.
    UnreadPeriod(Operand),
    /// The period is not made of months that could be added up.
    NoMonths,
    /// Nobody can say which periods before this one belong to the sum so far.
    NoYearToDate,
    /// The result has too many digits.
    TooLarge,
}

type Found = Result<Number, Obstacle>;

/// An indicator among the periods of its workspace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its period.
    pub figures: &'a Figures,
    /// All periods.
    pub almanac: &'a Almanac,
}

impl<'a> Comparison<'a> {
    /// The result; of an indicator that has none of its own the sum of its months or of its parts.
    ///
    /// # Errors
    /// The value is still to come.
    pub(crate) fn value(&self) -> Found {
        match self.typed(self.indicator.value(), Operand::Value) {
            Err(_) if self.indicator.adds_up => self.sum_of_months(),
            Err(obstacle) => self.sum_of_parts(Operand::Value).unwrap_or(Err(obstacle)),
            found => found,
        }
    }

    /// The plan.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn plan(&self) -> Found {
        self.typed(self.indicator.get(Measure::Plan), Operand::Plan)
            .or_else(|obstacle| self.sum_of_parts(Operand::Plan).unwrap_or(Err(obstacle)))
    }

    /// The result of the same period a year before: typed here, or from that period's own file.
    ///
    /// # Errors
    /// Neither is known.
    pub(crate) fn year_before(&self) -> Found {
        self.of_other_period(Measure::YearBefore, Operand::YearBefore)
    }

    /// The result of the period before.
    ///
    /// # Errors
    /// It is not known.
    pub(crate) fn previous(&self) -> Found {
        self.of_other_period(Measure::Previous, Operand::Previous)
    }

    /// An operand of a single period; of several, the sum from the beginning of the year.
    ///
    /// # Errors
    /// It is not known.
    pub(crate) fn operand(&self, operand: Operand) -> Found {
        match operand {
            Operand::Value => self.value(),
            Operand::Plan => self.plan(),
            Operand::YearBefore => self.year_before(),
            Operand::Previous => self.previous(),
            Operand::EarlierPeriod => self.year_to_date(),
        }
    }

    /// Result as a percentage of the plan.
    ///
    /// # Errors
    /// One of them is unknown, or the plan is 0.
    pub(crate) fn of_plan(&self) -> Found {
        percent(self.value()?, self.plan()?, Operand::Plan)
    }

    /// Result as a percentage of the same period a year before.
    ///
    /// # Errors
    /// One of them is unknown, or the earlier is 0.
    pub(crate) fn of_year_before(&self) -> Found {
        percent(self.value()?, self.year_before()?, Operand::YearBefore)
    }

    /// Result less that of the same period a year before.
    ///
    /// # Errors
    /// One of them is unknown.
    pub(crate) fn difference(&self) -> Found {
        self.value()?.minus(self.year_before()?).ok_or(Obstacle::TooLarge)
    }

    /// `tăng 9,2%`, `giảm 0,5 điểm %`, `bằng`: a rate changes by points, anything else in percent [nd30.md 6]. A change too
    /// small for the usual decimals gets as many as show it.
    ///
    /// # Errors
    /// A value is unknown, or the earlier one is not above 0.
    pub(crate) fn change(&self) -> Result<String, Obstacle> {
        let difference = self.difference()?;
        let rate = self.indicator.unit.as_deref().is_some_and(unit::is_percent);
        let size =
            if rate { difference.abs() } else { percent(difference.abs(), self.year_before()?, Operand::YearBefore)? };
        let decimals = if rate { self.decimals_of_points() } else { PERCENT_DECIMALS };
        let size = size.format(size.decimals_to_show(decimals));
        let unit = if rate { " điểm %" } else { "%" };
        Ok(match difference.sign() {
            Ordering::Equal => "bằng".to_owned(),
            Ordering::Greater => format!("tăng {size}{unit}"),
            Ordering::Less => format!("giảm {size}{unit}"),
        })
    }

    /// Points have the decimals of the finer of the two rates.
    fn decimals_of_points(&self) -> u32 {
        let own = self.indicator.decimals_of(self.indicator.value(), None);
        if self.indicator.decimals.is_some() {
            return own;
        }
        let before = match self.indicator.get(Measure::YearBefore) {
            Some(typed) => typed.decimals(),
            None => self.compared(Measure::YearBefore).and_then(|figures| {
                let indicator = figures.indicator(&self.indicator.path)?;
                Some(indicator.decimals_of(indicator.value(), None))
            }),
        };
        own.max(before.unwrap_or(0))
    }

    /// Lũy kế: the sum from the beginning of the year up to this period.
    ///
    /// # Errors
    /// A period of the year is not known.
    pub(crate) fn year_to_date(&self) -> Found {
        let Some(period) = &self.figures.period else {
            return self.value();
        };
        let mut sum = Number::whole(0);
        for earlier in period.since_new_year().ok_or(Obstacle::NoYearToDate)? {
            let value =
                if earlier == *period { self.value()? } else { self.in_period(&earlier, Operand::EarlierPeriod)? };
            sum = sum.plus(value).ok_or(Obstacle::TooLarge)?;
        }
        Ok(sum)
    }

    /// Every figure that an operand follows from: where it is typed, or what it is added up of, here and in other periods.
    pub(crate) fn sources(&self, operand: Operand) -> Vec<Source> {
        let own = Source { folder: self.figures.folder.clone(), path: self.indicator.path.clone() };
        let mut found = match operand {
            Operand::Value if is_typed(self.indicator.value()) => Vec::new(),
            Operand::Value if self.indicator.adds_up => {
                let months = self.figures.period.as_ref().map(Period::months).unwrap_or_default();
                months.iter().flat_map(|month| self.sources_in(self.almanac.only(month))).collect()
            }
            Operand::Plan if is_typed(self.indicator.get(Measure::Plan)) => Vec::new(),
            Operand::Value | Operand::Plan => self.sources_of_parts(operand),
            Operand::YearBefore => self.sources_of_other_period(Measure::YearBefore, operand),
            Operand::Previous => self.sources_of_other_period(Measure::Previous, operand),
            Operand::EarlierPeriod => {
                let earlier = self.figures.period.as_ref().and_then(Period::since_new_year).unwrap_or_default();
                let others = earlier.iter().filter(|period| Some(*period) != self.figures.period.as_ref());
                let others = others.flat_map(|period| self.sources_in(self.almanac.only(period)));
                others.chain(self.sources(Operand::Value)).collect()
            }
        };
        let is_of_another = found.iter().all(|source| source.folder != own.folder)
            && [Operand::YearBefore, Operand::Previous].contains(&operand)
            && operand.measure().is_none_or(|measure| self.indicator.get(measure).is_none());
        if !is_of_another || found.is_empty() {
            found.push(own);
        }
        found.sort();
        found.dedup();
        found
    }

    fn sources_of_parts(&self, operand: Operand) -> Vec<Source> {
        let parts = self.figures.parts_of(self.indicator).unwrap_or_default();
        parts.into_iter().flat_map(|part| Comparison { indicator: part, ..*self }.sources(operand)).collect()
    }

    fn sources_of_other_period(&self, measure: Measure, operand: Operand) -> Vec<Source> {
        if is_typed(self.indicator.get(measure)) {
            return Vec::new();
        }
        if self.has_parts_with(measure) || self.indicator.get(measure).is_some() {
            return self.sources_of_parts(operand);
        }
        self.sources_in(self.compared(measure))
    }

    /// What the result of the same indicator in other figures follows from.
    fn sources_in(&self, figures: Option<&Figures>) -> Vec<Source> {
        let Some(figures) = figures else { return Vec::new() };
        match figures.indicator(&self.indicator.path) {
            Some(indicator) => Comparison { indicator, figures, almanac: self.almanac }.sources(Operand::Value),
            // it may be written there later
            None => vec![Source { folder: figures.folder.clone(), path: self.indicator.path.clone() }],
        }
    }

    /// The folders whose files an operand is read from; a change there changes what this indicator prints.
    pub(crate) fn folders(&self, operand: Operand) -> Vec<String> {
        let mut folders: Vec<String> = self.sources(operand).into_iter().map(|source| source.folder).collect();
        folders.dedup();
        folders
    }

    /// A value of the indicator; what a file that cannot be read may say is still to come, and told of that file.
    fn typed(&self, value: Option<&Value>, operand: Operand) -> Found {
        required(value, operand).map_err(|obstacle| match obstacle {
            Obstacle::Absent(_) if self.figures.reading == Reading::Partly => Obstacle::Missing(operand),
            obstacle => obstacle,
        })
    }

    fn sum_of_months(&self) -> Found {
        let months = self.figures.period.as_ref().map(Period::months);
        let months = match months {
            Some(months) if months.len() > 1 => months,
            // what is typed as awaited is awaited
            Some(months) if months.is_empty() && self.indicator.is_without_result() => return Err(Obstacle::NoMonths),
            _ => return Err(Obstacle::Missing(Operand::Value)),
        };
        let add = |sum: Number, month: &Period| {
            let value = self.in_period(month, Operand::Value).map_err(|obstacle| match obstacle {
                // a month without a file is still to come
                Obstacle::Absent(operand) => Obstacle::Missing(operand),
                other => other,
            });
            sum.plus(value?).ok_or(Obstacle::TooLarge)
        };
        months.iter().try_fold(Number::whole(0), add)
    }

    /// An operand of a total, added up from the indicators beside it; none for what is no total.
    fn sum_of_parts(&self, operand: Operand) -> Option<Found> {
        let parts = self.figures.parts_of(self.indicator)?;
        let add = |sum: Number, part: &&Indicator| {
            let found = Comparison { indicator: part, ..*self }.operand(operand)?;
            let factor = unit::part_factor(part.unit.as_deref(), self.indicator.unit.as_deref());
            let converted = found.times(factor.ok_or(Obstacle::OtherUnit(operand))?);
            sum.plus(converted.ok_or(Obstacle::TooLarge)?).ok_or(Obstacle::TooLarge)
        };
        (!parts.is_empty()).then(|| parts.iter().try_fold(Number::whole(0), add))
    }

    /// The same indicator's result in another period, in the unit of this one.
    fn in_period(&self, period: &Period, operand: Operand) -> Found {
        self.result_in(self.almanac.only(period).ok_or_else(|| self.without_figures(Some(period), operand))?, operand)
    }

    /// The same indicator's result in other figures, in the unit of this one.
    fn result_in(&self, figures: &Figures, operand: Operand) -> Found {
        let indicator = figures.indicator(&self.indicator.path).ok_or(Obstacle::Absent(operand))?;
        let other = Comparison { indicator, figures, almanac: self.almanac };
        let value = other.value().map_err(|obstacle| match obstacle {
            Obstacle::Missing(_) => Obstacle::Missing(operand),
            Obstacle::Absent(_) => Obstacle::Absent(operand),
            other => other,
        })?;
        let factor = unit::factor(indicator.unit.as_deref(), self.indicator.unit.as_deref());
        value.times(factor.ok_or(Obstacle::OtherUnit(operand))?).ok_or(Obstacle::TooLarge)
    }

    /// Where an operand stands in a unit that does not convert: the folder and the unit written there.
    pub(crate) fn other_unit(&self, operand: Operand) -> Option<(&str, &str)> {
        let sources = self.sources(operand).into_iter();
        let units = sources.filter_map(|source| {
            let figures = self.almanac.in_folder(&source.folder)?;
            let other = figures.indicator(&source.path)?.unit.as_deref()?;
            let own = self.figures.indicator(&source.path).unwrap_or(self.indicator).unit.as_deref();
            unit::factor(Some(other), own).is_none().then_some((figures.folder.as_str(), other))
        });
        units.into_iter().next()
    }

    /// The figures to compare with: of the folder that the file names, or of the neighbour in time.
    pub(super) fn compared(&self, measure: Measure) -> Option<&'a Figures> {
        match self.figures.compared.get(&measure) {
            Some(folder) => self.almanac.in_folder(folder),
            None => self.almanac.only(&self.figures.period.as_ref()?.compared(measure)?),
        }
    }

    /// Why there are no figures of another period: what cannot be read is told once, where it stands.
    fn without_figures(&self, period: Option<&Period>, operand: Operand) -> Obstacle {
        match period {
            None if self.figures.reading != Reading::Whole => Obstacle::Missing(operand),
            Some(period) if self.almanac.with_unread_period(period).is_some() => Obstacle::UnreadPeriod(operand),
            _ => Obstacle::Absent(operand),
        }
    }

    pub(super) fn has_parts_with(&self, measure: Measure) -> bool {
        let parts = self.figures.parts_of(self.indicator).unwrap_or_default();
        parts.iter().any(|part| part.get(measure).is_some())
    }

    /// A value typed here, or the result in the period it names; of a total whose parts have it typed here, their sum.
    fn of_other_period(&self, measure: Measure, operand: Operand) -> Found {
        let typed = self.indicator.get(measure);
        if typed.is_some() {
            return required(typed, operand);
        }
        if self.has_parts_with(measure) {
            return self.sum_of_parts(operand).unwrap_or(Err(Obstacle::Absent(operand)));
        }
        let figures = self.compared(measure).ok_or_else(|| {
            let period = self.figures.period.as_ref().and_then(|period| period.compared(measure));
            self.without_figures(period.as_ref().filter(|_| !self.figures.compared.contains_key(&measure)), operand)
        });
        self.result_in(figures?, operand)
    }
}

/// A figure that a number follows from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    /// The folder of its file.
    pub folder: String,
    /// Its path there.
    pub path: String,
}

/// Whether the clerk typed a value; what the program adds up stands in no file.
fn is_typed(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Known { place: Some(_), .. }))
}

/// `part` of `whole` in percent.
///
/// # Errors
/// The whole is not above 0.
pub(crate) fn percent(part: Number, whole: Number, name: Operand) -> Found {
    match whole.sign() {
        Ordering::Equal => Err(Obstacle::Zero(name)),
        Ordering::Less => Err(Obstacle::Negative(name)),
        Ordering::Greater => {
            let hundred = part.times(Number::whole(100)).ok_or(Obstacle::TooLarge)?;
            hundred.over(whole).ok_or(Obstacle::TooLarge)
        }
    }
}

fn required(value: Option<&Value>, operand: Operand) -> Found {
    match value {
        Some(Value::Known { number, .. }) => Ok(*number),
        Some(Value::Missing) => Err(Obstacle::Missing(operand)),
        None => Err(Obstacle::Absent(operand)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: &str, whole: &str, decimals: u32) -> String {
        let number = |text| Number::parse(text).unwrap().number;
        percent(number(part), number(whole), Operand::Plan).unwrap().format(decimals)
    }

    #[test]
    fn real_ratios_follow_from_their_inputs() {
        assert_eq!(ratio("6.521", "6.967", 1), "93,6");
        assert_eq!(ratio("5.248", "5.401", 1), "97,2");
        assert_eq!(ratio("27.264", "27.869", 2), "97,83");
        assert_eq!(ratio("2.545", "4.930", 1), "51,6");
        assert_eq!(ratio("248", "262", 0), "95");
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        let zero = Number::whole(0);
        assert_eq!(percent(Number::whole(1), zero, Operand::Plan), Err(Obstacle::Zero(Operand::Plan)));
        assert_eq!(percent(Number::whole(1), Number::whole(-2), Operand::Plan), Err(Obstacle::Negative(Operand::Plan)));
    }
}
