//! Sizes of the symbols of a JBIG2 dictionary: they stand inside its arithmetic code, so that code is gone through, each
//! symbol within a budget before any decoder makes room for it.

/// Places where a height class or a symbol begins, in one dictionary.
const MAX_STEPS: usize = 200_000;

/// What one symbol and one code say at most.
const MAX_SIDE: i64 = 20_000;

/// Pixels that the code of a pixel looks back to, left and above, without the adaptive ones.
const TEMPLATES: [&[(i32, i32)]; 4] = [
    &[(-1, -2), (0, -2), (1, -2), (-2, -1), (-1, -1), (0, -1), (1, -1), (2, -1), (-4, 0), (-3, 0), (-2, 0), (-1, 0)],
    &[(-1, -2), (0, -2), (1, -2), (2, -2), (-2, -1), (-1, -1), (0, -1), (1, -1), (2, -1), (-3, 0), (-2, 0), (-1, 0)],
    &[(-1, -2), (0, -2), (1, -2), (-2, -1), (-1, -1), (0, -1), (1, -1), (-2, 0), (-1, 0)],
    &[(-3, -1), (-2, -1), (-1, -1), (0, -1), (1, -1), (-4, 0), (-3, 0), (-2, 0), (-1, 0)],
];

/// A dictionary in the arithmetic code, without refinement.
pub(super) struct Symbols<'a> {
    pub(super) template: u8,
    /// Where the adaptive pixels stand.
    pub(super) adaptive: Vec<(i32, i32)>,
    pub(super) count: u32,
    pub(super) code: &'a [u8],
}

impl Symbols<'_> {
    /// Pixels of all symbols together; none when they are more than `left`, or cannot be read.
    pub(super) fn pixels(&self, left: u64) -> Option<u64> {
        let template = TEMPLATES.get(usize::from(self.template))?;
        let places: Vec<(i32, i32)> = template.iter().chain(&self.adaptive).copied().collect();
        let mut contexts = vec![Context::default(); 1 << places.len()];
        let (mut heights, mut widths) = (Integers::new(), Integers::new());
        let mut code = Code::new(self.code);
        let (mut height, mut seen, mut steps, mut sum) = (0_i64, 0, 0, 0_u64);
        while seen < self.count {
            height = within(height + heights.read(&mut code)?)?;
            let mut width = 0_i64;
            while let Some(delta) = widths.read(&mut code) {
                width = within(width + delta)?;
                sum += u64::try_from(width * height).ok()?;
                seen += 1;
                steps += 1;
                if seen > self.count || sum > left || steps > MAX_STEPS {
                    return None;
                }
                skip(&mut code, &mut contexts, &places, (i32::try_from(width).ok()?, i32::try_from(height).ok()?));
            }
            steps += 1;
            if steps > MAX_STEPS || widths.is_beyond || heights.is_beyond {
                return None;
            }
        }
        Some(sum)
    }
}

fn within(side: i64) -> Option<i64> {
    (0..=MAX_SIDE).contains(&side).then_some(side)
}

/// Goes through the pixels of one symbol.
fn skip(code: &mut Code<'_>, contexts: &mut [Context], places: &[(i32, i32)], (width, height): (i32, i32)) {
    let at = |x: i32, y: i32| usize::try_from(y * width + x).unwrap_or(0);
    let mut pixels = vec![false; at(0, height)];
    for y in 0..height {
        for x in 0..width {
            let mut index = 0;
            for (dx, dy) in places {
                let (left, above) = (x + dx, y + dy);
                let inside = (0..width).contains(&left) && (0..height).contains(&above);
                index = index << 1 | usize::from(inside && pixels[at(left, above)]);
            }
            pixels[at(x, y)] = code.bit(&mut contexts[index]);
        }
    }
}

/// Whole numbers of one kind (T.88, annex A).
struct Integers {
    contexts: Vec<Context>,
    /// Whether one was larger than any that is honest.
    is_beyond: bool,
}

impl Integers {
    fn new() -> Self {
        Self { contexts: vec![Context::default(); 512], is_beyond: false }
    }

    /// The next number; none for the word that there is none.
    fn read(&mut self, code: &mut Code<'_>) -> Option<i64> {
        let mut before = 1;
        let is_negative = self.bits(code, &mut before, 1) == 1;
        // bits of the number and what it begins from, by how many ones stand before it
        let forms = [(2, 0), (4, 4), (6, 20), (8, 84), (12, 340), (32, 4436)];
        let ones = (0..forms.len() - 1).take_while(|_| self.bits(code, &mut before, 1) == 1).count();
        let (count, from) = forms[ones];
        let value = self.bits(code, &mut before, count) + from;
        self.is_beyond |= value > MAX_SIDE;
        match is_negative {
            false => Some(value),
            true => (value > 0).then_some(-value),
        }
    }

    fn bits(&mut self, code: &mut Code<'_>, before: &mut usize, count: u32) -> i64 {
        (0..count).fold(0, |value, _| {
            let bit = code.bit(&mut self.contexts[*before & 511]);
            let shifted = *before << 1 | usize::from(bit);
            *before = if *before < 256 { shifted } else { shifted & 511 | 256 };
            value << 1 | i64::from(bit)
        })
    }
}

/// What is likely after some pixels: a row of the table, and the likely value.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    row: u8,
    likely: bool,
}

/// The arithmetic code (T.88, annex E); behind its end stand ones.
struct Code<'a> {
    bytes: &'a [u8],
    at: usize,
    value: u32,
    interval: u32,
    left: u32,
}

impl<'a> Code<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut code = Self { bytes, at: 0, value: 0, interval: 0x8000, left: 0 };
        code.value = code.byte(0) << 16;
        code.take();
        code.value <<= 7;
        code.left -= 7;
        code
    }

    fn byte(&self, ahead: usize) -> u32 {
        self.bytes.get(self.at + ahead).copied().map_or(0xff, u32::from)
    }

    fn take(&mut self) {
        if self.byte(0) != 0xff {
            self.at += 1;
            self.value = self.value.wrapping_add(self.byte(0) << 8);
            self.left = 8;
        } else if self.byte(1) > 0x8f {
            self.value = self.value.wrapping_add(0xff00);
            self.left = 8;
        } else {
            self.at += 1;
            self.value = self.value.wrapping_add(self.byte(0) << 9);
            self.left = 7;
        }
    }

    fn bit(&mut self, context: &mut Context) -> bool {
        let (size, after_likely, after_unlikely, turns) = ROWS[usize::from(context.row)];
        self.interval -= size;
        let is_low = self.value >> 16 < size;
        if !is_low {
            self.value -= size << 16;
            if self.interval & 0x8000 != 0 {
                return context.likely;
            }
        }
        // the smaller part stands for the unlikely value, whichever of the two that is
        let is_likely = is_low == (self.interval < size);
        if is_low {
            self.interval = size;
        }
        let bit = context.likely == is_likely;
        if is_likely {
            context.row = after_likely;
        } else {
            context.likely ^= turns;
            context.row = after_unlikely;
        }
        while self.interval & 0x8000 == 0 {
            if self.left == 0 {
                self.take();
            }
            self.interval <<= 1;
            self.value <<= 1;
            self.left -= 1;
        }
        bit
    }
}

/// Size of the unlikely part, row after a likely value, row after an unlikely one, whether the two change places.
#[rustfmt::skip]
const ROWS: [(u32, u8, u8, bool); 47] = [
    (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0ac1, 4, 12, false),
    (0x0521, 5, 29, false), (0x0221, 38, 33, false), (0x5601, 7, 6, true), (0x5401, 8, 14, false),
    (0x4801, 9, 14, false), (0x3801, 10, 14, false), (0x3001, 11, 17, false), (0x2401, 12, 18, false),
    (0x1c01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true), (0x5401, 16, 14, false),
    (0x5101, 17, 15, false), (0x4801, 18, 16, false), (0x3801, 19, 17, false), (0x3401, 20, 18, false),
    (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false),
    (0x1c01, 25, 22, false), (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false),
    (0x1201, 29, 26, false), (0x1101, 30, 27, false), (0x0ac1, 31, 28, false), (0x09c1, 32, 29, false),
    (0x08a1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false), (0x02a1, 36, 33, false),
    (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false),
    (0x0049, 41, 38, false), (0x0025, 42, 39, false), (0x0015, 43, 40, false), (0x0009, 44, 41, false),
    (0x0005, 45, 42, false), (0x0001, 45, 43, false), (0x5601, 46, 46, false),
];
