//! Fonts of the office that cannot stand in a PDF: told, and the built-in one is used.

use super::{beside_ordinary, limited, lossy};

const FONT: &[u8] = include_bytes!("../../../fonts/LiberationSerif/LiberationSerif-Regular.ttf");

/// Where a table begins in the font.
fn table(font: &[u8], name: &[u8; 4]) -> (usize, usize) {
    let record = (0..).map(|at| 12 + 16 * at).find(|at| &font[*at..at + 4] == name).unwrap();
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    (record, number(record + 8))
}

/// The font with another right to embed it.
fn with_rights(rights: u16) -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (_, start) = table(FONT, b"OS/2");
    font[start + 8..start + 10].copy_from_slice(&rights.to_be_bytes());
    font
}

/// The font with a table that nobody finds any more.
fn without(name: &[u8; 4]) -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (record, _) = table(FONT, name);
    font[record..record + 4].copy_from_slice(b"ZZZZ");
    font
}

/// A table of letters that lists four billions of them.
fn endless() -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (record, _) = table(FONT, b"cmap");
    let group = [0u32, u32::MAX, 0].map(u32::to_be_bytes).concat();
    let head = [0u16, 1, 3, 10].map(u16::to_be_bytes).concat();
    let format = [12u16, 0].map(u16::to_be_bytes).concat();
    let sizes = [28u32, 0, 1].map(u32::to_be_bytes).concat();
    let cmap = [head, 12u32.to_be_bytes().to_vec(), format, sizes, group].concat();
    let (start, length) = (font.len() as u32, cmap.len() as u32);
    font[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
    font[record + 12..record + 16].copy_from_slice(&length.to_be_bytes());
    [font, cmap].concat()
}

/// A collection that says it has so many faces, all the same one.
fn collection(faces: u32) -> Vec<u8> {
    let mut out = b"ttcf\0\x01\0\0".to_vec();
    out.extend(faces.to_be_bytes());
    (0..faces).for_each(|_| out.extend(16u32.to_be_bytes()));
    out
}

/// Its shapes lie where there are none.
fn without_shapes() -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (_, start) = table(FONT, b"loca");
    font[start..start + 4000].fill(0xff);
    font
}

/// The face with another number in a table.
fn with(name: &[u8; 4], at: usize, number: u16) -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (_, start) = table(FONT, name);
    font[start + at..start + at + 2].copy_from_slice(&number.to_be_bytes());
    font
}

/// A table that ends early.
fn cut(name: &[u8; 4], length: u32) -> Vec<u8> {
    let mut font = FONT.to_vec();
    let (record, _) = table(FONT, name);
    font[record + 12..record + 16].copy_from_slice(&length.to_be_bytes());
    font
}

/// A letter is put together of one that is not there.
fn of_a_part_beyond() -> Vec<u8> {
    let mut font = FONT.to_vec();
    let letter = ttf_parser::Face::parse(FONT, 0).unwrap().glyph_index('Ỡ').unwrap().0;
    let (_, places) = table(FONT, b"loca");
    let (_, shapes) = table(FONT, b"glyf");
    let at = places + 4 * usize::from(letter);
    let shape = shapes + u32::from_be_bytes(FONT[at..at + 4].try_into().unwrap()) as usize;
    assert!(i16::from_be_bytes([FONT[shape], FONT[shape + 1]]) < 0, "a letter of parts");
    font[shape + 12..shape + 14].copy_from_slice(&[0xff, 0xfe]);
    font
}

/// A font with an axis.
fn variable() -> Vec<u8> {
    let mut font = without(b"gasp");
    let (record, _) = table(&font, b"ZZZZ");
    let axis =
        [b"wght".to_vec(), [0x64_0000u32, 0x190_0000, 0x384_0000].map(u32::to_be_bytes).concat(), vec![0, 0, 1, 0]]
            .concat();
    let fvar = [[1u16, 0, 16, 2, 1, 20, 0, 8].map(u16::to_be_bytes).concat(), axis].concat();
    let (start, length) = (font.len() as u32, fvar.len() as u32);
    font[record..record + 4].copy_from_slice(b"fvar");
    font[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
    font[record + 12..record + 16].copy_from_slice(&length.to_be_bytes());
    [font, fvar].concat()
}

#[test]
fn fonts_that_cannot_be_embedded_are_told_and_the_built_in_one_is_used() {
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("restricted", with_rights(2), "không cho phép nhúng"),
        ("bitmaps-only", with_rights(0x200), "không cho phép nhúng"),
        ("no-subsets", with_rights(0x100), "không cho phép nhúng"),
        ("no-outlines", without(b"glyf"), "thiếu nét chữ"),
        ("no-shapes", without_shapes(), "bị hỏng"),
        ("no-widths", with(b"hhea", 34, 0), "bị hỏng"),
        ("cut-widths", cut(b"hmtx", 400), "bị hỏng"),
        ("cut-shapes", cut(b"glyf", 90_000), "bị hỏng"),
        ("part-beyond", of_a_part_beyond(), "bị hỏng"),
        ("endless", endless(), "bị hỏng"),
        ("variable", variable(), "biến thiên"),
        ("faces", collection(1_000_000), "quá nhiều"),
        ("no-faces", collection(3), "bị hỏng"),
        ("woff", b"wOF2\0\x01\0\0".to_vec(), "WOFF"),
        ("half", FONT[..FONT.len() / 3].to_vec(), "phông chữ"),
        ("empty", Vec::new(), "bị hỏng"),
        ("text", b"not a font".to_vec(), "bị hỏng"),
    ];
    let mut project = beside_ordinary();
    for (name, bytes, _) in &cases {
        project = project.file(&format!("phong-chu/{name}.ttf"), bytes);
    }
    let output = limited(&project, &["build", "mot.yaml", "hai.yaml", "ba.yaml"]);
    let told = lossy(&output.stderr) + &lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for (name, _, words) in &cases {
        let file = format!("phong-chu/{name}.ttf");
        let place = told.find(&file).unwrap_or_else(|| panic!("{name}: {told}"));
        let start = told[..place].rfind("W07").unwrap_or_else(|| panic!("{name}: {told}"));
        assert!(told[start..place].contains(words), "{name}: {}", &told[start..place]);
    }
    let pdf = std::fs::read(project.path().join("out/mot.pdf")).unwrap();
    assert!(pdf.windows(15).any(|window| window == b"LiberationSerif"));
    // rights that allow it
    let project = beside_ordinary().file("phong-chu/a.ttf", with_rights(8)).file("phong-chu/b.ttf", with_rights(4));
    let output = limited(&project, &["build"]);
    assert!(output.status.success() && !lossy(&output.stderr).contains("W07"), "{}", lossy(&output.stderr));
}
