//! Văn bản đến: each gets the next số đến of the year.

use chrono::{Datelike, NaiveDate};

use super::messages::ahead_of_today;
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::date::short as day;
use crate::domain::register::{Incoming, RegisterEvent};

impl WorkspaceRegister {
    /// Enters a document that came in; year and số đến are given here, and the day when there is none.
    ///
    /// # Errors
    /// It bears a date after the day it came in; the log cannot be written.
    pub(crate) fn receive(
        &mut self,
        arrived: Option<NaiveDate>,
        incoming: Incoming,
    ) -> Result<(Incoming, Findings), Finding> {
        let arrived = arrived.unwrap_or_else(|| clock::now().date_naive());
        let incoming = Incoming { arrived, ..incoming };
        in_order(&incoming)?;
        let mut writer = self.lock()?;
        let year = arrived.year();
        let number = self.register().next_incoming_number(year, incoming.secrecy.is_some());
        let mut findings = ahead_of_today(arrived).into_iter().collect::<Findings>();
        let same = |known: &&Incoming| {
            !known.symbol.is_empty()
                && (known.author.as_str(), known.symbol.as_str()) == (&incoming.author, &incoming.symbol)
                && known.date == incoming.date
        };
        if let Some(known) = self.register().incoming().iter().map(|line| &line.facts).find(same) {
            let message = format!(
                "văn bản {} của {} đã vào sổ, số đến {:02} năm {}",
                known.symbol, known.author, known.number, known.year
            );
            findings
                .push(Finding::new(codes::SAME_NUMBER, message).hint("kiểm tra có phải cùng một văn bản gửi hai lần"));
        }
        let incoming = Incoming { year, number, ..incoming };
        self.write(&mut writer, &RegisterEvent::Received(incoming.clone()))?;
        Ok((incoming, findings))
    }
}

/// Whether the dates of a line follow one another: its own, the day it came, the day it was passed on, its deadline.
pub(super) fn in_order(incoming: &Incoming) -> Result<(), Finding> {
    let Incoming { arrived, .. } = *incoming;
    if let Some(dated) = incoming.date.filter(|dated| *dated > arrived) {
        let message = format!("văn bản ngày {} không thể đến ngày {}", day(dated), day(arrived));
        let finding = Finding::new(codes::DATE_AND_NUMBER, message);
        return Err(finding.hint("sửa `--dated` (ngày của văn bản) hoặc `--arrived` (ngày đến)"));
    }
    if let Some(passed) = incoming.passed_on.filter(|passed| *passed < arrived) {
        let message = format!("văn bản đến ngày {} không thể chuyển ngày {}", day(arrived), day(passed));
        let finding = Finding::new(codes::DATE_AND_NUMBER, message);
        return Err(finding.hint("sửa `--arrived` (ngày đến) hoặc `--passed-on` (ngày chuyển)"));
    }
    if let Some(deadline) = incoming.deadline.filter(|deadline| *deadline < arrived) {
        let message = format!("văn bản đến ngày {} không thể có hạn ngày {}", day(arrived), day(deadline));
        let finding = Finding::new(codes::DATE_AND_NUMBER, message);
        return Err(finding.hint("sửa `--deadline` (hạn giải quyết)"));
    }
    Ok(())
}
