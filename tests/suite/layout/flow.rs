//! How text runs over pages, on many documents whose ends fall everywhere on the page:
//! the signature block has company and stays whole, headings stay with their text, no line is left alone,
//! signs and dates never break [design.md section 8, N30-I II.7].

use vanthu::typeset::runs::PageRuns;

use crate::support::measure::{
    BOTTOM, INDENT, LEFT, Line, PT, Press, SINGLE, document, find, lines, printed, text_lines, within, words,
};
use crate::support::{OFFICE, sweep, turns};

/// The lines from the title on, without the signature block.
fn body(pages: &[PageRuns]) -> Vec<Line> {
    let mut lines = text_lines(pages);
    let title = lines.iter().position(|line| line.text() == "BÁO CÁO" || line.text() == "NGHỊ QUYẾT").unwrap();
    lines.drain(..title);
    if let Some(end) = lines.iter().position(|line| line.text() == "Nơi nhận:") {
        lines.truncate(end);
    }
    lines
}

fn begins_paragraph(line: &Line) -> bool {
    (line.x() - LEFT - INDENT).abs() < 0.1
}

fn continues_paragraph(line: &Line) -> bool {
    (line.x() - LEFT).abs() < 0.1
}

/// No first line of a paragraph alone at the foot of a page, no last line alone at the head of one,
/// no heading at the foot, no line on top of another.
fn flows_well(pages: &[PageRuns], what: &str) {
    let lines = body(pages);
    for (i, pair) in lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if a.page == b.page {
            let beside = (b.baseline() - a.baseline()).abs() < 0.5 && b.x() > a.right();
            assert!(
                beside || b.baseline() - a.baseline() > a.size().min(b.size()) * PT * SINGLE - 0.1,
                "{what}: {}",
                b.text()
            );
            continue;
        }
        assert!(!a.bold(), "{what}: heading `{}` ends page {}\n{}", a.text(), a.page, printed(&lines));
        if continues_paragraph(b) {
            assert!(!begins_paragraph(a), "{what}: `{}` alone at the foot of page {}", a.text(), a.page);
            let next = lines.get(i + 2).filter(|next| next.page == b.page);
            let followed = next.is_some_and(continues_paragraph);
            assert!(followed, "{what}: `{}` alone at the head of page {}", b.text(), b.page);
        }
    }
}

/// The whole block stands on the last page, inside the margins, below at least one line of text.
fn ends_well(pages: &[PageRuns], what: &str) {
    let all = lines(pages);
    let at = all.iter().position(|line| line.text() == "Nơi nhận:").unwrap_or_else(|| panic!("{what}: no block"));
    let block = &all[at..];
    let above = body(pages).pop().unwrap();
    assert!(block.iter().all(|line| line.page == block[0].page), "{what}: the block is split\n{}", printed(block));
    assert_eq!(above.page, block[0].page, "{what}: the block is alone on its page");
    within(block[0].top() - above.bottom(), 2.0, 8.0, &format!("{what}: room above the block"));
    for line in block {
        within(line.bottom(), above.bottom(), BOTTOM, &format!("{what}: {}", line.text()));
    }
}

/// `count` paragraphs of one line.
fn short(count: usize) -> String {
    (1..=count).map(|n| format!("Đoạn thứ {n}.\n\n")).collect()
}

/// Text that fills a line and more: with 16 words to the line, `lines` of them.
fn paragraph(lines: usize) -> String {
    format!("{}.", words(lines * 15 - 6))
}

#[test]
fn the_signature_block_has_company_wherever_the_text_ends() {
    let mut press = Press::new();
    for kind in ["bao-cao", "nghi-quyet"] {
        for count in sweep(1..=60) {
            let pages = press.pages(&document(kind, "", &short(count)));
            ends_well(&pages, &format!("{kind}, {count} short paragraphs"));
            flows_well(&pages, &format!("{kind}, {count} short paragraphs"));
        }
    }
}

#[test]
fn the_last_lines_of_a_long_paragraph_go_with_the_signature_block() {
    let mut press = Press::new();
    for length in 2..=5 {
        for count in sweep(8..=34) {
            let what = format!("{count} short paragraphs and one of {length} lines");
            let pages = press.pages(&document("bao-cao", "", &(short(count) + &paragraph(length))));
            ends_well(&pages, &what);
            flows_well(&pages, &what);
        }
    }
}

#[test]
fn one_long_paragraph_may_end_anywhere() {
    let mut press = Press::new();
    for count in (300..=900).step_by(turns(27, 9) as usize) {
        let what = format!("{count} words");
        let pages = press.pages(&document("nghi-quyet", "", &words(count)));
        ends_well(&pages, &what);
        flows_well(&pages, &what);
    }
}

#[test]
fn blocks_of_every_height_stay_whole() {
    let short_block = "nguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Lộc Văn Khải}\nnoi_nhan: ['Lưu: VT']".to_owned();
    let tall: String = (1..=24).map(|n| format!("  - Cơ quan thứ {n}\n")).collect();
    let tall_block = format!("nguoi_ky: pct-ubnd\nnoi_nhan:\n{tall}  - 'Lưu: VT'");
    let mut press = Press::new();
    for (name, extra) in [("short", short_block), ("tall", tall_block)] {
        for count in sweep(4..=40) {
            let what = format!("{name} block after {count} paragraphs");
            let pages = press.pages(&document("bao-cao", &extra, &short(count)));
            ends_well(&pages, &what);
            flows_well(&pages, &what);
        }
    }
}

#[test]
fn a_list_longer_than_a_page_runs_over_and_leaves_the_signature_whole() {
    let list: String = (1..=70).map(|n| format!("  - Cơ quan thứ {n}\n")).collect();
    let extra = format!("nguoi_ky: pct-ubnd\nnoi_nhan:\n{list}  - 'Lưu: VT'");
    let mut press = Press::new();
    for count in sweep(1..=34) {
        let pages = press.pages(&document("bao-cao", &extra, &short(count)));
        let above = body(&pages).pop().unwrap();
        let (title, name) = (find(&pages, "TM. ỦY BAN"), find(&pages, "Hoàng Thị Mai"));
        assert_eq!((title.page, name.page), (above.page, above.page), "after {count} paragraphs");
        within(name.baseline() - title.baseline(), 40.0, 60.0, "height of the signature");
        within(title.top() - above.bottom(), 2.0, 8.0, "room above the block");
        let last = find(&pages, "Lưu: VT.");
        assert!(last.page > name.page && lines(&pages).iter().all(|line| line.bottom() < BOTTOM + 0.1));
    }
}

#[test]
fn the_block_has_company_after_an_item_and_after_a_table() {
    let ends = ["- Một mục;\n- Mục cuối.", "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"];
    let mut press = Press::new();
    for end in ends {
        for count in sweep(10..=36) {
            let pages = press.pages(&document("bao-cao", "", &format!("{}{end}", short(count))));
            ends_well(&pages, &format!("{count} paragraphs and {end:?}"));
        }
    }
}

#[test]
fn rows_of_a_last_table_go_along_with_the_block() {
    let table: String = (1..=9).map(|row| format!("| {row} | Dòng {row} |\n")).collect();
    let mut press = Press::new();
    for count in sweep(10..=30) {
        let text = format!("{}| TT | Tên |\n|---|---|\n{table}", short(count));
        let pages = press.pages(&document("bao-cao", "", &text));
        let (close, row, head) = (find(&pages, "./."), find(&pages, "Dòng 9"), find(&pages, "Nơi nhận:"));
        assert_eq!((close.page, row.page), (head.page, head.page), "after {count} paragraphs");
        let heads = lines(&pages).iter().filter(|line| line.text().starts_with("TT")).count();
        assert_eq!(heads, 1 + usize::from(find(&pages, "Dòng 1").page < row.page), "the header stands on every page");
    }
}

/// What a text may end with that is no paragraph: a picture, one taller than the page, a chart, tables.
fn last_blocks() -> Vec<(&'static str, String)> {
    let rows = |count: usize| (1..=count).map(|row| format!("| {row} | Dòng {row} |\n")).collect::<String>();
    let table = |count| format!("Bảng: Lời chú\n\n| TT | Tên |\n|---|---|\n{}", rows(count));
    vec![
        ("picture", "![Hình thường](hinh.svg)".to_owned()),
        ("tall picture", "## HÌNH\n\n![Hình cao](cao.svg)".to_owned()),
        ("row", table(1)),
        ("rows", table(3)),
        ("table", table(9)),
    ]
}

#[test]
fn what_closes_a_text_stands_with_its_last_block_in_documents_and_annexes() {
    let svg = |height: u32| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="{height}"><rect width="300" height="{height}"/></svg>"#
        )
    };
    let mut press = Press::new().file("hinh.svg", svg(120).as_bytes()).file("cao.svg", svg(2400).as_bytes());
    let mut turn = 0;
    for (kind, block) in last_blocks() {
        for count in 2..=32 {
            turn += 1;
            if turn % crate::support::turns(28, 1) != 0 {
                continue;
            }
            let text = format!("{}{block}", short(count));
            let annex: String = text.lines().map(|line| format!("      {line}\n")).collect();
            let annex = format!("phu_luc:\n  - ten: Phụ thêm\n    noi_dung: |\n{annex}\n");
            let pages = press.pages(&(document("bao-cao", "", &text) + "\n" + &annex));
            let what = format!("{count} paragraphs and {kind}");
            ends_well(&pages[..find(&pages, "PHỤ THÊM").page - 1], &what);
            let lines = lines(&pages);
            let closings: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].text().ends_with("./.")).collect();
            assert_eq!(closings.len(), 2, "{what}");
            for at in closings {
                let page = lines[at].page;
                assert_eq!(lines[at].text() != "./.", block.contains("|---"), "{what}: the sign stands in a table");
                let above = lines[..at].iter().rev().find(|line| line.text().len() > 3).unwrap();
                assert_eq!(above.page, page, "{what}: `./.` is alone on page {page}");
                let is_shown = pages[page - 1].images.iter().any(|image| image[1] + image[3] < lines[at].baseline());
                assert!(is_shown || !kind.contains("picture"), "{what}: the picture is away");
            }
            for line in lines.iter().filter(|line| line.top() > 20.0) {
                within(line.bottom(), 0.0, BOTTOM + 0.1, &format!("{what}: {}", line.text()));
            }
        }
    }
}

#[test]
fn the_name_of_a_group_of_rows_is_never_last_on_a_page() {
    let mut press = Press::new();
    let group = |n: usize| {
        let rows: String = (1..=n % 4 + 1).map(|row| format!("| {row} | Dòng {n}.{row} | {row} |\n")).collect();
        format!("| **{n}** | **Nhóm {n}** | |\n{}{rows}", if n.is_multiple_of(3) { "| | Phần | |\n" } else { "" })
    };
    let rows: String = (1..=24).map(group).collect();
    for count in sweep(0..=14) {
        let text = format!("{}| TT | Tên | Số |\n|---|---|--:|\n{rows}\nHết.", short(count));
        let pages = press.pages(&document("bao-cao", "", &text));
        let lines = text_lines(&pages);
        for pair in lines.windows(2).filter(|pair| pair[0].page != pair[1].page) {
            let last = pair[0].text();
            assert!(
                !last.contains("Nhóm") && last != "Phần",
                "after {count} `{last}` ends a page\n{}",
                printed(&lines)
            );
        }
    }
}

#[test]
fn the_block_stays_whole_in_every_layout_an_office_may_choose() {
    let layouts = [
        "{co_chu: 13, gian_dong: 1.5, cach_doan: 12}",
        "{le: {tren: 25, duoi: 20, trai: 35, phai: 15}, gian_dong: 1.2}",
    ];
    for layout in layouts {
        let mut press = Press::with_office(&format!("{OFFICE}trinh_bay: {layout}\n"));
        for count in (1..=45).step_by(turns(6, 2) as usize) {
            let pages = press.pages(&document("bao-cao", "", &(short(count) + &paragraph(2))));
            ends_well(&pages, &format!("{layout}, {count} paragraphs"));
        }
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    let long = paragraph(4);
    let followers = [
        format!("## MỘT\n\n{long}"),
        format!("## MỘT\n\n### Hai\n\n#### Ba\n\n{long}"),
        format!("# PHẦN MỘT<br>HAI DÒNG\n\n## MỘT\n\n{long}"),
        format!("### Đề mục rất dài {}\n\n{long}", words(20)),
        "### Mục\n\n- Một;\n- Hai.".to_owned(),
        "## BẢNG\n\nBảng: Lời chú\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |".to_owned(),
        "## HÌNH\n\n![Một hình](hinh.svg)".to_owned(),
    ];
    let image =
        br#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90"/></svg>"#;
    let mut press = Press::new().file("hinh.svg", image);
    for follower in followers {
        for count in sweep(14..=32) {
            let text = format!("{}{follower}\n\n{long}\n\n{long}", short(count));
            let what = format!("{count} paragraphs before {follower:?}");
            let pages = press.pages(&document("bao-cao", "", &text));
            flows_well(&pages, &what);
            no_letter_heading_ends_a_page(&pages, &what);
        }
    }
}

/// `a) …` is set in regular type, so that only its words tell it from a paragraph.
fn no_letter_heading_ends_a_page(pages: &[PageRuns], what: &str) {
    let lines = body(pages);
    for pair in lines.windows(2).filter(|pair| pair[0].page != pair[1].page) {
        assert!(!pair[0].text().starts_with("a) "), "{what}: `{}` ends a page", pair[0].text());
        assert!(!pair[0].text().ends_with("Lời chú"), "{what}: a caption ends a page");
    }
}

#[test]
fn headings_of_a_resolution_stay_with_their_text() {
    let mut press = Press::new();
    let long = paragraph(3);
    for count in sweep(12..=34) {
        let text =
            format!("{}# Nhiệm vụ\n\n## Kinh tế\n\n### Chợ\n\n{long}\n\n#\n\n{long}\n\n##\n\n{long}", short(count));
        let pages = press.pages(&document("nghi-quyet", "", &text));
        flows_well(&pages, &format!("{count} paragraphs"));
        ends_well(&pages, &format!("{count} paragraphs"));
    }
}

#[test]
fn the_formula_is_never_the_last_line_of_a_page() {
    let mut press = Press::new();
    for count in sweep(18..=34) {
        let bases: String = (0..count).map(|n| format!("  - Căn cứ thứ {n}\n")).collect();
        let extra = format!("can_cu:\n{bases}tham_quyen: HỘI ĐỒNG");
        let pages = press.pages(&document("nghi-quyet", &extra, &format!("#\n\n{}", paragraph(4))));
        let formula = find(&pages, "QUYẾT NGHỊ:");
        let article = find(&pages, "Điều 1.");
        assert_eq!(formula.page, article.page, "{count} căn cứ");
        flows_well(&pages, &format!("{count} căn cứ"));
    }
}

#[test]
fn items_and_paragraphs_leave_no_line_alone() {
    let mut press = Press::new();
    for count in sweep(0..=24) {
        let items: String = (0..12).map(|n| format!("- {}\n", paragraph(n % 4 + 1))).collect();
        let text = format!("{}{items}\n{}", short(count), vec![paragraph(3); 8].join("\n\n"));
        flows_well(&press.pages(&document("bao-cao", "", &text)), &format!("{count} paragraphs"));
    }
}

/// A text of `blocks` headings, paragraphs, items and tables, picked by a small generator from its seed.
fn mixed(seed: u64, blocks: usize) -> String {
    let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493);
    let mut pick = |from: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % from).unwrap()
    };
    let mut text = String::new();
    for _ in 0..blocks {
        let block = match pick(12) {
            0 => "# PHẦN<br>HAI DÒNG".to_owned(),
            1 => "## MỤC LỚN".to_owned(),
            2 => format!("### {}", words(4 + pick(24))),
            3 => "#### Điểm".to_owned(),
            4..=6 => (0..=pick(5)).map(|_| format!("- {}\n", words(3 + pick(60)))).collect(),
            7 => format!("Bảng: Lời chú\n\n| A | B |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(1 + pick(12))),
            _ => words(5 + pick(120)),
        };
        text.push_str(&block);
        text.push_str("\n\n");
    }
    text + &words(10)
}

#[test]
fn any_mix_of_blocks_flows_well() {
    let mut press = Press::new();
    for seed in 0..u64::from(crate::support::turns(6, 60)) {
        let pages = press.pages(&document("bao-cao", "nguoi_ky: pct-ubnd", &mixed(seed, 60)));
        flows_well(&pages, &format!("seed {seed}"));
        no_letter_heading_ends_a_page(&pages, &format!("seed {seed}"));
        ends_well(&pages, &format!("seed {seed}"));
    }
}

#[test]
fn a_table_repeats_its_header_and_cuts_no_row() {
    let mut press = Press::new();
    let cell = words(90); // rows of eight lines, which could be cut without leaving a line alone
    for count in sweep(0..=12) {
        let rows: String = (1..=14).map(|n| format!("| Dòng {n} | {cell} cuối {n} |\n")).collect();
        let text = format!("{}Bảng: Lời chú\n\n| Đầu | Bảng |\n|---|---|\n{rows}\nHết.", short(count));
        let pages = press.pages(&document("bao-cao", "", &text));
        let all = lines(&pages);
        let on = |what: &str| -> Vec<usize> {
            all.iter().filter(|line| line.text() == what || line.text().ends_with(what)).map(|line| line.page).collect()
        };
        let with_rows: Vec<usize> = (1..=14).filter_map(|n| on(&format!("Dòng {n}")).first().copied()).collect();
        assert_eq!(with_rows.len(), 14);
        for (n, page) in (1..).zip(&with_rows) {
            assert_eq!(on(&format!("cuối {n}")), [*page], "row {n} is cut after {count} paragraphs");
        }
        let mut own = with_rows;
        own.dedup();
        assert_eq!(on("Đầu"), own, "header after {count} paragraphs");
        assert_eq!(on("Lời chú"), own[..1], "caption after {count} paragraphs");
    }
}

/// Stretches that must stand whole on one line.
const WHOLE: [&str; 7] = [
    "168/2025/NĐ-CP",
    "số 05/BC-UBND",
    "ngày 05/12/2025",
    "ngày 05 tháng 12 năm 2025",
    "2026-2030",
    "Nghị quyết số 68-NQ/TW",
    "TT-BTC",
];

#[test]
fn signs_numbers_and_dates_never_break() {
    let mut press = Press::new();
    for length in sweep(0..=24) {
        let lead = "m".repeat(length % 5) + &" ab".repeat(length * 2);
        let text: String =
            WHOLE.iter().map(|whole| format!("x{lead} {whole}, {whole}; ({whole}) **{whole}**\n\n")).collect();
        let pages = press.pages(&document("bao-cao", "", &text));
        let lines = text_lines(&pages);
        for whole in WHOLE {
            // The number of a sign may stand on the next line, away from the words before it.
            let whole = whole.trim_start_matches("Nghị quyết ");
            let count: usize = lines.iter().map(|line| line.text().matches(whole).count()).sum();
            assert!(count >= 4, "`{whole}` broken after {length}\n{}", printed(&lines));
        }
    }
}

#[test]
fn signs_hold_together_in_every_part_of_a_document() {
    let mut press = Press::new();
    for length in sweep(0..=30) {
        let lead = format!("Nội dung{}", " ab".repeat(length));
        let sign = "168/2025/NĐ-CP";
        let extra = format!(
            "trich_yeu: {lead} {sign}\nchu_thich_trich_yeu: {lead} {sign}\ncan_cu: [{lead} {sign} về]\nkinh_gui: {lead} {sign}\nnoi_nhan: ['{lead} {sign}', 'Lưu: VT']"
        );
        let text = format!(
            "## {lead} {sign}\n\n- {lead} {sign}\n\nMột[^1].\n\n| A | B |\n|---|---|\n| {lead} {sign} | 1 |\n\n[^1]: {lead} {sign}"
        );
        let pages = press.pages(&document("bao-cao", &extra, &text));
        let count: usize = lines(&pages).iter().map(|line| line.text().matches(sign).count()).sum();
        assert_eq!(count, 9, "after {length}\n{}", printed(&lines(&pages)));
    }
}

#[test]
fn a_footnote_mark_never_parts_from_its_word() {
    let mut press = Press::new();
    for length in sweep(0..=45) {
        let lead = " a".repeat(length);
        let text =
            format!("Theo{lead} Nghị định số 168/2025/NĐ-CP[^1], theo{lead} chữ[^2] và tiếp\n\n[^1]: Một.\n[^2]: Hai.");
        let pages = press.pages(&document("bao-cao", "", &text));
        for line in lines(&pages) {
            assert!(
                !line.text().starts_with("1,") && !line.text().starts_with("2 và"),
                "after {length}: {}",
                line.text()
            );
        }
    }
}
