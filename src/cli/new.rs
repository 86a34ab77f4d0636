//! `vanthu new`: a commented document of a kind, ready to fill and to build.

use std::path::PathBuf;

use super::args::NewArgs;
use super::{CLEAN, FAILED, report};
use crate::files;
use crate::pipeline::skeleton;

pub(crate) fn run(args: &NewArgs) -> u8 {
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", args.kind)));
    let written = skeleton(&args.kind, &path).and_then(|files| {
        for (path, text) in &files {
            files::write(path, text.as_bytes())?;
        }
        Ok(files)
    });
    match written {
        Ok(files) => {
            for (path, _) in &files {
                report::line(&files::show(path));
            }
            report::note(&format!("Điền vào các chỗ [điền …] rồi chạy: vanthu build {}", files::show(&path)));
            CLEAN
        }
        Err(finding) => {
            report::findings(&finding.into());
            FAILED
        }
    }
}
