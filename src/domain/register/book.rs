//! The register as the decree's books of ten columns [N30-IV]: outgoing by issuer and series, incoming by số đến.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::copy::Copied;
use super::entry::{Entry, State};
use super::incoming::{Incoming, IncomingEntry};
use super::problems::series;
use super::replay::Register;
use super::series::Series;
use super::series_rules::SeriesRules;
use crate::base::text::capitalized;
use crate::domain::document::IssueDate;
use crate::domain::document::book::{Book, BookColumn, BookSection};
use crate::domain::document::date::short as day;

/// Sổ đăng ký văn bản đi: columns and widths. The decree names the columns only; recipients and notes are long.
const OUTGOING: [(&str, u32); 10] = [
    ("Số, ký hiệu văn bản", 30),
    ("Ngày tháng văn bản", 21),
    ("Tên loại và trích yếu nội dung văn bản", 60),
    ("Người ký", 27),
    ("Nơi nhận văn bản", 44),
    ("Đơn vị, người nhận bản lưu", 22),
    ("Số lượng bản", 12),
    ("Ngày chuyển", 20),
    ("Ký nhận", 22),
    ("Ghi chú", 26),
];

/// Sổ đăng ký văn bản đến: columns and widths.
const INCOMING: [(&str, u32); 10] = [
    ("Ngày đến", 20),
    ("Số đến", 12),
    ("Tác giả", 36),
    ("Số, ký hiệu văn bản", 29),
    ("Ngày tháng văn bản", 20),
    ("Tên loại và trích yếu nội dung văn bản", 70),
    ("Đơn vị hoặc người nhận", 30),
    ("Ngày chuyển", 20),
    ("Ký nhận", 13),
    ("Ghi chú", 30),
];

fn columns(of: [(&str, u32); 10]) -> Vec<BookColumn> {
    of.map(|(name, width)| BookColumn { name: name.to_owned(), width }).to_vec()
}

fn last(dates: impl Iterator<Item = NaiveDate>) -> IssueDate {
    let last = dates.max();
    last.map_or(IssueDate::Blank, |date| IssueDate::Day { year: date.year(), month: date.month(), day: date.day() })
}

/// `Từ số 01 đến số 12`, `Từ ngày … đến ngày …`.
fn extent(numbers: Option<(String, String)>, dates: impl Iterator<Item = NaiveDate> + Clone) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((from, to)) = numbers {
        lines.push(format!("Từ số {from} đến số {to}"));
    }
    if let (Some(from), Some(to)) = (dates.clone().min(), dates.max()) {
        lines.push(format!("Từ ngày {} đến ngày {}", day(from), day(to)));
    }
    lines
}

/// The lines of a series by the volumes that they fill.
fn in_volumes<T>(lines: &[T]) -> impl Iterator<Item = &[T]> {
    lines.chunks(Book::LINES_OF_A_VOLUME)
}

/// Which of the books of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhichBook {
    /// The year.
    pub year: i32,
    /// The book of secret documents, which is kept apart.
    pub secret: bool,
}

/// Sổ đăng ký văn bản đi of a year; `issuer` gives the lines of an issuer's name by its key.
pub(crate) fn outgoing_book(
    register: &Register,
    rules: &SeriesRules,
    WhichBook { year, secret }: WhichBook,
    place: &str,
    issuer: impl Fn(&str) -> Option<Vec<String>>,
) -> Book {
    let mut series = series(register, rules, year);
    series.retain(|(series, _)| series.secret == secret);
    series.sort_by_key(|(series, _)| (series.issuers.clone(), series.name()));
    let part = |(series, entries): (&Series, &[&Entry])| {
        let dates = entries.iter().filter_map(|entry| entry.facts.date);
        let number = |entry: &&&Entry| entry.facts.reference.number.to_string();
        let numbers = entries.first().as_ref().map(number).zip(entries.last().as_ref().map(number));
        let mut about = vec![capitalized(&series.name())];
        about.extend(extent(numbers, dates));
        let owner = series.issuers.first().map(String::as_str).unwrap_or_default();
        let name = issuer(owner).or_else(|| entries.first().map(|entry| vec![entry.facts.issuer_name.clone()]));
        let rows = entries.iter().map(|entry| outgoing(entry)).collect();
        BookSection { issuer: name.unwrap_or_default(), about, rows }
    };
    Book {
        title: title("ĐI", secret),
        year,
        place: place.to_owned(),
        date: last(series.iter().flat_map(|(_, entries)| entries).filter_map(|entry| entry.facts.date)),
        columns: columns(OUTGOING),
        unbroken: vec![1, 7],
        parts: series
            .iter()
            .flat_map(|(series, entries)| in_volumes(entries).map(move |some| (series, some)))
            .map(part)
            .collect(),
    }
}

/// `SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI`.
fn title(which: &str, secret: bool) -> String {
    format!("SỔ ĐĂNG KÝ VĂN BẢN{} {which}", if secret { " MẬT" } else { "" })
}

fn outgoing(entry: &Entry) -> Vec<String> {
    let facts = &entry.facts;
    let kind = capitalized(facts.kind_name());
    let about = match &facts.subject {
        none if none.is_empty() => kind,
        subject if facts.names_kind() => capitalized(subject),
        subject => format!("{kind}: {subject}"),
    };
    // `Như Điều 3` points into a document that is not here
    let sent: Vec<&String> = entry.sent.iter().flat_map(|sending| &sending.recipients).collect();
    let recipients = if sent.is_empty() { facts.recipients.iter().collect() } else { sent };
    // who got it twice stands once
    let mut known = HashSet::new();
    let recipients = recipients.into_iter().map(String::as_str).filter(|name| !name.starts_with("Như "));
    let recipients: Vec<&str> = recipients.filter(|name| known.insert(*name)).collect();
    let copies: Option<u32> = match entry.sent.iter().filter_map(|sending| sending.copies).sum() {
        0 => facts.copies,
        sent => Some(sent),
    };
    let receipts = entry.receipts.iter().map(|receipt| format!("{}, {}", receipt.recipient, day(receipt.on)));
    vec![
        facts.reference.to_string(),
        facts.date.map(day).unwrap_or_default(),
        about,
        facts.signatory.clone().unwrap_or_default(),
        recipients.join("; "),
        facts.kept_by.clone().unwrap_or_default(),
        copies.map(|count| count.to_string()).unwrap_or_default(),
        entry.sent.first().map(|sending| day(sending.on)).unwrap_or_default(),
        receipts.collect::<Vec<_>>().join("; "),
        notes(entry),
    ]
}

/// What became of a line, in the column of notes.
fn notes(entry: &Entry) -> String {
    let mut notes: Vec<String> = Vec::new();
    match entry.state {
        State::Reserved => notes.push("Giữ trước".to_owned()),
        State::GivenBack => notes.push(format!("Trả lại số: {}", entry.given_back.as_deref().unwrap_or_default())),
        _ => {}
    }
    for (action, change) in &entry.changes {
        let by = change.by.as_ref().map(|by| format!(" bằng {by}")).unwrap_or_default();
        notes.push(format!("{}{by}, {}: {}", capitalized(action.name()), day(change.on), change.reason));
    }
    // what a number was kept for no longer matters once it was given back
    notes.extend(entry.facts.note.clone().filter(|_| entry.state != State::GivenBack));
    notes.join("; ")
}

/// Sổ đăng ký bản sao of a year, in the columns of outgoing documents; the decree has none of its own for copies.
pub(crate) fn copies_book(
    register: &Register,
    year: i32,
    place: &str,
    issuer: impl Fn(&str) -> Option<Vec<String>>,
) -> Book {
    let mut copies: Vec<&Copied> = register.copies().iter().filter(|copied| copied.reference.year == year).collect();
    copies.sort_by_key(|copied| (copied.reference.issuer.clone(), copied.reference.number));
    let part = |copies: &[&Copied]| {
        let number = |copied: &&Copied| copied.reference.number.to_string();
        let numbers = copies.first().map(number).zip(copies.last().map(number));
        let first = copies.first().map(|copied| (copied.reference.issuer.as_str(), copied.issuer_name.clone()));
        let (key, name) = first.unwrap_or_default();
        BookSection {
            issuer: issuer(key).unwrap_or_else(|| vec![name]),
            about: extent(numbers, copies.iter().map(|copied| copied.on)),
            rows: copies.iter().map(|copied| copy(copied)).collect(),
        }
    };
    Book {
        title: "SỔ ĐĂNG KÝ BẢN SAO".to_owned(),
        year,
        place: place.to_owned(),
        date: last(copies.iter().map(|copied| copied.on)),
        columns: columns(OUTGOING),
        unbroken: vec![1, 7],
        parts: copies
            .chunk_by(|a, b| a.reference.issuer == b.reference.issuer)
            .flat_map(in_volumes)
            .map(part)
            .collect(),
    }
}

fn copy(copied: &Copied) -> Vec<String> {
    vec![
        copied.reference.to_string(),
        day(copied.on),
        capitalized(&copied.to_string()),
        copied.signatory.clone().unwrap_or_default(),
        copied.recipients.join("; "),
        "Văn thư".to_owned(),
        copied.copies.map(|count| count.to_string()).unwrap_or_default(),
        String::new(),
        String::new(),
        format!("Bản sao {}", copied.medium.name()),
    ]
}

/// Sổ đăng ký văn bản đến of a year.
pub(crate) fn incoming_book(register: &Register, which: WhichBook, place: &str, issuer: Vec<String>) -> Book {
    let WhichBook { year, secret } = which;
    let is_of = |line: &&IncomingEntry| line.facts.year == year && line.facts.secrecy.is_some() == secret;
    let mut lines: Vec<&IncomingEntry> = register.incoming().iter().filter(is_of).collect();
    lines.sort_by_key(|line| line.facts.number);
    let number = |line: &&&IncomingEntry| format!("{:02}", line.facts.number);
    let part = |lines: &[&IncomingEntry]| BookSection {
        issuer: issuer.clone(),
        about: extent(
            lines.first().as_ref().map(number).zip(lines.last().as_ref().map(number)),
            lines.iter().map(|line| line.facts.arrived),
        ),
        rows: lines.iter().map(|line| incoming(line)).collect(),
    };
    Book {
        title: title("ĐẾN", secret),
        year,
        place: place.to_owned(),
        date: last(lines.iter().map(|line| line.facts.arrived)),
        columns: columns(INCOMING),
        unbroken: vec![0, 1, 4, 7],
        parts: in_volumes(&lines).map(part).collect(),
    }
}

fn incoming(entry: &IncomingEntry) -> Vec<String> {
    let line = &entry.facts;
    vec![
        day(line.arrived),
        format!("{:02}", line.number),
        line.author.clone(),
        line.symbol.clone(),
        line.date.map(day).unwrap_or_default(),
        line.subject.clone(),
        line.given_to.clone().unwrap_or_default(),
        line.passed_on.map(day).unwrap_or_default(),
        String::new(),
        incoming_notes(entry),
    ]
}

/// What the columns of the decree have no place for, in the column of notes: sender, who deals with it until when,
/// corrections.
fn incoming_notes(entry: &IncomingEntry) -> String {
    let Incoming { sender, handler, deadline, secrecy, note, .. } = &entry.facts;
    let mut notes: Vec<String> = Vec::new();
    notes.extend(secrecy.map(|secrecy| format!("Độ mật: {}", secrecy.name())));
    notes.extend(sender.as_ref().map(|sender| format!("Nơi gửi: {sender}")));
    notes.extend(handler.as_ref().map(|handler| format!("Giải quyết: {handler}")));
    notes.extend(deadline.map(|deadline| format!("Hạn: {}", day(deadline))));
    notes.extend(note.clone());
    let corrected = entry.corrected.iter();
    notes.extend(corrected.map(|corrected| format!("Sửa ngày {}: {}", day(corrected.on), corrected.reason)));
    notes.join("; ")
}
