//! Any edits of any document are all found, each once, and nothing else is.

use proptest::prelude::*;
use vanthu::compare::{ChangeKind, Reading, Run, compare};

use super::{listed, load};
use crate::support::{OFFICE, Project, report};

const SYLLABLES: [&str; 40] = [
    "phường",
    "tổ",
    "dân",
    "phố",
    "chợ",
    "đường",
    "cây",
    "lớp",
    "học",
    "trẻ",
    "thu",
    "ngân",
    "sách",
    "hộ",
    "nghèo",
    "rừng",
    "suối",
    "cầu",
    "điện",
    "nước",
    "vườn",
    "hoa",
    "đào",
    "lễ",
    "hội",
    "khách",
    "du",
    "lịch",
    "bơi",
    "sân",
    "chơi",
    "thư",
    "viện",
    "trạm",
    "y",
    "tế",
    "hồ",
    "sơ",
    "quà",
    "tết",
];

/// One stretch of the document: what is edited, and two paragraphs that keep their words and their place.
#[derive(Debug, Clone)]
struct Group {
    paragraphs: [Vec<usize>; 3],
    edit: Edit,
    at: usize,
    to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Edit {
    None,
    Replace,
    Insert,
    Delete,
    Remove,
    Add,
    Move,
    Number,
    Dash,
}

fn group() -> impl Strategy<Value = Group> {
    let words = || prop::collection::vec(0..SYLLABLES.len(), 9..20);
    let edit = prop::sample::select(vec![
        Edit::None,
        Edit::Replace,
        Edit::Insert,
        Edit::Delete,
        Edit::Remove,
        Edit::Add,
        Edit::Move,
        Edit::Number,
        Edit::Dash,
    ]);
    ((words(), words(), words()), edit, 0..9_usize, any::<prop::sample::Index>())
        .prop_map(|((a, b, c), edit, at, to)| Group { paragraphs: [a, b, c], edit, at, to: to.index(1000) })
}

/// What is edited outside the paragraphs.
#[derive(Debug, Clone, Copy)]
struct Around {
    cell: Option<(usize, usize)>,
    row: Option<usize>,
    recipient: bool,
    subject: bool,
}

fn around() -> impl Strategy<Value = Around> {
    let cell = prop::option::of((0..3_usize, 0..3_usize));
    (cell, prop::option::of(3..6_usize), any::<bool>(), any::<bool>())
        .prop_map(|(cell, row, recipient, subject)| Around { cell, row, recipient, subject })
}

fn text(words: &[usize], group: usize, n: usize) -> Vec<String> {
    let words = words.iter().map(|i| SYLLABLES[*i].to_owned());
    // a sign of its own keeps two paragraphs of the same words apart
    words.chain([format!("{group}{n}/QĐ-UBND"), "và".to_owned(), "hết".to_owned()]).collect()
}

/// The old and the new paragraphs, and how many edits of each sort there are between them.
fn edited(groups: &[Group]) -> (Vec<String>, Vec<String>, Vec<ChangeKind>) {
    let (mut old, mut new): (Vec<String>, Vec<Vec<String>>) = (Vec::new(), vec![Vec::new(); groups.len()]);
    let mut expected = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let texts: Vec<Vec<String>> = group.paragraphs.iter().enumerate().map(|(n, words)| text(words, g, n)).collect();
        old.extend(texts.iter().map(|words| words.join(" ")));
        let mut words = texts[0].clone();
        let mut home = g;
        match group.edit {
            Edit::None => {}
            Edit::Replace => words[group.at] = format!("khác{g}"),
            Edit::Insert => words.insert(group.at, format!("thêm{g}")),
            Edit::Delete => {
                words.remove(group.at);
            }
            Edit::Remove => words.clear(),
            Edit::Add => new[g].push(format!("Đoạn mới thứ {g} không giống đoạn nào cũ cả.")),
            Edit::Number => words[group.at] = format!("{},5%", g + 1),
            Edit::Dash => words[0] = format!("- {}", words[0]),
            Edit::Move => home = (g + 2 + group.to % groups.len()) % groups.len(),
        }
        // a move within three groups hardly crosses what kept its place
        let moved = group.edit == Edit::Move && home.abs_diff(g) > 2;
        let home = if moved { home } else { g };
        match group.edit {
            Edit::None => {}
            Edit::Remove => expected.push(ChangeKind::Removed),
            Edit::Add => expected.push(ChangeKind::Added),
            Edit::Move => expected.extend(moved.then_some(ChangeKind::Moved)),
            _ => expected.push(ChangeKind::Rewritten),
        }
        let rest = texts[1..].iter().map(|words| words.join(" "));
        if moved {
            new[g].extend(rest);
            new[home].push(words.join(" "));
        } else {
            // what moved here before stands in front
            let own = Some(words.join(" ")).filter(|words| !words.is_empty());
            new[g].extend(own.into_iter().chain(rest));
        }
    }
    (old, new.into_iter().flatten().collect(), expected)
}

/// A row of the table: its name and three figures.
type Row = [String; 4];

fn document(paragraphs: &[String], rows: &[Row], recipients: &[&str], subject: &str) -> String {
    let rows: String = rows
        .iter()
        .zip(1..)
        .map(|(row, n)| {
            format!(
                "| {n} | {} |
",
                row.join(" | ")
            )
        })
        .collect();
    let table = format!("| STT | Tên | A | B | C |\n|---|---|--:|--:|--:|\n{rows}");
    let recipients: String = recipients.iter().map(|name| format!("  - '{name}'\n")).collect();
    report(&format!("{}\n\n{table}\nHết.", paragraphs.join("\n\n")))
        .replace("Kết quả công tác", subject)
        .replace("noi_nhan: chung\n", &format!("noi_nhan:\n{recipients}"))
}

fn check(groups: &[Group], around: Around) -> Result<(), TestCaseError> {
    let (old, new, mut expected) = edited(groups);
    let figure = |row: usize, column: usize| format!("{row}.{:03}", column * 111);
    let cells = |row| [format!("Hàng {row}"), figure(row, 1), figure(row, 2), figure(row, 3)];
    let cells: Vec<Row> = (1..7).map(cells).collect();
    let mut changed = cells.clone();
    if let Some((row, column)) = around.cell {
        changed[row][column + 1] = "77.777".to_owned();
        expected.push(ChangeKind::Figure);
    }
    if let Some(row) = around.row {
        changed.insert(row, ["Dòng thêm", "8.001", "8.002", "8.003"].map(str::to_owned));
        expected.push(ChangeKind::Added);
    }
    let mut recipients = vec!["Ban Quản lý chợ", "Trạm Y tế", "Lưu: VT"];
    let old_text = document(&old, &cells, &recipients, "Kết quả công tác");
    if around.recipient {
        recipients.insert(1, "Tổ dân phố số 9");
        expected.push(ChangeKind::Added);
    }
    let subject = if around.subject { "Kết quả thi đua" } else { "Kết quả công tác" };
    expected.extend(around.subject.then_some(ChangeKind::Rewritten));
    let new_text = document(&new, &changed, &recipients, subject);
    let project = Project::empty().file("co-quan.yaml", OFFICE).file("cu.yaml", &old_text).file("moi.yaml", &new_text);
    let session = project.session();
    let (old, new) = (Reading::of(&load(&session, "cu.yaml")), Reading::of(&load(&session, "moi.yaml")));
    let changes = compare(&old, &new);
    let mut found: Vec<ChangeKind> =
        changes.iter().map(|change| change.kind).filter(|what| *what != ChangeKind::Renumbered).collect();
    found.sort_unstable();
    expected.sort_unstable();
    prop_assert_eq!(found, expected, "{}", listed(&changes));
    let back = compare(&new, &old);
    prop_assert_eq!(back.len(), changes.len(), "{}{}", listed(&changes), listed(&back));
    for (change, side) in changes.iter().flat_map(|change| [(change, 0), (change, 1)]) {
        let own: String = change
            .runs
            .iter()
            .filter_map(|run| match run {
                Run::Kept(words) => Some(words.as_str()),
                Run::Deleted(words) => (side == 0).then_some(words),
                Run::Inserted(words) => (side == 1).then_some(words),
            })
            .collect();
        let whole = if side == 0 { &old_text } else { &new_text };
        let known = change.kind != ChangeKind::Rewritten || squeeze(whole).contains(&squeeze(&own));
        prop_assert!(known, "{own}");
    }
    Ok(())
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::turns(50, 200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_are_all_found_and_nothing_else(groups in prop::collection::vec(group(), 1..9), around in around()) {
        check(&groups, around)?;
    }
}
