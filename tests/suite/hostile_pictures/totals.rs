//! All pictures of a document together, and documents side by side.

use serde_json::Value;

use super::points::claims;
use super::{beside_ordinary, build, findings_of};
use crate::support::{Project, report};

/// A picture of so many megabytes that ends before its points do: what is said of it alone is not looked at here.
fn heavy(megabytes: usize) -> Vec<u8> {
    let mut bytes = include_bytes!("../../pictures/baseline.jpg").to_vec();
    bytes.truncate(bytes.len() - 2);
    bytes.resize(megabytes << 20, 0);
    bytes
}

/// A document that shows the pictures `hinh/0.jpg`, … .
fn album(count: usize) -> String {
    report(&(0..count).map(|at| format!("![Tên hình]({at}.jpg)\n\n")).collect::<String>())
}

fn findings(project: &Project) -> Vec<(String, String)> {
    let (_, answer) = build(project, &["xau.yaml"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings_of(&answer, "xau.yaml")
        .iter()
        .map(|finding| (text(&finding["ma"]), format!("{} {}", finding["noi_dung"], finding["goi_y"])))
        .collect()
}

/// The same without what is said of one picture alone.
fn of_all(project: &Project) -> Vec<(String, String)> {
    findings(project).into_iter().filter(|(code, _)| code != "T12").collect()
}

#[test]
fn pictures_that_are_too_heavy_together_are_told_with_the_heaviest() {
    let files = |sizes: &[usize]| {
        let project = beside_ordinary().file("xau.yaml", album(sizes.len()));
        sizes.iter().enumerate().fold(project, |project, (at, size)| project.file(&format!("{at}.jpg"), heavy(*size)))
    };
    assert_eq!(of_all(&files(&[9, 9])), []);
    let told = of_all(&files(&[10, 9, 12]));
    let [(code, words)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(code, "T17");
    assert!(words.contains("31 MB") && words.contains("`2.jpg` 12 MB, `0.jpg` 10 MB, `1.jpg` 9 MB"), "{words}");
    let told = of_all(&files(&[19, 19, 19, 19, 19, 19]));
    let [(code, words)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(code, "T16");
    assert!(words.contains("114 MB") && words.contains("100 MB"), "{words}");
    // the same picture many times is there once
    let project =
        beside_ordinary().file("0.jpg", heavy(15)).file("xau.yaml", report(&"![Tên hình](0.jpg)\n\n".repeat(20)));
    assert_eq!(of_all(&project), []);
    // one that is too large alone
    let told = of_all(&files(&[21]));
    assert_eq!(told[0].0, "T17");
    assert_eq!(told[1].0, "Y11");
}

#[test]
fn points_of_all_pictures_together_have_a_limit() {
    let points = |count: usize| {
        let project = beside_ordinary().file("xau.yaml", album(count).replace(".jpg", ".png"));
        (0..count).fold(project, |project, at| {
            project.file(&format!("{at}.png"), claims(4000, 4000, 8, 6 - (at as u8 % 2) * 4))
        })
    };
    // headers of 16 million points each
    let told = findings(&points(12));
    let [(code, words)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(code, "T16");
    assert!(words.contains("nhiều nhất 600"), "{words}");
    let told = findings(&points(6));
    assert!(
        !told.is_empty() && told.iter().all(|(code, words)| code == "T12" && words.contains("cắt cụt")),
        "{told:?}"
    );
}

#[test]
fn floods_of_pages_annexes_and_aliases_are_told_without_setting_them() {
    let pages = report(&"Một trang.\n\n---\n\n".repeat(2_100));
    let annexes = report("Nội dung.") + "phu_luc:\n" + &"  - { ten: A, noi_dung: B }\n".repeat(2_100);
    let long = "x".repeat(1 << 20);
    let aliases = format!("{}phu_luc:\n  - {{ ten: &a \"{long}\", noi_dung: B }}\n", report("Nội dung."))
        + &"  - { ten: *a, noi_dung: B }\n".repeat(100);
    for (name, text, code) in [("pages", pages, "L04"), ("annexes", annexes, "L04"), ("aliases", aliases, "Y12")] {
        let told = findings(&beside_ordinary().file("xau.yaml", text));
        assert!(told.iter().all(|(found, _)| found == code) && told.len() == 1, "{name}: {told:.300?}");
    }
}
