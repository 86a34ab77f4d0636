//! The five values an indicator may have, each with its key in `so-lieu.yaml` and its name in tables.

use crate::base::source::Place;
use crate::base::text::number::Number;

/// One of the values of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Kế hoạch.
    Plan,
    /// Thực hiện.
    Actual,
    /// Ước thực hiện, used while there is no result.
    Estimate,
    /// Cùng kỳ, typed because no file of that period is kept.
    YearBefore,
    /// Kỳ trước, typed likewise.
    Previous,
}

impl Measure {
    /// All, in the order they are written.
    pub const ALL: [Self; 5] = [Self::Plan, Self::Actual, Self::Estimate, Self::YearBefore, Self::Previous];

    /// Those that another period's file may give; `so_voi` names its folder under the same key.
    pub(crate) const OF_OTHER_PERIODS: [Self; 2] = [Self::YearBefore, Self::Previous];

    /// Its key in `so-lieu.yaml`, in expressions and in `--json`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plan => "ke_hoach",
            Self::Actual => "thuc_hien",
            Self::Estimate => "uoc_thuc_hien",
            Self::YearBefore => "cung_ky",
            Self::Previous => "ky_truoc",
        }
    }

    /// The measure of a key.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }

    /// Its name in tables.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plan => "Kế hoạch",
            Self::Actual => "Thực hiện",
            Self::Estimate => "Ước thực hiện",
            Self::YearBefore => "Cùng kỳ",
            Self::Previous => "Kỳ trước",
        }
    }
}

/// A value of an indicator: typed, or not yet known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number as the clerk wrote it.
    Known {
        /// Exactly.
        number: Number,
        /// Decimals written, which are the decimals printed.
        decimals: u32,
        /// Where.
        place: Option<Place>,
    },
    /// Nothing, or `?`: still to come.
    Missing,
}

impl Value {
    /// The number, when known.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Known { number, .. } => Some(*number),
            Self::Missing => None,
        }
    }

    /// Decimals as written.
    pub(crate) fn decimals(&self) -> Option<u32> {
        match self {
            Self::Known { decimals, .. } => Some(*decimals),
            Self::Missing => None,
        }
    }

    /// As `so-lieu.yaml` writes it.
    pub fn written(&self) -> String {
        match self {
            Self::Known { number, decimals, .. } => number.format(*decimals),
            Self::Missing => "?".to_owned(),
        }
    }
}

/// The values that an indicator has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measures([Option<Value>; Measure::ALL.len()]);

impl Measures {
    /// The value of a measure, if it has one.
    pub fn get(&self, measure: Measure) -> Option<&Value> {
        self.0[measure as usize].as_ref()
    }

    /// The place of a measure, to read and to fill in.
    pub fn get_mut(&mut self, measure: Measure) -> &mut Option<Value> {
        &mut self.0[measure as usize]
    }

    /// Every value there is, in the order they are written.
    pub fn iter(&self) -> impl Iterator<Item = (Measure, &Value)> {
        Measure::ALL.into_iter().filter_map(|measure| Some((measure, self.get(measure)?)))
    }
}

impl FromIterator<(Measure, Value)> for Measures {
    fn from_iter<T: IntoIterator<Item = (Measure, Value)>>(values: T) -> Self {
        let mut measures = Self::default();
        for (measure, value) in values {
            *measures.get_mut(measure) = Some(value);
        }
        measures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_place_and_a_key_of_its_own() {
        let mut measures = Measures::default();
        for measure in Measure::ALL {
            assert_eq!(Measure::from_key(measure.key()), Some(measure));
            assert_eq!(measures.get(measure), None);
            *measures.get_mut(measure) = Some(Value::Missing);
        }
        assert_eq!(measures.iter().map(|(measure, _)| measure).collect::<Vec<_>>(), Measure::ALL);
    }
}
