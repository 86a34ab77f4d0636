//! `vanthu archive get`, `export` and `rebuild-document`: documents out of the store.

use std::path::PathBuf;

use super::args::{ExportArgs, GetArgs, NamedArgs, RebuildDocumentArgs};
use super::show::question;
use super::{indexed, one, refuse};
use crate::archive::index::Entry;
use crate::archive::{bag, file, letters};
use crate::cli::{CLEAN, FINDINGS, report};
use crate::clock;
use crate::files;
use crate::finding::{Finding, Findings, codes};
use crate::pipeline::keep::rebuild_document as rebuilt;
use crate::pipeline::rebuild::Outcome;

pub(super) fn get(args: &GetArgs) -> u8 {
    match taken(args) {
        Ok(path) => {
            report::line(&files::show(&path));
            CLEAN
        }
        Err(finding) => refuse(&finding.into()),
    }
}

fn taken(args: &GetArgs) -> Result<PathBuf, Finding> {
    let (archive, index) = indexed()?;
    let entry = one(&index, &args.which)?;
    let letters = archive.letters(&entry)?;
    let letter = match &args.letter {
        None if letters.is_empty() || args.file.is_some() => None,
        None => {
            return Err(Finding::new(codes::NOTHING_KEPT, format!("{} có {} thư", entry.sign, letters.len()))
                .hint("nói rõ thư nào: `--letter \"TÊN\"`, hoặc lấy mọi thư bằng `vanthu archive export`")
                .hint(format!("xem tên các thư: `vanthu archive show {}`", entry.key)));
        }
        Some(name) => Some(letters::named(&letters, name).ok_or_else(|| {
            Finding::new(codes::NOTHING_KEPT, format!("{} không có thư `{name}`", entry.sign))
                .hint(format!("xem tên các thư: `vanthu archive show {}`", entry.key))
        })?),
    };
    // a letter that nobody handed in yet is there as it was issued
    let key = letter.map(|letter| &letter.key).filter(|key| archive.store().object(key).is_dir()).unwrap_or(&entry.key);
    let inventory = archive.store().inventory(key)?.ok_or_else(|| archive.missing())?;
    let version = args.version.unwrap_or_else(|| inventory.number());
    let issued = file::of(file::ISSUED, letter.map(|letter| letter.name.as_str()));
    let wanted = match &args.file {
        Some(name) => name,
        None => inventory.signed(version).unwrap_or(&issued),
    };
    let Some(bytes) = archive.store().file_of(key, &inventory, version, wanted)? else {
        return Err(Finding::new(codes::NOTHING_KEPT, format!("{} không có tệp ấy ở bản {version}", entry.sign))
            .hint(format!("xem các bản và các tệp: `vanthu archive show {}`", entry.key)));
    };
    let ending = wanted.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("bin", |(_, ending)| ending);
    let name = match letter {
        Some(letter) => letter.name.as_str(),
        None => entry.key.as_str().rsplit('/').next().unwrap_or_default(),
    };
    let path = args.to.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.{ending}")));
    files::write_new(&[(path.clone(), bytes)]).map_err(|finding| match finding.code {
        codes::FILE_EXISTS => finding.hint("ghi ra tên khác bằng `--to`"),
        _ => finding,
    })?;
    Ok(path)
}

pub(super) fn export(args: &ExportArgs) -> u8 {
    match exported(args) {
        Ok(count) => {
            report::line(&files::show(&args.out));
            report::note(&format!("{count} văn bản"));
            CLEAN
        }
        Err(finding) => refuse(&finding.into()),
    }
}

fn exported(args: &ExportArgs) -> Result<usize, Finding> {
    if args.out.exists() {
        return Err(files::exists(&args.out).hint("xuất vào một thư mục chưa có"));
    }
    let (archive, index) = indexed()?;
    let mut entries: Vec<Entry> = if args.named.is_empty() {
        let hits = index.search(&question(&args.filter, String::new(), usize::MAX >> 1))?;
        hits.into_iter().map(|hit| hit.entry).collect()
    } else {
        let which = |named: &String| NamedArgs { named: named.clone(), year: args.filter.year };
        args.named.iter().map(|named| one(&index, &which(named))).collect::<Result<_, _>>()?
    };
    entries.sort_by(|a, b| (&a.date, &a.key).cmp(&(&b.date, &b.key)));
    entries.dedup();
    let made_on = clock::now().date_naive().to_string();
    let outputs = bag::bag(&archive, &entries, &args.title, &made_on)?;
    let new: Vec<(PathBuf, Vec<u8>)> =
        outputs.into_iter().map(|output| (args.out.join(output.path), output.bytes)).collect();
    files::write_new(&new)?;
    Ok(entries.len())
}

pub(super) fn rebuild_document(args: &RebuildDocumentArgs) -> u8 {
    let found = indexed().and_then(|(archive, index)| Ok((one(&index, &args.which)?, archive)));
    let rebuilt =
        found.map_err(Findings::from).and_then(|(entry, archive)| Ok((rebuilt(&archive, &entry.key)?, entry)));
    let (rebuilt, entry) = match rebuilt {
        Ok(rebuilt) => rebuilt,
        Err(findings) => return refuse(&findings),
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
