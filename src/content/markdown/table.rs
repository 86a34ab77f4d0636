//! Tables, with the caption from the line `Bảng: …` above them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::joined_cells::WrittenCell;
use super::labels;
use super::pasted_table::{cell_count, is_rule};
use crate::base::finding::{Finding, codes};
use crate::base::text::number::Number;
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Align, Block, Inline, Table};

/// What begins a caption line.
const CAPTION: &str = "Bảng:";

/// Columns of a table: a sheet on its side has 5 mm for each of them.
const MAX_COLUMNS: usize = 50;

impl BodyParser<'_> {
    pub(super) fn table(&mut self, columns: &[Alignment], range: Range<usize>) {
        self.close_lead();
        let mut caption = self.caption();
        let label = caption.as_deref_mut().and_then(labels::take);
        if columns.len() > MAX_COLUMNS {
            while self.events.next().is_some_and(|(event, _)| event != Event::End(TagEnd::Table)) {}
            let line = self.first_line(range);
            let count = Number::whole(i64::try_from(columns.len()).unwrap_or(i64::MAX)).format(0);
            let what = format!("bảng có {count} cột, nhiều nhất {MAX_COLUMNS}");
            self.report(codes::TABLE_SHAPE, &what, line, "chia thành nhiều bảng, hoặc bớt dấu `|` thừa");
            return;
        }
        let mut rows = Vec::new();
        let mut heading = 1;
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead) => rows.push(self.cells(TagEnd::TableHead)),
                Event::Start(Tag::TableRow) => {
                    let line = self.first_line(inner.clone());
                    let cells = self.cells(TagEnd::TableRow);
                    if is_rule(&self.text.text[line]) {
                        heading = rows.len();
                    } else {
                        self.count_cells(&inner, columns.len());
                        rows.push(cells);
                    }
                }
                _ => {}
            }
        }
        let (mut header, spans) = self.join_cells(rows, heading);
        let rows = header.split_off(heading.min(header.len()));
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
            label,
            columns: columns.collect(),
            header,
            rows,
            spans,
        }));
    }

    fn cells(&mut self, end: TagEnd) -> Vec<WrittenCell> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::TableCell) => {
                    cells.push(WrittenCell { words: self.inlines(TagEnd::TableCell), range })
                }
                _ => {}
            }
        }
        cells
    }

    /// Markdown drops cells beyond the header's columns without a word; a clerk must know.
    fn count_cells(&mut self, row: &Range<usize>, columns: usize) {
        let line = self.first_line(row.clone());
        let written = &self.text.text[line.clone()];
        let cells = cell_count(written);
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
