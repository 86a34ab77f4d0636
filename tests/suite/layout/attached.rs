//! What a decision issues: its own letterhead without number and date, name, line in brackets, own page numbers, no end.

use crate::support::measure::{
    LEFT, Line, MIDDLE, PT, Press, TOP, document, find, lines, near, rule_under, within, words,
};

#[test]
fn an_attached_document_has_letterhead_name_origin_and_its_own_pages() {
    let mut press = Press::new();
    let long = vec![words(60); 34].join("\n\n");
    let body: String = format!("# QUY ĐỊNH CHUNG\n\n## Phạm vi\n\n{long}\n\n### \n\nKhoản một.\n\n#### \n\nĐiểm a.")
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    let subject =
        "Tiếp công dân, xử lý đơn tại Trụ sở Ủy ban nhân dân phường và tại nhà văn hóa các khối phố, thôn của phường";
    let extra = format!(
        "tham_quyen: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO\nkem_theo:\n  - loai: quy-che\n    trich_yeu: {subject}\n    noi_dung: |\n{body}"
    );
    let pages = press.pages(&document("quyet-dinh", &extra, "Quy chế tiếp công dân."));
    let all = lines(&pages);
    let of = |page: usize| all.iter().filter(|line| line.page == page).collect::<Vec<&Line>>();
    assert!(pages.len() > 3, "{}", pages.len());
    let attached = of(2);
    let text: Vec<String> = attached.iter().map(|line| line.text()).collect();
    assert_eq!(text[0], "ỦY BAN NHÂN DÂN");
    for words in ["PHƯỜNG HOA ĐÀO", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    {
        assert!(text[..5].iter().any(|line| line == words), "{words} in {text:?}");
    }
    assert!(!text.iter().any(|line| line.starts_with("Số:") || line.starts_with("Hoa Đào, ngày")), "{text:?}");
    let at = text.iter().position(|line| line == "QUY CHẾ").unwrap();
    let (name, subjects) = (attached[at], &attached[at + 1..at + 3]);
    assert_eq!(subjects.iter().map(|line| line.text()).collect::<Vec<_>>().join(" "), subject);
    for line in [name, subjects[0], subjects[1]] {
        near(line.size(), 14.0, "size");
        near(line.centre(), MIDDLE, "middle");
        assert!(line.bold());
    }
    let origin: Vec<&&Line> = attached[at + 3..].iter().take_while(|line| line.italic()).collect();
    let written: Vec<String> = origin.iter().map(|line| line.text()).collect();
    let expected =
        "(Ban hành kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 12 năm 2025 của Ủy ban nhân dân phường Hoa Đào)";
    assert_eq!(written.join(" "), expected);
    for line in &origin {
        within(line.size(), 13.0, 14.0, "size");
        near(line.centre(), MIDDLE, "middle");
        assert!(!line.bold());
    }
    let last = origin.last().unwrap();
    within(rule_under(&pages, last, 5.0).width / last.width(), 1.0 / 3.0, 0.5, "part of the line");
    let chapter = attached.iter().find(|line| line.text() == "Chương I").unwrap();
    assert!(chapter.bold());
    near(chapter.centre(), MIDDLE, "middle");
    let article = attached.iter().find(|line| line.text() == "Điều 1. Phạm vi").unwrap();
    near(article.x(), LEFT + 12.7, "indent");
    for (label, place) in [("1. Khoản một.", LEFT + 12.7), ("a) Điểm a./.", LEFT + 12.7)] {
        let line = find(&pages, label);
        near(line.x(), place, label);
        assert!(line.upright());
    }
    let gap = name.top() - attached[at - 1].bottom();
    within(gap, 10.0 * PT, 30.0 * PT, "room above the name");
    counts_its_own_pages(&all, pages.len());
}

/// Its own numbers from its first page, which shows none, and no end of the decision.
fn counts_its_own_pages(all: &[Line], pages: usize) {
    let number = |page: usize| all.iter().find(|line| line.page == page && line.baseline() < TOP).map(Line::text);
    let numbers: Vec<String> = (1..=pages).map(|page| number(page).unwrap_or_default()).collect();
    let expected = (1..=pages).map(|page| if page < 3 { String::new() } else { (page - 1).to_string() });
    assert_eq!(numbers, expected.collect::<Vec<_>>());
    let after = all.iter().filter(|line| line.page > 1);
    assert!(after.map(Line::text).all(|text| !text.starts_with("Nơi nhận") && !text.contains("CHỦ TỊCH")));
}

#[test]
fn a_named_ladder_puts_1_1_between_1_and_a_and_an_annex_has_its_own() {
    let mut press = Press::new();
    let extra = "bac_danh_so: bao-cao-1.1\nphu_luc:\n  - ten: MỘT\n    bac_danh_so: dieu-khoan\n    noi_dung: |\n      # Điều một\n\n      ## Khoản một\n  - ten: HAI\n    noi_dung: |\n      ## Mục hai\n";
    let body = "## MỤC\n\n### Tiểu mục\n\n#### Tiết\n\n##### Điểm";
    let pages = press.pages(&document("bao-cao", extra, body));
    for text in ["I. MỤC", "1. Tiểu mục", "1.1. Tiết", "a) Điểm", "Điều 1. Điều một", "1. Khoản một", "I. Mục hai"]
    {
        let found = lines(&pages).iter().any(|line| line.text().starts_with(text));
        assert!(found, "{text}");
    }
}
