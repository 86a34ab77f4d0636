//! Kiểm văn bản: reads documents through before the leader does, also those that cannot be built yet.

mod page_faults;
mod pages;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::{MAX_YAML, OFFICE_FILE};
use crate::base::io::regular;
use crate::base::source::Source;
use crate::check::language_rule::FAMILIES;
pub use crate::check::language_rule::Family;
pub use crate::check::proofread::FamilyCount;
use crate::check::proofread::{self, Proofread};
use crate::load::file::read;
pub use crate::operations::check::pages::{CheckedFault, CheckedPages, CheckedPart};
use crate::operations::common::guard::guarded;
use crate::operations::common::session::Session;
use crate::operations::common::status::{Refused, Status};

/// What to read.
#[derive(Debug, Default)]
pub struct Request {
    /// Documents or folders; none: the whole workspace.
    pub paths: Vec<PathBuf>,
    /// Files of plain text, which need no workspace.
    pub texts: Vec<PathBuf>,
    /// Only these families; none: all.
    pub only: Vec<Family>,
    /// Whether finished pages of documents are measured too.
    pub pages: bool,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Outcome {
    /// File by file, in the order of each.
    pub findings: Findings,
    /// A row a family, over everything.
    pub counts: Vec<FamilyCount>,
    /// The pages of each document, when they are asked for.
    pub pages: Vec<CheckedPages>,
    /// How many files.
    pub files: usize,
    /// How many words.
    pub words: usize,
    /// Findings that are let stand with a reason.
    pub ignored: usize,
    /// How it ended: errors are findings.
    pub status: Status,
}

/// Reads documents and texts through.
///
/// # Errors
/// The workspace cannot be used, a path holds no document, or a text cannot be read.
pub fn check(here: &Path, request: &Request) -> Result<Outcome, Refused> {
    let families = if request.only.is_empty() { FAMILIES.to_vec() } else { request.only.clone() };
    let mut outcome = Outcome::default();
    for path in &request.texts {
        let read = proofread::text(&plain(path)?, &families);
        outcome.add(read, Findings::default());
    }
    if request.texts.is_empty() || !request.paths.is_empty() {
        documents(here, request, &families, &mut outcome)?;
    }
    outcome.status = Status::of(&outcome.findings);
    Ok(outcome)
}

fn documents(here: &Path, request: &Request, families: &[Family], outcome: &mut Outcome) -> Result<(), Refused> {
    let paths = if request.paths.is_empty() { vec![here.to_owned()] } else { request.paths.clone() };
    for path in &paths {
        let (mut session, warnings) = Session::open(path).map_err(Refused::failed)?;
        outcome.findings.extend(warnings);
        for document in session.documents(path)? {
            let shown = session.workspace().shown(&document);
            let read = guarded(|| session.proofread(&document, families));
            let (read, findings) = read.map_err(|crash| Refused::failed(crash.in_file(shown.as_str())))?;
            outcome.add(read, findings);
            if request.pages {
                let (pages, findings) = pages::measure(&mut session, &document);
                outcome.findings.extend(findings);
                outcome.pages.push(pages);
            }
        }
    }
    Ok(())
}

impl Session {
    /// Reads one document through: what keeps it from being built and what rules find of it, and its language.
    fn proofread(&self, path: &str, families: &[Family]) -> (Proofread, Findings) {
        let workspace = self.workspace();
        let findings = if families.len() == FAMILIES.len() { self.load(path).1 } else { Findings::default() };
        // what keeps the file from being read at all is told by the loading
        let office = read(workspace, OFFICE_FILE, &mut Findings::default());
        let office = office.as_ref().map(|(source, root)| (source, root));
        match read(workspace, path, &mut Findings::default()) {
            Some((source, root)) => (proofread::document(&source, &root, office, families), findings),
            None => (Proofread::default(), findings),
        }
    }
}

impl Outcome {
    fn add(&mut self, read: Proofread, others: Findings) {
        self.files += 1;
        self.words += read.words;
        self.ignored += read.ignored;
        for count in read.counts {
            match self.counts.iter_mut().find(|known| known.family == count.family) {
                Some(known) => {
                    known.found += count.found;
                    known.checked += count.checked;
                    known.unchecked += count.unchecked;
                }
                None => self.counts.push(count),
            }
        }
        let mut all = others;
        all.extend(read.findings);
        self.findings.extend(all.in_source_order());
    }
}

/// A file of plain text.
fn plain(path: &Path) -> Result<Arc<Source>, Finding> {
    let shown = path.display().to_string();
    let refused = |why: &str, next: &str| Finding::new(codes::UNREADABLE, why).in_file(shown.as_str()).hint(next);
    let unreadable = |_| refused("không đọc được tệp này", "kiểm tra lại đường dẫn");
    let bytes = regular::read_start(path, MAX_YAML).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_YAML {
        return Err(refused("tệp quá lớn", "chia thành nhiều tệp"));
    }
    Source::decode(shown.as_str(), &bytes)
        .map_err(|_| refused("tệp không phải chữ thường", "lưu lại ở dạng .txt, mã UTF-8"))
}
