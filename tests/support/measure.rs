//! What a ruler needs: documents set one after another, and their runs gathered into lines as a reader sees them.

pub(crate) use vanthu::audit::lines::{Line, PT, SINGLE, lines};
use vanthu::operations::common::session::Session;
use vanthu::typeset::runs::{PageRuns, Rule};

use crate::support::{OFFICE, Project, stand_the_audit};

/// The left margin of the default layout, mm.
pub(crate) const LEFT: f64 = 30.0;
/// Where text ends on the right in the default layout, mm.
pub(crate) const RIGHT: f64 = 190.0;
/// The middle of the text in the default layout, mm.
pub(crate) const MIDDLE: f64 = 110.0;
/// Where text begins below the default top margin, mm.
pub(crate) const TOP: f64 = 20.0;
/// Where text ends above the default bottom margin, mm.
pub(crate) const BOTTOM: f64 = 277.0;
/// The default first-line indent, mm.
pub(crate) const INDENT: f64 = 12.7;
/// The lines of the text itself: below the page number and above the footnotes.
pub(crate) fn text_lines(pages: &[PageRuns]) -> Vec<Line> {
    let mut lines = lines(pages);
    lines.retain(|line| line.top() > TOP - 0.5 && line.size() > 10.5);
    lines
}

/// The one line that holds this text.
pub(crate) fn find(pages: &[PageRuns], text: &str) -> Line {
    let lines = lines(pages);
    let found: Vec<&Line> = lines.iter().filter(|line| line.text().contains(text)).collect();
    match found[..] {
        [line] => line.clone(),
        _ => panic!("`{text}` stands on {} lines of\n{}", found.len(), printed(&lines)),
    }
}

/// The lines, for a message.
pub(crate) fn printed(lines: &[Line]) -> String {
    let show = |line: &Line| format!("{} {:6.2} {:6.2} {}\n", line.page, line.x(), line.baseline(), line.text());
    lines.iter().map(show).collect()
}

/// The one horizontal rule that starts at most `reach` mm below a line and crosses its middle.
pub(crate) fn rule_under(pages: &[PageRuns], line: &Line, reach: f64) -> Rule {
    let under = |rule: &&Rule| {
        let below = rule.y - line.baseline();
        rule.height < 0.01
            && (0.0..reach).contains(&below)
            && rule.x < line.centre()
            && rule.x + rule.width > line.centre()
    };
    let rules: Vec<&Rule> = pages[line.page - 1].rules.iter().filter(under).collect();
    match rules[..] {
        [rule] => rule.clone(),
        _ => panic!("{} rules under `{}`: {rules:?}", rules.len(), line.text()),
    }
}

/// Fails unless two lengths agree to 0.05.
#[track_caller]
pub(crate) fn near(actual: f64, expected: f64, what: &str) {
    assert!((actual - expected).abs() < 0.05, "{what}: {actual:.3}, not {expected:.3}");
}

/// Fails unless a value lies in a range, its ends included to 0.01.
#[track_caller]
pub(crate) fn within(actual: f64, from: f64, to: f64, what: &str) {
    assert!((from - 0.01..=to + 0.01).contains(&actual), "{what}: {actual:.3}, not {from}–{to}");
}

/// One workspace on a warm session, for many documents.
pub(crate) struct Press {
    project: Project,
    session: Session,
}

impl Press {
    pub(crate) fn new() -> Self {
        Self::with_office(OFFICE)
    }

    pub(crate) fn with_office(office: &str) -> Self {
        let project = Project::empty().file("co-quan.yaml", office);
        let session = project.session();
        Self { project, session }
    }

    /// Puts a file beside the documents.
    pub(crate) fn file(self, path: &str, content: &[u8]) -> Self {
        Self { project: self.project.file(path, content), ..self }
    }

    /// Sets a document.
    #[track_caller]
    pub(crate) fn pages(&mut self, yaml: &str) -> Vec<PageRuns> {
        std::fs::write(self.project.path().join("a.yaml"), yaml).unwrap();
        let (document, findings) = self.session.load("a.yaml");
        let document = document.unwrap_or_else(|| panic!("{findings:?}"));
        let markup = self.session.render(&document).unwrap();
        let pages = self.session.typeset(&markup, &document).unwrap();
        stand_the_audit(&self.session, &pages, &document);
        pages.runs()
    }
}

/// A document of a kind that has every part of the letterhead and the end; `extra` are more lines of YAML.
pub(crate) fn document(kind: &str, extra: &str, body: &str) -> String {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    let absent = |key: &str, line: &str| {
        let given = extra.lines().any(|written| written.starts_with(&format!("{key}:")));
        if given { String::new() } else { format!("{key}: {line}\n") }
    };
    let plain = [
        absent("co_quan", "ubnd"),
        absent("so", "5"),
        absent("ngay", "2025-12-05"),
        absent("trich_yeu", "Kết quả công tác năm 2025"),
        absent("nguoi_ky", "ct-ubnd"),
        absent("noi_nhan", "chung"),
    ];
    format!("loai: {kind}\n{}{extra}\nnoi_dung: |\n{body}", plain.concat())
}

/// Words without a meaning, as many as asked for; every one of them can end a line.
pub(crate) fn words(count: usize) -> String {
    const WORDS: [&str; 7] = ["phường", "tổ", "chức", "thực", "hiện", "kế", "hoạch"];
    (0..count).map(|i| WORDS[i % WORDS.len()]).collect::<Vec<_>>().join(" ")
}
