//! Nội dung → Typst: the one writer of markup.

use std::fmt::Write;

use super::closing::{Closing, closing};
use super::columns::{Columns, columns};
use super::decimals::{most_decimals, padding};
use super::label_names::{PART_LABEL, block_label, named, note_label};
use super::literal::{LINE_BREAK, string, text, unbreakable};
use crate::base::source::Text;
use crate::domain::document::body::{Align, Block, Body, CLOSING, Chart, Inline, Revision, Row, Table, plain};
use crate::domain::document::heading_numbers::{HeadingNumber, Rung};
use crate::domain::document::references::{Anchor, References, Step};
use crate::domain::document::spans::{Span, extent};

/// A table with more notes than this has its rows shared out among pages from the start: Typst alone takes a time that
/// grows with the square of their number.
const MANY_NOTES: usize = 40;

/// Room for the signature block under a table, by a name that the typesetting looks for when it stands alone on a page.
const ROOM_UNDER_TABLE: &str = "#v(-6pt)#block(above: 0pt, below: 0pt)[#cho-ky;]<cho-ky>\n\n";

/// What stands for a cell that another covers.
const COVERED: &str = "none, ";

/// The name that an image goes by in the markup, by its path in the document.
pub(crate) type ImageNames<'a> = &'a dyn Fn(&str) -> String;

/// What a body is written for.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The names of its images.
    pub(crate) images: ImageNames<'a>,
    /// What the document's references print and lead to; none in a redline, where they are words.
    pub(crate) references: Option<&'a References>,
    /// Which body it is: the document's own is 0, those of annexes begin at 1.
    pub(crate) part: usize,
    /// Whether the last lines keep room for the signature block.
    pub(crate) reserve: bool,
    /// Whether its pages lie across and hold wider tables.
    pub(crate) landscape: bool,
}

/// Writes a body.
pub(crate) fn body(body: &Body, setting: Setting<'_>) -> String {
    let mut writer = Writer::new(body, setting);
    let is_text =
        |block: &Block| matches!(block.bare(), Block::Paragraph { .. } | Block::Item { .. } | Block::Centred { .. });
    // what a redline puts back after the end does not close the text
    let closing = body.blocks.iter().rposition(|block| !block.is_deleted());
    let table = closing.filter(|i| matches!(body.blocks[*i].bare(), Block::Table(_)));
    let closing = closing.filter(|i| is_text(&body.blocks[*i]));
    let closes = closing.or(table).is_some();
    let holding = body.blocks.iter().rposition(|_| true).filter(|i| closes && is_text(&body.blocks[*i]));
    for (i, block) in body.blocks.iter().enumerate() {
        writer.is_last = i + 1 == body.blocks.len();
        writer.closes = Some(i) == table;
        writer.block(block);
        // a centred line is closed inside of its block
        let is_inside = matches!(block.bare(), Block::Centred { .. }) && (Some(i) == closing || Some(i) == holding);
        if is_inside {
            writer.out.pop();
        }
        if Some(i) == closing {
            writer.close(body.ends_with(CLOSING), body.ends_with("."));
        }
        if Some(i) == holding {
            writer.hold();
        }
        if is_inside {
            writer.out.push(']');
        }
        writer.out.push_str("\n\n");
    }
    if table.is_some() && holding.is_none() {
        writer.hold_alone();
        return writer.out;
    }
    if !closes {
        writer.close(false, false);
    }
    if holding.is_none() {
        writer.hold();
        writer.out.push_str("\n\n");
    }
    writer.out
}

/// Writes a line of a field of a redline.
pub(crate) fn line(inlines: &[Inline]) -> String {
    let body = Body::default();
    let images = &|_: &str| String::new();
    let setting = Setting { images, references: None, part: 0, reserve: false, landscape: false };
    let mut writer = Writer::new(&body, setting);
    writer.inlines(inlines);
    writer.out
}

struct Writer<'a> {
    body: &'a Body,
    setting: Setting<'a>,
    /// Whether the block being written is the last: a picture then goes with what closes the text.
    is_last: bool,
    /// Whether the text ends with the table being written, which then holds what closes it.
    closes: bool,
    out: String,
    /// Where a row is written that every page repeats: it may neither link nor carry a note.
    is_repeated: bool,
    /// What became of the block being written.
    revision: Option<Revision>,
}

impl<'a> Writer<'a> {
    fn new(body: &'a Body, setting: Setting<'a>) -> Self {
        Self { body, setting, is_last: false, closes: false, out: String::new(), is_repeated: false, revision: None }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { number, depth, title } => {
                let style = match number.rung {
                    rung if rung.is_centred() => "giua",
                    Rung::Letter => "thuong",
                    _ => "dam",
                };
                let label = self.anchor(number.name.as_ref()) + &self.label(text(&number.label));
                let _ = match self.revision {
                    Some(Revision::Deleted) => write!(self.out, "#de-muc-bot(\"{style}\", [{label}])["),
                    _ => write!(self.out, "#de-muc({depth}, \"{style}\", [{label}])["),
                };
                self.inlines(title);
                self.out.push(']');
            }
            Block::Paragraph { lead, text: words } => self.paragraph(lead.as_ref(), words),
            Block::Centred { text: words } => self.wrapped_in("dong-giua", words),
            Block::Item { mark, level, text: words } => {
                if *level > 1 {
                    let _ = write!(self.out, "#lui-muc({level});");
                }
                let _ = match self.revision {
                    None => write!(self.out, "{}", text(&format!("{mark} "))),
                    Some(_) => write!(self.out, "{}#\" \";", self.label(text(&mark.to_string()))),
                };
                self.filled(words);
            }
            Block::Table(table) => self.table(table),
            Block::Image { path, caption, label } => self.image(&path.value, caption, label.as_ref()),
            Block::Chart(chart) => self.with_closing(|writer| writer.chart(chart)),
            Block::PageBreak => self.out.push_str("#sang-trang()"),
            Block::Revised { revision, block } => {
                self.revision = Some(revision.clone());
                self.block(block);
                self.revision = None;
            }
        }
    }

    fn image(&mut self, path: &str, caption: &[Inline], label: Option<&Text>) {
        let name = string(&(self.setting.images)(path));
        let alt = string(&plain(caption));
        let label = label.map(|label| string(&self.named(&block_label(&label.value))));
        self.with_closing(|writer| {
            let _ = write!(writer.out, "#hinh({name}, {alt}");
            if writer.is_last {
                let room = if writer.setting.reserve { "#cho-ky;" } else { "" };
                let _ = write!(writer.out, ", kem: [{}{room}]", text(CLOSING));
            }
            writer.out.push_str(")[");
            writer.inlines(caption);
            writer.out.push(']');
            if let Some(label) = label {
                let _ = write!(writer.out, "#label({label});");
            }
        });
    }

    /// A paragraph, with the number of an empty heading before it.
    fn paragraph(&mut self, lead: Option<&HeadingNumber>, words: &[Inline]) {
        if let Some(lead) = lead {
            let label = self.anchor(lead.name.as_ref()) + &self.label(text(&lead.label));
            // the number of a clause whose title is bold is bold too [N30-I II.6]
            let is_titled = matches!(words.first(), Some(Inline::Strong(_)));
            let _ = match lead.rung == Rung::Article || is_titled {
                true => write!(self.out, "#strong[{label}];#\" \";"),
                false => write!(self.out, "{label}#\" \";"),
            };
        }
        self.filled(words);
    }

    /// A picture, which as the last block goes to the page of what closes the text.
    fn with_closing(&mut self, picture: impl FnOnce(&mut Self)) {
        if self.is_last {
            self.out.push_str("#block(sticky: true, breakable: false, width: 100%)[");
        }
        picture(self);
        if self.is_last {
            self.out.push(']');
        }
    }

    /// A number or dash with what became of it.
    fn label(&self, label: String) -> String {
        match &self.revision {
            None => label,
            Some(Revision::Deleted) => format!("#xoa[{label}];"),
            Some(Revision::Inserted) => format!("#them[{label}];"),
            Some(Revision::Renumbered(old)) => format!("#xoa[{}];#khe-sua;#them[{label}];", text(old)),
        }
    }

    fn close(&mut self, closed: bool, full_stop: bool) {
        match (closed, full_stop) {
            (true, _) => {}
            (false, true) => self.out.push_str(&text("/.")),
            (false, false) => self.out.push_str(&text(CLOSING)),
        }
    }

    /// Room for the signature block beside the last lines.
    fn hold(&mut self) {
        if self.setting.reserve {
            self.out.push_str("#cho-ky;");
        }
    }

    /// The same under a table, which holds the last words.
    fn hold_alone(&mut self) {
        if self.setting.reserve {
            self.out.push_str(ROOM_UNDER_TABLE);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        let mut rest = inlines.iter().peekable();
        while let Some(inline) = rest.next() {
            match inline {
                Inline::Text(words) => match rest.next_if(|next| matches!(next, Inline::Footnote { .. })) {
                    Some(Inline::Footnote { index, first }) => self.marked(&words.value, *index, *first),
                    _ => self.out.push_str(&text(&words.value)),
                },
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Emphasis(inner) => self.wrapped("emph", inner),
                Inline::Superscript(inner) => self.wrapped("super", inner),
                Inline::Subscript(inner) => self.wrapped("sub", inner),
                Inline::Break => self.out.push_str(LINE_BREAK),
                Inline::Reference(label) => self.reference(label),
                Inline::Footnote { index, first } => self.footnote(*index, *first),
                Inline::Deleted(inner) => {
                    self.wrapped("xoa", inner);
                    if matches!(rest.peek(), Some(Inline::Inserted(_))) {
                        self.out.push_str("#khe-sua;");
                    }
                }
                Inline::Inserted(inner) => self.wrapped("them", inner),
            }
        }
    }

    /// Words with a footnote mark that stays with the last of them, also when that is held together in a box.
    fn marked(&mut self, words: &str, index: usize, first: bool) {
        let last = unbreakable(words).pop().filter(|range| range.end == words.len() && !words.contains('\n'));
        let Some(last) = last else {
            self.out.push_str(&text(words));
            return self.footnote(index, first);
        };
        self.out.push_str(&text(&words[..last.start]));
        let _ = write!(self.out, "#box[#{};", string(&words[last]));
        self.footnote(index, first);
        self.out.push_str("];");
    }

    /// The words of a paragraph; dots typed at its end go on to the end of the line, to be filled in by hand.
    fn filled(&mut self, words: &[Inline]) {
        let dotted = match words.last() {
            Some(Inline::Text(last)) => without_dots(&last.value).map(|rest| (rest, last)),
            _ => None,
        };
        let Some((rest, last)) = dotted else { return self.inlines(words) };
        self.inlines(&words[..words.len() - 1]);
        self.inlines(&[Inline::Text(Text { value: rest.to_owned(), place: last.place.clone() })]);
        self.out.push_str("#cho-dien;");
    }

    fn wrapped(&mut self, function: &str, inner: &[Inline]) {
        self.wrapped_in(function, inner);
        self.out.push(';');
    }

    fn wrapped_in(&mut self, function: &str, inner: &[Inline]) {
        let _ = write!(self.out, "#{function}[");
        self.inlines(inner);
        self.out.push(']');
    }

    fn footnote(&mut self, index: usize, first: bool) {
        let name = string(&self.named(&note_label(index)));
        if self.is_repeated {
            let _ = write!(self.out, "#so-chu-thich(label({name}));");
            return;
        }
        if !first {
            let _ = write!(self.out, "#footnote(label({name}));");
            return;
        }
        self.out.push_str("#[#footnote[");
        if let Some(note) = self.body.footnotes.get(index) {
            self.inlines(note);
        }
        let _ = write!(self.out, "]#label({name})];");
    }

    /// The notes whose first marks stand in a row that is repeated, without marks, for the first row under it.
    fn notes_of(&mut self, cells: &[Vec<Inline>]) {
        for index in cells.iter().flat_map(|cell| first_marks(cell)) {
            self.out.push_str("#neo-chu-thich[");
            self.footnote(index, true);
            self.out.push_str("];");
        }
    }

    /// The name of a label of this body in the markup.
    fn named(&self, label: &str) -> String {
        named(self.setting.part, label)
    }

    /// What a reference prints; it leads there, but for a row that every page repeats, where nothing may link.
    fn reference(&mut self, label: &str) {
        let part = self.setting.part;
        let Some(target) = self.setting.references.and_then(|references| references.get(part, label)) else { return };
        let blank = |step: &Step| if step.number.is_empty() { "" } else { "\u{a0}" };
        let steps = target.steps.iter().map(|step| format!("{}{}{}", step.words, blank(step), step.number));
        let words = text(&steps.collect::<Vec<_>>().join(" "));
        if self.is_repeated {
            return self.out.push_str(&words);
        }
        let to = match &target.anchor {
            Anchor::Block(label) => block_label(label),
            Anchor::Note(index) => note_label(*index),
            Anchor::Part => PART_LABEL.to_owned(),
        };
        let _ = write!(self.out, "#link(label({}))[{words}];", string(&named(target.part, &to)));
    }

    /// The place that references to a heading lead to.
    fn anchor(&self, label: Option<&Text>) -> String {
        let name = label.map(|label| string(&self.named(&block_label(&label.value))));
        name.map(|name| format!("#[#metadata(none)#label({name})];")).unwrap_or_default()
    }

    /// Words set in columns, without rules.
    fn columns_of_words(&mut self, table: &Table) {
        let widths: String = match table.widths.is_empty() {
            true => "1fr, ".repeat(table.columns.len()),
            false => columns(table, self.setting.landscape, None).widths,
        };
        let aligns: String = table.columns.iter().map(align).collect();
        let _ = write!(self.out, "#cot-chu(cot: ({widths}), canh: ({aligns}), {}o: (", joined(&table.spans));
        let closing = closing(table).filter(|_| self.closes);
        for (number, row) in table.rows.iter().enumerate() {
            self.out.push_str("\n  ");
            for (column, cell) in row.iter().enumerate() {
                if extent(&table.spans, number, column).is_none() {
                    self.out.push_str(COVERED);
                    continue;
                }
                self.out.push('[');
                self.filled(cell);
                if let Some(closing) = &closing {
                    self.out.push_str(&closing.in_cell(table, (number, column), cell));
                }
                self.out.push_str("], ");
            }
        }
        self.out.push_str("))");
    }

    fn table(&mut self, table: &Table) {
        if !table.ruled {
            return self.columns_of_words(table);
        }
        self.out.push_str("#bang(");
        if table.rows.iter().flatten().map(|cell| first_marks(cell).len()).sum::<usize>() > MANY_NOTES {
            self.out.push_str("cho: auto, ");
        }
        if let Some(caption) = &table.caption {
            self.out.push_str("chu-thich: [");
            self.inlines(caption);
            self.out.push_str("], ");
        }
        let aligns: String = table.columns.iter().map(align).collect();
        if let Some(unit) = &table.unit_line {
            let _ = write!(self.out, "don-vi: [{}], ", text(unit));
        }
        let closing = closing(table).filter(|_| self.closes);
        if let Some(note) = &table.note {
            self.out.push_str("ghi-chu: [");
            self.inlines(note);
            if let Some(closing) = closing.as_ref().filter(|closing| closing.cell.is_none()) {
                self.out.push_str(&closing.written());
            }
            self.out.push_str("], ");
        }
        if let Some(label) = &table.label {
            let _ = write!(self.out, "nhan: label({}), ", string(&self.named(&block_label(&label.value))));
        }
        let Columns { widths, size, tall } =
            columns(table, self.setting.landscape, closing.as_ref().and_then(Closing::widens));
        if let Some(size) = size {
            let _ = write!(self.out, "co-chu: {size}pt, ");
        }
        let _ = write!(self.out, "cot: ({widths}), canh: ({aligns}), dau: (");
        self.is_repeated = true;
        for (number, row) in table.header.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                self.heading_cell(cell, extent(&table.spans, number, column).is_some());
            }
        }
        self.is_repeated = false;
        let _ = write!(self.out, "), {}o: (", joined(&table.spans));
        self.table_rows(table, &tall, closing.as_ref());
        self.out.push_str("))");
    }

    /// The rows under the heading, cell by cell; `tall` says which cells break over pages.
    fn table_rows(&mut self, table: &Table, tall: &[Vec<bool>], closing: Option<&Closing>) {
        let decimals: Vec<usize> = (0..table.columns.len()).map(|column| most_decimals(table, column)).collect();
        let headings: Row = table.header.concat();
        // a cell over several rows is set when the last of them is, and its notes are counted then
        let anchor = (0..table.columns.len())
            .find(|column| matches!(extent(&table.spans, table.header.len(), *column), Some((1, _))));
        for (number, (row, tall)) in table.rows.iter().zip(tall).enumerate() {
            let place = number + table.header.len();
            // a row that goes on from the one above is no place to break the table
            let is_joined = table.spans.iter().any(|span| span.joins(place));
            self.out.push_str(if is_joined { "\n   " } else { "\n  " });
            for (column, cell) in row.iter().enumerate() {
                let Some((_, columns)) = extent(&table.spans, place, column) else {
                    self.out.push_str(COVERED);
                    continue;
                };
                self.out.push_str(if tall.get(column) == Some(&true) { "o-dai[" } else { "[" });
                if number == 0 && Some(column) == anchor {
                    self.notes_of(&headings);
                }
                self.inlines(cell);
                let most = decimals.get(column).copied().filter(|_| columns == 1).unwrap_or(0);
                let padding = padding(most, &plain(cell));
                if !padding.is_empty() {
                    let _ = write!(self.out, "#hide({});", string(&padding));
                }
                if let Some(closing) = closing {
                    self.out.push_str(&closing.in_cell(table, (place, column), cell));
                }
                self.out.push_str("], ");
            }
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let list = |items: &mut dyn Iterator<Item = String>| items.map(|item| item + ", ").collect::<String>();
        let labels = list(&mut chart.labels.iter().map(|label| string(label)));
        let series = list(&mut chart.series.iter().map(|series| {
            let numbers =
                list(&mut series.points.iter().map(|point| point.plain.clone().unwrap_or_else(|| "none".to_owned())));
            let printed = list(&mut series.points.iter().map(|point| string(&point.printed)));
            format!("(ten: {}, so: ({numbers}), chu: ({printed}))", string(&series.name))
        }));
        let unit = chart.unit.as_ref().map_or("none".to_owned(), |unit| string(unit));
        let kind = chart.kind.name().replace('_', "-");
        let _ = write!(
            self.out,
            "#bieu-do(kieu: \"{kind}\", nhan: ({labels}), day: ({series}), don-vi: {unit}, chu-thich: [",
        );
        self.inlines(&chart.caption);
        let _ = write!(self.out, "], mo-ta: {}", string(&chart.alt));
        if let Some(label) = &chart.label {
            let _ = write!(self.out, ", ten-nhan: label({})", string(&self.named(&block_label(&label.value))));
        }
        self.out.push(')');
    }

    fn heading_cell(&mut self, cell: &[Inline], is_own: bool) {
        if !is_own {
            return self.out.push_str(COVERED);
        }
        self.out.push('[');
        self.inlines(cell);
        self.out.push_str("], ");
    }
}

fn align(align: &Align) -> &'static str {
    match align {
        Align::Left => "left, ",
        Align::Centre => "center, ",
        Align::Right => "right, ",
    }
}

/// A text without the dots at its end, when they are so many that they stand for a place to fill in by hand.
fn without_dots(text: &str) -> Option<&str> {
    const FEWEST: usize = 5;
    let is_dot = |c: char| matches!(c, '.' | '…');
    let rest = text.trim_end().trim_end_matches(is_dot);
    let dots = text[rest.len()..].trim_end().chars().map(|c| if c == '…' { 3 } else { 1 });
    (dots.sum::<usize>() >= FEWEST).then_some(rest)
}

/// The joined cells of a table as the template takes them: `"0-1": (1, 2)` takes one row and two columns.
fn joined(spans: &[Span]) -> String {
    if spans.is_empty() {
        return String::new();
    }
    let span = |span: &Span| format!("\"{}-{}\": ({}, {}), ", span.row, span.column, span.rows, span.columns);
    format!("gop: ({}), ", spans.iter().map(span).collect::<String>())
}

/// The notes whose first marks stand in a line.
fn first_marks(inlines: &[Inline]) -> Vec<usize> {
    let of = |inline: &Inline| match inline {
        Inline::Footnote { index, first: true } => vec![*index],
        inline => first_marks(inline.inner()),
    };
    inlines.iter().flat_map(of).collect()
}
