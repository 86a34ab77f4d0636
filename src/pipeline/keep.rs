//! Documents into the archive and out again: issuing with all that a document was made from, rebuilding from that alone.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::rebuild::Rebuilt;
use super::{Desk, Options, Target, stem};
use crate::archive::audit::Checkpoint;
use crate::archive::index::Index;
use crate::archive::metadata::Metadata;
use crate::archive::origin::Reader;
use crate::archive::{Archive, Deposit, ISSUED, Key, Outcome, file, sha512};
use crate::document::Document;
use crate::export::Conformance;
use crate::files::kept::unpacked;
use crate::files::{self, MAX_ASSET, Workspace};
use crate::finding::{Finding, Findings, codes};
use crate::load::Office;
use crate::record::{Digest, MAX_RECORD, Record};
use crate::register::{self, Issue, Register};
use crate::sign::{Stamp, Trust};

/// Largest PDF that is kept, bytes.
pub const MAX_PDF: u64 = 500 << 20;

/// What became of a document to issue.
#[derive(Debug)]
pub struct Issued {
    /// Where it is kept.
    pub key: Key,
    /// `418/BC-UBND`.
    pub sign: String,
    /// Whether it is new in the archive.
    pub outcome: Outcome,
    /// What else is to be told.
    pub findings: Findings,
}

impl Desk {
    /// Issues a document whose fresh PDF and record lie in `out`.
    ///
    /// # Errors
    /// It has no number or date, its PDF is not as it was built, it cannot be rebuilt from what would be kept, or the
    /// archive refuses it.
    pub fn issue(
        &self,
        path: &str,
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Issued, Findings> {
        let (document, findings) = self.checked(Target::of(path), true);
        let Some(document) = document else { return Err(findings) };
        let (record, record_bytes, pdf) = self.built(path, out)?;
        let retention = self.office.retention(document.kind);
        let (key, mut metadata) =
            Metadata::of(&document, path, record.pages.len(), retention).ok_or_else(|| self.not_numbered(path))?;
        metadata.identity = Reader::new(&pdf).origin().identities.into_iter().next();
        let mut kept = self.inputs(path, &document, &record)?;
        kept.extend([
            (file::ISSUED.to_owned(), pdf.clone()),
            (file::RECORD.to_owned(), record_bytes),
            (file::METADATA.to_owned(), metadata.to_bytes()),
        ]);
        let (index, mut told) = Index::open(archive)?;
        let facts = self.facts(path, &metadata, archive, &pdf, at)?;
        let message = format!("Phát hành {} {}", document.kind.name, metadata.sign());
        let deposit = Deposit { key: key.clone(), event: ISSUED, message, files: kept, facts };
        let digest = sha512(&pdf);
        let sign = metadata.sign();
        let (outcome, swept) = archive.deposit(at, index.place(), deposit, |past| {
            let Some(past) = past else { return Ok(None) };
            if past.files(1).get(file::ISSUED) == Some(&digest.as_str()) {
                return Ok(Some(1));
            }
            Err(Finding::new(codes::ALREADY_ISSUED, format!("{sign} đã có trong kho với nội dung khác"))
                .in_file(self.workspace().shown(path))
                .hint("văn bản đã phát hành không sửa được: ban hành văn bản mới để thay thế, sửa đổi, đính chính hoặc thu hồi")
                .hint(format!("xem bản đã phát hành: `vanthu archive show {sign}`")))
        })?;
        told.extend(swept);
        told.extend(findings);
        Ok(Issued { key, sign, outcome, findings: told })
    }

    /// What the event says to the register: which of its lines went out, when, and with which bytes.
    fn facts(
        &self,
        path: &str,
        metadata: &Metadata,
        archive: &Archive,
        pdf: &[u8],
        at: DateTime<FixedOffset>,
    ) -> Result<Map<String, Value>, Finding> {
        let register = Register::of(&archive.journal().events()?);
        let entry = register.entry_of(path).filter(|entry| {
            let reference = &entry.facts.reference;
            reference.number.to_string() == metadata.number && reference.symbol == metadata.symbol
        });
        let entry = entry.ok_or_else(|| {
            Finding::new(codes::NOT_NUMBERED, format!("văn bản số {} chưa vào sổ đăng ký văn bản đi", metadata.sign()))
                .in_file(self.workspace().shown(path))
                .hint(format!("vào sổ: `vanthu number {}`", self.workspace().shown(path)))
        })?;
        let issue = Issue { on: at.date_naive(), made: vec![Digest::of(pdf)], sent: Vec::new() };
        match register::issued(&entry.facts.reference, &issue).content {
            Value::Object(facts) => Ok(facts),
            _ => Ok(Map::new()),
        }
    }

    /// The record and PDF of the last build, checked against one another.
    fn built(&self, path: &str, out: &Path) -> Result<(Record, Vec<u8>, Vec<u8>), Finding> {
        let target = Target::of(path);
        let stale = |name: &str| {
            Finding::new(codes::NOT_NUMBERED, "tệp PDF trong thư mục kết quả không phải do lần dựng cuối ghi")
                .in_file(files::show(&out.join(name)))
                .hint("chuyển tệp đó đi chỗ khác, dựng lại bằng `vanthu build --force`, rồi phát hành")
        };
        let name = target.record();
        let bytes = files::read(&out.join(&name), MAX_RECORD)?;
        let record = Record::parse(&bytes).ok_or_else(|| stale(&name))?;
        let pdf = files::read(&out.join(format!("{}.pdf", target.stem)), MAX_PDF)?;
        let written = record.outputs.get(&format!("{}.pdf", &target.stem[target.folder().len()..]));
        if written.is_none_or(|written| written.sha256 != Digest::of(&pdf)) {
            return Err(stale(&format!("{}.pdf", target.stem)));
        }
        Ok((record, bytes, pdf))
    }

    fn not_numbered(&self, path: &str) -> Finding {
        Finding::new(codes::NOT_NUMBERED, "văn bản chưa có số hoặc chưa đủ ngày, tháng, năm")
            .in_file(self.workspace().shown(path))
            .hint(format!("cấp số: `vanthu number {}`", self.workspace().shown(path)))
    }

    /// All that a document was made from, by path in the archive; proved to give the same pages.
    fn inputs(&self, path: &str, document: &Document, record: &Record) -> Result<BTreeMap<String, Vec<u8>>, Findings> {
        let markup = self.render(document)?;
        let standards = standards(record);
        let options = Options { standards, last: true, ..Options::default() };
        let now = self.record(Target::of(path), None, document, &markup, &options);
        if now.set_from != record.set_from {
            return Err(Finding::new(codes::NOT_NUMBERED, "văn bản đã đổi sau lần dựng cuối")
                .in_file(self.workspace().shown(path))
                .hint("dựng lại bằng `vanthu build`, xem lại PDF, rồi phát hành")
                .into());
        }
        let named: Vec<String> = record.inputs.keys().cloned().collect();
        let all: Vec<String> =
            self.surroundings.paths().chain(named.iter().map(String::as_str)).map(str::to_owned).collect();
        // what the record names is enough, unless the document reads a file without printing from it
        for paths in [named, all] {
            let mut files = BTreeMap::new();
            for input in paths {
                let bytes = self.workspace().read(&input, MAX_ASSET)?;
                let bytes =
                    bytes.filter(|bytes| record.inputs.get(&input).is_none_or(|known| *known == Digest::of(bytes)));
                let Some(bytes) = bytes else {
                    return Err(Finding::new(codes::NOT_NUMBERED, "tệp đã đổi trong khi phát hành")
                        .in_file(self.workspace().shown(&input))
                        .hint("đừng sửa tệp trong lúc phát hành; dựng lại bằng `vanthu build` rồi phát hành")
                        .into());
                };
                files.insert(input, bytes);
            }
            if gives_the_same(path, &files, record, &options) {
                return Ok(files
                    .into_iter()
                    .map(|(path, bytes)| (format!("{}/{path}", file::INPUTS), bytes))
                    .collect());
            }
        }
        Err(Finding::new(codes::NOT_REBUILT, "từ các tệp sẽ lưu không dựng lại được đúng văn bản này")
            .in_file(self.workspace().shown(path))
            .hint("gửi thư mục làm việc cho người phát triển chương trình")
            .into())
    }
}

fn standards(record: &Record) -> Vec<Conformance> {
    record.standards.iter().filter_map(|name| name.parse().ok()).collect()
}

/// Whether files alone, in a workspace of their own, give the pages of a record.
fn gives_the_same(path: &str, files: &BTreeMap<String, Vec<u8>>, record: &Record, options: &Options) -> bool {
    let folder = unpacked(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let Ok((folder, desk)) = folder.map_err(|_| ()).and_then(|folder| {
        let desk = Desk::open(folder.path()).map_err(|_| ())?.0;
        Ok((folder, desk))
    }) else {
        return false;
    };
    let document = desk.checked(Target::of(path), true).0;
    let again = document.and_then(|document| {
        let markup = desk.render(&document).ok()?;
        Some(desk.record(Target::of(path), None, &document, &markup, options).set_from)
    });
    drop(folder);
    again.as_ref() == Some(&record.set_from)
}

/// Builds an issued document again from what was kept with it, and compares with the bytes that were issued.
///
/// # Errors
/// It was not issued from here, what was kept is not whole, or it cannot be unpacked.
pub fn rebuild_document(archive: &Archive, key: &Key) -> Result<Rebuilt, Findings> {
    let inventory = archive.store().inventory(key)?.ok_or_else(|| archive.missing())?;
    let mut kept = BTreeMap::new();
    for path in inventory.files(1).into_keys() {
        let bytes = archive.store().file_of(key, &inventory, 1, path)?.unwrap_or_default();
        kept.insert(path.to_owned(), bytes);
    }
    let (Some(pdf), Some(bytes)) = (kept.remove(file::ISSUED), kept.remove(file::RECORD)) else {
        return Err(Finding::new(
            codes::NOT_REBUILT,
            format!("{key} không do chương trình này dựng nên không có gì để dựng lại"),
        )
        .hint("chỉ văn bản phát hành bằng `vanthu issue` mới dựng lại được")
        .into());
    };
    let unreadable =
        || Finding::new(codes::NOT_REBUILT, format!("hồ sơ dựng của {key} không thuộc dạng chương trình này đọc được"));
    let record = Record::parse(&bytes)
        .ok_or_else(|| unreadable().hint("dùng đúng phiên bản chương trình ghi trong hồ sơ dựng"))?;
    let stem = format!("out/{}", stem(&record.document));
    let prefix = format!("{}/", file::INPUTS);
    let mut files: Vec<(String, Vec<u8>)> =
        kept.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes))).collect();
    files.extend([(format!("{stem}.pdf"), pdf), (format!("{stem}.{}", crate::record::ENDING), bytes)]);
    let folder = unpacked(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))?;
    let (mut desk, _) = Desk::open(folder.path())?;
    Ok(desk.rebuild(&record.document, &folder.path().join("out")))
}

/// The mark of the log as it is now, stamped when the office names an authority.
///
/// # Errors
/// The office or the log cannot be read. What keeps the stamp away stands beside the mark.
pub fn checkpoint(
    workspace: &Workspace,
    trust: &Trust,
    now: DateTime<FixedOffset>,
) -> Result<(Checkpoint, Result<Option<Stamp>, Finding>), Findings> {
    let archive = Archive::of(workspace);
    let mark = archive.checkpoint()?;
    let (office, _) = Office::load(workspace)?;
    let stamp = office.timestamps().map(|authority| archive.stamp(&mark, authority, trust, now)).transpose();
    Ok((mark, stamp))
}
