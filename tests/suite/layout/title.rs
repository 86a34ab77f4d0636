//! Between letterhead and text: tên loại, trích yếu, thẩm quyền, căn cứ, the formula, Kính gửi [N30-I II.5, II.6, II.9].

use vanthu::typeset::runs::PageRuns;

use crate::support::measure::{
    INDENT, LEFT, Line, MIDDLE, PT, Press, RIGHT, SINGLE, document, find, near, printed, rule_under, text_lines, within,
};

const KINDS: [(&str, &str); 2] = [("bao-cao", "BÁO CÁO"), ("nghi-quyet", "NGHỊ QUYẾT")];

/// Abstracts of one line, of two written lines, and of one that wraps into a short last line.
const SUBJECTS: [&str; 3] = [
    "Kết quả công tác",
    "|-\n  Tình hình thực hiện kế hoạch phát triển kinh tế - xã hội năm 2025;\n  mục tiêu năm 2026",
    "Về Kế hoạch phát triển kinh tế - xã hội 5 năm 2026 - 2030 của phường Hoa Đào mở rộng",
];

fn subject_words(subject: &str) -> String {
    subject.trim_start_matches("|-").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines from the title to the line that holds `end`, without it.
fn from_title(pages: &[PageRuns], title: &str, end: &str) -> Vec<Line> {
    let lines = text_lines(pages);
    let start = lines.iter().position(|line| line.text() == title).unwrap();
    let end = lines.iter().position(|line| line.text().contains(end)).unwrap();
    lines[start..end].to_vec()
}

fn is_title_type(line: &Line) {
    assert!(line.bold() && !line.italic(), "{}", line.text());
    near(line.size(), 14.0, "size");
    near(line.centre(), MIDDLE, "middle");
}

#[test]
fn title_and_abstract_are_bold_14_in_the_middle_of_the_page() {
    let mut press = Press::new();
    for (kind, title) in KINDS {
        for subject in SUBJECTS {
            let yaml = document(kind, &format!("trich_yeu: {subject}\ncan_cu: [Căn cứ Luật]"), "Nội dung.");
            let lines = from_title(&press.pages(&yaml), title, "Căn cứ");
            lines.iter().for_each(is_title_type);
            let words: Vec<String> = lines[1..].iter().map(Line::text).collect();
            assert_eq!(words.join(" "), subject_words(subject));
            for pair in lines.windows(2) {
                near(pair[1].baseline() - pair[0].baseline(), 14.0 * PT * SINGLE, "single spacing");
            }
        }
    }
}

#[test]
fn the_rule_under_the_abstract_is_a_third_to_a_half_of_its_last_line() {
    let mut press = Press::new();
    for (kind, title) in KINDS {
        for subject in SUBJECTS {
            let yaml = document(kind, &format!("trich_yeu: {subject}\ncan_cu: [Căn cứ Luật]"), "Nội dung.");
            let pages = press.pages(&yaml);
            let last = from_title(&pages, title, "Căn cứ").pop().unwrap();
            let rule = rule_under(&pages, &last, 5.0);
            within(rule.width / last.width(), 1.0 / 3.0, 0.5, "part of the line");
            near(rule.x + rule.width / 2.0, MIDDLE, "middle");
        }
    }
}

#[test]
fn a_note_stands_in_italics_below_the_rule() {
    let mut press = Press::new();
    for (kind, _) in KINDS {
        let pages = press.pages(&document(kind, "chu_thich_trich_yeu: (Trình kỳ họp thứ sáu)", "Nội dung."));
        let note = find(&pages, "(Trình kỳ họp thứ sáu)");
        assert!(note.italic() && !note.bold());
        within(note.size(), 13.0, 14.0, "size");
        near(note.centre(), MIDDLE, "middle");
        let rule = rule_under(&pages, &find(&pages, "Kết quả công tác"), 5.0);
        within(note.top() - rule.y, 1.0, 5.0, "room under the rule");
    }
}

#[test]
fn the_authority_stands_bold_in_the_middle_of_a_resolution() {
    let mut press = Press::new();
    let authority = "tham_quyen: |-\n  HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA ĐÀO\n  KHÓA VI, KỲ HỌP THỨ SÁU";
    let pages = press.pages(&document("nghi-quyet", authority, "Nội dung."));
    let (body, session) = (find(&pages, "NHÂN DÂN PHƯỜNG HOA ĐÀO"), find(&pages, "KHÓA VI"));
    is_title_type(&body);
    is_title_type(&session);
    near(session.baseline() - body.baseline(), 14.0 * PT * SINGLE, "single spacing");
    assert!(body.baseline() > find(&pages, "Kết quả công tác").baseline());
}

#[test]
fn legal_bases_are_indented_italic_paragraphs_closed_by_a_mark() {
    let mut press = Press::new();
    let long = "Căn cứ Nghị định số 45/2019/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật Ngân sách";
    let bases = format!("can_cu:\n  - Căn cứ Luật Tổ chức\n  - {long};\n  - Theo đề nghị của Ban Pháp chế");
    for kind in ["nghi-quyet", "to-trinh"] {
        let lines = text_lines(&press.pages(&document(kind, &bases, "Nội dung.")));
        let italic: Vec<&Line> = lines.iter().filter(|line| line.italic() && line.size() > 13.5).collect();
        let starts: Vec<f64> = italic.iter().map(|line| line.x()).collect();
        let indented = LEFT + INDENT;
        assert_eq!(starts.len(), 4, "{}", printed(&lines));
        for (x, expected) in starts.iter().zip([indented, indented, LEFT, indented]) {
            near(*x, expected, "start of the line");
        }
        assert_eq!(italic[0].text(), "Căn cứ Luật Tổ chức;");
        assert!(italic[2].text().ends_with("sách;"));
        assert_eq!(italic[3].text(), "Theo đề nghị của Ban Pháp chế.");
        near(italic[1].right(), RIGHT, "justified");
    }
}

#[test]
fn the_formula_stands_bold_in_the_middle_after_the_legal_bases() {
    let mut press = Press::new();
    for (kind, formula) in [("nghi-quyet", "QUYẾT NGHỊ:"), ("quyet-dinh", "QUYẾT ĐỊNH:")] {
        let pages = press.pages(&document(kind, "can_cu: [Căn cứ Luật]", "# Phạm vi\n\nNội dung."));
        let line = find(&pages, formula);
        is_title_type(&line);
        assert!(line.baseline() > find(&pages, "Căn cứ Luật").baseline());
        assert!(line.baseline() < find(&pages, "Điều 1.").baseline());
    }
}

#[test]
fn one_addressee_stands_on_the_line_of_kinh_gui() {
    let mut press = Press::new();
    let pages = press.pages(&document("bao-cao", "kinh_gui: Hội đồng nhân dân phường", "Nội dung."));
    let line = find(&pages, "Kính gửi");
    assert_eq!(line.text(), "Kính gửi: Hội đồng nhân dân phường");
    assert!(line.upright());
    near(line.size(), 14.0, "size");
    near(line.centre(), MIDDLE, "middle");
}

#[test]
fn several_addressees_stand_one_a_line_with_dashes_under_the_colon() {
    let mut press = Press::new();
    let long = "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân và các cơ quan, đơn vị thuộc phường Hoa Đào";
    let extra = format!("kinh_gui: [Ủy ban nhân dân tỉnh, {long:?}, '- Sở Tài chính;']");
    let pages = press.pages(&document("to-trinh", &extra, "Nội dung."));
    let head = find(&pages, "Kính gửi:");
    assert_eq!(head.text(), "Kính gửi:");
    let colon = head.right() - 14.0 * PT * 0.278;
    let dashes =
        ["- Ủy ban nhân dân tỉnh;", "- Thường trực Đảng ủy,", "- Sở Tài chính."].map(|text| find(&pages, text));
    for line in &dashes {
        near(line.x(), colon, "dash");
        assert!(line.upright());
        near(line.size(), 14.0, "size");
        within(line.right(), LEFT, RIGHT, "right end");
    }
    near(dashes[0].baseline() - head.baseline(), 14.0 * PT * SINGLE, "single spacing");
    near(dashes[1].baseline() - dashes[0].baseline(), 14.0 * PT * SINGLE, "single spacing");
    let ends = find(&pages, "phường Hoa Đào;");
    within(ends.x() - colon, 1.0, 5.0, "a second line hangs behind the dash");
}
