//! The text itself: headings, paragraphs, dash items, and how it closes [N30-I II.6, V.6].

use vanthu::typeset::runs::PageRuns;

use crate::support::OFFICE;
use crate::support::measure::{
    INDENT, LEFT, Line, MIDDLE, PT, Press, RIGHT, SINGLE, document, find, near, text_lines, within, words,
};

/// The lines after the letterhead, up to the signature block.
fn body_lines(pages: &[PageRuns]) -> Vec<Line> {
    let lines = text_lines(pages);
    let start = lines.iter().position(|line| line.text().contains("Đầu tiên")).unwrap();
    let end = lines.iter().position(|line| line.text() == "Nơi nhận:").unwrap();
    lines[start..end].to_vec()
}

/// Number and title on one indented line, as large as the text.
fn is_indented_heading(line: &Line, bold: bool) {
    near(line.x(), LEFT + INDENT, "indent");
    near(line.size(), 14.0, "size");
    assert_eq!((line.bold(), line.italic()), (bold, false), "{}", line.text());
}

#[test]
fn parts_stand_on_two_centred_bold_lines() {
    let mut press = Press::new();
    let body = "# KẾT QUẢ THỰC HIỆN\n\nĐầu tiên.\n\n# MỤC TIÊU<br>NĂM 2026\n\nTiếp theo.";
    let pages = press.pages(&document("bao-cao", "", body));
    let lines = text_lines(&pages);
    for (number, titles) in [("Phần I", &["KẾT QUẢ THỰC HIỆN"][..]), ("Phần II", &["MỤC TIÊU", "NĂM 2026"])]
    {
        let at = lines.iter().position(|line| line.text() == number).unwrap();
        let heading = &lines[at..=at + titles.len()];
        let below: Vec<String> = heading[1..].iter().map(Line::text).collect();
        assert_eq!(below, titles);
        for line in heading {
            assert!(line.bold() && !line.italic());
            near(line.size(), 14.0, "size");
            near(line.centre(), MIDDLE, "middle");
        }
        for pair in heading.windows(2) {
            near(pair[1].baseline() - pair[0].baseline(), 14.0 * PT * SINGLE, "single spacing");
        }
    }
}

#[test]
fn chapters_and_sections_are_centred_when_the_ladder_has_them() {
    let mut press = Press::new();
    let extra = "bac_danh_so: [chương, mục, điều, khoản, điểm]";
    let pages = press.pages(&document("quy-che", extra, "# QUY ĐỊNH CHUNG\n\n## PHẠM VI\n\n### Đối tượng\n\nXin hết."));
    for text in ["Chương I", "QUY ĐỊNH CHUNG", "Mục 1", "PHẠM VI"] {
        let line = find(&pages, text);
        assert!(line.bold());
        near(line.centre(), MIDDLE, "middle");
    }
    is_indented_heading(&find(&pages, "Điều 1. Đối tượng"), true);
}

#[test]
fn roman_and_arabic_headings_are_bold_and_letters_regular() {
    let mut press = Press::new();
    let pages = press.pages(&document("bao-cao", "", "## KẾT QUẢ\n\n### Kinh tế\n\n#### Thương mại\n\nXin hết."));
    is_indented_heading(&find(&pages, "I. KẾT QUẢ"), true);
    is_indented_heading(&find(&pages, "1. Kinh tế"), true);
    is_indented_heading(&find(&pages, "a) Thương mại"), false);
}

#[test]
fn clauses_of_a_resolution_are_bold_with_a_title_and_letters_regular() {
    let mut press = Press::new();
    let body = "# Nhiệm vụ\n\n## Kinh tế\n\n### Thương mại\n\n#### Chợ\n\nXin hết.";
    let pages = press.pages(&document("nghi-quyet", "", body));
    is_indented_heading(&find(&pages, "Điều 1. Nhiệm vụ"), true);
    is_indented_heading(&find(&pages, "1. Kinh tế"), true);
    is_indented_heading(&find(&pages, "1.1. Thương mại"), true);
    is_indented_heading(&find(&pages, "a) Chợ"), false);
}

#[test]
fn an_article_without_title_runs_bold_into_its_paragraph() {
    let mut press = Press::new();
    let body = "#\n\nHội đồng thông qua Kế hoạch.\n\n##\n\nỦy ban thực hiện.";
    let pages = press.pages(&document("nghi-quyet", "", body));
    let article = find(&pages, "Điều 1. Hội đồng thông qua Kế hoạch.");
    near(article.x(), LEFT + INDENT, "indent");
    let bold: String = article.runs.iter().filter(|run| run.bold).map(|run| run.text.as_str()).collect();
    assert_eq!(bold.trim(), "Điều 1.");
    let clause = find(&pages, "1. Ủy ban thực hiện./.");
    near(clause.x(), LEFT + INDENT, "indent");
    assert!(clause.upright(), "a clause without title is not bold");
}

#[test]
fn paragraphs_are_justified_14_with_indent_gap_and_single_spacing() {
    let mut press = Press::new();
    for kind in ["bao-cao", "nghi-quyet"] {
        let pages = press.pages(&document(kind, "", &format!("Đầu tiên {}.\n\n{}.", words(60), words(60))));
        let lines = body_lines(&pages);
        let starts: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].x() > LEFT + 1.0).collect();
        assert_eq!(starts.len(), 2);
        for (i, line) in lines.iter().enumerate() {
            near(line.size(), 14.0, "size");
            assert!(line.upright());
            near(line.x(), if starts.contains(&i) { LEFT + INDENT } else { LEFT }, "left end");
            let last = i + 1 == lines.len() || starts.contains(&(i + 1));
            if last {
                within(line.right(), LEFT, RIGHT, "right end of a last line");
            } else {
                near(line.right(), RIGHT, "right end");
            }
            if i > 0 {
                let gap = if starts.contains(&i) { 6.0 * PT } else { 0.0 };
                near(line.baseline() - lines[i - 1].baseline(), 14.0 * PT * SINGLE + gap, "pitch");
            }
        }
    }
}

#[test]
fn an_office_may_set_size_indent_spacing_and_gap() {
    let office = format!("{OFFICE}trinh_bay: {{co_chu: 13, thut_dong: 10, gian_dong: 1.5, cach_doan: 12}}\n");
    let mut press = Press::with_office(&office);
    for kind in ["bao-cao", "nghi-quyet"] {
        let pages = press.pages(&document(kind, "", &format!("## Đầu tiên\n\n{}.\n\n{}.", words(40), words(40))));
        let lines = body_lines(&pages);
        let pitch = 13.0 * PT * SINGLE * 1.5;
        for (i, line) in lines.iter().enumerate() {
            near(line.size(), 13.0, "size");
            let starts = line.x() > LEFT + 1.0;
            near(line.x(), if starts { LEFT + 10.0 } else { LEFT }, "left end");
            if i > 0 {
                let gap = if starts { 12.0 * PT } else { 0.0 };
                near(line.baseline() - lines[i - 1].baseline(), pitch + gap, "pitch");
            }
        }
    }
}

#[test]
fn headings_stand_as_far_apart_as_paragraphs() {
    let mut press = Press::new();
    let body = "Đầu tiên.\n\n## KẾT QUẢ\n\n### Kinh tế\n\n#### Chợ\n\nMột.\n\n- Hai.\n\n# NHIỆM VỤ\n\nBa.";
    let lines = body_lines(&press.pages(&document("bao-cao", "", body)));
    for pair in lines.windows(2) {
        let gap = if pair[1].text() == "NHIỆM VỤ" { 0.0 } else { 6.0 * PT };
        near(pair[1].baseline() - pair[0].baseline(), 14.0 * PT * SINGLE + gap, &pair[1].text());
    }
}

#[test]
fn dash_items_are_paragraphs_that_begin_with_a_dash() {
    let mut press = Press::new();
    let body = format!("Đầu tiên:\n\n- Một {};\n- Hai;\n+ Ba.\n\nXin hết.", words(40));
    for kind in ["bao-cao", "nghi-quyet"] {
        let lines = body_lines(&press.pages(&document(kind, "", &body)));
        for (at, text) in [(1, "- Một"), (lines.len() - 3, "- Hai;"), (lines.len() - 2, "+ Ba.")] {
            assert!(lines[at].text().starts_with(text), "{}", lines[at].text());
            near(lines[at].x(), LEFT + INDENT, "indent");
        }
        near(lines[1].right(), RIGHT, "justified");
        near(lines[2].x(), LEFT, "second line of an item");
        near(lines[2].baseline() - lines[1].baseline(), 14.0 * PT * SINGLE, "pitch");
    }
}

#[test]
fn the_text_closes_once_however_it_ends() {
    let ends = [
        ("Xin báo cáo./.", "Xin báo cáo./."),
        ("Xin báo cáo.", "Xin báo cáo./."),
        ("Xin báo cáo", "Xin báo cáo./."),
        ("Xin báo cáo **đậm**.", "Xin báo cáo đậm./."),
        ("- Xin báo cáo;\n- xin hết.", "- xin hết./."),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "2\u{a0}./."),
        ("Hết./.\n\n| A | B |\n|---|---|\n| 1 | 2 |", "2\u{a0}./."),
    ];
    let mut press = Press::new();
    for kind in ["bao-cao", "nghi-quyet"] {
        for (body, last) in ends {
            let pages = press.pages(&document(kind, "", &format!("Đầu tiên.\n\n{body}")));
            let lines = body_lines(&pages);
            assert_eq!(lines.last().unwrap().text(), last);
            if !body.ends_with('|') {
                near(lines.last().unwrap().x(), LEFT + INDENT, "indent");
            }
        }
    }
}
