//! What a JBIG2 image asks for, by its segments: pixels of the page and of every region and symbol. Segments of kinds that
//! scanners do not write, and whose size stands nowhere before they are decoded, are not drawn.

use std::collections::BTreeMap;

use crate::signature::pdf::drawable::symbols::Symbols;

/// Segments of one image.
const MAX_SEGMENTS: usize = 10_000;

const HEIGHT_UNKNOWN: u32 = u32::MAX;

/// Bytes from their beginning.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self, count: usize) -> Option<u32> {
        Some(self.take(count)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }
}

struct Segment<'a> {
    number: u32,
    kind: u32,
    refers: Vec<u32>,
    data: Bytes<'a>,
}

/// Pixels of a JBIG2 image in all its segments, of which `most` may be; none when it has more, or cannot be sized up.
pub(super) fn pixels(globals: &[u8], image: &[u8], most: u64) -> Option<u64> {
    let mut segments = Vec::new();
    for bytes in [globals, image] {
        let mut rest = Bytes(bytes);
        while !rest.0.is_empty() {
            segments.push(segment(&mut rest)?);
            if segments.len() > MAX_SEGMENTS {
                return None;
            }
        }
    }
    segments.sort_by_key(|segment| segment.number);
    let stripes = segments.iter().filter(|segment| segment.kind == 50).filter_map(|segment| { segment.data }.number(4));
    let striped_height = stripes.max().map(|last| u64::from(last) + 1);
    let mut kept: BTreeMap<u32, u64> = BTreeMap::new();
    let mut sum = 0_u64;
    let mut pages = 0;
    for segment in &segments {
        let mut data = segment.data;
        let own = match segment.kind {
            0 => {
                let new = dictionary(data)?.pixels(most.checked_sub(sum)?)?;
                // it may hand on all that it was given
                let given = segment.refers.iter().filter_map(|number| kept.get(number));
                let all = given.fold(new, |all, more| all.saturating_add(*more));
                kept.insert(segment.number, all);
                all
            }
            // a text whose symbols are not refined: that makes pictures of a size told nowhere
            6 | 7 => {
                let area = area(&mut data)?;
                data.take(9)?;
                (data.number(2)? & 2 == 0).then_some(area)?
            }
            38 | 39 => area(&mut data)?,
            48 => {
                pages += 1;
                let (width, height) = (u64::from(data.number(4)?), data.number(4)?);
                let height = if height == HEIGHT_UNKNOWN { striped_height? } else { u64::from(height) };
                width.checked_mul(height)?
            }
            49..=52 | 62 => 0,
            _ => return None,
        };
        sum = sum.checked_add(own).filter(|sum| *sum <= most)?;
    }
    (pages == 1).then_some(sum)
}

fn segment<'a>(rest: &mut Bytes<'a>) -> Option<Segment<'a>> {
    let number = rest.number(4)?;
    let flags = rest.number(1)?;
    let first = rest.number(1)?;
    let count = match first >> 5 {
        short @ 0..=4 => short,
        7 => {
            let count = (first & 0x1f) << 24 | rest.number(3)?;
            rest.take(usize::try_from(count / 8 + 1).ok()?)?;
            count
        }
        _ => return None,
    };
    let width = match number {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    if usize::try_from(count).ok()? > rest.0.len() {
        return None;
    }
    let refers = (0..count).map(|_| rest.number(width)).collect::<Option<Vec<u32>>>()?;
    rest.take(if flags & 0x40 == 0 { 1 } else { 4 })?;
    // one that does not say its length fails here
    let length = usize::try_from(rest.number(4)?).ok()?;
    Some(Segment { number, kind: flags & 0x3f, refers, data: Bytes(rest.take(length)?) })
}

/// Width by height of a region.
fn area(data: &mut Bytes<'_>) -> Option<u64> {
    u64::from(data.number(4)?).checked_mul(u64::from(data.number(4)?))
}

/// A dictionary of symbols in the arithmetic code, which begins anew and refines nothing.
fn dictionary(mut data: Bytes<'_>) -> Option<Symbols<'_>> {
    let flags = data.number(2)?;
    if flags & 0b1_0000_0011 != 0 {
        return None;
    }
    let template = u8::try_from(flags >> 10 & 3).ok()?;
    let signed = |byte: u8| i32::from(i8::from_be_bytes([byte]));
    let adaptive = data.take(if template == 0 { 8 } else { 2 })?.chunks(2);
    let adaptive: Vec<(i32, i32)> = adaptive.map(|pair| (signed(pair[0]), signed(pair[1]))).collect();
    data.take(4)?;
    let count = data.number(4)?;
    Some(Symbols { template, adaptive, count, code: data.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMAGE: &str = "00000000300001000000130000004000000020000000000000000000000000000002062001010000002000000040000000200000000000000000000010000000039fa6f11f2bbf16ffac";
    const SHARED: &str = "0000000100000000000031000003fffdff02fefefe000000030000000347a9d38dbb375a0572266d4d347eb0391a893fc47e6a206353ff7243deffac";

    #[test]
    fn the_symbols_of_an_image_are_sized_up_from_their_code() {
        let (shared, image) = (hex::decode(SHARED).unwrap(), hex::decode(IMAGE).unwrap());
        // the page, the text on it, and symbols of 12 by 20, 8 by 18 and 14 by 9
        let sum = 2 * 64 * 32 + 240 + 144 + 126;
        assert_eq!(pixels(&shared, &image, sum), Some(sum));
        assert_eq!(pixels(&shared, &image, sum - 1), None);
        assert_eq!(pixels(&shared[..shared.len() - 1], &image, sum), None);
        assert_eq!(pixels(&shared, &[], sum), None);
    }

    #[test]
    fn no_byte_of_an_image_leads_beyond_the_limit() {
        let (shared, image) = (hex::decode(SHARED).unwrap(), hex::decode(IMAGE).unwrap());
        for at in 0..shared.len() + image.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut bytes = [&shared[..], &image].concat();
                bytes[at] = value;
                let (shared, image) = bytes.split_at(shared.len());
                assert!(pixels(shared, image, 20_000).is_none_or(|sum| sum <= 20_000), "{at}, {value}");
            }
        }
    }
}
