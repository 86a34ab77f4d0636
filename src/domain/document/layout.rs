//! Page and body sizes an office may set, and the ranges the decree leaves open [N30-I I, II.6.e].

use std::fmt;
use std::ops::RangeInclusive;

use crate::base::source::{DataPath, Text};

/// An exact length or factor in hundredths: `12,7` is 1270.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub u32);

impl Hundredths {
    /// Reads `20`, `12,7` or `12.7`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 4 || part.len() > 2 || !digits(whole) || !digits(part) {
            return None;
        }
        let part: u32 = format!("{part:0<2}").parse().ok()?;
        Some(Self(whole.parse::<u32>().ok()? * 100 + part))
    }

    /// As a clerk writes it: `12,7`.
    pub(crate) fn vietnamese(self) -> String {
        self.to_string().replace('.', ",")
    }
}

impl fmt::Display for Hundredths {
    /// Writes `12.7`, as Typst reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            _ if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// What an office may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Top margin, mm.
    pub top: Hundredths,
    /// Bottom margin, mm.
    pub bottom: Hundredths,
    /// Left margin, mm.
    pub left: Hundredths,
    /// Right margin, mm.
    pub right: Hundredths,
    /// Body size, pt.
    pub body_size: Hundredths,
    /// First-line indent, mm.
    pub indent: Hundredths,
    /// Line spacing as a factor of single spacing.
    pub line_spacing: Hundredths,
    /// Gap between paragraphs, pt.
    pub paragraph_gap: Hundredths,
    /// What the office set itself, and where.
    pub settings: Vec<Setting>,
}

/// One value the office set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it sets.
    pub limit: Limit,
    /// The value.
    pub value: Hundredths,
    /// As written.
    pub text: Text,
    /// Where in `co-quan.yaml`.
    pub path: DataPath,
}

impl Layout {
    /// Sets the value of a key of `trinh_bay` or `trinh_bay.le`.
    pub fn set(&mut self, key: &str, value: Hundredths) {
        match key {
            "tren" => self.top = value,
            "duoi" => self.bottom = value,
            "trai" => self.left = value,
            "phai" => self.right = value,
            "co_chu" => self.body_size = value,
            "thut_dong" => self.indent = value,
            "gian_dong" => self.line_spacing = value,
            _ => self.paragraph_gap = value,
        }
    }
}

impl Default for Layout {
    /// Margins 20/20/30/20 mm, 14 pt, indent 1,27 cm, 6 pt gaps [nd30.md 1.1, derived].
    fn default() -> Self {
        Self {
            top: Hundredths(2000),
            bottom: Hundredths(2000),
            left: Hundredths(3000),
            right: Hundredths(2000),
            body_size: Hundredths(1400),
            indent: Hundredths(1270),
            line_spacing: Hundredths(100),
            paragraph_gap: Hundredths(600),
            settings: Vec::new(),
        }
    }
}

/// One setting: its key, its unit and what the law allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Key inside `trinh_bay` or `trinh_bay.le`.
    pub key: &'static str,
    /// What to call it.
    pub name: &'static str,
    /// `mm`, `pt` or nothing.
    pub unit: &'static str,
    /// Allowed values, in hundredths.
    pub allowed: RangeInclusive<u32>,
}

const fn limit(key: &'static str, name: &'static str, unit: &'static str, from: u32, to: u32) -> Limit {
    Limit { key, name, unit, allowed: from..=to }
}

/// Margins, mm [N30-I I.3].
pub(crate) const MARGINS: [Limit; 4] = [
    limit("tren", "lề trên", "mm", 2000, 2500),
    limit("duoi", "lề dưới", "mm", 2000, 2500),
    limit("trai", "lề trái", "mm", 3000, 3500),
    limit("phai", "lề phải", "mm", 1500, 2000),
];

/// The body: 13–14 pt, indent 1 cm or 1,27 cm, single to 1,5 lines, gaps from 6 pt [N30-I II.6.e].
/// The decree sets no upper end for gaps; 12 pt keeps a page from falling apart.
pub const BODY: [Limit; 4] = [
    limit("co_chu", "cỡ chữ", "pt", 1300, 1400),
    limit("thut_dong", "thụt đầu dòng", "mm", 1000, 1270),
    limit("gian_dong", "giãn dòng", "", 100, 150),
    limit("cach_doan", "khoảng cách đoạn", "pt", 600, 1200),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact() {
        assert_eq!(Hundredths::parse("12,7"), Some(Hundredths(1270)));
        assert_eq!(Hundredths::parse("12.70"), Some(Hundredths(1270)));
        assert_eq!(Hundredths::parse("hai mươi"), None);
        assert_eq!(Hundredths(1270).to_string(), "12.7");
        assert_eq!(Hundredths(2000).to_string(), "20");
        assert_eq!(Hundredths(115).to_string(), "1.15");
    }
}
