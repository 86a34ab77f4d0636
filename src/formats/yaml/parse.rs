//! YAML text as a tree in which every key and value knows its place.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;
use crate::formats::yaml::builder::Builder;
use crate::formats::yaml::node::Node;
use crate::formats::yaml::unknown_mark::masked;

/// Mistakes of one file that are reported at once.
const MAX_MISTAKES: usize = 20;

/// Reads a file into a tree; `None` when it cannot be read at all.
pub(crate) fn parse(source: &Arc<Source>, findings: &mut Findings) -> Option<Node> {
    if source.text().trim().is_empty() {
        findings.push(
            Finding::new(codes::EMPTY_FILE, "tệp trống").in_file(source.name()).hint(
                "mở lại tệp trong trình soạn thảo và lưu nội dung, hoặc tạo văn bản mới bằng `vanthu new bao-cao`",
            ),
        );
        return None;
    }
    let text = masked(source.text());
    let mut builder = Builder::new(source, &text);
    let root = builder.document();
    findings.extend(std::mem::take(&mut builder.findings));
    match root {
        Ok(Some(node)) => Some(node),
        Ok(None) => {
            findings.push(
                Finding::new(codes::EMPTY_FILE, "tệp chỉ có chú giải, chưa có trường nào")
                    .in_file(source.name())
                    .hint("bỏ dấu `#` ở đầu các dòng cần dùng"),
            );
            None
        }
        Err(first) => {
            further_mistakes(source, text, *first, findings);
            None
        }
    }
}

/// Reports a mistake, then reads on without its line, so that all mistakes of a file are reported at once.
fn further_mistakes(source: &Arc<Source>, mut text: String, first: Finding, findings: &mut Findings) {
    let mut found = Some(first);
    for _ in 0..MAX_MISTAKES {
        let Some(finding) = found.take() else {
            return;
        };
        let line = finding.place.as_ref().map(|place| source.line_range(source.line_of(place.range().start)));
        // a mistake that was not recognised may upset every line after it
        let known =
            !matches!(finding.code, codes::YAML_SYNTAX | codes::YAML_INDENT | codes::ALIAS_LIMIT | codes::DEPTH_LIMIT);
        findings.push(finding);
        let Some(line) = line.filter(|_| known) else {
            return;
        };
        // empty lines, as one of blanks alone could upset the block it stands in
        let blank = "\n".repeat(line.len());
        text.replace_range(line, &blank);
        found = Builder::new(source, &text).document().err().map(|finding| *finding);
        found = found.filter(|finding| findings.iter().all(|known| known.place != finding.place));
    }
}
