//! Files that are written once and kept: every write of the archive goes through a [`Disk`].

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::reason;
use crate::base::io::paths::show;
use crate::base::io::regular;
use crate::base::io::replace::{unfinished, unpacking_folder};
use crate::base::io::sync::sync_folder;

/// A disk as the archive writes to it: what a step returns from is on the disk. A test has one that fails.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// It cannot be made.
    fn create_folder(&self, path: &Path) -> Result<(), Finding>;

    /// Writes a file that is not there yet and nobody changes any more.
    ///
    /// # Errors
    /// It is there, or cannot be written.
    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Finding>;

    /// Puts a kept file in the place of another at once; until then it is a file in `staging`, where a killed run may
    /// leave it.
    ///
    /// # Errors
    /// It cannot be written; the other stays then.
    fn replace(&self, path: &Path, bytes: &[u8], staging: &Path) -> Result<(), Finding>;

    /// Moves a folder to where nothing is yet.
    ///
    /// # Errors
    /// Something is there, or it cannot be moved.
    fn move_folder(&self, from: &Path, to: &Path) -> Result<(), Finding>;

    /// Makes the names in a folder and in those below it last.
    ///
    /// # Errors
    /// A folder cannot be read.
    fn sync_tree(&self, folder: &Path) -> Result<(), Finding>;

    /// Takes a folder away with all that is in it, or a file.
    ///
    /// # Errors
    /// Something cannot be taken away.
    fn remove(&self, path: &Path) -> Result<(), Finding>;

    /// Takes a folder away if nothing is in it.
    ///
    /// # Errors
    /// It cannot be taken away.
    fn remove_if_empty(&self, folder: &Path) -> Result<bool, Finding>;

    /// Asked before a write that another module makes: a line of the log, a transaction of the index.
    ///
    /// # Errors
    /// Nothing can be written.
    fn before_write(&self, path: &Path) -> Result<(), Finding>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalDisk;

impl Disk for LocalDisk {
    fn create_folder(&self, path: &Path) -> Result<(), Finding> {
        if path.is_dir() {
            return Ok(());
        }
        attempt(path, || {
            let known = path.ancestors().find(|above| above.is_dir()).map(Path::to_owned);
            fs::create_dir_all(path)?;
            let new = path.ancestors().take_while(|above| Some(*above) != known.as_deref());
            new.chain(known.as_deref()).try_for_each(sync_folder)
        })
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Finding> {
        if let Some(folder) = path.parent() {
            self.create_folder(folder)?;
        }
        attempt(path, || {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            file.write_all(bytes)?;
            read_only(&file)?;
            file.sync_all()
        })
    }

    fn replace(&self, path: &Path, bytes: &[u8], staging: &Path) -> Result<(), Finding> {
        attempt(path, || {
            regular::refuse_other_than_file(path)?;
            let mut file = unfinished(staging, None)?;
            file.write_all(bytes)?;
            // elsewhere no file can take the place of one that is read-only
            if cfg!(unix) {
                read_only(file.as_file())?;
            }
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            sync_folder(path.parent().unwrap_or(Path::new(".")))
        })
    }

    fn move_folder(&self, from: &Path, to: &Path) -> Result<(), Finding> {
        attempt(to, || {
            if to.exists() {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
            fs::rename(from, to)?;
            sync_folder(to.parent().unwrap_or(Path::new(".")))?;
            sync_folder(from.parent().unwrap_or(Path::new(".")))
        })
    }

    fn sync_tree(&self, folder: &Path) -> Result<(), Finding> {
        attempt(folder, || sync_tree(folder))
    }

    fn remove(&self, path: &Path) -> Result<(), Finding> {
        let remove = if path.is_file() { fs::remove_file } else { fs::remove_dir_all::<&Path> };
        attempt(path, || match remove(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        })
    }

    fn remove_if_empty(&self, folder: &Path) -> Result<bool, Finding> {
        let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if empty {
            attempt(folder, || fs::remove_dir(folder))?;
        }
        Ok(empty)
    }

    fn before_write(&self, _: &Path) -> Result<(), Finding> {
        Ok(())
    }
}

fn attempt(path: &Path, work: impl FnOnce() -> io::Result<()>) -> Result<(), Finding> {
    work().map_err(|error| unwritable(path, &error))
}

fn read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

fn sync_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        }
    }
    sync_folder(folder)
}

fn unwritable(path: &Path, error: &io::Error) -> Finding {
    Finding::new(codes::UNWRITABLE, format!("không ghi được vào kho: {}", reason(error)))
        .in_file(show(path))
        .hint("kiểm tra quyền ghi thư mục và dung lượng đĩa, rồi làm lại")
}

/// What is in a folder: names, and whether each is a folder, sorted; none when there is no such folder.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Option<Vec<(String, bool)>>, Finding> {
    let attempt = || -> io::Result<Option<Vec<(String, bool)>>> {
        let found = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        let mut entries = Vec::new();
        for entry in found {
            let entry = entry?;
            entries.push((entry.file_name().to_string_lossy().into_owned(), entry.file_type()?.is_dir()));
        }
        entries.sort();
        Ok(Some(entries))
    };
    attempt().map_err(|error| crate::base::io::errors::unreadable(&show(folder), &error))
}

/// The bytes of a kept file; none when it is not there.
///
/// # Errors
/// It cannot be read.
pub(crate) fn kept(path: &Path) -> Result<Option<Vec<u8>>, Finding> {
    match regular::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(crate::base::io::errors::unreadable(&show(path), &error)),
    }
}

/// Writes files into a folder of its own, which goes when the value goes.
///
/// # Errors
/// There is no room, or a path leads out of the folder.
pub(crate) fn unpacked<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<tempfile::TempDir, Finding> {
    let attempt = || -> io::Result<tempfile::TempDir> {
        let folder = unpacking_folder()?;
        for (path, bytes) in files {
            let inside = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            if !inside {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied));
            }
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
            fs::write(path, bytes)?;
        }
        Ok(folder)
    };
    attempt().map_err(|error| unwritable(&std::env::temp_dir(), &error))
}
