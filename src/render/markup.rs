//! What rendering gives: Typst source and the files it names.

use std::sync::Arc;

use crate::domain::document::layout::Hundredths;

/// Everything Typst needs to set one document.
#[derive(Debug, Clone)]
pub struct Markup {
    /// The generated main file.
    pub main: String,
    /// Typst functions that the main file imports.
    pub imports: Vec<SourceFile>,
    /// Images by the path the markup names.
    pub images: Vec<ImageFile>,
    /// Bottom margin, mm: where the text of a page ends.
    pub bottom_margin: Hundredths,
}

/// A file of Typst source.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// As the main file imports it.
    pub name: String,
    /// The whole file.
    pub text: String,
    /// Whether the office wrote it.
    pub is_own: bool,
}

/// An image of the document.
#[derive(Debug, Clone)]
pub struct ImageFile {
    /// As the markup names it: `hinh/1.svg`.
    pub path: String,
    /// The whole file.
    pub bytes: Arc<Vec<u8>>,
}
