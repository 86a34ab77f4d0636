//! What no picture of ours shows: thin frames, annotations that readers draw themselves, layers, other words on the file.

use lopdf::{Dictionary, Document, Object, dictionary};
use vanthu::signature::{Indication, Provenance};

use crate::support::signing::attacks::{one_line, signed};
use crate::support::signing::{ISSUED, PKI, Wish, add_field, amend, catalog, copy, page, push, rewrite, sign, told};

/// A change of a file that is written anew.
type Change = fn(&mut Document);

fn annotated(document: &mut Document, subtype: &str, more: Dictionary) {
    let rect: Vec<Object> = [100, 400, 300, 500].map(Object::from).to_vec();
    let mut note = dictionary! { "Type" => "Annot", "Subtype" => subtype, "Rect" => rect };
    note.extend(&more);
    let note = document.add_object(note);
    let page = page(document);
    push(document.get_dictionary_mut(page).unwrap(), "Annots", note);
}

fn page_entry(document: &mut Document, key: &str, value: Object) {
    let page = page(document);
    document.get_dictionary_mut(page).unwrap().set(key, value);
}

fn catalog_entry(document: &mut Document, key: &str, value: Object) {
    document.catalog_mut().unwrap().set(key, value);
}

fn structure(document: &mut Document, change: impl Fn(&mut Dictionary)) {
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    change(document.get_dictionary_mut(root).unwrap());
}

#[test]
fn a_file_written_anew_is_compared_in_what_each_reader_draws_itself() {
    let signed = |change: Change| sign(&rewrite(&ISSUED, change), &Wish::new("ChuKy1", &PKI.leader));
    let same = told(&signed(|_| {}));
    assert_eq!(
        (same.indication, same.provenance),
        (Indication::Rewritten, Provenance::Rewritten),
        "{}",
        one_line(&same)
    );
    let changes: [(&str, Change); 12] = [
        ("chú thích, ô nhập hoặc cỡ trang 1", |document| {
            annotated(document, "Square", dictionary! { "IC" => vec![1.into()] })
        }),
        ("chú thích, ô nhập hoặc cỡ trang 1", |document| annotated(document, "FreeText", dictionary! {})),
        ("chú thích, ô nhập hoặc cỡ trang 1", |document| {
            annotated(document, "Widget", dictionary! { "FT" => "Tx" })
        }),
        ("chú thích, ô nhập hoặc cỡ trang 1", |document| page_entry(document, "UserUnit", Object::Real(1.1))),
        ("chú thích, ô nhập hoặc cỡ trang 1", |document| {
            page_entry(document, "CropBox", [0, 0, 595, 842].map(Object::from).to_vec().into());
            page_entry(document, "MediaBox", [0, -300, 595, 842].map(Object::from).to_vec().into());
        }),
        ("việc tự chạy", |document| {
            document.catalog_mut().unwrap().set("OpenAction", dictionary! { "S" => "JavaScript" })
        }),
        ("việc tự chạy", |document| page_entry(document, "AA", dictionary! {}.into())),
        ("việc tự chạy", |document| {
            document.catalog_mut().unwrap().set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} })
        }),
        ("đọc thành tiếng trong cấu trúc", |document| {
            let spoken = dictionary! { "Alt" => Object::string_literal("9.126") };
            document.catalog_mut().unwrap().set("Noi", spoken);
        }),
        ("đọc thành tiếng hoặc để sao chép của trang 1", |document| {
            let page = page(document);
            let mut content = document.get_page_content(page);
            content.extend(b"\n/Span << /ActualText (9.126) >> BDC EMC\n");
            let content = document.add_object(lopdf::Stream::new(dictionary! {}, content));
            page_entry(document, "Contents", content.into());
        }),
        ("lớp ẩn hiện của tệp", |document| {
            document.catalog_mut().unwrap().set("OCProperties", dictionary! {})
        }),
        ("tên, tác giả hoặc từ khóa", |document| {
            let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
            document.get_dictionary_mut(info).unwrap().set("Author", Object::string_literal("Khac"));
        }),
    ];
    for (words, change) in changes {
        let told = told(&signed(change));
        assert_eq!(told.provenance, Provenance::Other, "{words}: {}", one_line(&told));
        let is_told = told.findings.iter().any(|found| found.finding.message.contains(words));
        assert!(is_told, "{words}: {}", one_line(&told));
    }
}

/// What a reader shows around the pages, on other paper or to other programs, with what is said of it.
const PRESENTED: [(&str, Change); 12] = [
    ("số trang, mục lục, cách mở", |document| catalog_entry(document, "PageMode", "UseAttachments".into())),
    ("số trang, mục lục, cách mở", |document| catalog_entry(document, "Lang", Object::string_literal("en"))),
    ("số trang, mục lục, cách mở", |document| {
        catalog_entry(document, "PageLabels", dictionary! { "Nums" => vec![0.into()] }.into())
    }),
    ("số trang, mục lục, cách mở", |document| {
        catalog_entry(document, "ViewerPreferences", dictionary! { "Direction" => "R2L" }.into())
    }),
    ("số trang, mục lục, cách mở", |document| {
        let item = document.add_object(dictionary! { "Title" => Object::string_literal("1/QD") });
        catalog_entry(document, "Outlines", dictionary! { "First" => item, "Last" => item }.into());
    }),
    ("số trang, mục lục, cách mở", |document| {
        structure(document, |root| root.set("RoleMap", dictionary! { "P" => "Artifact" }))
    }),
    ("số trang, mục lục, cách mở", |document| structure(document, |root| root.set("K", Vec::<Object>::new()))),
    ("việc tự chạy", |document| page_entry(document, "Thumb", dictionary! {}.into())),
    ("việc tự chạy", |document| {
        let resources = dictionary! { "ColorSpace" => dictionary! { "DefaultGray" => "DeviceRGB" } };
        page_entry(document, "PieceInfo", resources.into());
    }),
    ("việc tự chạy", |document| {
        let program = lopdf::Stream::new(dictionary! { "Subtype" => "PS" }, b"showpage".to_vec());
        let program = document.add_object(program);
        page_entry(document, "PieceInfo", dictionary! { "A" => program }.into());
    }),
    ("chú thích, ô nhập hoặc cỡ trang 1", |document| {
        page_entry(document, "TrimBox", [0, 0, 300, 300].map(Object::from).to_vec().into())
    }),
    ("tên, tác giả hoặc từ khóa", |document| {
        let metadata = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
        let stream = document.get_object_mut(metadata).unwrap().as_stream_mut().unwrap();
        let text = String::from_utf8(stream.content.clone()).unwrap();
        let creator = "<dc:creator><rdf:Seq><rdf:li>Ke khac</rdf:li></rdf:Seq></dc:creator></rdf:Description>";
        stream.set_content(text.replacen("</rdf:Description>", creator, 1).into_bytes());
    }),
];

#[test]
fn a_file_written_anew_is_presented_as_the_issued_one() {
    let signed = |change: Change| sign(&rewrite(&ISSUED, change), &Wish::new("ChuKy1", &PKI.leader));
    // what tools leave out, and boxes that are the paper
    let fine: [Change; 2] = [
        |document| _ = document.catalog_mut().unwrap().remove(b"StructTreeRoot"),
        |document| {
            document.catalog_mut().unwrap().remove(b"ViewerPreferences");
            let paper = document.get_dictionary(page(document)).unwrap().get(b"MediaBox").unwrap().clone();
            page_entry(document, "TrimBox", paper);
        },
    ];
    for change in fine {
        let told = told(&signed(change));
        assert_eq!(told.provenance, Provenance::Rewritten, "{}", one_line(&told));
    }
    for (words, change) in PRESENTED {
        let told = told(&signed(change));
        assert_eq!(told.provenance, Provenance::Other, "{words}: {}", one_line(&told));
        let is_told = told.findings.iter().any(|found| found.finding.message.contains(words));
        assert!(is_told, "{words}: {}", one_line(&told));
    }
}

#[test]
fn an_empty_field_shows_however_thin_it_is_and_its_picture_is_one() {
    let signed = signed();
    let with = |entries: Dictionary| {
        amend(&signed, |old, new| {
            let shown = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(); 4] };
            let shown = new.add_object(lopdf::Stream::new(shown, Vec::new()));
            let mut field = dictionary! {
                "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("Them"),
                "Rect" => vec![0.into(); 4], "AP" => dictionary! { "N" => shown },
            };
            field.extend(&entries);
            add_field(old, new, field);
        })
    };
    assert_eq!(told(&with(dictionary! {})).indication, Indication::Intact);
    let thin = [60.0, 100.0, 500.0, 100.2].map(Object::Real).to_vec();
    for entries in [dictionary! { "Rect" => thin }, dictionary! { "AP" => Vec::<Object>::new() }] {
        let told = told(&with(entries));
        assert_eq!(told.indication, Indication::Altered, "{}", one_line(&told));
    }
}

#[test]
fn a_form_may_say_that_it_is_one() {
    let typed = amend(&ISSUED, |old, new| {
        let form = dictionary! { "Type" => "AcroForm", "SigFlags" => 3, "Fields" => Vec::<Object>::new() };
        copy(old, new, catalog(old)).set("AcroForm", form);
    });
    assert_eq!(told(&typed).provenance, Provenance::Issued, "{}", one_line(&told(&typed)));
}
