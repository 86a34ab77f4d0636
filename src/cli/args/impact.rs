//! What can be typed after `vanthu impact`.

/// Xem số liệu, thông tin dùng chung, văn bản viện dẫn đang ở câu nào
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu impact [TÙY_CHỌN] <TỆP#TÊN>")]
#[command(
    after_help = "Ví dụ: trước khi sửa lượt khách, xem câu nào sẽ đổi theo\n  vanthu impact nam-2025/so-lieu.yaml#du_lich.luot_khach"
)]
pub(crate) struct ImpactArgs {
    /// Tệp dùng chung hoặc văn bản được viện dẫn, và tên trong tệp; bỏ `#TÊN` thì xem cả tệp
    #[arg(value_name = "TỆP#TÊN")]
    pub(crate) fact: String,
}
