//! T12, T16, T18: images that cannot be shown, that are too much together, that come out otherwise than elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::finding::{Code, Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::base::memory::MAX_SHARED;
use crate::base::source::Text;
use crate::base::text::nfc;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::check::rules::typography::glyphs::printable;
use crate::domain::document::Document;
use crate::domain::document::body::Block;
use crate::formats::picture::{self, Picture};

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

/// Letters without a glyph that are named.
const NAMED: usize = 5;

/// Families whose names say nothing of a certain font.
const GENERIC: [&str; 9] =
    ["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "initial", "unset"];

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let mut weight = 0;
    let mut last = None;
    for (path, written, bytes) in images(checked.document) {
        let tell = |code: Code, what: String, hint: String| {
            Finding::new(code, format!("hình `{path}` {what}")).at_optional(written.place.clone()).hint(hint)
        };
        match picture::inspect(bytes) {
            Err(fault) => findings.push(tell(codes::IMAGE_UNUSABLE, fault.what, fault.hint)),
            Ok(found) => {
                weight += found.weight;
                last = written.place.clone();
                if let Some(missing) = letters_without_glyph(&found, checked.fonts) {
                    let hint =
                        "sửa chữ trong hình, xuất hình thành PNG, hoặc đặt phông chữ có ký tự đó vào `phong-chu/`";
                    let what = format!("có chữ không có trong phông chữ: {missing}");
                    findings.push(tell(codes::IMAGE_UNUSABLE, what, hint.to_owned()));
                }
                for (what, hint) in differences(&found, checked.fonts) {
                    findings.push(tell(codes::IMAGE_DIFFERS, what, hint));
                }
            }
        }
    }
    if weight > MAX_SHARED {
        let message = format!(
            "các hình của văn bản có quá nhiều điểm ảnh, cần {} MB bộ nhớ, nhiều nhất {}",
            weight >> 20,
            MAX_SHARED >> 20
        );
        let hint = "thu nhỏ các hình còn khoảng 2.000 điểm ảnh bề ngang, hoặc chia văn bản";
        findings.push(Finding::new(codes::IMAGES_TOO_MUCH, message).at_optional(last).hint(hint));
    }
}

/// Every image of a document, where it first stands.
pub(crate) fn images(document: &Document) -> impl Iterator<Item = (&str, &Text, &Arc<Vec<u8>>)> {
    let mut seen = BTreeSet::new();
    document.bodies().flat_map(|body| &body.blocks).filter_map(move |block| match block.bare() {
        Block::Image { path, .. } if seen.insert(&path.value) => {
            document.images.get(&path.value).map(|bytes| (path.value.as_str(), path, bytes))
        }
        _ => None,
    })
}

/// The first letters of a drawing that no font can show.
fn letters_without_glyph(picture: &Picture, fonts: &Fonts) -> Option<String> {
    let shown = |c: char| c.is_ascii_whitespace() || c == '\u{a0}' || printable(c, fonts);
    let missing: BTreeSet<char> = nfc(&picture.words.text).chars().filter(|c| !shown(*c)).collect();
    let named: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|c| {
            if c.is_control() { format!("U+{:04X}", u32::from(*c)) } else { format!("`{c}` (U+{:04X})", u32::from(*c)) }
        })
        .collect();
    let more = if missing.len() > NAMED { ", …" } else { "" };
    (!missing.is_empty()).then(|| format!("{}{more}", named.join(", ")))
}

/// What comes out otherwise than in the program that the picture was made with.
fn differences(picture: &Picture, fonts: &Fonts) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if picture.is_cmyk {
        found.push((
            "có màu in (CMYK), được đổi sang RGB, màu có thể lệch chút ít".to_owned(),
            "xem màu trên trang; cần đúng màu thì lưu hình thành RGB (sRGB) trong chương trình vẽ hay máy quét"
                .to_owned(),
        ));
    }
    let known = |name: &str| {
        let lower = name.to_lowercase();
        GENERIC.contains(&lower.as_str()) || fonts.families().iter().any(|family| family.to_lowercase() == lower)
    };
    let unknown = picture.words.families.iter().find(|names| !names.iter().any(|name| known(name)));
    if let Some(name) = unknown.and_then(|names| names.first()) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
        found.push((
            format!("dùng phông chữ `{name}` mà chương trình không có, chữ in bằng phông của văn bản"),
            "xem chữ trên trang; cần đúng phông thì đổi chữ thành nét vẽ (Inkscape: Path, Object to Path) hoặc xuất PNG".to_owned(),
        ));
    }
    found
}
