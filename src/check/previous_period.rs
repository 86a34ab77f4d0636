//! The previous period, as a text that was carried over could still name it.

use std::collections::BTreeMap;

use crate::base::text::number::Number;
use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Indicator, Measure, Period, Value};

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
    pub(crate) expression: String,
    pub(crate) unit: Option<String>,
}

/// The values of the previous period.
#[derive(Debug, Default)]
pub(crate) struct PreviousValues(BTreeMap<Number, Vec<PreviousValue>>);

impl PreviousValues {
    /// Everything that was worth this number.
    pub(crate) fn worth(&self, number: Number) -> &[PreviousValue] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The values of a figures file.
    pub(crate) fn of(figures: &Figures) -> Self {
        let mut values = Self::default();
        for indicator in figures.indicators() {
            let Indicator { path, unit, .. } = indicator;
            let results = [Measure::Actual, Measure::Estimate];
            for measure in results.into_iter().chain([Measure::Plan, Measure::YearBefore, Measure::Previous]) {
                let expression =
                    if results.contains(&measure) { path.clone() } else { format!("{path}.{}", measure.key()) };
                if let Some(number) = indicator.get(measure).and_then(Value::number) {
                    let value = PreviousValue { expression, unit: unit.clone() };
                    values.0.entry(number).or_default().push(value);
                }
            }
        }
        values
    }
}
