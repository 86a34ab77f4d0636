//! What Typst may see: the generated markup, the parts, the document's images, its date. Nothing else.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::files::{FileLoader, FileStore};

use super::traced::Reached;
use crate::base::fonts::Fonts;
use crate::domain::document::IssueDate;
use crate::render::{Markup, Trace};

/// Name of the generated main file.
pub const MAIN_FILE: &str = "van-ban.typ";

/// What Typst knows by itself: the same in every world, made and hashed once.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The world of one document at a time; what stays the same from one to the next stays parsed.
pub struct DocumentWorld {
    fonts: Fonts,
    main: FileId,
    files: FileStore<Memory>,
    today: Option<Datetime>,
    /// What is told which statements are reached.
    trace: Option<Arc<Trace>>,
}

/// Files by their path in the document.
#[derive(Default)]
struct Memory(HashMap<String, Bytes>);

impl FileLoader for Memory {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let name = path.vpath().get_without_slash();
        let known = matches!(path.root(), VirtualRoot::Project);
        self.0.get(name).filter(|_| known).cloned().ok_or_else(|| FileError::NotFound(name.into()))
    }
}

impl DocumentWorld {
    /// A world with these fonts and no document.
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts, main: file_id(MAIN_FILE), files: FileStore::default(), today: None, trace: None }
    }

    /// Tells a trace from now on what traced sources reach.
    pub(super) fn set_trace(&mut self, trace: Arc<Trace>) {
        self.trace = Some(trace);
    }

    /// The imported file and line that a span of Typst's is in; none for the generated main file.
    pub(super) fn imported_line(&self, span: impl Into<DiagSpan>) -> Option<(String, usize)> {
        self.line(span).filter(|(name, _)| name != MAIN_FILE)
    }

    /// The file and line that a span of Typst's is in.
    pub(super) fn line(&self, span: impl Into<DiagSpan>) -> Option<(String, usize)> {
        let span = span.into();
        let id = span.id()?;
        let range = self.range(span)?;
        let source = self.source(id).ok()?;
        let line = source.text()[..range.start].matches('\n').count() + 1;
        Some((id.get().vpath().get_without_slash().to_owned(), line))
    }

    /// Takes the next document in; sources that changed are edited in place, so that little is set anew.
    pub fn load(&mut self, markup: &Markup, date: IssueDate) {
        self.files.reset();
        let files = &mut self.files.loader_mut().0;
        files.clear();
        files.insert(MAIN_FILE.to_owned(), Bytes::from_string(markup.main.clone()));
        for source in &markup.imports {
            files.insert(source.name.clone(), Bytes::from_string(source.text.clone()));
        }
        for image in &markup.images {
            files.insert(image.path.clone(), Bytes::new(SharedBytes(Arc::clone(&image.bytes))));
        }
        self.today = match date {
            IssueDate::Day { year, month, day } => {
                let small = |n: u32| u8::try_from(n).unwrap_or(1);
                Datetime::from_ymd(year, small(month), small(day))
            }
            _ => None,
        };
    }
}

struct SharedBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("a plain name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(trace) = &self.trace {
            match Reached::of(id.get().vpath().get_without_slash()) {
                Some(Reached::Place(place)) => trace.hit(place),
                Some(Reached::End) => trace.begin_layout(),
                None => return self.files.file(id),
            }
            return Ok(Bytes::from_string(""));
        }
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

impl fmt::Debug for DocumentWorld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentWorld").finish_non_exhaustive()
    }
}
