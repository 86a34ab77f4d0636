//! Images written into instructions: each may be small, and is measured before any of it is unpacked.

use lopdf::{Dictionary, Object, Stream};
use memchr::memmem;

use crate::signature::pdf::drawable::headers::are_sane;
use crate::signature::pdf::lexer::Lexer;

/// Pixels of one image, and bytes that it unpacks to.
const MAX_PIXELS: u64 = 1_000_000;
const MAX_UNPACKED: usize = 8 << 20;

/// Bytes that one packed byte of repeated ones gives at most.
const MAX_REPEATED: usize = 128;

/// Whether all images within instructions are as small as such images are.
pub(super) fn are_small(content: &[u8]) -> bool {
    words(content, b"BI").all(|behind| !is_image(&content[behind..]) || is_small(content, behind).unwrap_or(false))
}

/// How many times instructions draw something that has a name.
pub(super) fn draws(content: &[u8]) -> u64 {
    u64::try_from(words(content, b"Do").count()).unwrap_or(u64::MAX)
}

/// Places behind a word that stands alone.
fn words<'a>(content: &'a [u8], word: &'static [u8]) -> impl Iterator<Item = usize> + 'a {
    let is_apart = |at: usize| content.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let found = memmem::find_iter(content, word);
    found
        .filter(move |at| at.checked_sub(1).is_none_or(is_apart) && is_apart(at + word.len()))
        .map(|at| at + word.len())
}

/// Whether a key follows; in words that are shown none does.
fn is_image(behind: &[u8]) -> bool {
    let mut lexer = Lexer::new(behind, 0);
    lexer.skip_blank();
    lexer.rest().starts_with(b"/") || lexer.word(b"ID")
}

/// Whether an image is small, by both spellings of each key; none when its entries cannot be read.
fn is_small(content: &[u8], behind: usize) -> Option<bool> {
    let mut lexer = Lexer::new(content, behind);
    let (mut sides, mut filters) = ([1_u64; 2], Vec::new());
    let (mut has_parameters, mut is_sane) = (false, true);
    loop {
        lexer.skip_blank();
        if lexer.word(b"ID") {
            break;
        }
        let key = lexer.object().ok()?;
        let value = lexer.object().ok()?;
        match key.as_name().ok()? {
            b"W" | b"Width" => sides[0] = sides[0].max(u64::try_from(value.as_i64().ok()?).ok()?),
            b"H" | b"Height" => sides[1] = sides[1].max(u64::try_from(value.as_i64().ok()?).ok()?),
            b"F" | b"Filter" => filters.extend(names(&value)?),
            b"DP" | b"DecodeParms" => {
                has_parameters = true;
                let own = value.as_dict().ok()?;
                is_sane &= are_sane(|key| own.get(key).ok());
            }
            _ => {}
        }
    }
    let data = lexer.rest().get(1..).unwrap_or_default();
    // readers do not agree on what parameters mean that are written for no filter, or for several
    let is_read = is_sane && filters.len() <= 2 && (!has_parameters || filters.len() == 1);
    Some(is_read && sides[0].saturating_mul(sides[1]) <= MAX_PIXELS && unpacks_within(&filters, data))
}

/// Filters that need no header to be sized up, by both of their names.
const FILTERS: [(&[u8], &[u8]); 5] = [
    (b"AHx", b"ASCIIHexDecode"),
    (b"A85", b"ASCII85Decode"),
    (b"LZW", b"LZWDecode"),
    (b"Fl", b"FlateDecode"),
    (b"RL", b"RunLengthDecode"),
];

/// Full names of filters that need no header to be sized up.
fn names(value: &Object) -> Option<Vec<&'static [u8]>> {
    let full = |name: &Object| {
        let known = FILTERS.iter().find(|(short, long)| name.as_name().is_ok_and(|own| own == *short || own == *long));
        known.map(|(_, long)| *long)
    };
    match value {
        Object::Array(list) => list.iter().map(full).collect(),
        one => Some(vec![full(one)?]),
    }
}

/// Whether what begins here unpacks to little; where it ends is not known before.
fn unpacks_within(filters: &[&[u8]], data: &[u8]) -> bool {
    let is_wide = |filter: &&[u8]| matches!(*filter, b"LZWDecode" | b"FlateDecode");
    if !filters.iter().any(is_wide) {
        let repeats = filters.iter().filter(|filter| **filter == b"RunLengthDecode").count();
        return repeats == 0 || repeats == 1 && data.len() <= MAX_UNPACKED / MAX_REPEATED;
    }
    let filters: Vec<Object> = filters.iter().map(|name| Object::Name(name.to_vec())).collect();
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", filters);
    Stream::new(dictionary, data.to_vec()).decompressed_content_with_limit(MAX_UNPACKED).is_ok()
}
