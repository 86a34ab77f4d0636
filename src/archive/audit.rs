//! The audit: every byte re-hashed, the log replayed, log and folders compared both ways, signatures judged again.
//! What could not be checked counts as wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::inventory::{FILE, Inventory, SIDECAR, told_by};
use super::metadata::OneOf;
use super::name::Key;
use super::store::OBJECT_MARK;
use super::{Archive, ISSUED, KEPT, file, sha512};
use crate::files::kept::{entries, kept};
use crate::finding::{Finding, Findings, codes};
use crate::journal::Event;

/// What an audit has seen.
#[derive(Debug, Default)]
pub struct Audit {
    /// Documents looked at.
    pub objects: usize,
    /// Files re-hashed.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Events of the log.
    pub events: u64,
    /// The last hash of the log.
    pub head: String,
    /// Signed and scanned files judged again, by outcome.
    pub judged: BTreeMap<String, usize>,
    /// What is wrong.
    pub findings: Findings,
}

/// A mark that was printed or mailed: so many events, and the hash of the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Events.
    pub count: u64,
    /// Hash of the last, or its first digits.
    pub head: String,
}

impl Checkpoint {
    /// Reads `1520 4f1c…` as it was printed.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, head) = text.trim().split_once(|c: char| c.is_whitespace() || c == ':')?;
        let head: String = head.chars().filter(|c| !c.is_whitespace() && *c != '…').collect();
        let sound = head.len() >= 16 && head.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self { count: count.parse().ok()?, head: head.to_lowercase() }).filter(|_| sound)
    }
}

/// What events say of an object: of each version the digest of its inventory, and what was found of its file.
type Told<'a> = BTreeMap<Key, BTreeMap<u32, &'a Event>>;

impl Archive {
    /// Checks everything. `judge` gives the outcome for a kept file and the PDF as issued.
    pub fn audit(
        &self,
        checkpoint: Option<&Checkpoint>,
        mut judge: impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) -> Audit {
        let mut audit = Audit::default();
        match self.sweep() {
            Ok(told) => audit.findings.extend(told),
            Err(finding) => audit.findings.push(finding),
        }
        let (events, is_read) = match self.journal().events() {
            Ok(events) => (events, true),
            Err(finding) => {
                audit.wrong(finding);
                (Vec::new(), false)
            }
        };
        audit.events = events.len() as u64;
        audit.head = events.last().map(|event| event.hash.digits().to_owned()).unwrap_or_default();
        audit.findings.extend(self.against(checkpoint, &events));
        let told = told(&events);
        let keys = match self.store().objects() {
            Ok((keys, others)) => {
                for path in others {
                    audit.wrong(
                        Finding::new(codes::AUDIT, "trong kho có thứ không phải hồ sơ lưu")
                            .in_file(self.shows(&path))
                            .hint("chuyển nó ra ngoài thư mục kho"),
                    );
                }
                keys
            }
            Err(finding) => {
                audit.findings.push(finding);
                Vec::new()
            }
        };
        if keys.is_empty() && !told.is_empty() {
            audit.wrong(
                Finding::new(codes::AUDIT, format!("kho trống, nhưng nhật ký ghi {} văn bản đã lưu", told.len()))
                    .in_file(self.shows(self.store().root()))
                    .hint("lấy lại kho từ bản sao lưu: `vanthu archive restore`"),
            );
        }
        let all: BTreeSet<&Key> = keys.iter().chain(told.keys()).collect();
        let there: BTreeSet<&Key> = keys.iter().collect();
        for key in all {
            let events = told.get(key).cloned().unwrap_or_default();
            if !there.contains(key) {
                audit.lacks(key, "nhật ký ghi đã lưu, nhưng kho không có");
                continue;
            }
            audit.objects += usize::from(!events.values().any(|event| event.content["thu_cua"].is_object()));
            let events = is_read.then_some(&events);
            if let Err(finding) = self.check(&mut audit, key, events, &mut judge) {
                audit.wrong(finding);
            }
        }
        audit
    }

    /// Whether the log still begins with what was printed.
    pub(super) fn against(&self, checkpoint: Option<&Checkpoint>, events: &[Event]) -> Findings {
        let mut found = Findings::default();
        let Some(checkpoint) = checkpoint else { return found };
        let at = usize::try_from(checkpoint.count).ok().and_then(|count| events.get(count.checked_sub(1)?));
        if !at.is_some_and(|event| event.hash.digits().starts_with(&checkpoint.head)) {
            found.push(
                Finding::new(codes::AUDIT, format!("nhật ký không khớp mốc đã in ({} sự kiện)", checkpoint.count))
                    .in_file(self.shows(self.journal().path()))
                    .hint("nhật ký đã bị thay hoặc cắt bớt sau khi in mốc; đối chiếu với bản sao lưu"),
            );
        }
        found
    }

    /// Checks one object, against the log if that can be read.
    fn check(
        &self,
        audit: &mut Audit,
        key: &Key,
        events: Option<&BTreeMap<u32, &Event>>,
        judge: &mut impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) -> Result<(), Finding> {
        let inventory = self.store().inventory(key)?.ok_or_else(|| super::store::broken(key, "không có bảng kê"))?;
        let folder = self.store().object(key);
        self.check_inventories(audit, key, &folder, &inventory, events)?;
        let contents = self.check_files(audit, key, &folder, &inventory)?;
        let content = |digest: Option<&&str>| digest.and_then(|digest| contents.get(*digest)).map(Vec::as_slice);
        for (version, event) in events.into_iter().flatten().filter(|(_, event)| event.kind == KEPT) {
            let Some(known) = event.content["ket_luan"].as_str() else { continue };
            let new = inventory.new_in(*version);
            let file = new.iter().find(|(path, _)| file::is(path, file::SIGNED)).map(|(_, digest)| digest);
            let Some(bytes) = content(file) else {
                audit.lacks(key, &format!("bản {version}: không kiểm lại được chữ ký"));
                continue;
            };
            // a letter was issued with its document
            let of: Option<OneOf> = serde_json::from_value(event.content["thu_cua"].clone()).ok();
            let now = match of {
                Some(of) => judge(bytes, self.issued(&of.document, Some(&of.name))?.as_deref())?,
                None => judge(bytes, content(inventory.files(1).get(file::ISSUED)))?,
            };
            *audit.judged.entry(now.clone()).or_default() += 1;
            if now != known && known == "con_nguyen" {
                audit.lacks(key, &format!("bản {version}: chữ ký lúc nộp còn nguyên, nay kiểm lại thì không"));
            }
        }
        Ok(())
    }

    /// The inventories of every version against their sidecars, the one at the root, and the events.
    fn check_inventories(
        &self,
        audit: &mut Audit,
        key: &Key,
        folder: &Path,
        inventory: &Inventory,
        events: Option<&BTreeMap<u32, &Event>>,
    ) -> Result<(), Finding> {
        let root = kept(&folder.join(FILE))?.unwrap_or_default();
        if kept(&folder.join(SIDECAR))?.as_deref().and_then(told_by) != Some(sha512(&root).as_str()) {
            audit.lacks(key, "bảng kê ngoài cùng không khớp mã kiểm tra");
        }
        for version in 1..=inventory.number() {
            let inner = folder.join(format!("v{version}"));
            let Some((bytes, digest)) = self.store().inventory_of(key, version)? else {
                audit.lacks(key, &format!("bản {version} không có bảng kê"));
                continue;
            };
            audit.files += 1;
            audit.bytes += bytes.len() as u64;
            if kept(&inner.join(SIDECAR))?.as_deref().and_then(told_by) != Some(digest.as_str()) {
                audit.lacks(key, &format!("bảng kê của bản {version} không khớp mã kiểm tra"));
            }
            if version == inventory.number() && bytes != root {
                audit.lacks(key, "bảng kê ngoài cùng khác bảng kê của bản cuối");
            }
            // a log that cannot be read is told once, not for every document
            let Some(events) = events else { continue };
            match events.get(&version) {
                None => audit.lacks(key, &format!("bản {version} có trong kho, nhưng nhật ký không ghi")),
                Some(event) if event.content["kiem_ke"].as_str() != Some(digest.as_str()) => {
                    audit.lacks(key, &format!("bản {version} không phải bản mà nhật ký ghi (dòng {})", event.sequence));
                }
                Some(_) => {}
            }
        }
        for version in events.into_iter().flat_map(BTreeMap::keys).filter(|version| **version > inventory.number()) {
            audit.lacks(key, &format!("nhật ký ghi bản {version}, nhưng kho không có"));
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
                    audit.lacks(key, &format!("thiếu tệp `{place}`"));
                    continue;
                };
                audit.files += 1;
                audit.bytes += bytes.len() as u64;
                if sha512(&bytes) != *digest {
                    audit.lacks(key, &format!("tệp `{place}` đã bị thay đổi"));
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
            audit.lacks(key, &format!("thiếu tệp đánh dấu `{}`", OBJECT_MARK.0));
        }
        for path in found.iter().filter(|path| !known.contains(*path)) {
            audit.lacks(key, &format!("thừa tệp `{path}` không có trong bảng kê"));
        }
        Ok(contents)
    }
}

impl Audit {
    fn wrong(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn lacks(&mut self, key: &Key, what: &str) {
        self.wrong(super::store::broken(key, what));
    }
}

fn collect(folder: &Path, inner: &str, found: &mut Vec<String>) -> Result<(), Finding> {
    for (name, is_folder) in entries(&folder.join(inner))?.unwrap_or_default() {
        let path = crate::files::within(inner, &name);
        if is_folder { collect(folder, &path, found)? } else { found.push(path) }
    }
    Ok(())
}

fn told(events: &[Event]) -> Told<'_> {
    let mut told = Told::new();
    for event in events.iter().filter(|event| event.kind == ISSUED || event.kind == KEPT) {
        let key = event.content["doi_tuong"].as_str().and_then(Key::parse);
        let version = event.content["ban"].as_u64().and_then(|version| u32::try_from(version).ok());
        if let (Some(key), Some(version)) = (key, version) {
            told.entry(key).or_default().insert(version, event);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_printed() {
        let head = "4f1c".repeat(16);
        assert_eq!(Checkpoint::parse(&format!("1520 {head}\n")), Some(Checkpoint { count: 1520, head: head.clone() }));
        assert_eq!(Checkpoint::parse(&head), None);
        assert_eq!(Checkpoint::parse("12 4f1c"), None);
    }
}
