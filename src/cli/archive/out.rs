//! `vanthu archive get`, `export` and `rebuild-document`: documents out of the store.

use std::path::PathBuf;

use super::args::{ExportArgs, GetArgs, NamedArgs, RebuildDocumentArgs};
use super::show::question;
use super::{indexed, one, refuse};
use crate::archive::index::Entry;
use crate::archive::{bag, file};
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
    let inventory = archive.store().inventory(&entry.key)?.ok_or_else(|| archive.missing())?;
    let version = args.version.unwrap_or_else(|| inventory.number());
    let files_there = inventory.files(version);
    let wanted = match &args.file {
        Some(name) => files_there.contains_key(name.as_str()).then_some(name.as_str()),
        None => {
            let letter = args.letter.as_deref().map(|letter| inventory.letter(letter).unwrap_or(letter));
            let issued = file::of(file::ISSUED, letter);
            let issued = || files_there.get_key_value(issued.as_str()).map(|(path, _)| *path);
            inventory.signed(version, letter).or_else(issued)
        }
    };
    let Some(wanted) = wanted else {
        if args.file.is_none() && args.letter.is_none() && entry.letters > 0 {
            return Err(Finding::new(codes::NOTHING_KEPT, format!("{} có {} thư", entry.sign, entry.letters))
                .hint("nói rõ thư nào: `--letter \"TÊN\"`, hoặc lấy mọi thư bằng `vanthu archive export`")
                .hint(format!("xem tên các thư: `vanthu archive show {}`", entry.key)));
        }
        return Err(Finding::new(codes::NOTHING_KEPT, format!("{} không có tệp ấy ở bản {version}", entry.sign))
            .hint(format!("xem các bản và các tệp: `vanthu archive show {}`", entry.key)));
    };
    let bytes = archive.store().file_of(&entry.key, &inventory, version, wanted)?.unwrap_or_default();
    let ending = wanted.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("bin", |(_, ending)| ending);
    let name = entry.key.as_str().rsplit('/').next().unwrap_or_default();
    let name = file::letter(wanted).map_or_else(|| name.to_owned(), |letter| format!("{name}-{letter}"));
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
