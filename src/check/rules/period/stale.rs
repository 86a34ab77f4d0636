//! R01: words of the previous period that are typed in a text which now belongs to the next.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{Place, Source};
use crate::base::text::one_line;
use crate::base::text::tokens::{self, Token, tokens};
use crate::check::previous_period::PreviousPeriod;
use crate::check::prose::{self, Words, folder_name};
use crate::check::rule::{CarriedFile, Check, Example, Rule};
use crate::check::rules::period::dates::{self, Moment, Stale};
use crate::check::rules::period::figures;
use crate::domain::figures::Period;

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::STALE_WORDS],
    basis: None,
    examples: &[Example {
        code: codes::STALE_WORDS,
        file: "bao-cao.yaml",
        wrong: "noi_dung: Kết quả năm 2025 đạt 262.000 lượt.",
        right: "noi_dung: Kết quả {{ ky }} đạt {{ du_lich.luot_khach }} lượt.",
    }],
    check: Check::CarriedFile(check),
};

/// Words reported of one line; the rest of the line is before the clerk's eyes.
const MAX_WORDS: usize = 4;

/// Fields that hold no words of the text, or that are new already.
const FIELDS_WITHOUT_WORDS: [&str; 5] = ["so", "ngay", "loai", "den_ngay", "so_voi"];

/// A stretch of a text that names the previous period, and what to write for it when the program knows.
struct Hit {
    range: Range<usize>,
    replacement: Option<String>,
}

/// A word of a line that names the previous period.
struct StaleWord {
    word: String,
    replacement: Option<String>,
}

/// Reports every line of a file that types the old period, one finding each.
fn check(carried: &CarriedFile<'_>, findings: &mut Findings) {
    let CarriedFile { source, root, previous } = *carried;
    for words in prose::of(source, root) {
        let field = words.field();
        if field == "ky_bao_cao" {
            findings.extend(other_folder(&words, previous));
        } else if !FIELDS_WITHOUT_WORDS.contains(&field.as_str()) {
            findings.extend(in_words(source, &words, previous));
        }
    }
}

fn in_words(source: &Source, words: &Words, previous: &PreviousPeriod<'_>) -> Findings {
    let mut lines: BTreeMap<usize, (Place, Vec<StaleWord>)> = BTreeMap::new();
    for hit in hits(&words.text, previous) {
        let place = words.place(hit.range.clone());
        let line = source.line_of(place.range().start);
        let stale = &mut lines.entry(line).or_insert_with(|| (place, Vec::new())).1;
        let word = one_line(&words.text[hit.range]);
        if !stale.iter().any(|known| known.word == word) {
            let replacement = hit.replacement.filter(|_| words.takes_expressions());
            stale.push(StaleWord { word, replacement });
        }
    }
    lines.into_values().map(|(place, stale)| finding(&stale).at(place).path(words.path.clone())).collect()
}

fn finding(stale: &[StaleWord]) -> Finding {
    let shown = &stale[..stale.len().min(MAX_WORDS)];
    let names: Vec<String> = shown.iter().map(|stale| format!("`{}`", stale.word)).collect();
    let more = if stale.len() > shown.len() { ", …" } else { "" };
    let remedies = shown.iter().filter_map(|StaleWord { word, replacement }| {
        replacement.as_ref().map(|replacement| format!("`{word}` bằng `{replacement}`"))
    });
    let remedies: Vec<String> = remedies.collect();
    let finding = Finding::new(codes::STALE_WORDS, format!("còn chữ của kỳ trước: {}{more}", names.join(", ")));
    finding.hint(match remedies.is_empty() {
        true => "sửa lại cho kỳ mới".to_owned(),
        false => format!("thay {}", remedies.join(", ")),
    })
}

/// A document that takes its figures from a folder other than the new one.
fn other_folder(words: &Words, previous: &PreviousPeriod<'_>) -> Option<Finding> {
    let folder = folder_name(&words.text);
    // in a figures file the field names the period
    if folder.is_empty() || folder == previous.new_folder || Period::parse(folder).is_some() {
        return None;
    }
    let finding = Finding::new(codes::STALE_WORDS, format!("văn bản vẫn lấy số liệu của `{folder}`"))
        .at(words.place(0..words.text.len()))
        .path(words.path.clone());
    Some(finding.hint("sửa thành thư mục của kỳ cần lấy số liệu"))
}

/// Every word of the previous period in a text, in order.
fn hits(text: &str, previous: &PreviousPeriod<'_>) -> Vec<Hit> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let taken = match dates::read(text, &tokens[at..]) {
            Some((moment, count)) => {
                let range = tokens[at].range.start..tokens[at + count - 1].range.end;
                let cited = matches!(moment, Moment::Day { .. })
                    || matches!(&moment, Moment::Period(period) if period.whole_year().is_some());
                if !(cited && tokens::is_cited(text, &tokens, at)) {
                    let stale = dates::stale(&moment, &text[range.clone()], previous);
                    found.extend(stale.map(|Stale { replacement }| Hit { range, replacement }));
                }
                count
            }
            None => {
                found.extend(single(text, &tokens, at, previous));
                1
            }
        };
        at += taken;
    }
    found
}

/// A folder's name, or a figure.
fn single(text: &str, tokens: &[Token], at: usize, previous: &PreviousPeriod<'_>) -> Option<Hit> {
    let token = &tokens[at];
    let folder = WorkspacePath::of(previous.folder).file_name();
    if token.text == folder.to_lowercase() && folder.contains('-') {
        let range = token.range.clone();
        return Some(Hit { range, replacement: Some(WorkspacePath::of(previous.new_folder).file_name().to_owned()) });
    }
    figures::stale(text, tokens, at, previous.values).map(|(range, replacement)| Hit { range, replacement })
}
