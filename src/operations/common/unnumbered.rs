//! What is said where a number is asked for of a kind that has none.

use crate::base::finding::{Finding, codes};
use crate::domain::document::Kind;

/// What is said of a kind without number and sign [N30-III I].
pub(crate) fn unnumbered(kind: Kind) -> Finding {
    let message = format!("{} không có số và ký hiệu, không vào sổ đăng ký văn bản đi", kind.name);
    Finding::new(codes::UNNUMBERED_KIND, message)
        .basis("Nghị định 30/2020/NĐ-CP, Phụ lục III, phần I")
        .hint("bản đem ký tạo bằng `vanthu build … --final`")
}
