//! What is to be copied, how, and by whom.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::base::finding::{Finding, codes, suggest};
use crate::domain::document::{Issuer, Signatory};
use crate::domain::register::{CopyForm, CopyMedium};
use crate::operations::register::WorkspaceRegister;

/// What is to be copied, and how.
#[derive(Debug, Clone)]
pub(crate) struct CopyRequest {
    /// Number and symbol, `412/BC-UBND`, the file of a document, or a PDF.
    pub(crate) what: String,
    /// The year of the number, when several have it.
    pub(crate) year: Option<i32>,
    /// The letter of a document with a list.
    pub(crate) letter: Option<String>,
    /// What kind of copy.
    pub(crate) form: CopyForm,
    /// On paper or not.
    pub(crate) medium: CopyMedium,
    /// Điều, khoản, phụ lục of an extract.
    pub(crate) parts: Vec<String>,
    /// What a PDF is, in words.
    pub(crate) of: Option<String>,
    /// Whether a PDF with words is a scan that was read by a machine.
    pub(crate) is_scan: bool,
    /// The key of the office that copies; the first of the profile when none is named.
    pub(crate) issuer: Option<String>,
    /// The key of who signs.
    pub(crate) signer: Option<String>,
    /// To whom it goes.
    pub(crate) recipients: Vec<String>,
    /// Số lượng bản.
    pub(crate) copies: Option<u32>,
    /// The day; today when none is named.
    pub(crate) on: Option<NaiveDate>,
    /// Whether the block stands on a page of its own even where the last page has room.
    pub(crate) new_page: bool,
    /// The folder for the result.
    pub(crate) out: Option<PathBuf>,
}

/// Who copies.
pub(super) struct Office {
    pub(super) key: String,
    pub(super) issuer: Issuer,
    pub(super) signatory: Option<Signatory>,
}

/// The office that copies and who signs for it.
pub(super) fn office(registry: &WorkspaceRegister, request: &CopyRequest) -> Result<Office, Finding> {
    let profile = registry.office();
    let (first, first_signer) = profile.keys();
    let key = request.issuer.clone().or(first).unwrap_or_default();
    let issuers = profile.issuers();
    let unknown = |what: &str, key: &str, known: Vec<String>| {
        let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("thông tin cơ quan không có {what} `{key}`"));
        let all = known.join(", ");
        finding.hint(suggest(key, known.iter().map(String::as_str), || format!("các tên tắt có sẵn: {all}")))
    };
    let Some((_, issuer)) = issuers.iter().find(|(known, _)| *known == key) else {
        return Err(unknown("cơ quan", &key, issuers.iter().map(|(key, _)| key.clone()).collect()));
    };
    let signatories = profile.signatories();
    let own = || signatories.iter().find(|(signer, _)| signer.ends_with(&key)).map(|(signer, _)| signer.clone());
    let signer = request.signer.clone().or_else(|| if request.issuer.is_some() { own() } else { first_signer });
    let signatory = match signer {
        None => None,
        Some(signer) => match signatories.iter().find(|(known, _)| *known == signer) {
            Some((_, signatory)) => Some(signatory.clone()),
            None => return Err(unknown("người ký", &signer, signatories.iter().map(|(key, _)| key.clone()).collect())),
        },
    };
    Ok(Office { key: key.clone(), issuer: issuer.clone(), signatory })
}
