//! The first bytes of a file → what it is, and how to make a picture of it that a page takes.

use super::fault::{Fault, SAVE_AGAIN};

/// What a file is that should be a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Jpeg,
    Svg,
    /// Formats of pictures that no page takes, by their name.
    Other(&'static str),
    /// Pictures of Windows and Word made of strokes.
    Metafile,
    /// Photos of telephones.
    Heic,
    Pdf,
    /// A page of the web, saved in place of the picture.
    WebPage,
    /// A packed drawing.
    PackedSvg,
    Empty,
    Unknown,
}

const STARTS: [(&[u8], Kind); 16] = [
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"\xff\xd8\xff", Kind::Jpeg),
    (b"GIF8", Kind::Other("GIF")),
    (b"BM", Kind::Other("BMP")),
    (b"II*\0", Kind::Other("TIFF")),
    (b"MM\0*", Kind::Other("TIFF")),
    (b"II+\0", Kind::Other("TIFF")),
    (b"8BPS", Kind::Other("Photoshop")),
    (b"\0\0\x01\0", Kind::Other("ICO")),
    (b"\0\0\0\x0cjP  ", Kind::Other("JPEG 2000")),
    (b"\xff\x0a", Kind::Other("JPEG XL")),
    (b"\0\0\0\x0cJXL ", Kind::Other("JPEG XL")),
    (b"\x01\0\0\0", Kind::Metafile),
    (b"\xd7\xcd\xc6\x9a", Kind::Metafile),
    (b"%PDF-", Kind::Pdf),
    (b"\x1f\x8b", Kind::PackedSvg),
];

/// What a file is.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return *kind;
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Kind::Other("WebP"),
        (_, Some(b"ftyp"), Some(b"avif" | b"avis")) => return Kind::Other("AVIF"),
        (_, Some(b"ftyp"), _) => return Kind::Heic,
        _ => {}
    }
    of_text(bytes)
}

fn of_text(bytes: &[u8]) -> Kind {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"<") && memchr::memmem::find(bytes, b"<svg").is_some() && !is_web_page(bytes) {
        Kind::Svg
    } else if is_web_page(bytes) {
        Kind::WebPage
    } else {
        Kind::Unknown
    }
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(15)].to_ascii_lowercase();
    start.starts_with(b"<html") || start.starts_with(b"<!doctype html")
}

/// What to say of a file that no page takes.
pub(super) fn unfit(kind: Kind) -> Fault {
    let taken = "chương trình nhận PNG, JPEG và SVG";
    match kind {
        Kind::Empty => Fault::new("là tệp trống", "sao chép hoặc tải lại hình từ nơi gửi"),
        Kind::Heic => Fault::new(
            format!("là ảnh HEIC của điện thoại, {taken}"),
            "mở ảnh trên máy tính, lưu thành JPEG; để điện thoại chụp ra JPEG: Cài đặt, Camera, Định dạng, Tương thích nhất",
        ),
        Kind::Metafile => Fault::new(
            format!("là hình EMF hoặc WMF của Windows, {taken}"),
            "trong Word nhấn chuột phải vào hình, chọn lưu thành ảnh PNG",
        ),
        Kind::Pdf => {
            Fault::new(format!("là tệp PDF, {taken}"), "mở tệp PDF, chụp hoặc xuất trang cần dùng thành ảnh PNG")
        }
        Kind::WebPage => Fault::new(
            "là trang web lưu nhầm, không phải hình",
            "mở trang có hình, nhấn chuột phải vào hình rồi chọn lưu ảnh",
        ),
        Kind::PackedSvg => Fault::new(
            "là SVG đã nén (`.svgz`), chương trình không nhận",
            "mở hình bằng chương trình vẽ, lưu thành SVG thường hoặc PNG",
        ),
        Kind::Other(name) => {
            Fault::new(format!("là {name}, {taken}"), "mở hình bằng Paint hoặc chương trình xem ảnh, lưu lại thành PNG")
        }
        Kind::Unknown | Kind::Png | Kind::Jpeg | Kind::Svg => {
            Fault::new(format!("hỏng hoặc không đúng loại, {taken}"), SAVE_AGAIN)
        }
    }
}
