//! A workspace open for work: the only place that knows the order of the rooms, from the clerk's file to the pages.

use std::path::Path;
use std::sync::Arc;

use crate::audit::{self, Audit};
use crate::base::finding::{Code, Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::base::io::names::MAX_YAML;
use crate::base::io::passed_over::passed_over;
use crate::base::io::workspace::Workspace;
use crate::check::check;
use crate::domain::document::Document;
use crate::domain::document::contents::Contents;
use crate::export::{self, Output, PdfOptions};
use crate::load::{self, Office, Periods, attached_file};
use crate::operations::common::documents::documents;
use crate::operations::common::guard::guarded;
use crate::operations::common::long_titles;
use crate::operations::common::options::{Format, Options};
use crate::operations::common::output_paths::numbered;
use crate::operations::common::page_guard;
use crate::operations::common::picture_guard;
use crate::operations::common::setter::{Setter, Subject};
use crate::operations::update::dependencies::Dependencies;
use crate::operations::update::frozen_log::FrozenLog;
use crate::operations::update::target::{Letter, Target};
use crate::render::{Markup, OwnTemplates};
use crate::typeset::Pages;

/// What stands in every document that names another.
const CITING: &[u8] = b"van_ban";

/// Pages a document may have; the longest real one has a tenth of that.
const MAX_PAGES: usize = 2000;

/// One document built, or what keeps it from being built.
#[derive(Debug)]
pub struct Built {
    /// Files to write, paths from the output folder; empty when a finding is an error.
    pub outputs: Vec<Output>,
    /// How many pages it has.
    pub pages: usize,
    /// In the order of the clerk's files.
    pub findings: Findings,
}

/// A workspace ready to build documents, one after another on a warm cache.
#[derive(Debug)]
pub struct Session {
    pub(crate) workspace: Workspace,
    pub(crate) office: Arc<Office>,
    pub(crate) periods: Arc<Periods>,
    pub(crate) dependencies: Arc<Dependencies>,
    /// What is finalized and stays as it is.
    pub(crate) frozen_log: Arc<FrozenLog>,
    /// What of the workspace is not read, as it was told.
    passed_over: Findings,
    setter: Setter,
}

/// What is told once a document of a name, however often it is used.
const NAMING: [Code; 2] = [codes::UNDEFINED_EXPRESSION, codes::UNKNOWN_FIGURE];

/// What is told once a document of an expression, however often it is written.
const REPEATED: [Code; 2] = [codes::BROKEN_EXPRESSION, codes::IMPOSSIBLE_COMPARISON];

impl Session {
    /// Opens the workspace that holds `path`; warnings about the office come with it.
    ///
    /// # Errors
    /// Everything that keeps the workspace from being used.
    pub fn open(path: &Path) -> Result<(Self, Findings), Findings> {
        Self::of(Workspace::containing(path)?)
    }

    pub(crate) fn of(workspace: Workspace) -> Result<(Self, Findings), Findings> {
        // before the files are read: one that changes meanwhile counts as changed the next time
        let dependencies = Arc::new(Dependencies::of(&workspace)?);
        let (office, mut findings) = Office::load(&workspace)?;
        let periods = Periods::load(&workspace)?;
        let (fonts, warnings) = Fonts::of(&workspace);
        findings.extend(warnings);
        let passed_over = passed_over(&workspace);
        findings.extend(passed_over.clone());
        let own = OwnTemplates::of(&workspace)?;
        let frozen_log = Arc::new(FrozenLog::of(&workspace)?);
        let setter = Setter::new(own, fonts);
        let (office, periods) = (Arc::new(office), Arc::new(periods));
        let session = Self { workspace, office, periods, dependencies, frozen_log, passed_over, setter };
        Ok((session, findings))
    }

    /// Takes in what has changed on disk; pages already set stay warm.
    ///
    /// # Errors
    /// Everything that keeps the workspace from being used; the session stays as it was.
    pub fn reload(&mut self) -> Result<Findings, Findings> {
        let dependencies = Dependencies::of(&self.workspace)?;
        let passed_over = passed_over(&self.workspace);
        let known = std::mem::replace(&mut self.passed_over, passed_over.clone());
        let new = passed_over.into_iter().filter(|finding| !known.iter().any(|known| known == finding));
        let new: Findings = new.collect();
        if dependencies == *self.dependencies {
            return Ok(new);
        }
        let (office, mut findings) = Office::load(&self.workspace)?;
        findings.extend(new);
        let periods = Periods::load(&self.workspace)?;
        let own = OwnTemplates::of(&self.workspace)?;
        let fonts = (dependencies.fonts() != self.dependencies.fonts()).then(|| {
            let (fonts, warnings) = Fonts::of(&self.workspace);
            findings.extend(warnings);
            fonts
        });
        self.setter.reload(own, fonts);
        (self.office, self.periods) = (Arc::new(office), Arc::new(periods));
        self.dependencies = Arc::new(dependencies);
        Ok(findings)
    }

    /// A session on the same workspace, to build beside this one.
    pub(crate) fn twin(&self) -> Self {
        Self {
            workspace: self.workspace.clone(),
            office: Arc::clone(&self.office),
            periods: Arc::clone(&self.periods),
            dependencies: Arc::clone(&self.dependencies),
            frozen_log: Arc::clone(&self.frozen_log),
            passed_over: self.passed_over.clone(),
            setter: self.setter.twin(),
        }
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The documents at a path: the file itself, or everything under the folder.
    ///
    /// # Errors
    /// The path is not in the workspace or holds no document.
    pub fn documents(&self, path: &Path) -> Result<Vec<String>, Finding> {
        documents(&self.workspace, path)
    }

    /// Whether a document may name others, whose heads decide what it prints.
    pub(crate) fn may_cite(&self, path: &str) -> bool {
        let cites = |path: &str| {
            let bytes = self.workspace.read(path, MAX_YAML).ok().flatten().unwrap_or_default();
            memchr::memmem::find(&bytes, CITING).is_some()
        };
        cites(path) || attached_file::named(&self.workspace, path).iter().any(|file| cites(file))
    }

    /// Loads and checks a draft; it comes back unless a finding is an error.
    pub fn load(&self, path: &str) -> (Option<Document>, Findings) {
        self.checked(Target::of(path), false)
    }

    pub(crate) fn checked(&self, target: Target<'_>, is_final: bool) -> (Option<Document>, Findings) {
        let (workspace, path) = (&self.workspace, target.document);
        let load::Loaded { document, mut findings, .. } = match target.letter {
            None => load::document(workspace, &self.office, &self.periods, path),
            Some(Letter { draft, row }) => draft.load(workspace, &self.office, &self.periods, Some(row)),
        };
        if let Some(document) = &document {
            let found = check(document, self.setter.fonts(), is_final);
            findings.extend(match target.letter {
                None => found,
                Some(Letter { draft, row }) => draft.placed(found, row),
            });
        }
        let findings = findings.in_source_order().gathered(&NAMING, &REPEATED).capped().about(&workspace.shown(path));
        (document.filter(|_| !findings.has_errors()), findings)
    }

    /// Renders a checked document.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
    pub fn render(&self, document: &Document) -> Result<Markup, Finding> {
        self.setter.render(Subject::Document(document))
    }

    /// The PDF of a list of contents, and how many pages it has.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
    pub(crate) fn contents(
        &mut self,
        contents: &Contents,
        identity: String,
        options: &Options,
    ) -> Result<(Vec<u8>, usize), Finding> {
        let markup = self.setter.render(Subject::Contents(contents))?;
        let pages = self.setter.typeset(&markup, Subject::Contents(contents))?;
        let pdf = PdfOptions { standards: options.standards.clone(), date: contents.date, identity };
        Ok((export::pdf(&pages, &pdf, self.setter.own_templates())?, pages.count()))
    }

    /// Sets a rendered document.
    ///
    /// # Errors
    /// A template of the office is wrong (W08), or there are too many pages; else it is our bug (W99).
    pub fn typeset(&mut self, markup: &Markup, document: &Document) -> Result<Pages, Finding> {
        let too_long = page_guard::surely_too_long(document, MAX_PAGES).or_else(|| long_titles::find(document));
        if let Some(finding) = too_long {
            return Err(finding);
        }
        let pages = self.setter.typeset(markup, Subject::Document(document))?;
        if pages.count() > MAX_PAGES {
            return Err(Finding::new(
                codes::TOO_MANY_PAGES,
                format!("văn bản dài {} trang, quá {MAX_PAGES} trang", pages.count()),
            )
            .hint("chia văn bản thành nhiều tệp"));
        }
        Ok(pages)
    }

    /// Builds one document of the workspace.
    pub fn build(&mut self, path: &str, options: &Options) -> Built {
        let target = Target::of(path);
        let (document, mut findings) = self.checked(target, options.is_final);
        let failed = |findings| Built { outputs: Vec::new(), pages: 0, findings };
        let Some(document) = document else {
            return failed(findings);
        };
        let markup = self.render(&document).map_err(Findings::from);
        match markup.and_then(|markup| self.make_guarded(target, &document, &markup, options)) {
            Ok((outputs, pages)) => Built { outputs, pages: pages.count(), findings },
            Err(found) => {
                findings.extend(found);
                failed(findings.about(&self.workspace.shown(path)))
            }
        }
    }

    /// The files of a document whose pages show every word in its place.
    pub(crate) fn make_guarded(
        &mut self,
        target: Target<'_>,
        document: &Document,
        markup: &Markup,
        options: &Options,
    ) -> Result<(Vec<Output>, Pages), Findings> {
        picture_guard::guard(document)?;
        let made = guarded(|| {
            let pages = self.typeset(markup, document)?;
            self.look_over(&pages, document, options.is_final)?;
            let outputs = self.outputs(target, &pages, document, options)?;
            Ok((outputs, pages))
        });
        made.unwrap_or_else(|crash| Err(crash.into())).map_err(|found: Findings| {
            let culprits = picture_guard::culprits(document, &found, self.setter.fonts(), options);
            if culprits.has_errors() { culprits } else { found }
        })
    }

    /// Looks for what keeps finished pages from being written: words outside, over one another, or not those of the document.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn look_over(&self, pages: &Pages, document: &Document, is_final: bool) -> Result<(), Findings> {
        page_guard::guard(pages, document, is_final, self.setter.own_templates())
    }

    /// Measures finished pages by what the decree says of each of their parts.
    pub fn audit(&self, pages: &Pages, document: &Document) -> Audit {
        audit::audit(&pages.runs(), document)
    }

    /// The folder of the office's own templates as the clerk reads it, when there are any.
    pub fn own_templates(&self) -> Option<&str> {
        self.setter.own_templates()
    }

    /// The files of a document as it is; what was issued is built again so, whatever is looked for today.
    pub(crate) fn make(
        &mut self,
        target: Target<'_>,
        document: &Document,
        markup: &Markup,
        options: &Options,
    ) -> Result<(Vec<Output>, Pages), Finding> {
        let pages = self.typeset(markup, document)?;
        let outputs = self.outputs(target, &pages, document, options)?;
        Ok((outputs, pages))
    }

    fn outputs(
        &self,
        target: Target<'_>,
        pages: &Pages,
        document: &Document,
        options: &Options,
    ) -> Result<Vec<Output>, Finding> {
        let stem = target.stem;
        let mut outputs = Vec::new();
        for format in &options.formats {
            match format {
                Format::Pdf => {
                    let bytes = self.identified(pages, target.identity(), document, options)?;
                    outputs.push(Output { path: format!("{stem}.pdf"), bytes });
                }
                Format::Png => outputs.extend(numbered(stem, export::png(pages)?)),
                Format::Typ => {
                    let files = export::source(pages, self.setter.fonts()).into_iter();
                    outputs.extend(files.map(|file| Output { path: format!("{stem}/{}", file.path), ..file }));
                }
            }
        }
        Ok(outputs)
    }

    /// Writes the PDF of set pages.
    ///
    /// # Errors
    /// See [`export::pdf`].
    pub fn pdf(&self, pages: &Pages, path: &str, document: &Document, options: &Options) -> Result<Vec<u8>, Finding> {
        self.identified(pages, Target::of(path).identity(), document, options)
    }

    fn identified(
        &self,
        pages: &Pages,
        identity: String,
        document: &Document,
        options: &Options,
    ) -> Result<Vec<u8>, Finding> {
        let pdf = PdfOptions { standards: options.standards.clone(), date: document.issued_on, identity };
        export::pdf(pages, &pdf, self.setter.own_templates())
    }
}
