//! A file that is submitted to the archive, and what is said of it.

use chrono::NaiveDate;

use super::deposit::Deposited;
use super::ocfl::path::ObjectKey;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::fold::ascii_name;
use crate::domain::document::Kind;
use crate::signature::Indication;

/// A file to keep.
#[derive(Debug)]
pub(crate) struct Submission<'a> {
    /// Its name in messages.
    pub shown: &'a str,
    /// Its bytes, which nobody touches.
    pub bytes: Vec<u8>,
    /// Whose it is, if given: `418/BC-UBND`, a place in the store, or the file of a document from the workspace.
    pub wanted: Option<&'a str>,
    /// Which letter of a document with a list, if given.
    pub letter: Option<&'a str>,
    /// Facts of a document that was not issued from here.
    pub facts: UnissuedFacts<'a>,
}

/// What the clerk says of a document that was not issued from here.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct UnissuedFacts<'a> {
    /// Ngày ban hành.
    pub date: Option<NaiveDate>,
    /// Trích yếu.
    pub subject: Option<&'a str>,
    /// Người ký.
    pub signer: Option<&'a str>,
    /// Loại văn bản.
    pub kind: Option<Kind>,
}

/// What is said of the signatures of a file.
#[derive(Debug)]
pub(crate) struct Validated {
    /// The outcome.
    pub outcome: Indication,
    /// Whether something was missing to be sure of its signers.
    pub doubtful: bool,
    /// All that was found, to be kept beside the file.
    pub report: Vec<u8>,
}

/// What became of a file.
#[derive(Debug)]
pub struct Ingested {
    /// Where it is kept.
    pub key: ObjectKey,
    /// `418/BC-UBND`.
    pub reference: String,
    /// The letter of a document with a list.
    pub letter: Option<String>,
    /// Whether it is new in the archive.
    pub deposited: Deposited,
    /// Whether there is a PDF as issued, to compare with.
    pub issued: bool,
    /// What else is to be reported.
    pub findings: Findings,
}

impl Submission<'_> {
    /// The name of the file in its object: that of a signed PDF, or with its own ending when it is none.
    pub(super) fn file_name(&self) -> String {
        let start = &self.bytes[..self.bytes.len().min(1024)];
        if memchr::memmem::find(start, b"%PDF-").is_some() {
            return super::object_file::SIGNED.to_owned();
        }
        let ending = self.shown.rsplit_once('.').map(|(_, ending)| ascii_name(ending)).unwrap_or_default();
        let ending = if ending.is_empty() || ending.len() > 8 || ending == "pdf" { "bin".to_owned() } else { ending };
        format!("da-ky.{ending}")
    }

    /// It cannot be said whose the file is.
    pub(super) fn unknown(&self, what: impl Into<String>) -> Finding {
        Finding::new(codes::WHOSE_FILE, what).in_file(self.shown)
    }

    /// A letter was named of a document that has none.
    pub(super) fn no_letters(&self, reference: &str) -> Finding {
        self.unknown(format!("{reference} không phải thư trộn theo danh sách")).hint("bỏ `--letter`")
    }
}
