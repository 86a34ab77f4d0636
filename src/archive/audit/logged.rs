//! What the log says of kept objects: versions with the digest of their inventory, and how the documents are called.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::metadata::OneOf;
use crate::archive::{ISSUED, KEPT, Key};
use crate::base::io::journal::Event;

/// What events say of objects.
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    versions: BTreeMap<Key, BTreeMap<u32, &'a Event>>,
    names: BTreeMap<Key, String>,
    /// Versions that the log speaks of twice, not the same both times.
    pub(super) contradictions: Vec<String>,
}

impl<'a> Told<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let mut told = Self::default();
        for event in events.iter().filter(|event| event.kind == ISSUED || event.kind == KEPT) {
            let key = event.content["doi_tuong"].as_str().and_then(Key::parse);
            let version = event.content["ban"].as_u64().and_then(|version| u32::try_from(version).ok());
            let (Some(key), Some(version)) = (key, version) else { continue };
            told.names.extend(name(event).map(|name| (key.clone(), name)));
            let before = told.versions.entry(key.clone()).or_default().insert(version, event);
            if let Some(before) = before.filter(|before| before.content["kiem_ke"] != event.content["kiem_ke"]) {
                let (called, lines) = (told.called(&key), (before.sequence, event.sequence));
                told.contradictions.push(format!(
                    "nhật ký ghi hai bản {version} khác nhau của {called}, ở dòng {} và {}",
                    lines.0, lines.1
                ));
            }
        }
        told
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.versions.keys()
    }

    /// The events of an object, by version.
    pub(super) fn events(&self, key: &Key) -> BTreeMap<u32, &'a Event> {
        self.versions.get(key).cloned().unwrap_or_default()
    }

    /// Whether an object is one letter of a document.
    pub(super) fn is_letter(&self, key: &Key) -> bool {
        self.versions.get(key).is_some_and(|events| events.values().any(|event| letter(event).is_some()))
    }

    /// How many documents there are, letters not counted.
    pub(super) fn documents(&self) -> usize {
        self.keys().filter(|key| !self.is_letter(key)).count()
    }

    /// `418/BC-UBND (2025/bao-cao/418-bc-ubnd)`, or the place alone when the log tells no number.
    pub(super) fn called(&self, key: &Key) -> String {
        match self.names.get(key) {
            Some(name) => format!("{name} ({key})"),
            None => format!("hồ sơ lưu {key}"),
        }
    }
}

/// Which letter of which document an event is about.
pub(super) fn letter(event: &Event) -> Option<OneOf> {
    serde_json::from_value(event.content["thu_cua"].clone()).ok()
}

fn name(event: &Event) -> Option<String> {
    let content = &event.content;
    let text = |value: &Value| value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|n| n.to_string()));
    let number = |value: &Value| text(value).map(|number| crate::archive::ocfl::path::printed(&number));
    let sign = match content["so_ky_hieu"].as_str() {
        Some(sign) => sign.to_owned(),
        None => format!("{}/{}", number(&content["so"])?, text(&content["ky_hieu"])?),
    };
    Some(match letter(event) {
        Some(of) => format!("{sign}, thư `{}`", of.name),
        None => sign,
    })
}
