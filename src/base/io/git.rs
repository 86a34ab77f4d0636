//! A workspace as git keeps it: the files of a revision, taken out into a folder of their own.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::reason;
use crate::base::io::names::OFFICE_FILE;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;

/// Most files, and most bytes of all of them, that are taken out.
const MAX_FILES: usize = 100_000;
const MAX_BYTES: u64 = 1 << 30;

/// The workspace of a revision; its files live as long as the folder.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The workspace, which names its files `HEAD~1:/bao-cao.yaml`.
    pub workspace: Workspace,
    /// Taken away with this.
    _folder: TempDir,
}

/// Takes a workspace as it was out of git.
///
/// # Errors
/// There is no git or no such revision, or it holds no workspace.
pub(crate) fn at_revision(workspace: &Workspace, revision: &str) -> Result<Snapshot, Finding> {
    if revision.is_empty() || revision.starts_with('-') || revision.contains(char::is_control) {
        return Err(wrong(workspace, format!("`{revision}` không phải là tên một bản cũ"))
            .hint("viết như `bao-cao.yaml@HEAD~1` hoặc `bao-cao.yaml@<mã bản>`"));
    }
    let folder = tempfile::tempdir().map_err(|error| broken(workspace, &error))?;
    let archive = folder.path().join("ban-cu.zip");
    archive_revision(workspace, revision, &archive)?;
    let root = folder.path().join("ban-cu");
    extract(&archive, &root).map_err(|error| broken(workspace, &error))?;
    let here = root.join(OFFICE_FILE).is_file().then(|| Workspace::containing(&root).ok()).flatten();
    let workspace = here.ok_or_else(|| {
        wrong(workspace, format!("bản `{revision}` không có `{}`", OFFICE_FILE))
            .hint("chọn một bản sau khi thư mục này đã được lưu vào git")
    })?;
    let workspace = Workspace { shown: format!("{revision}:").into(), ..workspace };
    Ok(Snapshot { workspace, _folder: folder })
}

fn wrong(workspace: &Workspace, message: String) -> Finding {
    Finding::new(codes::REVISION, message).in_file(workspace.shown(""))
}

fn broken(workspace: &Workspace, error: &io::Error) -> Finding {
    wrong(workspace, format!("không lấy được bản cũ ra: {}", reason(error)))
        .hint("kiểm tra dung lượng đĩa và quyền ghi thư mục tạm")
}

/// Git in the folder of a workspace, without a shell.
fn git(workspace: &Workspace) -> Command {
    let mut command = Command::new("git");
    command.current_dir(workspace.root()).env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
    command
}

/// Takes a revision out. Why it cannot be is asked of git in further questions, never read from its words.
fn archive_revision(workspace: &Workspace, revision: &str, archive: &Path) -> Result<(), Finding> {
    let output = git(workspace).args(["archive", "--format=zip", "-o"]).arg(archive).arg(revision).output();
    let output = output.map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let what = if missing { "máy này không có git" } else { "không chạy được git" };
        wrong(workspace, what.to_owned()).hint("cài git, hoặc so sánh với một tệp đã chép riêng")
    })?;
    if output.status.success() {
        return Ok(());
    }
    let is_so = |question: &[&str]| git(workspace).args(question).output().is_ok_and(|answer| answer.status.success());
    let (what, hint) = if !is_so(&["rev-parse", "--git-dir"]) {
        ("thư mục này không do git lưu bản cũ".to_owned(), "chạy `git init`, hoặc so sánh với một tệp đã chép riêng")
    } else if is_so(&["cat-file", "-e", &format!("{revision}^{{tree}}")]) {
        (format!("bản `{revision}` chưa có thư mục này"), "chọn một bản mới hơn; xem các bản bằng `git log --oneline`")
    } else {
        (format!("git không có bản `{revision}`"), "xem các bản đã lưu bằng `git log --oneline`")
    };
    Err(wrong(workspace, what).hint(hint))
}

fn extract(archive: &Path, root: &Path) -> io::Result<()> {
    let too_large = || io::Error::from(io::ErrorKind::StorageFull);
    let mut archive = zip::ZipArchive::new(fs::File::open(archive)?).map_err(io::Error::other)?;
    if archive.len() > MAX_FILES {
        return Err(too_large());
    }
    fs::create_dir_all(root)?;
    let mut left = MAX_BYTES;
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).map_err(io::Error::other)?;
        // a link could lead out of the folder, and a document needs none
        let Some(name) = file.enclosed_name().filter(|_| !file.is_symlink() && !file.is_dir()) else { continue };
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        let written = io::copy(&mut file.by_ref().take(left + 1), &mut fs::File::create(path)?)?;
        left = left.checked_sub(written).ok_or_else(too_large)?;
    }
    Ok(())
}

/// Parts `bao-cao.yaml@HEAD~1`, unless there is a file of that very name.
pub(crate) fn split_revision(argument: &str) -> (&str, Option<&str>) {
    if Path::new(argument).exists() {
        return (argument, None);
    }
    argument.split_once('@').map_or((argument, None), |(path, revision)| (path, Some(revision)))
}

/// The workspace a path lies in or lay in, and the path in it, also when it is no longer there.
///
/// # Errors
/// There is no workspace above it.
pub(crate) fn workspace_above(path: &Path) -> Result<(Workspace, String), Finding> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let above = path.ancestors().find(|above| above.exists() && !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let workspace = Workspace::containing(above)?;
    let mut relative = workspace.relative(above)?;
    for part in path.strip_prefix(above).unwrap_or(path).iter() {
        relative = WorkspacePath::of(&relative).join(&part.to_string_lossy());
    }
    Ok((workspace, relative))
}
