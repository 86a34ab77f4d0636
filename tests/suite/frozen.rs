//! What was issued stays as it was, whoever builds: a watch that runs since before, and the letters of a list.

use std::fs;

use vanthu::base::digest::Digest;

use crate::support::register::{draft, finalize};
use crate::support::signing::{PKI, Wish, sign};
use crate::support::watching::Watching;
use crate::support::{OFFICE, Project, told};

#[test]
fn a_watch_leaves_what_was_issued_since_it_began() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    project.run(&["number", "a.yaml", "--date", "2025-12-05"]);
    project.run(&["build", "a.yaml"]);
    let path = |name: &str| project.path().join(name);
    let went_out = fs::read(path("out/a.pdf")).unwrap();
    let watching = Watching::start(&project);
    finalize(&project, "a.yaml", vec![Digest::of(&went_out)]);
    let text = fs::read_to_string(path("a.yaml")).unwrap();
    fs::write(path("a.yaml"), text.replace("Một.", "Hai.")).unwrap();
    watching.wait_for("đã chốt, tạo lại bây giờ thì khác");
    assert!(fs::read(path("out/a.pdf")).unwrap() == went_out);
}

#[test]
fn issued_letters_stay_as_they_went_out() {
    let list = "kinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\nten_tep: \"{{ khach.ten }}\"\n";
    let project = Project::new().file("moi.yaml", draft("cong-van", list)).file("khach.csv", "Tên;Tổ\nAn;1\nBa;2\n");
    let told = |args: &[&str]| told(&project, args);
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
    finalize(&project, "moi.yaml", went_out.iter().map(|(_, bytes)| Digest::of(bytes)).collect());
    assert_eq!(told(&["build", "moi.yaml", "--force"]).0, 0);
    let text = fs::read_to_string(project.path().join("moi.yaml")).unwrap();
    fs::write(project.path().join("moi.yaml"), text.replace("Một.", "Hai.")).unwrap();
    for args in [&["build", "moi.yaml"][..], &["build", "moi.yaml", "--force"]] {
        let (code, text) = told(args);
        assert!(code == 1 && text.contains("khác bản chốt"), "{text}");
        assert!(letters() == went_out, "{args:?}");
    }
    fs::write(project.path().join("moi.yaml"), text).unwrap();
    for list in ["Tên;Tổ\nAn;1\n", "Tên;Tổ\nAn;1\nBa;2\nChi;3\n"] {
        fs::write(project.path().join("khach.csv"), list).unwrap();
        let (code, text) = told(&["build", "moi.yaml"]);
        assert!(letters() == went_out, "{list}: {code} {text}");
    }
}

/// A workspace in which a report went out.
fn issued_report() -> Project {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    for args in [&["number", "a.yaml", "--date", "2025-12-05"][..], &["build", "a.yaml"], &["finalize", "a.yaml"]] {
        assert_eq!(told(&project, args).0, 0, "{args:?}");
    }
    project
}

#[test]
fn what_went_out_stays_when_the_office_changes() {
    let project = issued_report();
    let pdf = project.path().join("out/a.pdf");
    let went_out = fs::read(&pdf).unwrap();
    let other = OFFICE.replace("Lộc Văn Khải", "Đào Thị Hạnh");
    let project = project.file("co-quan.yaml", &other);
    let kept = "cảnh báo[S14]: văn bản 01/BC-UBND đã chốt, giữ nguyên; `co-quan.yaml` đã đổi từ đó\n--> a.yaml\n\n";
    for args in [&["build", "."][..], &["build", ".", "--force"], &["build", "a.yaml", "--final"]] {
        let (code, text) = told(&project, args);
        assert!(code == 0 && text.contains(kept) && !text.contains("S03"), "{args:?} {text}");
        assert!(fs::read(&pdf).unwrap() == went_out);
    }
    // pictures of what went out are not there, and cannot be drawn any more
    let (code, text) = told(&project, &["build", ".", "--format", "png"]);
    assert!(code == 1 && text.contains("khác bản chốt: `co-quan.yaml` đã đổi\n"), "{text}");
    let (code, text) = told(&project, &["finalize", "a.yaml"]);
    assert!(code == 0 && text.contains("01/BC-UBND  đã chốt từ trước"), "{text}");
    // the signer is gone altogether: the document could not even be built any more
    let project = project.file("co-quan.yaml", other.replace("  ct-ubnd:", "  ct-moi:"));
    let (code, text) = told(&project, &["build", "."]);
    assert!(code == 0 && text.contains(kept) && fs::read(&pdf).unwrap() == went_out, "{text}");
    assert!(told(&project, &["finalize", "a.yaml"]).1.contains("01/BC-UBND  đã chốt từ trước"));
}

#[test]
fn what_went_out_comes_back_from_the_archive() {
    let project = issued_report();
    let pdf = |out: &str| project.path().join(out).join("a.pdf");
    let went_out = fs::read(pdf("out")).unwrap();
    fs::write(project.path().join("co-quan.yaml"), OFFICE.replace("Lộc Văn Khải", "Đào Thị Hạnh")).unwrap();
    fs::remove_dir_all(project.path().join("out")).unwrap();
    for out in ["out", "khac"] {
        let (code, text) = told(&project, &["build", ".", "--out", out]);
        assert!(code == 0 && text.contains("cảnh báo[S14]") && fs::read(pdf(out)).unwrap() == went_out, "{text}");
        assert!(told(&project, &["build", ".", "--out", out]).1.contains("không đổi"));
    }
    // a PDF that was signed where it lay is not written over
    fs::write(pdf("out"), [&went_out[..], b"/ByteRange"].concat()).unwrap();
    let (code, text) = told(&project, &["build", "."]);
    assert!(code == 1 && text.contains("lỗi[W11]"), "{text}");
}

#[test]
fn an_issued_document_that_was_changed_itself_says_what_changed() {
    let project = issued_report();
    let text = fs::read_to_string(project.path().join("a.yaml")).unwrap();
    let office = OFFICE.replace("Lộc Văn Khải", "Đào Thị Hạnh");
    let project = project.file("a.yaml", text.replace("Một.", "Hai.")).file("co-quan.yaml", office);
    let (code, text) = told(&project, &["build", "."]);
    assert!(code == 1 && text.contains("khác bản chốt: `a.yaml`, `co-quan.yaml` đã đổi\n"), "{text}");
    // nobody signed it: it may be opened again; once signed, the law has its own ways
    assert!(text.contains("`vanthu reopen a.yaml --reason \"…\"`") && !text.contains("register replace"), "{text}");
    let fixed = fs::read(project.path().join("out/a.pdf")).unwrap();
    fs::write(project.path().join("ky.pdf"), sign(&fixed, &Wish::new("ChuKy1", &PKI.leader))).unwrap();
    assert!(told(&project, &["archive", "add", "ky.pdf"]).1.contains("giống hệt bản đã chốt"));
    let (_, text) = told(&project, &["build", "."]);
    let whole = "`vanthu register replace 01/BC-UBND --year 2025 --by SỐ_VĂN_BẢN_MỚI --reason \"…\"`";
    assert!(text.contains(whole) && !text.contains("reopen"), "{text}");
}

#[test]
fn letters_that_went_out_stay_and_one_that_changed_is_named() {
    let list = "kinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\nten_tep: \"{{ khach.ten }}\"\n";
    let project = Project::new().file("moi.yaml", draft("cong-van", list)).file("khach.csv", "Tên\nAn\nBa\n");
    for args in [&["number", "moi.yaml", "--date", "2025-12-05"][..], &["build", "."], &["finalize", "moi.yaml"]] {
        assert_eq!(told(&project, args).0, 0, "{args:?}");
    }
    let letter = |name: &str| fs::read(project.path().join(format!("out/{name}.pdf"))).unwrap();
    let went_out = [letter("An"), letter("Ba")];
    let office = OFFICE.replace("Lộc Văn Khải", "Đào Thị Hạnh");
    fs::write(project.path().join("co-quan.yaml"), &office).unwrap();
    fs::remove_file(project.path().join("out/Ba.pdf")).unwrap();
    let (code, text) = told(&project, &["build", "."]);
    assert!(code == 0 && text.matches("S14").count() == 1 && [letter("An"), letter("Ba")] == went_out, "{text}");
    // their signer is gone altogether: they could not even be built any more
    fs::write(project.path().join("co-quan.yaml"), office.replace("  ct-ubnd:", "  ct-moi:")).unwrap();
    let (code, text) = told(&project, &["build", "."]);
    assert!(code == 0 && text.matches("S14").count() == 1 && text.contains("moi.yaml  2 thư, 2 không đổi"), "{text}");
    fs::write(project.path().join("co-quan.yaml"), OFFICE).unwrap();
    fs::write(project.path().join("khach.csv"), "Tên\nAn\nBa \"2\"\n").unwrap();
    fs::write(project.path().join("moi.yaml"), {
        let text = fs::read_to_string(project.path().join("moi.yaml")).unwrap();
        text.replace("Một.", "Hai.")
    })
    .unwrap();
    let (code, text) = told(&project, &["build", "."]);
    let named =
        "thư `An` của văn bản 01/UBND đã chốt, tạo lại bây giờ thì khác bản chốt: `khach.csv`, `moi.yaml` đã đổi";
    assert!(code == 1 && text.contains(named), "{text}");
}
