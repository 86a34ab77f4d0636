//! What a file promises beside its pages, and what of it comes after signing: fields that hold others, timestamps that
//! show something, pictures from elsewhere, other words of the metadata.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use vanthu::signature::{Indication, validate};

use crate::support::signing::attacks::{one_line, refused, signed};
use crate::support::signing::{Form, ISSUED, PKI, Wish, add_field, amend, catalog, copy, now, rewrite, sign, told};

/// A field of the form that holds others, over a new one or over that of the signature.
fn held(entries: Dictionary, takes_signature: bool) -> Vec<u8> {
    amend(&signed(), |old, new| {
        let form = old.get_dictionary(catalog(old)).unwrap().get(b"AcroForm").unwrap();
        let (_, form) = old.dereference(form).unwrap();
        let mut form = form.as_dict().unwrap().clone();
        let mut fields = old.dereference(form.get(b"Fields").unwrap()).unwrap().1.as_array().unwrap().clone();
        let kid: Object = if takes_signature {
            fields.remove(0)
        } else {
            let rect = vec![0.into(); 4];
            let empty = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "Rect" => rect, "T" => Object::string_literal("Con") };
            new.add_object(empty).into()
        };
        let mut group = dictionary! { "T" => Object::string_literal("Cha"), "Kids" => vec![kid] };
        group.extend(&entries);
        fields.push(new.add_object(group).into());
        form.set("Fields", fields);
        copy(old, new, catalog(old)).set("AcroForm", form);
    })
}

#[test]
fn fields_that_hold_others_do_nothing_and_leave_names_as_they_were() {
    let plain = told(&held(dictionary! { "FT" => "Sig", "TU" => Object::string_literal("Lãnh đạo") }, false));
    assert_eq!(plain.indication, Indication::Intact, "{}", one_line(&plain));
    let script = || dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") };
    insta::assert_snapshot!(refused(vec![
        ("việc của ô cha", held(dictionary! { "AA" => dictionary! { "K" => script() } }, false), "C10"),
        ("việc khi bấm ô cha", held(dictionary! { "A" => script() }, false), "C10"),
        ("khóa của ô cha", held(dictionary! { "Lock" => dictionary! { "Action" => "All" } }, false), "C10"),
        ("kiểu của ô cha", held(dictionary! { "FT" => "Tx" }, false), "C10"),
        ("ô cha của chữ ký", held(dictionary! {}, true), "C10"),
    ]));
}

/// A timestamp over the file, which needs nobody's key.
fn in_time(change: impl Fn(&mut Wish<'_>)) -> Vec<u8> {
    let form = Form { is_stamp: Some("2026-01-06T00:00:00+07:00"), ..Form::default() };
    let mut over = Wish { sub_filter: "ETSI.RFC3161", form, ..Wish::new("DauThoiGian", &PKI.stamper) };
    change(&mut over);
    sign(&signed(), &over)
}

#[test]
fn a_timestamp_shows_nothing_and_nobody_hides_behind_its_name() {
    for plain in [in_time(|_| {}), in_time(|over| over.kind = Some("DocTimeStamp"))] {
        let told = told(&plain);
        assert_eq!(told.indication, Indication::Intact, "{}", one_line(&told));
    }
    // of a timestamp's giver nobody asks who it is
    let pretended = Wish { kind: Some("DocTimeStamp"), ..Wish::new("ChuKy2", &PKI.stranger) };
    insta::assert_snapshot!(refused(vec![
        ("dấu thời gian có hình", in_time(|over| over.rect = [60, 60, 160, 90]), "C23"),
        ("dấu thời gian ghi là chữ ký", in_time(|over| over.kind = Some("Sig")), "C04"),
        ("chữ ký ghi là dấu thời gian", sign(&signed(), &pretended), "C04"),
    ]));
}

/// A second signature whose picture has more than it shows.
fn pictured(change: impl Fn(&mut Document, &mut Stream)) -> Vec<u8> {
    let rect = [60, 60, 160, 90];
    amend(&signed(), |old, new| {
        let bounds = vec![0.into(), 0.into(), 100.into(), 50.into()];
        let dictionary = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds };
        let mut shown = Stream::new(dictionary, b"0 0 1 RG 0 0 100 50 re S".to_vec());
        change(new, &mut shown);
        let shown = new.add_object(shown);
        let field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 132, "T" => Object::string_literal("Them"),
            "Rect" => rect.map(Object::from).to_vec(), "AP" => dictionary! { "N" => shown },
            "V" => old.get_dictionary(catalog(old)).unwrap().get(b"Pages").unwrap().clone(),
        };
        add_field(old, new, field);
    })
}

fn with_image(new: &mut Document, shown: &mut Stream, entries: Dictionary) {
    let mut image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceGray",
    };
    image.extend(&entries);
    let image: ObjectId = new.add_object(Stream::new(image, vec![0]));
    shown.dict.set("Resources", dictionary! { "XObject" => dictionary! { "A" => image } });
}

#[test]
fn the_picture_of_a_signature_brings_nothing_from_elsewhere_and_stands_in_no_layer() {
    let layer = || dictionary! { "Type" => "OCG", "Name" => Object::string_literal("A") };
    let entries: [(&str, Dictionary); 3] = [
        ("hình khi in", dictionary! { "Alternates" => Vec::<Object>::new() }),
        ("hình của nơi khác", dictionary! { "OPI" => dictionary! {} }),
        ("lớp của hình", dictionary! { "OC" => layer() }),
    ];
    let mut files: Vec<(&'static str, Vec<u8>, &'static str)> = Vec::new();
    for (name, entries) in entries {
        files.push((name, pictured(|new, shown| with_image(new, shown, entries.clone())), "C10"));
    }
    let own: [(&'static str, &'static str, Object); 3] = [
        ("trang của tệp khác", "Ref", dictionary! { "Page" => 0 }.into()),
        ("lớp của khung", "OC", layer().into()),
        ("mã cho máy in", "Subtype2", "PS".into()),
    ];
    for (name, key, value) in own {
        files.push((name, pictured(|_, shown| shown.dict.set(key, value.clone())), "C10"));
    }
    insta::assert_snapshot!(refused(files));
}

#[test]
fn metadata_say_nothing_new_but_who_saved_them_last() {
    let signed = signed();
    let with = |change: &dyn Fn(String) -> String| {
        amend(&signed, |old, new| {
            let metadata = old.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
            let mut stream = old.get_object(metadata).unwrap().as_stream().unwrap().clone();
            let text = String::from_utf8(stream.content.clone()).unwrap();
            let other = change(text.clone());
            assert_ne!(text, other);
            stream.set_content(other.into_bytes());
            new.objects.insert(metadata, stream.into());
        })
    };
    let added =
        |words: &str| with(&|text| text.replacen("</rdf:Description>", &format!("{words}</rdf:Description>"), 1));
    let xmp = r#"xmlns:x="http://ns.adobe.com/xap/1.0/""#;
    for fine in [
        added(&format!("<x:MetadataDate {xmp}>2026-01-05T10:15:30+07:00</x:MetadataDate>")),
        added("<dc:format>application/pdf</dc:format>"),
        with(&|text| {
            let (begin, rest) = text.split_once("<xmp:CreateDate>").unwrap();
            let (date, end) = rest.split_once("</xmp:CreateDate>").unwrap();
            // the same moment, written otherwise
            let date = chrono::DateTime::parse_from_rfc3339(date).unwrap().to_utc().format("%Y-%m-%dT%H:%M:%S.000Z");
            format!("{begin}<xmp:CreateDate>{date}</xmp:CreateDate>{end}")
        }),
    ] {
        let told = told(&fine);
        assert_eq!(told.indication, Indication::Intact, "{}", one_line(&told));
    }
    for words in [
        "<dc:publisher>Khác</dc:publisher>".to_owned(),
        "<dc:rights>Khác</dc:rights>".to_owned(),
        format!("<x:Label {xmp}>MẬT</x:Label>"),
        r#"<x:SoHieu xmlns:x="http://a/">1/QĐ</x:SoHieu>"#.to_owned(),
        r#"<x:UsageTerms xmlns:x="http://ns.adobe.com/xap/1.0/rights/">Khác</x:UsageTerms>"#.to_owned(),
        format!(r#"<rdf:Bag><rdf:li {xmp} x:Nickname="A"/></rdf:Bag>"#),
    ] {
        let told = told(&added(&words));
        assert_eq!(told.indication, Indication::Altered, "{words} {}", one_line(&told));
    }
    let made = with(&|text| {
        let (begin, rest) = text.split_once("<xmp:CreateDate>").unwrap();
        format!("{begin}<xmp:CreateDate>2001-01-01T00:00:00Z{}", &rest[rest.find('<').unwrap()..])
    });
    assert_eq!(told(&made).indication, Indication::Altered, "{}", one_line(&told(&made)));
    assert_eq!(told(&ISSUED).indication, Indication::Unsigned);
}

#[test]
fn the_seal_of_an_office_stands_on_a_signature_and_on_no_word() {
    let leader = |file: &[u8], rect| sign(file, &Wish { rect, ..Wish::new("ChuKy1", &PKI.leader) });
    let seal = |file: &[u8], rect| sign(file, &Wish { rect, ..Wish::new("Dau", &PKI.clerk) });
    let anew = rewrite(&ISSUED, |_| {});
    let is_covered = |file: &[u8], issued: Option<&[u8]>| {
        let told = validate(file, issued, &PKI.trust, now());
        let covered = told.findings.iter().any(|found| found.finding.code.id == "C23");
        assert_eq!(covered, told.indication == Indication::Invalid, "{}", one_line(&told));
        covered
    };
    // the left third, and all of it
    let file = seal(&leader(&ISSUED, [60, 20, 160, 50]), [30, 15, 95, 55]);
    assert!(!is_covered(&file, None));
    let file = seal(&leader(&anew, [60, 20, 160, 50]), [55, 15, 165, 55]);
    assert!(!is_covered(&file, None) && !is_covered(&file, Some(&ISSUED)));
    // on the words under the place of the first one, which its signer has seen there and signed
    let file = seal(&leader(&ISSUED, [60, 300, 500, 700]), [100, 500, 400, 690]);
    assert!(is_covered(&file, None));
    // beside the signature, on words
    assert!(is_covered(&seal(&leader(&anew, [60, 20, 160, 50]), [100, 500, 400, 690]), None));
}
