//! Signature algorithms: which are taken, how strong they must be, and the check itself.

use std::fmt::{self, Display, Formatter};

use rasn_pkix::{AlgorithmIdentifier, SubjectPublicKeyInfo};
use ring::signature::{self, VerificationAlgorithm};

use crate::signature::cms::curve::Curve;
use crate::signature::cms::hash::Hash;
use crate::signature::cms::scheme::{Key, MAX_RSA_BITS, MIN_RSA_BITS, Scheme, UnusableAlgorithm};
use crate::signature::cms::{ecdsa, rsa};

/// Why a signature value is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AlgorithmError {
    Unusable(UnusableAlgorithm),
    /// The value is not of this message under this key.
    WrongValue,
}

/// The algorithm of a signature that holds, with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Algorithm {
    scheme: Scheme,
    key: Key,
}

impl Display for Algorithm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.scheme, self.key) {
            (Scheme::Pss(_), Key::Rsa(bits)) => write!(f, "RSA-PSS {bits}")?,
            (_, Key::Rsa(bits)) => write!(f, "RSA {bits}")?,
            (_, Key::Ecdsa(curve)) => write!(f, "ECDSA {}", curve.name())?,
            (_, Key::Ed25519) => f.write_str("Ed25519")?,
        }
        self.scheme.hash().map_or(Ok(()), |hash| write!(f, ", {hash}"))
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
    let known = Algorithm::of(key, algorithm, hash).map_err(AlgorithmError::Unusable)?;
    if known.uses_sha1() {
        return Err(AlgorithmError::Unusable(UnusableAlgorithm::Sha1));
    }
    known.verified(key, message, value)
}

/// The same, and SHA-1 is left for the caller to judge: what it signs proves nothing to a stranger.
///
/// # Errors
/// The algorithm or key is not known, or the value is wrong.
pub(crate) fn verify_even_sha1(
    key: &SubjectPublicKeyInfo,
    algorithm: &AlgorithmIdentifier,
    hash: Option<Hash>,
    message: &[u8],
    value: &[u8],
) -> Result<Algorithm, AlgorithmError> {
    let known = Algorithm::of(key, algorithm, hash).map_err(AlgorithmError::Unusable)?;
    known.verified(key, message, value)
}

impl Algorithm {
    /// Itself, when the value holds.
    fn verified(self, key: &SubjectPublicKeyInfo, message: &[u8], value: &[u8]) -> Result<Self, AlgorithmError> {
        let holds = self.holds(key.subject_public_key.as_raw_slice(), message, value);
        if holds { Ok(self) } else { Err(AlgorithmError::WrongValue) }
    }

    fn of(
        key: &SubjectPublicKeyInfo,
        algorithm: &AlgorithmIdentifier,
        hash: Option<Hash>,
    ) -> Result<Self, UnusableAlgorithm> {
        let (scheme, key) = (Scheme::of(algorithm, hash)?, Key::of(key)?);
        match (scheme, key) {
            (Scheme::Pkcs1(_) | Scheme::Pss(_), Key::Rsa(bits)) if bits < MIN_RSA_BITS => {
                Err(UnusableAlgorithm::ShortKey(bits))
            }
            (Scheme::Pkcs1(_) | Scheme::Pss(_), Key::Rsa(bits)) if bits > MAX_RSA_BITS => {
                Err(UnusableAlgorithm::LongKey(bits))
            }
            (Scheme::Pkcs1(_) | Scheme::Pss(_), Key::Rsa(_))
            | (Scheme::Ecdsa(_), Key::Ecdsa(_))
            | (Scheme::Ed25519, Key::Ed25519) => Ok(Self { scheme, key }),
            _ => Err(UnusableAlgorithm::KeyMismatch),
        }
    }

    pub(crate) fn uses_sha1(self) -> bool {
        self.scheme.hash() == Some(Hash::Sha1)
    }

    /// Whether a value holds: ring checks what it knows, and we the rest.
    fn holds(self, key: &[u8], message: &[u8], value: &[u8]) -> bool {
        let ring = |with: &'static dyn VerificationAlgorithm| {
            signature::UnparsedPublicKey::new(with, key).verify(message, value).is_ok()
        };
        let is_whole = key.first() == Some(&4);
        match (self.scheme, self.key) {
            (Scheme::Pkcs1(Hash::Sha256), _) => ring(&signature::RSA_PKCS1_2048_8192_SHA256),
            (Scheme::Pkcs1(Hash::Sha384), _) => ring(&signature::RSA_PKCS1_2048_8192_SHA384),
            (Scheme::Pkcs1(Hash::Sha512), _) => ring(&signature::RSA_PKCS1_2048_8192_SHA512),
            (Scheme::Pkcs1(hash), _) => rsa::verify_pkcs1(key, hash, message, value),
            (Scheme::Pss(how), _) => rsa::verify_pss(key, how, message, value),
            (Scheme::Ecdsa(hash), Key::Ecdsa(curve)) => match (hash, curve) {
                (Hash::Sha256, Curve::P256) if is_whole => ring(&signature::ECDSA_P256_SHA256_ASN1),
                (Hash::Sha384, Curve::P256) if is_whole => ring(&signature::ECDSA_P256_SHA384_ASN1),
                (Hash::Sha256, Curve::P384) if is_whole => ring(&signature::ECDSA_P384_SHA256_ASN1),
                (Hash::Sha384, Curve::P384) if is_whole => ring(&signature::ECDSA_P384_SHA384_ASN1),
                _ => ecdsa::verify(curve, key, hash, message, value),
            },
            (Scheme::Ed25519, _) => ring(&signature::ED25519),
            (Scheme::Ecdsa(_), _) => false,
        }
    }
}
