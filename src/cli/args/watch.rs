//! What can be typed after `vanthu watch`.

use std::path::PathBuf;

/// Theo dõi thư mục, lưu tệp là có PDF mới
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu watch [TÙY_CHỌN] [ĐƯỜNG_DẪN]")]
#[command(after_help = "Ví dụ: vừa sửa nghị quyết vừa xem PDF\n  vanthu watch data/ky-hop-6")]
pub(crate) struct WatchArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì cả thư mục làm việc
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) path: Option<PathBuf>,
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}
