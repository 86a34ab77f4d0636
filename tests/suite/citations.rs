//! `{{ van_ban("…").vien_dan }}`: documents that name one another, from blank to number, and who is built again then.

use std::fs;

use crate::support::Project;
use crate::support::measure::lines;
use crate::support::pages;
use crate::support::watching::Watching;

/// A document of these lines with a plain end.
fn document(kind: &str, head: &str, body: &str) -> String {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!("loai: {kind}\nco_quan: ubnd\n{head}nguoi_ky: ct-ubnd\nnoi_nhan: chung\nnoi_dung: |\n{body}")
}

const NUMBERED: &str = "so: 7\nngay: 2025-12-08\ntrich_yeu: Về việc thông qua Kế hoạch năm 2026\n";

/// A project whose `ky-hop/a.yaml` has this text and names others.
fn project(body: &str) -> Project {
    Project::new()
        .file("ky-hop/a.yaml", document("bao-cao", "so: 9\nngay: 2025-12-19\ntrich_yeu: Kết quả công tác\n", body))
        .file("ky-hop/to-trinh.yaml", document("to-trinh", NUMBERED, "Một."))
        .file("ky-hop/du-thao.yaml", document("ke-hoach", "ngay: 2025-12\ntrich_yeu: Phát triển kinh tế\n", "Hai."))
}

fn text(project: &Project, path: &str) -> String {
    lines(&project.pages(path)).iter().map(|line| line.text() + " ").collect::<String>().replace('\u{a0}', " ")
}

fn run(project: &Project, args: &[&str]) -> (i32, String) {
    let output = project.run(args);
    let out = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code().unwrap(), out)
}

#[test]
fn a_document_is_named_whole_first_and_short_afterwards() {
    let call = "{{ van_ban(\"to-trinh\").vien_dan }}";
    let project = project(&format!("Xét {call}.\n\nTheo {call}, {{{{ van_ban('ky-hop/to-trinh').vien_dan }}}}."));
    let found = text(&project, "ky-hop/a.yaml");
    let whole = "Xét Tờ trình số 07/TTr-UBND ngày 08 tháng 12 năm 2025 của Ủy ban nhân dân phường Hoa Đào về việc thông qua Kế hoạch năm 2026.";
    assert!(found.contains(whole), "{found}");
    assert!(found.contains("Theo Tờ trình số 07/TTr-UBND, Tờ trình số 07/TTr-UBND."), "{found}");
}

#[test]
fn grounds_name_it_before_the_text_and_parts_can_be_asked_for() {
    let parts = "{{ van_ban(\"to-trinh\").so_ky_hieu }}|{{ van_ban(\"to-trinh\").ngay|ngay_ngan }}|{{ van_ban(\"to-trinh\").trich_yeu }}|\
                 {{ van_ban(\"to-trinh\").co_quan }}|{{ van_ban(\"to-trinh\").ten_loai }}|{{ van_ban(\"to-trinh\").vien_dan }}";
    let head = "so: 9\nngay: 2025-12-19\ntrich_yeu: Về nhiệm vụ\ntham_quyen: CHỦ TỊCH\ncan_cu: ['Xét {{ van_ban(\"to-trinh\").vien_dan }}']\n";
    let project = project("x").file("ky-hop/b.yaml", document("quyet-dinh", head, &format!("#\n\n{parts}")));
    let found = text(&project, "ky-hop/b.yaml");
    assert!(found.contains("Xét Tờ trình số 07/TTr-UBND ngày 08 tháng 12 năm 2025 của"), "{found}");
    let want = "07/TTr-UBND|08/12/2025|Về việc thông qua Kế hoạch năm 2026|Ủy ban nhân dân phường Hoa Đào|Tờ trình|Tờ trình số 07/TTr-UBND";
    assert!(found.replace("| ", "|").replace(" |", "|").contains(want), "{found}");
}

#[test]
fn what_has_no_number_leaves_a_blank_that_a_final_document_refuses() {
    let project = project("Theo {{ van_ban(\"du-thao\").vien_dan }}.\n\nVà {{ van_ban(\"du-thao\").vien_dan }}.");
    let found = text(&project, "ky-hop/a.yaml");
    assert!(found.contains("Theo Kế hoạch số …/KH-UBND ngày … tháng 12 năm 2025 của"), "{found}");
    assert!(found.contains("về phát triển kinh tế."), "{found}");
    let told = String::from_utf8(project.run(&["build", "ky-hop/a.yaml"]).stderr).unwrap();
    insta::assert_snapshot!("cited_without_number", told);
    let (status, told) = run(&project, &["build", "ky-hop/a.yaml", "--final"]);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("lỗi[D41]") && told.contains("`vanthu number ky-hop/du-thao.yaml`"), "{told}");
    // the next step, to the letter
    assert_eq!(run(&project, &["number", "ky-hop/du-thao.yaml", "--date", "2025-12-10"]).0, 0);
    let (status, told) = run(&project, &["build", "ky-hop", "--final", "--explain"]);
    assert_eq!(status, 0, "{told}");
    assert!(text(&project, "ky-hop/a.yaml").contains("Kế hoạch số 01/KH-UBND ngày 10 tháng 12 năm 2025 của"));
}

#[test]
fn a_change_of_what_is_named_builds_the_other_again_and_says_so() {
    let project = project("Theo {{ van_ban(\"to-trinh\").vien_dan }}.");
    assert_eq!(run(&project, &["build", "ky-hop/a.yaml", "ky-hop/to-trinh.yaml"]).0, 0);
    assert!(run(&project, &["build", "ky-hop/a.yaml", "--explain"]).1.contains("không có gì đổi"));
    let path = project.path().join("ky-hop/to-trinh.yaml");
    let before = fs::read_to_string(&path).unwrap();
    fs::write(&path, before.replace("Một.", "Hai.")).unwrap();
    let told = run(&project, &["build", "ky-hop/a.yaml", "--explain"]).1;
    assert!(told.contains("`ky-hop/to-trinh.yaml` đã đổi") && told.contains("không đổi"), "{told}");
    fs::write(&path, before.replace("so: 7", "so: 17")).unwrap();
    let told = run(&project, &["build", "ky-hop/a.yaml"]).1;
    assert!(told.contains("ky-hop/to-trinh.yaml#vien_dan: Tờ trình số 07/TTr-UBND"), "{told}");
    let told = run(&project, &["impact", "ky-hop/to-trinh.yaml"]).1;
    assert!(told.contains("ky-hop/a.yaml:9"), "{told}");
}

#[test]
fn a_finalized_document_that_names_a_changed_one_is_told() {
    let project = project("Theo {{ van_ban(\"to-trinh\").vien_dan }}.");
    for args in [&["number", "ky-hop/a.yaml"][..], &["build", "ky-hop/a.yaml"], &["finalize", "ky-hop/a.yaml"]] {
        let (status, told) = run(&project, args);
        assert_eq!(status, 0, "{args:?} {told}");
    }
    let path = project.path().join("ky-hop/to-trinh.yaml");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("so: 7", "so: 8")).unwrap();
    let told = run(&project, &["build", "ky-hop/a.yaml"]).1;
    assert!(told.contains("S14") && told.contains("`ky-hop/to-trinh.yaml` đã đổi từ đó"), "{told}");
    // what was kept with it gives the same bytes again
    let (status, told) = run(&project, &["archive", "rebuild-document", "09/BC-UBND"]);
    assert_eq!(status, 0, "{told}");
}

#[test]
fn names_are_looked_for_in_the_folder_first_and_then_anywhere() {
    let project =
        project("Theo {{ van_ban(\"to-trinh\").vien_dan_ngan }} và {{ van_ban(\"chi-thi\").vien_dan_ngan }}.")
            .file("khac/to-trinh.yaml", document("to-trinh", "so: 99\nngay: 2025-01-02\ntrich_yeu: Khác\n", "Một."))
            .file("khac/chi-thi.yaml", document("chi-thi", "so: 3\nngay: 2025-01-02\ntrich_yeu: Khác\n", "Một."));
    assert!(text(&project, "ky-hop/a.yaml").contains("Theo Tờ trình số 07/TTr-UBND và Chỉ thị số 03/CT-UBND."));
    // another of the name appears: the name is no longer enough
    let (status, _) = run(&project, &["build", "ky-hop/a.yaml"]);
    assert_eq!(status, 0);
    let other = document("chi-thi", "so: 4\nngay: 2025-01-02\ntrich_yeu: Khác\n", "Một.");
    fs::write(project.path().join("chi-thi.yaml"), other).unwrap();
    let (status, told) = run(&project, &["build", "ky-hop/a.yaml"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("cited_twice_of_a_name", told);
    let text = fs::read_to_string(project.path().join("ky-hop/a.yaml")).unwrap();
    fs::write(project.path().join("ky-hop/a.yaml"), text.replace("(\"chi-thi", "(\"/chi-thi")).unwrap();
    assert_eq!(run(&project, &["build", "ky-hop/a.yaml"]).0, 0);
}

#[test]
fn what_cannot_be_named_is_told() {
    let head = |subject: &str| format!("trich_yeu: '{subject}'\n");
    let project = project(
        "{{ van_ban(\"to-trinhh\").vien_dan }}, {{ van_ban(\"to-trinh\").viendan }}, {{ van_ban(to_trinh).so }}, {{ van_ban(\"to-trinh\") }}, \
         {{ van_ban(\"hong\").so }}, {{ van_ban(\"vong-1\").so }}, {{ van_ban(\"a\").so }}, { van_ban(\"to-trinh\").so }.",
    )
    .file("ky-hop/hong.yaml", "loai: bao-cao\nco_quan: khong-co\ntrich_yeu: x\nnoi_dung: y\n")
    .file("ky-hop/vong-1.yaml", document("bao-cao", &head("Về {{ van_ban(\"vong-2\").so }}"), "Một."))
    .file("ky-hop/vong-2.yaml", document("bao-cao", &head("Về {{ van_ban(\"vong-1\").so }}"), "Hai."));
    insta::assert_snapshot!("cited_wrongly", run(&project, &["build", "ky-hop/a.yaml"]).1);
    // texts that name one another are no circle
    let project = project_of_two();
    assert_eq!(run(&project, &["build", "mot.yaml", "hai.yaml"]).0, 0);
}

fn project_of_two() -> Project {
    let text = |number: u32, other: &str| {
        let head = format!("so: {number}\nngay: 2025-12-05\ntrich_yeu: Kết quả {number}\n");
        document("bao-cao", &head, &format!("Xem {{{{ van_ban(\"{other}\").vien_dan }}}}."))
    };
    Project::new().file("mot.yaml", text(1, "hai")).file("hai.yaml", text(2, "mot"))
}

#[test]
fn a_watch_builds_what_names_the_saved_document() {
    let project = project_of_two();
    let watching = Watching::start(&project);
    watching.wait_for("out/mot.pdf");
    let path = project.path().join("hai.yaml");
    let before = fs::read(project.path().join("out/mot.pdf")).unwrap();
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("so: 2", "so: 22")).unwrap();
    watching.wait_for("out/mot.pdf");
    assert!(fs::read(project.path().join("out/mot.pdf")).unwrap() != before);
}

#[test]
fn commands_of_the_page_run() {
    let (project, documents, _) = pages::workspace("docs/vien-dan.md");
    assert_eq!(documents.len(), 3);
    for line in pages::bodies("docs/vien-dan.md", "sh").concat().lines() {
        let (verb, title) = line.split_once(" --bundle=").map_or((line, None), |(verb, title)| (verb, Some(title)));
        let mut args: Vec<String> = verb.split(' ').skip(1).map(str::to_owned).collect();
        args.extend(title.map(|title| format!("--bundle={}", title.trim_matches('"'))));
        if args[0] == "build" && args.len() == 2 {
            continue; // its pages have blanks, which is told
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (status, told) = run(&project, &args);
        assert!(status < 2, "{line} {told}");
    }
    assert!(project.path().join("out/ky-hop/tap-van-ban.pdf").is_file());
    assert!(text(&project, "ky-hop/thong-bao.yaml").contains("Tờ trình số 01/TTr-UBND ngày 08 tháng 12 năm 2025"));
}
