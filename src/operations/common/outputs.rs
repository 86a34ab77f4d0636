//! Where results may go, and what they may take the place of: nothing that is read, kept or somebody else's is written over.

use std::fs;
use std::path::{Component, Path};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::exists;
use crate::base::io::names::{self, ARCHIVE_FOLDER, FONT_FOLDER, OFFICE_FILE, TEMPLATE_FOLDER, TRUST_FOLDER};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, paths};
use crate::load::SHEET_FILES;
use crate::operations::common::output_paths::stem;
use crate::operations::update::record::{ENDING, MAX_RECORD, Record};

/// What stands in every signed PDF, never compressed, and in none that we write.
pub(crate) const SIGNATURE_KEY: &[u8] = b"/ByteRange";

/// What stands in every PDF that we write, never compressed: in its metadata, and in its older form.
const OUR_PDF: [&[u8]; 2] = [b"<xmp:CreatorTool>vanthu ", b"/Creator(vanthu "];

/// Folders of a workspace that programs and people read from; no result belongs there.
const KEPT_FOLDERS: [&str; 4] = [TEMPLATE_FOLDER, FONT_FOLDER, ARCHIVE_FOLDER, TRUST_FOLDER];

/// Refuses a folder for results that is one of the office's own: templates, fonts, certificates, the archive.
///
/// # Errors
/// It is one, or lies in one.
pub(crate) fn refuse_kept_folder(folder: &Path) -> Result<(), Finding> {
    let Some(within) = within_workspace(folder) else { return Ok(()) };
    let first = within.parts.first().map(|first| first.to_lowercase()).unwrap_or_default();
    if !KEPT_FOLDERS.contains(&first.as_str()) {
        return Ok(());
    }
    Err(Finding::new(codes::UNWRITABLE, format!("`{first}` không phải chỗ ghi kết quả"))
        .in_file(paths::show(folder))
        .hint("chọn thư mục khác cho kết quả, ví dụ `out`"))
}

/// Refuses a folder in which nobody looks for figures or documents.
///
/// # Errors
/// It is that of the results or one of the office's own.
pub(crate) fn refuse_place_without_documents(folder: &Path) -> Result<(), Finding> {
    let first = within_workspace(folder).and_then(|within| within.parts.into_iter().next());
    let Some(first) = first.filter(|first| names::is_no_place_for_documents(&first.to_lowercase())) else {
        return Ok(());
    };
    Err(Finding::new(codes::UNWRITABLE, format!("chương trình không đọc số liệu hay văn bản trong `{first}`"))
        .in_file(paths::show(folder))
        .hint("chọn thư mục của một kỳ, ví dụ `nam-2025`"))
}

/// Refuses a folder that lies in a workspace: what is handed on would be read there again as documents.
///
/// # Errors
/// It lies in a workspace.
pub(crate) fn refuse_workspace(folder: &Path) -> Result<(), Finding> {
    if within_workspace(folder).is_none() {
        return Ok(());
    }
    Err(Finding::new(codes::UNWRITABLE, "nơi nhận nằm trong thư mục làm việc")
        .in_file(paths::show(folder))
        .hint("chọn thư mục ngoài thư mục làm việc, tốt nhất trên ổ khác, ví dụ `/media/o-roi/ho-so-2025`"))
}

/// Refuses a file for a result whose name is not of its kind.
///
/// # Errors
/// It ends otherwise.
pub(crate) fn refuse_other_kind(path: &Path, ending: &str) -> Result<(), Finding> {
    let own = path.extension().map(|own| own.to_string_lossy().to_lowercase()).unwrap_or_default();
    if own == ending.to_lowercase() {
        return Ok(());
    }
    Err(Finding::new(codes::UNWRITABLE, format!("kết quả là tệp `.{ending}`, tên ghi ra lại không phải"))
        .in_file(paths::show(path))
        .hint(format!("đặt tên kết thúc bằng `.{ending}`")))
}

/// Writes a result that is named by itself, as a redline or a list of figures is.
///
/// # Errors
/// It would stand among what is read, take the place of a file that is not of its kind and ours, or cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    refuse_source(path)?;
    let there = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    if there && is_built(path) {
        return Err(Finding::new(codes::FILE_EXISTS, "đây là bản đã tạo của một văn bản, chương trình không ghi đè")
            .in_file(paths::show(path))
            .hint("ghi ra tên khác hoặc thư mục khác"));
    }
    if there && !is_of_job(path) {
        return Err(not_ours(path));
    }
    files::write(path, bytes)
}

/// Writes a file of the build of `stem`, whose last record tells which files are its own.
///
/// # Errors
/// Those of [`write`].
pub(crate) fn write_built(out: &Path, stem: &str, name: &str, bytes: &[u8]) -> Result<(), Finding> {
    let path = out.join(name);
    refuse_source(&path)?;
    let record = format!("{stem}.{ENDING}");
    let is_own = || name == record || is_recorded(&out.join(&record), WorkspacePath::of(stem).folder(), name);
    // what is no file is refused when it is written
    let there = fs::metadata(&path).is_ok_and(|metadata| metadata.is_file());
    if there && !is_own() && !is_of_job(&path) {
        return Err(not_ours(&path));
    }
    files::write(&path, bytes)
}

/// Whether a record names a file, which is called from the folder that both paths begin in.
fn is_recorded(record: &Path, folder: &str, name: &str) -> bool {
    let record = files::read(record, MAX_RECORD).ok().and_then(|bytes| Record::parse(&bytes));
    let name = name.strip_prefix(folder).unwrap_or(name).trim_start_matches('/');
    record.is_some_and(|record| record.outputs.contains_key(name))
}

/// A name by which figures, facts or the office are read, in a folder where they are looked for.
fn refuse_source(path: &Path) -> Result<(), Finding> {
    let folder = path.parent().unwrap_or(Path::new(""));
    refuse_kept_folder(folder)?;
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_source = names::is_shared(&name) || SHEET_FILES.contains(&name.as_str()) || names::is_document(&name);
    if !is_source || !holds_documents(folder) {
        return Ok(());
    }
    Err(Finding::new(codes::UNWRITABLE, format!("ở thư mục này `{name}` là tệp mà chương trình đọc vào"))
        .in_file(paths::show(path))
        .hint("ghi kết quả vào thư mục khác bằng `--out`, ví dụ `--out out`"))
}

/// Whether a file may be replaced by one of its name: a PDF that we made and nobody signed; of the other kinds one that
/// lies where only results do.
fn is_of_job(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => OUR_PDF.iter().any(|mark| files::contains(path, mark)) && !files::contains(path, SIGNATURE_KEY),
        _ => !holds_documents(path.parent().unwrap_or(Path::new(""))),
    }
}

/// Whether a folder is one of a workspace in which documents or figures lie, with their pictures and sheets.
fn holds_documents(folder: &Path) -> bool {
    let is_read = |name: &String| names::is_document(name) || names::is_shared(name);
    within_workspace(folder).is_some_and(|within| !within.is_among_results())
        && files::names_in(folder).iter().any(is_read)
}

/// Whether the record of a build beside a file names it.
fn is_built(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return false };
    is_recorded(&path.with_file_name(format!("{}.{ENDING}", stem(&name))), "", &name)
}

fn not_ours(path: &Path) -> Finding {
    let signed = files::contains(path, SIGNATURE_KEY);
    let finding = match signed {
        true => Finding::new(codes::SIGNED_OUTPUT, "tệp PDF đã được ký, chương trình không ghi đè")
            .in_file(paths::show(path)),
        false => exists(path),
    };
    finding.hint("tệp này không phải kết quả lần chạy trước: chuyển đi nơi khác, hoặc ghi vào thư mục khác")
}

/// Where a path lies in a workspace.
struct Within {
    /// The folders from the workspace down to it.
    parts: Vec<String>,
}

impl Within {
    /// Whether only results lie there: `out`, or a folder that is made for them now.
    fn is_among_results(&self) -> bool {
        self.parts.first().is_some_and(|first| names::is_no_place_for_documents(first))
    }
}

/// Where a path, which need not be there yet, lies in the workspace around it.
fn within_workspace(path: &Path) -> Option<Within> {
    let whole = std::path::absolute(path).ok()?;
    // the part that is there without links, then what is still to be made, without steps back
    let (real, missing) = whole.ancestors().find_map(|above| {
        let real = fs::canonicalize(above).ok()?;
        Some((real, whole.strip_prefix(above).ok()?.to_owned()))
    })?;
    let mut full = real;
    for part in missing.components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::Normal(name) => full.push(name),
            _ => {}
        }
    }
    let root = full.ancestors().find(|above| above.join(OFFICE_FILE).is_file())?;
    let parts = full.strip_prefix(root).ok()?.iter().map(|part| part.to_string_lossy().into_owned());
    Some(Within { parts: parts.collect() })
}
