//! Whether a font file of the office can stand in a PDF, told before it is loaded whole.

use std::ops::RangeInclusive;

use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId, OutlineBuilder, Permissions, Tag};

/// Faces of one file; the largest collections of Windows have a dozen.
const MAX_FACES: u32 = 64;

/// Letters that the tables of a face may list, all tables together.
const MAX_LISTED: u64 = 4_000_000;

/// Letters that have to have a shape when the font has them.
const TRIED: [char; 6] = ['a', 'H', '0', 'ế', 'Đ', 'ự'];

/// Letters, signs and ligatures that a document may show: Latin, Greek, Cyrillic, all of Vietnamese, signs and shapes.
const SHOWN: [RangeInclusive<char>; 3] = ['\u{20}'..='\u{58f}', '\u{1e00}'..='\u{2bff}', '\u{fb00}'..='\u{fb06}'];

/// What keeps a font file from being used: the reason and the next step.
pub(super) type Refusal = (&'static str, &'static str);

const ORIGINAL: &str = "sao chép lại tệp `.ttf` hoặc `.otf` gốc";
pub(super) const BROKEN: Refusal = ("tệp này không phải là phông chữ hoặc bị hỏng", ORIGINAL);
const OTHER: &str = "dùng phông chữ khác; chương trình đang dùng phông có sẵn thay phông này";

/// Looks at every face of a file.
///
/// # Errors
/// One of them cannot be used.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
        return Err(("tệp là phông chữ của trang web (WOFF)", ORIGINAL));
    }
    let faces = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
    if faces > MAX_FACES {
        return Err(("tệp chứa quá nhiều phông chữ, nhiều nhất 64", ORIGINAL));
    }
    (0..faces).try_for_each(|index| {
        let face = Face::parse(bytes, index).map_err(|_| BROKEN)?;
        check_face(&face)?;
        if comes_out(bytes, index, &face) { Ok(()) } else { Err(BROKEN) }
    })
}

fn check_face(face: &Face<'_>) -> Result<(), Refusal> {
    let tables = face.tables();
    if face.is_variable() {
        return Err((
            "phông chữ biến thiên (variable font) không dùng được",
            "dùng các tệp riêng cho kiểu thường, đậm, nghiêng",
        ));
    }
    if tables.glyf.is_none() && tables.cff.is_none() {
        return Err(("phông chữ thiếu nét chữ (chỉ có hình điểm, hoặc tệp bị cắt)", ORIGINAL));
    }
    let restricted = face.permissions() == Some(Permissions::Restricted);
    if restricted || !face.is_outline_embedding_allowed() || !face.is_subsetting_allowed() {
        return Err(("phông chữ không cho phép nhúng vào tệp PDF", OTHER));
    }
    if listed(face) > MAX_LISTED || !has_shapes(face) {
        return Err(BROKEN);
    }
    Ok(())
}

/// How many letters the tables of a face list, without listing them: groups of a few bytes name billions.
fn listed(face: &Face<'_>) -> u64 {
    const SMALL_TABLE: u64 = 65_536;
    const RECORD: usize = 8;
    const GROUP: usize = 12;
    let Some(cmap) = face.raw_face().table(Tag::from_bytes(b"cmap")) else { return 0 };
    let short = |at: usize| cmap.get(at..at + 2).map_or(0, |bytes| u16::from_be_bytes([bytes[0], bytes[1]]));
    let long = |at: usize| u32::from(short(at)) << 16 | u32::from(short(at + 2));
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX / 2);
    let of_table = |record: usize| {
        let start = place(long(4 + RECORD * record + 4));
        if !matches!(short(start), 12 | 13) {
            return SMALL_TABLE;
        }
        let groups = start + 16..cmap.len();
        let groups = groups.step_by(GROUP).take(place(long(start + 12)));
        let letters = |at: usize| u64::from(long(at + 4)).saturating_sub(long(at).into()) + 1;
        groups.map(letters).fold(0, u64::saturating_add)
    };
    (0..usize::from(short(2))).map(of_table).fold(0, u64::saturating_add)
}

/// Whether the letters it has are drawn.
fn has_shapes(face: &Face<'_>) -> bool {
    let known: Vec<GlyphId> = TRIED.iter().filter_map(|letter| face.glyph_index(*letter)).collect();
    known.iter().all(|glyph| face.outline_glyph(*glyph, &mut Nothing).is_some())
}

/// Whether all that a document may show of a face can be cut out of it, as the PDF wants it.
fn comes_out(bytes: &[u8], index: u32, face: &Face<'_>) -> bool {
    let glyphs = SHOWN.into_iter().flatten().filter_map(|letter| face.glyph_index(letter));
    let glyphs: Vec<u16> = glyphs.map(|glyph| glyph.0).collect();
    let part = subsetter::subset(bytes, index, &GlyphRemapper::new_from_glyphs(&glyphs));
    part.is_ok_and(|part| Face::parse(&part, 0).is_ok())
}

/// Draws nothing.
struct Nothing;

impl OutlineBuilder for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
