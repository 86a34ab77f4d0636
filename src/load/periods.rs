//! The figures and shared facts of every folder of a workspace, loaded once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes, suggest};
use crate::base::io::names::{FIGURES_FILE, SHARED_FILE};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{DataPath, Source};
use crate::content::expression::Scope;
use crate::content::expression::field_reader::FieldReader;
use crate::domain::figures::{Almanac, Figures, Measure, Reading};
use crate::formats::spreadsheet::open::MAX_SHEET;
use crate::formats::yaml::node::Node;
use crate::load::figures;
use crate::load::figures::spreadsheet::{self, SHEET_FILES};
use crate::load::file::read;
use crate::load::refused_expressions;

/// The shared facts of folders, as they are written.
type Facts = BTreeMap<String, (Arc<Source>, Node)>;

/// All periods of a workspace.
#[derive(Debug)]
pub struct Periods {
    almanac: Arc<Almanac>,
    shared: Facts,
    /// Folders whose `chung.yaml` cannot be read.
    unread: BTreeSet<String>,
    /// What is wrong with the files of a folder; reported with the documents that use them.
    findings: BTreeMap<String, Findings>,
}

impl Periods {
    /// Loads every `so-lieu.yaml`, the spreadsheets beside it or instead of it, and every `chung.yaml`.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn load(workspace: &Workspace) -> Result<Self, Finding> {
        let mut almanac = Almanac::default();
        let mut compared = Vec::new();
        let mut problems: BTreeMap<String, Findings> = BTreeMap::new();
        for folder in workspace.folders_with(FIGURES_FILE)? {
            let mut findings = Findings::default();
            let tree = read(workspace, &WorkspacePath::of(&folder).join(FIGURES_FILE), &mut findings);
            // a file that cannot be read is known too, so that its documents tell what is wrong with it
            let figures = match tree {
                Some((source, root)) => {
                    let reader = FieldReader { source: &source, root: &root };
                    let named = Measure::OF_OTHER_PERIODS.map(|measure| DataPath::from("so_voi").key(measure.key()));
                    let named = named.into_iter().filter_map(|path| Some((reader.optional(&path)?, path)));
                    compared.extend(named.map(|(text, path)| (folder.clone(), path, text)));
                    figures::read_typed(&source, &root, &folder, &mut findings)
                }
                None => Figures::unread(&folder),
            };
            almanac.periods.insert(folder.clone(), figures);
            problems.entry(folder).or_default().extend(findings);
        }
        for (folder, name) in sheets(workspace, &mut problems)? {
            // a sheet that cannot be read is known too, as the file is
            let beside = almanac.periods.contains_key(&folder);
            let figures = almanac.periods.entry(folder.clone()).or_insert_with(|| Figures::unread(&folder));
            let Some(name) = name else { continue };
            let findings = problems.entry(folder.clone()).or_default();
            let reading = figures.reading;
            figures.reading = Reading::Partly;
            let path = WorkspacePath::of(&folder).join(name);
            let read = workspace.read(&path, MAX_SHEET).map_err(|finding| findings.push(finding));
            let Some(bytes) = read.ok().flatten() else { continue };
            let mut told = Findings::default();
            let shown = workspace.shown(&path);
            let sheet = spreadsheet::read(&shown, &bytes, &folder, &mut told);
            if let (Some(sheet), false) = (sheet, told.has_errors()) {
                match beside {
                    true => {
                        figures.reading = reading;
                        spreadsheet::merge::merge(figures, sheet, &mut told);
                        if told.has_errors() {
                            figures.reading = Reading::Partly;
                        }
                    }
                    false => *figures = sheet.into_figures(),
                }
            }
            findings.extend(told.about(&shown));
        }
        complete_totals(workspace, &mut almanac, &mut problems);
        for (folder, path, text) in compared {
            if almanac.in_folder(&text.value).is_none() {
                let finding = no_figures(&text.value, &almanac).at_optional(text.place).path(path);
                problems.entry(folder).or_default().push(finding);
            }
        }
        for (folder, finding) in doubled(workspace, &almanac) {
            problems.entry(folder).or_default().push(finding);
        }
        let (shared, unread) = facts(workspace, &mut problems)?;
        Ok(Self { almanac: Arc::new(almanac), shared, unread, findings: problems })
    }

    /// Every period.
    pub(crate) fn almanac(&self) -> &Almanac {
        &self.almanac
    }

    /// What is wrong with the figures and facts of a folder.
    pub fn findings(&self, folder: &str) -> Findings {
        self.findings.get(folder).cloned().unwrap_or_default()
    }

    /// Every name in the `chung.yaml` of a folder.
    pub(crate) fn shared_names(&self, folder: &str) -> Vec<String> {
        self.shared.get(folder).map(|(_, root)| root.names()).unwrap_or_default()
    }

    /// What the expressions of a document can name: the figures of its `ky_bao_cao` or of its own folder,
    /// and the shared facts of its folder and the folders above.
    pub(super) fn scope(&self, document: FieldReader<'_>, path: &str, findings: &mut Findings) -> Scope {
        let folder = WorkspacePath::of(path).folder();
        let own = self
            .chosen(document, findings)
            .or_else(|| ancestors(folder).find(|folder| self.knows(folder)).map(str::to_owned));
        let mut figures = match &own {
            Some(folder) => self.almanac.in_folder(folder).cloned().unwrap_or_else(|| Figures::unread(folder)),
            None => Figures::default(),
        };
        let above: Vec<&str> = ancestors(folder).filter(|folder| self.has_facts(folder)).collect();
        if above.iter().any(|folder| self.unread.contains(*folder)) {
            figures.reading = Reading::Partly;
        }
        let mut named: Vec<&str> = above.clone();
        named.extend(own.as_deref().filter(|folder| !above.contains(folder)));
        for folder in named {
            findings.extend(self.findings(folder));
        }
        let shared = above.iter().filter_map(|folder| self.shared.get(*folder).map(|(_, node)| (*folder, node)));
        Scope::new(Arc::new(figures), Arc::clone(&self.almanac), shared)
    }

    /// Whether a folder has shared facts, good or bad.
    fn has_facts(&self, folder: &str) -> bool {
        self.shared.contains_key(folder) || self.unread.contains(folder)
    }

    /// Whether a folder has figures, good or bad.
    fn knows(&self, folder: &str) -> bool {
        self.almanac.periods.contains_key(folder)
    }

    /// The folder a document names in `ky_bao_cao`.
    fn chosen(&self, document: FieldReader<'_>, findings: &mut Findings) -> Option<String> {
        let text = document.optional(&"ky_bao_cao".into())?;
        let folder = text.value.trim().trim_end_matches('/').to_owned();
        if !self.knows(&folder) {
            let finding = no_figures(&folder, &self.almanac).at_optional(text.place);
            findings.push(finding.path("ky_bao_cao".into()));
        }
        Some(folder)
    }
}

/// Every `chung.yaml` by its folder, and the folders whose own cannot be read.
fn facts(
    workspace: &Workspace,
    problems: &mut BTreeMap<String, Findings>,
) -> Result<(Facts, BTreeSet<String>), Finding> {
    let (mut shared, mut unread) = (Facts::new(), BTreeSet::new());
    for folder in workspace.folders_with(SHARED_FILE)? {
        let mut findings = Findings::default();
        match read(workspace, &WorkspacePath::of(&folder).join(SHARED_FILE), &mut findings) {
            Some(tree) => {
                figures::mistakes::facts(&tree.0, &tree.1, &mut findings);
                refused_expressions::refuse_in(&tree.0, &tree.1, None, &mut findings);
                shared.insert(folder.clone(), tree);
            }
            None => _ = unread.insert(folder.clone()),
        }
        problems.entry(folder).or_default().extend(findings);
    }
    Ok((shared, unread))
}

/// Fills in the totals of every period; what disagrees is reported with its folder.
fn complete_totals(workspace: &Workspace, almanac: &mut Almanac, problems: &mut BTreeMap<String, Findings>) {
    for (folder, figures) in &mut almanac.periods {
        let mut told = Findings::default();
        figures::totals::complete(&mut figures.root, &mut told);
        problems.entry(folder.clone()).or_default().extend(told.about(&workspace.shown(folder)));
    }
}

/// Periods that several folders have: reported with these folders and with those that would compare with them.
fn doubled(workspace: &Workspace, almanac: &Almanac) -> Vec<(String, Finding)> {
    let mut found = Vec::new();
    for (period, folders) in almanac.doubled() {
        let named: Vec<String> = folders.iter().map(|folder| format!("`{folder}`")).collect();
        let message = format!("{} thư mục cùng ghi kỳ {period}: {}", folders.len(), named.join(", "));
        let first = folders.first().copied().unwrap_or_default();
        let finding = Finding::new(codes::SAME_PERIOD, message)
            .in_file(workspace.shown(&WorkspacePath::of(first).join(FIGURES_FILE)))
            .hint("sửa `ky_bao_cao` của thư mục ghi nhầm, hoặc gộp lại thành một thư mục")
            .hint(format!("cần giữ cả hai thì ở kỳ khác ghi rõ thư mục đem so, ví dụ `so_voi: {{cung_ky: {first}}}`"));
        let compares = |other: &Figures| {
            let Some(own) = &other.period else { return false };
            let neighbours =
                Measure::OF_OTHER_PERIODS.into_iter().filter(|measure| !other.compared.contains_key(measure));
            let neighbours = neighbours.filter_map(|measure| own.compared(measure));
            neighbours.chain(own.months()).chain(own.since_new_year().into_iter().flatten()).any(|near| near == *period)
        };
        let reached =
            almanac.periods.iter().filter(|(folder, other)| folders.contains(&folder.as_str()) || compares(other));
        found.extend(reached.map(|(folder, _)| (folder.clone(), finding.clone())));
    }
    found
}

/// What to say of a folder that is named for its figures and has none.
fn no_figures(folder: &str, almanac: &Almanac) -> Finding {
    let known: Vec<&str> = almanac.periods.keys().map(String::as_str).filter(|known| !known.is_empty()).collect();
    let hint = suggest(folder, known.iter().copied(), || match known.is_empty() {
        true => format!("chưa thư mục con nào có `{FIGURES_FILE}`"),
        false => format!("các thư mục có `{FIGURES_FILE}`: {}", known.join(", ")),
    });
    Finding::new(codes::UNKNOWN_REFERENCE, format!("thư mục `{folder}` không có `{FIGURES_FILE}`")).hint(hint)
}

/// The folder and those above it, up to the workspace itself.
fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    let cuts = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    let mut all: Vec<&str> = cuts.collect();
    all.push(folder);
    if !folder.is_empty() {
        all.insert(0, "");
    }
    all.into_iter().rev()
}

/// The spreadsheet of each folder that has any; of several none is taken, as nobody can say which counts.
fn sheets(
    workspace: &Workspace,
    problems: &mut BTreeMap<String, Findings>,
) -> Result<BTreeMap<String, Option<&'static str>>, Finding> {
    let mut found: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut doubled = Vec::new();
    for name in SHEET_FILES {
        for folder in workspace.folders_with(name)? {
            let Some(first) = found.get(&folder) else {
                found.insert(folder, name);
                continue;
            };
            let message = format!("thư mục có hai bảng tính số liệu, `{first}` và `{name}`");
            problems.entry(folder.clone()).or_default().push(
                Finding::new(codes::SHEET_UNREADABLE, message)
                    .in_file(workspace.shown(&WorkspacePath::of(&folder).join(name)))
                    .hint("giữ lại một tệp, đổi tên hoặc chuyển tệp kia đi"),
            );
            doubled.push(folder);
        }
    }
    let one = |(folder, name): (String, &'static str)| {
        let name = (!doubled.contains(&folder)).then_some(name);
        (folder, name)
    };
    Ok(found.into_iter().map(one).collect())
}
