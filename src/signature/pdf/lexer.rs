//! PDF objects from bytes, without the tolerance that lets two readers see two things.

mod words;

use lopdf::{Dictionary, Object, StringFormat};

/// Levels of arrays and dictionaries within one another.
const MAX_DEPTH: usize = 64;

/// Values of one object.
pub(super) const MAX_VALUES: usize = 500_000;

/// What keeps bytes from being an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Malformed {
    Object,
    /// More values than one object may have.
    TooMany,
    /// A dictionary that names a key twice, at this byte.
    KeyTwice(usize),
}

/// Bytes with a place in them.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// Values read so far.
    pub(super) values: usize,
}

type Parsed<T> = Result<T, Malformed>;

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()), values: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Skips blanks and comments.
    pub(super) fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Takes a word that ends where another token begins.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        let ends = |byte: Option<&u8>| byte.is_none_or(|byte| is_space(*byte) || is_delimiter(*byte));
        let found = self.rest().starts_with(word) && ends(self.bytes.get(self.at + word.len()));
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Takes digits, so many at most.
    pub(super) fn digits(&mut self, most: usize) -> Option<u64> {
        let count = self.rest().iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = &self.rest()[..count];
        if count == 0 || count > most {
            return None;
        }
        self.at += count;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// `number generation obj`.
    pub(super) fn header(&mut self) -> Option<(u32, u16)> {
        let (number, generation) = (u32::try_from(self.digits(10)?).ok()?, self.space_then_digits()?);
        self.take_space()?;
        self.word(b"obj").then_some((number, generation))
    }

    fn space_then_digits(&mut self) -> Option<u16> {
        self.take_space()?;
        u16::try_from(self.digits(5)?).ok()
    }

    fn take_space(&mut self) -> Option<()> {
        let count = self.rest().iter().take_while(|byte| is_space(**byte)).count();
        self.at += count;
        (count > 0).then_some(())
    }

    /// One object; a stream is given as its dictionary.
    pub(super) fn object(&mut self) -> Parsed<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Parsed<Object> {
        self.skip_blank();
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Malformed::TooMany);
        }
        if depth > MAX_DEPTH {
            return Err(Malformed::Object);
        }
        match self.peek().ok_or(Malformed::Object)? {
            b'/' => Ok(Object::Name(self.name()?)),
            b'(' => Ok(Object::String(self.literal()?, StringFormat::Literal)),
            b'<' if self.rest().starts_with(b"<<") => Ok(Object::Dictionary(self.dictionary(depth)?)),
            b'<' => Ok(Object::String(self.hexadecimal()?, StringFormat::Hexadecimal)),
            b'[' => self.array(depth),
            b'0'..=b'9' => self.reference().map_or_else(|| self.number(), Ok),
            b'+' | b'-' | b'.' => self.number(),
            _ if self.word(b"true") => Ok(Object::Boolean(true)),
            _ if self.word(b"false") => Ok(Object::Boolean(false)),
            _ if self.word(b"null") => Ok(Object::Null),
            _ => Err(Malformed::Object),
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blank();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Parsed<Dictionary> {
        let start = self.at;
        self.at += 2;
        let mut entries = Dictionary::new();
        loop {
            self.skip_blank();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Ok(entries);
            }
            if self.peek() != Some(b'/') {
                return Err(Malformed::Object);
            }
            let key = self.name()?;
            let value = self.nested(depth + 1)?;
            if entries.has(&key) {
                return Err(Malformed::KeyTwice(start));
            }
            entries.set(key, value);
        }
    }

    /// `number generation R`, or nothing taken.
    fn reference(&mut self) -> Option<Object> {
        let mut ahead = self.clone();
        let number = u32::try_from(ahead.digits(10)?).ok()?;
        let generation = ahead.space_then_digits()?;
        ahead.take_space()?;
        if !ahead.word(b"R") {
            return None;
        }
        self.at = ahead.at;
        Some(Object::Reference((number, generation)))
    }

    fn number(&mut self) -> Parsed<Object> {
        let token = self.token();
        let unsigned = token.strip_prefix(['+', '-']).unwrap_or(token);
        if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            return token.parse().map(Object::Integer).map_err(|_| Malformed::Object);
        }
        let has_digit = unsigned.bytes().any(|byte| byte.is_ascii_digit());
        let plain = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !has_digit || !plain || unsigned.matches('.').count() != 1 {
            return Err(Malformed::Object);
        }
        let value: f32 = token.parse().map_err(|_| Malformed::Object)?;
        value.is_finite().then_some(Object::Real(value)).ok_or(Malformed::Object)
    }

    fn token(&mut self) -> &'a str {
        let count = self.rest().iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte)).count();
        let token = &self.rest()[..count];
        self.at += count;
        std::str::from_utf8(token).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Object> {
        let mut lexer = Lexer::new(text.as_bytes(), 0);
        let object = lexer.object().ok()?;
        lexer.skip_blank();
        lexer.rest().is_empty().then_some(object)
    }

    #[test]
    fn what_the_standard_writes_is_read() {
        let whole = "<< /A#42 (a\\(b\\051\\\r\n(c)\\7) /C [1 -2 +3 .5 -4. 5 0 R null true] % đây\n /D <4 1 4> >>";
        let Some(Object::Dictionary(read)) = read(whole) else { panic!("{whole}") };
        assert_eq!(read.get(b"AB").unwrap().as_str().unwrap(), b"a(b)(c)\x07");
        assert_eq!(read.get(b"D").unwrap().as_str().unwrap(), b"A@");
        let list = read.get(b"C").unwrap().as_array().unwrap();
        assert_eq!((list.len(), list[5].as_reference().unwrap()), (8, (5, 0)));
        assert_eq!(list[4], Object::Real(-4.0));
    }

    #[test]
    fn what_readers_read_in_two_ways_is_refused() {
        for text in [
            "<< /A 1 /A 2 >>",
            "<< /A 1 /#41 2 >>",
            "--1",
            "1-2",
            "1e5",
            "1.2.3",
            "99999999999999999999",
            "<4 G>",
            "<< A 1 >>",
            "(a",
            "[1",
            "/A#4",
            "truefalse",
            "<< /A >>",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
    }
}
