//! D14: parts that the form of this kind does not have, so that nothing the clerk wrote is left out unseen.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Text;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::normative::IssuingBody;
use crate::domain::document::own_fields::{ADDRESSEES, kinds_with};
use crate::domain::document::{Document, Kind, Normative, StrayKey};

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
    normative(checked.document, findings);
}

/// Parts of an ordinary paper that the form of a normative one does not have.
fn normative(document: &Document, findings: &mut Findings) {
    let Some(Normative { body, adoption }) = &document.normative else { return };
    let kind = format!("{} quy phạm", document.kind.name);
    if let Some(authority) = &document.authority {
        let why = format!("câu `{} ban hành …` mà chương trình viết thay cho thẩm quyền và câu quyết", body.name());
        findings.push(unused("tham_quyen", &kind, authority, &why));
    }
    if let Some(note) = &document.subject_note {
        let why = "khóa và kỳ họp ghi vào `thong_qua`";
        findings.push(unused("chu_thich_trich_yeu", &kind, note, why));
    }
    if let Some(adoption) = adoption.as_ref().filter(|_| *body == IssuingBody::Committee) {
        findings.push(unused("thong_qua", &kind, &adoption.term, "chỉ nghị quyết mới có câu thông qua"));
    }
    let capacity = document.signatories.first().and_then(|signatory| signatory.capacity.as_ref());
    if let Some(capacity) = capacity.filter(|_| *body == IssuingBody::Council)
        && capacity.value.trim_start().starts_with("TM.")
    {
        findings.push(unused("quyen_han", &kind, capacity, "Chủ tịch Hội đồng nhân dân ký, không có dòng TM."));
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

fn unused(key: &str, kind: &str, text: &Text, why: &str) -> Finding {
    Finding::new(codes::KEY_NOT_FOR_KIND, format!("{kind} không có phần `{key}`"))
        .at_optional(text.place.clone())
        .path(key.into())
        .hint(format!("bỏ dòng này: {why}"))
}
