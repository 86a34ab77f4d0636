//! Habits of offices that Word files carry: several signers, stamps, headings without numbers, annexes across, signs of
//! Word's own fonts, files that are none.

use std::io::Write;

use crate::support::Project;
use crate::support::importing::{SIGNED, UBND, import, import_bytes, report, text_of};
use crate::support::word_file::{WordFile, letterhead, p, paragraph, ruled, run, side_by_side};

fn column(lines: &[&str]) -> String {
    lines.iter().map(|line| p("bc", line)).collect()
}

#[test]
fn several_signers_are_a_list_from_left_to_right() {
    let recipients = p("bi", "Nơi nhận:") + &p("", "- Lưu: VT.");
    let front = ["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "", "Trần Thị Mai"];
    let table = side_by_side(&[recipients, column(&front), column(SIGNED)]);
    let head = letterhead(UBND, "Số: 12/KHPH-UBND-MTTQ", "Hoa Đào, ngày 05 tháng 12 năm 2025");
    let title = p("bc", "KẾ HOẠCH") + &p("bc", "Phối hợp ngày hội") + &p("", "Nâng cao nhận thức.");
    let imported = import(&WordFile::new(head + &title + &table), &[]);
    let list =
        "nguoi_ky:\n  - quyen_han: TM. BAN THƯỜNG TRỰC\n    chuc_vu: CHỦ TỊCH\n    ho_ten: Trần Thị Mai\n  - ct-ubnd\n";
    assert!(imported.yaml.ends_with(list), "{}\n{}", imported.yaml, imported.told);
    assert!(imported.told.contains("2 người ký: “Trần Thị Mai, Lộc Văn Khải”"), "{}", imported.told);
    imported.builds(&["Trần Thị Mai", "Lộc Văn Khải"]);
}

#[test]
fn signers_may_stand_on_tabs_or_under_one_another() {
    let minutes = |end: &str| {
        let head = p("bc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &p("bc", "Độc lập - Tự do - Hạnh phúc");
        let text = p("bc", "BIÊN BẢN") + &p("bc", "Họp giao ban") + &p("", "Cuộc họp kết thúc vào 10 giờ.");
        import(&WordFile::new(head + &text + end), &[])
    };
    let tabs = p("b", "THƯ KÝ\tCHỦ TỌA") + &p("", "") + &p("", "") + &p("b", "Nguyễn Thị Lan\tLộc Văn Khải");
    let stacked = column(&["THƯ KÝ", "", "Nguyễn Thị Lan", "CHỦ TỌA", "", "Lộc Văn Khải"]);
    for end in [tabs, stacked] {
        let imported = minutes(&end);
        let list = "nguoi_ky:\n  - chuc_vu: THƯ KÝ\n    ho_ten: Nguyễn Thị Lan\n  - chuc_vu: CHỦ TỌA\n    ho_ten: Lộc Văn Khải\n";
        assert!(imported.yaml.ends_with(list), "{}\n{}", imported.yaml, imported.told);
    }
}

#[test]
fn headings_without_numbers_stay_lines_and_are_told() {
    let styles = r#"<w:styles XMLNS><w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/></w:style></w:styles>"#;
    let styled = format!(r#"<w:p><w:pPr><w:pStyle w:val="u2"/></w:pPr>{}</w:p>"#, run("", "Nhiệm vụ"));
    let body = report(&(p("b", "MỤC ĐÍCH") + &p("", "Nâng cao nhận thức.") + &styled + &p("b", "Toàn văn một câu.")));
    let imported = import(&WordFile::new(body).part("styles.xml", "styles", styles), &[]);
    assert_eq!(imported.text(), "**MỤC ĐÍCH**\n\nNâng cao nhận thức.\n\nNhiệm vụ\n\n**Toàn văn một câu.**");
    let told = "giữ 2 dòng giống đề mục là đoạn văn: “MỤC ĐÍCH”, “Nhiệm vụ”";
    assert!(imported.told.contains(told), "{}", imported.told);
}

#[test]
fn a_break_in_a_cell_stays_one() {
    let table = ruled(&[&["TT", "Chỉ tiêu\nnăm 2025"], &["1", "Thu phí"], &["2", "Thu khác\n"]]);
    let expected = "| TT | Chỉ tiêu<br>năm 2025 |\n|:---|:---|\n| 1 | Thu phí |\n| 2 | Thu khác |";
    assert_eq!(text_of(&(p("", "Thu đạt.") + &table)), format!("Thu đạt.\n\n{expected}"));
}

#[test]
fn annexes_of_one_section_all_lie_across() {
    let page = |across: bool| {
        let size =
            if across { r#"w:w="16838" w:h="11906" w:orient="landscape""# } else { r#"w:w="11906" w:h="16838""# };
        format!("<w:sectPr><w:pgSz {size}/></w:sectPr>")
    };
    let end = |across: bool| format!("<w:p><w:pPr>{}</w:pPr></w:p>", page(across));
    let annex = |number: &str| p("bc", number) + &p("bc", "BIỂU SỐ LIỆU") + &p("", "Thu phí đạt.");
    let across = |yaml: &str| yaml.matches("kho_ngang: true").count();
    let two = report(&p("", "Thu đạt.")) + &end(false) + &annex("Phụ lục I") + &annex("Phụ lục II") + &page(true);
    assert_eq!(across(&import(&WordFile::new(two), &[]).yaml), 2);
    let one = report(&p("", "Thu đạt."))
        + &end(false)
        + &annex("Phụ lục I")
        + &end(true)
        + &annex("Phụ lục II")
        + &page(false);
    assert_eq!(across(&import(&WordFile::new(one), &[]).yaml), 1);
    let mixed =
        report(&p("", "Thu đạt.")) + &end(false) + &annex("Phụ lục I") + &end(false) + &p("", "Chi đạt.") + &page(true);
    let mixed = import(&WordFile::new(mixed), &[]);
    assert!(across(&mixed.yaml) == 1 && mixed.told.contains("cả trang dọc và trang ngang"), "{}", mixed.told);
    let body = import(&WordFile::new(report(&p("", "Thu đạt.")) + &page(true)), &[]);
    assert!(body.told.contains("không lấy trang ngang của nội dung chính"), "{}", body.told);
}

#[test]
fn stamps_become_marks() {
    let head = letterhead(UBND, "Số: 14/UBND-VP", "Hoa Đào, ngày 05 tháng 12 năm 2025");
    let stamps = ruled(&[&["HỎA TỐC"]]) + &p("bc", "TỐI MẬT");
    let text = p("c", "V/v phòng chống bão") + &p("c", "Kính gửi: Các khu phố") + &p("", "Trực 24/24 giờ.");
    let imported = import(&WordFile::new(head + &stamps + &text), &[]);
    assert!(
        imported.yaml.contains("do_khan: hoa-toc\n") && imported.yaml.contains("do_mat: toi-mat\n"),
        "{}",
        imported.yaml
    );
    assert_eq!(imported.text(), "Trực 24/24 giờ.");
}

#[test]
fn signs_of_fonts_of_signs_are_read_or_told() {
    let sign = |font: &str, code: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>"#);
    let letter = r#"<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>"#;
    let body =
        paragraph("", &(run("", "Sai số ") + &sign("Symbol", "F0B1") + &run("", "5%") + &sign("Webdings", "F061")))
            + &paragraph("", &(letter.to_owned() + &run("", "\tThu phí")));
    let imported = import(&WordFile::new(report(&body)), &[]);
    assert_eq!(imported.text(), "Sai số ±5%\n\n- Thu phí");
    assert!(imported.told.contains("không lấy ký hiệu của phông riêng"), "{}", imported.told);
}

#[test]
fn braces_of_fields_are_signs() {
    let head = letterhead(UBND, "Số: 15/BC-UBND", "Hoa Đào, ngày 05 tháng 12 năm 2025");
    let title = p("bc", "BÁO CÁO") + &p("bc", "Kết quả {% nháp %} và {{ x }} {# y #}") + &p("", "Thu đạt {% a %}.");
    let imported = import(&WordFile::new(head + &title), &[]);
    imported.builds(&["Kết quả {% nháp %} và {{ x }} {# y #}", "Thu đạt {% a %}."]);
}

#[test]
fn files_without_words_or_letters_say_so() {
    let tcvn3 = b"\xf1y ban nh\xa9n d\xa9n ph\xad\xeang";
    for (name, bytes, told) in [
        ("a.docx", WordFile::new(p("", " ")).bytes(), "tệp không có chữ nào"),
        ("a.txt", b" \r\n".to_vec(), "tệp không có chữ nào"),
        ("a.txt", b"MZ\x00\x01\x02 chu\x00".to_vec(), "tệp không phải tệp chữ"),
        ("a.txt", tcvn3.to_vec(), "mở UniKey"),
    ] {
        let imported = import_bytes(name, &bytes, &["--kind", "bao-cao"]);
        assert!(imported.code == 2 && imported.told.contains(told), "{told}: {}", imported.told);
        assert!(imported.yaml.is_empty());
    }
}

#[test]
fn a_folder_without_an_office_is_told_what_makes_one() {
    let project = Project::empty().file("tep.docx", WordFile::new(report(&p("", "Thu đạt."))).bytes());
    let output = project.run(&["import", "tep.docx"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("tạo co-quan.yaml, rồi chạy: vanthu build tep.yaml"), "{told}");
    let (_, command) = told.split_once("`vanthu new ").unwrap();
    let arguments: Vec<&str> = command.split('`').next().unwrap().split(' ').collect();
    assert!(project.run(&[&["new"], arguments.as_slice()].concat()).status.success(), "{told}");
    assert!(project.run(&["build", "tep.yaml"]).status.success());
}

#[test]
fn fields_of_a_kind_are_taken_and_what_it_lacks_is_left_to_fill() {
    let head = p("bc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &p("bc", "Độc lập - Tự do - Hạnh phúc");
    let text = p("bc", "BIÊN BẢN")
        + &p("bc", "Họp giao ban")
        + &p("", "Thời gian bắt đầu: 8 giờ 00 phút, ngày 05/12/2025.")
        + &p("", "1. Địa điểm: Phòng họp số 1")
        + &p("", "Thành phần tham dự:")
        + &p("", "- Các phòng;")
        + &p("", "- Trạm Y tế.")
        + &p("", "Văn phòng báo cáo.")
        + &p("", "Cuộc họp kết thúc vào 10 giờ 00 phút, ngày 05/12/2025.");
    let end = column(&["THƯ KÝ", "", "Nguyễn Thị Lan", "CHỦ TỌA", "", "Lộc Văn Khải"]);
    let imported = import(&WordFile::new(head + &text + &end), &[]);
    for line in [
        "bat_dau: \"8 giờ 00 phút, ngày 05/12/2025\"\ndia_diem: Phòng họp số 1\n",
        "thanh_phan:\n  - Các phòng\n  - Trạm Y tế\n",
        "ket_thuc: \"10 giờ 00 phút, ngày 05/12/2025\"\n",
        "chu_tri: \"[điền chủ trì]\"\n",
    ] {
        assert!(imported.yaml.contains(line), "{line}: {}", imported.yaml);
    }
    assert_eq!(imported.text(), "Văn phòng báo cáo.");
    assert!(imported.told.contains("tệp không ghi `chu_tri`, `thu_ky` của biên bản"), "{}", imported.told);
    assert!(!imported.told.contains("I07"), "{}", imported.told);
    imported.builds(&["Phòng họp số 1", "Văn phòng báo cáo."]);
}

#[test]
fn text_may_come_through_a_pipe() {
    let project = Project::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.current_dir(project.path()).args(["import", "-", "--kind", "thong-bao", "--out", "tb.yaml"]);
    command.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all("THÔNG BÁO\nLịch nghỉ Tết\nNghỉ từ ngày 28/01/2026.\n".as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let yaml = std::fs::read_to_string(project.path().join("tb.yaml")).unwrap();
    assert!(yaml.contains("trich_yeu: Lịch nghỉ Tết\nnoi_dung: |\n  Nghỉ từ ngày 28/01/2026.\n"), "{yaml}");
}

#[test]
fn what_a_decision_issues_is_attached_to_it() {
    let head = letterhead(UBND, "Số: 45/QĐ-UBND", "Hoa Đào, ngày 05 tháng 12 năm 2025");
    let decision = p("bc", "QUYẾT ĐỊNH")
        + &p("bc", "Ban hành Quy chế tiếp công dân của phường")
        + &p("bc", "ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO")
        + &p("i", "Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;")
        + &p("bc", "QUYẾT ĐỊNH:")
        + &paragraph("", &(run("b", "Điều 1.") + &run("", " Ban hành kèm theo Quyết định này Quy chế tiếp công dân.")));
    let end = side_by_side(&[p("bi", "Nơi nhận:") + &p("", "- Lưu: VT."), column(&["CHỦ TỊCH", "", "LỘC VĂN KHẢI"])]);
    let regulation = side_by_side(&[column(UBND), column(&["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])])
        + &p("bc", "QUY CHẾ")
        + &p("bc", "Tiếp công dân của phường")
        + &p("ic", "(Ban hành kèm theo Quyết định số 45/QĐ-UBND)")
        + &p("bc", "Chương I")
        + &p("bc", "QUY ĐỊNH CHUNG")
        + &p("b", "Điều 1. Phạm vi")
        + &p("", "1. Quy chế này quy định về tiếp công dân.");
    let imported = import(&WordFile::new(head + &decision + &end + &regulation), &[]);
    let expected = "kem_theo:\n  - loai: quy-che\n    trich_yeu: Tiếp công dân của phường\n    noi_dung: |\n      # QUY ĐỊNH CHUNG\n\n      ## Phạm vi\n\n      ###\n\n      Quy chế này quy định về tiếp công dân.\n";
    assert!(imported.yaml.contains(expected), "{}\n{}", imported.yaml, imported.told);
    assert!(imported.yaml.contains("  chuc_vu: CHỦ TỊCH\n  ho_ten: LỘC VĂN KHẢI\n"), "{}", imported.yaml);
    assert!(!imported.told.contains("I07"), "{}", imported.told);
    imported.builds(&["QUY CHẾ", "Điều 1. Phạm vi"]);
}

#[test]
fn a_signature_may_stand_on_tabs_beside_recipients() {
    let head = letterhead(UBND, "Số: 77/UBND-VP", "Hoa Đào, ngày 05 tháng 12 năm 2025");
    let text = p("c", "V/v cung cấp số liệu") + &p("", "Đề nghị gửi số liệu trước ngày 10.");
    let end = p("b", "Nơi nhận:\t\tKT. CHỦ TỊCH")
        + &p("", "- Như trên;\t\tPHÓ CHỦ TỊCH")
        + &p("", "- Lưu: VT.")
        + &p("", "")
        + &p("b", "\t\t\tLê Văn Bình");
    let imported = import(&WordFile::new(head + &text + &end), &[]);
    let expected = "noi_nhan:\n  - Như trên\n  - \"Lưu: VT\"\nnguoi_ky:\n  quyen_han: KT. CHỦ TỊCH\n  chuc_vu: PHÓ CHỦ TỊCH\n  ho_ten: Lê Văn Bình\n";
    assert!(imported.yaml.ends_with(expected), "{}\n{}", imported.yaml, imported.told);
    assert_eq!(imported.code, 0, "{}", imported.told);
}
