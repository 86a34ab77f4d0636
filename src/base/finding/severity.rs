//! How much a finding weighs.

/// Whether a finding stops its document; the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// *gợi ý*: a matter of style; the document is built.
    Advice,
    /// *cảnh báo*: the document is built.
    Warning,
    /// *lỗi*: the document is not built.
    Error,
}

impl Severity {
    /// The word that stands before the code.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Advice => "gợi ý",
        }
    }
}
