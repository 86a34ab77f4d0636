//! `bo_qua`: findings that somebody has looked at and lets stand, each with its reason.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::check::language_rule::one_line;
use crate::formats::yaml::node::{Node, Value};

/// The key, in a document or in the office's file.
const KEY: &str = "bo_qua";

/// One entry.
struct Entry {
    rule: String,
    quoted: String,
    has_reason: bool,
    place: Place,
    used: bool,
}

/// The entries of one file.
pub(crate) struct Ignored {
    entries: Vec<Entry>,
    /// How many findings were let stand.
    pub(crate) count: usize,
}

impl Ignored {
    /// No entries.
    pub(crate) fn none() -> Self {
        Self { entries: Vec::new(), count: 0 }
    }

    /// The entries of a file.
    pub(crate) fn of(source: &Arc<Source>, root: &Node) -> Self {
        let list = root.get(KEY).map(|node| &node.value);
        let items = if let Some(Value::List(items)) = list { items.as_slice() } else { &[] };
        let text = |node: &Node, key: &str| match node.get(key).map(|node| &node.value) {
            Some(Value::Scalar { text, .. }) => one_line(text),
            _ => String::new(),
        };
        let entries = items.iter().map(|node| Entry {
            rule: text(node, "luat"),
            quoted: text(node, "chu"),
            has_reason: !text(node, "ly_do").is_empty(),
            place: Place::new(source, node.range.clone()),
            used: false,
        });
        Self { entries: entries.collect(), count: 0 }
    }

    /// Whether a finding about these words is let stand; an entry without reason lets nothing stand.
    pub(crate) fn takes(&mut self, rule: &str, quoted: &str) -> bool {
        let entry =
            self.entries.iter_mut().find(|entry| entry.has_reason && entry.rule == rule && entry.quoted == quoted);
        let Some(entry) = entry else { return false };
        entry.used = true;
        self.count += 1;
        true
    }

    /// Entries that do nothing: without reason, or, when everything was looked at, about words that are no more.
    pub(crate) fn idle(&self, looked_at_all: bool) -> Findings {
        let told = self.entries.iter().filter_map(|entry| {
            let finding = if !entry.has_reason {
                Finding::new(codes::IGNORED_WITHOUT_REASON, "mục bỏ qua này chưa ghi lý do nên không có tác dụng")
                    .hint("thêm `ly_do: …`")
            } else if looked_at_all && !entry.used {
                let message = format!("không còn `{}` nào bị {} nhắc", entry.quoted, entry.rule);
                Finding::new(codes::IGNORED_NOTHING, message)
                    .hint("xóa mục này, hoặc ghi lại đúng chữ đang có trong văn bản")
            } else {
                return None;
            };
            Some(finding.at(entry.place.clone()))
        });
        told.collect()
    }
}
