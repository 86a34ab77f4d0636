//! Signs of Word's fonts of signs (Symbol, Wingdings): what each is in Unicode, where our fonts have it too.

/// A sign of such a font, or a letter that the font shows as a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The same sign in Unicode.
    Known(char),
    /// A bullet, at the head of a paragraph; a picture of its own anywhere else.
    Bullet,
    /// What no text holds.
    Foreign,
}

/// Codes of Symbol with their signs.
const SYMBOL: [(u32, char); 24] = [
    (0x2b, '+'),
    (0x2d, '−'),
    (0x3d, '='),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x57, 'Ω'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xac, '←'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xd6, '√'),
];

/// Codes of Wingdings with their signs.
const WINGDINGS: [(u32, char); 9] = [
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xdf, '←'),
    (0xe0, '→'),
];

/// Codes that Wingdings and Symbol set in front of items.
const BULLETS: [u32; 11] = [0x2d, 0x75, 0x76, 0x77, 0x9f, 0xa7, 0xb7, 0xd8, 0xf0, 0xfc, 0x6c];

/// What a letter of a font is, where the font is one of signs.
pub(super) fn sign(font: &str, letter: char) -> Option<Sign> {
    let name = font.trim().to_lowercase();
    let table: &[(u32, char)] = match name.as_str() {
        "symbol" => &SYMBOL,
        "wingdings" => &WINGDINGS,
        "wingdings 2" | "wingdings 3" | "webdings" | "zapfdingbats" | "marlett" => &[],
        _ => return None,
    };
    let code = match u32::from(letter) {
        private @ 0xf020..=0xf0ff => private - 0xf000,
        0xb7 | 0x2022 => 0xb7,
        code @ 0x21..=0xff => code,
        _ => return (!letter.is_whitespace()).then_some(Sign::Foreign),
    };
    let known = table.iter().find(|(known, _)| *known == code).map(|(_, sign)| Sign::Known(*sign));
    Some(known.unwrap_or(if BULLETS.contains(&code) { Sign::Bullet } else { Sign::Foreign }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_known_by_font_and_code() {
        assert_eq!(sign("Wingdings", '\u{f0e0}'), Some(Sign::Known('→')));
        assert_eq!(sign("Symbol", '±'), Some(Sign::Known('±')));
        assert_eq!(sign("Wingdings", 'ü'), Some(Sign::Bullet));
        assert_eq!(sign("Webdings", 'a'), Some(Sign::Foreign));
        assert_eq!(sign("Times New Roman", 'ü'), None);
        assert_eq!(sign("Symbol", ' '), None);
    }
}
