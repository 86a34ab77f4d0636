//! A document as it was found in a Word file: the fields of its YAML, in the clerk's words.

use std::collections::HashSet;

use crate::base::text::one_line;
use crate::domain::document::AttachedKind;

/// What was found.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    /// Key of the kind.
    pub(crate) kind: Option<&'static str>,
    pub(crate) parent: Vec<String>,
    pub(crate) issuer: Vec<String>,
    /// Bare digits.
    pub(crate) number: Option<String>,
    pub(crate) symbol: Option<String>,
    /// Values of `do_mat`, `do_khan`, `luu_hanh`.
    pub(crate) marks: Vec<(&'static str, &'static str)>,
    pub(crate) place_name: Option<String>,
    /// `2025-12-05`, `2025-12` or `2025`.
    pub(crate) issued_on: Option<String>,
    pub(crate) subject: Vec<String>,
    pub(crate) subject_note: Option<String>,
    pub(crate) authority: Vec<String>,
    pub(crate) legal_bases: Vec<String>,
    pub(crate) addressees: Vec<String>,
    /// Fields that only some kinds have, each with its texts.
    pub(crate) details: Vec<(&'static str, Vec<String>)>,
    pub(crate) text: DraftText,
    pub(crate) annexes: Vec<DraftAnnex>,
    pub(crate) recipients: Vec<String>,
    /// Who signs, from left to right.
    pub(crate) signers: Vec<DraftSigner>,
    /// Pictures to lie beside the document: path as the text names it, bytes.
    pub(crate) pictures: Vec<(String, Vec<u8>)>,
    pub(crate) report: Report,
    /// Words of the file that stand nowhere here: none, unless reading went wrong.
    pub(crate) missing: Vec<String>,
}

/// Who signs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct DraftSigner {
    pub(crate) capacity: Vec<String>,
    pub(crate) position: Vec<String>,
    pub(crate) full_name: Option<String>,
}

/// A text with its headings.
#[derive(Debug, Default, Clone)]
pub(crate) struct DraftText {
    /// Markdown of `noi_dung`.
    pub(crate) markdown: String,
    /// Which paragraph of the file each line of it was made of.
    pub(crate) paragraphs: Vec<usize>,
    /// `bac_danh_so`, where the kind's own does not fit.
    pub(crate) ladder: Option<Vec<&'static str>>,
}

/// An annex.
#[derive(Debug, Default, Clone)]
pub(crate) struct DraftAnnex {
    /// What it is, where it is no annex but issued with the document.
    pub(crate) attached: Option<AttachedKind>,
    pub(crate) title: Vec<String>,
    pub(crate) landscape: bool,
    pub(crate) text: DraftText,
}

/// What a clerk must know of the import.
#[derive(Debug, Default, Clone)]
pub(crate) struct Report {
    /// What was decided without being sure.
    pub(crate) guesses: Vec<Guess>,
    /// What they say, so that each is told once.
    told: HashSet<String>,
    /// Words that the program prints itself: Quốc hiệu, `QUYẾT NGHỊ:`, rules.
    pub(crate) printed_anyway: Vec<String>,
    /// Numbers of headings and captions, which the program counts again.
    pub(crate) counted_again: Vec<String>,
    /// What stands in the file and is not taken, in words.
    pub(crate) not_taken: Vec<NotTaken>,
}

/// A guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    /// A clause: `coi “…” là đề mục`.
    pub(crate) what: String,
    /// Why, and how sure.
    pub(crate) why: &'static str,
    pub(crate) sureness: Sureness,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    Low,
    Fair,
}

/// Something that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotTaken {
    /// What kind of thing: `đầu trang, chân trang`.
    pub(crate) what: &'static str,
    /// Its words, or those beside it.
    pub(crate) words: String,
}

impl Report {
    /// A guess, told once.
    pub(crate) fn guess(&mut self, sureness: Sureness, why: &'static str, what: impl Into<String>) {
        let what = what.into();
        if self.told.insert(what.clone()) {
            self.guesses.push(Guess { what, why, sureness });
        }
    }

    pub(crate) fn not_taken(&mut self, what: &'static str, words: impl Into<String>) {
        self.not_taken.push(NotTaken { what, words: words.into() });
    }
}

/// The beginning of a text, as messages quote it.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let text = one_line(text);
    if text.chars().count() <= SHOWN {
        return format!("“{text}”");
    }
    let cut: String = text.chars().take(SHOWN).collect();
    format!("“{}…”", cut.trim_end())
}
