//! No figure is rounded that nobody asked to round, and no total forgets a part, wherever its numbers stand.

use crate::support::{Project, report};

/// The words of the text, line by line, and of every cell.
fn words(project: Project) -> Vec<String> {
    let (document, findings) = project.session().load("nam-2026/bao-cao.yaml");
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    document.body.texts().into_iter().map(|text| text.value.clone()).collect()
}

const BEFORE: &str = "ky_bao_cao: năm 2025\nnhom: {a: \"61,5\", b: \"1.250,4\"}\n";

#[test]
fn numbers_of_other_files_keep_their_decimals_in_sentences_and_tables() {
    let figures = "ky_bao_cao: năm 2026\nnhom: {a: ?, b: {thuc_hien: 10, uoc_thuc_hien: \"10,5\"}}\n";
    let text = "{{ nhom.a.cung_ky }} {{ nhom.b.cung_ky }} {{ nhom.b.uoc_thuc_hien }} {{ nhom.b.chenh_lech }}\n\n\
                ```bang\nnhom: nhom\ncot: [cung_ky, uoc_thuc_hien, chenh_lech]\ntong: Cộng\n```";
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", BEFORE)
        .file("nam-2026/so-lieu.yaml", figures)
        .file("nam-2026/bao-cao.yaml", report(text));
    let words = words(project);
    assert_eq!(words[0], "61,5 1.250,4 10,5 -1.240,4");
    let cells: Vec<&str> = words[1..].iter().map(String::as_str).filter(|cell| cell.contains(',')).collect();
    assert_eq!(cells[..3], ["61,5", "1.250,4", "10,5"]);
    assert!(cells.contains(&"-1.240,4") && cells.contains(&"1.311,9"), "{cells:?}");
}

#[test]
fn a_sum_behind_a_quotient_keeps_its_decimals() {
    let project = Project::new()
        .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\na: 275\nb: 256\n")
        .file("nam-2026/bao-cao.yaml", report("{{ a / b * 100 - 100 }} và {{ a - b }}"));
    assert_eq!(words(project)[0], "7,42 và 19");
}

#[test]
fn a_total_counts_members_of_the_sheet_beside_it() {
    let text = "{{ nhom.tong }} và {{ kho.tong }}";
    let figures = "ky_bao_cao: năm 2026\nnhom: {a: 5, tong: {la_tong: có}}\n";
    let sheet = "Mã;Thực hiện;Là tổng\nnhom.b;7;\nkho.x;1;\nkho.y;2;\nkho.tong;;có\n";
    let project = Project::new()
        .file("nam-2026/so-lieu.yaml", figures)
        .file("nam-2026/so-lieu.csv", sheet)
        .file("nam-2026/bao-cao.yaml", report(text));
    assert_eq!(words(project)[0], "12 và 3");
}

#[test]
fn a_typed_total_of_a_sheet_that_disagrees_is_told() {
    let sheet = "Mã;Thực hiện;Là tổng\nkho.x;1;\nkho.y;2;\nkho.tong;4;có\n";
    let project =
        Project::new().file("nam-2026/so-lieu.csv", sheet).file("nam-2026/bao-cao.yaml", report("{{ kho.tong }}"));
    let told = String::from_utf8(project.run(&["build"]).stderr).unwrap();
    insta::assert_snapshot!("sheet_total_disagrees", told);
}

#[test]
fn a_sheet_that_cannot_be_read_is_told_and_lends_no_numbers_of_the_folder_above() {
    let project = Project::new()
        .file("so-lieu.yaml", "ky_bao_cao: năm 2026\nthu: 1\n")
        .file("nam-2026/so-lieu.xlsx", "không phải bảng tính")
        .file("nam-2026/bao-cao.yaml", report("Thu {{ thu }} tỷ."));
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("sheet_alone_unreadable", String::from_utf8(output.stderr).unwrap());
}

#[test]
fn a_figure_cannot_be_called_as_the_expressions_own_words() {
    let project = Project::new()
        .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\nnhom: {in: 5}\n")
        .file("nam-2026/bao-cao.yaml", report("In {{ nhom.in }} bản."));
    insta::assert_snapshot!("figure_named_as_a_word", String::from_utf8(project.run(&["build"]).stderr).unwrap());
}

#[test]
fn of_two_folders_of_one_period_none_is_taken_by_guess() {
    let text = "```bang\nnhom: nhom\ncot: [thuc_hien, cung_ky]\n```";
    let project = |more: &str| {
        Project::new()
            .file("nam-2025/so-lieu.yaml", BEFORE)
            .file("ky-hop-9/so-lieu.yaml", BEFORE.replace("61,5", "99,9"))
            .file("nam-2026/so-lieu.yaml", format!("ky_bao_cao: năm 2026\n{more}nhom: {{a: 70, b: 1}}\n"))
            .file("nam-2026/bao-cao.yaml", report(text))
    };
    let guessed = project("");
    let (_, findings) = guessed.session().load("nam-2026/bao-cao.yaml");
    let told = findings.iter().filter(|finding| finding.code.id == "N24");
    assert!(
        told.map(|finding| &finding.message).all(|text| text.contains("`nam-2025`") && text.contains("`ky-hop-9`"))
    );
    assert_eq!(findings.iter().filter(|finding| finding.code.id == "N24").count(), 1, "{findings:?}");
    assert!(!words(guessed).iter().any(|cell| cell == "61,5" || cell == "99,9"));
    assert!(words(project("so_voi: {cung_ky: nam-2025}\n")).iter().any(|cell| cell == "61,5"));
}
