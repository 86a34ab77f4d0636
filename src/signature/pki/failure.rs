//! Why a certificate is not trusted, typed until it is printed.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, Utc};

/// What keeps a certificate from being trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainFailure {
    /// No way to a root.
    NoPath,
    /// Not valid yet, or no longer.
    OutOfTime,
    WrongUse(WrongUse),
    /// Revoked at that time.
    Revoked(DateTime<Utc>),
    Broken(ChainFault),
}

/// What a certificate is not for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongUse {
    /// The key signs nothing.
    NoSigning,
    OtherPurpose,
    NoTimestamping,
    /// It is of an authority, not of a signer.
    Authority,
    /// One above it is of no authority.
    NoAuthority,
}

impl Display for WrongUse {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSigning => "khóa không được dùng để ký",
            Self::OtherPurpose => "chứng thư được cấp cho việc khác",
            Self::NoTimestamping => "chứng thư không được cấp để đóng dấu thời gian",
            Self::Authority => "chứng thư của cơ quan chứng thực, không phải của người ký",
            Self::NoAuthority => "chứng thư cấp trên không được cấp chứng thư",
        })
    }
}

/// What is wrong with a chain itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainFault {
    Malformed,
    CriticalExtension,
    Constraint,
    Signature,
    /// An algorithm that is not taken, or that this program does not have.
    Algorithm,
    /// The signer's certificate is signed over SHA-1.
    OldSigner,
    /// One above it is.
    OldAuthority,
}

impl Display for ChainFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "chứng thư không đúng cấu trúc",
            Self::CriticalExtension => "chứng thư có điều kiện bắt buộc mà chương trình không hiểu",
            Self::Constraint => "chứng thư vượt giới hạn của cơ quan chứng thực",
            Self::Algorithm => "chứng thư được ký bằng thuật toán chương trình không nhận hoặc chưa kiểm được",
            Self::OldSigner => "chứng thư của người ký được cấp bằng SHA-1, không còn an toàn",
            Self::OldAuthority => "chứng thư của nơi cấp được ký bằng SHA-1, không còn an toàn",
            Self::Signature => "chữ ký trên chứng thư không đúng hoặc không dùng được",
        })
    }
}
