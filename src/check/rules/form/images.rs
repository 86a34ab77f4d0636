//! T12: images that cannot be shown.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::body::Block;

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::IMAGE_UNUSABLE],
    basis: None,
    examples: &[Example {
        code: codes::IMAGE_UNUSABLE,
        file: "bao-cao.yaml",
        wrong: "noi_dung: \"![Sơ đồ](so-lieu.yaml)\"",
        right: "noi_dung: \"![Sơ đồ](so-do.svg)\"",
    }],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    let bodies = std::iter::once(&document.body).chain(document.annexes.iter().map(|annex| &annex.body));
    for block in bodies.flat_map(|body| &body.blocks) {
        let Block::Image { path, caption } = block else {
            continue;
        };
        let Some(bytes) = document.images.get(path) else {
            continue;
        };
        if !usable(path, bytes) {
            findings.push(
                Finding::new(codes::IMAGE_UNUSABLE, format!("hình `{path}` hỏng hoặc không đúng loại"))
                    .at_optional(caption.place.clone())
                    .hint("dùng hình PNG, JPEG hoặc SVG; mở hình bằng chương trình vẽ và lưu lại"),
            );
        }
    }
}

/// Whether the name's ending and the first bytes agree on a format that a page can show.
fn usable(path: &str, bytes: &[u8]) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        "svg" => std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg")),
        _ => false,
    }
}
