//! `noi_dung_tep`: the text of a document in a Word file or a text file beside it, read at build.

use crate::support::word_file::{WordFile, p, paragraph, ruled, run};
use crate::support::{Project, report as yaml, told};

/// A report whose text stands in a file.
fn project(name: &str, bytes: &[u8]) -> Project {
    let document = yaml("").replace("noi_dung: |\n", "");
    assert!(!document.contains("noi_dung"), "{document}");
    let figures = "thu:\n  ten: Thu ngân sách\n  phi: { ten: Phí, don_vi: triệu đồng, thuc_hien: 1.400 }\n";
    let project = Project::new().file(name, bytes).file("so-lieu.yaml", figures);
    project.file("bc.yaml", format!("{}noi_dung_tep: {name}\n", document.trim_end_matches(' ')))
}

fn printed(project: &Project) -> String {
    let pages = project.pages("bc.yaml");
    let runs = pages.iter().flat_map(|page| page.texts.iter().map(|run| run.text.clone()));
    runs.collect::<String>().split_whitespace().collect()
}

#[test]
fn a_text_in_a_word_file_is_built_like_any_other() {
    let body = p("b", "I. KẾT QUẢ")
        + &paragraph("", &(run("", "Phí đạt {{ thu.") + &run("", "phi.thuc_hien }} triệu đồng, 3*4.")))
        + &p("", "- Việc một;")
        + &ruled(&[&["TT", "Chỉ tiêu"], &["1", "Thu phí"]])
        + &p("b", "III. NHIỆM VỤ")
        + &p("", "Hết./.");
    let project = project("bai.docx", &WordFile::new(body).bytes());
    let built = project.build("bc.yaml");
    assert!(!built.findings.has_errors(), "{:?}", built.findings);
    let printed = printed(&project);
    for words in ["I.KẾTQUẢ", "Phíđạt1.400triệuđồng,3*4.", "-Việcmột;", "III.NHIỆMVỤ", "Thuphí", "Hết./."]
    {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn findings_name_the_file_and_its_paragraph() {
    let body = p("", "Câu một.") + &p("", "") + &p("", "Thu {{ thu.sai }} triệu đồng.");
    let project = project("bai.docx", &WordFile::new(body).bytes());
    let (code, told) = told(&project, &["build", "bc.yaml"]);
    assert!(code == 1 && told.contains("bai.docx:3:"), "{told}");
}

#[test]
fn a_text_file_is_read_line_by_line() {
    let project = project("bai.txt", "I. KẾT QUẢ\r\nThu đạt 5% kế hoạch.\r\n\r\nThu {{ thu.sai }}.\r\n".as_bytes());
    let (code, told) = told(&project, &["build", "bc.yaml"]);
    assert!(code == 1 && told.contains("bai.txt:4:"), "{told}");
}

#[test]
fn what_is_wrong_with_the_file_is_told() {
    let tracked = format!(r#"<w:p><w:ins w:id="1" w:author="A">{}</w:ins></w:p>"#, run("", "Thu"));
    let hidden =
        r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú riêng</w:t></w:r><w:r><w:t>Thu đạt.</w:t></w:r></w:p>"#;
    for (name, bytes, expected) in [
        ("bai.docx", WordFile::new(tracked).bytes(), "1 thay đổi chưa duyệt"),
        ("bai.docx", b"%PDF-1.7".to_vec(), "là tệp PDF"),
        ("bai.docx", WordFile::new(hidden).bytes(), "ghi chú riêng"),
    ] {
        let (_, told) = told(&project(name, &bytes), &["build", "bc.yaml"]);
        assert!(told.contains(expected), "{expected}: {told}");
    }
    let project = project("bai.txt", b"Thu");
    std::fs::remove_file(project.path().join("bai.txt")).unwrap();
    assert!(told(&project, &["build", "bc.yaml"]).1.contains("không có tệp nội dung `bai.txt`"));
    let both = yaml("Câu một.") + "noi_dung_tep: bai.txt\n";
    let both = Project::new().file("bc.yaml", both).file("bai.txt", "Câu hai.");
    assert!(told(&both, &["build", "bc.yaml"]).1.contains("có cả `noi_dung` và `noi_dung_tep`"));
}

#[test]
fn a_changed_word_file_is_built_again() {
    let project = project("bai.docx", &WordFile::new(p("", "Câu một.")).bytes());
    assert_eq!(told(&project, &["build", "bc.yaml"]).0, 0);
    let project = project.file("bai.docx", WordFile::new(p("", "Câu hai.")).bytes());
    assert!(told(&project, &["rebuild", "--check", "bc.yaml"]).1.contains("bai.docx"), "the file is an input");
    assert_eq!(told(&project, &["build", "bc.yaml"]).0, 0);
    assert!(printed(&project).contains("Câuhai."));
}
