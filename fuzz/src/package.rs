//! A spreadsheet or Word file around one of its parts: packed, a changed byte would only ever break a check sum.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

type Parts = [(&'static str, &'static str)];

const XLSX: [(&str, &str); 6] = [
    ("[Content_Types].xml", include_str!("../seeds/sheets/parts/content-types.xml")),
    ("_rels/.rels", include_str!("../seeds/sheets/parts/package.rels")),
    ("xl/workbook.xml", include_str!("../seeds/sheets/workbook.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("../seeds/sheets/parts/workbook.rels")),
    ("xl/styles.xml", include_str!("../seeds/sheets/styles.xml")),
    ("xl/sharedStrings.xml", include_str!("../seeds/sheets/strings.xml")),
];

const SHEET: (&str, &str) = ("xl/worksheets/sheet1.xml", include_str!("../seeds/sheets/sheet.xml"));

const ODS: [(&str, &str); 2] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", include_str!("../seeds/sheets/parts/manifest.xml")),
];

const DOCX: [(&str, &str); 5] = [
    ("_rels/.rels", include_str!("../seeds/word/parts/package.rels")),
    ("word/_rels/document.xml.rels", include_str!("../seeds/word/parts/document.rels")),
    ("word/styles.xml", include_str!("../seeds/word/styles.xml")),
    ("word/numbering.xml", include_str!("../seeds/word/numbering.xml")),
    ("word/document.xml", include_str!("../seeds/word/document.xml")),
];

/// What the root element of a part is called, the ending of the whole, and the part.
const ROOTS: [(&str, &str, &str); 8] = [
    ("<worksheet", "xlsx", "xl/worksheets/sheet1.xml"),
    ("<sst", "xlsx", "xl/sharedStrings.xml"),
    ("<styleSheet", "xlsx", "xl/styles.xml"),
    ("<workbook", "xlsx", "xl/workbook.xml"),
    ("<office:document-content", "ods", "content.xml"),
    ("<w:document", "docx", "word/document.xml"),
    ("<w:styles", "docx", "word/styles.xml"),
    ("<w:numbering", "docx", "word/numbering.xml"),
];

/// The ending and the bytes of a spreadsheet or Word file: packed ones as they are, a part in its place, all else as CSV.
pub fn package(bytes: &[u8]) -> (&'static str, Vec<u8>) {
    if bytes.starts_with(b"PK") {
        let is_ods = bytes.windows(15).take(200).any(|window| window == b"vnd.oasis.opend");
        return (if is_ods { "ods" } else { "xlsx" }, bytes.to_vec());
    }
    let head = &bytes[..bytes.len().min(200)];
    let root = ROOTS.iter().find(|(root, ..)| head.windows(root.len()).any(|window| window == root.as_bytes()));
    match root {
        Some((_, "ods", part)) => ("ods", packed(&ODS, part, bytes)),
        Some((_, "docx", part)) => ("docx", packed(&DOCX, part, bytes)),
        Some((_, ending, part)) => (ending, packed(&[&XLSX[..], &[SHEET]].concat(), part, bytes)),
        None => ("csv", bytes.to_vec()),
    }
}

fn packed(parts: &Parts, replaced: &str, by: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8]| {
        writer.start_file(name, stored).expect("a part begins");
        writer.write_all(bytes).expect("a part is written");
    };
    for (name, text) in parts.iter().filter(|(name, _)| *name != replaced) {
        put(name, text.as_bytes());
    }
    put(replaced, by);
    writer.finish().expect("the package ends").into_inner()
}
