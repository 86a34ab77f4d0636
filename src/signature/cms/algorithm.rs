//! Signature algorithms: which are taken, how strong they must be, and the check itself.

use rasn_pkix::{AlgorithmIdentifier, SubjectPublicKeyInfo};
use ring::signature;

use crate::signature::cms::hash::Hash;
use crate::signature::cms::{der, pss};

/// Why a signature value is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not an algorithm this program takes; what it is.
    Unusable(String),
    /// The check says no.
    Wrong,
}

/// What a signature algorithm identifier stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Pkcs1(Hash),
    Pss(Hash, usize),
    Ecdsa(Hash),
}

fn scheme(algorithm: &AlgorithmIdentifier, hash: Option<Hash>) -> Result<Scheme, Refusal> {
    let oid = algorithm.algorithm.to_string();
    let unusable = || Refusal::Unusable(format!("thuật toán `{oid}`"));
    let same = |own: Hash| match hash {
        Some(said) if said != own => Err(Refusal::Unusable("hai hàm băm khác nhau trong một chữ ký".to_owned())),
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

/// The hash of PSS parameters whose mask uses the same hash, and how long the salt is.
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

const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";

/// The curve of a key, or how many bits its modulus has.
fn strength(key: &SubjectPublicKeyInfo) -> (Option<String>, usize) {
    let curve = key.algorithm.parameters.as_ref().and_then(|any| {
        rasn::der::decode::<rasn::types::ObjectIdentifier>(any.as_bytes()).ok().map(|oid| oid.to_string())
    });
    let modulus = der::only(key.subject_public_key.as_raw_slice(), der::SEQUENCE).and_then(|body| der::split(body));
    let bits = modulus.map_or(0, |(value, _)| {
        let digits = value.body.iter().skip_while(|byte| **byte == 0).count();
        digits * 8
    });
    (curve, bits)
}

/// How people name the key and the hash.
pub(crate) fn words(key: &SubjectPublicKeyInfo, algorithm: &AlgorithmIdentifier, hash: Option<Hash>) -> String {
    let (curve, bits) = strength(key);
    match scheme(algorithm, hash) {
        Ok(Scheme::Pkcs1(hash)) => format!("RSA {bits}, {}", hash.name()),
        Ok(Scheme::Pss(hash, _)) => format!("RSA-PSS {bits}, {}", hash.name()),
        Ok(Scheme::Ecdsa(hash)) => {
            let curve = match curve.as_deref() {
                Some(P256) => "P-256",
                Some(P384) => "P-384",
                _ => "đường cong khác",
            };
            format!("ECDSA {curve}, {}", hash.name())
        }
        Err(_) => algorithm.algorithm.to_string(),
    }
}

/// Checks a signature value over a message.
///
/// # Errors
/// The algorithm or key is not one to rely on, or the value is wrong.
pub(crate) fn verify(
    key: &SubjectPublicKeyInfo,
    algorithm: &AlgorithmIdentifier,
    hash: Option<Hash>,
    message: &[u8],
    value: &[u8],
) -> Result<(), Refusal> {
    let scheme = scheme(algorithm, hash)?;
    let (curve, bits) = strength(key);
    let key_is = key.algorithm.algorithm.to_string();
    let rsa = matches!(key_is.as_str(), "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10");
    let ecdsa = key_is == "1.2.840.10045.2.1";
    let with: &'static dyn signature::VerificationAlgorithm = match (scheme, curve.as_deref()) {
        (Scheme::Pkcs1(Hash::Sha1) | Scheme::Pss(Hash::Sha1, _) | Scheme::Ecdsa(Hash::Sha1), _) => {
            return Err(Refusal::Unusable("SHA-1 không còn an toàn để ký".to_owned()));
        }
        (Scheme::Pkcs1(_) | Scheme::Pss(..), _) if rsa && bits < 2048 => {
            return Err(Refusal::Unusable(format!("khóa RSA {bits} bit, ngắn hơn 2048")));
        }
        (Scheme::Pkcs1(Hash::Sha256), _) if rsa => &signature::RSA_PKCS1_2048_8192_SHA256,
        (Scheme::Pkcs1(Hash::Sha384), _) if rsa => &signature::RSA_PKCS1_2048_8192_SHA384,
        (Scheme::Pkcs1(Hash::Sha512), _) if rsa => &signature::RSA_PKCS1_2048_8192_SHA512,
        // ring takes only salts as long as the hash; signers use the longest too
        (Scheme::Pss(hash, salt), _) if rsa => {
            let holds = pss::verify(key.subject_public_key.as_raw_slice(), hash, salt, message, value);
            return if holds { Ok(()) } else { Err(Refusal::Wrong) };
        }
        (Scheme::Ecdsa(Hash::Sha256), Some(P256)) if ecdsa => &signature::ECDSA_P256_SHA256_ASN1,
        (Scheme::Ecdsa(Hash::Sha384), Some(P256)) if ecdsa => &signature::ECDSA_P256_SHA384_ASN1,
        (Scheme::Ecdsa(Hash::Sha256), Some(P384)) if ecdsa => &signature::ECDSA_P384_SHA256_ASN1,
        (Scheme::Ecdsa(Hash::Sha384), Some(P384)) if ecdsa => &signature::ECDSA_P384_SHA384_ASN1,
        _ => return Err(Refusal::Unusable("khóa và thuật toán ký không đi cùng nhau".to_owned())),
    };
    let key = signature::UnparsedPublicKey::new(with, key.subject_public_key.as_raw_slice());
    key.verify(message, value).map_err(|_| Refusal::Wrong)
}
