//! `vanthu build --bundle`: one PDF of many, with contents, outline and the very pages; and what the documents say of one another.

use std::fs;

use lopdf::Document;
use serde_json::Value;

use crate::support::{Project, report};

fn document(kind: &str, head: &str, body: &str) -> String {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!("loai: {kind}\nco_quan: ubnd\n{head}nguoi_ky: ct-ubnd\nnoi_nhan: chung\nnoi_dung: |\n{body}")
}

const REPORT: &str = "so: 412\nngay: 2025-12-05\ntrich_yeu: Kết quả thực hiện nhiệm vụ năm 2025\n";

/// Three documents with notes, tables and links, and one that names another by hand.
fn project(cited: &str) -> Project {
    let long = "Đoạn dài của văn bản này.\n\n".repeat(60);
    let table = "## MỘT {#mot}\n\nXem [](#mot) và [](#b)[^1].\n\nBảng: Số {#b}\n\n| A | B |\n|---|---|\n| 1 | 68.673 |\n\n[^1]: Chú thích.";
    Project::new()
        .file("ky-hop/bao-cao.yaml", document("bao-cao", REPORT, &format!("{table}\n\n{long}")))
        .file("ky-hop/thong-bao.yaml", document("thong-bao", "trich_yeu: Lịch họp\n", table))
        .file(
            "ky-hop/to-trinh.yaml",
            document("to-trinh", "so: 57\nngay: 2025-12-08\ntrich_yeu: Về Kế hoạch năm 2026\n", cited),
        )
}

fn run(project: &Project, args: &[&str]) -> (i32, String, Value) {
    let output = project.run(&[args, &["--json"]].concat());
    let json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), json)
}

/// What is drawn on each page, in order.
fn drawn(bytes: &[u8]) -> Vec<Vec<u8>> {
    let document = Document::load_mem(bytes).unwrap();
    document.get_pages().into_values().map(|page| document.get_page_content(page)).collect()
}

#[test]
fn all_pages_stand_in_one_file_as_they_are_alone() {
    let project = project("Theo Báo cáo số 412/BC-UBND, thu đạt 68.673 triệu đồng.");
    let (status, text, json) = run(&project, &["build", "ky-hop", "--bundle=Tài liệu kỳ họp"]);
    assert_eq!(status, 0, "{text}");
    let read = |name: &str| fs::read(project.path().join("out/ky-hop").join(name)).unwrap();
    let bundle = read("tap-van-ban.pdf");
    let mut single = Vec::new();
    for name in ["bao-cao.pdf", "thong-bao.pdf", "to-trinh.pdf"] {
        single.extend(drawn(&read(name)));
    }
    let pages = drawn(&bundle);
    assert_eq!(pages.len(), single.len() + 1);
    assert!(pages[1..] == single[..]);
    let tap = &json["ket_qua"]["tap"];
    assert_eq!(tap["so_trang"], pages.len());
    assert_eq!(tap["cac_phan"][0]["tu_trang"], 2);
    assert_eq!(tap["cac_phan"][2]["den_trang"], pages.len());
    // the outline has each document with its own headings under it
    let document = Document::load_mem(&bundle).unwrap();
    let entries = document.get_toc().unwrap().toc;
    let top: Vec<&str> = entries.iter().filter(|entry| entry.level == 1).map(|entry| entry.title.as_str()).collect();
    assert_eq!(top[0], "Mục lục");
    assert_eq!(top[1], "Báo cáo số 412/BC-UBND về kết quả thực hiện nhiệm vụ năm 2025");
    assert_eq!(top[2], "Thông báo về lịch họp");
    assert!(entries.iter().any(|entry| entry.level > 1 && entry.title.contains("MỘT")));
    // the same bytes again, and nothing is written
    let (_, text, json) = run(&project, &["build", "ky-hop", "--bundle=Tài liệu kỳ họp", "--force"]);
    assert_eq!(json["ket_qua"]["tap"]["dung_lai"], false, "{text}");
    assert!(read("tap-van-ban.pdf") == bundle);
}

#[test]
fn elements_of_the_structure_keep_their_own_names_and_parents() {
    let project = project("Một.");
    assert_eq!(run(&project, &["build", "ky-hop", "--bundle"]).0, 0);
    let document = Document::load(project.path().join("out/ky-hop/tap-van-ban.pdf")).unwrap();
    let mut names: Vec<Vec<u8>> = Vec::new();
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        if dictionary.get(b"Type").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"StructElem") {
            names.extend(dictionary.get(b"ID").and_then(lopdf::Object::as_str).map(<[u8]>::to_vec));
        }
    }
    let count = names.len();
    assert!(count > 4, "{names:?}");
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
    let keys: Vec<i64> = document
        .get_pages()
        .into_values()
        .map(|page| document.get_dictionary(page).unwrap().get(b"StructParents").unwrap().as_i64().unwrap())
        .collect();
    let mut distinct = keys.clone();
    distinct.dedup();
    assert_eq!(distinct, keys);
}

#[test]
fn contradictions_are_told_once_each() {
    let told = |cited: &str| {
        let project = project(cited);
        let output = project.run(&["build", "ky-hop", "--bundle"]);
        String::from_utf8(output.stderr).unwrap()
    };
    let cases = [
        ("Báo cáo số 412/BC-UBND ngày 06 tháng 12 năm 2025 của Ủy ban nhân dân.", "ngày 06/12/2025"),
        ("Báo cáo số 412/BC-UBND ngày 6/12/2025.", "ngày 06/12/2025"),
        (
            "Báo cáo số 413/BC-UBND ngày 05 tháng 12 năm 2025 về kết quả thực hiện nhiệm vụ năm 2025.",
            "mang số 412/BC-UBND",
        ),
        ("Báo cáo số 412/BC-UBND ngày 05 tháng 12 năm 2025 của Ủy ban nhân dân về công tác dân vận.", "trích yếu khác"),
        ("Theo Báo cáo số 412/BC-UBND, thu đạt 68.763 triệu đồng.", "số 68.763"),
    ];
    for (cited, want) in cases {
        let text = told(cited);
        assert_eq!(text.matches("cảnh báo[D4").count(), 1, "{cited}\n{text}");
        assert!(text.contains(want), "{cited}\n{text}");
    }
    for sound in [
        "Báo cáo số 412/BC-UBND ngày 05 tháng 12 năm 2025 của Ủy ban nhân dân phường về kết quả thực hiện nhiệm vụ năm 2025, thu đạt 68.673 triệu đồng.",
        "Báo cáo số 500/BC-UBND ngày 01 tháng 7 năm 2024 về công tác dân vận; thu đạt 11.111 triệu đồng.",
        "Theo {{ van_ban(\"bao-cao\").vien_dan }}.",
    ] {
        let text = told(sound);
        assert!(!text.contains("[D4"), "{sound}\n{text}");
    }
}

#[test]
fn a_bundle_waits_for_all_of_its_documents() {
    let project = Project::new().file("a.yaml", report("Một.")).file("b.yaml", report("Hai {{ x }}."));
    let (status, text, _) = run(&project, &["build", "--bundle"]);
    assert_eq!(status, 1);
    assert!(text.contains("W20") && text.contains("1 văn bản chưa tạo được PDF"), "{text}");
    assert!(!project.path().join("out/tap-van-ban.pdf").exists());
    let project = Project::new().file("a.yaml", report("Một."));
    assert!(run(&project, &["build", "--bundle", "--format", "png"]).1.contains("chỉ ghép được tệp PDF"));
}
