//! One object of the store: its inventories, its files, and the signed files in it judged again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Audit;
use crate::archive::audit::logged::{Told, letter};
use crate::archive::index::rank;
use crate::archive::metadata::OneOf;
use crate::archive::ocfl::inventory::{FILE, Inventory, SIDECAR, told_by};
use crate::archive::ocfl::store::{OBJECT_MARK, lost, told_of};
use crate::archive::{Archive, KEPT, Key, file};
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::base::io::durable::{entries, kept};
use crate::base::io::workspace_path::WorkspacePath;
use crate::signature::Indication;

/// A look at one object.
pub(super) struct Look<'a> {
    pub(super) archive: &'a Archive,
    pub(super) audit: &'a mut Audit,
    /// What the log says of objects.
    pub(super) told: &'a Told<'a>,
    pub(super) key: &'a Key,
}

impl Look<'_> {
    /// Checks the object, against the log if that can be read.
    pub(super) fn check(mut self, judge: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>) {
        self.audit.objects += usize::from(!self.told.is_letter(self.key));
        let checked = self.archive.store().inventory(self.key).and_then(|inventory| {
            let inventory = inventory.ok_or_else(|| lost(self.key))?;
            self.inventories(&inventory)?;
            let contents = self.files(&inventory)?;
            Ok((inventory, contents))
        });
        match checked {
            Ok((inventory, contents)) => self.judge_again(&inventory, &contents, judge),
            Err(finding) => match told_of(self.key, &finding) {
                Some(what) => self.lacks(what),
                None => self.audit.findings.push(finding),
            },
        }
    }

    /// Something is wrong with the object, which is called by its number.
    pub(super) fn lacks(&mut self, what: &str) {
        self.audit.findings.push(
            Finding::new(codes::STORE_BROKEN, format!("{}: {what}", self.told.called(self.key)))
                .in_file(self.archive.shows(&self.folder()))
                .hint("lấy lại văn bản này từ bản sao lưu"),
        );
    }

    fn folder(&self) -> PathBuf {
        self.archive.store().object(self.key)
    }

    /// Judges every file that was handed in, against the PDF as issued.
    fn judge_again(
        &mut self,
        inventory: &Inventory,
        contents: &BTreeMap<String, Vec<u8>>,
        judge: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) {
        let content = |digest: Option<&str>| digest.and_then(|digest| contents.get(digest)).map(Vec::as_slice);
        let issued = content(inventory.digest(1, file::ISSUED));
        for (version, event) in self.told.events(self.key).into_iter().filter(|(_, event)| event.kind == KEPT) {
            let Some(known) = event.content["ket_luan"].as_str() else { continue };
            let new = inventory.new_in(version);
            let file = new.into_iter().find(|(path, _)| file::is(path, file::SIGNED)).map(|(_, digest)| digest);
            let Some(bytes) = content(file) else {
                self.lacks(&format!("bản {version}: không kiểm lại được chữ ký"));
                continue;
            };
            let judged = match letter(event) {
                // a letter was issued with its document, whose own harm is told there
                Some(of) => judge(bytes, self.issued_letter(&of).as_deref()),
                None => judge(bytes, issued),
            };
            let now = match judged {
                Ok(now) => now,
                Err(finding) => {
                    self.audit.findings.push(finding);
                    continue;
                }
            };
            *self.audit.judged.entry(now.clone()).or_default() += 1;
            if now != known && known == Indication::Intact.key() {
                let what = format!("bản {version}: chữ ký lúc nộp còn nguyên, nay kiểm lại thì không");
                self.lacks(&what);
            }
            if rank(&now) == 0 {
                self.audit.unsound.push((self.told.called(self.key), version, now));
            }
        }
    }

    /// The PDF of a letter as it was issued; none when that cannot be had. The inventory of a document stays at hand
    /// for the letters that follow it.
    fn issued_letter(&mut self, of: &OneOf) -> Option<Vec<u8>> {
        if self.audit.whole.as_ref().is_none_or(|(key, _)| *key != of.document) {
            let inventory = self.archive.store().inventory(&of.document).ok()??;
            self.audit.whole = Some((of.document.clone(), inventory));
        }
        let (key, inventory) = self.audit.whole.as_ref()?;
        self.archive.store().file_of(key, inventory, 1, &file::of(file::ISSUED, Some(&of.name))).ok()?
    }

    /// The inventories of every version against their sidecars, the one at the root, and the events.
    fn inventories(&mut self, inventory: &Inventory) -> Result<(), Finding> {
        let folder = self.folder();
        // a log that cannot be read is told once, not for every document
        let events = self.audit.events.map(|_| self.told.events(self.key));
        let root = kept(&folder.join(FILE))?.unwrap_or_default();
        if kept(&folder.join(SIDECAR))?.as_deref().and_then(told_by) != Some(sha512(&root).as_str()) {
            self.lacks("bảng kê ngoài cùng không khớp mã kiểm tra");
        }
        for version in 1..=inventory.number() {
            let inner = folder.join(format!("v{version}"));
            let Some((bytes, digest)) = self.archive.store().inventory_of(self.key, version)? else {
                self.lacks(&format!("bản {version} không có bảng kê"));
                continue;
            };
            self.audit.files += 1;
            self.audit.bytes += bytes.len() as u64;
            if kept(&inner.join(SIDECAR))?.as_deref().and_then(told_by) != Some(digest.as_str()) {
                self.lacks(&format!("bảng kê của bản {version} không khớp mã kiểm tra"));
            }
            if version == inventory.number() && bytes != root {
                self.lacks("bảng kê ngoài cùng khác bảng kê của bản cuối");
            }
            let Some(events) = &events else { continue };
            match events.get(&version) {
                None => self.lacks(&format!("bản {version} có trong kho, nhưng nhật ký không ghi")),
                Some(event) if event.content["kiem_ke"].as_str() != Some(digest.as_str()) => {
                    self.lacks(&format!("bản {version} không phải bản mà nhật ký ghi (dòng {})", event.sequence));
                }
                Some(_) => {}
            }
        }
        for version in events.iter().flat_map(BTreeMap::keys).filter(|version| **version > inventory.number()) {
            self.lacks(&format!("nhật ký ghi bản {version}, nhưng kho không có"));
        }
        Ok(())
    }

    /// Every file of the manifest by its digest, and nothing else in the folder; gives the contents that are whole.
    fn files(&mut self, inventory: &Inventory) -> Result<BTreeMap<String, Vec<u8>>, Finding> {
        let folder = self.folder();
        let mut contents = BTreeMap::new();
        let mut known = BTreeSet::new();
        let wanted: BTreeSet<&str> = (1..=inventory.number())
            .flat_map(|version| inventory.files(version).into_iter())
            .filter(|(path, _)| *path == file::ISSUED || file::is(path, file::SIGNED))
            .map(|(_, digest)| digest)
            .collect();
        for (digest, places) in &inventory.manifest {
            for place in places {
                known.insert(place.clone());
                let Some(bytes) = kept(&folder.join(place))? else {
                    self.lacks(&format!("thiếu tệp `{place}`"));
                    continue;
                };
                self.audit.files += 1;
                self.audit.bytes += bytes.len() as u64;
                if sha512(&bytes) != *digest {
                    self.lacks(&format!("tệp `{place}` đã bị thay đổi"));
                } else if wanted.contains(digest.as_str()) {
                    contents.insert(digest.clone(), bytes);
                }
            }
        }
        for name in [OBJECT_MARK.0, FILE, SIDECAR] {
            known.insert(name.to_owned());
        }
        for version in 1..=inventory.number() {
            known.extend([FILE, SIDECAR].map(|name| format!("v{version}/{name}")));
        }
        let mut found = Vec::new();
        collect(&folder, "", &mut found)?;
        if !found.iter().any(|path| path == OBJECT_MARK.0) {
            self.lacks(&format!("thiếu tệp đánh dấu `{}`", OBJECT_MARK.0));
        }
        for path in found.iter().filter(|path| !known.contains(*path)) {
            self.lacks(&format!("thừa tệp `{path}` không có trong bảng kê"));
        }
        Ok(contents)
    }
}

fn collect(folder: &Path, inner: &str, found: &mut Vec<String>) -> Result<(), Finding> {
    for (name, is_folder) in entries(&folder.join(inner))?.unwrap_or_default() {
        let path = WorkspacePath::of(inner).join(&name);
        if is_folder { collect(folder, &path, found)? } else { found.push(path) }
    }
    Ok(())
}
