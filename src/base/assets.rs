//! The built-in templates, fonts and samples; the office's own copy in the workspace wins.

/// A built-in file.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// File name, as in `templates/`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(Asset { name: $name, text: include_str!(concat!("../../templates/", $name)) }),*]
    };
}

/// The parts of the decree as Typst functions.
pub const PARTS: &[Asset] = templates![
    "the-thuc.typ",
    "kich-thuoc.typ",
    "trang.typ",
    "dau-trang.typ",
    "ten-loai.typ",
    "noi-dung.typ",
    "bang-hinh.typ",
    "bieu-do.typ",
    "cuoi-trang.typ",
    "muc-rieng.typ",
    "phu-luc.typ",
    "kem-theo.typ",
    "dau-chi.typ",
    "so-sanh.typ",
    "so-dang-ky.typ",
    "muc-luc.typ",
    "ban-sao.typ",
];

/// One arrangement per form of Phụ lục III, and the pieces (`chung/`) they share.
pub const ARRANGEMENTS: &[Asset] = templates![
    "mau-1.1-nghi-quyet.typ.j2",
    "mau-1.2-quyet-dinh.typ.j2",
    "mau-1.4-ten-loai.typ.j2",
    "mau-1.4-giay-uy-quyen.typ.j2",
    "mau-1.4-phieu.typ.j2",
    "mau-1.5-cong-van.typ.j2",
    "mau-1.6-cong-dien.typ.j2",
    "mau-1.7-giay-moi.typ.j2",
    "mau-1.8-giay-gioi-thieu.typ.j2",
    "mau-1.9-bien-ban.typ.j2",
    "mau-1.10-giay-nghi-phep.typ.j2",
    "ngoai-mau-hai-ben.typ.j2",
    "ngoai-mau-thu-cong.typ.j2",
    "so-dang-ky.typ.j2",
    "muc-luc.typ.j2",
    "mau-17-nghi-quyet-quy-pham.typ.j2",
    "mau-19-quyet-dinh-quy-pham.typ.j2",
    "ban-sao.typ.j2",
    "chung/ban-hanh.typ.j2",
    "chung/khai-bao.typ.j2",
    "chung/dau-trang.typ.j2",
    "chung/ten-loai.typ.j2",
    "chung/kinh-gui.typ.j2",
    "chung/can-cu.typ.j2",
    "chung/cau-cuoi.typ.j2",
    "chung/quyet.typ.j2",
    "chung/noi-dung.typ.j2",
    "chung/co-quan.typ.j2",
    "chung/dau-chi.typ.j2",
    "chung/phu-luc.typ.j2",
    "chung/phan-cuoi.typ.j2",
];

/// What `vanthu new` writes, one per form.
pub const SKELETONS: &[Asset] = templates![
    "moi/mau-1.1-nghi-quyet.yaml",
    "moi/mau-1.2-quyet-dinh.yaml",
    "moi/mau-1.4-ten-loai.yaml",
    "moi/mau-1.4-giay-uy-quyen.yaml",
    "moi/mau-1.4-phieu.yaml",
    "moi/mau-1.5-cong-van.yaml",
    "moi/ban-hanh-kem-theo.yaml",
    "moi/kem-theo-chuong-dieu.yaml",
    "moi/kem-theo-muc.yaml",
    "moi/mau-1.6-cong-dien.yaml",
    "moi/mau-1.7-giay-moi.yaml",
    "moi/mau-1.8-giay-gioi-thieu.yaml",
    "moi/mau-1.9-bien-ban.yaml",
    "moi/mau-1.10-giay-nghi-phep.yaml",
    "moi/ngoai-mau-hai-ben.yaml",
    "moi/ngoai-mau-thu-cong.yaml",
    "moi/mau-17-nghi-quyet-quy-pham.yaml",
    "moi/mau-19-quyet-dinh-quy-pham.yaml",
    "moi/co-quan.yaml",
];

/// The family that stands in for Times New Roman: free, the same widths, so the same line breaks.
pub(crate) const FONT_FAMILY: &str = "Liberation Serif";

/// Its four faces.
pub const FONTS: [(&str, &[u8]); 4] = [
    ("LiberationSerif-Regular.ttf", include_bytes!("../../fonts/LiberationSerif/LiberationSerif-Regular.ttf")),
    ("LiberationSerif-Bold.ttf", include_bytes!("../../fonts/LiberationSerif/LiberationSerif-Bold.ttf")),
    ("LiberationSerif-Italic.ttf", include_bytes!("../../fonts/LiberationSerif/LiberationSerif-Italic.ttf")),
    ("LiberationSerif-BoldItalic.ttf", include_bytes!("../../fonts/LiberationSerif/LiberationSerif-BoldItalic.ttf")),
];

/// The built-in file of a name.
pub(crate) fn find(assets: &'static [Asset], name: &str) -> Option<&'static str> {
    assets.iter().find(|asset| asset.name == name).map(|asset| asset.text)
}
