//! What stands behind the signature: annexes, each from its `Phụ lục …` on.

use crate::base::text::fold::bare_words;
use crate::domain::document::attached::KINDS;
use crate::domain::document::form_lines;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{DraftAnnex, Report, Sureness, quoted};
use crate::load::word::lines::{Item, Line};

/// Lines among which the name of what a decision issues is looked for.
const MAX_HEAD: usize = 20;

/// An annex as its lines, before its text is written.
pub(super) struct Found {
    pub(super) annex: DraftAnnex,
    pub(super) items: Vec<Item>,
}

/// Whether an annex begins here: `Phụ lục`, `PHỤ LỤC II`, `Phụ lục 1: Danh mục`, on a line of its own.
pub(super) fn is_annex(line: &Line) -> bool {
    if line.has_style(own::ANNEX) {
        return true;
    }
    let bare = bare_words(&line.text);
    let Some(rest) = bare.strip_prefix("phu luc") else { return false };
    let number = rest.trim_start();
    let counted = number.is_empty()
        || number
            .split(' ')
            .next()
            .is_some_and(|number| number.len() <= 4 && number.chars().all(|c| "0123456789ivx".contains(c)));
    let stands_out =
        line.is_centred() || line.is_bold() || line.is_capitals() || line.paragraph.starts_page || line.cell.is_some();
    counted && stands_out && line.text.chars().count() < 200
}

/// The text without the annexes that stand in it or behind the signature; what else stands behind it is an annex too.
///
/// What a decision issues stands there too, under its own name.
pub(super) fn part_body(
    body: Vec<Item>,
    behind: Vec<Item>,
    issues: bool,
    report: &mut Report,
) -> (Vec<Item>, Vec<Found>) {
    let (body, mut found) = part(body, report);
    let (stray, more) = part(behind, report);
    let is_landscape = |item: &Item| matches!(item, Item::Section(section) if section.landscape);
    let landscape = stray.iter().any(is_landscape);
    if landscape && !stray.iter().any(is_text) || body.iter().any(is_landscape) {
        report.not_taken("trang ngang của nội dung chính", String::new());
    }
    if stray.iter().any(is_text) {
        // forms and lists behind a signature are annexes that nobody numbered
        let annex = DraftAnnex { landscape, ..DraftAnnex::default() };
        let mut stray = Found { annex, items: stray };
        if issues {
            attached(&mut stray, report);
        }
        title(&mut stray, report);
        if let Some(kind) = stray.annex.attached {
            let subject = quoted(&stray.annex.title.join(" "));
            let what = format!("coi phần sau chữ ký là {} ban hành kèm theo: {subject}", kind.name);
            report.guess(Sureness::Fair, "đứng sau chữ ký", what);
            found.push(stray);
            found.extend(more);
            return (body, found);
        }
        let what = format!("coi phần sau chữ ký là phụ lục {}", quoted(&stray.annex.title.join(" ")));
        report.guess(Sureness::Fair, "đứng sau chữ ký", what);
        found.push(stray);
    }
    found.extend(more);
    (body, found)
}

/// Knows what a decision issues by its name on a line of its own, under a letterhead or none.
fn attached(found: &mut Found, report: &mut Report) {
    let kind_of = |item: &Item| match item {
        Item::Line(line) if line.is_capitals() => {
            let words = bare_words(&line.text);
            KINDS.into_iter().find(|kind| bare_words(kind.name) == words)
        }
        _ => None,
    };
    let named = found.items.iter().take(MAX_HEAD).enumerate().find_map(|(at, item)| Some((at, kind_of(item)?)));
    let Some((at, kind)) = named else { return };
    // the letterhead is printed again, everything else above the name would be lost
    let is_printed = |item: &Item| match item {
        Item::Line(line) => {
            line.is_blank()
                || line.is_rule()
                || form_lines::is_motto(&line.text)
                || line.cell.is_some() && line.is_capitals()
        }
        Item::Table(_) => false,
        Item::Section(_) => true,
    };
    if !found.items[..at].iter().all(is_printed) {
        return;
    }
    for item in found.items.drain(..=at) {
        if let Item::Line(line) = item {
            report.printed_anyway.push(line.text);
        }
    }
    found.annex.attached = Some(kind);
}

/// Parts items into annexes, and what comes before the first.
fn part(items: Vec<Item>, report: &mut Report) -> (Vec<Item>, Vec<Found>) {
    let mut stray = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    // annexes of the section that is not closed yet
    let mut open = 0;
    for item in items {
        match (&item, found.last_mut()) {
            (Item::Line(line), _) if is_annex(line) => {
                let mut annex = DraftAnnex::default();
                annex.title.extend(title_behind_number(&line.text));
                report.printed_anyway.push(line.text.clone());
                found.push(Found { annex, items: Vec::new() });
            }
            (Item::Section(section), Some(_)) => {
                close(&mut found, open, section.landscape, report);
                open = found.len();
                if let Some(last) = found.last_mut() {
                    last.items.push(item);
                }
            }
            (_, Some(last)) => last.items.push(item),
            (_, None) => stray.push(item),
        }
    }
    for annex in &mut found {
        title(annex, report);
    }
    (stray, found)
}

/// Sets the pages of the annexes that began in a section, or of the one that goes on in it.
fn close(found: &mut [Found], open: usize, landscape: bool, report: &mut Report) {
    if open < found.len() {
        return found[open..].iter_mut().for_each(|found| found.annex.landscape = landscape);
    }
    let Some(last) = found.last_mut().filter(|last| last.annex.landscape != landscape) else { return };
    // what stands in the second section is what came behind the first
    if last.items.iter().rev().take_while(|item| !matches!(item, Item::Section(_))).any(is_text) {
        last.annex.landscape = true;
        let what = "đặt cả phụ lục là trang ngang".to_owned();
        report.guess(Sureness::Fair, "phụ lục có cả trang dọc và trang ngang", what);
    }
}

fn is_text(item: &Item) -> bool {
    match item {
        Item::Line(line) => !line.text.is_empty(),
        Item::Table(_) => true,
        Item::Section(_) => false,
    }
}

/// The words behind `Phụ lục II:` on the same line.
fn title_behind_number(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().skip(2).collect();
    let is_number = |word: &&&str| {
        let bare = word.trim_matches([':', '.', '-', '–', ')']);
        !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || "IVXivx".contains(c))
    };
    let skip = usize::from(words.first().filter(is_number).is_some());
    let rest = words[skip..].join(" ");
    let rest = rest.trim_start_matches([':', '.', '-', '–', ' ']);
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// The title under the number, and the line that names the document.
fn title(found: &mut Found, report: &mut Report) {
    let mut items = std::mem::take(&mut found.items).into_iter().peekable();
    while let Some(Item::Line(line)) = items.peek() {
        let text = line.text.clone();
        let of_document =
            bare_words(&text).starts_with("kem theo") || bare_words(&text).starts_with("ban hanh kem theo");
        if line.is_blank() {
        } else if line.is_rule() || line.has_style(own::RULE) || line.has_style(own::ANNEX_OF) || of_document {
            report.printed_anyway.push(text);
        } else if line.has_style(own::ANNEX_TITLE)
            || (line.is_centred() || line.is_bold() && line.is_capitals())
                && found.annex.title.len() < 5
                && super::numbers::typed_number(&text).is_none()
        {
            found.annex.title.push(text);
        } else {
            break;
        }
        items.next();
    }
    found.items = items.collect();
}
