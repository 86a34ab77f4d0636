//! Looking after the archive: checked, marked, copied, brought back, its index made again.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::open::{archive_of, office};
use super::validation::{trust_of, validated};
pub(crate) use crate::archive::audit::report::{AuditReport, UnsoundVersion};
pub(crate) use crate::archive::backup::Copied;
pub(crate) use crate::archive::checkpoint::Checkpoint;
use crate::archive::index::Index;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::operations::common::guard::guarded_job;
use crate::operations::common::outputs;
use crate::operations::common::progress::Warn;
use crate::operations::common::status::{Refused, Status};
use crate::signature::{Timestamp, TrustFolder};

/// What an audit has seen.
#[derive(Debug)]
pub struct Audited {
    /// All but the timestamps of marks.
    pub audit: AuditReport,
    /// Marks with a timestamp.
    pub stamped: usize,
}

impl Audited {
    /// How the audit ended.
    pub fn status(&self) -> Status {
        Status::of(&self.audit.findings)
    }
}

/// Checks every byte, the log and the signatures, and a mark that was printed when one is given.
///
/// # Errors
/// There is no archive, the mark cannot be read, or what the office trusts.
pub fn audit(here: &Path, checkpoint: Option<&str>, warn: Warn<'_>) -> Result<Audited, Refused> {
    guarded_job(|| {
        let checkpoint = checkpoint.map(|text| {
            Checkpoint::parse(text).ok_or_else(|| {
                Finding::new(codes::AUDIT, format!("phiếu chốt `{text}` không đọc được"))
                    .hint("gõ đúng như đã in: số việc, dấu cách, mã ít nhất 16 chữ số")
            })
        });
        let checkpoint = checkpoint.transpose()?;
        let (workspace, archive) = archive_of(here)?;
        if !archive.exists() && checkpoint.is_none() {
            return Err(archive.missing().into());
        }
        let (trust, now) = (trust_of(&workspace, warn)?, clock::now());
        let mut audit =
            archive.audit(checkpoint.as_ref(), |file, issued| Ok(validated(file, issued, &trust, now)?.indication));
        let (stamped, found) = archive.check_timestamps(&trust, now);
        audit.findings.extend(found);
        // without its log nothing says what the index has to hold
        if audit.events.is_some() && !audit.findings.iter().any(|found| found.code == codes::JOURNAL_BROKEN) {
            match Index::check(&archive) {
                Ok(other) => audit.findings.extend(other),
                Err(finding) => audit.findings.push(finding),
            }
        }
        audit.findings = std::mem::take(&mut audit.findings).one_for_files(codes::STRANGE_FILE);
        Ok(Audited { audit, stamped })
    })
}

/// The mark of the log as it is now.
#[derive(Debug)]
pub struct Marked {
    /// What is printed or mailed.
    pub checkpoint: Checkpoint,
    /// When it was made.
    pub at: DateTime<FixedOffset>,
    /// Its timestamp when the office names an authority, or what keeps the timestamp away.
    pub stamp: Result<Option<Timestamp>, Finding>,
}

impl Marked {
    /// How the job ended.
    pub fn status(&self) -> Status {
        Status::when(self.stamp.is_ok())
    }
}

/// The mark of the log as it is now, with a timestamp when the office names an authority.
///
/// # Errors
/// The office or the log cannot be read.
pub fn checkpoint(here: &Path, warn: Warn<'_>) -> Result<Marked, Refused> {
    guarded_job(|| {
        let at = clock::now();
        let (workspace, archive) = archive_of(here)?;
        let trust = trust_of(&workspace, warn)?;
        let checkpoint = archive.checkpoint()?;
        let office = office(&workspace)?;
        let stamp =
            office.timestamps().map(|authority| archive.timestamp(&checkpoint, authority, &trust, at)).transpose();
        Ok(Marked { checkpoint, at, stamp })
    })
}

/// Copies what a folder lacks of the archive, and compares every byte.
///
/// # Errors
/// There is no archive, or the copy cannot be made.
pub fn backup(here: &Path, to: &Path, warn: Warn<'_>) -> Result<Copied, Refused> {
    guarded_job(|| {
        let (_, archive) = archive_of(here)?;
        // of one in the archive and of a file more is to be said
        if !archive.holds(to) && !to.is_file() {
            outputs::refuse_workspace(to)?;
        }
        warn(&archive.recover()?);
        Ok(archive.backup(to)?)
    })
}

/// An archive brought back.
#[derive(Debug)]
pub struct Restored {
    /// What was copied.
    pub copied: Copied,
    /// Whether the certificates that the office trusts are missing, which no copy holds.
    pub lacks_trust: bool,
}

/// Brings the archive back from a copy, into a workspace that has none.
///
/// # Errors
/// There is one already, or the copy is not whole.
pub fn restore(here: &Path, from: &Path) -> Result<Restored, Refused> {
    guarded_job(|| {
        let (workspace, archive) = archive_of(here)?;
        let copied = archive.restore(from)?;
        // what the index lacks is reported by the audit that follows
        Index::rebuild(&archive)?;
        Ok(Restored { copied, lacks_trust: TrustFolder::of(&workspace).is_none() })
    })
}

/// The index made again.
#[derive(Debug)]
pub(crate) struct Reindexed {
    /// How many documents it holds.
    pub documents: usize,
    /// What could not be taken in.
    pub findings: Findings,
}

impl Reindexed {
    /// How the job ended: an index that lacks something is not made.
    pub(crate) fn status(&self) -> Status {
        if self.findings.has_errors() { Status::Failed } else { Status::Clean }
    }
}

/// Makes the index again from the folders and the log.
///
/// # Errors
/// There is no archive, or it cannot be read.
pub(crate) fn reindex(here: &Path, warn: Warn<'_>) -> Result<Reindexed, Refused> {
    guarded_job(|| {
        let (_, archive) = archive_of(here)?;
        if !archive.exists() {
            return Err(archive.missing().into());
        }
        warn(&archive.recover()?);
        let (index, findings) = Index::rebuild(&archive)?;
        Ok(Reindexed { documents: index.entries()?.len(), findings })
    })
}
