//! `{{ van_ban("to-trinh").vien_dan }}`: other documents of the workspace, named in a sentence.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Object, Value as Jinja};
use minijinja::{Error, State};

use super::refusal::Refusal;
use super::values::Quantity;
use crate::base::finding::{Finding, codes, suggest};
use crate::base::source::Place;
use crate::base::text::nfc;
use crate::domain::document::IssueDate;
use crate::domain::document::citation::{Citation, Cited};

/// What expressions call another document by.
pub(super) const NAME: &str = "van_ban";

/// What can be asked of it.
pub(crate) const ATTRIBUTES: [&str; 9] =
    ["vien_dan", "vien_dan_ngan", "so_ky_hieu", "so", "ky_hieu", "ngay", "trich_yeu", "co_quan", "ten_loai"];

/// Documents by the names that a text calls them by; what keeps one from being named stands in its place.
pub(crate) type Known = BTreeMap<String, Result<Cited, Box<Finding>>>;

/// Bytes of a text in which one call stands.
const MAX_CALL: usize = 400;

/// Where a sentence stands: file and byte.
type Spot = (String, usize);

/// The documents that the sentences of one text name.
#[derive(Debug, Default)]
pub(super) struct Citations {
    known: Arc<Known>,
    mentions: Arc<Mutex<Mentions>>,
}

/// Which documents were named already, and where first.
#[derive(Debug, Default)]
struct Mentions {
    /// The sentence that is being worked out.
    now: Option<Spot>,
    /// Which of the texts that stand by themselves it is in: that of the document, then those attached to it.
    text: usize,
    /// By text and file.
    first: HashMap<(usize, String), Spot>,
}

/// One call in an expression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call<'a> {
    /// The name in quotes; none when there is none.
    name: Option<&'a str>,
    /// What is asked of it; empty when nothing is.
    attribute: &'a str,
    /// The whole call.
    range: Range<usize>,
}

impl Citations {
    pub(super) fn new(known: Known) -> Self {
        Self { known: Arc::new(known), mentions: Arc::default() }
    }

    /// What follows stands by itself, and names documents anew.
    pub(super) fn begin_text(&self) {
        self.mentions.lock().unwrap_or_else(PoisonError::into_inner).text += 1;
    }

    /// The names of an expression at a place: documents, then all others.
    pub(super) fn names(&self, rest: Jinja, place: &Place) -> Jinja {
        let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        mentions.now = Some((place.source().name().to_owned(), place.range().start));
        let documents = Documents { known: Arc::clone(&self.known), mentions: Arc::clone(&self.mentions) };
        Jinja::from_object(Names { documents: Jinja::from_object(documents), rest })
    }

    /// The documents that an expression names, each with its place; or what is wrong with a call.
    pub(super) fn check(
        &self,
        text: &str,
        place: &dyn Fn(Range<usize>) -> Place,
    ) -> Result<Vec<(&'static str, Citation)>, Box<Finding>> {
        let mut found = Vec::new();
        for call in calls(text) {
            let here = place(call.range.clone());
            let Some(name) = call.name else {
                let finding = Finding::new(codes::BROKEN_EXPRESSION, "`van_ban` chưa ghi tên văn bản trong ngoặc kép");
                let hint = "viết như `{{ van_ban(\"to-trinh\").vien_dan }}`: tên tệp không có đuôi, cùng thư mục hoặc cả thư mục làm việc";
                return Err(Box::new(finding.at(here).hint(hint)));
            };
            let Some(attribute) = ATTRIBUTES.iter().find(|known| **known == call.attribute) else {
                let message = match call.attribute {
                    "" => format!("`van_ban(\"{name}\")` chưa nêu cần in gì của văn bản"),
                    attribute => format!("văn bản không có `{attribute}`"),
                };
                let hint = suggest(call.attribute, ATTRIBUTES, || {
                    format!("viết được sau dấu chấm: {}", ATTRIBUTES.join(", "))
                });
                return Err(Box::new(Finding::new(codes::UNDEFINED_EXPRESSION, message).at(here).hint(hint)));
            };
            match self.known.get(&nfc(name)) {
                Some(Ok(cited)) => found.push((*attribute, citation(cited, attribute, here))),
                Some(Err(finding)) => return Err(Box::new((**finding).clone().at(here))),
                None => {
                    let message = format!("không đọc được tên văn bản `{name}`");
                    let finding = Finding::new(codes::BROKEN_EXPRESSION, message).at(here);
                    return Err(Box::new(finding.hint("viết tên tệp bằng chữ, số và dấu gạch nối, không có dấu `\\`")));
                }
            }
        }
        Ok(found)
    }
}

/// A mention of a document; what asks neither for its number nor its date lacks nothing.
fn citation(cited: &Cited, attribute: &str, place: Place) -> Citation {
    let numbered = ["vien_dan", "vien_dan_ngan", "so_ky_hieu", "so", "ngay"].contains(&attribute);
    Citation {
        path: cited.path.clone(),
        shown: cited.shown.clone(),
        through: cited.through.clone(),
        called: cited.short(),
        gap: cited.gap().filter(|_| numbered),
        place,
    }
}

/// `van_ban` and all other names.
#[derive(Debug)]
struct Names {
    documents: Jinja,
    rest: Jinja,
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        if key.as_str() == Some(NAME) {
            return Some(self.documents.clone());
        }
        self.rest.get_item(key).ok().filter(|value| !value.is_undefined())
    }
}

/// `van_ban`.
#[derive(Debug)]
struct Documents {
    known: Arc<Known>,
    mentions: Arc<Mutex<Mentions>>,
}

impl Object for Documents {
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Jinja]) -> Result<Jinja, Error> {
        let name = arguments.first().and_then(Jinja::as_str).unwrap_or_default();
        let cited = self.known.get(&nfc(name)).and_then(|cited| cited.as_ref().ok());
        let Some(cited) = cited else {
            return Err(Refusal::error(
                format!("không có văn bản `{name}`"),
                "viết tên tệp của văn bản, không có đuôi",
            ));
        };
        Ok(Jinja::from_object(Document { cited: cited.clone(), mentions: Arc::clone(&self.mentions) }))
    }
}

/// One document.
#[derive(Debug)]
struct Document {
    cited: Cited,
    mentions: Arc<Mutex<Mentions>>,
}

impl Document {
    /// Whether this sentence is the first that names the document: a sentence worked out again is the same sentence.
    fn is_first(&self) -> bool {
        let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(now) = mentions.now.clone() else { return true };
        let key = (mentions.text, self.cited.path.clone());
        *mentions.first.entry(key).or_insert_with(|| now.clone()) == now
    }
}

impl Object for Document {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        let cited = &self.cited;
        let text = match key.as_str()? {
            "vien_dan" if self.is_first() => cited.full(),
            "vien_dan" | "vien_dan_ngan" => cited.short(),
            "so_ky_hieu" => cited.sign().to_string(),
            "so" => cited.number(),
            "ky_hieu" => cited.symbol.clone(),
            "ngay" => match cited.issued_on {
                IssueDate::Day { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
                IssueDate::Month { .. } | IssueDate::Blank => {
                    return Some(Jinja::from_object(Quantity::missing("ngay")));
                }
            },
            "trich_yeu" => cited.subject.clone(),
            "co_quan" => cited.issuer.clone(),
            "ten_loai" => cited.kind_name(),
            _ => return None,
        };
        Some(Jinja::from(text))
    }
}

/// Whether words call a document.
pub(super) fn is_call(text: &str) -> bool {
    text.trim_start().strip_prefix(NAME).is_some_and(|rest| rest.trim_start().starts_with('('))
}

/// The calls of an expression, outside of its quotes.
pub(super) fn calls(text: &str) -> Vec<Call<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(NAME).map(|at| from + at) {
        from = start + NAME.len();
        let before = &text[..start];
        let is_part = before.ends_with(|c: char| c.is_alphanumeric() || "_.".contains(c));
        let rest = text[from..].trim_start();
        if is_part || before.matches('"').count() % 2 == 1 || !rest.starts_with('(') {
            continue;
        }
        let (name, behind) = argument(&rest[1..]);
        let attribute = behind.trim_start().strip_prefix('.').map(str::trim_start).unwrap_or_default();
        let end = attribute.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(attribute.len());
        let attribute = &attribute[..end];
        let stop = if attribute.is_empty() {
            text.len() - behind.len()
        } else {
            text.len() - behind.len() + behind.find(attribute).unwrap_or(0) + end
        };
        found.push(Call { name, attribute, range: start..stop });
        from = stop.max(from);
    }
    found
}

/// What stands in quotes behind an open bracket, and what follows the closed one; the quotes may be escaped, as in YAML.
fn argument(text: &str) -> (Option<&str>, &str) {
    let start = text.trim_start();
    let quoted = start.strip_prefix('\\').unwrap_or(start);
    let Some(quote) = quoted.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return (None, text) };
    let inside = &quoted[1..];
    let Some(end) = inside.find([quote, '\\', '\n']) else { return (None, text) };
    let behind = inside[end..].trim_start_matches('\\').strip_prefix(quote).map(str::trim_start);
    match behind.and_then(|behind| behind.strip_prefix(')')) {
        Some(behind) if !inside[..end].trim().is_empty() => (Some(&inside[..end]), behind),
        _ => (None, text),
    }
}

/// The names of documents that a text calls. Quotes may be escaped there, as YAML does, so that nobody can tell where an
/// expression ends; a name too many is never asked for.
pub(crate) fn cited_names(text: &str) -> BTreeSet<String> {
    let nearby = |at: usize| &text[at..text.floor_char_boundary(at + MAX_CALL)];
    let found = text.match_indices(NAME).flat_map(|(at, _)| calls(nearby(at)).into_iter().take(1));
    found.filter_map(|call| call.name.map(nfc)).collect()
}

#[cfg(test)]
mod tests {
    use super::{calls, cited_names};

    #[test]
    fn calls_are_found_with_their_names() {
        let found = |text| calls(text).into_iter().map(|call| (call.name, call.attribute)).collect::<Vec<_>>();
        assert_eq!(found(r#"van_ban("a-b").vien_dan"#), [(Some("a-b"), "vien_dan")]);
        assert_eq!(found(r#"van_ban( 'nam-2025/x' ) . ngay|ngay_dai"#), [(Some("nam-2025/x"), "ngay")]);
        assert_eq!(found(r#"van_ban(a).so"#), [(None, "")]);
        assert_eq!(found(r#"van_ban("").so"#), [(None, "")]);
        assert_eq!(found(r#"x.van_ban("a") + "van_ban(1)""#), []);
        assert_eq!(calls(r#"1 + van_ban("a").so * 2"#)[0].range, 4..19);
        let text = "a: \"{{ van_ban(\\\"x\\\").so }}\"\nb: {{ van_ban('y').so }} van_ban (z)";
        assert_eq!(cited_names(text).into_iter().collect::<Vec<_>>(), ["x", "y"]);
    }
}
