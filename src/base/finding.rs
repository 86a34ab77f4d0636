//! The one currency for problems: what is wrong, where in the clerk's file, what to do next.

pub mod codes;

pub use crate::base::finding::codes::Code;
use crate::base::source::{DataPath, Place};

/// Whether a finding stops its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// *lỗi*: the document is not built.
    Error,
    /// *cảnh báo*: the document is built.
    Warning,
}

impl Severity {
    /// The word that stands before the code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
        }
    }
}

/// Something worth telling the clerk about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable and documented in `docs/loi.md`.
    pub code: Code,
    /// One Vietnamese clause without a full stop.
    pub message: String,
    /// Where in the clerk's file.
    pub place: Option<Place>,
    /// The file, when there is no place in its text (unreadable, empty, missing).
    pub file: Option<String>,
    /// Where in the data: `noi_nhan[2]`.
    pub path: Option<DataPath>,
    /// What to do next, one step each.
    pub hints: Vec<String>,
}

impl Finding {
    /// A finding with nothing but its message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, file: None, path: None, hints: Vec::new() }
    }

    /// Adds the place in the clerk's text.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds the place when one is known.
    #[must_use]
    pub fn at_optional(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }

    /// Names the file when there is no text to point into.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Adds the place in the data.
    #[must_use]
    pub fn path(mut self, path: DataPath) -> Self {
        self.path = Some(path);
        self
    }

    /// Adds a next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether it stops its document.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// Lỗi or cảnh báo; fixed by the code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}

/// Everything found, in the order of the clerk's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// Whether any of them stops the document.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|f| f.severity() == severity).count()
    }

    /// Sorted by file, then by place, and without repeats.
    #[must_use]
    pub fn in_source_order(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let key =
                |f: &Finding| f.place.as_ref().map(|place| (place.source().name().to_owned(), place.range().start));
            key(a).cmp(&key(b))
        });
        self.0.dedup();
        self
    }

    /// Names the file in those that name none.
    #[must_use]
    pub fn about(mut self, file: &str) -> Self {
        for finding in &mut self.0 {
            if finding.place.is_none() {
                finding.file.get_or_insert_with(|| file.to_owned());
            }
        }
        self
    }

    /// Each in turn.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The known name nearest to a misspelt one, if one is near enough to offer.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_only_near_names() {
        let known = ["trich_yeu", "noi_dung", "so"];
        assert_eq!(nearest("trich_yeuu", known), Some("trich_yeu"));
        assert_eq!(nearest("noidung", known), Some("noi_dung"));
        assert_eq!(nearest("hoan_toan_khac", known), None);
    }
}
