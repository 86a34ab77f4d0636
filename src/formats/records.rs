//! `danh_sach`: the list a document is merged with, rows of named cells from CSV, XLSX, ODS or YAML.

pub(crate) mod model;

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::domain::figures::Number;
use crate::formats::records::model::{Cell, Columns, List, Row, name_of};
use crate::formats::spreadsheet::grid::{MAX_COLUMNS, MAX_ROWS, Spot};
use crate::formats::yaml::node::{Node, Value};
use crate::formats::yaml::parse;

/// A YAML list of maps; a row need not have every column.
fn of_yaml(shown: &str, bytes: &[u8], findings: &mut Findings) -> Option<List> {
    let source = crate::formats::yaml::decode::decode(shown.to_owned(), bytes, findings)?;
    let root = parse::parse(&source, findings)?;
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

/// A formula without a result where a row has a value.
pub(crate) fn broken(heading: &str, formula: &str) -> Finding {
    Finding::new(codes::LIST_ROW, format!("ô `{heading}` là công thức bị lỗi `{formula}`"))
        .hint("sửa công thức, hoặc gõ giá trị vào ô")
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
