//! Files signed elsewhere or scanned go into the archive, with what is to be said of them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::open::{archive_of, office};
use super::rebuild_document::MAX_PDF;
use super::validation::{trust_of, validated};
use crate::archive::Archive;
use crate::archive::submission::{self, Ingested, UnissuedFacts, Validated};
use crate::base::clock;
use crate::base::finding::{Finding, Findings};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::domain::document::Kind;
use crate::load::Office;
use crate::operations::common::guard::guarded_job;
use crate::operations::common::progress::Warn;
use crate::operations::common::status::{Refused, Status};
use crate::signature::{Indication, Trust, TrustStore, ValidationReport};

/// What to keep.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Whose they are: `418/BC-UBND`, a place in the archive, or the file of a document; none when the files say so.
    pub document: Option<String>,
    /// Which letter of a document with a list.
    pub letter: Option<String>,
    /// Ngày ban hành of a document that was not issued from here.
    pub date: Option<NaiveDate>,
    /// Trích yếu of such a document.
    pub subject: Option<String>,
    /// Người ký of such a document.
    pub signer: Option<String>,
    /// Loại of such a document.
    pub kind: Option<Kind>,
}

/// What became of a file.
#[derive(Debug)]
pub struct Kept {
    /// The file as the clerk reads its path.
    pub file: String,
    /// Where it is kept, or why it is not.
    pub added: Result<Ingested, Finding>,
    /// What is to be said of its signatures, once they were looked at.
    pub validation: Option<ValidationReport>,
}

/// Keeps files whatever is wrong with them.
///
/// # Errors
/// The archive, the office or what it trusts cannot be read.
pub fn add(here: &Path, request: &Submission, warn: Warn<'_>, on: &mut dyn FnMut(Kept)) -> Result<Status, Refused> {
    guarded_job(|| {
        let intake = Intake::open(here, &request.files, warn).map_err(Refused::failed)?;
        let mut in_order = true;
        for path in &request.files {
            let kept = intake.keep(path, request);
            let sound = |report: &ValidationReport| matches!(report.indication, Indication::Intact | Indication::Scan);
            in_order &= kept.added.is_ok() && kept.validation.as_ref().is_none_or(sound);
            on(kept);
        }
        Ok(Status::when(in_order))
    })
}

/// All that keeping a file needs.
struct Intake {
    workspace: Workspace,
    archive: Archive,
    office: Office,
    trust: TrustStore,
}

impl Intake {
    fn open(here: &Path, files: &[PathBuf], warn: Warn<'_>) -> Result<Self, Findings> {
        // the workspace one stands in counts: a file signed elsewhere may lie anywhere
        let around =
            |finding| files.first().map_or(Err(()), |file| archive_of(file).map_err(|_| ())).map_err(|()| finding);
        let (workspace, archive) = archive_of(here).or_else(around)?;
        let office = office(&workspace)?;
        let trust = trust_of(&workspace, warn)?;
        Ok(Self { workspace, archive, office, trust })
    }

    fn keep(&self, path: &Path, request: &Submission) -> Kept {
        let mut validation = None;
        let file = paths::show(path);
        let added = self.added(path, request, &mut validation);
        Kept { file, added, validation }
    }

    fn added(
        &self,
        path: &Path,
        request: &Submission,
        validation: &mut Option<ValidationReport>,
    ) -> Result<Ingested, Finding> {
        let bytes = files::read(path, MAX_PDF)?;
        // the file of a document is named as the clerk reaches it
        let document = request.document.as_ref().and_then(|wanted| self.workspace.relative(Path::new(wanted)).ok());
        let wanted = document.as_deref().or(request.document.as_deref());
        let facts = UnissuedFacts {
            date: request.date,
            subject: request.subject.as_deref(),
            signer: request.signer.as_deref(),
            kind: request.kind,
        };
        let shown = paths::show(path);
        let submission =
            submission::Submission { shown: &shown, bytes, wanted, letter: request.letter.as_deref(), facts };
        let now = clock::now();
        self.archive.ingest(&self.office, submission, now, |file, issued| {
            let report = validated(file, issued, &self.trust, now)?;
            let (outcome, bytes) = (report.indication, serde_json::to_vec_pretty(&report));
            let doubtful = report.trust == Trust::Insufficient;
            *validation = Some(report);
            Ok(Validated { outcome, doubtful, report: bytes.unwrap_or_default() })
        })
    }
}
