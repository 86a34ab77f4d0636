//! The three facts that are reported of a signed PDF, and the indication for people.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::finding::{Code, codes};

/// The indication, one word for people; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indication {
    /// One that only a later version of this program knows, read from its log; never given by this one.
    Unknown,
    /// What was signed is not what the file shows now.
    Altered,
    /// A signature, its certificate or the origin does not hold.
    Invalid,
    /// There is no signature.
    Unsigned,
    /// There is no signature and no text: pictures of paper.
    Scan,
    /// Every signature holds, on a file that was written anew: where it comes from cannot be proven by its bytes.
    Rewritten,
    /// Every signature holds, and there are no roots to check the signers against, or something is missing to be sure of
    /// them: whether a certificate was revoked, or before what time it was used.
    Unchecked,
    /// Every signature holds, the signers are known, and nothing not permitted came after.
    Intact,
}

impl Indication {
    /// Each that this version gives, the worst first.
    pub(crate) const KNOWN: [Self; 7] =
        [Self::Altered, Self::Invalid, Self::Unsigned, Self::Scan, Self::Rewritten, Self::Unchecked, Self::Intact];

    /// As programs read it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Unknown => "khong_ro",
            Self::Altered => "da_bi_thay_doi",
            Self::Invalid => "khong_hop_le",
            Self::Unsigned => "khong_co_chu_ky",
            Self::Scan => "ban_quet",
            Self::Rewritten => "da_ghi_lai",
            Self::Unchecked => "chua_kiem_tra_duoc",
            Self::Intact => "con_nguyen",
        }
    }

    /// Reads what programs read.
    fn from_key(key: &str) -> Self {
        Self::KNOWN.into_iter().find(|known| known.key() == key).unwrap_or(Self::Unknown)
    }

    /// What is kept of a check, in today's terms: files of doubtful signers were once kept as intact.
    pub(crate) fn with_signers(self, doubtful: bool) -> Self {
        if doubtful && self == Self::Intact { Self::Unchecked } else { self }
    }

    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unknown => "không rõ",
            Self::Intact => "toàn vẹn, đã xác thực người ký",
            Self::Altered => "đã bị thay đổi sau khi ký",
            Self::Invalid => "không hợp lệ",
            Self::Unsigned => "không có chữ ký số",
            Self::Scan => "bản quét, không có chữ ký số",
            Self::Rewritten => "đã bị ghi lại, không chứng minh được là bản đã chốt",
            Self::Unchecked => "toàn vẹn, chưa xác thực người ký",
        }
    }
}

impl Serialize for Indication {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Indication {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::from_key(&String::deserialize(from)?))
    }
}

/// *Toàn vẹn*: whether what was signed is what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Integrity {
    /// Digest, coverage and what came after are in order.
    #[serde(rename = "nguyen_ven")]
    Whole,
    /// Signed content was changed, or something not permitted came after.
    #[serde(rename = "bi_thay_doi")]
    Changed,
    /// A signature cannot be used.
    #[serde(rename = "chu_ky_hong")]
    Broken,
    /// Nothing is signed.
    #[serde(rename = "khong_co_chu_ky")]
    Unsigned,
}

impl Integrity {
    /// As people say it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Whole => "nội dung đã ký toàn vẹn",
            Self::Changed => "nội dung đã bị thay đổi sau khi ký",
            Self::Broken => "không kiểm được nội dung vì chữ ký hoặc tệp không dùng được",
            Self::Unsigned => "không có chữ ký số để kiểm",
        }
    }
}

/// *Nguồn gốc*: whether the file grew out of the PDF that was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Provenance {
    /// Nobody gave the issued PDF.
    #[serde(rename = "chua_so")]
    NotCompared,
    /// The file begins with the issued bytes, and only signatures were added.
    #[serde(rename = "dung_ban_phat_hanh")]
    Issued,
    /// Other bytes, the same text and the same picture on every page: not provable by bytes.
    #[serde(rename = "viet_lai")]
    Rewritten,
    /// The file begins with the issued bytes, but content was added.
    #[serde(rename = "them_noi_dung")]
    Added,
    /// Another document.
    #[serde(rename = "khong_phai")]
    Other,
}

impl Provenance {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotCompared => "chưa so với bản chốt",
            Self::Issued => "giống hệt bản đã chốt, không thêm gì ngoài chữ ký",
            Self::Rewritten => {
                "không chứng minh được là giống hệt vì tệp đã bị phần mềm ghi lại; chữ và hình từng trang giống bản chốt"
            }
            Self::Added => "có bản đã chốt, nhưng nội dung bị thêm hoặc thay",
            Self::Other => "không phải bản đã chốt",
        }
    }
}

/// *Tin cậy*: whether the signers are who the office trusts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trust {
    /// Nothing is signed.
    #[serde(rename = "khong_co_chu_ky")]
    Unsigned,
    /// Chain, validity, use and revocation hold at the time of signing.
    #[serde(rename = "tin_cay")]
    Trusted,
    /// The chain holds; whether the certificate was revoked, or when it was used, is not known.
    #[serde(rename = "chua_du_can_cu")]
    Insufficient,
    /// There are no roots to check against.
    #[serde(rename = "chua_kiem_tra_duoc")]
    Unchecked,
    /// The certificate does not hold.
    #[serde(rename = "khong_tin_cay")]
    Untrusted,
}

impl Trust {
    /// As people say it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Unsigned => "không có chữ ký số để kiểm",
            Self::Trusted => "chứng thư của người ký do tổ chức mà cơ quan tin cậy cấp, còn hiệu lực vào thời điểm ký",
            Self::Insufficient => {
                "chứng thư do tổ chức chứng thực mà cơ quan tin cậy cấp, nhưng chưa đủ căn cứ để xác thực người ký"
            }
            Self::Unchecked => "chưa kiểm tra được",
            Self::Untrusted => "không xác thực được",
        }
    }
}

/// Which of the three facts a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Fact {
    /// Toàn vẹn.
    #[serde(rename = "toan_ven")]
    Integrity,
    /// Nguồn gốc.
    #[serde(rename = "nguon_goc")]
    Provenance,
    /// Tin cậy.
    #[serde(rename = "tin_cay")]
    Trust,
}

impl Fact {
    /// Each code speaks of one fact.
    pub(crate) fn of(code: Code) -> Self {
        match code {
            codes::ORIGIN_OTHER
            | codes::ORIGIN_REWRITTEN
            | codes::ORIGIN_ADDED
            | codes::ORIGIN_COVERED
            | codes::NOT_LOOKED_AT => Self::Provenance,
            codes::NO_ROOTS
            | codes::NO_PATH
            | codes::OUT_OF_TIME
            | codes::REVOKED
            | codes::WRONG_USE
            | codes::REVOCATION_UNKNOWN
            | codes::TIME_UNPROVEN
            | codes::CHAIN_BROKEN
            | codes::TIMESTAMP_UNTRUSTED
            | codes::TIMESTAMP_WEAK
            | codes::TIMESTAMP_UNCHECKED => Self::Trust,
            _ => Self::Integrity,
        }
    }
}
