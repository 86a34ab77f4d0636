//! What can be typed after `vanthu issue`.

use std::path::PathBuf;

/// Phát hành văn bản: lưu PDF cùng mọi tệp làm ra nó vào kho
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu issue [TÙY_CHỌN] <VĂN_BẢN>...")]
#[command(
    after_help = "Ví dụ: phát hành báo cáo đã có số và ngày; từ đó báo cáo không sửa được nữa\n  vanthu issue data/nam-2025/bao-cao-kinh-te-xa-hoi.yaml"
)]
pub(crate) struct IssueArgs {
    /// Văn bản đã có số, ký hiệu và ngày
    #[arg(value_name = "VĂN_BẢN", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Thư mục chứa kết quả đã dựng [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// In kết quả và lỗi dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}
