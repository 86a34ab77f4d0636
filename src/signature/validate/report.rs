//! What is said of a signed PDF: three separate facts, the outcome for people, and the reasons.

use serde::{Serialize, Serializer};

use crate::base::finding::{Code, Severity};

/// The outcome, one word for people; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What was signed is not what the file shows now.
    Altered,
    /// A signature, its certificate or the origin does not hold.
    Invalid,
    /// There is no signature.
    Unsigned,
    /// There is no signature and no text: pictures of paper.
    Scan,
    /// Every signature holds and nothing not permitted came after.
    Intact,
}

impl Outcome {
    /// Each, the worst first.
    pub const ALL: [Self; 5] = [Self::Altered, Self::Invalid, Self::Unsigned, Self::Scan, Self::Intact];

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Altered => "da_bi_thay_doi",
            Self::Invalid => "khong_hop_le",
            Self::Unsigned => "khong_co_chu_ky",
            Self::Scan => "ban_quet",
            Self::Intact => "con_nguyen",
        }
    }

    /// Reads what programs read.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Intact => "còn nguyên",
            Self::Altered => "đã bị thay đổi sau khi ký",
            Self::Invalid => "không hợp lệ",
            Self::Unsigned => "không có chữ ký số",
            Self::Scan => "bản quét, không có chữ ký số",
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
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
    pub fn words(self) -> &'static str {
        match self {
            Self::Whole => "nội dung đã ký còn nguyên",
            Self::Changed => "nội dung đã bị thay đổi sau khi ký",
            Self::Broken => "không kiểm được nội dung vì chữ ký hoặc tệp bị hỏng",
            Self::Unsigned => "không có chữ ký số để kiểm",
        }
    }
}

/// *Nguồn gốc*: whether the file grew out of the PDF that was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Origin {
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

impl Origin {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotCompared => "chưa so với bản phát hành",
            Self::Issued => "đúng từng byte bản đã phát hành, không thêm gì ngoài chữ ký",
            Self::Rewritten => {
                "không chứng minh được bằng từng byte vì tệp đã bị phần mềm ghi lại; chữ và hình từng trang giống bản phát hành"
            }
            Self::Added => "có bản đã phát hành, nhưng nội dung bị thêm hoặc thay",
            Self::Other => "không phải bản đã phát hành",
        }
    }
}

/// *Tin cậy*: whether the signers are who the office trusts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Standing {
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

impl Standing {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unsigned => "không có chữ ký số để kiểm",
            Self::Trusted => "người ký được chứng thực tới gốc tin cậy, chứng thư còn hiệu lực lúc ký",
            Self::Insufficient => "chứng thư dẫn tới gốc tin cậy, nhưng chưa đủ căn cứ để kết luận về lúc ký",
            Self::Unchecked => "chưa kiểm tra được",
            Self::Untrusted => "không tin cậy",
        }
    }
}

/// Which of the three facts a reason speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Fact {
    /// Toàn vẹn.
    #[serde(rename = "toan_ven")]
    Integrity,
    /// Nguồn gốc.
    #[serde(rename = "nguon_goc")]
    Origin,
    /// Tin cậy.
    #[serde(rename = "tin_cay")]
    Trust,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Stable and documented in `docs/loi.md`.
    #[serde(rename = "ma", serialize_with = "id")]
    pub code: Code,
    /// The fact it speaks of.
    #[serde(rename = "ve")]
    pub fact: Fact,
    /// The signature it speaks of, counted from one.
    #[serde(rename = "chu_ky")]
    pub signature: Option<usize>,
    /// One Vietnamese clause.
    #[serde(rename = "noi_dung")]
    pub message: String,
    /// The next step.
    #[serde(rename = "goi_y")]
    pub hint: Option<String>,
}

fn id<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.id)
}

impl Reason {
    pub(crate) fn new(code: Code, fact: Fact, message: impl Into<String>) -> Self {
        Self { code, fact, signature: None, message: message.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn of(mut self, signature: usize) -> Self {
        self.signature = Some(signature);
        self
    }

    /// Whether it decides against the file.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// What kind of signature one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// Of a person or an office.
    #[serde(rename = "chu_ky")]
    Approval,
    /// The first one, which says what may still be changed.
    #[serde(rename = "chung_nhan")]
    Certification,
    /// A timestamp over the whole file.
    #[serde(rename = "dau_thoi_gian")]
    Timestamp,
}

/// One signature of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Name of its field.
    #[serde(rename = "truong")]
    pub field: String,
    /// What it is.
    #[serde(rename = "loai")]
    pub kind: Kind,
    /// Whether digest, framing and the signature value hold.
    #[serde(rename = "dung")]
    pub sound: bool,
    /// Whether it reaches the end of the file.
    #[serde(rename = "phu_het_tep")]
    pub covers_all: bool,
    /// Bytes of the file up to the end of what it covers.
    #[serde(rename = "phu_den_byte")]
    pub covers_to: usize,
    /// What was added after it, each permitted or not.
    #[serde(rename = "them_sau_khi_ky")]
    pub after: Vec<String>,
    /// Who signed, from the certificate.
    #[serde(rename = "nguoi_ky")]
    pub signer: Option<String>,
    /// Organisation in the certificate.
    #[serde(rename = "to_chuc")]
    pub organisation: Option<String>,
    /// Who issued the certificate.
    #[serde(rename = "noi_cap")]
    pub issuer: Option<String>,
    /// Serial number of the certificate, hexadecimal.
    #[serde(rename = "so_chung_thu")]
    pub serial: Option<String>,
    /// Validity of the certificate.
    #[serde(rename = "hieu_luc")]
    pub validity: Option<(String, String)>,
    /// Algorithm, as `ECDSA P-256, SHA-256`.
    #[serde(rename = "thuat_toan")]
    pub algorithm: Option<String>,
    /// The time the judgement goes by, in RFC 3339 with the time of Vietnam.
    #[serde(rename = "luc_ky")]
    pub at: Option<String>,
    /// Whether that time comes from a timestamp that holds; otherwise the signer's computer says so.
    #[serde(rename = "co_dau_thoi_gian")]
    pub timestamped: bool,
    /// Whether this signer is trusted.
    #[serde(rename = "tin_cay")]
    pub trust: Standing,
    /// The certificate itself, hexadecimal, to keep with the document.
    #[serde(skip)]
    pub certificate: Vec<u8>,
}

/// All that is said of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// For people.
    #[serde(rename = "ket_luan")]
    pub outcome: Outcome,
    /// Toàn vẹn.
    #[serde(rename = "toan_ven")]
    pub integrity: Integrity,
    /// Nguồn gốc.
    #[serde(rename = "nguon_goc")]
    pub origin: Origin,
    /// Tin cậy, the worst of the signatures.
    #[serde(rename = "tin_cay")]
    pub trust: Standing,
    /// How many times the file was written: one, and one for each addition.
    #[serde(rename = "so_lan_ghi")]
    pub revisions: usize,
    /// In the order they were made.
    #[serde(rename = "cac_chu_ky")]
    pub signatures: Vec<Signature>,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reasons: Vec<Reason>,
}
