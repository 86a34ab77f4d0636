//! The lines of a YAML file as clerks see them: which begin a field, and which are the words of one.
//!
//! Looked at before YAML is, as pasted words upset every line after them and YAML names the wrong one.

use std::ops::Range;

use super::node::MAX_DEPTH;
use super::validate::FileSchema;
use crate::base::finding::nearest;
use crate::base::text::identifier::from_heading;
use crate::base::text::word_signs::{BULLETS, DASHES, FULL_WIDTH_COLON};

/// The field whose value is a text of many lines.
pub(super) const BODY: &str = "noi_dung";

/// The fields of a file's outermost level; none of a file whose keys are free.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    names: Vec<&'a str>,
    lists: Vec<&'a str>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(schema: Option<&'a FileSchema>) -> Self {
        let properties = schema.and_then(|schema| schema.json["properties"].as_object()).into_iter().flatten();
        let mut fields = Self::default();
        for (name, property) in properties {
            fields.names.push(name);
            if schema.is_some_and(|schema| schema.takes_list(property)) {
                fields.lists.push(name);
            }
        }
        fields
    }

    /// The field that words name with accents and capitals: `Nơi nhận`.
    pub(super) fn meant(&self, words: &str) -> Option<&'a str> {
        let name = from_heading(words)?;
        self.names.iter().find(|known| **known == name).copied()
    }

    pub(super) fn takes_list(&self, name: &str) -> bool {
        self.lists.contains(&name)
    }

    /// Whether a name may be one of a field: any may in a file whose keys are free.
    pub(super) fn may_be(&self, name: &str) -> bool {
        self.are_free() || self.names.contains(&name)
    }

    fn are_free(&self) -> bool {
        self.names.is_empty()
    }
}

/// How a field whose words fill lines begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `noi_dung: |`
    Bar,
    /// `noi_dung:` with the words below.
    Open,
    /// `noi_dung: Câu đầu` with more words below.
    Begun,
    /// `can_cu:` with lines below that are no items.
    List,
}

/// A field whose words fill lines.
#[derive(Debug)]
pub(super) struct TextField {
    pub(super) header: usize,
    pub(super) name: String,
    /// Its words stand deeper than this column.
    pub(super) column: usize,
    pub(super) form: Form,
    /// Without blank lines and notes at the end.
    pub(super) lines: Range<usize>,
    /// The indent of its first line that no tab begins.
    pub(super) indent: Option<usize>,
}

/// A line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Columns before its first sign.
    pub(super) indent: usize,
    /// The column of a tab among them.
    pub(super) tab: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Self {
        let blanks = text.chars().take_while(|c| c.is_whitespace());
        Self { text, indent: blanks.clone().count(), tab: blanks.into_iter().position(|c| c == '\t') }
    }

    /// The line without the blanks around it.
    pub(super) fn words(&self) -> &'a str {
        self.text.trim()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.words().is_empty()
    }

    pub(super) fn is_note(&self) -> bool {
        self.words().starts_with('#')
    }
}

/// The lines of a file and the fields among them whose words fill lines.
pub(super) struct Outline<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) texts: Vec<TextField>,
    /// Lines that name a field and lack its colon, with the field.
    pub(super) without_colon: Vec<(usize, &'a str)>,
    /// Lines that hold a whole list behind the name of its field.
    pub(super) lists_in_line: Vec<usize>,
    /// Lines of three backticks around the whole file, as chat programs show files.
    pub(super) fences: Vec<usize>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(text: &'a str, fields: &Fields<'a>) -> Self {
        let lines: Vec<Line<'a>> = text.split('\n').map(Line::new).collect();
        let mut reader = Reader {
            lines: &lines,
            fields,
            levels: Vec::new(),
            texts: Vec::new(),
            without_colon: Vec::new(),
            lists_in_line: Vec::new(),
            is_fenced: false,
        };
        let is_fenced = lines.iter().find(|line| !line.is_blank()).is_some_and(is_fence);
        reader.is_fenced = is_fenced;
        let mut fences = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            if is_fenced && is_fence(&lines[at]) {
                fences.push(at);
            }
            let is_nothing = lines[at].is_blank() || lines[at].is_note() || fences.last() == Some(&at);
            at = if is_nothing { at + 1 } else { reader.line(at) };
        }
        let Reader { texts, without_colon, lists_in_line, .. } = reader;
        Self { lines, texts, without_colon, lists_in_line, fences }
    }

    /// The field whose words a line is.
    pub(super) fn text_at(&self, line: usize) -> Option<&TextField> {
        let after = self.texts.partition_point(|text| text.lines.start <= line);
        self.texts[..after].last().filter(|text| text.lines.contains(&line))
    }
}

/// A column at which keys or items stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Level {
    column: usize,
    is_list: bool,
}

struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    fields: &'b Fields<'a>,
    levels: Vec<Level>,
    texts: Vec<TextField>,
    without_colon: Vec<(usize, &'a str)>,
    lists_in_line: Vec<usize>,
    is_fenced: bool,
}

impl<'a> Reader<'a, '_> {
    /// Takes a line outside of texts in, with its words if it begins some; returns the line after them.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let (mut column, mut rest) = (line.indent, line.words());
        let mut marks = 0;
        while let Some(length) = mark_of(rest) {
            marks += 1;
            if marks > MAX_DEPTH {
                return at + 1; // which is told where the file is read as YAML
            }
            self.open(Level { column, is_list: true });
            column += rest[..length].chars().count();
            rest = &rest[length..];
            if is_bar(rest) {
                let item = self.levels.last().map_or(0, |level| level.column);
                return self.text(at, "", item, Form::Bar);
            }
        }
        let Some((name, value)) = key_of(rest) else {
            // which has a colon, though not the one of YAML
            let rest = if rest.contains(FULL_WIDTH_COLON) { "" } else { rest };
            let stands = self.levels.contains(&Level { column, is_list: false });
            if let Some(field) = self.fields.meant(rest).filter(|_| stands) {
                self.without_colon.push((at, field));
            }
            return at + 1;
        };
        self.open(Level { column, is_list: false });
        let is_root = self.levels.len() == 1;
        let is_empty = value.is_empty() || value.starts_with('#');
        if is_bar(value) {
            return self.text(at, name, column, Form::Bar);
        }
        if name == BODY && is_empty {
            return self.text(at, name, column, Form::Open);
        }
        if name == BODY && !value.starts_with(['"', '\'', '[', '{', '&', '*', '!', '%', '@', '`', '|', '>']) {
            return self.text(at, name, column, Form::Begun);
        }
        let is_list = is_root && self.fields.takes_list(name);
        if is_list && (mark_of(value).is_some() || value.contains(';') && key_of(value).is_some()) {
            self.lists_in_line.push(at);
            return at + 1;
        }
        let first = self.lines[at + 1..].iter().find(|line| !line.is_blank() && !line.is_note());
        let is_item =
            |line: &Line<'_>| mark_of(line.words()).is_some() || line.words().starts_with(['[', '{', '*', '&']);
        if is_list && is_empty && first.is_some_and(|line| !is_item(line)) {
            return self.text(at, name, column, Form::List);
        }
        at + 1
    }

    /// Opens a level; deeper ones close, and a key closes the list at its column.
    fn open(&mut self, new: Level) {
        self.levels
            .retain(|level| level.column < new.column || level.column == new.column && (new.is_list || !level.is_list));
        if !self.levels.contains(&new) {
            self.levels.push(new);
        }
    }

    /// The words of a field: all lines up to the next that is one of the file's own.
    fn text(&mut self, header: usize, name: &str, column: usize, form: Form) -> usize {
        let (mut astray, mut known) = (false, 0);
        let (mut at, mut end) = (header + 1, header + 1);
        while let Some(line) = self.lines.get(at) {
            if at >= known && !line.is_blank() && (line.indent <= column || line.tab.is_some()) {
                let ends = match line.is_note() && line.tab.is_none() {
                    // among pasted words, what follows them at once is of them
                    true if astray && end == at => false,
                    true => {
                        let words = self.words_below_note(at, astray);
                        known = words.unwrap_or_default();
                        words.is_none()
                    }
                    // before any words, the name of a field in words begins a whole document that was pasted
                    false => self.is_own(at, astray || end == header + 1, name.is_empty().then_some(column)),
                };
                if ends {
                    break;
                }
                astray = true;
            }
            at += 1;
            end = if line.is_blank() { end } else { at };
        }
        let plain = self.lines[header + 1..end].iter().find(|line| !line.is_blank() && line.tab.is_none());
        let indent = plain.map(|line| line.indent);
        self.texts.push(TextField { header, name: name.to_owned(), column, form, lines: header + 1..end, indent });
        at.max(header + 1)
    }

    /// The line of the words that follow a `#` at the margin; it is a note when none do.
    fn words_below_note(&self, at: usize, astray: bool) -> Option<usize> {
        let next = (at + 1..self.lines.len()).find(|&at| !self.lines[at].is_blank() && !self.lines[at].is_note())?;
        (!self.is_own(next, astray, None)).then_some(next)
    }

    /// Whether a line is one of the file's own, not words astray. `items`: the column of the items it stands among.
    fn is_own(&self, at: usize, astray: bool, items: Option<usize>) -> bool {
        let line = self.lines[at];
        let words = line.words();
        if line.tab.is_some() {
            return self.is_own_behind_a_tab(words);
        }
        let at_level = |is_list| self.levels.contains(&Level { column: line.indent, is_list });
        if line.indent == 0 && matches!(words, "---" | "...") || self.is_fenced && is_fence(&line) {
            return true;
        }
        if let Some(length) = mark_of(words) {
            let is_field = key_of(&words[length..]).is_some_and(|(name, _)| is_field(name));
            return items == Some(line.indent) || at_level(true) && (is_field || words[length..].is_empty());
        }
        if !at_level(false) {
            return false;
        }
        let is_outermost = self.levels.first().is_some_and(|level| level.column == line.indent);
        match key_of(words) {
            Some((name, _)) if is_field(name) => {
                let known = || nearest(name, self.fields.names.iter().copied()).is_some();
                !astray || !is_outermost || self.fields.are_free() || known()
            }
            Some((name, _)) => {
                !astray && (self.fields.are_free() || !is_outermost || self.fields.meant(name).is_some())
            }
            None => !astray && self.fields.meant(words).is_some(),
        }
    }
}

impl Reader<'_, '_> {
    /// Whether a line that begins with a tab, at whatever column it is meant to stand, is an item of fields or a known key.
    fn is_own_behind_a_tab(&self, words: &str) -> bool {
        match mark_of(words) {
            Some(length) => {
                let is_among_items = self.levels.iter().any(|level| level.is_list);
                is_among_items && key_of(&words[length..]).is_some_and(|(name, _)| is_field(name))
            }
            None => key_of(words).is_some_and(|(name, _)| self.fields.names.contains(&name)),
        }
    }
}

fn is_fence(line: &Line<'_>) -> bool {
    line.indent == 0 && line.text.starts_with("```")
}

/// Bytes of the sign that begins an item, blanks behind it included.
pub(super) fn mark_of(words: &str) -> Option<usize> {
    let first = words.chars().next().filter(|c| *c == '-' || DASHES.contains(c) || BULLETS.contains(c))?;
    let rest = &words[first.len_utf8()..];
    let blanks = rest.len() - rest.trim_start().len();
    (blanks > 0 || first == '-' && rest.is_empty()).then_some(first.len_utf8() + blanks)
}

/// Name and value of a line that begins with a key.
pub(super) fn key_of(words: &str) -> Option<(&str, &str)> {
    let from = match words.chars().next()? {
        quote @ ('"' | '\'') => words[1..].find(quote)? + 2,
        '#' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '{' | '[' => return None,
        _ => 0,
    };
    let colons = words[from..].match_indices(':').map(|(at, _)| from + at);
    let colon = colons.into_iter().find(|at| words[at + 1..].chars().next().is_none_or(char::is_whitespace))?;
    let name = words[..colon].trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| (name, words[colon + 1..].trim()))
}

/// Whether a name is spelt as keys are.
pub(super) fn is_field(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'$'))
}

/// `|`, `>-`: the words are the lines below.
fn is_bar(value: &str) -> bool {
    let Some(rest) = value.strip_prefix(['|', '>']) else { return false };
    let rest = rest.split(" #").next().unwrap_or_default().trim();
    rest.bytes().all(|b| matches!(b, b'+' | b'-') || b.is_ascii_digit())
}
