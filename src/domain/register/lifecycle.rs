//! What happens to a document of the register after it has its number: chốt, ký, phát hành, and what may follow.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

/// A document as it was finalized: its PDF is fixed and goes to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finalization {
    /// The day. Logs of earlier versions call it `ngay_chuyen`, since chốt was called phát hành in them.
    #[serde(rename = "ngay_chot", alias = "ngay_chuyen")]
    pub on: NaiveDate,
    /// The PDFs as the program made them, before any signature: one, or one a letter of a list; none when it is not known.
    #[serde(rename = "pdf", default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Digest>,
    /// Other files that are known to be it; only old logs have them.
    #[serde(rename = "ban_phat_hanh", default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<Digest>,
    /// Of a paper document, whose number is given once it is signed [N30 Điều 15.2]: where it waited for it.
    #[serde(rename = "trinh_ky", default, skip_serializing_if = "Option::is_none")]
    pub waited_at: Option<String>,
}

/// A paper document that was finalized without a number and waits for its signature [N30 Điều 15.2].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Where its PDF is kept till then.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// Which version there.
    #[serde(rename = "ban")]
    pub version: u32,
    /// What is known of it.
    #[serde(flatten)]
    pub facts: WaitingFacts,
}

/// What is known of a paper document that has no number yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingFacts {
    /// The file of the document, from the workspace.
    #[serde(rename = "van_ban")]
    pub document: String,
    /// Tên loại and trích yếu.
    #[serde(rename = "trich_yeu", default)]
    pub subject: String,
    /// How it was finalized.
    #[serde(flatten)]
    pub finalization: Finalization,
}

/// A signed document that was sent: phát hành [N30 Điều 18.1].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Ngày chuyển.
    #[serde(rename = "ngay_chuyen")]
    pub on: NaiveDate,
    /// To whom.
    #[serde(rename = "noi_nhan", default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// How: in the clerk's words, as `bưu điện`.
    #[serde(rename = "cach_gui", default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// Số lượng bản.
    #[serde(rename = "so_ban", default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// Whether the signed original is kept on paper alone, without a scan in the archive [N30 Điều 19.1].
    #[serde(rename = "ban_goc_giay", default, skip_serializing_if = "std::ops::Not::not")]
    pub paper_original: bool,
}

/// Ký nhận: a recipient has the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Who.
    #[serde(rename = "nguoi_nhan")]
    pub recipient: String,
    /// The day.
    #[serde(rename = "ngay_nhan")]
    pub on: NaiveDate,
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
    /// Bãi bỏ.
    Repeal,
}

impl StatusAction {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Replace, Self::Amend, Self::Correct, Self::Recall, Self::Repeal];

    /// The kind of its event.
    pub fn key(self) -> &'static str {
        match self {
            Self::Replace => "thay_the",
            Self::Amend => "sua_doi",
            Self::Correct => "dinh_chinh",
            Self::Recall => "thu_hoi",
            Self::Repeal => "bai_bo",
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
            Self::Repeal => "bãi bỏ",
        }
    }

    /// What it makes of the document, as the clerk reads it.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Replace => "bị thay thế",
            Self::Amend => "được sửa đổi, bổ sung",
            Self::Correct => "được đính chính",
            Self::Recall => "bị thu hồi",
            Self::Repeal => "bị bãi bỏ",
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
