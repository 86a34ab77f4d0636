//! What can be typed after `vanthu impact`.

/// Xem một số liệu hay thông tin dùng chung đang dùng ở những câu nào
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu impact [TÙY_CHỌN] <TỆP#TÊN>")]
#[command(
    after_help = "Ví dụ: trước khi sửa lượt khách, xem câu nào sẽ đổi theo\n  vanthu impact nam-2025/so-lieu.yaml#du_lich.luot_khach"
)]
pub(crate) struct ImpactArgs {
    /// Tệp dùng chung và tên trong tệp; bỏ `#TÊN` thì xem cả tệp
    #[arg(value_name = "TỆP#TÊN")]
    pub(crate) fact: String,
}
