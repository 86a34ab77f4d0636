//! `vanthu import --period`: tables of a Word file as figures, and numbers of its text that are certainly theirs.

use crate::support::importing::report;
use crate::support::word_file::{WordFile, p, ruled};
use crate::support::{Project, told};

fn table() -> String {
    p("bc", "Bảng 1: Thu ngân sách")
        + &p("r", "Đơn vị tính: triệu đồng")
        + &ruled(&[
            &["TT", "Chỉ tiêu", "Năm 2025", "<", "So sánh"],
            &["^", "^", "Kế hoạch", "Thực hiện", "^"],
            &["1", "Thu phí", "12.600", "14.238", "113%"],
            &["2", "Thu khác", "400", "12,50", ""],
            &["3", "Đang chờ", "", "chưa có", ""],
        ])
}

fn imported(text: &str, more: &[&str]) -> (Project, String) {
    let project = Project::new().file("tep.docx", WordFile::new(report(text)).bytes());
    let (_, told) = told(&project, &[&["import", "tep.docx", "--period", "thang-11"], more].concat());
    (project, told)
}

fn file(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path().join(path)).unwrap_or_default()
}

#[test]
fn tables_become_figures_and_the_pages_stay_the_same() {
    let text = p("", "Thu phí đạt 14.238 triệu đồng; kế hoạch của Thu phí là 12.600 triệu đồng.")
        + &p("", "Chi 14.238 triệu đồng; giao 12.600 hộ; ngày 12/11/2025 theo 400/QĐ-UBND.")
        + &table()
        + &p("", "Hết./.");
    let (project, told) = imported(&text, &[]);
    let expected = "thu_ngan_sach:\n  ten: Thu ngân sách\n  thu_phi:\n    ten: Thu phí\n    don_vi: triệu đồng\n    ke_hoach: 12.600\n    thuc_hien: 14.238\n  thu_khac:\n    ten: Thu khác\n    don_vi: triệu đồng\n    ke_hoach: 400\n    thuc_hien: 12,50\n";
    assert_eq!(file(&project, "thang-11/so-lieu.yaml").split_once("\n\n").unwrap().1, expected, "{told}");
    let yaml = file(&project, "thang-11/tep.yaml");
    for line in [
        "Thu phí đạt {{ thu_ngan_sach.thu_phi.thuc_hien }} triệu đồng; kế hoạch của Thu phí là {{ thu_ngan_sach.thu_phi.ke_hoach }} triệu đồng.",
        "Chi 14.238 triệu đồng; giao 12.600 hộ; ngày 12/11/2025 theo 400/QĐ-UBND.",
        "| 1 | Thu phí | {{ thu_ngan_sach.thu_phi.ke_hoach }} | {{ thu_ngan_sach.thu_phi.thuc_hien }} | 113% |",
        "| 2 | Thu khác | {{ thu_ngan_sach.thu_khac.ke_hoach }} | {{ thu_ngan_sach.thu_khac.thuc_hien }} |  |",
    ] {
        assert!(yaml.contains(line), "{line}\n{yaml}");
    }
    assert!(told.contains("ghi 2 chỉ tiêu vào `thang-11/so-lieu.yaml`, 2 số trong câu"), "{told}");
    assert!(told.contains("1 số giống số liệu nhưng chưa chắc, giữ như cũ: “Chi 14.238 triệu đồng;"), "{told}");
    let words = |path: &str| {
        let built = project.build(path);
        assert!(!built.findings.has_errors(), "{:?}", built.findings);
        let pages = project.pages(path);
        pages.iter().flat_map(|page| page.texts.iter().map(|run| run.text.clone())).collect::<Vec<_>>()
    };
    let plain = crate::support::told(&project, &["import", "tep.docx", "--out", "thang-11/so.yaml"]);
    assert_eq!(plain.0, 0);
    assert_eq!(words("thang-11/tep.yaml"), words("thang-11/so.yaml"));
}

#[test]
fn a_number_of_two_figures_is_nobodys() {
    let table =
        ruled(&[&["Chỉ tiêu", "ĐVT", "Thực hiện"], &["Thu phí", "tỷ đồng", "15"], &["Thu phí khác", "tỷ đồng", "15"]]);
    let (project, told) = imported(&(p("", "Thu phí khác đạt 15 tỷ đồng.") + &table), &[]);
    assert!(file(&project, "thang-11/tep.yaml").contains("Thu phí khác đạt 15 tỷ đồng."), "{told}");
    assert!(told.contains("1 số giống số liệu nhưng chưa chắc"), "{told}");
}

#[test]
fn figures_that_are_there_stay() {
    let (project, _) = imported(&table(), &[]);
    let project = project.file("hai.docx", WordFile::new(report(&table())).bytes());
    let before = file(&project, "thang-11/so-lieu.yaml");
    let (code, told) = told(&project, &["import", "hai.docx", "--period", "thang-11"]);
    assert!(code == 0 && told.contains("`thang-11/so-lieu.yaml` đã có"), "{told}");
    assert_eq!(file(&project, "thang-11/so-lieu.yaml"), before);
    assert!(file(&project, "thang-11/hai.yaml").contains("| 1 | Thu phí | 12.600 |"));
}

#[test]
fn tables_that_say_no_measure_are_left_and_told() {
    let twice = ruled(&[&["Chỉ tiêu", "Thực hiện 2024", "Thực hiện 2025"], &["Thu phí", "12", "15"]]);
    let (project, said) = imported(&twice, &[]);
    assert!(said.contains("1 bảng không có tiêu đề thường dùng"), "{said}");
    assert!(!project.path().join("thang-11/so-lieu.yaml").exists());
    let (_, said) = imported(&twice, &["--out", "vb.yaml"]);
    assert!(said.contains("`--out` ghi tệp ngoài thư mục của `--period`"), "{said}");
}
