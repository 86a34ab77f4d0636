//! Paper, margins and page numbers [N30-I I.1–I.3, I.7].

use vanthu::typeset::runs::PageRuns;

use crate::support::OFFICE;
use crate::support::measure::{
    BOTTOM, LEFT, Line, MIDDLE, PT, Press, RIGHT, TOP, document, lines, near, printed, text_lines, within, words,
};

const KINDS: [&str; 2] = ["bao-cao", "nghi-quyet"];

/// Paragraphs of several lines that fill three pages and begin a fourth.
fn long_body() -> String {
    vec![words(60); 28].join("\n\n")
}

/// The page numbers as set: page and line.
fn numbers(pages: &[PageRuns], top_margin: f64) -> Vec<Line> {
    let mut lines = lines(pages);
    lines.retain(|line| line.baseline() < top_margin);
    lines
}

#[test]
fn every_page_is_upright_a4() {
    let mut press = Press::new();
    for kind in KINDS {
        let pages = press.pages(&document(kind, "", &long_body()));
        assert!(pages.len() >= 3, "{} pages", pages.len());
        for page in pages {
            near(page.width, 210.0, "width");
            near(page.height, 297.0, "height");
        }
    }
}

#[test]
fn text_fills_the_default_margins_20_20_30_20() {
    let mut press = Press::new();
    for kind in KINDS {
        let pages = press.pages(&document(kind, "", &long_body()));
        let lines = text_lines(&pages);
        near(lines.iter().map(Line::x).fold(f64::MAX, f64::min), LEFT, "left margin");
        near(lines.iter().map(Line::right).fold(f64::MIN, f64::max), RIGHT, "right margin");
        for page in 1..=2 {
            let of_page: Vec<&Line> = lines.iter().filter(|line| line.page == page).collect();
            near(of_page[0].top(), TOP, "top margin");
            // Two lines that may not part and a paragraph gap are the most that can be left free.
            within(of_page.last().unwrap().bottom(), BOTTOM - 15.0, BOTTOM, "bottom margin");
        }
    }
}

#[test]
fn an_office_may_set_its_margins() {
    let office = format!("{OFFICE}trinh_bay:\n  le: {{tren: 25, duoi: 22, trai: 35, phai: 15}}\n");
    let mut press = Press::with_office(&office);
    for kind in KINDS {
        let pages = press.pages(&document(kind, "", &long_body()));
        let mut lines = lines(&pages);
        lines.retain(|line| line.baseline() > 25.0);
        near(lines.iter().map(Line::x).fold(f64::MAX, f64::min), 35.0, "left margin");
        near(lines.iter().map(Line::right).fold(f64::MIN, f64::max), 195.0, "right margin");
        let second = lines.iter().find(|line| line.page == 2).unwrap();
        near(second.top(), 25.0, "top margin");
        let last = lines.iter().rfind(|line| line.page == 1).unwrap();
        within(last.bottom(), 260.0, 275.0, "bottom margin");
        for number in numbers(&pages, 25.0) {
            near(number.centre(), 115.0, "middle of the page number");
        }
    }
}

#[test]
fn page_numbers_stand_in_the_middle_of_the_top_margin_from_page_2() {
    let mut press = Press::new();
    for kind in KINDS {
        let pages = press.pages(&document(kind, "", &long_body()));
        let numbers = numbers(&pages, TOP);
        let places: Vec<(usize, String)> = numbers.iter().map(|line| (line.page, line.text())).collect();
        let expected: Vec<(usize, String)> = (2..=pages.len()).map(|page| (page, page.to_string())).collect();
        assert_eq!(places, expected, "{}", printed(&numbers));
        for number in &numbers {
            near(number.size(), 13.0, "size");
            assert!(number.upright());
            near(number.centre(), MIDDLE, "middle");
            let middle = number.baseline() - 0.33 * number.size() * PT;
            within(middle, TOP / 2.0 - 1.0, TOP / 2.0 + 1.0, "height in the margin");
        }
    }
}

#[test]
fn every_run_is_set_in_the_one_family() {
    let mut press = Press::new();
    for kind in KINDS {
        for page in press.pages(&document(kind, "", &format!("# Một[^1]\n\n{}\n\n[^1]: Hai", long_body()))) {
            assert!(page.texts.iter().all(|run| run.family == "Liberation Serif"));
        }
    }
}
