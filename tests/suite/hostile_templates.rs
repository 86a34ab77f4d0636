//! Templates come from anyone: whatever one asks for ends within its time and memory, is told with its line, and leaves
//! every other document of the run as it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{OFFICE, Project, report, turns};

/// What the program says of a template.
const TOO_LONG: &str = "chạy quá lâu";
const TOO_MUCH: &str = "dùng quá nhiều bộ nhớ";
const STOPPED: &str = "làm việc dàn trang dừng đột ngột";
const NOT_SET: &str = "không dàn trang được";
const NOT_RUN: &str = "không chạy được";

/// What is said of one that was ended: which of its bounds comes first depends on the machine.
const ENDED: &[&str] = &[TOO_LONG, TOO_MUCH, STOPPED];

/// Kinds that have no template of their own beside them.
const ORDINARY: [&str; 3] = ["quyet-dinh", "cong-van", "phieu-bao"];

/// Kinds of one form, a hostile template for each.
const KINDS: [&str; 16] = [
    "bao-cao",
    "to-trinh",
    "ke-hoach",
    "thong-bao",
    "chi-thi",
    "quy-che",
    "quy-dinh",
    "thong-cao",
    "huong-dan",
    "chuong-trinh",
    "phuong-an",
    "de-an",
    "du-an",
    "giay-uy-quyen",
    "phieu-gui",
    "phieu-chuyen",
];

/// What stands in the third line of a template, any of which may be said of it, and the line that is named.
type Case = (&'static str, &'static [&'static str], usize);

/// One of each kind; quick ones.
const FEW: [Case; 9] = [
    // minijinja: widths, texts that double, steps
    ("{{ '%1000000000d'|format(5) }}", ENDED, 3),
    ("{% set n = namespace(x='aaaaaaaa') %}\n{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", ENDED, 4),
    ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", ENDED, 3),
    // Typst: texts, recursion that is no error, pages, the disk, packages
    ("#let x = [a]\n#let y = \"a\" * 1000000000000", ENDED, 4),
    ("#{\n  let a = (1,)\n  for i in range(60) {\n    a = a + a\n  }\n}", ENDED, 6),
    ("#for i in range(1000000) [#pagebreak()]", ENDED, 3),
    ("\n#read(\"/etc/passwd\")", &[NOT_SET], 4),
    ("#import \"@preview/cetz:0.3.0\"", &[NOT_SET], 3),
    ("#let f(n) = f(n + 1)\n#f(0)", &[NOT_SET], 3),
];

/// More of each kind.
const MORE: [Case; 22] = [
    ("{{ 'x\\ny'|indent(2000000000) }}", ENDED, 3),
    ("{% set a = 'a' * 90000000 %}{{ a|replace('a', 'bbbbbbbbbbbbbbbbbbb') }}", ENDED, 3),
    ("{{ ([1] * 100000000)|list|length }}", ENDED, 3),
    ("{{ (range(100000)|list * 900)|sort|length }}", ENDED, 3),
    ("{% include 'bao-cao.typ.j2' %}", &[NOT_RUN, STOPPED], 3),
    ("#while true { }", &[NOT_SET], 3),
    ("#let x = \"a\" * 3000000000", ENDED, 3),
    ("#let f(n, k) = if n > 0 { f(n - 1, 2 * k) + f(n - 1, 2 * k + 1) } else { 1 }\n#f(60, 1)", ENDED, 3),
    ("#{ let i = 0; while i < 9000 { i += 1; let j = 0; while j < 9000 { j += 1 } } }", ENDED, 3),
    ("#grid(columns: 200000, ..range(200000).map(str))", ENDED, 3),
    ("#lorem(1000000000)", ENDED, 3),
    ("#{ let a = [x]; for i in range(40) { a = [#a#a] }; a }", ENDED, 3),
    ("#{ let a = [x]; for i in range(40) { a = box[#a#a] }; a }", ENDED, 3),
    ("#eval(\"for i in range(100000000) { i }\")", ENDED, 3),
    ("#image(\"/etc/passwd\")", &[NOT_SET], 3),
    ("#plugin(\"x.wasm\")", &[NOT_SET], 3),
    ("#khong-co()", &[NOT_SET], 3),
    ("#set page(height: 1mm, margin: 0mm)\n#for i in range(300000) [dòng #i\\ ]", ENDED, 4),
    ("#let x = bytes(range(30000000).map(x => 65))", ENDED, 3),
    ("#let x = range(1000000000)", ENDED, 3),
    ("#let x = (\"ab\" * 1000000).replace(\"a\", \"b\" * 1000000)", ENDED, 3),
    ("#context {\n  let i = 0\n  while i < 9000 { i += 1; let j = 0; while j < 9000 { j += 1 } }\n}", ENDED, 5),
];

fn template(hostile: &str) -> String {
    let include = |name: &str| format!("{{% include \"chung/{name}.typ.j2\" %}}\n");
    include("khai-bao") + &include("dau-trang") + hostile + "\n" + &include("noi-dung")
}

fn document(kind: &str) -> String {
    let own = match kind {
        "giay-uy-quyen" => "nguoi_uy_quyen: A\nnguoi_duoc_uy_quyen: B\nthoi_han: C\n",
        "phieu-gui" => "cac_van_ban: [{trich_yeu: A}]\n",
        "phieu-chuyen" => "kinh_chuyen: A\n",
        _ => "",
    };
    report("Nội dung.").replace("loai: bao-cao", &format!("loai: {kind}")) + own
}

/// Runs the command where no process may take more than 4 GB, and none longer than so many seconds.
fn limited(folder: &Path, arguments: &str, seconds: u64) -> Output {
    let line = format!("ulimit -v 4000000; exec timeout {seconds} \"$0\" {arguments}");
    let mut command = Command::new("sh");
    command.args(["-c", &line, env!("CARGO_BIN_EXE_vanthu")]).current_dir(folder).env("NO_COLOR", "1");
    command.output().unwrap()
}

/// The findings of a run in JSON, each with its code, file and message.
fn told(output: &Output) -> Vec<[String; 3]> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text} {output:?}"));
    let field = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = json["phat_hien"].as_array().unwrap().iter();
    findings.map(|finding| ["ma", "tep", "noi_dung"].map(|key| field(finding, key))).collect()
}

/// Builds a hostile document of each case with ordinary ones beside it.
fn assert_told(cases: &[Case], seconds: u64) {
    let project =
        ORDINARY.iter().fold(Project::new(), |project, kind| project.file(&format!("{kind}.yaml"), document(kind)));
    let project = KINDS.iter().zip(cases).fold(project, |project, (kind, (hostile, ..))| {
        // a template that includes itself has the name of its kind
        let text = template(hostile).replace("'bao-cao.typ.j2'", &format!("'{kind}.typ.j2'"));
        project.file(&format!("{kind}.yaml"), document(kind)).file(&format!("mau/{kind}.typ.j2"), text)
    });
    let output = limited(project.path(), "build --json", seconds);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = told(&output);
    for (kind, (hostile, said, line)) in KINDS.iter().zip(cases) {
        let file = format!("mau/{kind}.typ.j2:{line}");
        let is_told = |[code, at, words]: &[String; 3]| {
            code == "W08" && *at == file && said.iter().any(|said| words.ends_with(said))
        };
        assert!(told.iter().any(is_told), "{hostile}: {told:#?}");
        assert!(!project.path().join(format!("out/{kind}.pdf")).exists(), "{hostile}");
    }
    for kind in ORDINARY {
        assert!(project.path().join(format!("out/{kind}.pdf")).exists(), "{kind}: {told:#?}");
    }
}

#[test]
fn hostile_templates_are_told_with_their_line_and_the_others_are_built() {
    assert_told(&FEW, 170);
}

#[test]
fn hostile_templates_of_any_kind_end_alone_in_their_time() {
    // what developers build is slower, and is let run for longer
    let seconds = if cfg!(debug_assertions) { 40 } else { 10 };
    let count = turns(1, 31) as usize;
    for case in MORE.iter().chain(&FEW).take(count) {
        assert_told(&[*case], seconds);
    }
}

#[test]
fn a_hostile_part_stops_its_workspace_and_not_the_one_beside_it() {
    let part = "// cỡ\n#import \"goc.typ\": *\n#let tong = range(2000000000)\n";
    let original = fs::read_to_string(templates().join("kich-thuoc.typ")).unwrap();
    let project = Project::empty()
        .file("mot/co-quan.yaml", OFFICE)
        .file("mot/bao-cao.yaml", document("bao-cao"))
        .file("mot/mau/kich-thuoc.typ", part)
        .file("mot/mau/goc.typ", original)
        .file("hai/co-quan.yaml", OFFICE)
        .file("hai/bao-cao-hai.yaml", document("bao-cao"));
    let told = told(&limited(project.path(), "build --json mot hai", 60));
    assert!(told.iter().any(|[code, at, _]| code == "W08" && at == "mot/mau/kich-thuoc.typ:3"), "{told:#?}");
    assert!(project.path().join("out/bao-cao-hai.pdf").exists(), "{told:#?}");
}

fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

/// What is tried gives the pages that it would give untried.
#[test]
fn a_copy_of_the_built_in_templates_gives_the_same_bytes() {
    let body = "Một câu có {{ tong_so }} và [^1].\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Chú thích.";
    let plain = ["bao-cao", "cong-van", "quyet-dinh"].iter().fold(Project::new(), |project, kind| {
        project.file("chung.yaml", "tong_so: 5\n").file(&format!("{kind}.yaml"), report(body).replace("bao-cao", kind))
    });
    assert!(plain.run(&["build"]).status.success());
    let pdf = |kind: &str| fs::read(plain.path().join(format!("out/{kind}.pdf"))).unwrap();
    let kinds = ["bao-cao", "cong-van", "quyet-dinh"];
    let before = kinds.map(pdf);
    for name in ["mau-1.4-ten-loai.typ.j2", "mau-1.5-cong-van.typ.j2", "chung/dau-trang.typ.j2", "kich-thuoc.typ"] {
        let to = plain.path().join("mau").join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(templates().join(name), to).unwrap();
    }
    let output = plain.run(&["build", "--force"]);
    assert!(output.status.success(), "{output:?}");
    assert!(before == kinds.map(pdf));
}

/// Without an end, though Typst stops by itself: it warns, and the pages stand.
#[test]
fn a_state_that_never_settles_is_no_hostile_template() {
    let text = template("#let s = state(\"x\", 0)\n#context { s.update(s.final() + 1) }");
    let project = Project::new().file("bao-cao.yaml", document("bao-cao")).file("mau/bao-cao.typ.j2", text);
    let output = limited(project.path(), "build", 60);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_page_that_cannot_be_drawn_is_refused() {
    let text = template("#page(width: 900cm, height: 900cm)[a]");
    let project = Project::new().file("bao-cao.yaml", document("bao-cao")).file("mau/bao-cao.typ.j2", text);
    let told = told(&limited(project.path(), "build --json --format png", 60));
    assert!(told.iter().any(|[code, at, words]| code == "W08" && at == "mau" && words.contains("600 mm")), "{told:#?}");
}

/// Expressions in documents know no operator in brackets, and print so much and no more.
#[test]
fn expressions_cannot_grow_texts() {
    let grown = [
        "{{ 5|tien(\"a\" * 100000000) }}",
        "{{ a[\"x\" ~ \"y\" * 90000000] }}",
        "{{ \"%1000000000d\"|format(5) }}",
        "{{ range(99999999) }}",
    ];
    for text in grown {
        let project = Project::new().file("chung.yaml", "a: 5\n").file("bao-cao.yaml", report(text));
        let told = told(&limited(project.path(), "build --json", 10));
        let of_text = |[code, at, _]: &[String; 3]| code.starts_with('T') && at == "bao-cao.yaml";
        assert!(told.iter().any(of_text), "{text}: {told:#?}");
    }
    let long = format!("a: {}\n", "chữ ".repeat(10_000));
    let text = "{{ a }} ".repeat(200);
    let project = Project::new().file("chung.yaml", long).file("bao-cao.yaml", report(&text));
    let told = told(&limited(project.path(), "build --json", 20));
    let too_much = told.iter().filter(|[_, _, words]| words.contains("in ra quá nhiều chữ"));
    assert_eq!(too_much.count(), 1, "{told:#?}");
}
