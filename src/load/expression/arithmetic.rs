//! Arithmetic of an expression as calls of exact functions: `a + b * 2` → `cong(a, nhan(b, so("2")))`.
//!
//! minijinja computes with machine numbers only; figures are exact decimals.

/// The expression with its arithmetic as calls; `None` when it holds what this grammar does not know.
pub(super) fn exact(expression: &str) -> Option<String> {
    let mut parser = Parser { text: expression, at: 0 };
    let rewritten = parser.sum();
    parser.blanks();
    rewritten.filter(|_| parser.at == expression.len())
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn sum(&mut self) -> Option<String> {
        self.chain(&[("+", "cong"), ("-", "tru")], Self::product)
    }

    fn product(&mut self) -> Option<String> {
        self.chain(&[("*", "nhan"), ("/", "chia")], Self::signed)
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
            let right = inner(self)?;
            left = format!("{call}({left}, {right})");
        }
    }

    fn signed(&mut self) -> Option<String> {
        self.blanks();
        if self.take("-") {
            return Some(format!("tru(so(\"0\"), {})", self.signed()?));
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
            c if c.is_ascii_digit() => {
                let number = self.while_of(|c| c.is_ascii_digit() || c == '.');
                Some(format!("so(\"{}\")", number.replace('.', ",")))
            }
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
        let word = matches!(
            name.to_lowercase().as_str(),
            "if" | "else" | "and" | "or" | "not" | "in" | "is" | "true" | "false" | "none"
        );
        (!name.is_empty() && !word).then(|| name.to_owned())
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

    /// Brackets and what is in them, unchanged.
    fn brackets(&mut self) -> Option<String> {
        let start = self.at;
        let mut open = 0;
        while self.at < self.text.len() {
            match self.text[self.at..].chars().next()? {
                '"' | '\'' => {
                    self.string()?;
                    continue;
                }
                '(' | '[' => open += 1,
                ')' | ']' => open -= 1,
                _ => {}
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
    use super::exact;

    #[test]
    fn arithmetic_becomes_calls() {
        let exact = |text| exact(text).unwrap();
        assert_eq!(exact("a.b + c.d * 2"), "cong(a.b, nhan(c.d, so(\"2\")))");
        assert_eq!(exact("(a - b) / c|so_le(1)"), "chia((tru(a, b)), c|so_le(1))");
        assert_eq!(exact("-a.b * 1.5"), "nhan(tru(so(\"0\"), a.b), so(\"1,5\"))");
        assert_eq!(exact("du_lich.luot_khach"), "du_lich.luot_khach");
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for text in ["a if b else c", "a ~ b", "a ** 2", "a // b", "(a", "\"x", "a < b", "true", "", "a b"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}
