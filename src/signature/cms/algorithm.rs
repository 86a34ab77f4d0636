//! Signature algorithms: which are taken, how strong they must be, and the check itself.

use std::fmt::{self, Display, Formatter};

use rasn_pkix::{AlgorithmIdentifier, SubjectPublicKeyInfo};
use ring::signature;

use crate::signature::cms::hash::Hash;
use crate::signature::cms::{der, pss};

/// Why a signature value is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AlgorithmError {
    Unusable(UnusableAlgorithm),
    /// The value is not of this message under this key.
    WrongValue,
}

/// An algorithm or a key that this program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UnusableAlgorithm {
    /// Not known; its object identifier.
    Unknown(String),
    TwoHashes,
    Sha1,
    /// An RSA key of so many bits.
    ShortKey(usize),
    KeyMismatch,
}

impl Display for UnusableAlgorithm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(oid) => write!(f, "thuật toán `{oid}`"),
            Self::TwoHashes => f.write_str("hai hàm băm khác nhau trong một chữ ký"),
            Self::Sha1 => f.write_str("SHA-1 không còn an toàn để ký"),
            Self::ShortKey(bits) => write!(f, "khóa RSA {bits} bit, ngắn hơn {MIN_RSA_BITS}"),
            Self::KeyMismatch => f.write_str("khóa và thuật toán ký không đi cùng nhau"),
        }
    }
}

/// Bits of an RSA key that is still taken.
const MIN_RSA_BITS: usize = 2048;

/// What a signature algorithm identifier stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Pkcs1(Hash),
    Pss(Hash, usize),
    Ecdsa(Hash),
}

fn scheme(algorithm: &AlgorithmIdentifier, hash: Option<Hash>) -> Result<Scheme, UnusableAlgorithm> {
    let oid = algorithm.algorithm.to_string();
    let unusable = || UnusableAlgorithm::Unknown(oid.clone());
    let same = |own: Hash| match hash {
        Some(named) if named != own => Err(UnusableAlgorithm::TwoHashes),
        _ => Ok(own),
    };
    match oid.as_str() {
        "1.2.840.113549.1.1.1" => hash.map(Scheme::Pkcs1).ok_or_else(unusable),
        "1.2.840.113549.1.1.5" => same(Hash::Sha1).map(Scheme::Pkcs1),
        "1.2.840.113549.1.1.11" => same(Hash::Sha256).map(Scheme::Pkcs1),
        "1.2.840.113549.1.1.12" => same(Hash::Sha384).map(Scheme::Pkcs1),
        "1.2.840.113549.1.1.13" => same(Hash::Sha512).map(Scheme::Pkcs1),
        "1.2.840.113549.1.1.10" => {
            let parameters = algorithm.parameters.as_ref().map(|any| any.as_bytes()).unwrap_or_default();
            let (hash, salt) = pss_parameters(parameters).ok_or_else(unusable)?;
            same(hash).map(|hash| Scheme::Pss(hash, salt))
        }
        // some signers name the curve's key algorithm, as they name the RSA key's
        "1.2.840.10045.2.1" => hash.map(Scheme::Ecdsa).ok_or_else(unusable),
        "1.2.840.10045.4.1" => same(Hash::Sha1).map(Scheme::Ecdsa),
        "1.2.840.10045.4.3.2" => same(Hash::Sha256).map(Scheme::Ecdsa),
        "1.2.840.10045.4.3.3" => same(Hash::Sha384).map(Scheme::Ecdsa),
        "1.2.840.10045.4.3.4" => same(Hash::Sha512).map(Scheme::Ecdsa),
        _ => Err(unusable()),
    }
}

/// The hash of PSS parameters whose mask uses the same hash, and how long the salt is; both may be left out.
fn pss_parameters(parameters: &[u8]) -> Option<(Hash, usize)> {
    let (mut hash, mut mask, mut salt) = (Hash::Sha1, Hash::Sha1, 20);
    for field in der::children(der::only(parameters, der::SEQUENCE)?)? {
        match field.tag {
            0xa0 => hash = algorithm_in(field.body)?,
            0xa1 => {
                let parts = der::children(der::only(field.body, der::SEQUENCE)?)?;
                mask = algorithm_in(parts.get(1)?.whole)?;
            }
            0xa2 => {
                salt =
                    der::only(field.body, 0x02)?.iter().fold(0usize, |n, byte| (n & 0xffff) << 8 | usize::from(*byte))
            }
            _ => {}
        }
    }
    (hash == mask).then_some((hash, salt))
}

fn algorithm_in(bytes: &[u8]) -> Option<Hash> {
    rasn::der::decode::<AlgorithmIdentifier>(bytes).ok().as_ref().and_then(Hash::of)
}

/// The curves that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Curve {
    P256,
    P384,
}

/// A public key as far as algorithms ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// Bits of the modulus.
    Rsa(usize),
    Ecdsa(Option<Curve>),
    Other,
}

impl Key {
    fn of(key: &SubjectPublicKeyInfo) -> Self {
        match key.algorithm.algorithm.to_string().as_str() {
            "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => Self::Rsa(modulus_bits(key)),
            "1.2.840.10045.2.1" => Self::Ecdsa(curve(key)),
            _ => Self::Other,
        }
    }
}

fn modulus_bits(key: &SubjectPublicKeyInfo) -> usize {
    let modulus = der::only(key.subject_public_key.as_raw_slice(), der::SEQUENCE).and_then(|body| der::split(body));
    modulus.map_or(0, |(value, _)| value.body.iter().skip_while(|byte| **byte == 0).count() * 8)
}

fn curve(key: &SubjectPublicKeyInfo) -> Option<Curve> {
    let oid = rasn::der::decode::<rasn::types::ObjectIdentifier>(key.algorithm.parameters.as_ref()?.as_bytes()).ok()?;
    match oid.to_string().as_str() {
        "1.2.840.10045.3.1.7" => Some(Curve::P256),
        "1.3.132.0.34" => Some(Curve::P384),
        _ => None,
    }
}

/// The algorithm of a signature that holds, with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Algorithm {
    scheme: Scheme,
    key: Key,
}

impl Display for Algorithm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let bits = |f: &mut Formatter<'_>| match self.key {
            Key::Rsa(bits) => write!(f, "{bits}"),
            Key::Ecdsa(Some(Curve::P256)) => f.write_str("P-256"),
            Key::Ecdsa(Some(Curve::P384)) => f.write_str("P-384"),
            Key::Ecdsa(None) | Key::Other => f.write_str("?"),
        };
        let (name, hash) = match self.scheme {
            Scheme::Pkcs1(hash) => ("RSA", hash),
            Scheme::Pss(hash, _) => ("RSA-PSS", hash),
            Scheme::Ecdsa(hash) => ("ECDSA", hash),
        };
        write!(f, "{name} ")?;
        bits(f)?;
        write!(f, ", {hash}")
    }
}

/// Checks a signature value over a message, and gives what it was made with.
///
/// # Errors
/// The algorithm or key is not one to rely on, or the value is wrong.
pub(crate) fn verify(
    key: &SubjectPublicKeyInfo,
    algorithm: &AlgorithmIdentifier,
    hash: Option<Hash>,
    message: &[u8],
    value: &[u8],
) -> Result<Algorithm, AlgorithmError> {
    let algorithm = Algorithm { scheme: scheme(algorithm, hash).map_err(AlgorithmError::Unusable)?, key: Key::of(key) };
    let key = key.subject_public_key.as_raw_slice();
    let holds = match algorithm.check().map_err(AlgorithmError::Unusable)? {
        Check::Ring(with) => signature::UnparsedPublicKey::new(with, key).verify(message, value).is_ok(),
        Check::Pss(hash, salt) => pss::verify(key, hash, salt, message, value),
    };
    if holds { Ok(algorithm) } else { Err(AlgorithmError::WrongValue) }
}

/// How a value is checked.
enum Check {
    Ring(&'static dyn signature::VerificationAlgorithm),
    Pss(Hash, usize),
}

impl Algorithm {
    fn check(self) -> Result<Check, UnusableAlgorithm> {
        Ok(Check::Ring(match (self.scheme, self.key) {
            (Scheme::Pkcs1(Hash::Sha1) | Scheme::Pss(Hash::Sha1, _) | Scheme::Ecdsa(Hash::Sha1), _) => {
                return Err(UnusableAlgorithm::Sha1);
            }
            (Scheme::Pkcs1(_) | Scheme::Pss(..), Key::Rsa(bits)) if bits < MIN_RSA_BITS => {
                return Err(UnusableAlgorithm::ShortKey(bits));
            }
            (Scheme::Pkcs1(Hash::Sha256), Key::Rsa(_)) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (Scheme::Pkcs1(Hash::Sha384), Key::Rsa(_)) => &signature::RSA_PKCS1_2048_8192_SHA384,
            (Scheme::Pkcs1(Hash::Sha512), Key::Rsa(_)) => &signature::RSA_PKCS1_2048_8192_SHA512,
            (Scheme::Pss(hash, salt), Key::Rsa(_)) => return Ok(Check::Pss(hash, salt)),
            (Scheme::Ecdsa(Hash::Sha256), Key::Ecdsa(Some(Curve::P256))) => &signature::ECDSA_P256_SHA256_ASN1,
            (Scheme::Ecdsa(Hash::Sha384), Key::Ecdsa(Some(Curve::P256))) => &signature::ECDSA_P256_SHA384_ASN1,
            (Scheme::Ecdsa(Hash::Sha256), Key::Ecdsa(Some(Curve::P384))) => &signature::ECDSA_P384_SHA256_ASN1,
            (Scheme::Ecdsa(Hash::Sha384), Key::Ecdsa(Some(Curve::P384))) => &signature::ECDSA_P384_SHA384_ASN1,
            _ => return Err(UnusableAlgorithm::KeyMismatch),
        }))
    }
}
