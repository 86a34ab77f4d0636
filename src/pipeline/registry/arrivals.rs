//! Văn bản đến: each gets the next số đến of the year.

use chrono::{Datelike, NaiveDate};

use super::Registry;
use crate::clock;
use crate::finding::{Finding, Findings, codes};
use crate::register::{self, Incoming};

impl Registry {
    /// Enters a document that came in; year and số đến are given here, and the day when there is none.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn arrive(&mut self, arrived: Option<NaiveDate>, incoming: Incoming) -> Result<(Incoming, Findings), Finding> {
        let mut writer = self.lock()?;
        let arrived = arrived.unwrap_or_else(|| clock::now().date_naive());
        let year = arrived.year();
        let number = self.register.next_incoming(year);
        let mut findings = Findings::default();
        let same = |known: &&Incoming| {
            !known.symbol.is_empty()
                && (known.author.as_str(), known.symbol.as_str()) == (&incoming.author, &incoming.symbol)
                && known.date == incoming.date
        };
        if let Some(known) = self.register.incoming().iter().find(same) {
            let message = format!(
                "văn bản {} của {} đã vào sổ, số đến {:02} năm {}",
                known.symbol, known.author, known.number, known.year
            );
            findings
                .push(Finding::new(codes::SAME_NUMBER, message).hint("kiểm tra có phải cùng một văn bản gửi hai lần"));
        }
        let incoming = Incoming { year, number, arrived, ..incoming };
        self.write(&mut writer, register::incoming(&incoming))?;
        Ok((incoming, findings))
    }
}
