//! Reads what only some kinds have: the fields of a giấy mời or biên bản, the parties of a hợp đồng, the list of a phiếu.

use crate::base::finding::Findings;
use crate::base::source::{DataPath, Text};
use crate::base::text::word_signs::as_typed;
use crate::content::expression::Scope;
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::interpolated::Escaping;
use crate::domain::document::body::{Align, Block, Inline, Table};
use crate::domain::document::date::{DateError, IssueDate};
use crate::domain::document::kind::Form;
use crate::domain::document::own_fields::{self, FIELDS, LIST_OF_DOCUMENTS, Shape, keys_of_some};
use crate::domain::document::{Detail, DetailField, Kind, Signatory, StrayKey};
use crate::load::dates::invalid_date;

/// What closes a text; the form sets it where it belongs.
const CLOSING: &str = "./.";

/// What stands above the table of `cac_van_ban`.
const LEAD_IN: &str = "Gửi kèm phiếu này các văn bản sau:";

/// The columns of `cac_van_ban` after the number of a row.
const COLUMNS: [(&str, &str, Align); 4] = [
    ("so_ky_hieu", "Số, ký hiệu, ngày", Align::Left),
    ("trich_yeu", "Tên loại, trích yếu nội dung", Align::Left),
    ("so_ban", "Số bản", Align::Centre),
    ("ghi_chu", "Ghi chú", Align::Left),
];

/// A file whose own fields are read.
pub(super) struct OwnFields<'a> {
    pub(super) kind: Kind,
    pub(super) reader: FieldReader<'a>,
    pub(super) scope: &'a Scope,
}

impl OwnFields<'_> {
    /// The fields of the kind, in the order in which its form prints them.
    pub(super) fn details(&self, findings: &mut Findings) -> Vec<Detail> {
        let mut details = Vec::new();
        for (key, _) in self.kind.own_fields() {
            let Some(field) = FIELDS.iter().find(|field| field.key == *key) else { continue };
            let path = DataPath::from(field.key);
            let whole = DetailField { key: field.key, group: None };
            let texts: Vec<(DetailField, Option<Text>)> = match field.shape {
                Shape::One => vec![(whole, self.text(&path, findings))],
                Shape::Day => vec![(whole, self.day(&path, findings))],
                Shape::Many => self.items(&path).iter().map(|item| (whole, self.text(item, findings))).collect(),
                Shape::Groups(parts) => {
                    let groups = (0..).map(|i| path.index(i)).take_while(|item| self.reader.place(item).is_some());
                    let of_group =
                        |(i, item): (usize, DataPath)| parts.iter().map(move |(part, _)| (i, *part, item.key(part)));
                    let parts = groups.enumerate().flat_map(of_group);
                    let parts: Vec<(usize, &'static str, DataPath)> = parts.collect();
                    let field = |(i, part, path): &(usize, &'static str, DataPath)| {
                        (DetailField { key: field.key, group: Some((*i, part)) }, self.text(path, findings))
                    };
                    parts.iter().map(field).collect()
                }
            };
            details.extend(texts.into_iter().filter_map(|(field, text)| Some(Detail { field, text: text? })));
        }
        details
    }

    /// The keys that the document has and its kind has not.
    pub(super) fn stray_keys(&self) -> Vec<StrayKey> {
        let strange = keys_of_some().filter(|key| !self.kind.has_key(key));
        let there =
            strange.filter(|key| self.reader.root.at(&DataPath::from(*key)).is_some_and(|node| !node.is_null()));
        there.map(|key| StrayKey { key, place: self.reader.place(&key.into()) }).collect()
    }

    /// `cac_van_ban` as a table under the words that lead to it: a column that no row fills is left away.
    pub(super) fn sent_documents(&self, findings: &mut Findings) -> Vec<Block> {
        if !self.kind.has_key(LIST_OF_DOCUMENTS) {
            return Vec::new();
        }
        let path = DataPath::from(LIST_OF_DOCUMENTS);
        let rows: Vec<DataPath> =
            (0..).map(|i| path.index(i)).take_while(|item| self.reader.place(item).is_some()).collect();
        let rows: Vec<Vec<Option<Text>>> = rows
            .iter()
            .map(|row| COLUMNS.iter().map(|(key, ..)| self.text(&row.key(key), findings)).collect())
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let used: Vec<usize> = (0..COLUMNS.len()).filter(|at| rows.iter().any(|row| row[*at].is_some())).collect();
        let printed = |words: &str| vec![Inline::Text(Text { value: words.to_owned(), place: None })];
        let header = std::iter::once(printed("TT")).chain(used.iter().map(|at| printed(COLUMNS[*at].1)));
        let cells = rows.iter().zip(1..).map(|(row, n)| {
            let cell = |at: &usize| row[*at].iter().map(|text| Inline::Text(one_line(text))).collect();
            std::iter::once(printed(&n.to_string())).chain(used.iter().map(cell)).collect()
        });
        let table = Block::Table(Table {
            caption: None,
            unit_line: None,
            note: None,
            label: None,
            columns: std::iter::once(Align::Centre).chain(used.iter().map(|at| COLUMNS[*at].2)).collect(),
            header: vec![header.collect()],
            rows: cells.collect(),
            spans: Vec::new(),
            ruled: true,
            widths: Vec::new(),
        });
        let lead = Block::Paragraph { lead: None, text: printed(LEAD_IN) };
        vec![lead, table]
    }

    /// The paths of one text or of several.
    fn items(&self, path: &DataPath) -> Vec<DataPath> {
        if self.reader.root.at(path).is_some_and(|node| node.text().is_some()) {
            return vec![path.clone()];
        }
        (0..).map(|i| path.index(i)).take_while(|item| self.reader.place(item).is_some()).collect()
    }

    fn text(&self, path: &DataPath, findings: &mut Findings) -> Option<Text> {
        let text = self.reader.interpolated(path)?.evaluate(self.scope, Escaping::None, findings).into_text();
        let value = text.value.trim();
        let value = value.strip_suffix(CLOSING).unwrap_or(value).trim_end();
        (!value.is_empty()).then(|| Text { value: value.to_owned(), place: text.place })
    }

    /// A day as sentences have it, `31 tháng 12 năm 2025`; what is no date stays as it is written, as `…` does.
    fn day(&self, path: &DataPath, findings: &mut Findings) -> Option<Text> {
        let text = self.text(path, findings)?;
        let date = match IssueDate::parse(&as_typed(&text.value)) {
            Err(DateError::Format(Some(meant))) => IssueDate::parse(&meant),
            other => other,
        };
        match date {
            Ok(date) => {
                let [day, month, year] = date.printed().map(|part| part.unwrap_or_else(|| "…".to_owned()));
                Some(Text { value: format!("{day} tháng {month} năm {year}"), ..text })
            }
            Err(DateError::Impossible) => {
                let finding = invalid_date(&DateError::Impossible, &path.to_string(), &text.value);
                findings.push(finding.at_optional(text.place).path(path.clone()));
                None
            }
            Err(DateError::Format(_)) => Some(text),
        }
    }
}

fn one_line(text: &Text) -> Text {
    Text { value: text.one_line(), place: text.place.clone() }
}

/// Those who sign for the parties: `ĐẠI DIỆN BÊN A`, position and name.
pub(super) fn signatories_of_parties(details: &[Detail]) -> Vec<Signatory> {
    let part = |group: usize, key: &str| {
        let found = details.iter().find(|detail| detail.field.group.is_some_and(|(i, part)| i == group && part == key));
        found.map(|detail| detail.text.clone())
    };
    let groups = details.iter().filter_map(|detail| detail.field.group).map(|(group, _)| group).max();
    let of_group = |group: usize| {
        let name = part(group, "dai_dien")?;
        let capacity = format!("ĐẠI DIỆN {}", own_fields::party_name(details, group).to_uppercase());
        let position = part(group, "chuc_vu").map(|text| Text { value: text.value.to_uppercase(), ..text });
        let (capacity, position) = match position {
            Some(position) => (Some(Text { value: capacity, place: None }), position),
            None => (None, Text { value: capacity, place: None }),
        };
        Some(Signatory { capacity, position, full_name: Some(name) })
    };
    (0..groups.map_or(0, |last| last + 1)).filter_map(of_group).collect()
}

/// What registers say of a document whose form prints no trích yếu.
pub(super) fn subject(kind: Kind, details: &[Detail]) -> Text {
    let of = |key: &str| {
        details.iter().find(|detail| detail.field.key == key).map(|detail| detail.text.one_line()).unwrap_or_default()
    };
    let value = match kind.form {
        Form::Introduction => format!("Giới thiệu {} về việc {}", of("ong_ba"), of("ve_viec")),
        _ => format!("Nghỉ phép của {}", of("ong_ba")),
    };
    Text { value, place: None }
}
