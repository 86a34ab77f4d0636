//! Finds the heading line of a page and what its columns hold, by name, in any order.

use std::collections::BTreeMap;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::fold::fold_words;
use crate::domain::figures::Measure;
use crate::formats::spreadsheet::grid::{Cell, Worksheet, letters};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Key,
    Name,
    Unit,
    Value(Measure),
    Decimals,
    AddsUp,
    IsTotal,
    Source,
    Note,
}

/// The name of each column as messages write it, and its names as they are compared.
const NAMES: [(Column, &str, &[&str]); 13] = [
    (Column::Key, "Mã", &["ma", "ma so", "ma chi tieu"]),
    (Column::Name, "Chỉ tiêu", &["chi tieu", "ten chi tieu", "ten"]),
    (Column::Unit, "ĐVT", &["dvt", "don vi tinh", "don vi"]),
    (Column::Value(Measure::Plan), Measure::Plan.title(), &["ke hoach", "kh"]),
    (Column::Value(Measure::Actual), Measure::Actual.title(), &["thuc hien", "th"]),
    (Column::Value(Measure::Estimate), Measure::Estimate.title(), &["uoc thuc hien", "uoc th"]),
    (Column::Value(Measure::YearBefore), Measure::YearBefore.title(), &["cung ky"]),
    (Column::Value(Measure::Previous), Measure::Previous.title(), &["ky truoc"]),
    (Column::Decimals, "Số lẻ", &["so le"]),
    (Column::AddsUp, "Cộng dồn", &["cong don"]),
    (Column::IsTotal, "Là tổng", &["la tong"]),
    (Column::Source, "Nguồn", &["nguon", "nguon so lieu"]),
    (Column::Note, "Ghi chú", &["ghi chu"]),
];

/// What a heading of a table in a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Name,
    Unit,
    Value(Measure),
}

/// What a heading names, years and more behind it left out: `Thực hiện năm 2025`.
pub(crate) fn heading(words: &str) -> Option<Heading> {
    match Column::of(words).or_else(|| Column::beginning(words))? {
        Column::Name => Some(Heading::Name),
        Column::Unit => Some(Heading::Unit),
        Column::Value(measure) => Some(Heading::Value(measure)),
        _ => None,
    }
}

/// The heading line of a page.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) row: u32,
    pub(super) columns: BTreeMap<Column, u32>,
}

impl Column {
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(column, ..)| *column == self).map_or("", |(_, name, _)| name)
    }

    pub(super) fn of(heading: &str) -> Option<Self> {
        let folded = fold_words(heading);
        NAMES.iter().find(|(_, _, names)| names.contains(&folded.as_str())).map(|(column, ..)| *column)
    }

    /// The column a heading begins with: `Thực hiện năm 2025`.
    fn beginning(heading: &str) -> Option<Self> {
        let folded = fold_words(heading);
        let begins = |name: &str| folded.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        let of_value = |column: &Column| matches!(column, Column::Value(_));
        NAMES.iter().find(|(column, _, names)| of_value(column) && names.iter().any(|n| begins(n))).map(|n| n.0)
    }
}

/// The heading line; pages without one hold no figures and are passed over.
pub(super) fn find(page: &Worksheet, findings: &mut Findings) -> Option<Header> {
    let mut rows: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    for (&(row, column), cell) in &page.cells {
        if let Cell::Text(text) = cell {
            rows.entry(row).or_default().push((column, text.clone()));
        }
    }
    let known = |cells: &[(u32, String)]| cells.iter().filter_map(|(_, text)| Column::of(text)).collect::<Vec<_>>();
    let has_key = |known: &[Column]| known.contains(&Column::Key) && known.len() > 1;
    let mut keyless = None;
    let is_header = |(row, cells): &(&u32, &Vec<(u32, String)>)| {
        let known = known(cells);
        keyless = keyless.or((known.len() > 2).then_some(**row));
        has_key(&known)
    };
    let candidates: Vec<_> = rows.iter().filter(is_header).collect();
    // words of a title may name a column or two, never one of values
    let has_values = |cells: &[(u32, String)]| known(cells).iter().any(|column| matches!(column, Column::Value(_)));
    let header = candidates.iter().find(|(_, cells)| has_values(cells)).or(candidates.first()).copied();
    let Some((&row, cells)) = header else {
        if let Some(row) = keyless {
            let finding = Finding::new(codes::SHEET_MERGED_HEADER, "dòng tiêu đề không có cột `Mã`");
            let hint = "thêm cột `Mã`, mỗi chỉ tiêu một tên gọi như `du_lich.luot_khach`";
            findings.push(page.line(row).locate(finding.hint(hint)));
        }
        return None;
    };
    let mut columns: BTreeMap<Column, u32> = BTreeMap::new();
    for (at, text) in cells {
        let Some(column) = Column::of(text) else { continue };
        if let Some(first) = columns.get(&column) {
            let message = format!("hai cột cùng tên `{}`", column.name());
            let hint = format!("cột {} cũng tên như vậy; đổi tên hoặc bỏ một cột", letters(*first));
            findings.push(page.location(row, *at).locate(Finding::new(codes::SHEET_MERGED_HEADER, message).hint(hint)));
            continue;
        }
        columns.insert(column, *at);
    }
    let header = Header { row, columns };
    merged(page, &header, findings);
    unnamed(page, &header, cells, findings);
    Some(header)
}

/// A heading over several columns leaves all but the first without a name.
fn merged(page: &Worksheet, header: &Header, findings: &mut Findings) {
    for (rows, columns) in page.merged.iter().filter(|(rows, _)| rows.contains(&header.row)) {
        if columns.start() == columns.end() {
            continue;
        }
        let stretch = format!("{}–{}", letters(*columns.start()), letters(*columns.end()));
        let finding = Finding::new(codes::SHEET_MERGED_HEADER, format!("ô tiêu đề gộp nhiều cột ({stretch})"));
        let hint = "bỏ gộp ô (Merge & Center), mỗi cột một tiêu đề trên cùng một dòng";
        findings.push(page.location(*rows.start(), *columns.start()).locate(finding.hint(hint)));
    }
}

/// Columns with numbers under them whose heading says nothing, or nearly says something.
fn unnamed(page: &Worksheet, header: &Header, cells: &[(u32, String)], findings: &mut Findings) {
    let within_merge =
        |at: u32| page.merged.iter().any(|(rows, columns)| rows.contains(&header.row) && columns.contains(&at));
    let Some(&key) = header.columns.get(&Column::Key) else { return };
    let last = page.cells.keys().map(|(_, column)| *column).max().unwrap_or_default();
    for at in 0..=last {
        let heading = cells.iter().find(|(column, _)| *column == at).map(|(_, text)| text.as_str());
        match heading {
            Some(text) => {
                let Some(near) = Column::beginning(text).filter(|near| !header.columns.contains_key(near)) else {
                    continue;
                };
                let message = format!("cột `{}` không khớp tên cột nào", text.trim());
                let finding = Finding::new(codes::SHEET_MERGED_HEADER, message);
                let hint = format!("đổi tiêu đề thành `{}`, hoặc bỏ cột này", near.name());
                findings.push(page.location(header.row, at).locate(finding.hint(hint)));
            }
            None if !within_merge(at) && !page.cells.contains_key(&(header.row, at)) => {
                let mut below = page.cells.range((header.row + 1, 0)..);
                let used = |&(row, column): &(u32, u32)| column == at && page.cells.contains_key(&(row, key));
                if let Some((&(row, _), _)) = below.find(|(position, _)| used(position)) {
                    let message = format!("cột {} có dữ liệu nhưng không có tiêu đề", letters(at));
                    let finding = Finding::new(codes::SHEET_MERGED_HEADER, message);
                    let hint = format!("viết tiêu đề ở dòng {}, hoặc xóa cột này", header.row + 1);
                    findings.push(page.location(row, at).locate(finding.hint(hint)));
                }
            }
            None => {}
        }
    }
}
