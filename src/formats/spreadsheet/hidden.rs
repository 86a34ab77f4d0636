//! What an XLSX workbook does not show: pages, rows and columns hidden by hand, rows that a filter leaves out.

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::formats::spreadsheet::grid::{MAX_COLUMNS, MAX_ROWS};
use crate::formats::spreadsheet::ods::attribute;

/// Bytes that a page counts as beside its own.
const PAGE: u64 = 16 << 10;

/// What is hidden of one page.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct HiddenParts {
    pub(crate) page: bool,
    pub(crate) rows: BTreeSet<u32>,
    pub(crate) columns: BTreeSet<u32>,
}

/// More than may be read.
#[derive(Debug)]
pub(crate) struct TooMuch;

/// What is hidden of each page, by name; nothing of a page that says nothing of it. `left` is how many bytes all pages may
/// have, since one part may be named again and again; a page whose part is not found counts as `largest`.
pub(crate) fn of_xlsx(bytes: &[u8], largest: u64, mut left: u64) -> Result<HashMap<String, HiddenParts>, TooMuch> {
    let mut found = HashMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(found) };
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let Some(workbook) = part("xl/workbook.xml") else { return Ok(found) };
    let relations = part("xl/_rels/workbook.xml.rels").unwrap_or_default();
    let mut targets = HashMap::new();
    each_tag(&relations, "Relationship", |tag| {
        let path = attribute(tag, "Target").map(|target| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        });
        targets.extend(attribute(tag, "Id").zip(path));
    });
    let mut pages = Vec::new();
    each_tag(&workbook, "sheet", |tag| {
        let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
        pages.extend(attribute(tag, "name").map(|name| (name, attribute(tag, "r:id").unwrap_or_default(), hidden)));
    });
    for (name, id, page) in pages {
        let text = targets.get(&id).and_then(|path| part(path));
        let size = text.as_ref().map_or(largest, |text| text.len() as u64);
        left = left.checked_sub(size + PAGE).ok_or(TooMuch)?;
        found.insert(name, HiddenParts { page, ..text.map(|text| of_page(&text)).unwrap_or_default() });
    }
    Ok(found)
}

fn of_page(text: &str) -> HiddenParts {
    let mut hidden = HiddenParts::default();
    let is_hidden = |tag: &BytesStart<'_>| {
        let flat = |name: &str| attribute(tag, name).and_then(|size| size.parse::<f64>().ok()) == Some(0.0);
        attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") || flat("ht") || flat("width")
    };
    let number = |tag: &BytesStart<'_>, name: &str| attribute(tag, name)?.parse::<u32>().ok()?.checked_sub(1);
    let mut next = 0;
    each_tag(text, "row", |tag| {
        let row = number(tag, "r").unwrap_or(next);
        next = row.saturating_add(1);
        if is_hidden(tag) && row < MAX_ROWS {
            hidden.rows.insert(row);
        }
    });
    each_tag(text, "col", |tag| {
        if is_hidden(tag)
            && let Some((from, to)) = number(tag, "min").zip(number(tag, "max"))
        {
            hidden.columns.extend(from..=to.min(MAX_COLUMNS));
        }
    });
    hidden
}

/// Calls back for every opening of a tag; text that is no XML has none.
fn each_tag(text: &str, name: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => visit(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
