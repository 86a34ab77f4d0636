//! Two real documents, read from `../shared`: every word on the pages in order, every footnote whole and in place.

use vanthu::base::text::nfc;
use vanthu::typeset::runs::{PageRuns, Run};

use crate::support::{acceptance, pages, squeezed};

/// Size of footnotes, pt (`templates/kich-thuoc.typ`).
const NOTE: f64 = 10.0;

/// The words of the text itself: no page numbers, notes or their marks.
fn body(pages: &[PageRuns]) -> String {
    let text = |run: &&Run| run.size > NOTE + 0.5 && run.y > 20.0;
    let runs = pages.iter().flat_map(|page| page.texts.iter().filter(text));
    squeezed(&runs.map(|run| run.text.as_str()).collect::<String>())
}

/// The words of the notes of one page.
fn notes(page: &PageRuns) -> String {
    let runs = page.texts.iter().filter(|run| (run.size - NOTE).abs() < 0.1);
    squeezed(&runs.map(|run| run.text.as_str()).collect::<String>())
}

/// Every line of `expected` stands in `found`, one after another.
fn assert_in_order(found: &str, expected: &str) {
    let mut at = 0;
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let wanted = squeezed(&nfc(line));
        match found[at..].find(&wanted) {
            Some(i) => at += i + wanted.len(),
            None => panic!("không thấy, hoặc sai thứ tự: {line}"),
        }
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn the_report_holds_every_word_in_order() {
    let folder = acceptance();
    let pages = pages(&folder, "bao-cao-418.yaml");
    assert!((23..=25).contains(&pages.len()), "{} trang", pages.len());
    let expected = std::fs::read_to_string(folder.join("bao-cao-418.body.txt")).unwrap();
    assert_in_order(&body(&pages), &expected);
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn the_report_holds_every_footnote_whole_beginning_on_the_page_of_its_mark() {
    let folder = acceptance();
    let pages = pages(&folder, "bao-cao-418.yaml");
    let expected = std::fs::read_to_string(folder.join("bao-cao-418.notes.txt")).unwrap();
    let all: String = pages.iter().map(notes).collect();
    assert_in_order(&all, &expected);
    let mut count = 0;
    for (note, number) in expected.lines().zip(1..) {
        let number = number.to_string();
        let mark = |run: &Run| run.text == number && run.size < NOTE && run.size > NOTE * 0.7;
        let page = pages.iter().position(|page| page.texts.iter().any(mark));
        let page = page.unwrap_or_else(|| panic!("không thấy dấu chú thích {number}"));
        let beginning: String = squeezed(&nfc(note)).chars().take(20).collect();
        assert!(notes(&pages[page]).contains(&beginning), "chú thích {number} không bắt đầu ở trang {}", page + 1);
        count += 1;
    }
    assert_eq!(count, 20);
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn the_resolution_shows_all_its_parts_in_order() {
    let folder = acceptance();
    let pages = pages(&folder, "nghi-quyet-ke-hoach-5-nam.yaml");
    let found = body(&pages);
    let expected = std::fs::read_to_string(folder.join("nghi-quyet-ke-hoach-5-nam.body.txt")).unwrap();
    assert_in_order(&found, &expected);
    let parts = "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG TAM THANH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc
        Số: /NQ-HĐND\nTam Thanh, ngày 12 tháng 02 năm 2026\nNGHỊ QUYẾT\nHỘI ĐỒNG NHÂN DÂN PHƯỜNG TAM THANH\nKHOÁ VII, KỲ HỌP THỨ SÁU
        Căn cứ Luật\nQUYẾT NGHỊ:\nĐiều 1. Hội đồng\n2.1. Mục tiêu\na) Chỉ tiêu\nĐiều 2. Tổ chức\nNơi nhận:\n- Lưu: VT, HS kỳ họp.
        KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nHoàng Thị Thanh Phương";
    let everything: String = pages.iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect();
    assert_in_order(&squeezed(&everything), parts);
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn legal_bases_are_italic_and_run_in_numbers_bold() {
    let folder = acceptance();
    let pages = pages(&folder, "nghi-quyet-ke-hoach-5-nam.yaml");
    let run = |text: &str| pages[0].texts.iter().find(|run| run.text.starts_with(text)).unwrap();
    assert!(run("Căn").italic);
    assert!(run("Điều").bold);
    let number = run("Điều");
    let beside = pages[0].texts.iter().find(|run| (run.y - number.y).abs() < 0.1 && run.x > number.x && !run.bold);
    assert!(beside.is_some(), "Điều 1 không nối liền đoạn văn");
}
