//! How a Vietnamese syllable is written: onset, rime and tone, and the vowel that carries the tone mark.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The mark of a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// Ngang: no mark.
    Level,
    /// Sắc.
    Acute,
    /// Huyền.
    Grave,
    /// Hỏi.
    Hook,
    /// Ngã.
    Tilde,
    /// Nặng.
    Dot,
}

impl Tone {
    /// The tone that a combining mark means.
    fn of(mark: char) -> Option<Self> {
        Some(match mark {
            '\u{301}' => Self::Acute,
            '\u{300}' => Self::Grave,
            '\u{309}' => Self::Hook,
            '\u{303}' => Self::Tilde,
            '\u{323}' => Self::Dot,
            _ => return None,
        })
    }

    /// The combining mark.
    pub(crate) fn mark(self) -> Option<char> {
        Some(match self {
            Self::Level => return None,
            Self::Acute => '\u{301}',
            Self::Grave => '\u{300}',
            Self::Hook => '\u{309}',
            Self::Tilde => '\u{303}',
            Self::Dot => '\u{323}',
        })
    }
}

/// What a word is when it is read as a syllable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// A syllable that the language can have.
    Possible,
    /// One whose tone mark stands on a vowel that does not carry it; with the mark where it belongs.
    MisplacedTone(String),
    /// None.
    Impossible,
}

/// Onsets, longer ones before those they begin with.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Every rime but those only `qu` and `gi` have.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu \
    ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu";

/// Rimes after `qu`.
const AFTER_QU: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê êch ên ênh êt êu \
    i ich in it ôc ơ y ych yên yêt ynh yp yt";

/// Rimes after `gi`, whose i is also theirs: `giếng`, `giết`.
const AFTER_GI: &str = "êc êm ên êng êp êt êu";

/// Onsets before which the rime `y` is written.
const BEFORE_Y: [&str; 8] = ["", "h", "k", "l", "m", "s", "t", "v"];

/// Reads a word in small letters.
pub(crate) fn read(word: &str) -> Spelling {
    let Some((bare, tone, at)) = without_tone(word) else { return Spelling::Impossible };
    let letters: Vec<char> = bare.chars().collect();
    let mut misplaced = None;
    for (onset, rime) in partings(&bare) {
        if !fits(onset, rime, tone) {
            continue;
        }
        let start = onset.chars().count();
        let carriers = carriers(&letters[start..]);
        if tone == Tone::Level || carriers.iter().any(|carrier| start + carrier == at) {
            return Spelling::Possible;
        }
        misplaced = misplaced.or_else(|| carriers.first().map(|carrier| with_tone(&letters, start + carrier, tone)));
    }
    misplaced.map_or(Spelling::Impossible, Spelling::MisplacedTone)
}

/// A word without its tone mark, which tone that was, and on which letter it stood; none with two marks.
pub(crate) fn without_tone(word: &str) -> Option<(String, Tone, usize)> {
    let mut bare = String::with_capacity(word.len());
    let (mut tone, mut at) = (Tone::Level, 0);
    for (i, c) in word.nfc().enumerate() {
        let mut parts = String::new();
        for part in std::iter::once(c).nfd() {
            match Tone::of(part) {
                Some(_) if tone != Tone::Level => return None,
                Some(found) => (tone, at) = (found, i),
                None => parts.push(part),
            }
        }
        bare.extend(parts.nfc());
    }
    (!bare.chars().any(is_combining_mark)).then_some((bare, tone, at))
}

/// Letters with a tone on one of them.
fn with_tone(letters: &[char], at: usize, tone: Tone) -> String {
    let marked = |(i, c): (usize, &char)| std::iter::once(*c).chain(tone.mark().filter(|_| i == at));
    letters.iter().enumerate().flat_map(marked).nfc().collect()
}

/// The ways to part a syllable into onset and rime.
fn partings(bare: &str) -> impl Iterator<Item = (&str, &str)> {
    let gi = bare.strip_prefix('g').filter(|rest| rest.starts_with('i')).map(|rest| ("g", rest));
    let onset = |onset: &&str| {
        bare.strip_prefix(*onset).filter(|rime| !rime.is_empty()).map(|rime| (&bare[..onset.len()], rime))
    };
    gi.into_iter().chain(ONSETS.iter().find_map(onset)).chain([("", bare)])
}

/// Whether an onset, a rime and a tone stand together.
fn fits(onset: &str, rime: &str, tone: Tone) -> bool {
    let is_of = |rimes: &str| rimes.split(' ').any(|known| known == rime);
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    let written = match onset {
        "qu" => is_of(AFTER_QU),
        // `gì`, `gìn`: one i for two
        "g" if rime.starts_with('i') => matches!(rime, "i" | "in"),
        "gi" => is_of(AFTER_GI) || (!rime.starts_with(['i', 'e', 'ê', 'y']) || rime == "eo") && is_of(RIMES),
        "k" | "gh" | "ngh" => front && is_of(RIMES),
        "c" | "g" | "ng" => !front && is_of(RIMES),
        _ => is_of(RIMES),
    };
    let y = match rime {
        "y" => onset == "qu" || BEFORE_Y.contains(&onset),
        _ => !rime.starts_with("yê") || onset.is_empty() || onset == "qu",
    };
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    written && y && (!stopped || matches!(tone, Tone::Acute | Tone::Dot))
}

/// The letters of a rime that may carry the tone mark, the better known first.
fn carriers(rime: &[char]) -> Vec<usize> {
    let is_vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let vowels = rime.iter().take_while(|c| is_vowel(c)).count();
    if let Some(marked) = rime[..vowels].iter().rposition(|c| "ăâêôơư".contains(*c)) {
        return vec![marked];
    }
    let text: String = rime[..vowels].iter().collect();
    match (text.as_str(), vowels, rime.len() > vowels) {
        (_, 1, _) => vec![0],
        ("oa" | "oe" | "uy", 2, false) => vec![0, 1],
        (_, 2, true) => vec![1],
        (_, 2, false) => vec![0],
        _ => vec![1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_the_language_are_possible() {
        for word in "nghiêng quyết quốc gì gìn giếng giết già khoẻ khỏe hòa hoà thủy thuỷ quý ủy uỷ huyện khuya ngoằn \
            xoong moóc rượu yêu yếu kỹ kĩ mỹ đường ưu hươu khuỷu quạ quở giặt nghĩa ngoài oai y ý ở chuyển Điều"
            .split_whitespace()
        {
            assert_eq!(read(&word.to_lowercase()), Spelling::Possible, "{word}");
        }
    }

    #[test]
    fn what_no_mouth_says_is_impossible() {
        for word in
            "quyếtj đưoc thưc triểt nươc luât nghà cẹ kông ngề tôìtệ hộchiếu nhuè gãp bảc xẹch".split_whitespace()
        {
            assert_eq!(read(word), Spelling::Impossible, "{word}");
        }
    }

    #[test]
    fn a_mark_on_another_vowel_is_put_where_it_belongs() {
        for (word, right) in [
            ("thũy", None),
            ("qúy", Some("quý")),
            ("nứơc", Some("nước")),
            ("tóan", Some("toán")),
            ("họat", Some("hoạt")),
            ("gía", Some("giá")),
            ("tiêú", Some("tiếu")),
            ("hoaì", Some("hoài")),
        ] {
            let expected = right.map_or(Spelling::Possible, |right| Spelling::MisplacedTone(right.to_owned()));
            assert_eq!(read(word), expected, "{word}");
        }
    }
}
