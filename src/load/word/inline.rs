//! Words of a Word file → Markdown of `noi_dung`: emphasis at the borders of words, signs of the text escaped.

use crate::content::markdown;
use crate::formats::word::model::{Format, NoteId, Piece, Script};

/// A stretch of words set alike.
#[derive(Debug, Clone, PartialEq)]
struct Stretch {
    text: String,
    look: Look,
}

/// What Markdown can say of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Look {
    bold: bool,
    italic: bool,
    script: Script,
}

/// Where the words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// A paragraph.
    Paragraph,
    /// A title, which is bold of itself.
    Title,
    /// A cell of a table; a heading cell is bold of itself.
    Cell { heading: bool },
}

/// The marks of notes and pictures of a body, as they are met.
pub(super) trait Marks {
    /// What stands for a note in the text: `[^3]`.
    fn note(&mut self, id: &NoteId) -> String;
}

/// The words of pieces, from a byte of their text on.
pub(super) fn markdown_of(pieces: &[Piece], from: usize, target: Into, marks: &mut dyn Marks) -> String {
    let mut out = String::new();
    let mut open: Vec<Stretch> = Vec::new();
    let mut skip = from;
    for piece in pieces {
        match piece {
            Piece::Text(words, format) => {
                let cut = skip.min(words.len());
                let cut = (cut..=words.len()).find(|at| words.is_char_boundary(*at)).unwrap_or(words.len());
                skip -= skip.min(words.len());
                open.push(Stretch { text: words[cut..].to_owned(), look: look(*format, target) });
            }
            Piece::Break if matches!(target, Into::Cell { .. }) => {
                out.push_str(&flushed(&mut open, target));
                out.push_str("<br>");
            }
            Piece::Tab | Piece::Break | Piece::PageBreak => {
                if skip > 0 {
                    skip -= 1;
                } else {
                    let look = open.last().map(|stretch| stretch.look).unwrap_or_default();
                    open.push(Stretch { text: " ".to_owned(), look });
                }
            }
            Piece::Note(id) => {
                out.push_str(&flushed(&mut open, target));
                out.push_str(&marks.note(id));
            }
            Piece::Picture(..) | Piece::Box(_) => {}
        }
    }
    out.push_str(&flushed(&mut open, target));
    let out = collapse(&out);
    if let Into::Cell { .. } = target {
        let lines = out.split("<br>").map(str::trim).filter(|line| !line.is_empty());
        return lines.collect::<Vec<_>>().join("<br>");
    }
    out
}

fn look(format: Format, target: Into) -> Look {
    let bold = format.bold && !matches!(target, Into::Title | Into::Cell { heading: true });
    Look { bold, italic: format.italic, script: format.script }
}

/// The stretches so far as Markdown.
fn flushed(open: &mut Vec<Stretch>, target: Into) -> String {
    let stretches = by_words(std::mem::take(open));
    let mut out = String::new();
    for stretch in stretches {
        let inner = stretch.text.trim();
        if inner.is_empty() {
            out.push_str(&stretch.text);
            continue;
        }
        let (before, after) = stretch.text.split_once(inner).unwrap_or_default();
        out.push_str(before);
        out.push_str(&dressed(inner, stretch.look, target));
        out.push_str(after);
    }
    out
}

fn dressed(text: &str, look: Look, target: Into) -> String {
    let mut words = escaped(text, target);
    words = match look.script {
        Script::None => words,
        Script::Super => format!("^{}^", words.replace(' ', "\\ ")),
        Script::Sub => format!("~{}~", words.replace(' ', "\\ ")),
    };
    // signs alone are not emphasised: nobody sees it, and `**;**` is no emphasis
    let has_words = text.chars().any(char::is_alphanumeric);
    let look = if has_words { look } else { Look::default() };
    match (look.bold, look.italic) {
        (true, true) => format!("***{words}***"),
        (true, false) => format!("**{words}**"),
        (false, true) => format!("*{words}*"),
        (false, false) => words,
    }
}

/// Stretches whose looks change between words only: a word has the look of most of its letters; what is raised or
/// lowered stays as it is.
fn by_words(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let letters: Vec<(char, Look)> =
        stretches.iter().flat_map(|stretch| stretch.text.chars().map(|c| (c, stretch.look))).collect();
    let mut out: Vec<Stretch> = Vec::new();
    let mut push = |text: String, look: Look| match out.last_mut() {
        Some(last) if last.look == look => last.text.push_str(&text),
        _ => out.push(Stretch { text, look }),
    };
    let mut at = 0;
    while at < letters.len() {
        let is_blank = letters[at].0.is_whitespace();
        let end = (at..letters.len()).find(|end| letters[*end].0.is_whitespace() != is_blank).unwrap_or(letters.len());
        let word = &letters[at..end];
        let bold = most(word, |look| look.bold);
        let italic = most(word, |look| look.italic);
        if is_blank {
            // a blank goes with what stands on both sides alike
            let next = letters.get(end).map(|(_, look)| *look).unwrap_or_default();
            let look = Look { script: Script::None, bold: bold && next.bold, italic: italic && next.italic };
            push(word.iter().map(|(c, _)| *c).collect(), look);
        } else {
            for (c, look) in word {
                push(c.to_string(), Look { script: look.script, bold, italic });
            }
        }
        at = end;
    }
    out
}

fn most(word: &[(char, Look)], holds: fn(&Look) -> bool) -> bool {
    let letters = word.iter().filter(|(c, _)| c.is_alphanumeric());
    let (mut yes, mut no) = (0, 0);
    for (_, look) in letters {
        if holds(look) { yes += 1 } else { no += 1 }
    }
    if yes + no == 0 { word.iter().all(|(_, look)| holds(look)) } else { yes > no }
}

/// Signs that Markdown or expressions would read, as signs of the text.
pub(super) fn escaped(text: &str, target: Into) -> String {
    let mut out = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_sign = match c {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '^' | '~' => true,
            '&' => begins_entity(&text[at..]),
            '{' => next == Some('{'),
            '|' => true,
            _ => false,
        };
        if c == '{' && matches!(next, Some('%' | '#')) {
            // only double braces have an escape of their own
            out.push_str("&#123;");
            continue;
        }
        if is_sign {
            out.push('\\');
        }
        out.push(c);
        if c == '{' && next == Some('{') {
            out.extend(letters.next().map(|(_, brace)| brace));
        }
    }
    if target == Into::Title && out.ends_with('}') {
        // a title that ends in braces would be read as attributes
        if let Some(at) = out.rfind('{') {
            out.insert(at, '\\');
        }
    }
    out
}

/// Whether a text begins like `&amp;` or `&#160;`.
fn begins_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().filter(|name| name.len() < text.len() - 1).unwrap_or_default();
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
}

/// A paragraph whose first sign would be read as structure.
pub(super) fn guarded(paragraph: String) -> String {
    let Some(first) = paragraph.chars().next() else { return paragraph };
    let digits = paragraph.chars().take_while(char::is_ascii_digit).count();
    let is_list = |rest: &str| rest.starts_with(['.', ')']) && (rest.len() == 1 || rest[1..].starts_with(' '));
    if digits > 0 && is_list(&paragraph[digits..]) {
        return format!("{}\\{}", &paragraph[..digits], &paragraph[digits..]);
    }
    let mut rest = paragraph.chars();
    rest.next();
    let second = rest.next();
    let is_mark = match first {
        '#' | '>' | '=' => true,
        '-' | '+' => second.is_none_or(|second| second == ' ' || second == first),
        ':' => second == Some(':'),
        _ => false,
    };
    match markdown::typed_number(&paragraph) {
        _ if is_mark => format!("\\{paragraph}"),
        Some(typed) => format!("{}{}", markdown::escaped_number(typed), &paragraph[typed.len()..]),
        None => paragraph,
    }
}

/// One blank between words.
pub(super) fn collapse(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbered;

    impl Marks for Numbered {
        fn note(&mut self, id: &NoteId) -> String {
            format!("[^{}]", if let NoteId::Foot(id) = id { id } else { "e" })
        }
    }

    fn text(pieces: &[(&str, &str)]) -> String {
        let format = |look: &str| Format {
            bold: look.contains('b'),
            italic: look.contains('i'),
            script: if look.contains('^') { Script::Super } else { Script::None },
        };
        let pieces: Vec<Piece> =
            pieces.iter().map(|(words, look)| Piece::Text((*words).to_owned(), format(look))).collect();
        markdown_of(&pieces, 0, Into::Paragraph, &mut Numbered)
    }

    #[test]
    fn emphasis_stands_at_the_borders_of_words() {
        assert_eq!(text(&[("Thu ngân sách: ", "b"), ("đạt 100%", "")]), "**Thu ngân sách:** đạt 100%");
        assert_eq!(text(&[("ph", "b"), ("ường ", ""), ("Hoa", "i"), (" Đào", "i")]), "phường *Hoa Đào*");
        assert_eq!(text(&[("A", "b"), (" ", ""), ("B", "b")]), "**A** **B**");
        assert_eq!(text(&[("3.120 m", ""), ("2", "^"), (";", "b")]), "3.120 m^2^;");
    }

    #[test]
    fn signs_stay_signs() {
        assert_eq!(
            text(&[("3*4_5 [a] {{ b }} <br> A|B ~ C&D &amp;", "")]),
            "3\\*4\\_5 \\[a\\] \\{{ b }} \\<br> A\\|B \\~ C&D \\&amp;"
        );
        assert_eq!(guarded("1. Thu".into()), "1\\. Thu");
        assert_eq!(guarded("- Thu".into()), "\\- Thu");
        assert_eq!(guarded("a) Thu".into()), "a\\) Thu");
        assert_eq!(guarded("12.600 đồng".into()), "12.600 đồng");
        assert_eq!(guarded("Điều 3 của Luật".into()), "Điều 3 của Luật");
    }

    #[test]
    fn words_are_cut_behind_a_number() {
        let pieces =
            [Piece::Text("1.".into(), Format::default()), Piece::Tab, Piece::Text("Thu".into(), Format::default())];
        assert_eq!(markdown_of(&pieces, 3, Into::Paragraph, &mut Numbered), "Thu");
    }
}
