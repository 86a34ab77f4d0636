//! Bytes of a `.docx` → what stands in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use roxmltree::Node;

use crate::base::text::one_line;
use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Changes, LeftOut, NoteId, Picture, WordFile, WordParagraph, paragraphs};
use crate::formats::word::numbering::Numbering;
use crate::formats::word::package::Package;
use crate::formats::word::parts::{self, Relations};
use crate::formats::word::styles::Styles;
use crate::formats::word::xml::{self, attribute, elements, name};

pub(crate) use crate::formats::word::package::MAX_FILE;

/// Bytes of hidden text that are kept to be told.
const MAX_HIDDEN: usize = 2000;

/// What reading a file needs at every place.
pub(super) struct Reader<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
    pub(super) changes: Changes,
    pub(super) file: WordFile,
    /// Bytes of hidden words that are kept.
    hidden: usize,
}

/// Reads a file, tracked changes taken as told.
///
/// # Errors
/// Why it cannot be read, in a clerk's words.
pub(crate) fn read(bytes: &[u8], changes: Changes) -> Result<WordFile, Fault> {
    let package = Package::open(bytes)?;
    let main = parts::main_part(&package)?;
    let relations = parts::relations(&package, &main)?;
    let styles = match part_of(&package, &relations, "styles") {
        Some((name, bytes)) => Styles::read(&name, bytes)?,
        None => Styles::default(),
    };
    let numbering = match part_of(&package, &relations, "numbering") {
        Some((name, bytes)) => Numbering::read(&name, bytes)?,
        None => Numbering::default(),
    };
    let mut reader = Reader { styles: &styles, numbering, changes, file: WordFile::default(), hidden: 0 };
    reader.body(&package, &main)?;
    reader.notes(&package, &relations, "footnotes", NoteId::Foot)?;
    reader.notes(&package, &relations, "endnotes", NoteId::End)?;
    reader.margins(&package, &relations)?;
    let mut file = reader.file;
    if let Some((name, _)) = part_of(&package, &relations, "comments") {
        file.comments = parts::comments(&package, &name)?;
    }
    file.pictures = pictures(&package, &relations, &mut file.left_out);
    if package.others.iter().any(|part| part.ends_with("vbaProject.bin")) {
        file.left_out.push(LeftOut { what: "macro", near: String::new() });
    }
    Ok(file)
}

/// The part that a relation of a kind leads to.
fn part_of<'a>(package: &'a Package, relations: &Relations, kind: &str) -> Option<(String, &'a [u8])> {
    let name = relations.values().find(|relation| relation.kind == kind)?.part.clone()?;
    let bytes = package.part(&name)?;
    Some((name, bytes))
}

impl Reader<'_> {
    fn body(&mut self, package: &Package, main: &str) -> Result<(), Fault> {
        let text = xml::text(main, package.part(main).unwrap_or_default())?;
        let document = xml::parse(main, &text)?;
        let body = elements(document.root_element()).find(|node| name(*node) == "body");
        let body = body.ok_or_else(|| Fault::broken("không có phần thân văn bản"))?;
        self.file.blocks = self.blocks(body)?;
        Ok(())
    }

    fn notes(
        &mut self,
        package: &Package,
        relations: &Relations,
        kind: &str,
        id: fn(String) -> NoteId,
    ) -> Result<(), Fault> {
        let Some((part, bytes)) = part_of(package, relations, kind) else { return Ok(()) };
        let text = xml::text(&part, bytes)?;
        let document = xml::parse(&part, &text)?;
        for note in elements(document.root_element()) {
            // the line above notes is one of them
            let is_rule = matches!(attribute(note, "type"), Some(kind) if kind != "normal");
            let Some(number) = attribute(note, "id").filter(|_| !is_rule) else { continue };
            let paragraphs: Vec<WordParagraph> = paragraphs(&self.blocks(note)?).into_iter().cloned().collect();
            self.file.notes.insert(id(number.to_owned()), paragraphs);
        }
        Ok(())
    }

    /// Words above and under the pages.
    fn margins(&mut self, package: &Package, relations: &Relations) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for relation in relations.values().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
            let Some(part) = &relation.part else { continue };
            let Some(bytes) = package.part(part) else { continue };
            let text = xml::text(part, bytes)?;
            let document = xml::parse(part, &text)?;
            let blocks = self.blocks(document.root_element())?;
            for paragraph in paragraphs(&blocks) {
                let words = one_line(&paragraph.text());
                if words.chars().any(char::is_alphabetic) && seen.insert(words.clone()) {
                    self.file.margins.push(words);
                }
            }
        }
        Ok(())
    }

    /// Counts a tracked change that holds words, or an end of a paragraph.
    pub(super) fn count_change(&mut self, node: Node<'_, '_>) {
        let changes = &mut self.file.changes;
        changes.count += 1;
        let author = attribute(node, "author").unwrap_or_default();
        if !author.is_empty() && changes.authors.iter().all(|known| known != author) && changes.authors.len() < 20 {
            changes.authors.push(author.to_owned());
        }
        let words = parts::words(node);
        if changes.first.is_none() && !words.is_empty() {
            changes.first = Some(words.chars().take(80).collect());
        }
    }

    /// Keeps hidden words to be told.
    pub(super) fn hide(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() && self.hidden < MAX_HIDDEN {
            self.hidden += words.len();
            self.file.hidden.push(words.to_owned());
        }
    }
}

/// Pictures that the text shows, by relation.
fn pictures(package: &Package, relations: &Relations, left_out: &mut Vec<LeftOut>) -> BTreeMap<String, Picture> {
    let mut found = BTreeMap::new();
    // many places may show one picture
    let mut shared: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    for (id, relation) in relations.iter().filter(|(_, relation)| relation.kind == "image") {
        let Some(part) = &relation.part else {
            left_out.push(LeftOut { what: "hình để ngoài tệp", near: String::new() });
            continue;
        };
        if let Some(bytes) = package.part(part) {
            let bytes = Arc::clone(shared.entry(part.clone()).or_insert_with(|| bytes.into()));
            found.insert(id.clone(), Picture { part: part.clone(), bytes });
        }
    }
    found
}

impl WordFile {
    /// The words of a note.
    pub(crate) fn note(&self, id: &NoteId) -> &[WordParagraph] {
        self.notes.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}
