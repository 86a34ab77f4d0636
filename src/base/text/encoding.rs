//! How the bytes of a text file stand for letters: UTF-8, or the UTF-16 that Notepad calls “Unicode”.

use std::borrow::Cow;

/// How a file is written; whatever is written back into it is written the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, or bytes that are nothing we know.
    Utf8,
    /// Low byte first, with the mark at the beginning or without.
    Utf16Le {
        /// Whether the file begins with a byte order mark.
        mark: bool,
    },
    /// High byte first.
    Utf16Be {
        /// Whether the file begins with a byte order mark.
        mark: bool,
    },
}

impl Encoding {
    /// That of a file, from its mark or from its many zeros.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let zeros =
            |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 4 > bytes.len();
        match bytes {
            [0xff, 0xfe, ..] => Self::Utf16Le { mark: true },
            [0xfe, 0xff, ..] => Self::Utf16Be { mark: true },
            _ if bytes.len() >= 8 && zeros(1) => Self::Utf16Le { mark: false },
            _ if bytes.len() >= 8 && zeros(0) => Self::Utf16Be { mark: false },
            _ => Self::Utf8,
        }
    }

    /// The text of a file, the mark of UTF-16 left out.
    ///
    /// # Errors
    /// Returns the offset of the first byte that is no letter.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        let read: fn([u8; 2]) -> u16 = match self {
            Self::Utf8 => return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.valid_up_to()),
            Self::Utf16Le { .. } => u16::from_le_bytes,
            Self::Utf16Be { .. } => u16::from_be_bytes,
        };
        if bytes.len() % 2 == 1 {
            return Err(bytes.len() - 1);
        }
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        let mut text = String::with_capacity(bytes.len());
        let mut at = 0;
        for letter in char::decode_utf16(units) {
            let letter = letter.map_err(|_| at)?;
            at += 2 * letter.len_utf16();
            text.push(letter);
        }
        Ok(Cow::Owned(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    /// A text as the bytes of such a file.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let (write, mark): (fn(u16) -> [u8; 2], bool) = match self {
            Self::Utf8 => return text.as_bytes().to_vec(),
            Self::Utf16Le { mark } => (u16::to_le_bytes, mark),
            Self::Utf16Be { mark } => (u16::to_be_bytes, mark),
        };
        let begin = mark.then_some('\u{feff}');
        let letters: String = begin.into_iter().chain(text.chars()).collect();
        letters.encode_utf16().flat_map(write).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_back_byte_by_byte() {
        let text = "loai: bao-cao\r\ntrich_yeu: Kết quả 😀\r\n";
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf16Le { mark: true },
            Encoding::Utf16Be { mark: true },
            Encoding::Utf16Le { mark: false },
            Encoding::Utf16Be { mark: false },
        ] {
            let bytes = encoding.encode(text);
            assert_eq!(Encoding::of(&bytes), encoding);
            assert_eq!(encoding.decode(&bytes).unwrap(), text, "{encoding:?}");
        }
    }

    #[test]
    fn half_a_letter_is_no_text() {
        assert_eq!(Encoding::Utf16Le { mark: true }.decode(&[0xff, 0xfe, 0x61, 0, 0x3d, 0xd8]), Err(4));
        assert_eq!(Encoding::Utf16Le { mark: true }.decode(&[0xff, 0xfe, 0x61]), Err(2));
        assert_eq!(Encoding::Utf8.decode(b"a\xff"), Err(1));
    }
}
