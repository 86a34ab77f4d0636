//! What a rule is: its codes, the article it rests on, examples, and what it looks at.

use std::sync::Arc;

use crate::base::finding::{Code, Findings};
use crate::base::fonts::Fonts;
use crate::base::source::Source;
use crate::check::previous_period::PreviousPeriod;
use crate::domain::document::Document;
use crate::formats::yaml::node::Node;

/// One rule. Its severity is that of its codes.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The codes of its findings.
    pub codes: &'static [Code],
    /// The article it rests on; none when it only keeps the program's own promises.
    pub basis: Option<&'static str>,
    /// What it finds, and what it lets pass.
    pub examples: &'static [Example],
    /// What it looks at.
    pub(crate) check: Check,
}

/// Lines of a clerk's file with and without the finding.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The code of the finding.
    pub code: Code,
    /// The file: lines of a document stand for its fields, those of other files are added to them.
    pub file: &'static str,
    /// Lines with the finding.
    pub wrong: &'static str,
    /// The same, put right.
    pub right: &'static str,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Every document before it is set.
    Document(fn(&CheckedDocument<'_>, &mut Findings)),
    /// Every file that a new period takes over from the previous one.
    CarriedFile(fn(&CarriedFile<'_>, &mut Findings)),
}

/// A document as rules look at it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckedDocument<'a> {
    pub(crate) document: &'a Document,
    pub(crate) fonts: &'a Fonts,
    /// Whether it is the document that goes out, no draft.
    pub(crate) is_final: bool,
}

/// A file of a new period as rules look at it.
#[derive(Clone, Copy)]
pub(crate) struct CarriedFile<'a> {
    pub(crate) source: &'a Arc<Source>,
    pub(crate) root: &'a Node,
    pub(crate) previous: &'a PreviousPeriod<'a>,
}
