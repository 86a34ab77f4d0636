//! Tables and charts of figures in a document.

use crate::support::{Project, report};

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
