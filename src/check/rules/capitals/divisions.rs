//! Divisions of a text that is cited: Phần, Chương, Mục, Điều have a capital, khoản and điểm none [N30-II V.7].

use crate::base::finding::codes;
use crate::check::language::words::{Case, Word};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Capitals,
    code: codes::DIVISION_CAPITALS,
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.7"),
    examples: &[
        LanguageExample {
            wrong: "theo quy định tại Khoản 2 Điều 5", right: "theo quy định tại khoản 2 Điều 5"
        },
        LanguageExample { wrong: "theo điều 5 của Luật", right: "theo Điều 5 của Luật" },
    ],
    passes: &["Khoản 2 Điều 5 quy định"],
    noise: Noise { found: 3, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` viết hoa không đúng khi viện dẫn"), "");
        }
    }
}

/// Every cited division written the other way.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    (0..passage.words.len()).filter_map(|at| slip(passage, at)).collect()
}

fn slip(passage: &Passage, at: usize) -> Option<Slip> {
    let word = &passage.words[at];
    let number = passage.after(at).filter(|next| is_number(next))?;
    match (word.small.as_str(), word.case) {
        ("điều", Case::Small) => {
            let of = passage.after(at + 1)?;
            let cited =
                matches!(of.small.as_str(), "của" | "luật" | "nghị" | "thông" | "quyết" | "bộ" | "hiến" | "pháp");
            let capital = of.case == Case::Capitalized || of.small == "của";
            (cited && capital && number.small.bytes().all(|b| b.is_ascii_digit()))
                .then(|| Slip { range: word.range.clone(), right: Some("Điều".to_owned()) })
        }
        ("khoản" | "điểm", Case::Capitalized) => {
            // the first word of a sentence or an item has its capital
            let before = passage.before(at)?;
            let inside = matches!(before.case, Case::Small | Case::Mixed)
                && !passage.written(before.range.end..word.range.start).contains('\n');
            let cited =
                passage.after(at + 1).is_some_and(|next| matches!(next.small.as_str(), "điều" | "khoản" | "mục"));
            (inside && cited).then(|| Slip { range: word.range.clone(), right: Some(word.small.clone()) })
        }
        _ => None,
    }
}

fn is_number(word: &Word) -> bool {
    word.small.bytes().all(|b| b.is_ascii_digit()) || word.small.chars().count() == 1
}
