//! Records as programs hold them: named columns, rows of cells, and where each row stands.

use crate::base::finding::{Finding, codes};
use crate::base::text::identifier::from_heading;
use crate::base::text::one_line;
use crate::formats::spreadsheet::grid::Location;

/// What a file of records holds.
#[derive(Debug)]
pub(crate) struct Records {
    /// The file, as the clerk should read its path.
    pub(crate) shown: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Record>,
}

impl Records {
    /// The column of a name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The row that shows best what is made of all: the first with every cell filled, or nearly.
    pub(crate) fn best_example(&self) -> usize {
        let lacks = |row: &Record| {
            let lacking = row.cells.iter().filter(|cell| !matches!(cell, Cell::Text(_))).count();
            (row.problem.is_some(), lacking)
        };
        let rows = self.rows.iter().enumerate();
        rows.min_by_key(|(_, row)| lacks(row)).map_or(0, |(at, _)| at)
    }
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    /// As expressions call it: `ho_va_ten`.
    pub(crate) name: String,
    /// As the clerk wrote it: `Họ và tên`.
    pub(crate) heading: String,
}

/// A row, with as many cells as there are columns.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) location: Location,
    pub(crate) cells: Vec<Cell>,
    /// What keeps the whole row from being used.
    pub(crate) problem: Option<Box<Finding>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// As it is written, blanks run together; a line break stays one.
    Text(String),
    /// Nothing.
    Empty,
    /// A formula without a result.
    Broken(String),
    /// A number that the sheet shows in a way that is not known here, with what the cell holds.
    Unclear(String),
}

impl Cell {
    /// A text as a cell holds it.
    pub(crate) fn of(text: &str) -> Self {
        let lines = text.lines().map(one_line);
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// Columns by name, as headings are met.
#[derive(Debug, Default)]
pub(crate) struct Columns(pub(crate) Vec<Column>);

impl Columns {
    /// Adds a column, unless its heading gives no name of its own.
    pub(crate) fn add(&mut self, heading: &str) -> Result<usize, Finding> {
        let Some(name) = from_heading(heading) else {
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

/// What to say of a formula without a result where a value is wanted.
pub(crate) fn broken_formula(heading: &str, formula: &str) -> Finding {
    let (message, hint) = match formula.starts_with('=') {
        true => (
            format!("ô `{heading}` là công thức `{formula}` chưa có kết quả"),
            "mở bảng tính bằng Excel hoặc LibreOffice để tính, lưu lại; hoặc gõ giá trị vào ô",
        ),
        false => (format!("ô `{heading}` là công thức bị lỗi `{formula}`"), "sửa công thức, hoặc gõ giá trị vào ô"),
    };
    Finding::new(codes::LIST_ROW, message).hint(hint)
}

/// What to say of a number whose looks cannot be copied.
pub(crate) fn unclear_number(heading: &str, held: &str) -> Finding {
    let message = format!(
        "ô `{heading}` giữ số `{held}`, hiện thành phân số, số mũ hay theo điều kiện, không in đúng như vậy được"
    );
    Finding::new(codes::LIST_ROW, message).hint("đổi định dạng ô thành Số (Number), hoặc gõ chữ cần in vào ô")
}
