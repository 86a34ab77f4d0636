//! Tables, with the caption from the line `Bảng: …` above them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::joined_cells::WrittenCell;
use super::labels;
use super::pasted_table::{cell_count, is_rule};
use crate::base::finding::{Finding, codes};
use crate::base::source::Place;
use crate::base::text::fold::fold_words;
use crate::base::text::number::Number;
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Align, Block, Inline, Table, first_text, plain};

/// What begins a caption line.
const CAPTION: &str = "Bảng:";

/// Columns of a table: a sheet on its side has 5 mm for each of them.
const MAX_COLUMNS: usize = 50;

/// What begins a line about the columns.
const COLUMNS: &str = "Cột:";

/// The largest share of a column.
const MAX_WIDTH: u32 = 100;

impl BodyParser<'_> {
    pub(super) fn table(&mut self, columns: &[Alignment], range: Range<usize>) {
        self.close_lead();
        let (options, mut caption) = self.lines_above();
        let label = caption.as_deref_mut().and_then(labels::take);
        if columns.len() > MAX_COLUMNS {
            return self.refuse_columns(columns.len(), range);
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
        let ruled = options.as_ref().is_none_or(|options| options.ruled);
        // without rules there is no heading either
        let heading = if ruled { heading } else { 0 };
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
        let widths = options.map(|options| self.widths(&options, columns.len())).unwrap_or_default();
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
            widths,
            ruled,
        }));
    }

    /// Reads past a table with more columns than a page takes.
    fn refuse_columns(&mut self, columns: usize, range: Range<usize>) {
        while self.events.next().is_some_and(|(event, _)| event != Event::End(TagEnd::Table)) {}
        let line = self.first_line(range);
        let count = Number::whole(i64::try_from(columns).unwrap_or(i64::MAX)).format(0);
        let what = format!("bảng có {count} cột, nhiều nhất {MAX_COLUMNS}");
        self.report(codes::TABLE_SHAPE, &what, line, "chia thành nhiều bảng, hoặc bớt dấu `|` thừa");
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

    /// The lines `Bảng: …` and `Cột: …` just above, in any order, taken away from the text.
    fn lines_above(&mut self) -> (Option<TableOptions>, Option<Vec<Inline>>) {
        let options = self.taken(COLUMNS);
        let caption = self.taken(CAPTION);
        let options = options.or_else(|| self.taken(COLUMNS));
        (options.map(|words| self.options(&words)), caption)
    }

    /// Takes the paragraph just above that begins so away from the text.
    fn taken(&mut self, begin: &str) -> Option<Vec<Inline>> {
        let Some(Block::Paragraph { lead: None, text }) = self.blocks.last_mut() else {
            return None;
        };
        let Some(Inline::Text(first)) = text.first_mut() else {
            return None;
        };
        first.value = first.value.strip_prefix(begin)?.trim_start().to_owned();
        match self.blocks.pop() {
            Some(Block::Paragraph { text, .. }) => Some(text),
            _ => None,
        }
    }

    /// What a line `Cột: không kẻ, 30, 70` asks for.
    fn options(&mut self, words: &[Inline]) -> TableOptions {
        let text = plain(words);
        let place = first_text(words).and_then(|text| text.place.clone());
        let mut options = TableOptions { ruled: true, widths: Vec::new(), place };
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let number = part.trim_end_matches('%').trim_end();
            match number.parse::<u32>().ok().filter(|width| (1..=MAX_WIDTH).contains(width)) {
                Some(width) => options.widths.push(width),
                None if fold_words(part) == "khong ke" => options.ruled = false,
                None => {
                    let finding = Finding::new(codes::TABLE_SHAPE, format!("dòng `{COLUMNS}` không nhận `{part}`"));
                    let hint = "viết bề ngang từng cột bằng số từ 1 đến 100, cách nhau dấu phẩy, hoặc `không kẻ`, ví dụ `Cột: không kẻ, 40, 60`";
                    self.findings.push(finding.at_optional(options.place.clone()).hint(hint));
                }
            }
        }
        options
    }

    /// The widths asked for, one a column.
    fn widths(&mut self, options: &TableOptions, columns: usize) -> Vec<u32> {
        if options.widths.is_empty() || options.widths.len() == columns {
            return options.widths.clone();
        }
        let message = format!("dòng `{COLUMNS}` có {} số, bảng có {columns} cột", options.widths.len());
        let finding = Finding::new(codes::TABLE_SHAPE, message).at_optional(options.place.clone());
        self.findings.push(finding.hint("viết mỗi cột một số, hoặc bỏ các số để chương trình tự chia"));
        Vec::new()
    }
}

/// What the line `Cột: …` above a table asks for.
struct TableOptions {
    ruled: bool,
    widths: Vec<u32>,
    place: Option<Place>,
}
