//! A line of the register: which number, of which document, and what became of it.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry_number::EntryNumber;
use super::lifecycle::{Finalization, Receipt, Sending, StatusAction, StatusChange};
use crate::domain::document::{Kind, ReferenceNumber};

/// What names a line of the register: number and symbol are unique for an issuer and year [N30 Điều 15.1].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The issuer: its key in `co-quan.yaml`, or its name when the document writes it in place.
    #[serde(rename = "co_quan")]
    pub issuer: String,
    /// The year of the number.
    #[serde(rename = "nam")]
    pub year: i32,
    /// Số.
    #[serde(rename = "so")]
    pub number: EntryNumber,
    /// Ký hiệu, as `BC-UBND`.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// Whether it is of a secret document: those are numbered apart, so that both kinds may have one number [N30 Điều 15.2].
    #[serde(rename = "mat", default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
}

impl Reference {
    /// Number and symbol alone.
    pub(crate) fn number_and_symbol(&self) -> ReferenceNumber {
        ReferenceNumber::new(self.number.to_string(), self.symbol.as_str())
    }
}

/// `412/BC-UBND`.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number_and_symbol().fmt(f)
    }
}

/// What the register says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Which number.
    #[serde(flatten)]
    pub reference: Reference,
    /// Full name of the issuer, in one line.
    #[serde(rename = "ten_co_quan")]
    pub issuer_name: String,
    /// The value of `loai`: `bao-cao`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// Ngày tháng of the document; none while a number is only reserved.
    #[serde(rename = "ngay", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Trích yếu, in one line.
    #[serde(rename = "trich_yeu", default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Người ký.
    #[serde(rename = "nguoi_ky", default, skip_serializing_if = "Option::is_none")]
    pub signatory: Option<String>,
    /// Nơi nhận, without the file copy.
    #[serde(rename = "noi_nhan", default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Who keeps the file copy: what stands behind `Lưu:`.
    #[serde(rename = "luu", default, skip_serializing_if = "Option::is_none")]
    pub kept_by: Option<String>,
    /// Số lượng bản.
    #[serde(rename = "so_ban", default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// The file of the document, from the workspace.
    #[serde(rename = "van_ban", default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Ghi chú.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Facts {
    /// The name of the kind, as in running text.
    pub(crate) fn kind_name(&self) -> &str {
        Kind::from_key(&self.kind).map_or(&self.kind, |kind| kind.name)
    }

    /// Whether the subject names the kind itself, as paper registers and books write it: `Quyết định về việc …`.
    pub(crate) fn names_kind(&self) -> bool {
        let (name, mut subject) = (self.kind_name(), self.subject.chars().flat_map(char::to_lowercase));
        name.chars().all(|letter| subject.next() == Some(letter)) && !subject.next().is_some_and(char::is_alphanumeric)
    }
}

/// How far a number has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Kept free for a document to come.
    #[default]
    Reserved,
    /// A document has it.
    Numbered,
    /// Chốt: the PDF of its document is fixed and goes to be signed.
    Finalized,
    /// The signed file, or a scan, was handed in and checked.
    Signed,
    /// Phát hành: the signed document was sent [N30 Điều 18.1].
    Issued,
    /// Issued, and this was done to it since.
    Changed(StatusAction),
    /// No document has it any more.
    GivenBack,
}

impl State {
    /// Whether the document was finalized, whatever became of it since: its files stay as they were.
    pub(crate) fn is_frozen(self) -> bool {
        !matches!(self, Self::Reserved | Self::Numbered | Self::GivenBack)
    }

    /// Whether the document can still be replaced, amended, corrected, recalled or repealed.
    pub(crate) fn is_in_force(self) -> bool {
        matches!(self, Self::Issued | Self::Changed(StatusAction::Amend | StatusAction::Correct))
    }

    /// As the clerk reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserved => "giữ trước",
            Self::Numbered => "đã cấp số",
            Self::Finalized => "đã chốt",
            Self::Signed => "đã ký",
            Self::Issued => "đã phát hành",
            Self::Changed(action) => action.outcome(),
            Self::GivenBack => "trả lại số",
        }
    }

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reserved => "giu_truoc",
            Self::Numbered => "da_cap",
            Self::Finalized => "da_chot",
            Self::Signed => "da_ky",
            Self::Issued => "phat_hanh",
            Self::Changed(action) => action.key(),
            Self::GivenBack => "tra_lai",
        }
    }
}

/// A line of the register with all that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it says now.
    pub facts: Facts,
    /// How far it has come.
    pub state: State,
    /// Whether it was taken over from the paper register.
    pub from_paper: bool,
    /// How it was finalized; empty again when it was opened for changes.
    pub finalized: Vec<Finalization>,
    /// Where its files are kept, once it was finalized.
    pub object: Option<String>,
    /// The parts of which a signed file or scan that stands was handed in: letters by their name, `""` for itself.
    pub signed: BTreeSet<String>,
    /// When and to whom it was sent, each time.
    pub sent: Vec<Sending>,
    /// Who has confirmed that it came.
    pub receipts: Vec<Receipt>,
    /// What was done to it since, in order.
    pub changes: Vec<(StatusAction, StatusChange)>,
    /// Why its number was given back.
    pub given_back: Option<String>,
    /// The event that made it.
    pub sequence: u64,
}

impl Entry {
    /// How it was finalized; none of a draft.
    pub(crate) fn finalization(&self) -> Option<&Finalization> {
        self.finalized.last()
    }

    /// Whether it is a paper document that was numbered once it was signed [N30 Điều 15.2].
    pub(crate) fn is_paper(&self) -> bool {
        self.finalization().is_some_and(|finalization| finalization.waited_at.is_some())
    }

    /// Takes in that a signed file of a part stands; the whole is signed when all its parts are.
    pub(super) fn sign(&mut self, part: String) {
        self.signed.insert(part);
        let parts = self.finalization().map_or(1, |finalization| finalization.made.len().max(1));
        if self.state == State::Finalized && self.signed.len() >= parts {
            self.state = State::Signed;
        }
    }
}
