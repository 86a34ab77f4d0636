//! What a văn thư should look into in the register of a year.

use super::Registry;
use super::told::{out_of_order, same_number, span};
use crate::clock;
use crate::finding::{Finding, Findings, codes};
use crate::register;
use chrono::Datelike;

impl Registry {
    /// The year asked for, or this one, or the last before it with lines in this book or else in the other. A line
    /// of a year to come, which may be a slip, does not hide those of today.
    pub fn year(&self, asked: Option<i32>, incoming: bool) -> i32 {
        let now = clock::now().year();
        let last = |incoming: bool| self.register.years(incoming).into_iter().rfind(|year| *year <= now);
        asked.or_else(|| last(incoming)).or_else(|| last(!incoming)).unwrap_or(now)
    }

    /// Numbers left out, given twice, or out of order with their dates; events nobody understands.
    pub fn problems(&self, year: i32) -> Findings {
        let numbering = self.office.numbering();
        let mut findings = Findings::default();
        for gap in register::gaps(&self.register, numbering, year) {
            let numbers = span(gap.from, gap.to);
            let message = format!(
                "dãy số {} năm {year} của `{}` khuyết {numbers}",
                gap.series.name(),
                gap.series.issuers.join("`, `")
            );
            findings.push(Finding::new(codes::NUMBER_GAP, message).hint("văn bản đã vào sổ giấy thì ghi vào đây bằng `vanthu register enter`, hoặc dùng số đó: `vanthu number … --number SỐ`"));
        }
        for (later, before) in register::out_of_order(&self.register, numbering, year) {
            findings.push(out_of_order(&later.facts, &before.facts));
        }
        for (first, second) in register::duplicates(&self.register, year) {
            findings.push(same_number(first, second));
        }
        if let [first, ..] = self.register.unread() {
            let message =
                format!("nhật ký có {} việc mà chương trình không hiểu, từ dòng {first}", self.register.unread().len());
            findings.push(
                Finding::new(codes::UNREAD_EVENT, message).hint("dùng bản chương trình mới hơn đã ghi các dòng đó"),
            );
        }
        findings
    }
}
