//! The block of a copy on paper, mẫu 3.1, and the line of an electronic one, mẫu 3.2, measured.

use vanthu::base::source::Text;
use vanthu::domain::document::copy_block::{CopyBlock, CopyLook};
use vanthu::domain::document::layout::Hundredths;
use vanthu::domain::document::{IssueDate, Signatory};
use vanthu::operations::copy::block_pages;
use vanthu::operations::register::WorkspaceRegister;
use vanthu::typeset::runs::PageRuns;

use crate::support::Project;
use crate::support::measure::{LEFT, PT, RIGHT, find, lines, near, rule_under, within};

fn text(value: &str) -> Text {
    Text { value: value.to_owned(), place: None }
}

fn pages(look: CopyLook) -> Vec<PageRuns> {
    let project = Project::new();
    let (registry, _) = WorkspaceRegister::open(project.path()).unwrap();
    let block = CopyBlock {
        look,
        title: "SAO Y".to_owned(),
        issuer: vec!["ỦY BAN NHÂN DÂN".to_owned(), "PHƯỜNG HOA ĐÀO".to_owned()],
        number: "03".to_owned(),
        symbol: "SY-UBND".to_owned(),
        place_name: "Hoa Đào".to_owned(),
        date: IssueDate::Day { year: 2026, month: 3, day: 5 },
        recipients: vec!["25 khối phố, thôn".to_owned(), "Lưu: VT".to_owned()],
        signatory: Some(Signatory {
            capacity: Some(text("TL. CHỦ TỊCH")),
            position: text("CHÁNH VĂN PHÒNG"),
            full_name: Some(text("Vi Thị Hạnh")),
        }),
        of: "Báo cáo số 5".to_owned(),
        sides: (Hundredths(3000), Hundredths(2000)),
    };
    block_pages(&registry, &block).unwrap().runs()
}

#[test]
fn the_block_stands_under_a_rule_across_the_page_without_the_nation() {
    let pages = pages(CopyLook::Block { top: Hundredths(12000) });
    assert_eq!(pages.len(), 1);
    let all: String = lines(&pages).iter().map(|line| line.text() + "\n").collect();
    assert!(!all.contains("CỘNG HÒA") && !all.contains("Độc lập"), "{all}");
    let widest = pages[0].rules.iter().max_by(|a, b| a.width.total_cmp(&b.width)).unwrap();
    near(widest.x, LEFT, "left end of the rule");
    near(widest.width, RIGHT - LEFT, "length of the rule");
    near(widest.y, 120.0, "place of the rule");
    let (office, title) = (find(&pages, "PHƯỜNG HOA ĐÀO"), find(&pages, "SAO Y"));
    for line in [&find(&pages, "ỦY BAN NHÂN DÂN"), &office, &title] {
        assert!(line.bold());
        within(line.size(), 13.0, 14.0, "size");
        assert!(line.top() > 120.0);
    }
    near(office.centre(), LEFT + 35.0, "the office in the middle of 70 mm");
    near(title.centre(), (LEFT + 70.0 + RIGHT) / 2.0, "the title in the middle of what is left");
    let rule = rule_under(&pages, &office, 4.0);
    within(rule.width / office.width(), 1.0 / 3.0, 0.5, "part of the line");
    let (number, date) = (find(&pages, "Số: 03/SY-UBND"), find(&pages, "Hoa Đào, ngày 05 tháng 3 năm 2026"));
    assert!(number.upright() && date.italic());
    near(number.size(), 13.0, "size of the number");
    within(date.size(), 13.0, 14.0, "size of the date");
    near(number.baseline(), date.baseline(), "one line");
    near(number.centre(), office.centre(), "under the office");
    let (recipients, signer) = (find(&pages, "Nơi nhận:"), find(&pages, "TL. CHỦ TỊCH"));
    assert!(recipients.bold() && recipients.italic());
    within(recipients.baseline() - signer.baseline(), -1.5, 1.5, "one height");
    assert!(find(&pages, "Lưu: VT").text().ends_with('.'));
    assert!(find(&pages, "Vi Thị Hạnh").baseline() - find(&pages, "CHÁNH VĂN PHÒNG").baseline() > 25.0);
}

#[test]
fn the_line_stands_at_the_upper_right_in_10_points() {
    let look = CopyLook::Line {
        office: "Ủy ban nhân dân phường Hoa Đào".to_owned(),
        day: "05/03/2026".to_owned(),
        hour: "14:05:33 +07:00".to_owned(),
    };
    let pages = pages(look);
    let all = lines(&pages);
    let words: Vec<String> = all.iter().map(|line| line.text()).collect();
    assert_eq!(words.join(" "), "SAO Y; Ủy ban nhân dân phường Hoa Đào; 05/03/2026; 14:05:33 +07:00");
    for line in &all {
        near(line.size(), 10.0, "size");
        assert!(line.upright());
        within(line.x(), 210.0 - 10.0 - 77.0, 200.0, "left end, in a box of 77 mm");
        near(line.right(), 200.0, "right end");
        within(line.top(), 4.5, 5.0 + 8.7, "in the top margin");
    }
    within(all.last().unwrap().bottom() - all[0].top(), 0.0, 8.7 + 10.0 * PT * 0.3, "8,7 mm high");
}
