//! What any document of a workspace may depend on: the office, figures, shared facts, templates and fonts.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::finding::Finding;
use crate::base::io::names::{FIGURES_FILE, FONT_FOLDER, MAX_ASSET, OFFICE_FILE, SHARED_FILE, TEMPLATE_FOLDER};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::load::SHEET_FILES;

/// The shared files of a workspace by their content.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dependencies {
    files: BTreeMap<String, Digest>,
    all: Digest,
}

impl Dependencies {
    /// Reads every shared file of a workspace.
    ///
    /// # Errors
    /// A folder cannot be read. A file that cannot be read has its finding where it is used.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let mut paths = vec![OFFICE_FILE.to_owned()];
        paths.extend(
            workspace.named_like(&|name| [FIGURES_FILE, SHARED_FILE].contains(&name) || SHEET_FILES.contains(&name))?,
        );
        for folder in [TEMPLATE_FOLDER, "mau/chung", FONT_FOLDER] {
            paths.extend(workspace.list(folder).iter().map(|name| WorkspacePath::of(folder).join(name)));
        }
        let mut found = BTreeMap::new();
        for path in paths {
            if let Ok(Some(bytes)) = workspace.read(&path, MAX_ASSET) {
                found.insert(path, Digest::of(&bytes));
            }
        }
        let parts = found.iter().flat_map(|(path, digest)| [path.as_bytes(), digest.digits().as_bytes()]);
        let all = Digest::of_all(parts);
        Ok(Self { files: found, all })
    }

    /// All of them in one.
    pub(crate) fn all(&self) -> &Digest {
        &self.all
    }

    /// Their paths.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// One of them.
    pub(crate) fn get(&self, path: &str) -> Option<&Digest> {
        self.files.get(path)
    }

    /// Templates and fonts of the office's own.
    pub(crate) fn office_files(&self) -> impl Iterator<Item = (&String, &Digest)> {
        self.files.iter().filter(|(path, _)| in_folder(path, TEMPLATE_FOLDER) || in_folder(path, FONT_FOLDER))
    }

    /// The fonts of the office's own.
    pub(crate) fn fonts(&self) -> Vec<(&String, &Digest)> {
        self.files.iter().filter(|(path, _)| in_folder(path, FONT_FOLDER)).collect()
    }

    /// The figures files of a folder: the YAML, and a spreadsheet beside it.
    pub(crate) fn figures(&self, folder: &str) -> Vec<String> {
        let names = SHEET_FILES.iter().copied().chain([FIGURES_FILE]);
        names.map(|name| WorkspacePath::of(folder).join(name)).filter(|path| self.files.contains_key(path)).collect()
    }
}

fn in_folder(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
