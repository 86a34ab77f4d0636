//! The bytes of the images that a text shows, as far as a document may have them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_IMAGE;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{Place, Text};

/// Most bytes of the images of a document; the PDF has as many.
const MAX_TOGETHER: u64 = 100 << 20;

/// Bytes that make a PDF too large for most mail boxes.
const HEAVY: u64 = 20 << 20;

/// Images that are named as the largest.
const NAMED: usize = 3;

/// What makes a picture small enough, in one sentence.
const SMALLER: &str = "thu nhỏ hình còn khoảng 2.000 điểm ảnh bề ngang, đủ in nét trên khổ A4, rồi lưu lại thành JPEG";

/// An image with the size of its file.
struct Sized<'a> {
    image: &'a Text,
    path: String,
    size: u64,
}

/// Reads every image the text shows, by the path as written.
pub(super) fn read(
    workspace: &Workspace,
    document: &str,
    images: Vec<Text>,
    findings: &mut Findings,
) -> BTreeMap<String, Arc<Vec<u8>>> {
    let folder = WorkspacePath::of(document).folder();
    let mut found: BTreeMap<String, Sized<'_>> = BTreeMap::new();
    for image in &images {
        let path = WorkspacePath::of(folder).join(&image.value);
        if found.contains_key(&path) {
            continue;
        }
        match workspace.metadata(&path) {
            Ok(Some(file)) if file.is_dir() => findings.push(
                Finding::new(codes::IMAGE_UNUSABLE, format!("hình `{}` là thư mục", image.value))
                    .at_optional(image.place.clone())
                    .hint("ghi đường dẫn tới một tệp hình trong thư mục đó"),
            ),
            Ok(Some(file)) => {
                found.insert(path.clone(), Sized { image, path, size: file.len() });
            }
            Ok(None) => findings.push(missing(workspace, image, &path)),
            Err(finding) => findings.push(finding.at_optional(image.place.clone())),
        }
    }
    let together: u64 = found.values().map(|image| image.size).sum();
    if together > MAX_TOGETHER {
        findings.push(heavy(&found, together, true));
        return BTreeMap::new();
    }
    if together > HEAVY {
        findings.push(heavy(&found, together, false));
    }
    let mut read: BTreeMap<&str, Arc<Vec<u8>>> = BTreeMap::new();
    for Sized { image, path, .. } in found.values() {
        match workspace.read(path, MAX_IMAGE) {
            Ok(Some(bytes)) => {
                read.insert(path, Arc::new(bytes));
            }
            Ok(None) => findings.push(missing(workspace, image, path)),
            Err(finding) => findings.push(finding.at_optional(image.place.clone())),
        }
    }
    let bytes = |image: &Text| read.get(WorkspacePath::of(folder).join(&image.value).as_str()).cloned();
    images.iter().filter_map(|image| Some((image.value.clone(), bytes(image)?))).collect()
}

fn missing(workspace: &Workspace, image: &Text, path: &str) -> Finding {
    Finding::new(codes::IMAGE_MISSING, format!("không tìm thấy hình `{}`", image.value))
        .at_optional(image.place.clone())
        .hint(format!("sao chép hình vào `{}`, hoặc sửa lại đường dẫn", workspace.shown(path)))
}

/// Tells how much all images have together, and which are the largest.
fn heavy(images: &BTreeMap<String, Sized<'_>>, together: u64, too_much: bool) -> Finding {
    let mut largest: Vec<&Sized<'_>> = images.values().collect();
    largest.sort_by_key(|image| std::cmp::Reverse(image.size));
    let named = largest.iter().take(NAMED).map(|image| format!("`{}` {}", image.image.value, megabytes(image.size)));
    let named = named.collect::<Vec<_>>().join(", ");
    let (code, limit) = match too_much {
        true => (codes::IMAGES_TOO_MUCH, format!(", nhiều nhất {}", megabytes(MAX_TOGETHER))),
        false => (codes::IMAGES_HEAVY, ", tệp PDF nặng tương đương".to_owned()),
    };
    let message = format!("{} hình của văn bản nặng {}{limit}", images.len(), megabytes(together));
    let place: Option<Place> = largest.first().and_then(|image| image.image.place.clone());
    Finding::new(code, message).at_optional(place).hint(format!("hình nặng nhất: {named}")).hint(SMALLER)
}

/// `2,4 MB`.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{},{rest} MB", tenths / 10),
    }
}
