//! Documents that were not issued from here: what they are, as far as symbol, paper register and clerk tell.

use chrono::Datelike;

use super::identify::{Identification, Identified};
use super::metadata::Metadata;
use super::ocfl::error::Damage;
use crate::base::finding::Finding;
use crate::base::io::paths::argument;
use crate::domain::document::{Kind, ReferenceNumber};
use crate::domain::register::{Facts, Register};
use crate::load::Office;

impl Identification<'_> {
    /// A document that is only in the paper register.
    pub(super) fn unissued(&self, wanted: &str) -> Result<Identified, Finding> {
        let Self { office, submission, info, .. } = self;
        let register = Register::of(&self.archive.journal().events()?);
        if let Some(copied) = register.copies().iter().find(|copied| copied.reference.to_string() == wanted.trim()) {
            return Err(submission.unknown(format!("{wanted} là bản sao: {copied}")).hint(
                "kho giữ bản gốc, bản chính; bản sao đã ký, đóng dấu lưu tại văn thư cùng sổ bản sao (`vanthu register book --copies`)",
            ));
        }
        if register.waiting_of(wanted).is_some() {
            return Err(submission.unknown(format!("`{wanted}` đang trình ký, chưa cấp số")).hint(format!(
                "ký xong thì cấp số: `vanthu number {}` (Nghị định 30/2020/NĐ-CP, Điều 15.2), rồi lưu bản quét",
                argument(wanted)
            )));
        }
        let Some(ReferenceNumber { number, symbol }) = ReferenceNumber::find_in(wanted) else {
            return Err(submission
                .unknown(format!("kho không có văn bản `{wanted}`"))
                .hint("chốt văn bản bằng `vanthu finalize` trước, hoặc viết số, ký hiệu như `418/BC-UBND`"));
        };
        if submission.letter.is_some() {
            return Err(submission.no_letters(wanted));
        }
        let line = self.line(wanted)?;
        let Some(kind) = kind_of(office, &symbol, line.as_ref(), submission.facts.kind) else {
            return Err(submission
                .unknown(format!("ký hiệu `{symbol}` không cho biết loại văn bản"))
                .hint("thêm loại, ví dụ `--kind cong-van`"));
        };
        let Some(date) = submission.facts.date.or(line.as_ref().and_then(|line| line.date)) else {
            return Err(submission
                .unknown(format!("kho chưa có {wanted}, muốn lưu văn bản ngoài chương trình thì cần ngày ban hành"))
                .hint(format!(
                    "thêm ngày và trích yếu: `vanthu archive add {} --for {wanted} --date 2025-12-05 --subject \"…\"`",
                    argument(submission.shown)
                )));
        };
        let (key, mut metadata) =
            Metadata::foreign(kind, &ReferenceNumber::new(number, symbol), date, office.retention(kind), None);
        if self.archive.store().object(&key).exists() {
            // it is kept and cannot be read: whose it is would be a guess
            return Err(Damage::Unreadable.of(&key).into());
        }
        let line = line.unwrap_or_default();
        metadata.identity = info.identities.first().cloned();
        let official = &mut metadata.official;
        official.subject = match submission.facts.subject {
            Some(subject) => subject.to_owned(),
            None if line.subject.is_empty() => info.title.clone(),
            None => line.subject,
        };
        let signer = submission.facts.signer.map(str::to_owned).or(line.signatory);
        official.signer_info.full_name = signer.unwrap_or_default();
        official.organ_name = line.issuer_name;
        official.to = line.recipients;
        official.page_amount = info.pages;
        Ok(Identified::Unissued(Box::new(metadata), key))
    }

    /// The line of the register, if there is one; a document made here has to be issued first.
    fn line(&self, wanted: &str) -> Result<Option<Facts>, Finding> {
        let submission = self.submission;
        let register = Register::of(&self.archive.journal().events()?);
        let line = match &register.named(wanted, submission.facts.date.map(|date| date.year()))[..] {
            [only] => only.facts.clone(),
            _ => return Ok(None),
        };
        match &line.document {
            Some(document) => Err(submission
                .unknown(format!("{wanted} được làm bằng chương trình nhưng chưa chốt"))
                .hint(format!("chốt trước rồi lưu lại: `vanthu finalize {}`", argument(document)))),
            None => Ok(Some(line)),
        }
    }
}

/// The kind as it is said, as the register has it, or as the symbol begins: `QĐ-UBND`. Công văn has none of its own.
fn kind_of(office: &Office, symbol: &str, line: Option<&Facts>, said: Option<Kind>) -> Option<Kind> {
    let registered = line.and_then(|line| Kind::from_key(&line.kind));
    let plain = || {
        let ours = office.issuers().iter().any(|(_, issuer)| issuer.symbol.one_line() == symbol);
        let has_unit = symbol.rsplit('/').next().is_some_and(|own| own.contains('-'));
        Kind::from_key("cong-van").filter(|_| ours || has_unit)
    };
    said.or(registered).or_else(|| Kind::of_symbol(symbol)).or_else(plain)
}
