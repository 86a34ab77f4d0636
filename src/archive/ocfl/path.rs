//! Where things lie in the store: `năm/loại/số-ký-hiệu`, ASCII, no name longer than 50 characters [NB Điều 8.4].

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::text::fold::ascii_name;
use crate::domain::document::Kind;
use crate::domain::register::Entry;

/// Longest name of a file or folder.
const LONGEST: usize = 50;

/// What stands before the place of an object to make it its identifier.
const SCHEME: &str = "info:vanthu/";

/// The place of a document in the store: `2025/bao-cao/418-bc-ubnd`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// Of a document. Two signs of one kind differ by their issuer, so boards lie apart.
    pub fn new(year: i32, kind: Kind, number: &str, symbol: &str) -> Self {
        Self(format!("{year:04}/{}/{}", kind.key, name(&format!("{}-{symbol}", printed(number)))))
    }

    /// Of a line of the register; none while its kind is no longer known.
    pub fn of(entry: &Entry) -> Option<Self> {
        let reference = &entry.facts.reference;
        let kind = Kind::from_key(&entry.facts.kind)?;
        Some(Self::new(reference.year, kind, &reference.number.to_string(), &reference.symbol))
    }

    /// Reads one that was written; none when it could lead out of the store.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let sound = |part: &&str| {
            !part.is_empty() && part.len() <= LONGEST && !part.starts_with('.') && ascii_name(part) == **part
        };
        (parts.len() == 3 && parts.iter().all(sound)).then(|| Self(text.to_owned()))
    }

    /// Of one of its letters, by its place in the list, from 1: `2025/cong-van/12-ubnd.0003`.
    pub(crate) fn letter(&self, place: usize) -> Self {
        let (folder, last) = WorkspacePath::of(&self.0).split();
        Self(format!("{folder}/{}", name(&format!("{last}.{place:04}"))))
    }

    /// With `/` between folders.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its identifier in the store.
    pub fn identifier(&self) -> String {
        format!("{SCHEME}{}", self.0)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number as printed: `5` and `005` are `05`.
pub(crate) fn printed(number: &str) -> String {
    let number = number.trim();
    let digits = number.trim_start_matches('0');
    if digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("0{digits}")
    } else {
        digits.to_owned()
    }
}

/// A name that any system can hold; one too long or without a letter it can hold is told apart by its hash.
pub(crate) fn name(text: &str) -> String {
    let (stem, ending) = parted(text);
    let plain = ascii_name(stem);
    if !plain.is_empty() && plain.len() + ending.len() <= LONGEST {
        return plain + &ending;
    }
    let digest = Digest::of(text.as_bytes());
    let hash = &digest.digits()[..8];
    let plain = plain[..plain.len().min(LONGEST - 9 - ending.len())].trim_end_matches(['-', '.']);
    format!("{plain}{}{hash}{ending}", if plain.is_empty() { "" } else { "-" })
}

/// A name and its ending, as `.pdf`; a long one is none.
fn parted(text: &str) -> (&str, String) {
    match text.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.is_empty() && ascii_name(ending).len() < 10 => {
            let ending = ascii_name(ending);
            (stem, if ending.is_empty() { ending } else { format!(".{ending}") })
        }
        _ => (text, String::new()),
    }
}

/// The place of each file of an object under `content`, by its own path; no two the same.
pub(crate) fn content_paths<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        let plain = path.split('/').map(name).collect::<Vec<_>>().join("/");
        let unique = if taken.contains(&plain) {
            let digest = Digest::of(path.as_bytes());
            let hash = &digest.digits()[..8];
            let (folder, last) = WorkspacePath::of(&plain).split();
            let (stem, ending) = parted(last);
            let stem: String = format!("{hash}-{stem}").chars().take(LONGEST - ending.len()).collect();
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
        assert_eq!(Key::new(2025, kind, "5", "QĐ-UBND").as_str(), "2025/quyet-dinh/05-qd-ubnd");
        assert_eq!(Key::new(2025, kind, "005", "QĐ-UBND"), Key::new(2025, kind, "5", "QĐ-UBND"));
        let long = Key::new(2025, kind, "12", &"RẤT-DÀI-".repeat(20));
        assert!(long.as_str().split('/').all(|name| name.len() <= LONGEST), "{long}");
        assert_ne!(long, Key::new(2025, kind, "12", &"RẤT-DÀI-".repeat(21)));
        assert_eq!(Key::parse(long.as_str()), Some(long));
        for wrong in ["../a/b", "2025/bao-cao", "2025/Bao/x", "2025//x", "/a/b"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn letters_lie_beside_their_document() {
        let key = Key::parse("2025/cong-van/12-ubnd").unwrap();
        assert_eq!(key.letter(3).as_str(), "2025/cong-van/12-ubnd.0003");
        let long = Key::parse(&format!("2025/cong-van/{}", "a".repeat(LONGEST))).unwrap();
        assert_ne!(long.letter(1), long.letter(2));
        assert_eq!(Key::parse(long.letter(10_000).as_str()), Some(long.letter(10_000)));
    }

    #[test]
    fn names_that_fold_to_the_same_stay_apart() {
        let paths = ["dau-vao/bảng.yaml", "dau-vao/bang.yaml", "dau-vao/BANG.yaml"];
        let found = content_paths(paths.into_iter());
        assert_eq!(found[0], "dau-vao/bang.yaml");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 3);
        let long = "a".repeat(LONGEST - 4);
        let odd = ["phat-hanh/Иванов.pdf", "phat-hanh/Петров.pdf", &format!("{long}.pdf"), &format!("{long}!.pdf")];
        let found = content_paths(odd.into_iter());
        assert!(found.iter().all(|path| path.ends_with(".pdf")), "{found:?}");
        assert!(found.iter().flat_map(|path| path.split('/')).all(|name| name.len() <= LONGEST), "{found:?}");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 4);
    }
}
