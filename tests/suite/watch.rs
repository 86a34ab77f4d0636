//! `vanthu watch`: every way editors save, figures and images too, and the last good PDF while an edit is broken.

use std::fs;
use std::time::Duration;

use crate::support::watching::Watching;
use crate::support::{OFFICE, Project, report};

const FIGURES: &str = "ky_bao_cao: năm 2025\nthu: 100\n";
const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#123456"/></svg>"##;

#[test]
fn every_kind_of_edit_gives_a_new_pdf() {
    let project = Project::new()
        .file("a/so-lieu.yaml", FIGURES)
        .file("a/a.yaml", report("Thu {{ thu }} tỷ.\n\n![Sơ đồ](so-do.svg)"))
        .file("a/so-do.svg", SQUARE)
        .file("b.yaml", report("Không đổi."));
    let path = |name: &str| project.path().join(name);
    let watching = Watching::start(&project);
    watching.wait_for("out/b.pdf");
    let pdf = || fs::read(path("out/a/a.pdf")).unwrap();
    let mut last = pdf();
    let mut changed = |what: &str| {
        // a save seen half way gives a line of its own
        while pdf() == last {
            eprintln!("{what}");
            watching.wait_for("out/a/a.pdf");
        }
        last = pdf();
    };
    fs::write(path("a/a.yaml"), report("Thu được {{ thu }} tỷ.\n\n![Sơ đồ](so-do.svg)")).unwrap();
    changed("written in place");
    fs::write(path("a/moi.tmp"), report("Đã thu {{ thu }} tỷ.\n\n![Sơ đồ](so-do.svg)")).unwrap();
    fs::rename(path("a/moi.tmp"), path("a/a.yaml")).unwrap();
    changed("renamed over");
    fs::remove_file(path("a/a.yaml")).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    fs::write(path("a/a.yaml"), report("Nay thu {{ thu }} tỷ.\n\n![Sơ đồ](so-do.svg)")).unwrap();
    changed("deleted and made again");
    fs::write(path("a/so-lieu.yaml"), FIGURES.replace("100", "120")).unwrap();
    changed("figures");
    fs::write(path("a/so-do.svg"), SQUARE.replace("123456", "654321")).unwrap();
    changed("image");
    let part = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/kich-thuoc.typ");
    fs::create_dir(path("mau")).unwrap();
    let part = fs::read_to_string(part).unwrap().replace("#let co-ten-loai = 14pt", "#let co-ten-loai = 13pt");
    fs::write(path("mau/kich-thuoc.typ"), part).unwrap();
    changed("template");
}

#[test]
fn a_broken_edit_is_told_and_the_last_good_pdf_stays() {
    let project = Project::new().file("a.yaml", report("Một."));
    let watching = Watching::start(&project);
    watching.wait_for("out/a.pdf");
    let path = project.path().join("out/a.pdf");
    let good = fs::read(&path).unwrap();
    fs::write(project.path().join("a.yaml"), report("Một {{ x }}.")).unwrap();
    watching.wait_for("lỗi[T01]");
    watching.wait_for("a.yaml  chưa tạo được PDF");
    assert!(fs::read(&path).unwrap() == good);
    // a broken profile of the office does not end it either
    let office = fs::read_to_string(project.path().join("co-quan.yaml")).unwrap();
    fs::write(project.path().join("co-quan.yaml"), "co_quan: [").unwrap();
    watching.wait_for("lỗi[Y");
    fs::write(project.path().join("co-quan.yaml"), office).unwrap();
    fs::write(project.path().join("a.yaml"), report("Hai.")).unwrap();
    watching.wait_for("out/a.pdf  1 trang");
    assert!(fs::read(&path).unwrap() != good);
}

#[test]
fn what_is_mended_is_told_even_when_the_pages_stay() {
    let project = Project::new().file("a.yaml", report("Một.")).file("b.yaml", report("Hai."));
    let write = |name: &str, text: &str| fs::write(project.path().join(name), text).unwrap();
    let watching = Watching::start(&project);
    watching.wait_for("out/b.pdf");
    write("a.yaml", &report("Một {{ x }}."));
    watching.wait_for("a.yaml  chưa tạo được PDF");
    write("a.yaml", &report("Một."));
    watching.wait_for("a.yaml  đã hết lỗi");
    write("a.yaml", &report("Một.").replace("nguoi_ky: ct-ubnd\n", ""));
    watching.wait_for("cảnh báo[D10]");
    write("a.yaml", &report("Một."));
    watching.wait_for("a.yaml  đã hết cảnh báo");
    write("co-quan.yaml", "co_quan: [");
    watching.wait_for("lỗi[Y");
    write("co-quan.yaml", OFFICE);
    watching.wait_for("co-quan.yaml  đã hết lỗi");
    let early = watching.early.borrow();
    assert!(early.iter().all(|line| !line.contains("b.yaml")), "{early:?}");
}

#[test]
fn a_row_of_a_list_gives_its_own_letter_and_no_other() {
    let text = report("Kính mời {{ khach.ten }}.").replace("loai:", "danh_sach: khach.csv\nloai:");
    let project = Project::new().file("moi.yaml", text).file("khach.csv", "ten\nAn\nBình\n");
    let watching = Watching::start(&project);
    watching.wait_for("out/moi-2.pdf");
    fs::write(project.path().join("khach.csv"), "ten\nAn\nBính\n").unwrap();
    watching.wait_for("out/moi-2.pdf");
    fs::write(project.path().join("khach.csv"), "ten\nAn\nBính\nCúc\n").unwrap();
    watching.wait_for("out/moi-3.pdf");
    let early = watching.early.borrow();
    assert_eq!(early.iter().filter(|line| line.contains("out/moi-1.pdf")).count(), 1, "{early:?}");
}

#[test]
fn a_burst_of_saves_ends_with_the_last_of_them_and_results_are_no_change() {
    let project = Project::new().file("a.yaml", report("Bắt đầu."));
    let watching = Watching::start(&project);
    watching.wait_for("out/a.pdf");
    for n in 0..40 {
        fs::write(project.path().join("a.yaml"), report(&format!("Lần lưu {n}."))).unwrap();
    }
    watching.wait_for("out/a.pdf");
    std::thread::sleep(Duration::from_secs(2));
    while watching.lines.try_recv().is_ok() {}
    watching.is_silent();
    let other = Project::new().file("a.yaml", report("Lần lưu 39."));
    other.run(&["build"]);
    let bytes = |project: &Project| fs::read(project.path().join("out/a.pdf")).unwrap();
    assert!(bytes(&project) == bytes(&other));
}
