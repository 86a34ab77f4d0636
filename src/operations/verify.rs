//! Verifying signed PDFs, against the PDF as issued and the certificates that the office trusts; nothing is stored.

use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::base::clock;
use crate::base::finding::{Finding, Findings};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::operations::common::guard::guarded;
use crate::operations::common::status::Status;
use crate::signature::{self, TrustFolder, TrustStore};
pub(crate) use crate::signature::{
    Indication, Integrity, Provenance, SignatureKind, SignatureReport, ValidationFinding, ValidationReport,
};

/// Longest file that is read, in bytes; a longer one is reported.
const MAX_FILE: u64 = 200 << 20;

/// What to verify.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// Signed PDFs.
    pub(crate) files: Vec<PathBuf>,
    /// The PDF as issued; without it the archive is asked.
    pub(crate) issued: Option<PathBuf>,
    /// The folder of certificates; without it that of the workspace counts.
    pub(crate) roots: Option<PathBuf>,
}

/// A file with what can be said of it.
#[derive(Debug)]
pub(crate) struct Verified {
    /// The file as people call it.
    pub(crate) file: String,
    /// The issued PDF it was compared with, as people call it.
    pub(crate) against: Option<String>,
    /// What was found.
    pub(crate) report: ValidationReport,
}

/// How it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// What could not be read, and what is strange among the certificates.
    pub(crate) findings: Findings,
    /// Clean when every file is intact.
    pub(crate) status: Status,
}

/// Verifies files; `on` gets each as soon as it is done. `here` is where the clerk stands.
pub(crate) fn verify(here: &Path, request: &Request, on: &mut dyn FnMut(Verified)) -> Outcome {
    let issued = match request.issued.as_deref().map(|path| files::read(path, MAX_FILE)).transpose() {
        Ok(issued) => issued,
        Err(finding) => return Outcome { findings: finding.into(), status: Status::Failed },
    };
    let mut run = Run { here, request, issued, findings: Findings::default(), trust: None };
    let mut intact = true;
    for path in &request.files {
        match run.verify(path) {
            Ok(verified) => {
                intact &= verified.report.indication == Indication::Intact;
                on(verified);
            }
            Err(finding) => run.findings.push(finding),
        }
    }
    let status = if run.findings.has_errors() { Status::Failed } else { Status::when(intact) };
    Outcome { findings: run.findings, status }
}

struct Run<'a> {
    here: &'a Path,
    request: &'a Request,
    issued: Option<Vec<u8>>,
    findings: Findings,
    /// The trust store that was read last, with its folder: most files share it.
    trust: Option<(Option<TrustFolder>, TrustStore)>,
}

impl Run<'_> {
    fn verify(&mut self, path: &Path) -> Result<Verified, Finding> {
        self.read_trust(path)?;
        let bytes = files::read(path, MAX_FILE)?;
        let (against, archived) = match &self.issued {
            Some(_) => (self.request.issued.as_deref().map(paths::show), None),
            None => self.archived(path, &bytes).unzip(),
        };
        let issued = self.issued.as_deref().or(archived.as_deref());
        let none = TrustStore::none();
        let trust_store = self.trust.as_ref().map_or(&none, |(_, store)| store);
        let report = guarded(|| signature::validate(&bytes, issued, trust_store, clock::now()));
        let report = report.map_err(|crash| crash.in_file(paths::show(path)))?;
        Ok(Verified { file: paths::show(path), against, report })
    }

    /// Reads the folder of certificates that counts for a file, unless it was read last.
    fn read_trust(&mut self, file: &Path) -> Result<(), Finding> {
        let of = |path: &Path| TrustFolder::of(&Workspace::containing(path).ok()?);
        let given =
            self.request.roots.as_ref().map(|path| TrustFolder { path: path.clone(), shown: paths::show(path) });
        let folder = given.or_else(|| of(file)).or_else(|| of(self.here));
        if self.trust.as_ref().is_none_or(|(known, _)| *known != folder) {
            let read = |folder: &TrustFolder| folder.read(|strange| self.findings.push(strange));
            let store = folder.as_ref().map(read).transpose()?.unwrap_or_default();
            self.trust = Some((folder, store));
        }
        Ok(())
    }

    /// Whose a file is and the PDF as it was issued, from the archive of the workspace that holds the file, or of the
    /// one we stand in.
    fn archived(&mut self, file: &Path, bytes: &[u8]) -> Option<(String, Vec<u8>)> {
        let of = |path: &Path| Archive::of(&Workspace::containing(path).ok()?).issued_for(bytes).transpose();
        match of(file).or_else(|| of(self.here))? {
            Ok(issued) => Some(issued),
            Err(finding) => {
                self.findings.push(finding);
                None
            }
        }
    }
}
