//! What killed runs have left beside the store: finished when their bytes are in place, else undone.

use std::path::{Path, PathBuf};

use super::store::{NOTE, Staged, Store};
use crate::base::finding::Finding;
use crate::base::io::durable::{Disk, entries, kept};

impl Store {
    /// What killed runs have left: notes of what was meant to happen, in the order of their folders, and the rest.
    pub(in crate::archive) fn unfinished(&self) -> Result<(Vec<Staged>, Vec<PathBuf>), Finding> {
        let (mut staged, mut others) = (Vec::new(), Vec::new());
        for (name, is_folder) in entries(&self.staging)?.unwrap_or_default() {
            let folder = self.staging.join(name);
            let note = if is_folder { kept(&folder.join(NOTE))? } else { None };
            match note.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
                Some(note) => staged.push(Staged { folder, note }),
                None => others.push(folder),
            }
        }
        Ok((staged, others))
    }

    /// Finishes a noted version if its bytes are in place, else undoes it; tells which.
    pub(in crate::archive) fn finish_or_undo(&self, disk: &dyn Disk, staged: &Staged) -> Result<bool, Finding> {
        let (key, version) = (&staged.note.key, staged.note.version);
        let object = self.object(key);
        let noted = |found: Option<(Vec<u8>, String)>| found.is_some_and(|(_, digest)| digest == staged.note.inventory);
        if noted(self.inventory_of(key, version)?) {
            self.put_at_root(disk, key, version)?;
            return Ok(true);
        }
        for above in object.ancestors().take_while(|above| *above != self.root) {
            disk.remove_if_empty(above)?;
        }
        Ok(false)
    }

    /// Takes away what is left of a version that was undone or logged.
    pub(in crate::archive) fn clear(&self, disk: &dyn Disk, folder: &Path) -> Result<(), Finding> {
        disk.remove(folder)
    }
}
