//! Why a picture cannot be shown, in the clerk's words.

use super::facts::{MAX_POINTS, MAX_SIDE};
use crate::base::text::number::Number;

/// What is wrong with a picture, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Follows the name of the picture: `hỏng hoặc chưa tải đủ`.
    pub(crate) what: String,
    /// What to do.
    pub(crate) hint: String,
}

impl Fault {
    pub(super) fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

/// What anybody can do with a picture that opens somewhere.
pub(super) const SAVE_AGAIN: &str = "mở hình bằng chương trình xem ảnh, lưu lại thành PNG hoặc JPEG rồi dùng tệp mới";

/// A picture that cannot be read.
pub(super) fn broken() -> Fault {
    Fault::new("hỏng, không đọc được", SAVE_AGAIN)
}

/// A picture that ends before its time.
pub(super) fn cut_off() -> Fault {
    Fault::new(
        "bị cắt cụt hoặc hỏng một phần, in ra sẽ thiếu",
        "sao chép hoặc tải lại hình từ nơi gửi, rồi mở ra xem có đủ không",
    )
}

/// A picture of too many points.
///
/// # Errors
/// It has too many.
pub(super) fn within_limits(width: u32, height: u32) -> Result<(), Fault> {
    let shown = |number: u64| Number::whole(i64::try_from(number).unwrap_or(i64::MAX)).format(0);
    let size = || format!("{} × {} điểm ảnh", shown(width.into()), shown(height.into()));
    let smaller = "thu nhỏ hình còn khoảng 2.000 điểm ảnh bề ngang, đủ in nét trên khổ A4";
    if width == 0 || height == 0 {
        return Err(Fault::new("không có điểm ảnh nào", SAVE_AGAIN));
    }
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(Fault::new(
            format!("quá lớn: {}, mỗi cạnh nhiều nhất {}", size(), shown(MAX_SIDE.into())),
            smaller,
        ));
    }
    if u64::from(width) * u64::from(height) > MAX_POINTS {
        return Err(Fault::new(format!("quá lớn: {}, nhiều nhất {} triệu", size(), MAX_POINTS / 1_000_000), smaller));
    }
    Ok(())
}
