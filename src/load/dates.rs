//! What to say of a field that holds no date.

use crate::base::finding::{Finding, codes};
use crate::domain::document::date::DateError;

/// The finding for a text that stands where a date belongs.
pub(super) fn invalid_date(error: &DateError, key: &str, text: &str) -> Finding {
    match error {
        DateError::Impossible => Finding::new(codes::DATE_IMPOSSIBLE, format!("ngày `{text}` không có trong lịch"))
            .hint(format!("kiểm tra lại ngày và tháng; viết năm-tháng-ngày, ví dụ `{key}: 2025-12-05`")),
        DateError::Format(guess) => {
            let finding = Finding::new(codes::DATE_FORMAT, format!("ngày `{text}` viết không đúng cách"));
            finding.hint(match guess {
                Some(date) => format!("viết năm-tháng-ngày: `{key}: {date}`"),
                None => format!("viết năm-tháng-ngày, ví dụ `{key}: 2025-12-05`; chưa có ngày thì bỏ dòng này"),
            })
        }
    }
}
