//! Words in = words out: every word of the file stands in the draft, in the report, or is missing and told.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::base::text::fold::fold;
use crate::formats::word::model::{Piece, WordBlock, WordFile, WordParagraph, paragraphs};
use crate::load::word::draft::{Draft, DraftText};

/// Words that are not found again, in the order of the file.
pub(super) fn missing(file_words: &[Word], draft: &Draft) -> Vec<String> {
    let mut known: HashMap<String, usize> = HashMap::new();
    for text in texts(draft) {
        for word in words(&text) {
            *known.entry(word.folded).or_default() += 1;
        }
    }
    let mut missing = Vec::new();
    for word in file_words {
        match known.get_mut(&word.folded) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing.push(word.written.clone()),
        }
    }
    missing
}

/// All words of a file: of its text, notes and boxes. Numbers that Word counts are none.
pub(super) fn words_of(file: &WordFile) -> Vec<Word> {
    let mut found = Vec::new();
    of_blocks(&file.blocks, &mut found);
    file.notes.values().flatten().for_each(|paragraph| of_paragraph(paragraph, &mut found));
    found
}

fn of_blocks(blocks: &[WordBlock], found: &mut Vec<Word>) {
    paragraphs(blocks).into_iter().for_each(|paragraph| of_paragraph(paragraph, found));
}

fn of_paragraph(paragraph: &WordParagraph, found: &mut Vec<Word>) {
    found.extend(words(&paragraph.text()));
    for piece in &paragraph.pieces {
        if let Piece::Box(blocks) = piece {
            of_blocks(blocks, found);
        }
    }
}

/// A word as it is compared, and as it is written.
#[derive(Debug, Clone)]
pub(super) struct Word {
    folded: String,
    written: String,
}

/// Words of letters and digits: marks and signs are not counted, capitals and accents are one.
fn words(text: &str) -> Vec<Word> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty());
    parts.map(|word| Word { folded: fold(word), written: word.to_owned() }).collect()
}

/// Everything that the draft holds, typed numbers as they were read.
fn texts(draft: &Draft) -> Vec<String> {
    let lists = [
        &draft.parent,
        &draft.issuer,
        &draft.subject,
        &draft.authority,
        &draft.legal_bases,
        &draft.addressees,
        &draft.recipients,
    ];
    let mut found: Vec<String> = lists.into_iter().flatten().cloned().collect();
    for signer in &draft.signers {
        found.extend(signer.capacity.iter().chain(&signer.position).chain(&signer.full_name).cloned());
    }
    found.extend(draft.details.iter().flat_map(|(_, texts)| texts.iter().cloned()));
    let singles = [&draft.number, &draft.symbol, &draft.place_name, &draft.subject_note];
    found.extend(singles.into_iter().flatten().cloned());
    found.extend(draft.report.printed_anyway.iter().cloned());
    found.extend(draft.report.not_taken.iter().map(|left| left.words.clone()));
    found.extend(draft.report.counted_again.iter().cloned());
    found.push(of_text(&draft.text));
    for annex in &draft.annexes {
        found.extend(annex.title.iter().cloned());
        found.push(of_text(&annex.text));
    }
    found
}

/// Markdown with its marks taken for blanks; `<br>` parts words.
fn of_text(text: &DraftText) -> String {
    let plain = text.markdown.replace("\\<", "\u{1}").replace("<br>", " ").replace('\u{1}', "\\<");
    // marks inside a word do not part it: m^2^, H~2~O
    let mut out = String::with_capacity(plain.len());
    let mut letters = plain.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\\' => {
                out.extend(letters.next());
            }
            '*' | '^' | '~' => {}
            c => out.push(c),
        }
    }
    out
}
