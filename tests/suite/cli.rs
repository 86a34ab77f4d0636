//! The command line as a clerk meets it: help, mistakes in the arguments, exit codes, where results go.

use std::fs;
use std::process::Output;

use serde_json::Value;
use vanthu::base::finding::codes;

use crate::support::{OFFICE, Project, report, samples, turns};

const BROKEN: &str = "loai: bao-cao\nco_quan: ubnd\nnoi_dung: Thiếu trích yếu.\nnoi_nhan: chung\nnguoi_ky: ct-ubnd\n";

/// Runs the command for its output alone.
fn run(project: &Project, args: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let command = command.args(args).current_dir(project.path()).env_remove("COLUMNS");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The lines of results without the seconds, which no two runs share.
fn timeless(stdout: &str) -> Vec<&str> {
    stdout
        .lines()
        .map(|line| {
            line.rsplit_once("  ").map_or(line, |(rest, seconds)| {
                assert!(seconds.ends_with(" giây") || ["không đổi", "chưa tạo được PDF"].contains(&seconds), "{line}");
                if seconds == "chưa tạo được PDF" { line } else { rest }
            })
        })
        .collect()
}

fn two_reports() -> Project {
    Project::new().file("a.yaml", report("Một.")).file("thang-12/b.yaml", report("Hai."))
}

fn exists(project: &Project, path: &str) -> bool {
    project.path().join(path).exists()
}

#[test]
fn help_shows_every_verb_with_an_example() {
    let project = Project::empty();
    let mut all = String::new();
    for args in [
        &["--help"][..],
        &["build", "--help"],
        &["new", "--help"],
        &["new-period", "--help"],
        &["figures", "--help"],
        &["figures", "import", "--help"],
        &["figures", "export", "--help"],
        &["copy", "--help"],
        &["diff", "--help"],
        &["number", "--help"],
        &["register", "--help"],
        &["register", "reserve", "--help"],
        &["register", "give-back", "--help"],
        &["register", "enter", "--help"],
        &["register", "replace", "--help"],
        &["register", "amend", "--help"],
        &["register", "correct", "--help"],
        &["register", "recall", "--help"],
        &["register", "incoming", "--help"],
        &["register", "incoming", "add", "--help"],
        &["register", "export", "--help"],
        &["register", "book", "--help"],
        &["verify", "--help"],
        &["finalize", "--help"],
        &["issue", "--help"],
        &["reopen", "--help"],
        &["archive", "--help"],
        &["archive", "add", "--help"],
        &["archive", "list", "--help"],
        &["archive", "search", "--help"],
        &["archive", "show", "--help"],
        &["archive", "get", "--help"],
        &["archive", "due", "--help"],
        &["archive", "export", "--help"],
        &["archive", "rebuild-document", "--help"],
        &["archive", "audit", "--help"],
        &["archive", "checkpoint", "--help"],
        &["archive", "backup", "--help"],
        &["archive", "restore", "--help"],
        &["archive", "rebuild", "--help"],
        &["schema", "--help"],
    ] {
        let (code, stdout, stderr) = run(&project, args);
        assert_eq!((code, stderr.as_str()), (0, ""), "{args:?}");
        assert!(stdout.contains("Ví dụ") && !stdout.contains("OPTIONS") && !stdout.contains("COMMAND"), "{args:?}");
        all += &format!("$ vanthu {}\n{stdout}\n", args.join(" "));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn without_arguments_the_help_goes_beside_the_results() {
    let (code, stdout, stderr) = run(&Project::empty(), &[]);
    let (_, help, _) = run(&Project::empty(), &["--help"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert_eq!(stderr, help);
}

#[test]
fn version_is_one_line() {
    for flag in ["-V", "--version"] {
        let (code, stdout, stderr) = run(&Project::empty(), &[flag]);
        assert_eq!((code, stderr.as_str()), (0, ""));
        assert_eq!(stdout, format!("vanthu {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn mistakes_in_the_arguments_are_explained() {
    let mistakes = [
        "buidl",
        "trich-xuat",
        "--phien-ban",
        "build --fromat png",
        "build --xyz",
        "build --format doc",
        "build --format",
        "build --format pdf,pgn",
        "build --out",
        "build --out a --out b",
        "build --json=1",
        "build --pdf-standard a-9",
        "new",
        "new bao-coa",
        "new khong-co",
        "new bao-cao a.yaml b.yaml",
        "schema van-bna",
        "register replace 1/BC-UBND",
        "register --year hai",
        "register --year 99999999999",
        "register --year=-99999999999",
        "register reserve --kind bao-cao --for x --count 0",
        "register reserve --kind bao-cao --for x --count x",
        "register reserve --kind bao-cao --for x --count 5000000000",
        "number a.yaml --copies 5000000000",
        "number a.yaml --copies=-1",
        "archive get 01/BC-UBND --version x",
        "register --year 2025 book",
        "register --year 2025 --year 2026",
    ];
    let project = Project::empty();
    let mut all = String::new();
    for line in mistakes {
        let (code, stdout, stderr) = run(&project, &line.split(' ').collect::<Vec<_>>());
        assert_eq!((code, stdout.as_str()), (2, ""), "{line}");
        all += &format!("$ vanthu {line}\n{stderr}\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_file_a_folder_or_nothing_says_what_to_build() {
    let project = two_reports();
    for (args, expected) in [
        (&["build", "a.yaml"][..], &["out/a.pdf  1 trang"][..]),
        (&["build", "thang-12"], &["out/thang-12/b.pdf  1 trang"]),
        (&["build", "."], &["out/a.pdf  1 trang", "out/thang-12/b.pdf  1 trang"]),
        (&["build"], &["out/a.pdf  1 trang", "out/thang-12/b.pdf  1 trang"]),
        (&["build", "thang-12", "thang-12/b.yaml"], &["out/thang-12/b.pdf  1 trang"]),
    ] {
        let (code, stdout, stderr) = run(&project, args);
        assert_eq!((code, timeless(&stdout)), (0, expected.to_vec()), "{args:?}\n{stderr}");
        assert!(fs::read(project.path().join("out/a.pdf")).is_ok_and(|pdf| pdf.starts_with(b"%PDF-")));
    }
}

#[test]
fn the_workspace_is_found_upwards() {
    let project = two_reports();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let output = command.arg("build").current_dir(project.path().join("thang-12")).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(timeless(&stdout), ["../out/a.pdf  1 trang", "../out/thang-12/b.pdf  1 trang"]);
    assert!(exists(&project, "out/thang-12/b.pdf") && !exists(&project, "thang-12/out"));
}

#[test]
fn out_and_format_say_where_and_what() {
    let project = Project::new().file("nam/a.yaml", report("Một.\n\n---\n\nHai."));
    let (code, stdout, _) = run(&project, &["build", "nam", "--out", "in/thu", "--format", "png,typ"]);
    assert_eq!((code, timeless(&stdout)), (0, vec!["in/thu/nam/a-01.png  2 trang"]));
    for path in ["nam/a-01.png", "nam/a-02.png", "nam/a/van-ban.typ", "nam/a/the-thuc.typ", "nam/a/phong-chu"] {
        assert!(exists(&project, &format!("in/thu/{path}")), "{path}");
    }
    assert!(!exists(&project, "in/thu/nam/a.pdf") && !exists(&project, "out"));
    let (_, stdout, _) = run(&project, &["build", "nam", "--format", "typ", "--format", "pdf"]);
    assert_eq!(timeless(&stdout), ["out/nam/a.pdf  2 trang"]);
}

#[test]
fn json_is_one_value_with_results_and_findings() {
    let project = two_reports().file("hong.yaml", BROKEN);
    let (code, stdout, stderr) = run(&project, &["build", "--json", "--format", "pdf,png"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    let json: Value = serde_json::from_str(&stdout).unwrap();
    insta::assert_snapshot!(format!("{json:#}"));
    let (code, stdout, stderr) = run(&project, &["build", "khong-co", "--json"]);
    assert_eq!((code, stderr.as_str()), (2, ""));
    let json: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(json["phat_hien"][0]["ma"], codes::PATH_NOT_FOUND.id);
}

#[test]
fn a_broken_document_stops_only_itself() {
    let project = two_reports().file("hong.yaml", BROKEN);
    let (code, stdout, stderr) = run(&project, &["build"]);
    assert_eq!(code, 1);
    let lines = ["out/a.pdf  1 trang", "hong.yaml  chưa tạo được PDF", "out/thang-12/b.pdf  1 trang"];
    assert_eq!(timeless(&stdout), lines);
    assert!(stderr.contains("lỗi[D01]") && stderr.contains("--> hong.yaml:1:1"), "{stderr}");
    assert!(stderr.ends_with("Xong: 2 văn bản, 1 chưa tạo được PDF; 1 lỗi, 0 cảnh báo\n"), "{stderr}");
}

#[test]
fn a_failed_run_leaves_the_last_good_pdf() {
    let project = two_reports();
    run(&project, &["build"]);
    let path = project.path().join("out/a.pdf");
    let before = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    let project = project.file("a.yaml", BROKEN);
    assert_eq!(run(&project, &["build", "a.yaml"]).0, 1);
    assert_eq!(before, (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap()));
    let left = fs::read_dir(project.path().join("out")).unwrap().count();
    assert_eq!(left, 3, "a.pdf, its record and thang-12, no temporary file");
}

#[test]
fn what_cannot_be_written_is_a_finding() {
    let project = two_reports().file("tep", "").file("out/a.pdf/x", "");
    let (code, stdout, stderr) = run(&project, &["build", "a.yaml", "--out", "tep"]);
    assert_eq!((code, stdout.as_str()), (1, "a.yaml  chưa tạo được PDF\n"));
    assert!(stderr.contains("lỗi[W05]: không ghi được tệp: một tệp trùng tên với thư mục\n--> tep/a.pdf"), "{stderr}");
    let (code, stdout, stderr) = run(&project, &["build"]);
    assert_eq!((code, timeless(&stdout)), (1, vec!["a.yaml  chưa tạo được PDF", "out/thang-12/b.pdf  1 trang"]));
    assert!(stderr.contains("lỗi[W05]: không ghi được tệp: đây là thư mục\n--> out/a.pdf"), "{stderr}");
}

#[test]
fn two_documents_never_write_over_one_another() {
    let project = two_reports().file("a.yml", report("Khác."));
    let (code, stdout, stderr) = run(&project, &["build"]);
    assert_eq!((code, timeless(&stdout)), (1, vec!["out/thang-12/b.pdf  1 trang"]));
    assert!(stderr.contains("lỗi[W05]: hai văn bản cùng ghi vào `out/a`\n--> a.yml"), "{stderr}");
    assert!(!exists(&project, "out/a.pdf"));
    // alone there is nothing to do
    let (code, stdout, _) = run(&project, &["build", "a.yaml", "a.yml"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    // a letter gives way to the document whose place its row names
    let letters = report("Mời {{ khach.ten }}.").replace("so: 5", "danh_sach: k.csv\nten_tep: '{{ khach.ten }}'");
    let project = two_reports().file("moi.yaml", letters).file("k.csv", "ten\na\nx\n");
    let (code, stdout, stderr) = run(&project, &["build"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("hai văn bản cùng ghi vào `out/a`\n--> moi.yaml"), "{stderr}");
    for pdf in ["out/a.pdf", "out/x.pdf", "out/thang-12/b.pdf"] {
        assert!(exists(&project, pdf), "{pdf}: {stdout}{stderr}");
    }
}

#[test]
fn what_cannot_start_ends_with_two() {
    let empty = Project::empty().file("a.yaml", report("Một.")).file("trong/x", "");
    let office = Project::new().file("trong/x", "");
    let broken = Project::new().file("co-quan.yaml", "co_quan: {}\n").file("a.yaml", report("Một."));
    for (project, args, said) in [
        (&empty, &["build"][..], "lỗi[W01]: không tìm thấy `co-quan.yaml`"),
        (&empty, &["build", "a.yaml"], "lỗi[W01]"),
        (&office, &["build", "khong-co"], "lỗi[W02]: không có tệp hay thư mục này\n--> khong-co"),
        (&office, &["build", "trong"], "lỗi[W03]: thư mục chưa có văn bản nào\n--> trong"),
        (&broken, &["build"], "lỗi[D01]: thiếu mục `dia_danh`"),
    ] {
        let (code, stdout, stderr) = run(project, args);
        assert_eq!((code, stdout.as_str()), (2, ""), "{args:?}");
        assert!(stderr.starts_with(said), "{args:?}\n{stderr}");
        assert!(!exists(project, "out"));
    }
}

#[test]
fn a_warning_about_the_office_is_told_once() {
    let office = OFFICE.replace("Hoa Đào\nco_quan", "\"[điền địa danh]\"\nco_quan");
    let project = two_reports().file("co-quan.yaml", office);
    let (code, _, stderr) = run(&project, &["build"]);
    assert_eq!((code, stderr.matches("cảnh báo[D15]").count()), (0, 1), "{stderr}");
    let project = two_reports().file("phong-chu/hong.ttf", "chữ");
    let (code, _, stderr) = run(&project, &["build"]);
    assert_eq!((code, stderr.matches("cảnh báo[W07]").count()), (0, 1), "{stderr}");
}

#[test]
fn the_samples_name_schemas_that_are_there() {
    let project = Project::empty();
    run(&project, &["schema", "--out", "."]);
    for name in ["van-ban.schema.json", "co-quan.schema.json", "kem-theo.schema.json"] {
        let current = fs::read_to_string(project.path().join(name)).unwrap();
        let there = fs::read_to_string(samples().join(name)).unwrap_or_default();
        assert!(there == current, "data/{name} đã cũ, chạy: cargo run -- schema --out data");
    }
    let session = vanthu::operations::common::session::Session::open(&samples()).unwrap().0;
    for path in session.documents(&samples()).unwrap().iter().map(String::as_str).chain(["co-quan.yaml"]) {
        let file = samples().join(path);
        let text = fs::read_to_string(&file).unwrap();
        let name = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        assert!(name.is_some_and(|name| file.parent().unwrap().join(name).is_file()), "data/{path}");
    }
}

/// Every key of a YAML value that the schema does not have.
fn strangers(data: &serde_yaml::Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    let name = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/"));
    let schema = name.map_or(schema, |name| &root["$defs"][name]);
    let branches: Vec<&Value> = match schema["anyOf"].as_array() {
        Some(branches) => branches.iter().collect(),
        None => vec![schema],
    };
    if schema["anyOf"].is_array() {
        let mut tries: Vec<Vec<String>> = Vec::new();
        for branch in branches {
            let mut found = Vec::new();
            strangers(data, branch, root, at, &mut found);
            tries.push(found);
        }
        found.extend(tries.into_iter().min_by_key(Vec::len).unwrap());
        return;
    }
    match data {
        serde_yaml::Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap();
                let inside =
                    schema["properties"].get(key).or(schema.get("additionalProperties").filter(|s| s.is_object()));
                match inside {
                    Some(inside) => strangers(value, inside, root, &format!("{at}.{key}"), found),
                    None => found.push(format!("{at}.{key}")),
                }
            }
        }
        serde_yaml::Value::Sequence(items) => {
            for item in items {
                strangers(item, &schema["items"], root, at, found);
            }
        }
        _ if schema["properties"].is_object() || schema["items"].is_object() => found.push(at.to_owned()),
        _ => {}
    }
}

#[test]
fn the_schemas_know_every_key_of_the_samples() {
    let project = Project::empty();
    let (code, stdout, stderr) = run(&project, &["schema", "--out", "noi"]);
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (0, "noi/co-quan.schema.json\nnoi/kem-theo.schema.json\nnoi/van-ban.schema.json\n", "")
    );
    let schemas = ["co-quan", "van-ban"].map(|name| {
        let (code, stdout, _) = run(&project, &["schema", name]);
        let written = fs::read_to_string(project.path().join(format!("noi/{name}.schema.json"))).unwrap();
        assert_eq!((code, &stdout), (0, &written));
        serde_json::from_str::<Value>(&stdout).unwrap()
    });
    for schema in &schemas {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(
            schema["properties"].as_object().unwrap().values().all(|key| key["description"].is_string()),
            "{schema:#}"
        );
    }
    let session = vanthu::operations::common::session::Session::open(&samples()).unwrap().0;
    let documents = session.documents(&samples()).unwrap();
    for (path, schema) in
        documents.iter().map(|path| (path.as_str(), &schemas[1])).chain([("co-quan.yaml", &schemas[0])])
    {
        let data = serde_yaml::from_str(&fs::read_to_string(samples().join(path)).unwrap()).unwrap();
        let mut found = Vec::new();
        strangers(&data, schema, schema, "", &mut found);
        assert_eq!(found, Vec::<String>::new(), "{path}");
    }
    let mut found = Vec::new();
    let wrong = serde_yaml::from_str("nguoi_ky: {ho_tn: A}\nphu_luc: [{x: 1}]").unwrap();
    strangers(&wrong, &schemas[1], &schemas[1], "", &mut found);
    assert_eq!(found, [".nguoi_ky.ho_tn", ".phu_luc.x"]);
}

/// Compiles every emitted folder with the Typst of PyPI and draws its pages beside ours.
const STOCK_TYPST: &str = r#"
import pathlib, sys, typst
assert typst.__version__.startswith("0.15."), typst.__version__
for main in sorted(pathlib.Path(sys.argv[1]).rglob("van-ban.typ")):
    folder = main.parent
    fonts = [str(folder / "phong-chu")]
    pages = typst.compile(str(main), root=str(folder), font_paths=fonts, ignore_system_fonts=True, format="png", ppi=144)
    for number, page in enumerate([pages] if isinstance(pages, bytes) else pages, 1):
        (folder / f"trang-{number:02}.png").write_bytes(page)
"#;

#[test]
#[ignore = "cần gói typst 0.15 của PyPI; .ci/run cài và chạy bằng --ignored"]
fn stock_typst_draws_the_same_pages_from_the_typ_output() {
    let project = Project::empty();
    let data = samples();
    // tables, charts and footnotes, but not the long report: drawing its pages takes most of a minute of CPU
    let folders = ["quy-1-2026", "ky-hop-6", "thang-11-2025"].map(|folder| data.join(folder).display().to_string());
    let folders = &folders[..turns(1, 3) as usize];
    let mut args: Vec<&str> = vec!["build", "--format", "png,typ"];
    args.extend(folders.iter().map(String::as_str));
    let (code, stdout, stderr) = run(&project, &args);
    assert_eq!(code, 0, "{stderr}");
    let mut python = assert_cmd::Command::new("python3");
    let output = python.args(["-c", STOCK_TYPST]).arg(project.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in timeless(&stdout) {
        let (first, pages) = line.split_once("-01.png  ").unwrap();
        let count: usize = pages.strip_suffix(" trang").unwrap().parse().unwrap();
        let page = |path: String| fs::read(project.path().join(path)).ok();
        for number in 1..=count {
            let ours = page(format!("{first}-{number:02}.png"));
            assert!(
                ours.is_some() && ours == page(format!("{first}/trang-{number:02}.png")),
                "{first}, trang {number}"
            );
        }
        assert!(page(format!("{first}/trang-{:02}.png", count + 1)).is_none(), "{first}");
    }
}
