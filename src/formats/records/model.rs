//! A list of named cells: columns, rows, cells.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::fold::fold_words;
use crate::content::expression::grammar::RESERVED;
use crate::formats::records::of_yaml;
use crate::formats::spreadsheet::grid::Spot;
use crate::formats::spreadsheet::records;

/// The list of a document.
#[derive(Debug)]
pub(crate) struct List {
    /// The file, as the clerk should read its path.
    pub(crate) shown: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
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
        if yaml { of_yaml(shown, bytes, findings) } else { records::list(shown, bytes, findings) }
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
    let folded = fold_words(heading);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    (name.starts_with(|c: char| c.is_ascii_lowercase()) && !RESERVED.contains(&name.as_str())).then_some(name)
}
