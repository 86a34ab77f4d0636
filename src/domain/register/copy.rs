//! Bản sao: copies made of documents, numbered together in a series and a book of their own [N30 Điều 25, 26; N30-I phần II].

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::Reference;
use crate::base::digest::Digest;

/// What a copy is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyForm {
    /// Sao y: the whole of an original or a main copy [N30 Điều 3.10, 25.1].
    #[serde(rename = "sao-y")]
    Original,
    /// Sao lục: the whole of a sao y [N30 Điều 3.11, 25.2].
    #[serde(rename = "sao-luc")]
    Copy,
    /// Trích sao: a part, with the whole form of its document [N30 Điều 3.12, 25.3].
    #[serde(rename = "trich-sao")]
    Part,
}

impl CopyForm {
    /// All of them, in the order of Điều 25.
    pub const ALL: [Self; 3] = [Self::Original, Self::Copy, Self::Part];

    /// As it is typed: `sao-y`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Original => "sao-y",
            Self::Copy => "sao-luc",
            Self::Part => "trich-sao",
        }
    }

    /// Reads what is typed.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }

    /// As in running text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Original => "sao y",
            Self::Copy => "sao lục",
            Self::Part => "trích sao",
        }
    }

    /// As the copy bears it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Original => "SAO Y",
            Self::Copy => "SAO LỤC",
            Self::Part => "TRÍCH SAO",
        }
    }

    /// The abbreviation in its symbol [N30-III I].
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::Original => "SY",
            Self::Copy => "SL",
            Self::Part => "TrS",
        }
    }
}

/// On what a copy is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyMedium {
    /// To be printed, signed and sealed [N30-III, mẫu 3.1].
    #[default]
    #[serde(rename = "giay")]
    Paper,
    /// To be signed by the office's certificate [N30-III, mẫu 3.2].
    #[serde(rename = "dien-tu")]
    Electronic,
}

impl CopyMedium {
    /// As in running text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paper => "giấy",
            Self::Electronic => "điện tử",
        }
    }
}

/// A copy as the register knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Its own number: `03/SY-UBND`.
    #[serde(flatten)]
    pub reference: Reference,
    /// Full name of the office that made it, in one line.
    #[serde(rename = "ten_co_quan")]
    pub issuer_name: String,
    /// What kind of copy.
    #[serde(rename = "hinh_thuc")]
    pub form: CopyForm,
    /// On paper or not.
    #[serde(rename = "dinh_dang")]
    pub medium: CopyMedium,
    /// The day it was made.
    #[serde(rename = "ngay")]
    pub on: NaiveDate,
    /// What was copied.
    #[serde(rename = "cua")]
    pub of: CopySource,
    /// Who signs it.
    #[serde(rename = "nguoi_ky", default, skip_serializing_if = "Option::is_none")]
    pub signatory: Option<String>,
    /// To whom it goes.
    #[serde(rename = "noi_nhan", default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Số lượng bản.
    #[serde(rename = "so_ban", default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// The file of the copy as the program made it, before anybody signed it.
    #[serde(rename = "tep")]
    pub made: Digest,
}

/// The document that was copied, and the very file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopySource {
    /// `412/BC-UBND`, when it is known.
    #[serde(rename = "so_ky_hieu", default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Where it is kept, when it is in the archive of the office.
    #[serde(rename = "doi_tuong", default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// What it is, in words: `Báo cáo số 412/BC-UBND ngày 05/12/2025 của …`.
    #[serde(rename = "ten")]
    pub described: String,
    /// Điều, khoản, phụ lục of a part.
    #[serde(rename = "phan", default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The file, of which no byte was changed; none of a part, which is set anew.
    #[serde(rename = "tep", default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Digest>,
    /// Whether that file bore digital signatures, which no copy keeps.
    #[serde(rename = "da_ky_so", default, skip_serializing_if = "std::ops::Not::not")]
    pub was_signed: bool,
}

/// `sao y Báo cáo số 412/BC-UBND …`, with the parts of an extract.
impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.form.name())?;
        if !self.of.parts.is_empty() {
            write!(f, "{} của ", self.of.parts.join(", "))?;
        }
        f.write_str(&self.of.described)
    }
}
