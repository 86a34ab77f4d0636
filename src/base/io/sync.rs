//! What makes written files last and readable, system by system.

use std::fs::File;
use std::path::Path;
use std::{fs, io};

/// Makes the names in a folder last.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// Other systems keep names without being told to.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The permissions a file is made with: those of the one whose place it takes, or what the system takes its mask from.
#[cfg(unix)]
pub(crate) fn mode_of(before: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(before.map_or_else(|| fs::Permissions::from_mode(0o666), fs::Metadata::permissions))
}

#[cfg(not(unix))]
pub(crate) fn mode_of(_: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    None
}

/// Gives a file the mode and owner of another; who may not give files away keeps them as his own.
#[cfg(unix)]
pub(crate) fn keep_mode_and_owner(file: &File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (before.uid(), before.gid()) {
        let _ = std::os::unix::fs::fchown(file, Some(before.uid()), Some(before.gid()));
    }
    // after the owner, as giving a file away takes bits from it
    file.set_permissions(before.permissions())
}

#[cfg(not(unix))]
pub(crate) fn keep_mode_and_owner(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// How many names a file has.
#[cfg(unix)]
pub(crate) fn number_of_names(metadata: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink()
}

#[cfg(not(unix))]
pub(crate) fn number_of_names(_: &fs::Metadata) -> u64 {
    1
}

/// What is locked for a folder: the folder itself.
#[cfg(unix)]
pub(crate) fn lockable(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Elsewhere a folder cannot be locked, and a hidden file in it is.
#[cfg(not(unix))]
pub(crate) fn lockable(folder: &Path) -> io::Result<File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(".khoa-vanthu"))
}
