//! A number of a sheet is taken as the sheet shows it, or its cell is refused with both readings; what is not shown is
//! never used without a word.

use std::io::Cursor;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use vanthu::base::finding::Severity;

use crate::support::{Project, open_document, report, row, words, zipped};

/// A workbook with one figure in `C2`, and whatever is done to it then.
fn book(unit: &str, change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_row(0, 0, ["Mã", "ĐVT", "Thực hiện"]).unwrap();
    page.write_row(1, 0, ["n.a", unit]).unwrap();
    change(page);
    book.save_to_buffer().unwrap()
}

/// The first paragraph of the report, or what is wrong with its figures.
fn first_text(project: &Project) -> Result<String, String> {
    let (document, findings) = project.session().load("nam-2025/bao-cao.yaml");
    let told = |finding: &vanthu::base::finding::Finding| {
        format!("{}[{}] {:?}", finding.message, finding.code.id, finding.hints)
    };
    let told: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code.area == vanthu::base::finding::codes::Area::Figures)
        .map(told)
        .collect();
    match document {
        Some(document) if told.is_empty() => Ok(document.body.texts()[0].value.clone()),
        _ => Err(told.join("\n")),
    }
}

/// What a document prints of a sheet, or the errors that keep it from being built.
fn printed(name: &str, bytes: impl AsRef<[u8]>, expression: &str) -> Result<String, String> {
    let project = Project::new()
        .file(&format!("nam-2025/{name}"), bytes)
        .file("nam-2025/bao-cao.yaml", report(&format!("{{{{ {expression} }}}}")));
    first_text(&project)
}

fn with(unit: &str, value: f64, format: &str) -> Result<String, String> {
    let format = Format::new().set_num_format(format);
    let bytes = book(unit, |page| _ = page.write_with_format(1, 2, value, &format).unwrap());
    printed("so-lieu.xlsx", bytes, "n.a")
}

#[test]
fn formats_show_the_number_or_the_cell_is_refused_with_both_readings() {
    for (unit, value, format, expected) in [
        ("lượt", 1_500_000.0, "#,##0", "1.500.000"),
        ("tỷ đồng", 12.345, "0.0", "12,3"),
        ("tỷ đồng", 2.0 / 3.0, "0.00", "0,67"),
        ("%", 0.935_983, "0.0%", "93,6%"),
        ("%", 93.6, "General", "93,6%"),
        ("%", 0.0, "General", "0%"),
        ("ha", 12.0, "0\" ha\"", "12"),
        ("", 1000.0, "#,##0\" đ\"", "1.000"),
        ("đồng", 1000.0, "#,##0 \"₫\"", "1.000"),
        ("lượt", -5.0, "#,##0;(#,##0)", "-5"),
        ("lượt", 0.1 + 0.2, "General", "0,3"),
        ("lượt", 5.0, "@", "5"),
        ("lượt", 1_234_567.0, "# ##0", "1.234.567"),
        ("lượt", 0.0, "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-", "0"),
        ("% dân số", 0.936, "0.0%", "93,6"),
    ] {
        assert_eq!(with(unit, value, format).as_deref(), Ok(expected), "{value} {format}");
    }
    for (unit, value, format, readings) in [
        ("đồng", 12_345_678.0, "#,##0,", ["12.346", "12345678"]),
        ("đồng", 12_345_678.0, "#,##0,,", ["12", "12345678"]),
        ("đồng", 12.0, "0\" tỷ\"", ["12 tỷ", "12"]),
        ("lượt", 12.0, "0000", ["0012", "12"]),
        ("lượt", -5.0, "0;0", ["5", "-5"]),
        ("lượt", 5.0, ";;;", ["không hiện", "5"]),
        ("lượt", 0.5, "# ?/?", ["0,5", "0,5"]),
        ("%", 0.936, "General", ["0,936%", "93,6%"]),
        ("%", 1.0, "0", ["1%", "100%"]),
        ("lượt", 0.0, "#,###", ["không hiện", "0"]),
        ("lượt", 12_345.0, "0\\.000", ["12.345", "12345"]),
        ("lượt", 912_345_678.0, "0000-000-000", ["0912-345-678", "912345678"]),
        ("lượt", 5.0, "[<100]0;0,", ["cách khác", "5"]),
        ("lượt", 12_345.0, "0.0E+00", ["cách khác", "12345"]),
    ] {
        let told = with(unit, value, format).unwrap_err();
        assert!(told.contains("[N22]") && readings.iter().all(|reading| told.contains(reading)), "{format}: {told}");
    }
    for (unit, value, format) in [("ha", 0.5, "0%"), ("triệu đồng", 0.5, "0.0%")] {
        let told = with(unit, value, format).unwrap_err();
        assert!(told.contains("[N20]") && told.contains("50") && told.contains(unit), "{told}");
    }
    let long = with("lượt", 2.0 / 3.0, "General").unwrap_err();
    assert!(!long.contains("ROUND"), "{long}");
}

#[test]
fn a_formula_that_gives_nothing_is_blank() {
    let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}<c r="B2" t="str"><f>IF(1=1,"",5)</f><v></v></c></row><row r="3">{}<c r="B3"><v>7</v></c></row>"#,
        cell("A1", "Mã"),
        cell("B1", "Thực hiện"),
        cell("A2", "n.a"),
        cell("A3", "n.b")
    );
    let page = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut from = zip::ZipArchive::new(Cursor::new(book("", |_| {}))).unwrap();
    let mut parts = Vec::new();
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        std::io::copy(&mut part, &mut bytes).unwrap();
        parts.push((name.clone(), if name == "xl/worksheets/sheet1.xml" { page.clone().into_bytes() } else { bytes }));
    }
    let bytes = zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    assert_eq!(printed("so-lieu.xlsx", &bytes, "n.b").as_deref(), Ok("7"));
    let told = printed("so-lieu.xlsx", &bytes, "n.a").unwrap_err();
    assert!(told.contains("[N04]") && !told.contains("N14"), "{told}");
}

/// An ODS with one figure of this cell.
fn ods(cell: &str) -> Vec<u8> {
    open_document(&(row(&words(&["Mã", "Thực hiện"])) + &row(&(words(&["n.a"]) + cell))))
}

#[test]
fn cells_of_ods_are_what_their_text_says_or_refused() {
    let number = |value: &str, text: &str| {
        let cell = format!(
            r#"<table:table-cell office:value-type="float" office:value="{value}"><text:p>{text}</text:p></table:table-cell>"#
        );
        printed("so-lieu.ods", ods(&cell), "n.a")
    };
    for (value, text, expected) in [
        ("1234.5", "1.234,50", "1.234,50"),
        ("1234.5", "1,234.5", "1.234,5"),
        ("0.6666666666666666", "0,67", "0,67"),
        ("-5", "-5", "-5"),
        ("-5", "(5)", "-5"),
        ("0", "-", "0"),
        ("1234567", "1 234 567", "1.234.567"),
    ] {
        assert_eq!(number(value, text).as_deref(), Ok(expected), "{value} {text}");
    }
    for (value, text) in [("12345678", "12.346"), ("12", "12 tỷ"), ("12", "0012"), ("-5", "5"), ("5", "")] {
        let told = number(value, text).unwrap_err();
        assert!(told.contains("[N22]"), "{value} {text}: {told}");
    }
    let error = r#"<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>"#;
    assert!(printed("so-lieu.ods", ods(error), "n.a").unwrap_err().contains("[N14]"));
    let nested = r#"<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p><table:table table:name="trong"><table:table-row><table:table-cell office:value-type="float" office:value="9"><text:p>9</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"#;
    assert_eq!(printed("so-lieu.ods", ods(nested), "n.a").as_deref(), Ok("50%"));
}

#[test]
fn commas_that_part_cells_are_no_decimal_marks_and_utf16_is_read() {
    for (text, expected) in [("5", Some("5")), ("\"1.333,6\"", Some("1.333,6")), ("1.234.567", Some("1.234.567"))] {
        let csv = format!("Mã,Thực hiện\nn.a,{text}\n");
        assert_eq!(printed("so-lieu.csv", csv, "n.a").ok().as_deref(), expected, "{text}");
    }
    for (text, readings) in
        [("\"262,000\"", ["262,000", "262.000"]), ("\"12,5\"", ["12,5", "125"]), ("1.333", ["1,333", "1.333"])]
    {
        let told = printed("so-lieu.csv", format!("Mã,Thực hiện\nn.a,{text}\n"), "n.a").unwrap_err();
        assert!(told.contains("[N11]") && readings.iter().all(|reading| told.contains(reading)), "{text} {told}");
    }
    let text = "Mã\tThực hiện\nn.a\t1.333,6\n";
    let (little, big): (Vec<u8>, Vec<u8>) = (
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    );
    let marked = [&b"\xff\xfe"[..], &little].concat();
    for bytes in [little, big, marked] {
        assert_eq!(printed("so-lieu.csv", bytes, "n.a").as_deref(), Ok("1.333,6"));
    }
}

#[test]
fn what_is_hidden_is_never_used_without_a_word() {
    let mut book = Workbook::new();
    for (name, hidden, value) in [("Cũ", true, 1), ("Mới", false, 2)] {
        let page = book.add_worksheet();
        page.set_name(name).unwrap().set_hidden(hidden).set_active(!hidden);
        page.write_row(0, 0, ["Mã", "Thực hiện", "Ghi chú"]).unwrap();
        page.write(1, 0, "n.a").unwrap().write(1, 1, value).unwrap();
        page.write(2, 0, "n.b").unwrap().write(2, 1, value).unwrap().write(2, 2, "ẩn").unwrap();
        page.set_row_hidden(2).unwrap().set_column_hidden(2).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let project = Project::new().file("gui.xlsx", &bytes);
    let output = project.run(&["figures", "import", "gui.xlsx", "--to", "nam-2025"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.matches("[N23]").count(), 3, "{told}");
    assert!(told.contains("“Cũ”") && told.contains("1 dòng bị ẩn hoặc bị lọc: 3"), "{told}");
    let written = std::fs::read_to_string(project.path().join("nam-2025/so-lieu.yaml")).unwrap();
    assert!(written.contains("thuc_hien: 2") && !written.contains("b:"), "{written}");
}

const LETTER: &str = "loai: cong-van\nco_quan: ubnd\ntrich_yeu: Mời họp\ndanh_sach: khach.xlsx\n\
    ten_tep: \"{{ khach.ho_ten }}\"\nkinh_gui: \"{{ khach.ho_ten }}\"\nnoi_dung: |\n  Mã {{ khach.ma }}, điện thoại {{ khach.dien_thoai }}, tiền {{ khach.tien }}.\n";

#[test]
fn letters_take_cells_as_shown_skip_the_letterhead_and_refuse_the_last_lines() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "UBND PHƯỜNG A").unwrap().write(0, 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").unwrap();
    page.write(1, 0, "DANH SÁCH").unwrap();
    page.write_row(3, 0, ["Mã", "Họ tên", "Điện thoại", "Tiền"]).unwrap();
    let code = Format::new().set_num_format("0000");
    let phone = Format::new().set_num_format("0000000000");
    let money = Format::new().set_num_format("#,##0\" đ\"");
    for (row, name) in [(4, "Ông An"), (5, "Bà Bình")] {
        page.write_with_format(row, 0, 7, &code).unwrap().write(row, 1, name).unwrap();
        page.write_with_format(row, 2, 912_345_678, &phone).unwrap();
        page.write_with_format(row, 3, 1_500_000, &money).unwrap();
    }
    page.write(6, 1, "Tổng cộng").unwrap().write_with_format(6, 3, 3_000_000, &money).unwrap();
    page.write(8, 1, "Người lập biểu").unwrap();
    let project = Project::new().file("moi.yaml", LETTER).file("khach.xlsx", book.save_to_buffer().unwrap());
    let output = project.run(&["build", "moi.yaml", "--out", "ra", "--format", "typ"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.matches("không phải nơi nhận").count(), 2, "{told}");
    let text = std::fs::read_dir(project.path().join("ra")).unwrap().flatten().map(|entry| entry.path());
    let mut letters = Vec::new();
    let mut folders: Vec<_> = text.collect();
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(std::fs::read_dir(&path).unwrap().flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|end| end == "typ") {
            letters.extend(std::fs::read_to_string(&path).ok().filter(|text| text.contains("điện thoại 0912")));
        }
    }
    assert_eq!(letters.len(), 2, "{told}");
    assert!(
        letters.iter().all(|text| text.contains("Mã 0007, điện thoại 0912345678, tiền 1.500.000 đ")),
        "{letters:?}"
    );
}

/// What `n.a` prints with all its fields when both files speak of it, or the errors.
fn beside(yaml: &str, sheet: &str) -> Result<String, String> {
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", format!("ky_bao_cao: năm 2025\nn:\n  a: {{{yaml}}}\n"))
        .file("nam-2025/so-lieu.csv", format!("Mã;ĐVT;Kế hoạch;Thực hiện\nn.a;{sheet}\n"))
        .file("nam-2025/bao-cao.yaml", report("{{ n.a.ke_hoach }} {{ n.a.kem_don_vi }}"));
    first_text(&project)
}

#[test]
fn a_sheet_beside_the_file_speaks_in_its_units_or_is_refused() {
    for (yaml, sheet, expected) in [
        ("don_vi: triệu đồng", "tỷ đồng;0,2;2,5", "200 2.500 triệu đồng"),
        ("don_vi: tỷ đồng", "triệu đồng;200;2.505,5", "0,2 2,5055 tỷ đồng"),
        ("don_vi: triệu đồng, ke_hoach: 200", "tỷ đồng;0,2;2,5", "200 2.500 triệu đồng"),
        ("don_vi: tr.đ", "triệu đồng;200;2.500", "200 2.500 tr.đ"),
        ("don_vi: hộ, ke_hoach: 3", ";;4", "3 4 hộ"),
        ("ke_hoach: 3", "hộ;;4", "3 4 hộ"),
        ("ke_hoach: 3", "tỷ đồng;3;4", "3 4 tỷ đồng"),
    ] {
        assert_eq!(beside(yaml, sheet).as_deref(), Ok(expected), "{yaml} / {sheet}");
    }
    for (yaml, sheet, words) in [
        ("don_vi: hộ, ke_hoach: 3", "người;;4", vec!["[N20]", "hộ", "người", "so-lieu.csv"]),
        ("don_vi: hộ, ke_hoach: 3", "%;;4", vec!["[N20]", "hộ", "%"]),
        ("don_vi: triệu đồng, ke_hoach: 3", "USD;;4", vec!["[N20]", "USD"]),
        ("ke_hoach: 3", "tỷ đồng;;4", vec!["[N20]", "không ghi đơn vị", "tỷ đồng"]),
        ("don_vi: triệu đồng, ke_hoach: 300", "tỷ đồng;0,2;2,5", vec!["[N17]", "300", "0,2 tỷ đồng"]),
    ] {
        let told = beside(yaml, sheet).unwrap_err();
        assert!(words.iter().all(|word| told.contains(word)), "{yaml} / {sheet}: {told}");
    }
}

#[test]
fn an_import_never_gives_a_number_another_unit() {
    let import = |own: &str, line: &str| {
        let project = Project::new()
            .file("nam-2025/so-lieu.yaml", format!("ky_bao_cao: năm 2025\nn:\n  a: {{{own}}}\n"))
            .file("gui.csv", format!("Mã;ĐVT;Thực hiện\nn.a;{line}\n"));
        let output = project.run(&["figures", "import", "gui.csv", "--to", "nam-2025"]);
        let text = std::fs::read_to_string(project.path().join("nam-2025/so-lieu.yaml")).unwrap();
        (text.lines().last().unwrap().trim().to_owned(), String::from_utf8(output.stderr).unwrap())
    };
    for (own, line, after) in [
        (
            "don_vi: triệu đồng, ke_hoach: 120, thuc_hien: 100",
            "tỷ đồng;0,25",
            "don_vi: triệu đồng, ke_hoach: 120, thuc_hien: 250",
        ),
        ("don_vi: tr.đ, ke_hoach: 120, thuc_hien: 100", "triệu đồng;7", "don_vi: tr.đ, ke_hoach: 120, thuc_hien: 7"),
        ("don_vi: hộ, thuc_hien: 100", "người;7", "don_vi: người, thuc_hien: 7"),
        ("ke_hoach: 120, thuc_hien: 100", "hộ;7", "ke_hoach: 120, thuc_hien: 7, don_vi: hộ"),
    ] {
        let (text, told) = import(own, line);
        assert_eq!(text, format!("a: {{{after}}}"), "{own} / {line}: {told}");
    }
    for (own, line) in [
        ("don_vi: hộ, ke_hoach: 120, thuc_hien: 100", "người;7"),
        ("don_vi: hộ, ke_hoach: 120", "%;7"),
        ("ke_hoach: 120, thuc_hien: 100", "tỷ đồng;7"),
        ("don_vi: hộ, ke_hoach: 120", ";7%"),
    ] {
        let (text, told) = import(own, line);
        assert_eq!(text, format!("a: {{{own}}}"), "{told}");
        assert!(told.contains("[N20]"), "{own} / {line}: {told}");
    }
}

#[test]
fn a_period_whose_sheet_cannot_be_read_is_named_where_it_is_compared_with() {
    let project = Project::new()
        .file("quy-1-2025/so-lieu.csv", "Mã;ĐVT;Thực hiện\nn.a;ha;12 ha\n")
        .file("quy-2-2025/so-lieu.csv", "Mã;ĐVT;Thực hiện\nn.a;ha;15\n")
        .file("quy-2-2025/bao-cao.yaml", report("{{ n.a.ky_truoc }}"));
    let (_, findings) = project.session().load("quy-2-2025/bao-cao.yaml");
    let told: Vec<_> = findings.iter().map(|finding| format!("{} {:?}", finding.message, finding.hints)).collect();
    let [told] = &told[..] else { panic!("{told:?}") };
    assert!(told.contains("không đọc được") && told.contains("vanthu figures quy-1-2025"), "{told}");
}

/// A workbook of these lines, cells parted by `|`, and whatever is done to it then.
fn lines(text: &str, change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, line) in (0_u32..).zip(text.lines()) {
        for (column, cell) in (0_u16..).zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => page.write(row, column, number).unwrap(),
                Err(_) => page.write(row, column, cell).unwrap(),
            };
        }
    }
    change(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn lines_around_a_table_are_left_out_or_named_as_what_they_are() {
    for above in [
        "Mã|ĐVT|Thực hiện\n(1)|(2)|(3)",
        "Mã|ĐVT|Thực hiện\nA|B|1",
        "Mã|ĐVT|Thực hiện\n1|2|3",
        // a title that names a column or two
        "Mã số|Tên|Ghi chú\n\nMã|ĐVT|Thực hiện",
        "UBND PHƯỜNG||CỘNG HÒA|XÃ HỘI|CHỦ NGHĨA\nBÁO CÁO\nMã|ĐVT|Thực hiện",
    ] {
        let bytes = lines(&format!("{above}\nn.a|ha|5"), |_| {});
        assert_eq!(printed("so-lieu.xlsx", bytes, "n.a").as_deref(), Ok("5"), "{above}");
    }
    for (last, words) in
        [("Tổng cộng||5", "dòng cộng"), ("Người lập biểu||Thủ trưởng", "dòng ký"), ("|Tổng cộng|5", "không có mã")]
    {
        let bytes = lines(&format!("Mã|ĐVT|Thực hiện\nn.a|ha|5\n{last}"), |_| {});
        let project =
            Project::new().file("nam-2025/so-lieu.xlsx", bytes).file("nam-2025/bao-cao.yaml", report("{{ n.a }}"));
        let (_, findings) = project.session().load("nam-2025/bao-cao.yaml");
        assert!(
            findings.iter().any(|one| one.severity() == Severity::Error && one.message.contains(words)),
            "{last} {findings:#?}"
        );
    }
}

/// The letters of a list as printed, and what is told.
fn letters_of(list: Vec<u8>) -> (Vec<String>, String) {
    letters_from("khach.xlsx", list)
}

fn letters_from(name: &str, list: impl AsRef<[u8]>) -> (Vec<String>, String) {
    let letter = LETTER.replace(", điện thoại {{ khach.dien_thoai }}", "").replace("khach.xlsx", name);
    let project = Project::new().file("moi.yaml", letter).file(name, list);
    let output = project.run(&["build", "moi.yaml", "--out", "ra", "--format", "typ"]);
    // the papers of origin hold the words of each letter
    let papers = std::fs::read_dir(project.path().join("ra")).into_iter().flatten().flatten().map(|entry| entry.path());
    let papers = papers.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let texts = papers.filter_map(|path| std::fs::read_to_string(path).ok());
    let shown = |text: String| {
        let from = text.find(", tiền ")? + ", tiền ".len();
        Some(text[from..].split(['"', '.']).next()?.to_owned())
    };
    let letters = texts.filter_map(shown).collect();
    (letters, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_cell_of_a_list_prints_as_shown_or_its_letter_is_refused() {
    let with = |value: f64, format: &str| {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write_row(0, 0, ["Mã", "Họ tên", "Tiền"]).unwrap();
        page.write_row(1, 0, ["A", "Ông An"]).unwrap();
        page.write_with_format(1, 2, value, &Format::new().set_num_format(format)).unwrap();
        letters_of(book.save_to_buffer().unwrap())
    };
    for (value, format, shown) in [
        (912_345_678.0, "0000-000-000", "0912-345-678"),
        (1_234_567.0, "# ##0", "1234 567"),
        (7.0, "0000", "0007"),
        (0.5, "0.0%", "50,0%"),
        (0.0, "0;-0;\"-\"", "-"),
        (-5.0, "0;(0)", "(5)"),
        (45_996.0, "dd/mm/yyyy", "05/12/2025"),
        (45_996.0, "mm/yyyy", "12/2025"),
        (45_996.0, "yyyy", "2025"),
        (45_996.0, "d/m", "05/12"),
    ] {
        let (letters, told) = with(value, format);
        assert_eq!(letters, [shown], "{value} {format} {told}");
    }
    for (value, format) in [(0.5, "# ?/?"), (12_345.0, "0.0E+00"), (5.0, "[<100]0;0,")] {
        let (letters, told) = with(value, format);
        assert!(letters.is_empty() && told.contains("[D16]") && told.contains("không in đúng"), "{format} {told}");
    }
}

#[test]
fn pages_and_lines_of_a_list_that_are_not_taken_are_named() {
    let rows = "Mã|Họ tên|Tiền\n(1)|(2)|(3)\nA|Ông An|15";
    let (letters, told) = letters_of(lines(rows, |_| {}));
    assert_eq!((letters.len(), told.contains("[N23]")), (1, false), "{told}");
    let again = lines(rows, |book| {
        let other = book.add_worksheet().set_name("Tổ 2").unwrap();
        other.write_row(0, 0, ["Mã", "Họ tên", "Tiền"]).unwrap();
        other.write_row(1, 0, ["B", "Bà Bình", "16"]).unwrap();
        book.add_worksheet().write_row(0, 0, ["Ghi chú"]).unwrap();
    });
    let (letters, told) = letters_of(again);
    assert_eq!((letters.len(), told.matches("[N23]").count()), (1, 1), "{told}");
    assert!(told.contains("Tổ 2"), "{told}");
}

#[test]
fn a_list_of_ods_prints_its_cells_as_they_show() {
    let cell = |kind: &str, text: &str| {
        format!(r#"<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>"#)
    };
    for (kind, shown, expected) in [
        (r#"date" office:date-value="2025-12-05"#, "05/12/25", "05/12/2025"),
        (r#"date" office:date-value="2025-12-05"#, "12/2025", "12/2025"),
        (r#"date" office:date-value="2025-12-05"#, "tháng 12 năm 2025", "tháng 12 năm 2025"),
        (r#"float" office:value="912345678"#, "0912-345-678", "0912-345-678"),
        (r#"float" office:value="0.5"#, "1/2", "1/2"),
        (r#"float" office:value="1500000"#, "1.500 nghìn", "1"),
    ] {
        let list = open_document(
            &(row(&words(&["Mã", "Họ tên", "Tiền"])) + &row(&(words(&["A", "Ông An"]) + &cell(kind, shown)))),
        );
        let (letters, told) = letters_from("khach.ods", list);
        assert_eq!(letters, [expected], "{shown} {told}");
    }
}

#[test]
fn figures_that_only_the_sheet_beside_the_file_has_go_along_to_a_new_period() {
    let sheet = "Mã;Chỉ tiêu;ĐVT;Thực hiện\nthu.phi;Thu phí;tỷ đồng;2,5\nthu.le_phi;Lệ phí;tỷ đồng;1\n";
    let yaml = "# của phòng\nky_bao_cao: năm 2025\nthu:\n  phi: {ten: Thu phí, don_vi: triệu đồng, thuc_hien: ?}\n";
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", yaml)
        .file("nam-2025/so-lieu.csv", sheet)
        .file("nam-2025/bao-cao.yaml", report("{{ thu.phi.cung_ky }} {{ thu.le_phi }} {{ thu.le_phi.cung_ky }}."));
    let output = project.run(&["new-period", "nam-2026", "--from", "nam-2025"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("Không sao chép: nam-2025/so-lieu.csv"), "{told}");
    let figures = std::fs::read_to_string(project.path().join("nam-2026/so-lieu.yaml")).unwrap();
    assert!(figures.starts_with("# của phòng\n") && !figures.contains("2.500"), "{figures}");
    let document = project.session().load("nam-2026/bao-cao.yaml").0.unwrap();
    assert_eq!(document.body.texts()[0].value, "2.500 [chưa có: Lệ phí] 1.");
}
