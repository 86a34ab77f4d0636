//! The keys of a document read by its schema.

use std::sync::{Arc, LazyLock};

use crate::base::finding::Findings;
use crate::base::source::Source;
use crate::formats::yaml::node::Node;
use crate::formats::yaml::typed::deserialize;
use crate::formats::yaml::validate::conform;
use crate::load::schema::{DocumentShape, document_schema};

/// The keys of a document, with stand-ins for what does not fit.
pub(crate) fn shape(source: &Arc<Source>, root: &Node, findings: &mut Findings) -> Option<DocumentShape> {
    let data = conform(source, root, &SCHEMA, findings);
    deserialize(data, source, findings)
}

/// The shape of a document, worked out once.
pub(crate) static SCHEMA: LazyLock<serde_json::Value> = LazyLock::new(document_schema);
