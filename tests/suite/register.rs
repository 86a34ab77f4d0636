//! The register as a văn thư works with it: numbers kept and given back, the paper register, what became of issued
//! documents, incoming ones, and the books of ten columns.

use std::fs;

use vanthu::domain::register::{EntryNumber, State, WhichBook};
use vanthu::operations::register::WorkspaceRegister;

use crate::support::{Project, report};

/// The command with its exit code and everything it says.
fn told(project: &Project, args: &[&str]) -> String {
    let output = project.run(args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let shown: Vec<String> =
        args.iter().map(|arg| if arg.contains(' ') { format!("\"{arg}\"") } else { (*arg).to_owned() }).collect();
    let code = output.status.code().unwrap();
    format!("$ vanthu {}\n{}{}[{code}]\n\n", shown.join(" "), text(&output.stdout), text(&output.stderr))
}

fn register<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["register"], args].concat()
}

const PAPER: &str = "Số, ký hiệu;Ngày tháng;Trích yếu;Người ký;Nơi nhận;Lưu;Số bản\n\
    01/QĐ-UBND;05/01/2025;Thành lập tổ công tác;Lộc Văn Khải;Các phòng;VT;5\n\
    02/QĐ-UBND;15/01/2025;Khen thưởng;Lộc Văn Khải;\"UBND tỉnh; các khối phố\";VT;12\n\
    12/UBND-VP;20/01/2025;V/v báo cáo;Lộc Văn Khải;Sở Nội vụ;VT;2\n";

#[test]
fn numbers_are_kept_back_used_and_given_back() {
    let text = report("Một.").replace("so: 5\n", "");
    let project = Project::new().file("a.yaml", &text).file("b.yaml", &text).file("c.yaml", &text);
    let keep = ["reserve", "--kind", "bao-cao", "--count", "2", "--for", "kỳ họp thứ sáu", "--year", "2025"];
    let mut all = told(&project, &register(&keep));
    for args in [
        &["number", "a.yaml"][..],
        &["number", "b.yaml", "--number", "1"],
        &["register", "give-back", "02/BC-UBND", "--reason", "hoãn kỳ họp"],
        &["register", "give-back", "02/BC-UBND", "--reason", "hoãn kỳ họp"],
        &["number", "c.yaml", "--number", "2"],
        &["register", "give-back", "a.yaml", "--reason", "không ban hành"],
        &["register", "give-back", "77/BC-UBND", "--reason", "x"],
        &["register", "reserve", "--kind", "bao-cao", "--issuer", "ubdn", "--for", "x"],
        &["register"],
        &["register", "--kind", "ke-hoach"],
    ] {
        all += &told(&project, args);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_paper_register_is_taken_over_whole_or_not_at_all() {
    let project = Project::new().file("giay.csv", PAPER).file("a.yaml", report("Một."));
    let mut all = told(&project, &["number", "a.yaml"]);
    all += &told(&project, &register(&["enter", "giay.csv"]));
    all += &told(&project, &register(&["enter", "giay.csv"]));
    let wrong = "Số, ký hiệu;Ngày tháng;Trích yếu\n\
        02/QĐ-UBND;16/01/2025;Việc khác\n5/BC-UBND;16/01/2025;Trùng số cấp\n07/KH-UBND;16/01/2025;Một\n\
        07/KH-UBND;17/01/2025;Hai\n8/KH-SNV;30/02/2025;Sai cơ quan, sai ngày\nx/KH-UBND;;\n";
    let project = project.file("sai.csv", wrong);
    all += &told(&project, &register(&["enter", "sai.csv"]));
    all += &told(&project, &register(&["enter", "khong-co.csv"]));
    insta::assert_snapshot!(all);
    let (registry, _) = WorkspaceRegister::open(project.path()).unwrap();
    assert_eq!(registry.register().entries().len(), 4);
    let entry = registry.register().entry(2025, "QĐ-UBND", EntryNumber::of(2)).unwrap();
    assert_eq!((entry.state, entry.facts.recipients.len(), entry.from_paper), (State::Issued, 2, true));
}

#[test]
fn a_line_on_paper_is_refused_when_its_series_has_the_number_or_a_cell_is_lost() {
    let office = format!("{}so_van_ban:\n  cach: chung\n", crate::support::OFFICE);
    let text = report("Một.").replace("so: 5\n", "");
    let head = "Số, ký hiệu;Ngày tháng;Trích yếu;Số bản\n";
    let project = Project::empty()
        .file("co-quan.yaml", office)
        .file("a.yaml", &text)
        .file("b.yaml", text.replace("bao-cao", "ke-hoach"))
        .file("hai.csv", format!("{head}05/BC-UBND;05/01/2025;Một;2\n05/KH-UBND;06/01/2025;Hai;2\n"))
        .file("tra.csv", format!("{head}01/BC-UBND;05/01/2025;Một;2\n"))
        .file("ban.csv", format!("{head}07/BC-UBND;05/01/2025;Một;hai bản\n"))
        .file("loi.csv", format!("{head}08/BC-UBND;06/01/2025;Hai;#REF!\n"))
        .file("muoi.csv", "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký;Nơi nhận văn bản;\
            Đơn vị, người nhận bản lưu;Số lượng bản;Ngày chuyển;Ký nhận;Ghi chú\n09/BC-UBND;06/01/2025;Hai;A;B;VT;2;07/01/2025;;x\n")
        .file("cot.csv", "Số, ký hiệu;Ngày ký;Trích yếu;Người kí;Trang\n09/BC-UBND;06/01/2025;Hai;Lộc Văn Khải;2\n");
    let mut all = told(&project, &["number", "a.yaml"]);
    for args in [
        &["register", "give-back", "a.yaml", "--reason", "hoãn"][..],
        &["number", "b.yaml", "--number", "1"],
        &["register", "enter", "hai.csv"],
        &["register", "enter", "tra.csv"],
        &["register", "enter", "ban.csv"],
        &["register", "enter", "loi.csv"],
        &["register", "enter", "cot.csv"],
        &["register", "enter", "muoi.csv"],
        &["register"],
    ] {
        all += &told(&project, args);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_became_of_an_issued_document_is_recorded() {
    let project = Project::new().file("giay.csv", PAPER).file("a.yaml", report("Một."));
    project.run(&register(&["enter", "giay.csv"]));
    project.run(&["number", "a.yaml"]);
    let on = ["--date", "2025-12-08", "--reason", "lý do"];
    let mut all = String::new();
    for args in [
        &["amend", "01/QĐ-UBND", "--by", "02/QĐ-UBND"][..],
        &["correct", "01/QĐ-UBND", "--by", "12/UBND-VP"],
        &["replace", "01/qđ-ubnd", "--by", "02/QĐ-UBND"],
        &["replace", "01/QĐ-UBND", "--by", "02/QĐ-UBND"],
        &["replace", "02/QĐ-UBND", "--by", "02/QĐ-UBND"],
        &["replace", "02/QĐ-UBND", "--by", "99/QĐ-UBND"],
        &["recall", "12/UBND-VP", "--by", "7/SNV-VP của Sở Nội vụ"],
        &["recall", "a.yaml"],
    ] {
        all += &told(&project, &register(&[args, &on].concat()));
    }
    all += &told(&project, &["register", "--json", "--kind", "quyet-dinh"]);
    insta::assert_snapshot!(all);
}

#[test]
fn incoming_documents_get_the_next_number_of_the_year() {
    let project = Project::new();
    let add = ["incoming", "add", "--from", "Sở Nội vụ", "--subject", "Về biên chế", "--symbol", "215/SNV-VP"];
    let mut all = String::new();
    for arrived in ["2025-12-03", "2025-12-04", "2026-01-02"] {
        let more = ["--dated", "2025-12-01", "--arrived", arrived, "--to", "Văn phòng"];
        all += &told(&project, &register(&[&add[..], &more].concat()));
    }
    all += &told(&project, &register(&["incoming"]));
    all += &told(&project, &register(&["incoming", "--year", "2025", "--json"]));
    insta::assert_snapshot!(all);
}

#[test]
fn the_books_have_ten_columns_and_pass_as_pdf() {
    let office = format!("{}so_van_ban:\n  cach: chung\n", crate::support::OFFICE);
    let rows: String = (3..60)
        .map(|n| {
            format!("{n:02}/QĐ-UBND;0{}/02/2025;Việc \"\"#{n}\"\" *đậm* $x$;Lộc Văn Khải;Các phòng;VT;5\n", n / 10 + 1)
        })
        .collect();
    let project = Project::empty()
        .file("co-quan.yaml", office)
        .file("giay.csv", format!("{}{}", PAPER.replace("12/UBND-VP", "90/UBND-VP"), rows.replace("\"\"", "'")));
    let mut all = told(&project, &register(&["book", "--year", "2025"]));
    all += &told(&project, &register(&["enter", "giay.csv"]));
    project.run(&register(&["incoming", "add", "--from", "Sở Nội vụ", "--subject", "x", "--arrived", "2025-12-03"]));
    for args in [
        &["book"][..],
        &["book", "--incoming", "--year", "2025"],
        &["book", "--year", "2019"],
        &["export", "--format", "csv,xlsx"],
    ] {
        all += &told(&project, &register(args));
    }
    insta::assert_snapshot!(all);
    let pdf = |name: &str| fs::read(project.path().join("out").join(name)).unwrap();
    let first = pdf("so-van-ban-di-2025.pdf");
    project.run(&register(&["book"]));
    assert_eq!(first, pdf("so-van-ban-di-2025.pdf"));
    let csv = String::from_utf8(pdf("so-van-ban-di-2025.csv")).unwrap();
    assert!(
        csv.lines().count() == 62
            && csv.lines().all(|line| line.starts_with('\u{feff}') || line.matches(';').count() >= 9)
    );
    let (registry, _) = WorkspaceRegister::open(project.path()).unwrap();
    let book = registry.book(WhichBook { year: 2025, secret: false }, false).unwrap();
    assert_eq!((book.columns.len(), book.parts.len(), book.parts[0].rows.len()), (10, 1, 60));
    let pages = registry.pages(&book).unwrap();
    let words = |page: usize| pages.runs()[page].texts.iter().map(|run| run.text.clone()).collect::<Vec<_>>().join(" ");
    for page in 0..pages.count() - 1 {
        assert!(words(page).contains("Nơi nhận văn bản") && words(page).contains("(10)"), "{page}");
    }
    assert!(words(pages.count() - 1).contains("NGƯỜI LẬP SỔ"));
}

#[test]
fn a_long_row_of_the_book_goes_on_overleaf_and_signs_stay_whole() {
    let note: String = (0..60).map(|n| format!("{} 08/QĐ-UBND, ", "x".repeat(n % 14 + 1))).collect();
    let rows = format!("{PAPER}01/2025/NQ-HĐND;05/01/2025;Hai;A;B;VT;2\n");
    let rows = rows.replace("Số bản\n", "Số bản;Ghi chú\n").replace(
        "tổ công tác;Lộc Văn Khải;Các phòng;VT;5\n",
        &format!("tổ công tác;Lộc Văn Khải;Các phòng;VT;5;\"{note}\"\n"),
    );
    let project = Project::new().file("giay.csv", rows);
    assert!(told(&project, &register(&["enter", "giay.csv"])).ends_with("[0]\n\n"));
    let (registry, _) = WorkspaceRegister::open(project.path()).unwrap();
    let pages = registry.pages(&registry.book(WhichBook { year: 2025, secret: false }, false).unwrap()).unwrap().runs();
    let texts: Vec<Vec<&str>> =
        pages.iter().map(|page| page.texts.iter().map(|run| run.text.as_str()).collect()).collect();
    let whole = |page: &Vec<&str>| page.iter().map(|text| text.matches("08/QĐ-UBND").count()).sum::<usize>();
    let signed: Vec<usize> = texts.iter().map(whole).filter(|count| *count > 0).collect();
    assert!(signed.len() >= 2 && signed.iter().sum::<usize>() == 60, "{signed:?}");
    let first = texts.iter().find(|page| whole(page) > 0).unwrap();
    assert!(first.iter().any(|text| text.contains("01/QĐ-UBND")), "{first:?}");
    assert!(texts.iter().flatten().any(|text| text.ends_with("NQ-HĐND")), "{texts:?}");
}
