//! The schemas of the clerk's files: every key once, with the help an editor shows. `vanthu schema` prints it.
#![expect(
    dead_code,
    reason = "a text is read from the tree by its path, where its place is known; the field states the key"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use crate::content::markdown::fenced::schema::OneOrMany;
use crate::domain::document::marks::{Circulation, Urgency};
use crate::domain::document::{Secrecy, kind, kind_words};
use crate::formats::yaml::validate::FileSchema;
use crate::load::annex_schema::AnnexSchema;
use crate::load::attached_schema::{ATTACHED_FILE, AttachedSchema};

/// Một văn bản hành chính của cơ quan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "van-ban", title = "Văn bản")]
pub(crate) struct DocumentSchema {
    /// Loại văn bản: `bao-cao`, `nghi-quyet`, `to-trinh`, …
    #[schemars(schema_with = "kinds")]
    pub(crate) loai: String,
    /// `true`: văn bản quy phạm pháp luật, là nghị quyết của HĐND hoặc quyết định của UBND có quy định chung cho mọi người (Nghị định 78/2025/NĐ-CP, 187/2025/NĐ-CP). Không ghi: văn bản hành chính, theo Nghị định 30/2020/NĐ-CP.
    #[serde(default)]
    pub(crate) quy_pham: bool,
    /// Khóa và kỳ họp, ngày thông qua của nghị quyết quy phạm; chương trình viết câu thông qua dưới điều cuối.
    pub(crate) thong_qua: Option<AdoptionSchema>,
    /// Cơ quan ban hành: tên tắt trong `co-quan.yaml`, hoặc viết ngay tại đây; văn bản liên tịch thì mỗi cơ quan một dòng, cơ quan chủ trì ở đầu.
    pub(crate) co_quan: IssuersSchema,
    /// Số văn bản; bỏ trống để văn thư điền.
    #[schemars(with = "Option<Number>")]
    pub(crate) so: Option<String>,
    /// Ký hiệu; bỏ trống thì chương trình ghép từ loại văn bản và cơ quan (`BC-UBND`).
    pub(crate) ky_hieu: Option<String>,
    /// Đơn vị soạn thảo công văn, viết tắt, đứng sau cơ quan trong ký hiệu: `VP` cho `UBND-VP`.
    pub(crate) don_vi_soan: Option<String>,
    /// Độ mật: `mat`, `toi-mat`, `tuyet-mat`; in khung đỏ dưới số, ký hiệu. Văn bản mật có số và sổ riêng.
    #[serde(default)]
    #[schemars(schema_with = "secrecies")]
    pub(crate) do_mat: Option<String>,
    /// Độ khẩn: `khan`, `thuong-khan`, `hoa-toc`; in khung đỏ dưới số, ký hiệu, dưới độ mật nếu có.
    #[serde(default)]
    #[schemars(schema_with = "urgencies")]
    pub(crate) do_khan: Option<String>,
    /// Phạm vi lưu hành: `xem-xong-tra-lai`, `noi-bo`; in khung ở lề trên trang đầu.
    #[serde(default)]
    #[schemars(schema_with = "circulations")]
    pub(crate) luu_hanh: Option<String>,
    /// Ký hiệu người soạn thảo, in sau dòng lưu của nơi nhận, ví dụ `PL`.
    pub(crate) nguoi_soan: Option<String>,
    /// Số lượng bản phát hành, in sau ký hiệu người soạn thảo: `PL.(300)`.
    #[schemars(with = "Option<Number>")]
    pub(crate) so_ban: Option<String>,
    /// In `lien_he` của cơ quan ở chân trang đầu; công văn tự in, ghi `false` thì thôi.
    pub(crate) in_lien_he: Option<bool>,
    /// Địa danh; bỏ trống thì lấy trong `co-quan.yaml`.
    pub(crate) dia_danh: Option<String>,
    /// Ngày ban hành: `2025-12-05`; chưa biết ngày thì `2025-12`; bỏ trống để văn thư điền.
    pub(crate) ngay: Option<String>,
    /// Trích yếu nội dung; mỗi dòng một dòng in. Giấy giới thiệu, giấy nghỉ phép không có. Dùng được `{{ … }}`.
    pub(crate) trich_yeu: Option<String>,
    /// Dòng chú thêm dưới trích yếu, thường trong ngoặc đơn. Dùng được `{{ … }}`.
    pub(crate) chu_thich_trich_yeu: Option<String>,
    /// Thẩm quyền ban hành, in hoa, của nghị quyết và quyết định; trong công điện, giấy mời, giấy giới thiệu, giấy nghỉ phép là người đứng ra điện, mời, giới thiệu, cấp giấy, bỏ trống thì là tên cơ quan. Dùng được `{{ … }}`.
    pub(crate) tham_quyen: Option<String>,
    /// Các căn cứ, mỗi căn cứ một dòng. Dùng được `{{ … }}`.
    pub(crate) can_cu: Option<Vec<String>>,
    /// Kính gửi: một nơi, hoặc danh sách nhiều nơi. Dùng được `{{ … }}`.
    pub(crate) kinh_gui: Option<OneOrMany>,
    /// Công điện: những nơi nhận điện, sau chữ `điện:`. Dùng được `{{ … }}`.
    pub(crate) dien: Option<OneOrMany>,
    /// Giấy mời: người, cơ quan được mời, sau chữ `trân trọng kính mời:`. Dùng được `{{ … }}`.
    pub(crate) kinh_moi: Option<OneOrMany>,
    /// Giấy mời: cuộc họp, buổi lễ được mời, sau chữ `Tới dự`. Dùng được `{{ … }}`.
    pub(crate) toi_du: Option<String>,
    /// Giấy mời, biên bản: người chủ trì (chủ tọa). Dùng được `{{ … }}`.
    pub(crate) chu_tri: Option<String>,
    /// Giấy mời: giờ, ngày họp, ví dụ `08 giờ 00 phút, thứ Sáu ngày 19 tháng 12 năm 2025`. Dùng được `{{ … }}`.
    pub(crate) thoi_gian: Option<String>,
    /// Giấy mời, biên bản, hợp đồng: nơi họp, nơi ký. Dùng được `{{ … }}`.
    pub(crate) dia_diem: Option<String>,
    /// Biên bản: giờ, ngày bắt đầu. Dùng được `{{ … }}`.
    pub(crate) bat_dau: Option<String>,
    /// Biên bản: những người dự, mỗi người hoặc mỗi nhóm một dòng. Dùng được `{{ … }}`.
    pub(crate) thanh_phan: Option<OneOrMany>,
    /// Biên bản: người ghi biên bản. Dùng được `{{ … }}`.
    pub(crate) thu_ky: Option<String>,
    /// Biên bản: tên gọi trong câu kết thúc, ví dụ `Hội nghị`, `Kỳ họp`; bỏ trống thì là `Cuộc họp`. Dùng được `{{ … }}`.
    pub(crate) cuoc_hop: Option<String>,
    /// Biên bản: giờ, ngày kết thúc, sau chữ `kết thúc vào`. Dùng được `{{ … }}`.
    pub(crate) ket_thuc: Option<String>,
    /// Giấy giới thiệu, giấy nghỉ phép: họ và tên người được cấp giấy. Dùng được `{{ … }}`.
    pub(crate) ong_ba: Option<String>,
    /// Giấy giới thiệu, giấy nghỉ phép: chức vụ, đơn vị công tác của người đó. Dùng được `{{ … }}`.
    pub(crate) chuc_vu: Option<String>,
    /// Giấy giới thiệu: cơ quan mà người đó được cử đến. Dùng được `{{ … }}`.
    pub(crate) duoc_cu_den: Option<String>,
    /// Giấy giới thiệu: việc được cử đi làm, không kèm chữ `về việc`. Dùng được `{{ … }}`.
    pub(crate) ve_viec: Option<String>,
    /// Giấy giới thiệu: ngày cuối cùng giấy còn giá trị, ví dụ `2025-12-31`. Dùng được `{{ … }}`.
    pub(crate) gia_tri_den: Option<String>,
    /// Giấy nghỉ phép: ngày của đơn xin nghỉ, ví dụ `2025-12-15`. Dùng được `{{ … }}`.
    pub(crate) ngay_don: Option<String>,
    /// Giấy nghỉ phép: nghỉ bao nhiêu ngày, ví dụ `05 ngày`. Dùng được `{{ … }}`.
    pub(crate) so_ngay: Option<String>,
    /// Giấy nghỉ phép: ngày đầu tiên được nghỉ, ví dụ `2025-12-22`. Dùng được `{{ … }}`.
    pub(crate) tu_ngay: Option<String>,
    /// Giấy nghỉ phép: ngày cuối cùng được nghỉ, ví dụ `2025-12-26`. Dùng được `{{ … }}`.
    pub(crate) den_ngay: Option<String>,
    /// Giấy nghỉ phép: nơi nghỉ. Dùng được `{{ … }}`.
    pub(crate) noi_nghi: Option<String>,
    /// Giấy nghỉ phép: số ngày nghỉ tính vào thời gian nào, ví dụ `nghỉ phép năm 2025`. Dùng được `{{ … }}`.
    pub(crate) tinh_vao: Option<String>,
    /// Giấy nghỉ phép: cơ quan hoặc chính quyền nơi nghỉ xác nhận ở dưới bên trái, khi cần. Dùng được `{{ … }}`.
    pub(crate) noi_xac_nhan: Option<String>,
    /// Giấy ủy quyền: người ủy quyền, họ tên và chức vụ; thêm dòng thì in dưới. Dùng được `{{ … }}`.
    pub(crate) nguoi_uy_quyen: Option<OneOrMany>,
    /// Giấy ủy quyền: người được ủy quyền, họ tên và chức vụ. Dùng được `{{ … }}`.
    pub(crate) nguoi_duoc_uy_quyen: Option<OneOrMany>,
    /// Giấy ủy quyền: từ ngày nào đến ngày nào. Dùng được `{{ … }}`.
    pub(crate) thoi_han: Option<String>,
    /// Phiếu chuyển: nơi được chuyển đến, sau chữ `Kính chuyển:`. Dùng được `{{ … }}`.
    pub(crate) kinh_chuyen: Option<OneOrMany>,
    /// Phiếu gửi, phiếu chuyển, phiếu báo: những văn bản gửi kèm, in thành bảng.
    pub(crate) cac_van_ban: Option<Vec<SentDocumentSchema>>,
    /// Hợp đồng, bản ghi nhớ, bản thỏa thuận: các bên, theo thứ tự Bên A, Bên B, …
    pub(crate) cac_ben: Option<Vec<PartySchema>>,
    /// Nội dung, viết bằng Markdown; đề mục do chương trình đánh số. Dùng được `{{ … }}`.
    pub(crate) noi_dung: Option<String>,
    /// Tệp Word `.docx` hoặc tệp chữ `.txt` chứa nội dung, thay cho `noi_dung`, ví dụ `bai.docx`.
    pub(crate) noi_dung_tep: Option<String>,
    /// Cấp đánh số riêng cho văn bản này, từ cấp `#` trở xuống: tên một bộ cấp như `bao-cao-1.1`, hoặc từng cấp như `[chương, điều, khoản, điểm]`.
    pub(crate) bac_danh_so: Option<OneOrMany>,
    /// Thư mục của kỳ báo cáo mà văn bản lấy số liệu, khi không phải thư mục chứa văn bản, ví dụ `nam-2025`.
    pub(crate) ky_bao_cao: Option<String>,
    /// Những chỗ `vanthu check` nhắc mà văn bản giữ nguyên, mỗi chỗ một dòng có lý do.
    pub(crate) bo_qua: Option<Vec<IgnoredSchema>>,
    /// Danh sách trộn thư, tệp `.csv`, `.xlsx`, `.ods` hoặc `.yaml` cạnh văn bản: mỗi dòng một văn bản, các cột dùng bằng `{{ khach.ho_va_ten }}`.
    pub(crate) danh_sach: Option<String>,
    /// Tên tệp của mỗi văn bản khi có `danh_sach`, không ghi đuôi, ví dụ `giay-moi-{{ khach.stt }}`; bỏ trống thì là tên tệp này và số thứ tự.
    pub(crate) ten_tep: Option<String>,
    /// Các phụ lục kèm theo.
    pub(crate) phu_luc: Option<Vec<AnnexSchema>>,
    /// Các văn bản ban hành kèm theo quyết định, nghị quyết (quy chế, quy định, kế hoạch, …), mỗi văn bản một mục.
    pub(crate) kem_theo: Option<Vec<AttachedSchema>>,
    /// Nơi nhận: tên tắt trong `co-quan.yaml`, hoặc danh sách, dùng được `{{ … }}`; dòng cuối là `"Lưu: VT"`.
    pub(crate) noi_nhan: Option<KeyOr<Vec<String>>>,
    /// Người ký: tên tắt trong `co-quan.yaml`, hoặc viết ngay tại đây, dùng được `{{ … }}`; nhiều người cùng ký thì mỗi người một dòng, từ trái sang phải.
    pub(crate) nguoi_ky: Option<SignatoriesSchema>,
}

/// Thông tin cơ quan, dùng chung cho mọi văn bản trong thư mục.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "thong-tin-co-quan", title = "Thông tin cơ quan")]
pub(crate) struct OfficeSchema {
    /// Địa danh ghi trước ngày tháng.
    pub(crate) dia_danh: String,
    /// Các cơ quan ban hành, mỗi cơ quan một tên tắt.
    pub(crate) co_quan: BTreeMap<String, IssuerSchema>,
    /// Những người ký, mỗi người một tên tắt.
    #[serde(default)]
    pub(crate) nguoi_ky: BTreeMap<String, SignatorySchema>,
    /// Những danh sách nơi nhận dùng chung, mỗi danh sách một tên tắt.
    #[serde(default)]
    pub(crate) noi_nhan: BTreeMap<String, Vec<String>>,
    /// Cách đánh số văn bản đi; bỏ trống thì mỗi loại văn bản một hệ thống số.
    pub(crate) so_van_ban: Option<NumberingSchema>,
    /// Cách trình bày riêng của cơ quan, trong khoảng Nghị định cho phép.
    pub(crate) trinh_bay: Option<LayoutSchema>,
    /// Địa chỉ máy cấp dấu thời gian (RFC 3161) cho phiếu chốt nhật ký; bỏ trống thì không dùng mạng.
    pub(crate) dau_thoi_gian: Option<String>,
    /// Thời hạn lưu trữ theo loại văn bản: `vĩnh viễn`, hoặc số năm như `20 năm`; loại không ghi thì lưu vĩnh viễn.
    #[serde(default)]
    pub(crate) thoi_han_luu_tru: BTreeMap<String, String>,
    /// Tên riêng, từ riêng của cơ quan mà `vanthu check` coi là viết đúng; những tên đã có trong tệp này không cần ghi lại.
    #[serde(default)]
    pub(crate) tu_rieng: Vec<String>,
    /// Những chỗ `vanthu check` nhắc mà mọi văn bản giữ nguyên, mỗi chỗ một dòng có lý do.
    #[serde(default)]
    pub(crate) bo_qua: Vec<IgnoredSchema>,
}

/// Cơ quan ban hành văn bản.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "co-quan")]
pub(crate) struct IssuerSchema {
    /// Tên đầy đủ như in ở đầu trang; có thể nhiều dòng.
    pub(crate) ten: String,
    /// Chữ viết tắt trong ký hiệu: `UBND`.
    pub(crate) ky_hieu: String,
    /// Cơ quan chủ quản trực tiếp, nếu có.
    pub(crate) chu_quan: Option<String>,
    /// Địa chỉ, điện thoại, thư điện tử, trang thông tin điện tử, mỗi dòng một dòng in: ở chân trang đầu của công văn.
    pub(crate) lien_he: Option<String>,
    /// Tên tắt của cơ quan mà cơ quan này dùng chung hệ thống số; bỏ trống thì có hệ thống số riêng.
    pub(crate) so_chung_voi: Option<String>,
}

/// Một cơ quan ban hành, hoặc nhiều cơ quan cùng ban hành.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(crate) enum IssuersSchema {
    /// Tên tắt trong `co-quan.yaml`.
    Key(String),
    /// Giá trị viết tại chỗ.
    Here(IssuerSchema),
    /// Nhiều cơ quan, cơ quan chủ trì ở đầu.
    Many(Vec<KeyOr<IssuerSchema>>),
}

/// Cách đánh số văn bản đi, do người đứng đầu cơ quan quy định.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "cach-danh-so")]
pub(crate) struct NumberingSchema {
    /// `theo-loai`: mỗi loại một hệ thống số; `theo-nhom`: mỗi nhóm một hệ thống; `chung`: mọi loại một hệ thống.
    #[schemars(schema_with = "ways")]
    pub(crate) cach: String,
    /// Các nhóm loại văn bản chung một hệ thống số khi đánh số `theo-nhom`; loại không thuộc nhóm nào có hệ thống số riêng.
    #[serde(default)]
    #[schemars(schema_with = "groups_of_kinds")]
    pub(crate) nhom: BTreeMap<String, Vec<String>>,
}

/// Người ký văn bản.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "nguoi-ky")]
pub(crate) struct SignatorySchema {
    /// Quyền hạn: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`; có thể hai dòng.
    pub(crate) quyen_han: Option<String>,
    /// Chức vụ: `CHỦ TỊCH`.
    pub(crate) chuc_vu: String,
    /// Họ và tên.
    pub(crate) ho_ten: Option<String>,
}

/// Một người ký, hoặc nhiều người.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(crate) enum SignatoriesSchema {
    /// Tên tắt trong `co-quan.yaml`.
    Key(String),
    /// Giá trị viết tại chỗ.
    Here(SignatorySchema),
    /// Nhiều người, từ trái sang phải.
    Many(Vec<KeyOr<SignatorySchema>>),
}

/// Một bên của hợp đồng, bản ghi nhớ, bản thỏa thuận.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ben")]
pub(crate) struct PartySchema {
    /// Tên đầy đủ của bên.
    pub(crate) ten: String,
    /// Tên gọi trong văn bản; bỏ trống thì là `Bên A`, `Bên B`, … theo thứ tự.
    pub(crate) goi_la: Option<String>,
    /// Địa chỉ.
    pub(crate) dia_chi: Option<String>,
    /// Điện thoại.
    pub(crate) dien_thoai: Option<String>,
    /// Thư điện tử.
    pub(crate) thu_dien_tu: Option<String>,
    /// Số tài khoản và nơi mở.
    pub(crate) tai_khoan: Option<String>,
    /// Mã số thuế.
    pub(crate) ma_so_thue: Option<String>,
    /// Họ tên người đại diện, cũng là người ký.
    pub(crate) dai_dien: String,
    /// Chức vụ của người đại diện.
    pub(crate) chuc_vu: Option<String>,
    /// Giấy ủy quyền của người đại diện, nếu ký theo ủy quyền.
    pub(crate) uy_quyen: Option<String>,
}

/// Một chỗ mà `vanthu check` nhắc và người soạn giữ nguyên.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "bo-qua")]
pub(crate) struct IgnoredSchema {
    /// Mã của lời nhắc, ví dụ `V04`.
    pub(crate) luat: String,
    /// Đúng những chữ được nhắc; chữ sửa đi thì lời nhắc hiện lại.
    pub(crate) chu: String,
    /// Vì sao giữ nguyên; thiếu lý do thì dòng này không có tác dụng.
    pub(crate) ly_do: Option<String>,
    /// Ai quyết định.
    pub(crate) nguoi: Option<String>,
    /// Ngày quyết định: `2025-12-05`.
    pub(crate) ngay: Option<String>,
}

/// Một văn bản gửi kèm phiếu.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "van-ban-gui-kem")]
pub(crate) struct SentDocumentSchema {
    /// Số, ký hiệu và ngày của văn bản, ví dụ `418/BC-UBND ngày 05/12/2025`.
    pub(crate) so_ky_hieu: Option<String>,
    /// Tên loại và trích yếu.
    pub(crate) trich_yeu: String,
    /// Số bản.
    #[schemars(with = "Option<Number>")]
    pub(crate) so_ban: Option<String>,
    /// Ghi chú.
    pub(crate) ghi_chu: Option<String>,
}

/// Hội đồng nhân dân thông qua nghị quyết quy phạm ở kỳ họp nào, ngày nào.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "thong-qua")]
pub(crate) struct AdoptionSchema {
    /// Khóa: `VII`, hoặc `7`. Dùng được `{{ … }}`.
    #[schemars(with = "Number")]
    pub(crate) khoa: String,
    /// Kỳ họp: `thứ sáu`, `6`, hoặc `chuyên đề lần thứ 2`. Dùng được `{{ … }}`.
    #[schemars(with = "Number")]
    pub(crate) ky_hop: String,
    /// Ngày thông qua: `2025-12-16`; chưa họp thì bỏ trống.
    pub(crate) ngay: Option<String>,
}

/// Cách trình bày của cơ quan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "trinh-bay")]
pub(crate) struct LayoutSchema {
    /// Lề trang, tính bằng mm.
    pub(crate) le: Option<MarginSchema>,
    /// Cỡ chữ nội dung, 13 đến 14 pt.
    #[schemars(with = "Option<Number>")]
    pub(crate) co_chu: Option<String>,
    /// Thụt đầu dòng: 10 hoặc 12,7 mm.
    #[schemars(with = "Option<Number>")]
    pub(crate) thut_dong: Option<String>,
    /// Giãn dòng: 1 (dòng đơn) đến 1,5.
    #[schemars(with = "Option<Number>")]
    pub(crate) gian_dong: Option<String>,
    /// Khoảng cách giữa các đoạn, từ 6 pt.
    #[schemars(with = "Option<Number>")]
    pub(crate) cach_doan: Option<String>,
}

/// Lề trang, tính bằng mm.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "le")]
pub(crate) struct MarginSchema {
    /// Lề trên, 20 đến 25 mm.
    #[schemars(with = "Option<Number>")]
    pub(crate) tren: Option<String>,
    /// Lề dưới, 20 đến 25 mm.
    #[schemars(with = "Option<Number>")]
    pub(crate) duoi: Option<String>,
    /// Lề trái, 30 đến 35 mm.
    #[schemars(with = "Option<Number>")]
    pub(crate) trai: Option<String>,
    /// Lề phải, 15 đến 20 mm.
    #[schemars(with = "Option<Number>")]
    pub(crate) phai: Option<String>,
}

/// A key of `co-quan.yaml`, or the value itself.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "ten-tat-hoac-noi-dung", description = "Tên tắt trong `co-quan.yaml`, hoặc ghi ngay tại đây.")]
pub(crate) enum KeyOr<T> {
    /// Tên tắt trong `co-quan.yaml`.
    Key(String),
    /// Giá trị viết tại chỗ.
    Here(T),
}

/// A number as an editor should accept it; read as text, so that `12,7` and `12.7` are the same.
struct Number;

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": kind::ALL.map(|kind| kind.key) })
}

fn secrecies(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Secrecy::ALL.map(Secrecy::key) })
}

fn urgencies(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Urgency::ALL.map(Urgency::key) })
}

fn circulations(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Circulation::ALL.map(Circulation::key) })
}

fn ways(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": ["theo-loai", "theo-nhom", "chung"] })
}

fn groups_of_kinds(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": { "type": "array", "items": kinds(generator) } })
}

/// A document file.
pub(super) static DOCUMENT: LazyLock<FileSchema> = LazyLock::new(|| {
    let mut json = schemars::schema_for!(DocumentSchema).to_value();
    json["allOf"] = needs();
    FileSchema { json, subject: "văn bản", meant: kind_words::meant }
});

/// What documents of a kind must have, in the words of JSON Schema, so that an editor asks for it too.
fn needs() -> serde_json::Value {
    let of_kind = |kind: kind::Kind| {
        let mut required = kind.required();
        let count = required.len();
        required.retain(|key| *key != "noi_dung");
        // the text may stand in a file of its own
        let text = json!([{ "required": ["noi_dung"] }, { "required": ["noi_dung_tep"] }]);
        let mut needs = json!({ "required": required });
        if required.len() < count {
            needs["anyOf"] = text;
        }
        (count > 0).then(|| json!({ "if": { "properties": { "loai": { "enum": [kind.key] } } }, "then": needs }))
    };
    kind::ALL.into_iter().filter_map(of_kind).collect()
}

/// `co-quan.yaml`.
pub(super) static OFFICE: LazyLock<FileSchema> = LazyLock::new(|| FileSchema {
    json: schemars::schema_for!(OfficeSchema).to_value(),
    subject: "tệp này",
    meant: kind_words::meant,
});

/// The JSON Schemas of the clerk's files, by the name an editor finds them under.
pub fn schemas() -> BTreeMap<&'static str, serde_json::Value> {
    BTreeMap::from([
        ("van-ban.schema.json", DOCUMENT.json.clone()),
        ("co-quan.schema.json", OFFICE.json.clone()),
        ("kem-theo.schema.json", ATTACHED_FILE.json.clone()),
    ])
}
