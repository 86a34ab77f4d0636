//! Vietnamese letters of the time before Unicode, as fonts of that time show them: TCVN3 (`.VnTime`) and VNI (`VNI-Times`).
//!
//! Their files hold Latin letters (`Céng hßa`) that only those fonts show as Vietnamese, so the font decides. TCVN3 has no
//! capitals with marks: fonts whose name ends in `H` show small letters as capitals.

use unicode_normalization::UnicodeNormalization;

use crate::base::text::syllable::is_syllable;

/// Words of a text that are looked at for letters of before Unicode.
const MAX_WORDS: usize = 20_000;

/// Different words that show them; a foreign name or two may look like one by chance.
const ENOUGH_WORDS: usize = 4;

/// An encoding that fonts of the time decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OldEncoding {
    /// TCVN 5712:1993, third table; also called ABC.
    Tcvn3,
    /// The same in a font of capitals.
    Tcvn3Capitals,
    /// VNI for Windows.
    Vni,
}

/// Letters of TCVN3 by code, from the standard's third table.
const TCVN3: [(char, char); 74] = [
    ('\u{a1}', 'Ă'),
    ('\u{a2}', 'Â'),
    ('\u{a3}', 'Ê'),
    ('\u{a4}', 'Ô'),
    ('\u{a5}', 'Ơ'),
    ('\u{a6}', 'Ư'),
    ('\u{a7}', 'Đ'),
    ('\u{a8}', 'ă'),
    ('\u{a9}', 'â'),
    ('\u{aa}', 'ê'),
    ('\u{ab}', 'ô'),
    ('\u{ac}', 'ơ'),
    ('\u{ad}', 'ư'),
    ('\u{ae}', 'đ'),
    ('\u{b5}', 'à'),
    ('\u{b6}', 'ả'),
    ('\u{b7}', 'ã'),
    ('\u{b8}', 'á'),
    ('\u{b9}', 'ạ'),
    ('\u{bb}', 'ằ'),
    ('\u{bc}', 'ẳ'),
    ('\u{bd}', 'ẵ'),
    ('\u{be}', 'ắ'),
    ('\u{c6}', 'ặ'),
    ('\u{c7}', 'ầ'),
    ('\u{c8}', 'ẩ'),
    ('\u{c9}', 'ẫ'),
    ('\u{ca}', 'ấ'),
    ('\u{cb}', 'ậ'),
    ('\u{cc}', 'è'),
    ('\u{ce}', 'ẻ'),
    ('\u{cf}', 'ẽ'),
    ('\u{d0}', 'é'),
    ('\u{d1}', 'ẹ'),
    ('\u{d2}', 'ề'),
    ('\u{d3}', 'ể'),
    ('\u{d4}', 'ễ'),
    ('\u{d5}', 'ế'),
    ('\u{d6}', 'ệ'),
    ('\u{d7}', 'ì'),
    ('\u{d8}', 'ỉ'),
    ('\u{dc}', 'ĩ'),
    ('\u{dd}', 'í'),
    ('\u{de}', 'ị'),
    ('\u{df}', 'ò'),
    ('\u{e1}', 'ỏ'),
    ('\u{e2}', 'õ'),
    ('\u{e3}', 'ó'),
    ('\u{e4}', 'ọ'),
    ('\u{e5}', 'ồ'),
    ('\u{e6}', 'ổ'),
    ('\u{e7}', 'ỗ'),
    ('\u{e8}', 'ố'),
    ('\u{e9}', 'ộ'),
    ('\u{ea}', 'ờ'),
    ('\u{eb}', 'ở'),
    ('\u{ec}', 'ỡ'),
    ('\u{ed}', 'ớ'),
    ('\u{ee}', 'ợ'),
    ('\u{ef}', 'ù'),
    ('\u{f1}', 'ủ'),
    ('\u{f2}', 'ũ'),
    ('\u{f3}', 'ú'),
    ('\u{f4}', 'ụ'),
    ('\u{f5}', 'ừ'),
    ('\u{f6}', 'ử'),
    ('\u{f7}', 'ữ'),
    ('\u{f8}', 'ứ'),
    ('\u{f9}', 'ự'),
    ('\u{fa}', 'ỳ'),
    ('\u{fb}', 'ỷ'),
    ('\u{fc}', 'ỹ'),
    ('\u{fd}', 'ý'),
    ('\u{fe}', 'ỵ'),
];

/// Tone and shape marks of VNI behind their vowel, as combining marks; capitals have the code 32 below.
const VNI_MARKS: [(char, &str); 16] = [
    ('\u{f9}', "\u{301}"),
    ('\u{f8}', "\u{300}"),
    ('\u{fb}', "\u{309}"),
    ('\u{f5}', "\u{303}"),
    ('\u{ef}', "\u{323}"),
    ('\u{e2}', "\u{302}"),
    ('\u{e1}', "\u{302}\u{301}"),
    ('\u{e0}', "\u{302}\u{300}"),
    ('\u{e5}', "\u{302}\u{309}"),
    ('\u{e3}', "\u{302}\u{303}"),
    ('\u{e4}', "\u{302}\u{323}"),
    ('\u{ea}', "\u{306}"),
    ('\u{e9}', "\u{306}\u{301}"),
    ('\u{e8}', "\u{306}\u{300}"),
    ('\u{fa}', "\u{306}\u{309}"),
    ('\u{fc}', "\u{306}\u{303}"),
];

/// The last mark of VNI: breve with a dot below.
const VNI_LAST_MARK: (char, &str) = ('\u{eb}', "\u{306}\u{323}");

/// Letters that VNI writes with one code; the first two take marks behind them.
const VNI_LETTERS: [(char, char); 9] = [
    ('\u{f4}', 'ơ'),
    ('\u{f6}', 'ư'),
    ('\u{f1}', 'đ'),
    ('\u{ed}', 'í'),
    ('\u{ec}', 'ì'),
    ('\u{e6}', 'ỉ'),
    ('\u{f3}', 'ĩ'),
    ('\u{f2}', 'ị'),
    ('\u{ee}', 'ỵ'),
];

impl OldEncoding {
    /// What a font of this name shows its codes as; none for fonts of today.
    pub(crate) fn of_font(font: &str) -> Option<Self> {
        let font = font.trim().to_lowercase();
        if font.starts_with(".vn") {
            return Some(if font.ends_with('h') && font != ".vntech" { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        (font.starts_with("vni-") || font.starts_with("vni ")).then_some(Self::Vni)
    }

    /// What a text that has lost its fonts was written in, with the first word that shows it; none for the text of today.
    /// Words count that are no syllable as they stand, and one in the letters of that encoding.
    pub(crate) fn of_text(text: &str) -> Option<(Self, &str)> {
        let is_of_old = |c: char| ('\u{a1}'..='\u{ff}').contains(&c);
        let parts = |c: char| {
            c.is_whitespace()
                || c.is_ascii_punctuation()
                || c.is_ascii_digit()
                || ('\u{2010}'..='\u{2027}').contains(&c)
        };
        let words = text.split(parts);
        let strange = words
            .filter(|word| word.contains(is_of_old))
            .take(MAX_WORDS)
            .filter(|word| word.chars().nth(1).is_some() && !is_syllable(word));
        let strange: Vec<&str> = strange.collect();
        let told = [Self::Tcvn3, Self::Vni].map(|encoding| {
            let mut meant: Vec<&str> =
                strange.iter().copied().filter(|word| is_syllable(&encoding.decode(word))).collect();
            let first = meant.first().copied();
            meant.sort_unstable();
            meant.dedup();
            (meant.len(), encoding, first)
        });
        let (count, encoding, first) = told.into_iter().max_by_key(|(count, ..)| *count)?;
        first.filter(|_| count >= ENOUGH_WORDS).map(|word| (encoding, word))
    }

    /// What clerks know it as.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 | Self::Tcvn3Capitals => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    /// A text in the letters that its font shows.
    pub(crate) fn decode(self, text: &str) -> String {
        let codes: Vec<char> = text.chars().map(plain_code).collect();
        match self {
            Self::Tcvn3 => codes.into_iter().map(tcvn3).collect(),
            Self::Tcvn3Capitals => codes.into_iter().map(tcvn3).flat_map(char::to_uppercase).collect(),
            Self::Vni => vni(&codes),
        }
    }
}

/// A code without the offset that Word gives to fonts of signs.
fn plain_code(c: char) -> char {
    match u32::from(c) {
        private @ 0xF020..=0xF0FF => char::from_u32(private - 0xF000).unwrap_or(c),
        _ => c,
    }
}

fn tcvn3(code: char) -> char {
    TCVN3.iter().find(|(known, _)| *known == code).map_or(code, |(_, letter)| *letter)
}

/// Reads two codes before one: `ô` is both the letter ơ and what ờ, ớ begin with.
fn vni(codes: &[char]) -> String {
    let mut read = String::new();
    let mut at = 0;
    while let Some(code) = codes.get(at) {
        let marks = codes.get(at + 1).and_then(|mark| vni_marks(*code, *mark));
        let letter = vni_letter(*code);
        match marks {
            Some(marks) => {
                read.push(letter);
                read.push_str(marks);
                at += 2;
            }
            None => {
                read.push(letter);
                at += 1;
            }
        }
    }
    read.nfc().collect()
}

/// A code of VNI as its small form.
fn small(code: char) -> char {
    match u32::from(code) {
        capital @ 0xC0..=0xDE => char::from_u32(capital + 0x20).unwrap_or(code),
        _ => code,
    }
}

fn vni_letter(code: char) -> char {
    let Some((_, letter)) = VNI_LETTERS.iter().find(|(known, _)| *known == small(code)) else { return code };
    if small(code) == code { *letter } else { letter.to_uppercase().next().unwrap_or(*letter) }
}

/// The marks that a code stands for behind a vowel that takes them.
fn vni_marks(vowel: char, mark: char) -> Option<&'static str> {
    let mark = small(mark);
    let marks = VNI_MARKS.iter().chain([&VNI_LAST_MARK]).find(|(known, _)| *known == mark).map(|(_, marks)| *marks)?;
    let is_tone = marks.chars().count() == 1 && !marks.starts_with(['\u{302}', '\u{306}']);
    let takes = match vowel.to_ascii_lowercase() {
        'a' => true,
        'e' | 'o' => is_tone || marks.starts_with('\u{302}'),
        'u' | 'y' | 'i' => is_tone,
        _ => matches!(small(vowel), '\u{f4}' | '\u{f6}') && is_tone,
    };
    takes.then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vowels with their forms of the six tones: none, grave, hook, tilde, acute, dot.
    const VOWELS: [&str; 12] = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
    const TONES: [&str; 5] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];

    /// The 67 letters that ASCII lacks, small.
    fn letters() -> Vec<char> {
        let toned = VOWELS.iter().flat_map(|vowel| TONES.iter().map(move |tone| format!("{vowel}{tone}")));
        let composed = toned.flat_map(|letter| letter.nfc().collect::<Vec<_>>());
        composed.chain("ăâêôơưđ".chars()).collect()
    }

    /// A letter as VNI writes it, from the same rules told the other way round.
    fn to_vni(letter: char) -> String {
        let direct = VNI_LETTERS.iter().find(|(_, known)| *known == letter).map(|(code, _)| code.to_string());
        direct.unwrap_or_else(|| {
            let parts: Vec<char> = letter.nfd().collect();
            let (base, mut marks) = (parts[0], parts[1..].to_vec());
            // the dot below stands before the circumflex in decomposed text
            marks.sort_by_key(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}'));
            let (code, marks) = match (base, marks.first()) {
                ('o', Some('\u{31b}')) => ('\u{f4}', &marks[1..]),
                ('u', Some('\u{31b}')) => ('\u{f6}', &marks[1..]),
                _ => (base, &marks[..]),
            };
            let marks: String = marks.iter().collect();
            let mark = VNI_MARKS.iter().chain([&VNI_LAST_MARK]).find(|(_, known)| *known == marks);
            format!("{code}{}", mark.map(|(mark, _)| mark.to_string()).unwrap_or_default())
        })
    }

    #[test]
    fn texts_without_their_fonts_are_known_by_their_words() {
        let text = "Ủy ban nhân dân phường báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế";
        let old = |letter: char| TCVN3.iter().find(|(_, known)| *known == letter).map_or(letter, |(code, _)| *code);
        let tcvn3: String = text.to_lowercase().chars().map(old).collect();
        let is_marked = |letter: &char| !letter.is_ascii();
        let vni: String =
            text.to_lowercase().chars().map(|c| if is_marked(&c) { to_vni(c) } else { c.to_string() }).collect();
        let (encoding, word) = OldEncoding::of_text(&tcvn3).unwrap();
        assert_eq!((encoding, encoding.decode(word).as_str()), (OldEncoding::Tcvn3, "ủy"));
        assert_eq!(OldEncoding::of_text(&vni).map(|(encoding, _)| encoding), Some(OldEncoding::Vni));
        for today in [
            text,
            "Đắk Lắk, Kông Chro, Pleiku; café Zürich, São Paulo, naïve, Microsoft®, 5 µm, 1½ giờ, 2ª, Ngân\u{ad}sách · §3",
            "Kếtquả ngânsách thựchiện nhiệmvụ pháttriển",
            "Rượu Bordeaux, Château Margaux, Crème brûlée, Besançon, Français, Düsseldorf, Málaga, Coruña",
        ] {
            assert_eq!(OldEncoding::of_text(today), None, "{today}");
        }
    }

    #[test]
    fn every_letter_of_both_encodings_comes_back() {
        let letters = letters();
        assert_eq!(letters.len(), 67);
        for letter in letters {
            let (code, _) = TCVN3.iter().find(|(_, known)| *known == letter).unwrap();
            assert_eq!(OldEncoding::Tcvn3.decode(&code.to_string()), letter.to_string());
            let capital = letter.to_uppercase().to_string();
            assert_eq!(OldEncoding::Tcvn3Capitals.decode(&code.to_string()), capital);
            let vni = to_vni(letter);
            assert_eq!(OldEncoding::Vni.decode(&vni), letter.to_string(), "{vni}");
            let upper: String = vni
                .chars()
                .map(|c| if c.is_ascii() { c.to_ascii_uppercase() } else { char::from_u32(u32::from(c) - 32).unwrap() })
                .collect();
            assert_eq!(OldEncoding::Vni.decode(&upper), capital, "{upper}");
        }
    }

    #[test]
    fn words_read_as_their_fonts_show_them() {
        assert_eq!(
            OldEncoding::Tcvn3.decode("Céng hßa x· héi chñ nghÜa ViÖt Nam"),
            "Cộng hòa xã hội chủ nghĩa Việt Nam"
        );
        assert_eq!(OldEncoding::Tcvn3Capitals.decode("ñy ban nh©n d©n"), "ỦY BAN NHÂN DÂN");
        assert_eq!(
            OldEncoding::Vni.decode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
            "Cộng hòa xã hội chủ nghĩa Việt Nam"
        );
        assert_eq!(OldEncoding::Vni.decode("UÛY BAN NHAÂN DAÂN PHÖÔØNG ÑÔØI"), "ỦY BAN NHÂN DÂN PHƯỜNG ĐỜI");
        assert_eq!(OldEncoding::Tcvn3.decode("Sè: 15/Q§-UBND"), "Số: 15/QĐ-UBND");
        assert_eq!(OldEncoding::Tcvn3.decode("\u{f0ae}"), "đ");
    }

    #[test]
    fn fonts_of_today_are_left_alone() {
        assert_eq!(OldEncoding::of_font(".VnTime"), Some(OldEncoding::Tcvn3));
        assert_eq!(OldEncoding::of_font(".VnTimeH"), Some(OldEncoding::Tcvn3Capitals));
        assert_eq!(OldEncoding::of_font("VNI-Times"), Some(OldEncoding::Vni));
        for font in ["Times New Roman", "Vnitimes", "Arial", ""] {
            assert_eq!(OldEncoding::of_font(font), None);
        }
    }
}
