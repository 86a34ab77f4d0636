//! Every message about figures a clerk can meet, as they see it: `so-lieu.yaml`, `chung.yaml`, expressions, tables
//! and charts.

use crate::support::{Project, report};

/// Figures that every part of the messages can be shown with.
const FIGURES: &str = "\
ky_bao_cao: năm 2025
den_ngay: 2025-11-30
du_lich:
  ten: Du lịch
  luot_khach: {ten: Lượt khách, don_vi: lượt, ke_hoach: 250.000, thuc_hien: 262.000, cung_ky: 0}
  doanh_thu: {don_vi: tỷ đồng, ke_hoach: 0, thuc_hien: \"33,5\"}
  co_so: {don_vi: cơ sở, ke_hoach: 12}
  giam: -5
cho: {thuc_hien: \"?\", nguon: Phòng Văn hóa}
";

/// What the clerk is told of `bao-cao.yaml` beside these files.
fn told(figures: &str, body: &str) -> String {
    told_in(Project::new().file("so-lieu.yaml", figures).file("bao-cao.yaml", report(body)), &[])
}

fn told_in(project: Project, more: &[&str]) -> String {
    let output = project.run(&[&["build", "bao-cao.yaml"], more].concat());
    let text = String::from_utf8(output.stderr).unwrap();
    format!("mã kết thúc {}\n\n{}", output.status.code().unwrap(), text.trim_end())
}

macro_rules! messages {
    ($($name:ident: $told:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(stringify!($name), $told); })*
    };
}

/// Figures with these lines, and a text that does not use them.
fn figures(lines: &str) -> String {
    told(lines, "Nội dung.")
}

/// Sentences that refer to [`FIGURES`].
fn text(body: &str) -> String {
    told(FIGURES, body)
}

/// A block with these lines.
fn block(kind: &str, lines: &str) -> String {
    text(&format!("```{kind}\n{lines}\n```"))
}

// so-lieu.yaml
messages! {
    file_is_a_list: figures("- du_lich\n- ngan_sach");
    period_unreadable: figures("ky_bao_cao: quý V năm 2025\na: 1");
    one_finding_for_one_bad_period: told_in(
        Project::new()
            .file("so-lieu.yaml", "ky_bao_cao: năm học 2025 - 2027\nthu: {thuc_hien: 5, don_vi: tỷ đồng}\n")
            .file("bao-cao.yaml", report("Năm {{ ky }}, {{ ky.nam }}, {{ ky.truoc }}: {{ thu.cung_ky }}, {{ thu.tang_giam }}, {{ thu.luy_ke }}.\n\n```bang\nchi_tieu: thu\ncot: [ten, cung_ky, so_cung_ky]\n```")),
        &[]
    );
    one_finding_for_figures_that_cannot_be_read: told_in(
        Project::new()
            .file("so-lieu.yaml", "thu: {thuc_hien: 5, don_vi: \"tỷ\n")
            .file("bao-cao.yaml", report("{{ ky }}: {{ thu }}, {{ thu.cung_ky }}, {{ so|bang_chu }}.\n\n```bang\nnhom: thu\n```")),
        &[]
    );
    bad_period_of_the_year_before: told_in(
        Project::new()
            .file("nam-2024/so-lieu.yaml", "ky_bao_cao: năm nay\nthu: 4\n")
            .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 5\n")
            .file("bao-cao.yaml", format!("ky_bao_cao: nam-2025\n{}", report("{{ ky }}: {{ thu }}, {{ thu.cung_ky }}."))),
        &[]
    );
    where_a_comparison_is_missing: told_in(
        Project::new()
            .file("quy-1/so-lieu.yaml", "ky_bao_cao: quý I/2026\nchi: 4\n")
            .file("quy-3/so-lieu.yaml", "ky_bao_cao: quý III/2026\nthu: 5\nchi: 3\n")
            .file("quy-2/so-lieu.yaml", "ky_bao_cao: quý II/2026\nthu: 5\n")
            .file("bao-cao.yaml", format!("ky_bao_cao: quy-3\n{}", report("{{ thu.cung_ky }}, {{ chi.ky_truoc }}, {{ chi.luy_ke }}."))),
        &[]
    );
    sessions_have_no_comparison: told("ky_bao_cao: kỳ họp thứ Sáu\nthu: 5", "{{ thu.cung_ky }}, {{ thu.ky_truoc }}, {{ ky.truoc }}.");
    sums_that_a_period_does_not_have: told_in(
        Project::new()
            .file("so-lieu.yaml", "ky_bao_cao: từ ngày 15/11/2025 đến ngày 14/12/2025\nthu: {cong_don: có}\nchi: 5\n")
            .file("bao-cao.yaml", report("{{ ky }}: {{ thu }}, {{ chi.luy_ke }}.")),
        &[]
    );
    closing_written_otherwise: figures("den_ngay: 30/11/2025\na: 1");
    closing_not_in_the_calendar: figures("den_ngay: 2025-02-30\na: 1");
    group_is_a_list: figures("du_lich:\n  - luot_khach");
    field_of_the_file_misspelt: figures("ky_bao_cap: năm 2025\na: 1");
    field_of_a_group_misspelt: figures("du_lich:\n  nguonn: Phòng Văn hóa\n  a: 1");
    field_of_an_indicator_misspelt: figures("a:\n  thuc_hien: 1\n  kehoach: 2\n  mau_sac: 3");
    compared_periods: figures("so_voi:\n  cungky: nam-2024\n  ky_truoc: nam-2052\na: 1");
    compared_periods_without_keys: figures("so_voi: nam-2024\na: 1");
    truth_in_words: figures("nhom:\n  ty_trong: yes\n  a: {thuc_hien: 1, la_tong: x}\n  b: {thuc_hien: 1, cong_don: không}");
    names_that_cannot_be_called: figures("Du lịch:\n  lượt-khách: 1\n  2025: 2");
    decimals_out_of_range: figures("a: {thuc_hien: 1, so_le: 7}");
    words_for_a_number: figures("a: {thuc_hien: ba trăm}\nb: 262.000 lượt\nc: {thuc_hien: [1, 2]}");
    numbers_read_several_ways: figures("a: \"1333.6\"\nb: 34.400.00\nc: \"1,234.5\"\nd: 0.125");
    numbers_cut_at_the_comma: figures("a: {ke_hoach: 33,5, thuc_hien: 1.333,6}\nco_cau: {thue: 61,5, phi: 38,5}");
    number_too_long: figures("a: 1.000.000.000.000.000.000.000.000.000");
    total_that_leaves_out: figures("thu:\n  tong: {don_vi: tỷ đồng, la_tong: true}\n  thue: {don_vi: tỷ đồng, thuc_hien: 61}\n  ho: {don_vi: hộ, thuc_hien: 5}");
    total_of_other_measures: figures("lua:\n  tong: {don_vi: tấn, la_tong: true}\n  vu_1: {don_vi: tấn, thuc_hien: 61}\n  vu_2: {don_vi: kg, thuc_hien: 500}");
    total_that_disagrees: figures("thu:\n  tong: {don_vi: tỷ đồng, thuc_hien: 99, la_tong: true}\n  thue: 61,5\n  phi: 36,5\n  dat: 102%");
    shares_that_do_not_add_up: figures("co_cau:\n  ty_trong: true\n  thue: 61,5%\n  phi: 36,5%");
}

// chung.yaml and the folder of a document
messages! {
    facts_are_a_list: told_in(Project::new().file("chung.yaml", "- x").file("bao-cao.yaml", report("Nội dung.")), &[]);
    facts_that_cannot_be_called: told_in(Project::new().file("chung.yaml", "Kỳ họp: Sáu\nngay:\n  khai-mac: 2025-12-18").file("bao-cao.yaml", report("Nội dung.")), &[]);
    folder_without_figures: told_in(Project::new().file("nam-2025/so-lieu.yaml", "a: 1").file("bao-cao.yaml", format!("ky_bao_cao: nam-2052\n{}", report("Nội dung."))), &[]);
    no_folder_with_figures: told_in(Project::new().file("bao-cao.yaml", format!("ky_bao_cao: nam-2025\n{}", report("Nội dung."))), &[]);
}

// expressions
messages! {
    empty_expression: text("Đón {{ }} lượt khách.");
    name_without_figures: told_in(Project::new().file("bao-cao.yaml", report("Đón {{ luot_khach }} lượt.")), &[]);
    name_far_from_all: text("Có {{ nong_nghiep.san_luong }} tấn.");
    attribute_misspelt: text("Bằng {{ du_lich.luot_khach.so_kehoach }}, {{ du_lich.luot_khach.mau }}.");
    part_of_another_period: text("Quý {{ ky.quy }}, {{ ky.thangg }}.");
    period_not_stated: told("a: 1", "Kết quả {{ ky }} đến {{ den_ngay|ngay_dai }}.");
    group_for_a_value: text("Có {{ du_lich }}, {{ du_lich|in_hoa }}.");
    what_stands_in_the_way: text(
        "{{ du_lich.luot_khach.so_cung_ky }}, {{ du_lich.doanh_thu.so_ke_hoach }}, {{ du_lich.co_so }}, \
         {{ du_lich.co_so|in_hoa }}, {{ du_lich.co_so.ky_truoc }}, {{ du_lich.giam.ke_hoach }}.",
    );
    unknown_to_a_filter: text("{{ khong_co|in_hoa }}, {{ khong_co|tien }}.");
    division_by_nothing: text("{{ du_lich.luot_khach / du_lich.luot_khach.cung_ky }}, {{ 5 / 0 }}.");
    unknown_figure_used_often: text("{{ du_lich.khach }}, {{ du_lich.khach.cung_ky }} và {{ du_lich.khach }}.\n\n{{ du_lich.khach|so_le(1) }}, {{ du_lich.luot_khach + du_lich.khach }}; {{ nong_nghiep }}.");
    expression_without_value_written_often: text("{{ du_lich.co_so.ky_truoc }} và {{ du_lich.co_so.ky_truoc }}.\n\n{{ 5 / 0 }}, {{ 5 / 0 }}, {{ 6 / 0 }}; {{ du_lich.co_so.ky_truoc }}, {{ a ** b }}, {{ a ** b }}.");
    percentages_outside_quotes: text("{{ du_lich.luot_khach * 40% }}, {{ (du_lich.luot_khach + 1) * 12,5 % / 2 }}, {{ 40% }}.");
    money_beside_figures_without_unit: told("ngan_sach:\n  thu: {ten: Thu, don_vi: tỷ đồng, thuc_hien: 5}\n  du_an: {ten: Dự án, thuc_hien: 4}", "```bieu_do\nnhom: ngan_sach\nchu_thich: Thu\n```\n\n```bieu_do\nnhom: ngan_sach\nchu_thich: Thu\ndon_vi: triệu đồng\n```");
    units_that_do_not_add: text("{{ du_lich.luot_khach + du_lich.doanh_thu }}.");
    literals: text("{{ du_lich.luot_khach * 1.5 }}, {{ \"ba\" + 1 }}, {{ 1.000.000.000.000.000.000.000.000.000 * 2 }}.");
    result_too_large: text("{{ 100.000.000.000.000.000.000 * 100.000.000.000.000.000.000 }}, {{ 100.000.000.000.000.000.000|bang_chu }}.");
    filters_refuse: text(
        "{{ du_lich.luot_khach|tien }}, {{ du_lich.doanh_thu|tien(\"đô la\") }}, {{ 0|la_ma }}, {{ 2,5|la_ma }}, \
         {{ \"30/11/2025\"|ngay_dai }}, {{ \"2025-11\"|ngay_ngan }}.",
    );
    filter_with_a_wrong_argument: text("{{ du_lich.luot_khach|so_le }}, {{ du_lich.luot_khach|so_le(\"một\") }}.");
    unknown_function: text("{{ tong(du_lich) }}, {{ du_lich.luot_khach.doi() }}.");
    not_arithmetic: text("{{ 1 if du_lich else 2 }}, {{ du_lich.luot_khach ** 2 }}.");
    too_long_an_expression: text(&format!("{{{{ {}1 }}}}.", "1 + ".repeat(3000)));
    missing_figures_in_a_draft: text("Có {{ cho }}, {{ cho|in_hoa }} và {{ cho * 2 }}.\n\n```bang\nchi_tieu: cho\n```");
    missing_figures_at_last: told_in(
        Project::new().file("so-lieu.yaml", FIGURES).file("bao-cao.yaml", report("Có {{ cho }}.\n\n```bieu_do\nchi_tieu: cho\nchu_thich: Đang chờ\n```")),
        &["--final"],
    );
}

// tables and charts
messages! {
    unknown_block: text("```bangg\nnhom: du_lich\n```\n\n```python\n1\n```");
    empty_block: text("```bang\n```");
    block_with_a_misspelt_key: block("bang", "nhomm: du_lich\ncot: tt");
    unknown_group: block("bang", "nhom: du_lih");
    unknown_indicator: block("bang", "chi_tieu: [du_lich.luot_khach, nong_nghiep.lua]");
    unknown_column: block("bang", "nhom: du_lich\ncot: [tt, ten, thuchien, mau_sac]");
    table_of_nothing: block("bang", "chu_thich: Trống");
    total_of_several_units: block("bang", "nhom: du_lich\ntong: Cộng");
    reference_to_nothing: text("Xem [](#du-lih).\n\n```bang\nnhom: du_lich\nnhan: du-lich\n```");
    block_in_wrong_yaml: block("bang", "nhom: du_lich\nchu_thich: Kết quả: tốt");
    expression_in_a_caption: block("bang", "nhom: du_lich\nchu_thich: Kết quả {{ kyy }}");
    unknown_kind_of_chart: block("bieu_do", "kieu: cott\nnhom: du_lich\nchu_thich: A");
    unknown_kind_far_from_all: block("bieu_do", "kieu: hinh_nen\nnhom: du_lich\nchu_thich: A");
    chart_of_nothing: block("bieu_do", "chu_thich: A");
    chart_without_caption: block("bieu_do", "chi_tieu: du_lich.luot_khach");
    unknown_value_of_a_chart: block("bieu_do", "chi_tieu: du_lich.luot_khach\nso: [thuc_te]\nchu_thich: A");
    chart_over_an_unknown_period: block("bieu_do", "chi_tieu: du_lich.luot_khach\nky: [nam-2052]\nchu_thich: A");
    pie_of_negative_numbers: block("bieu_do", "kieu: tron\nnhom: du_lich\nchu_thich: A");
    pie_of_two_rows: block("bieu_do", "kieu: vanh\nchi_tieu: du_lich.luot_khach\nso: [ke_hoach, thuc_hien]\nchu_thich: A");
}
