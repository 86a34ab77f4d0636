//! The language, apart from any document: Unicode form, numerals, the alphabet of divisions, old encodings.

pub mod letters;
pub mod numerals;
pub mod old_encoding;
pub mod words;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes text to NFC; the same letters typed in decomposed form become the same text.
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}
