//! Only what changed is set again, nothing is ever wrongly kept, and what a shared fact changed is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vanthu::operations::common::options::Options;
use vanthu::operations::update::outcome::{State, Updated};

use crate::support::{Project, report};

const FIGURES: &str = "ky_bao_cao: năm 2025\nthu: {thuc_hien: 100, cung_ky: 80, nguon: Thuế}\nchi: 90\n";
const SHARED: &str = "ten_ky_hop: kỳ họp thứ Sáu\nphong_hop: Hội trường 1\n";

fn office() -> Project {
    Project::new()
        .file("nam-2025/so-lieu.yaml", FIGURES)
        .file("nam-2025/thu.yaml", report("Thu {{ thu }} tỷ, {{ thu.tang_giam }}."))
        .file("nam-2025/chi.yaml", report("Chi {{ chi }} tỷ."))
        .file("ky-hop/chung.yaml", SHARED)
        .file("ky-hop/giay-moi.yaml", report("Mời dự {{ ten_ky_hop }}.\n\n![Sơ đồ](so-do.svg)"))
        .file("ky-hop/nghi-quyet.yaml", report("Tại {{ ten_ky_hop }}, họp ở {{ phong_hop }}."))
        .file("ky-hop/so-do.svg", SQUARE)
}

const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#123456"/></svg>"##;

/// Brings every document up to date and writes what has to be written.
fn update(project: &Project, out: &str) -> BTreeMap<String, Updated> {
    let mut session = project.session();
    let out = project.path().join(out);
    let documents = session.documents(project.path()).unwrap();
    documents
        .into_iter()
        .map(|path| (path.clone(), written(session.update(&path, &out, &Options::default()), &out)))
        .collect()
}

fn written(updated: Updated, out: &Path) -> Updated {
    for output in &updated.outputs {
        vanthu::base::io::files::write(&out.join(&output.path), &output.bytes).unwrap();
    }
    updated
}

fn made(updates: &BTreeMap<String, Updated>) -> Vec<&str> {
    updates.iter().filter(|(_, updated)| updated.state == State::Made).map(|(path, _)| path.as_str()).collect()
}

#[test]
fn only_what_an_edit_reaches_is_set_again() {
    let project = office();
    assert_eq!(made(&update(&project, "out")).len(), 4);
    assert!(made(&update(&project, "out")).is_empty());
    let edits: [(&str, String, &[&str]); 6] = [
        ("nam-2025/so-lieu.yaml", FIGURES.replace("100", "120"), &["nam-2025/thu.yaml"]),
        ("nam-2025/so-lieu.yaml", FIGURES.replace("Thuế", "Thuế cơ sở 1"), &["nam-2025/thu.yaml"]),
        ("nam-2025/so-lieu.yaml", format!("# sửa\n{FIGURES}"), &[]),
        ("ky-hop/chung.yaml", SHARED.replace("Sáu", "Bảy"), &["ky-hop/giay-moi.yaml", "ky-hop/nghi-quyet.yaml"]),
        ("ky-hop/chung.yaml", SHARED.replace('1', "2"), &["ky-hop/giay-moi.yaml", "ky-hop/nghi-quyet.yaml"]),
        ("ky-hop/so-do.svg", SQUARE.replace("123456", "654321"), &["ky-hop/giay-moi.yaml"]),
    ];
    for (path, text, expected) in edits {
        fs::write(project.path().join(path), text).unwrap();
        assert_eq!(made(&update(&project, "out")), expected, "{path}");
        assert!(made(&update(&project, "out")).is_empty(), "{path}");
    }
}

#[test]
fn a_lost_or_altered_pdf_is_made_again_and_a_signed_one_is_left_alone() {
    let project = office();
    update(&project, "out");
    let pdf = project.path().join("out/nam-2025/chi.pdf");
    let bytes = fs::read(&pdf).unwrap();
    fs::remove_file(&pdf).unwrap();
    assert_eq!(made(&update(&project, "out")), ["nam-2025/chi.yaml"]);
    assert!(fs::read(&pdf).unwrap() == bytes);
    fs::write(&pdf, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(made(&update(&project, "out")), ["nam-2025/chi.yaml"]);
    let signed = [&bytes[..], b"\n% signed"].concat();
    fs::write(&pdf, &signed).unwrap();
    let updates = update(&project, "out");
    assert_eq!(updates["nam-2025/chi.yaml"].state, State::Failed);
    assert!(updates["nam-2025/chi.yaml"].findings.iter().any(|finding| finding.code.id == "W11"));
    assert!(fs::read(&pdf).unwrap() == signed);
}

#[test]
fn a_build_says_what_shared_facts_have_changed_and_where() {
    let project = office();
    project.run(&["build"]);
    let project = project
        .file("ky-hop/chung.yaml", SHARED.replace("Sáu", "Bảy"))
        .file("nam-2025/so-lieu.yaml", FIGURES.replace("100", "120"));
    let said = |args: &[&str]| {
        let text = String::from_utf8(project.run(args).stdout).unwrap();
        let lines = text.lines().map(|line| match line.rsplit_once("  ") {
            Some((rest, time)) if time.ends_with(" giây") => rest.to_owned(),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!("changed_facts", said(&["build", "--explain"]));
    insta::assert_snapshot!("nothing_changed", said(&["build", "--explain"]));
    insta::assert_snapshot!("forced", said(&["build", "--force", "--explain", "nam-2025/chi.yaml"]));
}

/// One edit of any input: where, from, to; an empty `from` adds a line at the end.
fn edit() -> impl Strategy<Value = (usize, usize, char)> {
    (0_usize..9, any::<prop::sample::Index>().prop_map(|index| index.index(10_000)), prop::char::range('a', 'z'))
}

const INPUTS: [&str; 9] = [
    "co-quan.yaml",
    "nam-2025/so-lieu.yaml",
    "nam-2025/thu.yaml",
    "nam-2025/chi.yaml",
    "ky-hop/chung.yaml",
    "ky-hop/giay-moi.yaml",
    "ky-hop/nghi-quyet.yaml",
    "ky-hop/so-do.svg",
    "nam-2025/chung.yaml",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::turns(6, 40), ..ProptestConfig::default() })]

    /// Whatever input is edited, and however, what is kept is what a clean build makes.
    #[test]
    fn nothing_is_wrongly_kept(edits in prop::collection::vec(edit(), 1..6)) {
        let project = office();
        update(&project, "out");
        for (n, (which, at, letter)) in edits.into_iter().enumerate() {
            let path = project.path().join(INPUTS[which]);
            let mut text = fs::read_to_string(&path).unwrap_or_default();
            match (text.is_empty(), at % 3) {
                (true, _) => text = format!("them_{letter}: {letter}\n"),
                (_, 0) => text.push_str(&format!("# {letter}\n")),
                // a letter or digit of the file becomes another one
                _ => {
                    let letters: Vec<usize> =
                        text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(i, _)| i).collect();
                    let i = letters[at % letters.len()];
                    let new = if text.as_bytes()[i].is_ascii_digit() { '7' } else { letter };
                    text.replace_range(i..=i, &new.to_string());
                }
            }
            fs::write(&path, text).unwrap();
            let Ok((mut session, _)) = vanthu::operations::common::session::Session::open(project.path()) else { return Ok(()) };
            let (out, clean) = (project.path().join("out"), project.path().join(format!("out-{n}")));
            let Ok(documents) = session.documents(project.path()) else { return Ok(()) };
            for document in documents {
                let updated = written(session.update(&document, &out, &Options::default()), &out);
                let built = written(session.update(&document, &clean, &Options::default()), &clean);
                prop_assert_eq!(updated.state == State::Failed, built.state == State::Failed, "{}", &document);
                if updated.state != State::Failed {
                    let pdf = document.replace(".yaml", ".pdf");
                    prop_assert!(fs::read(out.join(&pdf)).unwrap() == fs::read(clean.join(&pdf)).unwrap(), "{}", &pdf);
                }
            }
        }
    }
}

fn told(project: &Project, args: &[&str]) -> String {
    let output = project.run(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    format!("mã kết thúc {}\n{}\n---\n{}", output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_impact_of_a_fact_is_every_sentence_it_reaches() {
    let project = office();
    for (name, fact) in [
        ("impact_of_a_figure", "nam-2025/so-lieu.yaml#thu"),
        ("impact_of_a_fact", "ky-hop/chung.yaml#ten_ky_hop"),
        ("impact_of_the_office", "co-quan.yaml#nguoi_ky.ct-ubnd.ho_ten"),
        ("impact_of_the_place", "co-quan.yaml#dia_danh"),
        ("impact_of_nothing_known", "ky-hop/chung.yaml#ten_kyhop"),
        ("impact_of_a_document", "ky-hop/giay-moi.yaml"),
    ] {
        insta::assert_snapshot!(name, told(&project, &["impact", fact]));
    }
}

/// What `impact` names before an edit is what `build` says has changed after it.
#[test]
fn impact_and_build_agree() {
    let lines = |text: &str| {
        let places = text.lines().filter_map(|line| line.trim().split("  ").next()?.split_once(".yaml:"));
        let mut places: Vec<String> =
            places.map(|(path, at)| format!("{path}:{}", at.split(':').next().unwrap())).collect();
        places.sort();
        places.dedup();
        places
    };
    for (fact, path, edited) in [
        ("nam-2025/so-lieu.yaml#thu", "nam-2025/so-lieu.yaml", FIGURES.replace("100", "120")),
        ("nam-2025/so-lieu.yaml#chi", "nam-2025/so-lieu.yaml", FIGURES.replace("90", "95")),
        ("ky-hop/chung.yaml#ten_ky_hop", "ky-hop/chung.yaml", SHARED.replace("Sáu", "Bảy")),
        ("ky-hop/chung.yaml#phong_hop", "ky-hop/chung.yaml", SHARED.replace('1', "2")),
    ] {
        let project = office();
        project.run(&["build"]);
        let before = String::from_utf8(project.run(&["impact", fact]).stdout).unwrap();
        let project = project.file(path, edited);
        let after = String::from_utf8(project.run(&["build"]).stdout).unwrap();
        let (_, changes) = after.split_once("lần tạo trước:").unwrap();
        assert_eq!(lines(&before), lines(changes), "{fact}");
        assert!(!lines(changes).is_empty());
    }
}

#[test]
fn a_rebuild_says_what_would_come_out_otherwise_and_why() {
    let project = office();
    assert_eq!(project.run(&["rebuild", "--check"]).status.code(), Some(1));
    project.run(&["build"]);
    insta::assert_snapshot!("rebuilt_the_same", told(&project, &["rebuild", "--check"]));
    let before = fs::read(project.path().join("out/nam-2025/thu.pdf")).unwrap();
    let project = project
        .file("nam-2025/so-lieu.yaml", FIGURES.replace("100", "120"))
        .file("ky-hop/nghi-quyet.yaml", report("Tại {{ ten_ky_hopp }}."))
        .file("mau/noi-dung.typ", vanthu_part("noi-dung.typ"));
    insta::assert_snapshot!("rebuilt_otherwise", told(&project, &["rebuild", "--check"]));
    assert!(fs::read(project.path().join("out/nam-2025/thu.pdf")).unwrap() == before);
}

/// A built-in part as an office copies it, with a remark of its own.
fn vanthu_part(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
    format!("// của cơ quan\n{}", fs::read_to_string(path).unwrap())
}

#[test]
fn a_killed_build_leaves_every_pdf_whole_old_or_new() {
    let texts = ["Bản thứ nhất của văn bản.", "Bản thứ hai, dài hơn một chút, của văn bản."];
    let write = |project: &Project, text: &str| {
        for n in 0..6 {
            fs::write(project.path().join(format!("v{n}.yaml")), report(&format!("{text} {n}"))).unwrap();
        }
    };
    let pdfs = |project: &Project| -> Vec<Option<Vec<u8>>> {
        (0..6).map(|n| fs::read(project.path().join(format!("out/v{n}.pdf"))).ok()).collect()
    };
    let whole = texts.map(|text| {
        let project = Project::new();
        write(&project, text);
        project.run(&["build"]);
        pdfs(&project)
    });
    let project = Project::new();
    write(&project, texts[0]);
    project.run(&["build"]);
    let (mut delay, mut cut_short) = (7_u64, 0);
    let kills = crate::support::turns(7, 100) as usize;
    for turn in 1..=kills {
        write(&project, texts[turn % 2]);
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .arg("build")
            .current_dir(project.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        delay = (delay * 73 + 41) % 997;
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = pdfs(&project);
        for (n, pdf) in found.iter().enumerate() {
            assert!(*pdf == whole[0][n] || *pdf == whole[1][n], "turn {turn}, document {n}");
        }
        cut_short += usize::from(found != whole[turn % 2]);
    }
    assert!(cut_short > 0, "no run was cut short");
    project.run(&["build"]);
    assert!(pdfs(&project) == whole[kills % 2]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_begun_and_begins_nothing_more() {
    let project = Project::new();
    for n in 0..60 {
        fs::write(project.path().join(format!("v{n:03}.yaml")), report(&format!("Văn bản {n}."))).unwrap();
    }
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .arg("build")
        .current_dir(project.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    assert!(lines.next().unwrap().unwrap().starts_with("out/v000.pdf"));
    let ask = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(ask.unwrap().success());
    let told: Vec<String> = lines.map_while(Result::ok).collect();
    assert_eq!(child.wait().unwrap().code(), Some(2), "{told:?}");
    let names = fs::read_dir(project.path().join("out")).unwrap().flatten().map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.starts_with('.')), "{names:?}");
    let pdfs = names.iter().filter(|name| name.ends_with(".pdf")).count();
    assert!((1..60).contains(&pdfs) && names.len() == 2 * pdfs, "{names:?}");
    // each line told stands for a whole file, and the next run makes the rest
    assert_eq!(told.iter().filter(|line| line.starts_with("out/")).count() + 1, pdfs, "{told:?}");
    let rest = project.run(&["build"]);
    let rest = String::from_utf8(rest.stdout).unwrap() + &String::from_utf8(rest.stderr).unwrap();
    assert!(rest.contains(&format!("{} không đổi", pdfs)), "{rest}");
}

#[test]
fn pictures_asked_for_take_no_pdf_away_and_let_no_signed_one_be_written_over() {
    let project = office();
    project.run(&["build"]);
    let pdf = project.path().join("out/nam-2025/thu.pdf");
    let signed = [&fs::read(&pdf).unwrap()[..], b"\n% signed"].concat();
    let project = project.file("nam-2025/so-lieu.yaml", FIGURES.replace("100", "120").replace("90", "95"));
    fs::write(&pdf, &signed).unwrap();
    assert_eq!(project.run(&["build", "--format", "png"]).status.code(), Some(0));
    assert!(project.path().join("out/nam-2025/chi.pdf").exists());
    // the PDF that stayed is an old one, and the next build knows it
    assert_eq!(made(&update(&project, "out")), ["nam-2025/chi.yaml"]);
    assert!(fs::read(&pdf).unwrap() == signed);
}

/// A build without its record, or a tool that writes the whole file anew: the signature stands in the file itself.
#[test]
fn a_signature_is_seen_whatever_the_record_says() {
    let project = office();
    project.run(&["build"]);
    let (pdf, record) = ("out/nam-2025/chi.pdf", "out/nam-2025/chi.vanthu.json");
    let rewritten = b"%PDF-1.7 rewritten /ByteRange [0 1 2 3] %%EOF";
    fs::write(project.path().join(pdf), rewritten).unwrap();
    for lost in [false, true] {
        if lost {
            fs::remove_file(project.path().join(record)).unwrap();
        }
        let output = project.run(&["build", "nam-2025/chi.yaml"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8(output.stderr).unwrap().contains("lỗi[W11]"));
        assert_eq!(fs::read(project.path().join(pdf)).unwrap(), rewritten);
    }
}

#[test]
fn files_of_different_ages_are_told_apart() {
    let project = office();
    project.run(&["build", "--format", "pdf,png"]);
    let pdf = project.path().join("out/nam-2025/chi.pdf");
    let first = fs::read(&pdf).unwrap();
    let project = project.file("nam-2025/so-lieu.yaml", FIGURES.replace("90", "95"));
    project.run(&["build", "--format", "png"]);
    assert!(fs::read(&pdf).unwrap() == first);
    assert_eq!(made(&update(&project, "out")), ["nam-2025/chi.yaml"]);
    assert!(fs::read(&pdf).unwrap() != first);
    assert!(made(&update(&project, "out")).is_empty());
}

#[test]
fn a_warning_told_again_writes_nothing() {
    let project = Project::new().file("a.yaml", report("Một.").replace("nguoi_ky: ct-ubnd\n", ""));
    assert_eq!(made(&update(&project, "out")), ["a.yaml"]);
    let again = update(&project, "out");
    assert_eq!(again["a.yaml"].state, State::Kept);
    assert!(again["a.yaml"].findings.iter().next().is_some() && again["a.yaml"].outputs.is_empty());
}

#[test]
fn a_page_that_is_no_more_takes_its_picture_along() {
    let long: String = (0..90).map(|n| format!("Đoạn {n}.\n\n")).collect();
    let project = Project::new().file("a.yaml", report(&long));
    project.run(&["build", "--format", "png"]);
    assert!(project.path().join("out/a-03.png").exists());
    let project = project.file("a.yaml", report("Một."));
    project.run(&["build", "--format", "png"]);
    assert!(project.path().join("out/a-01.png").exists() && !project.path().join("out/a-02.png").exists());
}

#[test]
fn a_record_from_a_stranger_reaches_no_other_file() {
    let project = office()
        .file("quy.txt", "giữ lại")
        .file("out/ky-hop/khac.pdf", "giữ lại")
        .file("out/nam-2025/khac.pdf", "giữ lại");
    project.run(&["build"]);
    let path = project.path().join("out/nam-2025/chi.vanthu.json");
    let good = fs::read_to_string(&path).unwrap();
    let digest = vanthu::base::digest::Digest::of("giữ lại".as_bytes());
    for name in ["../../quy.txt", "chi/../../../quy.txt", "/etc/hostname", "../ky-hop/khac.pdf", "khac.pdf"] {
        let entry = format!("\"chi.pdf\": {{ \"sha256\": \"{}\", \"bytes\": {} }},", digest.digits(), "giữ lại".len());
        let entry = entry.replace("chi.pdf", name);
        let bad = good.replacen("\"chi.pdf\"", &format!("{entry}\n    \"chi.pdf\""), 1);
        assert_ne!(bad, good);
        fs::write(&path, bad).unwrap();
        fs::write(project.path().join("nam-2025/so-lieu.yaml"), FIGURES.replace("90", &name.len().to_string()))
            .unwrap();
        assert_eq!(project.run(&["build", "--format", "pdf,typ"]).status.code(), Some(0), "{name}");
        for kept in ["quy.txt", "out/ky-hop/khac.pdf", "out/nam-2025/khac.pdf"] {
            assert!(project.path().join(kept).exists(), "{name}: {kept}");
        }
    }
}
