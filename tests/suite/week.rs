//! A week of a ward as its office writes it: twenty documents of sixteen kinds that name one another, numbered day by day,
//! built anew with the numbers, and those of the session joined.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::measure::lines;
use crate::support::{Project, done};

/// The days with the documents of each.
const DAYS: [(&str, &str); 5] = [
    ("thu-hai", "2026-03-09"),
    ("thu-ba", "2026-03-10"),
    ("thu-tu", "2026-03-11"),
    ("thu-nam", "2026-03-12"),
    ("ky-hop", "2026-03-13"),
];

/// The workspace, and its documents by day.
fn week() -> (Project, Vec<(&'static str, Vec<String>)>) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tuan-lam-viec");
    let mut project = Project::empty().file("co-quan.yaml", fs::read(from.join("co-quan.yaml")).unwrap());
    let mut days = Vec::new();
    for (day, date) in DAYS {
        let mut files: Vec<String> = fs::read_dir(from.join(day))
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| format!("{day}/{}", file.file_name().display()))
            .collect();
        files.sort();
        for file in &files {
            project = project.file(file, fs::read(from.join(file)).unwrap());
        }
        // what a decision attaches and the figures are no documents
        files.retain(|file| !file.ends_with("quy-che-tiep-dan.yaml") && !file.ends_with("so-lieu.yaml"));
        days.push((date, files));
    }
    (project, days)
}

fn text(project: &Project, path: &str) -> String {
    let lines = lines(&project.pages(path));
    lines.iter().map(|line| line.text()).collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

#[test]
fn a_week_of_a_ward_is_numbered_cited_and_joined() {
    let (project, days) = week();
    let kinds: BTreeSet<String> = days
        .iter()
        .flat_map(|(_, files)| files)
        .map(|file| fs::read_to_string(project.path().join(file)).unwrap().lines().next().unwrap().to_owned())
        .collect();
    assert_eq!((days.iter().map(|(_, files)| files.len()).sum::<usize>(), kinds.len()), (20, 16));
    for (date, files) in &days {
        let files = files.iter().map(String::as_str);
        done(&project, &[vec!["number"], files.collect(), vec!["--date", date]].concat());
    }
    let built = done(&project, &["build", "--final"]);
    assert!(built.contains("Xong: 20 văn bản, 0 chưa tạo được PDF; 0 lỗi, 0 cảnh báo"), "{built}");
    for (document, says) in [
        (
            "thu-hai/cong-van-cay-xanh.yaml",
            "Kế hoạch số 01/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân phường Suối Ngọc về trồng, thay thế cây xanh",
        ),
        ("thu-ba/thong-bao-ket-luan.yaml", "theo Giấy mời số 01/GM-UBND, Chủ tịch"),
        ("thu-ba/thong-bao-ket-luan.yaml", "Việc nêu tại mục 1 báo cáo"),
        ("thu-ba/ke-hoach-trong-cay.yaml", "theo danh sách tại Phụ lục."),
        ("thu-tu/quyet-dinh-quy-che.yaml", "thực hiện Điều 3 Quy chế ban hành kèm theo Quyết định này."),
        ("thu-tu/quyet-dinh-quy-che.yaml", "như Điều 2 Quyết định ban hành Quy chế này./."),
        (
            "thu-nam/bao-cao-tuan.yaml",
            "Ban hành Quyết định số 01/QĐ-UBND ngày 11 tháng 3 năm 2026 của Ủy ban nhân dân phường Suối Ngọc ban hành Quy chế tiếp công dân; Chỉ thị số 01/CT-UBND",
        ),
        ("thu-nam/hop-dong-sua-den.yaml", "nghiệm thu việc tại Điều 1."),
        ("ky-hop/2-bao-cao.yaml", "Tổng thu 2.163 triệu đồng, bằng 103,0% kế hoạch."),
        ("ky-hop/3-to-trinh.yaml", "Theo Báo cáo số 02/BC-UBND ngày 13 tháng 3 năm 2026"),
        (
            "ky-hop/4-nghi-quyet.yaml",
            "Xét Tờ trình số 01/TTr-UBND ngày 13 tháng 3 năm 2026 của Ủy ban nhân dân phường Suối Ngọc về việc sử dụng tăng thu",
        ),
    ] {
        let all = text(&project, document);
        assert!(all.contains(says), "{says} in {all}");
    }
    let joined = done(&project, &["build", "ky-hop", "--final", "--bundle=Kỳ họp chuyên đề"]);
    assert!(
        joined.contains("out/ky-hop/tap-van-ban.pdf  tập 4 văn bản, 5 trang") && !joined.contains("cảnh báo["),
        "{joined}"
    );
    // a figure that changes reaches all that name it, and a number typed by hand is told where it is not the document's
    let figures = fs::read_to_string(project.path().join("ky-hop/so-lieu.yaml")).unwrap();
    fs::write(project.path().join("ky-hop/so-lieu.yaml"), figures.replace("1.318", "1.418")).unwrap();
    let decision = project.path().join("ky-hop/4-nghi-quyet.yaml");
    let typed = fs::read_to_string(&decision).unwrap().replace("sửa mái và nền", "sửa mái và nền (Tờ trình số 02/TTr-UBND ngày 13 tháng 3 năm 2026 của Ủy ban nhân dân phường Suối Ngọc về việc sử dụng tăng thu để sửa nhà văn hóa tổ dân phố số 5)");
    fs::write(&decision, typed).unwrap();
    let joined = done(&project, &["build", "ky-hop", "--bundle"]);
    assert!(joined.contains("2.163 triệu đồng → 2.263 triệu đồng"), "{joined}");
    assert_eq!(joined.matches("[D46]").count(), 1, "{joined}");
}
