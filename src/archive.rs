//! The archive: documents kept so that nobody can doubt them in thirty years, as plain folders with a log.
//!
//! The folders ([`Store`]) and the log ([`crate::base::io::journal`]) are the truth; the [`index`] is made from them at any time.
//!
//! | event (`viec`) | what it says |
//! |---|---|
//! | `phat_hanh` | a document was issued: version 1 of its object is the PDF with all it was made from |
//! | `nop_luu` | a signed, scanned or otherwise final file was kept as the next version of an object |
//!
//! Both name the object (`doi_tuong`), its version (`ban`) and the SHA-512 of that version's inventory (`kiem_ke`), so that the
//! chain of the log speaks for every byte of the store.

pub mod audit;
pub mod backup;
pub mod bagit;
mod best_copy;
mod checkpoint;
mod identify;
pub(crate) mod incoming;
pub mod index;
pub mod ingest;
pub mod letters;
pub mod metadata;
pub(crate) mod ocfl;
pub mod pdf_info;
mod recover;
mod unissued;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

pub use crate::archive::best_copy::Handout;
pub use crate::archive::ocfl::inventory::Inventory;
pub use crate::archive::ocfl::path::Key;
use crate::archive::ocfl::store;
pub use crate::archive::ocfl::store::Store;
use crate::archive::ocfl::store::{Plan, Staged};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::durable::{Disk, LocalDisk};
use crate::base::io::journal::{Journal, Position, Writer};
use crate::base::io::names::ARCHIVE_FOLDER;
use crate::base::io::paths::show;
use crate::base::io::workspace::Workspace;

/// The event of a document issued.
pub const ISSUED: &str = "phat_hanh";

/// The event of a file kept.
pub const KEPT: &str = "nop_luu";

/// Names of the files of an object. Of a document with a list what was issued lies in folders: `phat-hanh.pdf` is
/// `phat-hanh/an.pdf` for the letter `an`.
pub mod file {
    /// The PDF as issued.
    pub const ISSUED: &str = "phat-hanh.pdf";
    /// The file as signed, scanned or otherwise final; with another ending when it is no PDF.
    pub const SIGNED: &str = "da-ky.pdf";
    /// What the issued PDF was made from.
    pub const RECORD: &str = "ho-so-dung.json";
    /// What the document is.
    pub const METADATA: &str = "sieu-du-lieu.json";
    /// What was found of the signatures when the file was kept.
    pub const JUDGEMENT: &str = "ket-qua-kiem-tra.json";
    /// Folder of the files the document was made from, by their paths in the workspace.
    pub const INPUTS: &str = "dau-vao";

    /// The file of a letter that stands for one of these; of the whole document without a letter.
    pub fn of(file: &str, letter: Option<&str>) -> String {
        match (file.rsplit_once('.'), letter) {
            (Some((name, ending)), Some(letter)) => format!("{name}/{letter}.{ending}"),
            _ => file.to_owned(),
        }
    }

    /// Whether a path is one of these, of the document or of a letter, whatever its ending.
    pub fn is(path: &str, file: &str) -> bool {
        let name = file.split('.').next().unwrap_or(file);
        path.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '/']))
    }

    /// The letter a path is of; none when it is of the whole document.
    pub fn letter(path: &str) -> Option<&str> {
        path.split_once('/')?.1.rsplit_once('.').map(|(letter, _)| letter)
    }
}

/// The archive of a workspace.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    shown: String,
    store: Store,
    journal: Journal,
    disk: Arc<dyn Disk>,
}

/// What to keep.
#[derive(Debug)]
pub struct Deposit {
    /// Where.
    pub key: Key,
    /// The event to log.
    pub event: &'static str,
    /// Why, for people.
    pub message: String,
    /// New files, or those that take the place of earlier ones.
    pub files: BTreeMap<String, Vec<u8>>,
    /// More facts for the event.
    pub facts: Map<String, Value>,
}

/// What became of a deposit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Kept as this version.
    Kept(u32),
    /// It had been kept before, as this version.
    Known(u32),
}

impl Archive {
    /// The archive of a workspace; it need not be there yet.
    pub fn of(workspace: &Workspace) -> Self {
        Self::at(&workspace.root().join(ARCHIVE_FOLDER), workspace.shown(ARCHIVE_FOLDER))
    }

    /// The archive in a folder, with the name it has in messages.
    pub fn at(folder: &Path, shown: String) -> Self {
        let log = format!("{shown}/{}", crate::base::io::journal::FILE);
        let (store, journal) = (Store::of(folder), Journal::of(folder).called(log));
        Self { folder: folder.to_owned(), shown, store, journal, disk: Arc::new(LocalDisk) }
    }

    /// The same on another disk.
    #[must_use]
    pub fn on(mut self, disk: Arc<dyn Disk>) -> Self {
        self.disk = disk;
        self
    }

    /// Whether anything was ever kept or logged.
    pub fn exists(&self) -> bool {
        self.journal.path().exists() || self.store.root().exists()
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its folder as the clerk should read it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The kept documents.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The log.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The disk it writes to.
    pub(crate) fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Keeps files as the next version of an object, and logs it; once this returns nothing of it can be lost.
    /// `decide` sees the object as it is while nobody else can write, and says which version holds the same already.
    ///
    /// # Errors
    /// The log or the store cannot be written or are broken, or `decide` refuses. Nothing counts as kept then.
    pub fn deposit(
        &self,
        at: DateTime<FixedOffset>,
        known: &Position,
        deposit: Deposit,
        decide: impl FnOnce(Option<&Inventory>) -> Result<Option<u32>, Finding>,
    ) -> Result<(Outcome, Findings), Finding> {
        let torn = self.journal.torn()?;
        let (mut writer, _) = self.journal.lock(known)?;
        let mut told = self.sweep_with(&mut writer)?;
        told.extend(torn);
        let past = self.store.inventory(&deposit.key)?;
        if let Some(version) = decide(past.as_ref())? {
            return Ok((Outcome::Known(version), told));
        }
        let Deposit { key, event, message, files, facts } = deposit;
        let plan = Plan { key: &key, files: &files, at, message: &message, event };
        let staged = self.store.stage(&*self.disk, plan, |version, inventory| {
            let mut content = Map::new();
            content.insert("doi_tuong".to_owned(), json!(key));
            content.insert("ban".to_owned(), json!(version));
            content.extend(facts);
            content.insert("kiem_ke".to_owned(), json!(inventory));
            Value::Object(content)
        })?;
        self.store.place(&*self.disk, &staged)?;
        self.log(&mut writer, &staged)?;
        // the event is on the disk: what cannot be taken away now is taken away later
        let _ = self.store.finish(&*self.disk, &staged);
        Ok((Outcome::Kept(staged.note.version), told))
    }

    fn log(&self, writer: &mut Writer, staged: &Staged) -> Result<(), Finding> {
        self.disk.before_write(self.journal.path())?;
        let note = &staged.note;
        writer.append(note.at, &note.event, note.content.clone()).map(|_| ())
    }

    /// What to say when there is no archive yet.
    pub fn missing(&self) -> Finding {
        Finding::new(codes::NOTHING_KEPT, "chưa có văn bản nào trong kho lưu trữ")
            .in_file(self.shown.clone())
            .hint("phát hành văn bản bằng `vanthu issue`, hoặc nộp bản đã ký bằng `vanthu archive add`")
    }

    /// What to say of an object that was kept and is no longer there.
    pub fn lost(&self, key: &Key) -> Finding {
        store::lost(key)
    }

    /// A path in the archive as the clerk should read it.
    pub fn shows(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).map_or_else(|_| show(path), |inner| format!("{}/{}", self.shown, show(inner)))
    }
}
