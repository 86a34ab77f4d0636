//! Pictures and fonts from strangers: each is shown whole, or told with code, file and line; never our bug, never the end of
//! the documents beside it.

mod drawings;
mod fonts;
mod points;
mod totals;

use std::process::Command;

use serde_json::Value;

use crate::support::{Project, report};

/// A picture that a document shows, and what has to be said of it.
struct Case {
    /// What the picture is, also in the names of files.
    name: &'static str,
    /// With its ending.
    file: &'static str,
    bytes: Vec<u8>,
    /// Words that the finding holds, after its code; none when the picture is taken without a word.
    told: Option<(&'static str, &'static str)>,
}

fn taken(name: &'static str, file: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case { name, file, bytes: bytes.into(), told: None }
}

fn refused(name: &'static str, file: &'static str, bytes: impl Into<Vec<u8>>, words: &'static str) -> Case {
    Case { name, file, bytes: bytes.into(), told: Some(("T12", words)) }
}

/// Text of a document that shows a picture in its third line.
fn showing(path: &str) -> String {
    report(&format!("Nội dung báo cáo.\n\n![Lời chú của hình]({path})\n"))
}

/// The line of the picture in a document of [`showing`].
const LINE: u64 = 11;

/// Runs `build --json` with 4 GB of memory and its time, and gives the exit code with the answer.
fn build(project: &Project, more: &[&str]) -> (Option<i32>, Value) {
    let output = limited(project, &[&["build", "--json"], more].concat());
    let answer = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", lossy(&output.stdout), lossy(&output.stderr)));
    (output.status.code(), answer)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn limited(project: &Project, args: &[&str]) -> std::process::Output {
    let mut command = Command::new("sh");
    // CPU seconds of a build without optimisation: a busy machine does not count
    command.args(["-c", r#"ulimit -v 4000000; ulimit -t 30; exec "$@""#, "sh", env!("CARGO_BIN_EXE_vanthu")]);
    command.args(args).current_dir(project.path()).env("NO_COLOR", "1").output().unwrap()
}

/// A workspace with three ordinary documents.
fn beside_ordinary() -> Project {
    let ordinary = report("Văn bản thường.");
    ["mot", "hai", "ba"].iter().fold(Project::new(), |project, name| project.file(&format!("{name}.yaml"), &ordinary))
}

/// Builds every case in one run beside three ordinary documents.
fn try_all(cases: &[Case]) -> Project {
    let mut project = beside_ordinary();
    for Case { name, file, bytes, .. } in cases {
        let path = format!("hinh/{name}/{file}");
        project = project.file(&path, bytes).file(&format!("xau-{name}.yaml"), showing(&path));
    }
    let (code, answer) = build(&project, &[]);
    let wrong = cases.iter().any(|case| case.told.is_some_and(|(code, _)| code != "T18"));
    assert_eq!(code, Some(i32::from(wrong)), "{answer:#}");
    for name in ["mot", "hai", "ba"] {
        assert!(project.path().join(format!("out/{name}.pdf")).exists(), "{name}: {answer:#}");
    }
    for case in cases {
        check(case, &project, &answer);
    }
    project
}

/// What was found in a document.
fn findings_of<'a>(answer: &'a Value, file: &str) -> Vec<&'a Value> {
    let all = answer["phat_hien"].as_array().unwrap();
    all.iter().filter(|finding| finding["tep"] == file).collect()
}

fn check(case: &Case, project: &Project, answer: &Value) {
    let file = format!("xau-{}.yaml", case.name);
    let mut findings = findings_of(answer, &file);
    if case.told.is_some_and(|(code, _)| code == "T12") {
        // what would be said of it if it were shown
        findings.retain(|finding| finding["ma"] != "T18");
    }
    let built = project.path().join(format!("out/xau-{}.pdf", case.name)).exists();
    match case.told {
        None => assert!(findings.is_empty() && built, "{}: {findings:#?}", case.name),
        Some((code, words)) => {
            assert_eq!(built, code == "T18", "{}: {findings:#?}", case.name);
            let [finding] = &findings[..] else { panic!("{}: {findings:#?}", case.name) };
            assert_eq!(finding["ma"], code, "{finding:#}");
            assert_eq!(finding["vi_tri"]["dong"], LINE, "{finding:#}");
            assert!(finding["noi_dung"].as_str().unwrap().contains(words), "{}: {finding:#}", case.name);
            assert!(!finding["goi_y"].as_array().unwrap().is_empty(), "{finding:#}");
        }
    }
}
