//! What a PDF says it is: the id that stays through signing, the sign in its keywords, its words.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object};

/// Most pages of which the words are read.
const MAX_PAGES: usize = 2000;

/// Most bytes that one stream of a file unpacks to, and all its words.
const MAX_UNPACKED: usize = 64 << 20;

/// What a PDF says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The first half of the file's ID, and the XMP `DocumentID`: typst writes the same in both.
    pub identities: Vec<String>,
    /// Number and symbol, as `("418", "BC-UBND")`.
    pub sign: Option<(String, String)>,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
}

/// A PDF that was read, or what was left of it.
#[derive(Debug)]
pub struct Reader(Option<Document>);

impl Reader {
    /// Reads a PDF; one that cannot be read says nothing.
    pub fn new(bytes: &[u8]) -> Self {
        let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
        Self(sober(|| Document::load_mem_with_options(bytes, options).ok()).flatten())
    }

    /// Whether it is a PDF that can be read.
    pub fn is_readable(&self) -> bool {
        self.0.is_some()
    }

    /// What it says of itself.
    pub fn origin(&self) -> Origin {
        self.0.as_ref().and_then(|document| sober(|| Self::origin_of(document))).unwrap_or_default()
    }

    fn origin_of(document: &Document) -> Origin {
        let mut origin = Origin { pages: document.get_pages().len(), ..Origin::default() };
        let id = document.trailer.get(b"ID").and_then(Object::as_array).ok();
        if let Some(Object::String(bytes, _)) = id.and_then(|id| id.first()) {
            origin.identities.push(String::from_utf8_lossy(bytes).into_owned());
        }
        let xmp = xmp(document).unwrap_or_default();
        origin.identities.extend(element(&xmp, "xmpMM:DocumentID").map(str::to_owned));
        origin.identities.retain(|identity| !identity.is_empty());
        origin.identities.dedup();
        let info = document.trailer.get(b"Info").ok().and_then(|info| dictionary(document, info));
        let text =
            |key: &[u8]| info.and_then(|info| info.get(key).ok()).and_then(|text| lopdf::decode_text_string(text).ok());
        origin.title = text(b"Title").unwrap_or_default();
        let keywords = text(b"Keywords").or_else(|| element(&xmp, "pdf:Keywords").map(str::to_owned));
        let said = [keywords.as_deref().unwrap_or_default(), &origin.title];
        origin.sign = said.into_iter().find_map(sign_in);
        origin
    }

    /// Its words, page after page.
    pub fn text(&self) -> String {
        let Some(document) = &self.0 else { return String::new() };
        let mut text = String::new();
        for page in sober(|| document.get_pages()).unwrap_or_default().keys().take(MAX_PAGES) {
            let left = MAX_UNPACKED.saturating_sub(text.len());
            let words = sober(|| document.extract_text_with_limit(&[*page], left).unwrap_or_default());
            text.push_str(&words.unwrap_or_default());
            text.push('\n');
        }
        crate::base::text::nfc(&text)
    }
}

/// What a reader of PDF gives; none when it stumbles over the file, which is kept all the same.
fn sober<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok())
}

fn xmp(document: &Document) -> Option<String> {
    let metadata = document.catalog().ok()?.get(b"Metadata").ok()?;
    let stream = document.dereference(metadata).ok()?.1.as_stream().ok()?;
    let bytes = stream.get_plain_content_with_limit(MAX_UNPACKED).unwrap_or_else(|_| stream.content.clone());
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of an XML element, or of an attribute of that name.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let open = format!("<{name}>");
    if let Some(at) = xml.find(&open) {
        let rest = &xml[at + open.len()..];
        return rest.find('<').map(|end| rest[..end].trim());
    }
    let open = format!("{name}=\"");
    let rest = &xml[xml.find(&open)? + open.len()..];
    rest.find('"').map(|end| rest[..end].trim())
}

/// The first number and symbol in a text: `báo cáo, 418/BC-UBND`.
pub fn sign_in(text: &str) -> Option<(String, String)> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).find_map(|word| {
        let (number, symbol) = word.trim_end_matches('.').split_once('/')?;
        let is_number = number.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric());
        let is_symbol = symbol.chars().next().is_some_and(char::is_uppercase)
            || symbol.split_once('/').is_some_and(|(year, rest)| {
                year.bytes().all(|byte| byte.is_ascii_digit()) && rest.chars().next().is_some_and(char::is_uppercase)
            });
        (is_number && is_symbol).then(|| (number.to_owned(), symbol.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_in_title_and_keywords() {
        let sign = |text| sign_in(text).map(|(number, symbol)| format!("{number}/{symbol}"));
        assert_eq!(sign("báo cáo, 418/BC-UBND").as_deref(), Some("418/BC-UBND"));
        assert_eq!(sign("NGHỊ QUYẾT 12/2025/NQ-HĐND Về việc").as_deref(), Some("12/2025/NQ-HĐND"));
        assert_eq!(sign("ngày 05/12/2025"), None);
        assert_eq!(sign("1/2 số hộ"), None);
    }

    #[test]
    fn what_is_no_pdf_says_nothing() {
        let reader = Reader::new(b"%PDF-1.7\nnot at all");
        assert!(!reader.is_readable());
        assert_eq!((reader.origin(), reader.text()), (Origin::default(), String::new()));
    }
}
