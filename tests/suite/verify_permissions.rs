//! What signers permit after them, where later signatures may stand, and what of a file's identity stays.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use vanthu::signature::Indication;

use crate::support::signing::attacks::{one_line, refused, signed};
use crate::support::signing::{
    ISSUED, PKI, Wish, add_field, amend, catalog, copy, page, push, rewrite, sign, told, told_alone,
};

fn restricted(method: &str, parameters: Dictionary) -> Vec<u8> {
    let reference = dictionary! { "Type" => "SigRef", "TransformMethod" => method, "TransformParams" => parameters };
    sign(&ISSUED, &Wish { reference: Some(reference), ..Wish::new("ChuKy1", &PKI.leader) })
}

fn names(all: &[&str]) -> Vec<Object> {
    all.iter().map(|name| Object::string_literal(*name)).collect()
}

/// Signs once more, with nothing to be seen.
fn again(pdf: &[u8]) -> Vec<u8> {
    sign(pdf, &Wish::new("ChuKy2", &PKI.clerk))
}

#[test]
fn locked_fields_stay_as_they_are_and_unknown_limits_are_refused() {
    let all = restricted("FieldMDP", dictionary! { "Action" => "All" });
    let only = restricted("FieldMDP", dictionary! { "Action" => "Include", "Fields" => names(&["ChuKy2"]) });
    let but = restricted("FieldMDP", dictionary! { "Action" => "Exclude", "Fields" => names(&["ChuKy3"]) });
    insta::assert_snapshot!(refused(vec![
        ("mọi ô bị khóa", again(&all), "C11"),
        ("ô bị khóa", again(&only), "C11"),
        ("ô ngoài danh sách mở", again(&but), "C11"),
        ("giới hạn lạ", restricted("UR3", dictionary! { "P" => true }), "C08"),
        ("khóa không nói khóa gì", restricted("FieldMDP", dictionary! { "Action" => "Some" }), "C08"),
        ("mức lạ", restricted("DocMDP", dictionary! { "P" => 7 }), "C08"),
    ]));
    let open = restricted("FieldMDP", dictionary! { "Action" => "Exclude", "Fields" => names(&["ChuKy2"]) });
    for file in [&all, &only, &again(&open)] {
        let told = told(file);
        assert_eq!(told.indication, Indication::Intact, "{}", one_line(&told));
    }
}

#[test]
fn a_hidden_field_for_its_own_sake_is_beyond_signing() {
    let certified = sign(&ISSUED, &Wish { permits: Some(2), ..Wish::new("ChuKy1", &PKI.leader) });
    let hidden = amend(&certified, |old, new| {
        let rect = [0; 4].map(Object::from).to_vec();
        let empty = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("ChuKy2"), "Rect" => rect };
        add_field(old, new, empty);
    });
    insta::assert_snapshot!(refused(vec![("ô ẩn không ký", hidden, "C11")]));
    assert_eq!(told(&again(&certified)).indication, Indication::Intact);
}

/// A document with a field for words, as a form has.
fn form() -> Vec<u8> {
    amend(&ISSUED, |old, new| {
        let look = new.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"".to_vec()));
        let rect = [60, 60, 200, 80].map(Object::from).to_vec();
        let field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal("GhiChu"),
            "Rect" => rect, "AP" => dictionary! { "N" => look },
        };
        add_field(old, new, field);
    })
}

fn filled(pdf: &[u8], more: &[(&str, Object)]) -> Vec<u8> {
    amend(pdf, |old, new| {
        let field =
            *old.objects.iter().find(|(_, object)| object.as_dict().is_ok_and(|d| d.has_type_of_text())).unwrap().0;
        let bounds = [0, 0, 140, 20].map(Object::from).to_vec();
        let look = Stream::new(dictionary! { "Subtype" => "Form", "BBox" => bounds }, b"0 g 2 2 100 8 re f".to_vec());
        let look = new.add_object(look);
        let field = copy(old, new, field);
        field.set("V", Object::string_literal("Da xem"));
        field.set("AP", dictionary! { "N" => look });
        for (key, value) in more {
            field.set(*key, value.clone());
        }
    })
}

trait OfText {
    fn has_type_of_text(&self) -> bool;
}

impl OfText for Dictionary {
    fn has_type_of_text(&self) -> bool {
        self.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Tx")
    }
}

#[test]
fn filling_in_is_fine_where_the_first_signer_permits_it_and_nowhere_else() {
    let certified = |level| sign(&form(), &Wish { permits: Some(level), ..Wish::new("ChuKy1", &PKI.leader) });
    let approved = sign(&form(), &Wish::new("ChuKy1", &PKI.leader));
    let fine = told_alone(&filled(&certified(2), &[]));
    assert_eq!(fine.indication, Indication::Unchecked, "{}", one_line(&fine));
    assert_eq!(fine.signatures[0].additions(), ["ô `GhiChu` được điền"]);
    // one who comes later and certifies for himself
    let late = sign(&approved, &Wish { permits: Some(2), ..Wish::new("ChuKy2", &PKI.clerk) });
    let moved = [("Rect", Object::from([60, 200, 500, 700].map(Object::from).to_vec()))];
    insta::assert_snapshot!(refused(vec![
        ("điền khi chưa ai cho phép", filled(&approved, &[]), "C10"),
        ("điền khi người ký sau tự cho phép", filled(&late, &[]), "C10"),
        ("điền khi không cho gì thêm", filled(&certified(1), &[]), "C11"),
        ("dời ô khi điền", filled(&certified(2), &moved), "C10"),
    ]));
}

/// A signature made of many widgets, each of them small.
fn in_pieces(pdf: &[u8], count: i64, rect: impl Fn(i64) -> Vec<Object>) -> Vec<u8> {
    let first = sign(pdf, &Wish::new("ChuKy2", &PKI.clerk));
    amend(&first, |old, new| {
        let bounds = [0, 0, 9, 9].map(Object::from).to_vec();
        let look = dictionary! { "Subtype" => "Form", "BBox" => bounds };
        let look = new.add_object(Stream::new(look, b"1 g 0 0 9 9 re f".to_vec()));
        let kids: Vec<_> = (0..count)
            .map(|at| {
                let piece = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "Rect" => rect(at), "AP" => dictionary! { "N" => look } };
                new.add_object(piece)
            })
            .collect();
        let field = dictionary! {
            "FT" => "Sig", "T" => Object::string_literal("ChuKy3"),
            "Kids" => kids.iter().map(|id| (*id).into()).collect::<Vec<Object>>(),
        };
        let id = new.add_object(field);
        for kid in kids {
            push(copy(old, new, page(old)), "Annots", kid);
        }
        let mut form = copy(old, new, catalog(old)).get(b"AcroForm").unwrap().as_dict().unwrap().clone();
        push(&mut form, "Fields", id);
        copy(old, new, catalog(old)).set("AcroForm", form);
    })
}

/// A signature with a picture that says no bounds: some readers draw all of it over the page, some none.
fn unbounded(pdf: &[u8]) -> Vec<u8> {
    amend(pdf, |old, new| {
        let look = new.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"1 g 0 0 600 800 re f".to_vec()));
        let rect = [0; 4].map(Object::from).to_vec();
        let field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("ChuKy3"),
            "Rect" => rect, "AP" => dictionary! { "N" => look },
        };
        add_field(old, new, field);
    })
}

#[test]
fn later_signatures_stand_where_they_say_and_do_not_hide_the_page_together() {
    let whole = |at: i64| [20, 20 + 60 * at, 570, 78 + 60 * at].map(Object::from).to_vec();
    let short = |_: i64| vec![60.into(), 60.into(), 90.into()];
    let odd = |_: i64| vec![60.into(), 60.into(), 90.into(), Object::string_literal("90")];
    let signed = signed();
    insta::assert_snapshot!(refused(vec![
        ("nhiều mảnh cùng che trang", in_pieces(&signed, 12, whole), "C10"),
        ("hình không có khung", unbounded(&signed), "C10"),
        ("khung ba số", in_pieces(&signed, 1, short), "C10"),
        ("khung có chữ", in_pieces(&signed, 1, odd), "C10"),
    ]));
}

#[test]
fn identity_author_and_bytes_that_are_no_text_stay() {
    let signed = signed();
    let metadata = |document: &Document| document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let author = amend(&signed, |old, new| {
        let mut stream = old.get_object(metadata(old)).unwrap().as_stream().unwrap().clone();
        let text = String::from_utf8(stream.content.clone()).unwrap();
        let creator = "<dc:creator><rdf:Seq><rdf:li>Ke khac</rdf:li></rdf:Seq></dc:creator></rdf:Description>";
        stream.set_content(text.replacen("</rdf:Description>", creator, 1).into_bytes());
        new.objects.insert(metadata(old), stream.into());
    });
    let identity = amend(&signed, |_, new| {
        new.trailer.set("ID", vec![Object::string_literal("khac"), Object::string_literal("khac")]);
    });
    // the same letters in another encoding: as text the same, as colours not
    let lookup = |bytes: Vec<u8>| {
        let palette: Vec<Object> = vec!["Indexed".into(), "DeviceGray".into(), 2.into(), Object::string_literal(bytes)];
        palette
    };
    let coloured = amend(&ISSUED, |old, new| {
        let space = new.add_object(Object::Array(lookup(b"abc".to_vec())));
        copy(old, new, page(old)).set("TieuBang", space);
    });
    let coloured = sign(&coloured, &Wish::new("ChuKy1", &PKI.leader));
    let palette = amend(&coloured, |old, new| {
        let id = old.get_dictionary(page(old)).unwrap().get(b"TieuBang").unwrap().as_reference().unwrap();
        let wide = b"\xfe\xff\0a\0b\0c".to_vec();
        new.objects.insert(id, lookup(wide).into());
    });
    insta::assert_snapshot!(refused(vec![
        ("tác giả khác", author, "C10"),
        ("mã nhận dạng khác", identity, "C10"),
        ("bảng màu ghi lại", palette, "C10"),
    ]));
}

/// What was issued with neither information nor metadata.
fn bare() -> Vec<u8> {
    rewrite(&ISSUED, |document| {
        document.trailer.remove(b"Info");
        document.catalog_mut().unwrap().remove(b"Metadata");
    })
}

#[test]
fn what_a_file_says_of_itself_does_not_come_after_signing_where_it_said_nothing() {
    let signed = sign(&bare(), &Wish::new("ChuKy1", &PKI.leader));
    let info = |key: &str| {
        amend(&signed, |_, new| {
            let info = new.add_object(dictionary! { key => Object::string_literal("Khac") });
            new.trailer.set("Info", info);
        })
    };
    let metadata = |words: &str| {
        amend(&signed, |old, new| {
            let space = r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.aiim.org/pdfa/ns/id/""#;
            let packet = format!("<x {space}>{words}</x>").into_bytes();
            let packet = new.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, packet));
            copy(old, new, catalog(old)).set("Metadata", packet);
        })
    };
    for fine in [info("Producer"), metadata("<dc:format>application/pdf</dc:format>")] {
        let told = told_alone(&fine);
        assert_eq!(told.indication, Indication::Unchecked, "{}", one_line(&told));
    }
    let files = ["Title", "Author", "Subject", "Keywords"].map(&info);
    let others = ["<dc:title>A</dc:title>", "<dc:creator>A</dc:creator>", "<a:part>2</a:part>", "<dc:title>"];
    for file in files.into_iter().chain(others.map(&metadata)) {
        let told = told_alone(&file);
        assert_eq!(told.indication, Indication::Altered, "{}", one_line(&told));
    }
}

#[test]
fn what_signing_does_not_need_is_refused() {
    let counted = amend(&ISSUED, |old, new| copy(old, new, page(old)).set("So", 1_000_000));
    let two = |pdf: &[u8]| {
        let visible = |field, left| Wish { rect: [left, 20, left + 80, 60], ..Wish::new(field, &PKI.leader) };
        sign(&sign(pdf, &visible("ChuKy1", 60)), &visible("ChuKy2", 300))
    };
    let signed = two(&counted);
    let with = |key: &'static str, value: Object| {
        amend(&signed, move |old, new| {
            let mut field = dictionary! {
                "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("Them"),
                "Rect" => vec![0.into(); 4],
            };
            field.set(key, value);
            add_field(old, new, field);
        })
    };
    let in_order = |change: fn(&mut Vec<Object>)| {
        amend(&signed, move |old, new| {
            let own = copy(old, new, page(old));
            let mut list = own.get(b"Annots").unwrap().as_array().unwrap().clone();
            change(&mut list);
            own.set("Annots", list);
        })
    };
    let permitted = |entries: Dictionary| amend(&signed, |old, new| copy(old, new, catalog(old)).set("Perms", entries));
    assert_eq!(told_alone(&with("NM", Object::string_literal("a"))).indication, Indication::Unchecked);
    for (name, file) in [
        ("số lớn hơn một", amend(&signed, |old, new| copy(old, new, page(old)).set("So", 1_000_001))),
        ("số viết lẻ", amend(&signed, |old, new| copy(old, new, page(old)).set("So", Object::Real(1_000_001.0)))),
        ("đổi thứ tự", in_order(|list| list.reverse())),
        ("hai lần", in_order(|list| list.push(list[0].clone()))),
        ("quyền dùng", permitted(dictionary! { "UR3" => dictionary! {} })),
        ("lớp", with("OC", dictionary! { "Type" => "OCG" }.into())),
        ("tệp kèm", with("AF", Vec::<Object>::new().into())),
        ("chỉ hiện khi in", with("F", 36.into())),
    ] {
        let told = told_alone(&file);
        assert_eq!(told.indication, Indication::Altered, "{name}: {}", one_line(&told));
    }
}
