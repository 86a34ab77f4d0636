//! Numerals as documents write them: Roman numbers, two-digit counts, padded days and months.

/// Roman numeral in capitals for 1 … 3999; other numbers stay Arabic.
pub(crate) fn roman(n: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&n) {
        return n.to_string();
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, numeral) in STEPS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}

/// The number a Roman numeral in capitals stands for.
pub(crate) fn from_roman(text: &str) -> Option<u32> {
    (1..400).find(|&n| roman(n) == text)
}

/// Day as the decree writes it: below 10 with a leading 0 [N30-I II.4.b].
pub(crate) fn day(day: u32) -> String {
    format!("{day:02}")
}

/// Month as the decree writes it: only 1 and 2 with a leading 0 [N30-I II.4.b].
pub(crate) fn month(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_read_back() {
        assert_eq!(roman(1), "I");
        assert_eq!(roman(14), "XIV");
        assert_eq!(roman(1999), "MCMXCIX");
        for n in 1..400 {
            assert_eq!(from_roman(&roman(n)), Some(n));
        }
    }

    #[test]
    fn days_and_months_are_padded_as_the_decree_says() {
        assert_eq!((day(5).as_str(), month(1).as_str()), ("05", "01"));
        assert_eq!((day(29).as_str(), month(6).as_str()), ("29", "6"));
        assert_eq!(month(12), "12");
    }
}
