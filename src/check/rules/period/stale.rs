//! R01: words of the old period that are typed in a text which now belongs to the next.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{Place, Source};
use crate::base::text::tokens;
use crate::base::text::tokens::{Token, tokens};
use crate::check::prose::{self, Words};
use crate::check::rules::period::dates;
use crate::check::rules::period::dates::Moment;
use crate::check::rules::period::past::Past;
use crate::domain::figures::{Number, Period};
use crate::formats::yaml::node::Node;

/// Words told of one line; the rest of the line is before the clerk's eyes.
const MOST_WORDS: usize = 4;

/// Digits that are no zeros at an end, from which a number is hardly the same by chance.
const TELLING_DIGITS: usize = 3;

/// Fields that hold no words of the text, or that are new already.
const NO_WORDS: [&str; 5] = ["so", "ngay", "loai", "den_ngay", "so_voi"];

/// A word of the old period and what to write for it, when the program knows.
struct Hit {
    range: Range<usize>,
    remedy: Option<String>,
}

/// A word as it is told, and its remedy.
type Told = (String, Option<String>);

/// Reports every line of a file that types the old period, one finding each.
pub(crate) fn find(source: &Arc<Source>, root: &Node, past: &Past<'_>) -> Findings {
    let mut findings = Findings::default();
    for words in prose::of(source, root) {
        let field = words.field();
        if field == "ky_bao_cao" {
            findings.extend(other_folder(&words, past));
        } else if !NO_WORDS.contains(&field.as_str()) {
            findings.extend(in_words(source, &words, past));
        }
    }
    findings
}

fn in_words(source: &Arc<Source>, words: &Words, past: &Past<'_>) -> Findings {
    let mut lines: BTreeMap<usize, (Place, Vec<Told>)> = BTreeMap::new();
    for hit in hits(&words.text, past) {
        let place = words.place(hit.range.clone());
        let line = source.line_of(place.range().start);
        let told = &mut lines.entry(line).or_insert_with(|| (place, Vec::new())).1;
        let word = words.text[hit.range].split_whitespace().collect::<Vec<_>>().join(" ");
        if !told.iter().any(|(known, _)| *known == word) {
            told.push((word, hit.remedy.filter(|_| words.takes_expressions())));
        }
    }
    let mut findings = Findings::default();
    for (place, told) in lines.into_values() {
        findings.push(finding(&told).at(place).path(words.path.clone()));
    }
    findings
}

fn finding(told: &[Told]) -> Finding {
    let shown = &told[..told.len().min(MOST_WORDS)];
    let names: Vec<String> = shown.iter().map(|(word, _)| format!("`{word}`")).collect();
    let more = if told.len() > shown.len() { ", …" } else { "" };
    let remedies: Vec<String> =
        shown.iter().filter_map(|(word, remedy)| Some(format!("`{word}` bằng `{}`", remedy.as_ref()?))).collect();
    let finding = Finding::new(codes::STALE_WORDS, format!("còn chữ của kỳ trước: {}{more}", names.join(", ")));
    finding.hint(match remedies.is_empty() {
        true => "sửa lại cho kỳ mới".to_owned(),
        false => format!("thay {}", remedies.join(", ")),
    })
}

/// A document that takes its figures from a folder other than the new one.
fn other_folder(words: &Words, past: &Past<'_>) -> Findings {
    let folder = folder_name(&words.text);
    // in a figures file the field names the period
    if folder.is_empty() || folder == past.new_folder || Period::parse(folder).is_some() {
        return Findings::default();
    }
    Finding::new(codes::STALE_WORDS, format!("văn bản vẫn lấy số liệu của `{folder}`"))
        .at(words.place(0..words.text.len()))
        .path(words.path.clone())
        .hint("sửa thành thư mục của kỳ cần lấy số liệu")
        .into()
}

/// Every word of the old period in a text, in order.
fn hits(text: &str, past: &Past<'_>) -> Vec<Hit> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let taken = match dates::read(text, &tokens[at..]) {
            Some((moment, count)) => {
                let range = tokens[at].range.start..tokens[at + count - 1].range.end;
                let cited = matches!(moment, Moment::Day { .. } | Moment::Period(Period::Year(_)));
                if !(cited && tokens::is_cited(text, &tokens, at)) {
                    let remedy = dates::remedy(&moment, &text[range.clone()], past);
                    found.extend(remedy.map(|remedy| Hit { range, remedy }));
                }
                count
            }
            None => {
                found.extend(single(text, &tokens[at], past));
                1
            }
        };
        at += taken;
    }
    found
}

/// A folder's name, or a figure.
fn single(text: &str, token: &Token, past: &Past<'_>) -> Option<Hit> {
    let range = token.range.clone();
    let folder = WorkspacePath::of(past.folder).file_name();
    if token.text == folder.to_lowercase() && folder.contains('-') {
        return Some(Hit { range, remedy: Some(WorkspacePath::of(past.new_folder).file_name().to_owned()) });
    }
    let number = Number::parse(&token.text).ok()?.number;
    let rest = &text[range.end..];
    let percent = rest.starts_with('%');
    let digits: String = token.text.chars().filter(char::is_ascii_digit).collect();
    let telling = digits.trim_matches('0').len();
    let is_meant = |unit: &Option<String>| {
        let unit = unit.as_deref().unwrap_or_default().trim();
        match (percent, unit == "%") {
            (true, true) => telling >= TELLING_DIGITS - 1,
            (false, false) => telling >= TELLING_DIGITS || !unit.is_empty() && rest.trim_start().starts_with(unit),
            _ => false,
        }
    };
    let (expression, _) = past.values.0.get(&number)?.iter().find(|(_, unit)| is_meant(unit))?;
    let range = if percent { range.start..range.end + 1 } else { range };
    Some(Hit { range, remedy: Some(format!("{{{{ {expression} }}}}")) })
}

/// `nam-2025/` names the folder `nam-2025`.
pub(crate) fn folder_name(text: &str) -> &str {
    text.trim().trim_end_matches('/')
}
