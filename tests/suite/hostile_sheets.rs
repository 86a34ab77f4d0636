//! Spreadsheets of strangers: what asks for too much or breaks its reader is refused as the clerk's, and the rest is built.

use crate::support::{Project, one_in, open_document, row, words, zipped};

const SPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CELLS: &str = r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>Thực hiện</v></c></row><row r="2"><c r="A2" t="str"><v>a.b</v></c><c r="B2"><v>5</v></c></row>"#;
const LETTER: &str = "loai: cong-van\nco_quan: ubnd\ntrich_yeu: mời họp\nkinh_gui: Ông bà\nnoi_dung: Kính mời.\n";

/// A workbook of pages that name their part each, and of parts under `xl/`.
fn workbook(pages: &[String], parts: &[(&str, String)]) -> Vec<u8> {
    let relation = |(at, target): (usize, &String)| {
        format!(r#"<Relationship Id="r{at}" Type="{TYPE}/worksheet" Target="{target}"/>"#)
    };
    let sheet = |at: usize| format!(r#"<sheet name="T{at}" sheetId="{at}" r:id="r{at}"/>"#);
    let relations = pages.iter().enumerate().map(relation).collect::<String>();
    let sheets = (0..pages.len()).map(sheet).collect::<String>();
    let book = format!(r#"<workbook xmlns="{SPACE}" xmlns:r="{TYPE}"><sheets>{sheets}</sheets></workbook>"#);
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    );
    let package = format!(
        r#"<Relationships><Relationship Id="r" Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut all = vec![("_rels/.rels", package), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations)];
    all.extend(parts.iter().cloned());
    zipped(&all.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

/// One page of rows, and what stands around them.
fn page(rows: &str, before: &str, behind: &str) -> String {
    format!(r#"<worksheet xmlns="{SPACE}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"#)
}

fn one_page(page: String) -> Vec<u8> {
    workbook(&["worksheets/sheet1.xml".to_owned()], &[("xl/worksheets/sheet1.xml", page)])
}

/// A page of so many million blanks, named so often.
fn named_again(times: usize, millions: usize, target: &str) -> Vec<u8> {
    let blanks = " ".repeat(millions * 1_000_000);
    let parts = [("xl/worksheets/sheet1.xml", page(CELLS, &blanks, ""))];
    workbook(&vec![target.to_owned(); times], &parts)
}

/// Texts that all cells share, fewer than is said.
fn with_strings(said: u64) -> Vec<u8> {
    let strings = format!(r#"<sst xmlns="{SPACE}" count="1" uniqueCount="{said}"><si><t>Mã</t></si></sst>"#);
    let pages = [("xl/worksheets/sheet1.xml", page(CELLS, "", "")), ("xl/sharedStrings.xml", strings)];
    workbook(&["worksheets/sheet1.xml".to_owned()], &pages)
}

/// An open document that ends in its table.
fn cut_short(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t"><office:body><office:spreadsheet><table:table table:name="T">{rows}"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

/// More parts than a workbook may be packed of.
fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..=2000).map(|part| format!("xl/{part}.xml")).collect();
    zipped(&names.iter().map(|name| (name.as_str(), b"".as_slice())).collect::<Vec<_>>())
}

/// One packed part that the directory names so often.
fn overlapping(times: u16) -> Vec<u8> {
    let whole = zipped(&[("xl/workbook.xml", &[b' '; 100_000])]);
    let find = |sign: &[u8]| whole.windows(4).position(|window| window == sign).unwrap();
    let (directory, end) = (find(b"PK\x01\x02"), find(b"PK\x05\x06"));
    let entries = whole[directory..end].repeat(usize::from(times));
    let count = [times.to_le_bytes(), times.to_le_bytes()].concat();
    let places =
        [u32::try_from(entries.len()).unwrap(), u32::try_from(directory).unwrap()].map(u32::to_le_bytes).concat();
    [&whole[..directory], &entries, b"PK\x05\x06\0\0\0\0", &count, &places, &[0, 0]].concat()
}

/// A file by its ending, and what must be said of it; nothing where it is only to be read or refused somehow.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn cases() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let too_much = "lỗi[N15]: bảng tính quá lớn khi giải nén";
    let too_many = "lỗi[N15]: bảng tính quá lớn, các trang tính cộng lại";
    let number = r#"<table:table-cell office:value-type="float" office:value="5" "#;
    let ods = |cell: &str| open_document(&(row(&words(&["Mã", "Thực hiện"])) + &row(&(words(&["a.b"]) + cell))));
    vec![
        ("blanks", "xlsx", named_again(1, 60, "worksheets/sheet1.xml"), too_much),
        ("a part named again", "xlsx", named_again(30, 2, "worksheets/sheet1.xml"), too_much),
        ("a part named again by a way round", "xlsx", named_again(30, 2, "./../xl/worksheets/sheet1.xml"), ""),
        ("pages without end", "xlsx", named_again(5000, 0, "worksheets/sheet1.xml"), too_much),
        ("one part many times in the directory", "xlsx", overlapping(1999), "lỗi[N15]"),
        ("parts without end", "xlsx", many_parts(), too_much),
        (
            "merged backwards",
            "xlsx",
            one_page(page(CELLS, "", r#"<mergeCells><mergeCell ref="E1:A1"/></mergeCells>"#)),
            "",
        ),
        (
            "merged without end",
            "xlsx",
            one_page(page(
                CELLS,
                "",
                &format!("<mergeCells>{}</mergeCells>", r#"<mergeCell ref="A2:XFD1048576"/>"#.repeat(20_000)),
            )),
            "",
        ),
        ("a place beyond", "xlsx", one_page(page(&CELLS.replace("\"B2\"", "\"ZZZZZZZ9999999999\""), "", "")), ""),
        ("a place turned", "xlsx", one_page(page(&CELLS.replace("\"B2\"", "\"2B\""), "", "")), ""),
        ("a size turned", "xlsx", one_page(page(CELLS, r#"<dimension ref="E9:A1"/>"#, "")), ""),
        (
            "a style and a word that are not there",
            "xlsx",
            one_page(page(&CELLS.replace("r=\"B2\"", "r=\"B2\" s=\"99999\" t=\"s\""), "", "")),
            "",
        ),
        ("a date beyond", "xlsx", one_page(page(&CELLS.replace("<v>5</v>", "<v>1e308</v>"), "", "")), ""),
        ("no number", "xlsx", one_page(page(&CELLS.replace("<v>5</v>", "<v>NaN</v>"), "", "")), ""),
        ("nesting", "xlsx", one_page("<a>".repeat(300_000)), ""),
        ("texts that are not there", "xlsx", with_strings(4_294_967_295), too_much),
        (
            "formulas shared without end",
            "xlsx",
            one_page(page(&CELLS.replace("<v>5</v>", r#"<f t="shared" si="99999999999">1</f>"#), "", "")),
            too_much,
        ),
        (
            "a long formula shared",
            "xlsx",
            one_page(page(
                &format!(
                    "{}{}",
                    CELLS.replace(
                        "<v>5</v>",
                        &format!(r#"<f t="shared" ref="B2:B9" si="0">{}</f>"#, "1+".repeat(50_000))
                    ),
                    r#"<row><c><f t="shared" si="0"/></c></row>"#.repeat(1000)
                ),
                "",
                "",
            )),
            too_much,
        ),
        (
            "formats without end",
            "xlsx",
            workbook(
                &[],
                &[("xl/styles.xml", format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000)))],
            ),
            too_much,
        ),
        (
            "a page without end",
            "xlsx",
            one_page(page(CELLS, "", "").replace("</sheetData></worksheet>", "")),
            "lỗi[N15]",
        ),
        ("nothing packed", "xlsx", b"PK\x05\x06".iter().copied().chain([0; 18]).collect(), "lỗi[N15]"),
        ("a package in a package", "xlsx", zipped(&[("a.xlsx", &one_page(page(CELLS, "", "")))]), "lỗi[N15]"),
        (
            "blanks without end",
            "ods",
            ods(
                r#"<table:table-cell office:value-type="string"><text:p>5<text:s text:c="4000000000"/></text:p></table:table-cell>"#,
            ),
            too_many,
        ),
        (
            "a long text repeated",
            "ods",
            ods(&format!(
                r#"<table:table-cell office:value-type="string" table:number-columns-repeated="200"><text:p>{}</text:p></table:table-cell>"#,
                "a".repeat(400_000)
            )),
            too_many,
        ),
        (
            "formulas repeated",
            "ods",
            ods(r#"<table:table-cell table:formula="of:=[.A1]" table:number-columns-repeated="16000"/>"#),
            "lỗi[N15]",
        ),
        (
            "blanks between cells",
            "ods",
            open_document(&row(&r#"<table:table-cell table:number-columns-repeated="16000"/>"#.repeat(400))),
            too_many,
        ),
        ("a table without end", "ods", cut_short(""), "lỗi[N15]"),
        (
            "a table that ends in a cell",
            "ods",
            cut_short(
                r#"<table:table-row><table:table-cell office:value-type="string"></table:table></table:table-cell></table:table-row>"#,
            ),
            "lỗi[N15]",
        ),
        (
            "a note without end",
            "ods",
            cut_short(r#"<table:table-row><table:table-cell office:value-type="string"><office:annotation>"#),
            "lỗi[N15]",
        ),
        (
            "nested letters",
            "ods",
            ods(&format!("{number}><text:p>{}5</text:p></table:table-cell>", "<text:span>".repeat(100_000))),
            "",
        ),
        (
            "a date of no calendar",
            "ods",
            ods(r#"<table:table-cell office:value-type="date" office:date-value="99999999999-99-99T99:99:99"/>"#),
            "",
        ),
        (
            "a time of no clock",
            "ods",
            ods(r#"<table:table-cell office:value-type="time" office:time-value="PT99999999999999999999H"/>"#),
            "",
        ),
        (
            "columns",
            "csv",
            format!("Mã{}\n", ";".repeat(300_000)).into_bytes(),
            "lỗi[N15]: bảng tính quá lớn, hơn 20.000 dòng hay 256 cột",
        ),
        ("digits", "csv", format!("Mã;Thực hiện\na.b;{}\n", "9".repeat(300_000)).into_bytes(), ""),
        ("tiers", "csv", format!("Mã;Thực hiện\n{}b;1\n", "a.".repeat(100_000)).into_bytes(), ""),
        ("marks on one letter", "csv", format!("Mã;Thực hiện\na.b;e{}\n", "\u{301}".repeat(2_000)).into_bytes(), ""),
    ]
}

fn refused_in_vietnamese(name: &str, told: &str, wanted: &str) {
    assert!(told.contains(wanted), "{name}: {told}");
    for foreign in ["W99", "panicked", "RUST_BACKTRACE", "overflow", "error"] {
        assert!(!told.contains(foreign), "{name}: {told}");
    }
    // a message quotes no more of a file than somebody reads
    assert!(told.len() < 20_000, "{name}: {} bytes", told.len());
}

#[test]
fn the_sheet_that_is_made_hostile_is_read() {
    let project = Project::new().file("bang.xlsx", one_page(page(CELLS, "", "")));
    let output = project.run(&["figures", "import", "bang.xlsx", "--to", "nam-2025"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let project = Project::new().file("bang.xlsx", named_again(3, 2, "worksheets/sheet1.xml"));
    let output = project.run(&["figures", "import", "bang.xlsx", "--to", "nam-2025"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("mã `a.b` viết hai lần"), "{told}");
}

#[test]
fn sheets_that_ask_for_too_much_are_told_as_the_clerks() {
    let mut project = Project::new().file("thuong.yaml", LETTER);
    let file = |at: usize, ending: &str| format!("bang-{at}.{ending}");
    let cases = cases();
    let all: Vec<usize> = (0..cases.len()).collect();
    let chosen: Vec<usize> = one_in(4, 1, &all).copied().collect();
    for at in &chosen {
        let (at, (_, ending, bytes, _)) = (*at, &cases[*at]);
        let list = format!("{LETTER}danh_sach: {}\n", file(at, ending));
        project = project.file(&file(at, ending), bytes).file(&format!("thu-{at}.yaml"), list);
    }
    for at in chosen {
        let (name, ending, _, wanted) = &cases[at];
        let output = project.run(&["figures", "import", &file(at, ending), "--to", "nam-2025"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {told}");
        refused_in_vietnamese(name, &told, wanted);
        std::fs::remove_file(project.path().join("nam-2025/so-lieu.yaml")).ok();
    }
    // as lists of letters, all beside one honest document
    let output = project.run(&["build", ".", "--out", "out"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("W99") && !told.contains("panicked"), "{told}");
    assert!(project.path().join("out/thuong.pdf").exists(), "{told}");
}
