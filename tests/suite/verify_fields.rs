//! Fields that mislead: pictures nobody signed, one signature shown twice, one object in two roles.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::support::signing::attacks::{content, first, refused, signed};
use crate::support::signing::{ISSUED, PKI, Wish, add_field, amend, catalog, copy, page, sign};

/// Forms that a later writing may not have: what shows without a signature, one signature shown twice.
fn false_fields() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let signed = signed();
    let shown = |old: &Document, new: &mut Document, more: Dictionary| {
        let look = new.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"0 g 0 0 100 50 re f".to_vec()));
        let mut field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("ChuKy2"),
            "Rect" => [60, 300, 300, 400].map(Object::from).to_vec(), "AP" => dictionary! { "N" => look },
        };
        field.extend(&more);
        (add_field(old, new, field), look)
    };
    let empty = amend(&signed, |old, new| {
        shown(old, new, dictionary! {});
    });
    let holder = |old: &Document| first(old, |d| d.has(b"ByteRange"));
    let shared = amend(&signed, |old, new| {
        shown(old, new, dictionary! { "V" => holder(old) });
    });
    // an empty field of the signed file, whose picture then says what nobody signed
    let (mut field, mut look) = Default::default();
    let prepared = amend(&ISSUED, |old, new| (field, look) = shown(old, new, dictionary! {}));
    let prepared = sign(&prepared, &Wish::new("ChuKy1", &PKI.leader));
    let redrawn = amend(&prepared, |_, new| {
        new.objects.insert(look, Stream::new(dictionary! { "Subtype" => "Form" }, b"0 g 0 0 9 9 re f".to_vec()).into());
    });
    let exchanged = amend(&prepared, |old, new| {
        let other = new.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"1 g 0 0 9 9 re f".to_vec()));
        copy(old, new, field).set("AP", dictionary! { "N" => other });
    });
    let borrowed = amend(&prepared, |old, new| copy(old, new, field).set("V", holder(old)));
    let named = sign(&signed, &Wish::new("ChuKy1", &PKI.clerk));
    vec![
        ("ô ký trống có hình", empty, "C10"),
        ("ô ký dùng lại chữ ký", shared, "C04"),
        ("hình của ô ký trống vẽ lại", redrawn, "C10"),
        ("hình của ô ký trống thay", exchanged, "C10"),
        ("ô ký trống mượn chữ ký", borrowed, "C04"),
        ("ô ký trùng tên", named, "C10"),
    ]
}

/// One object in two roles: a role that may change carries along one that may not.
fn doubled_roles() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let black = || Stream::new(dictionary! {}, b"0 g 50 50 400 600 re f".to_vec());
    let signed =
        |change: &dyn Fn(&Document, &mut Document)| sign(&amend(&ISSUED, change), &Wish::new("ChuKy1", &PKI.leader));
    let data = signed(&|old, new| {
        let info = new.add_object(black());
        let id = old.trailer.get(b"Info").unwrap().as_reference().unwrap();
        copy(old, new, id).set("Producer", info);
        let mut resources =
            old.get_dictionary(page(old)).unwrap().get_deref(b"Resources", old).unwrap().as_dict().unwrap().clone();
        resources.set("XObject", id);
        copy(old, new, page(old)).set("Resources", resources);
    });
    let data = amend(&data, |old, new| {
        let id = old.trailer.get(b"Info").unwrap().as_reference().unwrap();
        let other = new.add_object(black());
        copy(old, new, id).set("Producer", other);
    });
    let metadata = |document: &Document| document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let packet = signed(&|old, new| {
        let parts = vec![content(old).into(), metadata(old).into()];
        copy(old, new, page(old)).set("Contents", parts);
    });
    let packet = amend(&packet, |old, new| {
        let mut stream = old.get_object(metadata(old)).unwrap().as_stream().unwrap().clone();
        stream.set_content([stream.content.as_slice(), b"\n0 g 50 50 400 600 re f\n"].concat());
        new.objects.insert(metadata(old), stream.into());
    });
    let list = amend(&ISSUED, |old, new| {
        let both = new.add_object(Object::Array(vec![content(old).into()]));
        copy(old, new, page(old)).set("Contents", both);
        copy(old, new, catalog(old)).set("AcroForm", dictionary! { "Fields" => both, "SigFlags" => 3 });
    });
    let list = sign(&list, &Wish::new("ChuKy1", &PKI.leader));
    let list = amend(&list, |old, new| {
        let both = old.get_dictionary(page(old)).unwrap().get(b"Contents").unwrap().as_reference().unwrap();
        let mut parts = old.get_object(both).unwrap().as_array().unwrap().clone();
        parts.push(new.add_object(black()).into());
        new.objects.insert(both, parts.into());
    });
    vec![
        ("thông tin về tệp cũng là hình của trang", data, "C10"),
        ("mô tả tệp cũng là nội dung trang", packet, "C10"),
        ("danh sách ô cũng là nội dung trang", list, "C10"),
    ]
}

#[test]
fn fields_and_roles_that_mislead_are_refused() {
    insta::assert_snapshot!(refused([false_fields(), doubled_roles()].concat()));
}
