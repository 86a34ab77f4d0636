//! The keys of fenced blocks, with the help an editor shows.
#![expect(
    dead_code,
    reason = "a text is read from the tree by its path, where its place is known; the field states the key"
)]

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::formats::yaml::validate::FileSchema;

/// A fenced block of figures: a table or a chart.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockSchema {
    /// Kiểu biểu đồ.
    pub(crate) kieu: Option<String>,
    /// Nhóm chỉ tiêu, một hoặc nhiều.
    pub(crate) nhom: Option<OneOrMany>,
    /// Chỉ tiêu chọn riêng, một hoặc nhiều.
    pub(crate) chi_tieu: Option<OneOrMany>,
    /// Các cột của bảng.
    pub(crate) cot: Option<Vec<String>>,
    /// Các giá trị trên biểu đồ.
    pub(crate) so: Option<Vec<String>>,
    /// Thư mục của các kỳ trên biểu đồ.
    pub(crate) ky: Option<Vec<String>>,
    /// Tên dòng tổng của bảng.
    pub(crate) tong: Option<String>,
    /// Đơn vị tính chung.
    pub(crate) don_vi: Option<String>,
    /// Tên bảng, tên biểu đồ.
    pub(crate) chu_thich: Option<String>,
    /// Ghi chú dưới bảng.
    pub(crate) ghi_chu: Option<String>,
    /// Tên để văn bản dẫn tới: `[](#nhan)`.
    pub(crate) nhan: Option<String>,
}

/// A fenced block.
pub(super) static BLOCK: LazyLock<FileSchema> = LazyLock::new(|| FileSchema {
    json: schemars::schema_for!(BlockSchema).to_value(),
    subject: "đoạn này",
    meant: |_| None,
});

/// One text, or a list of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "mot-hoac-nhieu", description = "Một dòng, hoặc danh sách nhiều dòng.")]
pub(crate) enum OneOrMany {
    /// Một nơi.
    One(String),
    /// Nhiều nơi.
    Many(Vec<String>),
}
