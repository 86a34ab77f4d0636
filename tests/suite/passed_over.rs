//! Nothing is left out in silence and nothing is waited for: links, pipes, closed and deep folders, names in capitals.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::support::{OFFICE, Project, one_in, report};

/// Longest time in which a refusal comes, seconds; one that waits for a pipe waits for ever.
const AT_ONCE: Duration = Duration::from_secs(20);

fn command(project: &Project, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.args(args).current_dir(project.path()).env("NO_COLOR", "1").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command that must not wait.
fn at_once(project: &Project, args: &[&str]) -> Output {
    let mut child = command(project, args).spawn().unwrap();
    let nap = Duration::from_millis(10);
    let mut slept = Duration::ZERO;
    while child.try_wait().unwrap().is_none() {
        if slept > AT_ONCE {
            child.kill().unwrap();
            panic!("{args:?} waits");
        }
        std::thread::sleep(nap);
        slept += nap;
    }
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Every name under which something is read, and a command that reads it.
const READ: &[(&str, &[&str])] = &[
    ("co-quan.yaml", &["build"]),
    ("chung.yaml", &["build"]),
    ("nam-2025/chung.yaml", &["build"]),
    ("nam-2025/so-lieu.yaml", &["build"]),
    ("nam-2025/so-lieu.csv", &["build"]),
    ("nam-2025/so-lieu.xlsx", &["figures"]),
    ("nam-2025/so-lieu.ods", &["impact", "nam-2025/so-lieu.yaml#thu"]),
    ("ong.yaml", &["build"]),
    ("ong.yaml", &["build", "ong.yaml"]),
    ("ong.yaml", &["number", "ong.yaml"]),
    ("ong.yaml", &["finalize", "ong.yaml"]),
    ("ong.yaml", &["diff", "ong.yaml", "a.yaml"]),
    ("khach.csv", &["build", "thu.yaml"]),
    ("khach.yaml", &["build", "thu-2.yaml"]),
    ("hinh.png", &["build", "hinh.yaml"]),
    ("mau/bao-cao.typ.j2", &["build"]),
    ("mau/co-quan.typ", &["build"]),
    ("mau/chung/x.typ.j2", &["build"]),
    ("phong-chu/a.ttf", &["build"]),
    ("chung-thu/goc.pem", &["verify", "la.pdf"]),
    ("noi/goc.pem", &["verify", "la.pdf", "--roots", "noi"]),
    ("ong.pdf", &["verify", "ong.pdf"]),
    ("ong.pdf", &["verify", "la.pdf", "--for", "ong.pdf"]),
    ("ong.pdf", &["archive", "add", "ong.pdf"]),
    ("ong.vanthu.json", &["diff", "ong.vanthu.json", "a.yaml"]),
    ("ong.csv", &["figures", "import", "ong.csv", "--to", "nam-2025"]),
    ("ong.csv", &["register", "enter", "ong.csv"]),
    ("out/a.pdf", &["build", "a.yaml"]),
    ("out/a.vanthu.json", &["build", "a.yaml"]),
    ("out/a.vanthu.json", &["rebuild", "--check", "a.yaml"]),
    ("luu-tru/nhat-ky.jsonl", &["register"]),
    ("luu-tru/nhat-ky.jsonl", &["number", "a.yaml"]),
    ("luu-tru/khoa", &["number", "a.yaml"]),
    ("luu-tru/kho/moc-nhat-ky.json", &["register"]),
    ("luu-tru/kho/0=ocfl_1.1", &["archive", "audit"]),
    ("luu-tru/kho/2025/bao-cao/5-bc-ubnd/inventory.json", &["archive", "audit"]),
    ("luu-tru/chi-muc.sqlite", &["archive", "list"]),
    ("sao-luu/nhat-ky.jsonl", &["archive", "restore", "sao-luu"]),
];

#[test]
fn pipes_and_devices_are_refused_at_once_under_every_name() {
    let letter = report("Mời {{ khach.ten }}.").replace("so: 5\n", "");
    let office = |path: &str| {
        let project = Project::new()
            .file("a.yaml", report("Một."))
            .file("thu.yaml", format!("danh_sach: khach.csv\nten_tep: thu-{{{{ khach.ten }}}}\n{letter}"))
            .file("thu-2.yaml", format!("danh_sach: khach.yaml\nten_tep: thu-{{{{ khach.ten }}}}\n{letter}"))
            .file("hinh.yaml", report("![Hình](hinh.png)"))
            .file("nam-2025/b.yaml", report("Hai."))
            .file("la.pdf", "%PDF-1.7");
        if path.starts_with("luu-tru/") && !path.ends_with("jsonl") || path == "luu-tru/nhat-ky.jsonl" {
            project.run(&["register", "reserve", "--kind", "cong-van", "--for", "việc"]);
        }
        let _ = fs::remove_file(project.path().join(path));
        project
    };
    for device in [false, true] {
        for (path, args) in one_in(6, if device { 3 } else { 0 }, READ) {
            let project = office(path);
            let at = project.path().join(path);
            match device {
                false => pipe(&at),
                true => {
                    fs::create_dir_all(at.parent().unwrap()).unwrap();
                    // read without end
                    symlink("/dev/zero", &at).unwrap();
                }
            }
            let output = at_once(&project, args);
            let told = told(&output);
            assert!(!told.contains("panicked") && !told.contains("W99"), "{path} {args:?}: {told}");
            let whole = ["out/a.vanthu.json", "luu-tru/chi-muc.sqlite"].contains(path) || path.starts_with("luu-tru/");
            assert!(
                whole || output.status.code() != Some(0) || told.contains("W16") || told.contains("C38"),
                "{path} {args:?}: {told}"
            );
        }
    }
}

/// What is passed over, and whether the warning names it so.
#[test]
fn every_kind_of_what_is_passed_over_is_told_once() {
    let others = Project::empty()
        .file("ngoai.yaml", report("Ngoài."))
        .file("thu-muc/x.yaml", report("X."))
        .file("co-quan.yaml", OFFICE);
    let deep = (0..18).map(|n| format!("t{n}/")).collect::<String>();
    let project = Project::new()
        .file("a.yaml", report("Một."))
        .file("HAI.YAML", report("Hai."))
        .file("ba.Yml", report("Ba."))
        .file("nam-2025/So-lieu.xlsx", "x")
        .file("trong/that.yaml", report("Thật."))
        .file(&format!("{deep}sau.yaml"), report("Sâu."));
    let link = |to: &Path, from: &str| symlink(to, project.path().join(from)).unwrap();
    link(&others.path().join("ngoai.yaml"), "lien-ket.yaml");
    link(&others.path().join("thu-muc"), "lien-ket-thu-muc");
    link(&project.path().join("trong"), "lien-ket-trong");
    link(Path::new("khong-co.yaml"), "hong.yaml");
    link(&others.path().join("thu-muc"), "mau");
    link(&others.path().join("thu-muc"), "phong-chu");
    // these are read as what they lead to
    link(Path::new("trong/that.yaml"), "cung.yaml");
    pipe(&project.path().join("ong.yaml"));
    let mut wanted = [
        "HAI.YAML",
        "ba.Yml",
        "nam-2025/So-lieu.xlsx",
        "lien-ket.yaml",
        "lien-ket-thu-muc",
        "lien-ket-trong",
        "hong.yaml",
        "mau",
        "phong-chu",
        "ong.yaml",
    ]
    .map(str::to_owned)
    .to_vec();
    wanted.push(deep.split('/').take(17).collect::<Vec<_>>().join("/"));
    wanted.sort();
    let output = at_once(&project, &["build", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = json["phat_hien"].as_array().unwrap().iter().filter(|finding| finding["ma"] == "W16");
    let mut found: Vec<&str> = found.map(|finding| finding["tep"].as_str().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, wanted);
    assert_eq!(json["ma_ket_thuc"], 0, "{json:#}");
    for made in ["out/a.pdf", "out/cung.pdf", "out/trong/that.pdf"] {
        assert!(project.path().join(made).exists(), "{made}");
    }
    // whatever is asked of the workspace
    fs::write(project.path().join("trong/so-lieu.yaml"), "ky_bao_cao: năm 2025\nthu: 100\n").unwrap();
    for args in [&["figures"][..], &["figures", "export"], &["impact", "trong/so-lieu.yaml#thu"]] {
        let told = told(&at_once(&project, args));
        assert_eq!(told.matches("cảnh báo[W16]").count(), wanted.len(), "{args:?}: {told}");
    }
    fs::remove_file(project.path().join("trong/so-lieu.yaml")).unwrap();
    fs::remove_dir_all(project.path().join("out/so-lieu")).unwrap_or_default();
    // each kind in the words of a clerk
    insta::assert_snapshot!(told(&at_once(&project, &["build"])).replace(&*others.path().to_string_lossy(), "NGOÀI"));
}

#[test]
fn a_closed_folder_is_told_and_stops_nothing_else() {
    let as_nobody = |project: &Project, args: &[&str]| {
        let binary = env!("CARGO_BIN_EXE_vanthu");
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", binary]).args(args);
        command.current_dir(project.path()).env("NO_COLOR", "1").output()
    };
    let project = Project::new()
        .file("a.yaml", report("Một."))
        .file("kin/b.yaml", report("Hai."))
        .file("kin-2/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 1\n")
        .file("mau/bao-cao.typ.j2", "x");
    let open = |path: &str, mode: u32| {
        fs::set_permissions(project.path().join(path), fs::Permissions::from_mode(mode)).unwrap()
    };
    open("", 0o777);
    for closed in ["kin", "kin-2", "mau"] {
        open(closed, 0o000);
    }
    let ran = as_nobody(&project, &["build"]);
    for closed in ["kin", "kin-2", "mau"] {
        open(closed, 0o755);
    }
    let output = match ran {
        Ok(output) if output.status.code().is_some_and(|code| code < 3) => output,
        other => {
            eprintln!("không chạy được dưới tên người khác, bỏ qua: {other:?}");
            return;
        }
    };
    let told = told(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for closed in ["kin", "kin-2", "mau"] {
        assert_eq!(told.matches(&format!("--> {closed}\n")).count(), 1, "{closed}: {told}");
    }
    assert!(project.path().join("out/a.pdf").exists());
}
