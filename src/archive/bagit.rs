//! Documents handed to another archive: a BagIt bag of PDFs and metadata, and the hồ sơ as XML in order of time.

use std::fmt::Write;

use super::best_copy::BestCopy;
use super::deposit::Archive;
use super::index::database::Index;
use super::index::entry::Entry;
use super::metadata::Metadata;
use super::object_file as file;
use super::ocfl::error::Damage;
use super::ocfl::path::content_paths;
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::export::Output;

/// Everything of a bag: paths from its folder, with bytes.
///
/// # Errors
/// A document is not whole in the store.
pub(crate) fn pack(
    archive: &Archive,
    index: &Index,
    entries: &[Entry],
    title: &str,
    made_on: &str,
) -> Result<Vec<Output>, Finding> {
    let mut payload: Vec<Output> = Vec::new();
    let mut rows = Vec::new();
    for (entry, serial) in entries.iter().zip(1..) {
        let name = entry.key.as_str().replace('/', "-");
        let folder = format!("data/{serial:04}-{}", name.chars().take(45).collect::<String>());
        let letters = if entry.letters > 0 { archive.letters(&entry.key)? } else { Vec::new() };
        let own = archive.best_copy(index, entry, None)?;
        let files = packed(archive, &own, &folder)?;
        let mut main = Vec::new();
        if letters.is_empty() {
            main.extend(place(&files, &own.path));
        }
        let mut known = index.handed_in(&entry.key)?;
        for (letter, serial) in letters.iter().zip(1..) {
            let known = known.remove(&letter.name);
            if known.is_none() && !index.lacks(&letter.key)? {
                let finalized = own.inventory.finalized(Some(&letter.name));
                main.extend(finalized.and_then(|(path, _)| place(&files, &path)));
                continue;
            }
            let copy = archive.best_copy_of(index, entry, Some(letter), known)?;
            let signed = packed(archive, &copy, &format!("{folder}/thu-{serial:04}"))?;
            main.extend(place(&signed, &copy.path));
            payload.extend(signed.into_iter().map(|(_, output)| output));
        }
        payload.extend(files.into_iter().map(|(_, output)| output));
        let metadata = archive.store().file_of(&own.key, &own.inventory, own.inventory.number(), file::METADATA)?;
        let metadata = metadata.as_deref().and_then(Metadata::parse);
        let metadata = metadata.ok_or_else(|| Damage::UnreadableMetadata.of(&entry.key))?;
        rows.push((metadata, main));
    }
    if rows.is_empty() {
        return Err(Finding::new(codes::NOTHING_KEPT, "không có văn bản nào để xuất").hint("xem `vanthu archive list`"));
    }
    payload.push(Output { path: "data/ho-so.xml".to_owned(), bytes: file_as_xml(title, &rows).into_bytes() });
    let size: usize = payload.iter().map(|output| output.bytes.len()).sum();
    let mut tags = vec![
        tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        tag(
            "bag-info.txt",
            format!(
                "Bag-Software-Agent: vanthu {}\nBagging-Date: {made_on}\nExternal-Description: {}\nPayload-Oxum: {size}.{}\n",
                env!("CARGO_PKG_VERSION"),
                title.replace(['\n', '\r'], " "),
                payload.len()
            ),
        ),
        tag("manifest-sha512.txt", manifest(&payload)),
    ];
    tags.push(tag("tagmanifest-sha512.txt", manifest(&tags)));
    payload.extend(tags);
    Ok(payload)
}

/// The files of an object that go along, by their paths in it: the version to hand out, without what only the program
/// needs to build it, under the names that the law has for what is handed over.
fn packed(archive: &Archive, copy: &BestCopy, folder: &str) -> Result<Vec<(String, Output)>, Finding> {
    let BestCopy { key, inventory, version, .. } = copy;
    let files = inventory.files(*version).into_iter();
    let files: Vec<(&str, &str)> =
        files.filter(|(path, _)| !path.starts_with(file::INPUTS) && !file::is(path, file::RECORD)).collect();
    let names = content_paths(files.iter().map(|(path, _)| *path));
    let output = |((path, digest), name): ((&str, &str), String)| {
        let bytes = archive.store().content(key, inventory, digest)?;
        Ok((path.to_owned(), Output { path: format!("{folder}/{name}"), bytes }))
    };
    files.into_iter().zip(names).map(output).collect()
}

/// Where a file of an object went.
fn place(packed: &[(String, Output)], path: &str) -> Option<String> {
    packed.iter().find_map(|(known, output)| (known == path).then(|| output.path.clone()))
}

fn tag(path: &str, text: String) -> Output {
    Output { path: path.to_owned(), bytes: text.into_bytes() }
}

fn manifest(outputs: &[Output]) -> String {
    outputs.iter().fold(String::new(), |mut text, output| {
        let _ = writeln!(text, "{}  {}", sha512(&output.bytes), output.path);
        text
    })
}

/// The hồ sơ with the fields of the law, documents in the order they were given.
fn file_as_xml(title: &str, rows: &[(Metadata, Vec<String>)]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HoSo>\n");
    let mut line = |depth: usize, name: &str, text: &str| {
        let _ = writeln!(xml, "{}<{name}>{}</{name}>", "  ".repeat(depth), escaped(text));
    };
    let pages: usize = rows.iter().map(|(metadata, _)| metadata.official.page_amount).sum();
    let day = |metadata: Option<&(Metadata, Vec<String>)>| {
        metadata.map(|(m, _)| m.official.issued_date.clone()).unwrap_or_default()
    };
    line(1, "Title", title);
    line(1, "Language", "Tiếng Việt");
    line(1, "StartDate", &day(rows.first()));
    line(1, "EndDate", &day(rows.last()));
    line(1, "DocTotal", &rows.len().to_string());
    line(1, "PageTotal", &pages.to_string());
    for ((metadata, paths), ordinal) in rows.iter().zip(1..) {
        let official = &metadata.official;
        xml.push_str("  <VanBan>\n");
        let mut line = |name: &str, text: &str| {
            let _ = writeln!(xml, "    <{name}>{}</{name}>", escaped(text));
        };
        line("DocOrdinal", &ordinal.to_string());
        line("DocCode", &official.doc_code);
        line("TypeName", &official.type_name);
        line("CodeNumber", &official.code_number);
        line("CodeNotation", &official.code_notation);
        line("IssuedDate", &official.issued_date);
        line("OrganName", &official.organ_name);
        line("Subject", &official.subject);
        line("Language", &official.language);
        line("PageAmount", &official.page_amount.to_string());
        line("Position", &official.signer_info.position);
        line("FullName", &official.signer_info.full_name);
        official.to.iter().for_each(|to| line("To", to));
        line("Maintenance", &official.maintenance);
        line("ConfidenceLevel", &official.confidence_level);
        line("Format", &official.format);
        paths.iter().for_each(|path| line("File", path.strip_prefix("data/").unwrap_or(path)));
        xml.push_str("  </VanBan>\n");
    }
    xml.push_str("</HoSo>\n");
    xml
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML 1.0 has no way to write these
            c if c < ' ' && !matches!(c, '\n' | '\t') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
