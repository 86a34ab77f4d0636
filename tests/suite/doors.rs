//! The door of every verb: a stdout that takes nothing, JSON of the same keys whatever came of it, names that would steer
//! a terminal or be taken for options.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::register::draft;
use crate::support::tree::tree;
use crate::support::{Project, one_in, report, verbs};

/// The keys of every JSON.
const KEYS: [&str; 4] = ["lenh", "ma_ket_thuc", "ket_qua", "phat_hien"];

/// A command of every verb that says something on stdout.
const COMMANDS: &[(&str, &[&str])] = &[
    ("archive add", &["archive", "add", "ky.pdf"]),
    ("archive audit", &["archive", "audit"]),
    ("archive backup", &["archive", "backup", "../sao-luu"]),
    ("archive checkpoint", &["archive", "checkpoint"]),
    ("archive due", &["archive", "due", "--year", "2099"]),
    ("archive export", &["archive", "export", "--year", "2025", "--out", "../tui"]),
    ("archive get", &["archive", "get", "5/BC-UBND", "--to", "lay.pdf"]),
    ("archive list", &["archive", "list"]),
    ("archive rebuild", &["archive", "rebuild"]),
    ("archive rebuild-document", &["archive", "rebuild-document", "5/BC-UBND"]),
    ("archive restore", &["archive", "restore", "../sao-luu"]),
    ("archive search", &["archive", "search", "bao", "cao"]),
    ("archive show", &["archive", "show", "5/BC-UBND"]),
    ("build", &["build"]),
    ("check", &["check"]),
    ("copy", &["copy", "02/TB-UBND", "--as", "trich-sao", "--articles", "Phụ lục"]),
    ("diff", &["diff", "a.yaml", "b.yaml"]),
    ("figures", &["figures"]),
    ("figures export", &["figures", "export"]),
    ("figures import", &["figures", "import", "moi.csv", "--to", "nam-2025"]),
    ("finalize", &["finalize", "a.yaml"]),
    ("impact", &["impact", "nam-2025/so-lieu.yaml#thu"]),
    ("import", &["import", "bai.txt", "--kind", "bao-cao"]),
    ("issue", &["issue", "01/TB-UBND", "--paper-original"]),
    ("new", &["new", "bao-cao", "moi.yaml"]),
    ("new-period", &["new-period", "nam-2026", "--from", "nam-2025"]),
    ("number", &["number", "b.yaml"]),
    ("rebuild", &["rebuild", "--check", "a.yaml"]),
    ("register", &["register", "--year", "2025"]),
    ("register amend", &["register", "amend", "5/BC-UBND", "--by", "5/BC-UBND", "--reason", "sửa"]),
    ("register book", &["register", "book", "--year", "2025"]),
    ("register correct", &["register", "correct", "5/BC-UBND", "--by", "5/BC-UBND", "--reason", "sửa"]),
    ("register enter", &["register", "enter", "giay.csv"]),
    ("register export", &["register", "export", "--year", "2025"]),
    ("register give-back", &["register", "give-back", "1/QĐ-UBND", "--reason", "hoãn"]),
    ("register incoming", &["register", "incoming", "--year", "2025"]),
    ("register incoming add", &["register", "incoming", "add", "--from", "Sở Nội vụ", "--subject", "Biên chế"]),
    (
        "register incoming edit",
        &["register", "incoming", "edit", "1", "--year", "2025", "--handler", "Ban", "--reason", "giao"],
    ),
    ("register recall", &["register", "recall", "02/TB-UBND", "--reason", "gửi nhầm"]),
    ("register receipt", &["register", "receipt", "02/TB-UBND", "--by", "Sở"]),
    ("register repeal", &["register", "repeal", "5/BC-UBND", "--by", "5/BC-UBND", "--reason", "bãi bỏ"]),
    ("register replace", &["register", "replace", "5/BC-UBND", "--by", "5/BC-UBND", "--reason", "thay"]),
    ("register reserve", &["register", "reserve", "--kind", "cong-van", "--for", "kỳ họp"]),
    ("reopen", &["reopen", "5/BC-UBND", "--reason", "sửa"]),
    ("schema", &["schema"]),
    ("verify", &["verify", "ky.pdf"]),
    ("watch", &["watch"]),
];

/// Those that end in a refusal here, and print nothing for people.
const REFUSED: [&str; 4] = ["register amend", "register correct", "register repeal", "register replace"];

/// An office in the folder `d` of a project, in which every command above has something to do.
fn office() -> Project {
    let project = Project::empty()
        .file("d/co-quan.yaml", format!("{}\nthoi_han_luu_tru:\n  bao-cao: 10 năm\n", crate::support::OFFICE))
        .file("d/a.yaml", report("Một."))
        .file("d/b.yaml", report("Hai.").replace("so: 5\n", ""))
        .file("d/nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 100\n")
        .file("d/nam-2025/c.yaml", report("Thu {{ thu }}.").replace("so: 5\n", ""))
        .file("d/p.yaml", draft("thong-bao", ""))
        .file("d/q.yaml", draft("thong-bao", "phu_luc:\n  - ten: Biểu\n    noi_dung: Hai.\n"))
        .file("d/bai.txt", "Một câu.")
        .file("d/moi.csv", "Mã;Thực hiện\nthu;120\n")
        .file("d/giay.csv", "Số, ký hiệu;Ngày tháng;Trích yếu\n7/TB-UBND;05/01/2025;Một\n");
    for args in [
        &["number", "a.yaml"][..],
        &["build"],
        &["finalize", "a.yaml"],
        &["finalize", "--paper", "p.yaml", "q.yaml"],
        &["number", "p.yaml", "q.yaml"],
        &["issue", "02/TB-UBND", "--paper-original"],
        &["register", "reserve", "--kind", "quyet-dinh", "--for", "kỳ họp", "--year", "2025"],
        &["register", "incoming", "add", "--from", "Sở", "--subject", "Việc", "--arrived", "2025-12-01"],
        &["archive", "backup", "../sao-luu"],
    ] {
        let output = run(&project, args, Stdio::piped());
        assert_eq!(output.status.code(), Some(0), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut signed = fs::read(project.path().join("d/out/a.pdf")).unwrap();
    signed.extend_from_slice(b"\n% ky\n%%EOF\n");
    fs::write(project.path().join("d/ky.pdf"), signed).unwrap();
    project
}

fn run(project: &Project, args: &[&str], stdout: Stdio) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.args(args).current_dir(project.path().join("d")).env("NO_COLOR", "1").env_remove("COLUMNS");
    command.stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped()).output().unwrap()
}

/// The same office for a command that changes it.
fn copy(of: &Project) -> Project {
    let project = Project::empty();
    let from = format!("{}/.", of.path().display());
    assert!(Command::new("cp").args(["-a", &from]).arg(project.path()).status().unwrap().success());
    project
}

/// The office as a command wants it: one that brings the archive back must have none.
fn ready(of: &Project, verb: &str) -> Project {
    let project = copy(of);
    if verb == "archive restore" {
        fs::remove_dir_all(project.path().join("d/luu-tru")).unwrap();
    }
    // nothing is said of what stays as it was
    if verb == "watch" {
        fs::remove_dir_all(project.path().join("d/out")).unwrap();
    }
    if verb == "archive backup" {
        fs::remove_dir_all(project.path().join("sao-luu")).unwrap();
    }
    project
}

fn is_whole(json: &Value, verb: &str) {
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, KEYS, "{verb}");
    assert_eq!(json["lenh"], verb);
    for finding in json["phat_hien"].as_array().unwrap() {
        assert!(
            finding["ma"].is_string() && finding["muc"].is_string() && finding["noi_dung"].is_string(),
            "{finding}"
        );
    }
}

/// One JSON, with the exit code in it and nothing on stderr.
fn json(output: &std::process::Output, verb: &str) -> Value {
    let told = String::from_utf8_lossy(&output.stderr);
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{verb}: {error}\n{}\n{told}", String::from_utf8_lossy(&output.stdout)));
    assert!(told.is_empty(), "{verb}: {told}");
    is_whole(&json, verb);
    assert_eq!(json["ma_ket_thuc"], output.status.code().unwrap(), "{verb}");
    json
}

#[test]
fn every_verb_has_a_command_here() {
    let all: Vec<String> = verbs::all().into_iter().map(|verb| verb.words).collect();
    let here: Vec<&str> = COMMANDS.iter().map(|(verb, _)| *verb).collect();
    assert_eq!(here, all);
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).unwrap();
    for verb in &all {
        assert!(page.contains(&format!("\n| `{verb}` |")), "docs/json.md: {verb}");
    }
}

#[test]
fn every_verb_tells_programs_the_same_keys() {
    let office = office();
    let empty = Project::empty().file("d/x", "");
    for (verb, args) in one_in(5, 1, COMMANDS).filter(|(verb, _)| *verb != "watch") {
        let project = ready(&office, verb);
        let done = json(&run(&project, &[args, &["--json"][..]].concat(), Stdio::piped()), verb);
        let refused = REFUSED.contains(verb);
        assert_eq!(done["ket_qua"].is_null(), refused, "{verb}: {done:#}");
        assert!(!refused || !done["phat_hien"].as_array().unwrap().is_empty(), "{verb}: {done:#}");
        // a typing mistake, before the flag and behind it
        for args in [&[args, &["--khong-co", "--json"][..]].concat(), &[&["--json"], *args, &["--khong-co"]].concat()] {
            let mistaken = json(&run(&project, args, Stdio::piped()), verb);
            assert_eq!(
                (&mistaken["phat_hien"][0]["ma"], &mistaken["ma_ket_thuc"]),
                (&"W17".into(), &2.into()),
                "{verb}"
            );
            assert!(mistaken["ket_qua"].is_null(), "{verb}");
        }
        if !["new", "schema", "verify"].contains(verb) {
            let nowhere = json(&run(&empty, &[args, &["--json"][..]].concat(), Stdio::piped()), verb);
            assert!(nowhere["ma_ket_thuc"] != 0 && !nowhere["phat_hien"].as_array().unwrap().is_empty(), "{verb}");
        }
    }
    for (args, verb) in [(&["--json"][..], ""), (&["archive", "--json"], "archive"), (&["--json", "bild"], "")] {
        assert_eq!(json(&run(&empty, args, Stdio::piped()), verb)["phat_hien"][0]["ma"], "W17", "{args:?}");
    }
    let help = run(&empty, &["build", "--json", "--help"], Stdio::piped());
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).starts_with("Tạo PDF của văn bản"));
}

#[test]
fn watching_tells_programs_line_by_line() {
    let project =
        Project::empty().file("d/co-quan.yaml", crate::support::OFFICE).file("d/a.yaml", report("Một {{ x }}."));
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args(["watch", "--json"])
        .current_dir(project.path().join("d"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let event: Value = serde_json::from_str(&line).unwrap();
    is_whole(&event, "watch");
    assert_eq!((&event["ma_ket_thuc"], &event["phat_hien"][0]["ma"]), (&1.into(), &"T01".into()));
    assert_eq!(event["ket_qua"]["van_ban"][0]["van_ban"], "a.yaml");
}

/// What a command wrote, whatever the hour.
fn paths(project: &Project) -> Vec<String> {
    tree(project.path()).into_keys().filter(|path| !path.contains("-bang-")).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_closed_stdout_is_no_success_and_the_work_is_whole() {
    let office = office();
    for (verb, args) in one_in(8, 3, COMMANDS).filter(|(verb, _)| !REFUSED.contains(verb)) {
        let full = || Stdio::from(File::create("/dev/full").unwrap());
        let (project, ordinary) = (ready(&office, verb), ready(&office, verb));
        let output = run(&project, args, full());
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{verb}: {told}");
        assert!(told.contains("không xuất được kết quả: đĩa đã đầy") && !told.contains("panicked"), "{verb}: {told}");
        if *verb != "watch" {
            run(&ordinary, args, Stdio::piped());
            assert_eq!(paths(&project), paths(&ordinary), "{verb}");
            let output = run(&ready(&office, verb), &[args, &["--json"][..]].concat(), full());
            assert_eq!(output.status.code(), Some(2), "{verb} --json");
        }
    }
    let closed = || Stdio::from(std::io::pipe().unwrap().1);
    for args in
        [&["build", "--force"][..], &["register", "--year", "2025"], &["--help"], &["--version"], &["build", "--json"]]
    {
        let output = run(&office, args, closed());
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).contains("panicked")),
            (Some(2), false),
            "{args:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn names_that_steer_are_spelled_out_and_are_no_options() {
    let steering = "a\u{202e}b\u{1b}[2J\nc\u{9b}.yaml";
    let project = Project::empty()
        .file("d/co-quan.yaml", crate::support::OFFICE)
        .file(
            &format!("d/{steering}"),
            report("Một {{ x }}.\u{202e}").replace("trich_yeu: Kết quả", "trich_yeu: \"\\e[31mKết quả\""),
        )
        .file("d/-x.yaml", report("Hai."))
        .file("d/-rf/y $(z) 'q'.yaml", report("Ba."));
    let steers =
        |text: &str| text.contains(|c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c));
    for args in [
        &["build"][..],
        &["build", "--json"],
        &["build", steering],
        &["build", "./-x.yaml"],
        &["build", "--", "-x.yaml"],
        &["diff", "./-x.yaml", steering],
        &["diff", steering, steering],
        &["verify", steering],
        &["archive", "add", steering],
        &["number", "./-x.yaml"],
        &["figures", "\u{1b}[2J"],
        &["build", "khong-co\u{202e}\u{1b}[2J"],
        &["build", "--khong\u{202e}-co\u{1b}[2J"],
        &["build", "--out", "o\u{202e}\u{1b}[2J", "./-x.yaml"],
        &["new", "bao-cao", "./-moi"],
    ] {
        let output = run(&project, args, Stdio::piped());
        for text in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(text.clone()).unwrap();
            assert!(!steers(&text), "{args:?}: {text:?}");
            assert!(!text.contains("W99"), "{args:?}: {text}");
        }
    }
    let told = run(&project, &["build"], Stdio::piped());
    assert!(String::from_utf8_lossy(&told.stderr).contains("a[U+202E]b[U+001B][2J[U+000A]c[U+009B].yaml"));
    assert!(project.path().join("d/out/-x.pdf").exists() && project.path().join("d/out/-rf/y $(z) 'q'.pdf").exists());
    // a program gets the true name
    let told = run(&project, &["build", "--json"], Stdio::piped());
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert!(json["ket_qua"]["van_ban"].as_array().unwrap().len() == 3, "{json:#}");
    // a command that a hint tells can be followed to the letter
    let told = run(&project, &["finalize", "./-x.yaml"], Stdio::piped());
    let told = String::from_utf8(told.stderr).unwrap();
    if let Some((_, command)) = told.split_once("`vanthu number ") {
        assert!(command.starts_with("./-x.yaml`"), "{told}");
    }
}
