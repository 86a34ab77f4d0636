//! All that lies in a folder, to see that nothing of it was touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What every path below a folder is: bytes of files, where links lead, modes; logs and indexes of readers left out.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
            let metadata = fs::symlink_metadata(&path).unwrap();
            let what = if metadata.is_dir() {
                open.push(path.clone());
                "thư mục".to_owned()
            } else if metadata.is_symlink() {
                format!("liên kết {:?}", fs::read_link(&path).unwrap())
            } else if metadata.is_file() {
                format!("{:?}", vanthu::base::digest::Digest::of(&fs::read(&path).unwrap()))
            } else {
                "ống".to_owned()
            };
            // what reading makes and brings up to date
            let is_index = name.to_string_lossy().starts_with("chi-muc.sqlite") || name == "khoa";
            if !is_index {
                let path = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(path, format!("{what} {:o}", mode(&metadata)));
            }
        }
    }
    found
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn mode(metadata: &fs::Metadata) -> u32 {
    u32::from(metadata.permissions().readonly())
}
