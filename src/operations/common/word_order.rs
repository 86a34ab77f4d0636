//! Whether the words of finished pages are those of the document, each once and in their order.

use crate::compare::{Piece, Reading, Unit, UnitKind};
use crate::typeset::page_faults::letters;
use crate::typeset::page_words::PageWords;

/// Most letters of a number or name that an office's own template gives a heading, a table or a picture instead of ours.
const MAX_OWN_LABEL: usize = 24;

/// Letters and digits of what the reader sees.
type Letters = String;

/// Words that stand on the pages without anything between.
struct Stretch {
    letters: Letters,
    /// What may stand before it.
    before: Gap,
    /// Its words, for a message.
    words: String,
}

/// What may stand between two stretches of the text.
#[derive(Clone, PartialEq)]
enum Gap {
    Nothing,
    /// Up to so many letters.
    UpTo(usize),
    /// Nothing, or the heading of a table that is broken here for the sake of a note or of a group of rows.
    Heading(Letters),
    /// What a chart is made of, in any order.
    Chart(Vec<Letters>),
    /// The head and the end of the document, the title of an annex, the head of an attached document.
    Anything,
}

/// The first words that stand on the pages otherwise than in the document.
pub(super) fn first_fault(pages: &PageWords, reading: &Reading, own_template: bool) -> Option<String> {
    let stretches = stretches(reading, own_template);
    let mut at = 0;
    for section in stretches.chunk_by(|_, next| next.before != Gap::Anything) {
        match end_of_section(&pages.text, at, section) {
            Ok(end) => at = end,
            Err(words) => return Some(words),
        }
    }
    note_fault(pages, reading, own_template).or_else(|| field_fault(&pages.text, reading).filter(|_| !own_template))
}

/// Where a text or an annex ends that begins anywhere behind a place: its first words may stand in the head too, so that
/// every place of them is tried.
///
/// # Errors
/// The words at which it no longer is the document.
fn end_of_section(text: &str, from: usize, section: &[Stretch]) -> Result<usize, String> {
    let runs: Vec<&[Stretch]> = section.chunk_by(|_, next| next.before == Gap::Nothing).collect();
    let Some(first) = runs.first() else { return Ok(from) };
    let begin: Letters = together(first);
    let (mut furthest, mut at) = ((0, from), from);
    while let Some(found) = text[at..].find(&begin).map(|found| at + found) {
        let mut end = found + begin.len();
        let failed = (1..runs.len()).find(|run| {
            let whole = together(runs[*run]);
            match place(text, end, &whole, &runs[*run][0].before) {
                Some(found) => {
                    end = found + whole.len();
                    false
                }
                None => true,
            }
        });
        let Some(run) = failed else { return Ok(end) };
        furthest = furthest.max((run, end));
        at = found + begin.chars().next().map_or(1, char::len_utf8);
    }
    let (run, at) = furthest;
    Err(fault_in(text, at, runs[run]))
}

/// The letters of a run.
fn together(run: &[Stretch]) -> Letters {
    run.iter().map(|stretch| stretch.letters.as_str()).collect()
}

/// Where a run of words stands, with nothing else before it than may be.
fn place(text: &str, from: usize, run: &str, gap: &Gap) -> Option<usize> {
    let rest = text.get(from..)?;
    if let Gap::Heading(heading) = gap {
        let behind = || rest.strip_prefix(heading.as_str()).filter(|behind| behind.starts_with(run));
        return if rest.starts_with(run) { Some(from) } else { behind().map(|_| from + heading.len()) };
    }
    let found = from + rest.find(run)?;
    let between = &text[from..found];
    let is_sound = match gap {
        Gap::Nothing | Gap::Heading(_) => between.is_empty(),
        Gap::UpTo(most) => between.chars().count() <= *most,
        Gap::Chart(words) => is_made_of(between, words),
        Gap::Anything => true,
    };
    is_sound.then_some(found)
}

/// Whether a text is made of these words and of digits alone.
fn is_made_of(text: &str, words: &[Letters]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for (at, c) in text.char_indices() {
        if !reached[at] {
            continue;
        }
        if c.is_ascii_digit() {
            reached[at + 1] = true;
        }
        for word in words.iter().filter(|word| text[at..].starts_with(word.as_str())) {
            reached[at + word.len()] = true;
        }
    }
    reached[text.len()]
}

/// The first stretch of a run that is no longer in its place.
fn fault_in(text: &str, from: usize, run: &[Stretch]) -> String {
    let rest = text.get(from..).unwrap_or_default();
    let (mut stands, mut fails) = (0, run.len());
    while stands + 1 < fails {
        let count = stands.midpoint(fails);
        (stands, fails) = if rest.contains(&together(&run[..count])) { (count, fails) } else { (stands, count) };
    }
    run[stands].words.clone()
}

fn stretches(reading: &Reading, own_template: bool) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut gap = Gap::Anything;
    for unit in reading.units.iter().filter(|unit| unit.kind.is_block() || unit.kind == UnitKind::Note) {
        let is_table = unit.kind == UnitKind::Table;
        let labelled = match unit.kind {
            UnitKind::Note | UnitKind::PageBreak => continue,
            UnitKind::Chart => {
                let words = chart_words(unit);
                gap = if gap == Gap::Anything { gap } else { Gap::Chart(words) };
                true
            }
            UnitKind::Annex | UnitKind::Attached => {
                gap = Gap::Anything;
                !unit.label.is_empty()
            }
            _ => !unit.label.is_empty(),
        };
        if own_template && labelled && gap == Gap::Nothing {
            gap = Gap::UpTo(MAX_OWN_LABEL);
        }
        let label = if own_template { "" } else { unit.label.as_str() };
        let words: String = unit.words.iter().map(piece).collect();
        let heading: String = rows_of(unit).take(unit.headings()).collect();
        let above = format!("{label}{words}{}{heading}", if is_table { unit.unit_line.as_str() } else { "" });
        let told: String = unit.words.iter().map(Piece::plain).collect();
        push(&mut out, &mut gap, &above, &told);
        for row in rows_of(unit).skip(unit.headings()).filter(|_| is_table) {
            if gap == Gap::Nothing {
                gap = Gap::Heading(letters(&heading).collect());
            }
            push(&mut out, &mut gap, &row, &row);
        }
        push(&mut out, &mut gap, &unit.note, &unit.note);
        if unit.kind.begins_text() {
            gap = Gap::Anything;
        }
    }
    out
}

/// Adds what stands behind a gap; where nothing does, the gap stays.
fn push(out: &mut Vec<Stretch>, gap: &mut Gap, printed: &str, words: &str) {
    let letters: Letters = letters(printed).collect();
    if !letters.is_empty() {
        out.push(Stretch { letters, before: std::mem::replace(gap, Gap::Nothing), words: words.to_owned() });
    }
}

/// The rows of a table as printed; what a chart is drawn from is no table.
fn rows_of(unit: &Unit) -> impl Iterator<Item = String> {
    let rows = if unit.kind == UnitKind::Table { &unit.rows[..] } else { &[] };
    rows.iter().map(|row| row.iter().flatten().map(piece).collect())
}

/// Words of a piece as printed; the mark of a note is its number.
fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Note { number } => number.to_string(),
        piece => piece.plain().to_owned(),
    }
}

/// What a chart may print besides its caption.
fn chart_words(unit: &Unit) -> Vec<Letters> {
    const OURS: &str = "Hình Đơn vị tính Kế hoạch không có số liệu có số âm vẽ được";
    let cells = unit.rows.iter().flatten().flatten().map(Piece::plain);
    let words = cells.chain([unit.unit_line.as_str(), OURS]).flat_map(str::split_whitespace);
    let mut words: Vec<Letters> = words.map(|word| letters(word).collect()).collect();
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}

/// The first note that does not stand under the text once, with its number.
fn note_fault(pages: &PageWords, reading: &Reading, own_template: bool) -> Option<String> {
    let mut found: Vec<&str> = pages.notes.iter().map(String::as_str).collect();
    for unit in reading.units.iter().filter(|unit| unit.kind == UnitKind::Note) {
        let words: Letters = unit.words.iter().flat_map(|part| letters(&piece(part)).collect::<Vec<_>>()).collect();
        let whole = format!("{}{words}", unit.label);
        let is_it = |note: &&str| if own_template { note.ends_with(&words) } else { **note == whole };
        match found.iter().position(is_it) {
            Some(at) => _ = found.remove(at),
            None => return Some(unit.plain()),
        }
    }
    None
}

/// The first field of the head or the end of which words do not stand on the pages.
fn field_fault(text: &str, reading: &Reading) -> Option<String> {
    use UnitKind::{
        Addressee, Authority, Capacity, Circulation, Contact, FullName, LegalBasis, Position, Recipient, Secrecy,
        Subject, SubjectNote, Urgency,
    };
    let kinds = [
        Secrecy,
        Urgency,
        Circulation,
        Contact,
        Subject,
        SubjectNote,
        Authority,
        LegalBasis,
        Addressee,
        Recipient,
        Capacity,
        Position,
        FullName,
    ];
    let lost = kinds.into_iter().find_map(|kind| {
        let mut at = 0;
        reading.units.iter().filter(|unit| unit.kind == kind).find_map(|unit| {
            let own: Letters = letters(&unit.plain()).collect();
            match text[at..].find(&own) {
                Some(found) => {
                    at += found + own.len();
                    None
                }
                None => Some(unit.plain()),
            }
        })
    });
    // forms print fields of their own in an order of their own, and some twice
    let details = || reading.units.iter().filter(|unit| unit.kind == UnitKind::Detail);
    lost.or_else(|| details().map(Unit::plain).find(|words| !text.contains(&letters(words).collect::<Letters>())))
}
