//! Text with positions: a clerk's file decoded once, and places (file, line, column) inside it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::base::text::encoding::Encoding;
use crate::base::text::invisible::visible;
use crate::base::text::nfc;

/// A clerk's text file after decoding: `\n` line ends, composed to NFC, without what shows nothing and means nothing.
///
/// Every position in the program refers to this text, so a file saved by a Windows editor and one
/// saved on Linux are the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    /// What each line is counted as, where it is not its own place: the paragraph of a Word file that a line was made of.
    numbers: Vec<usize>,
    /// How many characters begin before each whole [`STRETCH`] of bytes, so that columns of a long line are found at once.
    characters: Vec<usize>,
}

/// Bytes after which the characters are counted anew.
const STRETCH: usize = 1024;

impl Source {
    /// Decodes the bytes of a file; `name` is the path as the clerk should read it.
    ///
    /// # Errors
    /// Returns the offset of the first byte that is no letter.
    pub(crate) fn decode(name: impl Into<String>, bytes: &[u8]) -> Result<Arc<Self>, usize> {
        Ok(Self::new(name, &Encoding::of(bytes).decode(bytes)?))
    }

    /// Makes a source of text that is already decoded.
    pub(crate) fn new(name: impl Into<String>, text: &str) -> Arc<Self> {
        let text = decoded(&visible(text));
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let stretches = text.as_bytes().chunks(STRETCH).map(characters_in);
        let ends = stretches.scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        let characters = std::iter::once(0).chain(ends).collect();
        Arc::new(Self { name: nfc(&name.into()), text, line_starts, numbers: Vec::new(), characters })
    }

    /// A source whose lines were made of something else, each told by what it was made of.
    pub(crate) fn numbered(name: impl Into<String>, text: &str, numbers: Vec<usize>) -> Arc<Self> {
        let source = Self::new(name, text);
        Arc::new(Self { numbers, ..Arc::unwrap_or_clone(source) })
    }

    /// The path as the clerk should read it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line, from 0, that holds the byte offset.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset) - 1
    }

    /// The bytes of a line counted from 0, without its line end; empty beyond the last line.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let end_of_text = self.text.len();
        let start = self.line_starts.get(line).copied().unwrap_or(end_of_text);
        let end = self.line_starts.get(line + 1).map_or(end_of_text, |next| next - 1);
        start..end.max(start)
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub(crate) fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.line_starts[line];
        let end = self.text.floor_char_boundary(offset.min(self.text.len()));
        (self.number_of(line), self.characters_before(end) - self.characters_before(start) + 1)
    }

    /// What a line, counted from 0, is told as.
    pub(crate) fn number_of(&self, line: usize) -> usize {
        self.numbers.get(line).copied().unwrap_or(line + 1)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let whole = at / STRETCH;
        self.characters[whole] + characters_in(&self.text.as_bytes()[whole * STRETCH..at])
    }
}

/// How many characters begin among these bytes, which may begin and end inside of one.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// A stretch of a file's text as a source has it, line ends as `\n`.
fn decoded(text: &str) -> String {
    match text.contains('\r') {
        true => nfc(&text.replace("\r\n", "\n").replace('\r', "\n")),
        false => nfc(text),
    }
}

/// A stretch of a clerk's file.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    source: Arc<Source>,
    start: usize,
    end: usize,
}

impl Place {
    /// The bytes `range` of `source`, clipped to its text and to whole characters.
    pub(crate) fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let text = source.text();
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
        Self { source: Arc::clone(source), start, end }
    }

    /// The file.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Line and column of the start, both from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.start)
    }
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // the name stands for the text: hashing a whole file for each place would be slow
        (self.source.name(), self.start, self.end).hash(state);
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name())
    }
}

/// One step from a value to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The value under a key.
    Key(String),
    /// The n-th entry of a list, from 0.
    Index(usize),
}

/// Where a value stands in a document's data: `noi_nhan[2]`, `nguoi_ky.ho_ten`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DataPath(Vec<Step>);

impl DataPath {
    /// The path one key deeper.
    #[must_use]
    pub(crate) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    /// The path one list entry deeper.
    #[must_use]
    pub(crate) fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    /// The steps from the root.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl From<&str> for DataPath {
    fn from(key: &str) -> Self {
        Self::default().key(key)
    }
}

impl fmt::Display for DataPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A text the clerk wrote, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// NFC; lines are parted by `\n`.
    pub value: String,
    /// Where it stands in the clerk's file.
    pub place: Option<Place>,
}

impl Text {
    /// The lines, without empty ones at the end.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.value.trim_end().split('\n').map(str::trim)
    }

    /// The lines joined by blanks.
    pub(crate) fn one_line(&self) -> String {
        self.lines().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_linux_files_are_the_same_text() {
        let windows = Source::decode("a", "\u{feff}một\r\nhai\r\n".as_bytes()).unwrap();
        let linux = Source::decode("a", "một\nhai\n".as_bytes()).unwrap();
        assert_eq!(windows, linux);
    }

    #[test]
    fn columns_count_composed_characters() {
        let source = Source::new("a", "x\nho\u{0300}a: b");
        assert_eq!(source.text(), "x\nhòa: b");
        let at = source.text().find('b').unwrap();
        assert_eq!(source.line_column(at), (2, 6));
    }

    #[test]
    fn columns_of_long_lines_are_those_of_their_letters() {
        let text = format!("a\n{}\nb", "hòa ".repeat(2_000));
        let source = Source::new("a", &text);
        let all: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (letters, at) in all[2..8_002].iter().enumerate().step_by(97) {
            assert_eq!(source.line_column(*at), (2, letters + 1));
        }
        assert_eq!(source.line_column(text.len()), (3, 2));
    }

    #[test]
    fn paths_read_as_a_clerk_would_say_them() {
        let path = DataPath::from("nguoi_ky").key("ho_ten");
        assert_eq!(path.to_string(), "nguoi_ky.ho_ten");
        assert_eq!(DataPath::from("noi_nhan").index(2).to_string(), "noi_nhan[2]");
    }
}
