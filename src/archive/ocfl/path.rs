//! Where things lie in the store: `năm/loại/số-ký-hiệu`, ASCII, no name longer than 50 characters [NB Điều 8.4].

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::text::fold::ascii_name;
use crate::domain::document::reference_number::printed_number;
use crate::domain::document::{Kind, ReferenceNumber};
use crate::domain::register::Entry;

/// Longest name of a file or folder, bytes.
const MAX_NAME: usize = 50;

/// What stands before the place of an object to make it its identifier.
const SCHEME: &str = "info:vanthu/";

/// The place of a document in the store: `2025/bao-cao/418-bc-ubnd`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct ObjectKey(String);

impl ObjectKey {
    /// Of a document. Two signs of one kind differ by their issuer, so boards lie apart; secret documents are numbered
    /// apart, and lie apart too.
    pub fn new(year: i32, kind: Kind, reference: &ReferenceNumber, secret: bool) -> Self {
        let (number, secret) = (printed_number(&reference.number), if secret { "-mat" } else { "" });
        Self(format!("{year:04}/{}/{}", kind.key, portable_name(&format!("{number}-{}{secret}", reference.symbol))))
    }

    /// Of a paper document that has no number before it is signed, by its file from the workspace.
    pub(crate) fn waiting(year: i32, kind: Kind, document: &str) -> Self {
        let digest = Digest::of(document.as_bytes());
        Self(format!("{year:04}/{}/trinh-ky-{}", kind.key, &digest.digits()[..12]))
    }

    /// Of a line of the register; none while its kind is no longer known.
    pub fn of(entry: &Entry) -> Option<Self> {
        let reference = &entry.facts.reference;
        let kind = Kind::from_key(&entry.facts.kind)?;
        Some(Self::new(reference.year, kind, &reference.number_and_symbol(), reference.secret))
    }

    /// Reads one that was written; none when it could lead out of the store.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let sound = |part: &&str| {
            !part.is_empty() && part.len() <= MAX_NAME && !part.starts_with('.') && ascii_name(part) == **part
        };
        (parts.len() == 3 && parts.iter().all(sound)).then(|| Self(text.to_owned()))
    }

    /// Of one of its letters, by its place in the list, from 1: `2025/cong-van/12-ubnd.0003`.
    pub(in crate::archive) fn letter(&self, place: usize) -> Self {
        let (folder, last) = WorkspacePath::of(&self.0).split();
        Self(format!("{folder}/{}", portable_name(&format!("{last}.{place:04}"))))
    }

    /// With `/` between folders.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its identifier in the store.
    pub(crate) fn identifier(&self) -> String {
        format!("{SCHEME}{}", self.0)
    }
}

impl TryFrom<String> for ObjectKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the place of an object")
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that any system can hold; one too long or without a letter it can hold is distinguished by its hash.
fn portable_name(text: &str) -> String {
    let (stem, ending) = split_ending(text);
    let plain = ascii_name(stem);
    if !plain.is_empty() && plain.len() + ending.len() <= MAX_NAME {
        return plain + &ending;
    }
    let digest = Digest::of(text.as_bytes());
    let hash = &digest.digits()[..8];
    let plain = plain[..plain.len().min(MAX_NAME - 9 - ending.len())].trim_end_matches(['-', '.']);
    format!("{plain}{}{hash}{ending}", if plain.is_empty() { "" } else { "-" })
}

/// A name and its ending, as `.pdf`; a long one is none.
fn split_ending(text: &str) -> (&str, String) {
    match text.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.is_empty() && ascii_name(ending).len() < 10 => {
            let ending = ascii_name(ending);
            (stem, if ending.is_empty() { ending } else { format!(".{ending}") })
        }
        _ => (text, String::new()),
    }
}

/// The place of each file of an object under `content`, by its own path; no two the same.
pub(in crate::archive) fn content_paths<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        let plain = path.split('/').map(portable_name).collect::<Vec<_>>().join("/");
        let unique = if taken.contains(&plain) {
            let digest = Digest::of(path.as_bytes());
            let hash = &digest.digits()[..8];
            let (folder, last) = WorkspacePath::of(&plain).split();
            let (stem, ending) = split_ending(last);
            let stem: String = format!("{hash}-{stem}").chars().take(MAX_NAME - ending.len()).collect();
            WorkspacePath::of(folder).join(&format!("{stem}{ending}"))
        } else {
            plain
        };
        taken.insert(unique.clone());
        found.push(unique);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_lies_by_year_kind_number_and_sign() {
        let kind = Kind::from_key("quyet-dinh").unwrap();
        let key = |number: &str, symbol: &str| ObjectKey::new(2025, kind, &ReferenceNumber::new(number, symbol), false);
        assert_eq!(key("5", "QĐ-UBND").as_str(), "2025/quyet-dinh/05-qd-ubnd");
        assert_eq!(key("005", "QĐ-UBND"), key("5", "QĐ-UBND"));
        let long = key("12", &"RẤT-DÀI-".repeat(20));
        assert!(long.as_str().split('/').all(|name| name.len() <= MAX_NAME), "{long}");
        assert_ne!(long, key("12", &"RẤT-DÀI-".repeat(21)));
        assert_eq!(ObjectKey::parse(long.as_str()), Some(long));
        for wrong in ["../a/b", "2025/bao-cao", "2025/Bao/x", "2025//x", "/a/b"] {
            assert_eq!(ObjectKey::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn letters_lie_beside_their_document() {
        let key = ObjectKey::parse("2025/cong-van/12-ubnd").unwrap();
        assert_eq!(key.letter(3).as_str(), "2025/cong-van/12-ubnd.0003");
        let long = ObjectKey::parse(&format!("2025/cong-van/{}", "a".repeat(MAX_NAME))).unwrap();
        assert_ne!(long.letter(1), long.letter(2));
        assert_eq!(ObjectKey::parse(long.letter(10_000).as_str()), Some(long.letter(10_000)));
    }

    #[test]
    fn names_that_fold_to_the_same_stay_apart() {
        let paths = ["dau-vao/bảng.yaml", "dau-vao/bang.yaml", "dau-vao/BANG.yaml"];
        let found = content_paths(paths.into_iter());
        assert_eq!(found[0], "dau-vao/bang.yaml");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 3);
        let long = "a".repeat(MAX_NAME - 4);
        let odd = ["phat-hanh/Иванов.pdf", "phat-hanh/Петров.pdf", &format!("{long}.pdf"), &format!("{long}!.pdf")];
        let found = content_paths(odd.into_iter());
        assert!(found.iter().all(|path| path.ends_with(".pdf")), "{found:?}");
        assert!(found.iter().flat_map(|path| path.split('/')).all(|name| name.len() <= MAX_NAME), "{found:?}");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 4);
    }
}
