//! Tác động: every document and sentence that a figure or shared fact reaches.

use std::collections::HashSet;
use std::path::Path;

use crate::base::finding::{Finding, Findings, codes, suggest};
use crate::base::io::names::{FIGURES_FILE, OFFICE_FILE, SHARED_FILE, is_document};
use crate::base::io::workspace_path::WorkspacePath;
use crate::domain::document::{Origin, Use};
use crate::load::{self, CITED_ATTRIBUTES as ATTRIBUTES, SHEET_FILES};
use crate::operations::common::documents::documents_in;
use crate::operations::common::guard::guarded;
use crate::operations::common::session::Session;
use crate::operations::common::status::Refused;
use crate::operations::figures::usage::{self, Used};

/// Facts of the office that every document shows.
const EVERYWHERE: [&str; 1] = ["trinh_bay"];

/// What a figure or fact reaches.
#[derive(Debug)]
pub struct Impact {
    /// The file it stands in, as the clerk should read its path.
    pub file: String,
    /// The figure, group or fact; empty for the whole file.
    pub fact: String,
    /// In the order of documents and lines.
    pub uses: Vec<Used>,
}

impl Impact {
    /// How many documents it reaches.
    pub fn documents(&self) -> usize {
        let mut documents: Vec<&str> = self.uses.iter().map(|used| used.document.as_str()).collect();
        documents.dedup();
        documents.len()
    }
}

/// What `fact` of a shared file reaches: `luot_khach` alone, a group with all it holds, or everything when empty; with
/// warnings about the workspace.
///
/// # Errors
/// The workspace cannot be used, the file is not one that documents share, or it has no such fact.
pub fn impact(file: &Path, fact: &str) -> Result<(Impact, Findings), Refused> {
    let (session, warnings) = Session::open(file).map_err(Refused::failed)?;
    Ok((session.impact(file, fact).map_err(Refused::failed)?, warnings))
}

impl Session {
    /// What `fact` of a shared file reaches: `luot_khach` alone, a group with all it holds, or everything when empty.
    ///
    /// # Errors
    /// The file is not one that documents share, or has no such fact.
    pub fn impact(&self, file: &Path, fact: &str) -> Result<Impact, Finding> {
        let relative = self.workspace.relative(file)?;
        let origin = origin(&relative).ok_or_else(|| not_shared(&self.workspace.shown(&relative)))?;
        let shown = self.workspace.shown(&relative);
        self.known(&origin, fact, &shown)?;
        let mut uses: Vec<Used> = Vec::new();
        let mut known = HashSet::new();
        for path in documents_in(&self.workspace, "")? {
            let document = self.workspace.shown(&path);
            let loaded = guarded(|| load::document(&self.workspace, &self.office, &self.periods, &path));
            let loaded = loaded.map_err(|crash| crash.in_file(document.as_str()))?;
            if origin == Origin::Office && EVERYWHERE.iter().any(|everywhere| under(fact, everywhere)) {
                uses.push(usage::whole(&document, fact));
            }
            let reached = loaded.uses.iter().filter(|used| self.reaches(used, &origin, fact));
            for used in reached.map(|used| usage::used(used, &document, used.reads.clone())) {
                // a table of a group reads each of its figures at the same place
                if known.insert((used.document.clone(), used.place.clone(), used.expression.clone())) {
                    uses.push(used);
                }
            }
        }
        Ok(Impact { file: shown, fact: fact.to_owned(), uses })
    }

    fn reaches(&self, used: &Use, origin: &Origin, fact: &str) -> bool {
        match origin {
            Origin::Figures(folder) => {
                let period = [("ky", "ky_bao_cao"), ("den_ngay", "den_ngay")];
                let named = period.iter().any(|(name, key)| used.path == *name && under(key, fact));
                named && used.origin == *origin
                    || self.figures_behind(used, folder).keys().any(|path| under(path, fact))
            }
            // a document takes an entry of the office whole: a signer, with the name inside
            Origin::Office => used.origin == *origin && (under(&used.path, fact) || under(fact, &used.path)),
            Origin::Shared(_) | Origin::Document(_) => used.origin == *origin && under(&used.path, fact),
        }
    }

    /// Whether the file has such a fact.
    fn known(&self, origin: &Origin, fact: &str, shown: &str) -> Result<(), Finding> {
        let names = match origin {
            Origin::Figures(folder) => {
                let figures = self.periods.almanac().in_folder(folder).cloned().unwrap_or_default();
                let own = figures.indicators().into_iter().map(|indicator| indicator.path.clone());
                own.chain(figures.root.paths()).chain(["ky_bao_cao".to_owned(), "den_ngay".to_owned()]).collect()
            }
            Origin::Shared(folder) => self.periods.shared_names(folder),
            Origin::Document(_) => ATTRIBUTES.map(str::to_owned).to_vec(),
            Origin::Office => self.office.names(),
        };
        if fact.is_empty() || names.iter().any(|name| under(name, fact)) {
            return Ok(());
        }
        let finding = Finding::new(codes::UNKNOWN_FIGURE, format!("tệp không có `{fact}`")).in_file(shown);
        Err(finding.hint(suggest(fact, names.iter().map(String::as_str), || {
            "viết tên đầy đủ như trong tệp, ví dụ `so-lieu.yaml#du_lich.luot_khach`".to_owned()
        })))
    }
}

/// Whether a name is the fact or stands inside it.
fn under(name: &str, fact: &str) -> bool {
    let inside = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
    fact.is_empty() || name.strip_prefix(fact).is_some_and(inside)
}

/// What a file of the workspace gives to documents.
fn origin(relative: &str) -> Option<Origin> {
    let (folder, name) = WorkspacePath::of(relative).split();
    match name {
        OFFICE_FILE if folder.is_empty() => Some(Origin::Office),
        SHARED_FILE => Some(Origin::Shared(folder.to_owned())),
        _ if name == FIGURES_FILE || SHEET_FILES.contains(&name) => Some(Origin::Figures(folder.to_owned())),
        _ if is_document(name) => Some(Origin::Document(relative.to_owned())),
        _ => None,
    }
}

fn not_shared(shown: &str) -> Finding {
    Finding::new(codes::UNKNOWN_REFERENCE, "đây không phải tệp mà nhiều văn bản dùng chung").in_file(shown).hint(
        format!(
            "chỉ xem được tác động của `{FIGURES_FILE}`, `{SHARED_FILE}`, `{OFFICE_FILE}` và của văn bản được viện dẫn"
        ),
    )
}
