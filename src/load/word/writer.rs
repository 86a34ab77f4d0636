//! What writes one text, the body or an annex: its blocks so far, its notes, its pictures, what it tells.

use std::collections::{BTreeMap, HashMap};

use crate::domain::document::heading_numbers::Ladder;
use crate::formats::word::model::{NoteId, Picture, WordFile};
use crate::load::word::draft::{Report, Sureness};
use crate::load::word::inline::{self, Into, Marks};

/// Writes one text: the body, or an annex.
pub(super) struct Writer<'a> {
    pub(super) file: &'a WordFile,
    /// How headings are numbered as a rule.
    pub(super) ladder: Option<Ladder>,
    pub(super) report: &'a mut Report,
    pub(super) pictures: &'a mut Pictures,
    pub(super) notes: Notes,
    pub(super) blocks: Blocks,
    /// Whether the file has formats that tell titles.
    pub(super) has_formats: bool,
    /// Bold lines that look like headings and have no number.
    pub(super) unnumbered: Vec<String>,
}

/// Blocks of Markdown, and which paragraph of the file each was made of.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    blocks: Vec<(String, usize)>,
    now: usize,
}

impl Blocks {
    /// What is written from here on is made of this paragraph.
    pub(super) fn made_of(&mut self, paragraph: usize) {
        self.now = paragraph.max(self.now);
    }

    pub(super) fn push(&mut self, block: String) {
        self.blocks.push((block, self.now));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All of them, a line free between two, and the paragraph that each line was made of.
    pub(super) fn text(&self) -> (String, Vec<usize>) {
        let mut lines = Vec::new();
        for (block, paragraph) in &self.blocks {
            lines.extend(lines.last().copied());
            lines.extend(std::iter::repeat_n(*paragraph, block.split('\n').count()));
        }
        let blocks: Vec<&str> = self.blocks.iter().map(|(block, _)| block.as_str()).collect();
        (blocks.join("\n\n"), lines)
    }
}

/// Notes in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct Notes {
    order: Vec<NoteId>,
    numbers: HashMap<NoteId, usize>,
}

impl Marks for Notes {
    fn note(&mut self, id: &NoteId) -> String {
        let number = *self.numbers.entry(id.clone()).or_insert_with(|| {
            self.order.push(id.clone());
            self.order.len()
        });
        format!("[^{number}]")
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        file: &'a WordFile,
        ladder: Option<Ladder>,
        report: &'a mut Report,
        pictures: &'a mut Pictures,
        has_formats: bool,
    ) -> Self {
        Self {
            file,
            ladder,
            report,
            pictures,
            notes: Notes::default(),
            blocks: Blocks::default(),
            has_formats,
            unnumbered: Vec::new(),
        }
    }

    /// What the notes say, in the order of their marks.
    pub(super) fn write_notes(&mut self) {
        let mut at = 0;
        // a note may carry the mark of another
        while let Some(id) = self.notes.order.get(at).cloned() {
            let paragraphs = self.file.note(&id).to_vec();
            let texts: Vec<String> = paragraphs
                .iter()
                .map(|paragraph| inline::markdown_of(&paragraph.pieces, 0, Into::Paragraph, &mut self.notes))
                .filter(|text| !text.is_empty())
                .collect();
            if texts.len() > 1 {
                let what = format!("nối {} đoạn của một chú thích thành một", texts.len());
                self.report.guess(Sureness::Fair, "chú thích chỉ có một đoạn", what);
            }
            if texts.is_empty() {
                self.report.not_taken("chú thích trống", String::new());
            }
            self.blocks.push(format!("[^{}]: {}", at + 1, texts.join(" ")));
            at += 1;
        }
    }
}

/// Pictures of all texts of a document, and the names they get.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) taken: Vec<(String, Vec<u8>)>,
    names: BTreeMap<String, String>,
    /// What they are named after.
    document: String,
    /// Whether none can be written.
    pub(super) are_refused: bool,
}

impl Pictures {
    /// Pictures of a document of this name.
    pub(super) fn of(document: &str) -> Self {
        Self { document: document.to_owned(), ..Self::default() }
    }

    /// Those of a text that nothing is written beside.
    pub(super) fn refused() -> Self {
        Self { are_refused: true, ..Self::default() }
    }

    /// Where a picture lies beside the document, the same one once; none of a kind that no page shows.
    pub(super) fn path(&mut self, picture: &Picture) -> Option<String> {
        if let Some(path) = self.names.get(&picture.part) {
            return Some(path.clone());
        }
        let ending = ending(&picture.bytes)?;
        // a stranger's names never lead anywhere, and two documents of a folder keep their own
        let path = format!("hinh/{}-{}.{ending}", self.document, self.taken.len() + 1);
        self.names.insert(picture.part.clone(), path.clone());
        self.taken.push((path.clone(), picture.bytes.to_vec()));
        Some(path)
    }
}

/// The ending of a picture that pages show, by what it is.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(400)];
    match () {
        () if bytes.starts_with(b"\x89PNG") => Some("png"),
        () if bytes.starts_with(b"\xff\xd8") => Some("jpg"),
        () if head.windows(4).any(|window| window == b"<svg") => Some("svg"),
        () => None,
    }
}
