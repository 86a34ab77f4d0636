//! What can be typed after `vanthu rebuild`.

use std::path::PathBuf;

/// Tạo thử lại và so với bản đã tạo, không ghi đè
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu rebuild --check [TÙY_CHỌN] [ĐƯỜNG_DẪN]...")]
#[command(
    after_help = "Ví dụ: sau khi nâng cấp chương trình, xem văn bản năm 2025 có còn giống hệt\n  vanthu rebuild --check data/nam-2025"
)]
pub(crate) struct RebuildArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì cả thư mục làm việc
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) paths: Vec<PathBuf>,
    /// Chỉ so, không ghi gì (muốn ghi thì dùng `vanthu build --force`)
    #[arg(long, required = true)]
    check: bool,
    /// Thư mục chứa kết quả đã tạo [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}
