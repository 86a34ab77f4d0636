//! What can be typed after `vanthu import`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::values::kind_key;
use crate::operations::import_document::TrackedChoice;

/// Nhập tệp Word hay tệp chữ thành văn bản YAML
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ví dụ: nhập báo cáo tháng trước vào thư mục của tháng 12\n  vanthu import \"Bao cao thang 11.docx\" --out data/thang-12-2025/bao-cao.yaml"
)]
pub(crate) struct ImportArgs {
    /// Tệp .docx, tệp chữ .txt, hoặc dấu - để nhập chữ từ lệnh đứng trước
    #[arg(value_name = "TỆP")]
    pub(crate) file: PathBuf,
    /// Loại văn bản, khi tệp không ghi rõ
    #[arg(long, value_name = "LOẠI", value_parser = kind_key)]
    pub(crate) kind: Option<String>,
    /// Tệp YAML sẽ tạo, hoặc thư mục để tạo vào [mặc định: tên của tệp nhập, trong thư mục hiện tại]
    #[arg(long, value_name = "TỆP")]
    pub(crate) out: Option<PathBuf>,
    /// Thư mục của kỳ: bảng có cột chỉ tiêu, kế hoạch, thực hiện thành `so-lieu.yaml` ở đó, số trong văn bản lấy từ đó
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) period: Option<PathBuf>,
    /// Lấy bản nào khi tệp còn thay đổi chưa duyệt: accept (đã sửa), original (trước khi sửa)
    #[arg(long, value_name = "BẢN", hide_possible_values = true)]
    pub(crate) changes: Option<ChangesArg>,
}

/// Which tracked changes are taken.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ChangesArg {
    Accept,
    Original,
}

impl From<ChangesArg> for TrackedChoice {
    fn from(choice: ChangesArg) -> Self {
        match choice {
            ChangesArg::Accept => Self::Accept,
            ChangesArg::Original => Self::Original,
        }
    }
}
