//! Văn bản kèm theo: a regulation, plan or scheme that a decision or resolution issues, on pages of its own with its own
//! letterhead, but without number, date, signature and recipients [N30-III, mẫu 1.3].

use crate::base::source::Text;
use crate::base::text::capitalized;
use crate::domain::document::annex::Annex;
use crate::domain::document::body::Body;
use crate::domain::document::heading_numbers::Ladder;
use crate::domain::document::ladders;

/// A document issued by the one it is attached to.
#[derive(Debug, Clone)]
pub struct Attached {
    /// What it is.
    pub kind: AttachedKind,
    /// Trích yếu; one line each.
    pub subject: Text,
    /// Nội dung.
    pub body: Body,
    /// Phụ lục of its own.
    pub annexes: Vec<Annex>,
}

impl Attached {
    /// `Quy chế tiếp công dân của phường`, as a sentence has it.
    pub(crate) fn name_in_sentence(&self) -> String {
        let subject = self.subject.one_line();
        let mut letters = subject.chars();
        let first = letters.next();
        // what begins with an abbreviation keeps its capitals
        let is_word = letters.clone().next().is_none_or(char::is_lowercase);
        let first: String = match first {
            Some(c) if is_word => c.to_lowercase().collect(),
            other => other.into_iter().collect(),
        };
        format!("{} {first}{}", capitalized(self.kind.name), letters.as_str())
    }
}

/// What an attached document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachedKind {
    /// The value of `loai`: `quy-che`.
    pub key: &'static str,
    /// `quy chế`, as in running text.
    pub name: &'static str,
    /// Whether it is written in chapters and articles.
    has_articles: bool,
}

const fn kind(key: &'static str, name: &'static str, has_articles: bool) -> AttachedKind {
    AttachedKind { key, name, has_articles }
}

/// What decisions and resolutions issue: kinds of Điều 7 first, then names in use that the decree does not list.
pub const KINDS: [AttachedKind; 18] = [
    kind("quy-che", "quy chế", true),
    kind("quy-dinh", "quy định", true),
    kind("huong-dan", "hướng dẫn", false),
    kind("chuong-trinh", "chương trình", false),
    kind("ke-hoach", "kế hoạch", false),
    kind("phuong-an", "phương án", false),
    kind("de-an", "đề án", false),
    kind("du-an", "dự án", false),
    kind("noi-quy", "nội quy", true),
    kind("dieu-le", "điều lệ", true),
    kind("quy-uoc", "quy ước", true),
    kind("huong-uoc", "hương ước", true),
    kind("quy-trinh", "quy trình", false),
    kind("danh-muc", "danh mục", false),
    kind("bo-tieu-chi", "bộ tiêu chí", false),
    kind("chien-luoc", "chiến lược", false),
    kind("quy-hoach", "quy hoạch", false),
    kind("de-cuong", "đề cương", false),
];

impl AttachedKind {
    /// The kind of a `loai` value.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.key == key)
    }

    /// Whether it is written in chapters and articles.
    pub(crate) fn has_articles(self) -> bool {
        self.has_articles
    }

    /// How headings are numbered when the document does not say.
    pub(crate) fn ladder(self) -> Ladder {
        Ladder::new(if self.has_articles { ladders::REGULATION } else { ladders::REPORT }.to_vec())
    }
}
