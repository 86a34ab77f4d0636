//! What can be typed after `vanthu build`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::operations::common::options::{Conformance, Format};

/// Tạo PDF của văn bản
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu build [TÙY_CHỌN] [ĐƯỜNG_DẪN]...")]
#[command(
    after_help = "Ví dụ: tạo PDF mọi văn bản của năm 2025, kèm hình từng trang\n  vanthu build data/nam-2025 --format pdf,png"
)]
pub(crate) struct BuildArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì tạo PDF cả thư mục làm việc
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) paths: Vec<PathBuf>,
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// Dạng kết quả, cách nhau bằng dấu phẩy: pdf, png (mỗi trang một ảnh PNG), typ (mã nguồn Typst)
    #[arg(
        long,
        value_name = "DẠNG",
        value_delimiter = ',',
        default_value = "pdf",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: Vec<FormatArg>,
    /// Chuẩn của tệp PDF [mặc định: a-2a,ua-1]; ví dụ 1.7, a-2b, a-3a
    #[arg(long, value_name = "CHUẨN", value_delimiter = ',', default_value = "a-2a,ua-1", hide_default_value = true)]
    pub(crate) pdf_standard: Vec<Conformance>,
    /// Bản hoàn chỉnh: không tạo PDF khi còn thiếu số liệu
    #[arg(long = "final")]
    pub(crate) is_final: bool,
    /// Ghép các PDF thành một tệp `tap-van-ban.pdf` có mục lục; viết `--bundle="TIÊU ĐỀ"` để đặt tên tập
    #[arg(long, value_name = "TIÊU_ĐỀ", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) bundle: Option<String>,
    /// Tạo lại cả những văn bản không đổi
    #[arg(long)]
    pub(crate) force: bool,
    /// Nêu vì sao mỗi văn bản được tạo lại hay không
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FormatArg {
    Pdf,
    Png,
    Typ,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Png => Self::Png,
            FormatArg::Typ => Self::Typ,
        }
    }
}
