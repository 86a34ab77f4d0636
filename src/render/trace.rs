//! Which lines of templates were reached, so that what ends a trial is told with its line.
//!
//! A line of a `.typ.j2` is marked where it begins outside of a tag: the mark calls [`Trace::FUNCTION`], and stands in
//! the main file until [`Trace::main_lines`] reads from which line of which template each line of it comes.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What stands around the number of a place in a traced main file: signs that no text holds.
const MARK: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// How often the first hits of a place are announced, for whoever is left when the process is gone.
const ANNOUNCED: u64 = 8;

/// Whom each of the first hits is told.
type Announce = Box<dyn Fn(&str, usize) + Send>;

/// The lines of templates, and how often each was reached.
pub(crate) struct Trace(Mutex<Inner>);

struct Inner {
    places: Vec<TracedPlace>,
    last: Option<usize>,
    /// Whether the whole text was read, and pages are laid out.
    is_laid_out: bool,
    announce: Announce,
}

struct TracedPlace {
    template: String,
    line: usize,
    text: String,
    is_own: bool,
    hits: u64,
}

impl Trace {
    /// The function that marks call.
    pub(crate) const FUNCTION: &str = "_dong";

    /// A trace of nothing yet.
    pub(crate) fn new(announce: impl Fn(&str, usize) + Send + 'static) -> Self {
        Self(Mutex::new(Inner { places: Vec::new(), last: None, is_laid_out: false, announce: Box::new(announce) }))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a line of a template.
    pub(crate) fn place(&self, template: &str, line: usize, text: &str, is_own: bool) -> usize {
        let mut inner = self.inner();
        let place = TracedPlace { template: template.to_owned(), line, text: text.to_owned(), is_own, hits: 0 };
        inner.places.push(place);
        inner.places.len() - 1
    }

    /// A place was reached. Lines of the built-in templates are known, and never blamed.
    pub(crate) fn hit(&self, place: usize) {
        let inner = &mut *self.inner();
        let Some(reached) = inner.places.get_mut(place).filter(|place| place.is_own) else { return };
        inner.last = Some(place);
        reached.hits += 1;
        if reached.hits <= ANNOUNCED {
            (inner.announce)(&reached.template, reached.line);
        }
    }

    /// What was reached so far was written; from now on it is set.
    pub(crate) fn begin_setting(&self) {
        let inner = &mut *self.inner();
        inner.last = None;
        inner.places.iter_mut().for_each(|place| place.hits = 0);
    }

    /// The text was read to its end: what comes now lays pages out.
    pub(crate) fn begin_layout(&self) {
        self.inner().is_laid_out = true;
    }

    /// The template and line to look at: where reading stopped; of pages that do not end, the line that was reached most
    /// often, or the one with the largest number.
    pub(crate) fn suspect(&self) -> Option<(String, usize)> {
        let inner = self.inner();
        let own = || inner.places.iter().filter(|place| place.is_own && place.hits > 0);
        let place = match inner.last {
            Some(last) if !inner.is_laid_out => inner.places.get(last),
            _ => own().max_by_key(|place| (place.hits, largest_number(&place.text))),
        };
        place.map(|place| (place.template.clone(), place.line))
    }

    /// The template and line of a place, when the office wrote it.
    pub(crate) fn own_place(&self, place: usize) -> Option<(String, usize)> {
        let inner = self.inner();
        inner.places.get(place).filter(|place| place.is_own).map(|place| (place.template.clone(), place.line))
    }

    /// What stands in a traced main file for a place.
    pub(super) fn mark(place: usize) -> String {
        format!("{}{place}{}", MARK[0], MARK[1])
    }

    /// The text of a template with a mark at each line that begins outside of a tag.
    pub(super) fn in_template(&self, name: &str, text: &str, is_own: bool) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let (mut at, mut line, mut is_raw) = (0, 1, false);
        let mark = |line: usize, at: usize| {
            let written = text[at..].lines().next().unwrap_or_default();
            format!("{{{{ {}({}) }}}}", Self::FUNCTION, self.place(name, line, written, is_own))
        };
        out.push_str(&mark(line, 0));
        while at < text.len() {
            let rest = &text[at..];
            if let Some(tag) = tag(rest) {
                let inside = tag[2..].trim_start_matches(['-', '+', ' ']);
                is_raw = inside.starts_with("raw") && tag.starts_with("{%") || is_raw && !inside.starts_with("endraw");
                line += tag.matches('\n').count();
                out.push_str(tag);
                at += tag.len();
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            out.push(c);
            at += c.len_utf8();
            if c == '\n' {
                line += 1;
                if !is_raw {
                    out.push_str(&mark(line, at));
                }
            }
        }
        out
    }

    /// For each line of a main file the place that it comes from, read from the same file with marks. Marks keep blanks
    /// from being trimmed, so that only the other signs are counted.
    pub(crate) fn main_lines(main: &str, traced: &str) -> Vec<Option<usize>> {
        let mut marks: Vec<(usize, usize)> = Vec::new();
        let (mut signs, mut rest) = (0, traced);
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        while let Some((before, behind)) = rest.split_once(MARK[0]) {
            signs += count(before);
            let Some((number, behind)) = behind.split_once(MARK[1]) else { break };
            marks.extend(number.parse().ok().map(|place| (signs, place)));
            rest = behind;
        }
        let mut signs = 0;
        let lines = main.lines().map(|line| {
            let before = marks.partition_point(|(at, _)| *at <= signs);
            signs += count(line);
            before.checked_sub(1).map(|last| marks[last].1)
        });
        lines.collect()
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trace").finish_non_exhaustive()
    }
}

/// The tag that a text begins with, to its end.
fn tag(text: &str) -> Option<&str> {
    let end = ["{{", "{%", "{#"].into_iter().zip(["}}", "%}", "#}"]).find(|(begin, _)| text.starts_with(begin))?.1;
    let mut quote = None;
    for (at, c) in text.char_indices().skip(2) {
        match quote {
            None if text[at..].starts_with(end) => return Some(&text[..at + 2]),
            None if matches!(c, '"' | '\'') && end != "#}" => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The largest whole number that stands in a line.
fn largest_number(line: &str) -> u128 {
    let numbers = line.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    numbers.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_outside_of_tags_are_marked() {
        let trace = Trace::new(|_, _| {});
        let text = "a\n{# x\n y #}b\n{% raw %}\n{{ c }}\n{% endraw %}\n{{ '}}\n' }}d";
        let marked = trace.in_template("m", text, true);
        let expected = "{{ _dong(0) }}a\n{{ _dong(1) }}{# x\n y #}b\n{{ _dong(2) }}{% raw %}\n{{ c }}\n{% endraw %}\n\
                        {{ _dong(3) }}{{ '}}\n' }}d";
        assert_eq!(marked, expected);
        let lines: Vec<_> = (0..4).map(|place| trace.own_place(place).unwrap().1).collect();
        assert_eq!(lines, [1, 2, 4, 7]);
    }

    #[test]
    fn a_line_of_the_main_file_is_traced_whatever_was_trimmed() {
        let mark = Trace::mark;
        let traced = format!("{}#a\n{}  #b\n{}\n{}#c", mark(0), mark(1), mark(2), mark(3));
        assert_eq!(Trace::main_lines("#a#b\n#c", &traced), [Some(0), Some(3)]);
    }

    #[test]
    fn reading_blames_its_last_line_and_layout_the_busiest_or_the_one_with_the_largest_number() {
        let trace = Trace::new(|_, _| {});
        let places: Vec<_> = ["#a(7)", "#b(99999)", "#c"]
            .iter()
            .zip(1..)
            .map(|(text, line)| trace.place("m", line, text, true))
            .collect();
        places.iter().for_each(|place| trace.hit(*place));
        assert_eq!(trace.suspect(), Some(("m".to_owned(), 3)));
        trace.begin_layout();
        assert_eq!(trace.suspect(), Some(("m".to_owned(), 2)));
        trace.hit(places[0]);
        assert_eq!(trace.suspect(), Some(("m".to_owned(), 1)));
    }
}
