//! Signed PDFs: what can be said of a file that came back signed, each with its findings.
//!
//! [`validate()`] tells three facts apart, never one green tick:
//! - *toàn vẹn* ([`Integrity`]): each signature's digest, its byte range, how far it reaches, and what came after;
//! - *nguồn gốc* ([`Provenance`]): whether the file is the issued bytes and nothing but signatures since;
//! - *tin cậy* ([`Trust`]): whether each signer leads to a root of the office, valid and not revoked when it signed.
//!
//! What is signed is only ever read here. No network: what a signer left in the file and what lies in the office's
//! folder is all there is to go by.
//!
//! Words are those of PDF (ISO 32000: signature dictionary, byte range, AcroForm), CMS (RFC 5652) and of the validation
//! of signatures (ETSI EN 319 102-1: indication, validation data, proof of existence).

mod cms;
pub(crate) mod pdf;
mod pki;
pub(crate) mod timestamp;
pub mod validate;

pub(crate) use pdf::byte_range::SignatureKind;
pub(crate) use pki::trust_store::TrustFolder;
pub use pki::trust_store::TrustStore;
pub use timestamp::{Timestamp, request, validate_timestamp};
pub use validate::facts::{Indication, Integrity, Provenance, Trust};
pub use validate::report::ValidationReport;
pub(crate) use validate::report::{SignatureReport, ValidationFinding};
pub use validate::validate;
