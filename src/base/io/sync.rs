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

/// Temporary files are private; a document is for everybody the folder is for.
#[cfg(unix)]
pub(crate) fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}
