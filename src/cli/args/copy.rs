//! What can be typed after `vanthu copy`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::values::{day, words};
use crate::base::finding::suggest;
use crate::domain::register::CopyForm;

/// Sao y, sao lục, trích sao: bản sao giấy hoặc điện tử, lấy số và ghi sổ bản sao
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu copy <SỐ|TỆP> --as <HÌNH_THỨC> [TÙY_CHỌN]")]
#[command(
    after_help = "Sao y từ bản gốc, bản chính; sao lục từ bản sao y; trích sao từ văn bản làm bằng chương trình này.\n\nVí dụ: sao y nghị quyết đã phát hành để gửi các khối phố\n  vanthu copy 12/NQ-HĐND --as sao-y --to \"25 khối phố, thôn\" --signer cvp"
)]
pub(crate) struct CopyArgs {
    /// Số và ký hiệu, tệp văn bản, hoặc tệp PDF đã ký số hay quét
    #[arg(value_name = "SỐ|TỆP")]
    pub(crate) what: String,
    /// Hình thức: sao-y, sao-luc, trich-sao
    #[arg(long = "as", value_name = "HÌNH_THỨC", value_parser = form)]
    pub(crate) form: CopyForm,
    /// Các phần cần trích, cách nhau bằng dấu phẩy, ví dụ "Điều 3, khoản 2 Điều 5"
    #[arg(long, value_name = "CÁC_PHẦN", value_delimiter = ',', value_parser = words)]
    pub(crate) articles: Vec<String>,
    /// Bản sao điện tử: dòng chữ ở góc trên trang đầu, để cơ quan ký số [mặc định: bản sao giấy]
    #[arg(long)]
    pub(crate) electronic: bool,
    /// Tệp PDF là văn bản nào: tên loại, số, ngày, cơ quan, trích yếu
    #[arg(long, value_name = "MÔ_TẢ", value_parser = words)]
    pub(crate) of: Option<String>,
    /// Tệp PDF là bản quét đã nhận dạng chữ
    #[arg(long)]
    pub(crate) scanned: bool,
    /// Năm của số, khi nhiều năm có số này
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
    /// Thư của văn bản trộn theo danh sách
    #[arg(long, value_name = "TÊN")]
    pub(crate) letter: Option<String>,
    /// Tên tắt của cơ quan sao [mặc định: cơ quan đầu trong co-quan.yaml]
    #[arg(long, value_name = "TÊN_TẮT")]
    pub(crate) issuer: Option<String>,
    /// Tên tắt của người ký bản sao [mặc định: người ký của cơ quan sao]
    #[arg(long, value_name = "TÊN_TẮT")]
    pub(crate) signer: Option<String>,
    /// Nơi nhận bản sao, mỗi nơi một lần --to; dòng lưu chương trình tự thêm
    #[arg(long, value_name = "NƠI_NHẬN", value_parser = words)]
    pub(crate) to: Vec<String>,
    /// Số lượng bản
    #[arg(long, value_name = "SỐ_BẢN")]
    pub(crate) copies: Option<u32>,
    /// Ngày sao [mặc định: hôm nay]
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// Phần bản sao đứng riêng một trang, dù trang cuối còn chỗ
    #[arg(long)]
    pub(crate) new_page: bool,
    /// Thư mục nhận kết quả [mặc định: out/ban-sao]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

fn form(text: &str) -> Result<CopyForm, String> {
    let known = CopyForm::ALL.map(CopyForm::key);
    CopyForm::from_key(text).ok_or_else(|| suggest(text, known, || format!("các hình thức: {}", known.join(", "))))
}
