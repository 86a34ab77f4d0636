//! What to say of a text that stands where a number belongs.

use crate::base::finding::{Finding, codes};
use crate::base::text::number::Unreadable;

/// The finding for a number that cannot be read.
pub(crate) fn unreadable(error: &Unreadable, text: &str) -> Finding {
    match error {
        Unreadable::NotANumber => Finding::new(codes::NOT_A_NUMBER, format!("`{text}` không phải là số"))
            .hint("viết số theo cách Việt Nam, không kèm đơn vị: `262.000`, `1.333,6`, `99,09%`; chưa có thì viết `?`"),
        Unreadable::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(|reading| format!("`{reading}`")).collect();
            Finding::new(codes::AMBIGUOUS_NUMBER, format!("số `{text}` đọc được theo nhiều cách")).hint(format!(
                "viết rõ một trong các số: {} (dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ)",
                readings.join(", ")
            ))
        }
        Unreadable::TooLong => Finding::new(codes::NUMBER_TOO_LONG, format!("số `{text}` có quá nhiều chữ số"))
            .hint("dùng đơn vị lớn hơn, ví dụ triệu đồng"),
    }
}
