//! The marks of a document: độ mật, độ khẩn, lưu hành, the drafter and the copies on the line `Lưu:`, the office's address.

use super::Builder;
use crate::base::finding::{Finding, codes, suggest};
use crate::base::source::{DataPath, Text};
use crate::base::text::word_signs::as_typed;
use crate::domain::document::kind::{Form, Kind};
use crate::domain::document::marks::{Circulation, Marks, Urgency};
use crate::domain::document::{Issuer, Secrecy};
use crate::load::schema::DocumentSchema;

/// How the line of the kept copy begins.
const FILE_COPY: &str = "Lưu";

impl Builder<'_> {
    pub(super) fn secrecy(&mut self) -> Option<Secrecy> {
        self.mark("do_mat", "độ mật", &Secrecy::ALL, Secrecy::key, Secrecy::from_key)
    }

    /// What stands around the text; a công văn tells how its office is reached, any other when it is asked to.
    pub(super) fn marks(&mut self, schema: &DocumentSchema, kind: Kind, issuer: &Issuer) -> Marks {
        let urgency = self.mark("do_khan", "độ khẩn", &Urgency::ALL, Urgency::key, Urgency::from_key);
        let circulation =
            self.mark("luu_hanh", "phạm vi lưu hành", &Circulation::ALL, Circulation::key, Circulation::from_key);
        let shows_contact = schema.in_lien_he.unwrap_or(kind.form == Form::Letter);
        let contact = issuer.contact.clone().filter(|_| shows_contact);
        if schema.in_lien_he == Some(true) && contact.is_none() {
            let finding = Finding::new(codes::EMPTY_VALUE, "cơ quan ban hành chưa có `lien_he`, không có gì để in");
            let hint =
                "thêm `lien_he: |-` với địa chỉ, điện thoại dưới cơ quan ấy trong `co-quan.yaml`, hoặc bỏ dòng này";
            self.push(finding.hint(hint), "in_lien_he".into());
        }
        Marks { urgency, circulation, contact }
    }

    fn mark<T: Copy, const N: usize>(
        &mut self,
        key: &str,
        what: &str,
        all: &[T; N],
        key_of: impl Fn(T) -> &'static str,
        from_key: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let path = DataPath::from(key);
        let text = self.reader.optional(&path)?;
        let found = from_key(text.value.trim());
        if found.is_none() {
            let known: Vec<&str> = all.iter().map(|one| key_of(*one)).collect();
            let hint = suggest(&text.value, known.iter().copied(), || format!("các giá trị: {}", known.join(", ")));
            let message = format!("không có {what} `{}`", text.value.trim());
            self.push(Finding::new(codes::UNKNOWN_VALUE, message).hint(hint), path);
        }
        found
    }

    /// The drafter's mark and the number of copies, behind the line of the kept copy: `Lưu: VT, NV. PL.(300)` [N30-I III.3].
    pub(super) fn with_drafter(&mut self, mut recipients: Vec<Text>) -> Vec<Text> {
        let drafter = self.plain(&"nguoi_soan".into());
        let copies = self.copies();
        let Some(path) = drafter.as_ref().map(|_| "nguoi_soan").or(copies.as_ref().map(|_| "so_ban")) else {
            return recipients;
        };
        let mut mark = drafter.map(|drafter| drafter.one_line().trim_end_matches('.').to_owned()).unwrap_or_default();
        if let Some(copies) = copies {
            mark += &format!("{}({copies})", if mark.is_empty() { "" } else { "." });
        }
        match recipients.last_mut().filter(|last| last.value.trim_start_matches(['-', ' ']).starts_with(FILE_COPY)) {
            Some(last) => last.value = format!("{}. {mark}", last.value.trim().trim_end_matches(['.', ';'])),
            None => {
                let finding =
                    Finding::new(codes::MISSING_KEY, format!("`{path}` in ở dòng lưu, nơi nhận chưa có dòng ấy"));
                self.push(finding.hint("thêm dòng cuối `- \"Lưu: VT\"` vào `noi_nhan`"), path.into());
            }
        }
        recipients
    }

    fn copies(&mut self) -> Option<String> {
        let path = DataPath::from("so_ban");
        let text = self.reader.optional(&path)?;
        let copies = as_typed(text.value.trim());
        if copies.is_empty() || copies.len() > 6 || !copies.bytes().all(|byte| byte.is_ascii_digit()) {
            let finding = Finding::new(codes::NOT_A_NUMBER, format!("`so_ban` không nhận giá trị `{}`", text.value));
            self.push(finding.hint("chỉ viết chữ số, ví dụ `so_ban: 300`"), path);
            return None;
        }
        Some(copies)
    }

    /// The sign of a công văn names the unit that drafts it: `UBND-VP` [N30-I II.3.b].
    pub(super) fn symbol_of(&mut self, kind: Kind, issuer: &Issuer) -> Text {
        let symbol = kind.symbol(&issuer.symbol.value);
        let place = issuer.symbol.place.clone();
        let path = DataPath::from("don_vi_soan");
        let Some(unit) = self.reader.optional(&path) else { return Text { value: symbol, place } };
        if kind.form != Form::Letter {
            let finding = Finding::new(codes::KEY_NOT_FOR_KIND, format!("{} không có phần `don_vi_soan`", kind.name));
            self.push(finding.hint("bỏ dòng này: chỉ ký hiệu của công văn có đơn vị soạn thảo"), path);
            return Text { value: symbol, place };
        }
        Text { value: format!("{symbol}-{}", unit.value.trim()), place: unit.place }
    }
}
