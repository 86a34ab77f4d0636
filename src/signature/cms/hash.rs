//! Hash functions as certificates, messages and timestamps name them.

use std::fmt::{self, Display, Formatter};

use rasn_pkix::AlgorithmIdentifier;
use ring::digest;
use sha3::{Digest, Sha3_256, Sha3_384, Sha3_512};

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Sha3_256,
    Sha3_384,
    Sha3_512,
}

impl Hash {
    pub(crate) fn of(algorithm: &AlgorithmIdentifier) -> Option<Self> {
        match algorithm.algorithm.to_string().as_str() {
            "1.3.14.3.2.26" => Some(Self::Sha1),
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            "2.16.840.1.101.3.4.2.8" => Some(Self::Sha3_256),
            "2.16.840.1.101.3.4.2.9" => Some(Self::Sha3_384),
            "2.16.840.1.101.3.4.2.10" => Some(Self::Sha3_512),
            _ => None,
        }
    }

    /// Its object identifier in DER.
    pub(crate) fn identifier(self) -> &'static [u8] {
        match self {
            Self::Sha1 => &[0x06, 5, 0x2b, 0x0e, 3, 2, 0x1a],
            Self::Sha256 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
            Self::Sha384 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
            Self::Sha512 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3],
            Self::Sha3_256 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 8],
            Self::Sha3_384 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 9],
            Self::Sha3_512 => &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 10],
        }
    }

    /// The digest of several parts, one after another.
    pub(crate) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Sha1 => by_ring(&digest::SHA1_FOR_LEGACY_USE_ONLY, parts),
            Self::Sha256 => by_ring(&digest::SHA256, parts),
            Self::Sha384 => by_ring(&digest::SHA384, parts),
            Self::Sha512 => by_ring(&digest::SHA512, parts),
            Self::Sha3_256 => by_sha3::<Sha3_256>(parts),
            Self::Sha3_384 => by_sha3::<Sha3_384>(parts),
            Self::Sha3_512 => by_sha3::<Sha3_512>(parts),
        }
    }
}

fn by_ring(algorithm: &'static digest::Algorithm, parts: &[&[u8]]) -> Vec<u8> {
    let mut context = digest::Context::new(algorithm);
    parts.iter().for_each(|part| context.update(part));
    context.finish().as_ref().to_vec()
}

fn by_sha3<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut context = D::new();
    parts.iter().for_each(|part| context.update(part));
    context.finalize().to_vec()
}

impl Display for Hash {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Sha3_256 => "SHA3-256",
            Self::Sha3_384 => "SHA3-384",
            Self::Sha3_512 => "SHA3-512",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha3_digests_are_those_of_fips_202() {
        let told = |hash: Hash| hex::encode(hash.digest(&[b"a", b"bc"]));
        assert_eq!(told(Hash::Sha3_256), "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
        assert!(told(Hash::Sha3_384).starts_with("ec01498288516fc926459f58e2c6ad8d"));
        assert!(told(Hash::Sha3_512).starts_with("b751850b1a57168a5693cd924b6b096e"));
    }
}
