//! What can be typed after `vanthu verify`.

use std::path::PathBuf;

/// Kiểm chữ ký số của tệp PDF: toàn vẹn, nguồn gốc, xác thực
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu verify [TÙY_CHỌN] <TỆP>...")]
#[command(
    after_help = "Ví dụ: kiểm bản đã ký và xem có đúng là bản mình đã chốt\n  vanthu verify bao-cao-da-ky.pdf --for data/out/nam-2025/bao-cao.pdf\n\nMã kết thúc: 0 mọi tệp toàn vẹn, đã xác thực người ký, 1 có tệp không, 2 không kiểm được"
)]
pub(crate) struct VerifyArgs {
    /// Tệp PDF đã ký
    #[arg(value_name = "TỆP", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Bản PDF đã chốt, trước khi ký, để so nguồn gốc [mặc định: tìm trong kho lưu trữ]
    #[arg(long = "for", value_name = "BẢN_PHÁT_HÀNH")]
    pub(crate) issued: Option<PathBuf>,
    /// Thư mục chứng thư gốc và danh sách thu hồi [mặc định: chung-thu của thư mục làm việc]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) roots: Option<PathBuf>,
}
