//! Copies in the register: the next number of their series, given while the copy is made.

use chrono::{Datelike, NaiveDate};

use super::workspace::WorkspaceRegister;
use crate::base::finding::Findings;
use crate::domain::register::{Copied, CopyForm, Reference, RegisterEvent};

/// Under what a copy is numbered.
#[derive(Debug, Clone)]
pub(crate) struct CopySeries {
    /// The key of the office that copies.
    pub issuer: String,
    /// Its sign in symbols: `UBND`.
    pub symbol: String,
    /// What kind of copy.
    pub form: CopyForm,
    /// The day.
    pub on: NaiveDate,
}

impl WorkspaceRegister {
    /// Gives a copy its number: `make` makes it under that number, and its line is on the disk once this returns. One that
    /// cannot be made takes no number.
    ///
    /// # Errors
    /// Those of `make`; the log cannot be written.
    pub(crate) fn number_copy<T>(
        &mut self,
        series: &CopySeries,
        make: impl FnOnce(Reference) -> Result<(Copied, T), Findings>,
    ) -> Result<(Copied, T), Findings> {
        let mut writer = self.lock()?;
        let year = series.on.year();
        let number = self.register().next_copy_number(&series.issuer, year);
        let symbol = format!("{}-{}", series.form.abbreviation(), series.symbol);
        let reference = Reference { issuer: series.issuer.clone(), year, number, symbol, secret: false };
        let (copied, made) = make(reference)?;
        self.write(&mut writer, &RegisterEvent::Copied(Box::new(copied.clone())))?;
        Ok((copied, made))
    }
}
