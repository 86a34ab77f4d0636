//! Tables of figures in a document: every figure in its cell, totals by themselves and among their members.

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
