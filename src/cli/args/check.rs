//! What can be typed after `vanthu check`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::operations::check::Family;

/// Soát lỗi văn bản: chính tả, viết hoa, dấu câu, viện dẫn, số trong câu
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu check [TÙY_CHỌN] [ĐƯỜNG_DẪN]...")]
#[command(after_help = "Ví dụ: soát mọi văn bản của năm 2025 trước khi trình\n  vanthu check nam-2025")]
pub(crate) struct CheckArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì soát cả thư mục làm việc
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) paths: Vec<PathBuf>,
    /// Soát một tệp chữ thường (.txt), không cần thư mục làm việc; viết nhiều lần được
    #[arg(long, value_name = "TỆP")]
    pub(crate) text: Vec<PathBuf>,
    /// Chỉ soát những nhóm này, cách nhau bằng dấu phẩy: chinh-ta, viet-hoa, dau-cau, vien-dan, so-trong-cau
    #[arg(long, value_name = "NHÓM", value_delimiter = ',', hide_possible_values = true)]
    pub(crate) only: Vec<FamilyArg>,
    /// Dàn trang rồi đo lề, cỡ chữ, kiểu chữ, chỗ đứng của từng phần theo Nghị định; đo cả mẫu riêng của cơ quan
    #[arg(long)]
    pub(crate) pages: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FamilyArg {
    ChinhTa,
    VietHoa,
    DauCau,
    VienDan,
    SoTrongCau,
}

impl From<FamilyArg> for Family {
    fn from(family: FamilyArg) -> Self {
        match family {
            FamilyArg::ChinhTa => Self::Spelling,
            FamilyArg::VietHoa => Self::Capitals,
            FamilyArg::DauCau => Self::Punctuation,
            FamilyArg::VienDan => Self::Citations,
            FamilyArg::SoTrongCau => Self::Arithmetic,
        }
    }
}
