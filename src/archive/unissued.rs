//! Documents of which only the paper register knows: what they are, as far as sign, register and clerk tell.

use chrono::Datelike;

use crate::archive::Archive;
use crate::archive::identify::Owner;
use crate::archive::incoming::Incoming;
use crate::archive::metadata::Metadata;
use crate::archive::ocfl::store;
use crate::archive::pdf_info::{Origin, sign_in};
use crate::base::finding::Finding;
use crate::domain::document::{Kind, kind};
use crate::domain::register::{Facts, Register};
use crate::load::Office;

impl Archive {
    /// A document that is only in the paper register.
    pub(super) fn on_paper(
        &self,
        office: &Office,
        wanted: &str,
        incoming: &Incoming<'_>,
        origin: &Origin,
    ) -> Result<Owner, Finding> {
        let Some((number, symbol)) = sign_in(wanted) else {
            return Err(incoming
                .unknown(format!("kho không có văn bản `{wanted}`"))
                .hint("phát hành văn bản bằng `vanthu issue` trước, hoặc viết số, ký hiệu như `418/BC-UBND`"));
        };
        if incoming.letter.is_some() {
            return Err(incoming.no_letters(wanted));
        }
        let line = self.line(wanted, incoming)?;
        let Some(kind) = kind_of(office, &symbol, line.as_ref(), incoming.paper.kind) else {
            return Err(incoming
                .unknown(format!("ký hiệu `{symbol}` không cho biết loại văn bản"))
                .hint("thêm loại, ví dụ `--kind cong-van`"));
        };
        let Some(date) = incoming.paper.date.or(line.as_ref().and_then(|line| line.date)) else {
            return Err(incoming
                .unknown(format!("kho chưa có {wanted}, muốn lưu văn bản ngoài chương trình thì cần ngày ban hành"))
                .hint(format!(
                    "thêm ngày và trích yếu: `vanthu archive add {} --for {wanted} --date 2025-12-05 --subject \"…\"`",
                    incoming.shown
                )));
        };
        let (key, mut metadata) = Metadata::foreign(kind, &number, &symbol, date, office.retention(kind));
        if self.store().object(&key).exists() {
            // it is kept and cannot be read: whose it is would be a guess
            return Err(store::broken(&key, "đã có trong kho mà không đọc được"));
        }
        let line = line.unwrap_or_default();
        metadata.identity = origin.identities.first().cloned();
        let official = &mut metadata.official;
        official.subject = match incoming.paper.subject {
            Some(subject) => subject.to_owned(),
            None if line.subject.is_empty() => origin.title.clone(),
            None => line.subject,
        };
        let signer = incoming.paper.signer.map(str::to_owned).or(line.signatory);
        official.signer_info.full_name = signer.unwrap_or_default();
        official.organ_name = line.issuer_name;
        official.to = line.recipients;
        official.page_amount = origin.pages;
        Ok(Owner::Paper(Box::new(metadata), key))
    }

    /// The line of the register, if there is one; a document made here has to be issued first.
    fn line(&self, wanted: &str, incoming: &Incoming<'_>) -> Result<Option<Facts>, Finding> {
        let register = Register::of(&self.journal().events()?);
        let line = match &register.named(wanted, incoming.paper.date.map(|date| date.year()))[..] {
            [only] => only.facts.clone(),
            _ => return Ok(None),
        };
        match &line.document {
            Some(document) => Err(incoming
                .unknown(format!("{wanted} được làm bằng chương trình nhưng chưa phát hành"))
                .hint(format!("phát hành trước rồi nộp lại: `vanthu issue {document}`"))),
            None => Ok(Some(line)),
        }
    }
}

/// The kind as it is said, as the register has it, or as the symbol begins: `QĐ-UBND`. Công văn has none of its own.
fn kind_of(office: &Office, symbol: &str, line: Option<&Facts>, said: Option<Kind>) -> Option<Kind> {
    let registered = line.and_then(|line| Kind::from_key(&line.kind));
    let last = symbol.rsplit('/').next().unwrap_or(symbol);
    let first = last.split('-').next().unwrap_or(last);
    let named = kind::ALL.into_iter().find(|kind| !kind.abbreviation.is_empty() && kind.abbreviation == first);
    let plain = || {
        let ours = office.issuers().iter().any(|(_, issuer)| issuer.symbol.one_line() == symbol);
        Kind::from_key("cong-van").filter(|_| ours || last.contains('-'))
    };
    said.or(registered).or(named).or_else(plain)
}
