//! Several who sign: beside one another in the order in which they are written, Nơi nhận below at the left.

use crate::support::measure::{LEFT, Line, MIDDLE, Press, RIGHT, document, find, lines, near, within};
use crate::support::{Project, sweep};

/// Signatories with these positions and names.
fn signed_by(people: &[(&str, &str)]) -> String {
    let people = people.iter().map(|(position, name)| format!("\n  - chuc_vu: {position}\n    ho_ten: {name}"));
    format!("nguoi_ky:{}", people.collect::<String>())
}

const TWO: [(&str, &str); 2] = [("THƯ KÝ", "Hoàng Thị Lụa"), ("CHỦ TỌA", "Lộc Văn Khải")];

#[test]
fn two_stand_beside_one_another_and_recipients_below_at_the_left() {
    let mut press = Press::new();
    let pages = press.pages(&document("bao-cao", &signed_by(&TWO), "Nội dung."));
    let [left, right] = TWO.map(|(position, _)| find(&pages, position));
    let [first, second] = TWO.map(|(_, name)| find(&pages, name));
    near(left.baseline(), right.baseline(), "baseline of the positions");
    near(first.baseline(), second.baseline(), "baseline of the names");
    near(left.centre(), first.centre(), "middle of the left");
    near(right.centre(), second.centre(), "middle of the right");
    assert!(first.right() < MIDDLE && second.x() > MIDDLE);
    within((left.centre() - LEFT) / (RIGHT - LEFT), 0.22, 0.28, "middle of the left");
    within((right.centre() - LEFT) / (RIGHT - LEFT), 0.70, 0.78, "middle of the right");
    within(first.top() - left.bottom(), 28.0, 36.0, "room for the signature");
    let recipients = find(&pages, "Nơi nhận:");
    near(recipients.x(), LEFT, "left end of the recipients");
    within(recipients.top() - first.bottom(), 2.0, 8.0, "room above the recipients");
}

#[test]
fn names_are_level_whatever_stands_above_them() {
    let mut press = Press::new();
    let long = [("GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG CỦA PHƯỜNG", "Vi Thị Hạnh"), ("CHỦ TỊCH", "Lộc Văn Khải")];
    let pages = press.pages(&document("bao-cao", &signed_by(&long), "Nội dung."));
    near(find(&pages, "Vi Thị Hạnh").baseline(), find(&pages, "Lộc Văn Khải").baseline(), "baseline of the names");
}

#[test]
fn three_share_a_row_and_four_take_two() {
    let mut press = Press::new();
    let names = ["Nông Văn Một", "Nông Văn Hai", "Nông Văn Ba", "Nông Văn Bốn", "Nông Văn Năm"];
    for (count, rows) in [(2, vec![2]), (3, vec![3]), (4, vec![2, 2]), (5, vec![2, 2, 1])] {
        let people: Vec<(&str, &str)> = names[..count].iter().map(|name| ("ỦY VIÊN", *name)).collect();
        let pages = press.pages(&document("bao-cao", &signed_by(&people), "Nội dung."));
        let names: Vec<Line> = names[..count].iter().map(|name| find(&pages, name)).collect();
        let found: Vec<usize> = names
            .chunk_by(|a, b| (a.baseline() - b.baseline()).abs() < 0.05)
            .map(|row| row.windows(2).filter(|pair| pair[0].right() < pair[1].x()).count() + 1)
            .collect();
        assert_eq!(found, rows, "{count}");
        assert!(lines(&pages).iter().all(|line| line.right() <= RIGHT + 0.05), "{count}");
    }
}

#[test]
fn many_sign_on_as_many_pages_as_they_need_each_under_the_own_position() {
    let mut press = Press::new();
    let people: Vec<(String, String)> =
        (10..40).map(|n| (format!("ỦY VIÊN {n}"), format!("Nông Văn Ký {n}"))).collect();
    let people: Vec<(&str, &str)> = people.iter().map(|(position, name)| (position.as_str(), name.as_str())).collect();
    for count in [8, 12, 30] {
        for above in sweep(1..=30) {
            let text: String = (1..=above).map(|n| format!("Đoạn thứ {n}.\n\n")).collect();
            let pages = press.pages(&document("bao-cao", &signed_by(&people[..count]), &text));
            for (position, name) in &people[..count] {
                let (position, name) = (find(&pages, position), find(&pages, name));
                assert_eq!(position.page, name.page, "{count} after {above}: {}", name.text());
                within(name.top() - position.bottom(), 28.0, 36.0, "room for the signature");
            }
        }
    }
    // as many as a page of names takes, and no more
    let more: Vec<(&str, &str)> = [people[0]; 31].to_vec();
    let project = Project::new().file("a.yaml", document("bao-cao", &signed_by(&more), "Nội dung."));
    let told = String::from_utf8(project.run(&["build", "a.yaml"]).stderr).unwrap();
    assert!(told.contains("[L09]") && told.contains("danh sách người ký có 31 dòng, nhiều nhất 30"), "{told}");
}

#[test]
fn signatories_may_be_keys_and_values_and_an_unknown_key_is_told_in_its_place() {
    let signed = "nguoi_ky:\n  - pct-ubnd\n  - chuc_vu: CHỦ TỌA\n    ho_ten: Lộc Văn Khải";
    let project = Project::new().file("a.yaml", document("bao-cao", signed, "Nội dung."));
    let built = project.build("a.yaml");
    assert!(!built.findings.has_errors(), "{:?}", built.findings);
    let project = project.file("b.yaml", document("bao-cao", &signed.replace("pct-ubnd", "pct-ubndd"), "Nội dung."));
    let told = String::from_utf8(project.run(&["build", "b.yaml"]).stderr).unwrap();
    assert!(told.contains("không có người ký `pct-ubndd`") && told.contains("b.yaml:8:5"), "{told}");
}

#[test]
fn a_second_signatory_is_compared_and_marked_by_itself() {
    let old = document("bao-cao", &signed_by(&TWO), "Nội dung.");
    let project = Project::new()
        .file("a.yaml", &old)
        .file("b.yaml", old.replace("Lộc Văn Khải", "Lộc Văn Khang"))
        .file("c.yaml", document("bao-cao", &signed_by(&TWO[..1]), "Nội dung."));
    let told = String::from_utf8(project.run(&["diff", "a.yaml", "b.yaml"]).stdout).unwrap();
    assert!(told.contains("người ký 2, họ tên") && told.contains("Khang"), "{told}");
    let output = project.run(&["diff", "a.yaml", "c.yaml", "--redline", "x.pdf"]);
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("người ký 2, chức vụ"), "{told}");
    assert_eq!(output.status.code(), Some(1), "{told}");
}
