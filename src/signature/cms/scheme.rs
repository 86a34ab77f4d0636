//! What algorithm identifiers and public keys stand for, as messages and certificates name them.

use std::fmt::{self, Display, Formatter};

use num_bigint::BigUint;
use rasn_pkix::{AlgorithmIdentifier, SubjectPublicKeyInfo};

use crate::signature::cms::curve::Curve;
use crate::signature::cms::der;
use crate::signature::cms::hash::Hash;
use crate::signature::cms::rsa::Pss;

/// Bits of an RSA key that is still taken, and the most.
pub(crate) const MIN_RSA_BITS: usize = 2048;
pub(crate) const MAX_RSA_BITS: usize = 8192;

/// An algorithm or a key that this program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UnusableAlgorithm {
    /// Not known; its object identifier.
    Unknown(String),
    TwoHashes,
    Sha1,
    /// An RSA key of so many bits.
    ShortKey(usize),
    LongKey(usize),
    KeyMismatch,
}

impl Display for UnusableAlgorithm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(oid) => write!(f, "thuật toán `{oid}`"),
            Self::TwoHashes => f.write_str("hai hàm băm khác nhau trong một chữ ký"),
            Self::Sha1 => f.write_str("SHA-1 không còn an toàn để ký"),
            Self::ShortKey(bits) => write!(f, "khóa RSA {bits} bit, ngắn hơn {MIN_RSA_BITS}"),
            Self::LongKey(bits) => write!(f, "khóa RSA {bits} bit, dài hơn {MAX_RSA_BITS}"),
            Self::KeyMismatch => f.write_str("khóa và thuật toán ký không đi cùng nhau"),
        }
    }
}

/// What a signature algorithm identifier stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Pkcs1(Hash),
    Pss(Pss),
    Ecdsa(Hash),
    /// Hashes for itself.
    Ed25519,
}

impl Scheme {
    /// Of a message that names this hash.
    pub(crate) fn of(algorithm: &AlgorithmIdentifier, named: Option<Hash>) -> Result<Self, UnusableAlgorithm> {
        let oid = algorithm.algorithm.to_string();
        let unknown = || UnusableAlgorithm::Unknown(oid.clone());
        let scheme = match oid.as_str() {
            "1.2.840.113549.1.1.1" => named.map(Self::Pkcs1),
            "1.2.840.113549.1.1.5" => Some(Self::Pkcs1(Hash::Sha1)),
            "1.2.840.113549.1.1.11" => Some(Self::Pkcs1(Hash::Sha256)),
            "1.2.840.113549.1.1.12" => Some(Self::Pkcs1(Hash::Sha384)),
            "1.2.840.113549.1.1.13" => Some(Self::Pkcs1(Hash::Sha512)),
            "2.16.840.1.101.3.4.3.14" => Some(Self::Pkcs1(Hash::Sha3_256)),
            "2.16.840.1.101.3.4.3.15" => Some(Self::Pkcs1(Hash::Sha3_384)),
            "2.16.840.1.101.3.4.3.16" => Some(Self::Pkcs1(Hash::Sha3_512)),
            "1.2.840.113549.1.1.10" => {
                let parameters = algorithm.parameters.as_ref().map(|any| any.as_bytes()).unwrap_or_default();
                pss(parameters).map(Self::Pss)
            }
            // some signers name the curve's key algorithm, as they name the RSA key's
            "1.2.840.10045.2.1" => named.map(Self::Ecdsa),
            "1.2.840.10045.4.1" => Some(Self::Ecdsa(Hash::Sha1)),
            "1.2.840.10045.4.3.2" => Some(Self::Ecdsa(Hash::Sha256)),
            "1.2.840.10045.4.3.3" => Some(Self::Ecdsa(Hash::Sha384)),
            "1.2.840.10045.4.3.4" => Some(Self::Ecdsa(Hash::Sha512)),
            "2.16.840.1.101.3.4.3.10" => Some(Self::Ecdsa(Hash::Sha3_256)),
            "2.16.840.1.101.3.4.3.11" => Some(Self::Ecdsa(Hash::Sha3_384)),
            "2.16.840.1.101.3.4.3.12" => Some(Self::Ecdsa(Hash::Sha3_512)),
            "1.3.101.112" => Some(Self::Ed25519),
            _ => None,
        };
        let scheme = scheme.ok_or_else(unknown)?;
        match (scheme.hash(), named) {
            (Some(own), Some(named)) if own != named => Err(UnusableAlgorithm::TwoHashes),
            _ => Ok(scheme),
        }
    }

    /// The hash of what is signed.
    pub(crate) fn hash(self) -> Option<Hash> {
        match self {
            Self::Pkcs1(hash) | Self::Ecdsa(hash) | Self::Pss(Pss { hash, .. }) => Some(hash),
            Self::Ed25519 => None,
        }
    }
}

/// The parameters of PSS; each may be left out.
fn pss(parameters: &[u8]) -> Option<Pss> {
    let mut pss = Pss { hash: Hash::Sha1, mask: Hash::Sha1, salt: 20 };
    for field in der::children(der::only(parameters, der::SEQUENCE)?)? {
        match field.tag {
            0xa0 => pss.hash = algorithm_in(field.body)?,
            0xa1 => {
                let parts = der::children(der::only(field.body, der::SEQUENCE)?)?;
                pss.mask = algorithm_in(parts.get(1)?.whole)?;
            }
            0xa2 => {
                let digits = der::only(field.body, 0x02)?.iter();
                pss.salt = digits.fold(0usize, |n, byte| (n & 0xffff) << 8 | usize::from(*byte));
            }
            _ => {}
        }
    }
    Some(pss)
}

fn algorithm_in(bytes: &[u8]) -> Option<Hash> {
    rasn::der::decode::<AlgorithmIdentifier>(bytes).ok().as_ref().and_then(Hash::of)
}

/// A public key as far as algorithms ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// Bits of the modulus.
    Rsa(usize),
    Ecdsa(Curve),
    Ed25519,
}

impl Key {
    pub(crate) fn of(key: &SubjectPublicKeyInfo) -> Result<Self, UnusableAlgorithm> {
        let oid = key.algorithm.algorithm.to_string();
        match oid.as_str() {
            "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => Ok(Self::Rsa(modulus_bits(key))),
            "1.2.840.10045.2.1" => curve(key).map(Self::Ecdsa),
            "1.3.101.112" => Ok(Self::Ed25519),
            _ => Err(UnusableAlgorithm::Unknown(oid)),
        }
    }
}

fn modulus_bits(key: &SubjectPublicKeyInfo) -> usize {
    let modulus = der::only(key.subject_public_key.as_raw_slice(), der::SEQUENCE).and_then(der::split);
    modulus.map_or(0, |(value, _)| usize::try_from(BigUint::from_bytes_be(value.body).bits()).unwrap_or(usize::MAX))
}

/// The curve that a key names; one that is written out in numbers is not taken.
fn curve(key: &SubjectPublicKeyInfo) -> Result<Curve, UnusableAlgorithm> {
    let named = key.algorithm.parameters.as_ref().map(|any| any.as_bytes()).unwrap_or_default();
    let named = rasn::der::decode::<rasn::types::ObjectIdentifier>(named).ok().map(|oid| oid.to_string());
    let named = named.unwrap_or_else(|| key.algorithm.algorithm.to_string());
    Curve::of(&named).ok_or(UnusableAlgorithm::Unknown(named))
}
