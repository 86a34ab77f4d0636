//! What can be typed after `vanthu number`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::values::{day, number};
use crate::domain::register::EntryNumber;

/// Cấp số và ngày cho văn bản, ghi vào sổ đăng ký văn bản đi
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu number [TÙY_CHỌN] <VĂN_BẢN>...")]
#[command(
    after_help = "Ví dụ: cấp số tiếp theo trong năm, ngày hôm nay\n  vanthu number data/nam-2025/bao-cao-kinh-te-xa-hoi.yaml"
)]
pub(crate) struct NumberArgs {
    /// Văn bản; mỗi văn bản được cấp số tiếp theo của loại và cơ quan mình
    #[arg(value_name = "VĂN_BẢN", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Ngày ban hành khi trong tệp chưa ghi, ví dụ 2025-12-05 [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// Số đã giữ trước hoặc đã trả lại, thay cho số tiếp theo
    #[arg(long, value_name = "SỐ", value_parser = number)]
    pub(crate) number: Option<EntryNumber>,
    /// Số lượng bản phát hành
    #[arg(long, value_name = "SỐ_BẢN")]
    pub(crate) copies: Option<u32>,
}
