//! What can be typed after `vanthu figures`.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::SheetsArgs;

/// Xem số liệu dùng ở đâu; đọc và ghi bảng tính
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh")]
#[command(override_usage = "vanthu figures [TÙY_CHỌN] [KỲ]\n           vanthu figures <LỆNH>")]
#[command(
    after_help = "Ví dụ: xem mọi số liệu năm 2025 và các câu dùng chúng\n  vanthu figures nam-2025\n\nXem cách dùng từng lệnh: vanthu figures import --help"
)]
pub(crate) struct FiguresArgs {
    #[command(subcommand)]
    pub(crate) action: Option<Action>,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LedgerArgs {
    /// Thư mục của kỳ hoặc tên kỳ, ví dụ nam-2025, "năm 2025"; bỏ trống thì xem mọi kỳ
    #[arg(value_name = "KỲ")]
    pub(crate) period: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    Import(ImportArgs),
    Export(ExportArgs),
}

/// Đọc bảng tính (.xlsx, .ods, .csv) vào so-lieu.yaml
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu figures import [TÙY_CHỌN] <TỆP>")]
#[command(
    after_help = "Ví dụ: lấy số liệu phòng Văn hóa gửi vào số liệu năm 2025\n  vanthu figures import van-hoa.xlsx --to nam-2025"
)]
pub(crate) struct ImportArgs {
    /// Bảng tính có cột Mã
    #[arg(value_name = "TỆP")]
    pub(crate) file: PathBuf,
    /// Thư mục của kỳ nhận số liệu [mặc định: thư mục chứa bảng tính]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) to: Option<PathBuf>,
}

/// Ghi số liệu của kỳ hoặc các bảng của văn bản ra bảng tính (.csv, .xlsx)
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu figures export [TÙY_CHỌN] [KỲ hoặc VĂN_BẢN]")]
#[command(
    after_help = "Ví dụ: ghi số liệu năm 2025 thành bảng tính Excel\n  vanthu figures export nam-2025 --format xlsx\n\nVí dụ: ghi mọi bảng của một báo cáo\n  vanthu figures export nam-2025/bao-cao-kinh-te-xa-hoi.yaml"
)]
pub(crate) struct ExportArgs {
    /// Thư mục của kỳ, tên kỳ, hoặc văn bản có bảng; bỏ trống thì ghi mọi kỳ
    #[arg(value_name = "KỲ")]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) sheets: SheetsArgs,
}
