//! Paragraphs, tables and page setups of a Word file in reading order.

use roxmltree::Node;

use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Piece, Section, WordBlock};
use crate::formats::word::read::Reader;
use crate::formats::word::xml::{attribute, child, elements, name};
use crate::formats::word::{paragraphs, runs, tables};

impl Reader<'_> {
    /// The blocks inside an element: the body, a cell, a box, a note.
    pub(super) fn blocks(&mut self, node: Node<'_, '_>) -> Result<Vec<WordBlock>, Fault> {
        let mut blocks = Vec::new();
        let mut open = None;
        self.blocks_into(node, &mut blocks, &mut open)?;
        if let Some(paragraph) = open {
            blocks.push(WordBlock::Paragraph(paragraph));
        }
        Ok(blocks)
    }

    fn blocks_into(
        &mut self,
        node: Node<'_, '_>,
        blocks: &mut Vec<WordBlock>,
        open: &mut Option<super::model::WordParagraph>,
    ) -> Result<(), Fault> {
        for inner in elements(node) {
            match name(inner) {
                "p" => self.paragraph(inner, blocks, open)?,
                "tbl" => {
                    blocks.extend(open.take().map(WordBlock::Paragraph));
                    blocks.push(WordBlock::Table(tables::read(self, inner)?));
                }
                "sdt" => {
                    if let Some(content) = child(inner, "sdtContent") {
                        self.blocks_into(content, blocks, open)?;
                    }
                }
                "ins" | "moveTo" | "customXml" => self.blocks_into(inner, blocks, open)?,
                "AlternateContent" => {
                    if let Some(form) = runs::chosen(inner) {
                        self.blocks_into(form, blocks, open)?;
                    }
                }
                "sectPr" => {
                    blocks.extend(open.take().map(WordBlock::Paragraph));
                    blocks.push(WordBlock::Section(section(inner)));
                }
                "altChunk" => self
                    .file
                    .left_out
                    .push(super::model::LeftOut { what: "văn bản lấy từ tệp khác", near: String::new() }),
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        node: Node<'_, '_>,
        blocks: &mut Vec<WordBlock>,
        open: &mut Option<super::model::WordParagraph>,
    ) -> Result<(), Fault> {
        let paragraphs::Read { mut paragraph, goes_on } = paragraphs::read(self, node)?;
        if let Some(mut before) = open.take() {
            before.pieces.append(&mut paragraph.pieces);
            // the mark that is left says how both lie
            paragraph.pieces = before.pieces;
        }
        if goes_on {
            *open = Some(paragraph);
        } else {
            blocks.push(WordBlock::Paragraph(paragraph));
        }
        if let Some(setup) = child(node, "pPr").and_then(|look| child(look, "sectPr")) {
            blocks.extend(open.take().map(WordBlock::Paragraph));
            blocks.push(WordBlock::Section(section(setup)));
        }
        Ok(())
    }
}

fn section(node: Node<'_, '_>) -> Section {
    let size = child(node, "pgSz");
    let side = |wanted: &str| size.and_then(|size| attribute(size, wanted)?.parse::<u32>().ok()).unwrap_or_default();
    let landscape = size.and_then(|size| attribute(size, "orient")) == Some("landscape") || side("w") > side("h");
    Section { landscape }
}

/// Takes the boxes out of paragraphs and sets their blocks in front of what they are anchored in: letterheads are often
/// made of them.
pub(crate) fn without_boxes(blocks: Vec<WordBlock>) -> Vec<WordBlock> {
    let mut flat = Vec::new();
    for block in blocks {
        let mut paragraph = match block {
            WordBlock::Paragraph(paragraph) => paragraph,
            WordBlock::Table(mut table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.blocks = without_boxes(std::mem::take(&mut cell.blocks));
                }
                flat.push(WordBlock::Table(table));
                continue;
            }
            section => {
                flat.push(section);
                continue;
            }
        };
        let mut kept = Vec::new();
        for piece in paragraph.pieces {
            match piece {
                Piece::Box(inner) => flat.extend(without_boxes(inner)),
                piece => kept.push(piece),
            }
        }
        paragraph.pieces = kept;
        flat.push(WordBlock::Paragraph(paragraph));
    }
    flat
}
