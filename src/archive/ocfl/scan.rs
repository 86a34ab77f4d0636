//! What lies in the store: objects, what is none, and what cannot be read.

use std::path::PathBuf;

use super::path::ObjectKey;
use super::store::{LAYOUT, ROOT_MARK, Store};
use crate::base::finding::Finding;
use crate::base::io::durable::entries;
use crate::base::io::journal::MARK_FILE as LOG_MARK;

/// What lies in a store.
#[derive(Debug, Default)]
pub(in crate::archive) struct Objects {
    pub(in crate::archive) keys: Vec<ObjectKey>,
    /// What is no object.
    pub(in crate::archive) others: Vec<PathBuf>,
    /// Folders from the store, and why they could not be read.
    pub(in crate::archive) unreadable: Vec<(String, Finding)>,
}

impl Store {
    /// Every object of the store, sorted, what lies in it that is none, and the folders that could not be read.
    pub(in crate::archive) fn objects(&self) -> Objects {
        let mut found = Objects::default();
        for (year, is_folder) in self.inside("", &mut found) {
            if !is_folder {
                if ![ROOT_MARK.0, LAYOUT.0, LOG_MARK].contains(&year.as_str()) {
                    found.others.push(self.root.join(year));
                }
                continue;
            }
            for (kind, is_folder) in self.inside(&year, &mut found) {
                let folder = format!("{year}/{kind}");
                if !is_folder {
                    found.others.push(self.root.join(folder));
                    continue;
                }
                for (name, is_folder) in self.inside(&folder, &mut found) {
                    match ObjectKey::parse(&format!("{folder}/{name}")).filter(|_| is_folder) {
                        Some(key) => found.keys.push(key),
                        None => found.others.push(self.root.join(&folder).join(name)),
                    }
                }
            }
        }
        found
    }

    /// What is in a folder of the store; an empty one holds no object.
    fn inside(&self, folder: &str, found: &mut Objects) -> Vec<(String, bool)> {
        match entries(&self.root.join(folder)) {
            Ok(inside) => {
                let inside = inside.unwrap_or_default();
                if inside.is_empty() && !folder.is_empty() {
                    found.others.push(self.root.join(folder));
                }
                inside
            }
            Err(finding) => {
                found.unreadable.push((folder.to_owned(), finding));
                Vec::new()
            }
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        entries(&self.root).is_ok_and(|inside| !inside.unwrap_or_default().iter().any(|(_, is_folder)| *is_folder))
    }
}
