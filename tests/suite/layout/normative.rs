//! Normative documents: mẫu 17 of a council and mẫu 19 of a committee [NĐ 78/2025, NĐ 187/2025], measured.

use vanthu::typeset::runs::PageRuns;

use crate::support::measure::{
    BOTTOM, INDENT, LEFT, MIDDLE, PT, Press, RIGHT, TOP, find, lines, near, printed, rule_under, text_lines, within,
    words,
};
use crate::support::{OFFICE, Project};

/// A normative document of a kind with a body of two articles.
fn normative(kind: &str, extra: &str) -> String {
    let (issuer, signer) = if kind == "nghi-quyet" {
        ("hdnd", "{chuc_vu: CHỦ TỊCH, ho_ten: Chu Đình Thắng}")
    } else {
        ("ubnd", "ct-ubnd")
    };
    format!(
        "loai: {kind}\nquy_pham: true\nco_quan: {issuer}\nngay: 2025-12-22\ntrich_yeu: Quy định mức hỗ trợ học tập\nnguoi_ky: {signer}\nnoi_nhan: chung\n\
         can_cu:\n  - Căn cứ Luật Giá số 16/2023/QH15\n  - Theo đề nghị của Trưởng phòng\n{extra}noi_dung: |\n  # Phạm vi\n\n  {}\n\n  # Hiệu lực\n\n  Có hiệu lực từ ngày 05 tháng 01 năm 2026.\n",
        words(90)
    )
}

const ADOPTED: &str = "thong_qua: {khoa: 7, ky_hop: thứ sáu, ngay: 2025-12-19}\n";

/// The texts of lines in their order from one that begins with some words.
fn from(pages: &[PageRuns], begin: &str) -> Vec<String> {
    let all: Vec<String> = lines(pages).iter().map(|line| line.text()).collect();
    let at =
        all.iter().position(|text| text.starts_with(begin)).unwrap_or_else(|| panic!("{}", printed(&lines(pages))));
    all[at..].to_vec()
}

#[test]
fn a_resolution_has_the_year_in_its_number_and_a_sentence_for_the_formula() {
    let pages = Press::new().pages(&normative("nghi-quyet", ADOPTED));
    let all: String = lines(&pages).iter().map(|line| line.text() + "\n").collect();
    assert!(!all.contains("QUYẾT NGHỊ") && !all.contains("TM."), "{all}");
    let number = find(&pages, "/2025/NQ-HĐND");
    assert!(number.text() == "/2025/NQ-HĐND" && number.upright(), "{}", number.text());
    near(find(&pages, "Số:").baseline(), number.baseline(), "blank for the number on one line");
    near(number.size(), 13.0, "size of the number");
    let title = find(&pages, "NGHỊ QUYẾT");
    assert!(title.bold());
    near(title.centre(), MIDDLE, "middle");
    let subject = find(&pages, "Quy định mức hỗ trợ học tập");
    assert!(subject.bold());
    let rule = rule_under(&pages, &subject, 5.0);
    within(rule.width / subject.width(), 1.0 / 3.0, 0.5, "part of the line");
    // grounds end with `;`, also the last, for the sentence follows
    let text = from(&pages, "Căn cứ Luật Giá");
    assert_eq!(
        text[..4],
        [
            "Căn cứ Luật Giá số 16/2023/QH15;",
            "Theo đề nghị của Trưởng phòng;",
            "Hội đồng nhân dân ban hành Nghị quyết quy định mức hỗ trợ học tập.",
            "Điều 1. Phạm vi",
        ]
    );
    let sentence = find(&pages, "Hội đồng nhân dân ban hành");
    assert!(sentence.italic() && !sentence.bold());
    near(sentence.size(), 14.0, "size of the sentence");
    near(sentence.x(), LEFT + INDENT, "indent of the sentence");
    let article = find(&pages, "Điều 1.");
    assert!(article.bold());
}

#[test]
fn a_resolution_ends_with_its_adoption_and_the_chairman_alone() {
    let pages = Press::new().pages(&normative("nghi-quyet", ADOPTED));
    let last = from(&pages, "Nghị quyết này đã được");
    let end = last.iter().position(|line| line.starts_with("Nơi nhận") || line == "CHỦ TỊCH").unwrap();
    assert_eq!(
        last[..end].join(" "),
        "Nghị quyết này đã được Hội đồng nhân dân phường Hoa Đào khóa VII, kỳ họp thứ sáu thông qua ngày 19 tháng 12 năm 2025./."
    );
    let adopted = find(&pages, "Nghị quyết này đã được");
    assert!(adopted.italic() && !adopted.bold());
    near(adopted.x(), LEFT + INDENT, "indent");
    let effect = find(&pages, "Có hiệu lực từ ngày");
    assert!(effect.text().ends_with("2026."), "the sign closes the adoption, not the last article: {}", effect.text());
    assert!(adopted.baseline() > effect.baseline());
    let (post, name) = (find(&pages, "CHỦ TỊCH"), find(&pages, "Chu Đình Thắng"));
    assert!(post.bold() && name.bold());
    near(post.size(), 13.0, "size of the post");
    near(post.centre(), name.centre(), "one middle");
}

#[test]
fn a_decision_is_signed_in_the_name_of_the_committee_and_ends_without_adoption() {
    let pages = Press::new().pages(&normative("quyet-dinh", ""));
    let all: String = lines(&pages).iter().map(|line| line.text() + "\n").collect();
    assert!(!all.contains("QUYẾT ĐỊNH:") && !all.contains("thông qua"), "{all}");
    assert!(all.contains("/2025/QĐ-UBND"), "{all}");
    assert!(all.contains("Ủy ban nhân dân ban hành Quyết định quy định mức hỗ trợ học tập.\n"), "{all}");
    assert!(find(&pages, "Có hiệu lực").text().ends_with("2026./."));
    let (capacity, post) = (find(&pages, "TM. ỦY BAN NHÂN DÂN"), find(&pages, "CHỦ TỊCH"));
    near(capacity.centre(), post.centre(), "one middle");
    near(capacity.size(), 13.0, "size");
    assert!(capacity.baseline() < post.baseline());
}

#[test]
fn margins_meet_both_decrees_whatever_the_office_has_for_ordinary_papers() {
    let office = format!("{OFFICE}trinh_bay:\n  le: {{tren: 25, duoi: 25, trai: 35, phai: 15}}\n");
    let mut press = Press::with_office(&office);
    let long = normative("nghi-quyet", ADOPTED).replace("  Có hiệu lực", &format!("  {}\n\n  Có hiệu lực", words(900)));
    let pages = press.pages(&long);
    assert!(pages.len() > 1);
    let second: Vec<_> = text_lines(&pages).into_iter().filter(|line| line.page == 2).collect();
    near(second[0].top(), TOP, "top margin, 15–20 and 20–25 mm");
    let lowest = lines(&pages).iter().filter(|line| line.page == 1).map(|line| line.bottom()).fold(0.0, f64::max);
    within(lowest, BOTTOM - 14.0 * PT * 1.2, BOTTOM, "bottom margin");
    near(second.iter().map(|line| line.x()).fold(f64::MAX, f64::min), 35.0, "left margin, 30–35 mm");
    within(second.iter().map(|line| line.right()).fold(0.0, f64::max), RIGHT, 195.0, "right margin, 15–20 mm");
    // an ordinary paper of the same office keeps its own
    let ordinary = press.pages(&crate::support::measure::document("bao-cao", "", &words(900)));
    let second = text_lines(&ordinary).into_iter().find(|line| line.page == 2 && line.top() > 21.0).unwrap();
    near(second.top(), 25.0, "top margin of an ordinary paper");
}

/// Mẫu 18 and 20: a short document whose articles have no titles, and what it issues on pages of its own.
#[test]
fn what_a_normative_document_issues_names_it_by_number_and_year_and_is_signed_by_nobody() {
    let attached = "kem_theo:\n  - loai: quy-dinh\n    trich_yeu: Mức hỗ trợ học tập\n    noi_dung: |\n      # QUY ĐỊNH CHUNG\n\n      ## Phạm vi\n\n      Một.\n";
    for (kind, adopted, symbol, issuer, name) in [
        ("nghi-quyet", ADOPTED, "…/2025/NQ-HĐND", "Hội đồng nhân dân phường Hoa Đào", "Nghị quyết"),
        ("quyet-dinh", "", "…/2025/QĐ-UBND", "Ủy ban nhân dân phường Hoa Đào", "Quyết định"),
    ] {
        let short =
            format!("# \n\n  Ban hành kèm theo {name} này Quy định mức hỗ trợ học tập.\n\n  # \n\n  Có hiệu lực");
        let yaml = normative(kind, &format!("{adopted}{attached}"));
        let (head, end) = yaml.split_once("\nnoi_dung: |\n").unwrap();
        let end = end.split_once("Có hiệu lực").unwrap().1;
        let yaml = format!("{head}\nnoi_dung: |\n  {short}{end}")
            .replace("trich_yeu: Quy định", "trich_yeu: Ban hành Quy định");
        let project = Project::new().file("a.yaml", &yaml);
        let built = project.build("a.yaml");
        assert!(built.findings.iter().next().is_none(), "{:#?}", built.findings);
        let pages = Press::new().pages(&yaml);
        let text = from(&pages, "Điều 1. Ban hành kèm theo");
        let line = format!("(Ban hành kèm theo {name} số {symbol} ngày 22 tháng 12 năm 2025 của {issuer})");
        let all = text.join(" ").replace('\u{a0}', " ");
        for part in ["QUY ĐỊNH Mức hỗ trợ học tập", &line, "Chương I QUY ĐỊNH CHUNG Điều 1. Phạm vi Một./."]
        {
            assert!(all.contains(part), "{part} in {all}");
        }
        let own = find(&pages, "Mức hỗ trợ học tập");
        let behind = lines(&pages).into_iter().filter(|line| line.page == own.page).map(|line| line.text());
        assert!(!behind.collect::<Vec<_>>().join(" ").contains("CHỦ TỊCH"));
    }
}
