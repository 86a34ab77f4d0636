//! The inventory of an object of the store as OCFL 1.1 has it: which bytes are which file of which version.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::path::{ObjectKey, content_paths};
use crate::archive::object_file as file;
use crate::base::digest::sha512;

/// Its file, beside the folders of the versions.
pub(in crate::archive) const FILE: &str = "inventory.json";

/// The file with its digest.
pub(in crate::archive) const SIDECAR: &str = "inventory.json.sha512";

/// What an OCFL inventory says it is.
const TYPE: &str = "https://ocfl.io/1.1/spec/#inventory";

const ALGORITHM: &str = "sha512";

/// The inventory of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Inventory {
    /// The object.
    pub id: String,
    #[serde(rename = "type")]
    sort: String,
    digest_algorithm: String,
    /// The last version, as `v2`.
    pub head: String,
    /// Where the bytes with a digest lie, from the object.
    pub manifest: BTreeMap<String, Vec<String>>,
    /// What each version consists of.
    pub versions: BTreeMap<String, Version>,
}

/// One version of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// When it was made.
    pub created: DateTime<FixedOffset>,
    /// Why, for people.
    #[serde(default)]
    pub message: String,
    /// Its files by digest.
    pub state: BTreeMap<String, Vec<String>>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
}

/// Who made a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The program and its version.
    pub name: String,
    /// A URI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// The line of a sidecar.
pub(super) fn sidecar(inventory: &[u8]) -> String {
    format!("{} {FILE}\n", sha512(inventory))
}

/// The digest a sidecar tells.
pub(in crate::archive) fn sidecar_digest(sidecar: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(sidecar).ok()?;
    let (digest, file) = text.trim_end().split_once(char::is_whitespace)?;
    (file.trim_start() == FILE).then_some(digest)
}

impl Inventory {
    /// An object without versions.
    pub(super) fn new(key: &ObjectKey) -> Self {
        Self {
            id: key.identifier(),
            sort: TYPE.to_owned(),
            digest_algorithm: ALGORITHM.to_owned(),
            head: "v0".to_owned(),
            manifest: BTreeMap::new(),
            versions: BTreeMap::new(),
        }
    }

    /// Reads one; none when it is no inventory of ours.
    pub(super) fn parse(bytes: &[u8], key: &ObjectKey) -> Option<Self> {
        let inventory: Self = serde_json::from_slice(bytes).ok()?;
        let numbers = (1..=inventory.number()).map(|number| format!("v{number}"));
        let whole = inventory.number() > 0
            && inventory.id == key.identifier()
            && inventory.digest_algorithm == ALGORITHM
            && inventory.versions.len() == inventory.number() as usize
            && numbers.into_iter().all(|version| inventory.versions.contains_key(&version));
        let states = || inventory.versions.values().flat_map(|version| &version.state);
        let sound = inventory
            .manifest
            .values()
            .flatten()
            .chain(states().flat_map(|(_, paths)| paths))
            .all(|path| is_inside(path))
            && states().all(|(digest, _)| inventory.manifest.get(digest).is_some_and(|places| !places.is_empty()));
        (whole && sound).then_some(inventory)
    }

    /// The bytes to write.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The number of the last version; 0 when there is none.
    pub fn number(&self) -> u32 {
        self.head.strip_prefix('v').and_then(|number| number.parse().ok()).unwrap_or_default()
    }

    /// The files of a version, each with its digest.
    pub fn files(&self, version: u32) -> BTreeMap<&str, &str> {
        let version = self.versions.get(&format!("v{version}"));
        let state = version.iter().flat_map(|version| &version.state);
        state.flat_map(|(digest, paths)| paths.iter().map(move |path| (path.as_str(), digest.as_str()))).collect()
    }

    /// The digest of a file of a version.
    pub fn digest(&self, version: u32, path: &str) -> Option<&str> {
        let state = &self.versions.get(&format!("v{version}"))?.state;
        let holds = |paths: &[String]| paths.iter().any(|known| known == path);
        state.iter().find_map(|(digest, paths)| holds(paths).then_some(digest.as_str()))
    }

    /// The files that a version brought or changed, each with its digest.
    pub(crate) fn new_in(&self, version: u32) -> BTreeMap<&str, &str> {
        let before = self.files(version.saturating_sub(1));
        self.files(version).into_iter().filter(|(path, digest)| before.get(path) != Some(digest)).collect()
    }

    /// The PDF of the document, or of a letter, as it was last finalized: its path and digest.
    pub(crate) fn finalized(&self, letter: Option<&str>) -> Option<(String, &str)> {
        let paths = [file::FINALIZED, file::FINALIZED_BEFORE].map(|name| file::of(name, letter));
        paths.into_iter().find_map(|path| self.digest(self.number(), &path).map(|digest| (path, digest)))
    }

    /// The signed or scanned file that came last, up to a version.
    pub fn signed(&self, version: u32) -> Option<&str> {
        let wanted = |path: &&str| file::is(path, file::SIGNED);
        (1..=version).rev().find_map(|version| self.new_in(version).into_keys().find(wanted))
    }

    /// Where the bytes with a digest lie, from the object.
    pub fn place(&self, digest: &str) -> Option<&str> {
        self.manifest.get(digest)?.first().map(String::as_str)
    }

    /// The inventory with a version after the last, and where its new bytes go: digest and place. A version made
    /// `afresh` holds these files and none of those before.
    pub(super) fn with(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        afresh: bool,
        created: DateTime<FixedOffset>,
        message: &str,
    ) -> (Self, Vec<(String, String)>) {
        let mut next = self.clone();
        let number = self.number() + 1;
        let before = if afresh { BTreeMap::new() } else { self.files(self.number()) };
        let mut state: BTreeMap<String, String> =
            before.into_iter().map(|(path, digest)| (path.to_owned(), digest.to_owned())).collect();
        let mut new = Vec::new();
        let places = content_paths(files.keys().map(String::as_str));
        for ((path, bytes), place) in files.iter().zip(places) {
            let digest = sha512(bytes);
            state.insert(path.clone(), digest.clone());
            next.manifest.entry(digest).or_insert_with(|| {
                let place = format!("v{number}/content/{place}");
                new.push((path.clone(), place.clone()));
                vec![place]
            });
        }
        let mut by_digest: BTreeMap<String, Vec<String>> = BTreeMap::new();
        state.into_iter().for_each(|(path, digest)| by_digest.entry(digest).or_default().push(path));
        let user = Some(User {
            name: format!("vanthu {}", env!("CARGO_PKG_VERSION")),
            address: Some("info:vanthu".to_owned()),
        });
        next.head = format!("v{number}");
        next.versions
            .insert(next.head.clone(), Version { created, message: message.to_owned(), state: by_digest, user });
        (next, new)
    }
}

/// Whether a path stays in its object, and in whatever folder it is taken out to.
fn is_inside(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\\') && !part.contains(':');
    path.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inventory_that_leads_out_of_its_object_is_none() {
        let key = ObjectKey::parse("2025/bao-cao/01-bc-ubnd").unwrap();
        let files = BTreeMap::from([("dau-vao/a.yaml".to_owned(), b"a".to_vec())]);
        let now = DateTime::parse_from_rfc3339("2026-01-05T08:00:00+07:00").unwrap();
        let (inventory, _) = Inventory::new(&key).with(&files, false, now, "");
        let text = String::from_utf8(inventory.to_bytes()).unwrap();
        let read = |from: &str, to: &str| Inventory::parse(text.replacen(from, to, 1).as_bytes(), &key).is_some();
        assert!(read("", ""));
        for (from, to) in [
            ("\"dau-vao/a.yaml\"", "\"../../a.yaml\""),
            ("\"dau-vao/a.yaml\"", "\"/a.yaml\""),
            ("v1/content/dau-vao/a.yaml", "v1/content/../../../../b"),
            ("v1/content/dau-vao/a.yaml", "C:/a"),
            (&sha512(b"a"), &sha512(b"b")),
        ] {
            assert!(text.contains(from) && !read(from, to), "{to}");
        }
    }
}
