//! The documents of a run joined into one PDF: a list of contents, an entry of the outline for each, pages as they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disagreements::{self, Member};
use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::{files, paths};
use crate::base::text::capitalized;
use crate::domain::document::citation::{BLANK, about};
use crate::domain::document::contents::{Contents, ContentsRow};
use crate::domain::document::{Document, IssueDate, ReferenceNumber};
use crate::export::{self, BundlePart};
use crate::operations::archive::rebuild_document::MAX_PDF;
use crate::operations::common::jobs::{Job, Jobs};
use crate::operations::common::options::{Format, Options};
use crate::operations::common::outputs;

/// The file, in the folder that all of its documents lie in.
const FILE: &str = "tap-van-ban.pdf";

/// How often the list of contents is set until its own length is known; it grows by whole pages.
const MAX_ROUNDS: usize = 4;

/// One PDF of several documents.
#[derive(Debug)]
pub struct Bundle {
    /// As the clerk reads its path.
    pub file: String,
    /// Of the list of contents and of all documents.
    pub pages: usize,
    /// In their order.
    pub parts: Vec<BundledDocument>,
    /// Whether it is another than was there before.
    pub is_new: bool,
}

/// A document of a bundle.
#[derive(Debug)]
pub struct BundledDocument {
    /// As the clerk reads its path.
    pub document: String,
    /// Its first page in the file.
    pub first: usize,
    /// Its last.
    pub last: usize,
}

/// A document with its PDF as the run has left it.
struct Part {
    shown: String,
    /// What tells a letter from the others of its list.
    letter: Option<String>,
    document: Option<Document>,
    pdf: Vec<u8>,
    pages: usize,
}

/// Joins the documents of a run, unless some of them could not be built; tells where they contradict one another.
pub(super) fn bundle(jobs: &mut Jobs, title: &str, options: &Options, failed: usize) -> (Option<Bundle>, Findings) {
    match join(jobs, title, options, failed) {
        Ok((bundle, findings)) => (Some(bundle), findings),
        Err(finding) => (None, finding.into()),
    }
}

fn join(jobs: &mut Jobs, title: &str, options: &Options, failed: usize) -> Result<(Bundle, Findings), Finding> {
    if failed > 0 {
        return Err(Finding::new(codes::NOT_BUNDLED, format!("chưa ghép tập vì {failed} văn bản chưa tạo được PDF"))
            .hint("sửa các lỗi nêu trên rồi chạy lại"));
    }
    if !options.formats.contains(&Format::Pdf) {
        return Err(Finding::new(codes::NOT_BUNDLED, "chỉ ghép được tệp PDF")
            .hint("bỏ `--format`, hoặc thêm `pdf` vào các dạng kết quả"));
    }
    let (folder, session) = (folder(&jobs.jobs)?, jobs.jobs.first().map_or(0, |job| job.session));
    let parts = jobs.jobs.iter().map(|job| part(job, jobs)).collect::<Result<Vec<_>, _>>()?;
    let members: Vec<Member<'_>> = parts.iter().filter_map(Part::member).collect();
    let findings = disagreements::between(&members);
    let named: Vec<(String, ContentsRow)> = parts.iter().map(Part::named).collect();
    let digests: Vec<String> = parts.iter().map(|part| Digest::of(&part.pdf).digits().to_owned()).collect();
    let identity = format!("tap#{}#{title}", Digest::of_all(digests.iter().map(String::as_bytes)).digits());
    let (mut front, mut contents) = (1, Vec::new());
    for _ in 0..MAX_ROUNDS {
        let rows = named.iter().zip(ranges(&parts, front));
        let rows = rows.map(|((_, row), (first, last))| ContentsRow { pages: range(first, last), ..row.clone() });
        let list =
            Contents { title: title.to_owned(), issuer: issuer(&parts), date: date(&parts), rows: rows.collect() };
        let (pdf, pages) = jobs.sessions[session].contents(&list, identity.clone(), options)?;
        contents = pdf;
        if pages == front {
            break;
        }
        front = pages;
    }
    let ranges = ranges(&parts, front);
    let mut joined = vec![BundlePart { title: "Mục lục".to_owned(), bytes: contents }];
    let pages = front + parts.iter().map(|part| part.pages).sum::<usize>();
    let members = parts.iter().zip(&ranges).map(|(part, (first, last))| BundledDocument {
        document: part.shown.clone(),
        first: *first,
        last: *last,
    });
    let members = members.collect();
    joined.extend(parts.into_iter().zip(named).map(|(part, (title, _))| BundlePart { title, bytes: part.pdf }));
    let bytes = export::bundle(&joined)?;
    let path = folder.join(FILE);
    let is_new = files::read(&path, MAX_PDF).ok().is_none_or(|before| before != bytes);
    if is_new {
        outputs::write(&path, &bytes)?;
    }
    Ok((Bundle { file: paths::show(&path), pages, parts: members, is_new }, findings))
}

/// The folder of the results that all documents lie in.
fn folder(jobs: &[Job]) -> Result<PathBuf, Finding> {
    let folders = jobs.iter().filter_map(|job| Some(job.out.join(job.stem()?).parent()?.to_owned()));
    let common = folders.reduce(|a, b| {
        let same = a.components().zip(b.components()).take_while(|(a, b)| a == b);
        same.map(|(part, _)| part.as_os_str()).collect()
    });
    let one = jobs.iter().all(|job| job.session == jobs[0].session && job.out == jobs[0].out);
    common.filter(|_| one).ok_or_else(|| {
        Finding::new(codes::NOT_BUNDLED, "các văn bản không cùng một thư mục làm việc")
            .hint("ghép riêng từng thư mục, ví dụ `vanthu build ky-hop-6 --bundle`")
    })
}

fn part(job: &Job, jobs: &Jobs) -> Result<Part, Finding> {
    let session = &jobs.sessions[job.session];
    let shown = session.workspace().shown(&job.path);
    let stem = job.stem().unwrap_or_default();
    let path = job.out.join(format!("{stem}.pdf"));
    let pdf = files::read(&path, MAX_PDF)?;
    let pages = export::page_count(&pdf).ok_or_else(|| {
        Finding::new(codes::NOT_BUNDLED, "tệp PDF không đọc được")
            .in_file(paths::show(&path))
            .hint("xóa tệp rồi chạy lại")
    })?;
    let letter = job.letter.is_some().then(|| name(stem));
    let document = if job.letter.is_some() { None } else { session.load(&job.path).0 };
    Ok(Part { shown, letter, document, pdf, pages })
}

fn name(stem: &str) -> String {
    Path::new(stem).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Part {
    fn member(&self) -> Option<Member<'_>> {
        Some(Member { shown: &self.shown, document: self.document.as_ref()? })
    }

    /// Its entry in the outline, and its row in the list without pages.
    fn named(&self) -> (String, ContentsRow) {
        let Some(document) = &self.document else {
            let name = self.letter.clone().unwrap_or_else(|| name(&self.shown));
            return (name.clone(), ContentsRow { name, ..ContentsRow::default() });
        };
        let (kind, about) = (capitalized(document.kind.name), about(&document.subject.one_line()));
        let number = document.printed_number();
        let sign = |number: &str| ReferenceNumber::new(number, document.symbol.one_line()).to_string();
        let entry = number
            .as_deref()
            .map_or_else(|| format!("{kind} {about}"), |number| format!("{kind} số {} {about}", sign(number)));
        let date = match document.issued_on {
            IssueDate::Day { year, month, day } => format!("{day:02}/{month:02}/{year}"),
            IssueDate::Month { .. } | IssueDate::Blank => String::new(),
        };
        let sign = sign(number.as_deref().unwrap_or(BLANK));
        let row = ContentsRow { name: format!("{kind} {about}"), sign, date, ..ContentsRow::default() };
        (entry, row)
    }
}

/// First and last page of each behind so many pages.
fn ranges(parts: &[Part], front: usize) -> Vec<(usize, usize)> {
    let mut before = front;
    let range = |part: &Part| {
        let first = before + 1;
        before += part.pages;
        (first, before)
    };
    parts.iter().map(range).collect()
}

fn range(first: usize, last: usize) -> String {
    if first == last { first.to_string() } else { format!("{first} - {last}") }
}

/// Who issues more of the documents than anybody else; nobody where two issue as many.
fn issuer(parts: &[Part]) -> Vec<String> {
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for document in parts.iter().filter_map(|part| part.document.as_ref()) {
        *counts.entry(document.issuer.name.lines().map(str::to_owned).collect()).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let mut leading = counts.into_iter().filter(|(_, count)| *count == most).map(|(issuer, _)| issuer);
    match (leading.next(), leading.next()) {
        (Some(issuer), None) => issuer,
        _ => Vec::new(),
    }
}

/// The last date.
fn date(parts: &[Part]) -> IssueDate {
    let dates = parts.iter().filter_map(|part| match part.document.as_ref()?.issued_on {
        IssueDate::Day { year, month, day } => Some((year, month, day)),
        IssueDate::Month { .. } | IssueDate::Blank => None,
    });
    dates.max().map_or(IssueDate::Blank, |(year, month, day)| IssueDate::Day { year, month, day })
}
