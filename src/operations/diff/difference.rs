//! Two versions of documents: found, paired and compared, and set as views for those who read on paper.

use std::path::Path;

use serde::Deserialize;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::git::Snapshot;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, git, paths};
use crate::compare::{Change, Reading, compare};
use crate::domain::document::Document;
use crate::operations::common::session::Session;
use crate::operations::update::record::{ENDING, MAX_RECORD};

/// Two versions, document by document.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(super) old: Side,
    pub(super) new: Side,
    pairs: Vec<Pair>,
}

/// One document in its two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// As the clerk should read it.
    pub(crate) name: String,
    /// Path in the old version, from its workspace; absent when only the new one has it.
    pub(crate) old: Option<String>,
    /// Path in the new version.
    pub(crate) new: Option<String>,
}

#[derive(Debug)]
pub(super) struct Side {
    pub(super) source: Source,
    /// Paths of the documents, and the folder that is compared.
    documents: Vec<String>,
    folder: Option<String>,
}

#[derive(Debug)]
pub(super) enum Source {
    Session {
        session: Box<Session>,
        /// Files of git, kept as long as the session.
        _snapshot: Option<Snapshot>,
    },
    Record(Reading),
}

/// The part of a record that is read here.
#[derive(Deserialize)]
struct Record {
    noi_dung: Reading,
}

impl Difference {
    /// Opens both versions: files, folders, `tệp@lần-lưu` of git, records of builds. Warnings come with them.
    ///
    /// # Errors
    /// One of them cannot be found or read.
    pub(crate) fn open(old: &str, new: &str) -> Result<(Self, Findings), Findings> {
        let mut findings = Findings::default();
        let mut problems = Findings::default();
        let mut side = |argument: &str| match Side::open(argument) {
            Ok((side, warnings)) => {
                findings.extend(warnings);
                Some(side)
            }
            Err(found) => {
                problems.extend(found);
                None
            }
        };
        let (Some(old), Some(new)) = (side(old), side(new)) else {
            return Err(problems);
        };
        let pairs = pairs(&old, &new)?;
        Ok((Self { old, new, pairs }, findings))
    }

    /// The documents of both versions.
    pub(crate) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// What changed in a document that both versions have.
    ///
    /// # Errors
    /// One of them has errors.
    pub(crate) fn compare(&self, pair: &Pair) -> Result<Vec<Change>, Findings> {
        let (old, new) = (self.old.reading(pair.old.as_deref()), self.new.reading(pair.new.as_deref()));
        match (old, new) {
            (Ok(old), Ok(new)) => Ok(compare(&old, &new)),
            (old, new) => {
                let mut findings = old.err().unwrap_or_default();
                findings.extend(new.err().unwrap_or_default());
                Err(findings)
            }
        }
    }
}

impl Side {
    fn open(argument: &str) -> Result<(Self, Findings), Findings> {
        let path = Path::new(argument);
        if argument.ends_with(ENDING) || argument.ends_with(".pdf") {
            return Ok((Self::record(path)?, Findings::default()));
        }
        let (path, revision) = git::split_revision(argument);
        let Some(revision) = revision else {
            let (session, warnings) = Session::open(Path::new(path))?;
            return Ok((Self::session(session, None, Path::new(path))?, warnings));
        };
        let (workspace, relative) = git::workspace_above(Path::new(path))?;
        let snapshot = git::at_revision(&workspace, revision)?;
        let (session, warnings) = Session::of(snapshot.workspace.clone())?;
        let path = snapshot.workspace.root().join(&relative);
        if !path.exists() {
            let finding = Finding::new(codes::REVISION, format!("bản `{revision}` không có tệp hay thư mục này"));
            return Err(finding
                .in_file(relative)
                .hint("xem các lần đổi của tệp bằng `git log --oneline -- <tệp>`")
                .into());
        }
        Ok((Self::session(session, Some(snapshot), &path)?, warnings))
    }

    fn session(session: Session, snapshot: Option<Snapshot>, path: &Path) -> Result<Self, Finding> {
        let documents = session.documents(path)?;
        let folder = if path.is_dir() { Some(session.workspace().relative(path)?) } else { None };
        Ok(Self { source: Source::Session { session: Box::new(session), _snapshot: snapshot }, documents, folder })
    }

    /// The record of a build, named itself or by its PDF.
    fn record(path: &Path) -> Result<Self, Finding> {
        let shown = paths::show(path);
        let shown = shown.strip_suffix(".pdf").map_or(shown.clone(), |stem| format!("{stem}.{ENDING}"));
        let beside = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = beside.strip_suffix(".pdf").map_or(beside.clone(), |stem| format!("{stem}.{ENDING}"));
        let bytes = files::read(&path.with_file_name(beside), MAX_RECORD)?;
        let record: Record = serde_json::from_slice(&bytes).map_err(|_| {
            Finding::new(codes::NOT_COMPARABLE, "phiếu nguồn gốc không có phần `noi_dung` đọc được")
                .in_file(shown.clone())
                .hint("tạo lại văn bản bằng `vanthu build` rồi so sánh lại")
        })?;
        Ok(Self { source: Source::Record(record.noi_dung), documents: vec![shown], folder: None })
    }

    pub(super) fn reading(&self, path: Option<&str>) -> Result<Reading, Findings> {
        match &self.source {
            Source::Record(reading) => Ok(reading.clone()),
            Source::Session { session, .. } => Ok(Reading::of(&document(session, path.unwrap_or_default())?)),
        }
    }

    fn shown(&self, path: &str) -> String {
        match &self.source {
            Source::Session { session, .. } => session.workspace().shown(path),
            Source::Record(_) => path.to_owned(),
        }
    }
}

/// A document without errors; warnings are `build`'s to tell.
pub(super) fn document(session: &Session, path: &str) -> Result<Document, Findings> {
    let (document, findings) = session.load(path);
    document.ok_or(findings)
}

/// Two files are a pair whatever their names; documents of folders are paired by their paths in them.
fn pairs(old: &Side, new: &Side) -> Result<Vec<Pair>, Finding> {
    let (from, to) = match (&old.folder, &new.folder) {
        (Some(from), Some(to)) => (from, to),
        (None, None) => {
            let (Some(from), Some(to)) = (old.documents.first(), new.documents.first()) else { return Ok(Vec::new()) };
            return Ok(vec![Pair { name: new.shown(to), old: Some(from.clone()), new: Some(to.clone()) }]);
        }
        (folder, _) => {
            let (side, name) = if folder.is_some() { (old, "cũ") } else { (new, "mới") };
            return Err(Finding::new(codes::NOT_COMPARABLE, format!("bản {name} là thư mục, bản kia là một văn bản"))
                .in_file(side.shown(side.folder.as_deref().unwrap_or_default()))
                .hint("so sánh tệp với tệp, thư mục với thư mục"));
        }
    };
    let inside =
        |folder: &str, path: &str| path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/').to_owned();
    let mut names: Vec<String> = old.documents.iter().map(|path| inside(from, path)).collect();
    names.extend(new.documents.iter().map(|path| inside(to, path)));
    names.sort();
    names.dedup();
    let found = |side: &Side, folder: &str, name: &str| {
        let path = WorkspacePath::of(folder).join(name);
        side.documents.contains(&path).then_some(path)
    };
    let pair = |name: String| {
        let (old_path, new_path) = (found(old, from, &name), found(new, to, &name));
        let shown = match (&new_path, &old_path) {
            (Some(path), _) => new.shown(path),
            (None, Some(path)) => old.shown(path),
            (None, None) => name,
        };
        Pair { name: shown, old: old_path, new: new_path }
    };
    Ok(names.into_iter().map(pair).collect())
}
