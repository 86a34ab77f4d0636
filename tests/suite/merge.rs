//! Mail merge: a list makes a letter of each row, a bad row is told with its number, and no value becomes markup.

use std::collections::BTreeMap;
use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::Session;

use crate::support::{Project, open_document, row, squeezed, words as words_of_ods};

const LETTER: &str = r#"loai: cong-van
co_quan: ubnd
so: 12
ngay: 2026-01-15
trich_yeu: Mời dự họp {{ khach.don_vi }}
danh_sach: @LIST@
ten_tep: "moi-{{ khach.stt }}-{{ khach.ho_va_ten }}"
kinh_gui: "{{ khach.xung_ho }} {{ khach.ho_va_ten }}"
noi_dung: |
  Kính mời {{ khach.ho_va_ten }}{{ khach.chuc_vu | neu_co(", ") }}, điện thoại {{ khach.so_dien_thoai }}, họp ngày {{ khach.ngay }}.
noi_nhan: [Như trên, 'Lưu: VT']
nguoi_ky: ct-ubnd
"#;

const CSV: &str = "\
STT;Xưng hô;Họ và tên;Chức vụ;Đơn vị;Số điện thoại;Ngày
01;ông;Nguyễn Văn An;Tổ trưởng;Khối 1;0912000111;20/01/2026
02;bà;Trần Thị Bình;;Khối 2;0912000222;20/01/2026
03;bà;Vi Thị Cúc;Bí thư;Khối 3;0912000333;20/01/2026
";

fn letter(list: &str) -> String {
    LETTER.replace("@LIST@", list)
}

fn office(csv: &str) -> Project {
    Project::new().file("hop/giay-moi.yaml", letter("khach.csv")).file("hop/khach.csv", csv)
}

/// The rows of [`CSV`] as a workbook keeps them: a title above, a real date, a number for a number.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 1, "DANH SÁCH KHÁCH MỜI").unwrap();
    for (row, line) in (2..).zip(CSV.lines()) {
        for (column, text) in (0..).zip(line.split(';')) {
            page.write(row, column, text).unwrap();
        }
        if row > 2 {
            let date = ExcelDateTime::from_ymd(2026, 1, 20).unwrap();
            page.write_with_format(row, 6, &date, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The rows of [`CSV`] as YAML, keys with or without tone marks.
fn yaml() -> String {
    let heads = ["stt", "Xưng hô", "ho_va_ten", "Chức vụ", "don_vi", "so_dien_thoai", "ngay"];
    let row = |line: &str| {
        let pairs = heads.iter().zip(line.split(';')).map(|(head, text)| format!("{head}: {text}\n"));
        format!("- {}", pairs.collect::<Vec<_>>().join("  "))
    };
    CSV.lines().skip(1).map(row).collect()
}

/// Every PDF under `out`, by name.
fn pdfs(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let folder = project.path().join("out/hop");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let pdfs = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "pdf"));
    pdfs.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// What a build says, times left out: exit code, results, findings.
fn said(project: &Project, args: &[&str]) -> String {
    let output = project.run(args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let results = text(&output.stdout);
    let results = results.lines().map(|line| match line.rsplit_once("  ") {
        Some((rest, time)) if time.ends_with(" giây") => rest.to_owned(),
        _ => line.to_owned(),
    });
    let results = results.collect::<Vec<_>>().join("\n");
    format!("mã kết thúc {}\n{results}\n---\n{}", output.status.code().unwrap(), text(&output.stderr).trim_end())
}

/// The words of a letter.
fn words(session: &mut Session, project: &Project, name: &str) -> String {
    let merge = session.merge("hop/giay-moi.yaml", false).unwrap();
    let letter = (0..merge.count()).find(|n| merge.stem(*n) == Some(&format!("hop/{name}"))).unwrap();
    let options =
        Options { formats: vec![vanthu::operations::common::options::Format::Typ], force: true, ..Options::default() };
    let updated = session.update_letter(&merge, letter, &project.path().join("moi"), &options);
    let main = updated.outputs.iter().find(|output| output.path.ends_with("/van-ban.typ"));
    String::from_utf8(main.unwrap_or_else(|| panic!("{:?}", updated.findings)).bytes.clone()).unwrap()
}

#[test]
fn every_sort_of_list_gives_the_same_letters() {
    let project = office(CSV);
    insta::assert_snapshot!("letters", said(&project, &["build"]));
    let built = pdfs(&project);
    let names: Vec<&str> = built.keys().map(String::as_str).collect();
    assert_eq!(names, ["moi-01-Nguyễn Văn An.pdf", "moi-02-Trần Thị Bình.pdf", "moi-03-Vi Thị Cúc.pdf"]);
    let windows = format!("\u{feff}{}", CSV.replace(';', ",").replace('\n', "\r\n"));
    let lists: [(&str, Vec<u8>); 3] =
        [("khach.csv", windows.into_bytes()), ("khach.xlsx", workbook()), ("khach.yaml", yaml().into_bytes())];
    for (name, bytes) in lists {
        let project = Project::new().file("hop/giay-moi.yaml", letter(name)).file(&format!("hop/{name}"), bytes);
        let told = said(&project, &["build"]);
        assert!(told.starts_with("mã kết thúc 0"), "{name}: {told}");
        assert!(pdfs(&project) == built, "{name}: {told}");
    }
}

/// What a letter prints of the cells of its row, whose headings are `C0`, `C1`, …
fn cells(name: &str, bytes: impl AsRef<[u8]>, count: usize) -> Vec<String> {
    let body: String = (0..count).map(|n| format!("«{{{{ khach.c{n} }}}}» ")).collect();
    let whole = letter(name);
    let text = whole.lines().filter(|line| !line.contains("khach.") || line.starts_with("danh_sach"));
    let text: String = text.map(|line| format!("{line}\n")).collect();
    let text = text.replace("noi_dung: |\n", &format!("trich_yeu: Mời họp\nkinh_gui: A\nnoi_dung: |\n  {body}\n"));
    let project = Project::new().file("hop/giay-moi.yaml", text).file(&format!("hop/{name}"), bytes);
    let mut session = project.session();
    let markup = words(&mut session, &project, "giay-moi-1");
    markup.split('«').skip(1).filter_map(|rest| Some(rest.split_once('»')?.0.replace("\");#\"", ""))).collect()
}

/// A workbook of one row: numbers and the formats they are shown with.
fn formatted(values: &[(f64, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, (value, format)) in (0..).zip(values) {
        page.write(0, column, format!("C{column}")).unwrap();
        page.write_with_format(1, column, *value, &Format::new().set_num_format(*format)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn times_print_as_they_show() {
    let (day, half_past_two) = (45_996.0, 14.5 / 24.0);
    let values = [
        (half_past_two, "h:mm"),
        (half_past_two + 17.0 / 86_400.0, "h:mm:ss"),
        (day + half_past_two, "dd/mm/yyyy hh:mm"),
        (day + half_past_two, "dd/mm/yyyy"),
        (day + half_past_two, "hh:mm"),
        (day, "dd/mm/yyyy"),
        (26.25 / 24.0, "[h]:mm"),
        (12_845.0, "dd/mm/yyyy"),
    ];
    let told = ["14:30", "14:30:17", "05/12/2025 14:30", "05/12/2025", "14:30", "05/12/2025", "26:15", "02/03/1935"];
    assert_eq!(cells("khach.xlsx", formatted(&values), values.len()), told);
    let time = |kind: &str, value: &str| {
        format!(r#"<table:table-cell office:value-type="{kind}" office:{kind}-value="{value}"/>"#)
    };
    let line = [
        time("time", "PT14H30M00S"),
        time("time", "PT26H15M07.5S"),
        time("date", "2025-12-05"),
        time("date", "2025-12-05T14:30:00"),
    ];
    let bytes = open_document(&(row(&words_of_ods(&["C0", "C1", "C2", "C3"])) + &row(&line.concat())));
    assert_eq!(cells("khach.ods", bytes, 4), ["14:30", "26:15:07", "05/12/2025", "05/12/2025 14:30"]);
}

#[test]
fn numbers_print_as_they_show() {
    let values = [
        (1.0 / 3.0, "0.00"),
        (1.0 / 3.0, "General"),
        (2.5, "0.00"),
        (0.125, "0.0##"),
        (0.936, "0.0%"),
        (912_345_678.0, "0"),
        (2.675, "0.00"),
    ];
    let told = ["0,33", "0,333333333", "2,50", "0,125", "93,6%", "912345678", "2,68"];
    assert_eq!(cells("khach.xlsx", formatted(&values), values.len()), told);
}

#[test]
fn names_of_files_have_a_default() {
    let text = letter("khach.csv").replace("ten_tep", "# ten_tep");
    let many: String = (4..13).map(|n| format!("{n:02};ông;Lò Văn {n};;Khối;09;1/1/2026\n")).collect();
    let project = Project::new().file("hop/giay-moi.yaml", text).file("hop/khach.csv", format!("{CSV}{many}"));
    let session = project.session();
    let merge = session.merge("hop/giay-moi.yaml", false).unwrap();
    assert_eq!((merge.stem(0), merge.stem(11)), (Some("hop/giay-moi-01"), Some("hop/giay-moi-12")));
}

#[test]
fn bad_rows_are_told_and_the_others_are_built() {
    let rows = "\
04;;Lê Văn Dũng;;Khối 4;0912;20/01/2026
05;ông;Lê Văn Em;;Khối 5;0912;20/01/2026;thừa
03;bà;vi thị cúc;;Khối 6;0912;20/01/2026
07;ông
08;ông;Lê 日;;Khối 8;0912;20/01/2026
";
    let project = office(&format!("{CSV}{rows}"));
    insta::assert_snapshot!("bad_rows", said(&project, &["build"]));
    assert_eq!(pdfs(&project).len(), 3);
    let sheet = {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        for (row, line) in (0..).zip(CSV.lines()) {
            for (column, text) in (0..).zip(line.split(';').filter(|text| *text != "bà")) {
                page.write(row, column, text).unwrap();
            }
        }
        page.write(1, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        book.save_to_buffer().unwrap()
    };
    let project = Project::new().file("hop/giay-moi.yaml", letter("khach.xlsx")).file("hop/khach.xlsx", sheet);
    insta::assert_snapshot!("bad_rows_of_a_workbook", said(&project, &["build"]));
    let list = format!("{}- stt: 1\n  ho_va_ten: [a, b]\n- chỉ có chữ\n- stt: 5\n  xung_ho: ông\n", yaml());
    let project = Project::new().file("hop/giay-moi.yaml", letter("khach.yaml")).file("hop/khach.yaml", list);
    insta::assert_snapshot!("bad_rows_of_yaml", said(&project, &["build"]));
    let broken = CSV.replace("Khối 1", "Err:502").replace("Khối 2", "#An").replace("Khối 3", "#NAME?");
    insta::assert_snapshot!("bad_formulas", said(&office(&broken), &["build"]));
}

#[test]
fn only_the_column_that_may_be_empty_is_excused() {
    let with = |expression: &str| {
        let body = "{{ khach.chuc_vu | neu_co(\", \") }}";
        let text = letter("khach.csv").replace(body, &format!("{{{{ {expression} }}}}"));
        said(&Project::new().file("hop/giay-moi.yaml", text).file("hop/khach.csv", CSV), &["build"])
    };
    for whole in ["khach.chuc_vu|neu_co", "(khach.chuc_vu | in_hoa) | neu_co(', )')"] {
        assert!(with(whole).starts_with("mã kết thúc 0"), "{whole}: {}", with(whole));
    }
    for part in ["khach.ho_va_ten|neu_co(khach.chuc_vu)", "khach.chuc_vu|in_hoa"] {
        assert!(with(part).contains("ô `Chức vụ` trống"), "{part}: {}", with(part));
    }
}

#[test]
fn a_value_of_no_row_is_told_in_its_own_place() {
    let text = letter("khach.csv").replace("{{ khach.don_vi }}", "{{ du_khach.ten }}");
    let project = Project::new()
        .file("hop/giay-moi.yaml", text)
        .file("hop/chung.yaml", "du_khach:\n  ten: Lê 日\n")
        .file("hop/khach.csv", CSV);
    insta::assert_snapshot!("value_of_no_row", said(&project, &["build"]));
}

#[test]
fn a_list_that_cannot_be_used_fails_its_document_once() {
    let told = |project: Project| said(&project, &["build"]);
    let csv = |text: &str| told(office(text));
    insta::assert_snapshot!("no_list", told(Project::new().file("hop/giay-moi.yaml", letter("khach.csv"))));
    insta::assert_snapshot!("list_outside", told(Project::new().file("giay-moi.yaml", letter("../khach.csv"))));
    insta::assert_snapshot!("empty_list", csv("STT;Họ và tên\n"));
    insta::assert_snapshot!("open_quote", csv("STT;Họ và tên\n1;\"An\n"));
    insta::assert_snapshot!("headings", csv("STT;Họ và tên;Ho va ten;2026\n1;An;B;C\n"));
    insta::assert_snapshot!("unknown_column", csv(&CSV.replace("Họ và tên", "Họ tên")));
    let text = letter("khach.csv").replace("moi-{{ khach.stt }}", "moi-{{ khach.sttt }}");
    insta::assert_snapshot!("unknown_column_in_name", told(office(CSV).file("hop/giay-moi.yaml", text)));
    insta::assert_snapshot!(
        "name_without_list",
        told(Project::new().file("giay-moi.yaml", letter("khach.csv").replace("danh_sach", "# danh_sach")))
    );
    let yaml = Project::new().file("hop/giay-moi.yaml", letter("khach.yaml")).file("hop/khach.yaml", "khach: An\n");
    insta::assert_snapshot!("not_a_list", told(yaml));
    let told_of = |list: String| {
        told(Project::new().file("hop/giay-moi.yaml", letter("khach.yaml")).file("hop/khach.yaml", list))
    };
    insta::assert_snapshot!("too_many_columns", told_of((0..300).map(|n| format!("- c{n}: 1\n")).collect()));
    insta::assert_snapshot!("too_many_rows", told_of("- a: 1\n".repeat(20_001)));
    insta::assert_snapshot!("list_is_no_document", {
        let project = office(CSV).file("hop/khach.yaml", yaml_list());
        said(&project, &["build", "hop/khach.yaml"])
    });
}

fn yaml_list() -> String {
    format!("# khách mời\n{}", yaml())
}

#[test]
fn findings_of_the_document_are_told_once() {
    let text = letter("khach.csv").replace("nguoi_ky: ct-ubnd\n", "nguoi_ki: ct-ubnd\n");
    let project = Project::new().file("hop/giay-moi.yaml", text).file("hop/khach.csv", CSV);
    insta::assert_snapshot!("document_with_an_error", said(&project, &["build"]));
    let text = letter("khach.csv").replace("nguoi_ky: ct-ubnd\n", "");
    let project = Project::new().file("hop/giay-moi.yaml", text).file("hop/khach.csv", CSV);
    insta::assert_snapshot!("document_with_a_warning", said(&project, &["build"]));
    let empty: String = (1..60).map(|n| format!("{n};ông;;;Khối;09;1/1/2026\n")).collect();
    let told = said(&office(&format!("{CSV}{empty}")), &["build"]);
    assert_eq!(told.matches("ô `Họ và tên` trống").count(), 20, "{told}");
    assert!(told.contains("… và 39 lỗi, cảnh báo nữa"), "{told}");
}

#[test]
fn a_letter_to_be_issued_names_a_missing_figure_once() {
    let text = letter("khach.csv").replace("họp ngày", "chi {{ chi }} đồng, họp ngày");
    let project = office(CSV).file("hop/giay-moi.yaml", text);
    let project = project.file("hop/so-lieu.yaml", "ky_bao_cao: năm 2025\nchi: ?\n");
    let told = said(&project, &["build", "--final"]);
    assert_eq!(told.matches("lỗi[N05]").count(), 1, "{told}");
    assert!(pdfs(&project).is_empty());
}

#[test]
fn letters_are_built_again_and_compared_one_by_one() {
    let project = office(CSV);
    project.run(&["build"]);
    let same = said(&project, &["rebuild", "--check"]);
    assert_eq!(same.matches("giống hệt").count(), 4, "{same}");
    let project = project.file("hop/khach.csv", CSV.replace("Khối 2", "Khối 20"));
    insta::assert_snapshot!("rebuilt_after_a_row_changed", said(&project, &["rebuild", "--check"]));
}

#[test]
fn values_never_become_markup() {
    let odd = "**đậm** #panic() $x$ {{ ky }} {% if %} <br> \\ `a` [b](c) ] ) \"; / ..";
    let row = format!("1;ông;\"{}\";;../../x;0912;1/1/2026\n", odd.replace('"', "\"\""));
    let project = office(&format!("{}\n{row}", CSV.lines().next().unwrap()));
    let mut session = project.session();
    let name = "moi-1---đậm-- #panic() $x$ {{ ky }} {% if %} -br- - `a` [b](c) ] ) -; -";
    let markup = words(&mut session, &project, name);
    let literal = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    assert!(markup.matches(&literal(odd)).count() >= 1, "{markup}");
    assert!(project.run(&["build"]).status.success());
    assert_eq!(pdfs(&project).into_keys().collect::<Vec<_>>(), [format!("{name}.pdf")]);
    let pages = squeezed(&markup);
    assert!(pages.contains("../../x"), "{pages}");
}

#[test]
fn a_changed_row_is_the_only_letter_set_again() {
    let project = office(CSV);
    project.run(&["build"]);
    let before = pdfs(&project);
    insta::assert_snapshot!("nothing_new", said(&project, &["build"]));
    let project = project.file("hop/khach.csv", CSV.replace("Khối 2", "Khối 20"));
    insta::assert_snapshot!("one_row_changed", said(&project, &["build"]));
    let changed: Vec<String> =
        pdfs(&project).into_iter().filter(|(name, bytes)| before[name] != *bytes).map(|(name, _)| name).collect();
    assert_eq!(changed, ["moi-02-Trần Thị Bình.pdf"]);
    let record = fs::read(project.path().join("out/hop/moi-02-Trần Thị Bình.vanthu.json")).unwrap();
    let record = vanthu::operations::update::record::Record::parse(&record).unwrap();
    assert_eq!((record.document.as_str(), record.row), ("hop/giay-moi.yaml", Some(2)));
    assert!(record.inputs.contains_key("hop/khach.csv") && record.inputs.contains_key("hop/giay-moi.yaml"));
    // a row taken out shifts those below it, and its own letter stays for the clerk to decide on
    let shorter: String = CSV.lines().filter(|line| !line.starts_with("01")).map(|line| format!("{line}\n")).collect();
    let project = project.file("hop/khach.csv", shorter.replace("Khối 2", "Khối 20"));
    insta::assert_snapshot!("one_row_removed", said(&project, &["build"]));
    assert_eq!(pdfs(&project).len(), 3);
}

#[test]
fn records_of_letters_whose_rows_stay_take_the_new_list_in() {
    let project = office(CSV);
    said(&project, &["build"]);
    let record = |name: &str| -> serde_json::Value {
        let path = project.path().join(format!("out/hop/{name}.vanthu.json"));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    let before = record("moi-01-Nguyễn Văn An");
    // another row, another column that no letter names, and rows in another order
    for list in [
        CSV.replace("Khối 2", "Khối 20"),
        CSV.replace(";Ngày", ";Ngày sinh;Ngày").replace(";20/01/2026", ";;20/01/2026"),
        CSV.replace("01;ông", "00;ông;Lê Văn Đầu;;Khối 0;0912000000;20/01/2026\n01;ông"),
    ] {
        fs::write(project.path().join("hop/khach.csv"), &list).unwrap();
        said(&project, &["build"]);
        let after = record("moi-01-Nguyễn Văn An");
        assert_ne!(after["dau_vao"]["hop/khach.csv"], before["dau_vao"]["hop/khach.csv"], "{list}");
        assert_eq!(after["noi_dung"], before["noi_dung"], "{list}");
        // a record is what a build from nothing writes
        let fresh = office(&list);
        said(&fresh, &["build"]);
        let path = "out/hop/moi-01-Nguyễn Văn An.vanthu.json";
        let read = |project: &Project| fs::read_to_string(project.path().join(path)).unwrap();
        assert_eq!(read(&project), read(&fresh), "{list}");
    }
}
