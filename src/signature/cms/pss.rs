//! RSASSA-PSS with a salt of any length (RFC 8017, 8.1.2 and 9.1.2): public values only, nothing here is secret.
//!
//! By hand because ring takes only salts as long as the hash, and signers use the longest too.

use std::ops::RangeInclusive;

use num_bigint::BigUint;

use crate::signature::cms::der;
use crate::signature::cms::hash::Hash;

/// Bits of a modulus and size of a public exponent that are taken.
const MODULUS_BITS: RangeInclusive<u64> = 2048..=8192;
const MAX_EXPONENT: u32 = 1 << 30;

/// Whether a signature value holds for a message under an RSA key.
pub(crate) fn verify(key: &[u8], hash: Hash, salt: usize, message: &[u8], value: &[u8]) -> bool {
    check(key, hash, salt, message, value).unwrap_or(false)
}

fn check(key: &[u8], hash: Hash, salt: usize, message: &[u8], value: &[u8]) -> Option<bool> {
    let numbers = der::children(der::only(key, der::SEQUENCE)?)?;
    let [modulus, exponent] = numbers.as_slice() else { return None };
    let (modulus, exponent) = (BigUint::from_bytes_be(modulus.body), BigUint::from_bytes_be(exponent.body));
    let bits = modulus.bits();
    let sound = MODULUS_BITS.contains(&bits) && modulus.bit(0) && exponent.bit(0);
    let value_number = BigUint::from_bytes_be(value);
    let length = usize::try_from(bits.div_ceil(8)).ok()?;
    if !sound || exponent > BigUint::from(MAX_EXPONENT) || value.len() != length || value_number >= modulus {
        return None;
    }
    let opened = value_number.modpow(&exponent, &modulus).to_bytes_be();
    // the encoded message is one bit shorter than the modulus
    let size = usize::try_from((bits - 1).div_ceil(8)).ok()?;
    let encoded = [vec![0; size.checked_sub(opened.len())?], opened].concat();
    unpad(&encoded, hash, salt, message, u32::try_from(size as u64 * 8 - (bits - 1)).ok()?)
}

/// EMSA-PSS-VERIFY, with this many bits unused in the first byte.
fn unpad(encoded: &[u8], hash: Hash, salt: usize, message: &[u8], unused: u32) -> Option<bool> {
    let digest = hash.digest(&[message]);
    let masked = encoded.len().checked_sub(digest.len() + 1)?;
    let padding = masked.checked_sub(salt + 1)?;
    let first = encoded.first()?;
    if *encoded.last()? != 0xbc || first.checked_shr(8 - unused).is_some_and(|high| unused > 0 && high != 0) {
        return Some(false);
    }
    let (masked, rest) = encoded.split_at(masked);
    let salted_digest = &rest[..digest.len()];
    let mask = (0u32..).flat_map(|counter| hash.digest(&[salted_digest, &counter.to_be_bytes()]));
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    *block.first_mut()? &= 0xff >> unused;
    let (zeros, salted) = block.split_at(padding);
    if zeros.iter().any(|byte| *byte != 0) || *salted.first()? != 1 {
        return Some(false);
    }
    Some(hash.digest(&[&[0; 8], &digest, &salted[1..]]) == salted_digest)
}
