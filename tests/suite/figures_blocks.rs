//! Tables of figures in a document: every figure in its cell, totals by themselves and among their members.

use vanthu::domain::document::body::{Block, plain};
use vanthu::typeset::runs::PageRuns;

use crate::support::{Project, report};

const COLUMNS: &str = "[tt, ten, don_vi, cung_ky, ke_hoach, thuc_hien, so_ke_hoach, so_cung_ky, ghi_chu]";

const FIGURES: &str = "\
ky_bao_cao: năm 2025
dat:
  ten: Đất đai
  mat_bang: {ten: Mặt bằng đã bàn giao cho các chủ đầu tư, don_vi: hợp tác xã, ke_hoach: \"1.136.220,25\", thuc_hien: \"1.128.640,5\", cung_ky: 1.100.000, ghi_chu: số của Ban quản lý dự án}
  con_lai: {ten: Còn lại, ke_hoach: 2, thuc_hien: 3, cung_ky: 4}
  tong: {ten: Tổng diện tích, la_tong: true}
";

/// A document with this table, upright or in a landscape annex.
fn pages(block: &str, landscape: bool) -> Vec<PageRuns> {
    let block = format!("```bang\n{block}\n```\n");
    let text = if landscape {
        let block: String = block.lines().map(|line| format!("      {line}\n")).collect();
        report("Hết.") + "phu_luc:\n  - ten: Bảng rộng\n    kho_ngang: true\n    noi_dung: |\n" + &block
    } else {
        report(&format!("Mở đầu.\n\n{block}\nHết."))
    };
    Project::new().file("so-lieu.yaml", FIGURES).file("bao-cao.yaml", text).pages("bao-cao.yaml")
}

/// Words that cross a vertical rule of a table.
fn astray(pages: &[PageRuns]) -> Vec<&str> {
    let mut found = Vec::new();
    for page in pages {
        let upright: Vec<_> = page.rules.iter().filter(|rule| rule.height > 1.0).collect();
        assert!(page.texts.iter().all(|run| run.text != "TT") || !upright.is_empty());
        found.extend(page.texts.iter().filter_map(|run| {
            let crossed = upright.iter().any(|rule| {
                let beside = rule.y < run.y && run.y < rule.y + rule.height;
                beside && run.x + 0.1 < rule.x && rule.x < run.x + run.width - 0.1
            });
            crossed.then_some(run.text.as_str())
        }));
    }
    found
}

#[test]
fn figures_stay_inside_their_cells() {
    let wide = format!("nhom: dat\ncot: {COLUMNS}");
    let crowded = format!("nhom: dat\ncot: {}", COLUMNS.replace(", ghi_chu", ", nguon, ghi_chu"));
    for (block, landscape) in [("nhom: dat", false), (wide.as_str(), false), (&wide, true), (&crowded, true)] {
        let pages = pages(block, landscape);
        assert_eq!(astray(&pages), Vec::<&str>::new(), "{block}");
    }
}

/// What stands in the first column, and whether the row's name is bold.
fn marks(block: &str) -> Vec<(String, bool)> {
    let page = pages(block, false).remove(0);
    let rows = ["Mặt bằng", "Còn lại", "Tổng diện tích"].into_iter().filter_map(|name| {
        let run = page.texts.iter().find(|run| run.text.starts_with(name))?;
        let own = page.texts.iter().find(|other| other.x < run.x - 3.0 && (other.y - run.y).abs() < 3.0);
        Some((own.map_or(String::new(), |mark| mark.text.clone()), run.bold))
    });
    rows.collect()
}

#[test]
fn a_total_chosen_by_itself_is_a_row_like_others() {
    let row = |mark: &str, bold| (mark.to_owned(), bold);
    assert_eq!(marks("nhom: dat\ncot: [tt, ten]"), [row("1", false), row("2", false), row("", true)]);
    assert_eq!(marks("chi_tieu: [dat.tong, dat.con_lai]\ncot: [tt, ten]"), [row("2", false), row("1", false)]);
}

/// The names and results of a table's rows, in order, with how many hold the words of the total.
fn sums(figures: &str, block: &str) -> Vec<String> {
    let text = report(&format!("Số liệu:\n\n```bang\n{block}\ncot: [tt, ten, ke_hoach, thuc_hien]\n```\n\nHết."));
    let project = Project::new().file("so-lieu.yaml", figures).file("bao-cao.yaml", text);
    let (document, findings) = project.session().load("bao-cao.yaml");
    assert!(!findings.has_errors(), "{block} {findings:#?}");
    let document = document.unwrap();
    let Some(Block::Table(table)) = document.body.blocks.iter().find(|block| matches!(block, Block::Table(_))) else {
        panic!("{block}")
    };
    table.rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn a_total_is_printed_once_whatever_asks_for_it() {
    let figures = "thu:\n  tong: {ten: Tổng thu, don_vi: tỷ đồng, la_tong: có, ke_hoach: 40}\n  a: {ten: A, don_vi: tỷ đồng, thuc_hien: 10}\n  b: {ten: B, don_vi: triệu đồng, thuc_hien: 5.000}\nchi:\n  c: {ten: C, don_vi: tỷ đồng, thuc_hien: 2}\n";
    let (a, b) = ("1|A||10", "2|B||5.000");
    for (block, rows) in [
        ("nhom: thu", vec!["|Tổng thu|40|15", a, b]),
        // the total that the figures have, with its own plan
        ("nhom: thu\ntong: Cộng", vec![a, b, "|Cộng|40|15"]),
        ("chi_tieu: [thu.tong, thu.a, thu.b]\ntong: Cộng", vec![a, b, "|Cộng|40|15"]),
        ("nhom: thu\ndon_vi: triệu đồng\ntong: Cộng", vec!["1|A||10.000", "2|B||5.000", "|Cộng|40.000|15.000"]),
        // sums of other rows than it adds up
        ("chi_tieu: [thu.a, thu.b]\ntong: Cộng", vec![a, b, "|Cộng||15"]),
        (
            "chi_tieu: [thu.tong, thu.a, thu.b, chi.c]\ntong: Cộng",
            vec!["1|Tổng thu|40|15", "2|A||10", "3|B||5.000", "4|C||2", "|Cộng||17"],
        ),
        ("nhom: [thu, chi]\ntong: Cộng", vec!["I|thu||", "|Tổng thu|40|15", a, b, "II|chi||", "1|C||2", "|Cộng||17"]),
    ] {
        assert_eq!(sums(figures, block), rows, "{block}");
    }
}

#[test]
fn a_total_that_the_printed_numbers_do_not_give_is_told() {
    let told = |figures: &str, block: &str| {
        let text = report(&format!("Số liệu:\n\n```bang\nnhom: n\n{block}\n```\n\nHết."));
        let project = Project::new().file("so-lieu.yaml", figures).file("bao-cao.yaml", text);
        let (_, findings) = project.session().load("bao-cao.yaml");
        findings.iter().map(|finding| format!("{} {}", finding.code.id, finding.message)).collect::<Vec<_>>()
    };
    let part = |name: &str, value: &str| format!("  {name}: {{don_vi: tỷ đồng, thuc_hien: \"{value}\", so_le: 1}}\n");
    let rounded = format!("n:\n{}{}", part("a", "1,46"), part("b", "1,46"));
    let total = format!("{rounded}  t: {{don_vi: tỷ đồng, la_tong: có, so_le: 1}}\n");
    for (figures, block, words) in [
        (&rounded, "cot: [ten, thuc_hien]\ntong: Cộng", Some("cộng được 3,0, dòng tổng in 2,9")),
        (&total, "cot: [ten, thuc_hien]", Some("cộng được 3,0, dòng tổng in 2,9")),
        (&total, "cot: [ten, thuc_hien]\ntong: Cộng", Some("cộng được 3,0, dòng tổng in 2,9")),
        (&total, "cot: [ten, thuc_hien]\nghi_chu: Số đã làm tròn", None),
        (&rounded, "cot: [ten, thuc_hien]", None),
        (&total.replace("1,46", "1,5"), "cot: [ten, thuc_hien]", None),
        (
            &format!("{}{}", rounded, part("c", "1,46")),
            "cot: [ten, ty_trong]\ntong: Cộng",
            Some("cộng được 99,9, dòng tổng in 100,0"),
        ),
    ] {
        let told = told(figures, block);
        assert_eq!(told.len(), usize::from(words.is_some()), "{block} {told:?}");
        assert!(words.is_none_or(|words| told[0].starts_with("N19") && told[0].contains(words)), "{block} {told:?}");
    }
}

/// What is said of a figures file whose `n.a` a document prints.
fn said(figures: &str) -> Vec<String> {
    let project = Project::new().file("so-lieu.yaml", figures).file("bao-cao.yaml", report("Số {{ n.a }}."));
    let (_, findings) = project.session().load("bao-cao.yaml");
    findings.iter().map(|finding| finding.code.id.to_owned()).collect()
}

#[test]
fn what_follows_from_a_mistake_is_not_told_with_it() {
    for (figures, codes) in [
        // numbers cut at their comma: no sum of what is left of them
        ("n:\n  ty_trong: có\n  a: {thuc_hien: 61,5%}\n  b: 38,5%\n", vec!["N01"]),
        ("n:\n  t: {thuc_hien: \"10,6\", la_tong: có}\n  a: {thuc_hien: 5,3}\n  b: 5,3\n", vec!["N01"]),
        ("n: {ty_trong: có, a: 61,5%, b: 38,4%}\n", vec!["N01", "N01"]),
        ("n:\n  ty_trong: có\n  a: 61.5%\n  b: 38,5%\n", vec!["N01"]),
        // a total of nothing that a group would be
        ("t: {thuc_hien: 20, la_tong: có}\nn:\n  a: 5\n", vec!["D02"]),
        ("n:\n  t: {don_vi: hộ, thuc_hien: 9, la_tong: có}\n  a: {don_vi: hộ, thuc_hien: 12%}\n", vec!["N20"]),
        // a rate of what is counted
        ("n:\n  a: {don_vi: hộ, thuc_hien: 12%}\n", vec!["N20"]),
        ("n:\n  a: {don_vi: điểm %, thuc_hien: 12%}\n", vec![]),
        ("n:\n  a: {ke_hoach: 12%, thuc_hien: 12%}\n", vec![]),
    ] {
        let told: Vec<String> = said(figures).into_iter().filter(|code| code != "N04").collect();
        assert_eq!(told, codes, "{figures}");
    }
}

#[test]
fn a_sum_of_months_is_no_missing_figure() {
    let month =
        |m: u32, value: &str| format!("ky_bao_cao: tháng {m} năm 2026\nthu: {{ten: Thu, thuc_hien: \"{value}\"}}\n");
    let project = Project::new()
        .file("thang-01-2026/so-lieu.yaml", month(1, "1,5"))
        .file("thang-02-2026/so-lieu.yaml", month(2, "2,0"))
        .file("thang-03-2026/so-lieu.yaml", month(3, "4,0"))
        .file("quy-1-2026/so-lieu.yaml", "ky_bao_cao: quý I năm 2026\nthu: {ten: Thu, ke_hoach: 30, cong_don: true}\n")
        .file(
            "quy-1-2026/bao-cao.yaml",
            report("Thu {{ thu }}.\n\n```bang\nchi_tieu: thu\n```\n\n```bieu_do\nchi_tieu: thu\nchu_thich: Thu\n```\n\nHết."),
        );
    let built = project.build("quy-1-2026/bao-cao.yaml");
    assert!(built.findings.iter().next().is_none(), "{:#?}", built.findings);
}

#[test]
fn a_total_of_figures_still_to_come_is_still_to_come() {
    let figures = "thu:\n  a: {ke_hoach: 2, thuc_hien: ?}\n  b: {ke_hoach: 3, thuc_hien: 4}\n  tong: {la_tong: true}\n";
    let text = report("Thu {{ thu.tong }}, bằng {{ thu.tong.so_ke_hoach }} của {{ thu.tong.ke_hoach }}.");
    let built = Project::new().file("so-lieu.yaml", figures).file("bao-cao.yaml", text).build("bao-cao.yaml");
    let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!((codes, built.outputs.len()), (vec!["N04"], 1), "{:#?}", built.findings);
}

#[test]
fn a_comma_between_braces_asks_for_quotes() {
    let figures = "thu: {ke_hoach: 2, thuc_hien: 1.074,3}\n";
    let built = Project::new()
        .file("so-lieu.yaml", figures)
        .file("bao-cao.yaml", report("Thu {{ thu }}."))
        .build("bao-cao.yaml");
    let told: Vec<String> = built.findings.iter().flat_map(|finding| finding.hints.clone()).collect();
    assert!(told.iter().any(|hint| hint.contains("ngoặc kép")), "{:#?}", built.findings);
}
