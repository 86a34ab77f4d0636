//! What can be typed after `vanthu new-period`.

use std::path::PathBuf;

/// Mở kỳ báo cáo mới từ kỳ cũ
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu new-period <THƯ_MỤC_MỚI> --from <THƯ_MỤC_CŨ> [--ky <KỲ>]")]
#[command(
    after_help = "Ví dụ: mở năm 2026 với các chỉ tiêu và văn bản của năm 2025\n  vanthu new-period data/nam-2026 --from data/nam-2025"
)]
pub(crate) struct NewPeriodArgs {
    /// Thư mục của kỳ mới, nằm cạnh thư mục của kỳ cũ
    #[arg(value_name = "THƯ_MỤC_MỚI")]
    pub(crate) folder: PathBuf,
    /// Thư mục của kỳ cũ
    #[arg(long, value_name = "THƯ_MỤC_CŨ")]
    pub(crate) from: PathBuf,
    /// Kỳ mới, khi tên thư mục không ghi rõ; ví dụ "năm 2026"
    #[arg(long, value_name = "KỲ")]
    pub(crate) ky: Option<String>,
}
