//! Spreadsheets as clerks send them: every trap has its message, and a sheet can stand in for `so-lieu.yaml`.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Project, open_document, report, row, words, zipped};

const HEAD: [&str; 7] = ["Mã", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Cùng kỳ", "Nguồn"];

/// A workbook with [`HEAD`], one good line, and whatever is done to it then.
fn workbook(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Năm 2025").unwrap();
    page.write(0, 0, "Kỳ báo cáo: năm 2025").unwrap();
    page.write_row(2, 0, HEAD).unwrap();
    page.write_row(3, 0, ["du_lich.luot_khach", "Lượt khách", "lượt"]).unwrap();
    page.write(3, 3, 255_000).unwrap().write(3, 4, 262_000).unwrap();
    change(page);
    book.save_to_buffer().unwrap()
}

/// What a clerk is told who imports this file.
fn told_of(name: &str, bytes: impl AsRef<[u8]>) -> String {
    told_in(Project::new().file(name, bytes), name)
}

fn told_in(project: Project, name: &str) -> String {
    let output = project.run(&["figures", "import", name, "--to", "nam-2025"]);
    let written = project.path().join("nam-2025/so-lieu.yaml").exists();
    let text = String::from_utf8(output.stderr).unwrap();
    let written = if written { "có tệp số liệu" } else { "chưa ghi gì" };
    format!("mã kết thúc {}, {written}\n\n{}", output.status.code().unwrap(), text.trim_end())
}

fn told(change: impl FnOnce(&mut Worksheet)) -> String {
    told_of("van-hoa.xlsx", workbook(change))
}

macro_rules! messages {
    ($($name:ident: $told:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(stringify!($name), $told); })*
    };
}

fn line(page: &mut Worksheet, row: u32, key: &str) {
    page.write(row, 0, key).unwrap();
}

// Cells
messages! {
    number_as_text_with_unit: told(|page| _ = page.write(3, 4, "262.000 lượt").unwrap());
    number_as_text_read_two_ways: told(|page| _ = page.write(3, 4, "1,234.5").unwrap());
    words_for_a_number: told(|page| _ = page.write(3, 4, "chưa có").unwrap());
    date_for_a_number: told(|page| {
        let date = ExcelDateTime::from_ymd(2025, 2, 1).unwrap();
        page.write_with_format(3, 4, &date, &Format::new().set_num_format("d/m")).unwrap();
    });
    time_for_a_number: told(|page| {
        page.write_with_format(3, 4, 14.5 / 24.0, &Format::new().set_num_format("h:mm")).unwrap();
    });
    time_with_a_date_for_a_number: told(|page| {
        page.write_with_format(3, 4, 45_996.5, &Format::new().set_num_format("dd/mm/yyyy hh:mm")).unwrap();
    });
    text_date_for_a_number: told_of("van-hoa.csv", "Mã;Thực hiện\ndu_lich.luot_khach;30/11/2025\n");
    formula_divides_by_nothing: told(|page| _ = page.write(3, 4, Formula::new("=D4/0").set_result("#DIV/0!")).unwrap());
    formula_not_worked_out: told_of("van-hoa.xlsx", without_results());
    formula_error_in_csv: told_of("van-hoa.csv", "Mã,Thực hiện\ndu_lich.luot_khach,#N/A\n");
    formula_error_of_libreoffice: told_of("van-hoa.csv", "Mã,Thực hiện\ndu_lich.luot_khach,Err:502\n");
    sharp_word_for_a_number: told_of("van-hoa.csv", "Mã,Thực hiện\ndu_lich.luot_khach,#An\n");
    truth_for_a_number: told(|page| _ = page.write(3, 4, true).unwrap());
    number_longer_than_a_cell_holds: told(|page| _ = page.write(3, 4, 2.0 / 3.0).unwrap());
}

// Lines
messages! {
    key_twice: told(|page| line(page, 7, "du_lich.luot_khach"));
    key_missing: told(|page| _ = page.write(4, 4, 15).unwrap());
    key_not_a_name: told(|page| line(page, 4, "Du lịch.lượt khách"));
    key_that_is_a_field: told(|page| line(page, 4, "du_lich.ke_hoach"));
    group_with_a_value: told(|page| {
        line(page, 4, "du_lich");
        page.write(4, 4, 15).unwrap();
    });
}

messages! {
    group_with_a_value_of_the_period_before: told_of(
        "van-hoa.csv", "Mã;Thực hiện;Kỳ trước\ndu_lich;;248.000\ndu_lich.luot_khach;262.000;\n");
    key_too_deep: told_of("van-hoa.csv", format!("Mã;Thực hiện\n{}a;5\n", "a.".repeat(31)));
    key_deep_without_end: told_of("van-hoa.csv", format!("Mã;Thực hiện\n{}a;5\n", "a.".repeat(200_000)));
    key_as_deep_as_may_be: told_of("van-hoa.csv", format!("Mã;Thực hiện\n{}a;5\n", "a.".repeat(30)));
    decimals_too_many: told_of("van-hoa.csv", "Mã;Thực hiện;Số lẻ\na.b;5;4000000000\n");
    decimals_not_a_number: told_of("van-hoa.csv", "Mã;Thực hiện;Số lẻ\na.b;5;hai\n");
}

// Headings
messages! {
    heading_merged: told(|page| _ = page.merge_range(2, 3, 2, 4, "Kế hoạch", &Format::new()).unwrap());
    heading_missing: told(|page| _ = page.write(2, 4, " ").unwrap());
    heading_twice: told(|page| _ = page.write(2, 3, "Thực hiện").unwrap());
    heading_nearly_right: told(|page| _ = page.write(2, 4, "Thực hiện năm 2025").unwrap());
    heading_without_key: told(|page| _ = page.write(2, 0, "Số thứ tự").unwrap());
    no_heading_at_all: told_of("van-hoa.csv", "Báo cáo\nLượt khách;262.000\n");
}

// Files
messages! {
    period_of_another_folder: told_in(
        Project::new()
            .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\ndu_lich:\n  luot_khach: 262.000\n")
            .file("van-hoa.csv", "Kỳ báo cáo: năm 2024\nMã;Thực hiện\ndu_lich.luot_khach;248.000\n"), "van-hoa.csv");
    period_unreadable: told(|page| _ = page.write(0, 0, "Kỳ báo cáo: năm nay").unwrap());
    closing_unreadable: told(|page| _ = page.write(1, 0, "Đến ngày: 30.11").unwrap());
    not_a_workbook: told_of("van-hoa.xlsx", "không phải bảng tính");
    cut_off_workbook: told_of("van-hoa.xlsx", { let mut bytes = workbook(|_| {}); bytes.truncate(2000); bytes });
    locked_workbook: told_of("van-hoa.xlsx", locked());
    locked_ods: told_of("van-hoa.ods", zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"\xfe\xff\x00 locked"),
        ("META-INF/manifest.xml", br#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data></manifest:encryption-data></manifest:file-entry></manifest:manifest>"#),
    ]));
    old_workbook: told_of("van-hoa.xls", "x");
    old_workbook_renamed: told_of("van-hoa.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x");
    csv_in_old_letters: told_of("van-hoa.csv", b"M\xe3;Th\xf9c hi\xd6n\ndu_lich;5\n");
    csv_with_open_quote: told_of("van-hoa.csv", "Mã;Thực hiện\na.b;\"5\n");
    too_many_lines: told(|page| line(page, 30_000, "du_lich.xa"));
    no_such_sheet: told_in(Project::new(), "khong-co.xlsx");
    file_with_mistakes: told_in(
        Project::new().file("nam-2025/so-lieu.yaml", "du_lich:\n  luot_khach: 1,234.5\n")
            .file("van-hoa.csv", "Mã;Thực hiện\ndu_lich.luot_khach;248.000\n"), "van-hoa.csv");
    group_in_the_file: told_in(
        Project::new().file("nam-2025/so-lieu.yaml", "du_lich:\n  luot_khach:\n    trong_nuoc: 5\n")
            .file("van-hoa.csv", "Mã;Thực hiện\ndu_lich.luot_khach;248.000\n"), "van-hoa.csv");
}

/// A workbook whose formula was written by a program and never worked out.
fn without_results() -> Vec<u8> {
    let page = r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c><c r="B1" t="inlineStr"><is><t>Thực hiện</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a.b</t></is></c><c r="B2"><f>1+1</f></c></row></sheetData></worksheet>"#;
    let good = workbook(|_| {});
    let mut from = zip::ZipArchive::new(Cursor::new(good)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        let bytes = if name == "xl/worksheets/sheet1.xml" { page.as_bytes().to_vec() } else { bytes };
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// What Excel wraps a workbook with a password in: a compound file of one sector of links and one of names.
fn locked() -> Vec<u8> {
    let (end, free) = (0xffff_fffe_u32, 0xffff_ffff_u32);
    let mut file = vec![0; 512 * 3];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    let numbers = [(44, 1), (48, 1), (56, 4096), (60, end), (68, end), (76, 0), (512, 0xffff_fffd), (516, end)];
    (80..512).step_by(4).chain((520..1024).step_by(4)).for_each(|at| put(at, &free.to_le_bytes()));
    numbers.into_iter().for_each(|(at, number): (usize, u32)| put(at, &number.to_le_bytes()));
    for (at, name, kind) in [(1024, "Root Entry", 5), (1152, "EncryptedPackage", 2)] {
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(at, &letters);
        put(at + 64, &[u8::try_from(letters.len() + 2).unwrap(), 0, kind]);
        put(at + 68, &[0xff; 12]);
        put(at + 116, &end.to_le_bytes());
    }
    file
}

/// The figures a document prints whose period has this spreadsheet only.
fn printed(name: &str, bytes: impl AsRef<[u8]>, expression: &str) -> String {
    let project = Project::new()
        .file(&format!("nam-2025/{name}"), bytes)
        .file("nam-2025/bao-cao.yaml", report(&format!("Kết quả: {{{{ {expression} }}}}.")));
    let ledger = project.session().ledger("nam-2025").unwrap();
    assert!(!ledger.findings.has_errors(), "{:?}", ledger.findings);
    let used = ledger.rows.into_iter().flat_map(|row| row.uses).next().unwrap();
    used.printed
}

#[test]
fn a_sheet_stands_in_for_the_figures_file() {
    assert_eq!(printed("so-lieu.xlsx", workbook(|_| {}), "du_lich.luot_khach.so_ke_hoach"), "102,7%");
    let csv = "\u{feff}\"Thực hiện\",Ghi chú,Mã\r\n\"1.333,6\",\"gồm cả\r\nphí\",ngan_sach.thu\r\n";
    assert_eq!(printed("so-lieu.csv", csv, "ngan_sach.thu"), "1.333,6");
    assert_eq!(printed("so-lieu.csv", "MA\tthuc hien\na.b\t5\n", "a.b"), "5");
    let cells = words(&["a.ty_le"])
        + r#"<table:table-cell office:value-type="percentage" office:value="0.936"><text:p>93,60%</text:p></table:table-cell>"#;
    let ods = open_document(&(row(&words(&["Mã", "Thực hiện"])) + &row(&cells)));
    assert_eq!(printed("so-lieu.ods", ods, "a.ty_le"), "93,60%");
}

#[test]
fn cells_print_as_they_show() {
    let with = |value: f64, format: &str| {
        let bytes = workbook(|page| {
            page.write_with_format(3, 4, value, &Format::new().set_num_format(format)).unwrap();
            page.write(3, 2, " ").unwrap();
        });
        printed("so-lieu.xlsx", bytes, "du_lich.luot_khach")
    };
    assert_eq!(with(1333.6, "General"), "1.333,6");
    assert_eq!(with(12.5, "#,##0.00"), "12,50");
    assert_eq!(with(0.9909, "0.00%"), "99,09%");
    assert_eq!(with(0.1 + 0.2, "General"), "0,3");
    assert_eq!(with(-7.0, "0"), "-7");
    assert_eq!(with(0.5, &format!("0.{}", "0".repeat(200))), "0,500000000000000");
}

#[test]
fn signs_of_cells_that_show_nothing_are_named_with_the_cell() {
    let cells = |name: &str, value: &str| {
        let head = row(&words(&["Mã", "Chỉ tiêu", "Thực hiện"]));
        open_document(&(head + &row(&words(&["a.b", name, value]))))
    };
    for (name, code) in [
        ("Kết\u{ad} quả\u{200b}", None),
        ("Kết\u{202e} quả", Some("L03")),
        ("Kết\u{200b}quả", Some("Y16")),
        ("Tổ 5\u{200b}6", Some("Y16")),
    ] {
        let told = told_of("so-lieu.ods", cells(name, "?"));
        assert_eq!(code.is_some_and(|code| told.contains(code)), code.is_some(), "{name:?} {told}");
        assert_eq!(told.contains("ô B2"), code.is_some(), "{name:?} {told}");
    }
}

#[test]
fn merged_ods_heading_is_seen() {
    let head = words(&["Mã", "Chỉ tiêu"])
        + r#"<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Thực hiện</text:p></table:table-cell><table:covered-table-cell/>"#;
    let text = told_of("van-hoa.ods", open_document(&(row(&head) + &row(&words(&["a.b", "B", "5", "6"])))));
    insta::assert_snapshot!("heading_merged_ods", text);
}

#[test]
fn an_ods_that_repeats_cells_without_end_is_refused() {
    let cells = r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell>"#;
    let rows = format!(
        "{}<table:table-row table:number-rows-repeated=\"1000000\">{cells}</table:table-row>",
        row(&words(&["Mã", "Thực hiện"]))
    );
    insta::assert_snapshot!("ods_too_large", told_of("van-hoa.ods", open_document(&rows)));
}

#[test]
fn an_ods_of_many_large_pages_is_refused() {
    let cells = r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="256"><text:p>1</text:p></table:table-cell>"#;
    let page = format!("<table:table-row table:number-rows-repeated=\"15000\">{cells}</table:table-row>");
    let pages = [page.as_str(); 3].join(r#"</table:table><table:table table:name="Biểu 2">"#);
    insta::assert_snapshot!("ods_too_many_cells", told_of("van-hoa.ods", open_document(&pages)));
}

#[test]
fn merged_stretches_without_end_are_read() {
    let cells = words(&["a.b"])
        + r#"<table:table-cell office:value-type="float" office:value="5" table:number-rows-spanned="4294967295" table:number-columns-spanned="4294967295"><text:p>5</text:p></table:table-cell>"#;
    let bytes = open_document(&(row(&words(&["Mã", "Thực hiện"])) + &row(&cells)));
    assert_eq!(printed("so-lieu.ods", bytes, "a.b"), "5");
}

#[test]
fn a_percentage_shows_the_decimals_of_its_own_cell() {
    let bare = r#"<table:table-cell office:value-type="percentage" office:value="0.5"/>"#;
    let cells = words(&["a.ty_le"]) + bare;
    let other = words(&["a.khac"])
        + r#"<table:table-cell office:value-type="percentage" office:value="0.936"><text:p>93,600%</text:p></table:table-cell>"#;
    let empty = words(&["a.trong"])
        + r#"<table:table-cell office:value-type="percentage" office:value="0.25"></table:table-cell>"#;
    let bytes = open_document(&(row(&words(&["Mã", "Thực hiện"])) + &row(&cells) + &row(&empty) + &row(&other)));
    let all = "a.ty_le }}, {{ a.trong }}, {{ a.khac";
    let project = Project::new()
        .file("nam-2025/so-lieu.ods", bytes)
        .file("nam-2025/bao-cao.yaml", report(&format!("Kết quả: {{{{ {all} }}}}.")));
    let ledger = project.session().ledger("nam-2025").unwrap();
    let printed: Vec<String> = ledger.rows.into_iter().flat_map(|row| row.uses).map(|used| used.printed).collect();
    assert_eq!(printed, ["50%", "25%", "93,600%"]);
}

/// What a build of a folder with both files tells.
fn both(yaml: &str, sheets: &[(&str, &str)]) -> String {
    let mut project = Project::new()
        .file("nam-2025/so-lieu.yaml", yaml)
        .file("nam-2025/bao-cao.yaml", report("Đón {{ du_lich.luot_khach }} lượt, thu {{ du_lich.thu }} đồng."));
    for (name, text) in sheets {
        project = project.file(&format!("nam-2025/{name}"), text);
    }
    let output = project.run(&["figures", "nam-2025"]);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    format!("mã kết thúc {}\n{}\n---\n{}", output.status.code().unwrap(), out.trim_end(), err.trim_end())
}

const YAML: &str = "ky_bao_cao: năm 2025\ndu_lich:\n  luot_khach: 262.000\n  thu: ?\n";
const SHEET: &str = "Mã;Thực hiện;ĐVT\ndu_lich.luot_khach;248.000;lượt\ndu_lich.thu;15,5;tỷ đồng\ny_te.ty_le;95;%\n";

messages! {
    sheet_beside_the_file: both(YAML, &[("so-lieu.csv", SHEET)]);
    sheet_of_another_period_beside: both(YAML, &[("so-lieu.csv", &format!("Kỳ báo cáo: năm 2024\n{SHEET}"))]);
    sheet_with_a_mistake_beside: both(YAML, &[("so-lieu.csv", &SHEET.replace("15,5", "15,5 tỷ"))]);
    two_sheets_beside: both(YAML, &[("so-lieu.csv", SHEET), ("so-lieu.xlsx", "x")]);
}

#[test]
fn one_text_in_a_million_cells_is_refused_before_it_is_copied() {
    let long = "x".repeat(100_000);
    let cell = format!(
        r#"<table:table-cell office:value-type="string" table:number-columns-repeated="250"><text:p>{long}</text:p></table:table-cell>"#
    );
    let page = format!("<table:table-row table:number-rows-repeated=\"3000\">{cell}</table:table-row>");
    assert!(told_of("van-hoa.ods", open_document(&page)).contains("hay 64 MB chữ"));
    // a workbook keeps such a text once
    let long = "x".repeat(32_000);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..2200 {
        sheet.write_string(row, 0, &long).unwrap();
    }
    assert!(told_of("van-hoa.xlsx", book.save_to_buffer().unwrap()).contains("hay 64 MB chữ"));
}
