//! The keys of `kem_theo`, and of a file of its own that an attached document is written in.
#![expect(
    dead_code,
    reason = "a text is read from the tree by its path, where its place is known; the field states the key"
)]

use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::content::markdown::fenced::schema::OneOrMany;
use crate::domain::document::attached::KINDS;
use crate::domain::document::kind_words;
use crate::formats::yaml::validate::FileSchema;
use crate::load::annex_schema::AnnexSchema;

/// Một văn bản ban hành kèm theo quyết định, nghị quyết: viết ngay tại đây, hoặc ở tệp riêng (`tep`).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "van-ban-kem-theo")]
pub(crate) struct AttachedSchema {
    /// Tệp riêng của văn bản kèm theo, đường dẫn tính từ thư mục của văn bản này, ví dụ `quy-che-tiep-cong-dan.yaml`.
    pub(crate) tep: Option<String>,
    /// Loại văn bản kèm theo: `quy-che`, `quy-dinh`, `ke-hoach`, `noi-quy`, …
    #[schemars(schema_with = "optional_kinds")]
    #[serde(default)]
    pub(crate) loai: Option<String>,
    /// Trích yếu, in dưới tên loại; Điều 1 phải ghi đúng tên loại và trích yếu này. Dùng được `{{ … }}`.
    pub(crate) trich_yeu: Option<String>,
    /// Nội dung, viết bằng Markdown. Quy chế, quy định: `#` là Chương, `##` là Điều, `###` là khoản, `####` là điểm.
    pub(crate) noi_dung: Option<String>,
    /// Cấp đánh số riêng: tên một bộ cấp như `quy-che-co-muc`, hoặc từng cấp như `[điều, khoản, điểm]`.
    pub(crate) bac_danh_so: Option<OneOrMany>,
    /// Các phụ lục của văn bản kèm theo.
    pub(crate) phu_luc: Option<Vec<AnnexSchema>>,
}

/// Văn bản ban hành kèm theo quyết định, nghị quyết, ở tệp riêng: quyết định ghi tên tệp này ở `kem_theo`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tep-kem-theo")]
pub(crate) struct AttachedFileSchema {
    /// Loại văn bản kèm theo: `quy-che`, `quy-dinh`, `ke-hoach`, `noi-quy`, …
    #[schemars(schema_with = "kinds")]
    pub(crate) loai: String,
    /// Trích yếu, in dưới tên loại; Điều 1 của quyết định phải ghi đúng tên loại và trích yếu này. Dùng được `{{ … }}`.
    pub(crate) trich_yeu: String,
    /// Nội dung, viết bằng Markdown. Quy chế, quy định: `#` là Chương, `##` là Điều, `###` là khoản, `####` là điểm.
    pub(crate) noi_dung: String,
    /// Cấp đánh số riêng: tên một bộ cấp như `quy-che-co-muc`, hoặc từng cấp như `[điều, khoản, điểm]`.
    pub(crate) bac_danh_so: Option<OneOrMany>,
    /// Các phụ lục của văn bản kèm theo.
    pub(crate) phu_luc: Option<Vec<AnnexSchema>>,
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": KINDS.map(|kind| kind.key) })
}

fn optional_kinds(generator: &mut SchemaGenerator) -> Schema {
    kinds(generator)
}

/// The file of an attached document.
pub(super) static ATTACHED_FILE: LazyLock<FileSchema> = LazyLock::new(|| FileSchema {
    json: schemars::schema_for!(AttachedFileSchema).to_value(),
    subject: "tệp văn bản kèm theo",
    meant: kind_words::meant,
});
