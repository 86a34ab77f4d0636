//! How a job ended: the one place that decides what an exit status, or the colour of a page, is made from.

use crate::base::finding::{Area, Finding, Findings};

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It was done, and nothing stands against what was looked at.
    #[default]
    Clean,
    /// It was done, and something is wrong with what was looked at.
    Findings,
    /// It could not be done.
    Failed,
}

impl Status {
    /// The exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }

    /// Of a job that was done.
    pub(crate) fn of(findings: &Findings) -> Self {
        Self::when(!findings.has_errors())
    }

    /// Of a job that was done: clean when all is in order.
    pub(crate) fn when(in_order: bool) -> Self {
        if in_order { Self::Clean } else { Self::Findings }
    }
}

/// Why a job was not done.
#[derive(Debug)]
pub struct Refused {
    /// The reasons.
    pub findings: Findings,
    /// Whether it could not be done, or something is wrong with what it was asked to do.
    pub status: Status,
}

impl Refused {
    /// A job that could not be done, whatever the reasons speak of.
    pub(crate) fn failed(findings: impl Into<Findings>) -> Self {
        Self { findings: findings.into(), status: Status::Failed }
    }

    /// A job that could not be done when every reason is of an area it needs whole; otherwise what was asked for is
    /// wrong.
    pub(crate) fn needing(areas: &[Area], findings: Findings) -> Self {
        let failed = findings.iter().all(|finding| areas.contains(&finding.code.area));
        Self { findings, status: if failed { Status::Failed } else { Status::Findings } }
    }
}

impl From<Findings> for Refused {
    fn from(findings: Findings) -> Self {
        Self::needing(&[Area::Workspace], findings)
    }
}

impl From<Finding> for Refused {
    fn from(finding: Finding) -> Self {
        Findings::from(finding).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::finding::codes;

    fn findings(all: &[codes::Code]) -> Findings {
        let mut found = Findings::default();
        all.iter().for_each(|code| found.push(Finding::new(*code, "")));
        found
    }

    #[test]
    fn warnings_leave_a_job_clean_and_errors_do_not() {
        assert_eq!(Status::of(&findings(&[])), Status::Clean);
        assert_eq!(Status::of(&findings(&[codes::NO_SIGNATORY])), Status::Clean);
        assert_eq!(Status::of(&findings(&[codes::NO_SIGNATORY, codes::UNWRITABLE])), Status::Findings);
    }

    #[test]
    fn a_refusal_fails_only_for_what_surrounds_the_job() {
        let status = |all: &[codes::Code]| Refused::from(findings(all)).status;
        assert_eq!(status(&[codes::NO_WORKSPACE, codes::UNREADABLE]), Status::Failed);
        assert_eq!(status(&[codes::UNREADABLE, codes::NOTHING_KEPT]), Status::Findings);
        assert_eq!(status(&[codes::JOURNAL_BROKEN]), Status::Findings);
        let register = Refused::needing(&[Area::Workspace, Area::Archive], findings(&[codes::JOURNAL_BROKEN]));
        assert_eq!(register.status, Status::Failed);
    }
}
