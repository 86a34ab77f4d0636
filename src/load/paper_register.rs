//! Lines of a paper register, typed into a spreadsheet: named cells, and where each line stands.

use std::collections::BTreeMap;

use crate::base::finding::{Finding, Findings, codes, nearest};
use crate::base::text::identifier::from_heading;
use crate::formats::records::model::{Cell, broken_formula, unclear_number};
use crate::formats::records::read::read;
use crate::formats::spreadsheet::grid::Location;

/// A column that a register has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PaperRegisterColumn {
    /// As the clerk writes it: `Số, ký hiệu`.
    pub heading: &'static str,
    /// What headings of it are read as: `so_ky_hieu`.
    pub names: &'static [&'static str],
}

/// A line of the spreadsheet.
#[derive(Debug, Clone)]
pub(crate) struct PaperRegisterLine {
    /// By heading: `Số, ký hiệu` is `so_ky_hieu`.
    pub cells: BTreeMap<String, String>,
    location: Location,
}

impl PaperRegisterLine {
    /// The first of these cells that is filled.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.cells.get(*name)).map(String::as_str)
    }

    /// A finding in the place of the line.
    #[must_use]
    pub(crate) fn locate(&self, finding: Finding) -> Finding {
        self.location.locate(finding)
    }

    /// The line as the clerk finds it.
    pub(crate) fn location(&self) -> String {
        self.location.line()
    }
}

/// Reads the lines of a spreadsheet (`.csv`, `.xlsx`, `.ods`) or a YAML list. `known` are the columns a register
/// has; the office may have others.
///
/// # Errors
/// The spreadsheet cannot be read or has no line; a cell is broken; a heading is nearly, but not quite, that of a known
/// column.
pub(crate) fn read_paper_register(
    shown: &str,
    bytes: &[u8],
    known: &[PaperRegisterColumn],
) -> Result<Vec<PaperRegisterLine>, Findings> {
    let mut findings = Findings::default();
    let wanted = known.iter().flat_map(|column| column.names).map(|name| (*name).to_owned()).collect();
    let list = read(shown, bytes, &wanted, &mut findings);
    let Some(list) = list.filter(|_| !findings.has_errors()) else { return Err(findings.about(shown)) };
    let all = known.iter().map(|column| column.heading).collect::<Vec<_>>().join("; ");
    if list.rows.is_empty() {
        let finding = Finding::new(codes::REGISTER_LINE, "bảng tính chưa có dòng nào").in_file(shown);
        return Err(finding.hint(format!("ghi mỗi văn bản một dòng, dưới dòng tiêu đề các cột: {all}")).into());
    }
    let names = || known.iter().flat_map(|column| column.names).copied();
    for column in list.columns.iter().filter(|column| !names().any(|name| name == column.name)) {
        if nearest(&column.name, names()).is_none() {
            continue;
        }
        let finding = Finding::new(codes::LIST_HEADING, format!("không biết cột `{}`", column.heading));
        let meant = known
            .iter()
            .find(|known| from_heading(known.heading).is_some_and(|name| nearest(&column.name, [&*name]).is_some()));
        let finding = match meant {
            Some(meant) => finding.hint(format!("có phải `{}`? không dùng cột này thì xóa cột", meant.heading)),
            None => finding.hint("đổi tiêu đề, hoặc xóa cột không dùng"),
        };
        findings.push(finding.hint(format!("các cột dùng được: {all}")));
    }
    let mut lines = Vec::new();
    for row in list.rows {
        findings.extend(row.problem.map(|problem| *problem));
        let mut cells = BTreeMap::new();
        for (column, cell) in list.columns.iter().zip(row.cells) {
            match cell {
                Cell::Text(text) => drop(cells.insert(column.name.clone(), text)),
                Cell::Broken(formula) => findings.push(row.location.locate(broken_formula(&column.heading, &formula))),
                Cell::Unclear(held) => findings.push(row.location.locate(unclear_number(&column.heading, &held))),
                Cell::Empty => {}
            }
        }
        lines.push(PaperRegisterLine { cells, location: row.location });
    }
    if findings.has_errors() { Err(findings.about(shown)) } else { Ok(lines) }
}
