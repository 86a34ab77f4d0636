//! `vanthu new`: a document of every kind that builds at once, where it is written, and the profile of a new office.

use std::fs;
use std::process::Output;

use vanthu::base::finding::{Finding, codes};
use vanthu::domain::document::kind;

use crate::support::{OFFICE, Project, report, turns};

/// Runs the command for its output alone.
fn run(project: &Project, args: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let command = command.args(args).current_dir(project.path()).env_remove("COLUMNS");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Counts the places to fill in a file; its own comments begin in the first column.
fn places(project: &Project, path: &str) -> usize {
    let text = fs::read_to_string(project.path().join(path)).unwrap().to_lowercase();
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.matches("[điền").count()).sum()
}

#[test]
fn a_new_document_of_every_kind_builds_at_once() {
    for kind in kind::ALL.into_iter().step_by(turns(3, 1) as usize) {
        let project = Project::empty();
        let path = format!("{}.yaml", kind.key);
        let (code, stdout, stderr) = run(&project, &["new", kind.key]);
        let made = format!("{path}\nco-quan.yaml\nco-quan.schema.json\nkem-theo.schema.json\nvan-ban.schema.json\n");
        assert_eq!((code, stdout), (0, made));
        assert!(stderr.contains(&format!("vanthu build {path}")), "{stderr}");
        let built = project.build(&path);
        assert!(built.findings.iter().all(|finding| finding.code == codes::PLACE_TO_FILL), "{:#?}", built.findings);
        assert_eq!(built.pages, 1, "{}", kind.key);
        // of the profile what a document of this office prints: place, name of the issuer, name of the signer
        let of_office = match kind.key {
            "hop-dong" | "ban-ghi-nho" | "ban-thoa-thuan" => 0,
            "bien-ban" => 1,
            "giay-uy-quyen" => 2,
            _ => 3,
        };
        let expected = places(&project, &path) + of_office;
        // many places of one file are one finding, which names each
        let named = |finding: &Finding| finding.message.to_lowercase().matches("[điền").count();
        assert_eq!(built.findings.iter().map(named).sum::<usize>(), expected, "{} {:#?}", kind.key, built.findings);
    }
}

#[test]
fn new_never_overwrites() {
    let project = Project::new().file("a.yaml", "của tôi");
    let (code, stdout, stderr) = run(&project, &["new", "bao-cao", "a.yaml"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.starts_with("lỗi[W09]: tệp đã có, chương trình không ghi đè\n--> a.yaml"), "{stderr}");
    assert_eq!(fs::read_to_string(project.path().join("a.yaml")).unwrap(), "của tôi");
    assert_eq!(fs::read_to_string(project.path().join("co-quan.yaml")).unwrap(), OFFICE);
}

#[test]
fn new_fits_the_workspace_it_stands_in() {
    let project = Project::new().file("nam/x", "");
    for (args, made, schema) in [
        (&["new", "to-trinh", "nam"][..], "nam/to-trinh.yaml", "$schema=../van-ban.schema.json"),
        (&["new", "cong-van", "nam/quy-1/gui-so"], "nam/quy-1/gui-so.yaml", "$schema=../../van-ban.schema.json"),
        (&["new", "cong-van"], "cong-van.yaml", "$schema=van-ban.schema.json"),
    ] {
        let (code, stdout, _) = run(&project, args);
        assert_eq!((code, stdout), (0, format!("{made}\n")));
        let text = fs::read_to_string(project.path().join(made)).unwrap();
        assert!(text.lines().next().unwrap().ends_with(schema), "{text}");
        let built = project.build(made);
        assert!(built.findings.iter().all(|finding| finding.code == codes::PLACE_TO_FILL), "{:#?}", built.findings);
    }
}

#[test]
fn a_new_office_stands_above_its_periods() {
    for (folder, args, top, document, schema) in [
        ("", "thang-12/bao-cao.yaml", "", "thang-12/bao-cao.yaml", "../"),
        ("", "nam-2026/quy-1/bao-cao", "", "nam-2026/quy-1/bao-cao.yaml", "../../"),
        ("", "./thang-12/", "", "thang-12/bao-cao.yaml", "../"),
        ("thang-12", "thang-12", "", "thang-12/bao-cao.yaml", "../"),
        // among other folders the office's is not where one stands
        ("tai-lieu", "ubnd/bao-cao.yaml", "ubnd/", "ubnd/bao-cao.yaml", ""),
        (
            "tai-lieu",
            "ubnd/nam-2026/quy-1-2026/bao-cao.yaml",
            "ubnd/",
            "ubnd/nam-2026/quy-1-2026/bao-cao.yaml",
            "../../",
        ),
        ("tai-lieu/x", "tai-lieu/x/../ubnd/a.yaml", "tai-lieu/x/../ubnd/", "tai-lieu/x/../ubnd/a.yaml", ""),
    ] {
        let project = Project::empty();
        fs::create_dir_all(project.path().join(folder)).unwrap();
        let (code, stdout, stderr) = run(&project, &["new", "bao-cao", args]);
        let office = ["co-quan.yaml", "co-quan.schema.json", "kem-theo.schema.json", "van-ban.schema.json"]
            .map(|name| format!("{top}{name}\n"));
        let shown = stdout.trim_start_matches("./");
        assert_eq!((code, shown), (0, format!("{document}\n{}", office.concat()).as_str()), "{stderr}");
        let text = fs::read_to_string(project.path().join(document)).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.ends_with(&format!("$schema={schema}van-ban.schema.json")), "{args}: {first}");
        let (code, stdout, stderr) = run(&project, &["build", document]);
        assert_eq!(code, 0, "{stdout}{stderr}");
    }
}

#[test]
fn new_refuses_places_in_which_no_document_is_looked_for() {
    for office in [true, false] {
        for (path, what) in [
            ("mau/bao-cao.yaml", "thư mục `mau` không phải chỗ để văn bản"),
            ("mau/chung/bao-cao", "thư mục `mau` không phải"),
            ("luu-tru/a.yaml", "thư mục `luu-tru` không phải"),
            ("phong-chu/a.yaml", "thư mục `phong-chu` không phải"),
            ("chung-thu/a.yaml", "thư mục `chung-thu` không phải"),
            ("out/a.yaml", "thư mục `out` không phải"),
            ("nam-2026/.a.yaml", "tên `.a.yaml` bắt đầu bằng dấu chấm"),
            ("nam-2026/so-lieu.yaml", "tên `so-lieu.yaml` dành cho tệp khác"),
        ] {
            let project = if office { Project::new() } else { Project::empty() };
            let (code, stdout, stderr) = run(&project, &["new", "bao-cao", path]);
            assert_eq!((code, stdout.as_str()), (2, ""), "{path}");
            assert!(stderr.starts_with("lỗi[W05]: ") && stderr.contains(what), "{path}: {stderr}");
            assert_eq!(fs::read_dir(project.path()).unwrap().count(), usize::from(office), "{path}");
        }
        // below the top the names are free
        let project = Project::new();
        assert_eq!(run(&project, &["new", "bao-cao", "nam-2026/mau/a.yaml"]).0, 0);
    }
}

#[test]
fn the_comments_of_a_new_office_are_true() {
    let project = Project::empty();
    run(&project, &["new", "bao-cao"]);
    let office = fs::read_to_string(project.path().join("co-quan.yaml")).unwrap();
    let bare = office.lines().map(|line| match line.strip_prefix("# ") {
        Some(part) if part.starts_with(' ') || part.ends_with(':') => part,
        _ => line,
    });
    let office = bare.collect::<Vec<_>>().join("\n");
    let office = office.replace("  # phong-kt:", "  phong-kt:").replace("  #   ", "    ");
    assert!(["\nnoi_nhan:", "\ntrinh_bay:", "\n    chu_quan:"].iter().all(|key| office.contains(key)), "{office}");
    let project = project.file("co-quan.yaml", &office).file("a.yaml", report("Một.").replace("ct-ubnd", "ct-hdnd"));
    let built = project.build("a.yaml");
    assert!(built.findings.iter().all(|finding| finding.code == codes::PLACE_TO_FILL), "{:#?}", built.findings);
}

#[test]
fn a_resolution_is_of_the_council_and_a_report_of_the_committee() {
    let project = Project::empty();
    run(&project, &["new", "nghi-quyet"]);
    run(&project, &["new", "bao-cao"]);
    // the profile of an office may name them otherwise
    let office = fs::read_to_string(project.path().join("co-quan.yaml")).unwrap();
    let office = office.replace("  hdnd:", "  hoi-dong:").replace("ct-hdnd", "chu-tich-hoi-dong");
    let project = project.file("nam-2026/co-quan.yaml", office);
    run(&project, &["new", "nghi-quyet", "nam-2026/nghi-quyet.yaml"]);
    for (path, issuer, signatory) in [
        ("nghi-quyet.yaml", "hdnd", "ct-hdnd"),
        ("bao-cao.yaml", "ubnd", "ct-ubnd"),
        ("nam-2026/nghi-quyet.yaml", "hoi-dong", "chu-tich-hoi-dong"),
    ] {
        let text = fs::read_to_string(project.path().join(path)).unwrap();
        assert!(text.contains(&format!("co_quan: {issuer}\nnguoi_ky: {signatory}\n")), "{path}: {text}");
    }
}
