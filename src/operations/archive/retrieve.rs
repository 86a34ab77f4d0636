//! Documents out of the archive: one file, a bag for another archive, or built again from what was kept.

use std::path::{Path, PathBuf};

use super::find::Filter;
use super::open::{Indexed, indexed};
use super::rebuild_document::rebuilt_from;
use super::select::{self, Named};
use crate::archive::bagit;
use crate::archive::best_copy::BestCopy;
use crate::archive::index::entry::Entry;
use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{errors, files, paths};
use crate::operations::common::guard::guarded_job;
use crate::operations::common::outputs;
use crate::operations::common::progress::Warn;
use crate::operations::common::status::Refused;
use crate::operations::rebuild::Rebuilt;
use crate::signature::Indication;

/// Which file is wanted.
#[derive(Debug, Clone)]
pub struct FileRequest {
    /// The document.
    pub which: Named,
    /// The letter of a document with a list.
    pub letter: Option<String>,
    /// The version; none for the best.
    pub version: Option<u32>,
    /// The file; none for the signed one, or else the issued one.
    pub file: Option<String>,
    /// Where it goes; none for a name after the document.
    pub to: Option<PathBuf>,
}

/// A file that was written.
#[derive(Debug)]
pub struct Retrieved {
    /// Where, as the clerk reads the path.
    pub path: String,
    /// `418/BC-UBND`.
    pub sign: String,
    /// The version it is of.
    pub version: u32,
    /// Its name in the archive.
    pub file: String,
    /// What was found of it, when the best one was asked for.
    pub outcome: Option<Indication>,
}

/// Writes a file of a document.
///
/// # Errors
/// There is no archive, or it has no such document, letter or file; the file to write is there already.
pub fn get(here: &Path, request: &FileRequest, warn: Warn<'_>) -> Result<Retrieved, Refused> {
    guarded_job(|| {
        let Indexed { archive, index, .. } = indexed(here, warn)?;
        let (entry, named) = select::document(&archive, &index, &request.which)?;
        let wanted = request.letter.as_deref().or(named.as_deref());
        let letter = select::letter(&archive, &entry, wanted, request.file.is_some())?;
        let BestCopy { key, inventory, version, path, outcome } = archive.best_copy(&index, &entry, letter.as_ref())?;
        let version = request.version.unwrap_or(version);
        let file = match (&request.file, request.version) {
            (Some(name), _) => name.clone(),
            (None, Some(version)) => inventory.signed(version).map_or(path, str::to_owned),
            (None, None) => path,
        };
        let Some(bytes) = archive.store().file_of(&key, &inventory, version, &file).map_err(Finding::from)? else {
            let what = format!("{} không có tệp ấy ở lần lưu {version}", entry.reference);
            let hint = format!("xem các bản và các tệp: `vanthu archive show {}`", entry.key);
            return Err(Finding::new(codes::NOTHING_KEPT, what).hint(hint).into());
        };
        let name = match &letter {
            Some(letter) => letter.name.as_str(),
            None => WorkspacePath::of(entry.key.as_str()).file_name(),
        };
        let to = request.to.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.{}", ending(&file))));
        outputs::refuse_other_kind(&to, ending(&file))?;
        outputs::refuse_kept_folder(&to)?;
        files::write_new(&[(to.clone(), bytes)]).map_err(|finding| match finding.code {
            codes::FILE_EXISTS => finding.hint("ghi ra tên khác bằng `--to`"),
            _ => finding,
        })?;
        let outcome = outcome.filter(|_| request.file.is_none() && request.version.is_none());
        Ok(Retrieved { path: paths::show(&to), sign: entry.reference, version, file, outcome })
    })
}

fn ending(file: &str) -> &str {
    WorkspacePath::of(file).file_name().rsplit_once('.').map_or("bin", |(_, ending)| ending)
}

/// Which documents go into a bag.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The documents by name; none for all that the filter lets through.
    pub named: Vec<String>,
    /// Which documents; of named ones only its year counts.
    pub filter: Filter,
    /// The title of the bag.
    pub title: String,
    /// The new folder of the bag.
    pub out: PathBuf,
}

/// A bag that was written.
#[derive(Debug)]
pub struct Exported {
    /// Its folder, as the clerk reads the path.
    pub folder: String,
    /// How many documents are in it.
    pub documents: usize,
}

/// Writes documents as a bag of BagIt for another archive.
///
/// # Errors
/// The folder is there already, there is no archive, or it has no such document.
pub fn export(here: &Path, request: &ExportRequest, warn: Warn<'_>) -> Result<Exported, Refused> {
    guarded_job(|| {
        let ExportRequest { named, filter, title, out } = request;
        if out.exists() {
            return Err(errors::exists(out).hint("xuất vào một thư mục chưa có").into());
        }
        outputs::refuse_workspace(out)?;
        let Indexed { archive, index, .. } = indexed(here, warn)?;
        let mut entries: Vec<Entry> = if named.is_empty() {
            index.search(&filter.all())?.into_iter().map(|hit| hit.entry).collect()
        } else {
            let which = |name: &String| Named { name: name.clone(), year: filter.year };
            let found = named.iter().map(|name| Ok(select::document(&archive, &index, &which(name))?.0));
            found.collect::<Result<_, Finding>>()?
        };
        entries.sort_by(|a, b| (&a.date, &a.key).cmp(&(&b.date, &b.key)));
        entries.dedup();
        let made_on = clock::now().date_naive().to_string();
        let outputs = bagit::pack(&archive, &index, &entries, title, &made_on)?;
        let new: Vec<(PathBuf, Vec<u8>)> =
            outputs.into_iter().map(|output| (out.join(output.path), output.bytes)).collect();
        files::write_new(&new)?;
        Ok(Exported { folder: paths::show(out), documents: entries.len() })
    })
}

/// Builds an issued document again from what was kept with it; its number and symbol, and how it comes out.
///
/// # Errors
/// There is no archive, it has no such document, or what was kept is not whole.
pub(crate) fn rebuild_document(here: &Path, which: &Named, warn: Warn<'_>) -> Result<(String, Rebuilt), Refused> {
    guarded_job(|| {
        let Indexed { archive, index, .. } = indexed(here, warn)?;
        let entry = select::document(&archive, &index, which)?.0;
        let rebuilt = rebuilt_from(&archive, &entry.key)?;
        Ok((entry.reference, rebuilt))
    })
}
