//! The previous period, as a text that was carried over could still name it.

use std::collections::BTreeMap;

use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Indicator, Number, Period};

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
            let fields = [
                (&indicator.actual, ""),
                (&indicator.estimate, ""),
                (&indicator.plan, ".ke_hoach"),
                (&indicator.year_before, ".cung_ky"),
                (&indicator.previous, ".ky_truoc"),
            ];
            for (value, field) in fields {
                if let Some(number) = value.as_ref().and_then(crate::domain::figures::Value::number) {
                    let value = PreviousValue { expression: format!("{path}{field}"), unit: unit.clone() };
                    values.0.entry(number).or_default().push(value);
                }
            }
        }
        values
    }
}
