//! The line of a document that came in is filled in or corrected; what it said before stays in the log [N30-IV].

use chrono::NaiveDate;

use super::incoming::in_order;
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::domain::register::incoming::IncomingCorrection;
use crate::domain::register::{Incoming, IncomingEntry, RegisterEvent};

/// What of a line is to be another; what is none stays.
#[derive(Debug, Clone, Default)]
pub(crate) struct IncomingChange {
    /// Số đến.
    pub number: u32,
    /// The year it came in; that of the open book when none is named.
    pub year: Option<i32>,
    /// Whether it stands in the book of secret documents.
    pub secret: bool,
    /// Tác giả.
    pub author: Option<String>,
    /// Nơi gửi.
    pub sender: Option<String>,
    /// Số, ký hiệu.
    pub symbol: Option<String>,
    /// Its own date.
    pub date: Option<NaiveDate>,
    /// Tên loại và trích yếu.
    pub subject: Option<String>,
    /// Đơn vị hoặc người nhận.
    pub given_to: Option<String>,
    /// Ngày chuyển.
    pub passed_on: Option<NaiveDate>,
    /// Who deals with it.
    pub handler: Option<String>,
    /// Until when.
    pub deadline: Option<NaiveDate>,
    /// Ghi chú.
    pub note: Option<String>,
    /// Lý do.
    pub reason: String,
}

impl WorkspaceRegister {
    /// Writes a line anew, and keeps what it said.
    ///
    /// # Errors
    /// There is no such line, nothing of it would change, or its dates do not fit; the log cannot be written.
    pub(crate) fn correct_incoming(&mut self, change: &IncomingChange) -> Result<IncomingEntry, Finding> {
        let mut writer = self.lock()?;
        let year = self.year(change.year, true);
        let wanted = |line: &&IncomingEntry| {
            (line.facts.year, line.facts.number, line.facts.secrecy.is_some()) == (year, change.number, change.secret)
        };
        let Some(line) = self.register().incoming().iter().find(wanted) else {
            let which = if change.secret { " mật" } else { "" };
            let message = format!("sổ văn bản{which} đến năm {year} không có số đến {:02}", change.number);
            return Err(Finding::new(codes::NO_ENTRY, message).hint("xem sổ bằng `vanthu register incoming`"));
        };
        let facts = changed(&line.facts, change);
        if facts == line.facts {
            let finding = Finding::new(codes::WRONG_STATE, "không có gì thay đổi ở dòng này");
            return Err(finding.hint("ghi mục cần sửa, ví dụ `--to \"Văn phòng\"` hoặc `--deadline 2025-12-20`"));
        }
        in_order(&facts)?;
        let correction = IncomingCorrection { facts, reason: change.reason.clone(), on: clock::now().date_naive() };
        self.write(&mut writer, &RegisterEvent::IncomingCorrected(correction))?;
        let line = self.register().incoming().iter().find(wanted).cloned();
        line.ok_or_else(|| {
            Finding::new(codes::NO_ENTRY, "dòng vừa sửa không còn trong sổ")
                .hint("xem sổ bằng `vanthu register incoming`")
        })
    }
}

/// A line with what is to be another.
fn changed(line: &Incoming, change: &IncomingChange) -> Incoming {
    let text = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
    Incoming {
        author: change.author.clone().unwrap_or_else(|| line.author.clone()),
        sender: text(&change.sender, &line.sender),
        symbol: change.symbol.clone().unwrap_or_else(|| line.symbol.clone()),
        date: change.date.or(line.date),
        subject: change.subject.clone().unwrap_or_else(|| line.subject.clone()),
        given_to: text(&change.given_to, &line.given_to),
        passed_on: change.passed_on.or(line.passed_on),
        handler: text(&change.handler, &line.handler),
        deadline: change.deadline.or(line.deadline),
        note: text(&change.note, &line.note),
        ..line.clone()
    }
}
