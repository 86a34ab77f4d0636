//! The archive of a workspace, and how a version gets into it: staged, moved into place, then logged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::event::{DepositFacts, VersionEvent};
use super::ocfl::error::Damage;
use super::ocfl::inventory::Inventory;
use super::ocfl::path::ObjectKey;
use super::ocfl::store::{Plan, Staged, Store};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::durable::{Disk, LocalDisk};
use crate::base::io::journal::{FILE as LOG, Journal, Position, Writer};
use crate::base::io::names::ARCHIVE_FOLDER;
use crate::base::io::paths::show;
use crate::base::io::workspace::Workspace;

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
    pub key: ObjectKey,
    /// Why, for people.
    pub message: String,
    /// New files, or those that take the place of earlier ones.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the event says of them.
    pub facts: DepositFacts,
}

/// What became of a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deposited {
    /// Kept as this version.
    New(u32),
    /// It had been kept before, as this version.
    Existing(u32),
}

impl Deposited {
    /// The version that holds it.
    pub fn version(self) -> u32 {
        match self {
            Self::New(version) | Self::Existing(version) => version,
        }
    }
}

impl Archive {
    /// The archive of a workspace; it need not be there yet.
    pub fn of(workspace: &Workspace) -> Self {
        Self::at(&workspace.root().join(ARCHIVE_FOLDER), workspace.shown(ARCHIVE_FOLDER))
    }

    /// The archive in a folder, with the name it has in messages.
    pub fn at(folder: &Path, shown: String) -> Self {
        let journal = Journal::of(folder).shown_as(format!("{shown}/{LOG}"));
        Self { folder: folder.to_owned(), shown, store: Store::of(folder), journal, disk: Arc::new(LocalDisk) }
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
    ) -> Result<(Deposited, Findings), Finding> {
        let torn = self.journal.torn()?;
        let (mut writer, _) = self.journal.lock(known)?;
        let mut findings = self.recover_locked(&mut writer)?;
        findings.extend(torn);
        findings.extend(self.journal.strange_logs());
        findings.extend(self.journal.clock_behind(writer.position(), at));
        let before = self.store.inventory(&deposit.key)?;
        if let Some(version) = decide(before.as_ref())? {
            return Ok((Deposited::Existing(version), findings));
        }
        let Deposit { key, message, files, facts } = deposit;
        let afresh = matches!(facts, DepositFacts::Finalized(_) | DepositFacts::Waiting(_));
        let plan = Plan { key: &key, files: &files, afresh, at, message: &message };
        let staged = self.store.stage(&*self.disk, plan, |version, inventory| VersionEvent {
            object: key.clone(),
            version,
            facts,
            inventory: inventory.to_owned(),
        })?;
        self.store.place(&*self.disk, &staged)?;
        self.log(&mut writer, &staged)?;
        // the event is on the disk: what cannot be taken away now is taken away later
        let _ = self.store.finish(&*self.disk, &staged);
        Ok((Deposited::New(staged.note.version), findings))
    }

    pub(super) fn log(&self, writer: &mut Writer, staged: &Staged) -> Result<(), Finding> {
        self.disk.before_write(self.journal.path())?;
        let note = &staged.note;
        writer.append(note.at, &note.event, note.content.clone()).map(|_| ())
    }

    /// What to say when there is no archive yet.
    pub fn missing(&self) -> Finding {
        Finding::new(codes::NOTHING_KEPT, "chưa có văn bản nào trong kho lưu trữ")
            .in_file(self.shown.clone())
            .hint("chốt văn bản bằng `vanthu finalize`, hoặc lưu bản đã ký bằng `vanthu archive add`")
    }

    /// What to say of an object that was kept and is no longer there.
    pub fn lost(&self, key: &ObjectKey) -> Finding {
        Damage::Lost.of(key).into()
    }

    /// A path in the archive as the clerk should read it.
    pub fn shows(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).map_or_else(|_| show(path), |inner| format!("{}/{}", self.shown, show(inner)))
    }
}
