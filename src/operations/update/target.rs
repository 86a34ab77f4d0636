//! What one set of output files is of: a document, or one letter of a document with a list.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::text::nfc;
use crate::load::DocumentFile;
use crate::operations::common::output_paths::stem;
use crate::operations::update::record::ENDING;

/// What one set of output files is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    /// The document, from the workspace.
    pub(crate) document: &'a str,
    /// Its files from the output folder, without ending.
    pub(crate) stem: &'a str,
    /// Which letter, if it is one.
    pub(crate) letter: Option<Letter<'a>>,
}

/// One letter of a document with a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter<'a> {
    /// The document as it was read for all of its letters.
    pub(crate) draft: &'a DocumentFile,
    /// Its row of the list, from 0.
    pub(crate) row: usize,
}

impl<'a> Target<'a> {
    /// A document like others.
    pub(crate) fn of(document: &'a str) -> Self {
        Self { document, stem: stem(document), letter: None }
    }

    /// The folder of its files, with `/` at its end unless it is the workspace itself.
    pub(crate) fn folder(self) -> &'a str {
        self.stem.rfind('/').map_or("", |at| &self.stem[..=at])
    }

    /// The name of its files, without ending.
    pub(crate) fn name(self) -> &'a str {
        &self.stem[self.folder().len()..]
    }

    /// Its record, from the output folder.
    pub(crate) fn record(self) -> String {
        format!("{}.{ENDING}", self.stem)
    }

    /// What identifies it from one build to the next.
    pub(crate) fn identity(self) -> String {
        match self.letter {
            None => nfc(self.document),
            Some(_) => nfc(&format!("{}#{}", self.document, self.stem)),
        }
    }

    /// What stands in the row of a letter; none when there is something to say of the whole list.
    pub(crate) fn row_cells(self) -> Option<Digest> {
        self.letter.and_then(|letter| letter.draft.row_cells(letter.row))
    }

    /// The files that are read for all letters at once, by content.
    pub(crate) fn inputs(self) -> Option<&'a BTreeMap<String, Digest>> {
        self.letter.map(|letter| letter.draft.inputs())
    }
}
