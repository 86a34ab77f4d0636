//! A table that is a stream: rows of bytes, as wide as it says.

use lopdf::Object;
use lopdf::xref::XrefEntry;

use crate::signature::pdf::strict::entries::{Entries, Table};
use crate::signature::pdf::strict::fault::StructureFault;
use crate::signature::pdf::strict::indirect::{NoLengths, indirect};
use crate::signature::pdf::strict::unpack::Budget;

/// Reads one, which is its own trailer.
pub(super) fn stream_section(bytes: &[u8], at: usize, budget: &mut Budget) -> Result<Table, StructureFault> {
    let fault = StructureFault::Table(at);
    let read = indirect(bytes, at, &mut NoLengths).map_err(|_| fault)?;
    let Object::Stream(stream) = read.object else { return Err(fault) };
    let dictionary = &stream.dict;
    if dictionary.get(b"Type").and_then(Object::as_name).ok() != Some(b"XRef") {
        return Err(fault);
    }
    let numbers = |key: &[u8]| -> Option<Vec<u32>> {
        let list = dictionary.get(key).ok()?.as_array().ok()?;
        list.iter().map(|number| u32::try_from(number.as_i64().ok()?).ok()).collect()
    };
    let widths = numbers(b"W").filter(|widths| widths.len() == 3 && widths.iter().all(|width| *width <= 8));
    let widths: Vec<usize> = widths.ok_or(fault)?.into_iter().map(|width| width as usize).collect();
    let width: usize = widths.iter().sum();
    let size = dictionary.get(b"Size").and_then(Object::as_i64).ok().and_then(|size| u32::try_from(size).ok());
    let index = if dictionary.has(b"Index") { numbers(b"Index") } else { size.map(|size| vec![0, size]) };
    let index = index.filter(|index| index.len() % 2 == 0).ok_or(fault)?;
    let packed = budget.unpack(&stream)?.ok_or(fault)?;
    let count: u64 = index.chunks(2).map(|pair| u64::from(pair[1])).sum();
    if width == 0 || count.checked_mul(width as u64) != Some(packed.len() as u64) {
        return Err(fault);
    }
    budget.take_objects(usize::try_from(count).unwrap_or(usize::MAX))?;
    let mut entries = Entries::new();
    let ids = index.chunks(2).flat_map(|pair| (0..pair[1]).map(move |row| pair[0].checked_add(row)));
    for (id, row) in ids.zip(packed.chunks(width)) {
        let id = id.ok_or(fault)?;
        let entry = packed_row(row, &widths).ok_or(fault)?;
        if entries.insert(id, entry).is_some() {
            return Err(StructureFault::EntryTwice(id));
        }
    }
    Ok((entries, stream.dict, read.extent))
}

fn packed_row(row: &[u8], widths: &[usize]) -> Option<XrefEntry> {
    let (kind, rest) = row.split_at(widths[0]);
    let (first, second) = rest.split_at(widths[1]);
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let kind = if kind.is_empty() { 1 } else { number(kind) };
    match kind {
        0 => Some(XrefEntry::Free),
        1 => Some(XrefEntry::Normal {
            offset: u32::try_from(number(first)).ok()?,
            generation: u16::try_from(number(second)).ok()?,
        }),
        2 => Some(XrefEntry::Compressed {
            container: u32::try_from(number(first)).ok()?,
            index: u16::try_from(number(second)).ok()?,
        }),
        _ => None,
    }
}
