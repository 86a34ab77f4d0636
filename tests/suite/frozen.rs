//! What was issued stays as it was, whoever builds: a watch that runs since before, and the letters of a list.

use std::fs;

use vanthu::record::Digest;

use super::number::{draft, issue};
use super::watch::Watching;
use crate::support::Project;

#[test]
fn a_watch_leaves_what_was_issued_since_it_began() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    project.run(&["number", "a.yaml", "--date", "2025-12-05"]);
    project.run(&["build", "a.yaml"]);
    let path = |name: &str| project.path().join(name);
    let went_out = fs::read(path("out/a.pdf")).unwrap();
    let watching = Watching::start(&project);
    issue(&project, "a.yaml", vec![Digest::of(&went_out)]);
    let text = fs::read_to_string(path("a.yaml")).unwrap();
    fs::write(path("a.yaml"), text.replace("Một.", "Hai.")).unwrap();
    watching.wait_for("đã phát hành, dựng lại bây giờ thì khác");
    assert!(fs::read(path("out/a.pdf")).unwrap() == went_out);
}

#[test]
fn issued_letters_stay_as_they_went_out() {
    let list = "kinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\nten_tep: \"{{ khach.ten }}\"\n";
    let project = Project::new().file("moi.yaml", draft("cong-van", list)).file("khach.csv", "Tên;Tổ\nAn;1\nBa;2\n");
    let told = |args: &[&str]| {
        let output = project.run(args);
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), text)
    };
    assert_eq!(told(&["number", "moi.yaml", "--date", "2025-12-05"]).0, 0);
    assert_eq!(told(&["build", "moi.yaml"]).0, 0);
    let letters = || -> Vec<(String, Vec<u8>)> {
        let mut found: Vec<_> = fs::read_dir(project.path().join("out")).unwrap().map(|file| file.unwrap()).collect();
        found.retain(|file| file.path().extension().is_some_and(|end| end == "pdf"));
        found.sort_by_key(|file| file.file_name());
        found.iter().map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
    };
    let went_out = letters();
    assert_eq!(went_out.len(), 2);
    issue(&project, "moi.yaml", went_out.iter().map(|(_, bytes)| Digest::of(bytes)).collect());
    assert_eq!(told(&["build", "moi.yaml", "--force"]).0, 0);
    let text = fs::read_to_string(project.path().join("moi.yaml")).unwrap();
    fs::write(project.path().join("moi.yaml"), text.replace("Một.", "Hai.")).unwrap();
    for args in [&["build", "moi.yaml"][..], &["build", "moi.yaml", "--force"]] {
        let (code, text) = told(args);
        assert!(code == 1 && text.contains("khác bản đã phát hành"), "{text}");
        assert!(letters() == went_out, "{args:?}");
    }
    fs::write(project.path().join("moi.yaml"), text).unwrap();
    for list in ["Tên;Tổ\nAn;1\n", "Tên;Tổ\nAn;1\nBa;2\nChi;3\n"] {
        fs::write(project.path().join("khach.csv"), list).unwrap();
        let (code, text) = told(&["build", "moi.yaml"]);
        assert!(letters() == went_out, "{list}: {code} {text}");
    }
}
