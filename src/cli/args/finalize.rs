//! What can be typed after `vanthu finalize`, `issue` and `reopen`: a document goes to be signed, goes out, is opened again.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::values::{day, words};

/// Chốt văn bản trình ký: cố định PDF, lưu cùng mọi tệp làm ra PDF vào kho
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu finalize [TÙY_CHỌN] <VĂN_BẢN>...")]
#[command(
    after_help = "Văn bản điện tử: cấp số, chốt, ký số. Văn bản giấy: chốt với --paper, ký, rồi mới cấp số.\n\nVí dụ: chốt báo cáo đã có số và ngày để ký số\n  vanthu finalize data/nam-2025/bao-cao-kinh-te-xa-hoi.yaml"
)]
pub(crate) struct FinalizeArgs {
    /// Văn bản cần chốt
    #[arg(value_name = "VĂN_BẢN", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Văn bản giấy: chốt khi chưa có số, ký xong mới cấp số
    #[arg(long)]
    pub(crate) paper: bool,
    /// Thư mục chứa PDF đã tạo [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

/// Phát hành văn bản đã ký: ghi ngày chuyển, nơi nhận và cách gửi vào sổ
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu issue [TÙY_CHỌN] <SỐ>...")]
#[command(
    after_help = "Ví dụ: báo cáo đã ký, gửi trong ngày qua Trục liên thông\n  vanthu issue 418/BC-UBND --how \"Trục liên thông văn bản\""
)]
pub(crate) struct IssueArgs {
    /// Số và ký hiệu, ví dụ 412/BC-UBND, hoặc tệp văn bản
    #[arg(value_name = "SỐ", required = true)]
    pub(crate) numbers: Vec<String>,
    /// Năm của số, khi nhiều năm có số này
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Ngày chuyển [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// Nơi nhận, mỗi nơi một lần --to [mặc định: nơi nhận trong sổ]
    #[arg(long, value_name = "NƠI_NHẬN", value_parser = words)]
    pub(crate) to: Vec<String>,
    /// Cách gửi, ví dụ "bưu điện"
    #[arg(long, value_name = "CÁCH_GỬI", value_parser = words)]
    pub(crate) how: Option<String>,
    /// Số lượng bản
    #[arg(long, value_name = "SỐ_BẢN")]
    pub(crate) copies: Option<u32>,
    /// Văn bản giấy không quét: bản gốc giấy lưu tại văn thư
    #[arg(long)]
    pub(crate) paper_original: bool,
}

/// Mở lại văn bản đã chốt mà chưa ký, để sửa
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu reopen <SỐ> --reason <LÝ_DO> [--year <NĂM>]")]
#[command(
    after_help = "Ví dụ: lãnh đạo trả lại, sửa rồi chốt lại\n  vanthu reopen 418/BC-UBND --reason \"bổ sung số liệu du lịch\""
)]
pub(crate) struct ReopenArgs {
    /// Số và ký hiệu, ví dụ 412/BC-UBND, hoặc tệp văn bản
    #[arg(value_name = "SỐ")]
    pub(crate) number: String,
    /// Năm của số, khi nhiều năm có số này
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Lý do
    #[arg(long, value_name = "LÝ_DO", value_parser = words)]
    pub(crate) reason: String,
}
