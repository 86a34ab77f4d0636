//! The previous period, as a text that was carried over could still name it.

use std::collections::BTreeMap;

use crate::base::text::number::Number;
use crate::domain::document::IssueDate;
use crate::domain::figures::compare::{Comparison, decimals_of_percent};
use crate::domain::figures::{Almanac, Figures, Indicator, Measure, Period, Value, unit};

/// What is known of the period that a file was carried over from.
pub(crate) struct PreviousPeriod<'a> {
    /// The period itself.
    pub(crate) period: Option<&'a Period>,
    /// The new one.
    pub(crate) new_period: Option<&'a Period>,
    /// Its folder.
    pub(crate) folder: &'a str,
    /// The new folder.
    pub(crate) new_folder: &'a str,
    /// Closing date of the old figures.
    pub(crate) closing_date: Option<IssueDate>,
    /// Whether the new folder has figures, and with them the names that expressions use.
    pub(crate) has_figures: bool,
    /// Date of issue of the old document.
    pub(crate) issued_on: Option<IssueDate>,
    /// The old figures by value, with the expression that stands for each.
    pub(crate) values: &'a PreviousValues,
}

/// An indicator's value as an expression prints it.
#[derive(Debug)]
pub(crate) struct PreviousValue {
    /// None where no expression prints just this: the size of a change comes with its word.
    pub(crate) expression: Option<String>,
    pub(crate) unit: Option<String>,
    /// Whether it was worked out, not typed.
    pub(crate) is_computed: bool,
    /// What the indicator is called.
    pub(crate) title: String,
}

/// The values of the previous period.
#[derive(Debug, Default)]
pub(crate) struct PreviousValues(BTreeMap<Number, Vec<PreviousValue>>);

impl PreviousValues {
    /// Everything that was worth this number.
    pub(crate) fn worth(&self, number: Number) -> &[PreviousValue] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Everything that was worth an amount of money written in another unit.
    pub(crate) fn worth_in(&self, number: Number, unit: &str) -> Vec<&PreviousValue> {
        let same = |known: &Number, value: &&PreviousValue| {
            let factor = unit::factor(Some(unit), value.unit.as_deref());
            factor.is_some_and(|factor| factor != Number::whole(1) && number.times(factor) == Some(*known))
        };
        self.0.iter().flat_map(|(known, values)| values.iter().filter(move |value| same(known, value))).collect()
    }

    /// The values of a figures file, and the percentages that sentences print of them.
    pub(crate) fn of(figures: &Figures, almanac: &Almanac) -> Self {
        let mut values = Self::default();
        for indicator in figures.indicators() {
            values.add_percentages(Comparison { indicator, figures, almanac });
            let Indicator { path, unit, .. } = indicator;
            let results = [Measure::Actual, Measure::Estimate];
            for measure in results.into_iter().chain([Measure::Plan, Measure::YearBefore, Measure::Previous]) {
                let expression =
                    if results.contains(&measure) { path.clone() } else { format!("{path}.{}", measure.key()) };
                if let Some(number) = indicator.get(measure).and_then(Value::number) {
                    let (unit, title) = (unit.clone(), indicator.title().to_owned());
                    let value = PreviousValue { expression: Some(expression), unit, is_computed: false, title };
                    values.0.entry(number).or_default().push(value);
                }
            }
        }
        values
    }

    fn add_percentages(&mut self, comparison: Comparison<'_>) {
        let path = &comparison.indicator.path;
        let rates = [("so_ke_hoach", comparison.of_plan()), ("so_cung_ky", comparison.of_year_before())];
        let rates = rates.into_iter().filter_map(|(field, rate)| {
            let rate = rate.ok()?;
            Some((rate.format(decimals_of_percent(rate)), Some(format!("{path}.{field}"))))
        });
        let change = comparison.change().ok();
        let size = change.as_deref().and_then(|words| words.split_once(' ')?.1.split(['%', ' ']).next());
        let size = size.map(|size| (size.to_owned(), None));
        for (printed, expression) in rates.chain(size).collect::<Vec<_>>() {
            if let Ok(read) = Number::parse(&printed) {
                let (unit, title) = (Some("%".to_owned()), comparison.indicator.title().to_owned());
                let value = PreviousValue { expression, unit, is_computed: true, title };
                self.0.entry(read.number).or_default().push(value);
            }
        }
    }
}
