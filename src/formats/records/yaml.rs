//! A YAML list of maps → records.

use std::sync::Arc;

use super::model::{Cell, Columns, Record, Records};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::base::text::identifier::from_heading;
use crate::base::text::number::Number;
use crate::formats::spreadsheet::grid::{Location, MAX_COLUMNS, MAX_ROWS};
use crate::formats::yaml::decode::decode;
use crate::formats::yaml::node::{Node, Value};
use crate::formats::yaml::parse::parse;

/// A YAML list of maps; a row need not have every column.
pub(super) fn read(shown: &str, bytes: &[u8], findings: &mut Findings) -> Option<Records> {
    let source = decode(shown.to_owned(), bytes, findings)?;
    let root = parse(&source, findings)?;
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
        let row = record(&source, item, &mut columns, findings);
        // every row gets as many cells as there are columns
        if columns.0.len() > MAX_COLUMNS as usize {
            let finding = Finding::new(codes::LIST_HEADING, format!("danh sách có hơn {MAX_COLUMNS} cột"));
            let hint = "dùng cùng các tên ở mọi mục, ví dụ `ho_ten` và `chuc_vu`";
            findings.push(row.location.locate(finding.hint(hint)));
            return None;
        }
        rows.push(row);
    }
    rows.iter_mut().for_each(|row| row.cells.resize(columns.0.len(), Cell::Empty));
    (!findings.has_errors()).then(|| Records { shown: shown.to_owned(), columns: columns.0, rows })
}

fn record(source: &Arc<Source>, item: &Node, columns: &mut Columns, findings: &mut Findings) -> Record {
    let line = source.line_range(source.line_of(item.range.start));
    let place = Place::new(source, item.range.start..item.range.end.min(line.end));
    let location = Location { shown: source.name().to_owned(), place: Some(place) };
    let mut row = Record { location, cells: Vec::new(), problem: None };
    let Value::Map(entries) = &item.value else {
        let finding = Finding::new(codes::LIST_ROW, "mục của danh sách không gồm các dòng `tên: nội dung`");
        row.problem = Some(Box::new(row.location.locate(finding.hint("viết như `- ho_ten: Lộc Văn Khải`"))));
        return row;
    };
    let mut seen = Vec::new();
    for (key, node) in entries {
        if columns.0.len() > MAX_COLUMNS as usize {
            break;
        }
        let known = from_heading(&key.name).and_then(|name| columns.0.iter().position(|column| column.name == name));
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
                row.problem = Some(Box::new(row.location.locate(finding.hint("viết giá trị trên một dòng"))));
            }
        }
    }
    row
}
