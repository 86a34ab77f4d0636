//! Phiếu nguồn gốc: what a PDF was made from, kept beside it as `….vanthu.json`. It tells whether the PDF is still true
//! to its inputs, and later proves where it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::io::workspace_path::WorkspacePath;
use crate::domain::document::{Origin, Use};

/// Form of the record; one of another form is as good as none.
const FORM: u32 = 2;

/// How the name of a record ends.
pub(crate) const ENDING: &str = "vanthu.json";

/// Largest record, bytes: it holds the words of the document too.
pub(crate) const MAX_RECORD: u64 = 16 << 20;

/// What stands before the words of the document, which no text of a record can hold, and behind them.
const CONTENT: &[u8] = b",\n  \"noi_dung\": ";
const END: &[u8] = b"\n}\n";

/// The program that made a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Version, as `0.1.0`.
    #[serde(rename = "phien_ban")]
    pub version: String,
    /// Which build of it: two builds that could set a page differently have different ones.
    #[serde(rename = "ban_dung")]
    pub build: String,
}

impl Program {
    /// This one.
    pub fn this() -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), build: env!("VANTHU_BUILD").to_owned() }
    }
}

/// A figure or shared fact as the document printed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// File and path, as `nam-2025/so-lieu.yaml#du_lich.luot_khach`.
    #[serde(rename = "nguon")]
    pub from: String,
    /// The expression, block or field.
    #[serde(rename = "cho_dung")]
    pub by: String,
    /// What it printed.
    #[serde(rename = "in_ra")]
    pub text: String,
    /// What the figure or fact itself was worth, where the words follow from others too.
    #[serde(rename = "gia_tri", default, skip_serializing_if = "String::is_empty")]
    pub worth: String,
    /// Line of the document.
    #[serde(rename = "dong")]
    pub line: usize,
}

impl From<&Use> for Printed {
    fn from(used: &Use) -> Self {
        Self {
            from: format!("{}#{}", used.origin.file(), used.path),
            by: used.expression.clone(),
            text: used.printed.clone(),
            worth: used.worth.clone(),
            line: used.place.as_ref().map_or(0, |place| place.line_column().0),
        }
    }
}

impl Origin {
    /// The file, from the workspace.
    pub fn file(&self) -> String {
        match self {
            Self::Figures(folder) => WorkspacePath::of(folder).join(crate::base::io::names::FIGURES_FILE),
            Self::Shared(folder) => WorkspacePath::of(folder).join(crate::base::io::names::SHARED_FILE),
            Self::Document(path) => path.clone(),
            Self::Office => crate::base::io::names::OFFICE_FILE.to_owned(),
        }
    }
}

/// A file that a build wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// SHA-256.
    pub sha256: Digest,
    /// Length, bytes.
    pub bytes: u64,
    /// What it was set from: files of one record may be of different ages.
    #[serde(rename = "noi_dung_dan_trang")]
    pub set_from: Digest,
}

impl Written {
    /// A file of these bytes.
    pub fn of(bytes: &[u8], set_from: &Digest) -> Self {
        Self { sha256: Digest::of(bytes), bytes: bytes.len() as u64, set_from: set_from.clone() }
    }
}

/// What a document's files were made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Form of this record.
    #[serde(rename = "dang_ho_so")]
    form: u32,
    /// The document, from the workspace.
    #[serde(rename = "van_ban")]
    pub document: String,
    /// Which row of its list this letter is for, from 1.
    #[serde(rename = "dong_danh_sach", default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// What stands in that row, under which headings.
    #[serde(rename = "o_cua_dong", default, skip_serializing_if = "Option::is_none")]
    pub row_cells: Option<Digest>,
    /// What made it.
    #[serde(rename = "chuong_trinh")]
    pub program: Program,
    /// Standards of the PDF.
    #[serde(rename = "chuan_pdf")]
    pub standards: Vec<String>,
    /// Every file it was made from, by path from the workspace.
    #[serde(rename = "dau_vao")]
    pub inputs: BTreeMap<String, Digest>,
    /// Those of them that documents attached to it are written in.
    #[serde(rename = "kem_theo", default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<String>,
    /// Every file that could have changed it, in one: those of the office, figures, facts, templates and fonts.
    #[serde(rename = "dung_chung")]
    pub dependencies: Digest,
    /// What decides the pages and the files: markup, images, fonts, standards, program.
    #[serde(rename = "noi_dung_dan_trang")]
    pub set_from: Digest,
    /// Figures and facts it printed.
    #[serde(rename = "so_lieu")]
    pub printed: Vec<Printed>,
    /// One a page, of what stands on it and where.
    #[serde(rename = "cac_trang")]
    pub pages: Vec<Digest>,
    /// Whether it had warnings, so that they are shown again.
    #[serde(rename = "co_canh_bao")]
    pub warned: bool,
    /// What was written, by name beside this record.
    #[serde(rename = "ket_qua")]
    pub outputs: BTreeMap<String, Written>,
}

impl Record {
    /// A record of this form by this program.
    pub fn new(document: &str) -> Self {
        Self {
            form: FORM,
            document: document.to_owned(),
            row: None,
            row_cells: None,
            program: Program::this(),
            standards: Vec::new(),
            inputs: BTreeMap::new(),
            attached: Vec::new(),
            dependencies: Digest::default(),
            set_from: Digest::default(),
            printed: Vec::new(),
            pages: Vec::new(),
            warned: false,
            outputs: BTreeMap::new(),
        }
    }

    /// Reads a record; `None` when it is none, or of another form.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|record: &Self| record.form == FORM)
    }

    /// The bytes to write: the same for the same record. What a reader sees of the document goes along on a line of
    /// its own under `noi_dung`, for comparing later; whoever asks whether a PDF is fresh never takes it apart.
    pub(crate) fn to_bytes(&self, content: &impl Serialize) -> Vec<u8> {
        self.before_content(&serde_json::to_vec(content).unwrap_or_else(|_| b"null".to_vec()))
    }

    /// The same with what a reader sees as it stands in the bytes of another record of the same pages; `None` when
    /// nothing stands there.
    pub(super) fn to_bytes_beside(&self, other: &[u8]) -> Option<Vec<u8>> {
        let at = memchr::memmem::find(other, CONTENT)?;
        Some(self.before_content(other[at + CONTENT.len()..].strip_suffix(END)?))
    }

    fn before_content(&self, content: &[u8]) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.truncate(bytes.len().saturating_sub("\n}".len()));
        bytes.extend_from_slice(CONTENT);
        bytes.extend_from_slice(content);
        bytes.extend_from_slice(END);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_sha_256() {
        assert_eq!(Digest::of(b"abc").digits(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(Digest::of_all([&b"ab"[..], b"c"]), Digest::of_all([&b"a"[..], b"bc"]));
    }

    #[test]
    fn a_record_survives_the_way_out_and_back() {
        let mut record = Record::new("nam-2025/bao-cao.yaml");
        record.inputs.insert("co-quan.yaml".to_owned(), Digest::of(b"x"));
        record.outputs.insert(
            "bao-cao.pdf".to_owned(),
            Written { sha256: Digest::of(b"y"), bytes: 1, set_from: Digest::of(b"z") },
        );
        assert_eq!(Record::parse(&record.to_bytes(&["nội dung"])), Some(record));
        assert_eq!(Record::parse(b"{}"), None);
    }
}
