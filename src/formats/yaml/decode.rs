//! Bytes of a YAML file → its tree, with everything that is wrong in it.

use std::sync::Arc;

use super::node::Node;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;
use crate::base::text::legacy_encoding;
use crate::formats::yaml::{lost_text, parse, syntax_mistakes};

/// Decodes and parses the bytes of a YAML file.
pub(crate) fn read(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let source = decode(shown, bytes, findings)?;
    let root = parse::parse(&source, findings)?;
    syntax_mistakes::warn(&source, &root, None, findings);
    lost_text::report(&source, findings);
    Some((source, root))
}

/// Decodes the bytes of a YAML file.
pub(crate) fn decode(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<Arc<Source>> {
    match Source::decode(shown.clone(), bytes) {
        Ok(source) => Some(source),
        Err(at) => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let guess = legacy_encoding::guess(bytes);
            findings.push(
                Finding::new(codes::NOT_UTF8, format!("tệp không lưu bằng UTF-8 (từ dòng {line}); có thể là {guess}"))
                    .in_file(shown)
                    .hint("mở tệp bằng đúng bảng mã cũ, chuyển sang Unicode (Unikey: Ctrl+Shift+F6) rồi lưu lại bằng UTF-8"),
            );
            None
        }
    }
}
