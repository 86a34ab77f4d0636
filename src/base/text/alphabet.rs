//! The letters that number điểm: a b c d đ e g … — no f, j, w, z and no ă â ê ô ơ ư.

/// Letters in the order of the alphabet [N30-VI III.1, by example; design.md section 3].
const LETTERS: [&str; 22] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x"];

/// The letter y closes the alphabet; kept apart so that `LETTERS` reads in rows.
const LAST: &str = "y";

/// The letter for the n-th điểm, from 1; after `y` come `aa`, `ab`, … so that no number is ever lost.
pub(crate) fn letter(n: u32) -> String {
    let base = LETTERS.len() as u32 + 1;
    let n = n.max(1) - 1;
    let last = match LETTERS.get((n % base) as usize) {
        Some(letter) => letter,
        None => LAST,
    };
    match n / base {
        0 => last.to_owned(),
        more => letter(more) + last,
    }
}

/// The place of a single letter in the alphabet, from 1.
pub(crate) fn position(text: &str) -> Option<u32> {
    (1..=LETTERS.len() as u32 + 1).find(|&n| letter(n) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_decree_alphabet() {
        let all: Vec<_> = (1..=23).map(letter).collect();
        assert_eq!(all.join(" "), "a b c d đ e g h i k l m n o p q r s t u v x y");
        assert_eq!(letter(24), "aa");
    }

    #[test]
    fn positions_are_inverse() {
        for n in 1..=23 {
            assert_eq!(position(&letter(n)), Some(n));
        }
        assert_eq!(position("f"), None);
    }
}
