//! Mục lục of several documents in one file, in plain words.

use super::date::IssueDate;

/// The list at the head of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// What the bundle is called; empty when nobody named it.
    pub title: String,
    /// Who issues most of it, line by line.
    pub issuer: Vec<String>,
    /// The last date among the documents, which is that of the file.
    pub date: IssueDate,
    /// One a document.
    pub rows: Vec<ContentsRow>,
}

/// A document of a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentsRow {
    /// `Tờ trình về việc …`
    pub name: String,
    /// `57/TTr-UBND`
    pub sign: String,
    /// `08/12/2025`
    pub date: String,
    /// First and last page in the file: `3 - 7`.
    pub pages: String,
}
