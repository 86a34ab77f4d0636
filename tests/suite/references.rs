//! `[](#nhãn)`: what it prints in every kind of document and place, that labels never print, and what is told of wrong ones.

use vanthu::base::finding::codes;
use vanthu::compare::Reading;
use vanthu::operations::common::options::Options;

use crate::support::measure::lines;
use crate::support::{Project, report};

const RESOLUTION: &str = "\
loai: nghi-quyet
co_quan: hdnd
so: 7
ngay: 2025-12-05
trich_yeu: Về nhiệm vụ năm 2026
tham_quyen: HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA ĐÀO
nguoi_ky: ct-ubnd
noi_nhan: chung
";

/// A resolution with this text, and more keys behind it.
fn resolution(body: &str, more: &str) -> String {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!("{RESOLUTION}noi_dung: |\n{body}{more}")
}

fn words(document: &str) -> String {
    let project = Project::new().file("a.yaml", document);
    let (document, findings) = project.session().load("a.yaml");
    let document = document.unwrap_or_else(|| panic!("{findings:#?}"));
    let words: Vec<String> = Reading::of(&document).units.iter().map(|unit| unit.plain()).collect();
    words.join("\n")
}

/// What a build tells of a document.
fn told(document: &str) -> String {
    let output = Project::new().file("a.yaml", document).run(&["build", "a.yaml"]);
    String::from_utf8(output.stderr).unwrap()
}

const ARTICLES: &str = "\
# Phạm vi {#pham-vi}

Nội dung.

# Nhiệm vụ {#nhiem-vu}

##

Việc đầu.

## {#viec-hai}

Việc sau.

### Việc nhỏ {#viec-nho}

Nội dung.

#### {#diem}

Điểm đầu.

#### {so=\"đ\" #diem-dd}

Điểm đặt số.

# Thi hành

";

#[test]
fn articles_are_called_with_what_stands_above_them() {
    let calls = "[](#pham-vi), [](#nhiem-vu), [](#viec-hai), [](#viec-nho), [](#diem), [](#diem-dd).";
    let found = words(&resolution(&format!("{ARTICLES}Theo {calls}"), ""));
    let want =
        "Theo Điều 1, Điều 2, khoản 2 Điều 2, khoản 2.1 Điều 2, điểm a khoản 2.1 Điều 2, điểm đ khoản 2.1 Điều 2.";
    assert!(found.contains(want), "{found}");
    assert!(!found.contains('#') && !found.contains('{'), "{found}");
}

#[test]
fn reports_are_called_by_the_second_layout_of_the_decree() {
    let body = "# Kết quả {#kq}\n\n## KINH TẾ {#kt}\n\n### Thu {#thu}\n\n#### Thuế {#thue}\n\nMột.\n\n# Nhiệm vụ\n\n## XÃ HỘI {#xh}\n\n\
                Xem [](#kq); [](#kt); [](#thu); [](#thue); [](#xh).";
    let found = words(&report(body));
    let want = "Xem Phần I; mục I Phần I; khoản 1 mục I Phần I; điểm a khoản 1 mục I Phần I; mục I Phần II.";
    assert!(found.contains(want), "{found}");
    // without anything above it, a first number is a mục
    let found = words(&report("### Thu {#thu}\n\nXem [](#thu)."));
    assert!(found.contains("Xem mục 1."), "{found}");
}

#[test]
fn a_ladder_of_chapters_is_called_in_capitals() {
    let ladder = "bac_danh_so: [chương, mục, điều, khoản, điểm]\n";
    let body = "# CHUNG {#c}\n\n## RIÊNG {#m}\n\n### Phạm vi {#d}\n\n#### {#k}\n\nMột.\n\n##### {#p}\n\nHai.\n\n# SAU\n\n## KHÁC {#m2}\n\n\
                ### Cuối\n\nTheo [](#c), [](#m), [](#d), [](#k), [](#p), [](#m2).";
    let found = words(&resolution(body, ladder));
    let want = "Theo Chương I, Mục 1 Chương I, Điều 1, khoản 1 Điều 1, điểm a khoản 1 Điều 1, Mục 1 Chương II.";
    assert!(found.contains(want), "{found}");
}

const ANNEXES: &str = "\
phu_luc:
  - ten: CHỈ TIÊU
    nhan: chi-tieu
    noi_dung: |
      ## KINH TẾ {#kinh-te}

      Theo [](#viec-hai), [](#kinh-te), [](#danh-muc) và [](#dau-tu)[^x].

      [^x]: Ghi chú.
  - ten: DANH MỤC
    nhan: danh-muc
    noi_dung: |
      ## ĐẦU TƯ {#dau-tu}

      Bảng: Công trình {#cong-trinh}

      | TT | Theo [](#dau-tu) |
      |---|---|
      | 1 | [](#cong-trinh) |
";

#[test]
fn annexes_notes_and_tables_are_called_across_parts() {
    let body = format!(
        "{ARTICLES}Theo [](#chi-tieu), [](#danh-muc), [](#kinh-te), [](#cong-trinh), [](#^n) và [](#^m)[^m][^n].\n\n\
         [^n]: Một, xem [](#^m).\n[^m]: Hai."
    );
    let found = words(&resolution(&body, ANNEXES));
    let want = "Theo Phụ lục I, Phụ lục II, mục 1 Phụ lục I, Bảng 1, chú thích 2 và chú thích 1.";
    assert!(found.contains(want), "{found}");
    assert!(found.contains("Một, xem chú thích 1."), "{found}");
    let want = "Theo khoản 2 Điều 2 của Nghị quyết này, mục 1, Phụ lục II và mục 1 Phụ lục II.";
    assert!(found.contains(want), "{found}");
    assert!(found.contains("Công trình TT Theo mục 1 1 Bảng 1"), "{found}");
    // the only annex has no number
    let one = ANNEXES.split("  - ten: DANH MỤC").next().unwrap().replace(", [](#danh-muc) và [](#dau-tu)", "");
    let found = words(&resolution(&format!("{ARTICLES}Theo [](#chi-tieu) và [](#kinh-te)."), &one));
    assert!(found.contains("Theo Phụ lục và mục 1 Phụ lục."), "{found}");
}

#[test]
fn pages_show_what_is_read_and_link_without_breaking_the_standards() {
    let body = format!(
        "{}\n\nTheo [](#chi-tieu), [](#cong-trinh), [](#viec-hai), [](#anh), [](#^n)[^n].\n\n![Ảnh](a.svg){{#anh}}\n\n\
         # Theo [](#nhiem-vu)\n\nHết.\n\n[^n]: Xem [](#pham-vi).",
        ARTICLES.trim_end()
    );
    let picture =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90"/></svg>"#;
    let project = Project::new().file("a.svg", picture).file("a.yaml", resolution(&body, ANNEXES));
    let built = project.session().build("a.yaml", &Options::default());
    assert!(!built.findings.has_errors(), "{:#?}", built.findings);
    assert_eq!(built.outputs.len(), 1);
    let text: String = lines(&project.pages("a.yaml")).iter().map(|line| line.text() + "\n").collect();
    let text = text.replace('\u{a0}', " ");
    for want in
        ["Phụ lục I, Bảng 1, khoản 2 Điều 2, Hình 1, chú thích 1", "Điều 4. Theo Điều 2", "Theo mục 1", "Xem Điều 1."]
    {
        assert!(text.contains(want), "{want}: {text}");
    }
    // the bookmarks show it too, and nothing leads nowhere
    let pdf = lopdf::Document::load_mem(&built.outputs[0].bytes).unwrap();
    let titles: Vec<String> =
        pdf.get_toc().unwrap().toc.into_iter().map(|entry| entry.title.replace('\u{a0}', " ")).collect();
    assert!(titles.iter().any(|title| title.contains("Theo Điều 2")), "{titles:?}");
}

#[test]
fn what_leads_nowhere_is_told_with_the_nearest_label() {
    let text = told(&report("## MỘT {#nhiem-vu}\n\nXem [](#nhiem-vo) và [](#^nguon).\n\n## HAI {#nhiem-vu}\n\nHết."));
    insta::assert_snapshot!("labels_wrong", text);
    let text = told(&report("Xem [Điều 3](#muc).\n\nĐoạn {#muc}\n\n- Gạch {#muc}\n\nBảng {#y} này."));
    insta::assert_snapshot!("labels_stray", text);
    let document = resolution(
        "#\n\nXem [](#x).\n\n| A | B |\n|---|---|\n| 1 | 2 |",
        "phu_luc:\n  - {ten: A, noi_dung: \"## MỘT {#x}\\n\\nMột.\"}\n  - {ten: B, noi_dung: \"## HAI {#x}\\n\\nHai.\"}\n",
    );
    insta::assert_snapshot!("labels_of_two_annexes", told(&document));
}

#[test]
fn labels_that_are_meant_to_print_do() {
    let found = words(&report("Viết \\{#nhan} ở cuối.\n\nĐoạn \\{#nhan}\n\n## MỘT \\{#nhan}\n\nHết."));
    assert!(found.contains("Đoạn {#nhan}") && found.contains("MỘT {#nhan}"), "{found}");
}

#[test]
fn a_reference_that_another_heading_moves_is_shown_in_a_comparison() {
    let text =
        |first: &str| resolution(&format!("{first}# Nhiệm vụ {{#nv}}\n\nMột.\n\n# Thi hành\n\nTheo [](#nv)."), "");
    let project = Project::new().file("cu.yaml", text("")).file("moi.yaml", text("# Phạm vi\n\nHai.\n\n"));
    let output = project.run(&["diff", "cu.yaml", "moi.yaml"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("Điều 1") && shown.contains("Điều 2") && shown.contains("Theo"), "{shown}");
    let output = project.run(&["diff", "moi.yaml", "moi.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    let output = project.run(&["diff", "cu.yaml", "moi.yaml", "--redline", "so-sanh.pdf"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(project.path().join("so-sanh.pdf").is_file());
}

#[test]
fn labels_have_their_codes() {
    let (_, findings) = Project::new().file("a.yaml", report("[](#x)")).session().load("a.yaml");
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [codes::NO_SUCH_LABEL]);
}
