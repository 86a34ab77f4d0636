//! A PDF read by rules that leave one reading: every byte that a reader may take for something is what its table says.

mod entries;
mod fault;
mod form;
mod indirect;
mod lexer;
mod linearised;
mod object_streams;
mod objects;
mod pages;
mod second_reading;
mod sections;
mod unpack;

use std::ops::Range;

pub(crate) use entries::SecondTables;
pub(crate) use fault::StructureFault;
use lopdf::Document;
use lopdf::xref::XrefType;
pub(crate) use unpack::Budget;

/// A file up to one `%%EOF`, of which there is one reading.
#[derive(Debug)]
pub(crate) struct StrictFile {
    pub(crate) document: Document,
    /// Where its objects and tables stand, in order.
    pub(crate) extents: Vec<Range<usize>>,
    pub(crate) second_tables: SecondTables,
}

/// Reads a file whose last table stands at `table`.
///
/// # Errors
/// A rule of the structure is broken, or an independent reader sees other objects.
pub(crate) fn read(bytes: &[u8], table: usize, budget: &mut Budget) -> Result<StrictFile, StructureFault> {
    let read = read_once(bytes, table, budget)?;
    if !read.document.trailer.has(b"Encrypt") {
        pages::check(&read.document)?;
        form::check(&read.document)?;
        second_reading::check(bytes, &read.document, budget)?;
    }
    Ok(read)
}

/// Reads a file without asking the independent reader: to know what it says of itself, not to judge it.
///
/// # Errors
/// A rule of the structure is broken.
pub(crate) fn read_once(bytes: &[u8], table: usize, budget: &mut Budget) -> Result<StrictFile, StructureFault> {
    // some readers count bytes from the header, some from the beginning of the file
    if !bytes.starts_with(b"%PDF-") {
        return Err(StructureFault::Header);
    }
    linearised::check(bytes, table)?;
    let chain = sections::chain(bytes, table, budget)?;
    let entries = chain.entries(true);
    let second_tables = chain.second_tables(&entries);
    let mut loaded = objects::load(bytes, &chain, &entries, budget)?;
    loaded.extents.extend(chain.extents());
    let extents = in_order(loaded.extents)?;
    let mut document = Document::new();
    document.trailer = chain.trailer()?.clone();
    document.objects = loaded.objects;
    document.max_id = entries.keys().next_back().copied().unwrap_or(0);
    document.reference_table.entries = entries;
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    document.xref_start = table;
    document.xref_section_count = chain.sections.len();
    Ok(StrictFile { document, extents, second_tables })
}

/// Places in the file in order; none may run into another.
fn in_order(mut extents: Vec<Range<usize>>) -> Result<Vec<Range<usize>>, StructureFault> {
    extents.sort_by_key(|extent| (extent.start, extent.end));
    // a table that is an object stands in itself
    extents.dedup();
    match extents.windows(2).find(|pair| pair[1].start < pair[0].end) {
        Some(pair) => Err(StructureFault::Overlap(pair[1].start)),
        None => Ok(extents),
    }
}
