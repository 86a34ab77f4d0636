//! What can be typed after `vanthu diff`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::operations::diff::View;

/// So sánh hai bản của văn bản: nêu từng chỗ khác, tạo bản đánh dấu thay đổi
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu diff [TÙY_CHỌN] <CŨ> <MỚI>")]
#[command(
    after_help = "Ví dụ: so với lần lưu git trước, tạo bản đánh dấu thay đổi\n  vanthu diff data/ky-hop-6/nghi-quyet.yaml@HEAD~1 data/ky-hop-6/nghi-quyet.yaml --redline sua-doi.pdf\n\nMã kết thúc: 0 giống nhau, 1 có khác, 2 không so sánh được"
)]
pub(crate) struct DiffArgs {
    /// Bản cũ: văn bản, thư mục, `tệp@lần-lưu` trong git, hoặc phiếu nguồn gốc (.vanthu.json, .pdf)
    #[arg(value_name = "CŨ", display_order = 1)]
    pub(crate) old: String,
    /// Bản mới
    #[arg(value_name = "MỚI", display_order = 2)]
    pub(crate) new: String,
    /// Ghi bản đánh dấu thay đổi vào tệp PDF này: chữ bớt gạch ngang, chữ thêm gạch chân
    #[arg(long, value_name = "TỆP")]
    pub(crate) redline: Option<PathBuf>,
    /// Ghi các bản, cách nhau bằng dấu phẩy: goc (bản cũ), sua (bản đánh dấu thay đổi), sach (bản mới)
    #[arg(long, value_name = "BẢN", value_delimiter = ',', hide_possible_values = true)]
    pub(crate) view: Vec<ViewArg>,
    /// So sánh cả trang in, ghi hình từng trang khác nhau
    #[arg(long)]
    pub(crate) pages: bool,
    /// Thư mục nhận các bản và hình trang [mặc định: out/so-sanh]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ViewArg {
    Goc,
    Sua,
    Sach,
}

impl From<ViewArg> for View {
    fn from(view: ViewArg) -> Self {
        match view {
            ViewArg::Goc => Self::Original,
            ViewArg::Sua => Self::Redline,
            ViewArg::Sach => Self::Clean,
        }
    }
}
