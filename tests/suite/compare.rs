//! What changed between two documents: every sort of change by its name, nothing missed, nothing made up.

mod planted;
mod random;
mod redline;

use std::fmt::Write;

use vanthu::compare::{Change, ChangeKind, Reading, Run, compare};
use vanthu::domain::document::Document;
use vanthu::operations::common::session::Session;

use crate::support::{Project, report, samples};

/// Loads a document of a workspace.
fn load(session: &Session, path: &str) -> Document {
    let (document, findings) = session.load(path);
    document.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// Two documents of one workspace.
fn documents(old: &str, new: &str) -> (Document, Document) {
    let project = Project::new().file("cu.yaml", old).file("moi.yaml", new);
    let session = project.session();
    (load(&session, "cu.yaml"), load(&session, "moi.yaml"))
}

/// What changed between two documents of one workspace.
fn changes(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = documents(old, new);
    compare(&Reading::of(&old), &Reading::of(&new))
}

/// One line a change.
fn listed(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        let run = |run: &Run| match run {
            Run::Kept(words) => words.clone(),
            Run::Deleted(words) => format!("[-{words}-]"),
            Run::Inserted(words) => format!("{{+{words}+}}"),
        };
        let runs: String = change.runs.iter().map(run).collect();
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        let below = if change.below > 0 { format!(" (+{})", change.below) } else { String::new() };
        let _ = writeln!(out, "{:?}: {} → {}{below}: {runs}", change.kind, side(&change.from), side(&change.to));
    }
    out
}

const RESOLUTION: &str = "\
loai: nghi-quyet
co_quan: hdnd
so: 7
ngay: 2025-12-05
trich_yeu: Về nhiệm vụ năm 2026
tham_quyen: HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA ĐÀO
can_cu:
  - Căn cứ Luật Tổ chức chính quyền địa phương
  - Căn cứ Nghị định số 168/2025/NĐ-CP của Chính phủ
nguoi_ky: ct-ubnd
noi_nhan:
  - Ủy ban nhân dân tỉnh
  - Sở Tài chính
  - \"Lưu: VT\"
noi_dung: |
  #

  Thông qua các chỉ tiêu của năm 2026 như sau:

  ##

  Tổng thu ngân sách tăng 8,5% so với năm 2025.

  ##

  Trồng mới 120 cây bóng mát dọc các tuyến phố chính[^1].

  ##

  Mở thêm hai lớp học bơi cho trẻ em trong dịp hè.

  #

  Giao Ủy ban nhân dân phường tổ chức thực hiện Nghị quyết này.

  Các tổ dân phố phối hợp giám sát việc thực hiện.

  [^1]: Theo kế hoạch trồng cây của phường.
";

/// The changes between the resolution and a copy with the first words made the second, one after another.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut new = RESOLUTION.to_owned();
    for (from, to) in edits {
        assert!(new.contains(from), "{from}");
        new = new.replacen(from, to, 1);
    }
    listed(&changes(RESOLUTION, &new))
}

/// The resolution with paragraphs split and joined and sentences moved, and a name for each.
fn regrouped() -> Vec<(&'static str, String)> {
    let edit = |edits: &[(&str, &str)]| {
        let mut new = RESOLUTION.to_owned();
        for (from, to) in edits {
            assert!(new.contains(from), "{from}");
            new = new.replacen(from, to, 1);
        }
        new
    };
    let task = "Giao Ủy ban nhân dân phường tổ chức thực hiện Nghị quyết này.";
    let watch = "Các tổ dân phố phối hợp giám sát việc thực hiện.";
    vec![
        ("gộp hai đoạn", edit(&[("này.\n\n  Các", "này. Các")])),
        ("gộp và sửa", edit(&[("này.\n\n  Các tổ dân phố", "này; các khu dân phố")])),
        ("tách khoản thành hai đoạn", edit(&[("tăng 8,5% so", "tăng 8,5%.\n\n  So")])),
        (
            "tách khoản thành ba khoản",
            edit(&[(
                " bóng mát dọc các tuyến phố chính[^1]",
                ";\n\n  ##\n\n  Cây bóng mát dọc;\n\n  ##\n\n  Các tuyến phố chính[^1]",
            )]),
        ),
        ("gộp hai đoạn và thêm đoạn", {
            let joined = format!("{task} {watch}");
            let added = "\n\n  Bãi bỏ các quy định trước đây trái với Nghị quyết này.";
            edit(&[(task, &joined), (&format!("\n\n  {watch}"), added)])
        }),
        ("gộp hai khoản", edit(&[("năm 2025.\n\n  ##\n\n  Trồng", "năm 2025. Trồng")])),
    ]
}

#[test]
fn paragraphs_split_and_joined_and_sentences_moved_are_told_as_that() {
    let listed: String = regrouped()
        .into_iter()
        .map(|(name, new)| {
            let there = listed(&changes(RESOLUTION, &new));
            let back = listed(&changes(&new, RESOLUTION));
            format!("# {name}\n{there}ngược lại:\n{back}\n")
        })
        .collect();
    let [one, two, three] = [
        "Phường có 12 tổ dân phố văn hóa.",
        "Trạm Y tế khám cho 3.120 lượt người.",
        "Thư viện mở cửa cả ngày thứ Bảy.",
    ];
    let moved = [
        ("câu cuối lên đầu đoạn", [one, two, three].join(" "), [three, one, two].join(" ")),
        ("câu sang đoạn sau", format!("{one} {two}\n\n{three}"), format!("{one}\n\n{three} {two}")),
        (
            "hai câu sang đoạn khác, có sửa",
            format!("Mở đầu. {one} {two}\n\nĐoạn ở giữa không đổi.\n\n{three}"),
            format!("Phần mở đầu.\n\nĐoạn ở giữa không đổi.\n\n{three} {one} {two}"),
        ),
        (
            "câu sang đoạn mới ở xa",
            format!("{one} {two}\n\nĐoạn ở giữa không đổi.\n\nĐoạn cuối."),
            format!("{one}\n\nĐoạn ở giữa không đổi.\n\nĐoạn cuối.\n\n{two}"),
        ),
        (
            "câu sửa chữ không phải câu chuyển",
            format!("{one}\n\n{two}"),
            format!("{two}\n\n{}", one.replace("12", "13")),
        ),
    ];
    let moved =
        moved.map(|(name, old, new)| format!("# {name}\n{}\n", self::listed(&changes(&report(&old), &report(&new)))));
    insta::assert_snapshot!(format!("{listed}{}", moved.concat()));
}

#[test]
fn every_sort_of_change_has_its_name_and_address() {
    let edits: [(&str, &[(&str, &str)]); 17] = [
        ("sửa chữ", &[("8,5%", "9,2%")]),
        ("thêm khoản", &[("  ##\n\n  Mở", "  ##\n\n  Xây một sân chơi ở khu đất phía sau chợ.\n\n  ##\n\n  Mở")]),
        (
            "bớt khoản có chú thích",
            &[
                ("  ##\n\n  Trồng mới 120 cây bóng mát dọc các tuyến phố chính[^1].\n\n", ""),
                ("  [^1]: Theo kế hoạch trồng cây của phường.\n", ""),
            ],
        ),
        (
            "chuyển khoản",
            &[
                ("  ##\n\n  Tổng thu ngân sách tăng 8,5% so với năm 2025.\n\n", ""),
                ("  #\n\n  Giao", "  ##\n\n  Tổng thu ngân sách tăng 8,5% so với năm 2025.\n\n  #\n\n  Giao"),
            ],
        ),
        (
            "chuyển và sửa",
            &[
                ("  Các tổ dân phố phối hợp giám sát việc thực hiện.\n\n", ""),
                ("  #\n\n  Giao", "  Các tổ dân phố phối hợp kiểm tra việc thực hiện.\n\n  #\n\n  Giao"),
            ],
        ),
        ("thành gạch đầu dòng", &[("  Các tổ", "  - Các tổ")]),
        ("chú thích", &[("Theo kế hoạch trồng", "Theo đề án trồng")]),
        ("thêm chú thích", &[("dịp hè.", "dịp hè[^2]."), ("  [^1]:", "  [^2]: Do Đoàn phường mở.\n\n  [^1]:")]),
        ("thêm chú thích ở trước", &[("năm 2025.", "năm 2025[^2]."), ("  [^1]:", "  [^2]: Ước cả năm.\n\n  [^1]:")]),
        ("chữ đậm", &[("120 cây", "**120** cây")]),
        ("nơi nhận", &[("Sở Tài chính", "Sở Nội vụ")]),
        ("thêm nơi nhận", &[("  - Sở Tài chính\n", "  - Sở Tài chính\n  - Phòng Kinh tế\n")]),
        ("người ký", &[("ct-ubnd", "pct-ubnd")]),
        ("số, ngày, trích yếu", &[("so: 7", "so: 8"), ("12-05", "12-06"), ("năm 2026\n", "năm 2027\n")]),
        ("căn cứ", &[("168/2025/NĐ-CP", "169/2025/NĐ-CP"), ("  - Căn cứ Luật Tổ chức chính quyền địa phương\n", "")]),
        ("loại văn bản", &[("nghi-quyet", "quyet-dinh")]),
        ("bỏ số, thêm đuôi", &[("so: 7\n", ""), ("việc thực hiện.", "việc thực hiện./.")]),
    ];
    let mut all = String::new();
    for (name, edits) in edits {
        let _ = writeln!(all, "{name}\n{}", edited(edits));
    }
    insta::assert_snapshot!(all);
}

const TABLE: &str = "\
Như sau:

Bảng: Chỉ tiêu chủ yếu

| STT | Chỉ tiêu | Năm 2024 | Năm 2025 |
|---|---|--:|--:|
| 1 | Lượt khách du lịch | 262.000 | 270.000 |
| 2 | Thu ngân sách | 1.333,6 | 1.400 |
| 3 | Hộ nghèo | 12 | 4 |

![Sơ đồ tổ chức](so-do.svg)

Hết phần số liệu.
";

fn with_table(new: &str) -> String {
    let image =
        |r: u8| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"{r}\"/></svg>");
    let project = Project::new()
        .file("cu.yaml", report(TABLE))
        .file("moi.yaml", report(new))
        .file("so-do.svg", image(3))
        .file("so-do-2.svg", image(4));
    let session = project.session();
    listed(&compare(&Reading::of(&load(&session, "cu.yaml")), &Reading::of(&load(&session, "moi.yaml"))))
}

#[test]
fn tables_change_by_cells_rows_and_columns() {
    let row = "| 2 | Thu ngân sách | 1.333,6 | 1.400 |\n";
    let inserted = TABLE.replace("| 2 | Thu", "| 2 | Lớp học bơi | 3 | 5 |\n| 3 | Thu").replace("| 3 | Hộ", "| 4 | Hộ");
    let without = |column: usize| -> String {
        let cut = |line: &str| {
            let cells: Vec<&str> = line.split('|').collect();
            cells.iter().enumerate().filter(|(i, _)| *i != column).map(|(_, c)| *c).collect::<Vec<_>>().join("|")
        };
        TABLE.lines().map(|line| if line.starts_with('|') { cut(line) } else { line.to_owned() } + "\n").collect()
    };
    let edits = [
        ("số viết khác", TABLE.replace("262.000", "262000")),
        ("đổi số", TABLE.replace("262.000", "263.000")),
        ("đổi chữ", TABLE.replace("Hộ nghèo", "Hộ cận nghèo")),
        ("đầu bảng", TABLE.replace("Năm 2024", "Năm 2023")),
        ("thêm dòng", inserted),
        ("bớt dòng", TABLE.replace(row, "")),
        ("chuyển dòng", TABLE.replace(row, "").replace("| 1 |", &format!("{row}| 1 |"))),
        ("bớt cột", without(3)),
        ("lời chú", TABLE.replace("chủ yếu", "chính")),
        ("bớt bảng", format!("{}{}", &TABLE[..TABLE.find("Bảng:").unwrap()], &TABLE[TABLE.find("![").unwrap()..])),
        ("đổi hình", TABLE.replace("so-do.svg", "so-do-2.svg")),
        ("tên hình", TABLE.replace("Sơ đồ tổ", "Mô hình tổ")),
        ("hai bảng", TABLE.replace("Bảng: Chỉ", "Bảng: Bảng mới\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nBảng: Chỉ")),
    ];
    let mut all = String::new();
    for (name, new) in edits {
        let _ = writeln!(all, "{name}\n{}", with_table(&new));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_same_document_has_no_changes_also_when_it_is_written_otherwise() {
    let (session, _) = Session::open(&samples()).unwrap();
    for path in session.documents(&samples()).unwrap() {
        let reading = Reading::of(&load(&session, &path));
        assert_eq!(compare(&reading, &reading), [], "{path}");
    }
    let same = RESOLUTION.replace("địa phương\n", "địa phương;\n").replace("việc thực hiện.", "việc\n  thực hiện./.");
    assert_eq!(listed(&changes(RESOLUTION, &same)), "");
    let decomposed: String = RESOLUTION.replace("Mở thêm", "Mo\u{31b}\u{309} thêm");
    assert_eq!(listed(&changes(RESOLUTION, &decomposed)), "");
}

#[test]
fn a_reading_comes_back_from_its_record() {
    let (session, _) = Session::open(&samples()).unwrap();
    for path in session.documents(&samples()).unwrap() {
        let reading = Reading::of(&load(&session, &path));
        let json = serde_json::to_string(&reading).unwrap();
        assert_eq!(serde_json::from_str::<Reading>(&json).unwrap(), reading, "{path}");
    }
    let (old, _) = documents(RESOLUTION, RESOLUTION);
    insta::assert_snapshot!(serde_json::to_string_pretty(&Reading::of(&old)).unwrap());
}

#[test]
fn a_section_that_goes_as_a_whole_is_one_change() {
    let body = "Mở đầu báo cáo.\n\n## KINH TẾ\n\nThu ngân sách đạt kế hoạch cả năm.\n\n### Thương mại\n\nChợ mới mở cửa từ tháng sáu.\n\n## XÃ HỘI\n\nĐời sống nhân dân ổn định, an toàn.";
    let without = body.replace(
        "## KINH TẾ\n\nThu ngân sách đạt kế hoạch cả năm.\n\n### Thương mại\n\nChợ mới mở cửa từ tháng sáu.\n\n",
        "",
    );
    let found = changes(&report(body), &report(&without));
    let kinds: Vec<_> = found.iter().map(|change| (change.kind, change.below)).collect();
    assert_eq!(kinds, [(ChangeKind::Removed, 3), (ChangeKind::Renumbered, 0)]);
    let found = changes(&report(&without), &report(body));
    let kinds: Vec<_> = found.iter().map(|change| (change.kind, change.below)).collect();
    assert_eq!(kinds, [(ChangeKind::Added, 3), (ChangeKind::Renumbered, 0)]);
}
