//! Expressions in every field that a clerk writes: worked out, or refused with their place, never printed as they stand.

use std::collections::BTreeSet;

use vanthu::base::finding::{Finding, Findings};
use vanthu::domain::document::body::plain;
use vanthu::domain::document::kind::ALL;
use vanthu::domain::document::{Block, Document};
use vanthu::operations::common::session::Session;

use crate::support::kinds::{marked, own};
use crate::support::{OFFICE, Project};

const FIGURES: &str = "ky_bao_cao: năm 2025\nthu: {don_vi: triệu đồng, thuc_hien: 68.673}\nthieu: ?\n";

/// A document with a mark in every field that holds words of the clerk's.
const DOCUMENT: &str = "\
loai: quyet-dinh
co_quan:
  ten: '<co_quan.ten>'
  chu_quan: '<co_quan.chu_quan>'
  ky_hieu: '<co_quan.ky_hieu>'
so: 5
ky_hieu: '<ky_hieu>'
dia_danh: '<dia_danh>'
ngay: 2025-12-05
trich_yeu: '<trich_yeu>'
chu_thich_trich_yeu: '<chu_thich_trich_yeu>'
tham_quyen: '<tham_quyen>'
can_cu: ['Một', '<can_cu>']
kinh_gui: ['Một', '<kinh_gui>']
noi_dung: |
  ## <đề mục>

  <đoạn> và chú thích[^1].

  - <gạch đầu dòng>

  [^1]: <chú thích>

  Bảng: <lời bảng>

  | <tiêu đề cột> | B |
  |---|---|
  | <ô> | 1 |

  ```bang
  chi_tieu: thu
  chu_thich: '<bang.chu_thich>'
  ghi_chu: '<bang.ghi_chu>'
  tong: '<bang.tong>'
  ```

  ```bang
  chi_tieu: trong
  cot: [ten, thuc_hien]
  don_vi: '<bang.don_vi>'
  ```

  ```bieu_do
  chi_tieu: trong
  chu_thich: '<bieu_do.chu_thich>'
  don_vi: '<bieu_do.don_vi>'
  ```
phu_luc:
  - ten: '<phu_luc.ten>'
    noi_dung: |
      <phu_luc.noi_dung>
kem_theo:
  - loai: quy-che
    trich_yeu: '<kem_theo.trich_yeu>'
    noi_dung: |
      <kem_theo.noi_dung>
nguoi_soan: '<nguoi_soan>'
noi_nhan:
  - '<noi_nhan>'
  - 'Lưu: VT'
nguoi_ky:
  quyen_han: '<nguoi_ky.quyen_han>'
  chuc_vu: '<nguoi_ky.chuc_vu>'
  ho_ten: '<nguoi_ky.ho_ten>'
";

/// Fields that hold no words: what stands there names a file, a key, a number or a date, and is refused as such.
const WITHOUT_WORDS: [&str; 17] = [
    "thong_qua",
    "loai",
    "so",
    "ngay",
    "don_vi_soan",
    "do_mat",
    "do_khan",
    "luu_hanh",
    "so_ban",
    "in_lien_he",
    "bac_danh_so",
    "ky_bao_cao",
    "danh_sach",
    "noi_dung_tep",
    "ten_tep",
    "bo_qua",
    "quy_pham",
];

/// Fields of single kinds; `suite::kinds` builds them.
const OF_KINDS: [&str; 29] = [
    "dien",
    "kinh_moi",
    "toi_du",
    "chu_tri",
    "thoi_gian",
    "dia_diem",
    "bat_dau",
    "thanh_phan",
    "thu_ky",
    "cuoc_hop",
    "ket_thuc",
    "ong_ba",
    "chuc_vu",
    "duoc_cu_den",
    "ve_viec",
    "gia_tri_den",
    "ngay_don",
    "so_ngay",
    "tu_ngay",
    "den_ngay",
    "noi_nghi",
    "tinh_vao",
    "noi_xac_nhan",
    "nguoi_uy_quyen",
    "nguoi_duoc_uy_quyen",
    "thoi_han",
    "kinh_chuyen",
    "cac_van_ban",
    "cac_ben",
];

/// Fields with words that take no expression.
const REFUSING: [&str; 3] = ["ky_hieu", "dia_danh", "co_quan.ky_hieu"];

fn fields() -> Vec<&'static str> {
    DOCUMENT.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name).collect()
}

/// The document with words in one field, and plain words in all others.
fn written(field: &str, words: &str) -> String {
    let text = DOCUMENT.replace(&format!("<{field}>"), words);
    // no kind has both of them
    let decides = field == "tham_quyen" || field.starts_with("kem_theo");
    let (kind, other) = if decides { ("quyet-dinh", "kinh_gui: [") } else { ("to-trinh", "tham_quyen: ") };
    let attached = text.find("kem_theo:").unwrap()..text.find("nguoi_soan:").unwrap();
    let text = if decides { text } else { text.replace(&text[attached], "") };
    let lines = text.lines().filter(|line| !line.starts_with(other)).map(|line| format!("{line}\n"));
    let text = lines.collect::<String>().replace("loai: quyet-dinh", &format!("loai: {kind}"));
    let usual = |name: &str| match name.rsplit('.').next() {
        Some("ky_hieu") => "UBND".to_owned(),
        _ => format!("Lời {}", name.replace('_', " ")),
    };
    fields().into_iter().fold(text, |text, name| text.replace(&format!("<{name}>"), &usual(name)))
}

fn figures() -> Project {
    Project::new().file("so-lieu.yaml", format!("{FIGURES}trong: 7\n"))
}

/// Every text of a document, those of tables and charts too.
fn texts(document: &Document) -> String {
    let mut texts: Vec<String> = document.texts().into_iter().map(|text| text.value.clone()).collect();
    for block in &document.body.blocks {
        match block {
            Block::Table(table) => {
                texts.extend(table.unit_line.clone());
                texts.extend(table.note.as_ref().map(|note| plain(note)));
            }
            Block::Chart(chart) => texts.extend(chart.unit.clone()),
            _ => {}
        }
    }
    texts.join("\n")
}

fn of<'a>(findings: &'a Findings, codes: &[&str]) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| codes.contains(&finding.code.id)).collect()
}

#[test]
fn every_field_is_in_the_table() {
    let schema = vanthu::operations::schema::schema("van-ban").unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let known: BTreeSet<&str> = fields().into_iter().map(|field| field.split('.').next().unwrap()).collect();
    for key in schema["properties"].as_object().unwrap().keys() {
        let key = key.as_str();
        let named = known.contains(key) || key == "noi_dung" || WITHOUT_WORDS.contains(&key) || OF_KINDS.contains(&key);
        assert!(named, "{key}");
    }
}

/// What is written in a field, what it prints, and what is told.
const CASES: [(&str, &str, &str); 8] = [
    ("Có {{ thu }} ở đây", "Có 68.673 ở đây", ""),
    ("Có {{ thieu }} ở đây", "Có [chưa có: thieu] ở đây", "N04"),
    ("Có { thu } ở đây", "", "T02"),
    ("Có { { thu } } ở đây", "", "T02"),
    ("Có {{ thu ở đây", "", "T02"),
    ("Có {{ tho }} ở đây", "", "T01"),
    ("Có {% if x %} ở đây", "", "T03"),
    ("Có \\{{ thu }} ở đây", "Có {{ thu }} ở đây", ""),
];

/// A document with one of the cases in one field.
fn try_one(project: &Project, session: &Session, text: &str, (words, printed, code): (&str, &str, &str)) {
    std::fs::write(project.path().join("van-ban.yaml"), text).unwrap();
    let (document, findings) = session.load("van-ban.yaml");
    let told = of(&findings, &["T01", "T02", "T03", "N04"]);
    let case = format!("{words}\n{text}\n{findings:?}");
    match &document {
        Some(document) => assert!(!printed.is_empty() && texts(document).contains(printed), "{case}"),
        None => assert!(printed.is_empty(), "{case}"),
    }
    assert_eq!(
        told.iter().map(|finding| finding.code.id).collect::<Vec<_>>(),
        [code].into_iter().filter(|code| !code.is_empty()).collect::<Vec<_>>(),
        "{case}"
    );
    for finding in told {
        let place = finding.place.as_ref().unwrap_or_else(|| panic!("{case}"));
        let (line, column) = place.line_column();
        let before = text.lines().nth(line - 1).and_then(|line| line.find(words).map(|at| line[..at].chars().count()));
        let stretch = before.map(|before| before + 1..before + 1 + words.chars().count());
        assert!(stretch.is_some_and(|stretch| stretch.contains(&column)), "{line}:{column} {case}");
        assert!(place.source().name().ends_with("van-ban.yaml"), "{case}");
    }
}

#[test]
fn every_field_works_expressions_out_or_refuses_them() {
    let project = figures();
    let session = project.session();
    for field in fields() {
        for (words, printed, code) in CASES {
            let (printed, code) = if REFUSING.contains(&field) { ("", "T02") } else { (printed, code) };
            try_one(&project, &session, &written(field, words), (words, printed, code));
        }
    }
}

/// Values of own fields that are no words.
const NO_WORDS: [&str; 10] = [
    "2025-12-31",
    "15/12/2025",
    "2026-01-05",
    "2026-01-09",
    "418/BC-UBND",
    "a@b.vn",
    "'012'",
    "'345'",
    "'678'",
    "so_ban: 2",
];

/// A document of every kind that has fields of its own, once for each of them: it is a mark there, plain words elsewhere.
fn of_kinds() -> Vec<String> {
    let mut found = Vec::new();
    for kind in ALL.into_iter().filter(|kind| !own(*kind).is_empty()) {
        let text = NO_WORDS.iter().fold(marked(kind), |text, value| {
            let key = value.split_once(": ").map(|(key, _)| format!("{key}: ")).unwrap_or_default();
            text.replace(value, &format!("{key}'@ lời'"))
        });
        let places: Vec<usize> = text.match_indices("'@ ").map(|(at, _)| at).collect();
        found.extend(places.into_iter().map(|at| {
            let end = at + 1 + text[at + 1..].find('\'').unwrap();
            format!("{}'<>{}", text[..at].replace('@', "Lời"), text[end..].replace('@', "Lời"))
        }));
    }
    found
}

#[test]
fn every_field_of_a_kind_works_expressions_out() {
    let project = figures();
    let session = project.session();
    let documents = of_kinds();
    for key in OF_KINDS {
        let is_marked = |text: &&String| text.lines().any(|line| line.contains("'<>'") && line.contains(key));
        let in_list = key == "cac_van_ban" || key == "cac_ben";
        assert!(in_list || documents.iter().any(|text| is_marked(&text)), "{key}");
    }
    for text in &documents {
        for (words, printed, code) in CASES {
            try_one(&project, &session, &text.replace("<>", words), (words, printed, code));
        }
    }
}

#[test]
fn files_that_documents_take_words_from_refuse_expressions() {
    let office = |from: &str, to: &str| OFFICE.replacen(from, to, 1);
    let document = written("", "");
    for (file, text) in [
        ("co-quan.yaml", office("PHƯỜNG HOA ĐÀO", "PHƯỜNG {{ thu }}")),
        ("co-quan.yaml", office("Lộc Văn Khải", "'{{ thu }}'")),
        ("co-quan.yaml", office("UBND tỉnh (b/c)", "UBND {{ thu }}")),
        ("co-quan.yaml", office("dia_danh: Hoa Đào", "dia_danh: Hoa {{ thu }}")),
        ("so-lieu.yaml", format!("{FIGURES}trong: 7\na: {{ten: 'Thu {{{{ ky }}}}', thuc_hien: 5}}\n")),
        ("so-lieu.yaml", format!("{FIGURES}trong: 7\na: {{don_vi: 'tỷ {{{{ thu }}}}', thuc_hien: 5}}\n")),
        ("so-lieu.yaml", format!("{FIGURES}trong: 7\nb:\n  ten: Nhóm {{{{ thu }}}}\n  a: 5\n")),
        ("chung.yaml", "hop:\n  - Họp {{ ky }}\n".to_owned()),
    ] {
        let project =
            Project::new().file("so-lieu.yaml", format!("{FIGURES}trong: 7\n")).file("van-ban.yaml", &document);
        let project = project.file(file, &text);
        let output = project.run(&["build", "van-ban.yaml"]);
        let told = String::from_utf8(output.stderr).unwrap();
        let line = text.lines().position(|line| line.contains("{{")).unwrap() + 1;
        assert!(!output.status.success() && told.contains("không nhận biểu thức `{{ … }}`"), "{file}: {told}");
        assert!(told.contains(&format!("{file}:{line}:")), "{file}: {told}");
    }
}
