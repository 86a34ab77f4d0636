//! `./.` after a table: in its last cell, or behind the note under it; never on a line of its own.

use crate::support::measure::{Press, document, find, lines, near, within};
use crate::support::{Project, report};

/// Tables that a text may end with, and the words of the line that closes it.
const ENDS: [(&str, &str); 9] = [
    ("| A | B |\n|---|---|\n| Một | xong |", "xong./."),
    ("| A | B |\n|---|---|\n| Một | Đã xong. |", "Đã xong./."),
    ("| A | B |\n|---|--:|\n| Một | 5 |\n| Hai | 1.234,5 |", "1.234,5\u{a0}./."),
    ("| A | B |\n|---|---|\n| Một | |", "./."),
    ("| A | B |\n|---|---|\n| Một | xong./. |", "xong./."),
    ("| A | B |\n|---|---|\n| Một | xong |\n\n./.", "xong./."),
    ("| A | B |\n|---|---|\n| Một | < |", "Một./."),
    ("| A | B |\n|---|---|\n| Một | chung |\n| Hai | ^ |", "chung./."),
    ("Câu cuối.\n\n./.", "Câu cuối./."),
];

#[test]
fn the_sign_stands_on_a_line_with_the_last_words_of_a_table() {
    let mut press = Press::new();
    for (end, closing) in ENDS {
        let annex: String = end.lines().map(|line| format!("      {line}\n")).collect();
        let annex = format!("phu_luc:\n  - ten: Phụ thêm\n    noi_dung: |\n{annex}");
        let pages = press.pages(&(document("bao-cao", "", &format!("Đoạn.\n\n{end}")) + "\n" + &annex));
        let all = lines(&pages);
        let found: Vec<_> = all.iter().filter(|line| line.text().contains("./.")).collect();
        assert_eq!(found.iter().map(|line| line.text()).collect::<Vec<_>>(), [closing, closing], "{end}");
        // the block of the signature stands under the table as under words
        let head = find(&pages, "Nơi nhận:");
        within(head.top() - found[0].bottom(), 2.0, 12.0, &format!("{end}: room above the block"));
        assert_eq!(head.page, found[0].page, "{end}");
    }
}

#[test]
fn figures_stay_under_one_another_beside_the_sign() {
    let pages = Press::new().pages(&document("bao-cao", "", "| A | B |\n|---|--:|\n| Một | 5,75 |\n| Hai | 1.234,5 |"));
    let (above, last) = (find(&pages, "5,75"), find(&pages, "1.234,5"));
    let digit = above.size() * 25.4 / 72.0 * 0.5;
    near(above.right(), last.right() + digit, "the comma of the last row");
    let sign = find(&pages, "./.");
    near(sign.baseline(), last.baseline(), "the sign stands in the row");
}

#[test]
fn the_note_under_a_table_closes_the_text() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {ten: Một, thuc_hien: 5}\n";
    let block = "```bang\nnhom: n\nghi_chu: Số ước\n```";
    let project = Project::new().file("nam-2026/so-lieu.yaml", figures).file("nam-2026/bao-cao.yaml", report(block));
    let pages = project.pages("nam-2026/bao-cao.yaml");
    assert_eq!(find(&pages, "./.").text(), "Số ước./.");
}
