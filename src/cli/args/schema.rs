//! What can be typed after `vanthu schema`.

use std::path::PathBuf;

/// Xuất lược đồ JSON để trình soạn thảo gợi ý tên mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu schema [TÙY_CHỌN] [TÊN]")]
#[command(after_help = "Ví dụ: ghi các lược đồ vào thư mục làm việc\n  vanthu schema --out data")]
pub(crate) struct SchemaArgs {
    /// Lược đồ nào: van-ban, co-quan, kem-theo [mặc định: van-ban]
    #[arg(value_name = "TÊN", default_value = "van-ban", hide_default_value = true, value_parser = ["van-ban", "co-quan", "kem-theo"], hide_possible_values = true)]
    pub(crate) name: String,
    /// Ghi mọi lược đồ vào thư mục này thay vì in ra
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}
