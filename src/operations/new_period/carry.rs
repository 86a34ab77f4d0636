//! The clerk's files of one period carried to the next: the text stays as typed but for what the period changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_YAML;
use crate::base::io::workspace::Workspace;
use crate::base::source::{DataPath, Source};
use crate::base::text::line_ends::LineEnds;
use crate::check::prose::{self, folder_name};
use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Measure, Period};
use crate::formats::spreadsheet::open::MAX_SHEET;
use crate::formats::yaml::decode;
use crate::formats::yaml::edit::Editor;
use crate::formats::yaml::node::{Key, Node, Style, Value};
use crate::load::figures::keys::{FILE_KEYS, INDICATOR_KEYS, SHARED_KEYS, SHARES, is_indicator};
use crate::load::file::read;
use crate::load::{Periods, figures};
use crate::operations::figures::import::update_text;

/// What a figures file becomes.
pub(crate) struct FiguresRenewal<'a> {
    /// The new period.
    pub(crate) period: &'a Period,
    /// Folders to write into `so_voi`.
    pub(crate) compared: &'a [(Measure, String)],
    /// Whether a comparison is found in another period's file, so that none is typed.
    pub(crate) found: &'a dyn Fn(Measure, &str) -> bool,
    /// Indicators in percent, whose unit may stand nowhere but in a typed `99,09%`.
    pub(crate) percents: BTreeSet<String>,
}

/// A file of the old period and its tree.
pub(crate) struct PreviousFile {
    source: Arc<Source>,
    root: Node,
    /// Those the clerk's other programs may count on.
    line_ends: LineEnds,
}

impl PreviousFile {
    /// Reads a file.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub(crate) fn read(workspace: &Workspace, path: &str) -> Result<Self, Findings> {
        let mut findings = Findings::default();
        let line_ends = LineEnds::of(&workspace.read(path, MAX_YAML)?.unwrap_or_default());
        Self::of(read(workspace, path, &mut findings), line_ends, findings)
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
        let text = update_text(&shown, &bytes, folder, (&shown, None), periods)?.text;
        let mut findings = Findings::default();
        Self::of(decode::read(shown, text.as_bytes(), &mut findings), LineEnds::Unix, findings)
    }

    /// The figures file together with what only the spreadsheet beside it has; a sheet that cannot be read has been told
    /// with its own period, and leaves the file alone.
    ///
    /// # Errors
    /// What keeps the file from being read.
    pub(crate) fn read_beside_sheet(
        workspace: &Workspace,
        periods: &Periods,
        folder: &str,
        (path, sheet): (&str, &str),
    ) -> Result<Self, Findings> {
        let alone = Self::read(workspace, path)?;
        let Some(bytes) = workspace.read(sheet, MAX_SHEET)? else { return Ok(alone) };
        let shown = workspace.shown(path);
        let before = (shown.as_str(), Some(alone.source.text().as_bytes()));
        let Ok(update) = update_text(&workspace.shown(sheet), &bytes, folder, before, periods) else {
            return Ok(alone);
        };
        let both = decode::read(shown, update.text.as_bytes(), &mut Findings::default());
        Self::of(both, alone.line_ends, Findings::default())
    }

    fn of(tree: Option<(Arc<Source>, Node)>, line_ends: LineEnds, findings: Findings) -> Result<Self, Findings> {
        match tree {
            Some((source, root)) if !findings.has_errors() => Ok(Self { source, root, line_ends }),
            _ => Err(findings),
        }
    }

    /// The figures of the file alone, without those of a spreadsheet beside it.
    pub(crate) fn figures(&self, folder: &str) -> Figures {
        figures::read(&self.source, &self.root, folder, &mut Findings::default())
    }

    /// The figures file of the new period: structure, names and notes stay, values become `?`.
    pub(crate) fn renewed_figures(&self, renewal: &FiguresRenewal<'_>) -> String {
        let mut editor = Editor::new(&self.source);
        let entries = self.root.entries();
        let period = renewal.period.to_string();
        let compared = compared_lines(renewal.compared);
        let mut dated = false;
        for (key, node) in entries {
            match key.name.as_str() {
                "ky_bao_cao" => {
                    set(&mut editor, key, node, &period);
                    if !compared.is_empty() {
                        editor.insert_after(editor.end(key, node), &compared);
                    }
                    dated = true;
                }
                "den_ngay" if !node.is_null() => set(&mut editor, key, node, "?"),
                "so_voi" => editor.remove_lines(key, node),
                name if FILE_KEYS.contains(&name) => {}
                _ => Renewer { editor: &mut editor, renewal }.entry(key, node, &DataPath::default(), false),
            }
        }
        if let (false, Some((first, _))) = (dated, entries.first()) {
            let lines = [format!("ky_bao_cao: {period}"), compared];
            editor.insert_before(first.range.start, lines.join("\n").trim_end());
        }
        self.finished(editor)
    }

    /// The shared facts of the new period: dates become `?`.
    pub(crate) fn renewed_facts(&self) -> String {
        let mut editor = Editor::new(&self.source);
        forget_dates(&mut editor, &self.root);
        self.finished(editor)
    }

    /// A document as a draft: number and date are set aside, and figures come from the new folder.
    pub(crate) fn renewed_document(&self, old_folder: &str, new_folder: &str) -> String {
        let mut editor = Editor::new(&self.source);
        for (key, node) in self.root.entries() {
            match key.name.as_str() {
                "so" | "ngay" if !node.is_null() => editor.comment_out(key, node),
                "ky_bao_cao" if node.text().is_some_and(|text| folder_name(text) == old_folder) => {
                    set(&mut editor, key, node, new_folder);
                }
                _ => {}
            }
        }
        self.finished(editor)
    }

    /// The paths of the images that the file shows, as typed.
    pub(crate) fn images(&self) -> Vec<String> {
        let texts = prose::of(&self.source, &self.root);
        texts.iter().flat_map(prose::Words::images).collect()
    }

    /// The list that makes letters of the file, as typed.
    pub(crate) fn list(&self) -> Option<&str> {
        self.root.get("danh_sach")?.text()
    }

    /// The date of issue, and the closing date of figures.
    pub(crate) fn date(&self, key: &str) -> Option<IssueDate> {
        IssueDate::parse(self.root.get(key)?.text()?).ok()
    }

    fn finished(&self, editor: Editor<'_>) -> String {
        self.line_ends.write(editor.finish())
    }
}

/// Reads a renewed figures file back.
pub(crate) fn proof(shown: &str, text: &str, folder: &str) -> Result<Figures, Findings> {
    let mut findings = Findings::default();
    let read = decode::read(shown.to_owned(), text.as_bytes(), &mut findings);
    let figures = read.map(|(source, root)| figures::read(&source, &root, folder, &mut findings));
    figures.filter(|_| !findings.has_errors()).ok_or_else(|| distorted(shown))
}

/// What to say when the renewed figures are not those of the old period emptied.
pub(crate) fn distorted(shown: &str) -> Findings {
    Finding::new(codes::OUR_BUG, "chương trình không lập được tệp số liệu của kỳ mới")
        .in_file(shown)
        .hint("gửi tệp số liệu của kỳ cũ cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
        .into()
}

fn compared_lines(compared: &[(Measure, String)]) -> String {
    let lines = compared.iter().map(|(measure, folder)| format!("\n  {}: {folder}", measure.key()));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("so_voi:{lines}") }
}

/// Empties the figures of a file.
struct Renewer<'a, 'b> {
    editor: &'a mut Editor<'b>,
    renewal: &'a FiguresRenewal<'a>,
}

impl Renewer<'_, '_> {
    /// Empties an indicator, or every one in a group. `flow`: inside `{…}`.
    fn entry(&mut self, key: &Key, node: &Node, above: &DataPath, flow: bool) {
        let path = above.key(&key.name);
        let flow = flow || self.editor.is_flow(node);
        match &node.value {
            Value::Scalar { .. } if self.renewal.percents.contains(&path.to_string()) => {
                unfold_percent(self.editor, key, node, flow);
            }
            Value::Scalar { .. } => forget(self.editor, key, node),
            Value::Map(entries) if is_indicator(entries) => self.indicator(entries, &path, flow),
            Value::Map(entries) => {
                let own = |key: &Key| SHARED_KEYS.contains(&key.name.as_str()) || key.name == SHARES;
                for (key, node) in entries.iter().filter(|(key, _)| !own(key)) {
                    self.entry(key, node, &path, flow);
                }
            }
            Value::List(_) => {}
        }
    }

    fn indicator(&mut self, entries: &[(Key, Node)], path: &DataPath, flow: bool) {
        let compared = |key: &Key| Measure::OF_OTHER_PERIODS.into_iter().find(|measure| measure.key() == key.name);
        let own = |key: &Key| INDICATOR_KEYS.contains(&key.name.as_str()) && !SHARED_KEYS.contains(&key.name.as_str());
        // without any key of its own an indicator would read as a group
        let stays_indicator = entries.iter().any(|(key, _)| own(key) && compared(key).is_none());
        let (path, renewal) = (path.to_string(), self.renewal);
        let removed =
            |key: &Key| stays_indicator && compared(key).is_some_and(|measure| (renewal.found)(measure, &path));
        let unit = entries.iter().any(|(key, node)| key.name == "don_vi" && !node.is_null());
        if !unit && renewal.percents.contains(&path) {
            add_percent(self.editor, entries, flow);
        }
        self.editor.remove_entries(entries, &removed, flow);
        for (key, node) in entries.iter().filter(|(key, _)| !removed(key)) {
            if Measure::from_key(&key.name).is_some() {
                forget(self.editor, key, node);
            }
        }
    }
}

/// `?` in place of what is written; nothing written says the same already.
fn forget(editor: &mut Editor<'_>, key: &Key, node: &Node) {
    if !node.is_null() && node.text().is_some_and(|text| text.trim() != "?") {
        set(editor, key, node, "?");
    }
}

/// Writes a value under a key; an alias takes that of its anchor, which is written where the anchor stands.
fn set(editor: &mut Editor<'_>, key: &Key, node: &Node, value: &str) {
    if node.is_null() || node.range.start >= key.range.end {
        editor.set(key, node, value);
    }
}

/// `ty_le: 99,09%` has its unit in the value; without the value the unit needs a line.
fn unfold_percent(editor: &mut Editor<'_>, key: &Key, node: &Node, flow: bool) {
    let text = if flow {
        " {don_vi: \"%\", thuc_hien: ?}".to_owned()
    } else {
        let indent = format!("\n{}  ", editor.indent(key.range.start));
        format!("{indent}don_vi: \"%\"{indent}thuc_hien: ?")
    };
    let colon = editor.after_colon(key);
    editor.replace(colon..(node.range.start + editor.written(node).len()).max(colon), text);
}

/// States the unit that the values of an indicator had in themselves.
fn add_percent(editor: &mut Editor<'_>, entries: &[(Key, Node)], flow: bool) {
    let Some((first, _)) = entries.first() else {
        return;
    };
    if flow {
        editor.insert(first.range.start, "don_vi: \"%\", ");
    } else {
        editor.insert_before(first.range.start, &format!("{}don_vi: \"%\"", editor.indent(first.range.start)));
    }
}

fn forget_dates(editor: &mut Editor<'_>, node: &Node) {
    match &node.value {
        Value::Scalar { text, style } if *style != Style::Literal && IssueDate::parse(text).is_ok() => {
            editor.replace(node.range.start..node.range.start + editor.written(node).len(), "?");
        }
        Value::Scalar { .. } => {}
        Value::Map(entries) => entries.iter().for_each(|(_, node)| forget_dates(editor, node)),
        Value::List(items) => items.iter().for_each(|node| forget_dates(editor, node)),
    }
}
