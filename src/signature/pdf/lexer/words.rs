//! Names and strings of PDF objects: escapes and digits that leave one reading.

use crate::signature::pdf::lexer::{Lexer, Malformed, Parsed, is_delimiter, is_space};

impl Lexer<'_> {
    pub(super) fn name(&mut self) -> Parsed<Vec<u8>> {
        self.at += 1;
        let count = self.rest().iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte)).count();
        let mut written = &self.rest()[..count];
        self.at += count;
        let mut name = Vec::with_capacity(count);
        while let [first, rest @ ..] = written {
            written = rest;
            if *first != b'#' {
                name.push(*first);
                continue;
            }
            let (digits, after) = rest.split_at_checked(2).ok_or(Malformed::Object)?;
            name.extend(hex::decode(digits).map_err(|_| Malformed::Object)?);
            written = after;
        }
        Ok(name)
    }

    pub(super) fn hexadecimal(&mut self) -> Parsed<Vec<u8>> {
        let count = self.rest().iter().position(|byte| *byte == b'>').ok_or(Malformed::Object)?;
        let mut digits: Vec<u8> = self.rest()[1..count].iter().copied().filter(|byte| !is_space(*byte)).collect();
        self.at += count + 1;
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        hex::decode(digits).map_err(|_| Malformed::Object)
    }

    pub(super) fn literal(&mut self) -> Parsed<Vec<u8>> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        loop {
            let byte = self.peek().ok_or(Malformed::Object)?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Ok(text),
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape()?);
                    continue;
                }
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Parsed<Option<u8>> {
        let byte = self.peek().ok_or(Malformed::Object)?;
        self.at += 1;
        Ok(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let more = self.rest().iter().take(2).take_while(|digit| matches!(digit, b'0'..=b'7')).count();
                let digits = &self.bytes[self.at - 1..self.at + more];
                self.at += more;
                let value = digits.iter().fold(0_u32, |value, digit| value * 8 + u32::from(digit - b'0'));
                Some(u8::try_from(value & 0xff).map_err(|_| Malformed::Object)?)
            }
            other => Some(other),
        })
    }
}
