//! The reader and writer of disk: limited reads inside a workspace, whole writes.

pub mod kept;
pub mod log;
mod revision;
pub mod watch;
mod workspace;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock;
use crate::finding::{Finding, codes};
use crate::vietnamese::nfc;
pub use revision::{Snapshot, at_revision, once_in, parted};
pub use workspace::Workspace;

/// The file that makes a folder a workspace.
pub const OFFICE_FILE: &str = "co-quan.yaml";

/// The file of a period's figures.
pub const FIGURES_FILE: &str = "so-lieu.yaml";

/// The file of facts that the documents of a folder share.
pub const SHARED_FILE: &str = "chung.yaml";

/// Folder of the office's own templates.
pub const TEMPLATE_FOLDER: &str = "mau";

/// Folder of the office's own fonts.
pub const FONT_FOLDER: &str = "phong-chu";

/// Folder of the register and the kept documents.
pub const ARCHIVE_FOLDER: &str = "luu-tru";

/// The kept documents in it, beside the log.
pub const STORE_FOLDER: &str = "kho";

/// Folder of the certificates the office trusts.
pub const TRUST_FOLDER: &str = "chung-thu";

/// Largest YAML file, bytes. The longest report known here has 92 KB.
pub const MAX_YAML: u64 = 4 << 20;

/// Largest image, bytes.
pub const MAX_IMAGE: u64 = 20 << 20;

/// Largest font or template, bytes.
pub const MAX_ASSET: u64 = 40 << 20;

/// Bytes of a YAML file that show whether it is a list.
const LIST_START: u64 = 4096;

/// After how long an unfinished file cannot be of a run at work.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// Writes a whole file: temporary file beside it, fsync, rename. A reader sees the old bytes or the new ones.
///
/// # Errors
/// The folder cannot be made or the file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    let attempt = || -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        file.write_all(bytes)?;
        readable(file.as_file())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        kept::sync_folder(folder)
    };
    attempt().map_err(|error| {
        Finding::new(codes::UNWRITABLE, format!("không ghi được tệp: {}", reason(&error)))
            .in_file(show(path))
            .hint("đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền ghi thư mục và dung lượng đĩa, hoặc ghi vào thư mục khác")
    })
}

/// How files begin that are being written; a run that was killed leaves one behind.
const UNFINISHED: &str = ".vanthu-";

/// Takes away what killed runs have left in a folder; younger files may be of a run at work.
pub fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(UNFINISHED)) {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| clock::is_older(modified, LEFT_BEHIND)) {
            remove(&entry.path());
        }
    }
}

/// Takes a file away; one that is not there or is held open stays as it is.
pub fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// The names in a folder, sorted; empty when there is no such folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| nfc(&entry.file_name().to_string_lossy())).collect();
    names.sort();
    names
}

/// Writes files that are new, all of them or none.
///
/// # Errors
/// One is there already or cannot be written; those written before it are taken away again.
pub fn write_new(new: &[(PathBuf, Vec<u8>)]) -> Result<(), Finding> {
    for (at, (path, bytes)) in new.iter().enumerate() {
        let written = if path.exists() { Err(exists(path)) } else { write(path, bytes) };
        if let Err(finding) = written {
            for (path, _) in &new[..at] {
                // what cannot be taken away stays, and the finding is the same
                let _ = fs::remove_file(path);
            }
            return Err(finding);
        }
    }
    Ok(())
}

/// What to say of a file that is not to be written over.
pub fn exists(path: &Path) -> Finding {
    Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè").in_file(show(path))
}

/// Temporary files are private; a document is for everybody the folder is for.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// A path as text, with `/` and in NFC, so that messages are the same on every system.
pub fn show(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    nfc(if text.is_empty() { "." } else { text })
}

/// Whether a file name is that of a document, not of the office, figures or shared facts.
pub fn is_document(name: &str) -> bool {
    let yaml = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    yaml.is_some_and(|stem| !matches!(stem, "co-quan" | "so-lieu" | "chung"))
}

/// Whether a YAML file is a list, as `danh_sach` takes one: its first line begins with a dash.
pub fn is_list(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LIST_START).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    let first = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#') && *line != "---");
    read.is_ok() && first.is_some_and(|line| line == "-" || line.starts_with("- "))
}

/// The bytes of a file that the clerk names on the command line, wherever it lies.
///
/// # Errors
/// The file cannot be read, or is larger than `limit`.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Finding> {
    let file = fs::File::open(path).map_err(|error| missing(path, &error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&show(path), &error))?;
    if bytes.len() as u64 > limit {
        let finding = Finding::new(codes::FILE_TOO_LARGE, format!("tệp lớn hơn {} MB", limit >> 20));
        return Err(finding.in_file(show(path)).hint("xóa hình và các phần thừa trong tệp, hoặc chia ra nhiều tệp"));
    }
    Ok(bytes)
}

/// The files that lie directly in a folder, sorted by name.
///
/// # Errors
/// The folder cannot be read.
pub fn listed(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let entries = fs::read_dir(folder).map_err(|error| missing(folder, &error))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(&show(folder), &error))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether some bytes stand anywhere in a file; `false` when it is not there or cannot be read.
pub fn contains(path: &Path, wanted: &[u8]) -> bool {
    let Ok(mut file) = fs::File::open(path) else {
        return false;
    };
    let mut window = Vec::new();
    loop {
        let kept = window.len().saturating_sub(wanted.len());
        window.drain(..kept);
        match Read::by_ref(&mut file).take(1 << 20).read_to_end(&mut window) {
            Ok(0) | Err(_) => return false,
            Ok(_) if window.windows(wanted.len()).any(|found| found == wanted) => return true,
            Ok(_) => {}
        }
    }
}

/// The first bytes of a file and whether there are more; `None` when it is not there or cannot be read.
pub fn head(path: &Path, length: u64) -> Option<(Vec<u8>, bool)> {
    let file = fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(length.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    let more = bytes.len() as u64 > length;
    bytes.truncate(bytes.len() - usize::from(more));
    Some((bytes, more))
}

/// A file in a folder of the workspace, with `/` between; `""` is the workspace itself.
pub fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn missing(path: &Path, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        Finding::new(codes::PATH_NOT_FOUND, "không có tệp hay thư mục này")
            .in_file(show(path))
            .hint("kiểm tra lại tên và thư mục đang đứng")
    } else {
        unreadable(&show(path), error)
    }
}

fn unreadable(shown: &str, error: &io::Error) -> Finding {
    let finding = Finding::new(codes::UNREADABLE, format!("không đọc được: {}", reason(error))).in_file(shown);
    match error.kind() {
        io::ErrorKind::IsADirectory => finding.hint(format!("chỉ ra từng tệp trong đó, ví dụ `{shown}/*.pdf`")),
        _ => finding.hint("kiểm tra quyền đọc, hoặc sao chép tệp sang máy này rồi thử lại"),
    }
}

/// What the system says, in Vietnamese for the usual cases.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        io::ErrorKind::NotFound => "không có thư mục".to_owned(),
        io::ErrorKind::StorageFull => "đĩa đã đầy".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "một tệp trùng tên với thư mục".to_owned(),
        io::ErrorKind::IsADirectory => "đây là thư mục".to_owned(),
        _ => format!("hệ điều hành báo mã {}", error.raw_os_error().unwrap_or_default()),
    }
}
