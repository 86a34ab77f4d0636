//! Tables, with the caption from the line `Bảng: …` above them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::base::finding::{Finding, codes};
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Align, Block, Inline, Table};

/// What begins a caption line.
const CAPTION: &str = "Bảng:";

impl BodyParser<'_> {
    pub(super) fn table(&mut self, columns: &[Alignment], range: Range<usize>) {
        self.close_lead();
        let caption = self.caption();
        let mut header = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead) => header = self.cells(TagEnd::TableHead),
                Event::Start(Tag::TableRow) => {
                    self.count_cells(&inner, columns.len());
                    rows.push(self.cells(TagEnd::TableRow));
                }
                _ => {}
            }
        }
        if rows.is_empty() {
            let line = self.first_line(range);
            self.report(
                codes::TABLE_SHAPE,
                "bảng chỉ có dòng tiêu đề",
                line,
                "thêm các dòng số liệu dưới dòng `|---|`",
            );
        }
        let columns = columns.iter().map(|column| match column {
            Alignment::Right => Align::Right,
            Alignment::Center => Align::Centre,
            Alignment::Left | Alignment::None => Align::Left,
        });
        self.blocks.push(Block::Table(Table {
            caption,
            unit_line: None,
            note: None,
            label: None,
            columns: columns.collect(),
            header,
            rows,
        }));
    }

    fn cells(&mut self, end: TagEnd) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::TableCell) => cells.push(self.inlines(TagEnd::TableCell)),
                _ => {}
            }
        }
        cells
    }

    /// Markdown drops cells beyond the header's columns without a word; a clerk must know.
    fn count_cells(&mut self, row: &Range<usize>, columns: usize) {
        let line = self.first_line(row.clone());
        let written = self.text.text[line.clone()].trim();
        let bars = written.replace("\\|", "").matches('|').count();
        let edges = usize::from(written.starts_with('|'))
            + usize::from(written.ends_with('|') && !written.ends_with("\\|") && written.len() > 1);
        let cells = bars + 1 - edges.min(bars + 1);
        if cells != columns {
            self.push(
                Finding::new(codes::TABLE_SHAPE, format!("dòng của bảng có {cells} ô, tiêu đề có {columns} cột")),
                line,
                "sửa cho đủ ô; ô trống viết `| |`; dấu `|` trong ô viết `\\|`",
            );
        }
    }

    /// Takes the paragraph `Bảng: …` just above away from the text.
    fn caption(&mut self) -> Option<Vec<Inline>> {
        let Some(Block::Paragraph { lead: None, text }) = self.blocks.last_mut() else {
            return None;
        };
        let Some(Inline::Text(first)) = text.first_mut() else {
            return None;
        };
        first.value = first.value.strip_prefix(CAPTION)?.trim_start().to_owned();
        match self.blocks.pop() {
            Some(Block::Paragraph { text, .. }) => Some(text),
            _ => None,
        }
    }
}
