//! What the log says of kept objects: versions with the digest of their inventory, and how the documents are called.

use std::collections::BTreeMap;

use crate::archive::event::VersionEvent;
use crate::archive::ocfl::path::ObjectKey;
use crate::base::io::journal::Event;

/// A version as the log tells it, and in which line.
#[derive(Debug, Clone)]
pub(super) struct LoggedVersion {
    pub(super) line: u64,
    pub(super) event: VersionEvent,
}

/// What the log says of objects.
#[derive(Debug, Default)]
pub(super) struct LoggedObjects {
    versions: BTreeMap<ObjectKey, BTreeMap<u32, LoggedVersion>>,
    names: BTreeMap<ObjectKey, String>,
    /// Versions that the log speaks of twice, not the same both times.
    pub(super) contradictions: Vec<String>,
}

impl LoggedObjects {
    pub(super) fn of(events: &[Event]) -> Self {
        let mut logged = Self::default();
        for (line, event) in events.iter().filter_map(|event| Some((event.sequence, VersionEvent::read(event)?))) {
            let (key, version) = (event.object.clone(), event.version);
            logged.names.extend(event.called().map(|name| (key.clone(), name)));
            let inventory = event.inventory.clone();
            let known = logged.versions.entry(key.clone()).or_default().insert(version, LoggedVersion { line, event });
            if let Some(before) = known.filter(|before| before.event.inventory != inventory) {
                logged.contradictions.push(format!(
                    "nhật ký ghi hai lần lưu {version} khác nhau của {}, ở dòng {} và {line}",
                    logged.called(&key),
                    before.line
                ));
            }
        }
        logged
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &ObjectKey> {
        self.versions.keys()
    }

    /// The events of an object, by version.
    pub(super) fn versions(&self, key: &ObjectKey) -> impl Iterator<Item = (u32, &LoggedVersion)> {
        self.versions.get(key).into_iter().flatten().map(|(version, logged)| (*version, logged))
    }

    /// The event of a version of an object.
    pub(super) fn version(&self, key: &ObjectKey, version: u32) -> Option<&LoggedVersion> {
        self.versions.get(key)?.get(&version)
    }

    /// Whether an object is one letter of a document.
    pub(super) fn is_letter(&self, key: &ObjectKey) -> bool {
        self.versions(key).any(|(_, logged)| logged.event.letter_of().is_some())
    }

    /// Whether an object holds what goes to be signed on paper and has no number.
    pub(super) fn waits(&self, key: &ObjectKey) -> bool {
        self.versions(key).any(|(_, logged)| logged.event.is_waiting())
    }

    /// How many documents there are, letters not counted.
    pub(super) fn documents(&self) -> usize {
        self.keys().filter(|key| !self.is_letter(key) && !self.waits(key)).count()
    }

    /// `418/BC-UBND (2025/bao-cao/418-bc-ubnd)`, or the place alone when the log tells no number.
    pub(super) fn called(&self, key: &ObjectKey) -> String {
        match self.names.get(key) {
            Some(name) => format!("{name} ({key})"),
            None => format!("văn bản lưu {key}"),
        }
    }
}
