//! The record of a build: every file it was made from, what decides its pages, and the figures it prints.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::io::names::{MAX_ASSET, OFFICE_FILE};
use crate::base::io::workspace_path::WorkspacePath;
use crate::compare::Reading;
use crate::domain::document::{Document, Origin};
use crate::domain::figures::compare::Comparison;
use crate::export::Output;
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::update::record::{Printed, Record};
use crate::operations::update::target::Target;
use crate::render::Markup;

/// A document with its markup.
#[derive(Clone, Copy)]
pub(crate) struct Rendered<'a> {
    pub(crate) document: &'a Document,
    pub(crate) markup: &'a Markup,
}

impl Rendered<'_> {
    /// The record as a file beside the outputs, with what a reader sees of the document.
    pub(super) fn recorded(self, target: Target<'_>, record: &Record) -> Output {
        Output { path: target.record(), bytes: record.to_bytes(&Reading::of(self.document)) }
    }
}

/// The standards asked for, by the names that a record gives them.
pub(crate) fn standards(options: &Options) -> Vec<String> {
    options.standards.iter().map(ToString::to_string).collect()
}

impl Session {
    /// The record of a document about to be set, without what will be written.
    pub(crate) fn record(
        &self,
        target: Target<'_>,
        digest: Option<Digest>,
        rendered: Rendered<'_>,
        options: &Options,
    ) -> Record {
        let (path, document) = (target.document, rendered.document);
        let mut record = Record::new(path);
        record.row = target.letter.map(|letter| letter.row + 1);
        record.row_cells = target.row_cells();
        record.standards = standards(options);
        record.dependencies = self.dependencies.all().clone();
        record.set_from = self.set_from(target, rendered, &record);
        record.printed = document.uses.iter().map(Printed::from).collect();
        let mut inputs: BTreeMap<String, Digest> = digest.map(|digest| (path.to_owned(), digest)).into_iter().collect();
        inputs.extend(target.inputs().into_iter().flatten().map(|(path, digest)| (path.clone(), digest.clone())));
        for shared in self.shared_files(document) {
            inputs.extend(self.dependencies.get(&shared).map(|digest| (shared.clone(), digest.clone())));
        }
        inputs.extend(self.dependencies.office_files().map(|(path, digest)| (path.clone(), digest.clone())));
        let folder = WorkspacePath::of(WorkspacePath::of(path).folder());
        inputs.extend(document.images.iter().map(|(name, bytes)| (folder.join(name), Digest::of(bytes))));
        let cited = document.citations.iter().flat_map(|cited| std::iter::once(&cited.path).chain(&cited.through));
        inputs.extend(cited.filter_map(|path| Some((path.clone(), self.digest(target, path)?))));
        inputs.extend(document.attached_files.iter().map(|(path, digest)| (path.clone(), digest.clone())));
        record.attached = document.attached_files.keys().cloned().collect();
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
                        folders.extend(read);
                    }
                    found.extend(folders.iter().flat_map(|folder| self.dependencies.figures(folder)));
                }
                shared => found.push(shared.file()),
            }
        }
        found
    }

    /// Everything that decides the pages and the PDF, in one.
    fn set_from(&self, target: Target<'_>, rendered: Rendered<'_>, record: &Record) -> Digest {
        let Rendered { document, markup } = rendered;
        let images: Vec<(&str, Digest)> =
            markup.images.iter().map(|image| (image.path.as_str(), Digest::of(&image.bytes))).collect();
        let date = format!("{:?}", document.issued_on);
        let identity = target.identity();
        let mut parts = vec![identity.as_bytes(), date.as_bytes(), markup.main.as_bytes()];
        parts.extend([record.program.version.as_bytes(), record.program.build.as_bytes()]);
        parts.extend(record.standards.iter().map(|name| name.as_bytes()));
        parts.extend(markup.imports.iter().flat_map(|source| [source.name.as_bytes(), source.text.as_bytes()]));
        parts.extend(images.iter().flat_map(|(name, digest)| [name.as_bytes(), digest.digits().as_bytes()]));
        let fonts = self.dependencies.fonts();
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
