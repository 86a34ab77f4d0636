//! `vanthu number`: each number once, in order, in the register and in the file, whoever asks and whoever is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use vanthu::base::digest::Digest;
use vanthu::base::io::journal::Journal;
use vanthu::base::io::names::ARCHIVE_FOLDER;
use vanthu::domain::register::{EntryNumber, Register, State};

use crate::support::register::{draft, finalize};
use crate::support::{Project, turns};

fn register(project: &Project) -> Register {
    Register::of(&Journal::of(&project.path().join(ARCHIVE_FOLDER)).events().unwrap())
}

/// Exit code, results, messages.
fn number(project: &Project, args: &[&str]) -> (i32, String, String) {
    let output = project.run(&[&["number"], args].concat());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn lines_of(project: &Project, path: &str) -> Vec<String> {
    let text = fs::read_to_string(project.path().join(path)).unwrap();
    text.lines().filter(|line| line.starts_with("so:") || line.starts_with("ngay:")).map(str::to_owned).collect()
}

#[test]
fn copies_of_a_document_are_told_before_it_gets_its_number() {
    let document = draft("bao-cao", "");
    for (copy, told) in [
        ("a - Copy.yaml", true),
        ("a (1).yaml", true),
        ("a-PC01.yaml", true),
        ("b.yaml", false),
        ("a - Copy.txt", false),
    ] {
        let project = Project::new().file("a.yaml", &document).file(copy, &document);
        let (_, _, messages) = number(&project, &["a.yaml"]);
        assert_eq!(messages.contains("W15"), told, "{copy} {messages}");
    }
}

#[test]
fn numbers_run_by_kind_issuer_and_year() {
    let mut project = Project::new();
    for (path, kind, more) in [
        ("a.yaml", "bao-cao", ""),
        ("b.yaml", "bao-cao", ""),
        ("c.yaml", "ke-hoach", ""),
        ("d.yaml", "bao-cao", "co_quan: hdnd\n"),
        ("e.yaml", "bao-cao", "ngay: 2026-01-05\n"),
        ("f.yaml", "nghi-quyet", "co_quan: hdnd\nky_hieu: 2025/NQ-HĐND\n"),
        ("g.yaml", "nghi-quyet", "co_quan: hdnd\n"),
    ] {
        project = project.file(path, draft(kind, more));
    }
    let paths = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml", "g.yaml"];
    let (code, stdout, stderr) = number(&project, &[&paths[..], &["--date", "2025-12-05"]].concat());
    assert_eq!(code, 1, "{stderr}");
    insta::assert_snapshot!(format!("{stdout}\n{stderr}"));
    assert_eq!(lines_of(&project, "b.yaml"), ["so: 2", "ngay: 2025-12-05"]);
    let (code, stdout, _) = number(&project, &["e.yaml"]);
    assert_eq!((code, stdout.as_str()), (0, "e.yaml  01/BC-UBND  05/01/2026\n"));
    let built = project.build("a.yaml");
    assert!(built.findings.iter().next().is_none(), "{:?}", built.findings);
}

#[test]
fn the_office_says_which_kinds_share_a_series() {
    let grouped = "so_van_ban:\n  cach: theo-nhom\n  nhom:\n    dieu-hanh: [bao-cao, ke-hoach]\n";
    for (config, expected) in [
        (grouped, ["01/BC-UBND", "02/KH-UBND", "01/TTr-UBND"]),
        ("so_van_ban:\n  cach: chung\n", ["01/BC-UBND", "02/KH-UBND", "03/TTr-UBND"]),
        ("so_van_ban:\n  cach: theo-loai\n", ["01/BC-UBND", "01/KH-UBND", "01/TTr-UBND"]),
    ] {
        let office = format!("{}{config}", crate::support::OFFICE);
        let project = Project::empty().file("co-quan.yaml", office);
        let project = project.file("a.yaml", draft("bao-cao", "")).file("b.yaml", draft("ke-hoach", ""));
        let project = project.file("c.yaml", draft("to-trinh", "kinh_gui: HĐND phường\n"));
        let (_, stdout, stderr) = number(&project, &["a.yaml", "b.yaml", "c.yaml"]);
        let given: Vec<&str> = stdout.lines().filter_map(|line| line.split("  ").nth(1)).collect();
        assert_eq!(given, expected, "{config}\n{stderr}");
    }
}

#[test]
fn a_run_killed_before_the_file_was_written_gives_the_same_number_again() {
    let text = draft("bao-cao", "ngay: 2025-12 # tháng\n");
    let project = Project::new().file("a.yaml", &text).file("b.yaml", draft("bao-cao", ""));
    number(&project, &["a.yaml", "--date", "2025-12-05"]);
    let numbered = fs::read_to_string(project.path().join("a.yaml")).unwrap();
    assert_eq!(numbered, text.replace("ngay: 2025-12 #", "so: 1\nngay: 2025-12-05 #"));
    // as it was when the run was killed after the event
    fs::write(project.path().join("a.yaml"), &text).unwrap();
    number(&project, &["b.yaml", "--date", "2025-12-06"]);
    let (code, stdout, _) = number(&project, &["a.yaml"]);
    assert_eq!((code, stdout.as_str()), (0, "a.yaml  01/BC-UBND  05/12/2025  đã có số, ghi lại vào tệp\n"));
    assert_eq!(fs::read_to_string(project.path().join("a.yaml")).unwrap(), numbered);
    let (_, stdout, _) = number(&project, &["a.yaml", "b.yaml"]);
    assert_eq!(stdout, "a.yaml  01/BC-UBND  05/12/2025  đã có số\nb.yaml  02/BC-UBND  06/12/2025  đã có số\n");
    assert_eq!(register(&project).entries().len(), 2);
}

/// Runs that are killed while they number, at another moment and over other documents first each time.
#[test]
fn runs_killed_at_any_moment_lose_no_number_and_give_none_twice() {
    let turns = turns(10, 150) as usize;
    let count = turns * 3;
    let mut project = Project::new();
    for n in 0..count {
        project = project.file(&format!("{n}.yaml"), draft("bao-cao", ""));
    }
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut cut_short = 0;
    for turn in 0..turns {
        let mut paths: Vec<String> = (0..count).map(|n| format!("{n}.yaml")).collect();
        paths.retain(|path| !told.contains_key(path));
        let len = paths.len();
        paths.rotate_left(turn * 7 % len);
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .args(["number", "--date", "2025-12-05"])
            .args(paths.iter().take(40))
            .current_dir(project.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told_now: Vec<String> = lines.by_ref().take(1 + turn % 2).collect();
        std::thread::sleep(Duration::from_micros(turn as u64 * 311 % 4001));
        child.kill().unwrap();
        cut_short += usize::from(!child.wait().unwrap().success());
        told_now.extend(lines);
        for line in told_now {
            let mut words = line.split("  ").map(str::to_owned);
            told.insert(words.next().unwrap(), words.next().unwrap());
        }
    }
    assert!(cut_short > turns / 2, "only {cut_short} runs were cut short");
    let (code, stdout, stderr) = number(&project, &[".", "--date", "2025-12-05"]);
    assert_eq!((code, stdout.lines().count()), (0, count), "{stderr}");
    let register = register(&project);
    let numbers: BTreeSet<EntryNumber> = register.entries().iter().map(|entry| entry.facts.reference.number).collect();
    assert_eq!((register.entries().len(), numbers), (count, (1..=count as u32).map(EntryNumber::of).collect()));
    for entry in register.entries() {
        let (path, reference) = (entry.facts.document.as_ref().unwrap(), &entry.facts.reference);
        assert_eq!(lines_of(&project, path)[0], format!("so: {}", reference.number.typed()));
        assert!(told.get(path).is_none_or(|told| *told == reference.to_string()), "{path}: {told:?}");
    }
}

#[test]
fn a_sign_written_by_hand_does_not_cost_another_document_its_number() {
    let project = Project::new()
        .file("a.yaml", draft("bao-cao", "ky_hieu: KH-UBND\n"))
        .file("b.yaml", draft("ke-hoach", ""))
        .file("c.yaml", draft("ke-hoach", "so: 1\n"));
    let (_, stdout, _) = number(&project, &["a.yaml", "--date", "2025-12-05"]);
    assert_eq!(stdout, "a.yaml  01/KH-UBND  05/12/2025\n");
    let reserve = ["register", "reserve", "--kind", "ke-hoach", "--for", "x", "--year", "2025"];
    assert!(String::from_utf8(project.run(&reserve).stdout).unwrap().starts_with("02/KH-UBND"));
    let (_, stdout, _) = number(&project, &["b.yaml", "c.yaml", "--date", "2025-12-05"]);
    assert_eq!(stdout, "b.yaml  03/KH-UBND  05/12/2025\n");
    assert_eq!(register(&project).entry_of("a.yaml").unwrap().facts.reference.number, EntryNumber::of(1));
}

#[test]
fn a_number_kept_back_goes_to_one_document_only() {
    let office = crate::support::OFFICE.replace(
        "  hdnd:",
        "  bcd:\n    ten: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO\n    ky_hieu: UBND\n    so_chung_voi: ubnd\n  hdnd:",
    );
    assert_ne!(office, crate::support::OFFICE);
    let project = Project::empty()
        .file("co-quan.yaml", office)
        .file("a.yaml", draft("bao-cao", "co_quan: bcd\n"))
        .file("b.yaml", draft("bao-cao", ""))
        .file("c.yaml", draft("bao-cao", ""));
    project.run(&["register", "reserve", "--kind", "bao-cao", "--for", "x", "--year", "2025", "--issuer", "ubnd"]);
    let ask = |path: &str| number(&project, &[path, "--number", "1", "--date", "2025-12-05"]).0;
    assert_eq!([ask("a.yaml"), ask("b.yaml"), ask("c.yaml")], [1, 0, 1]);
}

#[test]
fn a_series_ends_at_the_highest_number_there_can_be() {
    let project = Project::new().file("a.yaml", draft("bao-cao", "so: 999999\n")).file("b.yaml", draft("bao-cao", ""));
    assert_eq!(number(&project, &["a.yaml", "--date", "2025-12-05"]).0, 0);
    let (code, _, stderr) = number(&project, &["b.yaml", "--date", "2025-12-05"]);
    assert!(code == 1 && stderr.contains("đã có số 999999"), "{stderr}");
    assert_eq!(number(&project, &["b.yaml", "--number", "7", "--date", "2025-12-05"]).0, 0);
    let register = register(&project);
    assert_eq!((register.entries().len(), register.unread()), (2, &[][..]));
}

#[test]
fn what_a_number_is_refused_for() {
    let mut project = Project::new();
    for (path, more) in [
        ("a.yaml", "so: 7\nngay: 2025-12-05\n"),
        ("tay.yaml", "so: 07\nngay: 2025-12-05\n"),
        ("khac.yaml", "ngay: 2025-12-05\n"),
        ("thang.yaml", "ngay: 2025-11\n"),
        ("loi.yaml", "trich_yeuu: x\n"),
    ] {
        project = project.file(path, draft("bao-cao", more));
    }
    number(&project, &["a.yaml"]);
    let mut all = String::new();
    let mut tell = |project: &Project, args: &[&str]| {
        let (code, stdout, stderr) = number(project, args);
        assert_ne!(code, 0, "{args:?}: {stdout}");
        all += &format!("$ vanthu number {}\n{stdout}{stderr}\n", args.join(" "));
    };
    tell(&project, &["tay.yaml"]);
    tell(&project, &["khac.yaml", "--number", "7"]);
    tell(&project, &["khac.yaml", "--date", "2025-12-06"]);
    tell(&project, &["thang.yaml", "--date", "06/12/2025"]);
    tell(&project, &["a.yaml", "khac.yaml", "--number", "9"]);
    tell(&project, &["a.yaml", "--number", "9"]);
    tell(&project, &["loi.yaml"]);
    tell(&project, &["khac.yaml", "--number", "0"]);
    let project = project.file("a.yaml", draft("bao-cao", "so: 8\nngay: 2025-12-05\n"));
    tell(&project, &["a.yaml"]);
    let project = project.file("a.yaml", draft("ke-hoach", "so: 7\nngay: 2025-12-05\n"));
    tell(&project, &["a.yaml"]);
    let project = project.file("nguoc.yaml", "{loai: bao-cao, co_quan: ubnd, trich_yeu: x, noi_dung: y}\n");
    tell(&project, &["nguoc.yaml", "--date", "2025-12-09"]);
    insta::assert_snapshot!(all);
    let register = register(&project);
    assert_eq!(register.entries().len(), 1);
    assert_eq!(register.entry(2025, "BC-UBND", EntryNumber::of(7)).unwrap().state, State::Numbered);
}

#[test]
fn dates_that_do_not_follow_the_numbers_are_told() {
    let project = Project::new().file("a.yaml", draft("bao-cao", "")).file("b.yaml", draft("bao-cao", ""));
    number(&project, &["a.yaml", "--date", "2025-12-05"]);
    let (code, _, stderr) = number(&project, &["b.yaml", "--date", "2025-12-01"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(stderr);
}

#[test]
fn a_letter_list_gets_one_number() {
    let text = draft("cong-van", "kinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\n");
    let project = Project::new().file("moi.yaml", text).file("khach.csv", "Tên\nA\nB\nC\n");
    let (code, stdout, stderr) = number(&project, &["moi.yaml", "--date", "2025-12-05"]);
    assert_eq!((code, stdout.as_str()), (0, "moi.yaml  01/UBND  05/12/2025\n"), "{stderr}");
    assert_eq!(register(&project).entries().len(), 1);
}

/// Eight processes at once; `VANTHU_LONG` asks for 200 documents of each.
#[test]
fn eight_clerks_at_once_never_get_the_same_number() {
    let each: usize = if std::env::var_os("VANTHU_LONG").is_some() { 200 } else { 25 };
    let mut project = Project::new();
    for clerk in 0..8 {
        for n in 0..each {
            project = project.file(&format!("{clerk}/{n}.yaml"), draft("bao-cao", ""));
        }
    }
    let clerks: Vec<_> = (0..8)
        .map(|clerk| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
            let command = command.args(["number", &clerk.to_string(), "--date", "2025-12-05"]);
            command.current_dir(project.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut told = BTreeSet::new();
    for clerk in clerks {
        let output = clerk.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{stderr}");
        let stdout = String::from_utf8(output.stdout).unwrap();
        told.extend(stdout.lines().filter_map(|line| line.split("  ").nth(1)).map(str::to_owned));
    }
    let all: BTreeSet<String> = (1..=8 * each).map(|n| format!("{n:02}/BC-UBND")).collect();
    assert_eq!(told, all);
    let register = register(&project);
    assert_eq!(register.entries().len(), all.len());
    for entry in register.entries() {
        let path = entry.facts.document.as_ref().unwrap();
        assert_eq!(lines_of(&project, path)[0], format!("so: {}", entry.facts.reference.number.typed()));
    }
}

#[test]
fn an_issued_document_is_built_as_it_went_out_or_not_at_all() {
    let text = draft("bao-cao", "");
    let project = Project::new().file("a.yaml", &text).file("b.yaml", draft("bao-cao", ""));
    number(&project, &["a.yaml", "--date", "2025-12-05"]);
    let build = |args: &[&str]| {
        let output = project.run(&[&["build"], args].concat());
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(build(&["a.yaml"]).0, 0);
    let pdf = || fs::read(project.path().join("out/a.pdf")).unwrap();
    let went_out = pdf();
    finalize(&project, "a.yaml", vec![Digest::of(&went_out)]);
    assert!(build(&["a.yaml"]).1.ends_with("không đổi\n"));
    for args in [&["a.yaml", "--force"][..], &["a.yaml", "--format", "png"], &["a.yaml", "--out", "khac"]] {
        let (code, _, stderr) = build(args);
        assert_eq!((code, pdf() == went_out), (0, true), "{args:?} {stderr}");
    }
    fs::remove_file(project.path().join("out/a.pdf")).unwrap();
    assert_eq!((build(&["a.yaml"]).0, pdf() == went_out), (0, true));
    let numbered = fs::read_to_string(project.path().join("a.yaml")).unwrap();
    fs::write(project.path().join("a.yaml"), numbered.replace("Một.", "Hai.")).unwrap();
    let (code, stdout, stderr) = build(&["a.yaml"]);
    assert_eq!((code, pdf() == went_out), (1, true));
    insta::assert_snapshot!(format!("{stdout}\n{stderr}"));
    for args in [&["a.yaml", "--force"][..], &["a.yaml", "--format", "png"], &["a.yaml", "--out", "khac2"]] {
        assert_eq!((build(args).0, pdf() == went_out), (1, true), "{args:?}");
    }
    assert!(!project.path().join("khac2/a.pdf").exists());
    assert_eq!(build(&["b.yaml"]).0, 0);
    let reused = project.path().join("a.yaml");
    fs::write(reused, &text).unwrap();
    let (code, _, stderr) = number(&project, &["a.yaml"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("an_issued_document_gets_no_other_number", stderr);
}

#[test]
fn a_build_that_is_not_what_went_out_is_told() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    number(&project, &["a.yaml", "--date", "2025-12-05"]);
    project.run(&["build", "a.yaml"]);
    finalize(&project, "a.yaml", vec![Digest::of(b"another")]);
    let output = project.run(&["build", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
}
