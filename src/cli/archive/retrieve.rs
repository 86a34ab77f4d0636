//! `vanthu archive get`, `export` and `rebuild-document`: documents out of the store.

use std::path::PathBuf;

use crate::archive::index::Entry;
use crate::archive::letters::{self, Letter};
use crate::archive::{Archive, Handout, bagit};
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, paths, problems};
use crate::cli::archive::add::words;
use crate::cli::archive::find::question;
use crate::cli::archive::{indexed, one, refuse};
use crate::cli::args::archive::{ExportArgs, GetArgs, NamedArgs, RebuildDocumentArgs};
use crate::cli::{CLEAN, FINDINGS, report};
use crate::operations::archive::rebuild_document as rebuilt;
use crate::operations::rebuild::Outcome;

pub(super) fn get(args: &GetArgs) -> u8 {
    match taken(args) {
        Ok((path, what)) => {
            report::line(&paths::show(&path));
            report::note(&what);
            CLEAN
        }
        Err(finding) => refuse(&finding.into(), false),
    }
}

/// Where the file went, and which it is.
fn taken(args: &GetArgs) -> Result<(PathBuf, String), Finding> {
    let (archive, index) = indexed()?;
    let (entry, named) = one(&archive, &index, &args.which)?;
    let letter = letter(&archive, &entry, args.letter.as_deref().or(named.as_deref()), args.file.is_some())?;
    let Handout { key, inventory, version, path, outcome } = archive.handout(&index, &entry, letter.as_ref())?;
    let version = args.version.unwrap_or(version);
    let wanted = match (&args.file, args.version) {
        (Some(name), _) => name.clone(),
        (None, Some(version)) => inventory.signed(version).map_or(path, str::to_owned),
        (None, None) => path,
    };
    let Some(bytes) = archive.store().file_of(&key, &inventory, version, &wanted)? else {
        return Err(Finding::new(codes::NOTHING_KEPT, format!("{} không có tệp ấy ở bản {version}", entry.sign))
            .hint(format!("xem các bản và các tệp: `vanthu archive show {}`", entry.key)));
    };
    let ending = WorkspacePath::of(&wanted).file_name().rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let name = match &letter {
        Some(letter) => letter.name.as_str(),
        None => WorkspacePath::of(entry.key.as_str()).file_name(),
    };
    let to = args.to.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.{ending}")));
    files::write_new(&[(to.clone(), bytes)]).map_err(|finding| match finding.code {
        codes::FILE_EXISTS => finding.hint("ghi ra tên khác bằng `--to`"),
        _ => finding,
    })?;
    let found = match outcome {
        Some(outcome) if args.file.is_none() && args.version.is_none() => format!(": {}", words(&outcome)),
        _ => String::new(),
    };
    Ok((to, format!("{}, bản {version}, tệp `{wanted}`{found}", entry.sign)))
}

/// The letter that is wanted of a document with letters; `whole` when a file of the whole document will do.
pub(super) fn letter(
    archive: &Archive,
    entry: &Entry,
    wanted: Option<&str>,
    whole: bool,
) -> Result<Option<Letter>, Finding> {
    let letters = if entry.letters > 0 { archive.letters(&entry.key)? } else { Vec::new() };
    let see = format!("xem tên các thư: `vanthu archive show {}`", entry.key);
    let Some(wanted) = wanted else {
        if letters.is_empty() || whole {
            return Ok(None);
        }
        return Err(Finding::new(codes::NOTHING_KEPT, format!("{} có {} thư", entry.sign, letters.len()))
            .hint("nói rõ thư nào: `--letter \"TÊN\"`, hoặc lấy mọi thư bằng `vanthu archive export`")
            .hint(see));
    };
    match &letters::named(&letters, wanted)[..] {
        [one] => Ok(Some((*one).clone())),
        [] => Err(Finding::new(codes::NOTHING_KEPT, format!("{} không có thư `{wanted}`", entry.sign)).hint(see)),
        several => {
            let what = format!("`{wanted}` hợp với {} thư của {}", several.len(), entry.sign);
            Err(Finding::new(codes::NOTHING_KEPT, what).hint(see))
        }
    }
}

pub(super) fn export(args: &ExportArgs) -> u8 {
    match exported(args) {
        Ok(count) => {
            report::line(&paths::show(&args.out));
            report::note(&format!("{count} văn bản"));
            CLEAN
        }
        Err(finding) => refuse(&finding.into(), false),
    }
}

fn exported(args: &ExportArgs) -> Result<usize, Finding> {
    if args.out.exists() {
        return Err(problems::exists(&args.out).hint("xuất vào một thư mục chưa có"));
    }
    let (archive, index) = indexed()?;
    let mut entries: Vec<Entry> = if args.named.is_empty() {
        let hits = index.search(&question(&args.filter, String::new(), usize::MAX >> 1))?;
        hits.into_iter().map(|hit| hit.entry).collect()
    } else {
        let which = |named: &String| NamedArgs { named: named.clone(), year: args.filter.year };
        args.named.iter().map(|named| Ok(one(&archive, &index, &which(named))?.0)).collect::<Result<_, _>>()?
    };
    entries.sort_by(|a, b| (&a.date, &a.key).cmp(&(&b.date, &b.key)));
    entries.dedup();
    let made_on = clock::now().date_naive().to_string();
    let outputs = bagit::bag(&archive, &index, &entries, &args.title, &made_on)?;
    let new: Vec<(PathBuf, Vec<u8>)> =
        outputs.into_iter().map(|output| (args.out.join(output.path), output.bytes)).collect();
    files::write_new(&new)?;
    Ok(entries.len())
}

pub(super) fn rebuild_document(args: &RebuildDocumentArgs) -> u8 {
    let found = indexed().and_then(|(archive, index)| Ok((one(&archive, &index, &args.which)?.0, archive)));
    let rebuilt =
        found.map_err(Findings::from).and_then(|(entry, archive)| Ok((rebuilt(&archive, &entry.key)?, entry)));
    let (rebuilt, entry) = match rebuilt {
        Ok(rebuilt) => rebuilt,
        Err(findings) => return refuse(&findings, false),
    };
    match rebuilt.outcome {
        Outcome::Same => {
            report::line(&format!("{}  dựng lại từ kho giống bản phát hành từng byte", entry.sign));
            return CLEAN;
        }
        Outcome::Different => report::line(&format!("{}  khác: {}", entry.sign, rebuilt.differences.join("; "))),
        Outcome::Unrecorded | Outcome::Failed => {
            report::findings(&rebuilt.findings);
            report::line(&format!("{}  không dựng lại được", entry.sign));
        }
    }
    rebuilt.causes.iter().for_each(|cause| report::line(&format!("  vì {cause}")));
    FINDINGS
}
