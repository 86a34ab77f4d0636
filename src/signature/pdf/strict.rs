//! A PDF read by rules that leave one reading: every byte that a reader may take for something is what its table says.

mod entries;
mod fault;
mod form;
mod indirect;
mod linearised;
mod object_streams;
mod objects;
mod packed_tables;
mod pages;
mod prefix;
mod second_reading;
mod sections;
mod unpack;

use std::ops::Range;

pub(crate) use entries::SecondTables;
pub(crate) use fault::StructureFault;
use lopdf::Document;
use lopdf::xref::{XrefEntry, XrefType};
pub(crate) use prefix::{Read, header, is_alone};
pub(crate) use unpack::Budget;

/// A file up to one `%%EOF`, of which there is one reading.
#[derive(Debug)]
pub(crate) struct StrictFile {
    pub(crate) document: Document,
    /// Where its objects and tables stand, in order.
    pub(crate) extents: Vec<Range<usize>>,
    pub(crate) second_tables: SecondTables,
}

impl StrictFile {
    /// The same with places counted from so many bytes further ahead.
    pub(crate) fn counted_from(mut self, base: usize) -> Self {
        let more = u32::try_from(base).unwrap_or(u32::MAX);
        for entry in self.document.reference_table.entries.values_mut() {
            if let XrefEntry::Normal { offset, .. } = entry {
                *offset = offset.saturating_add(more);
            }
        }
        self.document.xref_start += base;
        self.extents.iter_mut().for_each(|extent| *extent = extent.start + base..extent.end + base);
        self
    }
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

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use memchr::memmem;

    use super::*;

    /// A file of one page with a form, as its objects say.
    fn written(objects: &[&str], root: usize) -> Vec<u8> {
        let (mut text, mut rows) = ("%PDF-1.7\n".to_owned(), String::new());
        for (id, object) in (1..).zip(objects) {
            let _ = writeln!(rows, "{id} 1\n{:010} 00000 n ", text.len());
            let _ = write!(text, "{id} 0 obj\n{object}\nendobj\n");
        }
        let table = text.len();
        let _ = write!(text, "xref\n{rows}trailer\n<< /Size 20 /Root {root} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        text.into_bytes()
    }

    const OBJECTS: [&str; 9] = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 5 0 R /Annots [6 0 R] >>",
        "<< /Length 3 >>\nstream\n0 g\nendstream",
        "<< /Font << /F 8 0 R >> >>",
        "<< /Type /Annot /Subtype /Square /Rect [1 2 3 4] >>",
        "<< /FT /Tx /T (a) /V (b) >>",
        "<< /Type /Font /BaseFont /A /N [1 2.5 true null] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ];

    #[test]
    fn each_thing_that_another_reader_sees_otherwise_is_caught() {
        let sound = written(&OBJECTS, 1);
        let table = memmem::rfind(&sound, b"xref\n1 1").unwrap();
        let document = read_once(&sound, table, &mut Budget::default()).unwrap().document;
        let against = |bytes: &[u8]| second_reading::check(bytes, &document, &mut Budget::default());
        assert_eq!(against(&sound), Ok(()));
        for (id, from, to, fault) in [
            (2, "/Count 1 /Kids [3 0 R]", "/Count 2 /Kids [3 0 R 9 0 R]", StructureFault::SecondPages),
            (2, "[3 0 R]", "[9 0 R]", StructureFault::SecondPages),
            (2, "[3 0 R]", "[]", StructureFault::SecondPages),
            (3, "[0 0 9 9]", "[0 0 9 8]", StructureFault::SecondReading(3)),
            (3, "/Contents 4 0 R", "/Contents [4 0 R]", StructureFault::SecondReading(3)),
            (3, "5 0 R", "8 0 R", StructureFault::SecondReading(3)),
            (3, "[6 0 R]", "[6 0 R 6 0 R]", StructureFault::SecondReading(3)),
            (3, "/Parent", "/Rotate 90 /Parent", StructureFault::SecondReading(3)),
            (4, "0 g", "1 g", StructureFault::SecondReading(4)),
            (5, "/F 8", "/G 8", StructureFault::SecondReading(5)),
            (6, "1 2 3 4", "1 2 3 5", StructureFault::SecondReading(6)),
            (6, "/Square", "/Circle", StructureFault::SecondReading(6)),
            (7, "(b)", "(c)", StructureFault::SecondReading(7)),
            (7, "/V (b)", "/V /b", StructureFault::SecondReading(7)),
            (1, "[7 0 R]", "[]", StructureFault::SecondReading(1)),
            (8, "2.5", "2.6", StructureFault::SecondReading(8)),
            (8, "null", "false", StructureFault::SecondReading(8)),
        ] {
            let mut objects = OBJECTS;
            let other = objects[id - 1].replacen(from, to, 1);
            assert_ne!(other, objects[id - 1], "{from}");
            objects[id - 1] = &other;
            assert_eq!(against(&written(&objects, 1)), Err(fault), "{from} → {to}");
        }
        assert_eq!(against(b"%PDF-1.7\n"), Err(StructureFault::SecondReader));
        let other_root = [&OBJECTS[..], &[OBJECTS[0]]].concat();
        assert_eq!(against(&written(&other_root, 10)), Err(StructureFault::SecondReader));
    }
}
