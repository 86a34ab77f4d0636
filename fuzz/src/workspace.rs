//! One workspace for the whole process; what is fuzzed in it is written over.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;
use vanthu::base::finding::{Findings, codes};

/// The profile of an office.
const OFFICE: &str = "\
dia_danh: Hoa Đào
co_quan:
  ubnd: {ten: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO, ky_hieu: UBND}
  hdnd: {ten: HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA ĐÀO, ky_hieu: HĐND}
nguoi_ky:
  ct: {quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH, ho_ten: Lộc Văn Khải}
noi_nhan:
  chung: [UBND tỉnh (b/c), 'Lưu: VT']
";

/// A workspace with these files.
pub fn workspace(files: &[(&str, &str)]) -> TempDir {
    crate::take_in();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("co-quan.yaml", OFFICE)].iter().chain(files) {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    std::fs::write(path, bytes).expect("the file is written");
}

/// What one process holds and no two inputs share.
pub struct Held<T>(Mutex<Option<T>>);

impl<T> Held<T> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Locked, to be made at the first use.
    pub fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Nothing that was found is a mistake of the program.
pub fn none_is_ours(findings: &Findings) {
    let ours = findings.iter().find(|finding| finding.code.id == codes::OUR_BUG.id);
    assert!(ours.is_none(), "{ours:?}");
}
