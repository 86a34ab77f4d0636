//! A workspace as git keeps it: the files of a revision, taken out into a folder of their own.
//!
//! Only what is stored is asked for (`ls-tree`, `cat-file`): no filter, hook or helper that a repository names is run.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::reason;
use crate::base::io::names::OFFICE_FILE;
use crate::base::io::replace::unpacking_folder;
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
            .hint("viết như `bao-cao.yaml@HEAD~1` hoặc `bao-cao.yaml@<lần lưu git>`"));
    }
    let folder = unpacking_folder().map_err(|error| broken(workspace, &error))?;
    let listed = list(workspace, revision)?;
    let root = folder.path().join("ban-cu");
    take_out(workspace, &listed, &root).map_err(|error| broken(workspace, &error))?;
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

/// What git is told before each question: nothing that a repository's settings name is run, nothing is fetched.
const SETTINGS: [&str; 10] = [
    "--no-replace-objects",
    "--no-optional-locks",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "core.quotePath=false",
];

/// Git in the folder of a workspace, without a shell. Variables by which others steer git, as its hooks do, would lead
/// to another repository than that of the folder.
fn git(workspace: &Workspace) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    command.current_dir(workspace.root()).args(SETTINGS).stdin(Stdio::null());
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    command
}

/// A file of a revision: its name in git's store, and its path from the workspace.
struct Listed {
    object: String,
    path: String,
}

/// The files of a revision below the workspace. Why there are none is asked of git in further questions, never read
/// from its words.
fn list(workspace: &Workspace, revision: &str) -> Result<Vec<Listed>, Finding> {
    let output = git(workspace).args(["ls-tree", "-r", "-z", "--end-of-options", revision]).output();
    let output = output.map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let what = if missing { "máy này không có git" } else { "không chạy được git" };
        wrong(workspace, what.to_owned()).hint("cài git, hoặc so sánh với một tệp đã sao chép riêng")
    })?;
    let listed: Vec<Listed> = output.stdout.split(|byte| *byte == 0).filter_map(file_of_tree).collect();
    if listed.len() > MAX_FILES {
        return Err(broken(workspace, &io::ErrorKind::StorageFull.into()));
    }
    if output.status.success() && !listed.is_empty() {
        return Ok(listed);
    }
    let is_so = |question: &[&str]| git(workspace).args(question).output().is_ok_and(|answer| answer.status.success());
    let (what, hint) = if !is_so(&["rev-parse", "--git-dir"]) {
        (
            "thư mục này không do git lưu bản cũ".to_owned(),
            "chạy `git init`, hoặc so sánh với một tệp đã sao chép riêng",
        )
    } else if is_so(&["cat-file", "-e", &format!("{revision}^{{tree}}")]) {
        (format!("bản `{revision}` chưa có thư mục này"), "chọn một bản mới hơn; xem các bản bằng `git log --oneline`")
    } else {
        (format!("git không có lần lưu `{revision}`"), "xem các lần lưu bằng `git log --oneline`")
    };
    Err(wrong(workspace, what).hint(hint))
}

/// A line of a tree: `100644 blob <object>\t<path>`. A link could lead out of the folder, and a document needs none.
fn file_of_tree(line: &[u8]) -> Option<Listed> {
    let line = std::str::from_utf8(line).ok()?;
    let (facts, path) = line.split_once('\t')?;
    let [mode, "blob", object] = facts.split(' ').collect::<Vec<_>>()[..] else { return None };
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let is_file = mode.starts_with("100") && inside;
    is_file.then(|| Listed { object: object.to_owned(), path: path.to_owned() })
}

/// Writes the stored bytes of files into a folder.
fn take_out(workspace: &Workspace, listed: &[Listed], root: &Path) -> io::Result<()> {
    let mut child = git(workspace)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let written = write_all(&mut child, listed, root);
    // its questions are at an end, or it is of no use any more
    drop(child.stdin.take());
    if written.is_err() {
        let _ = child.kill();
    }
    child.wait()?;
    written
}

fn write_all(child: &mut Child, listed: &[Listed], root: &Path) -> io::Result<()> {
    let unanswered = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (Some(ask), Some(answers)) = (&mut child.stdin, &mut child.stdout) else { return Err(unanswered()) };
    let mut answers = BufReader::new(answers);
    let mut left = MAX_BYTES;
    fs::create_dir_all(root)?;
    for Listed { object, path } in listed {
        writeln!(ask, "{object}")?;
        let mut header = String::new();
        answers.read_line(&mut header)?;
        let size: u64 =
            header.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(unanswered)?;
        left = left.checked_sub(size).ok_or(io::ErrorKind::StorageFull)?;
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        if io::copy(&mut answers.by_ref().take(size), &mut file)? < size {
            return Err(unanswered());
        }
        // the end of the line behind the bytes
        answers.read_exact(&mut [0])?;
    }
    Ok(())
}

/// Parts `bao-cao.yaml@HEAD~1`. Paths may hold the sign too: it parts behind the longest path that is there, or, for a
/// file that is gone, in the name behind the longest folder that is there.
pub(crate) fn split_revision(argument: &str) -> (&str, Option<&str>) {
    if Path::new(argument).exists() {
        return (argument, None);
    }
    let cut = |at: usize| (&argument[..at], Some(&argument[at + 1..]));
    let signs = || argument.match_indices('@').map(|(at, _)| at);
    let behind_path = signs().rev().find(|at| *at > 0 && Path::new(&argument[..*at]).exists());
    let folder = argument.match_indices('/').map(|(at, _)| at).rev().find(|at| Path::new(&argument[..=*at]).is_dir());
    let behind_folder = || signs().find(|at| folder.is_none_or(|folder| *at > folder));
    behind_path.or_else(behind_folder).map_or((argument, None), cut)
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
