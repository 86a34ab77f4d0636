//! Arithmetic of an expression as calls of exact functions: `a + b * 2` → `_cong(a, _nhan(b, _so("2")))`.
//!
//! minijinja computes with machine numbers only; figures are exact decimals. The names of the functions begin with
//! `_`, which no figure's does, so that a figure may be called `so`. Numbers stand as in `so-lieu.yaml`: `1.333,6`.

use crate::base::text::identifier::RESERVED;

/// Why an expression is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It holds what this grammar does not know.
    Unknown,
    /// It is more than whoever reads it next has room for: each of its steps stands inside another.
    TooDeep,
}

/// The expression with its arithmetic as calls.
pub(super) fn exact(expression: &str) -> Result<String, Fault> {
    let mut parser = Parser { text: expression, at: 0, depth: 0, steps: 0, is_too_deep: false };
    let rewritten = parser.sum();
    parser.blanks();
    match rewritten.filter(|_| parser.at == expression.len()) {
        _ if parser.is_too_deep => Err(Fault::TooDeep),
        Some(rewritten) => Ok(rewritten),
        None => Err(Fault::Unknown),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Brackets and signs that the current place is inside of.
    depth: usize,
    /// Signs, attributes and filters so far.
    steps: usize,
    is_too_deep: bool,
}

/// Most brackets in one another; a sentence needs two or three.
pub(super) const MAX_DEPTH: usize = 20;

/// Most signs, attributes and filters; a sentence needs ten.
pub(super) const MAX_STEPS: usize = 100;

impl<'a> Parser<'a> {
    fn sum(&mut self) -> Option<String> {
        self.chain(&[("+", "_cong"), ("-", "_tru")], Self::product)
    }

    fn product(&mut self) -> Option<String> {
        self.chain(&[("*", "_nhan"), ("/", "_chia")], Self::signed)
    }

    fn chain(&mut self, signs: &[(&str, &str)], inner: fn(&mut Self) -> Option<String>) -> Option<String> {
        let mut left = inner(self)?;
        loop {
            self.blanks();
            let rest = &self.text[self.at..];
            let doubled = rest.starts_with("//") || rest.starts_with("**");
            let Some((sign, call)) = signs.iter().find(|(sign, _)| rest.starts_with(sign) && !doubled) else {
                return (!doubled).then_some(left);
            };
            self.at += sign.len();
            self.step()?;
            let right = inner(self)?;
            left = format!("{call}({left}, {right})");
        }
    }

    fn signed(&mut self) -> Option<String> {
        self.depth += 1;
        self.is_too_deep |= self.depth > MAX_DEPTH;
        let inner = if self.is_too_deep { None } else { self.value() };
        self.depth -= 1;
        inner
    }

    /// Counts a step; none when there are too many.
    fn step(&mut self) -> Option<()> {
        self.steps += 1;
        self.is_too_deep |= self.steps > MAX_STEPS;
        (!self.is_too_deep).then_some(())
    }

    fn value(&mut self) -> Option<String> {
        self.blanks();
        if self.take("-") {
            // a number takes its sign along: `-12|bang_chu`
            if self.text[self.at..].starts_with(|c: char| c.is_ascii_digit()) {
                let literal = format!("_so(\"-{}\")", self.number());
                return self.after(literal);
            }
            return Some(format!("_tru(_so(\"0\"), {})", self.signed()?));
        }
        let primary = self.primary()?;
        self.after(primary)
    }

    fn primary(&mut self) -> Option<String> {
        self.blanks();
        let rest = &self.text[self.at..];
        match rest.chars().next()? {
            '(' => {
                self.at += 1;
                let inner = self.sum()?;
                self.blanks();
                self.take(")").then(|| format!("({inner})"))
            }
            '"' | '\'' => self.string(),
            c if c.is_ascii_digit() => Some(format!("_so(\"{}\")", self.number())),
            _ => self.name(),
        }
    }

    /// Attributes, indices, calls and filters behind a value.
    fn after(&mut self, value: String) -> Option<String> {
        let mut out = value;
        loop {
            let before_blanks = self.at;
            self.blanks();
            let rest = &self.text[self.at..];
            if rest.starts_with(['.', '(', '[', '|']) {
                self.step()?;
            }
            if self.take(".") {
                out = format!("{out}.{}", self.name()?);
            } else if rest.starts_with('(') || rest.starts_with('[') {
                out += &self.brackets()?;
            } else if self.take("|") {
                self.blanks();
                out = format!("{out}|{}", self.name()?);
                if self.text[self.at..].starts_with('(') {
                    out += &self.brackets()?;
                }
            } else {
                self.at = before_blanks;
                return Some(out);
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        let name = self.while_of(|c| c.is_alphanumeric() || c == '_');
        let word = RESERVED.contains(&name.to_lowercase().as_str());
        (!name.is_empty() && !word).then(|| name.to_owned())
    }

    /// Digits, and marks between digits.
    fn number(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let digit = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let inside = |at: usize| digit(at) || matches!(rest.as_bytes()[at], b'.' | b',') && digit(at + 1);
        let length = (0..rest.len()).find(|&at| !inside(at)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.text[self.at..].chars().next()?;
        let mut escaped = false;
        for (i, c) in self.text[self.at..].char_indices().skip(1) {
            if c == quote && !escaped {
                let text = &self.text[self.at..=self.at + i];
                self.at += i + 1;
                return Some(text.to_owned());
            }
            escaped = c == '\\' && !escaped;
        }
        None
    }

    /// Brackets and what is in them, unchanged: values alone, as minijinja would calculate with machine numbers, and
    /// repeat and join texts without an end.
    fn brackets(&mut self) -> Option<String> {
        let start = self.at;
        let mut open = 0;
        while self.at < self.text.len() {
            match self.text[self.at..].chars().next()? {
                '"' | '\'' => {
                    self.string()?;
                    continue;
                }
                '(' | '[' => {
                    open += 1;
                    self.is_too_deep |= open > MAX_DEPTH;
                    self.step()?;
                }
                ')' | ']' => open -= 1,
                c if c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '.' | ',' | '-') => {}
                _ => return None,
            }
            self.at += self.text[self.at..].chars().next()?.len_utf8();
            if open == 0 {
                return Some(self.text[start..self.at].to_owned());
            }
        }
        None
    }

    fn while_of(&mut self, belongs: fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.text[self.at..].starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn blanks(&mut self) {
        self.while_of(char::is_whitespace);
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, MAX_DEPTH, MAX_STEPS, exact};

    #[test]
    fn arithmetic_becomes_calls() {
        let exact = |text| exact(text).unwrap();
        assert_eq!(exact("a.b + c.d * 2"), "_cong(a.b, _nhan(c.d, _so(\"2\")))");
        assert_eq!(exact("(a - b) / c|so_le(1)"), "_chia((_tru(a, b)), c|so_le(1))");
        assert_eq!(exact("-a.b * 1.333,5"), "_nhan(_tru(_so(\"0\"), a.b), _so(\"1.333,5\"))");
        assert_eq!(exact("a -5|la_ma * -2"), "_tru(a, _nhan(_so(\"5\")|la_ma, _so(\"-2\")))");
        assert_eq!(exact("du_lich.luot_khach"), "du_lich.luot_khach");
        assert_eq!(exact("a[0]|tien(\"tỷ * đồng\", -1)"), "a[0]|tien(\"tỷ * đồng\", -1)");
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for text in [
            "a if b else c",
            "a ~ b",
            "a ** 2",
            "a // b",
            "(a",
            "\"x",
            "a < b",
            "true",
            "",
            "a b",
            "1,",
            "1, 5",
            "a|so_le(1 * 2)",
            "a|tien(\"x\" * 99)",
            "a[\"x\" ~ \"y\"]",
            "a|tien(b|upper)",
        ] {
            assert_eq!(exact(text), Err(Fault::Unknown), "{text}");
        }
    }

    #[test]
    fn what_is_too_deep_is_refused_as_such() {
        let deep = |count: usize| {
            let (open, close) = ("(".repeat(count), ")".repeat(count));
            [
                format!("{open}a{close}"),
                "-".repeat(count) + "a",
                format!("f({open}a{close})"),
                format!("a{}", "[a".repeat(count) + &"]".repeat(count)),
            ]
        };
        for text in deep(MAX_DEPTH - 1) {
            assert!(exact(&text).is_ok(), "{text}");
        }
        for text in deep(MAX_DEPTH + 1).iter().chain(&deep(5_000)) {
            assert_eq!(exact(text), Err(Fault::TooDeep), "{text}");
        }
        for step in ["+a", "*a", ".a", "|a", "[1]", "(a)"] {
            assert!(exact(&format!("a{}", step.repeat(MAX_STEPS / 2))).is_ok(), "{step}");
            assert_eq!(exact(&format!("a{}", step.repeat(MAX_STEPS + 1))), Err(Fault::TooDeep), "{step}");
        }
    }
}
