//! Nội dung → Typst: the one writer of markup.

mod tables;

use std::fmt::Write;

use super::label_names::{PART_LABEL, block_label, named, note_label};
use super::literal::{LINE_BREAK, string, text, unbreakable};
use crate::base::source::Text;
use crate::domain::document::body::{Block, Body, CLOSING, Chart, Inline, Revision, plain};
use crate::domain::document::heading_numbers::{HeadingNumber, Rung};
use crate::domain::document::references::{Anchor, References, Step};

/// Room for the signature block under a table, by a name that the typesetting looks for when it stands alone on a page.
const ROOM_UNDER_TABLE: &str = "#v(-6pt)#block(above: 0pt, below: 0pt)[#cho-ky;]<cho-ky>\n\n";

/// The name that an image goes by in the markup, by its path in the document.
pub(crate) type ImageNames<'a> = &'a dyn Fn(&str) -> String;

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With `./.`, as the decree's models do.
    Signed,
    /// With its last words: what two parties agree, a letter.
    Plain,
    /// The form goes on behind it.
    Follows,
    /// A last sentence of the form follows, which takes its last lines along to the signatures.
    Sentence,
}

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
    /// How it ends.
    pub(crate) ending: Ending,
    /// Whether its pages lie across and hold wider tables.
    pub(crate) landscape: bool,
}

/// Writes a body that something of the form follows: nothing closes it and no room is kept in it.
fn open_body(body: &Body, setting: Setting<'_>) -> String {
    let mut writer = Writer::new(body, setting);
    for block in &body.blocks {
        writer.block(block);
        writer.out.push_str("\n\n");
    }
    let is_line = |block: &Block| matches!(block.bare(), Block::Paragraph { .. } | Block::Item { .. });
    if setting.ending == Ending::Sentence && body.blocks.last().is_some_and(is_line) {
        writer.out.truncate(writer.out.trim_end_matches('\n').len());
        writer.out.push_str("#cho-cau;\n\n#tra-cau\n\n");
    }
    writer.out
}

/// Writes a body.
pub(crate) fn body(body: &Body, setting: Setting<'_>) -> String {
    if matches!(setting.ending, Ending::Follows | Ending::Sentence) {
        return open_body(body, setting);
    }
    let is_signed = setting.ending == Ending::Signed;
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
        writer.closes = is_signed && Some(i) == table;
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
    let setting =
        Setting { images, references: None, part: 0, reserve: false, ending: Ending::Signed, landscape: false };
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
                let sign = if writer.setting.ending == Ending::Signed { text(CLOSING) } else { String::new() };
                let _ = write!(writer.out, ", kem: [{sign}{room}]");
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
            _ if self.setting.ending != Ending::Signed => {}
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
}

/// A text without the dots at its end, when they are so many that they stand for a place to fill in by hand.
fn without_dots(text: &str) -> Option<&str> {
    const FEWEST: usize = 5;
    let is_dot = |c: char| matches!(c, '.' | '…');
    let rest = text.trim_end().trim_end_matches(is_dot);
    let dots = text[rest.len()..].trim_end().chars().map(|c| if c == '…' { 3 } else { 1 });
    (dots.sum::<usize>() >= FEWEST).then_some(rest)
}

/// The notes whose first marks stand in a line.
fn first_marks(inlines: &[Inline]) -> Vec<usize> {
    let of = |inline: &Inline| match inline {
        Inline::Footnote { index, first: true } => vec![*index],
        inline => first_marks(inline.inner()),
    };
    inlines.iter().flat_map(of).collect()
}
