//! `vanthu check --pages`: what it says and how it ends.

use serde_json::Value;

use crate::support::{OFFICE, Project, report, told};

/// A document without a slip of language.
fn sound() -> String {
    report("Nội dung công tác tháng.")
}

#[test]
fn a_sound_document_is_clean_and_every_part_is_told() {
    let project = Project::new().file("a.yaml", sound());
    let (code, text) = told(&project, &["check", "--pages"]);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!(text);
    let (_, without) = told(&project, &["check"]);
    assert!(!without.contains("lề trang") && !without.contains("  trang:"), "{without}");
}

#[test]
fn a_template_of_the_office_is_judged_and_named() {
    let built_in = include_str!("../../../templates/trang.typ");
    let own = built_in.replace("margin: le,", "margin: (..le, left: 25mm),");
    assert_ne!(own, built_in);
    let project = Project::new().file("a.yaml", sound()).file("mau/trang.typ", own);
    let (code, text) = told(&project, &["check", "--pages"]);
    assert_eq!(code, 1, "{text}");
    insta::assert_snapshot!(text);
    let output = project.run(&["check", "--pages", "--json"]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pages = &all["ket_qua"]["trang"][0];
    assert_eq!(pages["sai"][0]["quy_dinh"], "le-trai", "{all:#}");
    assert_eq!(pages["sai"][0]["do_duoc"], "lề trái 25 mm");
    assert_eq!(all["phat_hien"].as_array().unwrap().len(), pages["sai"].as_array().unwrap().len());
    assert_eq!(pages["thanh_phan"].as_array().unwrap().len(), vanthu::audit::Part::ALL.len());
}

#[test]
fn small_letters_of_the_clerk_are_the_clerks_to_change() {
    let office = OFFICE.replace("chuc_vu: CHỦ TỊCH", "chuc_vu: Chủ tịch");
    let project = Project::new().file("co-quan.yaml", office).file("a.yaml", sound());
    let (code, text) = told(&project, &["check", "--pages"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("`Chủ tịch` chữ in thường, quy định chữ IN HOA") && text.contains("co-quan.yaml:"), "{text}");
}

#[test]
fn a_document_that_cannot_be_set_is_told_to_be_unmeasured() {
    let project = Project::new().file("a.yaml", sound().replace("trich_yeu: Kết quả công tác\n", ""));
    let (code, text) = told(&project, &["check", "--pages"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("a.yaml  chưa kiểm trang"), "{text}");
    assert_eq!(text.matches("lỗi[").count(), 1, "{text}");
}

#[test]
fn the_first_letter_of_a_list_stands_for_all() {
    let letter = sound() + "danh_sach: khach.csv\nten_tep: \"thu-{{ khach.ten }}\"\nkinh_gui: \"{{ khach.ten }}\"\n";
    let project = Project::new().file("a.yaml", letter).file("khach.csv", "Tên\nAnh\nBa\n");
    let (code, text) = told(&project, &["check", "--pages"]);
    assert!(code == 0 && text.contains("(thư đầu trong 2 thư)"), "{text}");
}
