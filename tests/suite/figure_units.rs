//! Units × operations × places: what is printed is the exact fraction, rounded once, or there is a finding.

use proptest::prelude::*;
use vanthu::base::finding::Findings;

use crate::support::{Project, report, turns};

/// A unit as clerks write it, its kind, and by what its numbers are multiplied to be in the base unit of the kind.
const UNITS: [(&str, &str, i128); 12] = [
    ("đồng", "tiền", 1),
    ("VNĐ", "tiền", 1),
    ("nghìn đồng", "tiền", 1_000),
    ("ngàn đ", "tiền", 1_000),
    ("triệu đồng", "tiền", 1_000_000),
    ("tr.đ", "tiền", 1_000_000),
    ("tỷ đồng", "tiền", 1_000_000_000),
    ("tỉ", "tiền", 1_000_000_000),
    ("%", "%", 1),
    ("lượt", "lượt", 1),
    ("Lượt ", "lượt", 1),
    ("hộ", "hộ", 1),
];

/// Two indicators, each so many thousandths of its unit.
#[derive(Debug, Clone)]
struct Case {
    a: (i128, usize),
    b: (i128, usize),
}

fn cases() -> impl Strategy<Value = Case> {
    let one = || (1_i128..90_000_000, 0..UNITS.len());
    (one(), one()).prop_map(|(a, b)| Case { a, b })
}

/// `1234` thousandths as a clerk types them: `"1,234"`.
fn typed(thousandths: i128) -> String {
    format!("\"{},{:03}\"", thousandths / 1000, thousandths % 1000)
}

/// A fraction with so many decimals, rounded half away from nothing, the Vietnamese way.
fn printed((top, bottom): (i128, i128), decimals: u32) -> String {
    let scaled = top.abs() * 10_i128.pow(decimals);
    let units = (2 * scaled + bottom) / (2 * bottom);
    let digits = format!("{:0>1$}", units.to_string(), decimals as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals as usize);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if top < 0 && units > 0 { "-" } else { "" };
    format!("{sign}{grouped}{}{part}", if decimals > 0 { "," } else { "" })
}

/// The words of the first lines of a document, or what was found.
fn lines(figures: &[(&str, String)], text: &str) -> Result<Vec<String>, Findings> {
    let mut project = Project::new();
    for (folder, figures) in figures {
        project = project.file(&format!("{folder}/so-lieu.yaml"), figures);
    }
    let project = project.file("nam-2026/bao-cao.yaml", report(text));
    let (document, findings) = project.session().load("nam-2026/bao-cao.yaml");
    let has_errors = findings.has_errors();
    match document.filter(|_| !has_errors) {
        Some(document) => Ok(document.body.texts().into_iter().map(|text| text.value.clone()).collect()),
        None => Err(findings),
    }
}

fn one(figures: &[(&str, String)], text: &str) -> Result<String, Findings> {
    lines(figures, text).map(|lines| lines[0].clone())
}

fn indicator(name: &str, (number, unit): (i128, usize)) -> String {
    format!("  {name}:\n    thuc_hien: {}\n    don_vi: \"{}\"\n", typed(number), UNITS[unit].0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(turns(30, 300)))]

    #[test]
    fn operations_print_the_exact_fraction_or_refuse(case in cases()) {
        let Case { a, b } = case;
        let ((_, a_kind, a_scale), (_, b_kind, b_scale)) = (UNITS[a.1], UNITS[b.1]);
        let figures = [("nam-2026", format!("ky_bao_cao: năm 2026\nn:\n{}{}", indicator("a", a), indicator("b", b)))];
        let with_b = |sign: i128| (a.0 * a_scale + sign * b.0 * b_scale, 1000 * a_scale);
        for (expression, expected) in [
            ("n.a + n.b", with_b(1)),
            ("n.a - n.b", with_b(-1)),
        ] {
            let found = one(&figures, &format!("{{{{ ({expression})|so_le(2) }}}}"));
            let alike = a_kind == b_kind || a_kind != "tiền" && b_kind != "tiền" && a_kind != "%" && b_kind != "%";
            if alike {
                let percent = if a_kind == "%" { "%" } else { "" };
                prop_assert_eq!(found.unwrap(), printed(expected, 2) + percent, "{}", expression);
            } else {
                prop_assert!(found.is_err(), "{}", expression);
            }
        }
        let quotient = one(&figures, "{{ (n.a / n.b)|so_le(4) }}").unwrap();
        let expected = match (a_kind, b_kind) {
            ("tiền", "tiền") => printed((a.0 * a_scale, b.0 * b_scale), 4),
            (a_kind, "%") if a_kind != "%" => printed((a.0 * 100, b.0), 4),
            ("%", b_kind) if b_kind != "%" => printed((a.0, b.0), 4) + "%",
            _ => printed((a.0, b.0), 4),
        };
        prop_assert_eq!(quotient, expected);
        let product = one(&figures, "{{ (n.a * n.b)|so_le(3) }}");
        let expected = match (a_kind, b_kind) {
            ("tiền", "tiền") => None,
            ("%", "%") => Some(printed((a.0 * b.0, 100_000_000), 3) + "%"),
            ("%", _) | (_, "%") => Some(printed((a.0 * b.0, 100_000_000), 3)),
            _ => Some(printed((a.0 * b.0, 1_000_000), 3)),
        };
        prop_assert_eq!(product.ok(), expected);
        // what is multiplied and divided again is in its own unit
        if b_kind != "%" && a_kind != "%" {
            let back = one(&figures, "{{ (n.a * n.b / n.b - n.a)|so_le(6) }}");
            prop_assert_eq!(back.unwrap(), "0,000000");
        }
        // of a rate, `* 7` could be a part of 7
        let chain = if a_kind == "%" { "n.a / 7 / (1 / 7)" } else { "n.a / 7 * 7" };
        let chain = one(&figures, &format!("{{{{ ({chain} - n.a)|so_le(6) }}}}")).unwrap();
        prop_assert_eq!(chain.trim_end_matches('%'), "0,000000");
    }

    #[test]
    fn periods_compare_in_one_unit_or_not_at_all(case in cases()) {
        let Case { a, b } = case;
        let ((_, a_kind, a_scale), (_, b_kind, b_scale)) = (UNITS[a.1], UNITS[b.1]);
        let figures = [
            ("nam-2025", format!("ky_bao_cao: năm 2025\nn:\n{}", indicator("a", b))),
            ("nam-2026", format!("ky_bao_cao: năm 2026\nn:\n{}", indicator("a", a))),
        ];
        let chart = "```bieu_do\nchu_thich: C\nchi_tieu: [n.a]\nky: [nam-2025, nam-2026]\n```";
        let table = "```bang\nnhom: n\ncot: [so_cung_ky, chenh_lech]\n```";
        let sentence = "{{ n.a.so_cung_ky }}; {{ n.a.chenh_lech|so_le(2) }}; {{ n.a.tang_giam }}";
        let places = [sentence, table, chart].map(|text| lines(&figures, text));
        if a_kind != b_kind {
            for found in places {
                let findings = found.unwrap_err();
                let names_both = |file: &str| findings.iter().any(|finding| {
                    finding.message.contains(file) || finding.hints.iter().any(|hint| hint.contains(file))
                });
                prop_assert!(names_both("nam-2025/so-lieu.yaml"), "{:?}", findings);
            }
        } else {
            let (now, before) = (a.0 * a_scale, b.0 * b_scale);
            // a rate that one decimal would print as nothing has as many as show it
            let is_shown = |decimals: &u32| printed((now * 100, before), *decimals).contains(|c| ('1'..='9').contains(&c));
            let ratio = printed((now * 100, before), (1..9).find(is_shown).unwrap_or(9));
            let difference = (now - before, 1000 * a_scale);
            let percent = if a_kind == "%" { "%" } else { "" };
            let [words, cells, shown] = places.map(Result::unwrap);
            let expected = format!("{ratio}%; {}{percent}; ", printed(difference, 2));
            prop_assert!(words[0].starts_with(&expected), "{} {}", words[0], expected);
            prop_assert!(cells.contains(&ratio), "{:?} {}", cells, ratio);
            prop_assert!(!words[0].contains("tăng 0%") && !words[0].ends_with(" 0,0%"), "{}", words[0]);
            prop_assert!(!shown.is_empty());
        }
    }
}

/// Which filter writes which number: printed as it is, `so_le`, `phan_tram`, `diem_phan_tram`, `tien`, `hai_chu_so`, `la_ma`,
/// `bang_chu`.
const WRITTEN: [(&str, &str); 18] = [
    ("n.t", "11001101"),
    ("n.t / n.c", "11001001"),
    ("n.p", "11110101"),
    ("n.c", "11000111"),
    ("n.t / n.t2", "11100001"),
    ("n.c / n.h", "11100001"),
    ("n.b", "11111111"),
    ("12", "11111111"),
    ("n.c * n.h", "11000001"),
    ("n.c / n.t", "11000001"),
    ("n.t * n.t2", "00000000"),
    ("n.c / n.b", "11100111"),
    ("n.c / 5", "11100111"),
    ("n.t / n.b", "11101101"),
    ("10 / n.c - 1", "11100001"),
    ("n.c * 5", "11000111"),
    ("ky.nam", "10000011"),
    ("ky.thang", "10000111"),
];

const MIXED: &str = "ky_bao_cao: tháng 9 năm 2026\nn:\n  t: {don_vi: tỷ đồng, thuc_hien: 10}\n  t2: {don_vi: triệu đồng, thuc_hien: 2.000}\n  p: 12%\n  p2: 3%\n  c: {don_vi: lượt, thuc_hien: 20}\n  h: {don_vi: hộ, thuc_hien: 4}\n  b: 5\n";

#[test]
fn filters_write_what_they_make_sense_of_and_refuse_the_rest() {
    let filters = ["", "|so_le(1)", "|phan_tram", "|diem_phan_tram", "|tien", "|hai_chu_so", "|la_ma", "|bang_chu"];
    for (value, written) in WRITTEN {
        let lines = filters.map(|filter| format!("Ghi {{{{ ({value}){filter} }}}} ở đây."));
        let project = Project::new()
            .file("nam-2026/so-lieu.yaml", MIXED)
            .file("nam-2026/bao-cao.yaml", report(&lines.join("\n")));
        let (_, findings) = project.session().load("nam-2026/bao-cao.yaml");
        let refused: Vec<usize> = findings
            .iter()
            .map(|finding| {
                assert_eq!(finding.code.id, "N06", "{value} {finding:#?}");
                finding.place.as_ref().unwrap().line_column().0 - report("").lines().count() - 1
            })
            .collect();
        let expected: Vec<usize> = written.match_indices('0').map(|(at, _)| at).collect();
        assert_eq!(refused, expected, "{value} {findings:#?}");
    }
}

#[test]
fn sums_are_of_one_kind_or_refused() {
    let figures = [("nam-2026", MIXED.to_owned())];
    for (expression, printed) in [
        ("(n.t + n.t2)|tien", Some("12 tỷ đồng")),
        ("(n.t / n.c + n.t2 / n.c)|tien", Some("0,6 tỷ đồng")),
        ("(n.t * n.t2 / n.t)|tien", Some("2 tỷ đồng")),
        ("n.c + n.h", Some("24")),
        ("n.c + 1", Some("21")),
        ("n.t / n.t2 + 1", Some("6")),
        ("n.p - n.p2", Some("9%")),
        ("(n.t2 / n.t + 0,1)|phan_tram", Some("30,0%")),
        ("n.c * n.t / n.t2", Some("100")),
        ("n.t + n.t / n.c", None),
        ("n.t / n.t2 + n.c", None),
        ("n.t / n.t2 + n.p", None),
        ("n.t * n.t2 + n.t", None),
        ("n.c + n.p", None),
        ("n.t - n.c", None),
        ("n.c * n.c + n.c", None),
    ] {
        let found = one(&figures, &format!("{{{{ {expression} }}}}"));
        assert_eq!(found.as_deref().ok(), printed, "{expression} {found:?}");
    }
}

#[test]
fn a_table_converts_money_into_its_unit_and_refuses_the_rest() {
    let figures = |unit: &str| {
        let text = "ky_bao_cao: năm 2026\nn:\n  a: {thuc_hien: \"14.000\", don_vi: triệu đồng}\n";
        [("nam-2026", format!("{text}  b: {{thuc_hien: \"2,5\", don_vi: {unit}}}\n"))]
    };
    let table = "```bang\nnhom: n\ncot: [ten, don_vi, thuc_hien, ty_trong]\ndon_vi: tỷ đồng\ntong: Cộng\n```";
    let words = lines(&figures("tỷ đồng"), table).unwrap();
    let numbers: Vec<&str> =
        words.iter().map(String::as_str).filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(numbers, ["14", "84,8", "2,5", "15,2", "16,5", "100,0"], "{words:?}");
    assert!(!words.iter().any(|word| word == "triệu đồng"), "{words:?}");
    let refused = lines(&figures("lượt"), table).unwrap_err();
    assert!(refused.iter().any(|finding| finding.code.id == "N20"), "{refused:?}");
}

#[test]
fn nothing_is_rounded_on_the_way_and_no_change_prints_as_none() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {thuc_hien: 1.000.001, cung_ky: 1.000.000}\n  \
                   b: {thuc_hien: 5, cung_ky: -2}\n  c: {thuc_hien: \"99,1%\", cung_ky: \"99,05%\"}\n  \
                   d: {thuc_hien: 3, don_vi: đồng}\n  e: {thuc_hien: \"25%\"}\n";
    let figures = [("nam-2026", figures.to_owned())];
    for (text, expected) in [
        ("{{ (97759 / 12 * 6)|so_le(0) }}", "48.880"),
        ("{{ 1 / 3 * 3 }}", "1"),
        ("{{ (1 / 3 + 1 / 3 + 1 / 3)|so_le(6) }}", "1,000000"),
        ("{{ n.a.tang_giam }}", "tăng 0,0001%"),
        ("{{ n.c.tang_giam }}", "tăng 0,05 điểm %"),
        ("{{ (n.d)|tien(\"triệu đồng\") }}", "0,000003 triệu đồng"),
        ("{{ n.e / 2 }}", "12,5%"),
        ("{{ (n.e * n.a)|so_le(0) }}", "250.000"),
        ("{{ n.e / (1 / 2) }}", "50%"),
    ] {
        assert_eq!(one(&figures, text).unwrap_or_else(|found| panic!("{text}: {found:?}")), expected, "{text}");
    }
    for text in ["{{ n.b.tang_giam }}", "{{ n.b.so_cung_ky }}", "{{ n.d|tien(\"tỷ đồng\", 1) }}"] {
        let found = one(&figures, text).unwrap_err();
        assert!(found.iter().any(|finding| finding.code.id == "N06"), "{text}: {found:?}");
    }
}

#[test]
fn a_total_adds_what_goes_into_it_and_never_itself() {
    let money = "ten: X, don_vi: triệu đồng";
    let nested = format!(
        "ky_bao_cao: năm 2026\nn:\n  tong: {{{money}, la_tong: có}}\n  x: {{{money}, thuc_hien: 100, ke_hoach: 120}}\n  \
         con:\n    tien: {{{money}, la_tong: có, thuc_hien: 50, ke_hoach: 60}}\n    ho: {{don_vi: hộ, thuc_hien: 10}}\n"
    );
    let figures = [("nam-2026", nested)];
    assert_eq!(one(&figures, "{{ n.tong }} {{ n.tong.ke_hoach }}").unwrap(), "150 180");
    for columns in ["cot: [ten, ty_trong]", "tong: Cộng"] {
        let refused = lines(&figures, &format!("```bang\nnhom: n\n{columns}\n```")).unwrap_err();
        assert!(refused.iter().any(|finding| finding.message.contains("`hộ`, `triệu đồng`")), "{refused:?}");
    }
    // two totals of one group are not each other's parts
    let totals = "ky_bao_cao: năm 2026\nn:\n  a: {la_tong: có}\n  b: {la_tong: có}\n";
    let refused = one(&[("nam-2026", totals.to_owned())], "{{ n.a }} {{ n.b.ke_hoach }}").unwrap_err();
    assert_eq!(refused.iter().filter(|finding| finding.code.id == "N06").count(), 2, "{refused:?}");
}

#[test]
fn what_a_total_leaves_out_is_told_with_both_units() {
    for (own, other, code) in [
        ("triệu đồng", "hộ", "N25"),
        ("triệu đồng", "triệu đôla", "N25"),
        ("%", "lượt", "N25"),
        ("tấn", "kg", "N20"),
        ("lượt", "nghìn lượt", "N20"),
        ("hộ", "người", ""),
        ("triệu đồng", "triêu đồng", ""),
        ("triệu đồng", "ty dong", ""),
    ] {
        let figures = format!(
            "ky_bao_cao: năm 2026\nn:\n  a: {{don_vi: \"{own}\", thuc_hien: 1}}\n  b: {{don_vi: \"{other}\", thuc_hien: 2}}\n  \
             tong: {{don_vi: \"{own}\", la_tong: có}}\n"
        );
        let project = Project::new().file("k/so-lieu.yaml", figures).file("k/a.yaml", report("{{ n.tong }}"));
        let (document, findings) = project.session().load("k/a.yaml");
        let told: Vec<_> = findings.iter().filter(|finding| finding.message.contains("không cộng được")).collect();
        assert_eq!(told.iter().map(|finding| finding.code.id).collect::<String>(), code, "{own} {other} {findings:?}");
        assert!(
            told.iter().all(|finding| finding.message.contains(own) && finding.message.contains(other)),
            "{told:?}"
        );
        let printed = document.map(|document| document.body.texts()[0].value.clone());
        let sum = match (other, code) {
            (_, "N20") => None,
            (_, "N25") => Some(if own == "%" { "1%" } else { "1" }),
            ("ty dong", _) => Some("2.001"),
            _ => Some("3"),
        };
        assert_eq!(printed.as_deref(), sum, "{own} {other}");
    }
}

#[test]
fn figures_of_other_units_are_one_finding_wherever_they_are_compared() {
    let year =
        |year: u32, unit: &str| format!("ky_bao_cao: năm {year}\nn:\n  a: {{ten: A, don_vi: {unit}, thuc_hien: 5}}\n");
    let text = "{{ n.a.tang_giam }} và {{ n.a.cung_ky }}\n\n{{ n.a.so_cung_ky }}\n\n```bang\nnhom: n\n```\n\n\
                ```bieu_do\nchi_tieu: n.a\nso: [cung_ky, thuc_hien]\nchu_thich: A\n```";
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", year(2025, "hộ"))
        .file("nam-2026/so-lieu.yaml", year(2026, "tỷ đồng"))
        .file("nam-2026/bao-cao.yaml", report(text));
    let (document, findings) = project.session().load("nam-2026/bao-cao.yaml");
    let told: Vec<_> = findings.iter().map(|finding| (finding.code.id, finding.message.as_str())).collect();
    let message = "số cùng kỳ của `n.a` khác đơn vị tính, không so được với nhau (dùng ở 5 chỗ)";
    assert_eq!(told, [("N20", message)], "{findings:#?}");
    assert!(document.is_none());
}

#[test]
fn a_sheet_that_can_not_be_read_is_the_only_cause_told() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {ten: A, ke_hoach: 5}\n  tong: {la_tong: có}\n";
    for (sheet, expected) in [
        ("Chỉ tiêu;Tên;Thực hiện\nn.a;A;4\n", "N13"),
        ("Kỳ báo cáo;năm 2024\nMã;Tên;Thực hiện\nn.a;A;4\n", "N18"),
        ("Mã;Tên;Thực hiện\nn.a;A;bốn\n", "N11"),
        // awaited as in the file: a draft
        ("Mã;Tên;Thực hiện\nn.a;A;?\n", "N04"),
    ] {
        let project = Project::new()
            .file("nam-2026/so-lieu.yaml", figures)
            .file("nam-2026/so-lieu.csv", sheet)
            .file("nam-2026/bao-cao.yaml", report("{{ n.a }} {{ n.a.so_ke_hoach }} {{ n.tong }}"));
        let (_, findings) = project.session().load("nam-2026/bao-cao.yaml");
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.id).collect();
        assert_eq!(codes, [expected], "{sheet} {findings:#?}");
    }
}

#[test]
fn a_rate_or_an_amount_that_is_not_nothing_never_prints_as_nothing() {
    let figures = "ky_bao_cao: năm 2026\nn:\n  a: {thuc_hien: 3, ke_hoach: 12.600, cung_ky: 40.000, don_vi: đồng}\n  \
                   b: {thuc_hien: 15.000, don_vi: đồng}\n";
    let figures = [("nam-2026", figures.to_owned())];
    assert_eq!(one(&figures, "{{ n.a.so_ke_hoach }}; {{ n.a.so_cung_ky }}").unwrap(), "0,02%; 0,01%");
    let table = "```bang\nnhom: n\ncot: [thuc_hien, so_ke_hoach, so_cung_ky, ty_trong]\ndon_vi: tỷ đồng\n```";
    let cells = lines(&figures, table).unwrap();
    for cell in ["0,000000003", "0,02", "0,01"] {
        assert!(cells.iter().any(|words| words == cell), "{cell} {cells:?}");
    }
    assert!(!cells.iter().any(|words| words.trim_matches(['0', ',']).is_empty()), "{cells:?}");
}

#[test]
fn a_percentage_of_a_number_is_a_number() {
    let figures = [(
        "nam-2026",
        "ky_bao_cao: năm 2026\nty_le: 40%\nthu: {don_vi: tỷ đồng, thuc_hien: 5.000}\nso: 5.000\nnho: {don_vi: đồng, thuc_hien: 3}\n"
            .to_owned(),
    )];
    for (expression, printed) in [
        ("ty_le / \"100%\" * 5.000", "2.000"),
        ("ty_le / (1 / 5.000)", "200.000%"),
        ("ty_le * so", "2.000"),
        ("(ty_le * thu).kem_don_vi", "2.000 tỷ đồng"),
        ("(thu * \"40%\").kem_don_vi", "2.000 tỷ đồng"),
        ("\"40%\" * 5.000", "2.000"),
        ("ty_le / 2", "20%"),
        ("ty_le + ty_le", "80%"),
        ("ty_le * ty_le", "16%"),
        ("nho|tien(\"tỷ đồng\")", "0,000000003 tỷ đồng"),
        ("nho|tien(\"nghìn tỷ đồng\")", "0,000000000003 nghìn tỷ đồng"),
    ] {
        assert_eq!(one(&figures, &format!("{{{{ {expression} }}}}")).unwrap(), printed, "{expression}");
    }
    for expression in ["ty_le * 5.000", "5.000 * ty_le", "ty_le * 0,5", "ty_le * (1 / 2)"] {
        let found = one(&figures, &format!("{{{{ {expression} }}}}")).unwrap_err();
        assert!(found.iter().all(|finding| finding.code.id == "N06"), "{expression}: {found:?}");
    }
    let table = lines(&figures, "```bang\nchi_tieu: nho\ndon_vi: nghìn tỷ đồng\ncot: [thuc_hien]\n```").unwrap();
    assert!(table.contains(&"0,000000000003".to_owned()), "{table:?}");
}

#[test]
fn a_year_prints_as_a_year_and_is_not_calculated_with() {
    let figures = [("nam-2026", "ky_bao_cao: năm 2026\nthu: {don_vi: triệu đồng, thuc_hien: 14.238}\n".to_owned())];
    for expression in ["ky.nam - 1", "1 + ky.nam_truoc", "ky.nam_sau * 2", "thu - ky.nam"] {
        let found = one(&figures, &format!("{{{{ {expression} }}}}")).unwrap_err();
        assert!(found.iter().all(|finding| finding.message.contains("năm không phải số")), "{expression}: {found:?}");
    }
    for (expression, printed) in [("ky.nam", "2026"), ("ky.nam_truoc", "2025"), ("ky.nam_sau", "2027")] {
        assert_eq!(one(&figures, &format!("{{{{ {expression} }}}}")).unwrap(), printed);
    }
}

#[test]
fn a_hundred_or_a_one_beside_a_rate_counts_once_or_is_refused() {
    let figures = "ky_bao_cao: năm 2026\nkhach: {don_vi: lượt, thuc_hien: 262.000, ke_hoach: 250.000}\nlap: \"68,4%\"\n\
                   thu: {don_vi: triệu đồng, thuc_hien: 14.238}\n";
    let figures = [("nam-2026", figures.to_owned())];
    for expression in [
        "lap / 100",
        "khach.so_ke_hoach / 100 * khach.ke_hoach",
        "khach * lap / 100",
        "lap * khach / 100",
        "khach / 100 * lap",
        "lap * (khach / 100)",
        "(lap * khach / 2) / 100",
        "khach * \"40%\" / 100",
        "khach * (1 + \"5%\")",
        "khach * (1 - lap)",
        "khach.so_ke_hoach - 1",
    ] {
        let found = one(&figures, &format!("{{{{ {expression} }}}}")).unwrap_err();
        assert!(found.iter().all(|finding| finding.code.id == "N06"), "{expression}: {found:?}");
    }
    for (expression, printed) in [
        ("khach * lap", "179.208"),
        ("lap / \"100%\"", "0,68"),
        ("lap * \"1%\"", "0,68%"),
        ("khach * lap * \"1%\"", "1.792,08"),
        ("khach * (\"100%\" + \"5%\")", "275.100"),
        ("khach.so_ke_hoach - 100", "4,8%"),
        ("khach.so_ke_hoach - \"1%\"", "103,8%"),
        ("khach / 100", "2.620"),
        ("(khach / khach.ke_hoach - 1)|phan_tram", "4,8%"),
        // money for each of something is money
        ("(thu / khach)|tien(\"đồng\")", "54.343,5 đồng"),
        ("(thu / khach).kem_don_vi", "0,05 triệu đồng"),
    ] {
        assert_eq!(one(&figures, &format!("{{{{ {expression} }}}}")).unwrap(), printed, "{expression}");
    }
}

#[test]
fn a_note_in_the_words_of_a_block_is_refused_where_it_stands() {
    let figures = [("nam-2026", "ky_bao_cao: năm 2026\nn:\n  a: {thuc_hien: 3}\n".to_owned())];
    for field in ["ghi_chu", "tong", "don_vi"] {
        let found = lines(&figures, &format!("```bang\nnhom: n\n{field}: \"Tên[^1]\"\n```")).unwrap_err();
        assert!(found.iter().any(|finding| finding.message.contains(&format!("`{field}`"))), "{field}: {found:?}");
    }
    let table = lines(&figures, "```bang\nnhom: n\nghi_chu: \"(*) Số ước [tạm tính]\"\n```").unwrap();
    assert!(table.iter().any(|line| line.contains("(*) Số ước [tạm tính]")), "{table:?}");
}
