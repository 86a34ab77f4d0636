//! The list of changes as people read it, without colour.

use serde_json::{Value, json};

use crate::operations::diff::{Change, ChangeKind, PageState, PagesCompared, Run};

/// Words shown before and after a change.
const MAX_CONTEXT: usize = 4;

/// Words shown of a paragraph that came, went or moved.
const MAX_EXCERPT: usize = 12;

/// Renumbered places reported one by one.
const MAX_NUMBERS: usize = 3;

/// The changes of one document.
pub(super) fn as_text(changes: &[Change]) -> String {
    let (numbers, others): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.kind == ChangeKind::Renumbered);
    let mut out = String::new();
    for change in &others {
        entry(change, &mut out);
    }
    for change in numbers.iter().take(MAX_NUMBERS) {
        out += &format!("  {}: đánh số lại\n", number(change));
    }
    if numbers.len() > MAX_NUMBERS {
        out += &format!("  … và {} chỗ nữa đánh số lại\n", numbers.len() - MAX_NUMBERS);
    }
    out += &match (others.len(), numbers.len()) {
        (0, 0) => "giống nhau".to_owned(),
        (n, 0) => format!("{n} chỗ khác nhau"),
        (n, numbers) => format!("{n} chỗ khác nhau, {numbers} chỗ đánh số lại"),
    };
    out
}

fn entry(change: &Change, out: &mut String) {
    let changed = change.runs.iter().any(|run| !matches!(run, Run::Kept(_)));
    let below = match change.below {
        0 => String::new(),
        n => format!(" và {n} đoạn bên dưới"),
    };
    let place = place(change);
    match change.kind {
        ChangeKind::Rewritten | ChangeKind::Renumbered => {
            *out += &format!("  {place}: sửa\n");
            clusters(&change.runs, out);
        }
        ChangeKind::Figure => {
            let side = |wanted: fn(&Run) -> Option<&String>| -> String {
                change.runs.iter().filter_map(wanted).map(String::as_str).collect()
            };
            let from = side(|run| if let Run::Inserted(_) = run { None } else { Some(words(run)) });
            let to = side(|run| if let Run::Deleted(_) = run { None } else { Some(words(run)) });
            *out += &format!("  {place}: đổi số {} → {}\n", from.trim(), to.trim());
        }
        ChangeKind::Added => *out += &format!("  {place}: thêm “{}”{below}\n", excerpt(&change.runs)),
        ChangeKind::Removed => *out += &format!("  {place}: bớt “{}”{below}\n", excerpt(&change.runs)),
        ChangeKind::Moved if changed => {
            *out += &format!("  {place}: chuyển và sửa{below}\n");
            clusters(&change.runs, out);
        }
        ChangeKind::MovedSentence => *out += &format!("  {place}: chuyển câu “{}”\n", excerpt(&change.runs)),
        ChangeKind::Split | ChangeKind::Joined => {
            let what = if change.kind == ChangeKind::Split { "tách đoạn" } else { "gộp đoạn" };
            *out += &format!("  {place}: {what}\n");
            clusters(&change.runs, out);
        }
        ChangeKind::Moved => *out += &format!("  {place}: chuyển “{}”{below}\n", excerpt(&change.runs)),
    }
}

fn words(run: &Run) -> &String {
    match run {
        Run::Kept(words) | Run::Deleted(words) | Run::Inserted(words) => words,
    }
}

/// `Điều 2, khoản 3 → khoản 4`: what both addresses begin with is said once.
fn place(change: &Change) -> String {
    let (Some(from), Some(to)) = (&change.from, &change.to) else {
        return change.from.clone().or(change.to.clone()).unwrap_or_default();
    };
    if from == to {
        return from.clone();
    }
    let parts = |address: &str| address.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (parts(from), parts(to));
    let shared = old.iter().zip(&new).take_while(|(a, b)| a == b).count().min(new.len() - 1);
    format!("{from} → {}", new[shared..].join(", "))
}

/// The place of a number, or the number itself when the place has kept its name.
fn number(change: &Change) -> String {
    let side: Vec<&str> = change.runs.iter().map(|run| words(run).as_str()).collect();
    let place = place(change);
    match side[..] {
        [from, to] if change.from == change.to => format!("{place}, số {from} → {to}"),
        _ => place,
    }
}

fn excerpt(runs: &[Run]) -> String {
    let all: String = runs.iter().map(|run| words(run).as_str()).collect();
    let words: Vec<&str> = all.split_whitespace().collect();
    let end = if words.len() > MAX_EXCERPT { "…" } else { "" };
    words[..words.len().min(MAX_EXCERPT)].join(" ") + end
}

/// One line for each group of changes that stand near one another.
fn clusters(runs: &[Run], out: &mut String) {
    let mut line = String::new();
    let last = runs.len().saturating_sub(1);
    for (i, run) in runs.iter().enumerate() {
        match run {
            Run::Deleted(words) => line += &format!("[-{}-]", words.replace('\n', " ")),
            Run::Inserted(words) => line += &format!("{{+{}+}}", words.replace('\n', " ")),
            Run::Kept(words) if i == 0 => line = tail(words),
            Run::Kept(words) if i == last => line += &head(words),
            Run::Kept(words) if words.split_whitespace().count() <= 2 * MAX_CONTEXT => line += words,
            Run::Kept(words) => {
                *out += &format!("    {}\n", (line + &head(words)).trim());
                line = tail(words);
            }
        }
    }
    *out += &format!("    {}\n", line.trim());
}

/// The first words of a stretch.
fn head(words: &str) -> String {
    let mut ends = words.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0);
    match ends.nth(MAX_CONTEXT) {
        Some(end) => format!("{} …", &words[..end]),
        None => words.to_owned(),
    }
}

/// The last words of a stretch.
fn tail(words: &str) -> String {
    let mut starts = words.rmatch_indices(' ').map(|(at, _)| at).filter(|at| *at + 1 < words.len());
    match starts.nth(MAX_CONTEXT) {
        Some(start) => format!("…{}", &words[start..]),
        None => words.to_owned(),
    }
}

/// Pages by what became of them.
pub(super) fn pages_as_text(pages: &PagesCompared) -> String {
    let numbers = |wanted: PageState| -> Vec<String> {
        let all = pages.pages.iter().filter(|page| page.state == wanted);
        all.filter_map(|page| page.new.or(page.old)).map(|n| n.to_string()).collect()
    };
    let part = |state: PageState, words: &str| {
        let numbers = numbers(state);
        let list = if numbers.is_empty() { String::new() } else { format!(" ({})", numbers.join(", ")) };
        format!("{} trang {words}{list}", numbers.len())
    };
    let same = numbers(PageState::Same).len();
    format!(
        "{same} trang giống, {}, {}, {}",
        part(PageState::Changed, "khác"),
        part(PageState::Added, "thêm"),
        part(PageState::Removed, "bớt")
    )
}

/// Pages for programs.
pub(super) fn pages_as_json(pages: &PagesCompared) -> Value {
    let state = |state| match state {
        PageState::Same => "giong",
        PageState::Changed => "khac",
        PageState::Added => "them",
        PageState::Removed => "bot",
    };
    pages.pages.iter().map(|page| json!({ "cu": page.old, "moi": page.new, "trang_thai": state(page.state) })).collect()
}
