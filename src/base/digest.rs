//! Digests of bytes, as records, the log and the store write them.

use ring::digest::{Context, SHA256, SHA512, digest};
use serde::{Deserialize, Serialize};

/// SHA-256 of bytes, in hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex::encode(digest(&SHA256, bytes)))
    }

    /// Of several parts, each with its length, so that no two lists of parts give the same.
    pub(crate) fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut context = Context::new(&SHA256);
        for part in parts {
            context.update(&(part.len() as u64).to_le_bytes());
            context.update(part);
        }
        Self(hex::encode(context.finish()))
    }

    /// The hexadecimal digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// SHA-512 of bytes, in hexadecimal digits.
pub fn sha512(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA512, bytes))
}
