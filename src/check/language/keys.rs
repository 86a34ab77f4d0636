//! What the keyboard makes of a syllable: its keys in Telex, what is left when they did not work, words one slip apart.

use crate::check::language::syllable::{Spelling, Tone, read, without_tone};

/// The keys of a syllable in Telex, the tone last: `quyết` is `quyeets`.
pub(crate) fn telex(word: &str) -> Option<String> {
    let (bare, tone, _) = without_tone(word)?;
    let mut keys = String::with_capacity(bare.len() + 1);
    for c in bare.chars() {
        match c {
            'ă' => keys.push_str("aw"),
            'â' => keys.push_str("aa"),
            'ê' => keys.push_str("ee"),
            'ô' => keys.push_str("oo"),
            'ơ' => keys.push_str("ow"),
            'ư' => keys.push_str("uw"),
            'đ' => keys.push_str("dd"),
            c => keys.push(c),
        }
    }
    keys.extend(match tone {
        Tone::Level => None,
        Tone::Acute => Some('s'),
        Tone::Grave => Some('f'),
        Tone::Hook => Some('r'),
        Tone::Tilde => Some('x'),
        Tone::Dot => Some('j'),
    });
    Some(keys)
}

/// What Telex makes of keys that were typed while it was off, or that it did not take: `ddoongs`, `quyếtj` (the last tone
/// counts). None where nothing is left to take, or where no syllable comes of it.
pub(crate) fn of_telex(typed: &str) -> Option<String> {
    let (bare, mut tone, _) = without_tone(typed)?;
    let mut letters: Vec<char> = Vec::new();
    let mut taken = false;
    for c in bare.chars() {
        let last = letters.last().copied();
        let marked = match (last, c) {
            (Some('a'), 'a') => Some('â'),
            (Some('e'), 'e') => Some('ê'),
            (Some('o'), 'o') => Some('ô'),
            (Some('d'), 'd') => Some('đ'),
            (Some('a'), 'w') => Some('ă'),
            (Some('o'), 'w') => Some('ơ'),
            (Some('u'), 'w') => Some('ư'),
            _ => None,
        };
        match (marked, c) {
            (Some(marked), _) => {
                letters.pop();
                letters.push(marked);
                taken = true;
            }
            (None, 's' | 'f' | 'r' | 'x' | 'j') if letters.iter().any(|c| is_vowel(*c)) => {
                tone = tone_of(c);
                taken = true;
            }
            _ => letters.push(c),
        }
    }
    // `uow` and `uwow` are one
    let text: String = letters.into_iter().collect();
    taken.then(|| text.replace("uơ", "ươ")).and_then(|text| with_tone(&text, tone))
}

/// What VNI makes of letters and figures: `ngo6n`, `d9o62ng`.
pub(crate) fn of_vni(typed: &str) -> Option<String> {
    if !typed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (bare, mut tone, _) = without_tone(typed)?;
    let mut letters: Vec<char> = Vec::new();
    for c in bare.chars() {
        let marks: &[(char, char)] = match c {
            '6' => &[('a', 'â'), ('e', 'ê'), ('o', 'ô')],
            '7' => &[('o', 'ơ'), ('u', 'ư')],
            '8' => &[('a', 'ă')],
            '9' => &[('d', 'đ')],
            '1'..='5' => {
                tone = [Tone::Acute, Tone::Grave, Tone::Hook, Tone::Tilde, Tone::Dot][c as usize - '1' as usize];
                continue;
            }
            _ => {
                letters.push(c);
                continue;
            }
        };
        let at = letters.iter().rposition(|letter| marks.iter().any(|(from, _)| from == letter))?;
        letters[at] = marks.iter().find(|(from, _)| *from == letters[at])?.1;
    }
    let text: String = letters.into_iter().collect();
    with_tone(&text.replace("uơ", "ươ"), tone)
}

/// The syllable with its tone on the letter that carries it.
fn with_tone(bare: &str, tone: Tone) -> Option<String> {
    let mut wrong = bare.to_owned();
    wrong.extend(tone.mark());
    // the mark after the last letter is moved where it belongs by the reading itself
    let word: String = unicode_normalization::UnicodeNormalization::nfc(wrong.as_str()).collect();
    match (read(bare), tone) {
        (_, Tone::Level) => (read(bare) == Spelling::Possible).then(|| bare.to_owned()),
        _ => candidates(bare, tone).find(|word| read(word) == Spelling::Possible).or_else(|| match read(&word) {
            Spelling::MisplacedTone(right) => Some(right),
            Spelling::Possible => Some(word),
            Spelling::Impossible => None,
        }),
    }
}

/// The word with the tone on each of its vowels.
fn candidates(bare: &str, tone: Tone) -> impl Iterator<Item = String> {
    let letters: Vec<char> = bare.chars().collect();
    let vowels: Vec<usize> = (0..letters.len()).filter(|&i| is_vowel(letters[i])).collect();
    vowels.into_iter().map(move |at| {
        let marked =
            letters.iter().enumerate().flat_map(|(i, c)| std::iter::once(*c).chain(tone.mark().filter(|_| i == at)));
        unicode_normalization::UnicodeNormalization::nfc(marked).collect()
    })
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

fn tone_of(key: char) -> Tone {
    match key {
        's' => Tone::Acute,
        'f' => Tone::Grave,
        'r' => Tone::Hook,
        'x' => Tone::Tilde,
        _ => Tone::Dot,
    }
}

/// Beginnings and ends that many people hear as one.
const CONFUSED: [(&str, &str); 4] = [("ch", "tr"), ("d", "gi"), ("r", "gi"), ("s", "x")];

/// Whether two syllables, as keys, are one slip apart: a key more, less, other, two swapped, or sounds that are confused.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    a != b
        && (one_edit(a.as_bytes(), b.as_bytes())
            || CONFUSED.iter().any(|(x, y)| swapped(a, b, x, y) || swapped(a, b, y, x)))
}

fn swapped(a: &str, b: &str, x: &str, y: &str) -> bool {
    matches!((a.strip_prefix(x), b.strip_prefix(y)), (Some(a), Some(b)) if a == b)
}

fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [z, w, b @ ..]) if x == w && y == z && a == b => true,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, rest @ ..]) if rest == a => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_left_over_make_the_word_they_were_meant_for() {
        for (typed, word) in
            [("ddoongs", "đống"), ("quyếtj", "quyệt"), ("uyr", "ủy"), ("dduowcj", "được"), ("nuwowcs", "nước")]
        {
            assert_eq!(of_telex(typed).as_deref(), Some(word), "{typed}");
        }
        for (typed, word) in [("ngo6n", "ngôn"), ("d9o65ng", "động"), ("d9u7o75c", "được"), ("quye6t1", "quyết")]
        {
            assert_eq!(of_vni(typed).as_deref(), Some(word), "{typed}");
        }
        for typed in ["khách", "data", "web", "ngon"] {
            assert_eq!(of_telex(typed), None, "{typed}");
        }
        assert_eq!(telex("quyết").as_deref(), Some("quyeets"));
        assert_eq!(of_vni("co2x"), None);
    }

    #[test]
    fn a_slip_is_one_key_or_one_confused_sound() {
        for (a, b) in [
            ("sửa", "sữa"),
            ("cáo", "cao"),
            ("trỉ", "chỉ"),
            ("dành", "giành"),
            ("xử", "sử"),
            ("thực", "thưc"),
            ("báo", "báoo"),
        ] {
            assert!(one_slip(&telex(a).unwrap(), &telex(b).unwrap()), "{a} {b}");
        }
        for (a, b) in [("công", "công"), ("công", "tác"), ("kinh", "tế")] {
            assert!(!one_slip(&telex(a).unwrap(), &telex(b).unwrap()), "{a} {b}");
        }
    }
}
