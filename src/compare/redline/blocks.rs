//! The blocks of the text: those of the new document with their words marked, those that went put back.

use super::inlines::{Notes, inlines, plain};
use super::marked_table;
use crate::compare::align::Step;
use crate::compare::change::{Change, Run};
use crate::compare::change_list::{lines_around, unit_changes};
use crate::compare::pairing::Pairing;
use crate::compare::reading::{Unit, UnitKind, item_of_label};
use crate::compare::regroup::Regrouped;
use crate::compare::token::{Token, TokenKind, labelled, tokens};
use crate::compare::word_diff::{DiffTag, Segment, differences};
use crate::domain::document::body::{Block, Body, Revision, Table};
use crate::domain::document::heading_numbers::{HeadingNumber, Rung};
use crate::domain::document::{Document, Inline};

/// Marks the bodies of a document.
pub(super) fn mark(pairing: &Pairing<'_>, document: &mut Document) {
    let mut bodies: Vec<Body> = document.bodies_mut().into_iter().map(std::mem::take).collect();
    let mut marker = Marker { pairing, body: 0, notes: Notes::default() };
    let mut sources: Vec<_> = bodies.iter_mut().map(|body| std::mem::take(&mut body.blocks).into_iter()).collect();
    for step in &pairing.steps {
        let unit = match *step {
            Step::Kept(_, j) | Step::Moved(_, j) | Step::Added(j) => &pairing.new.units[j],
            Step::Removed(i) | Step::Left(i) => &pairing.old.units[i],
        };
        if !unit.kind.is_block() {
            continue;
        }
        let gone = matches!(step, Step::Removed(_) | Step::Left(_));
        if unit.kind.begins_text() && !gone {
            let notes = bodies.get(marker.body).map_or(0, |body| body.footnotes.len());
            marker.notes = Notes { before: marker.notes.before + notes, ..Notes::default() };
            marker.body += 1;
            continue;
        }
        let source = if gone { None } else { sources.get_mut(marker.body).and_then(Iterator::next) };
        let marked = marker.step(*step, source);
        if let Some(body) = bodies.get_mut(marker.body) {
            body.blocks.extend(marked);
        }
    }
    notes(pairing, &mut bodies);
    for (own, body) in document.bodies_mut().into_iter().zip(bodies) {
        *own = body;
    }
}

/// Marks the words of the footnotes, in the order of both readings.
fn notes(pairing: &Pairing<'_>, bodies: &mut [Body]) {
    let mut all: Vec<&mut Vec<Inline>> = bodies.iter_mut().flat_map(|body| &mut body.footnotes).collect();
    for step in &pairing.steps {
        let (segments, new) = match *step {
            Step::Kept(i, j) | Step::Moved(i, j) => {
                let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
                (differences(&tokens(&old.words), &tokens(&new.words), &pairing.anchors), new)
            }
            Step::Added(j) => (Segment::of_unit(DiffTag::Inserted, &pairing.new.units[j]), &pairing.new.units[j]),
            Step::Removed(_) | Step::Left(_) => continue,
        };
        if new.kind != UnitKind::Note {
            continue;
        }
        let place = new.label.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        if let Some(note) = place.and_then(|n| all.get_mut(n)) {
            **note = inlines(&segments, &mut Notes::default());
        }
    }
}

struct Marker<'a> {
    pairing: &'a Pairing<'a>,
    body: usize,
    notes: Notes,
}

impl Marker<'_> {
    fn step(&mut self, step: Step, source: Option<Block>) -> Vec<Block> {
        let regroups = &self.pairing.regroups;
        let group = regroups.of(step).map(|group| &regroups.all[group]);
        if let Some(group) = group.filter(|group| group.is_plain(self.pairing.old, self.pairing.new)) {
            return source.map(|block| self.regrouped(group, step, block)).unwrap_or_default();
        }
        match (step, source) {
            (Step::Removed(i) | Step::Left(i), _) => self.deleted(&self.pairing.old.units[i]),
            (Step::Added(j) | Step::Moved(_, j), Some(block)) => {
                let unit = &self.pairing.new.units[j];
                vec![revised(Revision::Inserted, self.inserted(unit, block))]
            }
            (Step::Kept(i, j), Some(block)) => {
                self.changed(&self.pairing.old.units[i], &self.pairing.new.units[j], block)
            }
            (_, None) => Vec::new(),
        }
    }

    /// A paragraph that was split from another or joined with others: the marks of its end are words that came or went.
    fn regrouped(&mut self, group: &Regrouped, step: Step, block: Block) -> Vec<Block> {
        let (Step::Kept(_, new) | Step::Moved(_, new) | Step::Added(new)) = step else { return Vec::new() };
        let Pairing { old, new: reading, anchors, .. } = self.pairing;
        let place = group.news.iter().position(|j| *j == new).unwrap_or_default();
        let segments = group.all_segments(old, reading, anchors);
        let own = paragraphs(&segments).into_iter().nth(place).unwrap_or_default();
        let block = with_words(block, inlines(&own, &mut self.notes), |_| ());
        let (from, to) = (&old.units[group.olds[0]].label, &reading.units[new].label);
        let mut blocks =
            vec![if place == 0 && from != to { revised(Revision::Renumbered(from.clone()), block) } else { block }];
        if place + 1 == group.news.len() {
            let words: Vec<Token> = group.olds.iter().flat_map(|i| tokens(&old.units[*i].words)).collect();
            blocks.extend(self.deleted_notes(&words));
        }
        blocks
    }

    /// A block only the old document has, and the text of notes that went with it.
    fn deleted(&mut self, unit: &Unit) -> Vec<Block> {
        let text = inlines(&Segment::of_unit(DiffTag::Deleted, unit), &mut self.notes);
        let mut blocks = match unit.kind {
            UnitKind::PageBreak => Vec::new(),
            UnitKind::Heading => {
                vec![revised(Revision::Deleted, Block::Heading { number: number(&unit.label), depth: 1, title: text })]
            }
            UnitKind::Table => {
                let mut blocks = Vec::new();
                if !unit.words.is_empty() {
                    blocks.push(self.deleted_words(&format!("{}. ", unit.label), text));
                }
                blocks.push(revised(Revision::Deleted, Block::Table(marked_table::deleted(unit, &mut self.notes))));
                blocks
            }
            UnitKind::Chart | UnitKind::Image | UnitKind::Annex => {
                vec![self.deleted_words(&format!("{}. ", unit.label), text)]
            }
            UnitKind::Attached => vec![self.deleted_words("", text)],
            _ => vec![revised(Revision::Deleted, paragraph(&unit.label, text))],
        };
        blocks.extend(self.deleted_notes(&tokens(&unit.words)));
        blocks
    }

    fn deleted_words(&self, label: &str, mut text: Vec<Inline>) -> Block {
        text.insert(0, Inline::Deleted(vec![plain(label)]));
        revised(Revision::Deleted, Block::Paragraph { lead: None, text })
    }

    /// The notes that only the old document has stand struck out under the paragraph of their marks.
    fn deleted_notes(&mut self, words: &[Token]) -> Vec<Block> {
        let gone = words.iter().filter_map(|token| match token.kind {
            TokenKind::Note(n) if !self.pairing.anchors.notes.contains_key(&n) => Some(n.to_string()),
            _ => None,
        });
        let units = &self.pairing.old.units;
        let notes: Vec<&Unit> =
            gone.filter_map(|n| units.iter().find(|unit| unit.kind == UnitKind::Note && unit.label == n)).collect();
        notes
            .into_iter()
            .map(|unit| {
                let text = inlines(&Segment::of_unit(DiffTag::Deleted, unit), &mut self.notes);
                self.deleted_words(&format!("[{}] ", unit.label), text)
            })
            .collect()
    }

    /// A block only the new document has.
    fn inserted(&mut self, unit: &Unit, block: Block) -> Block {
        let text = inlines(&Segment::of_unit(DiffTag::Inserted, unit), &mut self.notes);
        with_words(block, text, |table| *table = marked_table::inserted(unit, table, &mut self.notes))
    }

    fn changed(&mut self, old: &Unit, new: &Unit, block: Block) -> Vec<Block> {
        let (mut a, mut b) = (tokens(&old.words), tokens(&new.words));
        let numbers = old.is_numbered() && new.is_numbered();
        let relabelled = matches!(new.kind, UnitKind::Heading | UnitKind::Paragraph) && old.label != new.label;
        if relabelled && !numbers {
            (a, b) = (labelled(old, a), labelled(new, b));
        }
        let mut text = inlines(&differences(&a, &b, &self.pairing.anchors), &mut self.notes);
        let mut blocks = Vec::new();
        let block = match block {
            Block::Paragraph { .. } | Block::Item { .. } if relabelled && !numbers => {
                Block::Paragraph { lead: None, text }
            }
            Block::Table(Table { caption: None, .. }) if !old.words.is_empty() => {
                blocks.push(self.deleted_words("", std::mem::take(&mut text)));
                with_words(block, text, |table| {
                    *table = marked_table::changed(self.pairing, old, new, table, &mut self.notes)
                })
            }
            block => with_words(block, text, |table| {
                *table = marked_table::changed(self.pairing, old, new, table, &mut self.notes)
            }),
        };
        let renumbered = Revision::Renumbered(old.label.clone());
        blocks.push(if relabelled && numbers { revised(renumbered, block) } else { block });
        blocks.extend(self.deleted_notes(&a));
        blocks.extend(self.changes_below(old, new));
        blocks
    }

    /// What cannot be marked in its place, in a picture or in the lines around a table, as a paragraph under it.
    fn changes_below(&self, old: &Unit, new: &Unit) -> Option<Block> {
        let mut changes = Vec::new();
        match new.kind {
            UnitKind::Chart | UnitKind::Image => unit_changes(self.pairing, old, new, &mut changes),
            UnitKind::Table => lines_around(old, new, &mut changes),
            _ => return None,
        }
        let mut text = Vec::new();
        for Change { to, from, runs, .. } in changes {
            let place = to.or(from).unwrap_or_default();
            text.push(plain(&format!("{}{place}: ", if text.is_empty() { "" } else { "; " })));
            text.extend(runs.into_iter().map(|run| match run {
                Run::Kept(words) => plain(&words),
                Run::Deleted(words) => Inline::Deleted(vec![plain(&words)]),
                Run::Inserted(words) => Inline::Inserted(vec![plain(&words)]),
            }));
        }
        (!text.is_empty()).then(|| Block::Paragraph { lead: None, text: vec![Inline::Emphasis(text)] })
    }
}

/// The words of each paragraph of the new document, up to the mark of its end.
fn paragraphs(segments: &[Segment]) -> Vec<Vec<Segment>> {
    let mut found: Vec<Vec<Segment>> = vec![Vec::new()];
    for segment in segments {
        let ends = |token: &Token| token.kind == TokenKind::ParagraphEnd && segment.tag != DiffTag::Deleted;
        for part in segment.tokens.split_inclusive(ends) {
            // no paragraph begins with the blank behind the mark
            let starts = found.len() > 1 && found.last().is_some_and(Vec::is_empty);
            let part = match part {
                [Token { kind: TokenKind::Space, .. }, rest @ ..] if starts => rest,
                part => part,
            };
            if !part.is_empty() {
                found.last_mut().into_iter().for_each(|last| last.extend(Segment::whole(segment.tag, part)));
            }
            if part.last().is_some_and(ends) {
                found.push(Vec::new());
            }
        }
    }
    found
}

fn revised(revision: Revision, block: Block) -> Block {
    Block::Revised { revision, block: Box::new(block) }
}

/// A block of the new document with other words.
fn with_words(block: Block, text: Vec<Inline>, mark: impl FnOnce(&mut Table)) -> Block {
    match block {
        Block::Heading { number, depth, .. } => Block::Heading { number, depth, title: text },
        Block::Paragraph { lead, .. } => Block::Paragraph { lead, text },
        Block::Item { mark, level, .. } => Block::Item { mark, level, text },
        Block::Centred { .. } => Block::Centred { text },
        Block::Table(mut table) => {
            if table.caption.is_some() {
                table.caption = Some(text);
            }
            mark(&mut table);
            Block::Table(table)
        }
        other => other,
    }
}

fn paragraph(label: &str, text: Vec<Inline>) -> Block {
    if let Some((mark, level)) = item_of_label(label) {
        return Block::Item { mark, level, text };
    }
    Block::Paragraph { lead: (!label.is_empty()).then(|| number(label)), text }
}

/// The number of an old heading, known by how it is printed.
fn number(label: &str) -> HeadingNumber {
    let starts = [
        ("Phần ", Rung::Part),
        ("Chương ", Rung::Chapter),
        ("Mục ", Rung::Section),
        ("Tiểu mục ", Rung::Subsection),
        ("Điều ", Rung::Article),
    ];
    let worded = starts.into_iter().find(|(start, _)| label.starts_with(start)).map(|(_, rung)| rung);
    let other = if label.ends_with(')') { Rung::Letter } else { Rung::Arabic };
    HeadingNumber { rung: worded.unwrap_or(other), label: label.to_owned(), name: None }
}
