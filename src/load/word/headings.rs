//! Lines that begin with a number → headings, or clauses that the number runs into.

use crate::domain::document::form_lines;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{Sureness, quoted};
use crate::load::word::inline::{self, Into};
use crate::load::word::ladder::Levels;
use crate::load::word::lines::{Item, Line};
use crate::load::word::marks::{is_heading_style, number_of, raw_length};
use crate::load::word::numbers::TypedNumber;
use crate::load::word::writer::Writer;

/// Letters of a title without emphasis; longer lines are clauses.
const MAX_PLAIN_TITLE: usize = 120;

impl Writer<'_> {
    /// A heading, or a clause that begins with a number.
    pub(super) fn numbered(
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
            return short && !ends && (line.is_capitals() || form_lines::is_capitals(text) || line.is_italic());
        }
        let is_title = short && !ends;
        if is_title {
            let what = format!("coi {} là tên đề mục", quoted(&line.text));
            self.report.guess(Sureness::Low, "dòng ngắn, không có dấu câu ở cuối", what);
        }
        is_title
    }
}
