//! Where documents of a bundle contradict one another: a number, date or subject typed by hand that is not that of the
//! document itself, and a figure in a sentence that names a document which has no such figure.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::fold::fold;
use crate::base::text::number::Number;
use crate::domain::document::citation::about;
use crate::domain::document::{Document, IssueDate, ReferenceNumber};

/// Letters of a subject that are enough to know it by.
const TELLING: usize = 12;

/// A document of a bundle.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) shown: &'a str,
    pub(super) document: &'a Document,
}

/// What the head of a member says of itself.
struct Head<'a> {
    member: Member<'a>,
    /// As printed; none while it has none.
    number: Option<String>,
    symbol: String,
    /// `ve viec …`, folded.
    subject: String,
}

impl<'a> Head<'a> {
    fn of(member: Member<'a>) -> Self {
        let document = member.document;
        let (number, symbol) = (document.printed_number(), document.symbol.one_line());
        Self { member, number, symbol, subject: fold(&about(&document.subject.one_line())) }
    }

    fn sign(&self) -> Option<String> {
        Some(format!("{}/{}", self.number.as_ref()?, self.symbol))
    }
}

/// Every contradiction, in the order of the documents.
pub(super) fn between(members: &[Member<'_>]) -> Findings {
    let heads: Vec<Head<'_>> = members.iter().map(|member| Head::of(*member)).collect();
    let figures: Vec<BTreeSet<String>> = members.iter().map(|member| figures_of(member.document)).collect();
    let mut findings = Findings::default();
    for (own, member) in members.iter().enumerate() {
        let others: Vec<(&Head<'_>, &BTreeSet<String>)> =
            heads.iter().zip(&figures).enumerate().filter(|(i, _)| *i != own).map(|(_, other)| other).collect();
        for text in member.document.texts() {
            let line = text.one_line();
            for sentence in sentences(&line) {
                let all = named(sentence);
                let alone = all.len() == 1;
                for named in &all {
                    let same = others.iter().filter(|(head, _)| head.symbol == named.sign.symbol);
                    let told =
                        same.flat_map(|(head, figures)| compare(named, head, alone.then_some(*figures), sentence));
                    told.for_each(|told| findings.push(told.at_optional(text.place.clone())));
                }
            }
        }
    }
    findings
}

/// A document named in a sentence.
struct Named<'a> {
    sign: ReferenceNumber,
    /// What follows its number.
    behind: &'a str,
}

/// The documents that a sentence names by number and symbol.
fn named(sentence: &str) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in sentence.split(' ') {
        let end = at + word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(sign) = ReferenceNumber::find_in(bare) {
            found.push(Named { sign, behind: &sentence[end..] });
        }
        at = (end + 1).min(sentence.len());
    }
    found
}

/// What a sentence says of a document otherwise than the document itself; `figures` are those of the document, when the
/// sentence names no other.
fn compare(named: &Named<'_>, head: &Head<'_>, figures: Option<&BTreeSet<String>>, sentence: &str) -> Vec<Finding> {
    let shown = head.member.shown;
    let typed = named.sign.to_string();
    let said = subject_behind(named.behind);
    let is_subject = said.as_ref().is_some_and(|said| agree(said, &head.subject));
    if head.sign().as_ref() != Some(&typed) {
        // another document of the same kind, unless it has the very subject
        let long = said.as_ref().is_some_and(|said| said.chars().count() >= TELLING);
        if !is_subject || !long {
            return Vec::new();
        }
        let own = head.sign().map_or_else(|| "chưa có số".to_owned(), |own| format!("mang số {own}"));
        return vec![otherwise(format!("viện dẫn số {typed}, mà `{shown}` {own}"))];
    }
    let mut found = Vec::new();
    if let (Some(said), IssueDate::Day { year, month, day }) =
        (date_behind(named.behind), head.member.document.issued_on)
        && said != (day, month, year)
    {
        let (d, m, y) = said;
        found.push(otherwise(format!(
            "viện dẫn {typed} ngày {d:02}/{m:02}/{y}, mà `{shown}` ghi ngày {day:02}/{month:02}/{year}"
        )));
    }
    if said.is_some() && !is_subject {
        let own = about(&head.member.document.subject.one_line());
        found.push(otherwise(format!("viện dẫn {typed} với trích yếu khác `{shown}`: “{own}”")));
    }
    let is_strange = |value: &String| figures.is_some_and(|figures| !figures.contains(value));
    let strange: Vec<String> =
        figures_in(sentence).filter(|(_, value)| is_strange(value)).map(|(typed, _)| typed).collect();
    if !strange.is_empty() {
        let message = format!("số {} ở câu viện dẫn {typed} không có trong `{shown}`", strange.join("; "));
        let finding = Finding::new(codes::CITED_FIGURE, message);
        found.push(finding.hint("đối chiếu với văn bản được viện dẫn; số tính từ nguồn khác thì tách thành câu riêng"));
    }
    found
}

fn otherwise(message: String) -> Finding {
    Finding::new(codes::CITED_OTHERWISE, message)
        .hint("sửa chỗ gõ sai, hoặc viết `{{ van_ban(\"tên-tệp\").vien_dan }}` để chương trình tự ghi")
}

/// Whether one subject is the other, or goes on behind it.
fn agree(said: &str, own: &str) -> bool {
    said.starts_with(own) || own.starts_with(said)
}

/// The subject behind a number, folded: from `về` on, or a verb behind the issuer.
fn subject_behind(behind: &str) -> Option<String> {
    let folded = fold(behind);
    let clause = folded.split([';', ')']).next().unwrap_or_default();
    // another document begins another citation
    let end = clause.find(" so ").unwrap_or(clause.len());
    let at = clause[..end].find(" ve ")?;
    let before = &clause[..at];
    let is_near = before.is_empty() || [" ngay ", " cua ", ","].iter().any(|sign| before.starts_with(sign));
    (is_near && !before.contains(", ")).then(|| clause[at + 1..].trim_end_matches(['.', ',', '/', ' ']).to_owned())
}

/// The date just behind a number.
fn date_behind(behind: &str) -> Option<(u32, u32, i32)> {
    let words: Vec<&str> =
        behind.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let bare = |i: usize| words.get(i).map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
    if *words.first()? != "ngày" {
        return None;
    }
    if let Some(["tháng", _, "năm", _]) = words.get(2..6) {
        return Some((bare(1)?.parse().ok()?, bare(3)?.parse().ok()?, bare(5)?.parse().ok()?));
    }
    let mut parts = bare(1)?.split(['/', '-']);
    let date = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(date)
}

/// Sentences of a text; a full stop inside a figure ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|part| part.split("; ")).filter(|part| !part.trim().is_empty())
}

/// What stands before a number that is no figure.
const ORDINALS: [&str; 15] = [
    "số", "ngày", "tháng", "năm", "quý", "thứ", "điều", "khoản", "điểm", "mục", "phần", "lục", "chương", "bảng", "hình",
];

/// The figures of a sentence: with a mark inside, a percentage, or three digits and more; as typed, and their worth.
fn figures_in(sentence: &str) -> impl Iterator<Item = (String, String)> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let figure = move |i: usize| {
        let before = i.checked_sub(1).map_or(String::new(), |i| words[i].to_lowercase());
        let before = before.trim_matches(|c: char| !c.is_alphanumeric());
        let word = words[i].trim_matches(|c: char| !c.is_ascii_digit() && c != '%');
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let plain = word.bytes().all(|byte| byte.is_ascii_digit());
        let is_year = plain && digits == 4 && (word.starts_with("19") || word.starts_with("20"));
        let telling = if plain { digits >= 3 && !is_year } else { digits > 0 };
        if !telling || ORDINALS.contains(&before) || word.contains(['/', '-']) {
            return None;
        }
        let number = Number::parse(word.trim_end_matches(['.', ','])).ok()?.number;
        Some((word.trim_end_matches(['.', ',']).to_owned(), number.format(number.decimals())))
    };
    (0..sentence.split_whitespace().count()).filter_map(figure)
}

/// Every figure that a document prints, by worth; those of charts too.
fn figures_of(document: &Document) -> BTreeSet<String> {
    let texts = document.texts();
    let words = texts.iter().flat_map(|text| text.value.split_whitespace());
    let value = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit() && c != '%').trim_end_matches(['.', ',']);
        Number::parse(word).ok().map(|found| found.number.format(found.number.decimals()))
    };
    words.filter_map(value).collect()
}
