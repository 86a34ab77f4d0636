//! What an indicator compares with: its plan, the same period a year before, the period before, the year so far.

use std::cmp::Ordering;

use crate::base::text::number::Number;
use crate::domain::figures::almanac::{Almanac, Figures};
use crate::domain::figures::indicator::Indicator;
use crate::domain::figures::measure::{Measure, Value};
use crate::domain::figures::operand::Operand;
use crate::domain::figures::period::Period;

/// Decimals of a computed percentage.
pub(crate) const PERCENT_DECIMALS: u32 = 1;

/// Why a comparison cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// This value is still to come.
    Missing(Operand),
    /// The indicator or the other period does not have this value at all.
    Absent(Operand),
    /// The value to divide by is 0.
    Zero(Operand),
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

impl Comparison<'_> {
    /// The result, or the sum of its months when the indicator adds up and has none of its own.
    ///
    /// # Errors
    /// The value is still to come.
    pub(crate) fn value(&self) -> Found {
        match required(self.indicator.value(), Operand::Value) {
            Err(_) if self.indicator.adds_up => self.sum_of_months().ok_or(Obstacle::Missing(Operand::Value)),
            found => found,
        }
    }

    /// The plan.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn plan(&self) -> Found {
        required(self.indicator.get(Measure::Plan), Operand::Plan)
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

    /// `tăng 9,2%`, `giảm 0,5 điểm %`, `bằng`: a rate changes by points, anything else in percent [nd30.md 6].
    ///
    /// # Errors
    /// A value is unknown, or the earlier one is 0.
    pub(crate) fn change(&self) -> Result<String, Obstacle> {
        let difference = self.difference()?;
        let rate = self.indicator.unit.as_deref().is_some_and(|unit| unit.trim() == "%");
        let size = if rate {
            difference.abs()
        } else {
            percent(difference.abs(), self.year_before()?.abs(), Operand::YearBefore)?
        };
        let decimals = if rate { self.indicator.decimals_of(self.indicator.value(), None) } else { PERCENT_DECIMALS };
        let unit = if rate { " điểm %" } else { "%" };
        Ok(match difference.sign() {
            Ordering::Equal => "bằng".to_owned(),
            Ordering::Greater => format!("tăng {}{unit}", size.format(decimals)),
            Ordering::Less => format!("giảm {}{unit}", size.format(decimals)),
        })
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
        for earlier in period.since_new_year() {
            let value = if earlier == *period {
                self.value()?
            } else {
                self.in_period(&earlier).ok_or(Obstacle::Absent(Operand::EarlierPeriod))?
            };
            sum = sum.plus(value).ok_or(Obstacle::TooLarge)?;
        }
        Ok(sum)
    }

    /// The folders whose files an operand is read from; a change there changes what this indicator prints.
    pub(crate) fn folders(&self, operand: Operand) -> Vec<&str> {
        let period = self.figures.period.as_ref();
        match operand {
            Operand::Value if self.indicator.adds_up && required(self.indicator.value(), operand).is_err() => {
                self.own_and(period.map(Period::months))
            }
            Operand::Value | Operand::Plan => self.own_and(None),
            Operand::EarlierPeriod => self.own_and(period.map(Period::since_new_year)),
            Operand::YearBefore => self.folder_of(Measure::YearBefore),
            Operand::Previous => self.folder_of(Measure::Previous),
        }
    }

    fn folder_of(&self, measure: Measure) -> Vec<&str> {
        if self.indicator.get(measure).is_some() {
            return self.own_and(None);
        }
        self.compared(measure).map(|figures| figures.folder.as_str()).into_iter().collect()
    }

    fn own_and(&self, periods: Option<Vec<Period>>) -> Vec<&str> {
        let mut folders = vec![self.figures.folder.as_str()];
        for period in periods.unwrap_or_default() {
            let folder = self.almanac.of(&period).map(|figures| figures.folder.as_str());
            folders.extend(folder.filter(|folder| *folder != self.figures.folder));
        }
        folders
    }

    fn sum_of_months(&self) -> Option<Number> {
        let period = self.figures.period.as_ref()?;
        let months = period.months();
        if months.len() < 2 {
            return None;
        }
        months.iter().try_fold(Number::whole(0), |sum, month| sum.plus(self.in_period(month)?))
    }

    /// The same indicator's result in another period.
    fn in_period(&self, period: &Period) -> Option<Number> {
        let figures = self.almanac.of(period)?;
        figures.indicator(&self.indicator.path)?.value()?.number()
    }

    /// The figures to compare with: of the folder that the file names, or of the neighbour in time.
    fn compared(&self, measure: Measure) -> Option<&Figures> {
        match self.figures.compared.get(&measure) {
            Some(folder) => self.almanac.in_folder(folder),
            None => self.almanac.of(&self.figures.period.as_ref()?.compared(measure)?),
        }
    }

    /// A value typed here, or the result in the period it names.
    fn of_other_period(&self, measure: Measure, operand: Operand) -> Found {
        let typed = self.indicator.get(measure);
        if typed.is_some() {
            return required(typed, operand);
        }
        let figures = self.compared(measure).ok_or(Obstacle::Absent(operand))?;
        let indicator = figures.indicator(&self.indicator.path).ok_or(Obstacle::Absent(operand))?;
        let other = Comparison { indicator, figures, almanac: self.almanac };
        other.value().map_err(|obstacle| match obstacle {
            Obstacle::Missing(_) => Obstacle::Missing(operand),
            _ => Obstacle::Absent(operand),
        })
    }
}

/// `part` of `whole` in percent.
///
/// # Errors
/// The whole is 0.
pub(crate) fn percent(part: Number, whole: Number, name: Operand) -> Found {
    let hundred = part.times(Number::whole(100)).ok_or(Obstacle::TooLarge)?;
    hundred.over(whole).ok_or(if whole.is_zero() { Obstacle::Zero(name) } else { Obstacle::TooLarge })
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
    }
}
