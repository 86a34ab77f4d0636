//! `vanthu figures`: the ledger names every place a figure prints, and figures survive the way out and back.

use std::collections::BTreeSet;

use vanthu::base::source::Place;
use vanthu::domain::document::Block;
use vanthu::domain::document::body::first_text;
use vanthu::domain::figures::Operand;
use vanthu::operations::figures::usage::Ledger;

use crate::support::{Project, report};

const LAST_YEAR: &str = "\
ky_bao_cao: năm 2024
du_lich:
  luot_khach:
    don_vi: lượt
    thuc_hien: 248.000
ngan_sach:
  thu: 98,5
";

const THIS_YEAR: &str = "\
# Số liệu phòng Kinh tế gửi ngày 02/12
ky_bao_cao: năm 2025
den_ngay: 2025-11-30
nguon: Phòng Kinh tế

du_lich:
  ten: Du lịch
  # cả khách trong ngày
  luot_khach:
    ten: Lượt khách du lịch
    don_vi: lượt
    ke_hoach: 255.000 # giao đầu năm
    thuc_hien: 262.000
  doanh_thu: {ten: Doanh thu, don_vi: tỷ đồng, thuc_hien: \"1.333,6\"}
  ty_le: 99,09% # theo khảo sát

ngan_sach:
  thu:
    ke_hoach: 115,50
    thuc_hien: 112,6
    nguon: Thuế cơ sở
  chi: ?
";

/// Two years of figures and three documents: two of this year, one of another folder that names this year.
fn office() -> Project {
    let year = report(
        "Tình hình ổn định. Đón {{ du_lich.luot_khach }} lượt khách, tăng {{ du_lich.luot_khach.chenh_lech }} lượt. Hết.\n\n\
         Bằng {{ du_lich.luot_khach.so_cung_ky }} so với cùng kỳ.\n\n\
         Đạt {{ du_lich.luot_khach.so_ke_hoach }} kế hoạch {{ ngan_sach.thu.ke_hoach }} tỷ đồng.\n\n\
         Năm trước thu {{ ngan_sach.thu.cung_ky }} tỷ đồng.",
    );
    let other = report(
        "- Thu {{ ngan_sach.thu }} tỷ đồng; khách {{ du_lich.luot_khach.ten }}.\n\n- Chi {{ ngan_sach.chi }} tỷ đồng.",
    );
    let session =
        report("Thu đạt {{ (ngan_sach.thu / ngan_sach.thu.ke_hoach * 100)|so_le(1) }}% dự toán.\n\nKhông có số.");
    Project::new()
        .file("nam-2024/so-lieu.yaml", LAST_YEAR)
        .file("nam-2025/so-lieu.yaml", THIS_YEAR)
        .file("nam-2025/bao-cao.yaml", year)
        .file("nam-2025/du-toan.yaml", other)
        .file("ky-hop-6/to-trinh.yaml", format!("ky_bao_cao: nam-2025\n{session}"))
}

fn ledger(project: &Project, folder: &str) -> Ledger {
    project.session().ledger(folder).unwrap()
}

/// What a command says: exit code, results, and the rest.
fn said(project: &Project, args: &[&str]) -> String {
    let output = project.run(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    format!("mã kết thúc {}\n{}\n---\n{}", output.status.code().unwrap(), out.trim_end(), err.trim_end())
}

fn content(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path().join(path)).unwrap()
}

#[test]
fn the_ledger_lists_every_figure_and_its_uses() {
    let project = office().file("nam-2025/sai.yaml", report("Có {{ du_lich.khach }} lượt khách."));
    insta::assert_snapshot!("ledger", said(&project, &["figures"]));
    insta::assert_snapshot!("ledger_by_name_of_the_period", said(&project, &["figures", "năm 2024"]));
}

#[test]
fn the_ledger_says_the_same_to_programs() {
    insta::assert_snapshot!("ledger_json", said(&office(), &["figures", "nam-2025", "--json"]));
}

#[test]
fn a_period_is_found_by_folder_path_and_name() {
    let project = office();
    let told = |wanted: &str| said(&project, &["figures", wanted]);
    assert_eq!(told("nam-2024"), told("năm 2024"));
    assert_eq!(told("nam-2024"), told("./nam-2024/"));
    assert_eq!(told("."), said(&project, &["figures"]));
    insta::assert_snapshot!("unknown_period", told("nam-2052"));
    insta::assert_snapshot!("no_period_at_all", said(&Project::new(), &["figures"]));
}

/// Lines of each document whose words differ, as `nam-2025/bao-cao.yaml:9`.
fn altered(before: &Project, after: &Project) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in before.session().documents(before.path()).unwrap() {
        let words = |project: &Project| {
            let (document, findings) = project.session().load(&path);
            let document = document.unwrap_or_else(|| panic!("{findings:?}"));
            let texts = document.body.texts().into_iter().cloned().collect::<Vec<_>>();
            let line = |place: Option<Place>| place.map(|place| place.line_column().0);
            let texts = texts.into_iter().map(|text| (text.value, line(text.place)));
            let charts = document.body.blocks.iter().filter_map(|block| match block {
                Block::Chart(chart) => Some((
                    format!("{:?}", chart.series),
                    line(first_text(&chart.caption).and_then(|text| text.place.clone())),
                )),
                _ => None,
            });
            texts.chain(charts).collect::<Vec<_>>()
        };
        let (old, new) = (words(before), words(after));
        assert_eq!(old.len(), new.len());
        let changed = old.into_iter().zip(new).filter(|(old, new)| old.0 != new.0);
        found.extend(changed.map(|(old, _)| format!("{path}:{}", old.1.unwrap())));
    }
    found
}

/// Lines the ledger names for a figure whose print follows from one of these values.
fn named(project: &Project, folder: &str, figure: &str, parts: &[Operand]) -> BTreeSet<String> {
    let ledger = ledger(project, folder);
    let row = ledger.rows.iter().find(|row| row.indicator.path == figure).unwrap();
    let root = format!("{}/", project.path().display());
    let uses = row.uses.iter().filter(|used| used.reads.iter().any(|part| parts.contains(part)));
    uses.map(|used| {
        let document = used.document.strip_prefix(&root).unwrap_or(&used.document);
        format!("{document}:{}", used.place.as_ref().unwrap().line_column().0)
    })
    .collect()
}

#[test]
fn a_change_alters_exactly_the_places_the_ledger_names() {
    let before = office();
    let past = [Operand::Value, Operand::YearBefore, Operand::Previous, Operand::EarlierPeriod];
    for (folder, figure, from, to, parts, places) in [
        ("nam-2025", "du_lich.luot_khach", "262.000", "270.000", &past[..1], 3),
        ("nam-2025", "du_lich.luot_khach", "255.000", "300.000", &[Operand::Plan][..], 1),
        ("nam-2025", "ngan_sach.thu", "112,6", "90,1", &past[..1], 2),
        ("nam-2025", "ngan_sach.thu", "115,50", "120,00", &[Operand::Plan][..], 2),
        ("nam-2025", "ngan_sach.chi", "chi: ?", "chi: 88", &past[..1], 1),
        ("nam-2025", "du_lich.doanh_thu", "1.333,6", "1.400,0", &past[..1], 0),
        ("nam-2024", "du_lich.luot_khach", "248.000", "200.000", &past[..], 2),
        ("nam-2024", "ngan_sach.thu", "98,5", "97,1", &past[..], 1),
    ] {
        let figures = if folder == "nam-2025" { THIS_YEAR } else { LAST_YEAR };
        assert!(figures.contains(from));
        let after = office().file(&format!("{folder}/so-lieu.yaml"), figures.replacen(from, to, 1));
        let expected = named(&before, folder, figure, parts);
        assert_eq!(altered(&before, &after), expected, "{figure}: {from} → {to}");
        assert_eq!(expected.len(), places, "{figure}: {from} → {to}");
    }
}

const PARTS_2024: &str = "\
ky_bao_cao: năm 2024
thu: {tong: {la_tong: có}, thue: 100, phi: 30, khac: 7}
dan_so: {nam: 5.100, nu: 5.000}
";

const PARTS_2025: &str = "\
ky_bao_cao: năm 2025
thu:
  tong: {la_tong: có}
  thue: {ke_hoach: 105, thuc_hien: 110}
  phi: {ke_hoach: 31, thuc_hien: 33}
  khac: {ke_hoach: 8, thuc_hien: 9, cung_ky: 6}
dan_so: {nam: 5.120, nu: 5.040}
";

/// Tables, charts and totals; every block and sentence begins a line of its own, a block on its caption's line.
fn blocks() -> Project {
    let text = "Tổng thu {{ thu.tong }}, bằng {{ thu.tong.so_cung_ky }}.\n\n\
        ```bang\nchu_thich: Một\nnhom: thu\n```\n\n\
        ```bang\nchu_thich: Hai\nchi_tieu: [thu.thue, dan_so.nam]\ncot: [ten, thuc_hien]\n```\n\n\
        ```bieu_do\nchu_thich: Ba\nnhom: dan_so\n```\n\n\
        ```bieu_do\nchu_thich: Bốn\nchi_tieu: [thu.phi]\nso: [ke_hoach, cung_ky]\n```\n\n\
        ```bieu_do\nchu_thich: Năm\nchi_tieu: [dan_so.nu]\nky: [nam-2024, nam-2025]\nkieu: duong\n```\n\n\
        ```bieu_do\nchu_thich: Sáu\nchi_tieu: [thu.khac]\nkieu: tien_do\n```";
    Project::new()
        .file("nam-2024/so-lieu.yaml", PARTS_2024)
        .file("nam-2025/so-lieu.yaml", PARTS_2025)
        .file("nam-2025/khoi.yaml", report(text))
}

#[test]
fn tables_charts_and_totals_follow_exactly_the_figures_the_ledger_names() {
    let before = blocks();
    let any = [Operand::Value, Operand::YearBefore, Operand::Previous, Operand::EarlierPeriod];
    let plan = [Operand::Plan];
    for (folder, figure, from, to, parts, places) in [
        ("nam-2024", "thu.thue", "thue: 100", "thue: 300", &any[..], 2),
        // one part of the total has its same period typed in 2025: the total is the sum of the rows as they show it
        ("nam-2024", "thu.khac", "khac: 7", "khac: 70", &any[..], 0),
        ("nam-2024", "thu.phi", "phi: 30", "phi: 40", &any[..], 3),
        ("nam-2024", "dan_so.nu", "nu: 5.000", "nu: 4.000", &any[..], 1),
        ("nam-2024", "dan_so.nam", "nam: 5.100", "nam: 5.000", &any[..], 0),
        ("nam-2025", "thu.thue", "thuc_hien: 110", "thuc_hien: 210", &any[..1], 3),
        ("nam-2025", "thu.thue", "ke_hoach: 105", "ke_hoach: 205", &plan[..], 1),
        ("nam-2025", "thu.khac", "thuc_hien: 9", "thuc_hien: 29", &any[..1], 3),
        ("nam-2025", "thu.khac", "cung_ky: 6", "cung_ky: 7", &[Operand::YearBefore][..], 2),
        ("nam-2025", "thu.phi", "ke_hoach: 31", "ke_hoach: 51", &plan[..], 2),
        ("nam-2025", "dan_so.nam", "nam: 5.120", "nam: 6.120", &any[..1], 2),
        ("nam-2025", "dan_so.nu", "nu: 5.040", "nu: 6.040", &any[..1], 2),
    ] {
        let file = if folder == "nam-2025" { PARTS_2025 } else { PARTS_2024 };
        assert!(file.contains(from));
        let after = blocks().file(&format!("{folder}/so-lieu.yaml"), file.replacen(from, to, 1));
        // a block is named by its first line, and its caption stands on the second
        let line = |place: &String| place.rsplit_once(':').unwrap().1.parse::<usize>().unwrap();
        let expected: BTreeSet<usize> = named(&before, folder, figure, parts).iter().map(line).collect();
        let text = content(&before, "nam-2025/khoi.yaml");
        let block = |n: &usize| text.lines().nth(n - 1).unwrap().trim_start().starts_with("chu_thich");
        let changed: BTreeSet<usize> =
            altered(&before, &after).iter().map(line).map(|n| if block(&n) { n - 1 } else { n }).collect();
        assert_eq!(changed, expected, "{folder} {figure}: {from} → {to}");
        assert_eq!(expected.len(), places, "{folder} {figure}: {from} → {to}");
    }
}

#[test]
fn a_change_shows_on_the_pages_of_the_documents_the_ledger_names() {
    let before = office();
    let after = office().file("nam-2025/so-lieu.yaml", THIS_YEAR.replace("112,6", "90,1"));
    let words = |project: &Project, path: &str| {
        let pages = project.pages(path);
        pages.iter().flat_map(|page| &page.texts).map(|run| run.text.clone()).collect::<String>()
    };
    let documents = before.session().documents(before.path()).unwrap();
    let changed = documents.into_iter().filter(|path| words(&before, path) != words(&after, path));
    let named = named(&before, "nam-2025", "ngan_sach.thu", &[Operand::Value]);
    let named: BTreeSet<String> = named.iter().map(|place| place.rsplit_once(':').unwrap().0.to_owned()).collect();
    assert_eq!(changed.collect::<BTreeSet<_>>(), named);
    assert_eq!(named.len(), 2);
}

#[test]
fn figures_survive_the_way_out_and_back() {
    let project = office();
    assert_eq!(project.run(&["figures", "export", "nam-2025", "--out", "ra"]).status.code(), Some(0));
    let csv = content(&project, "ra/nam-2025/so-lieu.csv");
    insta::assert_snapshot!("export_csv", csv.replace('\u{feff}', "[BOM]").replace("\r\n", "\n"));
    for end in ["csv", "xlsx"] {
        let bytes = std::fs::read(project.path().join(format!("ra/nam-2025/so-lieu.{end}"))).unwrap();
        let other = Project::new().file(&format!("gui/so-lieu.{end}"), bytes);
        let taken = said(&other, &["figures", "import", &format!("gui/so-lieu.{end}"), "--to", "nam-2025"]);
        assert!(taken.starts_with("mã kết thúc 0"), "{taken}");
        other.run(&["figures", "export", "nam-2025", "--out", "ra", "--format", "csv"]);
        assert_eq!(content(&other, "ra/nam-2025/so-lieu.csv"), csv, "{end}");
        // and once more: nothing is left to take over
        let again = said(&other, &["figures", "import", &format!("gui/so-lieu.{end}"), "--to", "nam-2025"]);
        assert!(again.contains("5 số liệu giữ nguyên, không có gì để ghi"), "{again}");
    }
}

#[test]
fn what_was_exported_is_no_news_to_its_own_period() {
    let project = office();
    project.run(&["figures", "export", "nam-2025", "--out", "ra"]);
    for end in ["csv", "xlsx"] {
        let told = said(&project, &["figures", "import", &format!("ra/nam-2025/so-lieu.{end}"), "--to", "nam-2025"]);
        assert!(told.contains("5 số liệu giữ nguyên, không có gì để ghi"), "{told}");
    }
    assert_eq!(content(&project, "nam-2025/so-lieu.yaml"), THIS_YEAR);
}

#[test]
fn a_workbook_has_the_same_bytes_each_time() {
    let bytes = || {
        let project = office();
        project.run(&["figures", "export", "--out", "ra", "--format", "xlsx"]);
        std::fs::read(project.path().join("ra/nam-2025/so-lieu.xlsx")).unwrap()
    };
    assert!(bytes() == bytes());
}

const SENT: &str = "\
Kỳ báo cáo: Năm 2025
Mã;Chỉ tiêu;ĐVT;Kế hoạch;Thực hiện;Cùng kỳ;Nguồn;Ghi chú
du_lich.luot_khach;;;;265.500;;;
du_lich.doanh_thu;;;1.200;1.400,5;;;
du_lich.ty_le;Tỷ lệ hài lòng;;;99,5;;;
du_lich.co_so;Cơ sở lưu trú;cơ sở;12;14;11;;có 2 cơ sở mới
ngan_sach.thu;;;;;;;
ngan_sach.chi;;tỷ đồng;;98,25;;;
y_te;Y tế;;;;;;
y_te.bao_hiem.ty_le;Tỷ lệ: bao phủ;%;;95,1;;Trạm Y tế;
";

#[test]
fn an_import_changes_values_in_place_and_keeps_every_other_line() {
    let project = office().file("van-hoa.csv", SENT);
    insta::assert_snapshot!("import", said(&project, &["figures", "import", "van-hoa.csv", "--to", "nam-2025"]));
    insta::assert_snapshot!("imported", content(&project, "nam-2025/so-lieu.yaml"));
    let again = said(&project, &["figures", "import", "van-hoa.csv", "--to", "nam-2025"]);
    assert!(again.contains("7 số liệu giữ nguyên, không có gì để ghi"), "{again}");
}

#[test]
fn an_import_makes_the_file_of_a_new_period() {
    let project = Project::new().file("nam-2025/so-lieu.csv", SENT);
    insta::assert_snapshot!("import_new", said(&project, &["figures", "import", "nam-2025/so-lieu.csv"]));
    insta::assert_snapshot!("imported_new", content(&project, "nam-2025/so-lieu.yaml"));
}

#[test]
fn windows_line_ends_stay() {
    let project = office().file("nam-2025/so-lieu.yaml", THIS_YEAR.replace('\n', "\r\n")).file("van-hoa.csv", SENT);
    project.run(&["figures", "import", "van-hoa.csv", "--to", "nam-2025"]);
    let text = content(&project, "nam-2025/so-lieu.yaml");
    assert!(text.contains("thuc_hien: 265.500\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

const TABLES: &str = "\
```bang
nhom: du_lich
cot: [tt, ten, ke_hoach, thuc_hien]
chu_thich: Du lịch
```

Bảng: Ghi tay

| Tên | Số |
|---|--:|
| Một<br>hai | 1.333,6 |
| 12 | — |
";

#[test]
fn every_table_of_a_document_goes_out_with_its_numbers() {
    let project = office().file("nam-2025/bang.yaml", report(TABLES));
    assert_eq!(project.run(&["figures", "export", "nam-2025/bang.yaml", "--out", "ra"]).status.code(), Some(0));
    let text = |n| content(&project, &format!("ra/nam-2025/bang-bang-{n}.csv"));
    insta::assert_snapshot!("export_tables", format!("{}\n{}", text(1), text(2)).replace("\r\n", "\n"));
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(project.path().join("ra/nam-2025/bang-bang.xlsx")).unwrap();
    let page = calamine::Reader::worksheet_range(&mut book, "Bảng 2").unwrap();
    assert_eq!(page.get((2, 1)), Some(&calamine::Data::Float(1333.6)));
    assert_eq!(page.get((3, 0)), Some(&calamine::Data::String("12".to_owned())));
    let none = said(&project, &["figures", "export", "nam-2025/bao-cao.yaml"]);
    assert!(none.contains("văn bản không có bảng nào"), "{none}");
}

#[test]
fn an_import_into_a_new_folder_takes_nothing_from_where_one_stands() {
    let project =
        office().file("so-lieu.yaml", "ky_bao_cao: năm 2030\nrieng: 1\n").file("gui.csv", "Mã;Thực hiện\na.b;5\n");
    assert!(said(&project, &["figures", "import", "gui.csv", "--to", "nam-2027"]).starts_with("mã kết thúc 0"));
    let made = content(&project, "nam-2027/so-lieu.yaml");
    assert!(!made.contains("rieng") && !made.contains("2030"), "{made}");
    assert_eq!(content(&project, "so-lieu.yaml"), "ky_bao_cao: năm 2030\nrieng: 1\n");
}

#[test]
fn a_total_that_disagrees_is_taken_over_as_it_is_and_told_when_it_is_used() {
    let sheet = "Mã;Thực hiện;Là tổng;Số lẻ\nkho.x;1;;\nkho.y;2;;1\nkho.tong;4;có;\n";
    let project = Project::new().file("nam-2027/gui.csv", sheet).file("nam-2027/a.yaml", report("{{ kho.tong }}"));
    let project = project.file("nam-2027/so-lieu.yaml", "ky_bao_cao: năm 2027\nkho:\n  x: 9\n");
    assert!(said(&project, &["figures", "import", "nam-2027/gui.csv"]).starts_with("mã kết thúc 0"));
    assert!(said(&project, &["build"]).contains("tổng gõ tay 4 khác với tổng tính được 3"));
}
