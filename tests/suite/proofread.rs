//! `vanthu check`: every rule finds what its examples show and lets the same pass put right; what was not checked is told;
//! what is let stand has a reason.

use std::fs;
use std::path::Path;

use vanthu::base::finding::Severity;
use vanthu::check::language_rule::{LanguageExample, LanguageRule};
use vanthu::check::registry::LANGUAGE;

use crate::support::{OFFICE, Project, report};

/// What `vanthu check` tells of a document with this text.
fn told(text: &str) -> String {
    told_with(text, "")
}

fn told_with(text: &str, more: &str) -> String {
    let project = Project::new().file("bao-cao.yaml", report(text) + more);
    String::from_utf8(project.run(&["check", "bao-cao.yaml"]).stderr).unwrap()
}

#[test]
fn every_rule_finds_its_examples_and_lets_them_pass_put_right() {
    for LanguageRule { code, examples, passes, .. } in &LANGUAGE {
        let mark = format!("[{}]", code.id);
        let of = |texts: Vec<&str>| told(&texts.iter().map(|text| format!("Ghi: {text}.\n\n")).collect::<String>());
        let wrong = of(examples.iter().map(|LanguageExample { wrong, .. }| *wrong).collect());
        assert_eq!(wrong.matches(&mark).count(), examples.len(), "{mark}:\n{wrong}");
        let right = of(examples.iter().map(|example| example.right).chain(passes.iter().copied()).collect());
        assert!(!right.contains(&mark), "{right}");
    }
}

#[test]
fn codes_of_language_are_of_one_rule() {
    for rule in &LANGUAGE {
        assert_eq!(LANGUAGE.iter().filter(|other| other.code == rule.code).count(), 1, "{}", rule.code.id);
        assert!(!rule.examples.is_empty() && rule.code.id.starts_with('V'));
    }
}

#[test]
fn a_slip_is_told_with_its_place_what_is_meant_and_the_line_that_lets_it_stand() {
    let told = told("Đoạn một.\n\nTheo **quy định** pháp luât hiện hành.");
    assert!(told.contains("lỗi[V01]: `luât` không phải tiếng Việt"), "{told}");
    assert!(told.contains("--> bao-cao.yaml:11:26"), "{told}");
    assert!(
        told.contains("gợi ý: sửa thành `luật`") && told.contains(r#"- {luat: V01, chu: "luât", ly_do: …}"#),
        "{told}"
    );
}

#[test]
fn what_is_let_stand_has_a_reason_and_comes_back_when_the_words_change() {
    let entry = |reason: &str, words: &str| format!("bo_qua:\n  - {{luat: V01, chu: \"{words}\"{reason}}}\n");
    let text = "Theo pháp luât hiện hành.";
    let kept = told_with(text, &entry(", ly_do: trích nguyên văn", "luât"));
    assert!(!kept.contains("[V01]") && !kept.contains("[V9"), "{kept}");
    let without = told_with(text, &entry("", "luât"));
    assert!(without.contains("[V01]") && without.contains("[V90]"), "{without}");
    let other = told_with(text, &entry(", ly_do: trích nguyên văn", "luâ"));
    assert!(other.contains("[V01]") && other.contains("[V91]"), "{other}");
}

#[test]
fn words_of_the_office_are_right() {
    let project = |office: &str| {
        let project = Project::empty().file("co-quan.yaml", format!("{OFFICE}{office}"));
        let project = project.file("a.yaml", report("Ông Nguyễn Văn Mứn và bà Lò Thị Nhuè dự."));
        String::from_utf8(project.run(&["check"]).stderr).unwrap()
    };
    assert!(!project("tu_rieng: [Mứn, Nhuè]\n").contains("[V01]"));
    assert!(project("").contains("[V01]") == project("").contains("Mứn`"));
}

#[test]
fn what_is_not_checked_is_counted_and_families_are_read_alone() {
    let text = "Giải quyết 6.521/6.967 hồ sơ, đạt tỷ lệ 95,6%; còn 12 hồ sơ pháp luât.";
    let project = Project::new().file("a.yaml", report(text));
    let run = project.run(&["check", "a.yaml", "--only", "so-trong-cau"]);
    let (out, err) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
    assert_eq!(run.status.code(), Some(1));
    assert!(err.contains("6.521 / 6.967 là 93,6%, câu ghi 95,6%"), "{err}");
    assert!(!err.contains("[V01]") && !err.contains("chính tả"), "{err}");
    assert!(out.contains("số trong câu: 1 chỗ cần xem; đã kiểm 3 số, chưa kiểm 1"), "{out}");
}

#[test]
fn plain_text_and_documents_that_do_not_build_are_read_too() {
    let project = Project::empty().file("bai.txt", "Theo pháp luât hiện hành.");
    let told = String::from_utf8(project.run(&["check", "--text", "bai.txt"]).stderr).unwrap();
    assert!(told.contains("[V01]") && told.contains("bai.txt:1:11"), "{told}");
    let project = Project::new().file("a.yaml", report("Theo pháp luât {{ khong.co }}.") + "trich_yeuu: sai\n");
    let told = String::from_utf8(project.run(&["check", "a.yaml"]).stderr).unwrap();
    assert!(told.contains("[V01]") && told.contains("[D03]"), "{told}");
}

/// The table of rules, as `docs/kiem-tra.md` shows it.
fn table() -> String {
    let rows = LANGUAGE.iter().map(|rule| {
        let LanguageExample { wrong, right } = rule.examples[0];
        let level = match rule.code.severity {
            Severity::Error => "lỗi",
            Severity::Warning => "cảnh báo",
            Severity::Advice => "gợi ý",
        };
        let (family, _) = rule.family.words();
        let (found, mistaken) = (rule.noise.found, rule.noise.wrong);
        format!(
            "| {} | {family} | {level} | {} | {wrong} → {right} | {found} / {mistaken} |\n",
            rule.code.id, rule.code.meaning
        )
    });
    let head = "| Mã | Nhóm | Mức | Ý nghĩa | Ví dụ | Nhắc / nhầm |\n|---|---|---|---|---|---|\n";
    rows.fold(head.to_owned(), |text, row| text + &row)
}

#[test]
fn the_page_shows_every_rule_with_its_noise() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kiem-tra.md");
    let text = fs::read_to_string(&path).unwrap();
    let before = text.split("| Mã | Nhóm |").next().unwrap();
    let right = before.to_owned() + &table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &right).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), right, "UPDATE_DOCS=1 cargo test proofread");
}

#[test]
fn no_rule_that_is_often_wrong_is_more_than_advice() {
    let words = 208_837;
    let loud = |rule: &&LanguageRule| rule.code.severity != Severity::Advice;
    for rule in LANGUAGE.iter().filter(loud) {
        assert!(rule.noise.wrong * 20_000 <= words, "{}", rule.code.id);
    }
    let all: u32 = LANGUAGE.iter().filter(loud).map(|rule| rule.noise.wrong).sum();
    assert!(all * 5_000 <= words);
}
