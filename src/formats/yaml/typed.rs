//! A tree → a typed value of its schema.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::node::Node;
use super::validate::{FileSchema, validate};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;

/// The value of a tree, with blanks in place of what does not fit and is reported; a failure to read it is ours.
pub(crate) fn read<T: DeserializeOwned>(
    source: &Arc<Source>,
    root: &Node,
    schema: &FileSchema,
    findings: &mut Findings,
) -> Option<T> {
    let data = validate(source, root, schema, findings);
    serde_path_to_error::deserialize(data)
        .map_err(|error| {
            findings.push(
                Finding::new(codes::OUR_BUG, format!("chương trình không đọc được `{}`", error.path()))
                    .in_file(source.name())
                    .hint("gửi tệp này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)"),
            );
        })
        .ok()
}
