//! Captions of tables, charts and pictures are text like any other: bold, raised, with notes, or told where they cannot be.

use crate::support::measure::{Line, lines};
use crate::support::{Project, report, sweep};

const FIGURES: &str =
    "ky_bao_cao: năm 2026\nn:\n  ten: Nhóm\n  a: {ten: Một, thuc_hien: 5}\n  b: {ten: Hai, thuc_hien: 7}\n";
const PICTURE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90"/></svg>"#;
const NOTE: &str = "\n\n[^c]: Lời giải của chú thích.";

/// Each kind of block with a caption that has everything.
const BLOCKS: [&str; 4] = [
    "Bảng: Lời chú **đậm** m^2^ {{ n.a }}[^c]\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    "```bang\nnhom: n\nchu_thich: Lời chú **đậm** m^2^ {{ n.a }}[^c]\n```",
    "```bieu_do\nnhom: n\nchu_thich: Lời chú **đậm** m^2^ {{ n.a }}[^c]\n```",
    "![Lời chú **đậm** m^2^ {{ n.a }}[^c]](hinh.svg)",
];

fn project(text: &str) -> Project {
    Project::new()
        .file("nam-2026/so-lieu.yaml", FIGURES)
        .file("nam-2026/hinh.svg", PICTURE)
        .file("nam-2026/bao-cao.yaml", report(text))
}

fn told(text: &str) -> String {
    String::from_utf8(project(text).run(&["build", "nam-2026", "--final"]).stderr).unwrap()
}

#[test]
fn captions_are_set_like_text() {
    for block in BLOCKS {
        let text = format!("Đoạn.\n\n{block}\n\nHết.{NOTE}");
        assert!(!told(&text).contains("lỗi["), "{block} {}", told(&text));
        let pages = project(&text).pages("nam-2026/bao-cao.yaml");
        let all = lines(&pages);
        let caption =
            all.iter().find(|line| line.text().contains("Lời chú đậm m")).unwrap_or_else(|| panic!("{block}"));
        assert!(caption.text().ends_with("Lời chú đậm m2 51"), "{}", caption.text());
        let run = |text: &str| {
            caption.runs.iter().find(|run| run.text.trim() == text).unwrap_or_else(|| panic!("{caption:?}"))
        };
        assert!(run("đậm").bold || block.starts_with("Bảng") || block.contains("```bang"), "{block}");
        assert!(run("2").size < caption.size() * 0.8 && run("1").size < caption.size() * 0.8, "{block}");
    }
}

#[test]
fn the_note_of_a_caption_stands_on_the_page_of_its_mark() {
    for block in BLOCKS {
        for count in sweep(14..=32) {
            let text = format!("{}## Mục\n\n{block}\n\nHết.{NOTE}", "Đoạn.\n\n".repeat(count));
            let all = lines(&project(&text).pages("nam-2026/bao-cao.yaml"));
            let page = |words: &str| all.iter().find(|line: &&Line| line.text().contains(words)).map(|line| line.page);
            assert!(page("Lời chú").is_some(), "{block}");
            assert_eq!(page("Lời chú"), page("Lời giải"), "after {count} {block}");
            assert_eq!(page("I. Mục"), page("Lời chú"), "after {count} {block}");
        }
    }
}

#[test]
fn what_a_caption_or_cell_cannot_hold_is_told_where_it_stands() {
    for (text, code, place) in [
        ("```bang\nnhom: n\nghi_chu: Ghi[^c]\n```\n\nHết[^c].", "N10", "11:"),
        ("```bang\nnhom: n\nchu_thich: Lời <b>chú</b>\n```", "lỗi[", "11:"),
        ("```bang\nnhom: n\nchu_thich: Lời[^d]\n```\n\nHết[^c].", "lỗi[", "11:"),
        ("```bang\nnhom: n\nchu_thich: ![x](hinh.svg)\n```\n\nHết[^c].", "lỗi[", "11:"),
        ("| A | B |\n|---|---|\n| ![x](hinh.svg) | 2 |\n\nHết[^c].", "lỗi[", "11:"),
        ("Bảng: ![x](hinh.svg)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nHết[^c].", "lỗi[", "9:"),
    ] {
        let told = told(&format!("{text}{NOTE}"));
        assert!(told.contains(code) && told.contains(&format!("--> nam-2026/bao-cao.yaml:{place}")), "{text}\n{told}");
    }
}

#[test]
fn signs_at_the_beginning_of_a_caption_are_signs() {
    for words in ["1. Kết quả", "- Kết quả", "# Kết quả", "> 5 tỷ đồng", "3*4 và 5*6", "Kết quả | so sánh"]
    {
        let block = format!("```bang\nnhom: n\nchu_thich: \"{words}\"\n```");
        let text = format!("{block}\n\nHết.");
        assert!(!told(&text).contains("lỗi["), "{}", told(&text));
        let all = lines(&project(&text).pages("nam-2026/bao-cao.yaml"));
        let printed = format!("Bảng 1. {words}");
        assert!(all.iter().any(|line| line.text().replace('\u{a0}', " ") == printed), "{words}");
    }
}
