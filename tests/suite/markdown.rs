//! Markdown as the clerk writes it and what stands on the page.

use vanthu::typeset::runs::PageRuns;

use crate::support::{Project, report, squeezed};

fn pages(body: &str) -> Vec<PageRuns> {
    Project::new().file("bao-cao.yaml", report(body)).pages("bao-cao.yaml")
}

/// The lines of body text of the first page, in order.
fn lines(body: &str) -> Vec<String> {
    let page = pages(body).remove(0);
    let mut lines: Vec<(f64, String)> = Vec::new();
    for run in page.texts.iter().filter(|run| run.size > 11.5) {
        match lines.iter_mut().find(|(y, _)| (*y - run.y).abs() < 0.5) {
            Some((_, line)) => line.push_str(&run.text),
            None => lines.push((run.y, run.text.clone())),
        }
    }
    let lines = lines.into_iter().map(|(_, line)| line.trim().to_owned());
    let body = lines.skip_while(|line| line != "Kết quả công tác").skip(1);
    body.take_while(|line| !line.starts_with("Nơi nhận:")).collect()
}

#[test]
fn headings_are_numbered_by_level() {
    let found =
        lines("# KẾT QUẢ\n\n## KINH TẾ\n\n### Thu\n\n#### Nội địa\n\n#### Khác\n\n### Chi\n\n## XÃ HỘI\n\nHết.");
    assert_eq!(
        found,
        ["Phần I", "KẾT QUẢ", "I. KINH TẾ", "1. Thu", "a) Nội địa", "b) Khác", "2. Chi", "II. XÃ HỘI", "Hết./."]
    );
}

#[test]
fn an_empty_heading_runs_into_its_paragraph() {
    assert_eq!(lines("###\n\nĐoạn văn."), ["1. Đoạn văn./."]);
}

#[test]
fn a_number_and_a_scheme_can_be_set() {
    let found = lines("### Một {so=\"5\"}\n\n#### Hai {danh_so=\"1.1.\"}\n\n#### Ba {so=\"d\"}\n\nHết.");
    assert_eq!(found, ["5. Một", "5.1. Hai", "d) Ba", "Hết./."]);
}

#[test]
fn a_document_may_set_its_own_ladder() {
    let text = report("# CHUNG\n\n## Phạm vi\n\n### Một\n\n#### Hai\n\nHết.")
        .replace("so: 5\n", "so: 5\nbac_danh_so: [chương, điều, khoản, điểm]\n");
    let page = Project::new().file("bao-cao.yaml", text).pages("bao-cao.yaml").remove(0);
    let all: String = page.texts.iter().map(|run| run.text.as_str()).collect();
    for part in ["Chương I", "CHUNG", "Điều 1. Phạm vi", "1. Một", "a) Hai"] {
        assert!(all.contains(part), "{part} — {all}");
    }
}

#[test]
fn dashes_and_pluses_become_paragraphs() {
    assert_eq!(lines("- Một;\n- hai:\n  + ba;\n\n- Bốn."), ["- Một;", "- hai:", "+ ba;", "- Bốn./."]);
}

#[test]
fn an_item_stands_further_in_than_the_one_around_it() {
    let body = "- Một;\n  - hai;\n    + ba;\n\n  - bốn.\n- Năm.";
    let page = pages(body).remove(0);
    let line = |words: &str| page.texts.iter().find(|run| run.text.contains(words)).map(|run| run.y).unwrap();
    let left = |words: &str| {
        let runs = page.texts.iter().filter(|run| (run.y - line(words)).abs() < 0.5 && !run.text.trim().is_empty());
        runs.map(|run| run.x).fold(f64::MAX, f64::min)
    };
    let (one, two, three) = (left("Một"), left("hai"), left("ba;"));
    assert!(two > one + 4.0 && three > two + 4.0, "{one} {two} {three}");
    assert_eq!((left("bốn"), left("Năm")), (two, one));
    assert_eq!(lines(body), ["- Một;", "- hai;", "+ ba;", "- bốn.", "- Năm./."]);
}

#[test]
fn bookmarks_part_the_lines_of_a_title() {
    let annex = "phu_luc:\n  - ten: |-\n      Danh sách\n      đợt 1\n    noi_dung: |\n      Nội dung.\n";
    let body = "# KẾT QUẢ<br>NĂM 2025\n\nĐoạn.";
    let project = Project::new().file("bao-cao.yaml", format!("{}{annex}", report(body)));
    assert!(project.run(&["build", "bao-cao.yaml"]).status.success());
    let document = lopdf::Document::load(project.path().join("out/bao-cao.pdf")).unwrap();
    let titles: Vec<String> = (document.objects.values())
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.has(b"Dest") || dict.has(b"A"))
        .filter_map(|dict| lopdf::decode_text_string(dict.get(b"Title").ok()?).ok())
        .collect();
    for title in ["Phần I KẾT QUẢ NĂM 2025", "Phụ lục Danh sách đợt 1"] {
        assert!(titles.iter().any(|found| found == title), "{title}: {titles:?}");
    }
}

#[test]
fn dress_is_kept() {
    let page = pages("Chữ **đậm**, *nghiêng*, ***cả hai***, m^2^, H~2~O.").remove(0);
    let run = |text: &str| {
        page.texts.iter().find(|run| run.text.trim() == text && run.y > 60.0).unwrap_or_else(|| panic!("{text}"))
    };
    assert!(run("đậm").bold && !run("đậm").italic);
    assert!(run("nghiêng").italic && !run("nghiêng").bold);
    assert!(run("cả hai").bold && run("cả hai").italic);
    let twos: Vec<_> = page.texts.iter().filter(|run| run.text == "2" && run.size < 10.0).collect();
    assert_eq!(twos.len(), 2);
    assert!(twos[0].y < twos[1].y, "m² nâng lên, H₂O hạ xuống");
}

#[test]
fn signs_without_a_partner_stay_as_they_are() {
    assert_eq!(
        lines(r"Tăng ~5% đến ~10%, 2 ^ 3, \*sao\*, a_b, 5 < 6 & 7."),
        ["Tăng ~5% đến ~10%, 2 ^ 3, *sao*, a_b, 5 < 6 & 7./."]
    );
}

#[test]
fn a_break_begins_a_line_and_a_rule_a_page() {
    assert_eq!(lines("Một<br>hai."), ["Một", "hai./."]);
    let pages = pages("Một.\n\n---\n\nHai.");
    assert_eq!(pages.len(), 2);
    assert!(pages[1].texts.iter().any(|run| run.text.contains("Hai")));
}

#[test]
fn a_long_table_repeats_its_header_and_keeps_its_rows_whole() {
    let cell = "Chỉ tiêu có tên rất dài, đủ để chiếm vài dòng trong ô của bảng này, không được cắt đôi ở cuối trang";
    let rows: String = (1..=40).map(|i| format!("| {i} | {cell} số {i} hết | {i}.000,5 |\n")).collect();
    let pages =
        pages(&format!("Mở đầu.\n\nBảng: Chỉ tiêu\n\n| TT | Chỉ tiêu | Kết quả |\n|:-:|---|---:|\n{rows}\nHết."));
    assert!(pages.len() >= 3);
    for page in &pages[..pages.len() - 1] {
        assert!(page.texts.iter().any(|run| run.text == "TT" && run.bold), "thiếu đầu bảng");
    }
    assert!(pages[0].texts.iter().any(|run| run.text.starts_with("Bảng") && run.bold));
    for i in 1..=40 {
        let number = format!("{i}.000,5");
        let page = pages.iter().find(|page| page.texts.iter().any(|run| run.text == number)).unwrap();
        let all: String = page.texts.iter().map(|run| run.text.as_str()).collect();
        assert!(all.contains(&format!("số {i} hết")), "dòng {i} bị cắt");
    }
}

#[test]
fn cells_stand_where_the_columns_say() {
    let page = pages(
        "| Trái | Giữa | Phải |\n|---|:-:|---:|\n| a | b | c |\n| dài hơn nhiều | dài hơn nhiều | dài hơn nhiều |\n\nHết.",
    )
    .remove(0);
    let run = |text: &str| page.texts.iter().find(|run| run.text == text).unwrap();
    let long: Vec<_> = page.texts.iter().filter(|run| run.text == "dài hơn nhiều").collect();
    assert!((run("a").x - long[0].x).abs() < 0.1);
    let centre = |run: &vanthu::typeset::runs::Run| run.x + run.width / 2.0;
    assert!((centre(run("b")) - centre(long[1])).abs() < 0.1);
    let right = |run: &vanthu::typeset::runs::Run| run.x + run.width;
    assert!((right(run("c")) - right(long[2])).abs() < 0.1);
}

#[test]
fn images_of_every_kind_are_shown_with_their_captions() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>"#;
    let body = "Mở đầu.\n\n![Sơ đồ một](hinh/a.svg)\n\n![Sơ đồ hai](hinh/b.png)\n\n![Sơ đồ ba](hinh/c.jpg)\n\nHết.";
    let page = Project::new()
        .file("hinh/a.svg", svg)
        .file("hinh/b.png", include_bytes!("../support/den.png"))
        .file("hinh/c.jpg", include_bytes!("../support/den.jpg"))
        .file("bao-cao.yaml", report(body))
        .pages("bao-cao.yaml");
    let all: String = page.iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect();
    for caption in ["Hình 1. Sơ đồ một", "Hình 2. Sơ đồ hai", "Hình 3. Sơ đồ ba"] {
        assert!(squeezed(&all).contains(&squeezed(caption)), "{all}");
    }
    assert_eq!(page.iter().map(|page| page.images.len()).sum::<usize>(), 3);
}

#[test]
fn values_of_expressions_reach_every_text() {
    let text = report("Đón {{ du_lich.luot_khach }} lượt khách.")
        .replace("trich_yeu: Kết quả công tác", "trich_yeu: \"Kết quả {{ du_lich.nam }}\"")
        .replace("noi_nhan: chung", "noi_nhan:\n  - \"{{ du_lich.nam }}\"\n  - \"Lưu: VT\"");
    let page = Project::new()
        .file("chung.yaml", "du_lich:\n  luot_khach: 262.000\n  nam: năm 2025\n")
        .file("bao-cao.yaml", text)
        .pages("bao-cao.yaml")
        .remove(0);
    let all: String = page.texts.iter().map(|run| run.text.as_str()).collect();
    assert!(all.contains("Đón 262.000 lượt khách"), "{all}");
    assert!(all.contains("Kết quả năm 2025"));
    assert!(all.contains("- năm 2025;"), "{all}");
}
