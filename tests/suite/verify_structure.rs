//! Each rule of the structure of a PDF with files that break it, byte by byte: none may be read in two ways.

use std::fmt::Write;

use vanthu::signature::Indication;

use crate::support::signing::attacks::one_line;
use crate::support::signing::told_alone;

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>";
const CONTENT: &str = "<< /Length 11 >>\nstream\n0 0 9 9 re \nendstream";

/// A file written by hand; all that it says may be wrong.
struct Written {
    bytes: Vec<u8>,
    /// Where each object begins.
    places: Vec<(u32, usize)>,
}

impl Written {
    /// The objects of a page; one that may be signed, so that it is read strictly.
    fn with(objects: &[(u32, &str)]) -> Self {
        Self::behind("", objects)
    }

    /// The same behind other bytes, its places counted from the first of these.
    fn behind(front: &str, objects: &[(u32, &str)]) -> Self {
        let head = format!("{front}%PDF-1.7\n%/ByteRange\n");
        let mut written = Self { bytes: head.into_bytes(), places: Vec::new() };
        for (number, text) in [(1, CATALOG), (2, PAGES), (3, PAGE), (4, CONTENT)] {
            let own = objects.iter().find(|(other, _)| *other == number).map_or(text, |(_, own)| own);
            written.object(number, own);
        }
        for (number, text) in objects.iter().filter(|(number, _)| *number > 4) {
            written.object(*number, text);
        }
        written
    }

    fn object(&mut self, number: u32, text: &str) {
        self.places.push((number, self.bytes.len()));
        self.bytes.extend(format!("{number} 0 obj\n{text}\nendobj\n").bytes());
    }

    fn place(&self, number: u32) -> usize {
        self.places.iter().find(|(own, _)| *own == number).unwrap().1
    }

    /// Closes with a table in rows.
    fn rows(mut self, rows: &[(u32, usize)], trailer: &str) -> Vec<u8> {
        let table = self.bytes.len();
        let mut text = "xref\n".to_owned();
        for (number, place) in rows {
            let _ = write!(text, "{number} 1\n{place:010} 00000 n \n");
        }
        let _ = write!(text, "trailer\n<< {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        self.bytes.extend(text.bytes());
        self.bytes
    }

    fn closed(self, trailer: &str) -> Vec<u8> {
        let rows = self.places.clone();
        self.rows(&rows, trailer)
    }

    fn whole(self) -> Vec<u8> {
        self.closed("/Size 20 /Root 1 0 R")
    }

    /// Closes with a table that is a stream: kind, place or object stream, index.
    fn packed(mut self, more: &[(u32, u8, usize, u8)], entries: &str) -> Vec<u8> {
        let table = self.bytes.len();
        let own = self.places.iter().map(|(number, place)| (*number, 1, *place, 0));
        let mut rows: Vec<(u32, u8, usize, u8)> = own.chain(more.iter().copied()).chain([(19, 1, table, 0)]).collect();
        rows.sort_by_key(|(number, ..)| *number);
        let index: String = rows.iter().map(|(number, ..)| format!("{number} 1 ")).collect();
        let content: Vec<u8> = rows
            .iter()
            .flat_map(|(_, kind, place, index)| {
                [&[*kind], &u32::try_from(*place).unwrap().to_be_bytes()[..], &[*index]].concat()
            })
            .collect();
        let length = content.len();
        let head = format!(
            "19 0 obj\n<< /Type /XRef /Size 20 /Root 1 0 R /W [1 4 1] /Index [{index}] /Length {length} {entries} >>\nstream\n"
        );
        let end = format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n");
        self.bytes.extend([head.as_bytes(), &content, end.as_bytes()].concat());
        self.bytes
    }
}

/// A file in which one object stands otherwise.
fn object(number: u32, text: &str) -> Vec<u8> {
    Written::with(&[(number, text)]).whole()
}

fn trailer(text: &str) -> Vec<u8> {
    Written::with(&[]).closed(text)
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1).chars().map(|letter| u8::try_from(letter).unwrap()).collect()
}

/// A file with an object stream of two, 5 and 6, and its head as told.
fn stream_of_objects(head: &str, count: usize, first: usize, more: &[(u32, u8, usize, u8)]) -> Vec<u8> {
    let body = format!("{head}<< /A 1 >> << /B 2 >>");
    let text =
        format!("<< /Type /ObjStm /N {count} /First {first} /Length {} >>\nstream\n{body}\nendstream", body.len());
    Written::with(&[(7, &text)]).packed(more, "")
}

const BOTH: [(u32, u8, usize, u8); 2] = [(5, 2, 7, 0), (6, 2, 7, 1)];

#[test]
fn a_sound_file_keeps_every_rule() {
    for (name, file) in [
        ("bảng dòng", Written::with(&[]).whole()),
        ("bảng luồng", Written::with(&[]).packed(&[], "")),
        ("gói thành phần", stream_of_objects("5 0 6 11 ", 2, 9, &BOTH)),
        ("độ dài ở chỗ khác", {
            let content = CONTENT.replace("11", "5 0 R");
            Written::with(&[(4, &content), (5, "11")]).whole()
        }),
    ] {
        let told = told_alone(&file);
        assert!(told.findings.iter().all(|found| found.finding.code.id == "C04"), "{name}: {}", one_line(&told));
    }
}

#[test]
fn bytes_before_the_header_leave_one_reading_or_the_file_is_refused() {
    let sound = Written::with(&[]).whole();
    let before = |front: &str, file: &[u8]| [front.as_bytes(), file].concat();
    for front in ["\n", "\u{feff}", "HTTP/1.1 200 OK\r\n\r\n", &" ".repeat(40)] {
        for (way, file) in [("đầu tệp", Written::behind(front, &[]).whole()), ("%PDF", before(front, &sound))] {
            let told = told_alone(&file);
            assert!(told.findings.iter().all(|found| found.finding.code.id == "C04"), "{way}: {}", one_line(&told));
        }
    }
    // an object that no table names, behind the last one: who looks for objects takes it
    let twice = |mut written: Written| {
        written.bytes.extend(b"4 0 obj\n<< /Length 3 >>\nstream\n1 g\nendstream\nendobj\n");
        written.whole()
    };
    let named = |front: &str| [before(front, &sound), Written::behind(front, &[]).whole()];
    // where the table of the other way of counting would stand, stands one
    let pad = format!("{:30}", "xref 0 0");
    let second_table = {
        let mut written = Written::with(&[]);
        written.bytes.extend(pad.bytes());
        before(&"\n".repeat(30), &written.whole())
    };
    let trailer = {
        let mut written = Written::behind("\n", &[]);
        written.bytes.extend(b"%trailer << /Root 3 0 R >>\n");
        written.whole()
    };
    let head = "tệp không bắt đầu";
    let mut cases = vec![
        (head, twice(Written::behind("\n", &[]))),
        (head, before("\n", &twice(Written::with(&[])))),
        (head, second_table),
        (head, trailer),
        (head, before("\n", &stream_of_objects("5 0 6 11 ", 2, 9, &BOTH))),
        (head, Written::behind("\n", &[(5, "(9 0 obj null endobj)")]).whole()),
    ];
    for front in ["4 0 obj\nnull\nendobj\n", "xref\n", "trailer\n", "x%PDF-1.4\n"] {
        cases.extend(named(front).map(|file| (head, file)));
    }
    refused(cases);
    assert!(told_alone(&twice(Written::with(&[]))).findings.iter().all(|found| found.finding.code.id == "C04"));
}

#[test]
fn what_the_second_reader_sees_otherwise_is_refused() {
    let page = PAGE.replace("/Parent", "/X 5 0 R /Parent");
    let stream = |entry: &str| format!("<< /Length 5 {entry} >>\nstream\nabcde\nendstream");
    let named = ["(\\400)", "9 0 R", "4 0 R", &stream("/F 5"), &stream("/F (x)")];
    let cases = named.map(|text| ("hai bộ đọc thấy thành phần 5", Written::with(&[(3, &page), (5, text)]).whole()));
    refused(cases.into());
    let fine = Written::with(&[(3, &page), (5, &stream(""))]).whole();
    assert!(told_alone(&fine).findings.iter().all(|found| found.finding.code.id == "C04"));
}

#[test]
fn pages_are_turned_by_quarters_that_every_reader_can_count() {
    let turned = |turns: &str| object(3, &PAGE.replace("/Parent", &format!("/Rotate {turns} /Parent")));
    for turns in ["90", "-270", "0", "3600", "90.0", "null"] {
        let told = told_alone(&turned(turns));
        assert!(told.findings.iter().all(|found| found.finding.code.id == "C04"), "{turns}: {}", one_line(&told));
    }
    let odd = ["45", "90.5", "4294967386", "2147483670", "/A", "[90]", "(90)"];
    refused(odd.map(|turns| ("danh sách trang", turned(turns))).into());
}

/// Every file is refused as one that can be read in two ways, with these words.
fn refused(cases: Vec<(&str, Vec<u8>)>) {
    for (at, (words, file)) in cases.into_iter().enumerate() {
        let told = told_alone(&file);
        assert_eq!(told.indication, Indication::Invalid, "{at}, {words}: {}", one_line(&told));
        let is_told = |code: &str| {
            let found = &told.findings[0].finding;
            found.code.id == code && found.message.contains(words)
        };
        assert!(is_told("C16") || is_told("C03"), "{at}, {words}: {}", one_line(&told));
    }
}

#[test]
fn tables_that_leave_two_readings_are_refused() {
    let rows = |change: fn(&Written) -> Vec<(u32, usize)>| {
        let written = Written::with(&[]);
        let rows = [written.places.clone(), change(&written)].concat();
        written.rows(&rows, "/Size 20 /Root 1 0 R")
    };
    let sound = Written::with(&[]).whole();
    let table = Written::with(&[]).bytes.len();
    let packed = Written::with(&[]).packed(&[], "");
    let others = {
        let mut rows = Written::with(&[]).places;
        rows[3].1 = rows[2].1;
        Written::with(&[]).rows(&rows, "/Size 20 /Root 1 0 R")
    };
    refused(vec![
        ("không đúng khuôn", replaced(&sound, " 00000 n", " 0000 n ")),
        ("không đúng khuôn", replaced(&sound, " 00000 n", " 00000 x")),
        ("không đúng khuôn", replaced(&sound, ">>\nstartxref", ">>\nnull startxref")),
        ("không đúng khuôn", replaced(&packed, "/W [1 4 1]", "/W [1 4 2]")),
        ("không đúng khuôn", replaced(&packed, "/Index [1", "/Index [-1")),
        ("không đúng khuôn", Written::with(&[]).packed(&[(9, 3, 0, 0)], "")),
        ("chỉ vòng quanh", trailer(&format!("/Size 20 /Root 1 0 R /Prev {table}"))),
        ("chỉ vòng quanh", trailer(&format!("/Size 20 /Root 1 0 R /XRefStm {table}"))),
        ("ghi thành phần 3 hai lần", rows(|written| vec![(3, written.place(3))])),
        ("ghi thành phần 3 hai lần", rows(|written| vec![(3, written.place(4))])),
        ("ghi thành phần 4 hai lần", Written::with(&[]).packed(&[(4, 0, 0, 0)], "")),
        ("chỉ sai chỗ của thành phần 4", others),
        ("chỉ sai chỗ của thành phần 5", rows(|written| vec![(5, written.place(4) + 2)])),
        ("chỉ sai chỗ của thành phần 5", rows(|written| vec![(5, written.bytes.len() + 5)])),
        ("chỉ sai chỗ của thành phần 1", replaced(&sound, " 00000 n", " 00001 n")),
        ("nằm ngoài số lượng", trailer("/Size 4 /Root 1 0 R")),
        ("một mục ghi hai lần", trailer("/Size 20 /Root 1 0 R /Root 2 0 R")),
        ("một mục ghi hai lần", trailer("/Size 20 /Root 1 0 R /Ro#6ft 2 0 R")),
        ("phần cuối tệp", trailer("/Size 20")),
        ("phần cuối tệp", trailer("/Size 20 /Root << /Type /Catalog >>")),
        ("phần cuối tệp", trailer("/Root 1 0 R")),
        ("phần cuối tệp", trailer("/Size -1 /Root 1 0 R")),
        ("phần cuối tệp", trailer("/Size 20 /Root 1 0 R /Prev -1")),
        ("phần cuối tệp", trailer("/Size 20 /Root 1 0 R /Prev 3 0 R")),
    ]);
}

#[test]
fn objects_that_leave_two_readings_are_refused() {
    let with = |entries: &str| object(3, &PAGE.replace(" >>", &format!(" {entries} >>")));
    let content = |from: &str, to: &str| object(4, &CONTENT.replacen(from, to, 1));
    let length_in = |text: &str| Written::with(&[(4, &CONTENT.replace("11", "5 0 R")), (5, text)]).whole();
    // an object within the string of another
    let inner = {
        let written = Written::with(&[(5, "(\n6 0 obj null endobj\n)")]);
        let mut rows = written.places.clone();
        rows.push((6, written.place(5) + "5 0 obj\n(\n".len()));
        written.rows(&rows, "/Size 20 /Root 1 0 R")
    };
    let sound = Written::with(&[]).whole();
    refused(vec![
        ("thành phần 3 không đúng khuôn", with("/A (")),
        ("thành phần 3 không đúng khuôn", with("/A --1")),
        ("thành phần 3 không đúng khuôn", with("/A rac")),
        ("thành phần 3 không đúng khuôn", with("/A")),
        ("thành phần 3 không đúng khuôn", object(3, &format!("{PAGE} {PAGE}"))),
        ("thành phần 3 không đúng khuôn", object(3, &format!("{PAGE} >>"))),
        ("thành phần 3 không đúng khuôn", object(3, &format!("3 0 obj {PAGE}"))),
        ("thành phần 1 không đúng khuôn", replaced(&sound, "endobj", "endobx")),
        ("một mục ghi hai lần", with("/Contents 1 0 R")),
        ("một mục ghi hai lần", with("/Co#6etents 1 0 R")),
        ("thành phần 4 ghi sai độ dài", content("11", "5")),
        ("thành phần 4 ghi sai độ dài", content("11", "13")),
        ("thành phần 4 ghi sai độ dài", content("11", "9999")),
        ("thành phần 4 ghi sai độ dài", content("11", "-11")),
        ("thành phần 4 ghi sai độ dài", content("11", "11.0")),
        ("thành phần 4 ghi sai độ dài", content("11", "3 0 R")),
        ("thành phần 4 ghi sai độ dài", content("11", "9 0 R")),
        ("thành phần 4 ghi sai độ dài", length_in("10")),
        ("thành phần 4 ghi sai độ dài", length_in("(11)")),
        ("thành phần 4 không đúng khuôn", content("stream\n", "stream\r")),
        ("thành phần 4 bằng số thế hệ khác", with("/A 4 1 R")),
        ("chồng lên nhau", inner),
    ]);
}

#[test]
fn object_streams_that_leave_two_readings_are_refused() {
    let refuses = |head: &str, count, first, more: &[(u32, u8, usize, u8)]| {
        ("gói thành phần 7 không khớp", stream_of_objects(head, count, first, more))
    };
    let sound = "5 0 6 11 ";
    let untyped = replaced(&stream_of_objects(sound, 2, 9, &BOTH), "/Type /ObjStm", "/Type /ObjStn");
    refused(vec![
        refuses("5 0 5 11 ", 2, 9, &BOTH),
        refuses("6 0 5 11 ", 2, 9, &BOTH),
        refuses("5 0 8 11 ", 2, 9, &BOTH),
        refuses("5 11 6 0 ", 2, 9, &BOTH),
        refuses("5 0 6 00 ", 2, 9, &BOTH),
        refuses("5 0 6 99 ", 2, 9, &BOTH),
        refuses(sound, 1, 9, &BOTH),
        refuses(sound, 3, 9, &BOTH),
        refuses(sound, 2, 4, &BOTH),
        refuses(sound, 2, 900, &BOTH),
        refuses(sound, 2, 9, &[(5, 2, 7, 0)]),
        refuses(sound, 2, 9, &[(5, 2, 7, 1), (6, 2, 7, 0)]),
        refuses(sound, 2, 9, &[(5, 2, 7, 0), (6, 2, 7, 9)]),
        ("gói thành phần 7 không khớp", untyped),
        ("gói thành phần 3 không khớp", stream_of_objects(sound, 2, 9, &[BOTH[0], BOTH[1], (8, 2, 3, 0)])),
        ("thành phần 5 không đúng khuôn", stream_of_objects("5 0 6 14 ", 2, 9, &BOTH)),
        ("thành phần 5 không đúng khuôn", stream_of_objects("5 0 6 12 ", 2, 9, &BOTH)),
    ]);
}

#[test]
fn pages_that_leave_two_readings_are_refused() {
    let tree = |text: &str| object(2, text);
    let many = {
        let rows = vec![0; 600_000];
        let mut file = Written::with(&[]).bytes;
        let table = file.len();
        let head = "9 0 obj\n<< /Type /XRef /Size 600000 /Root 1 0 R /W [1 0 0] /Length 600000 >>\nstream\n";
        file.extend([head.as_bytes(), &rows, b"\nendstream\nendobj\n"].concat());
        file.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
        file
    };
    refused(vec![
        ("danh sách trang", tree("<< /Type /Pages /Count 2 /Kids [3 0 R] >>")),
        ("danh sách trang", tree("<< /Type /Pages /Count 2 /Kids [3 0 R 3 0 R] >>")),
        ("danh sách trang", tree("<< /Type /Pages /Count 1 /Kids [3 0 R 2 0 R] >>")),
        ("danh sách trang", tree("<< /Type /Pages /Count 1 /Kids [9 0 R] >>")),
        ("danh sách trang", tree("<< /Type /Pages /Count 1 /Kids [<< /Type /Page >>] >>")),
        ("danh sách trang", tree("<< /Count 1 /Kids [3 0 R] >>")),
        ("danh sách trang", object(3, &PAGE.replace("/Page", "/Khac"))),
        ("danh sách trang", object(1, "<< /Type /Catalog >>")),
        ("danh sách trang", object(1, &format!("<< /Type /Catalog /Pages {PAGES} >>"))),
        ("vượt giới hạn", many),
    ]);
}
