//! Numbers in words, as amounts are spelled out in documents: Northern forms, read back in the tests.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;

/// Whether a word is a digit or begins a number of two: `sáu`, `mười`.
pub(crate) fn is_number(word: &str) -> bool {
    word == "mười" || DIGITS[1..].contains(&word)
}

/// A whole number in words; from 10⁹ up the number of billions is itself spelled out: `nghìn tỷ`, `triệu tỷ`, `tỷ tỷ`.
pub(crate) fn number(n: u64) -> String {
    if n == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    say(n, &mut words);
    words.join(" ")
}

/// Words of a number above 0, after those already said.
fn say(n: u64, words: &mut Vec<&'static str>) {
    if n >= BILLION {
        say(n / BILLION, words);
        words.push("tỷ");
    }
    for (group, unit) in [(n % BILLION / MILLION, "triệu"), (n % MILLION / THOUSAND, "nghìn"), (n % THOUSAND, "")] {
        if group > 0 {
            say_group(group, words);
            words.extend(Some(unit).filter(|unit| !unit.is_empty()));
        }
    }
}

/// Words of a group of three digits, 1 … 999; once anything is said before it, its empty hundreds are said too.
fn say_group(group: u64, words: &mut Vec<&'static str>) {
    let [hundreds, tens, units] = [group / 100, group / 10 % 10, group % 10].map(|digit| digit as usize);
    let after_hundreds = hundreds > 0 || !words.is_empty();
    if after_hundreds {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if units > 0 && after_hundreds => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[units]),
    }
}

/// A number as typed in words: a sign or none, digits, then a comma or dot with decimals or neither.
///
/// A dot is a decimal mark here, never a thousands mark. Decimals are read as a number when there are at most two
/// and the first is not 0, else digit by digit. `None` when the text is no such number or its whole part is over `u64`.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = match text.chars().next()? {
        mark @ ('-' | '−') => ("âm ", &text[mark.len_utf8()..]),
        '+' => ("dương ", &text[1..]),
        _ => ("", text),
    };
    let Some((whole, decimals)) = digits.split_once([',', '.']) else {
        return Some(format!("{sign}{}", whole_number(digits)?));
    };
    let whole = whole_number(whole)?;
    let decimals = if decimals.len() <= 2 && !decimals.starts_with('0') {
        whole_number(decimals)?
    } else {
        let digits = decimals.chars().map(|digit| Some(DIGITS[digit.to_digit(10)? as usize]));
        digits.collect::<Option<Vec<_>>>()?.join(" ")
    };
    Some(format!("{sign}{whole} phẩy {decimals}"))
}

/// Words for digits alone; the check comes first because `parse` would take a sign.
fn whole_number(digits: &str) -> Option<String> {
    let only_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| digits.parse().ok()).flatten().map(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The number that words in composed (NFC) text stand for; `None` when `number` would not say it so.
    ///
    /// Also taken: a capital first letter, `bốn` after `mươi`, `lẻ` for `linh`, `ngàn` for `nghìn`, any white space.
    fn read(words: &str) -> Option<u64> {
        let mut letters = words.trim_start().chars();
        let first: String = letters.next()?.to_lowercase().collect();
        let text = first + letters.as_str();
        let mut words: Vec<&str> = Vec::new();
        for word in text.split_whitespace() {
            words.push(match word {
                "lẻ" => "linh",
                "ngàn" => "nghìn",
                "bốn" if words.last() == Some(&"mươi") => "tư",
                _ => word,
            });
        }
        // the sum below is blind to the order of words: only what is said back the same is a number
        value(&words).filter(|&n| number(n) == words.join(" "))
    }

    /// The sum of words, each digit counted at the word after it.
    fn value(words: &[&str]) -> Option<u64> {
        let (mut billions, mut below, mut group, mut digit) = (0u64, 0u64, 0u64, 0u64);
        for word in words {
            let unit = match *word {
                "linh" => continue,
                "trăm" | "mươi" => {
                    let place = if *word == "trăm" { 100 } else { 10 };
                    group = group.checked_add(digit * place)?;
                    digit = 0;
                    continue;
                }
                "mười" => {
                    group = group.checked_add(10)?;
                    continue;
                }
                "nghìn" => THOUSAND,
                "triệu" => MILLION,
                "tỷ" => BILLION,
                _ => {
                    digit = digit_of(word)?;
                    continue;
                }
            };
            let said = group.checked_add(digit)?;
            (group, digit) = (0, 0);
            if unit == BILLION {
                billions = billions.checked_add(below)?.checked_add(said)?.checked_mul(BILLION)?;
                below = 0;
            } else {
                below = below.checked_add(said.checked_mul(unit)?)?;
            }
        }
        billions.checked_add(below)?.checked_add(group)?.checked_add(digit)
    }

    /// The digit a word stands for, in any of its forms.
    fn digit_of(word: &str) -> Option<u64> {
        match word {
            "mốt" => Some(1),
            "tư" => Some(4),
            "lăm" => Some(5),
            _ => DIGITS.iter().position(|digit| *digit == word).map(|digit| digit as u64),
        }
    }

    #[test]
    fn numbers_are_said_in_northern_forms() {
        for (n, words) in [
            (0, "không"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (115, "một trăm mười lăm"),
            (1_050, "một nghìn không trăm năm mươi"),
            (2_001, "hai nghìn không trăm linh một"),
            (27_264, "hai mươi bảy nghìn hai trăm sáu mươi tư"),
            (112_500_000, "một trăm mười hai triệu năm trăm nghìn"),
            (1_000_000_005, "một tỷ không trăm linh năm"),
            (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
            (1_500_000_000_000, "một nghìn năm trăm tỷ"),
            (1_000_000_000_000_000, "một triệu tỷ"),
            (2_000_000_000_000_000_000, "hai tỷ tỷ"),
            (1_000_000_005_000_000_000, "một tỷ không trăm linh năm tỷ"),
        ] {
            assert_eq!(number(n), words);
            assert_eq!(read(words), Some(n), "{words}");
        }
    }

    #[test]
    fn decimals_are_said_as_a_number_or_digit_by_digit() {
        for (text, words) in [
            ("0,05", "không phẩy không năm"),
            ("-12,5", "âm mười hai phẩy năm"),
            ("−3", "âm ba"),
            ("+4.5", "dương bốn phẩy năm"),
            ("12,25", "mười hai phẩy hai mươi lăm"),
            ("488.125", "bốn trăm tám mươi tám phẩy một hai năm"),
            ("05", "năm"),
        ] {
            assert_eq!(decimal(text).as_deref(), Some(words), "{text}");
        }
        for text in ["", "-", "--1", "-+1", "5,", ",5", "1,-5", "1.234,5", " 5", "5%", "٣", "1,٣", "1,2٣4"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert!(decimal("18446744073709551615,5").is_some());
        assert_eq!(decimal("18446744073709551616"), None);
    }

    #[test]
    fn other_forms_are_read_and_other_words_are_not() {
        assert_eq!(read("Hai mươi bốn ngàn  một trăm lẻ bốn"), Some(24_104));
        for words in ["", " ", "mười tư", "hai mươi một", "hai nghìn linh một", "năm trăm đồng"] {
            assert_eq!(read(words), None, "{words}");
        }
        for words in ["không nghìn", "một nghìn hai triệu", "một hai", "một linh năm", "MỘT"] {
            assert_eq!(read(words), None, "{words}");
        }
        assert_eq!(read(&format!("một {}", "tỷ ".repeat(100_000))), None);
    }

    #[test]
    fn every_small_number_and_the_largest_read_back() {
        for n in (0..=20_000).chain([u64::MAX]) {
            assert_eq!(read(&number(n)), Some(n), "{}", number(n));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_read_back(n in 0..=1_000_000_000_000_000_u64, any in any::<u64>()) {
            prop_assert_eq!(read(&number(n)), Some(n));
            prop_assert_eq!(read(&number(any)), Some(any));
        }
    }
}
