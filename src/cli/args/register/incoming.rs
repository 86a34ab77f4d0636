//! What can be typed after `vanthu register incoming`.

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::values::{day, secrecy, words};
use crate::domain::document::Secrecy;

/// Xem sổ văn bản đến; `incoming add` để vào sổ một văn bản đến
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh")]
#[command(override_usage = "vanthu register incoming [TÙY_CHỌN]\n           vanthu register incoming <LỆNH> …")]
#[command(after_help = "Ví dụ: xem văn bản đến năm 2025\n  vanthu register incoming --year 2025")]
pub(crate) struct IncomingArgs {
    #[command(subcommand)]
    pub(crate) action: Option<IncomingAction>,
    /// Năm [mặc định: năm nay, chưa có văn bản đến thì năm gần nhất trước đó]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IncomingAction {
    Add(ArrivalArgs),
    Edit(CorrectionArgs),
}

/// Vào sổ một văn bản đến, cấp số đến tiếp theo
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register incoming add --from <CƠ_QUAN> --subject <TRÍCH_YẾU> [TÙY_CHỌN]")]
#[command(
    after_help = "Ví dụ: công văn của Sở Nội vụ, chuyển Văn phòng, trả lời trước ngày 15\n  vanthu register incoming add --from \"Sở Nội vụ\" --symbol 215/SNV-VP --dated 2025-12-01 --subject \"Công văn về biên chế\" --to \"Văn phòng\" --deadline 2025-12-15"
)]
pub(crate) struct ArrivalArgs {
    /// Cơ quan ban hành (cột Tác giả)
    #[arg(long, value_name = "CƠ_QUAN", value_parser = words)]
    pub(crate) from: String,
    /// Tên loại và trích yếu
    #[arg(long, value_name = "TRÍCH_YẾU", value_parser = words)]
    pub(crate) subject: String,
    /// Nơi gửi, khi không phải cơ quan ban hành
    #[arg(long, value_name = "NƠI_GỬI", value_parser = words)]
    pub(crate) sender: Option<String>,
    /// Số, ký hiệu của văn bản
    #[arg(long, value_name = "SỐ_KÝ_HIỆU", default_value = "", hide_default_value = true)]
    pub(crate) symbol: String,
    /// Ngày của văn bản
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) dated: Option<NaiveDate>,
    /// Ngày đến [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) arrived: Option<NaiveDate>,
    /// Đơn vị hoặc người nhận
    #[arg(long, value_name = "NGƯỜI_NHẬN", value_parser = words)]
    pub(crate) to: Option<String>,
    /// Ngày chuyển
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) passed_on: Option<NaiveDate>,
    /// Đơn vị hoặc người giải quyết
    #[arg(long, value_name = "NGƯỜI_GIẢI_QUYẾT", value_parser = words)]
    pub(crate) handler: Option<String>,
    /// Hạn giải quyết
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) deadline: Option<NaiveDate>,
    /// Độ mật: mat, toi-mat, tuyet-mat; vào sổ văn bản mật
    #[arg(long, value_name = "ĐỘ_MẬT", value_parser = secrecy)]
    pub(crate) secrecy: Option<Secrecy>,
    /// Ghi chú
    #[arg(long, value_name = "GHI_CHÚ", value_parser = words)]
    pub(crate) note: Option<String>,
}

/// Điền thêm hoặc sửa một dòng của sổ văn bản đến; dòng cũ vẫn còn trong nhật ký
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register incoming edit <SỐ_ĐẾN> --reason <LÝ_DO> [TÙY_CHỌN]")]
#[command(
    after_help = "Ví dụ: ghi người giải quyết của văn bản số đến 12\n  vanthu register incoming edit 12 --handler \"Ban Kinh tế\" --deadline 2025-12-20 --reason \"lãnh đạo giao\""
)]
pub(crate) struct CorrectionArgs {
    /// Số đến
    #[arg(value_name = "SỐ_ĐẾN")]
    pub(crate) number: u32,
    /// Lý do
    #[arg(long, value_name = "LÝ_DO", value_parser = words)]
    pub(crate) reason: String,
    /// Năm của số đến [mặc định: năm của sổ đang mở]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Dòng của sổ văn bản mật
    #[arg(long)]
    pub(crate) secret: bool,
    /// Cơ quan ban hành (cột Tác giả)
    #[arg(long, value_name = "CƠ_QUAN", value_parser = words)]
    pub(crate) from: Option<String>,
    /// Tên loại và trích yếu
    #[arg(long, value_name = "TRÍCH_YẾU", value_parser = words)]
    pub(crate) subject: Option<String>,
    /// Nơi gửi, khi không phải cơ quan ban hành
    #[arg(long, value_name = "NƠI_GỬI", value_parser = words)]
    pub(crate) sender: Option<String>,
    /// Số, ký hiệu của văn bản
    #[arg(long, value_name = "SỐ_KÝ_HIỆU", value_parser = words)]
    pub(crate) symbol: Option<String>,
    /// Ngày của văn bản
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) dated: Option<NaiveDate>,
    /// Đơn vị hoặc người nhận
    #[arg(long, value_name = "NGƯỜI_NHẬN", value_parser = words)]
    pub(crate) to: Option<String>,
    /// Ngày chuyển
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) passed_on: Option<NaiveDate>,
    /// Đơn vị hoặc người giải quyết
    #[arg(long, value_name = "NGƯỜI_GIẢI_QUYẾT", value_parser = words)]
    pub(crate) handler: Option<String>,
    /// Hạn giải quyết
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) deadline: Option<NaiveDate>,
    /// Ghi chú
    #[arg(long, value_name = "GHI_CHÚ", value_parser = words)]
    pub(crate) note: Option<String>,
}
