//! What is wrong with finished pages: words outside the page, words over words, signs of an unfinished document.

use super::runs::{PageRuns, Run};

/// What is wrong with some words of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FaultKind {
    /// They stand outside the text of the page.
    Outside,
    /// They stand over other words.
    Overlap,
}

/// A fault of finished pages.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageFault {
    /// What is wrong.
    pub(crate) kind: FaultKind,
    /// From 1.
    pub(crate) page: usize,
    /// The words.
    pub(crate) words: String,
    /// The words that they stand over.
    pub(crate) over: Option<String>,
}

/// Where words may stand, mm from the edges of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextArea {
    /// From the left and the right edge.
    pub(crate) side: f64,
    /// From the bottom edge.
    pub(crate) bottom: f64,
}

/// How far words may stand over the edge of their area, mm: justified lines end within hundredths.
const TOLERANCE: f64 = 0.6;

/// How much the letters of two runs must share to count as one over the other, mm.
const SHARED: f64 = 0.5;

/// What is wrong with pages, in their order.
pub(crate) fn faults(pages: &[PageRuns], area: TextArea) -> Vec<PageFault> {
    let found = pages.iter().zip(1..).flat_map(|(runs, page)| {
        let outside = outside(runs, area).map(move |run| PageFault {
            kind: FaultKind::Outside,
            page,
            words: run.text.trim().to_owned(),
            over: None,
        });
        let overlaps = overlaps(runs).into_iter().map(move |(upper, lower)| PageFault {
            kind: FaultKind::Overlap,
            page,
            words: upper.text.trim().to_owned(),
            over: Some(lower.text.trim().to_owned()),
        });
        outside.chain(overlaps).collect::<Vec<_>>()
    });
    found.collect()
}

/// The letters and digits of every page, in the order of drawing, small and without blanks: what was drawn can be
/// found in it however it was broken into lines.
pub(crate) fn drawn_letters(pages: &[PageRuns]) -> String {
    pages.iter().flat_map(|page| &page.texts).flat_map(|run| letters(&run.text)).collect()
}

/// The text of every page, whatever runs it is set in.
pub(crate) fn texts(pages: &[PageRuns]) -> Vec<String> {
    let text = |page: &PageRuns| page.texts.iter().map(|run| run.text.as_str()).collect::<String>();
    pages.iter().map(text).collect()
}

/// The letters and digits of a text, small. Through its capital, since a title in capitals says `SS` where `ß` is written.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric())
}

fn outside(page: &PageRuns, area: TextArea) -> impl Iterator<Item = &Run> {
    let inside = move |run: &&Run| {
        let [left, top, right, bottom] = run.ink;
        left >= area.side - TOLERANCE
            && right <= page.width - area.side + TOLERANCE
            && bottom <= page.height - area.bottom + TOLERANCE
            && top >= 0.0
    };
    let words = page.texts.iter().filter(|run| !run.text.trim().is_empty());
    words.filter(move |run| !inside(run))
}

/// Pairs of runs whose letters share ink. Sorted by height, so that each looks only at its neighbours.
fn overlaps(page: &PageRuns) -> Vec<(&Run, &Run)> {
    let mut runs: Vec<&Run> = page.texts.iter().filter(|run| !run.text.trim().is_empty()).collect();
    runs.sort_by(|a, b| a.ink[1].total_cmp(&b.ink[1]));
    let mut found = Vec::new();
    for (at, upper) in runs.iter().enumerate() {
        for lower in runs[at + 1..].iter().take_while(|lower| lower.ink[1] < upper.ink[3] - SHARED) {
            let across = upper.ink[2].min(lower.ink[2]) - upper.ink[0].max(lower.ink[0]);
            let down = upper.ink[3].min(lower.ink[3]) - lower.ink[1];
            if across > SHARED && down > SHARED {
                found.push((*upper, *lower));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f64, y: f64, width: f64, text: &str) -> Run {
        let (family, text) = (String::new(), text.to_owned());
        Run {
            x,
            y,
            width,
            size: 12.0,
            bold: false,
            italic: false,
            colour: [0; 3],
            family,
            text,
            ink: [x, y - 1.8, x + width, y],
        }
    }

    fn page(texts: Vec<Run>) -> PageRuns {
        PageRuns { width: 210.0, height: 297.0, texts, ..PageRuns::default() }
    }

    #[test]
    fn words_outside_and_over_words_are_found_and_neighbours_are_not() {
        let area = TextArea { side: 15.0, bottom: 20.0 };
        let sound = page(vec![
            run(30.0, 50.0, 100.0, "một"),
            run(130.1, 50.0, 40.0, "dòng"),
            run(30.0, 54.9, 100.0, "dưới"),
            run(170.2, 48.0, 2.0, "1"),
        ]);
        assert_eq!(outside(&sound, area).count() + overlaps(&sound).len(), 0);
        for apart in [run(1.0, 50.0, 5.0, "x"), run(190.0, 50.0, 15.0, "x"), run(50.0, 296.0, 5.0, "x")] {
            assert_eq!(outside(&page(vec![apart]), area).count(), 1);
        }
        let over = page(vec![run(30.0, 50.0, 100.0, "một"), run(100.0, 51.0, 40.0, "đè")]);
        let found: Vec<_> = overlaps(&over).into_iter().map(|(a, b)| (a.text.as_str(), b.text.as_str())).collect();
        assert_eq!(found, [("một", "đè")]);
    }
}
