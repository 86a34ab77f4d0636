//! Pictures of points: PNG, JPEG, and what only looks like them.

use png::{BitDepth, ColorType, Encoder};

use super::{Case, beside_ordinary, build, refused, showing, taken, try_all};

const BASELINE: &[u8] = include_bytes!("../../pictures/baseline.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../pictures/progressive.jpg");
const GRAY: &[u8] = include_bytes!("../../pictures/gray.jpg");
const TURNED: &[u8] = include_bytes!("../../pictures/exif-6.jpg");
const CMYK: &[u8] = include_bytes!("../../pictures/cmyk.jpg");
const YCCK: &[u8] = include_bytes!("../../pictures/ycck.jpg");

/// Bits that a point of these colours takes.
fn bits(colours: ColorType, depth: BitDepth) -> usize {
    colours.samples() * depth as usize
}

/// A PNG with other points in every row.
fn png_with(
    width: u32,
    height: u32,
    colours: ColorType,
    depth: BitDepth,
    more: impl Fn(&mut Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(colours);
    encoder.set_depth(depth);
    if colours == ColorType::Indexed {
        encoder.set_palette(vec![0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255]);
    }
    more(&mut encoder);
    let row = (width as usize * bits(colours, depth)).div_ceil(8);
    let rows: Vec<u8> = (0..row * height as usize).map(|at| (at * 37 % 251) as u8).collect();
    // an index beyond the colours is a broken picture
    let rows = if colours == ColorType::Indexed { rows.iter().map(|byte| byte % 4).collect() } else { rows };
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    out
}

fn png(width: u32, height: u32, colours: ColorType, depth: BitDepth) -> Vec<u8> {
    png_with(width, height, colours, depth, |_| {})
}

/// A piece of a PNG with its checksum.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&name[..], content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc(&named).to_be_bytes()].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// A PNG of a few bytes that says it has so many points.
pub(super) fn claims(width: u32, height: u32, depth: u8, colours: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colours, 0, 0, 0]].concat();
    let points = [0x78, 0x9c, 0x63, 0x60, 0x60, 0, 0, 0, 0x04, 0, 1];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &points), &chunk(b"IEND", &[])].concat()
}

/// The same with a piece before the points.
fn with_chunk(png: &[u8], name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let header = 8 + 25;
    [&png[..header], &chunk(name, content), &png[header..]].concat()
}

/// A JPEG that says it has other sides.
fn sized(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut out = jpeg.to_vec();
    let frame = jpeg.windows(2).position(|pair| matches!(pair, [0xff, 0xc0 | 0xc2])).unwrap();
    out[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    out[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    out
}

/// The first part of a file, with the end of a JPEG behind it.
fn cut(bytes: &[u8], part: usize, end: &[u8]) -> Vec<u8> {
    [&bytes[..bytes.len() * part / 100], end].concat()
}

#[test]
fn ordinary_pictures_are_taken_whatever_their_colours_and_their_names() {
    use BitDepth::{Eight, Four, One, Sixteen, Two};
    use ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
    let interlaced = include_bytes!("../../pictures/interlaced.png");
    let small = |colours, depth| png(40, 30, colours, depth);
    try_all(&[
        taken("g1", "a.png", small(Grayscale, One)),
        taken("g2", "a.png", small(Grayscale, Two)),
        taken("g4", "a.png", small(Grayscale, Four)),
        taken("g8", "a.png", small(Grayscale, Eight)),
        taken("g16", "a.png", small(Grayscale, Sixteen)),
        taken("ga8", "a.png", small(GrayscaleAlpha, Eight)),
        taken("ga16", "a.png", small(GrayscaleAlpha, Sixteen)),
        taken("rgb8", "a.png", small(Rgb, Eight)),
        taken("rgb16", "a.png", small(Rgb, Sixteen)),
        taken("rgba8", "a.png", small(Rgba, Eight)),
        taken("rgba16", "a.png", small(Rgba, Sixteen)),
        taken("palette", "a.png", small(Indexed, Eight)),
        taken("interlaced", "a.png", *interlaced),
        taken("gamma", "a.png", with_chunk(&small(Rgb, Eight), b"gAMA", &100_000u32.to_be_bytes())),
        taken("profile", "a.png", *include_bytes!("../../pictures/icc.png")),
        taken("moving", "a.png", png_with(40, 30, Rgb, Eight, |encoder| encoder.set_animated(1, 0).unwrap())),
        taken("baseline", "a.jpg", BASELINE),
        taken("progressive", "a.jpeg", PROGRESSIVE),
        taken("gray", "a.JPG", GRAY),
        taken("turned", "a.jpg", TURNED),
        taken("named-png", "a.png", BASELINE),
        taken("named-jpg", "a.jpg", small(Rgb, Eight)),
        taken("named-jfif", "a.jfif", BASELINE),
    ]);
}

#[test]
fn pictures_in_colours_of_inks_are_converted_and_told() {
    let told = |name, bytes: &[u8]| Case { told: Some(("T18", "CMYK")), ..taken(name, "a.jpg", bytes) };
    let project = try_all(&[told("cmyk", CMYK), told("ycck", YCCK)]);
    for name in ["cmyk", "ycck"] {
        let pdf = std::fs::read(project.path().join(format!("out/xau-{name}.pdf"))).unwrap();
        let has = |part: &[u8]| pdf.windows(part.len()).any(|window| window == part);
        assert!(!has(b"DeviceCMYK") && has(b"DCTDecode"), "{name}");
    }
}

#[test]
fn pictures_that_ask_for_too_much_are_told_from_their_header() {
    try_all(&[
        // 1.6 KB that asked for 12.9 GB
        refused("bits", "a.png", claims(65_535, 65_535, 1, 0), "quá lớn"),
        refused("colours", "a.png", claims(40_000, 40_000, 8, 6), "quá lớn"),
        refused("deep", "a.png", claims(16_000, 16_000, 16, 6), "nhiều nhất 50 triệu"),
        refused("far", "a.png", claims(u32::MAX >> 1, 1, 16, 6), "mỗi cạnh nhiều nhất 16.384"),
        refused("photo", "a.jpg", sized(BASELINE, 65_500, 65_500), "quá lớn"),
        refused("wide", "a.jpg", sized(BASELINE, 16_400, 8), "mỗi cạnh nhiều nhất 16.384"),
        refused("scan", "a.jpg", sized(PROGRESSIVE, 9_000, 9_000), "quá lớn"),
        refused("no-rows", "a.png", claims(10, 0, 8, 2), ""),
        refused("flat", "a.jpg", sized(BASELINE, 0, 10), ""),
    ]);
}

#[test]
fn half_a_picture_is_not_taken_in_silence() {
    let whole = png(80, 60, ColorType::Rgb, BitDepth::Eight);
    let mut wrong_sum = whole.clone();
    let at = wrong_sum.len() - 20;
    wrong_sum[at] ^= 0x55;
    let profile = with_chunk(&whole, b"iCCP", b"sRGB\0\0broken");
    try_all(&[
        refused("half-png", "a.png", cut(&whole, 50, b""), "cắt cụt"),
        refused("half-header", "a.png", &whole[..20], "cắt cụt"),
        refused("wrong-sum", "a.png", wrong_sum, "cắt cụt"),
        refused("broken-header", "a.png", claims(10, 10, 7, 9), "hỏng"),
        refused("broken-profile", "a.png", profile, "cấu hình màu"),
        refused("half-jpg", "a.jpg", cut(BASELINE, 80, b""), "cắt cụt"),
        refused("half-progressive", "a.jpg", cut(PROGRESSIVE, 60, b""), "cắt cụt"),
        refused("half-with-end", "a.jpg", sized(&cut(BASELINE, 100, b""), 96, 900), "cắt cụt"),
        refused("half-cmyk", "a.jpg", cut(CMYK, 80, b""), "cắt cụt"),
        refused("only-header", "a.jpg", &BASELINE[..40], "hỏng"),
    ]);
}

#[test]
fn what_is_no_picture_is_called_by_its_name_with_a_way_to_make_one() {
    let project = try_all(&[
        refused("empty", "a.png", *b"", "tệp trống"),
        refused("heic", "a.jpg", *b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        refused("webp", "a.webp", *b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
        refused("gif", "a.gif", *b"GIF89a\x01\0\x01\0\0\0\0;", "GIF"),
        refused("bmp", "a.bmp", *b"BM\x3a\0\0\0\0\0\0\0", "BMP"),
        refused("tiff", "a.tif", *b"II*\0\x08\0\0\0", "TIFF"),
        refused("emf", "a.emf", *b"\x01\0\0\0\x6c\0\0\0\0\0\0\0", "EMF"),
        refused("pdf", "a.pdf", *b"%PDF-1.7\n", "PDF"),
        refused("page", "a.png", *b"<!DOCTYPE html><html><svg></svg>", "trang web"),
        refused("packed", "a.svg", *b"\x1f\x8b\x08\0\0\0\0\0", "SVG đã nén"),
        refused("text", "a.jpg", *b"not a picture", "không đúng loại"),
    ]);
    drop(project);
    let project = beside_ordinary().file("hinh/a.png/b.txt", "x").file("xau.yaml", showing("hinh/a.png"));
    let (code, answer) = build(&project, &["xau.yaml"]);
    assert_eq!((code, &answer["phat_hien"][0]["ma"]), (Some(1), &"T12".into()), "{answer:#}");
}
