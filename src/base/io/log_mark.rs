//! The mark of the log: how far the log had come, kept in the store, so that a log cut or brought back is noticed.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::io::durable::{Disk as _, LocalDisk, entries, kept};
use crate::base::io::names::STAGING_FOLDER;

/// The file at the root of the store; readers of OCFL pass over files there that they do not know.
pub(crate) const FILE: &str = "moc-nhat-ky.json";

/// What makes a folder of the store a kept document.
const INVENTORY: &str = "inventory.json";

/// A state of the log that the store has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LogMark {
    /// Events.
    #[serde(rename = "so_su_kien")]
    pub(super) count: u64,
    /// Hash of the last of them.
    #[serde(rename = "ma")]
    pub(super) head: Digest,
}

impl LogMark {
    /// The mark in a store; none when no event was written since there is a store.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn read(store: &Path) -> Result<Option<Self>, Finding> {
        let path = store.join(FILE);
        let Some(bytes) = kept(&path)? else { return Ok(None) };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            Finding::new(codes::JOURNAL_BROKEN, "phiếu chốt nhật ký trong kho không đọc được")
                .hint("phục hồi tệp này từ bản sao lưu; không có thì xóa tệp này rồi chạy `vanthu archive audit`")
        })
    }

    /// Writes it where documents are kept. An older mark is weaker, not wrong: what cannot be written stays unsaid. What a
    /// killed run leaves lies where the next one looks for it.
    pub(super) fn write(&self, store: &Path) {
        let staging = store.with_file_name(STAGING_FOLDER);
        if store.is_dir() && LocalDisk.create_folder(&staging).is_ok() {
            let bytes = serde_json::to_vec(self).unwrap_or_default();
            let _ = LocalDisk.replace(&store.join(FILE), &bytes, &staging);
        }
    }
}

/// What is kept in a store, by its place there: `năm/loại/tên`.
pub(super) fn objects(store: &Path) -> Result<Vec<String>, Finding> {
    let folders = |folder: &Path| -> Result<Vec<String>, Finding> {
        let inside = entries(folder)?.unwrap_or_default().into_iter();
        Ok(inside.filter(|(_, is_folder)| *is_folder).map(|(name, _)| name).collect())
    };
    let mut found = Vec::new();
    for year in folders(store)? {
        for kind in folders(&store.join(&year))? {
            let folder = format!("{year}/{kind}");
            let names = folders(&store.join(&folder))?.into_iter().map(|name| format!("{folder}/{name}"));
            found.extend(names.filter(|object| store.join(object).join(INVENTORY).exists()));
        }
    }
    Ok(found)
}
