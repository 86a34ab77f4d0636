//! What a kept document is, in the terms of the law [N30-VI II; T05]; it stands beside the PDF as `sieu-du-lieu.json`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ocfl::path::ObjectKey;
use crate::base::source::Text;
use crate::domain::document::reference_number::printed_number;
use crate::domain::document::{Detail, Document, IssueDate, Kind, ReferenceNumber, Secrecy};
use crate::domain::retention::Retention;

/// Metadata of a kept document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// `bao-cao`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// As printed.
    #[serde(rename = "so")]
    pub number: String,
    /// `BC-UBND`.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// Độ mật.
    #[serde(rename = "do_mat", default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
    /// Ngày ban hành.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// The file it was made from, from the workspace; none of a document made elsewhere.
    #[serde(rename = "van_ban", default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What identifies the PDF and stays through signing.
    #[serde(rename = "ma_tai_lieu", default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The letters of a document with a list.
    #[serde(rename = "cac_thu", default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterMetadata>,
    /// The document of which this is one letter.
    #[serde(rename = "thu_cua", default, skip_serializing_if = "Option::is_none")]
    pub letter_of: Option<LetterOf>,
    /// What only its kind has, by field, as printed: `thoi_gian` of a giấy mời.
    #[serde(rename = "muc_rieng", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, Vec<String>>,
    /// How long to keep it.
    #[serde(rename = "thoi_han_luu_tru")]
    pub retention: Retention,
    /// The fields of the System of documents, under their own names.
    #[serde(rename = "nd30")]
    pub official: Official,
}

/// One letter of a document with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterMetadata {
    /// Its files are named so.
    #[serde(rename = "ten")]
    pub name: String,
    /// What identifies its PDF and stays through signing.
    #[serde(rename = "ma_tai_lieu", default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// Kính gửi.
    #[serde(rename = "kinh_gui", default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Trích yếu, where the letters have several.
    #[serde(rename = "trich_yeu", default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// Which letter of which document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterOf {
    /// The document with the list.
    #[serde(rename = "doi_tuong")]
    pub document: ObjectKey,
    /// The letter.
    #[serde(rename = "ten")]
    pub name: String,
}

/// The fields that Decree 30 and Circular 05/2025 name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the names are those of the law")]
pub struct Official {
    pub doc_code: String,
    pub type_name: String,
    pub code_number: String,
    pub code_notation: String,
    pub issued_date: String,
    pub organ_name: String,
    pub subject: String,
    pub language: String,
    pub page_amount: usize,
    pub signer_info: Signer,
    pub to: Vec<String>,
    /// 01 permanent, 02 70 years … 07 other.
    pub maintenance: String,
    /// 01 made as a file, 02 digitised.
    pub confidence_level: String,
    pub format: String,
}

/// Who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the names are those of the law")]
pub struct Signer {
    pub position: String,
    pub full_name: String,
}

impl Metadata {
    /// Of one of our documents; none while its number or date are blank.
    pub fn of(document: &Document, path: &str, pages: usize, retention: Retention) -> Option<(ObjectKey, Self)> {
        let IssueDate::Day { year, month, day } = document.issued_on else { return None };
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        let number = document.printed_number().filter(|number| !number.is_empty())?;
        let reference = ReferenceNumber::new(number, document.symbol.one_line());
        Some(Self::numbered(document, path, pages, retention, (&reference, date)))
    }

    /// Of one of our documents with the number and date that it got.
    pub(crate) fn numbered(
        document: &Document,
        path: &str,
        pages: usize,
        retention: Retention,
        (reference, date): (&ReferenceNumber, NaiveDate),
    ) -> (ObjectKey, Self) {
        let joined = |parts: Vec<&Text>| parts.into_iter().map(Text::one_line).collect::<Vec<_>>().join("; ");
        let signatories = || document.signatories.iter();
        let signer = Signer {
            position: joined(signatories().map(|signatory| &signatory.position).collect()),
            full_name: joined(signatories().filter_map(|signatory| signatory.full_name.as_ref()).collect()),
        };
        let (key, mut metadata) = Self::foreign(document.kind, reference, date, retention, document.secrecy);
        metadata.document = Some(path.to_owned());
        for Detail { field, text } in &document.details {
            metadata.details.entry(field.to_string()).or_default().push(text.one_line());
        }
        metadata.official.organ_name = document.issuer.name.one_line();
        metadata.official.subject = document.subject.one_line();
        metadata.official.page_amount = pages;
        metadata.official.signer_info = signer;
        metadata.official.confidence_level = "01".to_owned();
        (key, metadata)
    }

    /// The same with the number and date that a paper document got once it was signed, and where it is kept from then.
    pub(crate) fn given(self, kind: Kind, reference: &ReferenceNumber, date: NaiveDate) -> (ObjectKey, Self) {
        let (key, given) = Self::foreign(kind, reference, date, self.retention, self.secrecy);
        let Official { doc_code, code_number, code_notation, issued_date, .. } = given.official;
        let official = Official { doc_code, code_number, code_notation, issued_date, ..self.official };
        (key, Self { number: given.number, symbol: given.symbol, date, official, ..self })
    }

    /// Of a document made elsewhere, as far as its number and symbol tell.
    pub(crate) fn foreign(
        kind: Kind,
        reference: &ReferenceNumber,
        date: NaiveDate,
        retention: Retention,
        secrecy: Option<Secrecy>,
    ) -> (ObjectKey, Self) {
        let key = ObjectKey::new(date.year(), kind, reference, secrecy.is_some());
        let (number, symbol) = (printed_number(&reference.number), reference.symbol.clone());
        let official = Official {
            doc_code: key.as_str().replace('/', "."),
            type_name: kind.name.to_owned(),
            code_number: number.clone(),
            code_notation: symbol.clone(),
            issued_date: date.format("%d/%m/%Y").to_string(),
            organ_name: String::new(),
            subject: String::new(),
            language: "Tiếng Việt".to_owned(),
            page_amount: 0,
            signer_info: Signer::default(),
            to: Vec::new(),
            maintenance: retention.code().to_owned(),
            confidence_level: "02".to_owned(),
            format: "PDF".to_owned(),
        };
        let metadata = Self {
            kind: kind.key.to_owned(),
            number,
            symbol,
            secrecy,
            date,
            document: None,
            identity: None,
            letters: Vec::new(),
            letter_of: None,
            details: BTreeMap::new(),
            retention,
            official,
        };
        (key, metadata)
    }

    /// `418/BC-UBND`.
    pub(crate) fn reference_number(&self) -> String {
        ReferenceNumber::new(self.number.as_str(), self.symbol.as_str()).to_string()
    }

    /// Reads what was kept.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The bytes to keep.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
