//! Thirty changes of every sort planted in a real report, words and places taken from the file: exactly these are found.

use std::path::Path;

use vanthu::base::text::nfc;
use vanthu::compare::{Change, ChangeKind, Reading, Run, compare};

use super::load;
use crate::support::{Project, acceptance};

/// A table, recipients and a signatory of our own: the report itself has none.
const TABLE: &str = "
  ## PHỤ BIỂU

  Bảng: Chỉ tiêu thử

  | STT | Chỉ tiêu | Năm trước | Năm nay |
  |---|---|--:|--:|
  | 1 | Số lớp học | 12 | 14 |
  | 2 | Số vườn mẫu | 1.250 | 1.300 |
  | 3 | Số tổ tự quản | 25 | 26 |
  | 4 | Diện tích công viên | 3,5 | 3,75 |

";

const END: &str = "\
noi_nhan:
  - Ban quản lý chợ
  - Trạm y tế
  - 'Lưu: VT'
nguoi_ky:
  chuc_vu: CHỦ TỊCH
  ho_ten: Lộc Văn Khải
";

/// A change that must be found: in which way, and words that went or came.
type Planted = (ChangeKind, String);

/// The report with our own parts, line by line, and what is planted in it.
struct Field {
    lines: Vec<String>,
    /// Long paragraphs not used yet, far apart.
    paragraphs: Vec<usize>,
    planted: Vec<Planted>,
}

impl Field {
    fn new(report: &str) -> Self {
        let lines: Vec<String> = report.lines().map(str::to_owned).collect();
        let plain = |line: &str| {
            line.starts_with("  ")
                && line.chars().nth(2).is_some_and(char::is_alphabetic)
                && line.split(' ').count() > 30
        };
        let body = lines.iter().position(|line| line.starts_with("noi_dung:")).unwrap();
        let after_heading =
            |i: usize| lines[..i].iter().rfind(|line| !line.is_empty()).is_some_and(|l| l.starts_with("  #"));
        let paragraphs: Vec<usize> = (body..lines.len()).filter(|i| plain(&lines[*i]) && !after_heading(*i)).collect();
        // neighbours stay as they are, so that a place is always known by them
        let paragraphs = paragraphs.into_iter().step_by(2).collect();
        Self { lines, paragraphs, planted: Vec::new() }
    }

    fn take(&mut self) -> usize {
        self.paragraphs.remove(0)
    }

    /// The next free paragraph that holds such a word, and the word's place.
    fn take_with(&mut self, wanted: impl Fn(&str) -> bool) -> (usize, usize) {
        let word = |line: &str| line.split(' ').position(&wanted);
        let at = self.paragraphs.iter().position(|i| word(&self.lines[*i]).is_some()).unwrap();
        let line = self.paragraphs.remove(at);
        (line, word(&self.lines[line]).unwrap())
    }

    /// Does something to the words of a line.
    fn words(&mut self, line: usize, edit: impl FnOnce(&mut Vec<String>)) {
        let mut words: Vec<String> = self.lines[line].split(' ').map(str::to_owned).collect();
        edit(&mut words);
        self.lines[line] = words.join(" ");
    }

    fn plant(&mut self, what: ChangeKind, words: impl Into<String>) {
        self.planted.push((what, nfc(&words.into())));
    }

    fn replace(&mut self, what: ChangeKind, from: &str, to: &str, sign: &str) {
        let line = self.lines.iter().position(|line| line.contains(from)).unwrap_or_else(|| panic!("{from}"));
        self.lines[line] = self.lines[line].replacen(from, to, 1);
        self.plant(what, sign);
    }
}

fn is_plain(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_lowercase)
}

fn plant_words(field: &mut Field) {
    for i in 0..8 {
        let (line, at) = field.take_with(is_plain);
        let new = format!("khác{i}");
        field.words(line, |words| words[at].clone_from(&new));
        field.plant(ChangeKind::Rewritten, new);
    }
    for _ in 0..3 {
        let (line, at) = field.take_with(is_plain);
        let mut gone = String::new();
        field.words(line, |words| gone = words.remove(at));
        field.plant(ChangeKind::Rewritten, gone);
    }
    for i in 0..3 {
        let (line, at) = field.take_with(is_plain);
        let new = format!("thêm{i}");
        field.words(line, |words| words.insert(at, new.clone()));
        field.plant(ChangeKind::Rewritten, new);
    }
    let figure = |word: &str| word.contains(',') && word.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let (line, at) = field.take_with(figure);
    field.words(line, |words| "987,65".clone_into(&mut words[at]));
    field.plant(ChangeKind::Rewritten, "987,65");
    let (line, at) = field.take_with(is_plain);
    field.words(line, |words| words[at] = format!("**{}**", words[at]));
    let bold = field.lines[line].split(' ').nth(at).unwrap().to_owned();
    field.plant(ChangeKind::Rewritten, bold);
}

fn plant_paragraphs(field: &mut Field) {
    let gone = field.take();
    let words = std::mem::take(&mut field.lines[gone]);
    field.plant(ChangeKind::Removed, words.trim());
    let beside = field.take();
    field.lines[beside] += "\n\n  Một đoạn hoàn toàn mới nói về sân chơi, vườn hoa và thư viện nhỏ.";
    field.plant(ChangeKind::Added, "vườn hoa và thư viện nhỏ");
    let (from, to) = (field.take(), field.paragraphs.pop().unwrap());
    let words = std::mem::take(&mut field.lines[from]);
    field.lines[to] += &format!("\n\n{words}");
    field.plant(ChangeKind::Moved, words.trim().split('[').next().unwrap());
    let (from, to) = (field.paragraphs.pop().unwrap(), field.take());
    let words = std::mem::take(&mut field.lines[from]);
    field.lines[to] += &format!("\n\n{words} Câu này mới.");
    field.plant(ChangeKind::Moved, "Câu này mới");
    let heading = field.lines.iter().position(|line| line.starts_with("  ### ")).unwrap();
    field.words(heading, |words| "Đổi".clone_into(&mut words[3]));
    field.plant(ChangeKind::Rewritten, "Đổi");
}

fn plant_notes(field: &mut Field) {
    let note = field.lines.iter().position(|line| line.starts_with("  [^3]:")).unwrap();
    field.lines[note] += " Ghi thêm.";
    field.plant(ChangeKind::Rewritten, "Ghi thêm");
    let line = field.take();
    field.lines[line] += "[^moi]\n\n  [^moi]: Chú thích hoàn toàn mới.";
    field.plant(ChangeKind::Added, "Chú thích hoàn toàn mới");
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn thirty_planted_changes_are_found_and_nothing_else() {
    let folder = acceptance();
    let report = std::fs::read_to_string(folder.join("bao-cao-418.yaml")).unwrap();
    let body = report.find("noi_dung: |\n").unwrap() + "noi_dung: |\n".len();
    let notes = report[body..].find("\n  [^1]:").map_or(report.len(), |at| body + at + 1);
    let old = format!("{}{TABLE}{}\n{END}", &report[..notes], report[notes..].trim_end());
    let mut field = Field::new(&old);
    plant_words(&mut field);
    plant_paragraphs(&mut field);
    plant_notes(&mut field);
    field.replace(ChangeKind::Rewritten, "so: ", "so: 9", "9");
    field.replace(ChangeKind::Rewritten, "Trạm y tế", "Trạm y tế mới", "mới");
    field.replace(ChangeKind::Added, "  - 'Lưu", "  - Tổ dân phố\n  - 'Lưu", "Tổ dân phố");
    field.replace(ChangeKind::Rewritten, "Lộc Văn Khải", "Lộc Văn Hải", "Hải");
    field.replace(ChangeKind::Figure, "1.300", "1.301", "1.301");
    field.replace(ChangeKind::Removed, "  | 3 | Số tổ tự quản | 25 | 26 |", "", "Số tổ tự quản");
    field.replace(ChangeKind::Rewritten, "Chỉ tiêu thử", "Chỉ tiêu khác", "khác");
    // a line taken out of a table would end it
    let new = field.lines.join("\n").replace("1.301 |\n\n  |", "1.301 |\n  |");
    assert_eq!(field.planted.len(), 30);

    let office = std::fs::read(folder.join("co-quan.yaml")).unwrap();
    let project = Project::empty().file("co-quan.yaml", office).file("cu.yaml", &old).file("moi.yaml", &new);
    let session = project.session();
    let readings = ["cu.yaml", "moi.yaml"].map(|path| Reading::of(&load(&session, path)));
    assert_found(&compare(&readings[0], &readings[1]), field.planted);
}

/// Each planted change is one entry of the list, and only numbers that followed are left.
fn assert_found(found: &[Change], planted: Vec<Planted>) {
    let mut left: Vec<&Change> = found.iter().filter(|change| change.kind != ChangeKind::Renumbered).collect();
    let holds = |change: &Change, words: &str| {
        let moved = change.kind == ChangeKind::Moved;
        change.runs.iter().any(|run| match run {
            Run::Kept(text) => moved && text.contains(words),
            Run::Deleted(text) | Run::Inserted(text) => text.contains(words),
        })
    };
    for (what, words) in planted {
        let at = left.iter().position(|change| change.kind == what && holds(change, &words));
        let at = at.unwrap_or_else(|| panic!("không thấy {what:?}: {words}\ncòn: {left:#?}"));
        left.remove(at);
    }
    assert_eq!(left, Vec::<&Change>::new());
}

/// The file stays where it is: nothing of it is kept in this project.
#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn the_report_is_the_same_as_itself() {
    let folder = acceptance();
    let (session, _) = vanthu::operations::common::session::Session::open(Path::new(&folder)).unwrap();
    for path in ["bao-cao-418.yaml", "nghi-quyet-ke-hoach-5-nam.yaml"] {
        let reading = Reading::of(&load(&session, path));
        assert_eq!(compare(&reading, &reading), [], "{path}");
    }
}
