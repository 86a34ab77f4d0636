//! A line of the register: which number, of which document, and what became of it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry_number::EntryNumber;
use crate::base::digest::Digest;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Kept free for a document to come.
    Reserved,
    /// A document has it.
    Numbered,
    /// Its document was issued.
    Issued,
    /// Issued, and this was done to it since.
    Changed(StatusAction),
    /// No document has it any more.
    GivenBack,
}

impl State {
    /// Whether the document was issued, whatever became of it: its files stay as they were.
    pub(crate) fn is_issued(self) -> bool {
        !matches!(self, Self::Reserved | Self::Numbered | Self::GivenBack)
    }

    /// Whether the document can still be replaced, amended, corrected or recalled.
    pub(crate) fn is_in_force(self) -> bool {
        matches!(self, Self::Issued | Self::Changed(StatusAction::Amend | StatusAction::Correct))
    }

    /// As the clerk reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserved => "giữ trước",
            Self::Numbered => "đã cấp số",
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
            Self::Issued => "phat_hanh",
            Self::Changed(action) => action.key(),
            Self::GivenBack => "tra_lai",
        }
    }
}

/// A document as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Ngày chuyển: the day it went out.
    #[serde(rename = "ngay_chuyen")]
    pub on: NaiveDate,
    /// The PDFs as the program made them, before any signature: one, or one a letter of a list; none when it is not known.
    #[serde(rename = "pdf", default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Digest>,
    /// The files that went out, signed or scanned.
    #[serde(rename = "ban_phat_hanh", default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<Digest>,
}

/// What can be done to an issued document [N30 Điều 18.3, 18.4].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusAction {
    /// Thay thế.
    Replace,
    /// Sửa đổi, bổ sung.
    Amend,
    /// Đính chính.
    Correct,
    /// Thu hồi.
    Recall,
}

impl StatusAction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Replace, Self::Amend, Self::Correct, Self::Recall];

    /// The kind of its event.
    pub fn key(self) -> &'static str {
        match self {
            Self::Replace => "thay_the",
            Self::Amend => "sua_doi",
            Self::Correct => "dinh_chinh",
            Self::Recall => "thu_hoi",
        }
    }

    /// Reads the kind of its event.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.key() == key)
    }

    /// As the clerk reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Replace => "thay thế",
            Self::Amend => "sửa đổi, bổ sung",
            Self::Correct => "đính chính",
            Self::Recall => "thu hồi",
        }
    }

    /// What it makes of the document, as the clerk reads it.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Replace => "bị thay thế",
            Self::Amend => "được sửa đổi, bổ sung",
            Self::Correct => "được đính chính",
            Self::Recall => "bị thu hồi",
        }
    }
}

/// What was done to an issued document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChange {
    /// The day.
    #[serde(rename = "ngay_lam")]
    pub on: NaiveDate,
    /// The document that does it, as `15/QĐ-UBND`.
    #[serde(rename = "bang_van_ban", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Lý do.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// A line of the register with all that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says now.
    pub facts: Facts,
    /// How far it has come.
    pub state: State,
    /// Whether it was taken over from the paper register.
    pub from_paper: bool,
    /// How it was issued, each time.
    pub issues: Vec<Issue>,
    /// What was done to it since, in order.
    pub changes: Vec<(StatusAction, StatusChange)>,
    /// Why its number was given back.
    pub given_back: Option<String>,
    /// The event that made it.
    pub sequence: u64,
}

/// A document that came in [N30-IV].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The year it came in.
    #[serde(rename = "nam")]
    pub year: i32,
    /// Số đến.
    #[serde(rename = "so_den")]
    pub number: u32,
    /// Ngày đến.
    #[serde(rename = "ngay_den")]
    pub arrived: NaiveDate,
    /// Tác giả: who sent it.
    #[serde(rename = "tac_gia")]
    pub author: String,
    /// Số, ký hiệu, as its sender wrote it.
    #[serde(rename = "so_ky_hieu", default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    /// Its own date.
    #[serde(rename = "ngay", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Tên loại và trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: String,
    /// Đơn vị hoặc người nhận.
    #[serde(rename = "nguoi_nhan", default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<String>,
    /// Ngày chuyển.
    #[serde(rename = "ngay_chuyen", default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<NaiveDate>,
    /// Ghi chú.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
