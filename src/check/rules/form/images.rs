//! T12: images that cannot be shown.

use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::{Block, Document};

pub(crate) fn check(document: &Document, findings: &mut Findings) {
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
