//! The language, apart from any document: Unicode form, numerals, the alphabet of divisions, old encodings.

pub mod alphabet;
pub(crate) mod encoding;
pub mod fold;
pub(crate) mod identifier;
pub(crate) mod invisible;
pub(crate) mod legacy_encoding;
pub(crate) mod line_ends;
pub(crate) mod number;
pub(crate) mod number_words;
pub(crate) mod numerals;
pub(crate) mod old_letters;
pub(crate) mod syllable;
pub(crate) mod tokens;
pub(crate) mod word_signs;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text that begins with a capital.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The words of a text with one blank between them: line ends, tabs and runs of blanks are gone.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Composes text to NFC; the same letters typed in decomposed form become the same text.
pub fn nfc(text: &str) -> String {
    // no letter below the combining marks composes or is decomposed
    match is_nfc_quick(text.chars().filter(|c| *c >= '\u{300}')) {
        IsNormalized::Yes => text.to_owned(),
        // a few decomposed words in a long text; marks never compose over a blank
        _ => text.split_inclusive([' ', '\n']).fold(String::with_capacity(text.len()), |mut out, word| {
            match is_nfc_quick(word.chars()) {
                IsNormalized::Yes => out.push_str(word),
                _ => out.extend(word.nfc()),
            }
            out
        }),
    }
}
