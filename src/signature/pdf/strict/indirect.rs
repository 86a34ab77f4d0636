//! One indirect object from its number to `endobj`, with as many bytes of content as it says.

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use crate::signature::pdf::lexer::{Lexer, MAX_VALUES, Malformed, is_space};
use crate::signature::pdf::strict::fault::{Limit, StructureFault};

/// An object with its number and all it takes up, up to `endobj`.
pub(super) struct Indirect {
    pub(super) id: ObjectId,
    pub(super) object: Object,
    pub(super) extent: Range<usize>,
    /// How many values it holds.
    pub(super) values: usize,
}

/// Why there is no whole object.
pub(super) enum NotWhole {
    NoHeader,
    Malformed,
    TooMany,
    KeyTwice(usize),
    Length,
}

impl NotWhole {
    pub(super) fn of(self, id: u32) -> StructureFault {
        match self {
            Self::NoHeader => StructureFault::Misplaced(id),
            Self::Malformed => StructureFault::Unreadable(id),
            Self::TooMany => StructureFault::TooLarge(Limit::Values, MAX_VALUES),
            Self::KeyTwice(at) => StructureFault::KeyTwice(at),
            Self::Length => StructureFault::Length(id),
        }
    }
}

impl From<Malformed> for NotWhole {
    fn from(malformed: Malformed) -> Self {
        match malformed {
            Malformed::Object => Self::Malformed,
            Malformed::TooMany => Self::TooMany,
            Malformed::KeyTwice(at) => Self::KeyTwice(at),
        }
    }
}

/// Where the length of a stream stands when it is an object of its own.
pub(super) trait Lengths {
    fn length(&mut self, id: ObjectId) -> Option<usize>;
}

/// No lengths elsewhere: of a table, which comes before all else.
pub(super) struct NoLengths;

impl Lengths for NoLengths {
    fn length(&mut self, _: ObjectId) -> Option<usize> {
        None
    }
}

/// The object that begins at a place.
pub(super) fn indirect(bytes: &[u8], at: usize, lengths: &mut impl Lengths) -> Result<Indirect, NotWhole> {
    let mut lexer = Lexer::new(bytes, at);
    lexer.at += lexer.rest().iter().take_while(|byte| is_space(**byte)).count();
    let start = lexer.at;
    let id = lexer.header().ok_or(NotWhole::NoHeader)?;
    let mut object = lexer.object()?;
    lexer.skip_blank();
    if let Object::Dictionary(dictionary) = &mut object
        && lexer.rest().starts_with(b"stream")
    {
        let dictionary = std::mem::take(dictionary);
        object = Object::Stream(stream(&mut lexer, dictionary, lengths)?);
        lexer.skip_blank();
    }
    if !lexer.word(b"endobj") {
        return Err(NotWhole::Malformed);
    }
    Ok(Indirect { id, object, extent: start..lexer.at, values: lexer.values })
}

/// The content behind a dictionary: as many bytes as it says.
fn stream(lexer: &mut Lexer<'_>, dictionary: Dictionary, lengths: &mut impl Lengths) -> Result<Stream, NotWhole> {
    lexer.at += b"stream".len();
    lexer.at += match lexer.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => return Err(NotWhole::Malformed),
    };
    let length = match dictionary.get(b"Length") {
        Ok(Object::Integer(length)) => usize::try_from(*length).ok(),
        Ok(Object::Reference(id)) => lengths.length(*id),
        _ => None,
    };
    let length = length.ok_or(NotWhole::Length)?;
    let content = lexer.rest().get(..length).ok_or(NotWhole::Length)?;
    lexer.at += length;
    lexer.at += match lexer.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    if !lexer.word(b"endstream") {
        return Err(NotWhole::Length);
    }
    Ok(Stream { dict: dictionary, content: content.to_vec(), allows_compression: true, start_position: None })
}
