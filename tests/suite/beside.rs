//! Side by side with others: builds of the same results, results among documents, git of somebody else.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use vanthu::base::digest::Digest;

use crate::support::watching::Watching;
use crate::support::{Project, report, turns};

fn vanthu(project: &Project, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.args(args).current_dir(project.path()).env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Whether every file that a record names is the one it speaks of.
fn pairs_hold(project: &Project, name: &str) -> bool {
    let record = fs::read(project.path().join(format!("out/{name}.vanthu.json"))).unwrap();
    let record: serde_json::Value = serde_json::from_slice(&record).unwrap();
    record["ket_qua"].as_object().unwrap().iter().all(|(file, written)| {
        let bytes = fs::read(project.path().join("out").join(file)).unwrap();
        written["sha256"] == serde_json::to_value(Digest::of(&bytes)).unwrap()
    })
}

#[test]
fn builds_of_other_options_side_by_side_leave_pairs() {
    let project = Project::new().file("a.yaml", report("Một.")).file("b.yaml", report("Hai."));
    for turn in 0..turns(1, 40) {
        let running = [
            &["build"][..],
            &["build", "--pdf-standard", "1.7"],
            &["build", "--format", "pdf,png"],
            &["build", "--force"],
        ]
        .map(|args| vanthu(&project, args).spawn().unwrap());
        for mut child in running {
            assert_eq!(child.wait().unwrap().code(), Some(0));
        }
        assert!(pairs_hold(&project, "a") && pairs_hold(&project, "b"), "turn {turn}");
    }
}

#[test]
fn a_build_waits_for_another_one_and_says_so() {
    let project = Project::new().file("a.yaml", report("Một."));
    fs::create_dir(project.path().join("out")).unwrap();
    let held = fs::File::open(project.path().join("out")).unwrap();
    held.lock().unwrap();
    let mut child = vanthu(&project, &["build"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stderr.take().unwrap()), &mut line).unwrap();
    assert!(line.starts_with("Đang chờ lần tạo khác ghi xong vào"), "{line}");
    assert!(!project.path().join("out/a.pdf").exists());
    drop(held);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(project.path().join("out/a.pdf").exists());
}

#[test]
fn a_build_that_makes_nothing_leaves_no_folder() {
    let project = Project::new().file("a.yaml", report("Một {{ x }}."));
    assert_eq!(project.run(&["build"]).status.code(), Some(1));
    assert!(!project.path().join("out").exists());
}

#[test]
fn watching_works_with_results_among_the_documents() {
    for out in [".", "nam-2025", ".."] {
        let project =
            Project::empty().file("d/co-quan.yaml", crate::support::OFFICE).file("d/nam-2025/a.yaml", report("Một."));
        let watching = Watching::start_in(&project, "d", &["--out", out]);
        watching.wait_for("nam-2025/a.pdf");
        fs::write(project.path().join("d/nam-2025/a.yaml"), report("Hai.")).unwrap();
        watching.wait_for("nam-2025/a.pdf");
        // its own results are no change
        watching.is_silent();
    }
}

/// A repository of a workspace.
fn repository(project: Project) -> Project {
    let git = |args: &[&str]| {
        let run = Command::new("git").args(args).current_dir(project.path()).output().unwrap();
        assert!(run.status.success(), "{args:?} {}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["config", "user.name", "x"]);
    git(&["config", "user.email", "x@x"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "cũ"]);
    project
}

#[test]
fn paths_may_hold_the_sign_before_a_revision() {
    let mut project = Project::new();
    for path in
        ["a.yaml", "a@b.yaml", "an@co-quan/c.yaml", "an@co-quan/d@e.yaml", "an@co-quan/mat.yaml", "mat@tich.yaml"]
    {
        project = project.file(path, report("Cũ."));
    }
    let project = repository(project).file("a@b.yaml", report("Mới."));
    for gone in ["an@co-quan/mat.yaml", "mat@tich.yaml"] {
        fs::remove_file(project.path().join(gone)).unwrap();
    }
    for (old, code) in [
        ("a.yaml@HEAD", 0),
        ("a.yaml@HEAD@{0}", 0),
        ("a@b.yaml@HEAD", 0),
        ("a@b.yaml@main", 0),
        ("a@b.yaml", 1),
        ("an@co-quan/c.yaml@HEAD", 0),
        ("an@co-quan/d@e.yaml@HEAD", 0),
        ("an@co-quan/mat.yaml@HEAD", 0),
        ("./an@co-quan/mat.yaml@HEAD~0", 0),
        ("a.yaml@khong-co", 2),
        ("an@co-quan/khong.yaml@HEAD", 2),
    ] {
        let output = project.run(&["diff", old, "a.yaml"]);
        assert_eq!(output.status.code(), Some(code), "{old}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn nothing_of_a_repository_is_run_and_no_other_one_is_asked() {
    let project = repository(
        Project::new()
            .file("a.yaml", report("Cũ."))
            .file(
                ".gitattributes",
                "*.yaml filter=bay diff=bay text eol=crlf\na.yaml export-subst\nb.yaml export-ignore\n",
            )
            .file("b.yaml", report("Hai.")),
    );
    let other = repository(Project::new().file("a.yaml", report("Của kho khác.")));
    let trap = project.path().join(".git/bay");
    fs::write(&trap, format!("#!/bin/sh\ntouch {}\ncat\n", project.path().join("bi-chay").display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let run = trap.display().to_string();
    for (name, value) in [
        ("filter.bay.smudge", run.as_str()),
        ("filter.bay.clean", &run),
        ("filter.bay.process", &run),
        ("filter.bay.required", "true"),
        ("diff.bay.textconv", &run),
        ("diff.bay.command", &run),
        ("core.fsmonitor", &run),
        ("core.hooksPath", &project.path().join(".git").display().to_string()),
        ("core.pager", &run),
        ("core.sshCommand", &run),
        ("core.editor", &run),
        ("tar.zip.command", &run),
        ("alias.ls-tree", &format!("!{run}")),
        ("alias.cat-file", &format!("!{run}")),
    ] {
        assert!(
            Command::new("git").args(["config", name, value]).current_dir(project.path()).status().unwrap().success()
        );
    }
    for hook in ["post-checkout", "post-index-change", "reference-transaction"] {
        fs::copy(&trap, project.path().join(".git").join(hook)).unwrap();
        fs::copy(&trap, project.path().join(".git/hooks").join(hook)).unwrap();
    }
    let project = project.file("a.yaml", report("Mới."));
    let elsewhere = other.path().join(".git").display().to_string();
    for variables in [
        &[][..],
        &[("GIT_DIR", elsewhere.as_str())],
        &[("GIT_DIR", &elsewhere), ("GIT_WORK_TREE", "/")],
        &[("GIT_INDEX_FILE", "/khong-co"), ("GIT_OBJECT_DIRECTORY", "/khong-co"), ("GIT_NAMESPACE", "x")],
        &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.bare"), ("GIT_CONFIG_VALUE_0", "sai")],
        &[("GIT_CONFIG_PARAMETERS", "'core.bare=sai'"), ("GIT_CEILING_DIRECTORIES", "/")],
        &[("GIT_TRACE", project.path().join("bi-chay").to_str().unwrap())],
    ] {
        for (old, changed) in [("a.yaml@HEAD", true), ("b.yaml@HEAD", false)] {
            let new = old.split('@').next().unwrap();
            let output = vanthu(&project, &["diff", old, new])
                .envs(variables.iter().copied())
                .stdout(Stdio::piped())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(i32::from(changed)), "{variables:?} {old}");
            let told = String::from_utf8_lossy(&output.stdout);
            assert_eq!(told.contains("Cũ"), changed, "{variables:?}: {told}");
        }
        assert!(!project.path().join("bi-chay").exists(), "{variables:?}");
    }
}
