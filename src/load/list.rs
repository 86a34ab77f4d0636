//! `danh_sach`: the list a document is merged with, rows of named cells from CSV, XLSX, ODS or YAML.

mod name;

use std::sync::Arc;

pub(crate) use name::file_name;

use super::expression::arithmetic::RESERVED;
use super::sheet::{self, MAX_COLUMNS, MAX_ROWS, Spot, fold};
use super::tree::{self, Node, Value};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::domain::figures::Number;

/// The list of a document.
#[derive(Debug)]
pub(crate) struct List {
    /// The file, as the clerk should read its path.
    pub(crate) shown: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column of a list.
#[derive(Debug)]
pub(crate) struct Column {
    /// As expressions call it: `ho_va_ten`.
    pub(crate) name: String,
    /// As the clerk wrote it: `Họ và tên`.
    pub(crate) heading: String,
}

/// A row of a list, with as many cells as there are columns.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) spot: Spot,
    pub(crate) cells: Vec<Cell>,
    /// What keeps the whole row from being used.
    pub(crate) problem: Option<Box<Finding>>,
}

/// What a cell of a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// One line, as it is written.
    Text(String),
    /// Nothing.
    Empty,
    /// A formula without a result.
    Broken(String),
}

impl Cell {
    /// A text as a cell holds it, in one line.
    pub(crate) fn of(text: &str) -> Self {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { Self::Empty } else { Self::Text(line) }
    }
}

impl List {
    /// Reads the list of a document.
    pub(crate) fn read(shown: &str, bytes: &[u8], findings: &mut Findings) -> Option<Self> {
        let list = Self::parse(shown, bytes, findings)?;
        if list.rows.is_empty() {
            let finding = Finding::new(codes::LIST_ROW, "danh sách chưa có dòng nào").in_file(shown);
            findings.push(finding.hint("ghi mỗi nơi nhận một dòng, dưới dòng tiêu đề"));
            return None;
        }
        Some(list)
    }

    /// Reads rows, perhaps none; the end of the name says what the file is.
    pub(crate) fn parse(shown: &str, bytes: &[u8], findings: &mut Findings) -> Option<Self> {
        let end = shown.rsplit('.').next().unwrap_or_default().to_lowercase();
        let yaml = matches!(end.as_str(), "yaml" | "yml");
        if yaml { of_yaml(shown, bytes, findings) } else { sheet::list(shown, bytes, findings) }
    }

    /// The column of a name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The row that shows best what the document looks like: the first with every cell filled, or nearly.
    pub(crate) fn sample(&self) -> usize {
        let lacks = |row: &Row| {
            let lacking = row.cells.iter().filter(|cell| !matches!(cell, Cell::Text(_))).count();
            (row.problem.is_some(), lacking)
        };
        let rows = self.rows.iter().enumerate();
        rows.min_by_key(|(_, row)| lacks(row)).map_or(0, |(at, _)| at)
    }
}

/// Columns by name, as headings are met.
#[derive(Debug, Default)]
pub(crate) struct Columns(pub(crate) Vec<Column>);

impl Columns {
    /// Adds a column, unless its heading gives no name of its own.
    pub(crate) fn add(&mut self, heading: &str) -> Result<usize, Finding> {
        let Some(name) = name_of(heading) else {
            let finding = Finding::new(codes::LIST_HEADING, format!("tiêu đề `{heading}` không thành tên gọi được"));
            return Err(finding.hint("đổi tiêu đề thành chữ, bắt đầu bằng chữ cái, ví dụ `Họ và tên`"));
        };
        if let Some(known) = self.0.iter().find(|known| known.name == name) {
            let message = format!("hai cột `{}` và `{heading}` cùng cho tên gọi `khach.{name}`", known.heading);
            return Err(Finding::new(codes::LIST_HEADING, message).hint("đổi tên hoặc bỏ một cột"));
        }
        self.0.push(Column { name, heading: heading.to_owned() });
        Ok(self.0.len() - 1)
    }
}

/// `Họ và tên` → `ho_va_ten`.
pub(crate) fn name_of(heading: &str) -> Option<String> {
    let folded = fold(heading);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    (name.starts_with(|c: char| c.is_ascii_lowercase()) && !RESERVED.contains(&name.as_str())).then_some(name)
}

/// A YAML list of maps; a row need not have every column.
fn of_yaml(shown: &str, bytes: &[u8], findings: &mut Findings) -> Option<List> {
    let source = super::decode(shown.to_owned(), bytes, findings)?;
    let root = tree::parse(&source, findings)?;
    let Value::List(items) = &root.value else {
        let finding = Finding::new(codes::WRONG_TYPE, "tệp danh sách phải là một danh sách").in_file(shown);
        findings.push(finding.hint("viết mỗi nơi nhận một mục, bắt đầu bằng `- `: `- ho_ten: Lộc Văn Khải`"));
        return None;
    };
    let mut columns = Columns::default();
    if items.len() > MAX_ROWS as usize {
        let message = format!("danh sách có hơn {} mục", Number::whole(MAX_ROWS.into()).format(0));
        findings.push(Finding::new(codes::LIST_ROW, message).in_file(shown).hint("chia ra nhiều tệp danh sách"));
        return None;
    }
    let mut rows = Vec::new();
    for item in items {
        let row = row_of_yaml(&source, item, &mut columns, findings);
        // every row gets as many cells as there are columns
        if columns.0.len() > MAX_COLUMNS as usize {
            let finding = Finding::new(codes::LIST_HEADING, format!("danh sách có hơn {MAX_COLUMNS} cột"));
            let hint = "dùng cùng các tên ở mọi mục, ví dụ `ho_ten` và `chuc_vu`";
            findings.push(row.spot.mark(finding.hint(hint)));
            return None;
        }
        rows.push(row);
    }
    rows.iter_mut().for_each(|row| row.cells.resize(columns.0.len(), Cell::Empty));
    (!findings.has_errors()).then(|| List { shown: shown.to_owned(), columns: columns.0, rows })
}

fn row_of_yaml(source: &Arc<Source>, item: &Node, columns: &mut Columns, findings: &mut Findings) -> Row {
    let line = source.line_range(source.line_of(item.range.start));
    let place = Place::new(source, item.range.start..item.range.end.min(line.end));
    let spot = Spot { shown: source.name().to_owned(), place: Some(place) };
    let mut row = Row { spot, cells: Vec::new(), problem: None };
    let Value::Map(entries) = &item.value else {
        let finding = Finding::new(codes::LIST_ROW, "mục của danh sách không phải là các cặp `tên: giá trị`");
        row.problem = Some(Box::new(row.spot.mark(finding.hint("viết như `- ho_ten: Lộc Văn Khải`"))));
        return row;
    };
    let mut seen = Vec::new();
    for (key, node) in entries {
        if columns.0.len() > MAX_COLUMNS as usize {
            break;
        }
        let known = name_of(&key.name).and_then(|name| columns.0.iter().position(|column| column.name == name));
        let column = match known.filter(|known| !seen.contains(known)) {
            Some(known) => known,
            None => match columns.add(&key.name) {
                Ok(column) => column,
                Err(finding) => {
                    findings.push(finding.at(Place::new(source, key.range.clone())));
                    continue;
                }
            },
        };
        seen.push(column);
        row.cells.resize(row.cells.len().max(column + 1), Cell::Empty);
        match node.text() {
            Some(_) if node.is_null() => {}
            Some(text) => row.cells[column] = Cell::of(text),
            None => {
                let finding = Finding::new(codes::LIST_ROW, format!("`{}` phải là một đoạn chữ", key.name));
                row.problem = Some(Box::new(row.spot.mark(finding.hint("viết giá trị trên một dòng"))));
            }
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_names() {
        let name = |heading| name_of(heading);
        assert_eq!(name("Họ và tên").as_deref(), Some("ho_va_ten"));
        assert_eq!(name(" STT. ").as_deref(), Some("stt"));
        assert_eq!(name("Đơn vị/Địa chỉ (số nhà)").as_deref(), Some("don_vi_dia_chi_so_nha"));
        for heading in ["", "…", "1", "2025 ước", "In"] {
            assert_eq!(name(heading), None, "{heading}");
        }
    }
}
