//! Trộn thư: one document with a list → a letter for each of its rows, read once and built like any document.

use std::collections::HashSet;
use std::path::Path;

use crate::base::finding::Findings;
use crate::base::io::{files, names};
use crate::load::DocumentFile;
use crate::operations::common::options::Options;
use crate::operations::common::output_paths::stem;
use crate::operations::common::session::Session;
use crate::operations::rebuild::against_record::{Outcome, Rebuilt};
use crate::operations::update::outcome::Updated;
use crate::operations::update::record::{ENDING, MAX_RECORD, Record};
use crate::operations::update::target::{Letter, Target};

/// A key that every document with a list has.
const KEY: &[u8] = b"danh_sach";

/// A document and its list, ready to be built letter by letter.
#[derive(Debug)]
pub struct Merge {
    document: String,
    draft: DocumentFile,
    /// By row: the files of a letter from the output folder, without ending.
    stems: Vec<Result<String, Findings>>,
}

impl Merge {
    /// How many letters there are, good and bad.
    pub fn count(&self) -> usize {
        self.stems.len()
    }

    /// The files of a letter from the output folder, without ending; none when its row gives no name.
    pub fn stem(&self, letter: usize) -> Option<&str> {
        self.stems.get(letter)?.as_deref().ok()
    }

    /// Every letter.
    ///
    /// # Errors
    /// What keeps a row from giving one.
    pub(crate) fn targets(&self) -> Result<Vec<Target<'_>>, Findings> {
        let mut problems = Findings::default();
        self.stems.iter().filter_map(|stem| stem.as_ref().err()).for_each(|found| problems.extend(found.clone()));
        if problems.has_errors() {
            return Err(problems);
        }
        Ok((0..self.count()).filter_map(|row| self.target(row)).collect())
    }

    /// A letter; none when its row gives no name.
    pub(crate) fn target(&self, row: usize) -> Option<Target<'_>> {
        Some(Target {
            document: &self.document,
            stem: self.stem(row)?,
            letter: Some(Letter { draft: &self.draft, row }),
        })
    }

    /// Files of letters that are no longer on the list, from the output folder.
    pub(crate) fn leftovers(&self, out: &Path) -> Vec<String> {
        let folder = Target::of(&self.document).folder();
        let current: HashSet<&str> = self.stems.iter().flatten().map(|stem| &stem[folder.len()..]).collect();
        let ending = format!(".{ENDING}");
        let mut found = Vec::new();
        for name in files::names_in(&out.join(folder)) {
            let Some(name) = name.strip_suffix(&ending).filter(|name| !current.contains(name)) else { continue };
            let record = files::read(&out.join(format!("{folder}{name}{ending}")), MAX_RECORD).ok();
            let record = record.as_deref().and_then(Record::parse);
            if let Some(record) = record.filter(|record| record.document == self.document) {
                found.extend(record.outputs.into_keys().map(|output| format!("{folder}{output}")));
            }
        }
        found
    }
}

impl Session {
    /// The letters of a document; `None` when it has no list, or cannot be built for any row of it. `last` asks for
    /// letters to be issued.
    pub fn merge(&self, path: &str, is_final: bool) -> Option<Merge> {
        let bytes = self.workspace.read(path, names::MAX_YAML).ok()??;
        memchr::memmem::find(&bytes, KEY)?;
        let draft = DocumentFile::read(&self.workspace, path).ok()?;
        let target =
            Target { document: path, stem: stem(path), letter: Some(Letter { draft: &draft, row: draft.sample()? }) };
        // what is wrong with the document itself is reported of the document, not of every letter; letters that went out
        // stay as they are, whatever is wrong
        let (_, findings) = self.checked(target, is_final);
        if !self.frozen_log.contains(path)
            && findings.iter().any(|finding| finding.is_error() && !draft.is_of_row(finding))
        {
            return None;
        }
        let folder = target.folder();
        let name = |name: Result<String, Findings>| name.map(|name| format!("{folder}{name}"));
        let stems = draft.names(&self.periods).into_iter().map(name).collect();
        Some(Merge { document: path.to_owned(), draft, stems })
    }

    /// Brings the files of a letter in `out` up to date. Writes nothing.
    pub fn update_letter(&mut self, merge: &Merge, letter: usize, out: &Path, options: &Options) -> Updated {
        match merge.stems.get(letter) {
            Some(Err(findings)) => Updated::failed(findings.clone()),
            _ => merge.target(letter).map_or_else(
                || Updated::failed(Findings::default()),
                |target| self.update_target(target, out, options),
            ),
        }
    }

    /// Builds a letter beside its record and compares.
    pub(crate) fn rebuild_letter(&mut self, merge: &Merge, letter: usize, out: &Path) -> Rebuilt {
        match merge.stems.get(letter) {
            Some(Err(findings)) => Rebuilt { findings: findings.clone(), ..Rebuilt::of(Outcome::Failed) },
            _ => merge
                .target(letter)
                .map_or_else(|| Rebuilt::of(Outcome::Unrecorded), |target| self.rebuild_target(target, out)),
        }
    }
}
