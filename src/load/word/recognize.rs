//! A Word file or a text → the draft of a document.

use crate::domain::document::Kind;
use crate::domain::document::heading_numbers::Ladder;
use crate::formats::word::blocks::without_boxes;
use crate::formats::word::model::{LeftOut, WordBlock, WordFile, count, paragraphs};
use crate::load::word::draft::{Draft, DraftAnnex, DraftText, Report};
use crate::load::word::lines::{self, Item};
use crate::load::word::writer::{Pictures, Writer};
use crate::load::word::{accounted, annexes, closing, head, own_fields};

/// What a file says, as a document of a kind where one is wanted; its pictures are named after the document.
pub(crate) fn draft(mut file: WordFile, wanted: Option<Kind>, named: &str) -> Draft {
    let words = accounted::words_of(&file);
    let mut draft = Draft::default();
    let blocks = without_boxes(std::mem::take(&mut file.blocks));
    let has_formats = has_formats(&blocks);
    let items = lines::items(blocks);
    let items = head::read(items, wanted, &mut draft);
    let kind = draft.kind.and_then(Kind::from_key);
    if kind.is_some_and(|kind| kind.addressees.is_none()) {
        for name in std::mem::take(&mut draft.addressees) {
            draft.report.not_taken("dòng Kính gửi (loại này không có)", name);
        }
    }
    let (body, behind) = closing::read(items, &mut draft);
    let (body, own_annexes) =
        annexes::part_body(body, behind, kind.is_some_and(Kind::has_authority), &mut draft.report);
    let body = match kind {
        Some(kind) => own_fields::read(body, kind, &mut draft),
        None => body,
    };
    let mut pictures = Pictures::of(named);
    let write = |items: Vec<Item>, report: &mut Report, pictures: &mut Pictures, ladder: Option<Ladder>| -> DraftText {
        Writer::new(&file, ladder, report, pictures, has_formats).write(items)
    };
    let usual = kind.map(Kind::ladder);
    draft.text = write(body, &mut draft.report, &mut pictures, usual.clone());
    for found in own_annexes {
        let ladder = found.annex.attached.map_or_else(|| usual.clone(), |kind| Some(kind.ladder()));
        let text = write(found.items, &mut draft.report, &mut pictures, ladder);
        draft.annexes.push(DraftAnnex { text, ..found.annex });
    }
    draft.pictures = pictures.taken;
    draft.missing = accounted::missing(&words, &draft);
    // words beside the text hide none that is lost from it
    left_out(&file, &mut draft.report);
    draft
}

/// The text of a file that is the text of a document whose other fields stand elsewhere. Pictures are told.
pub(crate) fn text(mut file: WordFile, kind: Option<Kind>) -> Draft {
    let words = accounted::words_of(&file);
    let mut draft = Draft::default();
    count(&mut file.blocks, &mut 0);
    let blocks = without_boxes(std::mem::take(&mut file.blocks));
    let has_formats = has_formats(&blocks);
    let mut pictures = Pictures::refused();
    draft.text = Writer::new(&file, kind.map(Kind::ladder), &mut draft.report, &mut pictures, has_formats)
        .write(lines::items(blocks));
    draft.missing = accounted::missing(&words, &draft);
    left_out(&file, &mut draft.report);
    draft
}

/// Whether anything is written in a file.
pub(crate) fn has_words(file: &WordFile) -> bool {
    !accounted::words_of(file).is_empty()
}

/// Whether bold or centred lines tell anything: pasted text has none.
fn has_formats(blocks: &[WordBlock]) -> bool {
    paragraphs(blocks).iter().any(|paragraph| paragraph.is_all(|format| format.bold))
}

fn left_out(file: &WordFile, report: &mut Report) {
    for LeftOut { what, near } in &file.left_out {
        report.not_taken(what, near.clone());
    }
    for words in &file.margins {
        report.not_taken("đầu trang, chân trang", words.clone());
    }
    for comment in &file.comments {
        report.not_taken("lời bình", format!("{}: {}", comment.author, comment.text));
    }
    for words in &file.hidden {
        report.not_taken("chữ ẩn", words.clone());
    }
}
