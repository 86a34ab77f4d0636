//! `vanthu new-period`: the folder of the next period, made from that of the last.

use std::path::PathBuf;

use super::args::NewPeriodArgs;
use super::{CLEAN, FAILED, report};
use crate::base::io::files;
use crate::operations::new_period::{Rolled, roll};

pub(crate) fn run(args: &NewPeriodArgs) -> u8 {
    let rolled = match roll(&args.folder, &args.from, args.ky.as_deref()) {
        Ok(rolled) => rolled,
        Err(findings) => {
            report::findings(&findings);
            return FAILED;
        }
    };
    let root = rolled.workspace.root();
    let new: Vec<(PathBuf, Vec<u8>)> =
        rolled.files.iter().map(|file| (root.join(&file.path), file.bytes.clone())).collect();
    if let Err(finding) = files::write_new(&new) {
        report::findings(&finding.into());
        return FAILED;
    }
    tell(&rolled);
    CLEAN
}

/// Files to stdout; what is left to do to stderr.
fn tell(rolled: &Rolled) {
    report::findings(&rolled.findings);
    for file in &rolled.files {
        report::line(&rolled.workspace.shown(&file.path));
    }
    for left in &rolled.left {
        report::note(&format!("Không chép: {}", rolled.workspace.shown(left)));
    }
    let stale = rolled.findings.iter().count();
    if stale > 0 {
        report::note(&format!("Còn {stale} dòng mang chữ của kỳ trước, cần sửa"));
    }
    let folder = rolled.workspace.shown(&rolled.folder);
    report::note(&format!("Điền số liệu vào các chỗ `?` rồi chạy: vanthu build {folder}"));
}
