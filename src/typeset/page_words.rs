//! The words of finished pages in the order of reading: the text from its head to its end, and each note by itself. What
//! pages repeat is left out: page numbers, the heading of a table that runs over.

use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Inherit};
use typst::model::{TableCell, TableElem};
use typst::pdf::ArtifactElem;

use super::Pages;
use super::page_faults::letters;

/// The letters and digits of all pages, small and without blanks, so that it is one however it broke into lines.
#[derive(Debug, Default)]
pub(crate) struct PageWords {
    /// The text.
    pub(crate) text: String,
    /// Each note with its number, in the order of the pages.
    pub(crate) notes: Vec<String>,
}

impl Pages {
    /// The words in the order of reading.
    pub(crate) fn words(&self) -> PageWords {
        let mut reader = Reader::default();
        for page in self.document.pages() {
            reader.walk(&page.frame, &Stream::Text);
        }
        PageWords {
            text: reader.pieces.into_iter().map(|piece| piece.letters).collect(),
            notes: reader.notes.into_iter().map(|(_, letters)| letters).collect(),
        }
    }
}

/// A stretch of the text that stands together.
#[derive(Default)]
struct Piece {
    letters: String,
    /// Row and column of the cell that holds it, and its name.
    cell: Option<((usize, usize), Location)>,
    /// Whether a table begins here: no cell goes before it.
    begins_table: bool,
}

/// Where the words of a frame go.
enum Stream {
    Text,
    Cell(Location),
    Note(Location),
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    notes: Vec<(Location, String)>,
    /// What is open that pages repeat; its words are left out.
    repeated: Option<Location>,
    /// The cell that is open.
    cell: Option<Location>,
}

impl Reader {
    fn walk(&mut self, frame: &Frame, into: &Stream) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => match group.parent {
                    Some(parent) if parent.inherit == Inherit::No => {
                        self.walk(&group.frame, &Stream::Note(parent.location));
                    }
                    // a cell that goes on in parts, maybe on other pages
                    Some(parent) if self.position(parent.location).is_some() => {
                        self.walk(&group.frame, &Stream::Cell(parent.location));
                    }
                    _ => self.walk(&group.frame, into),
                },
                FrameItem::Text(run) if self.repeated.is_none() => self.push(&run.text, into),
                FrameItem::Tag(Tag::Start(element, _)) => self.open(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.close(*location),
                _ => {}
            }
        }
    }

    fn position(&self, cell: Location) -> Option<usize> {
        self.pieces.iter().rposition(|piece| piece.cell.is_some_and(|(_, own)| own == cell))
    }

    fn push(&mut self, text: &str, into: &Stream) {
        let cell = match into {
            Stream::Note(location) => {
                let at = self.notes.iter().position(|(own, _)| own == location).unwrap_or_else(|| {
                    self.notes.push((*location, String::new()));
                    self.notes.len() - 1
                });
                return self.notes[at].1.extend(letters(text));
            }
            Stream::Cell(location) => Some(*location),
            Stream::Text => self.cell,
        };
        let at = cell.and_then(|cell| self.position(cell)).unwrap_or_else(|| {
            if self.pieces.last().is_none_or(|last| last.cell.is_some()) {
                self.pieces.push(Piece::default());
            }
            self.pieces.len() - 1
        });
        self.pieces[at].letters.extend(letters(text));
    }

    fn open(&mut self, element: &Content) {
        let Some(location) = element.location().filter(|_| self.repeated.is_none()) else { return };
        if element.is::<ArtifactElem>() {
            self.repeated = Some(location);
        } else if element.is::<TableElem>() {
            self.pieces.push(Piece { begins_table: true, ..Piece::default() });
        } else if let Some(cell) = element.to_packed::<TableCell>() {
            if cell.is_repeated.get(StyleChain::default()) {
                self.repeated = Some(location);
                return;
            }
            let at = (cell.y.get(StyleChain::default()).unwrap_or(0), cell.x.get(StyleChain::default()).unwrap_or(0));
            let piece = Piece { cell: Some((at, location)), ..Piece::default() };
            // a cell over several rows is drawn when the last of them is
            let after = |other: &Piece| !other.begins_table && other.cell.is_some_and(|(place, _)| place > at);
            let behind = self.pieces.iter().rev().take_while(|other| after(other)).count();
            self.pieces.insert(self.pieces.len() - behind, piece);
            self.cell = Some(location);
        }
    }

    fn close(&mut self, location: Location) {
        if self.repeated == Some(location) {
            self.repeated = None;
        }
        if self.cell == Some(location) {
            self.cell = None;
        }
    }
}
