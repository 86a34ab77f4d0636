//! The figures and shared facts of every folder of a workspace, loaded once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expression::Facts;
use super::reader::Reader;
use super::tree::Node;
use super::{figures, read};
use crate::figures::Almanac;
use crate::files::{FIGURES_FILE, SHARED_FILE, Workspace};
use crate::finding::{Finding, Findings, codes, nearest};
use crate::source::Source;

/// All periods of a workspace.
#[derive(Debug)]
pub struct Periods {
    almanac: Arc<Almanac>,
    shared: BTreeMap<String, (Arc<Source>, Node)>,
    /// What is wrong with the files of a folder; told with the documents that use them.
    findings: BTreeMap<String, Findings>,
}

impl Periods {
    /// Loads every `so-lieu.yaml` and `chung.yaml`.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn load(workspace: &Workspace) -> Result<Self, Finding> {
        let mut almanac = Almanac::default();
        let mut shared = BTreeMap::new();
        let mut problems: BTreeMap<String, Findings> = BTreeMap::new();
        for folder in workspace.folders_with(FIGURES_FILE)? {
            let mut findings = Findings::default();
            if let Some((source, root)) = read(workspace, &within(&folder, FIGURES_FILE), &mut findings) {
                almanac.periods.insert(folder.clone(), figures::figures(&source, &root, &folder, &mut findings));
            }
            problems.entry(folder).or_default().extend(findings);
        }
        for folder in workspace.folders_with(SHARED_FILE)? {
            let mut findings = Findings::default();
            if let Some(tree) = read(workspace, &within(&folder, SHARED_FILE), &mut findings) {
                shared.insert(folder.clone(), tree);
            }
            problems.entry(folder).or_default().extend(findings);
        }
        Ok(Self { almanac: Arc::new(almanac), shared, findings: problems })
    }

    /// Every period.
    pub fn almanac(&self) -> &Almanac {
        &self.almanac
    }

    /// What is wrong with the figures and facts of a folder.
    pub fn findings(&self, folder: &str) -> Findings {
        self.findings.get(folder).cloned().unwrap_or_default()
    }

    /// What the expressions of a document can name: the figures of its `ky_bao_cao` or of its own folder,
    /// and the shared facts of its folder and the folders above.
    pub(super) fn facts(&self, document: Reader<'_>, path: &str, findings: &mut Findings) -> Facts {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = self
            .chosen(document, findings)
            .or_else(|| ancestors(folder).find(|folder| self.knows(folder)).map(str::to_owned));
        let figures = own.as_ref().and_then(|folder| self.almanac.in_folder(folder)).cloned().unwrap_or_default();
        let above: Vec<&str> = ancestors(folder).filter(|folder| self.shared.contains_key(*folder)).collect();
        let mut named: Vec<&str> = above.clone();
        named.extend(own.as_deref().filter(|folder| !above.contains(folder)));
        for folder in named {
            findings.extend(self.findings(folder));
        }
        let shared = above.iter().filter_map(|folder| self.shared.get(*folder)).map(|(_, node)| node);
        Facts::new(Arc::new(figures), Arc::clone(&self.almanac), shared)
    }

    /// Whether a folder has figures, good or bad.
    fn knows(&self, folder: &str) -> bool {
        self.almanac.periods.contains_key(folder)
    }

    /// The folder a document names in `ky_bao_cao`.
    fn chosen(&self, document: Reader<'_>, findings: &mut Findings) -> Option<String> {
        let text = document.optional(&"ky_bao_cao".into())?;
        let folder = text.value.trim().trim_end_matches('/').to_owned();
        if !self.knows(&folder) {
            let known: Vec<&str> = self.almanac.periods.keys().map(String::as_str).collect();
            let hint = match nearest(&folder, known.iter().copied()) {
                Some(name) => format!("ý bạn là `{name}`?"),
                None => format!("các thư mục có `{FIGURES_FILE}`: {}", known.join(", ")),
            };
            findings.push(
                Finding::new(codes::UNKNOWN_REFERENCE, format!("thư mục `{folder}` không có `{FIGURES_FILE}`"))
                    .at_optional(text.place)
                    .path("ky_bao_cao".into())
                    .hint(hint),
            );
        }
        Some(folder)
    }
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

fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
