//! Copies of the archive: only what is missing is copied, everything is compared by hash, the log comes last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::deposit::Archive;
use super::ocfl::error::Damage;
use super::ocfl::inventory::{FILE, SIDECAR};
use super::ocfl::path::ObjectKey;
use super::ocfl::store::{LAYOUT, OBJECT_MARK, Store};
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::base::io::durable::{Disk as _, LocalDisk, entries, kept};
use crate::base::io::files::{remove, write};
use crate::base::io::journal::{FILE as LOG, Journal, MARK_FILE as LOG_MARK, Position};
use crate::base::io::names::{STAGING_FOLDER, STORE_FOLDER as STORE};
use crate::base::io::paths::show;

/// What a copy has done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Files that were missing and were copied.
    pub new: usize,
    /// Files that were there already, the same byte by byte.
    pub same: usize,
    /// Events of the log that came over.
    pub events: u64,
    /// What is not as its manifest says, and was not copied.
    pub damaged: Vec<Finding>,
    /// The files of those.
    left: BTreeSet<PathBuf>,
}

impl Archive {
    /// Brings the copy in a folder up to date, and compares every file of it.
    ///
    /// # Errors
    /// The folder holds another archive or a later state of this one, a file in it is not what it was, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<Copied, Finding> {
        if !self.exists() {
            return Err(self.missing());
        }
        if self.holds(to) {
            return Err(Finding::new(codes::COPY, "thư mục sao lưu nằm trong chính kho")
                .in_file(show(to))
                .hint("sao lưu sang ổ khác hoặc máy khác, ví dụ `/media/o-roi/luu-tru`"));
        }
        if to.is_file() {
            return Err(Finding::new(codes::COPY, "nơi sao lưu là một tệp, không phải thư mục")
                .in_file(show(to))
                .hint("chỉ ra một thư mục, có sẵn hay chưa đều được"));
        }
        // nobody else writes meanwhile: log and folders of the copy belong together
        let mut writer = match self.journal().lock(&Position::default()) {
            Ok((writer, _)) => Some(writer),
            // what cannot be written here, nobody writes meanwhile
            Err(finding) if finding.code == codes::UNWRITABLE => None,
            Err(finding) => return Err(finding),
        };
        if let Some(writer) = &mut writer {
            self.recover_locked(writer)?;
        }
        let (_, position) = self.journal().since(&Position::default())?;
        let log = kept(self.journal().path())?.unwrap_or_default();
        let mut copied = Copied { events: position.count, ..Copied::default() };
        if !log.starts_with(&kept(&to.join(LOG))?.unwrap_or_default()) {
            return Err(Finding::new(
                codes::COPY,
                "thư mục sao lưu chứa nhật ký không phải của kho này, hoặc mới hơn kho này",
            )
            .in_file(show(&to.join(LOG)))
            .hint("sao lưu vào thư mục khác; nếu kho bị lùi về trạng thái cũ thì phục hồi từ bản sao lưu này"));
        }
        let copy = Copy::into(to, BACKUP_UNFINISHED)?;
        let files = Expected { store: self.store(), digests: BTreeMap::new() };
        copy.folder(&files, self.store().root(), &to.join(STORE), &mut copied)?;
        write(&to.join(LOG), &log)?;
        copy.mark(self.store().root(), &to.join(STORE))?;
        copy.finish()?;
        verify(self.store().root(), &to.join(STORE), &copied.left)?;
        drop(writer);
        Ok(copied)
    }

    /// Whether a folder, which need not be there yet, is the archive or lies in it.
    pub(crate) fn holds(&self, folder: &Path) -> bool {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let there = folder.ancestors().find_map(real);
        there.zip(real(self.folder())).is_some_and(|(folder, own)| folder.starts_with(own))
    }

    /// Puts a copy into a workspace that has no archive yet, and compares every file.
    ///
    /// # Errors
    /// There is an archive already, the folder holds no copy, or something cannot be read or written.
    pub fn restore(&self, from: &Path) -> Result<Copied, Finding> {
        let unfinished = self.folder().join(RESTORING);
        let log = kept(&from.join(LOG))?;
        let continues = |log: &[u8]| -> Result<bool, Finding> {
            Ok(log.starts_with(&kept(self.journal().path())?.unwrap_or_default()))
        };
        if self.exists() && !(unfinished.exists() && continues(log.as_deref().unwrap_or_default())?) {
            return Err(Finding::new(codes::COPY, "thư mục làm việc đã có kho, chương trình không ghi đè")
                .in_file(self.shown())
                .hint("phục hồi kho vào một thư mục làm việc chưa có `luu-tru`, hoặc đổi tên `luu-tru` cũ trước"));
        }
        let (Some(log), Some(_)) = (log, entries(&from.join(STORE))?) else {
            return Err(Finding::new(codes::COPY, "thư mục này không chứa bản sao lưu của kho")
                .in_file(show(from))
                .hint("chỉ đúng thư mục đã dùng với `vanthu archive backup`"));
        };
        let mut copied = Copied { events: Journal::of(from).events()?.len() as u64, ..Copied::default() };
        let copy = Copy::into(self.folder(), STAGING_FOLDER)?;
        write(&unfinished, b"")?;
        let store = Store::of(from);
        let files = Expected { store: &store, digests: BTreeMap::new() };
        copy.folder(&files, store.root(), self.store().root(), &mut copied)?;
        verify(store.root(), self.store().root(), &copied.left)?;
        write(self.journal().path(), &log)?;
        copy.mark(&from.join(STORE), self.store().root())?;
        copy.finish()?;
        remove(&unfinished);
        Ok(copied)
    }
}

/// Stands while a copy is being put back; a killed run can be run again.
const RESTORING: &str = "dang-lay-lai";

/// Where files of a copy are until they are whole: a name that nobody gives to a folder of his own, since what lies in
/// it is taken away.
const BACKUP_UNFINISHED: &str = ".vanthu-tam";

/// Files that change: the inventory at the root of an object and its sidecar. All others stay as they were written.
fn changes(name: &str, folder: &Path) -> bool {
    [FILE, SIDECAR].contains(&name) && folder.join(OBJECT_MARK.0).exists()
}

/// A copy being made.
struct Copy {
    /// Where files are until they are whole.
    unfinished: PathBuf,
}

impl Copy {
    fn into(folder: &Path, staging: &str) -> Result<Self, Finding> {
        let unfinished = folder.join(staging);
        LocalDisk.create_folder(folder)?;
        // what a killed run has left
        LocalDisk.remove(&unfinished)?;
        LocalDisk.create_folder(&unfinished)?;
        Ok(Self { unfinished })
    }

    fn finish(self) -> Result<(), Finding> {
        LocalDisk.remove(&self.unfinished)
    }

    fn file(&self, path: &Path, bytes: &[u8]) -> Result<(), Finding> {
        LocalDisk.replace(path, bytes, &self.unfinished)
    }

    /// Copies the mark of the log, once the log is there.
    fn mark(&self, from: &Path, to: &Path) -> Result<(), Finding> {
        match kept(&from.join(LOG_MARK))? {
            Some(bytes) => self.file(&to.join(LOG_MARK), &bytes),
            None => Ok(()),
        }
    }

    fn folder(&self, files: &Expected<'_>, from: &Path, to: &Path, copied: &mut Copied) -> Result<(), Finding> {
        LocalDisk.create_folder(to)?;
        let of_object = files.of_object(from, copied);
        let files = of_object.as_ref().unwrap_or(files);
        let mut last: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for (name, is_folder) in entries(from)?.unwrap_or_default() {
            let (source, target) = (from.join(&name), to.join(&name));
            if name == LOG_MARK {
                continue; // it must not be ahead of the log, which comes last
            }
            if is_folder {
                self.folder(files, &source, &target, copied)?;
                continue;
            }
            let bytes = kept(&source)?.unwrap_or_default();
            let there = kept(&target)?;
            let known = files.digests.get(&source);
            if let Some(digest) = known.filter(|digest| sha512(&bytes) != **digest) {
                let is_good = there.is_some_and(|there| sha512(&there) == *digest);
                copied.damaged.push(changed(&source, is_good.then_some(&target)));
                copied.left.insert(source);
                continue;
            }
            match there {
                Some(there) if there == bytes => copied.same += 1,
                // the manifest says which of the two is right
                Some(_) if known.is_some() => {
                    copied.damaged.push(rotten(&target));
                    copied.left.insert(source);
                }
                Some(_) if !changes(&name, from) && name != LAYOUT.0 => return Err(damaged(&target)),
                // the inventory at the root comes after the versions it names
                _ if changes(&name, from) => last.push((target, bytes)),
                _ => {
                    self.file(&target, &bytes)?;
                    copied.new += 1;
                }
            }
        }
        for (target, bytes) in last {
            self.file(&target, &bytes)?;
            copied.new += 1;
        }
        Ok(())
    }
}

/// What the files of an object are by its manifest.
struct Expected<'a> {
    store: &'a Store,
    digests: BTreeMap<PathBuf, String>,
}

impl<'a> Expected<'a> {
    /// Those of the object that a folder is, if it is one; what is wrong with its manifest or missing is noted.
    fn of_object(&self, folder: &Path, copied: &mut Copied) -> Option<Expected<'a>> {
        if !folder.join(OBJECT_MARK.0).exists() {
            return None;
        }
        let names: Vec<_> =
            folder.strip_prefix(self.store.root()).ok()?.iter().map(|name| name.to_string_lossy()).collect();
        let key = ObjectKey::parse(&names.join("/"))?;
        let inventory = match self.store.inventory(&key) {
            Ok(inventory) => inventory?,
            Err(error) => {
                copied.damaged.push(Finding::from(error));
                return None;
            }
        };
        let mut digests = BTreeMap::new();
        for (digest, path) in
            inventory.manifest.iter().flat_map(|(digest, all)| all.iter().map(move |path| (digest, path)))
        {
            let file = folder.join(path);
            if !file.exists() {
                copied.damaged.push(Damage::FileMissing(path.clone()).of(&key).into());
            }
            digests.insert(file, digest.clone());
        }
        Some(Expected { store: self.store, digests })
    }
}

/// What to say of a file that is not what its manifest says; the copy may still have it as it was.
fn changed(source: &Path, good: Option<&PathBuf>) -> Finding {
    let finding =
        Finding::new(codes::STORE_BROKEN, "tệp đã bị thay đổi, khác bảng kê của văn bản lưu; không sao chép tệp này");
    finding.in_file(show(source)).hint(match good {
        Some(good) => format!("bản sao lưu còn tệp đúng: sao chép `{}` đè lên tệp hỏng", show(good)),
        None => "phục hồi tệp từ một bản sao lưu khác".to_owned(),
    })
}

/// What to say of a file of the copy that is not what its manifest says, while the one to be copied is.
fn rotten(target: &Path) -> Finding {
    Finding::new(
        codes::COPY,
        "tệp ở nơi sao chép tới đã bị thay đổi, khác bảng kê của văn bản lưu; nguồn sao chép còn tệp đúng",
    )
    .in_file(show(target))
    .hint("xóa tệp này rồi chạy lại lệnh, chương trình sao chép lại tệp đúng")
}

/// Reads both sides again and compares by hash; what was left out as damaged is reported already.
fn verify(from: &Path, to: &Path, left: &BTreeSet<PathBuf>) -> Result<(), Finding> {
    for (name, is_folder) in entries(from)?.unwrap_or_default().into_iter().filter(|(name, _)| name != LOG_MARK) {
        let (source, target) = (from.join(&name), to.join(&name));
        if is_folder {
            verify(&source, &target, left)?;
            continue;
        }
        if left.contains(&source) {
            continue;
        }
        let hash = |path: &Path| -> Result<Option<String>, Finding> { Ok(kept(path)?.map(|bytes| sha512(&bytes))) };
        if hash(&source)? != hash(&target)? {
            return Err(damaged(&target));
        }
    }
    Ok(())
}

fn damaged(path: &Path) -> Finding {
    Finding::new(codes::COPY, "tệp trong bản sao lưu khác tệp trong kho")
        .in_file(show(path))
        .hint("chạy `vanthu archive audit` để biết bên nào hỏng; sao lưu lại vào thư mục khác")
}
