//! What later signatures may stand on: pages that scanners packed, faint and coloured words, lines that go on.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use vanthu::signature::Indication;

use crate::support::signing::attacks::one_line;
use crate::support::signing::{PKI, Wish, ids, rewrite, sign, told_alone};

/// A page of 300 by 300 points.
fn page_with(content: &str, objects: Dictionary) -> Document {
    let mut document = Document::with_version("1.7");
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => [0, 0, 300, 300].map(Object::from).to_vec(),
        "Contents" => content, "Resources" => dictionary! { "XObject" => objects },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Two visible signatures, the second at a place.
fn signed_at(pdf: &[u8], rect: [i64; 4]) -> Vec<u8> {
    let first = sign(pdf, &Wish { rect: [20, 20, 120, 70], ..Wish::new("ChuKy1", &PKI.leader) });
    sign(&first, &Wish { rect, ..Wish::new("ChuKy2", &PKI.clerk) })
}

/// A picture of 64 by 32 pixels with three marks, on the upper half of a page.
fn scan(filter: &str, data: &str, parameters: Dictionary, shared: Option<&str>) -> Document {
    let mut document = page_with("q 300 0 0 150 0 150 cm /Anh Do Q", Dictionary::new());
    let mut parameters = parameters;
    if let Some(shared) = shared {
        let shared = document.add_object(Stream::new(Dictionary::new(), hex::decode(shared).unwrap()));
        parameters.set("JBIG2Globals", shared);
    }
    let image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 64, "Height" => 32, "BitsPerComponent" => 1,
        "ColorSpace" => "DeviceGray", "Filter" => filter, "DecodeParms" => parameters,
    };
    let image = document.add_object(Stream::new(image, hex::decode(data).unwrap()));
    let page = document.page_iter().next().unwrap();
    let resources = dictionary! { "XObject" => dictionary! { "Anh" => image } };
    document.get_dictionary_mut(page).unwrap().set("Resources", resources);
    document
}

const FAX: &str = "26a0786ffcb23f9716459ffffffff90fa7ffff2e13ffffffffffffff1ffffe3ffffc7ff88ffff0010010";
const WHOLE: &str = "000000003000010000001300000040000000200000000000000000000000000000012600010000004200000040000000200000000000000000000003fffdff02fefefea85ca6acea7df86bd7496d83d71934d27aaa743dff7d89d7f80d5bb7a874b6383b46b863557fffac";
const BY_SYMBOLS: &str = "00000000300001000000130000004000000020000000000000000000000000000002062001010000002000000040000000200000000000000000000010000000039fa6f11f2bbf16ffac";
const SYMBOLS: &str = "0000000100000000000031000003fffdff02fefefe000000030000000347a9d38dbb375a0572266d4d347eb0391a893fc47e6a206353ff7243deffac";
/// One symbol of 19,000 by 19,000.
const WIDE: &str = "000000010000000000001d000003fffdff02fefefe0000000100000001055f42ab997150aaefffac";

fn fax(columns: i64, rows: i64) -> Document {
    scan("CCITTFaxDecode", FAX, dictionary! { "K" => -1, "Columns" => columns, "Rows" => rows }, None)
}

#[test]
fn a_second_stamp_is_looked_at_on_pages_as_scanners_pack_them() {
    for (name, document) in [
        ("fax", fax(64, 32)),
        ("jbig2", scan("JBIG2Decode", WHOLE, Dictionary::new(), None)),
        ("jbig2 theo ký hiệu", scan("JBIG2Decode", BY_SYMBOLS, Dictionary::new(), Some(SYMBOLS))),
    ] {
        let pdf = saved(document);
        let free = told_alone(&signed_at(&pdf, [160, 20, 260, 70]));
        assert_eq!(free.indication, Indication::Unchecked, "{name}: {}", one_line(&free));
        let on_mark = told_alone(&signed_at(&pdf, [15, 200, 40, 260]));
        assert!(ids(&on_mark).contains(&"C23"), "{name}: {}", one_line(&on_mark));
    }
    for (name, document) in [
        ("fax rộng", fax(60_000, 60_000)),
        ("ký hiệu rộng", scan("JBIG2Decode", BY_SYMBOLS, Dictionary::new(), Some(WIDE))),
        ("đứt", scan("JBIG2Decode", &WHOLE[..80], Dictionary::new(), None)),
    ] {
        let told = told_alone(&signed_at(&saved(document), [160, 20, 260, 70]));
        assert_eq!(ids(&told).last(), Some(&"C24"), "{name}: {}", one_line(&told));
    }
}

/// Images whose keys some readers take from those of images within instructions, or that unpack to more than they say.
#[test]
fn images_that_readers_size_up_in_two_ways_are_not_drawn() {
    let with = |key: &str, value: Object| {
        let mut document = fax(64, 32);
        let is_image = |object: &&mut Object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"Width"));
        let image = document.objects.values_mut().find(is_image).unwrap().as_stream_mut().unwrap();
        image.dict.set(key, value);
        saved(document)
    };
    let inline = |text: &str| saved(page_with(text, Dictionary::new()));
    for (name, pdf, is_drawn) in [
        ("như cũ", with("Intent", "Perceptual".into()), true),
        ("W", with("W", 60_000.into()), false),
        ("F", with("F", "DCTDecode".into()), false),
        ("rộng viết lẻ", with("Width", Object::Real(64.5)), false),
        ("cột rộng quá", with("DecodeParms", dictionary! { "K" => -1, "Columns" => 1_i64 << 42 }.into()), false),
        (
            "cột trong lệnh rộng quá",
            inline("BI /W 1 /H 1 /F /Fl /DP << /Predictor 15 /Columns 4398046511104 >> ID 0 EI"),
            false,
        ),
        ("tham số theo mảng", with("DecodeParms", vec![dictionary! { "K" => -1 }.into()].into()), false),
        ("ảnh nhỏ", inline("q 9 0 0 9 9 9 cm BI /W 2 /H 2 /BPC 8 /CS /G ID 0000 EI Q"), true),
        ("ảnh rộng", inline("BI /W 60000 /H 60000 /BPC 1 /CS /G ID 0 EI"), false),
        ("ảnh rộng sau chú thích", inline("BI %x\n/W %y\n60000 /#48 60000 ID 0 EI"), false),
        ("ảnh rộng viết lẻ", inline("BI /W 60000.0 /H 60000. ID 0 EI"), false),
        ("fax trong lệnh", inline("BI /W 1 /H 1 /F /CCF /DP << /Columns 60000 /Rows 60000 >> ID 0 EI"), false),
        ("jpeg trong lệnh", inline("BI /W 1 /H 1 /F /DCT ID 0 EI"), false),
    ] {
        let told = told_alone(&signed_at(&pdf, [160, 20, 260, 70]));
        let is_told = ids(&told).iter().any(|code| ["C16", "C24"].contains(code));
        assert_eq!(!is_told, is_drawn, "{name}: {}", one_line(&told));
    }
}

/// Letters of six by ten points, each after a gap of two.
fn line(left: i64, bottom: i64, count: i64, colour: &str) -> String {
    let letters = (0..count).map(|at| format!("{} {bottom} 6 10 re f\n", left + 8 * at));
    format!("{colour}\n{}", letters.collect::<String>())
}

#[test]
fn faint_and_coloured_words_are_words() {
    for colour in ["0 g", "0.5 g", "0.75 g", "0.88 g", "1 0.8 0.8 rg", "0.7 1 0.7 rg"] {
        let pdf = saved(page_with(&line(60, 200, 8, colour), Dictionary::new()));
        let told = told_alone(&signed_at(&pdf, [70, 195, 110, 215]));
        assert!(ids(&told).contains(&"C23"), "{colour}: {}", one_line(&told));
    }
}

#[test]
fn a_stamp_that_reads_on_from_a_line_is_refused_and_one_apart_is_not() {
    let content = [line(40, 200, 8, "0 g"), line(200, 200, 4, "0 g"), line(40, 240, 5, "0 g")].concat();
    let framed = format!("{content}\n1 w 10 10 280 280 re S");
    for content in [content, framed] {
        let pdf = saved(page_with(&content, Dictionary::new()));
        for (name, rect, is_fine) in [
            ("giữa dòng", [120, 198, 180, 212], false),
            ("nối cuối dòng", [85, 238, 130, 252], false),
            ("nối đầu dòng", [20, 238, 36, 252], false),
            ("cao hơn dòng", [110, 180, 190, 232], false),
            ("cùng hàng, ở xa", [170, 238, 260, 252], true),
            ("giữa hai dòng", [40, 215, 140, 230], true),
            ("dưới cùng", [160, 20, 260, 70], true),
        ] {
            let told = told_alone(&signed_at(&pdf, rect));
            assert_eq!(told.indication == Indication::Unchecked, is_fine, "{name}: {}", one_line(&told));
            let is_placed =
                told.findings.iter().any(|found| found.finding.message.contains("ở trang 1, cách mép trái"));
            assert_eq!(is_placed, !is_fine, "{name}: {}", one_line(&told));
        }
        let told = told_alone(&signed_at(&pdf, [160, 20, 260, 70]));
        let places: Vec<String> = told.signatures.iter().flat_map(|one| one.places()).collect();
        let wanted = ["cách mép trái 7 mm, mép trên 81 mm", "cách mép trái 56 mm, mép trên 81 mm"];
        assert!(places.iter().zip(wanted).all(|(place, wanted)| place.contains(wanted)), "{places:?}");
        // the same of a file that a tool wrote anew
        let anew = rewrite(&pdf, |document| _ = document.add_object(Object::Null));
        for (rect, is_same) in [([170, 238, 260, 252], true), ([120, 198, 180, 212], false)] {
            let told = vanthu::signature::validate(
                &sign(&anew, &Wish { rect, ..Wish::new("ChuKy1", &PKI.leader) }),
                Some(&pdf),
                &PKI.trust,
                crate::support::signing::now(),
            );
            assert_eq!(told.indication == Indication::Rewritten, is_same, "{rect:?}: {}", one_line(&told));
        }
    }
}
