//! One object of the store: its inventories, its files, and the signed files in it judged again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Audit;
use super::told::{Told, letter};
use crate::archive::index::rank;
use crate::archive::inventory::{FILE, Inventory, SIDECAR, told_by};
use crate::archive::metadata::OneOf;
use crate::archive::store::{OBJECT_MARK, lost};
use crate::archive::{Archive, KEPT, Key, file, sha512};
use crate::files::kept::{entries, kept};
use crate::finding::Finding;
use crate::sign::Outcome;

impl Archive {
    /// Checks one object, against the log if that can be read.
    pub(super) fn check(
        &self,
        audit: &mut Audit,
        key: &Key,
        told: &Told<'_>,
        judge: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) {
        audit.objects += usize::from(!told.is_letter(key));
        let folder = self.store().object(key);
        let checked = self.store().inventory(key).and_then(|inventory| {
            let inventory = inventory.ok_or_else(|| lost(key))?;
            self.check_inventories(audit, key, &folder, &inventory, told)?;
            let contents = self.check_files(audit, key, &folder, &inventory, told)?;
            Ok((inventory, contents))
        });
        match checked {
            Ok((inventory, contents)) => self.judge_again(audit, key, told, &inventory, &contents, judge),
            Err(finding) => audit.wrong(self, told, key, finding),
        }
    }

    /// Judges every file that was handed in, against the PDF as issued.
    fn judge_again(
        &self,
        audit: &mut Audit,
        key: &Key,
        told: &Told<'_>,
        inventory: &Inventory,
        contents: &BTreeMap<String, Vec<u8>>,
        judge: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) {
        let content = |digest: Option<&str>| digest.and_then(|digest| contents.get(digest)).map(Vec::as_slice);
        let issued = content(inventory.digest(1, file::ISSUED));
        for (version, event) in told.events(key).into_iter().filter(|(_, event)| event.kind == KEPT) {
            let Some(known) = event.content["ket_luan"].as_str() else { continue };
            let new = inventory.new_in(version);
            let file = new.into_iter().find(|(path, _)| file::is(path, file::SIGNED)).map(|(_, digest)| digest);
            let Some(bytes) = content(file) else {
                audit.lacks(self, told, key, &format!("bản {version}: không kiểm lại được chữ ký"));
                continue;
            };
            let judged = match letter(event) {
                // a letter was issued with its document, whose own harm is told there
                Some(of) => judge(bytes, self.issued_letter(audit, &of).as_deref()),
                None => judge(bytes, issued),
            };
            let now = match judged {
                Ok(now) => now,
                Err(finding) => {
                    audit.findings.push(finding);
                    continue;
                }
            };
            *audit.judged.entry(now.clone()).or_default() += 1;
            if now != known && known == Outcome::Intact.key() {
                let what = format!("bản {version}: chữ ký lúc nộp còn nguyên, nay kiểm lại thì không");
                audit.lacks(self, told, key, &what);
            }
            if rank(&now) == 0 {
                audit.unsound.push((told.called(key), version, now));
            }
        }
    }

    /// The PDF of a letter as it was issued; none when that cannot be had. The inventory of a document stays at hand
    /// for the letters that follow it.
    fn issued_letter(&self, audit: &mut Audit, of: &OneOf) -> Option<Vec<u8>> {
        if audit.whole.as_ref().is_none_or(|(key, _)| *key != of.document) {
            let inventory = self.store().inventory(&of.document).ok()??;
            audit.whole = Some((of.document.clone(), inventory));
        }
        let (key, inventory) = audit.whole.as_ref()?;
        self.store().file_of(key, inventory, 1, &file::of(file::ISSUED, Some(&of.name))).ok()?
    }

    /// The inventories of every version against their sidecars, the one at the root, and the events.
    fn check_inventories(
        &self,
        audit: &mut Audit,
        key: &Key,
        folder: &Path,
        inventory: &Inventory,
        told: &Told<'_>,
    ) -> Result<(), Finding> {
        // a log that cannot be read is told once, not for every document
        let events = audit.events.map(|_| told.events(key));
        let root = kept(&folder.join(FILE))?.unwrap_or_default();
        if kept(&folder.join(SIDECAR))?.as_deref().and_then(told_by) != Some(sha512(&root).as_str()) {
            audit.lacks(self, told, key, "bảng kê ngoài cùng không khớp mã kiểm tra");
        }
        for version in 1..=inventory.number() {
            let inner = folder.join(format!("v{version}"));
            let Some((bytes, digest)) = self.store().inventory_of(key, version)? else {
                audit.lacks(self, told, key, &format!("bản {version} không có bảng kê"));
                continue;
            };
            audit.files += 1;
            audit.bytes += bytes.len() as u64;
            if kept(&inner.join(SIDECAR))?.as_deref().and_then(told_by) != Some(digest.as_str()) {
                audit.lacks(self, told, key, &format!("bảng kê của bản {version} không khớp mã kiểm tra"));
            }
            if version == inventory.number() && bytes != root {
                audit.lacks(self, told, key, "bảng kê ngoài cùng khác bảng kê của bản cuối");
            }
            let Some(events) = &events else { continue };
            match events.get(&version) {
                None => audit.lacks(self, told, key, &format!("bản {version} có trong kho, nhưng nhật ký không ghi")),
                Some(event) if event.content["kiem_ke"].as_str() != Some(digest.as_str()) => {
                    audit.lacks(
                        self,
                        told,
                        key,
                        &format!("bản {version} không phải bản mà nhật ký ghi (dòng {})", event.sequence),
                    );
                }
                Some(_) => {}
            }
        }
        for version in events.iter().flat_map(BTreeMap::keys).filter(|version| **version > inventory.number()) {
            audit.lacks(self, told, key, &format!("nhật ký ghi bản {version}, nhưng kho không có"));
        }
        Ok(())
    }

    /// Every file of the manifest by its digest, and nothing else in the folder; gives the contents that are whole.
    fn check_files(
        &self,
        audit: &mut Audit,
        key: &Key,
        folder: &Path,
        inventory: &Inventory,
        told: &Told<'_>,
    ) -> Result<BTreeMap<String, Vec<u8>>, Finding> {
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
                    audit.lacks(self, told, key, &format!("thiếu tệp `{place}`"));
                    continue;
                };
                audit.files += 1;
                audit.bytes += bytes.len() as u64;
                if sha512(&bytes) != *digest {
                    audit.lacks(self, told, key, &format!("tệp `{place}` đã bị thay đổi"));
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
        collect(folder, "", &mut found)?;
        if !found.iter().any(|path| path == OBJECT_MARK.0) {
            audit.lacks(self, told, key, &format!("thiếu tệp đánh dấu `{}`", OBJECT_MARK.0));
        }
        for path in found.iter().filter(|path| !known.contains(*path)) {
            audit.lacks(self, told, key, &format!("thừa tệp `{path}` không có trong bảng kê"));
        }
        Ok(contents)
    }
}

fn collect(folder: &Path, inner: &str, found: &mut Vec<String>) -> Result<(), Finding> {
    for (name, is_folder) in entries(&folder.join(inner))?.unwrap_or_default() {
        let path = crate::files::within(inner, &name);
        if is_folder { collect(folder, &path, found)? } else { found.push(path) }
    }
    Ok(())
}
