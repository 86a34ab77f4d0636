//! What can be typed after `vanthu register`.

pub(crate) mod incoming;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use super::values::{SheetsArgs, day, kind_key, words};
use incoming::IncomingArgs;

/// Sổ đăng ký văn bản đi, văn bản đến: xem, giữ số, trả số, in sổ
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh")]
#[command(override_usage = "vanthu register [TÙY_CHỌN]\n           vanthu register <LỆNH>")]
#[command(
    after_help = "Ví dụ: xem các báo cáo đã cấp số năm 2025\n  vanthu register --year 2025 --kind bao-cao\n\nXem cách dùng từng lệnh: vanthu register reserve --help"
)]
pub(crate) struct RegisterArgs {
    #[command(subcommand)]
    pub(crate) action: Option<Action>,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// Năm [mặc định: năm nay, chưa có văn bản thì năm gần nhất trước đó]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Chỉ một loại văn bản, ví dụ bao-cao
    #[arg(long, value_name = "LOẠI", value_parser = kind_key)]
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    Reserve(ReserveArgs),
    GiveBack(GiveBackArgs),
    Enter(EnterArgs),
    /// Ghi việc một văn bản đã phát hành bị thay thế bằng văn bản mới
    #[command(
        after_help = "Văn bản mới cùng hình thức với văn bản cũ: quyết định thay thế quyết định.\n\nVí dụ: quyết định 30 thay thế quyết định 12\n  vanthu register replace 12/QĐ-UBND --by 30/QĐ-UBND --reason \"giao lại chỉ tiêu\""
    )]
    Replace(ChangeArgs),
    /// Ghi việc một văn bản đã phát hành được sửa đổi, bổ sung bằng văn bản mới
    #[command(
        after_help = "Văn bản cũ vẫn còn hiệu lực; văn bản mới cùng hình thức.\n\nVí dụ: quyết định 31 sửa đổi một điều của quyết định 12\n  vanthu register amend 12/QĐ-UBND --by 31/QĐ-UBND --reason \"sửa đổi Điều 2\""
    )]
    Amend(ChangeArgs),
    /// Ghi việc đính chính thể thức, kỹ thuật trình bày của văn bản đã phát hành bằng công văn
    #[command(
        after_help = "Sai nội dung thì không đính chính: dùng amend hoặc replace.\n\nVí dụ: công văn 45 đính chính ngày ghi trong quyết định 12\n  vanthu register correct 12/QĐ-UBND --by 45/UBND --reason \"ghi nhầm ngày\""
    )]
    Correct(ChangeArgs),
    Recall(RecallArgs),
    /// Ghi việc một văn bản đã phát hành bị bãi bỏ bằng văn bản mới
    #[command(
        after_help = "Ví dụ: nghị quyết 9 bãi bỏ nghị quyết 2\n  vanthu register repeal 2/NQ-HĐND --by 9/NQ-HĐND --reason \"không còn phù hợp\""
    )]
    Repeal(ChangeArgs),
    Receipt(ReceiptArgs),
    Incoming(IncomingArgs),
    Export(ExportArgs),
    Book(BookArgs),
}

/// Giữ trước một hoặc nhiều số cho văn bản sẽ ban hành
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register reserve --kind <LOẠI> --for <VIỆC> [TÙY_CHỌN]")]
#[command(
    after_help = "Ví dụ: giữ ba số quyết định cho kỳ họp, khi dùng thì ghi `vanthu number … --number SỐ`\n  vanthu register reserve --kind quyet-dinh --count 3 --for \"kỳ họp thứ sáu\""
)]
pub(crate) struct ReserveArgs {
    /// Loại văn bản
    #[arg(long, value_name = "LOẠI", value_parser = kind_key)]
    pub(crate) kind: String,
    /// Dùng vào việc gì
    #[arg(long = "for", value_name = "VIỆC", value_parser = words)]
    pub(crate) purpose: String,
    /// Bao nhiêu số
    #[arg(long, value_name = "SỐ_LƯỢNG", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) count: u32,
    /// Tên tắt của cơ quan ban hành [mặc định: cơ quan đầu trong co-quan.yaml]
    #[arg(long, value_name = "TÊN_TẮT")]
    pub(crate) issuer: Option<String>,
    /// Năm của số [mặc định: năm nay]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Số của văn bản mật
    #[arg(long)]
    pub(crate) secret: bool,
    /// Số của văn bản quy phạm, như 15/2025/NQ-HĐND
    #[arg(long)]
    pub(crate) normative: bool,
}

/// Trả lại số của văn bản không ban hành nữa
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register give-back <SỐ> --reason <LÝ_DO> [--year <NĂM>]")]
#[command(after_help = "Ví dụ: trả lại một số đã giữ\n  vanthu register give-back 15/QĐ-UBND --reason \"hoãn kỳ họp\"")]
pub(crate) struct GiveBackArgs {
    #[command(flatten)]
    pub(crate) wanted: WantedArgs,
    /// Lý do
    #[arg(long, value_name = "LÝ_DO", value_parser = words)]
    pub(crate) reason: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct WantedArgs {
    /// Số và ký hiệu, ví dụ 412/BC-UBND, hoặc tệp văn bản
    #[arg(value_name = "SỐ")]
    pub(crate) number: String,
    /// Năm của số, khi nhiều năm có số này
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
}

/// Ghi vào sổ các dòng của sổ giấy
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register enter <BẢNG_TÍNH>")]
#[command(
    after_help = "Bảng tính (.csv, .xlsx, .ods) có các cột: Số, ký hiệu; Ngày tháng; Trích yếu; Người ký; Nơi nhận; Lưu; Số bản;\nGhi chú; khi cần thêm Loại, Cơ quan. Một dòng sai thì không dòng nào được ghi.\n\nVí dụ: ghi sổ giấy sáu tháng đầu năm\n  vanthu register enter so-giay-2025.xlsx"
)]
pub(crate) struct EnterArgs {
    /// Bảng tính nhập từ sổ giấy
    #[arg(value_name = "BẢNG_TÍNH")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ChangeArgs {
    #[command(flatten)]
    pub(crate) wanted: WantedArgs,
    /// Văn bản làm việc đó: số và ký hiệu, hoặc tệp văn bản
    #[arg(long, value_name = "SỐ", value_parser = words)]
    pub(crate) by: String,
    /// Lý do
    #[arg(long, value_name = "LÝ_DO", value_parser = words)]
    pub(crate) reason: String,
    /// Ngày [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
}

/// Ghi việc thu hồi một văn bản đã phát hành
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ví dụ: thu hồi công văn gửi nhầm\n  vanthu register recall 31/UBND --reason \"gửi nhầm nơi nhận\""
)]
pub(crate) struct RecallArgs {
    #[command(flatten)]
    pub(crate) wanted: WantedArgs,
    /// Văn bản thu hồi, của cơ quan mình hay của cấp trên
    #[arg(long, value_name = "SỐ", value_parser = words)]
    pub(crate) by: Option<String>,
    /// Lý do
    #[arg(long, value_name = "LÝ_DO", value_parser = words)]
    pub(crate) reason: String,
    /// Ngày [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
}

/// Ghi việc một nơi đã nhận văn bản phát hành (cột Ký nhận)
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu register receipt <SỐ> --by <NƠI_NHẬN> [TÙY_CHỌN]")]
#[command(
    after_help = "Ví dụ: Sở Nội vụ báo đã nhận\n  vanthu register receipt 418/BC-UBND --by \"Sở Nội vụ\" --date 2025-12-06"
)]
pub(crate) struct ReceiptArgs {
    #[command(flatten)]
    pub(crate) wanted: WantedArgs,
    /// Nơi nhận hoặc người ký nhận
    #[arg(long, value_name = "NƠI_NHẬN", value_parser = words)]
    pub(crate) by: String,
    /// Ngày nhận [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
}

/// Ghi sổ văn bản đi và đến ra bảng tính (.csv, .xlsx)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ví dụ: ghi sổ năm 2025 thành bảng tính Excel\n  vanthu register export --year 2025 --format xlsx"
)]
pub(crate) struct ExportArgs {
    /// Năm [mặc định: năm nay, chưa có văn bản thì năm gần nhất trước đó]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    #[command(flatten)]
    pub(crate) sheets: SheetsArgs,
}

/// Tạo PDF sổ đăng ký mười cột theo Nghị định 30/2020/NĐ-CP để in
#[derive(Debug, clap::Args)]
#[command(after_help = "Ví dụ: in sổ văn bản đi năm 2025 để đóng sổ\n  vanthu register book --year 2025")]
pub(crate) struct BookArgs {
    /// Năm [mặc định: năm nay, chưa có văn bản thì năm gần nhất trước đó]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Sổ văn bản đến
    #[arg(long)]
    pub(crate) incoming: bool,
    /// Sổ văn bản mật, giữ riêng
    #[arg(long)]
    pub(crate) secret: bool,
    /// Sổ bản sao
    #[arg(long, conflicts_with_all = ["incoming", "secret"])]
    pub(crate) copies: bool,
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}
