//! Files that two readers take for two documents before anybody signs: a signature on them says nothing.

use std::fmt::Write;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use vanthu::signature::Indication;

use crate::support::signing::attacks::{one_line, refused, signed};
use crate::support::signing::{PKI, Wish, cms, fill, find, sign, told_alone, with_hole};

const HEAD: &str = "%PDF-1.7\n";
const FREE: &str = "0 1\n0000000000 65535 f \n";
const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << >> >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>";

/// A file of one page, with what stands before its objects and how its table begins.
fn written(front: &str, pages: &str, page: &str, first_rows: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        pages,
        page,
        "<< /Length 18 >>\nstream\n0 g 9 9 50 50 re f\nendstream",
        "<< /Type /Pages /Kids [] /Count 0 /Resources << /XObject << /X 4 0 R >> >> >>",
    ];
    let (mut text, mut rows) = (front.to_owned(), String::new());
    for (id, object) in (1..).zip(objects) {
        let _ = writeln!(rows, "{id} 1\n{:010} 00000 n ", text.len());
        let _ = write!(text, "{id} 0 obj\n{object}\nendobj\n");
    }
    let table = text.len();
    let _ = write!(text, "xref\n{first_rows}{rows}trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    text.into_bytes()
}

/// Signs a file that is changed, before it is signed, in bytes that keep their places.
fn signed_after(front: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let wish = Wish::new("ChuKy1", &PKI.leader);
    let issued = written(front, PAGES, PAGE, FREE);
    let mut bytes = with_hole(&issued, &wish);
    change(&mut bytes);
    fill(bytes, issued.len(), |parts| cms::message(wish.holder, parts, &wish.form))
}

/// A file that says it is linearised and as long as it is when it is signed, with another table than the last in front.
fn linearised(is_as_long: bool) -> Vec<u8> {
    signed_after(&format!("{HEAD}9 0 obj\n<< /Linearized 1 /L 1000000000 >>\nendobj\n"), |bytes| {
        let at = find(bytes, b"1000000000").unwrap();
        let length = format!("{:010}", if is_as_long { bytes.len() } else { bytes.len() - 1 });
        bytes[at..at + 10].copy_from_slice(length.as_bytes());
    })
}

/// A file with its header in the second line.
fn with_late_header() -> Vec<u8> {
    signed_after(&format!("{HEAD}{HEAD}"), |bytes| bytes[1..5].fill(b' '))
}

/// A second table that places an object elsewhere than the first one does.
fn with_two_places() -> Vec<u8> {
    let mut bytes = written(HEAD, PAGES, PAGE, FREE);
    let (own, before) = (find(&bytes, b"4 0 obj").unwrap(), find(&bytes, b"xref\n").unwrap());
    let other = u32::try_from(bytes.len()).unwrap();
    bytes.extend(b"4 0 obj\n<< /Length 18 >>\nstream\n1 g 9 9 50 50 re f\nendstream\nendobj\n");
    let second = bytes.len();
    bytes.extend(b"8 0 obj\n<< /Type /XRef /Size 9 /Root 1 0 R /W [1 4 1] /Index [4 1] /Length 6 >>\nstream\n");
    bytes.extend([&[1][..], &other.to_be_bytes(), &[0], b"\nendstream\nendobj\n"].concat());
    let table = bytes.len();
    let rows =
        format!("xref\n4 1\n{own:010} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev {before} /XRefStm {second} >>");
    bytes.extend(format!("{rows}\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

/// The rows begin at 1, with a free one.
fn begun_at_one() -> Vec<u8> {
    let text = String::from_utf8(written(HEAD, PAGES, PAGE, FREE)).unwrap();
    let text = text.replace("1 0 obj", "6 0 obj").replace("1 0 R", "6 0 R").replace("\n1 1\n", "\n6 1\n");
    text.replace("\n0 1\n", "\n1 1\n").into_bytes()
}

#[test]
fn what_readers_read_in_two_ways_is_refused_although_it_is_signed() {
    let signed = |pdf: &[u8]| sign(pdf, &Wish::new("ChuKy1", &PKI.leader));
    let of = |pages: &str, page: &str| signed(&written(HEAD, pages, page, FREE));
    for file in [of(PAGES, PAGE), linearised(false), with_late_header()] {
        let fine = told_alone(&file);
        assert_eq!(fine.indication, Indication::Unchecked, "{}", one_line(&fine));
    }
    let mut kept = Vec::new();
    for (name, file) in [
        ("trang ghi nút trên khác", of(PAGES, &PAGE.replace("2 0 R", "5 0 R"))),
        ("trang không ghi nút trên", of(PAGES, &PAGE.replace("/Parent 2 0 R ", ""))),
        ("gốc của cây trang ghi nút trên", of(&PAGES.replace("/Kids", "/Parent 5 0 R /Kids"), PAGE)),
        ("bảng bắt đầu từ 1", signed(&begun_at_one())),
        ("hai bảng ở đầu và cuối", linearised(true)),
        ("hai chỗ của một thành phần", signed(&with_two_places())),
    ] {
        let told = told_alone(&file);
        if !told.findings.iter().any(|found| found.finding.code.id == "C16") {
            kept.push(format!("{name}: {}", one_line(&told)));
        }
    }
    assert!(kept.is_empty(), "{kept:#?}");
}

#[test]
fn a_widget_that_does_not_grow_or_turn_with_its_page_is_refused() {
    let with_flags = |flags: i64| {
        let later = Wish { rect: [60, 60, 160, 90], ..Wish::new("ChuKy2", &PKI.clerk) };
        let bytes = with_hole(&signed(), &later);
        let (from, text) = (signed().len(), format!("/F {flags}"));
        let at = from + find(&bytes[from..], b"/F 132").unwrap();
        let mut bytes = bytes;
        bytes[at..at + 6].fill(b' ');
        bytes[at..at + text.len()].copy_from_slice(text.as_bytes());
        fill(bytes, from, |parts| cms::message(later.holder, parts, &later.form))
    };
    let fine = told_alone(&with_flags(4));
    assert_eq!(fine.indication, Indication::Unchecked, "{}", one_line(&fine));
    refused(vec![("giữ cỡ", with_flags(12), "C10"), ("giữ hướng", with_flags(20), "C10")]);
}

#[test]
fn many_annotations_in_another_order_are_compared_in_a_moment() {
    const COUNT: u32 = 40_000;
    let list = |ids: &mut dyn Iterator<Item = u32>| {
        let names: Vec<String> = ids.map(|id| format!("{id} 0 R")).collect();
        format!("[{}]", names.join(" "))
    };
    let page = |annotations: String| PAGE.replace("/Contents", &format!("/Annots {annotations} /Contents"));
    let before = page(list(&mut (1000..1000 + COUNT)));
    let mut bytes = written(HEAD, PAGES, &before, FREE);
    let (at, first) = (bytes.len(), find(&bytes, b"xref\n").unwrap());
    bytes.extend(format!("3 0 obj\n{}\nendobj\n", page(list(&mut (1000..1000 + COUNT).rev()))).bytes());
    let table = bytes.len();
    let rows = format!("xref\n3 1\n{at:010} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev {first} >>");
    bytes.extend(format!("{rows}\nstartxref\n{table}\n%%EOF\n").bytes());
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(told_alone(&bytes)));
    let told = receive.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!((told.indication, told.revisions), (Indication::Unsigned, 2));
}
