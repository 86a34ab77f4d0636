//! What the decree says of each part of a page: one line a rule, the ranges it leaves open, and how exactly they are
//! measured. Every number stands here once.

use super::rule::{Part, Rule, Weight};

/// How much a size may differ, pt.
pub(super) const SIZE: f64 = 0.05;

/// How much a place may differ, mm: what a ruler shows, and what justified lines end apart.
pub(super) const PLACE: f64 = 0.3;

/// How much middles of parts that stand over one another may differ, mm.
pub(super) const MIDDLE: f64 = 0.7;

/// How much baselines of lines that are called level may differ, mm: 13 pt beside 14 pt set from one top differ by 0,31.
pub(super) const LEVEL: f64 = 0.5;

/// How much a gap may differ, pt.
pub(super) const GAP: f64 = 0.15;

/// How much a line spacing may differ, in parts of single spacing.
pub(super) const SPACING: f64 = 0.02;

/// How much the length of a rule may differ, in parts of its line.
pub(super) const RATIO: f64 = 0.02;

/// Values from one to another, both among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range(pub(super) f64, pub(super) f64);

impl Range {
    /// Whether it holds a value that is measured this exactly.
    pub(super) fn holds(self, value: f64, exactly: f64) -> bool {
        (self.0 - exactly..=self.1 + exactly).contains(&value)
    }
}

/// A4, mm [N30-I I.1].
pub(super) const PAPER: (f64, f64) = (210.0, 297.0);

/// Sizes of 12 to 13, of 13, of 13 to 14, pt.
pub(super) const SMALL: Range = Range(12.0, 13.0);
pub(super) const THIRTEEN: Range = Range(13.0, 13.0);
pub(super) const LARGE: Range = Range(13.0, 14.0);
pub(super) const FOURTEEN: Range = Range(14.0, 14.0);
/// `Nơi nhận:`, pt.
pub(super) const RECIPIENTS_WORD: Range = Range(12.0, 12.0);
/// The list under it, pt; up to 12 in a normative document [NĐ 187/2025, mẫu 17].
pub(super) const RECIPIENTS: Range = Range(11.0, 11.0);
pub(super) const RECIPIENTS_NORMATIVE: Range = Range(11.0, 12.0);
/// How the office is reached, pt.
pub(super) const CONTACT: Range = Range(11.0, 12.0);

/// Margins, mm: top and bottom, left, right.
pub(super) const TOP_AND_BOTTOM: Range = Range(20.0, 25.0);
pub(super) const LEFT: Range = Range(30.0, 35.0);
pub(super) const RIGHT: Range = Range(15.0, 20.0);
/// Top and bottom of a normative document: both decrees leave these open [NĐ 187/2025, mẫu 17].
pub(super) const TOP_AND_BOTTOM_NORMATIVE: Range = Range(15.0, 25.0);

/// A rule under an issuer or a subject, in parts of its line.
pub(super) const THIRD_TO_HALF: Range = Range(1.0 / 3.0, 0.5);
/// A rule as long as its line.
pub(super) const WHOLE: Range = Range(1.0, 1.0);

/// First-line indents, mm.
pub(super) const INDENTS: [f64; 2] = [10.0, 12.7];
/// Least gap between paragraphs, pt.
pub(super) const PARAGRAPH_GAP: f64 = 6.0;
/// Lines of the text, in parts of single spacing.
pub(super) const LINES: Range = Range(1.0, 1.5);
/// Lines that are single-spaced; the decree's own models have exact spacing near it.
pub(super) const SINGLE_LINES: Range = Range(0.95, 1.2);
/// From the number to the subject of a công văn, pt.
pub(super) const UNDER_NUMBER: Range = Range(5.0, 8.0);
/// From the word `Kính gửi:` to dashes, mm: under its colon, or 10 as in mẫu 1.5.
pub(super) const DASHES_FROM_WORD: f64 = 9.0;

/// Frame of độ mật and độ khẩn, mm.
pub(super) const STAMP_HEIGHT: f64 = 8.0;

macro_rules! rules {
    ($($name:ident = $id:literal, $part:ident, $weight:ident, $article:literal, $says:literal;)*) => {
        $(#[doc = $says] pub(in crate::audit) const $name: Rule = Rule {
            id: $id,
            part: Part::$part,
            weight: Weight::$weight,
            article: concat!("Nghị định 30/2020/NĐ-CP, Phụ lục ", $article),
            says: $says,
        };)*
        /// All rules, in the order of the decree.
        pub const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    PAPER_SIZE = "kho-giay", Page, Said, "I, mục I.1", "khổ giấy A4 (210 × 297 mm)";
    ORIENTATION = "huong-giay", Page, Said, "I, mục I.2", "trình bày theo chiều dài; trang nằm ngang chỉ khi có bảng, biểu hoặc là phụ lục";
    TOP_MARGIN = "le-tren", Page, Said, "I, mục I.3", "lề trên 20–25 mm";
    BOTTOM_MARGIN = "le-duoi", Page, Said, "I, mục I.3", "lề dưới 20–25 mm";
    LEFT_MARGIN = "le-trai", Page, Said, "I, mục I.3", "lề trái 30–35 mm";
    RIGHT_MARGIN = "le-phai", Page, Said, "I, mục I.3", "lề phải 15–20 mm";
    FONT = "phong-chu", Font, Said, "I, mục I.4", "phông chữ Times New Roman, hoặc phông cùng bề ngang";
    COLOUR = "mau-chu", Font, Said, "I, mục I.4", "chữ màu đen; dấu độ mật, độ khẩn màu đỏ tươi";
    PAGE_NUMBER = "so-trang", PageNumber, Said, "I, mục I.7", "số trang chữ số Ả Rập, từ 1, liên tục; phụ lục, văn bản kèm theo đánh số riêng";
    PAGE_NUMBER_LOOK = "so-trang-chu", PageNumber, Said, "I, mục I.7", "số trang cỡ 13–14, kiểu chữ đứng, giữa lề trên";
    FIRST_PAGE_NUMBER = "so-trang-dau", PageNumber, Said, "I, mục I.7", "số trang thứ nhất không hiện";
    NATION = "quoc-hieu", Nation, Said, "I, mục II.1", "Quốc hiệu `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, một dòng, đúng chữ";
    NATION_LOOK = "quoc-hieu-chu", Nation, Said, "I, mục II.1", "Quốc hiệu IN HOA, cỡ 12–13, đứng, đậm";
    NATION_PLACE = "quoc-hieu-cho", Nation, Said, "I, mục II.1", "Quốc hiệu ở phía trên, bên phải trang đầu, ngang tên cơ quan";
    MOTTO = "tieu-ngu", Nation, Said, "I, mục II.1", "Tiêu ngữ `Độc lập - Tự do - Hạnh phúc`, đúng chữ, gạch nối có cách";
    MOTTO_LOOK = "tieu-ngu-chu", Nation, Said, "I, mục II.1", "Tiêu ngữ in thường, cỡ 13–14, đứng, đậm";
    MOTTO_PLACE = "tieu-ngu-cho", Nation, Said, "I, mục II.1", "Tiêu ngữ canh giữa dưới Quốc hiệu, cách dòng đơn";
    MOTTO_RULE = "tieu-ngu-ke", Nation, Said, "I, mục II.1", "dưới Tiêu ngữ có kẻ ngang dài bằng dòng chữ";
    PARENT_LOOK = "chu-quan-chu", Issuer, Said, "I, mục II.2", "cơ quan chủ quản IN HOA, cỡ 12–13, đứng, không đậm";
    ISSUER_LOOK = "co-quan-chu", Issuer, Said, "I, mục II.2", "cơ quan ban hành IN HOA, cỡ 12–13, đứng, đậm";
    ISSUER_PLACE = "co-quan-cho", Issuer, Said, "I, mục II.2", "cơ quan ban hành canh giữa dưới cơ quan chủ quản, cách dòng đơn";
    ISSUER_RULE = "co-quan-ke", Issuer, Said, "I, mục II.2", "dưới cơ quan ban hành có kẻ ngang dài 1/3–1/2 dòng chữ, cân đối";
    NUMBER = "so", Number, Said, "I, mục II.3", "`Số:`, số từ 01, gạch chéo rồi ký hiệu, không cách chữ";
    NUMBER_LOOK = "so-chu", Number, Said, "I, mục II.3", "số, ký hiệu cỡ 13, đứng";
    NUMBER_PLACE = "so-cho", Number, Said, "I, mục II.3", "số, ký hiệu canh giữa dưới tên cơ quan";
    DATE = "ngay", Date, Said, "I, mục II.4", "địa danh, dấu phẩy, ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước";
    DATE_LOOK = "ngay-chu", Date, Said, "I, mục II.4", "địa danh, thời gian in thường, cỡ 13–14, nghiêng";
    DATE_LEVEL = "ngay-ngang", Date, Said, "I, mục II.4", "địa danh, thời gian cùng một dòng với số, ký hiệu";
    DATE_PLACE = "ngay-cho", Date, Said, "I, mục II.4", "địa danh, thời gian canh giữa dưới Quốc hiệu và Tiêu ngữ";
    KIND_LOOK = "ten-loai-chu", Title, Said, "I, mục II.5.a", "tên loại IN HOA, cỡ 13–14, đứng, đậm";
    KIND_PLACE = "ten-loai-cho", Title, Said, "I, mục II.5.a", "tên loại canh giữa theo chiều ngang";
    SUBJECT_LOOK = "trich-yeu-chu", Title, Said, "I, mục II.5.a", "trích yếu in thường, cỡ 13–14, đứng, đậm";
    SUBJECT_PLACE = "trich-yeu-cho", Title, Said, "I, mục II.5.a", "trích yếu canh giữa, ngay dưới tên loại";
    SUBJECT_RULE = "trich-yeu-ke", Title, Said, "I, mục II.5.a", "dưới trích yếu có kẻ ngang dài 1/3–1/2 dòng chữ, cân đối";
    LETTER_SUBJECT_LOOK = "vv-chu", Title, Said, "I, mục II.5.b", "trích yếu công văn sau chữ `V/v`, in thường, cỡ 12–13, đứng, không đậm";
    LETTER_SUBJECT_PLACE = "vv-cho", Title, Said, "I, mục II.5.b", "trích yếu công văn canh giữa dưới số, ký hiệu, cách 6 pt";
    AUTHORITY_LOOK = "tham-quyen-chu", Body, Model, "III, mẫu 1.1, 1.2", "thẩm quyền ban hành IN HOA, đậm, canh giữa";
    BASIS_LOOK = "can-cu-chu", Body, Said, "I, mục II.6.a", "căn cứ in thường, cỡ 13–14, nghiêng, mỗi căn cứ xuống dòng";
    BASIS_MARKS = "can-cu-dau", Body, Said, "I, mục II.6.a", "cuối mỗi căn cứ có dấu chấm phẩy, căn cứ cuối có dấu chấm";
    BODY_LOOK = "noi-dung-chu", Body, Said, "I, mục II.6.e", "nội dung in thường, cỡ 13–14, đứng";
    BODY_JUSTIFIED = "noi-dung-deu", Body, Said, "I, mục II.6.e", "nội dung canh đều cả hai lề";
    BODY_INDENT = "noi-dung-lui", Body, Said, "I, mục II.6.e", "dòng đầu của đoạn lùi vào 1 cm hoặc 1,27 cm";
    BODY_GAP = "noi-dung-doan", Body, Said, "I, mục II.6.e", "khoảng cách giữa các đoạn tối thiểu 6 pt";
    BODY_LINES = "noi-dung-dong", Body, Said, "I, mục II.6.e", "khoảng cách các dòng từ dòng đơn đến 1,5 dòng";
    DIVISION_NUMBER = "phan-so", Headings, Said, "I, mục II.6.d", "từ và số của phần, chương, mục, tiểu mục: dòng riêng, canh giữa, in thường, cỡ 13–14, đậm";
    DIVISION_TITLE = "phan-ten", Headings, Said, "I, mục II.6.d", "tên phần, chương, mục, tiểu mục: ngay dưới, canh giữa, IN HOA, cỡ 13–14, đậm";
    ARTICLE = "dieu", Headings, Said, "I, mục II.6.d", "từ `Điều`, số và tên điều: in thường, lùi đầu dòng, đậm, cỡ chữ của nội dung";
    CLAUSE = "khoan", Headings, Said, "I, mục II.6.d", "khoản đứng; khoản có tiêu đề thì số và tiêu đề đậm, dòng riêng";
    POINT = "diem", Headings, Said, "I, mục II.6.d", "điểm in thường, đứng, không đậm";
    ROMAN_TITLE = "muc-la-ma", Headings, Model, "I, mục V.6", "mục đánh số La Mã: số và tên trên một dòng, đậm";
    ADDRESSEES_LOOK = "kinh-gui-chu", Addressees, Said, "I, mục II.9.d", "`Kính gửi:` và nơi nhận để giải quyết: in thường, cỡ 13–14, đứng";
    ADDRESSEES_ORDER = "kinh-gui-xep", Addressees, Said, "I, mục II.9.d", "nhiều nơi thì mỗi nơi một dòng, gạch đầu dòng thẳng hàng, cuối dòng `;`, cuối cùng `.`";
    POSITION_LOOK = "chuc-vu-chu", Signature, Said, "I, mục II.7", "quyền hạn, chức vụ IN HOA, cỡ 13–14, đứng, đậm";
    NAME_LOOK = "ho-ten-chu", Signature, Said, "I, mục II.7", "họ tên in thường, cỡ 13–14, đứng, đậm";
    SIGNATURE_MIDDLE = "chu-ky-giua", Signature, Said, "I, mục II.7", "họ tên canh giữa so với quyền hạn, chức vụ";
    SIGNATURE_PLACE = "chu-ky-cho", Signature, Said, "I, mục IV", "phần chữ ký ở nửa bên phải, ngang `Nơi nhận:` (ô số 7a, 9b)";
    SIGNATURE_WHOLE = "chu-ky-lien", Signature, Model, "I, mục IV", "chức vụ và họ tên trên cùng một trang, có chỗ ký ở giữa (ô số 7a, 7b, 7c)";
    RECIPIENTS_WORD_LOOK = "noi-nhan-tu", Recipients, Said, "I, mục II.9", "từ `Nơi nhận:` in thường, cỡ 12, nghiêng, đậm";
    RECIPIENTS_LOOK = "noi-nhan-chu", Recipients, Said, "I, mục II.9", "các nơi nhận in thường, cỡ 11, đứng";
    RECIPIENTS_PLACE = "noi-nhan-cho", Recipients, Said, "I, mục II.9", "`Nơi nhận:` và các nơi nhận sát lề trái";
    RECIPIENTS_MARKS = "noi-nhan-dau", Recipients, Said, "I, mục II.9", "mỗi nơi nhận có gạch đầu dòng, cuối dòng `;`, cuối cùng `.`";
    ANNEX_START = "phu-luc-trang", Annex, Said, "I, mục III.1", "phụ lục bắt đầu trang mới, có từ `Phụ lục`, nhiều phụ lục thì số La Mã";
    ANNEX_NUMBER = "phu-luc-so", Annex, Said, "I, mục III.1.c", "từ `Phụ lục` và số: dòng riêng, canh giữa, in thường, cỡ 14, đậm";
    ANNEX_TITLE = "phu-luc-ten", Annex, Said, "I, mục III.1.c", "tên phụ lục canh giữa, IN HOA, cỡ 13–14, đậm";
    ANNEX_LINE = "phu-luc-kem", Annex, Said, "I, mục III.1.c", "dòng `(Kèm theo …)` canh giữa dưới tên phụ lục, cỡ 13–14, nghiêng";
    ATTACHED_HEAD = "kem-theo-dau", Attached, Model, "III, mẫu 1.3", "văn bản kèm theo có cơ quan, Quốc hiệu riêng, trang mới, không có số và ngày";
    ATTACHED_TITLE = "kem-theo-ten", Attached, Model, "III, mẫu 1.3", "tên loại IN HOA, đậm, canh giữa; trích yếu đậm, canh giữa";
    ATTACHED_LINE = "kem-theo-dong", Attached, Model, "III, mẫu 1.3", "dòng `(Ban hành kèm theo …)` canh giữa, cỡ 13–14, nghiêng";
    STAMP_LOOK = "dau-chu", Stamps, Said, "I, mục III.2.b", "độ mật, độ khẩn IN HOA, cỡ 13–14, đứng, đậm, đỏ tươi";
    STAMP_FRAME = "dau-khung", Stamps, Said, "I, mục III.2.b", "độ mật, độ khẩn cân đối trong khung cao 8 mm, khẩn 20, hỏa tốc 30, thượng khẩn 40 mm";
    STAMP_PLACE = "dau-cho", Stamps, Said, "I, mục IV", "độ mật, độ khẩn ở bên trái, dưới số, ký hiệu (ô số 10a, 10b)";
    CIRCULATION_LOOK = "luu-hanh", Stamps, Said, "I, mục III.2.c", "phạm vi lưu hành IN HOA, cỡ 13–14, đứng, đậm, cân đối trong khung";
    CONTACT_LOOK = "lien-he", Contact, Said, "I, mục III.4", "địa chỉ, điện thoại ở chân trang đầu, cỡ 11–12, đứng, dưới đường kẻ hết bề ngang";
}

/// What the decree says and pages do not show, with the reason.
pub const UNMEASURED: &[(Part, &str, &str, &str)] = &[
    (Part::Page, "I.3", "lề dưới không quá 25 mm", "trang hết chữ sớm không cho biết lề; lề dưới 20 mm thì đo"),
    (
        Part::Font,
        "I.4",
        "bộ mã Unicode TCVN 6909:2001",
        "đã kiểm khi đọc tệp: chữ được chuẩn hóa, bảng mã khác bị từ chối",
    ),
    (Part::Nation, "II.1", "kẻ ngang là nét liền", "trang chỉ cho bề dài và bề dày của nét"),
    (Part::Issuer, "II.2", "tên cơ quan đúng văn bản thành lập", "chỉ cơ quan biết; `co-quan.yaml` ghi tên"),
    (
        Part::Number,
        "II.3",
        "ký hiệu đúng chữ viết tắt của loại và cơ quan",
        "đã kiểm khi cấp số, theo cách đánh số của cơ quan",
    ),
    (Part::Date, "II.4", "địa danh đúng tên đơn vị hành chính", "chỉ cơ quan biết; `co-quan.yaml` ghi địa danh"),
    (Part::Body, "II.6.b", "viện dẫn lần đầu đủ, lần sau gọn", "là lời văn, không phải cách trình bày"),
    (Part::Signature, "II.7.d", "hình chữ ký số màu xanh, nền trong", "có sau khi ký; `vanthu verify` xem tệp đã ký"),
    (Part::Signature, "II.8", "dấu, chữ ký số của cơ quan", "có sau khi ký; `vanthu verify` xem tệp đã ký"),
    (Part::Annex, "III.1.d", "chữ ký số trên phụ lục ở tệp riêng", "có sau khi ký; `vanthu verify` xem tệp đã ký"),
    (
        Part::Contact,
        "III.3",
        "ký hiệu người soạn thảo, số lượng bản",
        "đứng trong dòng `Lưu` của nơi nhận, do người soạn ghi",
    ),
    (
        Part::Copy,
        "phần II",
        "thể thức bản sao",
        "lệnh này xem văn bản của thư mục làm việc; bản sao do `vanthu copy` tạo",
    ),
];
