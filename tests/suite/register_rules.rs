//! What the register refuses and what it warns of: numbers left empty, days to come, acts that do not fit.

use crate::support::register::draft;
use crate::support::{Project, told};

const HEAD: &str = "Số, ký hiệu;Ngày tháng;Trích yếu\n";

/// A workspace with these lines of the paper register.
fn with_paper(lines: &str) -> Project {
    let project = Project::new().file("giay.csv", format!("{HEAD}{lines}"));
    let (code, text) = told(&project, &["register", "enter", "giay.csv"]);
    assert_eq!(code, 0, "{text}");
    project
}

#[test]
fn a_number_of_choice_tells_which_numbers_stay_empty() {
    let project = with_paper("09/QĐ-UBND;05/01/2025;Một\n").file("a.yaml", draft("quyet-dinh", ""));
    let project = project.file("b.yaml", draft("quyet-dinh", "so: 202\n")).file("c.yaml", draft("quyet-dinh", ""));
    let (code, text) = told(&project, &["number", "a.yaml", "--number", "200", "--date", "2025-12-05"]);
    let empty = "cảnh báo[S12]: cấp số 200/QĐ-UBND thì các số 10 đến 199 của hệ thống số quyết định năm 2025 để trống\n--> a.yaml";
    assert!(code == 0 && text.contains(empty), "{text}");
    assert!(text.contains("vanthu register give-back 200/QĐ-UBND --year 2025 --reason \"…\""), "{text}");
    let (code, text) = told(&project, &["number", "b.yaml", "--date", "2025-12-05"]);
    assert!(code == 0 && text.contains("cấp số 202/QĐ-UBND thì số 201 của hệ thống số"), "{text}");
    let (code, text) = told(&project, &["number", "b.yaml", "c.yaml", "--date", "2025-12-05"]);
    assert!(code == 0 && !text.contains("S12"), "{text}");
}

#[test]
fn a_number_far_ahead_that_was_given_back_takes_none_along() {
    let mut project = with_paper("09/QĐ-UBND;05/01/2025;Một\n");
    for path in ["a.yaml", "b.yaml", "c.yaml", "d.yaml"] {
        project = project.file(path, draft("quyet-dinh", ""));
    }
    let number =
        |path: &str, more: &[&str]| told(&project, &[&["number", path, "--date", "2025-12-05"], more].concat()).1;
    let give_back = |number: &str| told(&project, &["register", "give-back", number, "--reason", "gõ nhầm"]);
    assert!(number("a.yaml", &["--number", "12"]).contains("12/QĐ-UBND"));
    assert_eq!(give_back("12/QĐ-UBND").0, 0);
    assert!(number("b.yaml", &[]).contains("b.yaml  10/QĐ-UBND"));
    assert!(number("c.yaml", &[]).contains("c.yaml  11/QĐ-UBND"));
    // what was given back is given again only when it is asked for
    assert!(number("d.yaml", &[]).contains("d.yaml  13/QĐ-UBND"));
    assert_eq!(give_back("13/QĐ-UBND").0, 0);
    std::fs::write(project.path().join("e.yaml"), draft("quyet-dinh", "")).unwrap();
    assert!(number("e.yaml", &[]).contains("e.yaml  14/QĐ-UBND"));
}

#[test]
fn a_number_kept_back_for_something_else_is_told() {
    let project = Project::new().file("a.yaml", draft("quyet-dinh", "so: 2\n"));
    told(
        &project,
        &["register", "reserve", "--kind", "quyet-dinh", "--count", "2", "--for", "kỳ họp", "--year", "2025"],
    );
    let (code, text) = told(&project, &["number", "a.yaml", "--date", "2025-12-05"]);
    assert_eq!((code, text.as_str()), (0, "a.yaml  02/QĐ-UBND  05/12/2025  số đã giữ cho: kỳ họp\n"));
    let (_, text) = told(&project, &["number", "a.yaml"]);
    assert_eq!(text, "a.yaml  02/QĐ-UBND  05/12/2025  đã có số\n");
}

#[test]
fn days_to_come_are_told() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    let project = project.file("giay.csv", format!("{HEAD}01/QĐ-UBND;05/12/2999;Một\n"));
    for args in [
        &["number", "a.yaml", "--date", "2999-12-05"][..],
        &["register", "enter", "giay.csv"],
        &["register", "incoming", "add", "--from", "Sở", "--subject", "x", "--arrived", "2999-12-05"],
    ] {
        let (code, text) = told(&project, args);
        assert!(code == 0 && text.contains("cảnh báo[S15]: ngày 05/12/2999 ở sau hôm nay, "), "{text}");
    }
}

#[test]
fn a_line_of_a_year_to_come_does_not_hide_the_others() {
    let project = with_paper("01/QĐ-UBND;05/12/2024;Một\n01/QĐ-UBND;05/12/2023;Hai\n01/QĐ-UBND;05/12/2999;Ba\n");
    let (_, text) = told(&project, &["register"]);
    assert!(text.contains("Một") && text.ends_with("Sổ văn bản đi năm 2024: 1 dòng\n"), "{text}");
    let (_, text) = told(&project, &["register", "book"]);
    assert!(text.starts_with("out/so-van-ban-di-2024.pdf"), "{text}");
}

#[test]
fn a_document_does_not_come_in_before_it_was_written_nor_leave_before_it_came() {
    let project = Project::new();
    let add =
        ["register", "incoming", "add", "--from", "Sở Nội vụ", "--subject", "Về biên chế", "--arrived", "2025-12-03"];
    for (more, said) in [
        (["--dated", "2025-12-05"], "lỗi[S06]: văn bản ngày 05/12/2025 không thể đến ngày 03/12/2025"),
        (["--passed-on", "2025-12-01"], "lỗi[S06]: văn bản đến ngày 03/12/2025 không thể chuyển ngày 01/12/2025"),
    ] {
        let (code, text) = told(&project, &[&add[..], &more].concat());
        assert!(code == 1 && text.contains(said), "{text}");
    }
    assert!(told(&project, &add).1.starts_with("01  03/12/2025  Sở Nội vụ"));
}

const ISSUED: &str = "01/QĐ-UBND;05/01/2025;Một\n02/QĐ-UBND;15/01/2025;Hai\n03/QĐ-UBND;16/01/2025;Ba\n\
    01/BC-UBND;20/01/2025;Bốn\n01/UBND-VP;21/01/2025;Năm\n02/UBND-VP;22/01/2025;Sáu\n";

/// The exit code and the first line said, of acts with a reason on a day.
fn acts(project: &Project, acts: &[&[&str]]) -> String {
    let mut all = String::new();
    for act in acts {
        let dated = act.contains(&"--date") || act.contains(&"give-back");
        let more: &[&str] = if dated { &[] } else { &["--date", "2025-12-08"] };
        let (code, text) = told(project, &[&["register"], *act, more, &["--reason", "lý do"]].concat());
        let said: Vec<&str> = text.lines().filter(|line| !line.is_empty() && *line != " |").collect();
        all += &format!("$ {}\n{}\n[{code}]\n", act.join(" "), said.join("\n"));
    }
    all
}

#[test]
fn a_document_that_does_not_stand_does_nothing_to_others() {
    let project = with_paper(ISSUED).file("moi.yaml", draft("quyet-dinh", ""));
    told(&project, &["register", "reserve", "--kind", "quyet-dinh", "--for", "x", "--year", "2025"]);
    told(&project, &["number", "moi.yaml", "--date", "2025-12-01"]);
    insta::assert_snapshot!(acts(
        &project,
        &[
            &["replace", "01/QĐ-UBND", "--by", "04/QĐ-UBND"],
            &["replace", "01/QĐ-UBND", "--by", "02/QĐ-UBND", "--date", "2025-01-04"],
            &["replace", "01/QĐ-UBND", "--by", "moi.yaml"],
            &["replace", "01/QĐ-UBND", "--by", "moi.yaml"],
            &["recall", "01/QĐ-UBND"],
            &["recall", "02/QĐ-UBND"],
            &["recall", "02/QĐ-UBND"],
            &["amend", "03/QĐ-UBND", "--by", "02/QĐ-UBND"],
            &["replace", "03/QĐ-UBND", "--by", "01/QĐ-UBND"],
            &["recall", "04/QĐ-UBND"],
            &["recall", "moi.yaml"],
            &["give-back", "04/QĐ-UBND", "--year", "2025"],
        ],
    ));
}

#[test]
fn two_documents_do_not_replace_one_another() {
    let project = with_paper(ISSUED);
    let said = acts(
        &project,
        &[
            &["replace", "01/QĐ-UBND", "--by", "02/QĐ-UBND"],
            &["replace", "02/QĐ-UBND", "--by", "01/QĐ-UBND"],
            &["replace", "02/QĐ-UBND", "--by", "03/QĐ-UBND"],
        ],
    );
    assert!(
        said.contains("lỗi[S05]: 01/QĐ-UBND không thay thế 02/QĐ-UBND được: chính 02/QĐ-UBND đã thay thế 01/QĐ-UBND"),
        "{said}"
    );
    assert!(said.ends_with("02/QĐ-UBND  bị thay thế bằng 03/QĐ-UBND: lý do\n[0]\n"), "{said}");
}

#[test]
fn an_act_in_another_form_is_told() {
    let project = with_paper(ISSUED);
    insta::assert_snapshot!(acts(
        &project,
        &[
            &["correct", "01/QĐ-UBND", "--by", "02/QĐ-UBND"],
            &["correct", "01/QĐ-UBND", "--by", "01/UBND-VP"],
            &["amend", "01/QĐ-UBND", "--by", "01/BC-UBND"],
            &["amend", "01/QĐ-UBND", "--by", "02/QĐ-UBND"],
        ],
    ));
}

#[test]
fn of_a_number_that_two_years_have_the_day_says_which_is_meant() {
    let project = with_paper("01/QĐ-UBND;05/01/2025;Một\n02/QĐ-UBND;05/01/2025;Hai\n02/QĐ-UBND;06/01/2024;Ba\n");
    let said = acts(&project, &[&["replace", "01/QĐ-UBND", "--by", "02/QĐ-UBND"]]);
    assert!(said.ends_with("01/QĐ-UBND  bị thay thế bằng 02/QĐ-UBND: lý do\n[0]\n"), "{said}");
}

#[test]
fn what_has_to_be_said_is_said_in_words() {
    let project = with_paper(ISSUED);
    for (args, option) in [
        (&["replace", "01/QĐ-UBND", "--by", "02/QĐ-UBND", "--reason", ""][..], "`--reason` chưa có giá trị"),
        (&["recall", "01/QĐ-UBND", "--reason", "…"], "`--reason` không nhận giá trị `…`"),
        (&["give-back", "01/QĐ-UBND", "--reason", " "], "`--reason` không nhận giá trị ` `"),
        (&["reserve", "--kind", "bao-cao", "--for", ""], "`--for` chưa có giá trị"),
        (&["incoming", "add", "--from", "", "--subject", "x"], "`--from` chưa có giá trị"),
        (&["incoming", "add", "--from", "Sở", "--subject", ""], "`--subject` chưa có giá trị"),
        (&["incoming", "add", "--from", "Sở", "--subject", "x", "--to", ""], "`--to` chưa có giá trị"),
        (&["recall", "01/QĐ-UBND", "--reason", "x", "--by", ""], "`--by` chưa có giá trị"),
    ] {
        let (code, text) = told(&project, &[&["register"], args].concat());
        assert_eq!((code, text), (2, format!("lỗi: {option}\n = gợi ý: viết ra bằng chữ, trong ngoặc kép\n")));
    }
}

#[test]
fn the_kind_is_printed_once_and_a_pointer_into_the_document_not_at_all() {
    let lines = "01/QĐ-UBND;05/01/2025;Quyết định về việc khen thưởng\n02/QĐ-UBND;06/01/2025;quyết định: Hai\n\
        01/UBND;07/01/2025;Công văn: V/v báo cáo\n01/KH-UBND;08/01/2025;Kế hoạch hành động\n03/QĐ-UBND;09/01/2025;Quyết địnhx\n";
    let head = HEAD.replace("\n", ";Nơi nhận\n");
    let project = Project::new()
        .file(
            "giay.csv",
            format!(
                "{head}{}",
                lines
                    .replace('\n', ";Như Điều 3; UBND tỉnh\n")
                    .replace("Như Điều 3; UBND tỉnh", "\"Như Điều 3; UBND tỉnh\"")
            ),
        )
        .file("a.yaml", draft("bao-cao", "").replace("noi_nhan: chung", "noi_nhan: [Như Điều 3, Như trên, Sở Nội vụ]"));
    assert_eq!(told(&project, &["register", "enter", "giay.csv"]).0, 0);
    assert_eq!(told(&project, &["number", "a.yaml", "--date", "2025-12-05"]).0, 0);
    let book = || {
        told(&project, &["register", "export", "--year", "2025", "--format", "csv"]);
        std::fs::read_to_string(project.path().join("out/so-van-ban-di-2025.csv")).unwrap()
    };
    let text = book();
    for cell in [
        ";Quyết định về việc khen thưởng;",
        ";Quyết định: Hai;",
        ";Công văn: V/v báo cáo;",
        ";Kế hoạch hành động;",
        ";Quyết định: Quyết địnhx;",
    ] {
        assert!(text.contains(cell), "{cell}\n{text}");
    }
    assert!(!text.contains("Như") && text.contains(";UBND tỉnh;") && text.contains(";Sở Nội vụ;"), "{text}");
    let (_, listed) = told(&project, &["register", "--year", "2025", "--kind", "quyet-dinh"]);
    assert!(
        listed.contains("đã phát hành  Quyết định về việc") && listed.contains("quyết định: Quyết địnhx"),
        "{listed}"
    );
    // the book that was exported says the same when it is taken over
    let other = Project::new().file("so.csv", text.split_once('\n').unwrap().1);
    let (code, said) = told(&other, &["register", "enter", "so.csv"]);
    assert_eq!(code, 0, "{said}");
    told(&other, &["register", "export", "--year", "2025", "--format", "csv"]);
    assert_eq!(std::fs::read_to_string(other.path().join("out/so-van-ban-di-2025.csv")).unwrap(), text);
}

#[test]
fn of_one_kind_only_what_is_wrong_with_it_is_told() {
    let project = with_paper("03/QĐ-UBND;05/01/2025;Một\n02/BC-UBND;06/01/2025;Hai\n03/BC-UBND;05/01/2025;Ba\n");
    let (_, text) = told(&project, &["register", "--year", "2025", "--kind", "quyet-dinh"]);
    assert!(text.matches("cảnh báo").count() == 1 && text.contains("hệ thống số quyết định"), "{text}");
    let (_, text) = told(&project, &["register", "--year", "2025", "--kind", "bao-cao"]);
    assert!(text.matches("cảnh báo").count() == 2 && !text.contains("quyết định"), "{text}");
}

#[test]
fn a_number_given_back_says_why_and_no_longer_what_for() {
    let project = Project::new();
    told(&project, &["register", "reserve", "--kind", "bao-cao", "--for", "kỳ họp", "--year", "2025"]);
    told(&project, &["register", "give-back", "01/BC-UBND", "--reason", "hoãn"]);
    let (_, text) = told(&project, &["register", "--year", "2025"]);
    assert!(text.starts_with("01/BC-UBND  -  trả lại số  báo cáo: hoãn\n"), "{text}");
    told(&project, &["register", "export", "--year", "2025", "--format", "csv"]);
    let book = std::fs::read_to_string(project.path().join("out/so-van-ban-di-2025.csv")).unwrap();
    assert!(book.contains("Trả lại số: hoãn") && !book.contains("kỳ họp"), "{book}");
}

#[test]
fn a_sheet_that_is_no_register_is_told_which_columns_there_are() {
    let all = "Số, ký hiệu; Ngày tháng; Trích yếu; Người ký; Nơi nhận; Lưu; Số bản; Ngày chuyển; Ký nhận; Ghi chú; Ký hiệu; Loại; Cơ quan";
    let project = Project::new().file("trong.csv", "").file("dau.csv", HEAD);
    for file in ["trong.csv", "dau.csv"] {
        let (code, text) = told(&project, &["register", "enter", file]);
        let said = format!(
            "lỗi[S08]: bảng tính chưa có dòng nào\n--> {file}\n = gợi ý: ghi mỗi văn bản một dòng, dưới dòng tiêu đề các cột: {all}\n"
        );
        assert!(code == 1 && text.contains(&said), "{text}");
    }
    let project = project.file("cot.csv", "So van ban;Ngày tháng;Trích yếu\n01/QĐ-UBND;05/01/2025;Một\n");
    let (_, text) = told(&project, &["register", "enter", "cot.csv"]);
    assert!(!text.contains("có phải") && text.contains(&format!("các cột dùng được: {all}\n")), "{text}");
    let project = project.file("ky-hieu.csv", "Số;Ngày tháng;Trích yếu\n1;05/01/2025;Một\n");
    let (_, text) = told(&project, &["register", "enter", "ky-hieu.csv"]);
    assert!(text.contains("dòng chưa có ký hiệu") && !text.contains("không có cơ quan"), "{text}");
}

#[test]
fn json_holds_the_errors_too() {
    let project = Project::empty().file("a.yaml", draft("bao-cao", ""));
    for args in [
        &["register", "--json"][..],
        &["register", "incoming", "--json"],
        &["number", "a.yaml", "--json"],
        &["finalize", "a.yaml", "--json"],
    ] {
        let output = project.run(args);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&json["phat_hien"][0]["ma"], output.stderr.len()), (&"W01".into(), 0), "{args:?}");
        assert_eq!(output.status.code(), Some(2));
    }
}
