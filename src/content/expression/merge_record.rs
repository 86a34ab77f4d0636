//! A record of a mail merge as expressions see it: `{{ khach.ho_ten }}`, and what to say when its cell is of no use.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use minijinja::Environment;
use minijinja::value::{Object, Value as Jinja};

use super::delimiters::end_of;
use super::values::Printed;
use crate::base::finding::{Finding, codes, did_you_mean, nearest};
use crate::base::source::Place;
use crate::formats::records::model::{Cell, Column, Record, Records, broken_formula, unclear_number};

/// What expressions call the record.
const NAME: &str = "khach";

/// The filter that lets a cell be empty.
const IF_ANY: &str = "neu_co";

/// One record of a list.
#[derive(Debug, Clone)]
pub(crate) struct MergeRecord {
    list: Arc<Records>,
    row: usize,
}

impl Object for MergeRecord {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        let column = self.list.column(key.as_str()?)?;
        Some(match self.cell(column) {
            Some(Cell::Text(text)) => Jinja::from(text.clone()),
            _ => Jinja::from(""),
        })
    }
}

/// The names of a letter: its record, then all others.
#[derive(Debug)]
struct Names {
    record: Jinja,
    rest: Jinja,
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        if key.as_str() == Some(NAME) {
            return Some(self.record.clone());
        }
        self.rest.get_item(key).ok().filter(|value| !value.is_undefined())
    }
}

/// Adds `neu_co`: nothing for an empty cell, else the cell with the words that stand before it.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_filter(
        IF_ANY,
        |value: String, before: Option<String>| {
            if value.is_empty() { value } else { before.unwrap_or_default() + &value }
        },
    );
}

impl MergeRecord {
    /// A row of a list, counted from 0.
    pub(crate) fn new(list: Arc<Records>, row: usize) -> Self {
        Self { list, row }
    }

    fn row(&self) -> Option<&Record> {
        self.list.rows.get(self.row)
    }

    fn cell(&self, column: usize) -> Option<&Cell> {
        self.row()?.cells.get(column)
    }

    /// The names of an expression: this row and all others.
    pub(super) fn names(&self, rest: Jinja) -> Jinja {
        Jinja::from_object(Names { record: Jinja::from_object(self.clone()), rest })
    }

    /// What an expression that uses these names printed, unless the record is at fault.
    pub(super) fn check(
        &self,
        used: &HashSet<String>,
        text: &str,
        printed: Result<Printed, Box<Finding>>,
        place: &dyn Fn() -> Place,
    ) -> Result<Printed, Box<Finding>> {
        if used.contains(NAME) {
            let finding = Finding::new(codes::BROKEN_EXPRESSION, format!("`{text}` chưa ghi cột nào của danh sách"));
            return Err(Box::new(finding.at(place()).hint(format!("viết `{NAME}.<cột>`: {}", self.columns()))));
        }
        let mut columns: Vec<&str> =
            used.iter().filter_map(|name| name.strip_prefix(NAME)?.strip_prefix('.')).collect();
        columns.sort_unstable();
        for name in &columns {
            let Some(column) = self.list.column(name) else {
                return Err(Box::new(self.unknown(name).at(place())));
            };
            self.require(column, text)?;
        }
        printed.map_err(|finding| if columns.is_empty() { finding } else { self.of_cell(finding) })
    }

    fn require(&self, column: usize, text: &str) -> Result<(), Box<Finding>> {
        let Column { name, heading } = &self.list.columns[column];
        let finding = match self.cell(column) {
            Some(Cell::Text(_)) => return Ok(()),
            Some(Cell::Broken(formula)) => broken_formula(heading, formula),
            Some(Cell::Unclear(held)) => unclear_number(heading, held),
            _ if may_be_empty(text, name) => return Ok(()),
            _ => Finding::new(codes::LIST_ROW, format!("ô `{heading}` trống")).hint(format!(
                "điền ô này; cột có thể để trống thì trong văn bản viết `{{{{ {NAME}.{name} | {IF_ANY} }}}}`"
            )),
        };
        Err(Box::new(self.at_record(finding)))
    }

    /// A value that a filter or a sum cannot take is the record's fault; a wrong name or sign is the document's.
    fn of_cell(&self, finding: Box<Finding>) -> Box<Finding> {
        if finding.code != codes::IMPOSSIBLE_COMPARISON {
            return finding;
        }
        let message = finding.message.clone();
        let at = finding.place.as_ref().map(|place| (place.source().name().to_owned(), place.line_column().0));
        let used = at.map_or_else(String::new, |(name, line)| format!(", dùng ở {name}:{line}"));
        Box::new(
            self.at_record(Finding::new(codes::LIST_ROW, message).hint(format!("sửa ô này trong danh sách{used}"))),
        )
    }

    fn at_record(&self, finding: Finding) -> Finding {
        match self.row() {
            Some(row) => row.location.locate(finding),
            None => finding.in_file(self.list.shown.as_str()),
        }
    }

    fn unknown(&self, name: &str) -> Finding {
        let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("danh sách không có cột `{name}`"));
        match nearest(name, self.list.columns.iter().map(|column| column.name.as_str())) {
            Some(near) => finding.hint(did_you_mean(&format!("{NAME}.{near}"))),
            None => finding.hint(format!("các cột có trong `{}`: {}", self.list.shown, self.columns())),
        }
    }

    fn columns(&self) -> String {
        let names = self.list.columns.iter().map(|column| format!("`{NAME}.{}`", column.name));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// Whether an expression begins with the name of the record.
pub(super) fn is_named(expression: &str) -> bool {
    expression.strip_prefix(NAME).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether the stretch of a file holds an expression that names the record.
pub(crate) fn names_record(place: &Place) -> bool {
    let text = &place.source().text()[place.range()];
    text.match_indices("{{").any(|(at, _)| {
        let inside = &text[at + 2..];
        let end = end_of(inside).unwrap_or(inside.len());
        names(&inside[..end]).any(|(name, _)| is_named(name))
    })
}

/// The columns of the record that the expressions of a text call.
pub(crate) fn called_columns(text: &str) -> BTreeSet<String> {
    let expressions = text.match_indices("{{").map(|(at, _)| {
        let inside = &text[at + 2..];
        &inside[..end_of(inside).unwrap_or(0)]
    });
    let columns = expressions.flat_map(names).filter_map(|(name, _)| name.strip_prefix(NAME)?.strip_prefix('.'));
    columns.map(|column| column.split('.').next().unwrap_or_default().to_owned()).collect()
}

/// Whether an expression hands every mention of a column to the filter that lets it be empty.
fn may_be_empty(expression: &str, column: &str) -> bool {
    let is_it = |name: &str| name.strip_prefix(NAME).and_then(|rest| rest.strip_prefix('.')) == Some(column);
    names(expression).filter(|(name, _)| is_it(name)).all(|(_, mut rest)| {
        // other filters may stand between
        while let Some(filter) = rest.trim_start_matches([' ', ')']).strip_prefix('|') {
            let filter = filter.trim_start();
            let end = filter.find(|c| !is_of_name(c)).unwrap_or(filter.len());
            if &filter[..end] == IF_ANY {
                return true;
            }
            rest = &filter[end..];
        }
        false
    })
}

/// The whole names of an expression, with what stands behind each.
pub(super) fn names(expression: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = expression;
    std::iter::from_fn(move || {
        let (_, found) = rest.split_at(rest.find(is_of_name)?);
        let (name, behind) = found.split_at(found.find(|c| !is_of_name(c)).unwrap_or(found.len()));
        rest = behind;
        Some((name, behind))
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}
