//! Pictures of pages: read, halved, compared within a tolerance, and shown side by side when they differ.

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// Greys of a golden picture: four take half the room of sixteen and still show every letter.
const GREYS: u8 = 4;
/// Furthest one channel may be from the golden picture: half a step between two greys, and 4 for rounding on
/// another machine.
pub(super) const TOLERANCE: u8 = 255 / (GREYS - 1) / 2 + 1 + 4;

/// Rows of red, green and blue.
#[derive(Clone)]
pub(super) struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// A picture made pixel by pixel.
    pub(super) fn plain(width: usize, height: usize, pixel: impl Fn(usize, usize) -> [u8; 3]) -> Self {
        let pixels = (0..width * height).map(|i| pixel(i % width, i / width)).collect();
        Self { width, pixels }
    }

    /// Reads a PNG of any depth; what is transparent counts as written.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        let samples = info.color_type.samples();
        let pixels = data.chunks_exact(samples).map(|pixel| match *pixel {
            [r, g, b, ..] => [r, g, b],
            [grey, ..] => [grey; 3],
            [] => [0; 3],
        });
        Self { width: info.width as usize, pixels: pixels.collect() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    pub(super) fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// Half as wide and high, each pixel the mean of four.
    pub(super) fn halved(&self) -> Self {
        Self::plain(self.width / 2, self.height() / 2, |x, y| {
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| self.pixel(2 * x + dx, 2 * y + dy));
            [0, 1, 2].map(|channel| {
                let sum: u16 = four.iter().map(|pixel| u16::from(pixel[channel])).sum();
                u8::try_from(sum / 4).unwrap()
            })
        })
    }

    /// Whether nothing in it has a colour.
    pub(super) fn is_grey(&self) -> bool {
        self.pixels.iter().all(|[r, g, b]| r == g && g == b)
    }

    /// The small PNG that is kept: four greys, the darkest channel deciding.
    pub(super) fn golden(&self) -> Vec<u8> {
        let mut data = Vec::new();
        for row in self.pixels.chunks(self.width) {
            for four in row.chunks(4) {
                let greys = four.iter().map(|pixel| grey(*pixel));
                data.push(greys.enumerate().fold(0, |byte, (i, grey)| byte | grey << (6 - 2 * i)));
            }
        }
        self.encode(ColorType::Grayscale, BitDepth::Two, self.width, &data)
    }

    fn encode(&self, color: ColorType, depth: BitDepth, width: usize, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (u32::try_from(width).unwrap(), u32::try_from(self.height()).unwrap());
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(color);
        encoder.set_depth(depth);
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        bytes
    }

    /// How a drawn page differs from this golden one, in words.
    pub(super) fn difference(&self, drawn: &Self) -> Option<String> {
        if (self.width, self.height()) != (drawn.width, drawn.height()) {
            return Some(format!("{}×{} instead of {}×{}", drawn.width, drawn.height(), self.width, self.height()));
        }
        let differing: Vec<usize> = (0..self.pixels.len()).filter(|&i| self.differs(drawn, i)).collect();
        let first = differing.first()?;
        let (x, y) = (first % self.width, first / self.width);
        Some(format!("{} pixels differ, the first at {x}, {y}", differing.len()))
    }

    fn differs(&self, drawn: &Self, i: usize) -> bool {
        let (expected, actual) = (darkest(self.pixels[i]), drawn.pixels.get(i).map(|pixel| darkest(*pixel)));
        actual.is_none_or(|actual| expected.abs_diff(actual) > TOLERANCE)
    }

    /// Expected, difference in red, and actual, side by side as one PNG.
    pub(super) fn panels(&self, actual: &Self) -> Vec<u8> {
        let mut data = Vec::new();
        for y in 0..self.height() {
            let row = y * self.width..(y + 1) * self.width;
            data.extend(self.pixels[row.clone()].iter().flatten());
            for i in row.clone() {
                let pale = 255 - (255 - darkest(self.pixels[i])) / 4;
                data.extend(if self.differs(actual, i) { [255, 0, 0] } else { [pale; 3] });
            }
            data.extend(row.flat_map(|i| actual.pixels.get(i).copied().unwrap_or([255, 0, 0])));
        }
        self.encode(ColorType::Rgb, BitDepth::Eight, 3 * self.width, &data)
    }
}

fn darkest(pixel: [u8; 3]) -> u8 {
    pixel.into_iter().min().unwrap_or_default()
}

/// The nearest of the greys, from 0.
fn grey(pixel: [u8; 3]) -> u8 {
    let step = 255 / (GREYS - 1);
    darkest(pixel).saturating_add(step / 2) / step
}
