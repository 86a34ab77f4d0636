//! What a văn thư should look into in the register of a year.

use chrono::Datelike;

use super::messages::{out_of_order, same_number, span};
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::domain::register::Entry;
use crate::domain::register::problems::{duplicates, gaps, out_of_order as dates_out_of_order};

impl WorkspaceRegister {
    /// The year asked for, or this one, or the last before it with lines in this book or else in the other. A line
    /// of a year to come, which may be a slip, does not hide those of today.
    pub fn year(&self, asked: Option<i32>, incoming: bool) -> i32 {
        let now = clock::now().year();
        let last = |incoming: bool| self.register().years(incoming).into_iter().rfind(|year| *year <= now);
        asked.or_else(|| last(incoming)).or_else(|| last(!incoming)).unwrap_or(now)
    }

    /// Numbers left out, given twice, or out of order with their dates, of one kind or of all; events nobody
    /// understands.
    pub fn problems(&self, year: i32, kind: Option<&str>) -> Findings {
        let rules = self.office().series_rules();
        let mut findings = Findings::default();
        let is_of = |entry: &Entry| kind.is_none_or(|kind| entry.facts.kind == kind);
        for gap in gaps(self.register(), rules, year) {
            if kind.is_some_and(|kind| gap.series.kinds.as_ref().is_some_and(|kinds| !kinds.iter().any(|k| k == kind)))
            {
                continue;
            }
            let numbers = span(gap.from, gap.to);
            let message = format!(
                "hệ thống số {} năm {year} của `{}` khuyết {numbers}",
                gap.series.name(),
                gap.series.issuers.join("`, `")
            );
            findings.push(Finding::new(codes::NUMBER_GAP, message).hint("văn bản đã vào sổ giấy thì ghi vào đây bằng `vanthu register enter`, hoặc dùng số đó: `vanthu number … --number SỐ`"));
        }
        let pairs = dates_out_of_order(self.register(), rules, year).into_iter();
        for (later, before) in pairs.filter(|(later, before)| is_of(later) || is_of(before)) {
            findings.push(out_of_order(&later.facts, &before.facts));
        }
        let twice = duplicates(self.register(), year).into_iter();
        for (first, second) in twice.filter(|(first, second)| is_of(first) || is_of(second)) {
            findings.push(same_number(first, second));
        }
        if let [first, ..] = self.register().unread() {
            let message = format!(
                "nhật ký có {} việc mà chương trình không hiểu, từ dòng {first}",
                self.register().unread().len()
            );
            findings.push(
                Finding::new(codes::UNREAD_EVENT, message)
                    .hint("dùng phiên bản chương trình mới hơn đã ghi các dòng đó"),
            );
        }
        findings
    }
}
