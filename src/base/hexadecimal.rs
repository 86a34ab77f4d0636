//! Bytes as hexadecimal digits, two a byte, and back.

use std::fmt::Write;

/// The digits of bytes, in small letters.
pub fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // writing to a string cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of digits, large or small; none when something else stands among them or one has no partner.
pub fn bytes(digits: &[u8]) -> Option<Vec<u8>> {
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let values: Vec<u8> = digits.iter().map(value).collect::<Option<_>>()?;
    values.len().is_multiple_of(2).then(|| values.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(digits(&all).to_uppercase().as_bytes()), Some(all));
        for wrong in ["a", "+f", "0x", "0 "] {
            assert_eq!(bytes(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
