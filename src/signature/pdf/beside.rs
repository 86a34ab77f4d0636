//! Whether what a signature shows reads as part of the document: it stands in a line of its words, or close beside one.

use crate::signature::pdf::drawing::{Picture, PixelRect};

/// Points to the next word of a line: closer than this reads on. In the middle of a line no distance is enough.
const CLOSE: f32 = 24.0;

/// Points from which a stroke is a rule or a frame, and no letter: down, and across.
const TALL: f32 = 30.0;
const LONG: f32 = 60.0;

/// Rows of pixels in which a mark and a word have to meet.
const MIN_ROWS: usize = 3;

/// How far a grey value changes where something is shown.
const SHOWN: u8 = 8;

/// The words of a page: its ink but for rules, frames, and the places of signatures made before.
pub(super) struct Words {
    width: usize,
    is_word: Vec<bool>,
}

impl Words {
    pub(super) fn of(page: &Picture, signed: &[PixelRect], scale: f32) -> Self {
        let is_ink = page.ink();
        let ink: Vec<bool> = page.grey.iter().map(|grey| is_ink(*grey)).collect();
        let width = page.width.max(1);
        let height = ink.len() / width;
        let mut is_word = ink.clone();
        let mut strike = |lines: usize, length: usize, most: usize, at: &dyn Fn(usize, usize) -> usize| {
            for line in 0..lines {
                let mut begun = 0;
                for step in 0..=length {
                    if step < length && ink[at(line, step)] {
                        continue;
                    }
                    if step - begun > most {
                        (begun..step).for_each(|step| is_word[at(line, step)] = false);
                    }
                    begun = step + 1;
                }
            }
        };
        strike(width, height, pixels(TALL, scale), &|column, row| row * width + column);
        strike(height, width, pixels(LONG, scale), &|row, column| row * width + column);
        for place in signed {
            page.within(*place, true).for_each(|at| is_word[at] = false);
        }
        Self { width, is_word }
    }

    /// Whether what came in a place reads on from words, or into them.
    pub(super) fn read_on(&self, [old, new]: [&Picture; 2], place: PixelRect, scale: f32) -> bool {
        let shown = |at: &usize| old.grey[*at].abs_diff(new.grey[*at]) > SHOWN;
        let mut shown: Vec<usize> = old.within(place, true).filter(shown).collect();
        shown.sort_unstable();
        let (mut close, mut between) = (0, 0);
        for row in shown.chunk_by(|a, b| a / self.width == b / self.width) {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let start = first / self.width * self.width;
            let left = self.is_word[start..*first].iter().rev().position(|word| *word);
            let right = self.is_word[last + 1..start + self.width].iter().position(|word| *word);
            let near = |distance: Option<usize>| distance.is_some_and(|distance| distance < pixels(CLOSE, scale));
            close += usize::from(near(left) || near(right));
            between += usize::from(left.is_some() && right.is_some());
        }
        close >= MIN_ROWS || between >= MIN_ROWS
    }
}

/// Points as pixels. Pages are some thousand points wide, whatever the scale.
fn pixels(points: f32, scale: f32) -> usize {
    (0..u16::MAX).find(|pixels| f32::from(*pixels) >= points * scale).map_or(usize::MAX, usize::from)
}
