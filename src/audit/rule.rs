//! What a rule of the decree about pages is, and the parts of a page that rules are about.

use crate::base::finding::{Code, codes};

/// One rule of the decree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable: `quoc-hieu-chu`.
    pub id: &'static str,
    /// What it is about.
    pub part: Part,
    /// How certain it is.
    pub weight: Weight,
    /// Where it stands.
    pub article: &'static str,
    /// What it says, in own words.
    pub says: &'static str,
}

/// How certain a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The text of the decree says so.
    Said,
    /// Only its models or its sample column show it.
    Model,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Khổ giấy, lề trang.
    Page,
    /// Phông chữ, màu chữ.
    Font,
    /// Số trang.
    PageNumber,
    /// Quốc hiệu, Tiêu ngữ.
    Nation,
    /// Tên cơ quan.
    Issuer,
    /// Số, ký hiệu.
    Number,
    /// Địa danh, thời gian.
    Date,
    /// Tên loại, trích yếu.
    Title,
    /// Nội dung, with the authority and căn cứ.
    Body,
    /// Phần, chương, mục, điều, khoản, điểm.
    Headings,
    /// Kính gửi.
    Addressees,
    /// Phần chữ ký.
    Signature,
    /// Nơi nhận.
    Recipients,
    /// Phụ lục.
    Annex,
    /// Văn bản kèm theo.
    Attached,
    /// Độ mật, độ khẩn, phạm vi lưu hành.
    Stamps,
    /// Địa chỉ, điện thoại.
    Contact,
    /// Bản sao.
    Copy,
}

impl Part {
    /// All of them, in the order of the decree.
    pub const ALL: [Self; 18] = [
        Self::Page,
        Self::Font,
        Self::PageNumber,
        Self::Nation,
        Self::Issuer,
        Self::Number,
        Self::Date,
        Self::Title,
        Self::Body,
        Self::Headings,
        Self::Addressees,
        Self::Signature,
        Self::Recipients,
        Self::Annex,
        Self::Attached,
        Self::Stamps,
        Self::Contact,
        Self::Copy,
    ];

    /// As the decree names it, and the code of its faults.
    const fn named(self) -> (&'static str, Code) {
        match self {
            Self::Page => ("khổ giấy, lề trang", codes::PAGE_MARGINS),
            Self::Font => ("phông chữ, màu chữ", codes::PAGE_FONT),
            Self::PageNumber => ("số trang", codes::PAGE_NUMBERS),
            Self::Nation => ("Quốc hiệu và Tiêu ngữ", codes::PAGE_NATION),
            Self::Issuer => ("tên cơ quan", codes::PAGE_ISSUER),
            Self::Number => ("số, ký hiệu", codes::PAGE_SIGN),
            Self::Date => ("địa danh và thời gian", codes::PAGE_DATE),
            Self::Title => ("tên loại và trích yếu", codes::PAGE_TITLE),
            Self::Body => ("nội dung", codes::PAGE_BODY),
            Self::Headings => ("đề mục", codes::PAGE_HEADINGS),
            Self::Addressees => ("Kính gửi", codes::PAGE_ADDRESSEES),
            Self::Signature => ("phần chữ ký", codes::PAGE_SIGNATURE),
            Self::Recipients => ("Nơi nhận", codes::PAGE_RECIPIENTS),
            Self::Annex => ("phụ lục", codes::PAGE_ANNEX),
            Self::Attached => ("văn bản kèm theo", codes::PAGE_ATTACHED),
            Self::Stamps => ("dấu chỉ mật, khẩn, lưu hành", codes::PAGE_STAMPS),
            Self::Contact => ("địa chỉ, điện thoại", codes::PAGE_CONTACT),
            Self::Copy => ("bản sao", codes::PAGE_COPY),
        }
    }

    /// As the decree names it.
    pub fn name(self) -> &'static str {
        self.named().0
    }

    /// The code of its faults.
    pub fn code(self) -> Code {
        self.named().1
    }
}
