//! Lines of a body as clerks paste them, made ready for Markdown: one line is one paragraph, as in Word; bullets of Word are
//! list marks; signs that stand as signs of the text stay signs. What can be read two ways is reported.

use std::ops::Range;

use super::pasted_table;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::word_signs::{BULLETS, DASHES, letter_bullet};
use crate::content::expression::interpolated::InterpolatedText;

/// Letters of a line that has filled its width; a shorter one is a line of its own.
const LONG_LINE: usize = 45;

/// What stands around the name of a note whose mark is hidden from Markdown: no text has these signs.
pub(super) const HIDDEN_MARK: (char, char) = ('\u{fdd0}', '\u{fdd1}');

/// A change of the text, sorted by place.
type Edit = (Range<usize>, String);

/// The same text, ready to be read as Markdown.
pub(super) fn prepared(text: &InterpolatedText, findings: &mut Findings) -> InterpolatedText {
    let broken = with_line_breaks(text);
    let text = broken.as_ref().unwrap_or(text);
    let lines = lines(&text.text);
    let mut reading = Reading { text, lines: &lines, begins: None, edits: Vec::new(), unclear: Vec::new(), findings };
    reading.run();
    let Reading { edits, unclear, findings, .. } = reading;
    report_unclear(text, &unclear, findings);
    text.rewritten(&edits)
}

/// The same text with the line breaks that Word and web pages write as signs of their own.
fn with_line_breaks(text: &InterpolatedText) -> Option<InterpolatedText> {
    let breaks = text.text.match_indices(['\u{b}', '\u{85}', '\u{2028}', '\u{2029}']);
    let edits: Vec<Edit> = breaks.map(|(at, sign)| (at..at + sign.len(), "\n".to_owned())).collect();
    (!edits.is_empty()).then(|| text.rewritten(&edits))
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LineKind {
    Blank,
    /// Words that begin at the margin.
    Words,
    /// An item of a list.
    Item,
    /// Indented: it goes on what stands above.
    Indented,
    Heading,
    TableRow,
    /// A footnote, an image, a rule, HTML.
    Other,
    /// The line that opens a fence.
    Opening,
    /// Inside a fence, the line that closes it too.
    Fenced,
}

struct Line {
    range: Range<usize>,
    kind: LineKind,
}

struct Reading<'a> {
    text: &'a InterpolatedText,
    lines: &'a [Line],
    /// The last line above that is not set in.
    begins: Option<LineKind>,
    edits: Vec<Edit>,
    /// Lines that may go on the one above or be paragraphs of their own.
    unclear: Vec<Range<usize>>,
    findings: &'a mut Findings,
}

impl Reading<'_> {
    fn run(&mut self) {
        for (at, line) in self.lines.iter().enumerate() {
            match line.kind {
                LineKind::Fenced | LineKind::Blank => {}
                LineKind::Other => self.notes_of_picture(line),
                LineKind::Opening => self.open_fence(at),
                _ => {
                    self.above(at);
                    self.mark(line);
                    self.stars(at);
                    self.heading(line);
                }
            }
            if line.kind != LineKind::Indented {
                self.begins = Some(line.kind);
            }
        }
        let unfenced = self.lines.iter().filter(|line| line.kind != LineKind::Fenced).map(|line| &line.range);
        self.edits.extend(pasted_table::prepare(self.text, unfenced, self.findings));
    }

    fn words(&self, line: &Line) -> &str {
        &self.text.text[line.range.clone()]
    }

    /// Parts a line from the one above, unless it plainly goes on.
    fn above(&mut self, at: usize) {
        let Some(above) = at.checked_sub(1).and_then(|above| self.lines.get(above)) else { return };
        let line = &self.lines[at];
        // what is set in below an item goes on the item, how many lines there may be
        let goes_on_item = self.begins == Some(LineKind::Item);
        let parts = matches!((above.kind, line.kind), (LineKind::Indented, LineKind::Indented)) && !goes_on_item;
        let parts = parts
            || matches!(
                (above.kind, line.kind),
                (LineKind::Words | LineKind::Item | LineKind::Indented | LineKind::TableRow, LineKind::Words)
                    | (LineKind::Words, LineKind::TableRow | LineKind::Indented)
            );
        if !parts {
            return;
        }
        let (before, after) = (self.words(above).trim(), self.words(line).trim());
        if line.kind != LineKind::TableRow && above.kind != LineKind::TableRow {
            if goes_on(before, after) {
                return;
            }
            if is_unclear(before, after) {
                self.unclear.push(line.range.clone());
            }
        }
        // the first line of a paragraph may be set in, as Word does
        let written = self.words(line);
        let indent = written.len() - written.trim_start().len();
        let length = if line.kind == LineKind::Indented { indent } else { 0 };
        self.edits.push((line.range.start..line.range.start + length, "\n".to_owned()));
    }

    /// Writes a bullet or dash of Word as the mark of an item.
    fn mark(&mut self, line: &Line) {
        let words = self.words(line);
        let indent = words.len() - words.trim_start().len();
        let mut letters = words[indent..].chars();
        let Some(first) = letters.next() else { return };
        let rest = letters.as_str();
        let spaced = rest.starts_with(|c: char| c.is_whitespace());
        let letter = letter_bullet(&words[indent..]);
        let is_mark = letter.is_some()
            || BULLETS.contains(&first)
            || DASHES.contains(&first) && spaced
            || "-+".contains(first) && is_tabbed(rest);
        if is_mark && !rest.trim().is_empty() {
            // the bullet `o` is that of the second level
            let is_lower = first == '+' || letter == Some('o') && self.goes_below_item(line);
            let mark = if is_lower { "+ " } else { "- " };
            let length = first.len_utf8() + rest.len() - rest.trim_start().len();
            let start = line.range.start + indent;
            self.edits.push((start..start + length, mark.to_owned()));
        }
    }

    /// Whether a line stands in a list that another sign began.
    fn goes_below_item(&self, line: &Line) -> bool {
        let before = &self.lines[..self.lines.partition_point(|other| other.range.start < line.range.start)];
        let mut list = before.iter().rev().take_while(|line| matches!(line.kind, LineKind::Item | LineKind::Indented));
        let own = letter_bullet(self.words(line).trim_start());
        list.any(|other| other.kind == LineKind::Item && letter_bullet(self.words(other).trim_start()) != own)
    }

    /// Escapes stars that are no marks of emphasis, and reports bold that is opened and never closed.
    fn stars(&mut self, at: usize) {
        let line = &self.lines[at];
        let start = line.range.start;
        let words = self.text.text[line.range.clone()].to_owned();
        let (mut bold, mut open) = (0, None);
        for run in runs_of(&words, '*') {
            let before = words[..run.start].chars().next_back();
            let after = words[run.end..].chars().next();
            let is_mark = match run.len() {
                1 => line.kind == LineKind::Item && words[..run.start].trim().is_empty(),
                _ => false,
            };
            if is_mark || before == Some('\\') {
                continue;
            }
            // `(**)` calls a note of the text
            let is_note = before == Some('(') && after == Some(')');
            if is_note || !opens(before, after) && !closes(before, after) {
                self.edits.extend(run.clone().map(|at| (start + at..start + at, "\\".to_owned())));
            } else if run.len() >= 2 {
                bold += 1;
                open = Some(run.clone());
            }
        }
        if let Some(run) = open.filter(|_| bold % 2 == 1 && !self.closes_near(at)) {
            let finding = Finding::new(codes::UNSUPPORTED_MARKDOWN, "dấu `**` mở mà không đóng");
            let place = self.text.place(start + run.start..start + run.end);
            self.findings
                .push(finding.at(place).hint("thêm `**` ở cuối chữ đậm; muốn in hai dấu sao thì viết `\\*\\*`"));
        }
    }

    /// Whether bold that is open in a line closes in one beside it, of the same paragraph.
    fn closes_near(&self, at: usize) -> bool {
        let odd = |line: &&Line| runs_of(self.words(line), '*').iter().filter(|run| run.len() >= 2).count() % 2 == 1;
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| self.lines.get(at));
        near.into_iter().any(|other| odd(&other))
    }

    /// Hides the marks of notes in the caption of a picture, behind which Markdown would see no picture.
    fn notes_of_picture(&mut self, line: &Line) {
        let words = self.words(line);
        let bare = words.trim();
        let Some(caption) = bare.strip_prefix("![").and_then(|rest| rest.rsplit_once("](")).map(|(caption, _)| caption)
        else {
            return;
        };
        if !bare.ends_with(')') {
            return;
        }
        let start = line.range.start + words.len() - words.trim_start().len() + "![".len();
        let marks = caption.match_indices("[^").filter(|(at, _)| !caption[..*at].ends_with('\\'));
        let edits = marks.filter_map(|(at, _)| {
            let end = at + caption[at..].find(']')?;
            let hidden = format!("{}{}{}", HIDDEN_MARK.0, &caption[at + 2..end], HIDDEN_MARK.1);
            Some((start + at..start + end + 1, hidden))
        });
        let edits: Vec<Edit> = edits.collect();
        self.edits.extend(edits);
    }

    /// `##KẾT QUẢ` is no heading.
    fn heading(&mut self, line: &Line) {
        let words = self.words(line);
        let marks = words.len() - words.trim_start_matches('#').len();
        let rest = &words[marks..];
        if (1..=6).contains(&marks) && rest.starts_with(char::is_alphabetic) {
            let (marks, rest) = words.split_at(marks);
            let hint = format!("viết `{marks} {}`; muốn in dấu `#` thì viết `\\#`", rest.trim_end());
            let finding = Finding::new(codes::UNSUPPORTED_MARKDOWN, "đề mục thiếu dấu cách sau dấu `#`");
            let range = line.range.start..line.range.start + marks.len();
            let place = self.text.place(range);
            self.findings.push(finding.at(place).hint(hint));
        }
    }

    /// A fence that nothing closes takes the rest of the text in.
    fn open_fence(&mut self, at: usize) {
        let line = &self.lines[at];
        let closes = |line: &Line| line.kind == LineKind::Fenced && fence(self.words(line)).is_some();
        if !self.lines[at + 1..].iter().any(closes) {
            let finding =
                Finding::new(codes::UNSUPPORTED_MARKDOWN, "đoạn mở bằng ba dấu ` (phím cạnh số 1) mà không đóng");
            let place = self.text.place(line.range.clone());
            self.findings.push(finding.at(place).hint("thêm một dòng ```` ``` ```` ở cuối đoạn"));
        }
    }
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split('\n') {
        let range = at..at + line.len();
        at = range.end + 1;
        let is_fence = fence(line).is_some();
        let kind = match () {
            () if open => LineKind::Fenced,
            () if is_fence => LineKind::Opening,
            () => kind_of(line),
        };
        open ^= is_fence;
        lines.push(Line { range, kind });
    }
    lines
}

/// The sign of a fence that a line begins with.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|sign| line.starts_with(sign))
}

fn kind_of(line: &str) -> LineKind {
    let bare = line.trim();
    let Some(first) = bare.chars().next() else { return LineKind::Blank };
    let rest = &bare[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len();
    match first {
        '#' if rest.trim_start_matches('#').starts_with(char::is_whitespace) || bare.chars().all(|c| c == '#') => {
            LineKind::Heading
        }
        '|' => LineKind::TableRow,
        '-' | '*' | '_' if bare.len() >= 3 && bare.chars().all(|c| c == first) => LineKind::Other,
        '-' | '+' | '*' if spaced => LineKind::Item,
        _ if BULLETS.contains(&first) || DASHES.contains(&first) && spaced => LineKind::Item,
        _ if letter_bullet(bare).is_some() => LineKind::Item,
        '>' | '<' => LineKind::Other,
        '[' if rest.starts_with('^') && bare.contains("]:") => LineKind::Other,
        '!' if rest.starts_with('[') => LineKind::Other,
        _ if indent >= 2 => LineKind::Indented,
        _ => LineKind::Words,
    }
}

/// Whether a line plainly goes on the one above: no sentence ends there, and a small letter follows.
fn goes_on(before: &str, after: &str) -> bool {
    !ends_sentence(before) && after.starts_with(char::is_lowercase) && !is_enumerated(after)
}

/// Whether a line may go on the one above just as well as begin anew.
fn is_unclear(before: &str, after: &str) -> bool {
    if is_enumerated(after) {
        return false;
    }
    let begins_small = after.starts_with(char::is_lowercase);
    let is_full = before.chars().count() >= LONG_LINE;
    ends_sentence(before) && begins_small || !ends_sentence(before) && !begins_small && is_full
}

fn ends_sentence(line: &str) -> bool {
    // what a value ends with is written as an entity
    if let Some((_, code)) = line.strip_suffix(';').and_then(|line| line.rsplit_once("&#"))
        && let Some(c) = code.parse().ok().and_then(char::from_u32)
    {
        return ".;:!?…".contains(c);
    }
    line.trim_end_matches(['"', '”', '’', '»', ')', '*', '_', ']']).ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether a line begins with a number or letter of an enumeration.
fn is_enumerated(line: &str) -> bool {
    let Some((first, _)) = line.split_once(char::is_whitespace) else { return false };
    let bare = first.trim_end_matches(['.', ')', ':', '/']);
    bare.len() < first.len()
        && (bare.chars().count() <= 2 || bare.chars().all(|c| c.is_ascii_digit() || ".IVX".contains(c)))
}

/// Whether what follows a mark begins with a tab or a blank that does not break, as lists of Word do.
fn is_tabbed(rest: &str) -> bool {
    rest.starts_with(['\t', '\u{a0}', '\u{2003}', '\u{2002}'])
}

/// Stretches of one sign.
fn runs_of(text: &str, sign: char) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(sign) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether emphasis may open between these letters: before a word, behind a blank or an opening sign.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{“\"'‘«-–—/>_~^".contains(c))
        && after.is_some_and(|c| c.is_alphanumeric() || "([“\"'‘«#$%&;{\\_+-–".contains(c))
}

/// Whether emphasis may close between these letters: behind a word, before a blank or a mark.
fn closes(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| c.is_alphanumeric() || ")]”\"'’».,;:!?…%;}_-".contains(c))
        && after.is_none_or(|c| !c.is_alphanumeric())
}

fn report_unclear(text: &InterpolatedText, unclear: &[Range<usize>], findings: &mut Findings) {
    let Some(first) = unclear.first() else { return };
    let more = match unclear.len() {
        1 => String::new(),
        count => format!(" (và {} dòng khác)", count - 1),
    };
    let message = format!("dòng này in thành đoạn riêng, có thể là phần tiếp của dòng trên{more}");
    findings.push(
        Finding::new(codes::LINE_UNCLEAR, message)
            .at(text.place(first.clone()))
            .hint("là phần tiếp thì nối vào cuối dòng trên; là đoạn riêng thì để một dòng trống ở giữa"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_plainly_goes_on_goes_on() {
        assert!(goes_on("Phường đã triển khai", "các nhiệm vụ được giao"));
        for (before, after) in [
            ("Kính gửi các đơn vị:", "ủy ban nhân dân"),
            ("Phường đã triển khai", "Các nhiệm vụ"),
            ("Phường đã triển khai", "a) nhiệm vụ"),
            ("Phường đã triển khai.", "các nhiệm vụ"),
        ] {
            assert!(!goes_on(before, after), "{before} {after}");
        }
    }

    #[test]
    fn lines_are_what_they_look_like() {
        for (line, kind) in [
            ("Chữ", LineKind::Words),
            ("", LineKind::Blank),
            ("• mục", LineKind::Item),
            ("\u{f0b7}\tmục", LineKind::Item),
            ("– mục", LineKind::Item),
            ("o\tmục", LineKind::Item),
            ("–5 độ", LineKind::Words),
            ("- mục", LineKind::Item),
            ("---", LineKind::Other),
            ("## Đề mục", LineKind::Heading),
            ("##Đề mục", LineKind::Words),
            ("| a | b |", LineKind::TableRow),
            ("[^1]: chú thích", LineKind::Other),
            ("  tiếp", LineKind::Indented),
        ] {
            assert_eq!(kind_of(line), kind, "{line}");
        }
    }
}
