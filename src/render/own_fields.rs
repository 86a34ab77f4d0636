//! What a template can name of the fields that only some kinds have, under the clerk's own keys.

use std::collections::BTreeMap;

use minijinja::Value;

use super::body::Ending;
use super::marked::marked;
use crate::domain::document::kind::Form;
use crate::domain::document::own_fields::{FIELDS, Shape, party_name};
use crate::domain::document::{DetailField, Document, Field, without_list_marks};

/// How the text ends in the form of a document.
pub(super) fn ending(document: &Document) -> Ending {
    match document.kind.form {
        Form::Minutes | Form::Authorization => Ending::Sentence,
        Form::Introduction | Form::Leave => Ending::Follows,
        // the line of the place is then the last
        Form::Invitation if document.body.blocks.is_empty() => Ending::Follows,
        Form::Agreement | Form::OpenLetter => Ending::Plain,
        _ => Ending::Signed,
    }
}

/// Whether a field of its own is printed, in a redline also one that only the old document has.
pub(super) fn is_there(document: &Document, key: &'static str) -> bool {
    document.detail(key).is_some()
        || document.redline_fields.contains_key(&Field::Detail(DetailField { key, group: None }))
}

/// Every field of its own of every kind, blank where the document has none: one line each, a list of lines, or groups.
pub(super) fn values(document: &Document) -> Value {
    let value = |field: &'static str, shape: Shape| match shape {
        Shape::One | Shape::Day => one(document, DetailField { key: field, group: None }),
        Shape::Many => many(document, DetailField { key: field, group: None }),
        Shape::Groups(parts) => groups(document, field, parts),
    };
    let named: BTreeMap<&str, Value> = FIELDS.iter().map(|field| (field.key, value(field.key, field.shape))).collect();
    Value::from(named)
}

/// The text of a field in one line.
fn one(document: &Document, field: DetailField) -> Value {
    let detail = document.details.iter().find(|detail| detail.field == field);
    let marks = marked(document, Field::Detail(field)).and_then(|lines| lines.into_iter().next());
    marks.or(detail.map(|detail| detail.text.one_line().into())).unwrap_or_else(|| Value::from(()))
}

/// The texts of a field, a line each.
fn many(document: &Document, field: DetailField) -> Value {
    let own = || -> Vec<Value> {
        let details = document.details.iter().filter(|detail| detail.field == field);
        details.map(|detail| without_list_marks(&detail.text.one_line()).into()).collect()
    };
    marked(document, Field::Detail(field)).unwrap_or_else(own).into()
}

/// The groups of a field, by part; `goi_la` is what the others call them by.
fn groups(document: &Document, key: &'static str, parts: &'static [(&'static str, &'static str)]) -> Value {
    let in_document = document.details.iter().map(|detail| detail.field);
    let in_redline = document.redline_fields.keys().filter_map(|field| match field {
        Field::Detail(field) => Some(*field),
        _ => None,
    });
    let fields = in_document.chain(in_redline).filter(|field| field.key == key);
    let count = fields.filter_map(|field| field.group).map(|(group, _)| group + 1).max().unwrap_or_default();
    let group = |n: usize| {
        let part = |(part, _): &(&'static str, &'static str)| {
            (*part, one(document, DetailField { key, group: Some((n, part)) }))
        };
        let mut named: BTreeMap<&str, Value> = parts.iter().map(part).collect();
        let unnamed = named.get("goi_la").is_none_or(Value::is_none);
        if unnamed {
            named.insert("goi_la", party_name(&document.details, n).into());
        }
        Value::from(named)
    };
    (0..count).map(group).collect::<Vec<_>>().into()
}
