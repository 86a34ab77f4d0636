//! Words that are no syllable of the language: letters lost, keys left over, words glued together.

use crate::base::finding::codes;
use crate::check::language::counted::Counted;
use crate::check::language::keys::{of_telex, of_vni, one_slip, telex};
use crate::check::language::syllable::{Spelling, read};
use crate::check::language::words::{Case, Word};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::is_known;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::IMPOSSIBLE_WORD,
    basis: None,
    examples: &[
        LanguageExample {
            wrong: "theo quy định pháp luât hiện hành", right: "theo quy định pháp luật hiện hành"
        },
        LanguageExample { wrong: "cấp hộchiếu phổ thông", right: "cấp hộ chiếu phổ thông" },
        LanguageExample { wrong: "thực hiêjn nhiệm vụ", right: "thực hiện nhiệm vụ" },
        LanguageExample { wrong: "Qũy Bảo trợ trẻ em", right: "Quỹ Bảo trợ trẻ em" },
    ],
    passes: &["Đắk Lắk", "giá 5.000đ", "ông Y Kơnia", "TTĐT, UBMTTQVN"],
    noise: Noise { found: 6, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage).into_iter().filter(|slip| !is_known(reading, passage, slip)) {
            report.slip(
                passage,
                slip,
                |written| format!("`{written}` không phải tiếng Việt"),
                "tên riêng, tiếng nước ngoài thì thêm vào `tu_rieng` trong `co-quan.yaml`, còn lại thì gõ lại từ này",
            );
        }
    }
}

/// Syllables of names and loan words that are written so, in small letters.
const WRITTEN_SO: [&str; 46] = [
    "đ",
    "đắk",
    "đăk",
    "đak",
    "lắk",
    "lăk",
    "krông",
    "kông",
    "kạn",
    "kôn",
    "srêpốk",
    "đakrông",
    "pứt",
    "phớc",
    "rvê",
    "kmăl",
    "cămpuchia",
    "lênin",
    "bôxit",
    "ôxy",
    "ôxi",
    "ôtô",
    "ôzôn",
    "kilômét",
    "centimét",
    "milimét",
    "iốt",
    "brôm",
    "hyđrô",
    "clo",
    "café",
    "xêrôtônin",
    "vắcxin",
    "vắc",
    "amiăng",
    "pôlime",
    "êtylen",
    "mêtan",
    "axít",
    "vônfram",
    "kali",
    "các-bon",
    "sêri",
    "tơrưng",
    "rông",
    "kơnia",
];

/// In how many documents a word stands that a slip is taken for.
const KNOWN: u16 = 5;

/// Every such word of a passage.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = passage.words.iter().enumerate().filter_map(|(at, word)| slip(passage, at, word));
    found.collect()
}

fn slip(passage: &Passage, at: usize, word: &Word) -> Option<Slip> {
    let right = if word.small.is_ascii() { keys_left_over(passage, at, word)? } else { impossible(passage, at, word)? };
    let right = right.map(|right| like(&right, word.case));
    Some(Slip { range: word.range.clone(), right })
}

/// What was meant by a word with a mark that is no syllable; none outside when it is one, none inside when nobody can tell.
fn impossible(passage: &Passage, at: usize, word: &Word) -> Option<Option<String>> {
    let is_word = word.is_plain() || word.case == Case::Capitals && has_marked_vowel(&word.small) && !word.in_sign;
    if !is_word || WRITTEN_SO.contains(&word.small.as_str()) {
        return None;
    }
    match read(&word.small) {
        Spelling::Possible => None,
        Spelling::MisplacedTone(right) => Some(Some(right)),
        Spelling::Impossible => {
            let right = meant(passage, at, word);
            // names of other peoples are written so
            (right.is_some() || word.case == Case::Small).then_some(right)
        }
    }
}

/// `ddoongs`, `ngo6n`: a word without marks that keys make into one which stands beside its neighbours.
fn keys_left_over(passage: &Passage, at: usize, word: &Word) -> Option<Option<String>> {
    let has_figures = word.small.contains(|c: char| c.is_ascii_digit());
    if word.small.len() < 3 || !has_figures && read(&word.small) == Spelling::Possible || word.in_sign {
        return None;
    }
    let meant = if has_figures { of_vni(&word.small)? } else { of_telex(&word.small)? };
    let counted = Counted::get();
    let is_known = !meant.is_ascii() && counted.syllable(&meant) >= KNOWN;
    (is_known && beside_neighbours(passage, at, &meant) > 1).then_some(Some(meant))
}

/// The word that was meant: two glued together, keys that were not taken, or the one slip that its neighbours know best.
fn meant(passage: &Passage, at: usize, word: &Word) -> Option<String> {
    let counted = Counted::get();
    if let Some(parted) = glued(&word.small) {
        return Some(parted);
    }
    let typed = of_telex(&word.small).or_else(|| of_vni(&word.small));
    if let Some(typed) = typed.filter(|typed| counted.syllable(typed) >= KNOWN) {
        return Some(typed);
    }
    let keys = telex(&word.small)?;
    let near = counted.syllables().filter(|known| telex(known).is_some_and(|known| one_slip(&keys, &known)));
    let mut near: Vec<_> =
        near.map(|known| (beside_neighbours(passage, at, known), counted.syllable(known), known)).collect();
    near.sort_unstable_by(|a, b| b.cmp(a));
    match near[..] {
        [(neighbours, _, best)] if neighbours > 0 => Some(best.to_owned()),
        [(first, _, best), (second, ..), ..] if first >= 4 && first >= 2 * second => Some(best.to_owned()),
        _ => None,
    }
}

/// How many documents have a word beside the neighbours it has here.
fn beside_neighbours(passage: &Passage, at: usize, word: &str) -> u32 {
    let counted = Counted::get();
    let before = passage.before(at).map_or(0, |before| counted.pair(&before.small, word));
    let after = passage.after(at).map_or(0, |after| counted.pair(word, &after.small));
    u32::from(before) + u32::from(after)
}

/// Two words without a blank between them: `hộchiếu`.
fn glued(word: &str) -> Option<String> {
    let counted = Counted::get();
    let ends = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
    let mut parted: Vec<_> = ends.map(|(a, b)| (counted.pair(a, b), a, b)).filter(|(count, ..)| *count > 1).collect();
    parted.sort_unstable();
    parted.last().map(|(_, a, b)| format!("{a} {b}"))
}

fn has_marked_vowel(word: &str) -> bool {
    word.chars().any(|c| !c.is_ascii() && c != 'đ')
}

/// A word with the capitals of another.
pub(crate) fn like(word: &str, case: Case) -> String {
    match case {
        Case::Capitals => word.to_uppercase(),
        Case::Capitalized => {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
        Case::Small | Case::Mixed => word.to_owned(),
    }
}
