//! Whatever a sentence, table or chart reads and is still to come is reported, once a value: N04 in drafts, N05 at last.

use std::collections::BTreeSet;

use vanthu::base::finding::{Finding, codes};

use crate::support::{Project, report};

/// An indicator of which one value is still to come, and the other values known.
fn figures(missing: &str) -> String {
    let values = ["ke_hoach", "thuc_hien", "cung_ky", "ky_truoc"];
    let value = |key: &&str| format!("    {key}: {}\n", if *key == missing { "?" } else { "10" });
    let own: String = values.iter().map(value).collect();
    format!(
        "ky_bao_cao: năm 2026\nn:\n  a:\n    ten: A\n{own}  b: {{thuc_hien: 4, ke_hoach: 4, cung_ky: 4, ky_truoc: 4}}\n  tong: {{la_tong: có}}\n"
    )
}

/// What a draft with this text reports as missing.
fn missing(figures: &str, text: &str) -> Vec<Finding> {
    let project = Project::new().file("nam-2026/so-lieu.yaml", figures).file("nam-2026/bao-cao.yaml", report(text));
    missing_of(&project, "nam-2026/bao-cao.yaml")
}

fn missing_of(project: &Project, path: &str) -> Vec<Finding> {
    let (document, findings) = project.session().load(path);
    assert!(document.is_some(), "{path} {findings:?}");
    findings.into_iter().filter(|finding| finding.code == codes::MISSING_FIGURE).collect()
}

#[test]
fn every_reader_reports_exactly_the_values_it_reads() {
    let table = |columns: &str| format!("```bang\nnhom: n\ncot: [ten, {columns}]\ntong: Cộng\n```");
    let chart = |more: &str| format!("```bieu_do\nchu_thich: C\nchi_tieu: [n.a, n.b]\n{more}\n```");
    let readers: Vec<(String, &[&str])> = vec![
        ("{{ n.a }}".to_owned(), &["thuc_hien"]),
        ("{{ n.a.ke_hoach|so_le(1) }}".to_owned(), &["ke_hoach"]),
        ("{{ n.a.so_ke_hoach }}".to_owned(), &["thuc_hien", "ke_hoach"]),
        ("{{ n.a.tang_giam }}".to_owned(), &["thuc_hien", "cung_ky"]),
        ("{{ n.a + n.b }}".to_owned(), &["thuc_hien"]),
        ("{{ n.a.ten }}".to_owned(), &[]),
        (table("thuc_hien"), &["thuc_hien"]),
        (table("ke_hoach"), &["ke_hoach"]),
        (table("cung_ky"), &["cung_ky"]),
        (table("ky_truoc"), &["ky_truoc"]),
        (table("so_ke_hoach"), &["thuc_hien", "ke_hoach"]),
        (table("so_cung_ky, tang_giam"), &["thuc_hien", "cung_ky"]),
        (table("chenh_lech"), &["thuc_hien", "cung_ky"]),
        (table("ty_trong"), &["thuc_hien"]),
        (table("nguon, ghi_chu"), &[]),
        (chart(""), &["thuc_hien"]),
        (chart("so: [ke_hoach, cung_ky]"), &["ke_hoach", "cung_ky"]),
        (chart("kieu: tien_do"), &["thuc_hien", "ke_hoach"]),
        (chart("kieu: tron"), &["thuc_hien"]),
    ];
    for (text, reads) in readers {
        for value in ["ke_hoach", "thuc_hien", "cung_ky", "ky_truoc", "nothing"] {
            let found = missing(&figures(value), &text);
            // a total of what is still to come is itself still to come
            let of_a: Vec<&Finding> = found.iter().filter(|finding| finding.message.contains("`n.a`")).collect();
            assert_eq!(of_a.len(), usize::from(reads.contains(&value)), "{text}\n{value} {found:#?}");
            let told: BTreeSet<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
            assert_eq!(told.len(), found.len(), "{text}\n{value} {found:#?}");
            assert!(reads.contains(&value) || found.is_empty(), "{text}\n{value} {found:#?}");
        }
    }
}

#[test]
fn a_value_that_many_places_read_is_told_once_with_all_of_them() {
    let text = "{{ n.a }} và {{ n.a }}\n\n{{ n.a.so_ke_hoach }}\n\n```bang\nnhom: n\ncot: [ten, thuc_hien]\n```";
    let found = missing(&figures("thuc_hien"), text);
    let of_a: Vec<&Finding> = found.iter().filter(|finding| finding.message.contains("`n.a`")).collect();
    let [finding] = of_a[..] else { panic!("{found:#?}") };
    assert!(finding.message.ends_with("chưa có, dùng ở dòng 9, 11, 13"), "{}", finding.message);
    // many values are one finding, which loses none of their places
    let many: String = (1..=8).map(|n| format!("  k{n}: ?\n")).collect();
    let text = "{{ n.k1 }} {{ n.k2 }} {{ n.k3 }}\n{{ n.k4 }} {{ n.k5 }} {{ n.k6 }} {{ n.k7 }}\n\n{{ n.k1 }}";
    let found = missing(&format!("ky_bao_cao: năm 2026\nn:\n{many}"), text);
    let [finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(finding.message, "7 số liệu chưa có");
    let hint = finding.hints.concat();
    assert!((1..=7).all(|n| hint.contains(&format!("`n.k{n}`"))) && hint.contains("`n.k1` (dòng 9, 12)"), "{hint}");
}

#[test]
fn the_final_version_refuses_every_value_still_to_come() {
    let text = "```bang\nnhom: n\ncot: [ten, so_ke_hoach, ky_truoc]\n```";
    let project =
        Project::new().file("nam-2026/so-lieu.yaml", figures("ke_hoach")).file("nam-2026/bao-cao.yaml", report(text));
    assert_eq!(project.run(&["build"]).status.code(), Some(0));
    let told = project.run(&["build", "--final"]);
    let text = String::from_utf8(told.stderr).unwrap();
    assert_eq!(told.status.code(), Some(1));
    assert_eq!(text.matches("N05").count(), 1, "{text}"); // the total above it awaits nothing else
}

#[test]
fn a_month_still_to_come_is_missing_from_every_sum_over_months() {
    let month = |n: u32, value: &str| {
        (format!("thang-{n}/so-lieu.yaml"), format!("ky_bao_cao: tháng {n} năm 2026\nn:\n  a: {value}\n"))
    };
    let mut project = Project::new();
    for (path, text) in [month(1, "5"), month(2, "?"), month(3, "7")] {
        project = project.file(&path, text);
    }
    let quarter = "ky_bao_cao: quý I năm 2026\nn:\n  a: {cong_don: có}\n  b: {thuc_hien: 1}\n  tong: {la_tong: có}\n";
    let text = "{{ n.a }} và {{ n.tong }}\n\n```bang\nnhom: n\ncot: [ten, thuc_hien]\n```";
    let project = project.file("quy-1/so-lieu.yaml", quarter).file("quy-1/bao-cao.yaml", report(text));
    let project = project.file("thang-3/bao-cao.yaml", report("{{ n.a.luy_ke }}"));
    for (path, count) in [("quy-1/bao-cao.yaml", 1), ("thang-3/bao-cao.yaml", 1)] {
        let found = missing_of(&project, path);
        assert_eq!(found.len(), count, "{path} {found:#?}");
        assert!(found[0].hints.concat().contains("`thang-2/so-lieu.yaml`"), "{found:#?}");
    }
}

#[test]
fn a_total_waits_for_its_parts_and_says_so_once() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {ten: A, nguon: Phòng A, thuc_hien: ?}\n  con:\n    b: ?\n    c: 3\n    \
                   tong: {la_tong: có}\n  tong: {la_tong: có, thuc_hien: ?}\n";
    for text in [
        "{{ n.tong }}",
        "{{ n.tong.kem_don_vi }}",
        "```bang\nchi_tieu: n.tong\n```",
        "```bang\nnhom: n\ntong: Cộng\n```",
    ] {
        let found = missing(figures, text);
        let told: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(told, ["số liệu `n.a` chưa có", "số liệu `n.con.b` chưa có"], "{text}");
        assert!(found[0].hints.concat().contains("Phòng A"), "{found:#?}");
    }
    // of the period compared with, in its own file; a total without parts for itself
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nn:\n  a: ?\n")
        .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\nn:\n  a: 5\n")
        .file("nam-2026/bao-cao.yaml", report("{{ n.a.tang_giam }} {{ n.a.cung_ky }}"));
    let project = project.file("chung.yaml", "hop: {ngay: ?}\n");
    let found = missing_of(&project, "nam-2026/bao-cao.yaml");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.starts_with("số liệu `n.a` (năm 2025) chưa có"), "{found:#?}");
    let fact = project.file("nam-2026/b.yaml", report("Họp {{ hop.ngay }}."));
    let found = missing_of(&fact, "nam-2026/b.yaml");
    assert_eq!(found[0].hints.concat(), "ghi số vào `chung.yaml`", "{found:#?}");
}

#[test]
fn a_total_adds_what_the_rows_show_whatever_they_are_made_of() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {thuc_hien: 5, uoc_thuc_hien: 9}\n  b: {uoc_thuc_hien: 4}\n  \
                   con:\n    c: {thuc_hien: 2}\n    d: {thuc_hien: 1}\n    tong: {la_tong: có}\n  tong: {la_tong: có}\n";
    let text = "{{ n.tong }}; {{ n.con.tong }}\n\n```bang\nnhom: n\ncot: [thuc_hien]\ntong: Cộng\n```";
    let project = Project::new().file("nam-2026/so-lieu.yaml", figures).file("nam-2026/bao-cao.yaml", report(text));
    let (document, findings) = project.session().load("nam-2026/bao-cao.yaml");
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let words: Vec<String> = document.body.texts().into_iter().map(|text| text.value.clone()).collect();
    assert_eq!(words[0], "12; 3");
    assert_eq!(words.last().map(String::as_str), Some("12"), "{words:?}");
}

#[test]
fn a_chart_over_periods_names_the_file_of_each_period_that_lacks_a_value() {
    let project = Project::new()
        .file("nam-2024/so-lieu.yaml", "ky_bao_cao: năm 2024\nn:\n  b: 3\n")
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nn:\n  a: ?\n")
        .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\nn:\n  a: 3\n")
        .file(
            "nam-2026/bao-cao.yaml",
            report("```bieu_do\nchu_thich: C\nchi_tieu: n.a\nky: [nam-2024, nam-2025, nam-2026]\n```"),
        );
    let found = missing_of(&project, "nam-2026/bao-cao.yaml");
    let hints: Vec<&str> = found.iter().map(|finding| &*finding.hints[0]).collect();
    assert_eq!(hints, ["ghi số vào `nam-2024/so-lieu.yaml`", "ghi số vào `nam-2025/so-lieu.yaml`"], "{found:?}");
}

#[test]
fn many_values_of_one_file_are_one_finding_that_names_each() {
    let keys: Vec<String> = (1..=9).map(|n| format!("c{n}")).collect();
    let rows: String = keys.iter().map(|key| format!("  {key}: ?\n")).collect();
    let figures = format!("ky_bao_cao: năm 2026\nn:\n{rows}thue:\n  nguon: Thuế cơ sở\n  thu: ?\n");
    let text: String = keys.iter().map(|key| format!("Đạt {{{{ n.{key} }}}}.\n")).collect();
    let text = format!("{text}Thu {{{{ thue.thu }}}}; lại {{{{ n.c1 }}}}.\n");
    let found = missing(&figures, &text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.starts_with("10 số liệu"), "{found:#?}");
    let hints = found[0].hints.join("\n");
    assert!(keys.iter().all(|key| hints.contains(&format!("`n.{key}`"))), "{hints}");
    assert!(hints.contains("Thuế cơ sở: `thue.thu`"), "{hints}");
    assert_eq!(hints.matches("`n.c1`").count(), 1);
    let project = Project::new().file("nam-2026/so-lieu.yaml", figures).file("nam-2026/bao-cao.yaml", report(&text));
    let told = project.run(&["build", "--final"]);
    let told = (told.status.code(), String::from_utf8(told.stderr).unwrap());
    assert_eq!((told.0, told.1.matches("N05").count()), (Some(1), 1), "{}", told.1);
}
