//! D14: parts that the form of this kind does not have, so that nothing the clerk wrote is left out unseen.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Text;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

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
    let document = checked.document;
    let kind = document.kind;
    if !kind.has_authority()
        && let Some(authority) = &document.authority
    {
        findings.push(unused(
            "tham_quyen",
            kind.name,
            authority,
            "phần thẩm quyền ban hành chỉ có trong nghị quyết và quyết định",
        ));
    }
    if !kind.has_authority()
        && let Some(attached) = document.attached.first()
    {
        findings.push(unused(
            "kem_theo",
            kind.name,
            &attached.subject,
            "chỉ nghị quyết và quyết định ban hành văn bản kèm theo; nơi khác dùng `phu_luc`",
        ));
    }
    if !kind.has_addressees
        && let Some(addressee) = document.addressees.first()
    {
        findings.push(unused(
            "kinh_gui",
            kind.name,
            addressee,
            "`Kính gửi` chỉ có trong công văn, tờ trình, báo cáo và phiếu; nơi khác ghi vào `noi_nhan`",
        ));
    }
}

fn unused(key: &str, kind: &str, text: &Text, why: &str) -> Finding {
    Finding::new(codes::KEY_NOT_FOR_KIND, format!("{kind} không có phần `{key}`"))
        .at_optional(text.place.clone())
        .path(key.into())
        .hint(format!("bỏ dòng này: {why}"))
}
