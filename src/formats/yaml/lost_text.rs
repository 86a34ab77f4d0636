//! Anchors and tags that YAML takes away from a value without a word: `&B thử`, `!gấp họp`.

use std::collections::BTreeMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser};

use crate::base::finding::Findings;
use crate::base::source::Source;
use crate::formats::yaml::{syntax_mistakes, unknown_mark};

/// Reports every anchor that nothing refers to and every tag.
pub(crate) fn report(source: &Arc<Source>, findings: &mut Findings) {
    let text = source.text();
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'!')) {
        return;
    }
    let mut suspects = BTreeMap::new();
    for (event, span) in Parser::new_from_str(&unknown_mark::masked(text)).map_while(Result::ok) {
        let line = span.start.line().saturating_sub(1);
        match event {
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => {
                suspects.insert(line, (anchor, tag.is_some()));
            }
            Event::Alias(anchor) => suspects.retain(|_, (known, tagged)| *known != anchor || *tagged),
            _ => {}
        }
    }
    for line in suspects.into_keys() {
        let start = source.line_range(line).start;
        if let Some(finding) = syntax_mistakes::eaten_word(source, start) {
            findings.push(finding);
        }
    }
}
