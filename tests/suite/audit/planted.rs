//! Faults planted in templates, and in finished pages where no template makes them: each is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vanthu::audit::{RULES, audit};
use vanthu::typeset::runs::{PageRuns, Rule, Run};

use super::fixture::{audit_of, project, set, told};

/// What is planted in a template: a number of `kich-thuoc.typ`, or words for others.
enum Plant {
    Size(&'static str, &'static str),
    Words(&'static str, &'static str, &'static str),
}
use Plant::{Size, Words};

const REPORT: &str = "bao-cao.yaml";
const DECISION: &str = "quyet-dinh.yaml";
const LETTER: &str = "cong-van.yaml";
const HEAD: &str = "chung/khai-bao.typ.j2";

/// The rule that is broken, in which document, by which change of a template.
const PLANTED: &[(&str, &str, Plant)] = &[
    ("quoc-hieu-chu", REPORT, Size("co-quoc-hieu", "11pt")),
    ("quoc-hieu-chu", REPORT, Size("co-quoc-hieu", "14pt")),
    ("tieu-ngu-chu", REPORT, Size("co-tieu-ngu", "12pt")),
    ("co-quan-chu", REPORT, Size("co-co-quan", "14pt")),
    ("so-chu", REPORT, Size("co-so", "12pt")),
    ("ngay-chu", REPORT, Size("co-dia-danh", "12pt")),
    ("ten-loai-chu", REPORT, Size("co-ten-loai", "12pt")),
    ("trich-yeu-chu", REPORT, Size("co-ten-loai", "15pt")),
    ("vv-chu", LETTER, Size("co-trich-yeu-cong-van", "14pt")),
    ("vv-cho", LETTER, Size("cach-trich-yeu-cong-van", "18pt")),
    ("noi-nhan-tu", REPORT, Size("co-tu-noi-nhan", "11pt")),
    ("noi-nhan-chu", REPORT, Size("co-noi-nhan", "13pt")),
    ("chuc-vu-chu", REPORT, Size("co-chu-ky", "12pt")),
    ("ho-ten-chu", REPORT, Size("co-chu-ky", "15pt")),
    ("chu-ky-lien", REPORT, Size("cho-chu-ky", "5mm")),
    ("co-quan-ke", REPORT, Size("ti-le-ke", "70%")),
    ("trich-yeu-ke", REPORT, Size("ti-le-ke", "20%")),
    ("so-trang-chu", REPORT, Size("co-so-trang", "11pt")),
    ("dau-chu", REPORT, Size("co-dau", "12pt")),
    ("dau-chu", REPORT, Size("mau-dau", "black")),
    ("dau-khung", REPORT, Size("cao-dau", "6mm")),
    ("lien-he", LETTER, Size("co-lien-he", "10pt")),
    ("kho-giay", REPORT, Size("giay", "(rong: 216mm, cao: 279mm)")),
    ("quoc-hieu", REPORT, Words("dau-trang.typ", "CỘNG HÒA XÃ HỘI", "CỘNG HÒA XÃ HỌI")),
    ("tieu-ngu", REPORT, Words("dau-trang.typ", "Độc lập - Tự do", "Độc lập – Tự do")),
    ("tieu-ngu-ke", REPORT, Words("dau-trang.typ", "ke: 100%", "ke: 60%")),
    ("tieu-ngu-ke", REPORT, Words("dau-trang.typ", ", ke: 100%", "")),
    ("chu-quan-chu", REPORT, Words("dau-trang.typ", "chia-deu(dong))", "chia-deu(strong(dong)))")),
    ("co-quan-chu", REPORT, Words("dau-trang.typ", "chia-deu(strong(dong)", "chia-deu((dong)")),
    ("so", REPORT, Words("dau-trang.typ", "[Số: ", "[Số ")),
    ("ngay-chu", REPORT, Words("dau-trang.typ", "size: co-dia-danh, style: \"italic\"", "size: co-dia-danh")),
    ("ngay", REPORT, Words("dau-trang.typ", "#dia-danh, #mot-dong", "#dia-danh #mot-dong")),
    ("so-trang-dau", REPORT, Words("trang.typ", "if so > 1", "if so > 0")),
    ("so-trang", REPORT, Words("trang.typ", "if so > 1", "if so > 9")),
    ("noi-dung-deu", REPORT, Words("trang.typ", "justify: true", "justify: false")),
    ("noi-dung-doan", REPORT, Words("trang.typ", "spacing: khe + cach-doan,", "spacing: khe,")),
    ("can-cu-chu", DECISION, Words("ten-loai.typ", "par(emph(can-cu))", "par(can-cu)")),
    ("tham-quyen-chu", DECISION, Words("ten-loai.typ", "block(strong(chu))", "block(chu)")),
    ("kinh-gui-xep", REPORT, Words("ten-loai.typ", "pad(left: lui,", "pad(left: 0mm,")),
    ("kinh-gui-xep", REPORT, Words("ten-loai.typ", "[\\- #noi#dau])\n      }", "[#noi#dau])\n      }")),
    (
        "chu-ky-giua",
        REPORT,
        Words(
            "cuoi-trang.typ",
            "  if ho-ten != none { block(spacing: khe-dong(1), ho-ten) }\n}",
            "  if ho-ten != none { block(width: 100%, align(left, ho-ten)) }\n}",
        ),
    ),
    ("noi-nhan-tu", REPORT, Words("cuoi-trang.typ", "weight: \"bold\", style: \"italic\"", "style: \"italic\"")),
    ("noi-nhan-dau", REPORT, Words("cuoi-trang.typ", "[\\- #noi#dau]", "[\\- #noi]")),
    ("noi-nhan-cho", REPORT, Words("cuoi-trang.typ", "[\\- #noi#dau]", "[#h(5mm)\\- #noi#dau]")),
    ("le-tren", REPORT, Words(HEAD, "top: {{ trinh_bay.tren }}", "top: 19mm")),
    ("le-tren", REPORT, Words(HEAD, "top: {{ trinh_bay.tren }}", "top: 26mm")),
    ("le-trai", REPORT, Words(HEAD, "left: {{ trinh_bay.trai }}", "left: 29mm")),
    ("le-phai", REPORT, Words(HEAD, "right: {{ trinh_bay.phai }}", "right: 21mm")),
    ("noi-dung-lui", REPORT, Words(HEAD, "{{ trinh_bay.thut_dong }}", "5mm")),
    ("noi-dung-dong", REPORT, Words(HEAD, "{{ trinh_bay.gian_dong }}", "1.7")),
    ("noi-dung-dong", REPORT, Words(HEAD, "{{ trinh_bay.gian_dong }}", "0.9")),
    ("noi-dung-chu", REPORT, Words(HEAD, "{{ trinh_bay.co_chu }}", "12pt")),
    ("phu-luc-ten", REPORT, Words("phu-luc.typ", "upper(ten.join([ #linebreak()]))", "ten.join([ #linebreak()])")),
    ("phu-luc-so", REPORT, Words("phu-luc.typ", "[#so #linebreak()#", "[#so #")),
    ("phu-luc-kem", REPORT, Words("phu-luc.typ", "chia-deu(emph(kem-theo)", "chia-deu((kem-theo)")),
    ("kem-theo-dong", DECISION, Words("kem-theo.typ", "chia-deu(emph(kem-theo)", "chia-deu((kem-theo)")),
    ("kem-theo-dau", DECISION, Words("kem-theo.typ", "  dau\n", "")),
    (
        "muc-la-ma",
        REPORT,
        Words("noi-dung.typ", "{ \"regular\" } else { \"bold\" }", "{ \"regular\" } else { \"regular\" }"),
    ),
    ("diem", REPORT, Words("noi-dung.typ", "{ \"regular\" } else { \"bold\" }", "{ \"bold\" } else { \"bold\" }")),
];

/// Writes the template with the fault into the office's folder.
fn plant(folder: &Path, plant: &Plant) {
    let file = match plant {
        Size(..) => "kich-thuoc.typ",
        Words(file, ..) => file,
    };
    let built_in = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(file)).unwrap();
    let planted = match plant {
        Size(name, value) => {
            let line = |line: &str| {
                let is_it = line.starts_with(&format!("#let {name} = "));
                if is_it { format!("#let {name} = {value}\n") } else { format!("{line}\n") }
            };
            built_in.lines().map(line).collect()
        }
        Words(_, from, to) => built_in.replace(from, to),
    };
    assert_ne!(planted, built_in, "nothing was planted in {file}");
    let path = folder.join("mau").join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, planted).unwrap();
}

#[test]
fn every_fault_planted_in_a_template_is_named() {
    let project = project();
    let mut session = project.session();
    let mut silent = String::new();
    for (rule, document, planted) in PLANTED {
        let _ = fs::remove_dir_all(project.path().join("mau"));
        plant(project.path(), planted);
        session.reload().unwrap();
        let audit = audit_of(&mut session, document);
        if audit.faults.iter().all(|fault| fault.rule.id != *rule) {
            silent += &format!("{rule}: {}\n", told(&audit));
        }
    }
    assert!(silent.is_empty(), "{silent}");
}

/// A change of finished pages.
type Change = fn(&mut Vec<PageRuns>);

/// The runs with these words, on all pages.
fn each(pages: &mut [PageRuns], words: &str, change: impl Fn(&mut Run)) {
    let runs = pages.iter_mut().flat_map(|page| &mut page.texts).filter(|run| run.text.contains(words));
    assert!(runs.map(change).count() > 0, "{words}");
}

fn shift(pages: &mut [PageRuns], words: &str, x: f64, y: f64) {
    each(pages, words, |run| {
        run.x += x;
        run.y += y;
    });
}

/// What no template of the program makes, planted in finished pages.
const MOVED: &[(&str, &str, Change)] = &[
    ("huong-giay", LETTER, |pages| {
        pages[0].width = 297.0;
        pages[0].height = 210.0;
        pages[0].rules.clear();
    }),
    ("le-duoi", LETTER, |pages| shift(pages, "Điện thoại", 0.0, 2.0)),
    ("phong-chu", REPORT, |pages| each(pages, "Kết quả", |run| run.family = "Arial".to_owned())),
    ("mau-chu", REPORT, |pages| each(pages, "Các đơn vị", |run| run.colour = [0, 0, 200])),
    ("quoc-hieu-cho", REPORT, |pages| shift(pages, "CỘNG HÒA", -90.0, 0.0)),
    ("tieu-ngu-cho", REPORT, |pages| shift(pages, "Độc lập", 5.0, 0.0)),
    ("co-quan-cho", REPORT, |pages| shift(pages, "SỞ NỘI VỤ", 5.0, 0.0)),
    ("so-cho", REPORT, |pages| shift(pages, "Số: 05", 5.0, 0.0)),
    ("ngay-cho", REPORT, |pages| shift(pages, "Hoa Đào, ", 5.0, 0.0)),
    ("ngay-ngang", REPORT, |pages| {
        pages[0]
            .texts
            .iter_mut()
            .filter(|run| run.text.contains("Hoa Đào, ") || run.text.contains("ngày 05"))
            .for_each(|run| run.y += 3.0);
    }),
    ("ten-loai-cho", REPORT, |pages| shift(pages, "BÁO CÁO", 5.0, 0.0)),
    ("trich-yeu-cho", REPORT, |pages| shift(pages, "Kết quả công tác", 5.0, 0.0)),
    ("can-cu-dau", DECISION, |pages| {
        each(pages, "Chánh Văn phòng", |run| {
            run.text = run.text.trim_end_matches('.').to_owned();
        })
    }),
    ("phan-so", REPORT, |pages| each(pages, "Phần I", |run| run.bold = false)),
    ("phan-ten", REPORT, |pages| each(pages, "ĐÁNH GIÁ CHUNG", |run| run.text = run.text.to_lowercase())),
    ("dieu", DECISION, |pages| each(pages, "Điều 2.", |run| run.bold = false)),
    ("khoan", REPORT, |pages| each(pages, "1. ", |run| run.bold = false)),
    ("kinh-gui-chu", REPORT, |pages| each(pages, "Kính gửi", |run| run.italic = true)),
    ("chu-ky-cho", REPORT, |pages| shift(pages, "KT. GIÁM ĐỐC", -60.0, 0.0)),
    ("phu-luc-trang", REPORT, |pages| {
        let above = pages[2].texts.last().cloned().unwrap();
        shift(&mut pages[2..3], "", 0.0, 60.0);
        pages[2].texts.insert(0, Run { y: 40.0, ..above });
    }),
    ("kem-theo-ten", DECISION, |pages| each(pages, "QUY CHẾ", |run| run.bold = false)),
    ("dau-cho", REPORT, |pages| shift(pages, "KHẨN", 110.0, 0.0)),
    ("luu-hanh", REPORT, |pages| pages[0].rules.retain(|rule: &Rule| rule.y > 25.0)),
];

#[test]
fn every_fault_moved_into_finished_pages_is_named() {
    let project = project();
    let mut session = project.session();
    let mut silent = String::new();
    for wanted in [REPORT, DECISION, LETTER] {
        let (document, pages) = set(&mut session, wanted);
        let sound = pages.runs();
        for (rule, _, change) in MOVED.iter().filter(|(_, of, _)| *of == wanted) {
            let mut moved = sound.clone();
            change(&mut moved);
            let found = audit(&moved, &document);
            if found.faults.iter().all(|fault| fault.rule.id != *rule) {
                silent += &format!("{rule}: {}\n", told(&found));
            }
        }
    }
    assert!(silent.is_empty(), "{silent}");
}

#[test]
fn every_rule_has_a_fault_that_breaks_it() {
    let planted = PLANTED.iter().map(|(rule, ..)| *rule).chain(MOVED.iter().map(|(rule, ..)| *rule));
    let planted: BTreeSet<&str> = planted.collect();
    let all: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(planted, all, "planted and known");
    assert!(PLANTED.len() >= 30, "{}", PLANTED.len());
}
