//! The store of kept documents: an OCFL 1.1 root, an object a document, plain folders that outlive the program.
//!
//! A version is written into a folder beside the store, made to last, and moved into place; the inventory at the root
//! of the object comes last, so that a reader sees the state before or after. What is meant to happen is noted first,
//! and that note goes when the event is in the log: whatever a killed run leaves is carried through or undone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::archive::ocfl::inventory::{FILE, Inventory, SIDECAR, sidecar, told_by};
use crate::archive::ocfl::path::Key;
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::base::io::durable::{Disk, kept};
use crate::base::io::names::{ARCHIVE_FOLDER, STORE_FOLDER as STORE};

/// Where versions are made ready, on the same disk as the store.
const STAGING: &str = "tam";

/// The note of what is meant to happen, in the folder of a version being made.
pub(crate) const NOTE: &str = "y-dinh.json";

pub(crate) const ROOT_MARK: (&str, &str) = ("0=ocfl_1.1", "ocfl_1.1\n");
pub(crate) const OBJECT_MARK: (&str, &str) = ("0=ocfl_object_1.1", "ocfl_object_1.1\n");

/// What tells a reader of the store how objects lie in it. No `ocfl_layout.json`: that is for registered layouts.
pub(crate) const LAYOUT: (&str, &str) = (
    "bo-tri-kho.md",
    "# Bố trí kho\n\nKho theo OCFL 1.1 (https://ocfl.io/1.1/spec/). Mỗi văn bản một thư mục: `năm/loại/số-ký-hiệu`, không dấu,\n\
     ví dụ `2025/bao-cao/418-bc-ubnd`; bản đã ký của từng thư trộn theo danh sách ở cạnh đó, ví dụ `2025/cong-van/12-ubnd.0003` là thư thứ ba. Mã của thư mục là `info:vanthu/` và đường dẫn ấy. Tệp nào của bản nào: xem `inventory.json`.\n\n\
     Each object lies at YEAR/KIND/NUMBER-SYMBOL, signed letters of a mail merge beside it as NUMBER-SYMBOL.0001; its id is info:vanthu/ followed by that path.\n",
);

/// What is meant to happen to an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Note {
    /// The object.
    pub(crate) key: Key,
    /// The version to be.
    pub(crate) version: u32,
    /// SHA-512 of its inventory.
    pub(crate) inventory: String,
    /// When.
    pub(crate) at: DateTime<FixedOffset>,
    /// The event to log.
    pub(crate) event: String,
    /// Its facts.
    pub(crate) content: Value,
}

/// A version made ready beside the store.
#[derive(Debug)]
pub(crate) struct Staged {
    pub(crate) folder: PathBuf,
    pub(crate) note: Note,
}

/// The store of one archive.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) root: PathBuf,
    pub(crate) staging: PathBuf,
}

impl Store {
    /// The store in the folder of an archive; it need not be there yet.
    pub(crate) fn of(archive: &Path) -> Self {
        Self { root: archive.join(STORE), staging: archive.join(STAGING) }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of an object.
    pub fn object(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// Makes the root of the store if it is not there.
    pub(crate) fn found(&self, disk: &dyn Disk) -> Result<(), Finding> {
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
    pub fn inventory(&self, key: &Key) -> Result<Option<Inventory>, Finding> {
        Ok(self.read(&self.object(key), key)?.map(|(inventory, _)| inventory))
    }

    fn read(&self, object: &Path, key: &Key) -> Result<Option<(Inventory, String)>, Finding> {
        let Some(bytes) = kept(&object.join(FILE))? else {
            return if object.is_dir() { Err(broken(key, "không có bảng kê")) } else { Ok(None) };
        };
        let digest = sha512(&bytes);
        let inventory = Inventory::parse(&bytes, key).ok_or_else(|| broken(key, "bảng kê không đọc được"))?;
        // the sidecar at the root comes after its inventory; that of the version was there before
        let beside = [object.join(SIDECAR), object.join(&inventory.head).join(SIDECAR)];
        for place in beside {
            if kept(&place)?.as_deref().and_then(told_by) == Some(digest.as_str()) {
                return Ok(Some((inventory, digest)));
            }
        }
        Err(broken(key, "bảng kê không khớp mã kiểm tra"))
    }

    /// The digest of the inventory of a version, as it lies in its folder.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn inventory_of(&self, key: &Key, version: u32) -> Result<Option<(Vec<u8>, String)>, Finding> {
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
    pub fn file(&self, key: &Key, version: u32, path: &str) -> Result<Option<Vec<u8>>, Finding> {
        let Some(inventory) = self.inventory(key)? else { return Ok(None) };
        self.file_of(key, &inventory, version, path)
    }

    /// The same with the inventory at hand.
    ///
    /// # Errors
    /// Those of [`Store::file`].
    pub fn file_of(
        &self,
        key: &Key,
        inventory: &Inventory,
        version: u32,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Finding> {
        let Some(digest) = inventory.digest(version, path) else { return Ok(None) };
        self.content(key, inventory, digest).map(Some)
    }

    /// The bytes with a digest, checked against it.
    ///
    /// # Errors
    /// They cannot be read, or are not what they were.
    pub fn content(&self, key: &Key, inventory: &Inventory, digest: &str) -> Result<Vec<u8>, Finding> {
        let place = inventory.place(digest).ok_or_else(|| broken(key, "bảng kê thiếu nơi để tệp"))?;
        let bytes = kept(&self.object(key).join(place))?;
        let bytes = bytes.ok_or_else(|| broken(key, &format!("thiếu tệp `{place}`")))?;
        if sha512(&bytes) != digest {
            return Err(broken(key, &format!("tệp `{place}` đã bị thay đổi")));
        }
        Ok(bytes)
    }

    /// Makes the next version of an object ready beside the store. `event` gets the number and digest of the version.
    pub(crate) fn stage(
        &self,
        disk: &dyn Disk,
        plan: Plan<'_>,
        content: impl FnOnce(u32, &str) -> Value,
    ) -> Result<Staged, Finding> {
        self.found(disk)?;
        let past = self.inventory(plan.key)?.unwrap_or_else(|| Inventory::new(plan.key));
        let (inventory, new) = past.with(plan.files, plan.at, plan.message);
        let bytes = inventory.to_bytes();
        let (version, digest) = (inventory.number(), sha512(&bytes));
        let note = Note {
            key: plan.key.clone(),
            version,
            inventory: digest.clone(),
            at: plan.at,
            event: plan.event.to_owned(),
            content: content(version, &digest),
        };
        // the log is held: there is one writer, and what others left was carried through or undone before
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
    pub(crate) fn place(&self, disk: &dyn Disk, staged: &Staged) -> Result<(), Finding> {
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
        self.turn(disk, key, version)
    }

    /// Puts the inventory of a version that is in place at the root of its object.
    pub(crate) fn turn(&self, disk: &dyn Disk, key: &Key, version: u32) -> Result<(), Finding> {
        let Some((bytes, _)) = self.inventory_of(key, version)? else { return Ok(()) };
        let object = self.object(key);
        disk.replace(&object.join(FILE), &bytes, &self.staging)?;
        disk.replace(&object.join(SIDECAR), sidecar(&bytes).as_bytes(), &self.staging)
    }

    /// Takes the note away: the event is in the log.
    pub(crate) fn finish(&self, disk: &dyn Disk, staged: &Staged) -> Result<(), Finding> {
        disk.remove(&staged.folder)
    }
}

/// What to make of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub(crate) key: &'a Key,
    /// Files that are new or take the place of those before, by their path in the object.
    pub(crate) files: &'a BTreeMap<String, Vec<u8>>,
    pub(crate) at: DateTime<FixedOffset>,
    /// Why, for people.
    pub(crate) message: &'a str,
    /// The event to log.
    pub(crate) event: &'a str,
}

impl Staged {
    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// An object that is not as it was written.
pub(crate) fn broken(key: &Key, what: &str) -> Finding {
    Finding::new(codes::STORE_BROKEN, format!("{}{what}", about(key)))
        .in_file(format!("{ARCHIVE_FOLDER}/{STORE}/{key}"))
        .hint("chạy `vanthu archive audit` để biết mọi chỗ hỏng, rồi lấy lại từ bản sao lưu")
}

/// What a finding of [`broken`] says of its object.
pub(crate) fn told_of<'a>(key: &Key, finding: &'a Finding) -> Option<&'a str> {
    finding.message.strip_prefix(&about(key))
}

fn about(key: &Key) -> String {
    format!("hồ sơ lưu {key}: ")
}

/// An object that the log names and the store has no more.
pub(crate) fn lost(key: &Key) -> Finding {
    broken(key, "nhật ký ghi đã lưu, nhưng kho không còn")
}
