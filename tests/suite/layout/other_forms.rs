//! What other forms have that reports and resolutions have not: the abstract of a công văn, annexes.

use crate::support::Project;
use crate::support::measure::{
    LEFT, Line, MIDDLE, PT, Press, TOP, document, find, lines, near, printed, rule_under, within, words,
};

#[test]
fn the_abstract_of_a_letter_stands_6_pt_under_its_number() {
    let mut press = Press::new();
    for subject in ["báo cáo kết quả", "báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2025"]
    {
        let extra = format!("trich_yeu: {subject}\nkinh_gui: Sở Nội vụ");
        let pages = press.pages(&document("cong-van", &extra, "Nội dung."));
        let number = find(&pages, "Số: 05/UBND");
        let first = find(&pages, "V/v");
        assert!(first.upright());
        within(first.size(), 12.0, 13.0, "size");
        near(first.centre(), number.centre(), "middle");
        near(first.top() - number.bottom(), 6.0 * PT, "room under the number");
        let mut column = lines(&pages);
        let below = find(&pages, "Kính gửi").baseline();
        column.retain(|line| line.page == 1 && line.baseline() >= first.baseline() && line.baseline() < below);
        let text: Vec<String> = column.iter().map(Line::text).collect();
        assert_eq!(text.join(" "), format!("V/v {subject}"));
        assert!(column.iter().all(|line| line.x() > LEFT && line.right() < 97.0), "{}", printed(&column));
    }
}

#[test]
fn annexes_begin_a_page_with_title_origin_and_rule_and_count_their_own_pages() {
    let mut press = Press::new();
    let annex = |title: &str, body: &str| {
        let body: String = body.lines().map(|line| format!("      {line}\n")).collect();
        format!("  - ten: {title}\n    noi_dung: |\n{body}")
    };
    let long = vec![words(60); 12].join("\n\n");
    let extra = format!("phu_luc:\n{}{}", annex("Danh mục", &long), annex("BIỂU MẪU", &long));
    let pages = press.pages(&document("bao-cao", &extra, &long));
    let all = lines(&pages);
    let numbers: Vec<&str> = Vec::from_iter(["", "2"].into_iter().cycle().take(pages.len()));
    let printed_numbers: Vec<String> = (1..=pages.len())
        .map(|page| all.iter().find(|l| l.page == page && l.baseline() < TOP).map(Line::text).unwrap_or_default())
        .collect();
    assert_eq!(printed_numbers, numbers);
    for (page, label, title) in [(3, "Phụ lục I", "DANH MỤC"), (5, "Phụ lục II", "BIỂU MẪU")] {
        let head: Vec<&Line> = all.iter().filter(|line| line.page == page).take(3).collect();
        let texts: Vec<String> = head.iter().map(|line| line.text()).collect();
        assert_eq!(texts[..2], [label, title]);
        assert!(texts[2].starts_with("(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 12 năm 2025"), "{}", texts[2]);
        for line in &head {
            near(line.centre(), MIDDLE, "middle");
            near(line.size(), 14.0, "size");
        }
        assert!(head[0].bold() && head[1].bold() && head[2].italic() && !head[2].bold());
        let last = all.iter().rfind(|line| line.page == page && line.italic()).unwrap();
        let rule = rule_under(&pages, last, 5.0);
        within(rule.width / last.width(), 1.0 / 3.0, 0.5, "part of the line");
    }
}

/// Titles of annexes are in capitals [N30-I III.1.b], whatever letter the clerk types, and the finished page still says the
/// words of the document.
#[test]
fn titles_of_annexes_are_in_capitals_to_the_last_letter() {
    const SMALL: &str =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ ß ς ı";
    const CAPITAL: &str =
        "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ SS Σ I";
    let extra = format!("phu_luc:\n  - ten: {SMALL}\n    noi_dung: Một.");
    let text = document("bao-cao", &extra, "Nội dung.");
    let pages = Press::new().pages(&text);
    let column = lines(&pages);
    let title: Vec<String> = column.iter().filter(|line| line.page == 2).map(Line::text).collect();
    let end = title.iter().position(|line| line.starts_with("(Kèm theo")).expect("where the annex comes from");
    assert_eq!(title[1..end].concat().replace([' ', '\u{200b}'], ""), CAPITAL.replace(' ', ""));
    let project = Project::new().file("van-ban.yaml", &text);
    let built = project.run(&["build", "van-ban.yaml", "--final"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}
