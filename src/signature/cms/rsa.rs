//! RSA by hand (RFC 8017) where ring does not go: PSS with a salt of any length and any mask, PKCS#1 with any hash.
//! Public values only, nothing here is secret.

use std::ops::RangeInclusive;

use num_bigint::BigUint;

use crate::signature::cms::der;
use crate::signature::cms::hash::Hash;

/// Bits of a modulus and size of a public exponent that are taken.
const MODULUS_BITS: RangeInclusive<u64> = 2048..=8192;
const MAX_EXPONENT: u32 = 1 << 30;

/// How a PSS value is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pss {
    pub(crate) hash: Hash,
    /// The hash of the mask; Java leaves it at SHA-1, which weakens nothing.
    pub(crate) mask: Hash,
    /// Bytes.
    pub(crate) salt: usize,
}

/// Whether a PSS value holds for a message under an RSA key.
pub(crate) fn verify_pss(key: &[u8], how: Pss, message: &[u8], value: &[u8]) -> bool {
    open(key, value).and_then(|opened| opened.unpad_pss(how, message)).unwrap_or(false)
}

/// Whether a PKCS#1 v1.5 value holds for a message under an RSA key.
pub(crate) fn verify_pkcs1(key: &[u8], hash: Hash, message: &[u8], value: &[u8]) -> bool {
    open(key, value).is_some_and(|opened| opened.is_pkcs1(hash, message))
}

/// What a value is under a public key.
struct Opened {
    number: BigUint,
    /// Bits of the modulus.
    bits: u64,
}

fn open(key: &[u8], value: &[u8]) -> Option<Opened> {
    let numbers = der::children(der::only(key, der::SEQUENCE)?)?;
    let [modulus, exponent] = numbers.as_slice() else { return None };
    let (modulus, exponent) = (BigUint::from_bytes_be(modulus.body), BigUint::from_bytes_be(exponent.body));
    let bits = modulus.bits();
    let sound = MODULUS_BITS.contains(&bits) && modulus.bit(0) && exponent.bit(0);
    let number = BigUint::from_bytes_be(value);
    let length = usize::try_from(bits.div_ceil(8)).ok()?;
    if !sound || exponent > BigUint::from(MAX_EXPONENT) || value.len() != length || number >= modulus {
        return None;
    }
    Some(Opened { number: number.modpow(&exponent, &modulus), bits })
}

impl Opened {
    /// In so many bytes.
    fn encoded(&self, size: u64) -> Option<Vec<u8>> {
        let bytes = self.number.to_bytes_be();
        Some([vec![0; usize::try_from(size).ok()?.checked_sub(bytes.len())?], bytes].concat())
    }

    /// EMSA-PKCS1-v1_5: the whole of it is made again and compared, so nothing can hide in it.
    fn is_pkcs1(&self, hash: Hash, message: &[u8]) -> bool {
        let digest = hash.digest(&[message]);
        let wrap = |tag: u8, inner: Vec<u8>| {
            let length = u8::try_from(inner.len()).unwrap_or_default();
            [vec![tag, length], inner].concat()
        };
        // the parameters of the hash: NULL, or left out
        [&[5, 0][..], &[]].into_iter().any(|parameters| {
            let named = [hash.identifier(), parameters].concat();
            let info = wrap(der::SEQUENCE, [wrap(der::SEQUENCE, named), wrap(4, digest.clone())].concat());
            let size = usize::try_from(self.bits.div_ceil(8)).unwrap_or_default();
            let padding = size.checked_sub(info.len() + 3).filter(|padding| *padding >= 8);
            let wanted = padding.map(|padding| [vec![0, 1], vec![0xff; padding], vec![0], info].concat());
            wanted.is_some() && self.encoded(self.bits.div_ceil(8)) == wanted
        })
    }

    /// EMSA-PSS-VERIFY.
    fn unpad_pss(&self, how: Pss, message: &[u8]) -> Option<bool> {
        // the encoded message is one bit shorter than the modulus; so many bits of its first byte are unused
        let size = (self.bits - 1).div_ceil(8);
        let unused = u32::try_from(size * 8 - (self.bits - 1)).ok()?;
        let encoded = self.encoded(size)?;
        let digest = how.hash.digest(&[message]);
        let masked = encoded.len().checked_sub(digest.len() + 1)?;
        let padding = masked.checked_sub(how.salt + 1)?;
        let first = encoded.first()?;
        if *encoded.last()? != 0xbc || first.checked_shr(8 - unused).is_some_and(|high| unused > 0 && high != 0) {
            return Some(false);
        }
        let (masked, rest) = encoded.split_at(masked);
        let salted_digest = &rest[..digest.len()];
        let mask = (0u32..).flat_map(|counter| how.mask.digest(&[salted_digest, &counter.to_be_bytes()]));
        let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
        *block.first_mut()? &= 0xff >> unused;
        let (zeros, salted) = block.split_at(padding);
        if zeros.iter().any(|byte| *byte != 0) || *salted.first()? != 1 {
            return Some(false);
        }
        Some(how.hash.digest(&[&[0; 8], &digest, &salted[1..]]) == salted_digest)
    }
}
