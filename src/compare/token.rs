//! Words as they are compared: a syllable with its marks, a number with its separators, a date, a sign — one each.
//!
//! Nothing of a text is lost, so that a redline can be put together from tokens; `base::text::tokens` leaves marks out.

use std::collections::HashMap;

use super::reading::{Piece, TextStyle, Unit, UnitKind};
use crate::base::text::number::Number;

/// The smallest thing that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) style: TextStyle,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A syllable, number, date or sign.
    Word(String),
    /// A mark of punctuation.
    Mark(char),
    /// Any blanks.
    Space,
    /// A new line.
    Line,
    /// The end of a paragraph that others follow.
    ParagraphEnd,
    /// The mark of a footnote.
    Note(usize),
    /// `Bảng 1`.
    Reference(String),
}

impl Token {
    /// As plain text.
    pub(super) fn text(&self) -> String {
        match &self.kind {
            TokenKind::Word(word) => word.clone(),
            TokenKind::Mark(mark) => mark.to_string(),
            TokenKind::Space | TokenKind::Line => " ".to_owned(),
            TokenKind::ParagraphEnd => " ¶".to_owned(),
            TokenKind::Note(number) => format!("[{number}]"),
            TokenKind::Reference(printed) => printed.clone(),
        }
    }

    /// Whether it says something by itself.
    pub(super) fn is_word(&self) -> bool {
        !matches!(self.kind, TokenKind::Space | TokenKind::Line | TokenKind::ParagraphEnd | TokenKind::Mark(_))
    }
}

/// The tokens of a unit's words.
pub(super) fn tokens(pieces: &[Piece]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => split(words, TextStyle::default(), &mut out),
            Piece::Styled { words, style } => split(words, *style, &mut out),
            Piece::Note { number } => out.push(Token { kind: TokenKind::Note(*number), style: TextStyle::default() }),
            Piece::Reference { printed } => {
                out.push(Token { kind: TokenKind::Reference(printed.clone()), style: TextStyle::default() });
            }
        }
    }
    while out.last().is_some_and(|token| matches!(token.kind, TokenKind::Space | TokenKind::Line)) {
        out.pop();
    }
    out
}

/// The tokens of plain words.
pub(super) fn of_text(words: &str) -> Vec<Token> {
    tokens(&[Piece::Words(words.to_owned())])
}

/// What stands between two paragraphs that are run on.
pub(super) fn paragraph_end() -> [Token; 2] {
    [TokenKind::ParagraphEnd, TokenKind::Space].map(|kind| Token { kind, style: TextStyle::default() })
}

/// The words of a heading or paragraph after its number or dash.
pub(super) fn labelled(unit: &Unit, words: Vec<Token>) -> Vec<Token> {
    let printed = matches!(unit.kind, UnitKind::Heading | UnitKind::Paragraph) && !unit.label.is_empty();
    if !printed {
        return words;
    }
    let label = Token { kind: TokenKind::Word(unit.label.clone()), style: TextStyle::default() };
    let space = Token { kind: TokenKind::Space, style: TextStyle::default() };
    [label, space].into_iter().chain(words).collect()
}

/// Plain text of tokens.
pub(super) fn text(tokens: &[Token]) -> String {
    tokens.iter().map(Token::text).collect()
}

fn split(words: &str, style: TextStyle, out: &mut Vec<Token>) {
    let mut push = |kind: TokenKind| {
        // a blank has no style that anybody sees
        let style = if matches!(kind, TokenKind::Space | TokenKind::Line) { TextStyle::default() } else { style };
        let doubled = kind == TokenKind::Space
            && out.last().is_none_or(|last| matches!(last.kind, TokenKind::Space | TokenKind::Line));
        if kind == TokenKind::Line && out.last().is_some_and(|last| last.kind == TokenKind::Space) {
            out.pop();
        }
        if !doubled {
            out.push(Token { kind, style });
        }
    };
    let mut chunk = String::new();
    for c in words.chars() {
        if c == '\n' || c.is_whitespace() {
            pieces_of(&std::mem::take(&mut chunk), &mut push);
            push(if c == '\n' { TokenKind::Line } else { TokenKind::Space });
        } else {
            chunk.push(c);
        }
    }
    pieces_of(&chunk, &mut push);
}

/// A run of characters without blanks: marks at its ends apart, the rest whole when it is a figure, date or sign.
fn pieces_of(chunk: &str, push: &mut impl FnMut(TokenKind)) {
    let is_inner = |c: char| c.is_alphanumeric() || is_combining(c);
    let start = chunk.find(is_inner).unwrap_or(chunk.len());
    let end = chunk.char_indices().rfind(|(_, c)| is_inner(*c)).map_or(start, |(at, c)| at + c.len_utf8());
    let signed = chunk[..start].ends_with(['-', '+', '−']) && chunk[start..].starts_with(|c: char| c.is_ascii_digit());
    let start = if signed { chunk[..start].char_indices().next_back().map_or(start, |(at, _)| at) } else { start };
    let end = if chunk[end..].starts_with('%') && end > start { end + 1 } else { end };
    chunk[..start].chars().for_each(|c| push(TokenKind::Mark(c)));
    inner(&chunk[start..end], push);
    chunk[end..].chars().for_each(|c| push(TokenKind::Mark(c)));
}

fn inner(core: &str, push: &mut impl FnMut(TokenKind)) {
    if core.is_empty() {
        return;
    }
    let digit = core.contains(|c: char| c.is_ascii_digit());
    if digit && core.contains(['/', '-']) {
        return push(TokenKind::Word(core.to_owned()));
    }
    if digit {
        let amount = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '+' | '-' | '−');
        // `488,5ha`: the figure, then its unit
        let end = core.find(|c| !amount(c)).unwrap_or(core.len());
        let (number, unit) = core.split_at(end);
        let number_end = number.trim_end_matches(['.', ',']).len();
        if number_end > 0 {
            push(TokenKind::Word(number[..number_end].to_owned()));
            number[number_end..].chars().for_each(|c| push(TokenKind::Mark(c)));
            return if unit.contains(|c: char| !c.is_alphanumeric()) {
                pieces_of(unit, push)
            } else {
                word(unit, push)
            };
        }
    }
    let mut current = String::new();
    for c in core.chars() {
        if c.is_alphanumeric() || is_combining(c) {
            current.push(c);
        } else {
            word(&std::mem::take(&mut current), push);
            push(TokenKind::Mark(c));
        }
    }
    word(&current, push);
}

fn word(text: &str, push: &mut impl FnMut(TokenKind)) {
    if !text.is_empty() {
        push(TokenKind::Word(text.to_owned()));
    }
}

/// Whether a reference is to a table or picture, which is known again under another number.
fn is_counted(printed: &str) -> bool {
    ["Bảng ", "Hình "].iter().any(|word| printed.starts_with(word))
}

/// Marks that do not compose with any letter stay with the one before.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Which marks of footnotes and references of the old document are which of the new.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    pub(super) notes: HashMap<usize, usize>,
    pub(super) references: HashMap<String, String>,
}

impl Anchors {
    /// Words of the old document without the marks of notes that went: those are the notes' own change.
    pub(super) fn known_old(&self, mut words: Vec<Token>) -> Vec<Token> {
        words.retain(|token| !matches!(&token.kind, TokenKind::Note(n) if !self.notes.contains_key(n)));
        words
    }

    /// Words of the new document without the marks of notes that came.
    pub(super) fn known_new(&self, mut words: Vec<Token>) -> Vec<Token> {
        let known = |n: &usize| self.notes.values().any(|new| new == n);
        words.retain(|token| !matches!(&token.kind, TokenKind::Note(n) if !known(n)));
        words
    }
}

/// Numbers for tokens that are the same to a reader.
#[derive(Debug, Default)]
pub(super) struct Keys(HashMap<(String, TextStyle), u32>);

/// Of which document a token is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'a> {
    /// Any mark of a footnote is like any other: which is which is not known yet.
    Either,
    /// The old one, whose marks are known.
    Old(&'a Anchors),
    /// The new one.
    New,
}

impl Keys {
    /// The key of a token.
    pub(super) fn of(&mut self, token: &Token, side: Side<'_>) -> u32 {
        let name = match (&token.kind, side) {
            (TokenKind::Note(_), Side::Either) => "\0chú thích".to_owned(),
            (TokenKind::Note(n), Side::New) => format!("\0chú thích {n}"),
            (TokenKind::Note(n), Side::Old(anchors)) => match anchors.notes.get(n) {
                Some(new) => format!("\0chú thích {new}"),
                None => format!("\0chú thích cũ {n}"),
            },
            (TokenKind::Reference(_), Side::Either) => "\0gọi".to_owned(),
            (TokenKind::Reference(printed), Side::New) => format!("\0{printed}"),
            (TokenKind::Reference(printed), Side::Old(anchors)) => match anchors.references.get(printed) {
                Some(new) => format!("\0{new}"),
                None if is_counted(printed) => format!("\0cũ {printed}"),
                // a division is what it is called: under another number a reader has to see it
                None => format!("\0{printed}"),
            },
            (TokenKind::Line, _) => "\n".to_owned(),
            (TokenKind::ParagraphEnd, _) => "\0hết đoạn".to_owned(),
            (TokenKind::Space, _) => " ".to_owned(),
            (TokenKind::Word(word), _) => word.clone(),
            (TokenKind::Mark(mark), _) => mark.to_string(),
        };
        self.named(name, token.style)
    }

    fn named(&mut self, name: String, style: TextStyle) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry((name, style)).or_insert(next)
    }

    /// The keys of tokens.
    pub(super) fn all(&mut self, tokens: &[Token], side: Side<'_>) -> Vec<u32> {
        tokens.iter().map(|token| self.of(token, side)).collect()
    }

    /// The keys of a table's cell: a figure by its value, however it is written.
    pub(super) fn cell(&mut self, tokens: &[Token], side: Side<'_>) -> Vec<u32> {
        match figure(tokens) {
            Some(name) => vec![self.named(name, TextStyle::default())],
            None => self.all(tokens, side),
        }
    }
}

/// The value of a cell that holds a figure and nothing else.
pub(super) fn figure(tokens: &[Token]) -> Option<String> {
    let written = Number::parse(&text(tokens)).ok()?;
    let dressed = tokens.iter().any(|token| token.style != TextStyle::default());
    (!dressed).then(|| {
        format!("\0{}{}", written.number.format(written.number.decimals()), if written.percent { "%" } else { "" })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        of_text(text).iter().filter(|token| token.kind != TokenKind::Space).map(Token::text).collect()
    }

    #[test]
    fn a_syllable_a_figure_a_date_and_a_sign_are_one_each() {
        assert_eq!(
            words("Nghị định số 168/2025/NĐ-CP, ngày 30/11/2025 (tăng 9,2%)."),
            ["Nghị", "định", "số", "168/2025/NĐ-CP", ",", "ngày", "30/11/2025", "(", "tăng", "9,2%", ")", "."]
        );
        assert_eq!(
            words("488,5ha; 1.333,6 tấn, -12,5% +3"),
            ["488,5", "ha", ";", "1.333,6", "tấn", ",", "-12,5%", "+3"]
        );
        assert_eq!(words("kinh tế - xã hội 2021-2025"), ["kinh", "tế", "-", "xã", "hội", "2021-2025"]);
        assert_eq!(words("x.y «hòa»"), ["x", ".", "y", "«", "hòa", "»"]);
    }

    #[test]
    fn no_character_but_doubled_blanks_is_lost() {
        for text in ["a,b;c", "(1)", "1.", "...", "m2/s", "A1b2", "12.,a", "−5", "x%", "%", "1%2", "a\u{301}q\u{303}b"]
        {
            assert_eq!(super::text(&of_text(text)), text);
        }
        assert_eq!(super::text(&of_text("  a   b \n c  ")), "a b c");
    }

    #[test]
    fn a_figure_is_its_value() {
        assert_eq!(figure(&of_text("262.000")), figure(&of_text("262000")));
        assert_eq!(figure(&of_text("12,50")), figure(&of_text("12,5")));
        assert_ne!(figure(&of_text("12,5%")), figure(&of_text("12,5")));
        assert_eq!(figure(&of_text("12 hộ")), None);
    }
}
