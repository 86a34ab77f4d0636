//! Word files with the habits of offices → YAML documents that build, with every word kept or told.

use crate::support::importing::{SIGNED, import, import_bytes, report, text_of};
use crate::support::row;
use crate::support::word_file::{WordFile, in_font, letterhead, p, paragraph, ruled, run, side_by_side, signature};

#[test]
fn a_report_comes_back_with_all_its_parts() {
    let body = p("c", "Kính gửi: Ủy ban nhân dân tỉnh")
        + &p("", "Ủy ban nhân dân phường báo cáo như sau:")
        + &p("b", "I. KẾT QUẢ")
        + &p("b", "1. Kinh tế")
        + &paragraph("", &(run("b", "a) Thu ngân sách: ") + &run("", "đạt 12.600 triệu đồng.")))
        + &p("", "- Thu phí đạt 1.400 triệu đồng;")
        + &p("b", "II. NHIỆM VỤ")
        + &p("", "Trên đây là báo cáo./.");
    let imported = import(&WordFile::new(report(&body)), &[]);
    let expected = "\
loai: bao-cao
co_quan: ubnd
so: 412
ngay: 2025-12-05
trich_yeu: Tình hình tháng 11 năm 2025
kinh_gui:
  - Ủy ban nhân dân tỉnh
noi_dung: |
  Ủy ban nhân dân phường báo cáo như sau:

  ## KẾT QUẢ

  ### Kinh tế

  ####

  **Thu ngân sách:** đạt 12.600 triệu đồng.

  - Thu phí đạt 1.400 triệu đồng;

  ## NHIỆM VỤ

  Trên đây là báo cáo./.
noi_nhan: chung
nguoi_ky: ct-ubnd
";
    assert_eq!(imported.yaml.split_once('\n').unwrap().1, expected, "{}", imported.told);
    imported.builds(&["Số: 412/BC-UBND", "I. KẾT QUẢ", "a) Thu ngân sách:", "Lộc Văn Khải"]);
}

#[test]
fn a_resolution_has_its_authority_and_grounds() {
    let body =
        letterhead(&["HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG HOA ĐÀO"], "Số:      /NQ-HĐND", "Hoa Đào, ngày    tháng 12 năm 2025")
            + &p("bc", "NGHỊ QUYẾT")
            + &p("bc", "Về Kế hoạch năm 2026")
            + &p("c", "_________")
            + &p("bc", "HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA ĐÀO")
            + &p("bc", "KHÓA VI, KỲ HỌP THỨ SÁU")
            + &p("i", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
            + &p("i", "Xét Tờ trình số 57/TTr-UBND ngày 08 tháng 12 năm 2025 của Ủy ban nhân dân phường.")
            + &p("bc", "QUYẾT NGHỊ:")
            + &paragraph("", &(run("b", "Điều 1.") + &run("", " Thông qua Kế hoạch với các nội dung sau:")))
            + &p("", "1. Giữ đà tăng trưởng.")
            + &p("", "2. Giảm 20 hộ nghèo.")
            + &p("b", "Điều 2. Tổ chức thực hiện")
            + &p("", "Nghị quyết có hiệu lực từ ngày thông qua./.")
            + &signature(&["- Như Điều 2;", "- Lưu: VT."], &["CHỦ TỊCH", "(Đã ký)", "Chu Đình Thắng"]);
    let imported = import(&WordFile::new(body), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    for line in [
        "loai: nghi-quyet",
        "co_quan: hdnd",
        "ngay: 2025-12",
        "tham_quyen: |-",
        "  KHÓA VI, KỲ HỌP THỨ SÁU",
        "  - Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "  chuc_vu: CHỦ TỊCH",
        "  ho_ten: Chu Đình Thắng",
    ] {
        assert!(imported.yaml.contains(line), "{line}\n{}", imported.yaml);
    }
    assert_eq!(
        imported.text().lines().filter(|line| line.starts_with('#')).collect::<Vec<_>>(),
        ["#", "##", "##", "# Tổ chức thực hiện"]
    );
    assert!(imported.told.contains("chỗ ký"), "{}", imported.told);
    imported.builds(&["Điều 1. Thông qua", "2. Giảm 20 hộ nghèo.", "QUYẾT NGHỊ:"]);
}

#[test]
fn habits_of_offices_become_structure() {
    for (habit, paragraphs, expected) in [
        (
            "numbers and words in runs of their own",
            paragraph("", &(run("b", "I") + &run("b", ". KẾT") + &run("b", " QUẢ"))),
            "## KẾT QUẢ",
        ),
        ("a tab behind a number", p("b", "1.\tKinh tế"), "### Kinh tế"),
        ("a break inside a sentence", p("", "Giảm 12 hộ\nnghèo trong năm."), "Giảm 12 hộ nghèo trong năm."),
        (
            "an Enter inside a sentence",
            p("", "Trong mười một tháng đầu năm, toàn phường giảm được 12 hộ") + &p("", "nghèo."),
            "Trong mười một tháng đầu năm, toàn phường giảm được 12 hộ nghèo.",
        ),
        ("two sentences with a break", p("", "Một câu.\nHai câu."), "Một câu.\n\nHai câu."),
        ("bullets of Word's fonts", p("", "\u{f0b7}\tThu phí") + &p("", "• Thu khác"), "- Thu phí\n\n- Thu khác"),
        ("a number out of order", p("b", "I. A") + &p("b", "III. B"), "## A\n\n## B {so=\"III\"}"),
        ("dashes without a blank", p("", "-Thu phí;"), "- Thu phí;"),
        ("half a word bold", paragraph("", &(run("b", "ph") + &run("", "ường Hoa Đào"))), "phường Hoa Đào"),
        ("signs of Markdown", p("", "3*4 [a] A_b {{ c }} 1.000đ"), "3\\*4 \\[a\\] A\\_b \\{{ c }} 1.000đ"),
        ("a sentence that refers to an article", p("", "Điều 3 của Luật quy định."), "Điều 3 của Luật quy định."),
        ("a slash behind a letter", p("", "a/ Thu ngân sách đạt."), "a\\/ Thu ngân sách đạt."),
        ("two short lines", p("", "Thu ngân sách") + &p("", "đạt kế hoạch"), "Thu ngân sách\n\nđạt kế hoạch"),
        ("a list of contents named so", p("b", "MỤC LỤC"), "**MỤC LỤC**"),
        ("a page number typed between rules", p("c", "_______") + &p("", "Câu."), "Câu."),
    ] {
        assert_eq!(text_of(&paragraphs), expected, "{habit}");
    }
}

#[test]
fn lists_of_word_are_counted_as_word_counts() {
    let numbering = r#"<w:numbering XMLNS><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let item = |list: &str, level: &str, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
            run("b", text)
        )
    };
    let body = item("1", "0", "KẾT QUẢ")
        + &item("1", "1", "Kinh tế")
        + &item("1", "1", "Xã hội")
        + &item("1", "0", "NHIỆM VỤ")
        + &item("1", "1", "Thu")
        + &item("2", "0", "Việc");
    let imported = import(&WordFile::new(report(&body)).part("numbering.xml", "numbering", numbering), &[]);
    assert_eq!(imported.text(), "## KẾT QUẢ\n\n### Kinh tế\n\n### Xã hội\n\n## NHIỆM VỤ\n\n### Thu\n\n- **Việc**");
}

#[test]
fn notes_tables_and_annexes_are_taken() {
    let notes = format!(
        r#"<w:footnotes XMLNS><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("", "Theo số liệu của Chi cục.")
    );
    let mark = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let body = paragraph("", &(run("", "Thu đạt 12.600 triệu đồng") + mark + &run("", ".")))
        + &p("bc", "Bảng 2: Thu ngân sách")
        + &p("r", "Đơn vị: triệu đồng")
        + &ruled(&[
            &["TT", "Chỉ tiêu", "Năm 2025", "<"],
            &["^", "^", "KH", "TH"],
            &["1", "Thu phí", "12.600", "14.238"],
        ])
        + &p("", "Hết./.");
    let annex = p("bc", "PHỤ LỤC")
        + &p("bc", "Danh mục công trình")
        + &p("ic", "(Kèm theo Báo cáo số 412/BC-UBND ngày 05/12/2025 của UBND phường)")
        + &p("", "Nhà văn hóa khối 3.");
    let imported = import(&WordFile::new(report(&body) + &annex).part("footnotes.xml", "footnotes", &notes), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    assert_eq!(
        imported.text(),
        "Thu đạt 12.600 triệu đồng[^1].\n\nĐơn vị: triệu đồng\n\nBảng: Thu ngân sách\n\n\
         | TT | Chỉ tiêu | Năm 2025 | < |\n| ^ | ^ | KH | TH |\n|:---|:---|---:|---:|\n| 1 | Thu phí | 12.600 | 14.238 |\n\n\
         Hết./.\n\n[^1]: Theo số liệu của Chi cục."
    );
    assert!(
        imported.yaml.contains("  - ten: Danh mục công trình\n    noi_dung: |\n      Nhà văn hóa khối 3."),
        "{}",
        imported.yaml
    );
    imported.builds(&["Nhà văn hóa khối 3.", "14.238", "Theo số liệu của Chi cục."]);
}

#[test]
fn boxes_tabs_and_four_columns_lay_out_heads() {
    let motto = p("bc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &p("bc", "Độc lập - Tự do - Hạnh phúc");
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{motto}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{motto}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let rest = p("bc", "THÔNG BÁO") + &p("bc", "Lịch nghỉ Tết") + &p("", "Nghỉ từ ngày 28/01/2026.");
    let end = signature(&["- Các phòng;", "- Lưu: VT."], SIGNED);
    let left = p("bc", "ỦY BAN NHÂN DÂN")
        + &p("bc", "PHƯỜNG HOA ĐÀO")
        + &p("c", "Số: 15/TB-UBND")
        + &p("ic", "Hoa Đào, ngày 02 tháng 12 năm 2025");
    let by_tabs = p("b", "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &p("b", "PHƯỜNG HOA ĐÀO\tĐộc lập - Tự do - Hạnh phúc")
        + &p("", "Số: 15/TB-UBND\tHoa Đào, ngày 02 tháng 12 năm 2025");
    let four = side_by_side(&[
        p("bc", "ỦY BAN NHÂN DÂN") + &p("bc", "PHƯỜNG HOA ĐÀO") + &p("c", "Số: 15/TB-UBND"),
        p("", ""),
        motto.clone() + &p("ic", "Hoa Đào, ngày 02 tháng 12 năm 2025"),
        p("", ""),
    ]);
    for (habit, head) in [("a box", text_box + &left), ("tabs", by_tabs), ("four columns", four)] {
        let imported = import(&WordFile::new(head + &rest + &end), &[]);
        assert_eq!(imported.code, 0, "{habit}: {}", imported.told);
        for line in [
            "loai: thong-bao",
            "co_quan: ubnd",
            "so: 15",
            "ngay: 2025-12-02",
            "trich_yeu: Lịch nghỉ Tết",
            "nguoi_ky: ct-ubnd",
        ] {
            assert!(imported.yaml.contains(line), "{habit}: {line}\n{}", imported.yaml);
        }
        imported.builds(&["Nghỉ từ ngày 28/01/2026"]);
    }
}

#[test]
fn old_letters_are_converted_and_shown() {
    let old =
        |font: &str, text: &str| format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", in_font(font, text));
    let head = old(".VnTimeH", "céng hßa x· héi chñ nghÜa viÖt nam")
        + &old(".VnTimeH", "ñy ban nh©n d©n")
        + &old(".VnTimeH", "ph\u{ad}êng hoa ®µo")
        + &old(".VnTime", "Sè: 15/TB-UBND")
        + &old(".VnTime", "Hoa §µo, ngµy 02 th¸ng 12 n¨m 2025");
    let text = old(".VnTimeH", "th«ng b¸o")
        + &old(".VnTime", "VÒ lÞch nghØ TÕt")
        + &format!("<w:p>{}</w:p>", in_font("VNI-Times", "Nghæ töø ngaøy 28/01/2026."));
    let imported = import(&WordFile::new(head + &text), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    assert_eq!(imported.text(), "Nghỉ từ ngày 28/01/2026.");
    assert!(imported.yaml.contains("trich_yeu: Về lịch nghỉ Tết"), "{}", imported.yaml);
    for words in [".VnTime", "VNI-Times", "“Nghæ töø ngaøy 28/01/2026.” → “Nghỉ từ ngày 28/01/2026.”", "I06"]
    {
        assert!(imported.told.contains(words), "{words}: {}", imported.told);
    }
}

#[test]
fn tracked_changes_are_asked_about_then_taken_as_told() {
    let body = report(&paragraph(
        "",
        &(run("", "Giảm ")
            + &format!(
                r#"<w:del w:id="1" w:author="Chánh VP"><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id="2" w:author="Chánh VP">{}</w:ins>"#,
                run("", "15")
            )
            + &run("", " hộ nghèo.")),
    ));
    let asked = import(&WordFile::new(body.clone()), &[]);
    assert_eq!(asked.code, 1);
    assert!(asked.yaml.is_empty() && asked.told.contains("2 thay đổi chưa duyệt của Chánh VP"), "{}", asked.told);
    assert_eq!(import(&WordFile::new(body.clone()), &["--changes", "accept"]).text(), "Giảm 15 hộ nghèo.");
    assert_eq!(import(&WordFile::new(body), &["--changes", "original"]).text(), "Giảm 12 hộ nghèo.");
}

#[test]
fn what_is_not_taken_is_told() {
    let hidden = r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú riêng</w:t></w:r>"#;
    let formula = "<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>";
    let comments = format!(
        r#"<w:comments XMLNS><w:comment w:id="0" w:author="Bà Mai">{}</w:comment></w:comments>"#,
        p("", "Xem lại số này")
    );
    let footer = format!("<w:ftr XMLNS>{}</w:ftr>", p("", "D:\\Bao cao\\thang 11.docx"));
    let body = report(&(paragraph("", &(run("", "Câu một.") + hidden)) + formula));
    let file = WordFile::new(body).part("comments.xml", "comments", &comments).part("footer1.xml", "footer", &footer);
    let imported = import(&file, &[]);
    assert_eq!(imported.text(), "Câu một.");
    for words in ["ghi chú riêng", "công thức", "Bà Mai: Xem lại số này", "thang 11.docx"] {
        assert!(imported.told.contains(words), "{words}: {}", imported.told);
    }
}

#[test]
fn pictures_lie_beside_the_document() {
    let drawing = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr=""/><a:graphic><a:graphicData><a:blip r:embed="h1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let body = report(&(drawing.to_owned() + &p("ic", "Hình 1. Sơ đồ điểm ngập") + &p("", "Hết./.")));
    let imported = import(&WordFile::new(body).picture("image1.png", "h1", include_bytes!("../support/den.png")), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    assert_eq!(imported.text(), "![Sơ đồ điểm ngập](hinh/vb-1.png)\n\nHết./.");
    imported.builds(&["Sơ đồ điểm ngập"]);
}

#[test]
fn pasted_text_is_a_document_too() {
    let text = "BÁO CÁO\r\nTình hình tháng 11\r\n\r\nUBND phường báo cáo:\r\nI. KẾT QUẢ\r\n1. Kinh tế\r\n- Thu phí đạt 1.400 triệu đồng;\r\nTT\tChỉ tiêu\tThực hiện\r\n1\tThu phí\t1.400\r\n";
    let imported = import_bytes("dan.txt", text.as_bytes(), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    assert_eq!(
        imported.text(),
        "UBND phường báo cáo:\n\n## KẾT QUẢ\n\n### Kinh tế\n\n- Thu phí đạt 1.400 triệu đồng;\n\n| TT | Chỉ tiêu | Thực hiện |\n|:---|:---|---:|\n| 1 | Thu phí | 1.400 |"
    );
    let unknown = import_bytes("dan.txt", "Một câu.".as_bytes(), &[]);
    assert!(unknown.code == 1 && unknown.told.contains("--kind bao-cao"), "{}", unknown.told);
}

#[test]
fn files_that_are_no_word_files_say_what_to_do() {
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(300), "</w:sdtContent></w:sdt>".repeat(300));
    let bomb = WordFile::new("").part("media/x.xml", "x", &" ".repeat(40 << 20)).bytes();
    let doctype =
        WordFile::new("").part("styles.xml", "styles", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:styles XMLNS/>").bytes();
    let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    old.extend([0; 600]);
    let mut locked = old.clone();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (name, bytes, told) in [
        ("a.doc", old, "kiểu cũ (.doc)"),
        ("a.docx", locked, "có mật khẩu"),
        ("a.docx", b"{\\rtf1 a}".to_vec(), "RTF"),
        ("a.docx", b"%PDF-1.7".to_vec(), "PDF"),
        ("a.docx", b"<html>".to_vec(), "trang web"),
        ("a.docx", Vec::new(), "trống"),
        ("a.docx", b"PK\x03\x04rest".to_vec(), "hỏng"),
        ("a.docx", WordFile::new(deep).bytes(), "lồng quá nhiều"),
        ("a.docx", bomb, "giải nén ra hơn"),
        ("a.docx", doctype, "DOCTYPE"),
        ("a.docx", row("").into_bytes(), "không phải tệp Word"),
        ("a.txt", b"\xf1y ban nh\xa9n d\xa9n ph\xad\xeang".to_vec(), "TCVN3"),
    ] {
        let imported = import_bytes(name, &bytes, &[]);
        assert_eq!(imported.code, 2, "{told}: {}", imported.told);
        assert!(imported.told.contains(told), "{told}: {}", imported.told);
        assert!(imported.yaml.is_empty());
    }
}
