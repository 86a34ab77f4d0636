//! Ids of the styles of our own Word files, by which a part of a document is found again: the decree's words in ASCII.

/// Letterhead [N30-I II.1 to II.4].
pub(crate) const PARENT: &str = "CoQuanChuQuan";
pub(crate) const ISSUER: &str = "CoQuanBanHanh";
pub(crate) const NUMBER: &str = "SoKyHieu";
/// Name of the kind, subject and what stands with them [N30-I II.5].
pub(crate) const SUBJECT: &str = "TrichYeu";
pub(crate) const SUBJECT_NOTE: &str = "ChuThichTrichYeu";
pub(crate) const AUTHORITY: &str = "ThamQuyen";
pub(crate) const LEGAL_BASIS: &str = "CanCu";
pub(crate) const FORMULA: &str = "QuyetDinhNghi";
pub(crate) const ADDRESSEE: &str = "KinhGui";
/// The text [N30-I II.6]: headings end in their level, `DeMuc2`.
pub(crate) const HEADING: &str = "DeMuc";
/// A paragraph that a number is run into ends in its level, `KhoanDiem3`.
pub(crate) const NUMBERED: &str = "KhoanDiem";
/// Items end in their level, `GachDauDong1`.
pub(crate) const ITEM: &str = "GachDauDong";
pub(crate) const CAPTION: &str = "TenBang";
pub(crate) const UNIT_LINE: &str = "DonViTinh";
pub(crate) const PICTURE_CAPTION: &str = "LoiChuHinh";
/// Under the text [N30-I II.7, II.9].
pub(crate) const CAPACITY: &str = "QuyenHanNguoiKy";
pub(crate) const POSITION: &str = "ChucVuNguoiKy";
pub(crate) const FULL_NAME: &str = "HoTenNguoiKy";
pub(crate) const RECIPIENTS: &str = "NoiNhan";
pub(crate) const RECIPIENT: &str = "DanhSachNoiNhan";
/// Annexes [N30-I III.1].
pub(crate) const ANNEX: &str = "PhuLuc";
pub(crate) const ANNEX_TITLE: &str = "TenPhuLuc";
pub(crate) const ANNEX_OF: &str = "KemTheo";
/// A rule under a text, and what holds room.
pub(crate) const RULE: &str = "DuongKe";
