//! Documents of strangers that stand deep in themselves: each is refused with its name and a code, and ends no other.

use std::fmt::Write as _;
use std::process::Output;

use serde_json::Value;

use crate::support::watching::Watching;
use crate::support::{OFFICE, Project, report, turns};

/// Address space of a run, KB, and its CPU seconds: of a build without optimisation, on a busy machine.
const LIMITS: &str = "ulimit -v 4194304; ulimit -t 40; exec \"$0\" \"$@\"";

/// Three documents that are in order, beside those that are not.
const ORDINARY: [&str; 3] = ["a-thuong", "m-thuong", "z-thuong"];

/// How deep the deepest are.
const DEEP: [usize; 2] = [300, 6_000];

/// Runs the command within the limits.
fn run(project: &Project, args: &[&str]) -> Output {
    let command = std::process::Command::new("sh")
        .args(["-c", LIMITS, env!("CARGO_BIN_EXE_vanthu")])
        .args(args)
        .current_dir(project.path())
        .env("NO_COLOR", "1")
        .output();
    command.unwrap()
}

/// What a run said in JSON.
fn told(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {:?}\n{said}", output.status))
}

/// The codes that were told of a file.
fn codes<'a>(told: &'a Value, file: &str) -> Vec<&'a str> {
    let found = told["phat_hien"].as_array().unwrap().iter();
    let found = found.filter(|finding| finding["tep"].as_str().and_then(|name| name.rsplit('/').next()) == Some(file));
    found.filter_map(|finding| finding["ma"].as_str()).collect()
}

/// A pair of signs that hold something, again and again.
fn around(open: &str, close: &str, depth: usize) -> String {
    format!("{}chữ{}", open.repeat(depth), close.repeat(depth))
}

/// Emphasis in emphasis.
fn emphasis(depth: usize) -> String {
    let open: String = (0..depth).map(|at| if at % 2 == 0 { "*a " } else { "**b " }).collect();
    let close: String = (0..depth).rev().map(|at| if at % 2 == 0 { " a*" } else { " b**" }).collect();
    format!("{open}chữ{close}")
}

/// Lines of which each is set in further than the one above.
fn steps(mark: &str, depth: usize) -> String {
    (0..depth.min(1_000)).fold(String::new(), |mut out, at| {
        let _ = writeln!(out, "{}{mark}a", " ".repeat(mark.len() * at));
        out
    })
}

/// Fields of a document, its text last.
fn with(fields: &str) -> String {
    report("Chữ.").replacen("noi_dung", &format!("{fields}\nnoi_dung"), 1)
}

/// Maps in maps, a line each.
fn groups(depth: usize) -> String {
    (0..depth.min(1_000)).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>() + &" ".repeat(1_000) + "a: 1"
}

/// Values that name one another, each a few tiers deeper.
fn aliases(depth: usize) -> String {
    let names = (1..depth.min(120)).map(|at| format!("- &a{at} [[[[[[[[*a{}]]]]]]]]", at - 1));
    format!("can_cu:\n- &a0 x\n{}", names.collect::<Vec<_>>().join("\n"))
}

/// Every way in which a document may stand deep in itself: its name, the document, and the code it is refused with.
fn kinds(depth: usize) -> Vec<(&'static str, String, &'static str)> {
    let figure = |inside: &str| report(&format!("Số {{{{ {inside} }}}}."));
    vec![
        ("gach", report(&around("- ", "", depth)), "T07"),
        ("gach-cong", report(&around("+ ", "", depth)), "T07"),
        ("gach-sao", report(&around("* ", "", depth)), "T07"),
        ("so-thu-tu", report(&around("1. ", "", depth)), "T07"),
        ("gach-xuong-dong", report(&steps("- ", depth)), "T07"),
        ("so-xuong-dong", report(&steps("1. ", depth)), "T10"),
        ("trich-dan", report(&around(">", "", depth)), "T07"),
        ("trich-dan-gach", report(&around("> - ", "", depth)), "T07"),
        ("chu-thich", report(&around("[^1]: ", "", depth)), "T07"),
        ("nghieng-dam", report(&emphasis(depth)), "T07"),
        ("hinh", report(&around("![", "](b.png)", depth)), "T07"),
        ("hinh-trong-muc", report(&format!("- {}", around("![", "](b.png)", depth))), "T07"),
        ("o-bang", report(&format!("| A |\n|---|\n| {} |", emphasis(depth))), "T07"),
        ("de-muc", report(&format!("# {}", emphasis(depth))), "T07"),
        ("ngoac", figure(&around("(", ")", depth.min(900))), "T02"),
        ("ngoac-goi", figure(&format!("f({})", around("(", ")", depth.min(900)))), "T02"),
        ("ngoac-vuong", figure(&format!("a{}", around("[", "]", depth.min(900)))), "T02"),
        ("am", figure(&around("-", "", depth.min(1_500))), "T02"),
        ("cong", figure(&format!("a{}", "+a".repeat(depth.clamp(101, 900)))), "T02"),
        ("thuoc-tinh", figure(&format!("a{}", ".a".repeat(depth.clamp(101, 900)))), "T02"),
        ("bien-doi", figure(&format!("a{}", "|a".repeat(depth.clamp(101, 900)))), "T02"),
        (
            "ngoac-trich-yeu",
            with(&format!("chu_thich_trich_yeu: '{{{{ {} }}}}'", around("(", ")", depth.min(900)))),
            "T02",
        ),
        ("yaml-vuong", with(&format!("can_cu: {}", around("[", "]", depth))), "Y13"),
        ("yaml-nhon", with(&format!("can_cu: {}", around("{a: ", "}", depth))), "Y13"),
        ("yaml-gach", with(&format!("can_cu:\n  {}", around("- ", "", depth))), "Y13"),
        ("yaml-nhom", groups(depth), "Y13"),
        ("yaml-bi-danh", with(&aliases(depth)), "Y13"),
        ("khoi", report(&format!("```bang\nnhom: {}\n```", around("[", "]", depth))), "Y13"),
    ]
}

/// A workspace with the ordinary documents and these.
fn workspace<'a>(documents: impl IntoIterator<Item = (String, &'a String)>) -> Project {
    let project = ORDINARY.iter().fold(Project::new(), |project, name| {
        project.file(&format!("{name}.yaml"), report("Một đoạn chữ **đậm**.\n\n- một\n- hai"))
    });
    documents.into_iter().fold(project, |project, (name, text)| project.file(&format!("{name}.yaml"), text))
}

/// The ordinary documents were built, and the run ended with the status of findings.
fn assert_others_are_built(project: &Project, output: &Output) {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for name in ORDINARY {
        let built = std::fs::read(project.path().join(format!("out/{name}.pdf"))).unwrap_or_default();
        assert!(built.starts_with(b"%PDF"), "{name}");
    }
}

#[test]
fn what_stands_too_deep_is_refused_by_name_and_ends_no_other() {
    let all: Vec<(String, String, &str)> = std::iter::once(40)
        .chain(DEEP)
        .flat_map(|depth| {
            kinds(depth).into_iter().map(move |(name, text, code)| (format!("{name}-{depth}"), text, code))
        })
        .collect();
    let project = workspace(all.iter().map(|(name, text, _)| (name.clone(), text)));
    let output = run(&project, &["build", ".", "--json"]);
    assert_others_are_built(&project, &output);
    let told = told(&output);
    for (name, _, code) in &all {
        let found = codes(&told, &format!("{name}.yaml"));
        assert!(found.contains(code), "{name}: {found:?}");
        assert!(!found.contains(&"W99"), "{name}");
    }
}

#[test]
fn the_verdict_is_the_same_in_every_company_and_at_every_door() {
    for (name, text, code) in kinds(6_000).into_iter().step_by(turns(14, 1) as usize) {
        let project = workspace([("thu".to_owned(), &text), ("thu-cu".to_owned(), &report("Chữ."))]);
        let alone = told(&run(&project, &["build", "thu.yaml", "--json"]));
        let beside = told(&run(&project, &["build", ".", "--json"]));
        assert_eq!(codes(&alone, "thu.yaml"), codes(&beside, "thu.yaml"), "{name}");
        assert!(codes(&alone, "thu.yaml").contains(&code), "{name}");
        let diff = run(&project, &["diff", "thu-cu.yaml", "thu.yaml", "--json"]);
        assert!(codes(&told(&diff), "thu.yaml").contains(&code), "{name}");
        let impact = run(&project, &["impact", "co-quan.yaml", "--json"]);
        assert!(impact.status.code().is_some_and(|code| code < 2), "{name}: {:?}", impact.status);
    }
}

#[test]
fn letters_of_a_deep_document_are_refused_once() {
    let (_, text, _) = kinds(6_000).swap_remove(0);
    let project = workspace([("thu".to_owned(), &text.replacen("loai", "danh_sach: a.csv\nloai", 1))]);
    let project = project.file("a.csv", "Họ tên\nNguyễn Văn A\nTrần Thị B\n");
    let output = run(&project, &["build", ".", "--json"]);
    assert_others_are_built(&project, &output);
    assert_eq!(codes(&told(&output), "thu.yaml"), ["T07"]);
}

#[test]
fn deep_figures_and_facts_are_refused_where_they_stand() {
    for name in ["so-lieu.yaml", "chung.yaml"] {
        for text in
            [groups(300), format!("a: {}", around("[", "]", 6_000)), format!("a: {}", around("{a: ", "}", 6_000))]
        {
            let project =
                workspace([]).file(&format!("nam-2025/{name}"), &text).file("nam-2025/b.yaml", report("Chữ."));
            let output = run(&project, &["build", ".", "--json"]);
            assert_others_are_built(&project, &output);
            assert!(codes(&told(&output), name).contains(&"Y13"), "{name}");
            let carried = run(&project, &["new-period", "nam-2026", "--from", "nam-2025"]);
            assert!(carried.status.code().is_some_and(|code| code > 0), "{name}");
        }
    }
}

#[test]
fn what_stands_as_deep_as_may_be_is_set() {
    let deep = [
        emphasis(20),
        format!("| A | B |\n|---|---|\n| {} | 1 |", emphasis(20)),
        format!("Chữ[^1].\n\n[^1]: {}", emphasis(20)),
        format!("## {}", emphasis(20)),
        format!("Số {{{{ {} }}}}.", around("(", ")", 19).replace("chữ", "1 + 1")),
        format!("Số {{{{ 1{} }}}}.", " + 1".repeat(100)),
        steps("- ", 5),
    ];
    let project = deep
        .iter()
        .zip(1..)
        .fold(workspace([]), |project, (body, n)| project.file(&format!("sau-{n}.yaml"), report(body)));
    let output = run(&project, &["build", ".", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_watch_tells_what_stands_too_deep_and_goes_on() {
    let (_, text, code) = kinds(6_000).swap_remove(0);
    let project = workspace([]);
    let watching = Watching::start(&project);
    ORDINARY.iter().for_each(|name| watching.wait_for(&format!("out/{name}.pdf")));
    for (name, text) in [("thu", &text), ("so-lieu", &groups(300))] {
        std::fs::write(project.path().join(format!("{name}.yaml")), text).unwrap();
        watching.wait_for(&format!("lỗi[{}]", if name == "thu" { code } else { "Y13" }));
    }
    std::fs::remove_file(project.path().join("so-lieu.yaml")).unwrap();
    std::fs::write(project.path().join("m-thuong.yaml"), report("Khác.")).unwrap();
    watching.wait_for("out/m-thuong.pdf");
}

#[test]
fn signs_heaped_on_a_letter_do_not_fill_the_screen() {
    let heap = "\u{301}".repeat(100_000);
    let texts = [
        report(&format!("Chữ a{heap} {{{{ khong_co }}}}.")),
        report(&format!("Chữ <b>a{heap}</b>.")),
        report(&format!("Chữ {{{{ a{heap} }}}}.")),
        report("Chữ.").replace("noi_nhan", &format!("a{heap}: x\nnoi_nhan")),
        report("Chữ.").replace("Kết quả", &format!("\"Kết quả a{heap}")),
        report("Chữ.").replace("loai: bao-cao", &format!("loai: a{heap}")),
        report("Chữ.").replace("2025-12-05", &format!("a{heap}")),
        report(&format!("Chữ [](#a{heap}).")),
        report(&format!("![Hình](a{heap}.png)")),
    ];
    let project = workspace(texts.iter().zip(1..).map(|(text, n)| (format!("chong-{n}"), text)));
    let output = run(&project, &["build", "."]);
    assert_others_are_built(&project, &output);
    let said = String::from_utf8(output.stderr).unwrap();
    for n in 1..=texts.len() {
        assert!(said.contains(&format!("--> chong-{n}.yaml:")), "{n}: {said:.9000}");
    }
    assert!(said.len() < 40_000, "{}", said.len());
}

/// What stands around the text, and tables that are all columns: each is told before it is set, and alone.
#[test]
fn what_no_page_takes_is_told_before_it_is_set() {
    let list = |count: usize| (0..count).map(|at| format!("\"Nơi {at}\"")).collect::<Vec<_>>().join(", ");
    let columns =
        |count: usize| report(&format!("|{}\n|{}\n|{}", "a|".repeat(count), "-|".repeat(count), "b|".repeat(count)));
    let long = "A ".repeat(50_000);
    let cases = [
        ("cot", columns(10_000), "T14"),
        ("noi-nhan", report("Chữ.").replace("noi_nhan: chung", &format!("noi_nhan: [{}]", list(60_000))), "L09"),
        ("can-cu", with(&format!("can_cu: [{}]", list(20_000))), "L09"),
        (
            "quyen-han",
            report("Chữ.").replace("ct-ubnd", &format!("{{quyen_han: \"{long}\", chuc_vu: B, ho_ten: C}}")),
            "L09",
        ),
        ("chu-thich", with(&format!("chu_thich_trich_yeu: \"{long}\"")), "L09"),
    ];
    let project = workspace(cases.iter().map(|(name, text, _)| ((*name).to_owned(), text)));
    let project = project.file("vua.yaml", columns(20));
    let output = run(&project, &["build", ".", "--json"]);
    assert_others_are_built(&project, &output);
    let told = told(&output);
    for (name, _, code) in &cases {
        assert!(codes(&told, &format!("{name}.yaml")).contains(code), "{name}: {told:#}");
    }
    assert!(project.path().join("out/vua.pdf").exists());
}

#[test]
fn a_workspace_that_cannot_be_used_does_not_end_the_one_beside_it() {
    let project = workspace([])
        .file("kho/co-quan.yaml", format!("{OFFICE}\nx: {}\n", around("[", "]", 6_000)))
        .file("kho/b.yaml", report("Chữ."));
    let output = run(&project, &["build", ".", "kho", "--json"]);
    assert_others_are_built(&project, &output);
    assert!(codes(&told(&output), "co-quan.yaml").contains(&"Y13"));
    assert_eq!(run(&project, &["build", "kho", "--json"]).status.code(), Some(2));
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Signs that open and close what may hold something, in any mix.
fn mix(dice: &mut Dice) -> String {
    const SIGNS: [&str; 24] = [
        "- ", "  ", "\n", "> ", "1. ", "*a ", " b*", "**", "_", "[", "](a)", "![", "(", ")", "{{ ", " }}", "[^1]: ",
        "| ", "```\n", "`", "# ", "<b>", "\\", "chữ ",
    ];
    let kinds = 1 + dice.roll(6);
    let signs: Vec<&str> = (0..kinds).map(|_| SIGNS[dice.roll(SIGNS.len())]).collect();
    (0..200 + dice.roll(4_000)).map(|_| signs[dice.roll(signs.len())]).collect()
}

#[test]
fn no_mix_of_signs_ends_a_run() {
    for round in 0..turns(1, 20) {
        let mut dice = Dice(u64::from(round) + 7);
        let texts: Vec<String> = (0..24).map(|_| report(&mix(&mut dice))).collect();
        let project = workspace(texts.iter().zip(1..).map(|(text, n)| (format!("tron-{n:02}"), text)));
        let output = run(&project, &["build", ".", "--json"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{round}: {:?}", output.status);
        let told = told(&output);
        for (n, text) in (1..).zip(&texts) {
            let found = codes(&told, &format!("tron-{n:02}.yaml"));
            assert!(!found.contains(&"W99"), "{round}: {text}");
        }
        for name in ORDINARY {
            assert!(project.path().join(format!("out/{name}.pdf")).exists(), "{round}: {name}");
        }
    }
}
