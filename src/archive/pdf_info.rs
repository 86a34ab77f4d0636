//! What a PDF says it is: the id that stays through signing, number and symbol in its keywords, its words.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use lopdf::{Dictionary, Document, Object};

use crate::base::text::nfc;
use crate::domain::document::ReferenceNumber;
use crate::signature::pdf::deadline::within;
use crate::signature::pdf::revisions::last_reading;
use crate::signature::pdf::xmp;

/// Most pages of which the words are read.
const MAX_PAGES: usize = 2000;

/// Most bytes that one stream of a file unpacks to, and all its words.
const MAX_UNPACKED: usize = 64 << 20;

/// Time to read the words of a file; one that takes longer is found by its number and title alone.
const TIME: Duration = Duration::from_secs(2);

/// What a PDF says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfInfo {
    /// The first half of the file's ID, and the XMP `DocumentID`: typst writes the same in both.
    pub identities: Vec<String>,
    /// Number and symbol, from its keywords or its title.
    pub reference: Option<ReferenceNumber>,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
}

/// A PDF that was read, or what was left of it.
#[derive(Debug)]
pub struct PdfReader(Option<Arc<Document>>);

impl PdfReader {
    /// Reads a PDF; one that cannot be read says nothing.
    pub fn new(bytes: &[u8]) -> Self {
        Self(catching(|| last_reading(bytes)).flatten())
    }

    /// What it says of itself.
    pub fn info(&self) -> PdfInfo {
        self.0.as_ref().and_then(|document| catching(|| Self::info_of(document))).unwrap_or_default()
    }

    fn info_of(document: &Document) -> PdfInfo {
        let mut info = PdfInfo { pages: document.get_pages().len(), ..PdfInfo::default() };
        let id = document.trailer.get(b"ID").and_then(Object::as_array).ok();
        if let Some(Object::String(bytes, _)) = id.and_then(|id| id.first()) {
            info.identities.push(String::from_utf8_lossy(bytes).into_owned());
        }
        let packet = packet(document).unwrap_or_default();
        let metadata = xmp::parse(&packet);
        let property = |space: &str, name: &str| xmp::properties(metadata.as_ref()?, space, name).into_iter().next();
        info.identities.extend(property(xmp::MEDIA, "DocumentID"));
        info.identities.retain(|identity| !identity.is_empty());
        info.identities.dedup();
        let entries = document.trailer.get(b"Info").ok().and_then(|entries| dictionary(document, entries));
        let text = |key: &[u8]| {
            entries.and_then(|entries| entries.get(key).ok()).and_then(|text| lopdf::decode_text_string(text).ok())
        };
        info.title = text(b"Title").unwrap_or_default();
        let keywords = text(b"Keywords").or_else(|| property(xmp::PDF, "Keywords"));
        let said = [keywords.as_deref().unwrap_or_default(), &info.title];
        info.reference = said.into_iter().find_map(ReferenceNumber::find_in);
        info
    }

    /// Its words, page after page.
    pub fn text(&self) -> String {
        let Some(document) = self.0.clone() else { return String::new() };
        within(TIME, move || Self::text_of(&document)).unwrap_or_default()
    }

    fn text_of(document: &Document) -> String {
        let mut text = String::new();
        for page in catching(|| document.get_pages()).unwrap_or_default().keys().take(MAX_PAGES) {
            let left = MAX_UNPACKED.saturating_sub(text.len());
            let words = catching(|| document.extract_text_with_limit(&[*page], left).unwrap_or_default());
            text.push_str(&words.unwrap_or_default());
            text.push('\n');
        }
        nfc(&text)
    }
}

/// What a reader of PDF gives; none when it crashes over the file, which is kept all the same.
fn catching<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok())
}

fn packet(document: &Document) -> Option<String> {
    let metadata = document.catalog().ok()?.get(b"Metadata").ok()?;
    let stream = document.dereference(metadata).ok()?.1.as_stream().ok()?;
    let bytes = stream.get_plain_content_with_limit(MAX_UNPACKED).unwrap_or_else(|_| stream.content.clone());
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_says_nothing() {
        let reader = PdfReader::new(b"%PDF-1.7\nnot at all");
        assert!(reader.0.is_none());
        assert_eq!((reader.info(), reader.text()), (PdfInfo::default(), String::new()));
    }
}
