//! What is told of an import beside the file itself: what is missing to write a document.

use std::path::Path;

use crate::base::finding::{Finding, codes};
use crate::base::io::paths;
use crate::domain::document::Kind;
use crate::domain::document::own_fields::OwnField;
use crate::formats::word::model::TrackedChanges;
use crate::load::word::draft::quoted;

/// A pasted text that is longer than any document.
pub(super) fn too_long(shown: &str) -> Finding {
    Finding::new(codes::IMPORT_UNREADABLE, "chữ dán quá dài").in_file(shown).hint("dán từng phần")
}

/// A file without a word.
pub(super) fn wordless(shown: &str) -> Finding {
    Finding::new(codes::IMPORT_UNREADABLE, "tệp không có chữ nào")
        .in_file(shown)
        .hint("mở tệp xem có chữ không: chữ trong hình chụp, bản quét thì phải gõ lại")
}

/// A file that Word still shows in two versions.
pub(super) fn undecided(shown: &str, changes: &TrackedChanges) -> Finding {
    let who = if changes.authors.is_empty() { String::new() } else { format!(" của {}", changes.authors.join(", ")) };
    let first = changes.first.as_deref().map(|words| format!(", chỗ đầu là {}", quoted(words))).unwrap_or_default();
    Finding::new(codes::IMPORT_UNDECIDED, format!("tệp còn {} thay đổi chưa duyệt{who}{first}", changes.count))
        .in_file(shown)
        .hint("lấy bản đã sửa: thêm `--changes accept` vào lệnh")
        .hint("lấy bản trước khi sửa: thêm `--changes original`")
}

pub(super) fn no_kind(shown: &str) -> Finding {
    Finding::new(codes::IMPORT_NO_KIND, "không nhận ra loại văn bản của tệp")
        .in_file(shown)
        .hint("ghi rõ loại: thêm `--kind bao-cao` vào lệnh; xem các loại bằng `vanthu new --help`")
}

pub(super) fn no_office(folder: &Path, kind: Kind) -> Finding {
    let shown = if folder.as_os_str().is_empty() { ".".to_owned() } else { paths::show(folder) };
    let empty = paths::show(&folder.join("van-ban-trong.yaml"));
    Finding::new(
        codes::IMPORT_GUESS,
        "thư mục chưa có `co-quan.yaml`, tên cơ quan và người ký được ghi ngay trong văn bản",
    )
    .in_file(shown)
    .hint(format!("tạo `co-quan.yaml` cùng một văn bản trống: `vanthu new {} {}`", kind.key, paths::argument(&empty)))
    .hint("hoặc nhập vào thư mục của cơ quan bằng `--out`")
}

/// Fields that the kind cannot be without and that the file does not say.
pub(super) fn to_fill(shown: &str, kind: Kind, fields: &[&OwnField]) -> Option<Finding> {
    let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.key)).collect();
    let message = format!("tệp không ghi {} của {}, để chỗ điền", names.join(", "), kind.name);
    let finding = Finding::new(codes::IMPORT_GUESS, message).in_file(shown);
    (!names.is_empty()).then(|| finding.hint("điền vào những chỗ `[điền …]` của tệp đã nhập"))
}
