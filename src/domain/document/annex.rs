//! Phụ lục: a text of its own behind a document, with a title.

use crate::base::source::Text;
use crate::base::text::numerals::roman;
use crate::domain::document::body::Body;
use crate::domain::document::references::Step;

/// Phụ lục kèm theo văn bản [N30-I III.1].
#[derive(Debug, Clone)]
pub struct Annex {
    /// Tên phụ lục.
    pub title: Text,
    /// What references call it by.
    pub label: Option<Text>,
    /// Whether the annex lies across the page.
    pub landscape: bool,
    /// Nội dung.
    pub body: Body,
}

impl Annex {
    /// `Phụ lục II`, or `Phụ lục` of one alone; `n` counts from 1 [N30-I III.1].
    pub(crate) fn label(n: u32, count: usize) -> String {
        Self::step(n, count).to_string()
    }

    /// The same as references print it.
    pub(crate) fn step(n: u32, count: usize) -> Step {
        Step::new("Phụ lục", if count > 1 { roman(n) } else { String::new() })
    }

    /// Its text with its title.
    pub(crate) fn section(&self) -> Section<'_> {
        Section { title: &self.title, body: &self.body }
    }
}

/// A text of a document with what stands over it.
#[derive(Debug, Clone, Copy)]
pub struct Section<'a> {
    /// Trích yếu, or the title of an annex.
    pub title: &'a Text,
    /// Nội dung.
    pub body: &'a Body,
}
