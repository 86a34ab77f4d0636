//! Texts as clerks paste them: every word stands in the document in its order, or a finding names its line.

use vanthu::base::finding::{Findings, Severity};
use vanthu::domain::document::Block;

use crate::support::{Project, report};

/// The blocks of a body, a letter for each kind and its words, and what was found.
fn read(text: &str) -> (Option<Vec<String>>, Findings) {
    let project = Project::new().file("bao-cao.yaml", report(text));
    let (document, findings) = project.session().load("bao-cao.yaml");
    let words = |texts: Vec<&vanthu::domain::document::body::Inline>| {
        vanthu::domain::document::body::plain(&texts.into_iter().cloned().collect::<Vec<_>>())
    };
    let blocks = document.map(|document| {
        let block = |block: &Block| match block.bare() {
            Block::Heading { title, .. } => format!("# {}", words(title.iter().collect())),
            Block::Paragraph { text, .. } => words(text.iter().collect()),
            Block::Item { text, .. } => format!("- {}", words(text.iter().collect())),
            Block::Table(_) => "bảng".to_owned(),
            _ => "khác".to_owned(),
        };
        document.body.blocks.iter().map(block).collect()
    });
    (blocks, findings)
}

/// Pastes that become what they were in Word.
const BUILT: &[(&str, &[&str])] = &[
    ("Một câu.\nHai câu.\nBa câu.", &["Một câu.", "Hai câu.", "Ba câu."]),
    ("Phường đã triển khai\ncác nhiệm vụ.", &["Phường đã triển khai các nhiệm vụ."]),
    ("Nội dung gồm:\n• Thu ngân sách\n• Chi ngân sách", &["Nội dung gồm:", "- Thu ngân sách", "- Chi ngân sách"]),
    ("Nội dung gồm:\n•\tThu ngân sách;\n•\tChi ngân sách.", &["Nội dung gồm:", "- Thu ngân sách;", "- Chi ngân sách."]),
    ("\u{f0b7}\tMột\n\u{f0b7}\tHai", &["- Một", "- Hai"]),
    ("\u{f02d} Một\n\u{f0d8} Hai", &["- Một", "- Hai"]),
    ("– Một\n— Hai", &["- Một", "- Hai"]),
    ("o\tMột\no\tHai", &["- Một", "- Hai"]),
    ("- Một\no\tHai\no\tBa", &["- Một", "- Hai", "- Ba"]),
    ("Gồm:\n§\tMột\nØ\tHai\nv\tBa\nü\tBốn", &["Gồm:", "- Một", "- Hai", "- Ba", "- Bốn"]),
    ("Gồm:\no  Thu ngân sách\no  chi ngân sách", &["Gồm:", "- Thu ngân sách", "- chi ngân sách"]),
    ("Chăm sóc trẻ.\nØ 25 mm là đủ.\n§ 5 của hợp đồng.", &["Chăm sóc trẻ.", "Ø 25 mm là đủ.", "§ 5 của hợp đồng."]),
    ("-\tMột\n-\tHai", &["- Một", "- Hai"]),
    ("-\u{a0}Một\n-\u{a0}Hai", &["- Một", "- Hai"]),
    ("+ Một\n+ Hai", &["- Một", "- Hai"]),
    ("Câu dẫn:\n- Một\n- Hai\nCâu kết.", &["Câu dẫn:", "- Một", "- Hai", "Câu kết."]),
    ("- Một mục dài chưa hết\nphần còn lại.\n- Hai", &["- Một mục dài chưa hết phần còn lại.", "- Hai"]),
    ("Diện tích 3*4*5 m và 6 * 7.", &["Diện tích 3*4*5 m và 6 * 7."]),
    ("Số liệu (*) và (*) ước.", &["Số liệu (*) và (*) ước."]),
    ("Số liệu (**) và (***) ước.", &["Số liệu (**) và (***) ước."]),
    ("Theo 12/BC\u{2011}UBND.", &["Theo 12/BC-UBND."]),
    ("Giá 1.200* và 1.300* đồng.", &["Giá 1.200* và 1.300* đồng."]),
    ("a*b và c*d đều là tích.", &["a*b và c*d đều là tích."]),
    ("Có **đậm** và *nghiêng*, (**cả hai**).", &["Có đậm và nghiêng, (cả hai)."]),
    ("Từ 5~7 đến 8~9 độ.", &["Từ 5~7 đến 8~9 độ."]),
    ("Tệp bao_cao_thang_12 đã gửi.", &["Tệp bao_cao_thang_12 đã gửi."]),
    ("# Phần một\nĐoạn dưới.\n## Mục một\nĐoạn nữa.", &["# Phần một", "Đoạn dưới.", "# Mục một", "Đoạn nữa."]),
    ("Câu trên.\n## Đề mục\nCâu dưới.", &["Câu trên.", "# Đề mục", "Câu dưới."]),
    ("Biểu sau:\n| A | B |\n|---|---|\n| 1 | 2 |\nCâu sau.", &["Biểu sau:", "bảng", "Câu sau."]),
    ("In \\{{ a }} ra.", &["In {{ a }} ra."]),
    ("Một.\r\nHai.\r\n", &["Một.", "Hai."]),
];

#[test]
fn pastes_become_what_they_were() {
    for (text, blocks) in BUILT {
        let (built, findings) = read(text);
        assert!(!findings.has_errors(), "{text:?} {findings:#?}");
        assert_eq!(built.unwrap(), *blocks, "{text:?}");
    }
}

/// Pastes that are told, with the lines that are named.
const TOLD: &[(&str, &str, &[usize])] = &[
    ("I. KẾT QUẢ\nCâu.", "T10", &[1]),
    ("Câu trên.\nII. NHIỆM VỤ\nCâu dưới.", "T10", &[2]),
    ("Câu trên.\n2. Thu ngân sách\nCâu dưới.", "T10", &[2]),
    ("Câu trên.\n1. Thu ngân sách", "T10", &[2]),
    ("Câu trên.\nb) Chi ngân sách", "T10", &[2]),
    ("Câu trên.\n1.2. Chi ngân sách", "T10", &[2]),
    ("Câu trên.\nĐiều 4. Hiệu lực thi hành.", "T10", &[2]),
    ("Câu trên.\nPhần II. KẾT QUẢ", "T10", &[2]),
    ("Câu trên.\nPHẦN II: KẾT QUẢ", "T10", &[2]),
    ("Câu trên.\nPhần thứ hai. Kết quả", "T10", &[2]),
    ("Câu trên.\nI/ Kết quả", "T10", &[2]),
    ("Câu trên.\n1/ Kết quả", "T10", &[2]),
    ("Câu trên.\nII- KẾT QUẢ", "T10", &[2]),
    ("Câu trên.\nII - Kết quả", "T10", &[2]),
    ("# Phần I <br> KẾT QUẢ", "T10", &[1]),
    ("# Phần thứ nhất", "T10", &[1]),
    ("# Chương II", "T10", &[1]),
    ("## A. Kết quả", "T10", &[1]),
    ("## II – Kết quả", "T10", &[1]),
    ("##KẾT QUẢ\nCâu.", "T07", &[1]),
    ("Câu **đậm chưa đóng.\n\nCâu sau.", "T07", &[1]),
    ("```bang\nnhom: x\n\nCâu sau.", "T07", &[1]),
    ("| A | B |\n| 1 | 2 |", "T14", &[1]),
    ("Câu dẫn.\n\n| A | B |\n| C | D |\n| E | F |\n| G | H |\n| I | K |\n|---|---|\n| 1 | 2 |", "T14", &[3]),
    ("|---|---|\n| 1 | 2 |", "T14", &[1]),
    ("Tên\tSố\nThu\t5\nChi\t7", "T14", &[1]),
    ("Câu dẫn.\nTên\tKế hoạch\tThực hiện", "T14", &[2]),
    ("Tập trung chỉ đạo các đơn vị thuộc địa bàn của tỉnh\nLạng Sơn hoàn thành nhiệm vụ.", "T15", &[2]),
    ("Câu đã hết ở đây.\ntiếp theo là chữ nhỏ.", "T15", &[2]),
    ("* Một\n* Hai\n* Ba", "T07", &[1]),
    ("> Trích dẫn", "T07", &[1]),
    ("`mã`", "T07", &[1]),
    ("<b>đậm</b>", "T08", &[1]),
];

#[test]
fn what_cannot_be_taken_as_meant_is_named_with_its_line() {
    for (text, code, lines) in TOLD {
        let (_, findings) = read(text);
        let offset = report("").lines().count();
        for line in *lines {
            let told = findings.iter().any(|finding| {
                finding.code.id == *code
                    && finding.place.as_ref().is_some_and(|place| place.line_column().0 == offset + line)
            });
            let places: Vec<_> =
                findings.iter().map(|f| (f.code.id, f.place.as_ref().map(|p| p.line_column()))).collect();
            assert!(told, "{text:?} {code} {line} {offset} {places:?}");
        }
        let others =
            findings.iter().filter(|finding| finding.severity() == Severity::Error && finding.code.id != *code);
        assert!(others.count() <= 1, "{text:?} {findings:#?}");
    }
}

#[test]
fn many_findings_of_one_cause_are_one() {
    let lines: String = (1..=9).map(|n| format!("{n}. Mục số {n} của báo cáo\nCâu của mục.\n")).collect();
    let (_, findings) = read(&lines);
    let typed: Vec<_> = findings.iter().filter(|finding| finding.code.id == "T10").collect();
    assert_eq!(typed.len(), 1, "{findings:#?}");
    assert!(typed[0].message.contains('9'), "{}", typed[0].message);
    let unclear = "Câu chưa hết của một dòng dài hơn bốn mươi lăm chữ cái\nHoa đầu dòng sau cũng dài hơn bốn mươi lăm chữ\nHoa nữa".to_owned();
    let (_, findings) = read(&unclear);
    assert_eq!(findings.iter().filter(|finding| finding.code.id == "T15").count(), 1);
}

#[test]
fn expressions_typed_the_way_of_word_are_named_with_a_repair_that_works() {
    let project = |text: &str| {
        Project::new()
            .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\nthu: {tong: 5, chi: 3}\n")
            .file("nam-2026/bao-cao.yaml", report(text))
    };
    for (text, repaired) in [
        ("Thu { thu.tong } đồng.", "{{ thu.tong }}"),
        ("Thu { { thu.tong } } đồng.", "{{ thu.tong }}"),
        ("Thu {{ thu.tổng }} đồng.", "{{ thu.tong }}"),
        ("Thu {{ thu.tong|tien(“đồng”) }}.", "{{ thu.tong|tien(\"đồng\") }}"),
        ("Thu {{ thu.tong – thu.chi }} đồng.", "{{ thu.tong - thu.chi }}"),
    ] {
        let (_, findings) = project(text).session().load("nam-2026/bao-cao.yaml");
        let found = findings.iter().find(|finding| ["T01", "T02"].contains(&finding.code.id));
        let found = found.unwrap_or_else(|| panic!("{text} {findings:?}"));
        assert!(found.hints[0].contains(repaired), "{text} {found:?}");
        let (document, findings) = project(&format!("Thu {repaired} đồng.")).session().load("nam-2026/bao-cao.yaml");
        assert!(document.is_some(), "{repaired} {findings:?}");
    }
    let (document, findings) = project("Tập { a } và {so} khác.").session().load("nam-2026/bao-cao.yaml");
    assert!(document.is_some(), "{findings:?}");
}
