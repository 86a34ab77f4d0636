//! D31–D33: what a normative document must have, what its form asks for, and which of the two regimes is meant.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Text};
use crate::base::text::fold::fold;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::body::{Block, first_text};
use crate::domain::document::date::short;
use crate::domain::document::heading_numbers::Rung;
use crate::domain::document::normative::{Adoption, IssuingBody, year_of_symbol};
use crate::domain::document::{Document, IssueDate, Normative};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::NORMATIVE_PART, codes::NORMATIVE_FORM, codes::NORMATIVE_OR_NOT],
    basis: Some("Nghị định 78/2025/NĐ-CP, sửa đổi bởi Nghị định 187/2025/NĐ-CP, mẫu 17 đến 20"),
    examples: &[
        Example {
            code: codes::NORMATIVE_PART,
            file: "bao-cao.yaml",
            wrong: "loai: quyet-dinh\nquy_pham: true\nky_hieu: QĐ-UBND",
            right: "loai: quyet-dinh\nquy_pham: true",
        },
        Example {
            code: codes::NORMATIVE_FORM,
            file: "bao-cao.yaml",
            wrong: "loai: quyet-dinh\nquy_pham: true\nnguoi_ky: {chuc_vu: CHỦ TỊCH}",
            right: "loai: quyet-dinh\nquy_pham: true\nnguoi_ky: ct-ubnd",
        },
        Example {
            code: codes::NORMATIVE_OR_NOT,
            file: "bao-cao.yaml",
            wrong: "loai: quyet-dinh\nquy_pham: true\ncan_cu: [Căn cứ Luật Giá ngày 19 tháng 6 năm 2023]",
            right: "loai: quyet-dinh\nquy_pham: true\ncan_cu: [Căn cứ Luật Giá số 16/2023/QH15]",
        },
    ],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    let Some(normative) = &document.normative else { return ordinary(document, findings) };
    symbol(document, findings);
    if normative.body == IssuingBody::Council {
        adoption(document, normative.adoption.as_ref(), checked.is_final, findings);
    }
    signatory(document, normative, findings);
    // the articles of one that only issues another have no titles [mẫu 18, 20]
    if document.attached.is_empty() {
        articles(document, findings);
    }
    legal_bases(document, findings);
}

/// A year in the symbol of a paper that is no normative one.
fn ordinary(document: &Document, findings: &mut Findings) {
    let symbol = document.symbol.one_line();
    if year_of_symbol(&symbol).is_none() {
        return;
    }
    let message = format!("ký hiệu `{symbol}` có năm như văn bản quy phạm, văn bản này đặt theo mẫu hành chính");
    let plain = symbol.split_once('/').map_or("", |(_, plain)| plain);
    let finding = Finding::new(codes::NORMATIVE_OR_NOT, message).at_optional(document.symbol.place.clone());
    let finding = finding.path("ky_hieu".into());
    findings.push(match IssuingBody::of_kind(document.kind) {
        Some(_) => finding
            .hint("là văn bản quy phạm thì thêm dòng `quy_pham: true` và bỏ dòng `ky_hieu`")
            .hint(format!("không phải thì bỏ năm: `ky_hieu: {plain}`")),
        None => finding.hint(format!(
            "viết `ky_hieu: {plain}`: Nghị định 187/2025/NĐ-CP chỉ quy định mẫu văn bản quy phạm pháp luật, {} theo Nghị định 30/2020/NĐ-CP",
            document.kind.name
        )),
    });
}

/// The symbol as the clerk typed it: its year is that of the document.
fn symbol(document: &Document, findings: &mut Findings) {
    let symbol = document.symbol.one_line();
    let own = match document.issued_on {
        IssueDate::Day { year, .. } | IssueDate::Month { year, .. } => Some(year),
        IssueDate::Blank => None,
    };
    let message = match (year_of_symbol(&symbol), own) {
        (Some(year), Some(own)) if year != own => format!("ký hiệu `{symbol}` ghi năm {year}, văn bản của năm {own}"),
        (None, _) if !symbol.contains('/') => format!("ký hiệu `{symbol}` của văn bản quy phạm thiếu năm"),
        _ => return,
    };
    findings.push(
        Finding::new(codes::NORMATIVE_PART, message)
            .at_optional(document.symbol.place.clone())
            .path("ky_hieu".into())
            .hint("bỏ dòng `ky_hieu`: chương trình tự ghép năm, loại và cơ quan, như `2025/NQ-HĐND`"),
    );
}

/// How the council adopted the resolution.
fn adoption(document: &Document, adoption: Option<&Adoption>, is_final: bool, findings: &mut Findings) {
    let Some(Adoption { term, date, .. }) = adoption else {
        return findings.push(
            Finding::new(codes::NORMATIVE_PART, "nghị quyết quy phạm thiếu phần `thong_qua`")
                .path("thong_qua".into())
                .hint("thêm `thong_qua: {khoa: VII, ky_hop: thứ sáu, ngay: 2025-12-16}`, chưa họp thì chưa ghi `ngay`"),
        );
    };
    let at = |finding: Finding| finding.at_optional(term.place.clone()).path("thong_qua".into());
    let day = |date: IssueDate| match date {
        IssueDate::Day { year, month, day } => chrono::NaiveDate::from_ymd_opt(year, month, day),
        _ => None,
    };
    match (day(*date), day(document.issued_on)) {
        (None, _) if is_final => {
            findings.push(at(Finding::new(codes::NORMATIVE_PART, "bản hoàn chỉnh chưa ghi ngày thông qua")
                .hint("ghi ngày họp vào `thong_qua`, ví dụ `ngay: 2025-12-16`")))
        }
        (Some(adopted), Some(issued)) if adopted > issued => {
            let message = format!("ngày thông qua {} ở sau ngày ban hành {}", short(adopted), short(issued));
            findings.push(at(Finding::new(codes::NORMATIVE_FORM, message)
                .hint("nghị quyết ban hành từ ngày thông qua trở đi: kiểm tra lại hai ngày")));
        }
        _ => {}
    }
}

/// Who signs: the chairman of a council in person, the chairman of a committee in its name.
fn signatory(document: &Document, normative: &Normative, findings: &mut Findings) {
    let Some(signatory) = document.signatories.first() else { return };
    let capacity = signatory.capacity.as_ref();
    let has = |begin: &str| {
        capacity.is_some_and(|capacity| capacity.lines().any(|line| line.trim_start().starts_with(begin)))
    };
    let (message, hint) = match normative.body {
        // told as a part that the form does not have
        IssuingBody::Council if capacity.is_none() || has("TM.") => return,
        IssuingBody::Council => (
            "nghị quyết quy phạm không do Chủ tịch Hội đồng nhân dân ký",
            "Chủ tịch Hội đồng nhân dân ký chứng thực (Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 32); khuyết Chủ tịch thì giữ nguyên, nếu không thì sửa `nguoi_ky`",
        ),
        IssuingBody::Committee if has("TM.") => return,
        IssuingBody::Committee => (
            "quyết định quy phạm thiếu dòng ký thay mặt Ủy ban nhân dân",
            "người ký có `quyen_han: TM. ỦY BAN NHÂN DÂN`",
        ),
    };
    let place = capacity.unwrap_or(&signatory.position).place.clone();
    findings.push(Finding::new(codes::NORMATIVE_FORM, message).at_optional(place).path("nguoi_ky".into()).hint(hint));
}

/// Articles without a title.
fn articles(document: &Document, findings: &mut Findings) {
    let untitled = |block: &Block| match block.bare() {
        Block::Paragraph { lead: Some(number), text } if number.rung == Rung::Article => {
            let place = first_text(text).and_then(|text| text.place.clone());
            Some((number.label.trim_end_matches('.').to_owned(), place))
        }
        _ => None,
    };
    let found: Vec<(String, Option<Place>)> = document.body.blocks.iter().filter_map(untitled).collect();
    let Some((_, first)) = found.first() else { return };
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    findings.push(
        Finding::new(codes::NORMATIVE_FORM, format!("{} chưa có tên điều", names.join(", ")))
            .at_optional(first.clone())
            .path("noi_dung".into())
            .hint("viết tên điều sau dấu `#`, ví dụ `# Phạm vi điều chỉnh`"),
    );
}

/// Laws among the grounds that are named by their date alone: normative documents since 2025 name them by their number.
fn legal_bases(document: &Document, findings: &mut Findings) {
    let is_law = |text: &&Text| {
        let folded = fold(&text.one_line());
        ["can cu luat ", "can cu bo luat ", "can cu phap lenh "].iter().any(|begin| folded.starts_with(begin))
    };
    let has_number = |text: &Text| text.value.split_whitespace().any(|word| word.contains('/') && word.contains("QH"));
    for law in document.legal_bases.iter().filter(is_law).filter(|text| !has_number(text)) {
        findings.push(
            Finding::new(codes::NORMATIVE_OR_NOT, "căn cứ là luật chưa ghi số của luật")
                .at_optional(law.place.clone())
                .path("can_cu".into())
                .hint("ghi số sau tên luật, ví dụ `Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15`"),
        );
    }
}
