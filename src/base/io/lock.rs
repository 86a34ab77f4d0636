//! A folder of results that one run at a time writes to: files that belong together are not mixed with another run's.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::base::io::sync::lockable;

/// Folders that nobody else's builds write to while this lives.
#[derive(Debug)]
pub(crate) struct FolderLock {
    /// Held until this is dropped.
    _locks: Vec<File>,
    /// Folders that were made to be locked.
    made: Vec<PathBuf>,
}

impl FolderLock {
    /// Takes folders, and makes those that are not there; `waiting` is told when another run holds one. On a disk that
    /// knows no locks, or cannot be written, it is as if there were no others.
    pub(crate) fn take<'a>(folders: impl Iterator<Item = &'a Path>, mut waiting: impl FnMut(&Path)) -> Self {
        let mut made = Vec::new();
        let mut real = BTreeSet::new();
        for folder in folders.collect::<BTreeSet<_>>() {
            let is_new = !folder.exists();
            if fs::create_dir_all(folder).is_ok() && is_new {
                made.push(folder.to_owned());
            }
            // what is no folder is told when something is to be written there
            real.extend(fs::canonicalize(folder).ok().filter(|real| real.is_dir()));
        }
        // all runs in the same order, so that no two wait for each other
        let lock = |folder: PathBuf| {
            let file = lockable(&folder).ok()?;
            match file.try_lock() {
                Ok(()) => Some(file),
                Err(TryLockError::WouldBlock) => {
                    waiting(&folder);
                    file.lock().ok().map(|()| file)
                }
                Err(TryLockError::Error(_)) => None,
            }
        };
        Self { _locks: real.into_iter().filter_map(lock).collect(), made }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        for folder in &self.made {
            // one that has got results stays
            let _ = fs::remove_dir(folder);
        }
    }
}
