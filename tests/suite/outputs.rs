//! Nothing is destroyed: every option of every verb that writes, over every kind of place that is not for its results.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::support::tree::tree;
use crate::support::{Project, one_in, report, verbs};

/// What an option or argument of a verb does with the path that it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Files are read, or a folder is searched.
    Reads,
    /// Results go into a folder.
    FillsFolder,
    /// One PDF is written.
    WritesPdf,
    /// One file is written that is not there yet.
    WritesNew,
    /// A folder is made outside of the workspace.
    HandsOn,
    /// The figures of a folder are written anew.
    Imports,
    /// A document is made.
    MakesDocument,
    /// The folder of a period is made.
    MakesPeriod,
    /// A document and its figures go into the folder of a period, which may be there.
    NamesPeriod,
}
use Does::{FillsFolder, HandsOn, Imports, MakesDocument, MakesPeriod, NamesPeriod, Reads, WritesNew, WritesPdf};

/// Longest time in which a refusal comes; one that waits for a pipe waits for ever.
const AT_ONCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Names of values that are no paths.
const NO_PATHS: [&str; 34] = [
    "HÌNH_THỨC",
    "CÁC_PHẦN",
    "MÔ_TẢ",
    "NƠI_NHẬN",
    "CÁCH_GỬI",
    "CƠ_QUAN",
    "NƠI_GỬI",
    "NGƯỜI_GIẢI_QUYẾT",
    "ĐỘ_MẬT",
    "SỐ_ĐẾN",
    "NGÀY",
    "SỐ",
    "SỐ_BẢN",
    "SỐ_LƯỢNG",
    "NĂM",
    "LOẠI",
    "DẠNG",
    "CHUẨN",
    "BẢN",
    "VIỆC",
    "TÊN_TẮT",
    "LÝ_DO",
    "TÁC_GIẢ",
    "TRÍCH_YẾU",
    "SỐ_KÝ_HIỆU",
    "NGƯỜI_NHẬN",
    "GHI_CHÚ",
    "TÊN",
    "HỌ_TÊN",
    "TIÊU_ĐỀ",
    "PHIẾU_CHỐT",
    "CHỮ",
    "NHÓM",
    "SỐ/KÝ-HIỆU",
];

/// Every other value of every verb.
const PATHS: &[(&str, &str, Does)] = &[
    ("archive add", "TỆP", Reads),
    ("archive add", "--for", Reads),
    ("archive backup", "THƯ_MỤC", HandsOn),
    ("archive export", "--out", HandsOn),
    ("archive get", "--to", WritesNew),
    ("archive restore", "THƯ_MỤC", Reads),
    ("build", "ĐƯỜNG_DẪN", Reads),
    ("build", "--out", FillsFolder),
    ("check", "ĐƯỜNG_DẪN", Reads),
    ("check", "--text", Reads),
    ("copy", "SỐ|TỆP", Reads),
    ("copy", "--out", FillsFolder),
    ("diff", "CŨ", Reads),
    ("diff", "MỚI", Reads),
    ("diff", "--redline", WritesPdf),
    ("diff", "--out", FillsFolder),
    ("figures", "KỲ", Reads),
    ("figures export", "KỲ", Reads),
    ("figures export", "--out", FillsFolder),
    ("figures import", "TỆP", Reads),
    ("figures import", "--to", Imports),
    ("finalize", "VĂN_BẢN", Reads),
    ("finalize", "--out", Reads),
    ("impact", "TỆP#TÊN", Reads),
    ("import", "TỆP", Reads),
    ("import", "--out", MakesDocument),
    ("import", "--period", NamesPeriod),
    ("new", "TỆP", MakesDocument),
    ("new-period", "THƯ_MỤC_MỚI", MakesPeriod),
    ("new-period", "--from", Reads),
    ("new-period", "--ky", Reads),
    ("number", "VĂN_BẢN", Reads),
    ("rebuild", "ĐƯỜNG_DẪN", Reads),
    ("rebuild", "--out", Reads),
    ("register book", "--out", FillsFolder),
    ("register enter", "BẢNG_TÍNH", Reads),
    ("register export", "--out", FillsFolder),
    ("schema", "--out", FillsFolder),
    ("verify", "TỆP", Reads),
    ("verify", "--for", Reads),
    ("verify", "--roots", Reads),
    ("watch", "ĐƯỜNG_DẪN", Reads),
    ("watch", "--out", FillsFolder),
];

#[test]
fn every_option_and_argument_that_is_a_path_has_a_decision() {
    let mut undecided = Vec::new();
    for verb in verbs::all() {
        let options = verb.options.iter().map(|(option, value)| (option.as_str(), value.as_str()));
        for (name, value) in options.chain(verb.arguments.iter().map(|value| (value.as_str(), value.as_str()))) {
            let decided = PATHS.iter().any(|(words, of, _)| *words == verb.words && *of == name);
            if !decided && !NO_PATHS.contains(&value) {
                undecided.push(format!("{} {name} {value}", verb.words));
            }
        }
    }
    assert_eq!(undecided, Vec::<String>::new());
}

/// An office with one document that went out, figures in two forms, a template, a font, a certificate, a log; a pipe, and
/// links; beside it a folder of somebody else.
fn office() -> (Project, Project) {
    let others = Project::empty().file("cua-toi.pdf", "%PDF-1.7 của người khác").file("ghi-chu.txt", "ghi chú");
    let project = Project::new()
        .file("nam-2025/bao-cao.yaml", report("Thu {{ thu }} triệu đồng."))
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 100\n")
        .file("nam-2025/so-lieu.csv", "Mã;Thực hiện\nchi;90\n")
        .file("nam-2025/hinh-01.png", "hình")
        .file("b.yaml", report("Hai."))
        .file("la.pdf", "%PDF-1.7 của người khác")
        .file("da-ky.pdf", "%PDF-1.7 /Creator(vanthu 0.1.0) /ByteRange [0 1 2 3]")
        .file("mau/co-quan.typ", "// mẫu\n")
        .file("phong-chu/doc.txt", "phông\n")
        .file("chung-thu/doc.txt", "gốc\n")
        .file("bai.txt", "Một câu.")
        .file("kho.xlsx", "bảng");
    for args in [&["number", "b.yaml"][..], &["build", "b.yaml", "nam-2025"], &["finalize", "b.yaml"]] {
        let output = project.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    }
    fs::copy(project.path().join("out/b.pdf"), project.path().join("rieng.pdf")).unwrap();
    fs::create_dir(project.path().join("thu-muc.pdf")).unwrap();
    pipe(&project.path().join("ong.pdf"));
    symlink(others.path().join("cua-toi.pdf"), project.path().join("lien-ket.pdf")).unwrap();
    symlink("/dev/null", project.path().join("thiet-bi.pdf")).unwrap();
    symlink(project.path().join("mau"), project.path().join("mau-khac")).unwrap();
    (project, others)
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A command whose value of one kind is to be refused, with the values.
fn hostile(does: Does) -> Vec<&'static str> {
    let kept = ["mau", "phong-chu", "luu-tru", "chung-thu", "mau/sau", "./nam-2025/../luu-tru/kho", "mau-khac/sau"];
    let no_folder = ["co-quan.yaml", "ong.pdf", "/dev/null", "b.yaml/sau"];
    let pdfs = [
        "co-quan.yaml",
        "b.yaml",
        "nam-2025/so-lieu.csv",
        "nam-2025/hinh-01.png",
        "luu-tru/nhat-ky.jsonl",
        "out/b.pdf",
        "la.pdf",
        "da-ky.pdf",
        "/dev/full",
        "ong.pdf",
        "lien-ket.pdf",
        "thiet-bi.pdf",
        "thu-muc.pdf",
        "mau/moi.pdf",
        "luu-tru/kho/moi.pdf",
        "kho.xlsx",
        "moi.txt",
        "moi",
    ];
    match does {
        Reads => Vec::new(),
        FillsFolder => [&kept[..], &no_folder].concat(),
        WritesPdf => pdfs.to_vec(),
        WritesNew => [&pdfs[..], &["rieng.pdf", "phong-chu/moi.pdf", "chung-thu/moi.pdf"]].concat(),
        HandsOn => [&kept[..], &no_folder, &["tui", "nam-2025/tui", "out/tui", "."]].concat(),
        Imports => ["mau", "out", "luu-tru", "phong-chu", "chung-thu", "out/nam-2025"].to_vec(),
        MakesDocument => [
            "so-lieu.yaml",
            "so-lieu",
            "co-quan.yaml",
            "chung.yml",
            "CO-QUAN.yaml",
            "nam-2025/So-Lieu.yaml",
            "mau/",
            "mau/a.yaml",
            "out/a.yaml",
            "luu-tru/a.yaml",
            "phong-chu/a.yaml",
            "chung-thu/a.yaml",
            "OUT/a.yaml",
            ".an.yaml",
            "nul.yaml",
            "con/a.yaml",
            "./-a.yaml",
            "a\u{202e}b.yaml",
            "b.yaml",
            "chung (1).yaml",
            "~$a.yaml",
        ]
        .to_vec(),
        NamesPeriod => ["out", "mau", "luu-tru", "phong-chu", "Mau", ".an", "nul", "./-x", "so-lieu.yaml"].to_vec(),
        MakesPeriod => {
            ["out", "mau", "luu-tru", "phong-chu", "Mau", ".an", "nul", "./-x", "so-lieu.yaml", "nam-2025"].to_vec()
        }
    }
}

/// The command of a verb with a value for one of its options.
fn command<'a>(verb: &str, option: &'a str, value: &'a str) -> Vec<&'a str> {
    let mut command: Vec<&str> = match (verb, option) {
        ("archive backup", _) => vec!["archive", "backup"],
        ("archive export", _) => vec!["archive", "export", "--year", "2025"],
        ("archive get", _) => vec!["archive", "get", "5/BC-UBND"],
        ("build", _) => vec!["build", "nam-2025", "--format", "pdf,png,typ"],
        ("copy", _) => vec!["copy", "rieng.pdf", "--as", "sao-y"],
        ("diff", "--redline") => vec!["diff", "nam-2025/bao-cao.yaml", "b.yaml"],
        ("diff", _) => vec!["diff", "nam-2025/bao-cao.yaml", "b.yaml", "--view", "sua", "--pages"],
        ("figures export", _) => vec!["figures", "export", "nam-2025"],
        ("figures import", _) => vec!["figures", "import", "nam-2025/so-lieu.csv"],
        ("import", _) => vec!["import", "bai.txt", "--kind", "bao-cao"],
        ("new", _) => vec!["new", "bao-cao"],
        ("new-period", _) => vec!["new-period", "--from", "nam-2025", "--ky", "năm 2026"],
        ("register book", _) => vec!["register", "book"],
        ("register export", _) => vec!["register", "export"],
        ("schema", _) => vec!["schema"],
        ("watch", _) => vec!["watch"],
        other => panic!("no command for {other:?}"),
    };
    if option.starts_with("--") {
        command.push(option);
    }
    command.push(value);
    command
}

#[test]
fn no_output_takes_the_place_of_anything_else() {
    let (project, others) = office();
    let (before, before_others) = (tree(project.path()), tree(others.path()));
    for (turn, (verb, option, does)) in PATHS.iter().enumerate() {
        // the options of one kind share its places among them
        for value in one_in(5, turn, &hostile(*does)) {
            let args = command(verb, option, value);
            let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"))
                .args(&args)
                .current_dir(project.path())
                .env("NO_COLOR", "1")
                .timeout(AT_ONCE)
                .output()
                .unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            let code = output.status.code();
            assert!(
                matches!(code, Some(1 | 2)),
                "{args:?}: {code:?} {told}{}",
                String::from_utf8_lossy(&output.stdout)
            );
            assert!(told.contains("lỗi[") && !told.contains("W99"), "{args:?}: {told}");
            let after = tree(project.path());
            let changed: Vec<_> = after.iter().filter(|(path, what)| before.get(*path) != Some(*what)).collect();
            assert!(changed.is_empty() && before.len() == after.len(), "{args:?}: {changed:?}");
            assert!(tree(others.path()) == before_others, "{args:?}");
        }
    }
}

#[test]
fn results_among_documents_take_the_place_of_results_only() {
    let (project, _) = office();
    // the sheet of the period would be read again as its figures
    let (before, output) = (tree(project.path()), project.run(&["figures", "export", "nam-2025", "--out", "."]));
    assert_eq!(output.status.code(), Some(1));
    assert!(tree(project.path()) == before);
    let project = project.file("nam-2025/hinh.yaml", report("Hình."));
    let output = project.run(&["build", "nam-2025/hinh.yaml", "--format", "png", "--out", "."]);
    assert_eq!(output.status.code(), Some(1), "nam-2025/hinh-01.png là hình của văn bản");
    assert_eq!(fs::read(project.path().join("nam-2025/hinh-01.png")).unwrap(), b"h\xc3\xacnh");
    // what a build wrote there it writes again, and a redline takes the place of a redline
    for body in ["Một.", "Hai."] {
        let project = Project::new().file("a.yaml", report(body)).file("b.yaml", report("Khác."));
        for _ in 0..2 {
            assert_eq!(
                project.run(&["build", "a.yaml", "--format", "pdf,png", "--out", ".", "--force"]).status.code(),
                Some(0)
            );
            assert_eq!(project.run(&["diff", "a.yaml", "b.yaml", "--redline", "x.PDF"]).status.code(), Some(1));
            assert_eq!(project.run(&["diff", "a.yaml", "b.yaml", "--pages", "--out", "xem"]).status.code(), Some(1));
        }
    }
}

#[test]
fn a_folder_of_the_clerks_in_the_place_of_a_backup_stays() {
    let (project, others) = office();
    let others = others.file("tam/cua-toi.txt", "của tôi");
    let to = others.path().to_string_lossy().into_owned();
    assert_eq!(project.run(&["archive", "backup", &to]).status.code(), Some(0));
    assert_eq!(fs::read(others.path().join("tam/cua-toi.txt")).unwrap(), "của tôi".as_bytes());
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Runs a command of a shell in a folder.
fn shell(project: &Project, script: &str) {
    let run =
        Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_vanthu")]).current_dir(project.path()).output();
    let run = run.unwrap();
    assert!(run.status.success(), "{script}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn modes_owners_and_links_stay() {
    let project = Project::new()
        .file("a.yaml", report("Một.").replace("so: 5\n", ""))
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 100\n")
        .file("moi.csv", "Mã;Thực hiện\nthu;120\n");
    let path = |name: &str| project.path().join(name);
    // new files are for whom the mask of the system makes them readable
    for (mask, wanted) in [("077", 0o600), ("027", 0o640), ("022", 0o644)] {
        shell(&project, &format!("umask {mask}; rm -rf out; \"$0\" build a.yaml"));
        assert_eq!(["out/a.pdf", "out/a.vanthu.json"].map(|name| mode(&path(name))), [wanted; 2], "{mask}");
    }
    // a result that was closed stays closed
    fs::set_permissions(path("out/a.pdf"), fs::Permissions::from_mode(0o600)).unwrap();
    shell(&project, "\"$0\" build a.yaml --force --pdf-standard 1.7");
    assert_eq!(mode(&path("out/a.pdf")), 0o600);
    // sources keep mode, owner and every name
    for name in ["a.yaml", "nam-2025/so-lieu.yaml"] {
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o640)).unwrap();
        // only who may give files away can be asked to keep an owner
        let _ = std::os::unix::fs::chown(path(name), Some(65534), Some(65534));
        fs::hard_link(path(name), path(&format!("{name}.ten-khac"))).unwrap();
    }
    let before = ["a.yaml", "nam-2025/so-lieu.yaml"].map(|name| fs::metadata(path(name)).unwrap());
    shell(&project, "umask 022; \"$0\" number a.yaml && \"$0\" figures import moi.csv --to nam-2025");
    for (name, before) in ["a.yaml", "nam-2025/so-lieu.yaml"].into_iter().zip(&before) {
        let after = fs::metadata(path(name)).unwrap();
        assert_eq!((after.ino(), after.mode(), after.uid()), (before.ino(), before.mode(), before.uid()), "{name}");
        assert_ne!(after.len(), 0);
        assert_eq!(fs::read(path(name)).unwrap(), fs::read(path(&format!("{name}.ten-khac"))).unwrap());
    }
    assert!(fs::read_to_string(path("a.yaml")).unwrap().contains("\nso: "));
    assert!(fs::read_to_string(path("nam-2025/so-lieu.yaml")).unwrap().contains("120"));
    // a second name of a result is a copy that somebody keeps
    fs::hard_link(path("out/a.pdf"), path("giu.pdf")).unwrap();
    let kept = fs::read(path("giu.pdf")).unwrap();
    shell(&project, "\"$0\" build a.yaml");
    assert!(fs::read(path("out/a.pdf")).unwrap() != kept && fs::read(path("giu.pdf")).unwrap() == kept);
    // a source that is a link stays one
    fs::rename(path("nam-2025/so-lieu.yaml"), path("nam-2025/that.txt")).unwrap();
    symlink("that.txt", path("nam-2025/so-lieu.yaml")).unwrap();
    fs::write(path("moi.csv"), "Mã;Thực hiện\nthu;130\n").unwrap();
    shell(&project, "\"$0\" figures import moi.csv --to nam-2025");
    assert!(fs::symlink_metadata(path("nam-2025/so-lieu.yaml")).unwrap().is_symlink());
    assert!(fs::read_to_string(path("nam-2025/that.txt")).unwrap().contains("130"));
}

#[test]
fn what_killed_runs_left_is_swept_wherever_it_lies() {
    let project = Project::new()
        .file("nam-2025/a.yaml", report("Một.").replace("so: 5\n", ""))
        .file("b.yaml", report("Hai."))
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 100\n")
        .file("moi.csv", "Mã;Thực hiện\nthu;120\n")
        .file("xem/.gitkeep", "");
    let temporary = Project::empty().file("vanthu-cu/kin.yaml", "kín").file("vanthu-moi/kin.yaml", "kín");
    let git = |args: &[&str]| {
        assert!(Command::new("git").args(args).current_dir(project.path()).output().unwrap().status.success())
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]);
    let old = std::time::SystemTime::from(vanthu::base::clock::now()) - std::time::Duration::from_secs(100_000);
    let age = |path: &Path| fs::File::open(path).unwrap().set_modified(old).unwrap();
    for (folder, args) in [
        ("out/nam-2025", &["build", "nam-2025"][..]),
        ("xem", &["diff", "nam-2025/a.yaml", "b.yaml", "--redline", "xem/x.pdf"]),
        ("nam-2025", &["number", "nam-2025/a.yaml"]),
        ("nam-2025", &["figures", "import", "moi.csv", "--to", "nam-2025"]),
        ("luoc-do", &["schema", "--out", "luoc-do"]),
    ] {
        let left = |name: &str| project.path().join(folder).join(name);
        fs::create_dir_all(project.path().join(folder)).unwrap();
        for name in [".vanthu-cu", ".vanthu-moi"] {
            fs::write(left(name), "dở").unwrap();
        }
        age(&left(".vanthu-cu"));
        assert!(project.run(args).status.code() < Some(2), "{args:?}");
        assert_eq!([".vanthu-cu", ".vanthu-moi"].map(|name| left(name).exists()), [false, true], "{args:?}");
        fs::remove_file(left(".vanthu-moi")).unwrap();
    }
    age(&temporary.path().join("vanthu-cu"));
    let run = Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args(["diff", "b.yaml@HEAD", "b.yaml"])
        .env("TMPDIR", temporary.path())
        .current_dir(project.path())
        .status();
    assert_eq!(run.unwrap().code(), Some(0));
    let left: Vec<String> = tree(temporary.path()).into_keys().filter(|path| !path.contains('/')).collect();
    assert_eq!(left, ["vanthu-moi"]);
}
