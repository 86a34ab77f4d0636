//! The ladder that numbers headings: which scheme stands on which level, and the running counts.

use crate::base::source::Text;
use crate::base::text::{alphabet, numerals};

/// One way of numbering [N30-I II.6, V.6].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// `Phần I`, on its own line, centred.
    Part,
    /// `Chương I`, on its own line, centred.
    Chapter,
    /// `Mục 1`, on its own line, centred.
    Section,
    /// `Tiểu mục 1`, on its own line, centred.
    Subsection,
    /// `Điều 1.`
    Article,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1.`: the number above, a dot, the own number.
    Nested,
    /// `a)`
    Letter,
}

/// Names a clerk may write for a rung, in `bac_danh_so` and `{danh_so="…"}`.
pub(crate) const NAMES: [(&str, Rung); 13] = [
    ("phần", Rung::Part),
    ("chương", Rung::Chapter),
    ("mục", Rung::Section),
    ("tiểu mục", Rung::Subsection),
    ("điều", Rung::Article),
    ("khoản", Rung::Arabic),
    ("điểm", Rung::Letter),
    ("Phần I", Rung::Part),
    ("Điều 1.", Rung::Article),
    ("I.", Rung::Roman),
    ("1.", Rung::Arabic),
    ("1.1.", Rung::Nested),
    ("a)", Rung::Letter),
];

impl Rung {
    /// The rung a clerk names.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(n, _)| *n == name).map(|(_, rung)| *rung)
    }

    /// Whether the number stands alone on a centred line above the title.
    pub(crate) fn is_centred(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Subsection)
    }

    /// Whether counting runs on through the whole document (phần, chương, điều).
    pub(super) fn runs_on(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Article)
    }

    /// The bare number: `I`, `3`, `d`.
    fn bare(self, n: u32) -> String {
        match self {
            Self::Part | Self::Chapter | Self::Roman => numerals::roman(n),
            Self::Letter => alphabet::letter(n),
            _ => n.to_string(),
        }
    }

    /// The count a number written by the clerk stands for.
    fn count(self, written: &str) -> Option<u32> {
        match self {
            Self::Part | Self::Chapter | Self::Roman => numerals::from_roman(written),
            Self::Letter => alphabet::position(written),
            _ => {
                let digits = written.rsplit('.').next().unwrap_or(written);
                let end = digits.find(|c: char| !c.is_ascii_digit());
                digits[..end.unwrap_or(digits.len())].parse().ok()
            }
        }
    }

    /// The number as printed: `Điều 1.`, `2.1.`, `a)`.
    fn label(self, bare: &str) -> String {
        match self {
            Self::Part => format!("Phần {bare}"),
            Self::Chapter => format!("Chương {bare}"),
            Self::Section => format!("Mục {bare}"),
            Self::Subsection => format!("Tiểu mục {bare}"),
            Self::Article => format!("Điều {bare}."),
            Self::Letter => format!("{bare})"),
            Self::Roman | Self::Arabic | Self::Nested => format!("{bare}."),
        }
    }
}

/// The rungs of heading levels 1, 2, 3, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ladder(Vec<Rung>);

impl Ladder {
    /// A ladder of these rungs, level 1 first.
    pub(crate) fn new(rungs: Vec<Rung>) -> Self {
        Self(rungs)
    }

    /// How many levels it has.
    pub(crate) fn levels(&self) -> usize {
        self.0.len()
    }

    /// The rung of a heading level from 1.
    pub(crate) fn rung(&self, level: usize) -> Option<Rung> {
        self.0.get(level.checked_sub(1)?).copied()
    }
}

/// A heading's number, given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingNumber {
    /// How it was made.
    pub rung: Rung,
    /// As printed.
    pub label: String,
    /// What references call the heading by.
    pub name: Option<Text>,
}

impl HeadingNumber {
    /// How high it stands, 1 the highest.
    pub(crate) fn rank(&self) -> u8 {
        match self.rung {
            Rung::Part => 1,
            Rung::Chapter => 2,
            Rung::Section => 3,
            Rung::Subsection => 4,
            Rung::Article => 5,
            Rung::Roman => 6,
            Rung::Arabic => 7,
            Rung::Nested => 7 + u8::try_from(self.bare().matches('.').count()).unwrap_or(u8::MAX).clamp(1, 100),
            Rung::Letter => 120,
        }
    }

    /// The number without its word and its dot: `I`, `2.1`, `a`.
    pub(crate) fn bare(&self) -> &str {
        let number = self.label.rsplit(' ').next().unwrap_or(&self.label);
        number.trim_end_matches(['.', ')'])
    }
}

/// What a heading asks for besides its level.
#[derive(Debug, Clone, Default)]
pub(crate) struct Override {
    /// `{so="d"}`: this number.
    pub number: Option<String>,
    /// `{danh_so="1.1."}`: this scheme.
    pub rung: Option<Rung>,
}

/// Running counts of one body.
#[derive(Debug, Clone)]
pub(crate) struct HeadingCounter {
    ladder: Ladder,
    counts: Vec<u32>,
    bare: Vec<String>,
}

impl HeadingCounter {
    /// Starts at the beginning of a body.
    pub(crate) fn new(ladder: Ladder) -> Self {
        let levels = ladder.levels();
        Self { ladder, counts: vec![0; levels], bare: vec![String::new(); levels] }
    }

    /// The number of the next heading on `level` (from 1); `None` when the ladder is not that deep.
    pub(crate) fn next(&mut self, level: usize, asked: &Override) -> Option<HeadingNumber> {
        let usual = self.ladder.rung(level)?;
        let rung = asked.rung.unwrap_or(usual);
        let i = level - 1;
        for below in level..self.counts.len() {
            if !self.ladder.0[below].runs_on() {
                self.counts[below] = 0;
            }
            self.bare[below].clear();
        }
        self.counts[i] = self.counts[i].saturating_add(1);
        let mut bare = rung.bare(self.counts[i]);
        if let Some(written) = &asked.number {
            if let Some(count) = rung.count(written) {
                self.counts[i] = count;
            }
            bare.clone_from(written);
        } else if rung == Rung::Nested
            && let Some(above) = self.bare[..i].iter().rfind(|bare| !bare.is_empty())
        {
            bare = format!("{above}.{bare}");
        }
        self.bare[i].clone_from(&bare);
        Some(HeadingNumber { rung, label: rung.label(&bare), name: None })
    }
}
