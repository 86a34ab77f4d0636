//! Expressions where a text takes none: named with their place, never printed by accident.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{DataPath, Source};
use crate::content::expression::Scope;
use crate::content::expression::interpolated::InterpolatedText;
use crate::formats::yaml::node::{Node, Value};

/// Reports an expression in a text that takes none.
pub(super) fn refuse(text: &InterpolatedText, scope: Option<&Scope>, path: DataPath, findings: &mut Findings) {
    if let Some(place) = text.expression(scope) {
        let message = format!("`{path}` không nhận biểu thức `{{{{ … }}}}`");
        let finding = Finding::new(codes::BROKEN_EXPRESSION, message).at(place).path(path);
        findings.push(finding.hint("ghi thẳng chữ ở đây; biểu thức viết được trong văn bản: ở trích yếu, kính gửi, nội dung, phụ lục, nơi nhận, người ký"));
    }
}

/// Reports the expressions of a file, of the fields with these names or of all.
pub(super) fn refuse_in(source: &Arc<Source>, root: &Node, fields: Option<&[&str]>, findings: &mut Findings) {
    if source.text().contains(['{']) {
        walk(source, root, &DataPath::default(), (fields, fields.is_none()), findings);
    }
}

fn walk(
    source: &Arc<Source>,
    node: &Node,
    path: &DataPath,
    (fields, counts): (Option<&[&str]>, bool),
    findings: &mut Findings,
) {
    match &node.value {
        Value::Scalar { .. } if counts => refuse(&InterpolatedText::new(source, node), None, path.clone(), findings),
        Value::Scalar { .. } => {}
        Value::Map(entries) => {
            for (key, node) in entries {
                let counts = fields.is_none_or(|fields| fields.contains(&key.name.as_str()));
                walk(source, node, &path.key(&key.name), (fields, counts), findings);
            }
        }
        Value::List(items) => {
            for (i, node) in items.iter().enumerate() {
                walk(source, node, &path.index(i), (fields, counts), findings);
            }
        }
    }
}
