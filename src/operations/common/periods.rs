//! Which periods are meant: those of a folder, the one of a name, or all of the workspace one stands in.

use std::path::Path;

use crate::base::finding::{Finding, Findings, codes};
use crate::operations::common::session::Session;

/// The workspace with the warnings about it, and the folders of the periods asked for: by folder, by name, or all of them.
pub(crate) fn open(here: &Path, wanted: Option<&str>) -> Result<(Session, Findings, Vec<String>), Findings> {
    let folder = wanted.map(Path::new).filter(|path| path.is_dir());
    let (session, warnings) = Session::open(folder.unwrap_or(here))?;
    let folders = match (folder, wanted) {
        (Some(folder), _) => match session.workspace().relative(folder)? {
            root if root.is_empty() && session.period(&root).is_err() => session.period_folders(),
            relative => vec![session.period(&relative)?],
        },
        (None, Some(wanted)) => vec![session.period(wanted)?],
        (None, None) => {
            let here = session.workspace().relative(here)?;
            let inside = session.period_folders().into_iter().filter(|folder| *folder == here);
            let inside: Vec<String> = inside.collect();
            if inside.is_empty() { session.period_folders() } else { inside }
        }
    };
    if folders.is_empty() {
        let finding = Finding::new(codes::NOTHING_TO_BUILD, "chưa có kỳ nào có số liệu")
            .in_file(session.workspace().shown(""))
            .hint(
                "tạo `so-lieu.yaml` trong thư mục của kỳ, hoặc chạy `vanthu figures import so-lieu.xlsx --to nam-2025`",
            );
        return Err(finding.into());
    }
    Ok((session, warnings, folders))
}
