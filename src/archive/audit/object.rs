//! One object of the store: its inventories, its files, and the signed files in it validated again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::logged::LoggedObjects;
use super::report::{AuditReport, UnsoundVersion};
use super::strange_files::system_junk;
use crate::archive::deposit::Archive;
use crate::archive::index::entry::rank;
use crate::archive::metadata::LetterOf;
use crate::archive::object_file as file;
use crate::archive::ocfl::error::{Damage, StoreError};
use crate::archive::ocfl::inventory::{FILE, Inventory, SIDECAR, sidecar_digest};
use crate::archive::ocfl::path::ObjectKey;
use crate::archive::ocfl::store::OBJECT_MARK;
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::base::io::durable::{entries, kept};
use crate::base::io::names::is_system_junk;
use crate::base::io::workspace_path::WorkspacePath;
use crate::signature::Indication;

/// The audit of one object after another.
pub(super) struct ObjectAudit<'a> {
    pub(super) archive: &'a Archive,
    /// What the log says of objects.
    pub(super) logged: &'a LoggedObjects,
    pub(super) report: &'a mut AuditReport,
    /// The document whose letters are looked at.
    pub(super) document: Option<(ObjectKey, Inventory)>,
    /// Versions that the log does not know.
    pub(super) unlogged: Vec<String>,
}

impl ObjectAudit<'_> {
    /// Checks an object, against the log if that can be read.
    pub(super) fn check(
        &mut self,
        key: &ObjectKey,
        validate: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<Indication, Finding>,
    ) {
        match self.logged.waits(key) {
            true => self.report.waiting += 1,
            false => self.report.documents += usize::from(!self.logged.is_letter(key)),
        }
        let checked = self.archive.store().inventory(key).and_then(|inventory| {
            let inventory = inventory.ok_or_else(|| Damage::Lost.of(key))?;
            self.inventories(key, &inventory)?;
            let contents = self.files(key, &inventory)?;
            Ok((inventory, contents))
        });
        match checked {
            Ok((inventory, contents)) => self.validate_again(key, &inventory, &contents, validate),
            Err(StoreError::Damaged { damage, .. }) => self.wrong(key, &damage.to_string()),
            Err(StoreError::Other(finding)) => self.report.findings.push(finding),
        }
    }

    /// Something is wrong with an object, which is called by its number.
    pub(super) fn wrong(&mut self, key: &ObjectKey, what: &str) {
        self.report.findings.push(
            Finding::new(codes::STORE_BROKEN, format!("{}: {what}", self.logged.called(key)))
                .in_file(self.archive.shows(&self.folder(key)))
                .hint("phục hồi văn bản này từ bản sao lưu"),
        );
    }

    fn folder(&self, key: &ObjectKey) -> PathBuf {
        self.archive.store().object(key)
    }

    /// Validates every file that was submitted, against the PDF as issued.
    fn validate_again(
        &mut self,
        key: &ObjectKey,
        inventory: &Inventory,
        contents: &BTreeMap<String, Vec<u8>>,
        validate: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<Indication, Finding>,
    ) {
        let content = |digest: Option<&str>| digest.and_then(|digest| contents.get(digest)).map(Vec::as_slice);
        let issued = content(inventory.finalized(None).map(|(_, digest)| digest));
        let logged = self.logged;
        for (version, logged) in logged.versions(key) {
            let Some(known) = logged.event.outcome() else { continue };
            let new = inventory.new_in(version);
            let file = new.into_iter().find(|(path, _)| file::is(path, file::SIGNED)).map(|(_, digest)| digest);
            let Some(bytes) = content(file) else {
                self.wrong(key, &format!("lần lưu {version}: không kiểm lại được chữ ký"));
                continue;
            };
            let validated = match logged.event.letter_of() {
                // a letter was issued with its document, whose own harm is reported there
                Some(of) => validate(bytes, self.issued_letter(&of).as_deref()),
                None => validate(bytes, issued),
            };
            let outcome = match validated {
                Ok(outcome) => outcome,
                Err(finding) => {
                    self.report.findings.push(finding);
                    continue;
                }
            };
            *self.report.validated.entry(outcome).or_default() += 1;
            if rank(outcome, false) == 0 && rank(known, false) > rank(Indication::Scan, false) {
                self.wrong(key, &format!("lần lưu {version}: chữ ký lúc lưu còn đúng, nay kiểm lại thì không"));
            }
            if rank(outcome, false) == 0 {
                let document = self.logged.called(key);
                self.report.unsound.push(UnsoundVersion { document, version, outcome });
            }
        }
    }

    /// The PDF of a letter as it was issued; none when that cannot be had. The inventory of a document stays at hand
    /// for the letters that follow it.
    fn issued_letter(&mut self, of: &LetterOf) -> Option<Vec<u8>> {
        if self.document.as_ref().is_none_or(|(key, _)| *key != of.document) {
            let inventory = self.archive.store().inventory(&of.document).ok()??;
            self.document = Some((of.document.clone(), inventory));
        }
        let (key, inventory) = self.document.as_ref()?;
        let (_, digest) = inventory.finalized(Some(&of.name))?;
        self.archive.store().content(key, inventory, digest).ok()
    }

    /// The inventories of every version against their sidecars, the one at the root, and the events.
    fn inventories(&mut self, key: &ObjectKey, inventory: &Inventory) -> Result<(), StoreError> {
        let folder = self.folder(key);
        // a log that cannot be read is reported once, not for every document
        let has_log = self.report.events.is_some();
        let root = kept(&folder.join(FILE))?.unwrap_or_default();
        if kept(&folder.join(SIDECAR))?.as_deref().and_then(sidecar_digest) != Some(sha512(&root).as_str()) {
            self.wrong(key, "bảng kê ngoài cùng không khớp mã kiểm tra");
        }
        for version in 1..=inventory.number() {
            let inner = folder.join(format!("v{version}"));
            let Some((bytes, digest)) = self.archive.store().inventory_of(key, version)? else {
                self.wrong(key, &format!("lần lưu {version} không có bảng kê"));
                continue;
            };
            self.count(&bytes);
            if kept(&inner.join(SIDECAR))?.as_deref().and_then(sidecar_digest) != Some(digest.as_str()) {
                self.wrong(key, &format!("bảng kê của lần lưu {version} không khớp mã kiểm tra"));
            }
            if version == inventory.number() && bytes != root {
                self.wrong(key, "bảng kê ngoài cùng khác bảng kê của bản cuối");
            }
            match self.logged.version(key, version).filter(|_| has_log) {
                None if !has_log => {}
                None => self.unlogged.push(format!("{key} (lần lưu {version})")),
                Some(logged) if logged.event.inventory != digest => {
                    let line = logged.line;
                    self.wrong(key, &format!("lần lưu {version} khác lần mà nhật ký ghi (dòng {line})"));
                }
                Some(_) => {}
            }
        }
        let logged = self.logged;
        let beyond = logged.versions(key).filter(|(version, _)| has_log && *version > inventory.number());
        for (version, _) in beyond {
            self.wrong(key, &format!("nhật ký ghi lần lưu {version}, nhưng kho không có"));
        }
        Ok(())
    }

    fn count(&mut self, bytes: &[u8]) {
        self.report.files += 1;
        self.report.bytes += bytes.len() as u64;
    }

    /// Every file of the manifest by its digest, and nothing else in the folder; gives the contents that are whole.
    fn files(&mut self, key: &ObjectKey, inventory: &Inventory) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
        let folder = self.folder(key);
        let mut contents = BTreeMap::new();
        let wanted: BTreeSet<&str> = (1..=inventory.number())
            .flat_map(|version| inventory.files(version).into_iter())
            .filter(|(path, _)| {
                file::is_finalized(path) && file::letter(path).is_none() || file::is(path, file::SIGNED)
            })
            .map(|(_, digest)| digest)
            .collect();
        for (digest, path) in
            inventory.manifest.iter().flat_map(|(digest, paths)| paths.iter().map(move |p| (digest, p)))
        {
            let Some(bytes) = kept(&folder.join(path))? else {
                self.wrong(key, &Damage::FileMissing(path.clone()).to_string());
                continue;
            };
            self.count(&bytes);
            if sha512(&bytes) != *digest {
                self.wrong(key, &Damage::FileChanged(path.clone()).to_string());
            } else if wanted.contains(digest.as_str()) {
                contents.insert(digest.clone(), bytes);
            }
        }
        self.nothing_else(key, inventory)?;
        Ok(contents)
    }

    /// Whether the folder holds what its inventory names, and nothing else.
    fn nothing_else(&mut self, key: &ObjectKey, inventory: &Inventory) -> Result<(), StoreError> {
        let mut known: BTreeSet<String> = inventory.manifest.values().flatten().cloned().collect();
        known.extend([OBJECT_MARK.0, FILE, SIDECAR].map(str::to_owned));
        for version in 1..=inventory.number() {
            known.extend([FILE, SIDECAR].map(|name| format!("v{version}/{name}")));
        }
        let mut found = Vec::new();
        collect(&self.folder(key), "", &mut found)?;
        if !found.iter().any(|path| path == OBJECT_MARK.0) {
            self.wrong(key, &format!("thiếu tệp đánh dấu `{}`", OBJECT_MARK.0));
        } else if kept(&self.folder(key).join(OBJECT_MARK.0))?.as_deref() != Some(OBJECT_MARK.1.as_bytes()) {
            self.wrong(key, &format!("tệp đánh dấu `{}` bị sửa", OBJECT_MARK.0));
        }
        for path in found.iter().filter(|path| self.folder(key).join(path).is_symlink()).cloned().collect::<Vec<_>>() {
            self.wrong(key, &format!("`{path}` là liên kết tới nơi khác, không phải tệp trong kho"));
        }
        for path in found.iter().filter(|path| !known.contains(*path)) {
            if is_system_junk(WorkspacePath::of(path).file_name()) {
                self.report.findings.push(system_junk(self.archive.shows(&self.folder(key).join(path))));
            } else {
                self.wrong(key, &format!("thừa tệp `{path}` không có trong bảng kê"));
            }
        }
        Ok(())
    }
}

fn collect(folder: &Path, inner: &str, found: &mut Vec<String>) -> Result<(), Finding> {
    for (name, is_folder) in entries(&folder.join(inner))?.unwrap_or_default() {
        let path = WorkspacePath::of(inner).join(&name);
        if is_folder { collect(folder, &path, found)? } else { found.push(path) }
    }
    Ok(())
}
