//! What a redline shows in the fields around the text: the words that went and came, line by line.

use std::collections::BTreeMap;

use crate::domain::document::body::Inline;
use crate::domain::document::own_fields::DetailField;

/// A field whose words a redline marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Cơ quan chủ quản.
    Parent,
    /// Cơ quan ban hành.
    Issuer,
    /// Số.
    Number,
    /// Ký hiệu.
    Symbol,
    /// Địa danh.
    PlaceName,
    /// Day, month and year, one line each.
    Date,
    /// Tên loại.
    Kind,
    /// Trích yếu.
    Subject,
    /// The line under the trích yếu.
    SubjectNote,
    /// Thẩm quyền.
    Authority,
    /// Căn cứ, one a line.
    LegalBases,
    /// Kính gửi, one a line.
    Addressees,
    /// A field that only some kinds have.
    Detail(DetailField),
    /// Nơi nhận, one a line.
    Recipients,
    /// Quyền hạn of the n-th signatory, from 0.
    Capacity(usize),
    /// Chức vụ.
    Position(usize),
    /// Họ tên.
    FullName(usize),
    /// Tên of the n-th annex, from 0; those of attached documents are counted on.
    Annex(usize),
    /// Tên loại, in its first line, and trích yếu of the n-th attached document, from 0.
    Attached(usize),
}

/// The marked lines of each field that changed; empty in every document but a redline.
pub(crate) type RedlineFields = BTreeMap<Field, Vec<Vec<Inline>>>;
