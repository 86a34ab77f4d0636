//! Every kind of the decree: it builds from its own fields, with short and very long names; fields of other kinds are
//! refused, missing ones named; everyday words for a kind are understood; the register passes over what has no number.

use vanthu::archive::{Archive, ObjectKey};
use vanthu::base::io::workspace::Workspace;
use vanthu::domain::document::kind::{ALL, Kind};
use vanthu::operations::common::options::Options;

use crate::support::kinds::{own, whole};
use crate::support::measure::words;
use crate::support::pages::{bodies, file_name};
use crate::support::{Project, squeezed, turns};

#[test]
fn every_kind_prints_each_word_once_written_with_short_and_very_long_names() {
    let project = Project::new();
    let mut session = project.session();
    for (i, kind) in ALL.into_iter().enumerate() {
        let lengths = [1, 12, 60].into_iter().enumerate();
        for count in lengths.filter(|(n, _)| turns(0, 1) == 1 || i % 3 == *n).map(|(_, count)| count) {
            std::fs::write(project.path().join("a.yaml"), whole(kind, count)).unwrap();
            // the guard on finished pages compares every word of the document with the pages
            let built = session.build("a.yaml", &Options { is_final: true, ..Options::default() });
            assert!(!built.findings.has_errors(), "{} {count}: {:#?}", kind.key, built.findings);
        }
    }
}

#[test]
fn every_field_of_its_own_stands_on_the_page() {
    for kind in ALL {
        let project = Project::new().file("a.yaml", whole(kind, 2));
        let pages = project.pages("a.yaml");
        let text =
            squeezed(&pages.iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect::<String>());
        for part in own(kind).split('\'').filter_map(|part| part.strip_prefix("@ ")) {
            let shown = |part: &str| text.to_lowercase().contains(&squeezed(&part.to_lowercase()));
            assert!(shown(&format!("{} {part}", words(2))), "{}: {part}\n{text}", kind.key);
        }
    }
}

#[test]
fn a_field_that_is_missing_is_named_with_the_line_to_add() {
    for kind in ALL {
        let lines = format!("loai: {}\nco_quan: ubnd\n", kind.key);
        let told = String::from_utf8(Project::new().file("a.yaml", &lines).run(&["build", "a.yaml"]).stderr).unwrap();
        assert!(!told.contains("W99"), "{}\n{told}", kind.key);
        let required = own(kind).lines().filter_map(|line| line.split_once(':').map(|(key, _)| key));
        let optional = ["chu_tri", "cuoc_hop", "noi_xac_nhan", "kinh_gui"];
        for key in required.filter(|key| !key.starts_with(' ') && !optional.contains(key)) {
            let is_optional = key == "chu_tri" && kind.key == "giay-moi"
                || key == "dia_diem" && own(kind).contains("cac_ben")
                || key == "cac_van_ban" && kind.key == "phieu-bao";
            let named = told.contains(&format!("thiếu mục `{key}`")) && told.contains(&format!("thêm dòng `{key}: …`"));
            assert!(named || is_optional, "{} {key}\n{told}", kind.key);
        }
    }
}

#[test]
fn a_field_of_another_kind_is_refused_where_it_stands() {
    let report = "loai: bao-cao\nco_quan: ubnd\ntrich_yeu: Một\nnoi_dung: Hai.\n";
    for (lines, told_of) in [
        (format!("{report}thoi_gian: 08 giờ\n"), "báo cáo không có phần `thoi_gian`"),
        (format!("{report}kinh_moi: Ông An\n"), "đổi tên mục thành `kinh_gui`"),
        (format!("{report}cac_ben: [{{ten: A, dai_dien: B}}]\n"), "chỉ có trong hợp đồng, bản ghi nhớ, bản thỏa thuận"),
        (whole(*find("giay-moi"), 1) + "kinh_gui: Ông An\n", "đổi tên mục thành `kinh_moi`"),
        (whole(*find("bien-ban"), 1) + "dia_danh: Hoa Đào\n", "nơi họp ghi ở `dia_diem`"),
        (whole(*find("giay-gioi-thieu"), 1) + "trich_yeu: Một\n", "không có trích yếu"),
        (whole(*find("thu-cong"), 1) + "so: 5\n", "thư công không có số và ký hiệu"),
    ] {
        let told = String::from_utf8(Project::new().file("a.yaml", &lines).run(&["build", "a.yaml"]).stderr).unwrap();
        assert!(told.contains("lỗi[D14]") && told.contains(told_of), "{told}");
    }
}

fn find(key: &str) -> &'static Kind {
    ALL.iter().find(|kind| kind.key == key).unwrap()
}

#[test]
fn an_everyday_word_for_a_kind_gets_the_kind_offered() {
    for (said, key) in
        [("Giấy mời họp", "giay-moi"), ("biên bản họp", "bien-ban"), ("CV", "cong-van"), ("QĐ", "quyet-dinh")]
    {
        let lines = format!("loai: {said}\nco_quan: ubnd\ntrich_yeu: Một\nnoi_dung: Hai.\n");
        let project = Project::new().file("a.yaml", &lines);
        let told = String::from_utf8(project.run(&["build", "a.yaml"]).stderr).unwrap();
        assert!(told.contains(&format!("có phải `{key}`?")), "{told}");
        let told = String::from_utf8(project.run(&["new", said]).stderr).unwrap();
        assert!(told.contains(&format!("có phải `{key}`?")), "{told}");
    }
}

#[test]
fn a_time_that_changes_is_told_by_diff_and_marked_in_the_redline() {
    let old = whole(*find("giay-moi"), 1);
    let project = Project::new().file("a.yaml", &old).file("b.yaml", old.replace(" giờ'", " giờ chiều'"));
    let output = project.run(&["diff", "a.yaml", "b.yaml", "--redline", "x.pdf"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("thời gian") && told.contains("chiều"), "{told}");
    assert!(project.path().join("x.pdf").is_file());
}

#[test]
fn what_has_no_number_is_neither_numbered_nor_finalized_and_gets_no_number_kept() {
    let project = Project::new().file("a.yaml", whole(*find("thu-cong"), 1));
    for args in [&["number", "a.yaml"][..], &["finalize", "a.yaml"], &["finalize", "a.yaml", "--paper"]] {
        let output = project.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("lỗi[S22]: thư công không có số và ký hiệu"), "{args:?} {told}");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
    }
    assert_eq!(project.run(&["build", "a.yaml", "--final"]).status.code(), Some(0));
}

#[test]
fn a_record_of_an_issued_invitation_carries_its_fields() {
    let project = Project::new().file("a.yaml", whole(*find("giay-moi"), 1).replace("so: 5\n", ""));
    for args in [&["number", "a.yaml"][..], &["finalize", "a.yaml"]] {
        let output = project.run(args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let archive = Archive::of(&Workspace::containing(project.path()).unwrap());
    let key = ObjectKey::parse("2025/giay-moi/01-gm-ubnd").unwrap();
    let metadata = archive.store().file(&key, 1, "sieu-du-lieu.json").unwrap().unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    assert!(metadata.contains("\"muc_rieng\"") && metadata.contains("\"thoi_gian\": ["), "{metadata}");
}

#[test]
fn the_page_of_kinds_is_true() {
    let page = "docs/loai-van-ban.md";
    let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    assert!(ALL.iter().all(|kind| text.contains(&format!("`{}`", kind.key))));
    let project = Project::empty();
    for line in bodies(page, "sh").concat().lines() {
        let args: Vec<&str> = line.split(' ').skip(1).collect();
        let output = project.run(&args);
        assert_eq!(output.status.code(), Some(0), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    for body in bodies(page, "yaml") {
        let name = file_name(&body).unwrap().to_owned();
        let built = Project::new().file(&name, &body).build(&name);
        assert!(built.findings.iter().next().is_none(), "{name}: {:#?}", built.findings);
    }
}
