//! The tables of a file, newest first: rows or streams, each number once in each, none leading back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object};

use crate::signature::pdf::lexer::{Lexer, Malformed, is_space};
use crate::signature::pdf::strict::entries::{Entries, SecondTables, Table};
use crate::signature::pdf::strict::fault::StructureFault;
use crate::signature::pdf::strict::packed_tables::stream_section;
use crate::signature::pdf::strict::unpack::Budget;

/// Tables that follow one another.
const MAX_SECTIONS: usize = 256;

/// One table with its trailer.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) entries: Entries,
    /// Of the second table that only some readers take.
    pub(super) second: Option<(Entries, Range<usize>)>,
    pub(super) trailer: Dictionary,
    extent: Range<usize>,
}

/// All tables that the last one leads to.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) sections: Vec<Section>,
}

/// Follows the tables from the last one.
pub(super) fn chain(bytes: &[u8], table: usize, budget: &mut Budget) -> Result<Chain, StructureFault> {
    let mut sections: Vec<Section> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(table);
    while let Some(at) = next {
        if !seen.insert(at) || sections.len() >= MAX_SECTIONS {
            return Err(StructureFault::TableLoop);
        }
        let mut section = section(bytes, at, budget)?;
        if let Some(second) = place(&section.trailer, b"XRefStm")? {
            if !seen.insert(second) || !is_rows(bytes, at) {
                return Err(StructureFault::TableLoop);
            }
            let (entries, _, extent) = stream_section(bytes, second, budget)?;
            // which of the two tables comes first is not the same in all readers
            if let Some(id) = in_both(&section.entries, &entries) {
                return Err(StructureFault::EntryTwice(id));
            }
            section.second = Some((entries, extent));
        }
        next = place(&section.trailer, b"Prev")?;
        sections.push(section);
    }
    Ok(Chain { sections })
}

impl Chain {
    /// The trailer of the last table.
    pub(super) fn trailer(&self) -> Result<&Dictionary, StructureFault> {
        let trailer = self.sections.first().map(|section| &section.trailer);
        trailer
            .filter(|trailer| trailer.get(b"Root").is_ok_and(|root| root.as_reference().is_ok()))
            .ok_or(StructureFault::Trailer)
    }

    /// How many object numbers the file says it has.
    pub(super) fn size(&self) -> Result<u32, StructureFault> {
        let size = self.trailer()?.get(b"Size").and_then(Object::as_i64).ok();
        size.and_then(|size| u32::try_from(size).ok()).ok_or(StructureFault::Trailer)
    }

    /// What stands for each number, with the second tables or without.
    pub(super) fn entries(&self, with_second: bool) -> Entries {
        let mut merged = Entries::new();
        for section in &self.sections {
            let second = section.second.as_ref().filter(|_| with_second).map(|(entries, _)| entries);
            let free = |id: &u32| matches!(section.entries.get(id), None | Some(XrefEntry::Free));
            let used = second.into_iter().flatten().filter(|(id, _)| free(id));
            for (id, entry) in used.chain(&section.entries) {
                merged.entry(*id).or_insert_with(|| entry.clone());
            }
        }
        merged.retain(|_, entry| !matches!(entry, XrefEntry::Free));
        merged
    }

    /// What readers that do not know second tables see otherwise.
    pub(super) fn second_tables(&self, entries: &Entries) -> SecondTables {
        let seconds = self.sections.iter().filter_map(|section| section.second.as_ref());
        let seconds: BTreeSet<usize> = seconds.map(|(_, extent)| extent.start).collect();
        if seconds.is_empty() {
            return SecondTables::default();
        }
        let place = |entry: &XrefEntry| match entry {
            XrefEntry::Normal { offset, .. } => (usize::try_from(*offset).unwrap_or(usize::MAX), 0),
            XrefEntry::Compressed { container, index } => (usize::MAX, u64::from(*container) << 16 | u64::from(*index)),
            _ => (0, 0),
        };
        // a second table that is an object of its own is nothing that a page shows
        let shown = |entries: &Entries| -> BTreeMap<u32, (usize, u64)> {
            let places = entries.iter().map(|(id, entry)| (*id, place(entry)));
            places.filter(|(_, (offset, _))| !seconds.contains(offset)).collect()
        };
        let (with, without) = (shown(entries), shown(&self.entries(false)));
        let other = with.iter().filter(|(id, place)| without.get(id) != Some(place)).count();
        let missing = without.keys().filter(|id| !with.contains_key(id)).count();
        SecondTables { count: seconds.len(), differing: other + missing }
    }

    /// Every table, second ones too.
    pub(super) fn tables(&self) -> impl Iterator<Item = &Entries> {
        self.sections
            .iter()
            .flat_map(|section| section.second.iter().map(|(entries, _)| entries).chain([&section.entries]))
    }

    /// Where the tables stand.
    pub(super) fn extents(&self) -> impl Iterator<Item = Range<usize>> {
        self.sections
            .iter()
            .flat_map(|section| section.second.iter().map(|(_, extent)| extent.clone()).chain([section.extent.clone()]))
    }
}

/// An object that two tables place differently.
fn in_both(table: &Entries, second: &Entries) -> Option<u32> {
    let place = |entry: &XrefEntry| match entry {
        XrefEntry::Normal { offset, .. } => Some((*offset, None)),
        XrefEntry::Compressed { container, index } => Some((*container, Some(*index))),
        _ => None,
    };
    let differs = |(id, entry): (&u32, &XrefEntry)| {
        let (own, other) = (place(table.get(id)?)?, place(entry)?);
        (own != other).then_some(*id)
    };
    second.iter().find_map(differs)
}

/// A place that a trailer names.
fn place(trailer: &Dictionary, key: &[u8]) -> Result<Option<usize>, StructureFault> {
    match trailer.get(key) {
        Err(_) => Ok(None),
        Ok(Object::Integer(at)) => {
            usize::try_from(*at).ok().filter(|at| *at > 0).map(Some).ok_or(StructureFault::Trailer)
        }
        Ok(_) => Err(StructureFault::Trailer),
    }
}

fn is_rows(bytes: &[u8], at: usize) -> bool {
    Lexer::new(bytes, at).word(b"xref")
}

fn section(bytes: &[u8], at: usize, budget: &mut Budget) -> Result<Section, StructureFault> {
    let (entries, trailer, extent) =
        if is_rows(bytes, at) { rows(bytes, at, budget)? } else { stream_section(bytes, at, budget)? };
    let mut after = Lexer::new(bytes, extent.end);
    after.skip_blank();
    if !after.word(b"startxref") {
        return Err(StructureFault::Table(at));
    }
    Ok(Section { entries, second: None, trailer, extent })
}

/// A table in rows of digits, with its trailer.
fn rows(bytes: &[u8], at: usize, budget: &mut Budget) -> Result<Table, StructureFault> {
    let fault = StructureFault::Table(at);
    let mut lexer = Lexer::new(bytes, at + b"xref".len());
    let mut entries = Entries::new();
    loop {
        lexer.skip_blank();
        if lexer.word(b"trailer") {
            break;
        }
        let first = lexer.digits(10).and_then(|first| u32::try_from(first).ok()).ok_or(fault)?;
        lexer.skip_blank();
        let count = lexer.digits(10).and_then(|count| u32::try_from(count).ok()).ok_or(fault)?;
        lexer.skip_blank();
        for id in (0..count).map(|row| first.checked_add(row)) {
            budget.take_objects(1)?;
            let id = id.ok_or(fault)?;
            if entries.insert(id, row(&mut lexer).ok_or(fault)?).is_some() {
                return Err(StructureFault::EntryTwice(id));
            }
        }
        // some readers take such rows for ones that begin at 0
        if first == 1 && matches!(entries.get(&1), Some(XrefEntry::Free)) {
            return Err(fault);
        }
    }
    let trailer = match lexer.object() {
        Ok(Object::Dictionary(trailer)) => trailer,
        Err(Malformed::KeyTwice(at)) => return Err(StructureFault::KeyTwice(at)),
        _ => return Err(StructureFault::Trailer),
    };
    Ok((entries, trailer, at..lexer.at))
}

/// `oooooooooo ggggg n`, ten digits and five.
fn row(lexer: &mut Lexer<'_>) -> Option<XrefEntry> {
    let row = lexer.rest().get(..18)?;
    let (offset, generation, kind) = (&row[..10], &row[11..16], row[17]);
    let digits = offset.iter().chain(generation).all(u8::is_ascii_digit);
    if !digits || row[10] != b' ' || row[16] != b' ' {
        return None;
    }
    lexer.at += 18;
    let blanks = lexer.rest().iter().take_while(|byte| is_space(**byte)).count();
    lexer.at += blanks;
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u64>().ok();
    match kind {
        _ if blanks == 0 => None,
        b'f' => Some(XrefEntry::Free),
        b'n' => Some(XrefEntry::Normal {
            offset: u32::try_from(number(offset)?).ok()?,
            generation: u16::try_from(number(generation)?).ok()?,
        }),
        _ => None,
    }
}
