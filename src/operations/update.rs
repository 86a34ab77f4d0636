//! One document brought up to date: set again only when what decides its pages has changed, with the reasons.
//!
//! A document is fresh when its files and every shared file are as the record says; or, when some of them have
//! changed, when its text set in markup comes out the same all the same. The second needs no trust in the first.

pub(crate) mod dependencies;
pub(crate) mod issued;
pub(super) mod previous;
mod reasons;
pub mod record;
pub(crate) mod target;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings};
use crate::base::io::names::{MAX_ASSET, OFFICE_FILE};
use crate::base::io::workspace_path::WorkspacePath;
use crate::compare::Reading;
use crate::domain::document::{Document, Origin};
use crate::domain::figures::compare::Comparison;
use crate::export::Output;
use crate::operations::options::{Format, Options};
use crate::operations::session::Session;
use crate::operations::update::previous::Past;
use crate::operations::update::record::{Printed, Program, Record, Written};
use crate::operations::update::target::Target;
use crate::render::Markup;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Set and to be written.
    Made,
    /// As it was; nothing to write but perhaps its record.
    Kept,
    /// Findings keep it from being built; its last files stay.
    Failed,
}

/// A document brought up to date, with everything to write.
#[derive(Debug)]
pub struct Updated {
    /// What became of it.
    pub state: State,
    /// Files to write, in this order; paths from the output folder, the record last.
    pub outputs: Vec<Output>,
    /// Files of the last build that are no longer of this document.
    pub outdated: Vec<String>,
    /// How many pages it has; 0 when it failed.
    pub pages: usize,
    /// In the order of the clerk's files.
    pub findings: Findings,
    /// Why it was set, or why not, in the clerk's words.
    pub reasons: Vec<String>,
    /// Figures and facts that it now prints otherwise.
    pub changes: Vec<Change>,
}

/// A figure or fact that a document prints otherwise than the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As `nam-2025/so-lieu.yaml#du_lich.luot_khach`.
    pub from: String,
    /// Line of the document.
    pub line: usize,
    /// What it printed.
    pub old: String,
    /// What it prints now.
    pub new: String,
}

impl Updated {
    /// Of a document that could not be built.
    pub fn failed(findings: Findings) -> Self {
        Self { state: State::Failed, findings, ..kept(Vec::new()) }
    }
}

impl Session {
    /// Brings the files of a document in `out` up to date. Writes nothing.
    pub fn update(&mut self, path: &str, out: &Path, options: &Options) -> Updated {
        self.update_target(Target::of(path), out, options)
    }

    /// The same for a document or a letter.
    pub(crate) fn update_target(&mut self, target: Target<'_>, out: &Path, options: &Options) -> Updated {
        let old = Past::read(target, out);
        let shown = self.workspace.shown(target.document);
        match self.issued(target.document) {
            Ok(None) => self.refreshed(target, &old, options),
            Ok(Some(entry)) => {
                let updated = self.refreshed(target, &old, options);
                let mut updated = self.held(updated, &entry, target, &old, options);
                updated.findings = std::mem::take(&mut updated.findings).about(&shown);
                updated
            }
            Err(finding) => Updated::failed(finding.into()),
        }
    }

    fn refreshed(&mut self, target: Target<'_>, old: &Past<'_>, options: &Options) -> Updated {
        let digest = self.digest(target, target.document);
        if !options.force
            && let Some(fresh) = self.untouched(target, digest.as_ref(), old, options)
        {
            return fresh;
        }
        let (document, mut findings) = self.checked(target, options.last);
        let Some(document) = document else {
            return Updated::failed(findings);
        };
        let made = self.render(&document).and_then(|markup| {
            let mut record = self.record(target, digest, &document, &markup, options);
            record.warned = findings.iter().next().is_some();
            self.settle(target, &document, &markup, record, old, options)
        });
        match made {
            Ok(updated) => Updated { findings, ..updated },
            Err(finding) => {
                findings.push(finding);
                Updated::failed(findings.about(&self.workspace.shown(target.document)))
            }
        }
    }

    /// A document of which no file has changed, and that had no warnings to tell again.
    fn untouched(
        &self,
        target: Target<'_>,
        digest: Option<&Digest>,
        old: &Past<'_>,
        options: &Options,
    ) -> Option<Updated> {
        let record = old.record.as_ref()?;
        let path = target.document;
        let own = record.inputs.iter().filter(|(input, _)| self.surroundings.get(input).is_none());
        let same = !record.warned
            && record.program == Program::this()
            && record.standards == names(options)
            && record.surroundings == *self.surroundings.all()
            && record.inputs.get(path) == digest
            && own.clone().all(|(input, known)| input == path || self.digest(target, input).as_ref() == Some(known))
            && options.formats.iter().all(|format| old.holds(*format, &record.set_from));
        same.then(|| Updated { pages: record.pages.len(), ..kept(vec!["không có gì đổi".to_owned()]) })
    }

    /// Keeps the files when the pages would come out the same, and sets the document otherwise.
    fn settle(
        &mut self,
        target: Target<'_>,
        document: &Document,
        markup: &Markup,
        mut record: Record,
        old: &Past<'_>,
        options: &Options,
    ) -> Result<Updated, Finding> {
        let mut reasons = reasons::of(&record, old, options);
        if let Some(past) = &old.record
            && !options.force
            && options.formats.iter().all(|format| old.holds(*format, &record.set_from))
        {
            (record.pages, record.outputs) = (past.pages.clone(), past.outputs.clone());
            reasons.push("nội dung các trang vẫn như cũ".to_owned());
            // the same record written again would be a change to whoever watches
            let outputs = if record == *past { Vec::new() } else { vec![recorded(target, &record, document)] };
            return Ok(Updated { outputs, pages: record.pages.len(), ..kept(reasons) });
        }
        if options.force && reasons.is_empty() {
            reasons.push("dựng lại theo lệnh `--force`".to_owned());
        }
        if options.formats.contains(&Format::Pdf) {
            old.refuse_signed()?;
        }
        let (mut outputs, pages) = self.make(target, document, markup, options)?;
        let folder = target.folder();
        let written = |output: &Output| {
            let sha256 = Digest::of(&output.bytes);
            let set_from = record.set_from.clone();
            (output.path[folder.len()..].to_owned(), Written { sha256, bytes: output.bytes.len() as u64, set_from })
        };
        record.outputs = outputs.iter().map(written).collect();
        record.pages = pages.digests();
        let pages = pages.count();
        let mut outdated = Vec::new();
        for (name, past) in old.record.iter().flat_map(|past| &past.outputs) {
            if record.outputs.contains_key(name) {
                continue;
            }
            if !options.formats.contains(&previous::format_of(name)) {
                // stays known: whether it is still true, and whether it was signed, can be seen later
                record.outputs.insert(name.clone(), past.clone());
            } else if old.intact(name) {
                outdated.push(format!("{folder}{name}"));
            }
        }
        let changes = old.record.as_ref().map_or(Vec::new(), |past| changes(&past.printed, &record.printed));
        outputs.push(recorded(target, &record, document));
        Ok(Updated { state: State::Made, outputs, outdated, pages, findings: Findings::default(), reasons, changes })
    }

    /// The record of a document about to be set, without what will be written.
    pub(crate) fn record(
        &self,
        target: Target<'_>,
        digest: Option<Digest>,
        document: &Document,
        markup: &Markup,
        options: &Options,
    ) -> Record {
        let path = target.document;
        let mut record = Record::new(path);
        record.row = target.letter.map(|(_, row)| row + 1);
        record.standards = names(options);
        record.surroundings = self.surroundings.all().clone();
        record.set_from = self.set_from(target, document, markup, &record);
        record.printed = document.uses.iter().map(Printed::from).collect();
        let mut inputs: BTreeMap<String, Digest> = digest.map(|digest| (path.to_owned(), digest)).into_iter().collect();
        inputs.extend(target.inputs().into_iter().flatten().map(|(path, digest)| (path.clone(), digest.clone())));
        for shared in self.shared_files(document) {
            inputs.extend(self.surroundings.get(&shared).map(|digest| (shared.clone(), digest.clone())));
        }
        inputs.extend(self.surroundings.house().map(|(path, digest)| (path.clone(), digest.clone())));
        let folder = WorkspacePath::of(path).folder();
        inputs.extend(
            document.images.iter().map(|(name, bytes)| (WorkspacePath::of(folder).join(name), Digest::of(bytes))),
        );
        record.inputs = inputs;
        record
    }

    /// The office, and the figures and facts that a document prints.
    fn shared_files(&self, document: &Document) -> Vec<String> {
        let almanac = self.periods.almanac();
        let mut found = vec![OFFICE_FILE.to_owned()];
        for used in &document.uses {
            match &used.origin {
                Origin::Figures(own) => {
                    let figures = almanac.in_folder(own);
                    let indicator = figures.and_then(|figures| Some((figures, figures.indicator(&used.path)?)));
                    let mut folders = vec![own.clone()];
                    if let Some((figures, indicator)) = indicator {
                        let comparison = Comparison { indicator, figures, almanac };
                        let read = used.reads.iter().flat_map(|part| comparison.folders(*part));
                        folders.extend(read.map(str::to_owned));
                    }
                    found.extend(folders.iter().flat_map(|folder| self.surroundings.figures(folder)));
                }
                shared => found.push(shared.file()),
            }
        }
        found
    }

    /// Everything that decides the pages and the PDF, in one.
    fn set_from(&self, target: Target<'_>, document: &Document, markup: &Markup, record: &Record) -> Digest {
        let images: Vec<(&str, Digest)> =
            markup.images.iter().map(|image| (image.path.as_str(), Digest::of(&image.bytes))).collect();
        let date = format!("{:?}", document.issued_on);
        let identity = target.identity();
        let mut parts = vec![identity.as_bytes(), date.as_bytes(), markup.main.as_bytes()];
        parts.extend([record.program.version.as_bytes(), record.program.build.as_bytes()]);
        parts.extend(record.standards.iter().map(|name| name.as_bytes()));
        parts.extend(markup.imports.iter().flat_map(|source| [source.name.as_bytes(), source.text.as_bytes()]));
        parts.extend(images.iter().flat_map(|(name, digest)| [name.as_bytes(), digest.digits().as_bytes()]));
        let fonts = self.surroundings.fonts();
        parts.extend(fonts.iter().flat_map(|(name, digest)| [name.as_bytes(), digest.digits().as_bytes()]));
        Digest::of_all(parts)
    }

    /// A file of the workspace by its content; those of a list are read once for all its letters.
    pub(crate) fn digest(&self, target: Target<'_>, path: &str) -> Option<Digest> {
        if let Some(known) = target.inputs().and_then(|inputs| inputs.get(path)) {
            return Some(known.clone());
        }
        self.workspace.read(path, MAX_ASSET).ok().flatten().map(|bytes| Digest::of(&bytes))
    }
}

/// Uses that are in both, in the order of the document, and print differently.
pub(crate) fn changes(old: &[Printed], new: &[Printed]) -> Vec<Change> {
    let mut waiting: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for printed in old.iter().rev() {
        waiting.entry((&printed.from, &printed.by)).or_default().push(&printed.text);
    }
    let mut found: Vec<Change> = Vec::new();
    for printed in new {
        let before = waiting.get_mut(&(printed.from.as_str(), printed.by.as_str())).and_then(Vec::pop);
        let Some(before) = before.filter(|before| *before != printed.text) else { continue };
        let change = Change {
            from: printed.from.clone(),
            line: printed.line,
            old: before.to_owned(),
            new: printed.text.clone(),
        };
        if !found.contains(&change) {
            found.push(change);
        }
    }
    found
}

fn recorded(target: Target<'_>, record: &Record, document: &Document) -> Output {
    Output { path: target.record(), bytes: record.to_bytes(&Reading::of(document)) }
}

pub(crate) fn names(options: &Options) -> Vec<String> {
    options.standards.iter().map(ToString::to_string).collect()
}

fn kept(reasons: Vec<String>) -> Updated {
    Updated {
        state: State::Kept,
        outputs: Vec::new(),
        outdated: Vec::new(),
        pages: 0,
        findings: Findings::default(),
        reasons,
        changes: Vec::new(),
    }
}
