//! Every message a clerk can meet, as they see it: one snapshot each.

use crate::support::{OFFICE, Project, report};

/// Builds `bao-cao.yaml` with this content and returns what the clerk is told.
fn told(content: impl AsRef<[u8]>) -> String {
    told_in(Project::new().file("bao-cao.yaml", content))
}

fn told_in(project: Project) -> String {
    let output = project.run(&["build", "bao-cao.yaml"]);
    let text = String::from_utf8(output.stderr).unwrap();
    format!("mã kết thúc {}\n\n{}", output.status.code().unwrap(), text.trim_end())
}

macro_rules! messages {
    ($($name:ident: $told:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(stringify!($name), $told); })*
    };
}

/// A good report with one line changed.
fn with(from: &str, to: &str) -> String {
    let good = report("Nội dung.");
    assert!(good.contains(from));
    good.replacen(from, to, 1)
}

/// A good report whose text is this.
fn text(body: &str) -> String {
    told(report(body))
}

/// A good report in an office with this added to its profile.
fn office(added: &str) -> String {
    told_in(Project::empty().file("co-quan.yaml", format!("{OFFICE}{added}")).file("bao-cao.yaml", report("Nội dung.")))
}

// Data
messages! {
    file_of_a_million_lines: text(&"a\n".repeat(999_991));
    letters_of_an_old_font: text("KÕt qu¶ thùc hiÖn nhiÖm vô n¨m 2025");
    unknown_key: told(with("trich_yeu:", "trich_yeuu:"));
    unknown_key_far_from_all: told(with("so: 5", "so: 5\nmau_sac: xanh"));
    missing_key: told(with("trich_yeu: Kết quả công tác\n", ""));
    wrong_type_list: told(with("noi_nhan: chung", "noi_nhan:\n  ten: chung"));
    wrong_type_text: told(with("trich_yeu: Kết quả công tác", "trich_yeu: [Kết quả công tác]"));
    wrong_type_truth: told(with("so: 5", "so: 5\nphu_luc:\n  - ten: Biểu\n    kho_ngang: có\n    noi_dung: Nội dung"));
    duplicate_key: told(with("so: 5", "so: 5\nso: 6"));
    unknown_kind: told(with("loai: bao-cao", "loai: baocao"));
    unknown_issuer: told(with("co_quan: ubnd", "co_quan: ubnnd"));
    unknown_signer: told(with("nguoi_ky: ct-ubnd", "nguoi_ky: truong-phong"));
    unknown_recipients: told(with("noi_nhan: chung", "noi_nhan: chungg"));
    impossible_date: told(with("ngay: 2025-12-05", "ngay: 2025-02-30"));
    vietnamese_date: told(with("ngay: 2025-12-05", "ngay: 05/12/2025"));
    no_date_at_all: told(with("ngay: 2025-12-05", "ngay: hôm nay"));
    not_a_number: told(with("so: 5", "so: năm"));
    number_with_sign: told(with("so: 5", "so: 5/BC-UBND"));
    empty_value: told(with("trich_yeu: Kết quả công tác", "trich_yeu:"));
    no_signatory: told(with("nguoi_ky: ct-ubnd\n", ""));
    no_recipients: told(with("noi_nhan: chung\n", ""));
    no_file_copy: told(with("noi_nhan: chung", "noi_nhan:\n  - UBND tỉnh"));
    file_copy_not_last: told(with("noi_nhan: chung", "noi_nhan:\n  - \"Lưu: VT\"\n  - UBND tỉnh"));
    authority_in_a_report: told(with("so: 5", "so: 5\ntham_quyen: HỘI ĐỒNG NHÂN DÂN"));
    unknown_rung: told(with("so: 5", "so: 5\nbac_danh_so: [chương, đoạn]"));
    place_to_fill: text("[điền nội dung] và hết.");
    places_to_fill: text("[điền nội dung] và [điền số].\n\n[điền tên] ngày [điền ngày].");
    accented_keys: told(with("trich_yeu: Kết quả công tác", "Trích yếu: Kết quả công tác\nKính gửi: Sở Nội vụ"));
    words_typed_again: told(with("trich_yeu: Kết quả công tác", "trich_yeu: BÁO CÁO BÁO CÁO Kết quả công tác\nkinh_gui: \"Kính gửi: Sở Nội vụ\"").replace("Nội dung.", "Độc lập - Tự do - Hạnh phúc\n  Nội dung."));
    doubled_dashes: told(with("noi_nhan: chung", "noi_nhan:\n  - - Như trên;\n  - - \"Lưu: VT.\""));
    everything_at_once: told(with("so: 5", "soo: 5\nnguoi_ki: x\nngay: 05/12/2025\nngay: 2025-12-05").replace("Nội dung.", "Hết[^1] {{ thieu }}."));
}

// Page and office
messages! {
    margins_outside_the_law: office("trinh_bay:\n  le:\n    trai: 25\n    phai: 20\n");
    indent_outside_the_law: office("trinh_bay:\n  thut_dong: 11\n");
    margin_not_a_number: office("trinh_bay:\n  le:\n    tren: hai mươi\n");
    office_without_place: told_in(Project::empty().file("co-quan.yaml", OFFICE.replace("dia_danh: Hoa Đào\n", "")).file("bao-cao.yaml", report("x")));
    character_without_font: text("Xin chào 😀 các bạn.");
    invisible_character: told(report("Kinh\u{200b}tế phát triển."));
    direction_mark: told(report("Kinh\u{202e}tế phát triển."));
    line_break_of_word: told(with("Kết quả công tác", "Kết quả\u{b}công tác"));
    loose_mark: told(report("Số liệu q\u{309}uý I."));
    font_file_broken: told_in(Project::new().file("phong-chu/times.ttf", "không phải phông").file("bao-cao.yaml", report("Nội dung.")));
    own_template_broken: told_in(Project::new().file("mau/bao-cao.typ.j2", "{{ khong_co }}").file("bao-cao.yaml", report("Nội dung.")));
    own_part_broken: told_in(Project::new().file("mau/noi-dung.typ", "#let de-muc(").file("bao-cao.yaml", report("Nội dung.")));
}

// Running text
messages! {
    undefined_expression: text("Đón {{ du_lich.luot_khach }} lượt khách.");
    misspelt_expression: told_in(Project::new().file("so-lieu.yaml", "du_lich:\n  luot_khach: 262.000\n").file("bao-cao.yaml", report("Đón {{ du_lich.luot_kach }} lượt khách.")));
    group_as_expression: told_in(Project::new().file("so-lieu.yaml", "du_lich:\n  luot_khach: 262.000\n").file("bao-cao.yaml", report("Đón {{ du_lich }} lượt khách.")));
    broken_expression: text("Đón {{ du_lich. }} lượt khách.");
    open_expression: text("Đón {{ du_lich lượt khách.");
    unknown_filter: text("Đón {{ \"a\"|dich }} lượt khách.");
    statement_in_text: text("{% if x %}Có{% endif %}");
    undefined_footnote: text("Kết quả[^1].");
    unused_footnote: text("Kết quả.\n\n[^1]: Nguồn.");
    duplicate_footnote: text("Kết quả[^1].\n\n[^1]: Nguồn.\n\n[^1]: Nguồn khác.");
    block_quote: text("> Trích dẫn");
    code_block: text("```\nmã\n```");
    indented_line: text("Đoạn.\n\n      Thụt vào nhiều.");
    code_in_line: text("Chữ `mã` trong dòng.");
    link: text("Xem [trang](https://example.com).");
    reference_definition: text("Xem [trang].\n\n[trang]: https://example.com");
    raw_html: text("Chữ <b>đậm</b>.");
    typed_list_number: text("1. Việc thứ nhất\n\n2. Việc thứ hai");
    typed_heading_number: text("## I. KẾT QUẢ");
    star_list: text("* Việc thứ nhất");
    unknown_heading_attribute: text("## KẾT QUẢ {mau=\"đỏ\"}");
    unknown_scheme: text("## KẾT QUẢ {danh_so=\"(1)\"}");
    heading_too_deep: text("##### Quá sâu");
    empty_heading_without_paragraph: text("###\n\n## KẾT QUẢ");
    underlined_heading: text("Kết quả\n---");
    missing_image: text("![Sơ đồ](hinh/so-do.png)");
    image_outside_workspace: text("![Sơ đồ](../../etc/passwd)");
    broken_image: told_in(Project::new().file("hinh.png", "không phải hình").file("bao-cao.yaml", report("![Sơ đồ](hinh.png)")));
    image_without_caption: told_in(Project::new().file("hinh.png", "x").file("bao-cao.yaml", report("![](hinh.png)")));
    image_in_a_line: told_in(Project::new().file("hinh.png", "x").file("bao-cao.yaml", report("Chữ ![Sơ đồ](hinh.png) chữ.")));
    table_row_too_long: text("| A | B |\n|---|---|\n| 1 | 2 | 3 |");
}

// YAML slips
messages! {
    tab: told(with("noi_nhan: chung", "noi_nhan:\n\t- UBND tỉnh"));
    tab_that_begins_a_text: told(with("  Nội dung.", "\tMột dòng.\n  Thu như sau:\n  - Hai."));
    tabs_behind_a_colon_and_before_a_dash: told(with("so: 5", "so:\t5\nphu_luc:\n\t- ten: A"));
    colon_in_text: told(with("trich_yeu: Kết quả công tác", "trich_yeu: Kết quả: công tác"));
    leading_star: told(with("trich_yeu: Kết quả công tác", "trich_yeu: *Kết quả* công tác"));
    leading_ampersand: told(with("trich_yeu: Kết quả công tác", "trich_yeu: &Kết quả công tác"));
    leading_percent: told(with("trich_yeu: Kết quả công tác", "trich_yeu: %kết quả"));
    leading_at: told(with("trich_yeu: Kết quả công tác", "trich_yeu: @UBND báo cáo"));
    leading_exclamation: told(with("trich_yeu: Kết quả công tác", "trich_yeu: !gấp báo cáo"));
    leading_brace: told(with("trich_yeu: Kết quả công tác", "trich_yeu: {{ ten }} công tác"));
    leading_bracket: told(with("trich_yeu: Kết quả công tác", "trich_yeu: [Dự thảo] kết quả"));
    leading_zero: told(with("so: 5", "so: 05"));
    clock_time: told(with("trich_yeu: Kết quả công tác", "trich_yeu: 12:30"));
    no_as_text: told(with("trich_yeu: Kết quả công tác", "trich_yeu: no"));
    unclosed_quote: told(with("trich_yeu: Kết quả công tác", "trich_yeu: \"Kết quả công tác"));
    text_after_quote: told(with("trich_yeu: Kết quả công tác", "trich_yeu: \"Kết quả\" công tác"));
    wrong_indent: told(with("ngay: 2025-12-05", "  ngay: 2025-12-05"));
    pasted_at_the_margin: told(with("  Nội dung.", "Thực hiện Kế hoạch số 12/KH-UBND.\n- Một;\n- Hai.\n\nKết quả: tốt.\nso_lieu: đủ"));
    pasted_without_bar: told(with("noi_dung: |\n  Nội dung.", "noi_dung: Câu một.\nCâu hai."));
    heading_at_the_margin: told(with("  Nội dung.", "  Câu một.\n# KẾT QUẢ\n  Câu hai."));
    heading_taken_for_a_note: told(with("  Nội dung.", "  Câu một.\n\n## Kết quả"));
    uneven_indent: told(with("  Nội dung.", "    Câu một.\n  Câu hai."));
    lines_without_dashes: told(with("noi_nhan: chung", "noi_nhan:\n  Như trên;\n  Lưu: VT."));
    list_in_one_line: told(with("noi_nhan: chung", "noi_nhan: - Như trên; - Lưu: VT."));
    key_without_colon: told(with("noi_nhan: chung", "Nơi nhận\n- Như trên\n- Lưu VT"));
    curly_quotes: told(with("trich_yeu: Kết quả công tác", "trich_yeu: “Kết quả công tác”"));
    curly_quotes_around_a_colon: told(with("trich_yeu: Kết quả công tác", "trich_yeu: “Kết quả: công tác”"));
    quote_closed_by_a_curly_one: told(with("trich_yeu: Kết quả công tác", "trich_yeu: \"Kết quả công tác”"));
    tabs_deeper_than_the_text: told(with("  Nội dung.", "  Một.\n\n\t\tHai tab."));
    tabs_and_lines_at_the_margin: told(with("  Nội dung.", "Một.\n\tHai.\nBa."));
    fence_around_the_file: told(format!("```yaml\n{}```\n", report("Nội dung.")));
    bar_without_words: told(with("  Nội dung.", ""));
    tab_before_the_first_key: told(with("loai:", "\tloai:"));
    text_outside_block: told(with("  Nội dung.", "  Đoạn một.\n\nĐoạn hai."));
    missing_blank: told(with("so: 5", "so:5"));
    lost_comment: told(with("trich_yeu: Kết quả công tác", "trich_yeu: Kết quả #5 công tác"));
    several_documents: told(format!("{}---\n{}", report("Một."), report("Hai.")));
    alias_to_itself: told(with("noi_nhan: chung", "noi_nhan: &a\n  - *a"));
}

// Files
messages! {
    old_encoding: told(b"loai: bao-cao\ntrich_yeu: U\xfb ban nh\xa9n d\xa9n ph\xad\xeang, t\xd7nh h\xd7nh\n");
    utf16: told(b"\xff\xfel\x00o\x00\x00\xd8i\x00");
    empty_file: told("");
    only_comments: told("# loai: bao-cao\n# so: 5\n");
    file_too_large: told("# ".repeat(3 << 20));
    exploding_aliases: told(aliases());
    nested_too_deep: told(format!("loai: {}x{}", "[".repeat(60), "]".repeat(60)));
    copy_of_a_document: told_in(Project::new().file("bao-cao.yaml", report("x")).file("bao-cao - Copy (2).yaml", report("y")));
    copy_by_a_sharing_program: told_in(Project::new().file("bao-cao.yaml", report("x")).file("bao-cao-PC01.yaml", report("y")));
    another_document_with_capitals: told_in(Project::new().file("bao-cao.yaml", report("x")).file("bao-cao-BCD2.yaml", report("y").replace("Kết quả công tác", "Kết quả bầu cử")));
    copy_of_shared_files: told_in(Project::new().file("bao-cao.yaml", report("x")).file("so-lieu.yaml", "a: 1").file("so-lieu (1).yaml", "a: 2").file("so-lieu (1).xlsx", "x").file("~$bao-cao.yaml", "x"));
    copy_is_no_document: String::from_utf8(Project::new().file("so-lieu (1).yaml", "a: 2").run(&["build", "so-lieu (1).yaml"]).stderr).unwrap();
    no_workspace: told_in(Project::empty().file("bao-cao.yaml", report("x")));
    no_such_file: told_in(Project::new());
    empty_workspace: {
        let output = Project::new().run(&["build"]);
        format!("mã kết thúc {}\n\n{}", output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap().trim_end())
    };
}

/// The "billion laughs": each line ten times the one before.
fn aliases() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..9 {
        let above = format!("*a{}", i - 1);
        text += &format!("a{i}: &a{i} [{}]\n", vec![above; 10].join(", "));
    }
    text
}

#[test]
fn json_says_the_same_for_programs() {
    let project = Project::new().file("bao-cao.yaml", with("trich_yeu:", "trich_yeuu:"));
    let output = project.run(&["build", "bao-cao.yaml", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("json", String::from_utf8(output.stdout).unwrap());
}
