//! The validation report of a signed PDF: the facts reported of it, its signatures, and the findings.

use std::fmt::Display;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::base::finding::Finding;
use crate::signature::cms::algorithm::Algorithm;
use crate::signature::pdf::byte_range::SignatureKind;
use crate::signature::pdf::diff::changes::Addition;
use crate::signature::validate::facts::{Fact, Indication, Integrity, Provenance, Trust};
use crate::signature::validate::place::Place;

/// A finding of a validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationFinding {
    /// The signature it speaks of, counted from one; none when it speaks of the file.
    pub(crate) signature: Option<usize>,
    /// What was found.
    pub finding: Finding,
}

impl ValidationFinding {
    /// The fact it speaks of.
    pub(crate) fn fact(&self) -> Fact {
        Fact::of(self.finding.code)
    }
}

impl From<Finding> for ValidationFinding {
    fn from(finding: Finding) -> Self {
        Self { signature: None, finding }
    }
}

impl Serialize for ValidationFinding {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("ValidationFinding", 5)?;
        fields.serialize_field("ma", self.finding.code.id)?;
        fields.serialize_field("ve", &self.fact())?;
        fields.serialize_field("chu_ky", &self.signature)?;
        fields.serialize_field("noi_dung", &self.finding.message)?;
        fields.serialize_field("goi_y", &self.finding.hints.first())?;
        fields.end()
    }
}

/// One signature of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureReport {
    /// Name of its field.
    #[serde(rename = "truong")]
    pub(crate) field: String,
    /// What it is.
    #[serde(rename = "loai")]
    pub(crate) kind: SignatureKind,
    /// Whether digest, byte range and the signature value hold.
    #[serde(rename = "dung")]
    pub(crate) sound: bool,
    /// Whether it reaches the end of the file.
    #[serde(rename = "phu_het_tep")]
    pub covers_all: bool,
    /// Bytes of the file up to the end of what it covers.
    #[serde(rename = "phu_den_byte")]
    pub(crate) covers_to: usize,
    /// Where it shows; nowhere when it shows nothing.
    #[serde(rename = "hien_o", serialize_with = "as_strings")]
    pub(crate) shown: Vec<Place>,
    /// What was added after it, each permitted or not.
    #[serde(rename = "them_sau_khi_ky", serialize_with = "as_strings")]
    pub(crate) after: Vec<Addition>,
    /// Who signed, from the certificate.
    #[serde(rename = "nguoi_ky")]
    pub signer: Option<String>,
    /// Organisation in the certificate.
    #[serde(rename = "to_chuc")]
    pub organisation: Option<String>,
    /// Who issued the certificate.
    #[serde(rename = "noi_cap")]
    pub(crate) issuer: Option<String>,
    /// Serial number of the certificate, hexadecimal.
    #[serde(rename = "so_chung_thu")]
    pub serial: Option<String>,
    /// Validity of the certificate.
    #[serde(rename = "hieu_luc")]
    pub(crate) validity: Option<Validity>,
    /// Algorithm, as `ECDSA P-256, SHA-256`.
    #[serde(rename = "thuat_toan", serialize_with = "as_string")]
    pub algorithm: Option<Algorithm>,
    /// The time of signing that the validation goes by, in the time of Việt Nam.
    #[serde(rename = "luc_ky")]
    pub signing_time: Option<DateTime<FixedOffset>>,
    /// Whether that time comes from a timestamp that holds; otherwise the signer's computer says so.
    #[serde(rename = "co_dau_thoi_gian")]
    pub timestamped: bool,
    /// Whether this signer is trusted.
    #[serde(rename = "tin_cay")]
    pub trust: Trust,
}

impl SignatureReport {
    /// Where it shows, for people.
    pub fn places(&self) -> Vec<String> {
        self.shown.iter().map(ToString::to_string).collect()
    }

    /// What was added after it, for people.
    pub fn additions(&self) -> Vec<String> {
        self.after.iter().map(ToString::to_string).collect()
    }
}

fn as_strings<S: Serializer>(values: &[impl Display], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(values.iter().map(ToString::to_string))
}

fn as_string<S: Serializer>(value: &Option<impl Display>, to: S) -> Result<S::Ok, S::Error> {
    value.as_ref().map(ToString::to_string).serialize(to)
}

/// The days from which and until which a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "[NaiveDate; 2]")]
pub(crate) struct Validity {
    /// The first day.
    pub(crate) from: NaiveDate,
    /// The last day.
    pub(crate) to: NaiveDate,
}

impl From<Validity> for [NaiveDate; 2] {
    fn from(validity: Validity) -> Self {
        [validity.from, validity.to]
    }
}

/// All that is said of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValidationReport {
    /// For people.
    #[serde(rename = "ket_luan")]
    pub indication: Indication,
    /// Toàn vẹn.
    #[serde(rename = "toan_ven")]
    pub integrity: Integrity,
    /// Nguồn gốc.
    #[serde(rename = "nguon_goc")]
    pub provenance: Provenance,
    /// Tin cậy, the worst of the signatures.
    #[serde(rename = "tin_cay")]
    pub trust: Trust,
    /// How many times the file was written: one, and one for each addition.
    #[serde(rename = "so_lan_ghi")]
    pub revisions: usize,
    /// In the order they were made.
    #[serde(rename = "cac_chu_ky")]
    pub signatures: Vec<SignatureReport>,
    /// Why.
    #[serde(rename = "ly_do")]
    pub findings: Vec<ValidationFinding>,
}
