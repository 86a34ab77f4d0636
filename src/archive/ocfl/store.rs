//! The store on disk: how a version is made ready, moved into place and read.
//!
//! A version is written into a folder beside the store, made to last, and moved into place; the inventory at the root
//! of the object comes last, so that a reader sees the state before or after. What is meant to happen is noted first,
//! and that note goes when the event is in the log: whatever a killed run leaves is finished or undone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{Damage, StoreError};
use super::inventory::{FILE, Inventory, SIDECAR, sidecar, sidecar_digest};
use super::path::ObjectKey;
use crate::archive::event::VersionEvent;
use crate::base::digest::sha512;
use crate::base::finding::Finding;
use crate::base::io::durable::{Disk, kept};
use crate::base::io::names::{STAGING_FOLDER as STAGING, STORE_FOLDER as STORE};

/// The note of what is meant to happen, in the folder of a version being made.
pub(super) const NOTE: &str = "y-dinh.json";

pub(in crate::archive) const ROOT_MARK: (&str, &str) = ("0=ocfl_1.1", "ocfl_1.1\n");
pub(in crate::archive) const OBJECT_MARK: (&str, &str) = ("0=ocfl_object_1.1", "ocfl_object_1.1\n");

/// What tells a reader of the store how objects lie in it. No `ocfl_layout.json`: that is for registered layouts.
pub(in crate::archive) const LAYOUT: (&str, &str) = (
    "bo-tri-kho.md",
    "# Bố trí kho\n\nKho theo OCFL 1.1 (https://ocfl.io/1.1/spec/). Mỗi văn bản một thư mục: `năm/loại/số-ký-hiệu`, không dấu,\n\
     ví dụ `2025/bao-cao/418-bc-ubnd`; bản đã ký của từng thư trộn theo danh sách ở cạnh đó, ví dụ `2025/cong-van/12-ubnd.0003` là thư thứ ba. Mã của thư mục là `info:vanthu/` và đường dẫn ấy. Tệp nào của bản nào: xem `inventory.json`.\n\n\
     Each object lies at YEAR/KIND/NUMBER-SYMBOL, signed letters of a mail merge beside it as NUMBER-SYMBOL.0001; its id is info:vanthu/ followed by that path.\n",
);

/// What is meant to happen to an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::archive) struct Note {
    /// The object.
    pub(in crate::archive) key: ObjectKey,
    /// The version to be.
    pub(in crate::archive) version: u32,
    /// SHA-512 of its inventory.
    pub(in crate::archive) inventory: String,
    /// When.
    pub(in crate::archive) at: DateTime<FixedOffset>,
    /// The event to log.
    pub(in crate::archive) event: String,
    /// Its facts.
    pub(in crate::archive) content: Value,
}

/// A version made ready beside the store.
#[derive(Debug)]
pub(in crate::archive) struct Staged {
    pub(super) folder: PathBuf,
    pub(in crate::archive) note: Note,
}

/// The store of one archive.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) staging: PathBuf,
}

impl Store {
    /// The store in the folder of an archive; it need not be there yet.
    pub(in crate::archive) fn of(archive: &Path) -> Self {
        Self { root: archive.join(STORE), staging: archive.join(STAGING) }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of an object.
    pub fn object(&self, key: &ObjectKey) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// Makes the root of the store if it is not there.
    pub(super) fn create(&self, disk: &dyn Disk) -> Result<(), Finding> {
        disk.create_folder(&self.root)?;
        disk.create_folder(&self.staging)?;
        for (name, text) in [LAYOUT, ROOT_MARK] {
            let path = self.root.join(name);
            if kept(&path)?.is_none_or(|found| found != text.as_bytes()) {
                disk.replace(&path, text.as_bytes(), &self.staging)?;
            }
        }
        Ok(())
    }

    /// The inventory of an object as it counts, with its bytes; none when there is no such object.
    ///
    /// # Errors
    /// It cannot be read, or does not agree with its digest.
    pub fn inventory(&self, key: &ObjectKey) -> Result<Option<Inventory>, StoreError> {
        Ok(self.read(&self.object(key), key)?.map(|(inventory, _)| inventory))
    }

    fn read(&self, object: &Path, key: &ObjectKey) -> Result<Option<(Inventory, String)>, StoreError> {
        let Some(bytes) = kept(&object.join(FILE))? else {
            return if object.is_dir() { Err(Damage::NoInventory.of(key)) } else { Ok(None) };
        };
        let digest = sha512(&bytes);
        let inventory = Inventory::parse(&bytes, key).ok_or_else(|| Damage::UnreadableInventory.of(key))?;
        // the sidecar at the root comes after its inventory; that of the version was there before
        let beside = [object.join(SIDECAR), object.join(&inventory.head).join(SIDECAR)];
        for place in beside {
            if kept(&place)?.as_deref().and_then(sidecar_digest) == Some(digest.as_str()) {
                return Ok(Some((inventory, digest)));
            }
        }
        Err(Damage::InventoryChanged.of(key))
    }

    /// The digest of the inventory of a version, as it lies in its folder.
    ///
    /// # Errors
    /// It cannot be read.
    pub(in crate::archive) fn inventory_of(
        &self,
        key: &ObjectKey,
        version: u32,
    ) -> Result<Option<(Vec<u8>, String)>, Finding> {
        let bytes = kept(&self.object(key).join(format!("v{version}")).join(FILE))?;
        Ok(bytes.map(|bytes| {
            let digest = sha512(&bytes);
            (bytes, digest)
        }))
    }

    /// One file of a version, checked against its digest; none when the version has no such file.
    ///
    /// # Errors
    /// It cannot be read, or is not what it was.
    pub fn file(&self, key: &ObjectKey, version: u32, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(inventory) = self.inventory(key)? else { return Ok(None) };
        self.file_of(key, &inventory, version, path)
    }

    /// The same with the inventory at hand.
    ///
    /// # Errors
    /// Those of [`Store::file`].
    pub(crate) fn file_of(
        &self,
        key: &ObjectKey,
        inventory: &Inventory,
        version: u32,
        path: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(digest) = inventory.digest(version, path) else { return Ok(None) };
        self.content(key, inventory, digest).map(Some)
    }

    /// The bytes with a digest, checked against it.
    ///
    /// # Errors
    /// They cannot be read, or are not what they were.
    pub fn content(&self, key: &ObjectKey, inventory: &Inventory, digest: &str) -> Result<Vec<u8>, StoreError> {
        let place = inventory.place(digest).ok_or_else(|| Damage::NoContentPath.of(key))?;
        let bytes = kept(&self.object(key).join(place))?;
        let bytes = bytes.ok_or_else(|| Damage::FileMissing(place.to_owned()).of(key))?;
        if sha512(&bytes) != digest {
            return Err(Damage::FileChanged(place.to_owned()).of(key));
        }
        Ok(bytes)
    }

    /// Makes the next version of an object ready beside the store. `event` gets the number and digest of the version.
    pub(in crate::archive) fn stage(
        &self,
        disk: &dyn Disk,
        plan: Plan<'_>,
        event: impl FnOnce(u32, &str) -> VersionEvent,
    ) -> Result<Staged, StoreError> {
        self.create(disk)?;
        let before = self.inventory(plan.key)?.unwrap_or_else(|| Inventory::new(plan.key));
        let (inventory, new) = before.with(plan.files, plan.afresh, plan.at, plan.message);
        let bytes = inventory.to_bytes();
        let (version, digest) = (inventory.number(), sha512(&bytes));
        let event = event(version, &digest);
        let note = Note {
            key: plan.key.clone(),
            version,
            at: plan.at,
            event: event.kind().to_owned(),
            content: event.content(),
            inventory: digest,
        };
        // the log is held: there is one writer, and what others left was finished or undone before
        let folder = self.staging.join("ban-moi");
        disk.create_folder(&folder)?;
        disk.create(&folder.join(NOTE), &serde_json::to_vec_pretty(&note).unwrap_or_default())?;
        let object = folder.join("doi-tuong");
        for (path, place) in new {
            let bytes = plan.files.get(&path).map(Vec::as_slice).unwrap_or_default();
            disk.create(&object.join(place), bytes)?;
        }
        let inside = object.join(&inventory.head);
        disk.create_folder(&inside)?;
        disk.create(&inside.join(FILE), &bytes)?;
        disk.create(&inside.join(SIDECAR), sidecar(&bytes).as_bytes())?;
        if version == 1 {
            disk.create(&object.join(OBJECT_MARK.0), OBJECT_MARK.1.as_bytes())?;
            disk.replace(&object.join(SIDECAR), sidecar(&bytes).as_bytes(), &folder)?;
            disk.replace(&object.join(FILE), &bytes, &folder)?;
        }
        disk.sync_tree(&folder)?;
        Ok(Staged { folder, note })
    }

    /// Moves a version into place; once this returns it counts.
    pub(in crate::archive) fn place(&self, disk: &dyn Disk, staged: &Staged) -> Result<(), Finding> {
        let (key, version) = (&staged.note.key, staged.note.version);
        let (from, object) = (staged.folder.join("doi-tuong"), self.object(key));
        if version == 1 {
            if let Some(above) = object.parent() {
                disk.create_folder(above)?;
            }
            return disk.move_folder(&from, &object);
        }
        let name = format!("v{version}");
        disk.move_folder(&from.join(&name), &object.join(&name))?;
        self.put_at_root(disk, key, version)
    }

    /// Puts the inventory of a version that is in place at the root of its object.
    pub(super) fn put_at_root(&self, disk: &dyn Disk, key: &ObjectKey, version: u32) -> Result<(), Finding> {
        let Some((bytes, _)) = self.inventory_of(key, version)? else { return Ok(()) };
        let object = self.object(key);
        disk.replace(&object.join(FILE), &bytes, &self.staging)?;
        disk.replace(&object.join(SIDECAR), sidecar(&bytes).as_bytes(), &self.staging)
    }

    /// Takes the note away: the event is in the log.
    pub(in crate::archive) fn finish(&self, disk: &dyn Disk, staged: &Staged) -> Result<(), Finding> {
        disk.remove(&staged.folder)
    }
}

/// What to make of an object.
#[derive(Debug, Clone, Copy)]
pub(in crate::archive) struct Plan<'a> {
    pub(in crate::archive) key: &'a ObjectKey,
    /// Files that are new or take the place of those before, by their path in the object.
    pub(in crate::archive) files: &'a BTreeMap<String, Vec<u8>>,
    /// Whether it holds these files only, as a document that was opened for changes and finalized again.
    pub(in crate::archive) afresh: bool,
    pub(in crate::archive) at: DateTime<FixedOffset>,
    /// Why, for people.
    pub(in crate::archive) message: &'a str,
}

impl Staged {
    /// Its folder.
    pub(in crate::archive) fn folder(&self) -> &Path {
        &self.folder
    }
}
