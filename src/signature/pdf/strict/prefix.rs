//! Bytes before the header: some readers count places from the header, some from the beginning of the file, and those
//! for whom the tables lead nowhere look for objects all over the file. All of them have to find the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};
use memchr::memmem;

use crate::signature::pdf::lexer::{Lexer, is_space};

/// Bytes in which the header begins.
const HEAD: usize = 1024;

/// Where the header of a file begins.
pub(crate) fn header(bytes: &[u8]) -> Option<usize> {
    memmem::find(&bytes[..bytes.len().min(HEAD)], b"%PDF-")
}

/// One writing that was read with places counted from one of the two.
pub(crate) struct Read<'a> {
    pub(crate) document: &'a Document,
    pub(crate) extents: &'a [Range<usize>],
}

/// Whether readers that count from `other`, or look for objects themselves, find what those find that count from `base`:
/// nothing by the tables, and in the bytes the objects of the last writing as the last of their numbers.
pub(crate) fn is_alone(bytes: &[u8], base: usize, other: usize, tables: &[usize], writings: &[Read<'_>]) -> bool {
    let Some(last) = writings.last() else { return false };
    let Some(header) = header(bytes) else { return false };
    let (front, behind) = bytes.split_at(header);
    let head = &behind[..behind.len().min(HEAD)];
    let has = |bytes: &[u8], word: &[u8]| memmem::find(bytes, word).is_some();
    let is_plain = ![&b"obj"[..], b"xref", b"trailer"].into_iter().any(|word| has(front, word))
        && memmem::find_iter(head, b"%PDF-").count() == 1
        && !has(head, b"Linearized");
    let entries = &last.document.reference_table.entries;
    let moved = |at: usize| at.saturating_sub(base).saturating_add(other);
    // a blank too early leads to the very same; without the root, no reader takes what else it may find by its tables
    let root = last.document.trailer.get(b"Root").and_then(Object::as_reference).ok();
    let leads_nowhere_else = |own: usize, id: Option<u32>| {
        let mut lexer = Lexer::new(bytes, moved(own));
        lexer.skip_blank();
        let is_own = |found: (u32, u16)| id.is_none_or(|id| id == found.0 || root.is_some_and(|root| root.0 == id));
        lexer.at == own || !lexer.rest().starts_with(b"xref") && !lexer.header().is_some_and(is_own)
    };
    let mut offsets = BTreeMap::new();
    for (id, entry) in entries {
        let XrefEntry::Normal { offset, .. } = entry else { return false };
        offsets.insert(*id, usize::try_from(*offset).unwrap_or(usize::MAX));
    }
    let roots: BTreeSet<_> = writings
        .iter()
        .map(|read| read.document.trailer.get(b"Root").ok().cloned())
        .map(|root| format!("{root:?}"))
        .collect();
    let trailers = memmem::find_iter(bytes, b"trailer").count();
    is_plain
        && tables.iter().all(|table| leads_nowhere_else(table.saturating_add(base), None))
        && offsets.iter().all(|(id, at)| leads_nowhere_else(*at, Some(*id)))
        && roots.len() == 1
        && trailers == last.document.xref_section_count
        && are_all_known(bytes, writings, &offsets)
}

/// Whether every `n g obj` of the file is an object of a writing, and the last of each number the one that counts.
fn are_all_known(bytes: &[u8], writings: &[Read<'_>], offsets: &BTreeMap<u32, usize>) -> bool {
    let starts: BTreeSet<usize> =
        writings.iter().flat_map(|read| read.extents.iter().map(|extent| extent.start)).collect();
    let mut last: BTreeMap<u32, usize> = BTreeMap::new();
    for at in memmem::find_iter(bytes, b"obj") {
        let Some(start) = start_of_header(bytes, at) else { continue };
        let number = Lexer::new(bytes, start).digits(10).and_then(|number| u32::try_from(number).ok());
        let Some(number) = number.filter(|_| starts.contains(&start)) else { return false };
        last.insert(number, start);
    }
    last == *offsets
}

/// Where the two numbers before `obj` begin.
fn start_of_header(bytes: &[u8], at: usize) -> Option<usize> {
    let back =
        |from: usize, is: fn(u8) -> bool| from - bytes[..from].iter().rev().take_while(|byte| is(**byte)).count();
    let digits = |byte: u8| byte.is_ascii_digit();
    let generation_end = back(at, is_space);
    let generation = back(generation_end, digits);
    let number_end = back(generation, is_space);
    let number = back(number_end, digits);
    (generation < generation_end && number_end < generation && number < number_end).then_some(number)
}
