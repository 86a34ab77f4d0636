//! The clerk's files of one period carried to the next: the text stays as typed but for what the period changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::base::source::{DataPath, Source};
use crate::check::prose::{self, folder_name};
use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Period};
use crate::formats::spreadsheet::open::MAX_SHEET;
use crate::formats::yaml::decode::parse;
use crate::formats::yaml::edit::Edits;
use crate::formats::yaml::node::{Key, Node, Style, Value};
use crate::load::Periods;
use crate::load::figures::{FILE_KEYS, INDICATOR_KEYS, SHARED_KEYS, SHARES, figures, is_indicator};
use crate::load::file::read;
use crate::operations::figures_io::import::import;

/// The two comparisons that a figures file can name a folder for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparand {
    /// `cung_ky`
    YearBefore,
    /// `ky_truoc`
    Previous,
}

impl Comparand {
    /// Both, in the order they are written.
    pub(crate) const ALL: [Self; 2] = [Self::YearBefore, Self::Previous];

    /// Its key, in `so_voi` and in an indicator.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::YearBefore => "cung_ky",
            Self::Previous => "ky_truoc",
        }
    }
}

/// What a figures file becomes.
pub(crate) struct Renewal<'a> {
    /// The new period.
    pub(crate) period: &'a Period,
    /// Folders to write into `so_voi`.
    pub(crate) compared: &'a [(Comparand, String)],
    /// Whether a comparison is found in another period's file, so that none is typed.
    pub(crate) found: &'a dyn Fn(Comparand, &str) -> bool,
    /// Indicators in percent, whose unit may stand nowhere but in a typed `99,09%`.
    pub(crate) percents: BTreeSet<String>,
}

/// A file of the old period and its tree.
pub(crate) struct Old {
    source: Arc<Source>,
    root: Node,
    /// Line ends of Windows, which the clerk's other programs may count on.
    windows: bool,
}

impl Old {
    /// Reads a file.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub(crate) fn read(workspace: &Workspace, path: &str) -> Result<Self, Findings> {
        let mut findings = Findings::default();
        let windows = workspace.read(path, crate::base::io::names::MAX_YAML)?.unwrap_or_default();
        let windows = windows.windows(2).any(|pair| pair == b"\r\n");
        Self::of(read(workspace, path, &mut findings), windows, findings)
    }

    /// The figures file that a spreadsheet of the old folder stands for.
    ///
    /// # Errors
    /// What keeps the sheet from being read.
    pub(crate) fn read_sheet(
        workspace: &Workspace,
        periods: &Periods,
        folder: &str,
        path: &str,
    ) -> Result<Self, Findings> {
        let shown = workspace.shown(path);
        let bytes = workspace.read(path, MAX_SHEET)?.unwrap_or_default();
        let text = import(&shown, &bytes, folder, (&shown, None), periods)?.text;
        let mut findings = Findings::default();
        Self::of(parse(shown, text.as_bytes(), &mut findings), false, findings)
    }

    fn of(tree: Option<(Arc<Source>, Node)>, windows: bool, findings: Findings) -> Result<Self, Findings> {
        match tree {
            Some((source, root)) if !findings.has_errors() => Ok(Self { source, root, windows }),
            _ => Err(findings),
        }
    }

    /// The figures of the file alone, without those of a spreadsheet beside it.
    pub(crate) fn figures(&self, folder: &str) -> Figures {
        figures(&self.source, &self.root, folder, &mut Findings::default())
    }

    /// The figures file of the new period: structure, names and notes stay, values become `?`.
    pub(crate) fn renewed_figures(&self, renewal: &Renewal<'_>) -> String {
        let mut edits = Edits::new(&self.source);
        let entries = self.root.entries();
        let period = renewal.period.to_string();
        let compared = compared_lines(renewal.compared);
        let mut dated = false;
        for (key, node) in entries {
            match key.name.as_str() {
                "ky_bao_cao" => {
                    edits.set(key, node, &period);
                    edits.after_line(if node.is_null() { key.range.end } else { node.range.end }, &compared);
                    dated = true;
                }
                "den_ngay" if !node.is_null() => edits.set(key, node, "?"),
                "so_voi" => edits.drop_lines(key, node),
                name if FILE_KEYS.contains(&name) => {}
                _ => renew_entry(&mut edits, key, node, &DataPath::default(), renewal, false),
            }
        }
        if let (false, Some((first, _))) = (dated, entries.first()) {
            edits.before_line(first.range.start, &format!("ky_bao_cao: {period}\n{compared}"));
        }
        self.finished(edits)
    }

    /// The shared facts of the new period: dates become `?`.
    pub(crate) fn renewed_facts(&self) -> String {
        let mut edits = Edits::new(&self.source);
        forget_dates(&mut edits, &self.root);
        self.finished(edits)
    }

    /// A document as a draft: number and date are set aside, and figures come from the new folder.
    pub(crate) fn renewed_document(&self, old_folder: &str, new_folder: &str) -> String {
        let mut edits = Edits::new(&self.source);
        for (key, node) in self.root.entries() {
            match key.name.as_str() {
                "so" | "ngay" if !node.is_null() => edits.set_aside(key, node),
                "ky_bao_cao" if node.text().is_some_and(|text| folder_name(text) == old_folder) => {
                    edits.set(key, node, new_folder);
                }
                _ => {}
            }
        }
        self.finished(edits)
    }

    /// The paths of the images that the file shows, as typed.
    pub(crate) fn images(&self) -> Vec<String> {
        let texts = prose::of(&self.source, &self.root);
        texts.iter().flat_map(prose::Words::images).collect()
    }

    /// The date of issue, and the closing date of figures.
    pub(crate) fn date(&self, key: &str) -> Option<IssueDate> {
        IssueDate::parse(self.root.get(key)?.text()?).ok()
    }

    fn finished(&self, edits: Edits<'_>) -> String {
        let text = edits.applied();
        if self.windows { text.replace('\n', "\r\n") } else { text }
    }
}

/// Reads a renewed figures file back.
pub(crate) fn proof(shown: &str, text: &str, folder: &str) -> Result<Figures, Findings> {
    let mut findings = Findings::default();
    let read = parse(shown.to_owned(), text.as_bytes(), &mut findings);
    let figures = read.map(|(source, root)| figures(&source, &root, folder, &mut findings));
    figures.filter(|_| !findings.has_errors()).ok_or_else(|| distorted(shown))
}

/// What to say when the renewed figures are not those of the old period emptied.
pub(crate) fn distorted(shown: &str) -> Findings {
    Finding::new(codes::OUR_BUG, "chương trình không lập được tệp số liệu của kỳ mới")
        .in_file(shown)
        .hint("gửi tệp số liệu của kỳ cũ cho người phát triển chương trình")
        .into()
}

fn compared_lines(compared: &[(Comparand, String)]) -> String {
    let lines = compared.iter().map(|(comparand, folder)| format!("  {}: {folder}\n", comparand.key()));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("so_voi:\n{lines}") }
}

/// Empties an indicator, or every one in a group. `flow`: inside `{…}`.
fn renew_entry(edits: &mut Edits<'_>, key: &Key, node: &Node, above: &DataPath, renewal: &Renewal<'_>, flow: bool) {
    let path = above.key(&key.name);
    let flow = flow || edits.is_flow(node);
    match &node.value {
        Value::Scalar { .. } if renewal.percents.contains(&path.to_string()) => edits.unfold_percent(key, node, flow),
        Value::Scalar { .. } => forget(edits, key, node),
        Value::Map(entries) if is_indicator(entries) => renew_indicator(edits, entries, &path, renewal, flow),
        Value::Map(entries) => {
            let own = |key: &Key| SHARED_KEYS.contains(&key.name.as_str()) || key.name == SHARES;
            for (key, node) in entries.iter().filter(|(key, _)| !own(key)) {
                renew_entry(edits, key, node, &path, renewal, flow);
            }
        }
        Value::List(_) => {}
    }
}

fn renew_indicator(edits: &mut Edits<'_>, entries: &[(Key, Node)], path: &DataPath, renewal: &Renewal<'_>, flow: bool) {
    let comparand = |key: &Key| Comparand::ALL.into_iter().find(|comparand| comparand.key() == key.name);
    let own = |key: &Key| INDICATOR_KEYS.contains(&key.name.as_str()) && !SHARED_KEYS.contains(&key.name.as_str());
    // without any key of its own an indicator would read as a group
    let stays_indicator = entries.iter().any(|(key, _)| own(key) && comparand(key).is_none());
    let path = path.to_string();
    let dropped =
        |key: &Key| stays_indicator && comparand(key).is_some_and(|comparand| (renewal.found)(comparand, &path));
    let unit = entries.iter().any(|(key, node)| key.name == "don_vi" && !node.is_null());
    if !unit && renewal.percents.contains(&path) {
        edits.add_percent(entries, flow);
    }
    edits.drop_entries(entries, &dropped, flow);
    for (key, node) in entries.iter().filter(|(key, _)| !dropped(key)) {
        if matches!(key.name.as_str(), "ke_hoach" | "thuc_hien" | "uoc_thuc_hien" | "cung_ky" | "ky_truoc") {
            forget(edits, key, node);
        }
    }
}

/// `?` in place of what is written; nothing written says the same already.
fn forget(edits: &mut Edits<'_>, key: &Key, node: &Node) {
    if !node.is_null() && node.text().is_some_and(|text| text.trim() != "?") {
        edits.set(key, node, "?");
    }
}

fn forget_dates(edits: &mut Edits<'_>, node: &Node) {
    match &node.value {
        Value::Scalar { text, style } if *style != Style::Literal && IssueDate::parse(text).is_ok() => {
            edits.replace(node.range.clone(), "?");
        }
        Value::Scalar { .. } => {}
        Value::Map(entries) => entries.iter().for_each(|(_, node)| forget_dates(edits, node)),
        Value::List(items) => items.iter().for_each(|node| forget_dates(edits, node)),
    }
}

impl Node {
    /// The entries of a map; none for other nodes.
    fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }
}
