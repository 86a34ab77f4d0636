//! How long a document takes: from nothing, again, and after one word is edited.
//!
//! `--typst-alone FOLDER FILE` instead sets once what `vanthu build --format typ` wrote, with Typst and nothing
//! of ours, so that `benches/compare.py` can time it as a process of its own.

#[path = "../tests/support/reference.rs"]
mod reference;

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration as Seconds;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion};
use tempfile::TempDir;
use typst::comemo;
use typst::foundations::Datetime;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use vanthu::base::fonts::Fonts;
use vanthu::domain::document::IssueDate;
use vanthu::domain::document::layout::Hundredths;
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::{Built, Session};
use vanthu::render::{ImageFile, Markup, SourceFile};
use vanthu::typeset::{DocumentWorld, MAIN_FILE};

/// The document of every bench, in its own workspace.
const DOCUMENT: &str = "van-ban.yaml";

/// The office of the tests.
const OFFICE: &str = include_str!("../tests/support/co-quan.yaml");

const ONE_PAGE: &str = "\
loai: bao-cao
co_quan: ubnd
so: 12
ngay: 2026-01-15
trich_yeu: Kết quả tiếp công dân tháng 01 năm 2026
nguoi_ky: {quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH, ho_ten: Lộc Văn Khải}
noi_nhan: [UBND tỉnh (b/c), 'Lưu: VT']
noi_dung: |
  Ủy ban nhân dân phường báo cáo kết quả tiếp công dân, xử lý đơn thư trong tháng 01 năm 2026 như sau:

  ## KẾT QUẢ

  Trong tháng, phường tiếp 14 lượt công dân với 11 vụ việc, giảm 03 lượt so với tháng trước; không có đoàn đông người.

  Tiếp nhận 09 đơn, trong đó 07 đơn kiến nghị, 02 đơn phản ánh; đã giải quyết xong 08 đơn, đạt 88,9%.

  ## NHIỆM VỤ THÁNG SAU

  Duy trì lịch tiếp công dân vào thứ Năm hằng tuần; giải quyết dứt điểm 01 đơn còn lại trước ngày 10/02/2026.
";

fn main() -> Result<(), String> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.any(|argument| argument == "--typst-alone") {
        let (Some(folder), Some(file)) = (arguments.next(), arguments.next()) else {
            return Err("cách dùng: --typst-alone THƯ_MỤC TỆP_PDF".to_owned());
        };
        return typst_alone(Path::new(&folder), Path::new(&file));
    }
    let mut criterion = Criterion::default().configure_from_args();
    measure(&mut criterion, "mot-trang", &Case::new(OFFICE, ONE_PAGE));
    figures(&mut criterion);
    match acceptance() {
        Some((office, report)) => measure(&mut criterion, "bao-cao-418", &Case::new(&office, &report)),
        None => note("KHÔNG ĐO bao-cao-418: không có ../shared/acceptance (hoặc VANTHU_SHARED) trên máy này"),
    }
    criterion.final_summary();
    Ok(())
}

/// All benches of one document.
fn measure(criterion: &mut Criterion, name: &str, case: &Case) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(30).warm_up_time(Seconds::from_secs(2)).measurement_time(Seconds::from_secs(8));
    from_yaml(&mut group, case);
    typesetting_alone(&mut group, case);
    group.finish();
}

/// From YAML on disk to the bytes of the PDF.
fn from_yaml(group: &mut BenchmarkGroup<'_, WallTime>, case: &Case) {
    group.bench_function("nguoi", |bencher| {
        case.restore();
        let cold = || comemo::evict(0);
        bencher.iter_batched(cold, |()| built(&mut case.session()), BatchSize::PerIteration);
    });
    group.bench_function("nong", |bencher| {
        case.restore();
        let mut session = case.session();
        bencher.iter_with_large_drop(|| built(&mut session));
    });
    group.bench_function("sua-mot-chu", |bencher| {
        case.restore();
        let mut session = case.session();
        built(&mut session);
        let mut edits = 0..;
        // a word that never stood there: the cache would know one it has seen before
        let edit = || case.edit(edits.next().unwrap_or(0));
        bencher.iter_batched(edit, |()| built(&mut session), BatchSize::PerIteration);
    });
}

/// From markup to pages.
fn typesetting_alone(group: &mut BenchmarkGroup<'_, WallTime>, case: &Case) {
    case.restore();
    let mut session = case.session();
    let (document, findings) = session.load(DOCUMENT);
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let markup = session.render(&document).unwrap_or_else(|finding| panic!("{finding:?}"));
    group.bench_function("dan-trang-nguoi", |bencher| {
        let cold = || {
            comemo::evict(0);
            case.session()
        };
        let typeset = |mut session: Session| (session.typeset(black_box(&markup), &document).is_ok(), session);
        bencher.iter_batched(cold, typeset, BatchSize::PerIteration);
    });
    group.bench_function("dan-trang-nong", |bencher| {
        bencher.iter_with_large_drop(|| session.typeset(black_box(&markup), &document));
    });
    let pages = session.typeset(&markup, &document).unwrap_or_else(|finding| panic!("{finding:?}"));
    for (name, is_final) in [("kiem-trang-nhap", false), ("kiem-trang-chinh-thuc", true)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| session.look_over(black_box(&pages), &document, is_final).is_ok());
        });
    }
}

fn built(session: &mut Session) -> Built {
    let built = session.build(DOCUMENT, &Options::default());
    assert!(!built.outputs.is_empty(), "{:?}", built.findings);
    built
}

/// Many figures: how long loading and rendering take beside setting the pages cold.
fn figures(criterion: &mut Criterion) {
    let (figures, report) = many_figures();
    let case = Case::new(OFFICE, &report);
    std::fs::write(case.folder.path().join("so-lieu.yaml"), figures).expect("the figures are written");
    case.restore();
    let mut group = criterion.benchmark_group("so-lieu");
    group.sample_size(20).warm_up_time(Seconds::from_secs(2)).measurement_time(Seconds::from_secs(8));
    group.bench_function("doc-va-xep", |bencher| {
        bencher.iter_with_large_drop(|| {
            let session = case.session();
            let (document, findings) = session.load(DOCUMENT);
            let document = document.unwrap_or_else(|| panic!("{findings:?}"));
            let markup = session.render(&document).unwrap_or_else(|finding| panic!("{finding:?}"));
            (session, document, markup)
        });
    });
    typesetting_alone(&mut group, &case);
    group.finish();
}

/// 40 groups of 50 indicators with a year before, and a report with 300 of them in its text and 20 tables.
fn many_figures() -> (String, String) {
    let (mut figures, mut report) = ("ky_bao_cao: năm 2025\n".to_owned(), ONE_PAGE.to_owned());
    for group in 0..40 {
        figures += &format!("nhom_{group}:\n  ten: Nhóm chỉ tiêu số {group}\n");
        for n in 0..50 {
            let value = 1_000 + group * 97 + n * 13;
            figures += &format!(
                "  so_{n}:\n    ten: Chỉ tiêu {n} của nhóm {group}\n    don_vi: triệu đồng\n    ke_hoach: {value}\n    thuc_hien: {}\n    cung_ky: {}\n",
                value + n,
                value - 7
            );
        }
    }
    for n in 0..100 {
        let [a, b, c] = [3 * n, 3 * n + 1, 3 * n + 2].map(|k| format!("nhom_{}.so_{}", k % 40, k / 40));
        report += &format!(
            "\n  Thu {{{{ {a} }}}} triệu đồng; chi bằng {{{{ {b}.so_ke_hoach }}}} kế hoạch; vốn đầu tư {{{{ {c}.tang_giam }}}} so với cùng kỳ năm trước.\n"
        );
    }
    for group in 0..20 {
        report += &format!("\n  ```bang\n  nhom: nhom_{group}\n  chu_thich: Kết quả của nhóm {group}\n  ```\n");
    }
    (figures, report)
}

/// A document in a workspace of its own, with a word in its middle that can be changed.
struct Case {
    folder: TempDir,
    before: String,
    word: String,
    after: String,
}

impl Case {
    fn new(office: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("co-quan.yaml"), office).expect("the office is written");
        let plain = |line: &&str| line.starts_with("  ") && line.trim_start().starts_with(char::is_alphabetic);
        let paragraphs: Vec<&str> = text.lines().filter(plain).filter(|line| line.len() > 100).collect();
        let paragraph = paragraphs[paragraphs.len() / 2];
        let at = text.find(paragraph).map_or(0, |at| at + paragraph.len() - paragraph.trim_start().len());
        let end = at + text[at..].find(' ').unwrap_or(0);
        let (before, word, after) = (text[..at].to_owned(), text[at..end].to_owned(), text[end..].to_owned());
        Self { folder, before, word, after }
    }

    fn session(&self) -> Session {
        Session::open(self.folder.path()).unwrap_or_else(|findings| panic!("{findings:?}")).0
    }

    fn restore(&self) {
        self.write(&self.word);
    }

    fn edit(&self, n: usize) {
        self.write(&format!("Lần{n:05}"));
    }

    fn write(&self, word: &str) {
        let text = [&self.before, word, &self.after].concat();
        std::fs::write(self.folder.path().join(DOCUMENT), text).expect("the document is written");
    }
}

/// The office and the report of the acceptance documents, if this machine has them.
fn acceptance() -> Option<(String, String)> {
    let read = |name: &str| std::fs::read_to_string(reference::acceptance().join(name)).ok();
    Some((read("co-quan.yaml")?, read("bao-cao-418.yaml")?))
}

fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Sets `van-ban.typ` of a folder to the standards that the program uses.
fn typst_alone(folder: &Path, file: &Path) -> Result<(), String> {
    let mut world = DocumentWorld::new(Fonts::embedded());
    let markup = emitted(folder).map_err(|error| error.to_string())?;
    world.load(&markup, IssueDate::Blank);
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| format!("{errors:?}"))?;
    let date = Datetime::from_ymd_hms(2025, 12, 5, 0, 0, 0).map(Timestamp::new_utc);
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| format!("{error:?}"))?;
    let options = PdfOptions { timestamp: date, standards, ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?;
    std::fs::write(file, pdf).map_err(|error| error.to_string())
}

/// The markup that `--format typ` wrote into a folder.
fn emitted(folder: &Path) -> std::io::Result<Markup> {
    let main = std::fs::read_to_string(folder.join(MAIN_FILE))?;
    let mut markup = Markup { main, imports: Vec::new(), images: Vec::new(), bottom_margin: Hundredths(2000) };
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".typ") && name != MAIN_FILE {
            markup.imports.push(SourceFile { text: std::fs::read_to_string(&path)?, name, is_own: false });
        }
    }
    for entry in std::fs::read_dir(folder.join("hinh")).into_iter().flatten() {
        let entry = entry?;
        let path = format!("hinh/{}", entry.file_name().to_string_lossy());
        markup.images.push(ImageFile { path, bytes: Arc::new(std::fs::read(entry.path())?) });
    }
    Ok(markup)
}
