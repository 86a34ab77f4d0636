//! `vanthu diff` as a clerk meets it: files, folders, git and records; exit codes; views and pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use vanthu::compare::Reading;

use crate::support::{OFFICE, Project, report};

const OLD: &str = "Năm qua, phường hoàn thành các chỉ tiêu chính.\n\n## KINH TẾ\n\nThu ngân sách tăng 8,5% so với năm trước, vượt kế hoạch được giao từ đầu năm.\n\nChợ mới hoạt động ổn định.";

fn new() -> String {
    OLD.replace("8,5%", "9,2%").replace("## KINH TẾ", "## CHỈ ĐẠO\n\nPhường họp giao ban hằng tuần.\n\n## KINH TẾ")
}

fn run(project: &Project, args: &[&str]) -> (i32, String, String) {
    let output = project.run(args);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn git(folder: &Path, args: &[&str]) {
    let status = Command::new("git")
        .args(["-c", "user.name=vt", "-c", "user.email=vt@example.vn", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
        .status;
    assert!(status.success(), "git {args:?}");
}

/// A workspace kept in git, changed since.
fn kept() -> Project {
    let project = Project::new().file("a.yaml", report(OLD)).file("thang-12/b.yaml", report("Hai."));
    git(project.path(), &["init", "-q"]);
    git(project.path(), &["add", "-A"]);
    git(project.path(), &["commit", "-qm", "một"]);
    project.file("a.yaml", report(&new())).file("thang-12/c.yaml", report("Ba."))
}

#[test]
fn two_files_are_compared_and_the_exit_code_says_so() {
    let project = Project::new().file("a.yaml", report(OLD)).file("b.yaml", report(&new()));
    let (code, stdout, stderr) = run(&project, &["diff", "a.yaml", "b.yaml"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    insta::assert_snapshot!(stdout);
    let (code, stdout, stderr) = run(&project, &["diff", "a.yaml", "a.yaml"]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "a.yaml\ngiống nhau\n", ""));
}

#[test]
fn json_tells_the_same() {
    let project = Project::new().file("a.yaml", report(OLD)).file("b.yaml", report(&new()));
    let (code, stdout, _) = run(&project, &["diff", "a.yaml", "b.yaml", "--json"]);
    assert_eq!(code, 1);
    let found: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(found["ket_qua"]["van_ban"][0]["trang_thai"], "khac");
    let changes = found["ket_qua"]["van_ban"][0]["thay_doi"].as_array().unwrap();
    let kinds: Vec<&str> = changes.iter().map(|change| change["loai"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["them", "danh_so_lai", "sua"]);
    assert_eq!(changes[2]["chu"][1], json!({ "bot": "8,5%" }));
}

#[test]
fn a_revision_of_git_and_whole_folders_are_compared() {
    let project = kept();
    let (code, stdout, stderr) = run(&project, &["diff", "a.yaml@HEAD", "a.yaml"]);
    assert_eq!((code, stderr.as_str()), (1, ""), "{stdout}");
    assert!(stdout.contains("[-8,5%-]{+9,2%+}"), "{stdout}");
    let (code, stdout, stderr) = run(&project, &["diff", ".@HEAD", "."]);
    assert_eq!((code, stderr.trim()), (1, "2 văn bản khác, 1 văn bản giống"), "{stdout}");
    assert!(stdout.ends_with("thang-12/c.yaml: chỉ có ở bản mới\n"), "{stdout}");
    let (code, stdout, _) = run(&project, &["diff", ".", ".@HEAD"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("thang-12/c.yaml: chỉ có ở bản cũ\n"), "{stdout}");
    let (code, ..) = run(&project, &["diff", "thang-12/b.yaml@HEAD", "thang-12/b.yaml"]);
    assert_eq!(code, 0);
}

#[test]
fn a_file_that_is_gone_is_still_in_git() {
    let project = kept();
    fs::remove_dir_all(project.path().join("thang-12")).unwrap();
    let (code, stdout, stderr) = run(&project, &["diff", "thang-12/b.yaml@HEAD", "a.yaml"]);
    assert_eq!((code, stderr.as_str()), (1, ""), "{stdout}");
}

#[test]
fn a_record_of_a_build_is_the_old_version() {
    let project = Project::new().file("a.yaml", report(OLD));
    run(&project, &["build", "a.yaml"]);
    let project = project.file("a.yaml", report(&new()));
    for old in ["out/a.vanthu.json", "out/a.pdf"] {
        let (code, stdout, stderr) = run(&project, &["diff", old, "a.yaml", "--redline", "x.pdf"]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stdout.contains("[-8,5%-]{+9,2%+}"), "{stdout}");
    }
    assert!(fs::read(project.path().join("x.pdf")).unwrap().starts_with(b"%PDF"));
    run(&project, &["build", "a.yaml"]);
    let (code, stdout, _) = run(&project, &["diff", "out/a.pdf", "a.yaml"]);
    assert_eq!(code, 0, "{stdout}");
}

#[test]
fn views_are_three_pdfs() {
    let project = Project::new().file("a.yaml", report(OLD)).file("b.yaml", report(&new()));
    let (code, _, stderr) = run(&project, &["diff", "a.yaml", "b.yaml", "--view", "goc,sua,sach", "--out", "xem"]);
    assert_eq!(code, 1);
    assert_eq!(stderr, "đã ghi xem/b-goc.pdf\nđã ghi xem/b-sua.pdf\nđã ghi xem/b-sach.pdf\n");
    let pdf = |name: &str| fs::read(project.path().join(name)).unwrap();
    assert_ne!(pdf("xem/b-sua.pdf"), pdf("xem/b-sach.pdf"));
    run(&project, &["build", "b.yaml"]);
    assert_eq!(pdf("xem/b-sach.pdf"), pdf("out/b.pdf"));
}

#[test]
fn pages_are_compared_as_pictures() {
    let long =
        |first: &str| format!("{first}\n\n<!-- sang trang -->\n\nTrang hai.").replace("<!-- sang trang -->", "---");
    let three = format!("{}\n\n---\n\nTrang ba.", long("Trang một đã sửa."));
    let project = Project::new().file("a.yaml", report(&long("Trang một."))).file("b.yaml", report(&three));
    let (code, stdout, stderr) = run(&project, &["diff", "a.yaml", "b.yaml", "--pages", "--out", "trang"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(stdout.ends_with("0 trang giống, 2 trang khác (1, 2), 1 trang thêm (3), 0 trang bớt\n"), "{stdout}");
    let picture = fs::read(project.path().join("trang/b-trang-01.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert!(info.width > info.height, "hai trang cạnh nhau");
    let (code, stdout, _) = run(&project, &["diff", "a.yaml", "a.yaml", "--pages"]);
    assert_eq!((code, stdout.lines().last().unwrap()), (0, "2 trang giống, 0 trang khác, 0 trang thêm, 0 trang bớt"));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let project = kept().file("hong.vanthu.json", "{}").file("loi.yaml", "loai: bao-cao\n");
    let outside = Project::empty().file("co-quan.yaml", OFFICE).file("a.yaml", report("Một."));
    let mut all = String::new();
    for (project, args) in [
        (&project, &["a.yaml@khong-co", "a.yaml"][..]),
        (&project, &["a.yaml@-x", "a.yaml"]),
        (&project, &["a.yaml@", "a.yaml"]),
        (&project, &["thang-12/c.yaml@HEAD", "a.yaml"]),
        (&outside, &["a.yaml@HEAD", "a.yaml"]),
        (&project, &["hong.vanthu.json", "a.yaml"]),
        (&project, &["khong-co.pdf", "a.yaml"]),
        (&project, &["thang-12", "a.yaml"]),
        (&project, &["khong-co.yaml", "cung-khong.yaml"]),
        (&project, &["thang-12", "thang-12", "--redline", "x.pdf"]),
        (&project, &["loi.yaml", "a.yaml"]),
    ] {
        let (code, stdout, stderr) = run(project, &[&["diff"], args].concat());
        assert_eq!((code, stdout.as_str()), (2, ""), "{args:?}");
        all += &format!("$ vanthu diff {}\n{stderr}\n", args.join(" "));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_record_has_no_pages_of_its_own() {
    let project = Project::new().file("a.yaml", report(OLD));
    let reading = Reading::of(&project.session().load("a.yaml").0.unwrap());
    let project = project.file("a.vanthu.json", json!({ "noi_dung": reading }).to_string());
    let (code, _, stderr) = run(&project, &["diff", "a.vanthu.json", "a.yaml", "--pages"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("W13"), "{stderr}");
}
