//! Lines between head and signature → Markdown of `noi_dung`: headings, numbered clauses, items, paragraphs, tables, pictures,
//! notes.

use std::collections::BTreeMap;

use crate::base::text::word_signs::{BULLETS, DASHES, letter_bullet};
use crate::domain::document::Kind;
use crate::formats::word::model::{NoteId, Picture, Piece, WordFile, WordParagraph};
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{DraftText, Report, Sureness, quoted};
use crate::load::word::inline::{self, Into, Marks};
use crate::load::word::ladder::Levels;
use crate::load::word::lines::{Item, Line};
use crate::load::word::numbers::{Scheme, TypedNumber, typed_number};
use crate::load::word::{names, tables};

/// Letters of a title without emphasis; longer lines are clauses.
const MAX_PLAIN_TITLE: usize = 120;

/// Letters of a line that is full.
const FULL_LINE: usize = 50;

/// Writes one text: the body, or an annex.
pub(super) struct Writer<'a> {
    file: &'a WordFile,
    kind: Option<Kind>,
    report: &'a mut Report,
    pictures: &'a mut Pictures,
    notes: Notes,
    blocks: Vec<String>,
    /// Whether the file has formats that tell titles.
    has_formats: bool,
}

/// Pictures of all texts of a document, and the names they get.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) taken: Vec<(String, Vec<u8>)>,
    names: BTreeMap<String, String>,
    /// What they are named after.
    document: String,
}

/// Notes in the order of their marks.
#[derive(Debug, Default)]
struct Notes {
    order: Vec<NoteId>,
}

impl Marks for Notes {
    fn note(&mut self, id: &NoteId) -> String {
        let at = self.order.iter().position(|known| known == id).unwrap_or_else(|| {
            self.order.push(id.clone());
            self.order.len() - 1
        });
        format!("[^{}]", at + 1)
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        file: &'a WordFile,
        kind: Option<Kind>,
        report: &'a mut Report,
        pictures: &'a mut Pictures,
        has_formats: bool,
    ) -> Self {
        Self { file, kind, report, pictures, notes: Notes::default(), blocks: Vec::new(), has_formats }
    }

    /// The text of these items.
    pub(super) fn write(mut self, items: Vec<Item>) -> DraftText {
        let items = self.joined(items);
        let numbers: Vec<Scheme> = items.iter().filter_map(|item| Some(number_of(item)?.scheme)).collect();
        let mut levels = Levels::of(self.kind, &numbers);
        let mut at = 0;
        while at < items.len() {
            at += self.item(&items, at, &mut levels);
        }
        self.write_notes();
        DraftText {
            markdown: self.blocks.join("\n\n").trim_start_matches(' ').to_owned(),
            ladder: levels.own.filter(|names| !names.is_empty()),
        }
    }

    /// Items whose lines that go on are one: a break, or an Enter, inside a sentence.
    fn joined(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut joined: Vec<Item> = Vec::new();
        for item in items {
            if let (Item::Line(line), Some(Item::Line(before))) = (&item, joined.last_mut())
                && goes_on(before, line)
            {
                let what = format!("nối {} vào dòng trên", quoted(&line.text));
                self.report.guess(Sureness::Fair, "dòng trên chưa hết câu", what);
                before.paragraph.pieces.push(Piece::Tab);
                before.paragraph.pieces.extend(line.paragraph.pieces.iter().cloned());
                before.text.push(' ');
                before.text.push_str(&line.text);
                before.broken = line.broken;
                continue;
            }
            if let Item::Line(line) = &item
                && line.paragraph.style_names.iter().any(|name| name.to_lowercase().starts_with("toc "))
            {
                self.report.not_taken("mục lục", line.text.clone());
                continue;
            }
            if let Item::Line(line) = &item
                && line.is_blank()
                && !line.paragraph.starts_page
            {
                continue;
            }
            joined.push(item);
        }
        joined
    }

    /// Writes the item at a place, and those that belong to it; how many were written.
    fn item(&mut self, items: &[Item], at: usize, levels: &mut Levels) -> usize {
        match &items[at] {
            Item::Section(_) => 1,
            Item::Table(table) => {
                self.table(table, None);
                1
            }
            Item::Line(line) => {
                if line.paragraph.starts_page && !self.blocks.is_empty() {
                    self.blocks.push("---".to_owned());
                }
                if line.is_rule() {
                    self.report.printed_anyway.push(line.text.clone());
                    return 1;
                }
                if let Some(caption) = caption_of(line)
                    && let Some((table, between)) = table_below(&items[at + 1..])
                {
                    if let Some(unit) = between {
                        let words = inline::markdown_of(&unit.paragraph.pieces, 0, Into::Paragraph, &mut self.notes);
                        self.blocks.push(words);
                    }
                    let counted = line.text.strip_suffix(caption_words(line)).unwrap_or_default();
                    self.report.counted_again.push(counted.to_owned());
                    self.table(table, Some(caption));
                    return 2 + usize::from(between.is_some());
                }
                let captions = self.pictures_of(line, items.get(at + 1));
                captions + self.line(items, at, line, levels)
            }
        }
    }

    /// A line of words; how many items it took.
    fn line(&mut self, items: &[Item], at: usize, line: &Line, levels: &mut Levels) -> usize {
        if line.text.is_empty() && !line.paragraph.pieces.iter().any(|piece| matches!(piece, Piece::Note(_))) {
            return 1;
        }
        if let Some(number) = number_of(&items[at])
            && let Some(level) = levels.level(number.scheme)
        {
            return self.numbered(items, at, line, (&number, level), levels);
        }
        if let Some((mark, length)) = item_mark(line) {
            let text = inline::markdown_of(&line.paragraph.pieces, length, Into::Paragraph, &mut self.notes);
            let is_deep = mark == '+' || line.has_style(&format!("{}2", own::ITEM));
            self.blocks.push(if is_deep { format!("  + {text}") } else { format!("- {text}") });
            return 1;
        }
        let text = inline::markdown_of(&line.paragraph.pieces, 0, Into::Paragraph, &mut self.notes);
        let text = with_number(&line.paragraph, text);
        if !text.is_empty() {
            self.blocks.push(inline::guarded(text));
        }
        1
    }

    /// A heading, or a clause that begins with a number.
    fn numbered(
        &mut self,
        items: &[Item],
        at: usize,
        line: &Line,
        (number, level): (&TypedNumber, usize),
        levels: &mut Levels,
    ) -> usize {
        let (label, set) = levels.count(level, &number.bare);
        let attribute = set.map(|number| format!(" {{so=\"{number}\"}}")).unwrap_or_default();
        let typed = line.text.get(..number.length).unwrap_or_default().trim();
        self.report.counted_again.push(typed.to_owned());
        if number.length > 0 && !typed.is_empty() && typed != label && !typed.eq_ignore_ascii_case(&label) {
            self.report.guess(Sureness::Fair, "chương trình tự đánh số", format!("số `{typed}` in thành `{label}`"));
        }
        let hashes = "#".repeat(level);
        let own_text = line.text.get(number.length..).unwrap_or_default().trim();
        let (mut title, mut taken) = (Vec::new(), 1);
        if own_text.is_empty() && number.scheme.rung().is_centred() {
            // the title stands on the lines below
            while let Some(Item::Line(next)) = items.get(at + taken)
                && title.len() < 4
                && number_of(&items[at + taken]).is_none()
                && (next.is_centred() || next.is_capitals())
                && !next.text.is_empty()
            {
                title.push(inline::markdown_of(&next.paragraph.pieces, 0, Into::Title, &mut self.notes));
                taken += 1;
            }
        } else if self.is_title(line, number, own_text) {
            title.push(inline::markdown_of(
                &line.paragraph.pieces,
                raw_length(line, number),
                Into::Title,
                &mut self.notes,
            ));
        }
        if title.is_empty() {
            let text =
                inline::markdown_of(&line.paragraph.pieces, raw_length(line, number), Into::Paragraph, &mut self.notes);
            self.blocks.push(format!("{hashes}{attribute}"));
            if !text.is_empty() {
                self.blocks.push(inline::guarded(text));
            }
        } else {
            self.blocks.push(format!("{hashes} {}{attribute}", title.join("<br>")));
        }
        taken
    }

    /// Whether the words behind a number are a title of their own rather than the beginning of a clause.
    fn is_title(&mut self, line: &Line, number: &TypedNumber, text: &str) -> bool {
        if let Some(style) = line.style() {
            if style.starts_with(own::HEADING) {
                return true;
            }
            if style.starts_with(own::NUMBERED) {
                return false;
            }
        }
        if text.is_empty() {
            return false;
        }
        if number.scheme.rung().is_centred() || line.is_bold() || is_heading_style(line) {
            return true;
        }
        let ends = text.ends_with(['.', ';', ':', ',']);
        let short = text.chars().count() <= MAX_PLAIN_TITLE;
        if self.has_formats {
            return short && !ends && (line.is_capitals() || names::is_capitals(text) || line.is_italic());
        }
        let is_title = short && !ends;
        if is_title {
            let what = format!("coi {} là tên đề mục", quoted(&line.text));
            self.report.guess(Sureness::Low, "dòng ngắn, không có dấu câu ở cuối", what);
        }
        is_title
    }

    fn table(&mut self, table: &crate::formats::word::model::WordTable, caption: Option<String>) {
        if let [only] = table.rows.as_slice() {
            return self.lone_row(only, caption);
        }
        for paragraph in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.paragraphs()) {
            for piece in &paragraph.pieces {
                if let Piece::Picture(..) = piece {
                    self.report.not_taken("hình trong ô bảng", paragraph.text());
                }
            }
        }
        let Some(written) = tables::markdown(table, &mut self.notes) else { return };
        if !written.is_certain && written.heading > 1 {
            let first =
                table.rows.first().and_then(|row| row.cells.first()).map(|cell| cell.text()).unwrap_or_default();
            let what = format!("coi {} hàng đầu của bảng bắt đầu bằng {} là tiêu đề", written.heading, quoted(&first));
            self.report.guess(Sureness::Fair, "ô gộp ở hàng đầu", what);
        }
        if !table.has_rules {
            let what = "in đường kẻ cho bảng không có đường kẻ trong Word".to_owned();
            self.report.guess(Sureness::Low, "bảng trong văn bản có đường kẻ", what);
        }
        let caption = caption.map(|caption| format!("Bảng: {caption}\n\n")).unwrap_or_default();
        self.blocks.push(format!("{caption}{}", written.lines.join("\n")));
    }

    /// A table of one row has no heading: what stands in its cells is text.
    fn lone_row(&mut self, row: &crate::formats::word::model::WordRow, caption: Option<String>) {
        self.blocks.extend(caption);
        for paragraph in row.cells.iter().flat_map(|cell| cell.paragraphs()) {
            self.pictures_of(&Line::new(paragraph.clone(), None), None);
            let text = inline::markdown_of(&paragraph.pieces, 0, Into::Paragraph, &mut self.notes);
            let text = with_number(paragraph, text);
            if !text.is_empty() {
                let what = format!("lấy {} ra khỏi khung", quoted(&paragraph.text()));
                self.report.guess(Sureness::Fair, "bảng chỉ có một hàng", what);
                self.blocks.push(inline::guarded(text));
            }
        }
    }

    /// Pictures of a line, each a block of its own; its caption may be the line below; how many lines captions took.
    fn pictures_of(&mut self, line: &Line, next: Option<&Item>) -> usize {
        let mut taken = 0;
        for piece in &line.paragraph.pieces {
            let Piece::Picture(relation, said) = piece else { continue };
            let Some(picture) = self.file.pictures.get(relation) else {
                self.report.not_taken("hình không có trong tệp", line.text.clone());
                continue;
            };
            let below = match next {
                Some(Item::Line(below)) if is_picture_caption(below) => {
                    taken = 1;
                    let words = tables::counted_title(&below.text, &["hinh", "anh"]).unwrap_or(&below.text);
                    let counted = below.text.strip_suffix(words).unwrap_or_default();
                    self.report.counted_again.push(counted.to_owned());
                    words.to_owned()
                }
                _ => String::new(),
            };
            let words = [below, said.clone()].into_iter().find(|words| !words.trim().is_empty());
            let words = words.unwrap_or_else(|| {
                self.report.guess(Sureness::Low, "hình trong Word không có tên", "đặt tên hình là “[điền tên hình]”");
                "[điền tên hình]".to_owned()
            });
            let Some(path) = self.pictures.path(picture) else {
                let name = picture.part.rsplit('/').next().unwrap_or_default();
                self.report.not_taken("hình không phải PNG, JPEG hay SVG", name);
                continue;
            };
            let words = inline::escaped(&inline::collapse(&words), Into::Paragraph);
            self.blocks.push(format!("![{words}]({path})"));
        }
        taken
    }

    fn write_notes(&mut self) {
        let mut at = 0;
        // a note may carry the mark of another
        while let Some(id) = self.notes.order.get(at).cloned() {
            let paragraphs = self.file.note(&id).to_vec();
            let texts: Vec<String> = paragraphs
                .iter()
                .map(|paragraph| inline::markdown_of(&paragraph.pieces, 0, Into::Paragraph, &mut self.notes))
                .filter(|text| !text.is_empty())
                .collect();
            if texts.len() > 1 {
                let what = format!("nối {} đoạn của một chú thích thành một", texts.len());
                self.report.guess(Sureness::Fair, "chú thích chỉ có một đoạn", what);
            }
            if texts.is_empty() {
                self.report.not_taken("chú thích trống", String::new());
            }
            self.blocks.push(format!("[^{}]: {}", at + 1, texts.join(" ")));
            at += 1;
        }
    }
}

impl Pictures {
    /// Pictures of a document of this name.
    pub(super) fn of(document: &str) -> Self {
        Self { document: document.to_owned(), ..Self::default() }
    }

    /// Where a picture lies beside the document, the same one once; none of a kind that no page shows.
    fn path(&mut self, picture: &Picture) -> Option<String> {
        if let Some(path) = self.names.get(&picture.part) {
            return Some(path.clone());
        }
        let ending = ending(&picture.bytes)?;
        // a stranger's names never lead anywhere, and two documents of a folder keep their own
        let path = format!("hinh/{}-{}.{ending}", self.document, self.taken.len() + 1);
        self.names.insert(picture.part.clone(), path.clone());
        self.taken.push((path.clone(), picture.bytes.to_vec()));
        Some(path)
    }
}

/// The ending of a picture that pages show, by what it is.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(400)];
    match () {
        () if bytes.starts_with(b"\x89PNG") => Some("png"),
        () if bytes.starts_with(b"\xff\xd8") => Some("jpg"),
        () if head.windows(4).any(|window| window == b"<svg") => Some("svg"),
        () => None,
    }
}

/// Whether Word takes it for a heading: by its outline, or the name of its style in either language.
fn is_heading_style(line: &Line) -> bool {
    let named = |name: &String| {
        let name = names::bare(name);
        name.starts_with("heading ") || name.starts_with("tieu de ")
    };
    line.paragraph.outline.is_some() || line.paragraph.style_names.iter().any(named)
}

/// A text behind the number that Word counts in front of it, where the program counts none.
fn with_number(paragraph: &WordParagraph, text: String) -> String {
    match paragraph.number.as_ref().filter(|number| !number.is_bullet) {
        Some(number) => format!("{} {text}", inline::escaped(number.text.trim(), Into::Paragraph)),
        None => text,
    }
}

/// Whether a line goes on with the sentence of the one before it.
fn goes_on(before: &Line, line: &Line) -> bool {
    let (above, below) = (before.text.as_str(), line.text.as_str());
    if above.is_empty() || below.is_empty() || before.paragraph.number.is_some() || line.paragraph.number.is_some() {
        return false;
    }
    // an Enter inside a sentence stands where the line was full
    let full = before.broken || above.chars().count() >= FULL_LINE && before.is_bold() == line.is_bold();
    let open = !above.ends_with(['.', ';', ':', '!', '?', '”', '"', '…', ')']);
    let small =
        below.starts_with(char::is_lowercase) && typed_number(below).is_none() && letter_bullet(below).is_none();
    let titles = before.is_centred() || line.is_centred() || before.is_capitals();
    full && (open || before.broken && !above.ends_with(['.', ';', ':'])) && small && !titles
}

/// The number that an item begins with, typed or counted by Word.
fn number_of(item: &Item) -> Option<TypedNumber> {
    let Item::Line(line) = item else { return None };
    match line.paragraph.number.as_ref().filter(|number| !number.is_bullet) {
        // a number of Word stands in front of the words and is none of them
        Some(list) => typed_number(&format!("{} X", list.text.trim())).map(|typed| TypedNumber { length: 0, ..typed }),
        None => typed_number(&line.text),
    }
}

/// How many letters of the raw text a number takes: blanks of the line are as they were typed there.
fn raw_length(line: &Line, number: &TypedNumber) -> usize {
    if number.length == 0 {
        return 0;
    }
    let wanted = line.text[..number.length].chars().filter(|c| !c.is_whitespace()).count();
    let raw = line.paragraph.text();
    let mut seen = 0;
    for (at, c) in raw.char_indices() {
        if !c.is_whitespace() {
            if seen == wanted {
                return at;
            }
            seen += 1;
        }
    }
    raw.len()
}

/// The sign that makes a line an item, and how many letters of the raw text it takes.
fn item_mark(line: &Line) -> Option<(char, usize)> {
    if let Some(list) = line.paragraph.number.as_ref().filter(|number| number.is_bullet) {
        return Some((if list.level > 0 { '+' } else { '-' }, 0));
    }
    let raw = line.paragraph.text();
    let start = raw.len() - raw.trim_start().len();
    let first = raw[start..].chars().next()?;
    let rest = &raw[start + first.len_utf8()..];
    let is_dash = first == '-' || DASHES.contains(&first) || BULLETS.contains(&first);
    let is_sign = is_dash || first == '+' || letter_bullet(&raw[start..]).is_some();
    // “-Thu” is an item too, “-5 độ” a number
    let parted = rest.starts_with([' ', '\t', '\u{a0}']);
    let glued = is_dash && rest.starts_with(char::is_alphabetic);
    if !is_sign || !(parted || glued) || rest.trim().is_empty() {
        return None;
    }
    let length = raw.len() - rest.trim_start().len();
    Some((if first == '+' { '+' } else { '-' }, length))
}

/// The caption that a line gives the table under it.
fn caption_of(line: &Line) -> Option<String> {
    let is_caption = line.has_style(own::CAPTION) || tables::caption(&line.text).is_some();
    is_caption.then(|| inline::escaped(caption_words(line), Into::Paragraph))
}

/// A caption without what the program counts.
fn caption_words(line: &Line) -> &str {
    tables::caption(&line.text).unwrap_or(&line.text)
}

/// The table that stands under a caption, and the line of its unit between them.
fn table_below(items: &[Item]) -> Option<(&crate::formats::word::model::WordTable, Option<&Line>)> {
    match items {
        [Item::Table(table), ..] => Some((table, None)),
        [Item::Line(unit), Item::Table(table), ..] if is_unit_line(unit) => Some((table, Some(unit))),
        _ => None,
    }
}

fn is_unit_line(line: &Line) -> bool {
    let bare = names::bare(&line.text);
    line.has_style(own::UNIT_LINE) || bare.starts_with("don vi") || bare.starts_with("dvt")
}

fn is_picture_caption(line: &Line) -> bool {
    line.has_style(own::PICTURE_CAPTION)
        || (line.is_centred() || line.is_italic()) && names::bare(&line.text).starts_with("hinh ")
}
