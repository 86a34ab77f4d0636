//! Độ mật of a document, as the law on state secrets has it [N30-I III.2.a].

use serde::{Deserialize, Serialize};

/// How secret a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Secrecy {
    /// Mật.
    #[serde(rename = "mat")]
    Secret,
    /// Tối mật.
    #[serde(rename = "toi-mat")]
    HighlySecret,
    /// Tuyệt mật.
    #[serde(rename = "tuyet-mat")]
    TopSecret,
}

impl Secrecy {
    /// All of them, the lowest first.
    pub const ALL: [Self; 3] = [Self::Secret, Self::HighlySecret, Self::TopSecret];

    /// The value of `do_mat`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Secret => "mat",
            Self::HighlySecret => "toi-mat",
            Self::TopSecret => "tuyet-mat",
        }
    }

    /// Reads a value of `do_mat`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|secrecy| secrecy.key() == key)
    }

    /// As the clerk reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Secret => "Mật",
            Self::HighlySecret => "Tối mật",
            Self::TopSecret => "Tuyệt mật",
        }
    }

    /// How wide its frame is, mm; its height and frame are those of độ khẩn [N30-I III.2].
    pub(crate) fn width(self) -> u32 {
        match self {
            Self::Secret => 20,
            Self::HighlySecret => 30,
            Self::TopSecret => 40,
        }
    }

    /// As the stamp has it.
    pub fn stamp(self) -> &'static str {
        match self {
            Self::Secret => "MẬT",
            Self::HighlySecret => "TỐI MẬT",
            Self::TopSecret => "TUYỆT MẬT",
        }
    }
}
