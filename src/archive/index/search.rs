//! Words → documents: those with the same marks first, then those that are the same without; never an error of syntax.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{ToSql, params_from_iter};
use serde::Serialize;

use super::database::Index;
use super::entry::{COLUMNS, Entry, entry};
use super::error::unusable;
use super::schema::facets;
use crate::base::finding::Finding;
use crate::base::text::fold::fold;
use crate::base::text::nfc;
use crate::domain::document::reference_number::printed_number;

/// Most words of a query; the rest say nothing more.
const MAX_WORDS: usize = 16;

/// Up to so many found documents are ranked by how well they fit; of more, the newest come first.
const MAX_RANKED: usize = 2000;

/// Words around the one found in an excerpt.
const EXCERPT_BEFORE: usize = 8;
const EXCERPT_AFTER: usize = 16;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct SearchQuery {
    /// Words of the document; marks may be left out.
    pub words: String,
    /// `bao-cao`.
    pub kind: Option<String>,
    /// First day, as `2025-01-01`.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Part of the name of who signed; marks may be left out.
    pub signer: Option<String>,
    /// Số, as `418`.
    pub number: Option<String>,
    /// Year of issue.
    pub year: Option<i32>,
    /// Most answers.
    pub limit: usize,
}

/// A document found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The document.
    #[serde(flatten)]
    pub entry: Entry,
    /// Whether the words stand in it with the marks as asked.
    #[serde(rename = "dung_dau")]
    pub marked: bool,
    /// A line of it around the first word found.
    #[serde(rename = "trich_doan")]
    pub excerpt: String,
}

impl Index {
    /// The documents that hold every word, best first.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn search(&self, wanted: &SearchQuery) -> Result<Vec<Hit>, Finding> {
        self.found(wanted).map_err(|error| unusable(&error))
    }

    fn found(&self, wanted: &SearchQuery) -> rusqlite::Result<Vec<Hit>> {
        let words = words_of(&wanted.words);
        if words.is_empty() && !wanted.words.trim().is_empty() {
            return Ok(Vec::new());
        }
        if words.is_empty() {
            let found = self.among(wanted, None, wanted.limit, &HashSet::new())?;
            return found.into_iter().map(|(id, entry)| self.hit(id, entry, true, &words)).collect();
        }
        let (mut hits, mut seen) = (Vec::new(), HashSet::new());
        let column = |column: &str, words: Vec<String>| -> String {
            let terms: Vec<String> = words.iter().map(|word| term(word)).collect();
            let mut query = format!("({column} : ({}))", terms.join(" AND "));
            for facet in facets(wanted.kind.as_deref(), wanted.year, wanted.number.as_deref()) {
                query.push_str(&format!(" AND (facets : \"{facet}\")"));
            }
            query
        };
        let marked = column("body", words.clone());
        let folded = column("folded", words.iter().map(|word| fold(word)).collect());
        for (query, marked) in [(marked, true), (folded, false)] {
            let left = wanted.limit.saturating_sub(hits.len());
            if left == 0 {
                break;
            }
            for (id, entry) in self.among(wanted, Some(&query), left, &seen)? {
                seen.insert(id);
                hits.push(self.hit(id, entry, marked, &words)?);
            }
        }
        Ok(hits)
    }

    /// Documents with the wanted fields, and words if any; those seen are left out.
    fn among(
        &self,
        wanted: &SearchQuery,
        query: Option<&str>,
        limit: usize,
        seen: &HashSet<i64>,
    ) -> rusqlite::Result<Vec<(i64, Entry)>> {
        let (conditions, mut with) = conditions(wanted);
        let mut from = "documents d".to_owned();
        let mut order = "d.date DESC, d.id DESC".to_owned();
        let mut condition = conditions;
        if let Some(query) = query {
            // the words first: the rows they leave are few
            from = "words CROSS JOIN documents d ON d.id = words.rowid".to_owned();
            condition.push("words MATCH ?".to_owned());
            with.push(Value::Text(query.to_owned()));
            let counted =
                format!("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?1 LIMIT {})", MAX_RANKED + 1);
            let many: u32 = self.connection.prepare_cached(&counted)?.query_row([query], |row| row.get(0))?;
            order = if many as usize > MAX_RANKED {
                "words.rowid DESC"
            } else {
                "bm25(words, 1.0, 1.0, 0.0), d.date DESC, d.id DESC"
            }
            .to_owned();
        }
        if condition.is_empty() {
            condition.push("1".to_owned());
        }
        let text =
            format!("SELECT {COLUMNS}, d.id FROM {from} WHERE {} ORDER BY {order} LIMIT ?", condition.join(" AND "));
        with.push(Value::Integer(i64::try_from(limit + seen.len()).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&text)?;
        let rows = statement.query_map(params_from_iter(with.iter().map(|value| value as &dyn ToSql)), |row| {
            Ok((row.get("id")?, entry(row, self.office.as_ref())?))
        })?;
        let found: Vec<(i64, Entry)> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(found.into_iter().filter(|(id, _)| !seen.contains(id)).take(limit).collect())
    }

    fn hit(&self, id: i64, entry: Entry, marked: bool, words: &[String]) -> rusqlite::Result<Hit> {
        let body: String = self
            .connection
            .prepare_cached("SELECT body FROM texts WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        Ok(Hit { entry, marked, excerpt: excerpt(&body, words, marked) })
    }
}

/// The fields that are asked for, as conditions with their values.
fn conditions(wanted: &SearchQuery) -> (Vec<String>, Vec<Value>) {
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    let signer = wanted.signer.as_ref().map(|name| Value::Text(format!("%{}%", fold(name).replace(['%', '_'], ""))));
    let number = wanted.number.as_ref().map(|number| Value::Text(printed_number(number)));
    let asked = [
        ("d.kind = ?", text(&wanted.kind)),
        ("d.date >= ?", text(&wanted.from)),
        ("d.date <= ?", text(&wanted.to)),
        ("d.signer_folded LIKE ?", signer),
        ("d.number = ?", number),
        ("d.year = ?", wanted.year.map(|year| Value::Integer(year.into()))),
    ];
    asked.into_iter().filter_map(|(condition, value)| Some((condition.to_owned(), value?))).unzip()
}

/// The words of a query as the index parts them: letters and digits, nothing that could be syntax.
fn words_of(text: &str) -> Vec<String> {
    let text = nfc(text).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MAX_WORDS).map(str::to_owned).collect()
}

/// A word as it is looked for; a number of one digit is printed with a zero before it where it numbers a document.
fn term(word: &str) -> String {
    let is_digit = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_digit { format!("(\"{word}\" OR \"{}\")", printed_number(word)) } else { format!("\"{word}\"") }
}

/// The words of a text around the first that is asked for.
fn excerpt(body: &str, asked: &[String], marked: bool) -> String {
    // the first line says what the list says already
    let text = body.split_once('\n').map_or(body, |(_, rest)| rest);
    let asked: Vec<String> = if marked { asked.to_vec() } else { asked.iter().map(|word| fold(word)).collect() };
    let is_asked = |word: &str| {
        let word = if marked { word.to_lowercase() } else { fold(word) };
        word.split(|c: char| !c.is_alphanumeric()).any(|part| asked.iter().any(|asked| asked == part))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    // where most of the asked words stand together
    let found: Vec<usize> = words.iter().enumerate().filter(|(_, word)| is_asked(word)).map(|(at, _)| at).collect();
    let near = |at: usize| found.iter().filter(|other| (at..at + asked.len() * 2).contains(*other)).count();
    let Some(at) = found.iter().take(200).copied().max_by_key(|at| (near(*at), usize::MAX - at)) else {
        return words.iter().take(EXCERPT_AFTER).copied().collect::<Vec<_>>().join(" ");
    };
    let (start, end) = (at.saturating_sub(EXCERPT_BEFORE), (at + EXCERPT_AFTER).min(words.len()));
    let dots = |cut: bool| if cut { "… " } else { "" };
    let tail = if end < words.len() { " …" } else { "" };
    format!("{}{}{tail}", dots(start > 0), words[start..end].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_only_words() {
        assert_eq!(words_of("Quyết-định \"215\" OR NEAR(* ^x)"), ["quyết", "định", "215", "or", "near", "x"]);
        assert!(words_of("\" * ( ) : ^ -").is_empty());
        assert_eq!(["1", "12", "a", "01"].map(term), ["(\"1\" OR \"01\")", "\"12\"", "\"a\"", "\"01\""]);
    }

    #[test]
    fn an_excerpt_stands_where_the_words_stand_together() {
        let body = "đầu\nviệc động viên của phường trong năm; về việc điều động công chức";
        let asked = ["dieu".to_owned(), "dong".to_owned()];
        assert!(excerpt(body, &asked, false).contains("điều động công chức"));
        assert_eq!(excerpt("đầu\nkhông có gì", &asked, false), "không có gì");
    }
}
