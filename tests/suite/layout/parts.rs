//! Parts that some documents have: red frames, circulation, the drafter, the address, several issuers; lines in the middle,
//! lines to fill in, words in columns, tables with widths.

use crate::support::OFFICE;
use crate::support::measure::{
    BOTTOM, INDENT, LEFT, Line, MIDDLE, PT, Press, RIGHT, TOP, document, find, lines, near, within, words,
};

/// The office of most tests, with an address and another body.
fn office() -> String {
    let contact = "    ky_hieu: UBND\n    lien_he: |-\n      Số 5 đường Hoa Ban, phường Hoa Đào\n      Điện thoại: 02053.000.000; Thư điện tử: ubnd@hoadao.example\n";
    let other = "  mttq:\n    ten: |-\n      ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\n      PHƯỜNG HOA ĐÀO\n    ky_hieu: MTTQ\nnguoi_ky:\n";
    OFFICE.replacen("    ky_hieu: UBND\n", contact, 1).replacen("nguoi_ky:\n", other, 1)
}

#[test]
fn secrecy_and_urgency_stand_framed_in_red_under_the_number() {
    let mut press = Press::new();
    for (extra, stamps) in [
        ("do_khan: khan", &[("KHẨN", 20.0)][..]),
        ("do_khan: thuong-khan", &[("THƯỢNG KHẨN", 40.0)]),
        ("do_mat: toi-mat\ndo_khan: hoa-toc", &[("TỐI MẬT", 30.0), ("HỎA TỐC", 30.0)]),
        ("do_mat: tuyet-mat", &[("TUYỆT MẬT", 40.0)]),
    ] {
        let pages = press.pages(&document("bao-cao", extra, "Nội dung."));
        let mut above = find(&pages, "Số: 05/BC-UBND").bottom();
        for (stamp, width) in stamps {
            let line = find(&pages, stamp);
            within(line.size(), 13.0, 14.0, "size");
            assert!(line.bold() && line.text() == *stamp);
            let [red, green, blue] = line.runs[0].colour;
            assert!(red > 200 && green < 60 && blue < 60, "{:?}", line.runs[0].colour);
            near(line.centre(), LEFT + width / 2.0, "middle of the frame");
            assert!(line.width() < *width, "{stamp}: {}", line.width());
            let frame = pages[0].rules.iter().filter(|rule| {
                (rule.width - width).abs() < 0.5 && rule.x < line.x() && rule.x + rule.width > line.right()
            });
            let frame: Vec<_> = frame.collect();
            assert!(!frame.is_empty(), "{stamp} without a frame: {:?}", pages[0].rules);
            assert!(line.top() > above, "{stamp} over what is above");
            above = line.bottom();
        }
        assert!(find(&pages, "BÁO CÁO").top() > above + 2.0);
    }
}

#[test]
fn circulation_stands_framed_in_the_top_margin_of_the_first_page() {
    let mut press = Press::new();
    for (key, stamp) in [("noi-bo", "LƯU HÀNH NỘI BỘ"), ("xem-xong-tra-lai", "XEM XONG TRẢ LẠI")] {
        let pages = press.pages(&document("bao-cao", &format!("luu_hanh: {key}"), &vec![words(80); 12].join("\n\n")));
        let line = find(&pages, stamp);
        within(line.size(), 13.0, 14.0, "size");
        assert!(line.bold() && line.page == 1 && line.bottom() < TOP && line.top() > 5.0);
        near(line.centre(), LEFT + 0.714 * (RIGHT - LEFT), "middle of cell 11");
    }
}

#[test]
fn drafter_and_copies_stand_behind_the_kept_copy() {
    let mut press = Press::new();
    for (extra, expected) in [
        ("nguoi_soan: PL\nso_ban: 300", "- Lưu: VT. PL.(300)."),
        ("nguoi_soan: A.XX", "- Lưu: VT. A.XX."),
        ("so_ban: 12", "- Lưu: VT. (12)."),
    ] {
        let pages = press.pages(&document("bao-cao", extra, "Nội dung."));
        let line = find(&pages, "Lưu: VT");
        assert_eq!(line.text(), expected);
        near(line.size(), 11.0, "size");
    }
}

#[test]
fn a_letter_has_the_unit_in_its_sign_and_the_address_at_the_foot_of_its_first_page() {
    let mut press = Press::with_office(&office());
    let body = vec![words(80); 14].join("\n\n");
    let pages = press.pages(&document("cong-van", "don_vi_soan: VP\nkinh_gui: Sở Nội vụ", &body));
    assert!(pages.len() > 1);
    find(&pages, "Số: 05/UBND-VP");
    let (first, last) = (find(&pages, "Số 5 đường Hoa Ban"), find(&pages, "Điện thoại:"));
    assert_eq!((first.page, last.page), (1, 1));
    within(first.size(), 11.0, 12.0, "size");
    assert!(first.upright());
    near(last.bottom(), BOTTOM, "foot of the page");
    let rule =
        pages[0].rules.iter().find(|rule| rule.height < 0.01 && (rule.width - (RIGHT - LEFT)).abs() < 0.1).unwrap();
    assert!(rule.y < first.top() && first.top() - rule.y < 3.0);
    let text = lines(&pages).into_iter().filter(|line| line.page == 1 && line.size() > 12.5);
    assert!(text.map(|line| line.bottom()).fold(0.0, f64::max) < rule.y);
    let report = press.pages(&document("bao-cao", "", "Nội dung."));
    assert!(!lines(&report).iter().any(|line| line.text().contains("Hoa Ban")));
    let asked = press.pages(&document("bao-cao", "in_lien_he: true", "Nội dung."));
    find(&asked, "Số 5 đường Hoa Ban");
    let refused = press.pages(&document("cong-van", "in_lien_he: false\nkinh_gui: Sở Nội vụ", "Nội dung."));
    assert!(!lines(&refused).iter().any(|line| line.text().contains("Hoa Ban")));
}

#[test]
fn several_issuers_stand_under_one_another_and_share_the_sign() {
    let mut press = Press::with_office(&office());
    let extra = "co_quan: [ubnd, mttq]\nphu_luc:\n  - { ten: MỘT, noi_dung: A }";
    let pages = press.pages(&document("chuong-trinh", extra, "Nội dung."));
    let head: Vec<Line> =
        lines(&pages).into_iter().filter(|line| line.page == 1 && line.right() < 100.0).take(5).collect();
    let text: Vec<String> = head.iter().map(Line::text).collect();
    let names = ["ỦY BAN NHÂN DÂN", "PHƯỜNG HOA ĐÀO"];
    assert_eq!(text[..2], names);
    assert_eq!(text[2..4].join(" ").replace("  ", " "), "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM");
    assert_eq!(text[4], "PHƯỜNG HOA ĐÀO");
    find(&pages, "Số: 05/CTr-UBND-MTTQ");
    let all: String = lines(&pages).iter().map(|line| line.text() + " ").collect();
    let line = "của Ủy ban nhân dân phường Hoa Đào và Ủy ban Mặt trận Tổ quốc Việt Nam phường Hoa Đào)";
    assert!(all.contains(line), "{all}");
}

#[test]
fn a_line_between_arrows_stands_in_the_middle_and_dots_go_on_to_the_end_of_the_line() {
    let mut press = Press::new();
    let body = "-> **CAM KẾT** với *Nhân dân* <-\n\nHọ và tên: ........\n\n- Địa chỉ ……\n\nv.v... Hết câu.";
    let pages = press.pages(&document("bao-cao", "", body));
    let middle = find(&pages, "CAM KẾT với Nhân dân");
    near(middle.centre(), MIDDLE, "middle");
    assert!(middle.runs[0].bold && middle.runs.last().unwrap().italic);
    for words in ["Họ và tên:", "- Địa chỉ"] {
        let line = find(&pages, words);
        near(line.x(), LEFT + INDENT, "indent");
        within(line.right(), RIGHT - 1.5, RIGHT, "end of the dots");
        assert!(line.text().matches('.').count() > 40, "{}", line.text());
    }
    assert!(find(&pages, "Hết câu").text().starts_with("v.v... Hết câu./."));
    let last = press.pages(&document("bao-cao", "", "Một.\n\n-> HẾT <-"));
    near(find(&last, "HẾT./.").centre(), MIDDLE, "middle");
}

#[test]
fn words_stand_in_columns_without_rules() {
    let mut press = Press::new();
    let body = "Trước.\n\nCột: không kẻ, 30, 70\n\n| BÊN A | BÊN B |\n|:---:|---|\n| Ông Lộc Văn Khải | Bà Vi Thị Hạnh |\n\nSau.";
    let pages = press.pages(&document("bao-cao", "", body));
    let (a, b) = (find(&pages, "BÊN A"), find(&pages, "BÊN B"));
    near(a.baseline(), b.baseline(), "one row");
    assert!(!a.bold() && a.size() > 13.5);
    let room = (RIGHT - LEFT - 4.0) * 0.3;
    near(a.centre(), LEFT + room / 2.0, "middle of the first column");
    near(b.x(), LEFT + room + 4.0, "second column");
    let between = find(&pages, "Trước.").bottom()..find(&pages, "Sau.").top();
    assert!(!pages[0].rules.iter().any(|rule| between.contains(&rule.y)), "{:?}", pages[0].rules);
    assert!(!lines(&pages).iter().any(|line| line.text().contains("Cột:")));
}

#[test]
fn columns_of_a_table_are_as_wide_as_asked() {
    let mut press = Press::new();
    let body = "Bảng: Phân công\n\nCột: 10, 60, 30\n\n| TT | Việc | Đơn vị |\n|---|---|---|\n| 1 | Một | Hai |\n\nHết.";
    let pages = press.pages(&document("bao-cao", "", body));
    let mut edges: Vec<f64> = pages[0].rules.iter().filter(|rule| rule.width < 0.01).map(|rule| rule.x).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.1);
    let room = RIGHT - LEFT;
    for (edge, part) in edges.iter().zip([0.0, 0.1, 0.7, 1.0]) {
        near(*edge, LEFT + room * part, "edge of a column");
    }
    assert_eq!(edges.len(), 4);
}

#[test]
fn the_number_of_a_clause_is_bold_where_its_words_are() {
    let mut press = Press::new();
    let body = "#\n\nMột.\n\n##\n\n**Mục tiêu**\n\n##\n\nGiữ đà tăng trưởng.";
    let extra = "tham_quyen: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO";
    let pages = press.pages(&document("quyet-dinh", extra, body));
    assert!(find(&pages, "1. Mục tiêu").bold());
    assert!(find(&pages, "2. Giữ đà").upright());
    let gap = find(&pages, "2. Giữ đà").top() - find(&pages, "1. Mục tiêu").bottom();
    assert!(gap > 5.0 * PT);
}
