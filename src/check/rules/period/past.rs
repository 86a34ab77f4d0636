//! The last period, as a text could still name it.

use std::collections::BTreeMap;

use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Indicator, Number, Period};

/// What is known of the period left behind.
pub(crate) struct Past<'a> {
    /// The old period.
    pub(crate) period: Option<&'a Period>,
    /// The new one.
    pub(crate) renewed: Option<&'a Period>,
    /// The old folder.
    pub(crate) folder: &'a str,
    /// The new folder.
    pub(crate) new_folder: &'a str,
    /// Closing date of the old figures.
    pub(crate) closing: Option<IssueDate>,
    /// Whether the new folder has figures, and with them the names that expressions use.
    pub(crate) has_figures: bool,
    /// Date of issue of the old document.
    pub(crate) issued: Option<IssueDate>,
    /// The old figures by value, with the expression that stands for each.
    pub(crate) values: &'a Values,
}

/// Values of the old period, the expression that prints each, and its unit.
#[derive(Debug, Default)]
pub(crate) struct Values(pub(crate) BTreeMap<Number, Vec<(String, Option<String>)>>);

impl Values {
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
                    values.0.entry(number).or_default().push((format!("{path}{field}"), unit.clone()));
                }
            }
        }
        values
    }
}
