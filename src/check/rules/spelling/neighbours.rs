//! Words that no official document has beside their neighbours, where one a slip away often stands there: `báo cao`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::finding::codes;
use crate::check::language::counted::Counted;
use crate::check::language::keys::{one_slip, telex};
use crate::check::language::syllable;
use crate::check::language::words::Case;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::impossible::like;
use crate::check::rules::spelling::is_known;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::ODD_WORD,
    basis: None,
    examples: &[LanguageExample {
        wrong: "gửi báo cao kết quả về", right: "gửi báo cáo kết quả về"
    }],
    passes: &["báo cáo kết quả"],
    noise: Noise { found: 10, wrong: 6 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage, &reading.times).into_iter().filter(|slip| !is_known(reading, passage, slip)) {
            report.slip(
                passage,
                slip,
                |written| format!("`{written}` chưa thấy đứng giữa hai từ này trong văn bản nào"),
                "",
            );
        }
    }
}

/// How sure the neighbours have to be of the word that was meant.
struct Demand {
    /// In how many documents the word as written may stand beside either neighbour.
    written: u16,
    /// In how many documents both pairs of the word that was meant stand.
    each: u16,
    /// In how many documents they stand together.
    together: u32,
    /// How many times as often as the pairs that are written.
    ratio: u32,
}

/// For a word that stands beside neither neighbour, and for one that has been seen beside one of them.
const DEMANDS: [Demand; 2] =
    [Demand { written: 0, each: 2, together: 8, ratio: 0 }, Demand { written: 2, each: 2, together: 12, ratio: 10 }];

/// What part of the documents of a neighbour, in percent, has it beside the word that was meant.
const SHARE: u32 = 5;

/// In how many documents a neighbour stands beside the word that was meant, when nobody has written the other one.
const SURE: u16 = 20;

/// How often a word may stand in a document and be a slip.
const MAX_TIMES: usize = 2;

/// Words so common that they stand beside anything.
const COMMON: [&str; 4] = ["mà", "vì", "tới", "họ"];

/// Every syllable with its keys.
static KEYS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let mut keys: Vec<_> = Counted::get().syllables().filter_map(|word| Some((word, telex(word)?))).collect();
    keys.sort_unstable();
    keys
});

/// Every such word of some passages of one document.
pub(crate) fn slips(passage: &Passage, times: &HashMap<String, usize>) -> Vec<Slip> {
    let at = 1..passage.words.len().saturating_sub(1);
    at.filter_map(|at| slip(passage, at, times)).collect()
}

impl Demand {
    fn is_met(&self, written: (u16, u16), meant: (u16, u16), (a, b): (&str, &str)) -> bool {
        let counted = Counted::get();
        let sum = |(first, second): (u16, u16)| u32::from(first) + u32::from(second);
        let share =
            |pair: u16, neighbour: &str| 100 * u32::from(pair) >= SHARE * u32::from(counted.syllable(neighbour));
        sum(written) <= u32::from(self.written)
            && meant.0.min(meant.1) >= self.each
            && sum(meant) >= self.together.max(self.ratio * sum(written))
            && (self.written > 0 || share(meant.0, a) || share(meant.1, b))
    }
}

fn slip(passage: &Passage, at: usize, times: &HashMap<String, usize>) -> Option<Slip> {
    let counted = Counted::get();
    let word = &passage.words[at];
    let (before, after) = (passage.before(at)?, passage.after(at)?);
    let [a, w, b] = [&before.small, &word.small, &after.small].map(String::as_str);
    // names are their own
    let is_checked = word.case == Case::Small
        && !word.in_sign
        && before.is_plain()
        && after.is_plain()
        && w.chars().count() > 1
        && !COMMON.contains(&w)
        && times.get(w).is_none_or(|times| *times <= MAX_TIMES);
    // what is no syllable at all is told as such
    if !is_checked || syllable::read(w) != syllable::Spelling::Possible {
        return None;
    }
    let written = (counted.pair(a, w), counted.pair(w, b));
    if written.0 > 0 && written.1 > 0 || counted.syllable(a) == 0 || counted.syllable(b) == 0 {
        return None;
    }
    let keys = telex(w)?;
    let meant = KEYS.iter().filter(|(known, known_keys)| {
        let pairs = (counted.pair(a, known), counted.pair(known, b));
        let is_sure = counted.syllable(w) == 0 && pairs.0.max(pairs.1) >= SURE;
        (is_sure || DEMANDS.iter().any(|demand| demand.is_met(written, pairs, (a, b))))
            && !COMMON.contains(known)
            && one_slip(&keys, known_keys)
    });
    let best = meant.max_by_key(|(known, _)| u32::from(counted.pair(a, known)) + u32::from(counted.pair(known, b)))?;
    Some(Slip { range: word.range.clone(), right: Some(like(best.0, word.case)) })
}
