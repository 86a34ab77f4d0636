//! Why a signed message is not taken, typed until it is printed.

use std::fmt::{self, Display, Formatter};

use crate::signature::cms::scheme::UnusableAlgorithm;

/// What is wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MessageError {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// An algorithm or a form that is not taken.
    Unusable(Unusable),
    /// What was signed is not this content.
    OtherContent,
    /// The signature does not hold.
    Wrong(Wrong),
}

/// Why a message cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Malformed,
    TrailingData,
    NotSigned,
    SignerCount,
    NoDigest,
    NoContentType,
    NoCertificate,
    RepeatedAttribute,
    NoTimestamp,
}

impl Display for Unreadable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "không đúng cấu trúc",
            Self::TrailingData => "có dữ liệu lạ sau chữ ký",
            Self::NotSigned => "không phải dữ liệu đã ký",
            Self::SignerCount => "phải có đúng một người ký",
            Self::NoDigest => "thiếu giá trị băm",
            Self::NoContentType => "thiếu loại nội dung",
            Self::NoCertificate => "không kèm chứng thư của người ký",
            Self::RepeatedAttribute => "một thuộc tính ghi hai lần",
            Self::NoTimestamp => "không phải dấu thời gian",
        })
    }
}

/// What this program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// The content stands in the message.
    EnclosedContent,
    /// A hash function that is not known; its object identifier.
    Hash(String),
    /// A `SubFilter` of the signature dictionary.
    SubFilter(String),
    Algorithm(UnusableAlgorithm),
}

impl Unusable {
    /// Whether it may be right, and this program cannot tell.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Hash(_) | Self::Algorithm(UnusableAlgorithm::Unknown(_)))
    }
}

impl Display for Unusable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::EnclosedContent => f.write_str("nội dung nằm trong chữ ký thay vì trong tệp"),
            Self::Hash(oid) => write!(f, "hàm băm `{oid}`"),
            Self::SubFilter(name) => write!(f, "kiểu chữ ký `{name}`"),
            Self::Algorithm(algorithm) => algorithm.fmt(f),
        }
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    ContentType,
    Value,
    /// What was signed names another certificate.
    Certificate,
}

impl Display for Wrong {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ContentType => "loại nội dung đã ký khác loại nội dung của chữ ký",
            Self::Value => "giá trị chữ ký không khớp khóa của chứng thư",
            Self::Certificate => "chứng thư không phải chứng thư mà người ký đã dùng",
        })
    }
}

impl From<Unreadable> for MessageError {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<Unusable> for MessageError {
    fn from(what: Unusable) -> Self {
        Self::Unusable(what)
    }
}
