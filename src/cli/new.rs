//! `vanthu new`: a commented document of a kind, ready to fill and to build.

use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::{CLEAN, FAILED, report};
use crate::base::io::{files, paths};
use crate::operations::new_document::skeleton;

pub(crate) fn run(args: &NewArgs) -> u8 {
    let path = target(&args.kind, args.path.as_deref());
    let written = skeleton(&args.kind, &path).and_then(|files| {
        for (path, text) in &files {
            files::write(path, text.as_bytes())?;
        }
        Ok(files)
    });
    match written {
        Ok(files) => {
            for (path, _) in &files {
                report::line(&paths::show(path));
            }
            report::note(&format!("Điền vào các chỗ [điền …] rồi chạy: vanthu build {}", paths::show(&path)));
            CLEAN
        }
        Err(finding) => {
            report::findings(&finding.into());
            FAILED
        }
    }
}

/// The file to make: named after the kind when only a folder is given, and always ending in `.yaml`.
fn target(kind: &str, path: Option<&Path>) -> PathBuf {
    let named = PathBuf::from(format!("{kind}.yaml"));
    match path {
        None => named,
        Some(folder) if folder.is_dir() => folder.join(named),
        Some(path) if path.extension().is_some_and(|end| end == "yaml" || end == "yml") => path.to_owned(),
        Some(path) => {
            let mut path = path.to_owned().into_os_string();
            path.push(".yaml");
            path.into()
        }
    }
}
