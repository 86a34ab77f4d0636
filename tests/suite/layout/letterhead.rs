//! The head of page 1: Quốc hiệu, Tiêu ngữ, agencies, number, place and date [N30-I II.1–II.4].

use std::sync::LazyLock;

use vanthu::typeset::runs::PageRuns;

use crate::support::OFFICE;
use crate::support::measure::{LEFT, Line, Press, RIGHT, document, find, lines, near, printed, rule_under, within};

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
const KINDS: [(&str, &str); 2] = [("bao-cao", "BC"), ("nghi-quyet", "NQ")];

/// Issuers from one short line to names that wrap, with and without a parent: `chu_quan`, `ten`, both in lines.
const ISSUERS: [(&str, &str); 5] = [
    ("", "SỞ NỘI VỤ"),
    ("", "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG HOA ĐÀO"),
    ("UBND TỈNH HOA ĐÀO", "SỞ TÀI CHÍNH"),
    (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
        "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG VÀ HẠ TẦNG KỸ THUẬT ĐÔ THỊ",
    ),
    (
        "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nVIỆN KHOA HỌC",
        "TRUNG TÂM NGHIÊN CỨU ỨNG DỤNG KHOA HỌC KỸ THUẬT VÀ CHUYỂN GIAO CÔNG NGHỆ PHÍA BẮC",
    ),
];

fn issuer((parent, name): (&str, &str)) -> String {
    let block = |key: &str, text: &str| {
        let lines: String = text.lines().map(|line| format!("    {line}\n")).collect();
        if text.is_empty() { String::new() } else { format!("  {key}: |-\n{lines}") }
    };
    format!("co_quan:\n{}{}  ky_hieu: XYZ\n", block("chu_quan", parent), block("ten", name))
}

/// The lines above the title, those left of Quốc hiệu first in order.
fn left_column(pages: &[PageRuns]) -> Vec<Line> {
    let nation = find(pages, NATION);
    let title = find(pages, "Kết quả công tác").baseline();
    let mut lines = lines(&pages[..1]);
    lines.retain(|line| line.baseline() < title - 10.0 && line.right() < nation.x());
    lines
}

/// A page of every issuer in both kinds: names, sign of the kind, pages.
type Set = ((&'static str, &'static str), &'static str, Vec<PageRuns>);

/// Set once for all that look at them.
static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let mut press = Press::new();
    let both = ISSUERS.into_iter().flat_map(|names| KINDS.map(|kind| (names, kind)));
    both.map(|(names, (kind, sign))| (names, sign, press.pages(&document(kind, &issuer(names), "Nội dung.")))).collect()
});

/// Hands over the pages of every issuer in both kinds.
fn each(mut look: impl FnMut((&str, &str), &str, &[PageRuns])) {
    SETS.iter().for_each(|(names, sign, pages)| look(*names, sign, pages));
}

#[test]
fn the_nation_stands_on_one_bold_line_of_12_or_13() {
    each(|_, _, pages| {
        let nation = find(pages, NATION);
        assert_eq!(nation.text(), NATION);
        assert!(nation.bold() && !nation.italic());
        within(nation.size(), 12.0, 13.0, "size");
        within(nation.right(), 0.0, RIGHT, "right end");
    });
}

#[test]
fn the_motto_stands_under_the_nation_with_a_rule_as_long_as_itself() {
    each(|_, _, pages| {
        let (nation, motto) = (find(pages, NATION), find(pages, MOTTO));
        assert_eq!(motto.text(), MOTTO);
        assert!(motto.bold() && !motto.italic());
        within(motto.size(), 13.0, 14.0, "size");
        near(motto.centre(), nation.centre(), "middle");
        within(motto.baseline() - nation.baseline(), 4.5, 6.0, "single spacing");
        let rule = rule_under(pages, &motto, 4.0);
        near(rule.x, motto.x(), "left end of the rule");
        near(rule.width, motto.width(), "length of the rule");
    });
}

#[test]
fn a_parent_is_regular_and_the_issuer_bold() {
    each(|(parent, name), _, pages| {
        let column = left_column(pages);
        let (number, names) = column.split_last().unwrap();
        assert!(number.text().starts_with("Số:"), "{}", printed(&column));
        let regular = names.iter().take_while(|line| line.upright()).count();
        let (above, own) = names.split_at(regular);
        assert!(own.iter().all(|line| line.bold() && !line.italic()), "{}", printed(&column));
        let joined = |lines: &[Line]| lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
        assert_eq!(joined(above), parent.replace('\n', " "));
        assert_eq!(joined(own), name.replace('\n', " "));
        for line in names {
            within(line.size(), 12.0, 13.0, "size");
            near(line.centre(), number.centre(), "middle of the column");
            within(line.x(), LEFT, RIGHT, "left end");
        }
        for pair in names.windows(2) {
            within(pair[1].baseline() - pair[0].baseline(), 4.5, 5.5, "single spacing");
        }
    });
}

#[test]
fn the_first_lines_of_both_columns_are_level() {
    each(|_, _, pages| {
        near(left_column(pages)[0].baseline(), find(pages, NATION).baseline(), "first baseline");
    });
}

#[test]
fn the_rule_under_the_issuer_is_a_third_to_a_half_of_its_last_line() {
    each(|_, _, pages| {
        let column = left_column(pages);
        let last = &column[column.len() - 2];
        let rule = rule_under(pages, last, 4.0);
        within(rule.width / last.width(), 1.0 / 3.0, 0.5, "part of the line");
        near(rule.x + rule.width / 2.0, last.centre(), "middle");
    });
}

#[test]
fn number_and_place_share_a_baseline_below_both_columns() {
    each(|(_, name), sign, pages| {
        let number = find(pages, "Số:");
        assert_eq!(number.text(), format!("Số: 05/{sign}-XYZ"), "{name}");
        near(number.size(), 13.0, "size of the number");
        assert!(number.upright());
        let place = find(pages, "Hoa Đào, ngày");
        assert_eq!(place.text(), "Hoa Đào, ngày 05 tháng 12 năm 2025");
        assert!(place.italic() && !place.bold());
        within(place.size(), 13.0, 14.0, "size of the place");
        near(number.baseline(), place.baseline(), "baseline");
        near(place.centre(), find(pages, MOTTO).centre(), "middle of the place");
        let rules = &pages[0].rules;
        let lowest = rules.iter().filter(|rule| rule.y < number.baseline()).map(|rule| rule.y).fold(0.0, f64::max);
        within(number.top() - lowest, 0.5, 8.0, "room under the rules");
        assert!(number.right() < place.x());
    });
}

#[test]
fn numbers_below_10_have_a_leading_zero_and_no_others() {
    let mut press = Press::new();
    for (written, printed) in [("1", "01"), ("5", "05"), ("09", "09"), ("10", "10"), ("418", "418")] {
        let pages = press.pages(&document("bao-cao", &format!("so: {written:?}"), "Nội dung."));
        assert_eq!(find(&pages, "Số:").text(), format!("Số: {printed}/BC-UBND"));
    }
}

#[test]
fn an_absent_number_leaves_room_to_write_it() {
    let mut press = Press::new();
    for (kind, sign) in KINDS {
        let yaml = document(kind, "", "Nội dung.").replace("so: 5\n", "");
        let pages = press.pages(&yaml);
        let word = find(&pages, "Số:");
        let sign = find(&pages, &format!("/{sign}-UBND"));
        near(word.baseline(), sign.baseline(), "baseline");
        within(sign.x() - word.right(), 8.0, 15.0, "blank");
    }
}

#[test]
fn a_long_sign_stays_on_one_line() {
    let mut press = Press::new();
    for sign in ["QĐ-BQLDAĐTXDCTGT", "TTr-BQLDAĐTXD-KHTH", "BC-TTNCƯDKHKT-CGCN"] {
        let pages = press.pages(&document("bao-cao", &format!("so: 412\nky_hieu: {sign}"), "Nội dung."));
        let number = find(&pages, "Số:");
        assert_eq!(number.text(), format!("Số: 412/{sign}"));
        within(number.x(), LEFT, RIGHT, "left end");
        within(find(&pages, NATION).right(), 0.0, RIGHT, "right end of Quốc hiệu");
    }
}

/// A long sign, a long place and both: every part inside the margins and its own column, the issuer not squeezed.
#[test]
fn a_long_sign_beside_a_long_place_leaves_each_its_column() {
    let signs = ["BC-UBND", "BC-VPHĐND-UBND", "TTr-VP-HĐND-UBND-ĐĐBQH-BQLDAĐTXD"];
    let places =
        ["Hoa Đào", "Thành phố Hồ Chí Minh", "Đặc khu Bạch Long Vĩ - Cát Hải mở rộng", &"Tân Thành ".repeat(9)];
    for place in places.map(str::trim) {
        let mut press = Press::with_office(&OFFICE.replace("dia_danh: Hoa Đào", &format!("dia_danh: {place}")));
        for sign in signs {
            let extra = format!("so: 1234\nky_hieu: {sign}\nngay: 2025-12-25");
            let pages = press.pages(&document("bao-cao", &extra, "Nội dung."));
            let text = printed(&lines(&pages));
            let (office, nation) = (find(&pages, "PHƯỜNG HOA ĐÀO"), find(&pages, NATION));
            let (number, date) = (find(&pages, "Số:"), find(&pages, "ngày 25"));
            within(nation.right(), 0.0, RIGHT, "right end of Quốc hiệu");
            assert!(office.right() < nation.x() && number.right() < nation.x(), "{text}");
            let title = find(&pages, "BÁO CÁO").top();
            for line in lines(&pages).iter().filter(|line| (number.top()..title).contains(&(line.top() + 0.01))) {
                let right = line.x() > number.right() || line.x() > office.right() + 1.0;
                within(line.x(), if right { number.right() } else { LEFT }, RIGHT, &format!("left end\n{text}"));
                within(
                    line.right(),
                    LEFT,
                    if right { RIGHT } else { date.x().max(nation.x()) },
                    &format!("right end\n{text}"),
                );
            }
            assert!(date.text().ends_with("ngày 25 tháng 12 năm 2025"), "the date is whole\n{text}");
        }
    }
}

#[test]
fn days_below_10_and_months_1_and_2_are_padded() {
    let dates = [
        ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
        ("2020-02-10", "ngày 10 tháng 02 năm 2020"),
        ("2020-03-09", "ngày 09 tháng 3 năm 2020"),
        ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
        ("2025-12-31", "ngày 31 tháng 12 năm 2025"),
        ("2025-12", "ngày … tháng 12 năm 2025"),
        ("2026-02", "ngày … tháng 02 năm 2026"),
    ];
    let mut press = Press::new();
    for (written, printed) in dates {
        let pages = press.pages(&document("nghi-quyet", &format!("ngay: {written}"), "Nội dung."));
        assert_eq!(find(&pages, "Hoa Đào, ngày").text(), format!("Hoa Đào, {printed}"));
    }
    let pages = press.pages(&document("nghi-quyet", "", "Nội dung.").replace("ngay: 2025-12-05\n", ""));
    assert_eq!(find(&pages, "Hoa Đào, ngày").text(), "Hoa Đào, ngày … tháng … năm …");
}

#[test]
fn a_long_place_stays_on_one_line_inside_the_margins() {
    let places = ["Thành phố Hồ Chí Minh", "Phường Bà Rịa - Vũng Tàu"];
    for place in places {
        let mut press = Press::with_office(&OFFICE.replace("dia_danh: Hoa Đào", &format!("dia_danh: {place}")));
        let pages = press.pages(&document("bao-cao", "ngay: 2025-12-25", "Nội dung."));
        let line = find(&pages, "tháng 12");
        assert_eq!(line.text(), format!("{place}, ngày 25 tháng 12 năm 2025"));
        within(line.right(), 0.0, RIGHT, "right end");
        near(line.centre(), find(&pages, NATION).centre(), "middle");
        assert!(find(&pages, "Số:").right() < line.x());
    }
}
