//! What an indicator compares with: its plan, the same period a year before, the period before, the year so far.

use std::cmp::Ordering;

use crate::domain::figures::{Almanac, Figures, Indicator, Number, Value};

/// Decimals of a computed percentage.
pub const PERCENT_DECIMALS: u32 = 1;

/// Why a comparison cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// This value is still to come.
    Missing(Part),
    /// The indicator or the other period does not have this value at all.
    Absent(Part),
    /// The value to divide by is 0.
    Zero(Part),
    /// The result has too many digits.
    TooLarge,
}

/// A value of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
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

impl Part {
    /// What to call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "kết quả thực hiện",
            Self::Plan => "kế hoạch",
            Self::YearBefore => "số cùng kỳ",
            Self::Previous => "số kỳ trước",
            Self::EarlierPeriod => "số của một kỳ trước trong năm",
        }
    }
}

/// What the fields of an indicator read, as sentences and columns name them; any other reads the result.
const READS: [(&str, &[Part]); 14] = [
    ("tt", &[]),
    ("ten", &[]),
    ("don_vi", &[]),
    ("nguon", &[]),
    ("ghi_chu", &[]),
    ("ke_hoach", &[Part::Plan]),
    ("cung_ky", &[Part::YearBefore]),
    ("ky_truoc", &[Part::Previous]),
    ("so_ke_hoach", &[Part::Value, Part::Plan]),
    ("so_cung_ky", &[Part::Value, Part::YearBefore]),
    ("chenh_lech", &[Part::Value, Part::YearBefore]),
    ("tang_giam", &[Part::Value, Part::YearBefore]),
    ("luy_ke", &[Part::Value, Part::EarlierPeriod]),
    ("thuc_hien", &[Part::Value]),
];

/// The values behind a field of an indicator, or behind the indicator alone when `field` is empty.
pub fn reads_of(field: &str) -> &'static [Part] {
    READS.iter().find(|(key, _)| *key == field).map_or(&[Part::Value], |(_, parts)| parts)
}

type Found = Result<Number, Obstacle>;

/// From a period to one it compares with.
type Neighbour = fn(&crate::domain::figures::Period) -> Option<crate::domain::figures::Period>;

/// An indicator among the periods of its workspace.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
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
    pub fn value(&self) -> Found {
        match required(self.indicator.value(), Part::Value) {
            Err(_) if self.indicator.adds_up => self.sum_of_months().ok_or(Obstacle::Missing(Part::Value)),
            found => found,
        }
    }

    /// The plan.
    ///
    /// # Errors
    /// There is none.
    pub fn plan(&self) -> Found {
        required(self.indicator.plan.as_ref(), Part::Plan)
    }

    /// The result of the same period a year before: typed here, or from that period's own file.
    ///
    /// # Errors
    /// Neither is known.
    pub fn year_before(&self) -> Found {
        let period = self.figures.period.as_ref().and_then(crate::domain::figures::Period::year_before);
        let figures = self.compared(self.figures.year_before.as_deref(), period.as_ref());
        self.other(self.indicator.year_before.as_ref(), figures, Part::YearBefore)
    }

    /// The result of the period before.
    ///
    /// # Errors
    /// It is not known.
    pub fn previous(&self) -> Found {
        let period = self.figures.period.as_ref().and_then(crate::domain::figures::Period::previous);
        let figures = self.compared(self.figures.previous.as_deref(), period.as_ref());
        self.other(self.indicator.previous.as_ref(), figures, Part::Previous)
    }

    /// Result as a percentage of the plan.
    ///
    /// # Errors
    /// One of them is unknown, or the plan is 0.
    pub fn of_plan(&self) -> Found {
        percent(self.value()?, self.plan()?, Part::Plan)
    }

    /// Result as a percentage of the same period a year before.
    ///
    /// # Errors
    /// One of them is unknown, or the earlier is 0.
    pub fn of_year_before(&self) -> Found {
        percent(self.value()?, self.year_before()?, Part::YearBefore)
    }

    /// Result less that of the same period a year before.
    ///
    /// # Errors
    /// One of them is unknown.
    pub fn difference(&self) -> Found {
        self.value()?.minus(self.year_before()?).ok_or(Obstacle::TooLarge)
    }

    /// `tăng 9,2%`, `giảm 0,5 điểm %`, `bằng`: a rate changes by points, anything else in percent [nd30.md 6].
    ///
    /// # Errors
    /// A value is unknown, or the earlier one is 0.
    pub fn change(&self) -> Result<String, Obstacle> {
        let difference = self.difference()?;
        let rate = self.indicator.unit.as_deref().is_some_and(|unit| unit.trim() == "%");
        let size = if rate {
            difference.abs()
        } else {
            percent(difference.abs(), self.year_before()?.abs(), Part::YearBefore)?
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
    pub fn year_to_date(&self) -> Found {
        let Some(period) = &self.figures.period else {
            return self.value();
        };
        let mut sum = Number::whole(0);
        for earlier in period.since_new_year() {
            let value = if earlier == *period {
                self.value()?
            } else {
                self.in_period(&earlier).ok_or(Obstacle::Absent(Part::EarlierPeriod))?
            };
            sum = sum.plus(value).ok_or(Obstacle::TooLarge)?;
        }
        Ok(sum)
    }

    /// The folders whose files a part is read from; a change there changes what this indicator prints.
    pub fn folders(&self, part: Part) -> Vec<&str> {
        let own = || vec![self.figures.folder.as_str()];
        let (typed, folder, period) = match part {
            Part::Plan => return own(),
            Part::Value if self.indicator.adds_up && required(self.indicator.value(), part).is_err() => {
                return self.own_and(self.figures.period.as_ref().map(crate::domain::figures::Period::months));
            }
            Part::Value => return own(),
            Part::EarlierPeriod => {
                return self.own_and(self.figures.period.as_ref().map(crate::domain::figures::Period::since_new_year));
            }
            Part::YearBefore => (
                &self.indicator.year_before,
                &self.figures.year_before,
                crate::domain::figures::Period::year_before as Neighbour,
            ),
            Part::Previous => (
                &self.indicator.previous,
                &self.figures.previous,
                crate::domain::figures::Period::previous as Neighbour,
            ),
        };
        if typed.is_some() {
            return own();
        }
        let period = self.figures.period.as_ref().and_then(period);
        self.compared(folder.as_deref(), period.as_ref()).map(|figures| figures.folder.as_str()).into_iter().collect()
    }

    fn own_and(&self, periods: Option<Vec<crate::domain::figures::Period>>) -> Vec<&str> {
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
    fn in_period(&self, period: &crate::domain::figures::Period) -> Option<Number> {
        let figures = self.almanac.of(period)?;
        figures.indicator(&self.indicator.path)?.value()?.number()
    }

    /// The period to compare with: the folder the file names, or the neighbour in time.
    fn compared(&self, folder: Option<&str>, period: Option<&crate::domain::figures::Period>) -> Option<&Figures> {
        match folder {
            Some(folder) => self.almanac.in_folder(folder),
            None => period.and_then(|period| self.almanac.of(period)),
        }
    }

    fn other(&self, typed: Option<&Value>, figures: Option<&Figures>, part: Part) -> Found {
        if typed.is_some() {
            return required(typed, part);
        }
        let figures = figures.ok_or(Obstacle::Absent(part))?;
        let indicator = figures.indicator(&self.indicator.path).ok_or(Obstacle::Absent(part))?;
        let other = Comparison { indicator, figures, almanac: self.almanac };
        other.value().map_err(|obstacle| match obstacle {
            Obstacle::Missing(_) => Obstacle::Missing(part),
            _ => Obstacle::Absent(part),
        })
    }
}

/// `part` of `whole` in percent.
///
/// # Errors
/// The whole is 0.
pub fn percent(part: Number, whole: Number, name: Part) -> Found {
    let hundred = part.times(Number::whole(100)).ok_or(Obstacle::TooLarge)?;
    hundred.over(whole).ok_or(if whole.is_zero() { Obstacle::Zero(name) } else { Obstacle::TooLarge })
}

fn required(value: Option<&Value>, part: Part) -> Found {
    match value {
        Some(Value::Known { number, .. }) => Ok(*number),
        Some(Value::Missing) => Err(Obstacle::Missing(part)),
        None => Err(Obstacle::Absent(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: &str, whole: &str, decimals: u32) -> String {
        let number = |text| Number::parse(text).unwrap().number;
        percent(number(part), number(whole), Part::Plan).unwrap().format(decimals)
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
        assert_eq!(percent(Number::whole(1), zero, Part::Plan), Err(Obstacle::Zero(Part::Plan)));
    }
}
