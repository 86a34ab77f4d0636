//! An issued document built again from what was kept with it.

use std::collections::BTreeMap;

use crate::archive::{Archive, ObjectKey, object_file as file};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::durable::unpacked;
use crate::base::io::workspace_path::WorkspacePath;
use crate::operations::common::output_paths::stem;
use crate::operations::common::session::Session;
use crate::operations::rebuild::against_record::{Outcome, Rebuilt};
use crate::operations::update::record::{ENDING, Record};

/// Largest PDF that is kept, bytes.
pub(crate) const MAX_PDF: u64 = 500 << 20;

/// Where the issued PDFs lie beside what they were made from.
const OUT: &str = "out";

/// Builds an issued document again from what was kept with it, and compares with the bytes that were issued; of a
/// document with a list every letter.
///
/// # Errors
/// It was not issued from here, what was kept is not whole, or it cannot be unpacked.
pub(super) fn rebuilt_from(archive: &Archive, key: &ObjectKey) -> Result<Rebuilt, Findings> {
    let (document, files) = workspace_of(archive, key)?;
    let folder = unpacked(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))?;
    let (mut session, _) = Session::open(folder.path())?;
    let out = folder.path().join(OUT);
    let letters = files.keys().filter(|path| path.starts_with(OUT) && path.ends_with(".pdf")).count();
    let Some(merge) = session.merge(&document, true) else { return Ok(session.rebuild(&document, &out)) };
    let mut all = Rebuilt::of(if merge.count() == letters { Outcome::Same } else { Outcome::Different });
    if merge.count() != letters {
        all.differences.push(format!("danh sách có {} thư, bản chốt có {letters}", merge.count()));
    }
    for row in 0..merge.count() {
        let Rebuilt { outcome, differences, causes, changes, findings } = session.rebuild_letter(&merge, row, &out);
        let name = merge.stem(row).unwrap_or_default();
        all.outcome = all.outcome.max(outcome);
        all.differences.extend(differences.into_iter().map(|difference| format!("thư `{name}`: {difference}")));
        all.causes.extend(causes.into_iter().filter(|cause| !all.causes.contains(cause)).collect::<Vec<_>>());
        all.changes.extend(changes);
        all.findings.extend(findings);
    }
    Ok(all)
}

/// An issued document with all it was made from, as a workspace: its path, and the files.
pub(super) fn workspace_of(archive: &Archive, key: &ObjectKey) -> Result<(String, BTreeMap<String, Vec<u8>>), Finding> {
    let inventory = archive.store().inventory(key)?.ok_or_else(|| archive.lost(key))?;
    let (inside, mut document, mut files) = (format!("{}/", file::INPUTS), None, BTreeMap::new());
    let kept = inventory.files(inventory.number());
    let read = |digest: &str| archive.store().content(key, &inventory, digest);
    for (path, digest) in &kept {
        if let Some(input) = path.strip_prefix(&inside) {
            files.insert(input.to_owned(), read(digest)?);
        } else if file::is(path, file::RECORD) {
            let bytes = read(digest)?;
            let record = Record::parse(&bytes).ok_or_else(|| unreadable(key))?;
            let letter = file::letter(path);
            let folder = WorkspacePath::of(&record.document).folder();
            let stem = letter
                .map_or_else(|| stem(&record.document).to_owned(), |letter| WorkspacePath::of(folder).join(letter));
            let (_, issued) = inventory.finalized(letter).ok_or_else(|| archive.lost(key))?;
            files.insert(format!("{OUT}/{stem}.pdf"), read(issued)?);
            files.insert(format!("{OUT}/{stem}.{ENDING}"), bytes);
            document = Some(record.document);
        }
    }
    let document = document.ok_or_else(|| {
        let what = format!("{key} không do chương trình này tạo PDF nên không có gì để tạo lại");
        Finding::new(codes::NOT_REBUILT, what).hint("chỉ văn bản chốt bằng `vanthu finalize` mới tạo lại được")
    })?;
    Ok((document, files))
}

fn unreadable(key: &ObjectKey) -> Finding {
    Finding::new(codes::NOT_REBUILT, format!("phiếu nguồn gốc của {key} không thuộc dạng chương trình này đọc được"))
        .hint("dùng đúng phiên bản chương trình ghi trong phiếu nguồn gốc")
}
