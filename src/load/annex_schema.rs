//! The keys of an annex.
#![expect(
    dead_code,
    reason = "a text is read from the tree by its path, where its place is known; the field states the key"
)]

use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::markdown::fenced::schema::OneOrMany;

/// Một phụ lục.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "phu-luc")]
pub(crate) struct AnnexSchema {
    /// Tên phụ lục. Dùng được `{{ … }}`.
    pub(crate) ten: String,
    /// Nhãn để văn bản dẫn tới phụ lục: `[](#nhan)` in ra `Phụ lục II`.
    pub(crate) nhan: Option<String>,
    /// Trang nằm ngang, cho bảng rộng.
    #[serde(default)]
    pub(crate) kho_ngang: bool,
    /// Cấp đánh số riêng của phụ lục; bỏ trống thì như văn bản.
    pub(crate) bac_danh_so: Option<OneOrMany>,
    /// Nội dung, viết bằng Markdown. Dùng được `{{ … }}`.
    pub(crate) noi_dung: String,
}
