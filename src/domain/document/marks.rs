//! What may stand around the text of any document: how urgent it is, who may see it, how the office is reached.

use crate::base::source::Text;

/// The marks of a document.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Độ khẩn [N30-I III.2.b].
    pub urgency: Option<Urgency>,
    /// Phạm vi lưu hành [N30-I III.2.c].
    pub circulation: Option<Circulation>,
    /// The lines that say how the office is reached, at the foot of the first page [N30-I III.4].
    pub contact: Option<Text>,
}

/// How urgent a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Khẩn.
    Urgent,
    /// Thượng khẩn.
    VeryUrgent,
    /// Hỏa tốc.
    Express,
}

impl Urgency {
    /// All of them, the lowest first.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::VeryUrgent, Self::Express];

    /// The value of `do_khan`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Urgent => "khan",
            Self::VeryUrgent => "thuong-khan",
            Self::Express => "hoa-toc",
        }
    }

    /// Reads a value of `do_khan`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|urgency| urgency.key() == key)
    }

    /// As the stamp has it.
    pub fn stamp(self) -> &'static str {
        match self {
            Self::Urgent => "KHẨN",
            Self::VeryUrgent => "THƯỢNG KHẨN",
            Self::Express => "HỎA TỐC",
        }
    }

    /// How wide its frame is, mm [N30-I III.2.b].
    pub(crate) fn width(self) -> u32 {
        match self {
            Self::Urgent => 20,
            Self::VeryUrgent => 40,
            Self::Express => 30,
        }
    }
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circulation {
    /// Xem xong trả lại.
    Returned,
    /// Lưu hành nội bộ.
    Internal,
}

impl Circulation {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Returned, Self::Internal];

    /// The value of `luu_hanh`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Returned => "xem-xong-tra-lai",
            Self::Internal => "noi-bo",
        }
    }

    /// Reads a value of `luu_hanh`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|circulation| circulation.key() == key)
    }

    /// As the frame has it.
    pub fn stamp(self) -> &'static str {
        match self {
            Self::Returned => "XEM XONG TRẢ LẠI",
            Self::Internal => "LƯU HÀNH NỘI BỘ",
        }
    }
}
