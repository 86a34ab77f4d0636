//! D14: parts that the form of this kind does not have, so that nothing the clerk wrote is left out unseen.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::own_fields::{ADDRESSEES, kinds_with};
use crate::domain::document::{Kind, StrayKey};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::KEY_NOT_FOR_KIND],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục III"),
    examples: &[Example {
        code: codes::KEY_NOT_FOR_KIND,
        file: "bao-cao.yaml",
        wrong: "tham_quyen: HỘI ĐỒNG NHÂN DÂN",
        right: "",
    }],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let kind = checked.document.kind;
    for StrayKey { key, place } in &checked.document.stray_keys {
        let message = format!("{} không có phần `{key}`", kind.name);
        let finding = Finding::new(codes::KEY_NOT_FOR_KIND, message).at_optional(place.clone());
        findings.push(finding.path((*key).into()).hint(repair(kind, key)));
    }
    if !kind.has_authority()
        && let Some(attached) = checked.document.attached.first()
    {
        let message = format!("{} không có phần `kem_theo`", kind.name);
        let finding = Finding::new(codes::KEY_NOT_FOR_KIND, message).at_optional(attached.subject.place.clone());
        findings.push(
            finding
                .path("kem_theo".into())
                .hint("bỏ dòng này: chỉ nghị quyết và quyết định ban hành văn bản kèm theo; nơi khác dùng `phu_luc`"),
        );
    }
}

/// The key that this kind has for the same, or the kinds that have it.
fn repair(kind: Kind, key: &str) -> String {
    match (key, kind.addressees) {
        ("tham_quyen", _) => {
            "bỏ dòng này: phần thẩm quyền ban hành chỉ có trong nghị quyết, quyết định, công điện, giấy mời, giấy giới \
             thiệu, giấy nghỉ phép"
                .to_owned()
        }
        ("trich_yeu", _) => "bỏ dòng này: mẫu của loại này không có trích yếu".to_owned(),
        ("so" | "ky_hieu", _) => format!("bỏ dòng này: {} không có số và ký hiệu", kind.name),
        ("dia_danh", _) => "bỏ dòng này: biên bản không có dòng địa danh, nơi họp ghi ở `dia_diem`".to_owned(),
        (key, Some(own)) if ADDRESSEES.contains(&key) => format!("đổi tên mục thành `{own}`"),
        ("kinh_gui", None) => {
            "bỏ dòng này: `Kính gửi` chỉ có trong công văn, tờ trình, báo cáo, phiếu và thư công; nơi khác ghi vào `noi_nhan`"
                .to_owned()
        }
        _ => format!("bỏ dòng này: `{key}` chỉ có trong {}", kinds_with(key).join(", ")),
    }
}
