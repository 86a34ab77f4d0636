//! What is said of lines of the register: who has a number, what does not follow, what stands twice.

use chrono::NaiveDate;

use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::domain::document::date::short as day;
use crate::domain::register::{Entry, EntryNumber, Facts, Reference, Series, State};

/// Who has a number that was asked for.
pub(super) fn taken(holder: &Entry) -> Finding {
    let facts = &holder.facts;
    let who = match (&facts.document, holder.state) {
        (_, State::Reserved) => format!("được giữ trước cho: {}", facts.note.as_deref().unwrap_or("văn bản khác")),
        (_, State::GivenBack) => "đã trả lại".to_owned(),
        (Some(document), _) => format!("đã cấp cho `{document}`"),
        (None, _) => format!("đã vào sổ giấy: {}", facts.subject),
    };
    Finding::new(codes::NUMBER_TAKEN, format!("số {} {who}", facts.reference))
}

/// A series in which the highest number there can be is taken.
pub(super) fn used_up(series: &Series) -> Finding {
    let message = format!("hệ thống số {} năm {} đã có số {}", series.name(), series.year, EntryNumber::MAX);
    Finding::new(codes::NUMBER_TAKEN, message)
        .hint("số đó do gõ nhầm thì ghi số cần lấy: `vanthu number … --number SỐ`")
}

/// A number of choice that leaves others empty before it, from the next there is.
pub(super) fn skipped(series: &Series, chosen: &Reference, from: u32) -> Finding {
    let empty = span(from, chosen.number.value - 1);
    let message = format!("cấp số {chosen} thì {empty} của hệ thống số {} năm {} để trống", series.name(), series.year);
    Finding::new(codes::NUMBER_GAP, message)
        .hint("các số đó đã dùng ở sổ giấy thì ghi vào đây bằng `vanthu register enter`")
        .hint(format!("gõ nhầm thì trả số này: {}", give_back(chosen)))
}

/// `số 07`, `các số 07 đến 12`.
pub(super) fn span(from: u32, to: u32) -> String {
    if from == to { format!("số {from:02}") } else { format!("các số {from:02} đến {to:02}") }
}

/// A date that is not there yet.
pub(super) fn ahead_of_today(date: NaiveDate) -> Option<Finding> {
    let today = clock::now().date_naive();
    (date > today).then(|| {
        Finding::new(codes::AHEAD_OF_TODAY, format!("ngày {} ở sau hôm nay, {}", day(date), day(today)))
            .hint("kiểm tra lại năm và tháng đã gõ")
    })
}

/// Two lines whose dates do not follow their numbers.
pub(super) fn out_of_order(one: &Facts, other: &Facts) -> Finding {
    let (low, high) = if one.reference.number < other.reference.number { (one, other) } else { (other, one) };
    let dated = |facts: &Facts| format!("{} ngày {}", facts.reference, facts.date.map(day).unwrap_or_default());
    Finding::new(codes::DATES_OUT_OF_ORDER, format!("ngày không theo thứ tự số: {}, {}", dated(low), dated(high)))
        .hint("số và ngày phải theo thứ tự ban hành trong năm; kiểm tra lại ngày của hai văn bản")
}

/// Two lines that print the same.
pub(super) fn same_number(first: &Entry, second: &Entry) -> Finding {
    let of = |entry: &Entry| entry.facts.document.clone().unwrap_or_else(|| entry.facts.subject.clone());
    let message = format!("hai văn bản cùng số {}: `{}` và `{}`", second.facts.reference, of(first), of(second));
    Finding::new(codes::SAME_NUMBER, message).hint(
        "hai tên tắt trong `co-quan.yaml` cùng tên cơ quan; thêm `so_chung_voi` để hai tên tắt dùng chung hệ thống số",
    )
}

/// The next step to another number.
pub(super) fn give_back_first(had: &Reference) -> String {
    format!("muốn đổi số thì trả số cũ trước: {}", give_back(had))
}

fn give_back(had: &Reference) -> String {
    format!("vanthu register give-back {had} --year {} --reason \"…\"", had.year)
}
