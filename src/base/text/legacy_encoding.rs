//! Which old Vietnamese encoding a file that is not UTF-8 may be in.

/// An encoding from before Unicode, as the message should name it.
pub(crate) type EncodingName = &'static str;

/// The bytes of each encoding for the most frequent letters (à á ả ạ đ ư ơ ệ …).
const FREQUENT_BYTES: [(EncodingName, &[u8]); 4] = [
    ("TCVN3 (ABC)", &[0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xc7, 0xd6, 0xd7, 0xdd]),
    ("VNI-Windows", &[0xf8, 0xf9, 0xfb, 0xef, 0xe2, 0xe4, 0xe5, 0xe1, 0xe0, 0xea, 0xe9, 0xee, 0xf4, 0xf6, 0xf1]),
    ("VISCII", &[0xd5, 0xa2, 0xa3, 0xae, 0xd0, 0xf0, 0xdf, 0xbd, 0xd1, 0xf1, 0xfe, 0xf6, 0xb0, 0xaf, 0x86]),
    ("Windows-1258", &[0xcc, 0xec, 0xd2, 0xf2, 0xde, 0xfd, 0xdd, 0xd0, 0xf0, 0xc3, 0xe3, 0xd5, 0xf5]),
];

/// Guesses the encoding from byte order marks and from whose bytes occur most.
pub(crate) fn guess(bytes: &[u8]) -> EncodingName {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "UTF-16";
    }
    let (mut best, mut most) = (FREQUENT_BYTES[0].0, 0);
    for (name, frequent) in FREQUENT_BYTES {
        let count = bytes.iter().filter(|byte| frequent.contains(byte)).count();
        if count > most {
            (best, most) = (name, count);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_encoding_of_common_words() {
        // "Ủy ban nhân dân phường, tình hình kinh tế" in each encoding
        assert_eq!(guess(b"\xf1y ban nh\xa9n d\xa9n ph\xad\xeang, t\xd7nh h\xd7nh kinh t\xd5"), "TCVN3 (ABC)");
        assert_eq!(guess(b"UY\xfb ban nha\xe2n da\xe2n ph\xf6\xf4\xf8ng, t\xecnh h\xecnh kinh te\xe1"), "VNI-Windows");
        assert_eq!(guess(b"\xff\xfeb\x00"), "UTF-16");
    }
}
