//! The fonts a page may use: the embedded family, and before it the office's own from `phong-chu/`.
//!
//! System fonts are never scanned: two offices must get the same page.

mod usable;

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::base::assets;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::{FONT_FOLDER, MAX_ASSET};
use crate::base::io::workspace::Workspace;

/// The family the decree asks for [N30-I I.4]; first when the office has it.
const PREFERRED_FAMILY: &str = "Times New Roman";

/// Loaded fonts, cheap to clone.
#[derive(Debug, Clone)]
pub struct Fonts {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    faces: Vec<Font>,
    families: Vec<String>,
    files: Vec<(String, Bytes)>,
    /// What Typst chooses among the faces by, made when pages are first set.
    book: OnceLock<LazyHash<FontBook>>,
}

impl Fonts {
    /// The embedded family alone.
    pub fn embedded() -> Self {
        // which letters its faces have takes longer to find out than a page to set
        static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| {
            let files = assets::FONTS.map(|(name, bytes)| (name.to_owned(), Bytes::new(bytes)));
            let faces = files.iter().flat_map(|(_, bytes)| Font::iter(bytes.clone())).collect();
            let families = vec![assets::FONT_FAMILY.to_owned()];
            Fonts { inner: Arc::new(Inner { faces, families, files: files.into(), ..Inner::default() }) }
        });
        EMBEDDED.clone()
    }

    /// The office's fonts, then the embedded family. A file that is no font is a warning.
    pub(crate) fn of(workspace: &Workspace) -> (Self, Findings) {
        let mut findings = Findings::default();
        let mut own: Vec<(String, Bytes)> = Vec::new();
        for name in workspace.list(FONT_FOLDER) {
            let lower = name.to_lowercase();
            if ![".ttf", ".otf", ".ttc", ".otc"].iter().any(|end| lower.ends_with(end)) {
                continue;
            }
            let path = format!("{FONT_FOLDER}/{name}");
            match workspace.read(&path, MAX_ASSET) {
                Ok(Some(bytes)) => own.push((name, Bytes::new(bytes))),
                Ok(None) => {}
                Err(finding) => findings.push(finding),
            }
        }
        let embedded = Self::embedded();
        if own.is_empty() {
            return (embedded, findings);
        }
        let mut inner = Inner::default();
        for (name, bytes) in own {
            let told = |(what, hint): usable::Refusal| {
                Finding::new(codes::FONT_UNUSABLE, format!("{what}, chương trình bỏ qua"))
                    .in_file(workspace.shown(&format!("{FONT_FOLDER}/{name}")))
                    .hint(hint)
            };
            let faces = match faces_of(&bytes) {
                Ok(faces) => faces,
                Err(refusal) => {
                    findings.push(told(refusal));
                    continue;
                }
            };
            for face in &faces {
                let family = face.info().family.clone();
                if !inner.families.contains(&family) {
                    inner.families.push(family);
                }
            }
            inner.faces.extend(faces);
            inner.files.push((name, bytes));
        }
        inner.families.sort_by_key(|family| family != PREFERRED_FAMILY);
        inner.faces.extend(embedded.inner.faces.iter().cloned());
        inner.families.extend(embedded.inner.families.iter().cloned());
        inner.files.extend(embedded.inner.files.iter().cloned());
        (Self { inner: Arc::new(inner) }, findings)
    }

    /// Fonts as [`Self::families`] and [`Self::files`] tell them, the embedded ones among them.
    pub(crate) fn from_files(families: Vec<String>, files: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let files: Vec<(String, Bytes)> = files.map(|(name, bytes)| (name, Bytes::new(bytes))).collect();
        let faces = files.iter().flat_map(|(_, bytes)| Font::iter(bytes.clone())).collect();
        Self { inner: Arc::new(Inner { faces, families, files, ..Inner::default() }) }
    }

    /// Family names, the one to use first.
    pub(crate) fn families(&self) -> &[String] {
        &self.inner.families
    }

    /// The font files with their names, for whoever sets the page elsewhere.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.inner.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Whether a family has the character in every face, so that bold and italic words show it too.
    pub(crate) fn covers(&self, c: char) -> bool {
        c.is_ascii_graphic()
            || c == ' '
            || self.inner.families.iter().any(|family| {
                let mut faces = self.inner.faces.iter().filter(|face| face.info().family == *family).peekable();
                faces.peek().is_some() && faces.all(|face| face.info().coverage.contains(u32::from(c)))
            })
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        self.inner.book.get_or_init(|| LazyHash::new(FontBook::from_fonts(&self.inner.faces)))
    }

    pub(crate) fn face(&self, index: usize) -> Option<Font> {
        self.inner.faces.get(index).cloned()
    }
}

/// The faces of a file that can stand in a PDF; a reader that crashes on it has met a broken one.
fn faces_of(bytes: &Bytes) -> Result<Vec<Font>, usable::Refusal> {
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        usable::check(bytes)?;
        Ok(Font::iter(bytes.clone()).collect::<Vec<_>>())
    }));
    match read {
        Ok(Ok(faces)) if faces.is_empty() => Err(usable::BROKEN),
        Ok(read) => read,
        Err(_) => Err(usable::BROKEN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_has_a_glyph_in_every_face() {
        let fonts = Fonts::embedded();
        let vowels = "aăâeêioôơuưy";
        for vowel in vowels.chars() {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                for letter in crate::base::text::nfc(&format!("{vowel}{tone}")).chars() {
                    assert!(fonts.covers(letter), "{letter}");
                    assert!(letter.to_uppercase().all(|upper| fonts.covers(upper)), "{letter}");
                }
            }
        }
        for c in "đĐ…–—“”‘’≥≤²³°×±½§".chars() {
            assert!(fonts.covers(c), "{c}");
        }
        assert!(!fonts.covers('漢') && !fonts.covers('😀'));
    }
}
