//! SHA-256 of bytes, as records, the log and the store write it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::base::hexadecimal;

/// SHA-256 of bytes, in hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::finished(Sha256::new_with_prefix(bytes))
    }

    /// Of several parts, each with its length, so that no two lists of parts give the same.
    pub fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::finished(hasher)
    }

    fn finished(hasher: Sha256) -> Self {
        Self(hexadecimal::digits(&hasher.finalize()))
    }

    /// The hexadecimal digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}
