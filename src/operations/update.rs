//! One document brought up to date: set again only when what decides its pages has changed, with the reasons.
//!
//! A document is fresh when its files and every shared file are as the record says; or, when some of them have
//! changed, when its text set in markup comes out the same all the same. The second needs no trust in the first.

pub(super) mod dependencies;
mod frozen;
pub(super) mod frozen_log;
pub mod outcome;
pub(super) mod previous;
pub mod reason;
pub mod record;
pub(super) mod recording;
pub(super) mod target;

use std::path::Path;

use outcome::{PrintedChange, State, Updated};
use previous::Previous;
use reason::Reason;
use recording::{Rendered, standards};
use target::Target;

use crate::base::digest::Digest;
use crate::base::finding::Findings;
use crate::base::io::names::is_document;
use crate::base::io::workspace_path::WorkspacePath;
use crate::export::Output;
use crate::operations::common::options::{Format, Options};
use crate::operations::common::session::Session;
use crate::operations::update::record::{Program, Record, Written};

/// One document to bring up to date.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) target: Target<'a>,
    pub(super) previous: &'a Previous<'a>,
    pub(super) options: &'a Options,
}

impl Session {
    /// Brings the files of a document in `out` up to date. Writes nothing.
    pub fn update(&mut self, path: &str, out: &Path, options: &Options) -> Updated {
        self.update_target(Target::of(path), out, options)
    }

    /// The same for a document or a letter.
    pub(super) fn update_target(&mut self, target: Target<'_>, out: &Path, options: &Options) -> Updated {
        let previous = Previous::read(target, out);
        let job = Job { target, previous: &previous, options };
        let shown = self.workspace.shown(target.document);
        match self.frozen(target.document) {
            Ok(None) => match self.refreshed(job) {
                kept if kept.state == State::Kept && options.is_final => self.looked_through(job, kept),
                updated => updated,
            },
            Ok(Some(frozen)) => {
                let updated = self.refreshed(job);
                let mut updated = self.as_frozen(updated, &frozen, job);
                updated.findings = std::mem::take(&mut updated.findings).about(&shown);
                updated
            }
            Err(finding) => Updated::failed(finding.into()),
        }
    }

    fn refreshed(&mut self, job: Job<'_>) -> Updated {
        let Job { target, options, .. } = job;
        let digest = self.digest(target, target.document);
        if !options.force
            && let Some(fresh) = self.untouched(job, digest.as_ref())
        {
            return fresh;
        }
        let (document, mut findings) = self.checked(target, options.is_final);
        let Some(document) = document else {
            return Updated::failed(findings);
        };
        let made = self.render(&document).map_err(Findings::from).and_then(|markup| {
            let rendered = Rendered { document: &document, markup: &markup };
            let mut record = self.record(target, digest, rendered, options);
            record.warned = findings.iter().next().is_some();
            self.settle(job, rendered, record)
        });
        match made {
            Ok(updated) => Updated { findings, ..updated },
            Err(found) => {
                findings.extend(found);
                Updated::failed(findings.about(&self.workspace.shown(target.document)))
            }
        }
    }

    /// Final files that are kept: a draft may have made their pages, so they are looked at as new ones are.
    fn looked_through(&mut self, job: Job<'_>, kept: Updated) -> Updated {
        let Job { target, options, .. } = job;
        let (document, mut findings) = self.checked(target, options.is_final);
        let Some(document) = document else {
            return Updated::failed(findings);
        };
        let only_pages = Options { formats: Vec::new(), ..options.clone() };
        let markup = self.render(&document).map_err(Findings::from);
        match markup.and_then(|markup| self.make_guarded(target, &document, &markup, &only_pages)) {
            Ok(_) => kept,
            Err(found) => {
                findings.extend(found);
                Updated::failed(findings.about(&self.workspace.shown(target.document)))
            }
        }
    }

    /// A document of which no file has changed, and that had no warnings to tell again.
    fn untouched(&self, job: Job<'_>, digest: Option<&Digest>) -> Option<Updated> {
        let Job { target, previous, options } = job;
        let record = previous.record.as_ref()?;
        let path = target.document;
        let own = record.inputs.iter().filter(|(input, _)| self.dependencies.get(input).is_none());
        // of a list that has changed only the row of the letter counts
        let row_cells = target.row_cells();
        let is_same_row = record.row == target.letter.map(|letter| letter.row + 1)
            && row_cells.is_some()
            && record.row_cells == row_cells;
        let is_listed = |input: &str| target.inputs().is_some_and(|inputs| inputs.contains_key(input));
        let is_list = |input: &String| input != path && is_listed(input) && !record.attached.contains(input);
        let mut is_list_changed = false;
        let mut is_same = |(input, known): (&String, &Digest)| {
            let same = self.digest(target, input).as_ref() == Some(known);
            is_list_changed |= !same && is_list(input);
            same || is_same_row && is_list(input)
        };
        // a document of another folder is found by its name alone, which a new file may take
        let folder = WorkspacePath::of(path).folder();
        let is_far = |input: &String| {
            let input = WorkspacePath::of(input);
            input.folder() != folder && is_document(input.file_name())
        };
        let same = !record.warned
            && !own.clone().any(|(input, _)| input != path && is_far(input))
            && record.program == Program::this()
            && record.standards == standards(options)
            && record.dependencies == *self.dependencies.all()
            && record.inputs.get(path) == digest
            && own.clone().all(|(input, known)| input == path || is_same((input, known)))
            && previous.holds_all(options, &record.set_from);
        match (same, is_list_changed) {
            (false, _) => None,
            (true, false) => Some(Updated { pages: record.pages.len(), ..Updated::kept(vec![Reason::NothingChanged]) }),
            (true, true) => self.beside_a_changed_list(job, record),
        }
    }

    /// A letter whose row of the list is as it was: its record takes the list in as it is now.
    fn beside_a_changed_list(&self, job: Job<'_>, known: &Record) -> Option<Updated> {
        let Job { target, previous, options } = job;
        let mut record = known.clone();
        record.inputs.extend(target.inputs()?.iter().map(|(path, digest)| (path.clone(), digest.clone())));
        let bytes = record.to_bytes_beside(&previous.bytes)?;
        let mut reasons = reason::since(previous, &record, options);
        reasons.push(Reason::SamePages);
        let outputs = vec![Output { path: target.record(), bytes }];
        Some(Updated { outputs, pages: record.pages.len(), ..Updated::kept(reasons) })
    }

    /// Keeps the files when the pages would come out the same, and sets the document otherwise.
    fn settle(&mut self, job: Job<'_>, rendered: Rendered<'_>, mut record: Record) -> Result<Updated, Findings> {
        let Job { target, previous, options } = job;
        let mut reasons = reason::since(previous, &record, options);
        if let Some(known) = &previous.record
            && !options.force
            && previous.holds_all(options, &record.set_from)
        {
            (record.pages, record.outputs) = (known.pages.clone(), known.outputs.clone());
            reasons.push(Reason::SamePages);
            // the same record written again would be a change to whoever watches
            let outputs = if record == *known { Vec::new() } else { vec![rendered.recorded(target, &record)] };
            return Ok(Updated { outputs, pages: record.pages.len(), ..Updated::kept(reasons) });
        }
        if options.force && reasons.is_empty() {
            reasons.push(Reason::Forced);
        }
        if options.formats.contains(&Format::Pdf) {
            previous.refuse_signed()?;
        }
        let (mut outputs, pages) = self.make_guarded(target, rendered.document, rendered.markup, options)?;
        let folder = target.folder();
        record.outputs = outputs
            .iter()
            .map(|output| (output.path[folder.len()..].to_owned(), Written::of(&output.bytes, &record.set_from)))
            .collect();
        record.pages = pages.digests();
        let mut outdated = Vec::new();
        for (name, written) in previous.record.iter().flat_map(|known| &known.outputs) {
            if record.outputs.contains_key(name) {
                continue;
            }
            if !options.formats.contains(&previous::format_of(name)) {
                // stays known: whether it is still true, and whether it was signed, can be seen later
                record.outputs.insert(name.clone(), written.clone());
            } else if previous.is_intact(name) {
                outdated.push(format!("{folder}{name}"));
            }
        }
        let known = previous.record.as_ref();
        let changes = known.map_or(Vec::new(), |known| PrintedChange::between(&known.printed, &record.printed));
        outputs.push(rendered.recorded(target, &record));
        let (state, pages, findings) = (State::Made, pages.count(), Findings::default());
        Ok(Updated { state, outputs, outdated, pages, findings, reasons, changes })
    }
}
