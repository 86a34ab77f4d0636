//! What a rule of language is: what it reads, what it finds, and how often it was wrong where that was measured.

use std::ops::Range;

use crate::base::finding::{Applicability, Code, Finding, Findings, Fix};
use crate::check::passage::{Passage, Reading, Slip};

/// What rules of language are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Chính tả.
    Spelling,
    /// Viết hoa.
    Capitals,
    /// Dấu câu.
    Punctuation,
    /// Viện dẫn.
    Citations,
    /// Số trong câu.
    Arithmetic,
}

/// Every family, in the order in which they are told.
pub const FAMILIES: [Family; 5] =
    [Family::Spelling, Family::Capitals, Family::Punctuation, Family::Citations, Family::Arithmetic];

impl Family {
    /// How it is asked for: `chinh-ta`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spelling => "chinh-ta",
            Self::Capitals => "viet-hoa",
            Self::Punctuation => "dau-cau",
            Self::Citations => "vien-dan",
            Self::Arithmetic => "so-trong-cau",
        }
    }

    /// Its name, and what of a text it counts.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Spelling => ("chính tả", "chữ"),
            Self::Capitals => ("viết hoa", "chữ viết hoa"),
            Self::Punctuation => ("dấu câu", "dấu"),
            Self::Citations => ("viện dẫn", "số ký hiệu"),
            Self::Arithmetic => ("số trong câu", "số"),
        }
    }
}

/// What a rule found where it was measured: 60 official texts of 208,837 words that its tables were not counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noise {
    /// Findings.
    pub found: u32,
    /// Those that reading has shown to be none.
    pub wrong: u32,
}

/// A text with a finding, and the same put right.
#[derive(Debug, Clone, Copy)]
pub struct LanguageExample {
    /// With the finding.
    pub wrong: &'static str,
    /// Without.
    pub right: &'static str,
}

/// One rule of language.
#[derive(Debug, Clone, Copy)]
pub struct LanguageRule {
    /// What it is about.
    pub family: Family,
    /// Of its findings.
    pub code: Code,
    /// The article it rests on.
    pub basis: Option<&'static str>,
    /// What it finds, and what it lets pass.
    pub examples: &'static [LanguageExample],
    /// Texts that come near and are right.
    pub passes: &'static [&'static str],
    /// How often it was wrong.
    pub noise: Noise,
    pub(crate) check: fn(&Reading, &mut Report<'_>),
}

/// Where a rule puts what it finds.
pub(crate) struct Report<'a> {
    rule: &'a LanguageRule,
    pub(crate) findings: Findings,
    /// The words each finding is about, in the order of the findings.
    pub(crate) quoted: Vec<String>,
}

impl<'a> Report<'a> {
    pub(crate) fn of(rule: &'a LanguageRule) -> Self {
        Self { rule, findings: Findings::default(), quoted: Vec::new() }
    }

    /// A slip, told as `words` says of what is written; what was meant is the hint.
    pub(crate) fn slip(&mut self, passage: &Passage, slip: Slip, words: impl Fn(&str) -> String, otherwise: &str) {
        let written = one_line(passage.written(slip.range.clone()));
        let hint = match &slip.right {
            Some(right) => format!("sửa thành `{}`", right.trim()),
            None => otherwise.to_owned(),
        };
        self.push(passage, slip.range, words(&written), hint, None);
    }

    /// Signs and blanks, which are put right without asking.
    pub(crate) fn sign(&mut self, passage: &Passage, slip: Slip, message: String, hint: &str) {
        let fix = slip.right.map(|right| (right, Applicability::Safe));
        self.push(passage, slip.range, message, hint.to_owned(), fix);
    }

    /// Any other finding.
    pub(crate) fn push(
        &mut self,
        passage: &Passage,
        range: Range<usize>,
        message: String,
        hint: String,
        fix: Option<(String, Applicability)>,
    ) {
        self.quoted.push(one_line(passage.written(range.clone())));
        let place = passage.place(range);
        let mut finding = Finding::new(self.rule.code, message).at(place.clone()).hint(hint);
        if let Some((replacement, applicability)) = fix {
            finding = finding.fix(Fix { place, replacement, applicability });
        }
        if let Some(basis) = self.rule.basis {
            finding = finding.basis(basis);
        }
        self.findings.push(finding);
    }
}

/// A stretch of text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
