//! A disk that fails at a chosen write, to see that nothing is lost by it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use vanthu::base::finding::{Finding, codes};
use vanthu::base::io::durable::{Disk, LocalDisk};

/// A disk of which the `at`-th write fails, from 1, and all later ones too if `for_good`, as after a cut of power.
#[derive(Debug)]
pub(crate) struct FailingDisk {
    at: usize,
    for_good: bool,
    writes: AtomicUsize,
}

impl FailingDisk {
    pub(crate) fn new(at: usize, for_good: bool) -> Self {
        Self { at, for_good, writes: AtomicUsize::new(0) }
    }

    /// How many writes were asked for.
    pub(crate) fn writes(&self) -> usize {
        self.writes.load(Ordering::Relaxed)
    }

    /// Counts a write, and fails if it is the one to fail.
    fn count(&self, path: &Path) -> Result<(), Finding> {
        let write = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
        if write == self.at || self.for_good && write > self.at {
            return Err(Finding::new(codes::UNWRITABLE, "đĩa hỏng").in_file(path.display().to_string()));
        }
        Ok(())
    }
}

/// What a write that fails leaves behind.
fn write_half(path: &Path, bytes: &[u8]) {
    let mut file = File::create_new(path).unwrap();
    file.write_all(&bytes[..bytes.len() / 2]).unwrap();
}

impl Disk for FailingDisk {
    fn create_folder(&self, path: &Path) -> Result<(), Finding> {
        if !path.is_dir() {
            self.count(path)?;
        }
        LocalDisk.create_folder(path)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Finding> {
        if let Some(folder) = path.parent() {
            self.create_folder(folder)?;
        }
        self.count(path).inspect_err(|_| write_half(path, bytes))?;
        LocalDisk.create(path, bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8], staging: &Path) -> Result<(), Finding> {
        self.count(path).inspect_err(|_| write_half(&staging.join("do-dang"), bytes))?;
        LocalDisk.replace(path, bytes, staging)
    }

    fn move_folder(&self, from: &Path, to: &Path) -> Result<(), Finding> {
        self.count(to)?;
        LocalDisk.move_folder(from, to)
    }

    fn sync_tree(&self, folder: &Path) -> Result<(), Finding> {
        self.count(folder)?;
        LocalDisk.sync_tree(folder)
    }

    fn remove(&self, path: &Path) -> Result<(), Finding> {
        self.count(path)?;
        LocalDisk.remove(path)
    }

    fn remove_if_empty(&self, folder: &Path) -> Result<bool, Finding> {
        if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()) {
            self.count(folder)?;
        }
        LocalDisk.remove_if_empty(folder)
    }

    fn before_write(&self, path: &Path) -> Result<(), Finding> {
        self.count(path)
    }
}
