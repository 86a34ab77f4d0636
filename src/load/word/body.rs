//! Lines between head and signature → Markdown of `noi_dung`, block by block: headings, clauses, items, paragraphs, tables,
//! pictures.

use crate::formats::word::model::Piece;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{DraftText, Sureness, quoted};
use crate::load::word::inline::{self, Into};
use crate::load::word::ladder::Levels;
use crate::load::word::lines::{Item, Line};
use crate::load::word::marks::{
    caption_of, caption_words, goes_on, is_like_heading, is_picture_caption, item_mark, number_of, table_below,
    with_number,
};
use crate::load::word::numbers::Scheme;
use crate::load::word::tables;
use crate::load::word::writer::Writer;

impl Writer<'_> {
    /// The text of these items.
    pub(super) fn write(mut self, items: Vec<Item>) -> DraftText {
        let items = self.joined(items);
        let numbers: Vec<Scheme> = items.iter().filter_map(|item| Some(number_of(item)?.scheme)).collect();
        let mut levels = Levels::of(self.ladder.take(), &numbers);
        let mut at = 0;
        while at < items.len() {
            at += self.item(&items, at, &mut levels);
        }
        self.write_notes();
        self.tell_unnumbered();
        let (markdown, paragraphs) = self.blocks.text();
        DraftText {
            markdown: markdown.trim_start_matches(' ').to_owned(),
            paragraphs,
            ladder: levels.own.filter(|names| !names.is_empty()),
        }
    }

    /// Items whose lines that go on are one: a break, or an Enter, inside a sentence.
    fn joined(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut joined: Vec<Item> = Vec::new();
        for item in items {
            let item = match (item, joined.last_mut()) {
                (Item::Line(line), Some(Item::Line(before))) if goes_on(before, &line) => {
                    let what = format!("nối {} vào dòng trên", quoted(&line.text));
                    self.report.guess(Sureness::Fair, "dòng trên chưa hết câu", what);
                    before.join(line);
                    continue;
                }
                (item, _) => item,
            };
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
                self.blocks.made_of(table.first().unwrap_or_default());
                self.table(table, None);
                1
            }
            Item::Line(line) => {
                self.blocks.made_of(line.paragraph.at);
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
            if is_like_heading(line) {
                self.unnumbered.push(line.text.clone());
            }
            self.blocks.push(inline::guarded(text));
        }
        1
    }

    /// Tells of headings without a number: the program numbers each, so that none is made of them unasked.
    fn tell_unnumbered(&mut self) {
        const SHOWN: usize = 3;
        let lines = std::mem::take(&mut self.unnumbered);
        if lines.is_empty() {
            return;
        }
        let shown: Vec<String> = lines.iter().take(SHOWN).map(|line| quoted(line)).collect();
        let more = if lines.len() > SHOWN { ", …" } else { "" };
        let what = format!("giữ {} dòng giống đề mục là đoạn văn: {}{more}", lines.len(), shown.join(", "));
        self.report.guess(Sureness::Fair, "dòng không có số thứ tự", what);
    }

    /// Pictures of a line, each a block of its own; its caption may be the line below; how many lines captions took.
    pub(super) fn pictures_of(&mut self, line: &Line, next: Option<&Item>) -> usize {
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
            if self.pictures.are_refused {
                self.report.not_taken("hình trong tệp Word", words);
                continue;
            }
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
}
