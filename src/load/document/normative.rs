//! `quy_pham` and `thong_qua`: which regime a document is of, and what the clerk says of its adoption.

use super::Builder;
use crate::base::finding::{Finding, codes};
use crate::base::source::{DataPath, Text};
use crate::base::text::word_signs::as_typed;
use crate::domain::document::body::{Block, Body, Inline};
use crate::domain::document::body_name::ordinary_case;
use crate::domain::document::normative::{Adoption, IssuingBody};
use crate::domain::document::{IssueDate, Issuer, Kind, Normative, Signatory};
use crate::load::dates::invalid_date;
use crate::load::schema::DocumentSchema;

/// Why an ordinary paper has no normative form.
const NOT_FOR_ORDINARY: &str = "Nghị định 78/2025/NĐ-CP và 187/2025/NĐ-CP chỉ quy định mẫu văn bản quy phạm pháp luật; văn bản khác trình bày theo Nghị định 30/2020/NĐ-CP";

impl Builder<'_> {
    /// What makes a document normative, when the clerk asks for it and its kind and issuer allow it.
    pub(super) fn normative(&mut self, schema: &DocumentSchema, kind: Kind, issuer: &Issuer) -> Option<Normative> {
        let key = DataPath::from("quy_pham");
        if !schema.quy_pham {
            if schema.thong_qua.is_some() {
                let message = format!("{} hành chính không có phần `thong_qua`", kind.name);
                let finding = Finding::new(codes::KEY_NOT_FOR_KIND, message);
                let hint = match IssuingBody::of_kind(kind) {
                    Some(IssuingBody::Council) => {
                        "nghị quyết quy phạm thì thêm dòng `quy_pham: true`; nghị quyết hành chính thì bỏ phần này, câu thông qua viết ở cuối nội dung"
                    }
                    _ => "bỏ phần này",
                };
                self.push(finding.hint(hint), DataPath::from("thong_qua"));
            }
            return None;
        }
        let Some(body) = IssuingBody::of_kind(kind) else {
            let finding = Finding::new(codes::KEY_NOT_FOR_KIND, format!("{} không là văn bản quy phạm", kind.name));
            self.push(finding.hint(format!("bỏ dòng `quy_pham`: {NOT_FOR_ORDINARY}")), key);
            return None;
        };
        // an issuer that is not there has its own finding
        let name = issuer.name.one_line();
        if !name.is_empty() && !body.is(&issuer.symbol.value, &name) {
            let message = format!("{} quy phạm chỉ do {} ban hành", kind.name, body.name());
            let hint = format!(
                "sửa `co_quan` thành cơ quan có ký hiệu {}, hoặc bỏ dòng `quy_pham`: {NOT_FOR_ORDINARY}",
                body.symbol()
            );
            self.push(Finding::new(codes::NORMATIVE_PART, message).hint(hint), "co_quan".into());
        }
        let adoption = schema.thong_qua.as_ref().map(|_| self.adoption());
        Some(Normative { body, adoption })
    }

    fn adoption(&mut self) -> Adoption {
        let path = DataPath::from("thong_qua");
        let mut read = |key: &str, as_printed: fn(&str) -> String| {
            let text = self.plain(&path.key(key)).unwrap_or(Text { value: String::new(), place: None });
            Text { value: as_printed(&text.value), ..text }
        };
        let (term, session) = (read("khoa", Adoption::term), read("ky_hop", Adoption::session));
        let day = path.key("ngay");
        let date = self.reader.optional(&day).map_or(Ok(IssueDate::Blank), |text| {
            IssueDate::parse(&as_typed(&text.value)).map_err(|error| invalid_date(&error, "ngay", &text.value))
        });
        let date = date.unwrap_or_else(|finding| {
            self.push(finding, day);
            IssueDate::Blank
        });
        Adoption { term, session, date }
    }

    /// The body of a resolution with the sentence that says how it was adopted, which closes it.
    pub(super) fn with_adoption(&self, mut body: Body, normative: Option<&Normative>, issuer: &Issuer) -> Body {
        let Some(adoption) = normative.and_then(|normative| normative.adoption.as_ref()) else { return body };
        body.open_end();
        let sentence = adoption.sentence(&ordinary_case(&issuer.name.one_line()));
        let place = self.reader.place(&"thong_qua".into());
        let text = vec![Inline::Emphasis(vec![Inline::Text(Text { value: sentence, place })])];
        body.blocks.push(Block::Paragraph { lead: None, text });
        body
    }

    /// The signatory as the form has it: a council's chairman signs a normative resolution alone, so that the line `TM. …`
    /// of the office's profile, which ordinary papers need, is not of it.
    pub(super) fn signing(signatory: Signatory, normative: Option<&Normative>, is_of_office: bool) -> Signatory {
        let is_council = normative.is_some_and(|normative| normative.body == IssuingBody::Council);
        let stands_for =
            |capacity: &Text| capacity.lines().count() == 1 && capacity.value.trim_start().starts_with("TM.");
        match signatory.capacity {
            Some(capacity) if is_council && is_of_office && stands_for(&capacity) => {
                Signatory { capacity: None, ..signatory }
            }
            _ => signatory,
        }
    }
}
