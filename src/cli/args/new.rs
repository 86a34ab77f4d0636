//! What can be typed after `vanthu new`.

use std::path::PathBuf;

use super::values::{kind_key, known_attached, known_kinds};

/// Tạo văn bản mới để điền
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ví dụ: tạo báo cáo trong thư mục của tháng 12\n  vanthu new bao-cao data/thang-12-2025/bao-cao.yaml"
)]
pub(crate) struct NewArgs {
    /// Loại văn bản
    #[arg(value_name = "LOẠI", help = format!("Loại văn bản: {}", known_kinds()), value_parser = kind_key)]
    pub(crate) kind: String,
    /// Văn bản quy phạm pháp luật, chỉ với nghi-quyet và quyet-dinh [mặc định: văn bản hành chính]
    #[arg(long)]
    pub(crate) normative: bool,
    /// Tệp sẽ tạo, hoặc thư mục có sẵn để tạo vào [mặc định: <loại>.yaml trong thư mục hiện tại]
    #[arg(value_name = "TỆP")]
    pub(crate) path: Option<PathBuf>,
    /// Quyết định, nghị quyết ban hành kèm theo một văn bản
    #[arg(long, value_name = "LOẠI", help = format!("Quyết định, nghị quyết ban hành kèm theo một văn bản loại này, viết ở tệp riêng: {}", known_attached()))]
    pub(crate) attach: Option<String>,
}
