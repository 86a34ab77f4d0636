//! A page on which words are outside, over one another or lost is never written; what can be laid out is.

use crate::support::{Project, report, turns};

/// What a build of one report says, and whether it made the PDF.
fn built(project: &Project, arguments: &[&str]) -> (String, bool) {
    let output = project.run(&[&["build", "nam-2026", "--out", "ra"], arguments].concat());
    let pdf = project.path().join("ra/nam-2026/bao-cao.pdf").exists();
    (String::from_utf8(output.stderr).unwrap(), pdf)
}

fn table(columns: usize, cell: &str) -> String {
    let row = |cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..columns).map(cell).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    row(&|n| format!("Cột {n}")) + &row(&|_| "---".to_owned()) + &row(&|_| cell.to_owned())
}

#[test]
fn tables_and_words_of_any_size_stay_on_the_page_or_are_refused_by_name() {
    let tall = format!("{}\n\nHết.", table(2, &"từ ngữ ".repeat(1500)));
    let figures = "ky_bao_cao: năm 2026\nn:\n".to_owned()
        + &(0..40)
            .map(|n| format!("  c{n}: {{ten: Chỉ tiêu thứ {n} của phường, thuc_hien: {n}}}\n"))
            .collect::<String>();
    for (text, refused) in [
        (tall, None),
        (table(9, "1.234.567"), None),
        (table(14, "1.234.567"), Some("L05")),
        (table(3, &"A".repeat(120)), None),
        (table(2, "12345/BC-VPHĐND-UBND và chữ khác nữa cho dài thêm"), None),
        (format!("Đường dẫn {} hết.", "x".repeat(400)), None),
        ("```bieu_do\nchu_thich: C\nnhom: n\n```".to_owned(), None),
    ] {
        let project =
            Project::new().file("nam-2026/so-lieu.yaml", &figures).file("nam-2026/bao-cao.yaml", report(&text));
        let (told, pdf) = built(&project, &[]);
        match refused {
            None => assert!(pdf && !told.contains("lỗi["), "{text:.80} {told}"),
            Some(code) => {
                assert!(!pdf && told.contains(code), "{text:.80} {told}");
                assert!(told.contains("--> nam-2026/bao-cao.yaml:"), "{told}");
            }
        }
    }
}

#[test]
fn titles_that_no_pdf_takes_are_told_and_long_words_are_broken() {
    let long = "chữ ".repeat(1100);
    let word = "a".repeat(turns(5_000, 40_000) as usize);
    let subject = report("Nội dung.").replace("Kết quả công tác", &long);
    let annex = format!("{}phu_luc:\n  - ten: {long}\n    noi_dung: A\n", report("Nội dung."));
    for (text, refused) in [
        (report(&format!("## {long}\n\nChữ.")), true),
        (report(&format!("## {word}\n\nChữ.")), true),
        (report(&format!("Bảng: {long}\n\n{}", table(2, "a"))), true),
        (report(&format!("![{long}](hinh.svg)")), true),
        (subject, true),
        (annex, true),
        (report(&word), false),
        (report(&"(".repeat(word.len())), false),
        (report(&format!("{}a{}", "“(".repeat(word.len() / 4), ")”".repeat(word.len() / 4))), false),
    ] {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
        let project = Project::new().file("nam-2026/bao-cao.yaml", &text).file("nam-2026/hinh.svg", svg);
        let (told, pdf) = built(&project, &[]);
        assert_eq!(pdf, !refused, "{text:.300} {told}");
        let named = told.contains("lỗi[L09]") && told.contains("--> nam-2026/bao-cao.yaml:");
        assert!(!told.contains("W99") && named == refused, "{text:.300} {told}");
    }
}

#[test]
fn a_template_of_the_office_cannot_lose_words_or_lay_them_over_others() {
    let text = "Một câu của văn bản.\n\nCâu thứ hai của văn bản.";
    let body = |markup: &str| {
        Project::new().file("nam-2026/bao-cao.yaml", report(text)).file("mau/chung/noi-dung.typ.j2", markup)
    };
    let over = body("#place(top + left, [Chữ đè lên])#place(top + left, [chữ đã có ở đây])");
    let (told, pdf) = built(&over, &[]);
    assert!(!pdf && told.contains("L06") && told.contains("mau"), "{told}");
    let lost = body("Không in gì của văn bản.");
    assert!(built(&lost, &[]).1);
    // the pages of the draft are not made again, but looked at
    let (told, _) = built(&lost, &["--final"]);
    assert_eq!(told.matches("L07").count(), 2, "{told}");
}

/// Faults planted in a template of the office, on a document that has all kinds of blocks; `@` is the text.
const PLANTED: [(&str, &str); 8] = [
    // what is sound
    ("@", ""),
    ("#set text(fill: rgb(\"#111111\"))\n@", ""),
    // paragraphs in another order
    ("#let than = [@]\n#for doan in than.children.rev() { doan }", "L07"),
    // two words changed places
    ("#show regex(\"nhất|hai\"): chu => if chu.text == \"hai\" [nhất] else [hai]\n@", "L07"),
    // a word is away, twice there, or another: in the text, in a note, in a table
    ("#show \"thứ ba\": none\n@", "L07"),
    ("#show \"thứ hai\": [thứ hai thứ hai]\n@", "L07"),
    ("#show \"ô hai\": [ô hai ô hai]\n@", "L07"),
    ("#show footnote: none\n@", "L07"),
];

#[test]
fn words_that_a_template_drops_doubles_or_moves_are_found() {
    let text = "Câu thứ nhất.[^1]\n\nCâu thứ hai có số 5.\n\n## Mục\n\n- Câu thứ ba;\n- Câu thứ tư.\n\n\
        Bảng: Lời chú\n\n| A | B |\n|---|---|\n| ô một | ô hai |\n\nCâu cuối.\n\n[^1]: Lời chú giải.";
    let plain = Project::new().file("nam-2026/bao-cao.yaml", report(text));
    let (told, is_built) = built(&plain, &["--final"]);
    assert!(is_built && told.matches("lỗi[").count() == 0, "{told}");
    for (planted, code) in PLANTED {
        let markup = include_str!("../../templates/chung/noi-dung.typ.j2")
            .replace("{{ noi_dung }}", &planted.replace('@', "{{ noi_dung }}"));
        let project =
            Project::new().file("nam-2026/bao-cao.yaml", report(text)).file("mau/chung/noi-dung.typ.j2", markup);
        let (told, is_built) = built(&project, &["--final"]);
        assert_eq!(is_built, code.is_empty(), "{planted} {told}");
        assert!(
            told.contains(code) && (code.is_empty() || told.contains("--> nam-2026/bao-cao.yaml:")),
            "{planted} {told}"
        );
    }
}

#[test]
fn an_unfinished_page_is_never_final() {
    for (text, sign) in [
        ("Còn \\[chưa có số liệu\\] ở đây.", "[chưa có"),
        ("Còn &#123;&#123; ky }} ở đây.", "{{"),
        ("Viết \\{{ a }}, còn &#123;&#123; ky }} ở đây.", "{{"),
        ("Viết \\{{ – và \\{{, còn &#123;&#123; ky }} ở đây.", "{{"),
    ] {
        let project = Project::new().file("nam-2026/bao-cao.yaml", report(text));
        assert!(built(&project, &[]).1, "{text}");
        for arguments in [&["--final"][..], &["--final", "--force"], &["--final"]] {
            let (told, _) = built(&project, arguments);
            assert!(told.contains("L08") && told.contains(sign), "{text} {arguments:?} {told}");
        }
    }
}

#[test]
fn braces_that_the_clerk_asks_for_are_final() {
    let body = "Viết \\{{ thu.tong }}, {{ \"{{\" }} thu }} và **\\{{ *a* }}**, \\{{ – hết.\n\n# Mục \\{{ b }}";
    let text = report(body)
        .replace("Kết quả công tác", "Hướng dẫn viết \\{{ x }}")
        .replace("noi_nhan: chung", "noi_nhan:\n  - Phòng \\{{ y }}\n  - \"Lưu: VT\"");
    let project = Project::new().file("nam-2026/bao-cao.yaml", text);
    let (told, is_built) = built(&project, &["--final"]);
    assert!(is_built && !told.contains("L08"), "{told}");
}
