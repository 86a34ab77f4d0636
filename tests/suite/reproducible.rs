//! Same input, same bytes: whatever the folder, the number of threads, the Unicode form, the line ends.

use unicode_normalization::UnicodeNormalization;

use crate::support::{OFFICE, Project, report};

const BODY: &str = "## KẾT QUẢ\n\nHòa bình, ổn định[^1].\n\n| TT | Chỉ tiêu |\n|---|---:|\n| 1 | 1.333,6 |\n\n[^1]: Số liệu đến ngày 30/11/2025.";

fn pdf(project: &Project) -> Vec<u8> {
    let mut built = project.build("thang-11/bao-cao.yaml");
    assert!(!built.findings.has_errors(), "{:?}", built.findings);
    built.outputs.remove(0).bytes
}

#[test]
fn folder_process_and_cache_do_not_matter() {
    let here = Project::new().file("thang-11/bao-cao.yaml", report(BODY));
    let there = Project::new().file("thang-11/bao-cao.yaml", report(BODY));
    let first = pdf(&here);
    assert_eq!(first, pdf(&there));
    assert_eq!(first, pdf(&here));
    for threads in ["1", "4"] {
        let out = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .args(["build", "thang-11/bao-cao.yaml", "--out", threads])
            .current_dir(there.path())
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", "Asia/Ho_Chi_Minh")
            .env("LC_ALL", "vi_VN.UTF-8")
            .output()
            .unwrap();
        assert!(out.status.success());
        assert!(first == std::fs::read(there.path().join(threads).join("thang-11/bao-cao.pdf")).unwrap());
    }
}

#[test]
fn decomposed_letters_give_the_same_bytes() {
    let composed = Project::new().file("thang-11/bao-cao.yaml", report(BODY));
    let decomposed: String = report(BODY).nfd().collect();
    assert_ne!(decomposed, report(BODY));
    let office: String = OFFICE.nfd().collect();
    let other = Project::empty().file("co-quan.yaml", office).file("thang-11/bao-cao.yaml", decomposed);
    assert_eq!(pdf(&composed), pdf(&other));
}

#[test]
fn windows_files_give_the_same_bytes() {
    let linux = Project::new().file("thang-11/bao-cao.yaml", report(BODY));
    let windows = format!("\u{feff}{}", report(BODY).replace('\n', "\r\n"));
    let windows = Project::new().file("thang-11/bao-cao.yaml", windows);
    assert_eq!(pdf(&linux), pdf(&windows));
}

#[test]
fn the_documents_date_is_the_date_of_the_pdf() {
    let project = Project::new().file("thang-11/bao-cao.yaml", report(BODY));
    let bytes = pdf(&project);
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("D:20251205"), "không thấy ngày ban hành trong PDF");
    assert!(!text.contains("D:2026"));
}

#[test]
fn a_file_name_in_decomposed_form_is_found() {
    let name: String = "hình/sơ đồ.svg".nfd().collect();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>"#;
    let project = Project::new()
        .file(&format!("thang-11/{name}"), svg)
        .file("thang-11/bao-cao.yaml", report("Xem hình.\n\n![Sơ đồ tổ chức](<hình/sơ đồ.svg>)"));
    pdf(&project);
}
