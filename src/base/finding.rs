//! The one currency for problems: what is wrong, where in the clerk's file, what to do next.

pub mod codes;
mod gathered;
mod severity;
mod suggest;

pub(crate) use codes::{Area, Code};
pub use severity::Severity;
pub(crate) use suggest::{did_you_mean, nearest, suggest};

use crate::base::source::{DataPath, Place};

/// Whether a fix may be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// What the clerk meant is certain.
    Safe,
    /// It may change what the text says.
    Unsafe,
}

/// A change to the clerk's text that takes the cause of a finding away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The stretch of text to replace.
    pub place: Place,
    /// What to write there.
    pub replacement: String,
    /// Whether it may be made without asking.
    pub applicability: Applicability,
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
    /// The article it rests on: `Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9`.
    pub basis: Option<&'static str>,
    /// A change that takes its cause away.
    pub fix: Option<Box<Fix>>,
    /// Whether its message names a fault of the figures, which all places of a file that read them show: told once.
    pub(crate) is_of_figures: bool,
}

/// What makes two findings one to whoever reads them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identity {
    code: &'static str,
    place: Option<Place>,
    file: Option<String>,
    message: String,
}

impl Finding {
    /// A finding with nothing but its message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: cut(message.into()),
            place: None,
            file: None,
            path: None,
            hints: Vec::new(),
            basis: None,
            fix: None,
            is_of_figures: false,
        }
    }

    /// Adds the place in the clerk's text.
    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds the place when one is known.
    #[must_use]
    pub(crate) fn at_optional(mut self, place: Option<Place>) -> Self {
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
    pub(crate) fn path(mut self, path: DataPath) -> Self {
        self.path = Some(path);
        self
    }

    /// Adds a next step.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(cut(hint.into()));
        self
    }

    /// Names the article it rests on.
    #[must_use]
    pub fn basis(mut self, basis: &'static str) -> Self {
        self.basis = Some(basis);
        self
    }

    /// Adds a change that takes its cause away.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(Box::new(fix));
        self
    }

    /// Says that its message names a fault of the figures, whatever reads them.
    #[must_use]
    pub(crate) fn of_figures(mut self, is_of_figures: bool) -> Self {
        self.is_of_figures = is_of_figures;
        self
    }

    /// Code, place, file and message: reported once, it need not be reported again.
    pub(crate) fn identity(&self) -> Identity {
        let Self { code, message, place, file, .. } = self;
        Identity { code: code.id, place: place.clone(), file: file.clone(), message: message.clone() }
    }

    /// Whether it stops its document.
    pub(crate) fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// Lỗi, cảnh báo or gợi ý; fixed by the code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}

/// Letters of a message or hint; what quotes more of a file is cut in the middle.
const MAX_LETTERS: usize = 2_000;

/// A text with its beginning and end, when it is longer than anyone reads.
fn cut(text: String) -> String {
    let letters = if text.len() > MAX_LETTERS { text.chars().count() } else { 0 };
    if letters <= MAX_LETTERS {
        return text;
    }
    let (head, tail) = (text.chars().take(MAX_LETTERS / 2), text.chars().skip(letters - MAX_LETTERS / 2));
    head.chain(" … ".chars()).chain(tail).collect()
}

/// Findings that are kept one by one; more of a kind that is known by then say nothing new, and need room.
const MAX_KEPT: usize = 20_000;

/// Everything found, in the order of the clerk's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one; of very many only the first of each code.
    pub(crate) fn push(&mut self, finding: Finding) {
        let beyond = self.0.get(MAX_KEPT..).unwrap_or_default();
        if beyond.iter().all(|known| known.code != finding.code) {
            self.0.push(finding);
        }
    }

    /// The severity of the worst of them; none when nothing was found.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.iter().map(Finding::severity).max()
    }

    /// Whether any of them stops the document.
    pub fn has_errors(&self) -> bool {
        self.worst() == Some(Severity::Error)
    }

    /// How many are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|f| f.severity() == severity).count()
    }

    /// Sorted by file, then by place, and without repeats.
    #[must_use]
    pub(crate) fn in_source_order(mut self) -> Self {
        self.0.sort_by(|a, b| {
            fn key(finding: &Finding) -> Option<(&str, usize)> {
                finding.place.as_ref().map(|place| (place.source().name(), place.range().start))
            }
            key(a).cmp(&key(b))
        });
        self.0.dedup();
        self
    }

    /// Names the file in those that name none.
    #[must_use]
    pub(crate) fn about(mut self, file: &str) -> Self {
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

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, others: I) {
        others.into_iter().for_each(|finding| self.push(finding));
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(found: I) -> Self {
        Self(found.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_several_decides() {
        let mut findings = Findings::default();
        assert_eq!(findings.worst(), None);
        findings.push(Finding::new(codes::NO_SIGNATORY, "cảnh báo"));
        assert_eq!(findings.worst(), Some(Severity::Warning));
        assert!(!findings.has_errors());
        findings.extend([Finding::new(codes::MISSING_KEY, "lỗi")]);
        assert_eq!(findings.worst(), Some(Severity::Error));
        assert!(Severity::Advice < Severity::Warning);
    }

    #[test]
    fn what_quotes_a_whole_file_is_cut() {
        for count in [1, MAX_LETTERS - 8] {
            let message = format!("đầu {} đuôi", "ạ".repeat(count - 1));
            assert_eq!(Finding::new(codes::NO_SIGNATORY, message.as_str()).message, message);
        }
        let finding = Finding::new(codes::NO_SIGNATORY, format!("đầu {} đuôi", "ạ".repeat(1 << 20)));
        assert_eq!(finding.message.chars().count(), MAX_LETTERS + 3);
        assert!(finding.message.starts_with("đầu ạ") && finding.message.ends_with("ạ đuôi"));
        assert_eq!(finding.hint("ạ".repeat(1 << 20)).hints[0].chars().count(), MAX_LETTERS + 3);
    }

    #[test]
    fn very_many_findings_need_no_more_room_and_say_the_same() {
        let mut findings = Findings::default();
        findings.extend((0..3 * MAX_KEPT).map(|_| Finding::new(codes::NO_SIGNATORY, "cảnh báo")));
        assert_eq!(findings.iter().count(), MAX_KEPT + 1);
        assert!(!findings.has_errors());
        findings.extend((0..9).map(|_| Finding::new(codes::MISSING_KEY, "lỗi")));
        assert_eq!((findings.iter().count(), findings.has_errors()), (MAX_KEPT + 2, true));
    }

    #[test]
    fn a_finding_told_twice_is_one() {
        let finding = Finding::new(codes::NO_SIGNATORY, "chưa có người ký").in_file("a.yaml");
        assert_eq!(finding.identity(), finding.clone().hint("thêm").identity());
        assert_ne!(finding.identity(), finding.in_file("b.yaml").identity());
    }
}
