//! The attack set, made from our own signed file: every one is refused, and for its own reason.

use std::fmt::Write;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, Stream, dictionary};
use vanthu::base::finding::codes;
use vanthu::signature::{Indication, Provenance, TrustStore, validate_timestamp};

use crate::support::signing::attacks::{content, first, one_line, refused, signed};
use crate::support::signing::{
    Form, ISSUED, PKI, Wish, add_field, amend, catalog, cms, copy, fill, find, now, page, push, rewrite, sign, told,
    with_hole,
};

/// Other words on the page.
fn other_words(pdf: &[u8]) -> Vec<u8> {
    amend(pdf, |old, new| {
        new.objects.insert(content(old), Stream::new(dictionary! {}, b"0 g 50 50 400 600 re f".to_vec()).into());
    })
}

fn black_box(pdf: &[u8]) -> Vec<u8> {
    amend(pdf, |old, new| {
        let over = new.add_object(Stream::new(dictionary! {}, b"0 g 200 400 90 20 re f".to_vec()));
        let parts = vec![content(old).into(), over.into()];
        copy(old, new, page(old)).set("Contents", parts);
    })
}

/// Replaces text in the bytes, keeping the length.
fn patch(pdf: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = pdf.len()
        - find(&pdf.iter().rev().copied().collect::<Vec<_>>(), &from.bytes().rev().collect::<Vec<_>>()).unwrap()
        - from.len();
    let mut bytes = pdf.to_vec();
    assert!(to.len() <= from.len());
    bytes[at..at + from.len()].fill(b' ');
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    bytes
}

/// The signature dictionary's own text for its byte range.
fn range(pdf: &[u8]) -> String {
    let at = find(pdf, b"/ByteRange[").unwrap();
    let end = at + find(&pdf[at..], b"]").unwrap() + 1;
    String::from_utf8(pdf[at..end].to_vec()).unwrap()
}

/// The numbers of the byte range.
fn numbers(pdf: &[u8]) -> Vec<usize> {
    let range = range(pdf);
    range["/ByteRange[".len()..range.len() - 1].split_whitespace().map(|n| n.parse().unwrap()).collect()
}

fn contents(pdf: &[u8]) -> String {
    let [_, open, close, _] = numbers(pdf)[..] else { panic!() };
    format!("/Contents{}", String::from_utf8_lossy(&pdf[open..close]))
}

/// An update of the attacker's own, with a table of its own.
fn update(pdf: &[u8], objects: &[(u32, String)], pointers: &[(u32, usize)], trailer: &str) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let mut bytes = pdf.to_vec();
    let mut entries: Vec<(u32, usize)> = pointers.to_vec();
    for (id, text) in objects {
        entries.push((*id, bytes.len()));
        bytes.extend(format!("{id} 0 obj\n{text}\nendobj\n").bytes());
    }
    let table = bytes.len();
    let mut text = "xref\n".to_owned();
    for (id, offset) in entries {
        let _ = write!(text, "{id} 1\n{offset:010} 00000 n \n");
    }
    let root = catalog(&document).0;
    let size = document.max_id + 200;
    let root = if trailer.contains("/Root") { String::new() } else { format!("/Root {root} 0 R") };
    let _ = write!(
        text,
        "trailer\n<< /Size {size} {root} /Prev {} {trailer} >>\nstartxref\n{table}\n%%EOF\n",
        document.xref_start
    );
    bytes.extend(text.bytes());
    bytes
}

/// A PDF with a second table, as Word writes it: the main one calls some objects free.
fn with_second_table(pdf: &[u8], hidden: Option<u32>, name: &str) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let (size, root) = (document.max_id + 2, catalog(&document).0);
    let mut bytes = pdf.to_vec();
    let mut rows: Vec<(u32, usize)> = Vec::new();
    if let Some(id) = hidden {
        rows.push((id, bytes.len()));
        bytes.extend(
            format!("{id} 0 obj\n<< /Length 23 >>\nstream\n0 g 50 50 400 600 re f \nendstream\nendobj\n").bytes(),
        );
    }
    let second = bytes.len();
    rows.push((size - 1, second));
    let index: String = rows.iter().map(|(id, _)| format!("{id} 1 ")).collect();
    let length = rows.len() * 6;
    bytes.extend(format!("{} 0 obj\n<< /Type /XRef /Size {size} /Root {root} 0 R /W [1 4 1] /Index [{index}] /Length {length} >>\nstream\n", size - 1).bytes());
    for (_, at) in &rows {
        bytes.extend([&[1][..], &u32::try_from(*at).unwrap().to_be_bytes(), &[0]].concat());
    }
    bytes.extend(b"\nendstream\nendobj\n");
    let table = bytes.len();
    let free: String = hidden.iter().map(|id| format!("{id} 1\n0000000000 00000 f \n")).collect();
    let free = if free.is_empty() { "0 0\n".to_owned() } else { free };
    let prev = document.xref_start;
    bytes.extend(format!("xref\n{free}trailer\n<< /Size {size} /Root {root} 0 R /Prev {prev} /{name} {second} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn a_second_table_that_is_not_signed_is_refused_and_a_signed_one_is_compared() {
    let shown = Document::load_mem(&ISSUED).map(|document| content(&document).0).unwrap();
    let signed = |pdf: &[u8]| sign(pdf, &Wish::new("ChuKy1", &PKI.leader));
    for name in ["XRefStm", "XRef#53tm"] {
        for (file, indication, code, provenance) in [
            // as Word writes it: both tables say the same, and all of it is signed
            (signed(&with_second_table(&ISSUED, None, name)), Indication::Unchecked, "C30", Provenance::Added),
            (signed(&with_second_table(&ISSUED, Some(shown), name)), Indication::Unchecked, "C17", Provenance::Added),
            (with_second_table(&signed(&ISSUED), None, name), Indication::Altered, "C09", Provenance::Added),
            (with_second_table(&signed(&ISSUED), Some(shown), name), Indication::Altered, "C09", Provenance::Added),
        ] {
            let alone = crate::support::signing::told_alone(&file);
            assert_eq!(alone.indication, indication, "{}", one_line(&alone));
            assert!(alone.findings.iter().any(|found| found.finding.code.id == code), "{}", one_line(&alone));
            assert_eq!(told(&file).provenance, provenance);
        }
    }
}

/// Attacks: name, file, and the reason that has to be among those told.
fn changes_after_signing() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let signed = signed();
    let on_page = |subtype: &str| {
        amend(&signed, |old, new| {
            let rect: Vec<Object> = [100, 400, 300, 500].map(Object::from).to_vec();
            let note = new.add_object(dictionary! { "Type" => "Annot", "Subtype" => subtype, "Rect" => rect });
            push(copy(old, new, page(old)), "Annots", note);
        })
    };
    let field = amend(&signed, |old, new| {
        let rect = [60, 300, 500, 320].map(Object::from).to_vec();
        let text = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal("o"), "Rect" => rect };
        add_field(old, new, text);
    });
    let page_added = amend(&signed, |old, new| {
        let id = new.add_object(old.get_dictionary(page(old)).unwrap().clone());
        let pages = old.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        push(copy(old, new, pages), "Kids", id);
        copy(old, new, pages).set("Count", 2);
    });
    let page_removed = amend(&signed, |old, new| {
        let pages = old.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        copy(old, new, pages).set("Kids", Vec::<Object>::new());
    });
    let script =
        amend(&signed, |old, new| copy(old, new, catalog(old)).set("OpenAction", dictionary! { "S" => "JavaScript" }));
    let layers = amend(&signed, |old, new| {
        copy(old, new, catalog(old)).set("OCProperties", dictionary! { "D" => dictionary! {} })
    });
    let hiding = {
        let rect = [0, 0, 595, 842];
        sign(&ISSUED, &Wish { rect, ..Wish::new("ChuKy1", &PKI.leader) })
    };
    let unsigned_again = amend(&signed, |old, new| {
        copy(old, new, catalog(old)).remove(b"AcroForm");
    });
    vec![
        ("nội dung thay sau khi ký", other_words(&signed), "C10"),
        ("khung đen thêm sau khi ký", black_box(&signed), "C10"),
        ("chú thích chữ", on_page("FreeText"), "C10"),
        ("con dấu giả", on_page("Stamp"), "C10"),
        ("ô nhập thêm", field, "C10"),
        ("trang thêm", page_added, "C10"),
        ("trang bớt", page_removed, "C16"),
        ("mã tự chạy", script, "C10"),
        ("lớp ẩn hiện", layers, "C10"),
        ("chữ ký gỡ", unsigned_again, "C12"),
        ("chữ ký phủ kín trang", hiding, "C22"),
    ]
}

/// Fonts and appearances exchanged for others.
fn other_looks() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let signed = signed();
    let font = amend(&signed, |old, new| {
        let file = first(old, |d| d.has(b"FontFile2") || d.has(b"FontFile3"));
        let descriptor = old.get_dictionary(file).unwrap();
        let stream =
            descriptor.get(b"FontFile2").or_else(|_| descriptor.get(b"FontFile3")).unwrap().as_reference().unwrap();
        new.objects.insert(stream, Stream::new(dictionary! { "Length1" => 3 }, b"abc".to_vec()).into());
    });
    let widths = amend(&signed, |old, new| {
        let font = first(old, |d| d.has(b"DescendantFonts"));
        copy(old, new, font).set("BaseFont", "Khac");
    });
    let appearance = amend(&signed, |old, new| {
        let field = first(old, |d| d.has(b"V") && d.has(b"AP"));
        let shown = old.get_dictionary(field).unwrap().get(b"AP").unwrap().as_dict().unwrap();
        let shown = shown.get(b"N").unwrap().as_reference().unwrap();
        let mut stream = old.get_object(shown).unwrap().as_stream().unwrap().clone();
        stream.set_content(b"0 g 0 0 100 50 re f".to_vec());
        new.objects.insert(shown, stream.into());
    });
    let moved = amend(&signed, |old, new| {
        let field = first(old, |d| d.has(b"V") && d.has(b"AP"));
        copy(old, new, field).set("Rect", [60, 300, 500, 700].map(Object::from).to_vec());
    });
    vec![
        ("tệp phông chữ thay", font, "C10"),
        ("phông chữ thay", widths, "C10"),
        ("hình thức chữ ký thay", appearance, "C10"),
        ("khung chữ ký dời", moved, "C10"),
    ]
}

/// What stands before the signature: the bytes signed are sound, the origin is not.
fn changes_before_signing() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let sign = |pdf: &[u8]| sign(pdf, &Wish::new("ChuKy1", &PKI.leader));
    vec![
        ("nội dung thay trước khi ký", sign(&other_words(&ISSUED)), "C22"),
        ("khung đen thêm trước khi ký", sign(&black_box(&ISSUED)), "C22"),
    ]
}

/// Frames that do not hold: universal forgery, wrapping, and the like.
fn broken_frames() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let signed = signed();
    let (range, contents, numbers) = (range(&signed), contents(&signed), numbers(&signed));
    let [_, open, close, rest] = numbers[..] else { panic!() };
    let ranged = |text: &str| patch(&signed, &range, text);
    let held = |text: &str| patch(&signed, &contents, text);
    let mut flipped = signed.clone();
    let at = find(&flipped, b"/MediaBox").unwrap() + 1;
    flipped[at] ^= 0x20;
    let mut value = signed.clone();
    // the last algorithm named is that of the signature itself; its value follows
    let backwards: Vec<u8> = signed[open..close].iter().rev().copied().collect();
    let named: Vec<u8> = b"2a8648ce3d040302".iter().rev().copied().collect();
    let digest = close - find(&backwards, &named).unwrap() + 40;
    value[digest] = if value[digest] == b'0' { b'1' } else { b'0' };
    let mut tail = signed.clone();
    tail[close - 2] = b'1';
    // the second part moved back, other content put between
    let inserted = b"\n99 0 obj\n<< /La 1 >>\nendobj\n";
    let mut wrapped = [&signed[..close], inserted, &signed[close..]].concat();
    let moved = format!("/ByteRange[0 {open} {} {rest}]", close + inserted.len());
    wrapped = patch(&wrapped, &range, &moved);
    let wish = Wish::new("ChuKy1", &PKI.leader);
    let later = other_words(&with_hole(&ISSUED, &wish));
    let later = fill(later, ISSUED.len(), |parts| cms::message(wish.holder, parts, &wish.form));
    vec![
        ("chữ ký đặt vào trước lần ghi nó ký", later, "C05"),
        ("byte trong phần ký bị lật", flipped, "C06"),
        ("giá trị chữ ký bị sửa", value, "C07"),
        ("dữ liệu lạ sau chữ ký trong ô", tail, "C04"),
        ("ByteRange bỏ", ranged("/Khac[0 1 2 3]"), "C04"),
        ("ByteRange rỗng", ranged("/ByteRange null"), "C04"),
        ("ByteRange trống", ranged("/ByteRange[]"), "C04"),
        ("ByteRange toàn số 0", ranged("/ByteRange[0 0 0 0]"), "C05"),
        ("ByteRange âm", ranged("/ByteRange[0 -1 -1 9]"), "C04"),
        ("ByteRange quá tệp", ranged(&format!("/ByteRange[0 {open} {close} 99999999]")), "C05"),
        ("ByteRange phủ một phần", ranged(&format!("/ByteRange[0 {open} {close} 10]")), "C05"),
        ("ByteRange chồng nhau", ranged(&format!("/ByteRange[0 {close} {open} {rest}]")), "C05"),
        ("ByteRange không từ đầu", ranged(&format!("/ByteRange[9 {} {close} {rest}]", open - 9)), "C05"),
        ("ByteRange hẹp hơn ô", ranged(&format!("/ByteRange[0 {} {close} {rest}]", open + 1)), "C05"),
        ("ByteRange rộng hơn ô", ranged(&format!("/ByteRange[0 {} {close} {rest}]", open - 1)), "C05"),
        ("Contents bỏ", held("/Khac<00>"), "C04"),
        ("Contents rỗng", held("/Contents null"), "C04"),
        ("Contents toàn 0", held("/Contents<0000>"), "C04"),
        ("Contents trống", held("/Contents<>"), "C04"),
        ("SubFilter lạ", patch(&signed, "/SubFilter/ETSI.CAdES.detached", "/SubFilter/ETSI.CAdES.none"), "C08"),
        ("SubFilter bỏ", patch(&signed, "/SubFilter/ETSI.CAdES.detached", "/SubFilte2/ETSI.CAdES.none"), "C08"),
        ("bọc chữ ký, bảng cũ lệch", wrapped, "C16"),
        ("bọc chữ ký, bảng mới ở chỗ cũ", wrapped_with_table(&signed), "C16"),
    ]
}

/// Signature wrapping as published: the signed second part moves to the end, a table of the attacker's own stands
/// where the old one stood, and a copy of the signature says the byte range of the new places.
fn wrapped_with_table(signed: &[u8]) -> Vec<u8> {
    let [_, open, close, rest] = numbers(signed)[..] else { panic!() };
    let document = Document::load_mem(signed).unwrap();
    let entries = &document.reference_table.entries;
    let start = |id: u32| match entries[&id] {
        XrefEntry::Normal { offset, .. } => usize::try_from(offset).unwrap(),
        _ => 0,
    };
    let added: Vec<u32> = entries.keys().copied().filter(|id| start(*id) >= ISSUED.len()).collect();
    let signature = *added.iter().filter(|id| start(**id) < open).max_by_key(|id| start(**id)).unwrap();
    let table = document.xref_start;
    let text = |to: usize| {
        let copy = String::from_utf8_lossy(&signed[start(signature)..close]);
        let copied = format!("{copy}/ByteRange[0 {open} {to} {rest}] >>\nendobj\n");
        let filler = " ".repeat(table - close);
        let mut text = format!("\n>>\nendobj\n{filler}").chars().take(table - close).collect::<String>() + "xref\n";
        let length = to - close;
        for id in &added {
            let at = match start(*id) {
                _ if *id == signature => to - copied.len(),
                before if before < open => before,
                after => after + length,
            };
            let _ = write!(text, "{id} 1\n{at:010} 00000 n \n");
        }
        let (root, info) = (catalog(&document).0, document.trailer.get(b"Info").unwrap().as_reference().unwrap().0);
        let prev = Document::load_mem(&ISSUED).unwrap().xref_start;
        let size = document.max_id + 1;
        let _ = write!(text, "trailer\n<< /Size {size} /Root {root} 0 R /Info {info} 0 R /Prev {prev} >>\n");
        text + &copied
    };
    // twice, as the number of digits of a place may change its own place
    let length = (0..3).fold(10_000, |length, _| text(close + length).len());
    let inserted = text(close + length);
    [&signed[..close], inserted.as_bytes(), &signed[close..]].concat()
}

/// Updates that are not whole, or that show again what lay hidden.
fn broken_updates() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let signed = signed();
    let document = Document::load_mem(&signed).unwrap();
    let page_id = page(&document).0;
    let text = "<< /Type /Page /Parent 1 0 R /MediaBox [0 0 10 10] >>".to_owned();
    // hide and replace: the other version lies in the signed file, unreferenced, until a table points at it
    let hidden = format!("{page_id} 0 obj\n{text}\nendobj\n");
    let with_hidden = [ISSUED.as_slice(), hidden.as_bytes()].concat();
    let shadow = amend(&with_hidden, |old, new| copy(old, new, catalog(old)).set("Version", "1.7"));
    let shadow = sign(&shadow, &Wish::new("ChuKy1", &PKI.leader));
    let shown = update(&shadow, &[], &[(page_id, ISSUED.len())], "");
    let body = format!("{page_id} 0 obj\n{text}\nendobj\n");
    let no_table =
        [signed.as_slice(), body.as_bytes(), format!("startxref\n{}\n%%EOF\n", document.xref_start).as_bytes()]
            .concat();
    let whole = update(&signed, &[(page_id, text.clone())], &[], "");
    let extra = update(
        &[signed.as_slice(), b"77 0 obj\n<< /An 1 >>\nendobj\n"].concat(),
        &[(90, "<< /A 1 >>".to_owned())],
        &[],
        "",
    );
    let hybrid = update(&signed, &[(90, "<< /A 1 >>".to_owned())], &[], "/XRefStm 20");
    let freed = {
        let bytes = update(&signed, &[], &[(content(&document).0, 0)], "");
        patch(&bytes, "0000000000 00000 n", "0000000000 00001 f")
    };
    let other_generation = {
        let XrefEntry::Normal { offset, .. } = document.reference_table.entries[&content(&document).0] else {
            panic!()
        };
        let at = usize::try_from(offset).unwrap();
        let bytes = update(&signed, &[], &[(content(&document).0, at)], "");
        patch(&bytes, &format!("{at:010} 00000 n"), &format!("{at:010} 00001 n"))
    };
    let other_root = {
        let root = "<< /Type /Catalog /Pages 91 0 R >>".to_owned();
        update(&signed, &[(90, root), (91, "<< /Type /Pages /Kids [] /Count 0 >>".to_owned())], &[], "/Root 90 0 R")
    };
    vec![
        ("byte sau %%EOF", [signed.as_slice(), b"abc"].concat(), "C09"),
        ("dòng trống sau %%EOF", [signed.as_slice(), b"\n\n"].concat(), "C09"),
        ("thân thêm, không bảng", no_table, "C09"),
        ("trang thay bằng bảng riêng", whole, "C10"),
        ("thành phần ngoài bảng", extra, "C09"),
        ("bảng kép", hybrid, "C16"),
        ("thành phần bị xóa", freed, "C16"),
        ("thành phần mang đời khác", other_generation, "C16"),
        ("gốc khác", other_root, "C10"),
        ("bản giấu trong tệp đã ký", shown, "C09"),
    ]
}

#[test]
fn what_is_changed_after_signing_is_refused() {
    insta::assert_snapshot!(refused([changes_after_signing(), other_looks()].concat()));
}

#[test]
fn what_is_changed_before_signing_is_not_our_document() {
    let all = refused(changes_before_signing());
    insta::assert_snapshot!(all);
}

#[test]
fn frames_that_do_not_hold_are_refused() {
    insta::assert_snapshot!(refused(broken_frames()));
}

#[test]
fn updates_that_are_not_whole_are_refused() {
    insta::assert_snapshot!(refused(broken_updates()));
}

#[test]
fn messages_that_do_not_hold_are_refused() {
    let wish = Wish::new("ChuKy1", &PKI.leader);
    let at = "2026-01-05T10:16:00+07:00";
    let forms = [
        ("hai người trong một chữ ký", Form { twice: true, ..Form::default() }, "C04"),
        ("chứng thư khác trong phần ký", Form { other_certificate: Some(&PKI.clerk), ..Form::default() }, "C07"),
        (
            "dấu thời gian của chữ ký khác",
            Form { stamped: Some((&PKI.stamper, at)), stray_stamp: true, ..Form::default() },
            "C14",
        ),
    ];
    let attacks = forms.map(|(name, form, code)| (name, sign(&ISSUED, &Wish { form, ..wish.clone() }), code));
    insta::assert_snapshot!(refused(attacks.to_vec()));
    let unnamed = sign(&ISSUED, &Wish { form: Form { unnamed: true, ..Form::default() }, ..wish });
    let told = told(&unnamed);
    assert_eq!((told.indication, told.findings[0].finding.code), (Indication::Intact, codes::NOT_PADES));
}

#[test]
fn what_the_first_signer_permits_is_kept() {
    let locked = sign(&ISSUED, &Wish { permits: Some(1), ..Wish::new("ChuKy1", &PKI.leader) });
    let told_locked = told(&sign(&locked, &Wish::new("ChuKy2", &PKI.clerk)));
    assert!(
        told_locked.indication == Indication::Altered
            && told_locked.findings[0].finding.code == codes::BEYOND_PERMISSION
    );
    let forms = sign(&ISSUED, &Wish { permits: Some(2), ..Wish::new("ChuKy1", &PKI.leader) });
    let seen = Wish { rect: [60, 20, 160, 50], ..Wish::new("ChuKy2", &PKI.clerk) };
    assert_eq!(told(&sign(&forms, &seen)).indication, Indication::Altered);
    assert_eq!(told(&sign(&forms, &Wish { rect: [0; 4], ..seen })).indication, Indication::Intact);
}

#[test]
fn a_signed_file_written_anew_is_no_longer_signed() {
    let told = told(&rewrite(&signed(), |_| {}));
    assert_eq!((told.indication, told.provenance), (Indication::Invalid, Provenance::Rewritten), "{}", one_line(&told));
    assert!(told.findings.iter().any(|found| found.finding.code == codes::SIGNATURE_RANGE));
}

#[test]
fn no_nesting_is_too_deep_to_be_refused() {
    let outer = [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80];
    for (front, open) in [(&[][..], [0x30, 0x80]), (&outer, [0x30, 0x80]), (&outer, [0x24, 0x80])] {
        let deep = [front, &open.repeat(1 << 20)].concat();
        assert!(validate_timestamp(&deep, b"", &TrustStore::none(), now()).is_err());
        assert!(!TrustStore::none().take(&deep));
    }
    let deep = [b"%PDF-1.7\n1 0 obj\n".as_slice(), &b"[".repeat(1 << 20), b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n1048603\n%%EOF\n"].concat();
    assert_eq!(told(&deep).indication, Indication::Invalid);
}

#[test]
fn no_file_is_too_broken_to_be_validated() {
    let signed = signed();
    let cut: Vec<usize> = (0..12).map(|at| signed.len() * at / 12).collect();
    for end in cut {
        assert_ne!(told(&signed[..end]).indication, Indication::Intact);
    }
    for junk in [&b""[..], b"%PDF-", b"%PDF-1.7\nstartxref\n1\n%%EOF", b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF"] {
        assert_eq!(told(junk).indication, Indication::Invalid);
    }
}
