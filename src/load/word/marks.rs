//! What a line of a Word file begins with or is: a number, an item's sign, a caption, the rest of a sentence.

use crate::base::text::fold::bare_words;
use crate::base::text::word_signs::{BULLETS, DASHES, letter_bullet};
use crate::formats::word::model::{WordParagraph, WordTable};
use crate::formats::word::style_ids as own;
use crate::load::word::inline::{self, Into};
use crate::load::word::lines::{Item, Line};
use crate::load::word::numbers::{TypedNumber, typed_number};
use crate::load::word::tables;

/// Letters of a line that is full.
const FULL_LINE: usize = 50;

/// Whether Word takes it for a heading: by its outline, or the name of its style in either language.
pub(super) fn is_heading_style(line: &Line) -> bool {
    let named = |name: &String| {
        let name = bare_words(name);
        name.starts_with("heading ") || name.starts_with("tieu de ")
    };
    line.paragraph.outline.is_some() || line.paragraph.style_names.iter().any(named)
}

/// Whether a line without a number looks like a heading: Word takes it for one, or it is short, bold and no sentence.
pub(super) fn is_like_heading(line: &Line) -> bool {
    const LONGEST: usize = 150;
    let is_short = line.text.chars().nth(LONGEST).is_none();
    let is_sentence = line.text.ends_with(['.', ';', ',', ':']);
    line.paragraph.number.is_none() && is_short && (is_heading_style(line) || line.is_bold() && !is_sentence)
}

/// A text behind the number that Word counts in front of it, where the program counts none.
pub(super) fn with_number(paragraph: &WordParagraph, text: String) -> String {
    match paragraph.number.as_ref().filter(|number| !number.is_bullet) {
        Some(number) => format!("{} {text}", inline::escaped(number.text.trim(), Into::Paragraph)),
        None => text,
    }
}

/// Whether a line goes on with the sentence of the one before it.
pub(super) fn goes_on(before: &Line, line: &Line) -> bool {
    let (above, below) = (before.text.as_str(), line.text.as_str());
    if above.is_empty() || below.is_empty() || before.paragraph.number.is_some() || line.paragraph.number.is_some() {
        return false;
    }
    // an Enter inside a sentence stands where the line was full
    let full = before.broken || above.chars().nth(FULL_LINE - 1).is_some() && before.is_bold() == line.is_bold();
    let open = !above.ends_with(['.', ';', ':', '!', '?', '”', '"', '…', ')']);
    let small =
        below.starts_with(char::is_lowercase) && typed_number(below).is_none() && letter_bullet(below).is_none();
    let titles = before.is_centred() || line.is_centred() || before.is_capitals();
    full && (open || before.broken && !above.ends_with(['.', ';', ':'])) && small && !titles
}

/// The number that an item begins with, typed or counted by Word.
pub(super) fn number_of(item: &Item) -> Option<TypedNumber> {
    let Item::Line(line) = item else { return None };
    match line.paragraph.number.as_ref().filter(|number| !number.is_bullet) {
        // a number of Word stands in front of the words and is none of them
        Some(list) => typed_number(&format!("{} X", list.text.trim())).map(|typed| TypedNumber { length: 0, ..typed }),
        None => typed_number(&line.text),
    }
}

/// How many letters of the raw text a number takes: blanks of the line are as they were typed there.
pub(super) fn raw_length(line: &Line, number: &TypedNumber) -> usize {
    if number.length == 0 {
        return 0;
    }
    let wanted = line.text[..number.length].chars().filter(|c| !c.is_whitespace()).count();
    let raw = line.paragraph.text();
    let mut seen = 0;
    for (at, c) in raw.char_indices() {
        if !c.is_whitespace() {
            if seen == wanted {
                return at;
            }
            seen += 1;
        }
    }
    raw.len()
}

/// The sign that makes a line an item, and how many letters of the raw text it takes.
pub(super) fn item_mark(line: &Line) -> Option<(char, usize)> {
    if let Some(list) = line.paragraph.number.as_ref().filter(|number| number.is_bullet) {
        return Some((if list.level > 0 { '+' } else { '-' }, 0));
    }
    let raw = line.paragraph.text();
    let start = raw.len() - raw.trim_start().len();
    let first = raw[start..].chars().next()?;
    let rest = &raw[start + first.len_utf8()..];
    let is_dash = first == '-' || DASHES.contains(&first) || BULLETS.contains(&first);
    let is_sign = is_dash || first == '+' || letter_bullet(&raw[start..]).is_some();
    // “-Thu” is an item too, “-5 độ” a number
    let parted = rest.starts_with([' ', '\t', '\u{a0}']);
    let glued = is_dash && rest.starts_with(char::is_alphabetic);
    if !is_sign || !(parted || glued) || rest.trim().is_empty() {
        return None;
    }
    let length = raw.len() - rest.trim_start().len();
    Some((if first == '+' { '+' } else { '-' }, length))
}

/// The caption that a line gives the table under it.
pub(super) fn caption_of(line: &Line) -> Option<String> {
    let is_caption = line.has_style(own::CAPTION) || tables::caption(&line.text).is_some();
    is_caption.then(|| inline::escaped(caption_words(line), Into::Paragraph))
}

/// A caption without what the program counts.
pub(super) fn caption_words(line: &Line) -> &str {
    tables::caption(&line.text).unwrap_or(&line.text)
}

/// The table that stands under a caption, and the line of its unit between them.
pub(super) fn table_below(items: &[Item]) -> Option<(&WordTable, Option<&Line>)> {
    match items {
        [Item::Table(table), ..] => Some((table, None)),
        [Item::Line(unit), Item::Table(table), ..] if is_unit_line(unit) => Some((table, Some(unit))),
        _ => None,
    }
}

pub(super) fn is_unit_line(line: &Line) -> bool {
    let bare = bare_words(&line.text);
    line.has_style(own::UNIT_LINE) || bare.starts_with("don vi") || bare.starts_with("dvt")
}

pub(super) fn is_picture_caption(line: &Line) -> bool {
    line.has_style(own::PICTURE_CAPTION)
        || (line.is_centred() || line.is_italic()) && bare_words(&line.text).starts_with("hinh ")
}
