//! Every rule finds what its examples show, and lets the same pass once it is put right.

use vanthu::base::finding::codes;
use vanthu::check::registry::RULES;
use vanthu::check::rule::Example;

use crate::support::{OFFICE, Project};

/// The fields of a document that an example does not write itself.
const FIELDS: [(&str, &str); 6] = [
    ("loai", "bao-cao"),
    ("co_quan", "ubnd"),
    ("so", "5"),
    ("ngay", "2025-12-05"),
    ("trich_yeu", "Kết quả công tác"),
    ("noi_dung", "Nội dung."),
];

const FIGURES: &str = "ky_bao_cao: năm 2025\ndu_lich:\n  luot_khach: 262.000\n  khach_quoc_te: ?\n";

/// What documents that are named have in common.
const HEAD: &str = "co_quan: ubnd\ntrich_yeu: Về công tác dân vận\nnoi_dung: Nội dung.\n";

const DRAWING: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>"#;

/// The verbs that tell of rules.
const DOORS: [&[&str]; 3] = [
    &["build", "nam-2025/bao-cao.yaml"],
    &["build", "nam-2025/bao-cao.yaml", "--final"],
    &["new-period", "nam-2026", "--from", "nam-2025"],
];

/// A workspace in which these lines stand in this file.
fn workspace(file: &str, lines: &str) -> Project {
    let is_written = |key: &str| lines.lines().any(|line| line.starts_with(&format!("{key}:")));
    let fields = FIELDS.iter().filter(|(key, _)| file != "bao-cao.yaml" || !is_written(key));
    let mut document: String = fields.map(|(key, value)| format!("{key}: {value}\n")).collect();
    let mut office = OFFICE.to_owned();
    let changed = if file == "bao-cao.yaml" { &mut document } else { &mut office };
    changed.push_str(lines);
    changed.push('\n');
    Project::empty()
        .file("co-quan.yaml", office)
        .file("nam-2025/so-lieu.yaml", FIGURES)
        .file("nam-2025/so-do.svg", DRAWING)
        .file("nam-2025/to-trinh.yaml", format!("loai: to-trinh\n{HEAD}so: 7\nngay: 2025-12-04\n"))
        .file("nam-2025/ke-hoach.yaml", format!("loai: ke-hoach\n{HEAD}"))
        .file("nam-2025/bao-cao.yaml", document)
}

/// What a verb tells of a workspace.
fn told(project: &Project, door: &[&str]) -> String {
    String::from_utf8(project.run(door).stderr).unwrap()
}

#[test]
fn examples_of_every_rule_show_what_it_finds() {
    for Example { code, file, wrong, right } in RULES.iter().flat_map(|rule| rule.examples) {
        let mark = format!("[{}]", code.id);
        let project = workspace(file, wrong);
        let door = DOORS.into_iter().find(|door| told(&project, door).contains(&mark));
        let door = door.unwrap_or_else(|| panic!("{mark} not found in {wrong:?}"));
        let without = told(&workspace(file, right), door);
        assert!(!without.contains(&mark), "{mark} found in {right:?}:\n{without}");
    }
}

#[test]
fn every_code_is_of_one_rule_and_has_an_example_there() {
    for rule in &RULES {
        for code in rule.codes {
            assert_eq!(RULES.iter().filter(|other| other.codes.contains(code)).count(), 1, "{}", code.id);
            assert!(rule.examples.iter().any(|example| example.code == *code), "{}", code.id);
        }
        assert!(rule.examples.iter().all(|example| rule.codes.contains(&example.code)));
    }
    assert!(RULES.iter().any(|rule| rule.codes.contains(&codes::STALE_WORDS)));
}
