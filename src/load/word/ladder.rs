//! Which heading level each way of numbering stands on: higher divisions first, roman numbers before or behind arabic ones
//! as the text opens them.

use crate::domain::document::heading_numbers::{HeadingCounter, Ladder, Override, Rung};
use crate::load::word::numbers::Scheme;

/// Heading levels of Markdown.
const MAX_LEVELS: usize = 6;

/// The levels of a text.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    /// Of each level, from 1.
    schemes: Vec<Option<Scheme>>,
    counter: HeadingCounter,
    /// For `bac_danh_so`, where the kind's own does not do.
    pub(super) own: Option<Vec<&'static str>>,
}

impl Levels {
    /// The levels for the numbers of a text, in their order, on the usual ladder of the text where they fit.
    pub(super) fn of(usual: Option<Ladder>, numbers: &[Scheme]) -> Self {
        let mut used: Vec<Scheme> = numbers.to_vec();
        used.sort_unstable();
        used.dedup();
        // roman numbers inside points stand under them
        let roman_inside = numbers.iter().find(|scheme| matches!(scheme, Scheme::Roman | Scheme::Arabic));
        if roman_inside == Some(&Scheme::Arabic)
            && let Some(at) = used.iter().position(|scheme| *scheme == Scheme::Roman)
            && used.get(at + 1) == Some(&Scheme::Arabic)
        {
            used.swap(at, at + 1);
        }
        if let Some(ladder) = &usual
            && let Some(schemes) = fitted(ladder, &used)
        {
            return Self { schemes, counter: HeadingCounter::new(ladder.clone()), own: None };
        }
        used.truncate(MAX_LEVELS);
        let ladder = Ladder::new(used.iter().map(|scheme| scheme.rung()).collect());
        let own = Some(used.iter().map(|scheme| scheme.name()).collect());
        Self { schemes: used.into_iter().map(Some).collect(), counter: HeadingCounter::new(ladder), own }
    }

    /// The level of a scheme, from 1.
    pub(super) fn level(&self, scheme: Scheme) -> Option<usize> {
        self.schemes.iter().position(|known| *known == Some(scheme)).map(|at| at + 1)
    }

    /// Counts a heading; the number to set when the program's own is another one.
    pub(super) fn count(&mut self, level: usize, bare: &str) -> (String, Option<String>) {
        let mut tried = self.counter.clone();
        let plain = tried.next(level, &Override::default());
        if let Some(number) = &plain
            && same(&number.label, bare)
        {
            self.counter = tried;
            return (number.label.clone(), None);
        }
        let set = Override { number: Some(bare.to_owned()), rung: None };
        let label = self.counter.next(level, &set).map(|number| number.label).unwrap_or_default();
        (label, Some(bare.to_owned()))
    }
}

/// Whether a printed number is the one that was typed.
fn same(label: &str, bare: &str) -> bool {
    let label = label.trim_end_matches(['.', ')']);
    label.rsplit(' ').next() == Some(bare)
}

/// The levels of a kind's own ladder for these schemes, when each has one in the same order.
fn fitted(ladder: &Ladder, used: &[Scheme]) -> Option<Vec<Option<Scheme>>> {
    let rungs: Vec<Rung> = (1..=ladder.levels()).filter_map(|level| ladder.rung(level)).collect();
    let mut schemes = vec![None; rungs.len()];
    let mut from = 0;
    for scheme in used {
        if matches!(scheme, Scheme::Capital | Scheme::Nested(2..)) {
            return None;
        }
        let at = rungs.iter().skip(from).position(|rung| *rung == scheme.rung())? + from;
        schemes[at] = Some(*scheme);
        from = at + 1;
    }
    Some(schemes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Kind;

    fn levels(kind: &str, numbers: &[Scheme]) -> Levels {
        Levels::of(Kind::from_key(kind).map(Kind::ladder), numbers)
    }

    #[test]
    fn the_ladder_of_the_kind_is_kept_where_it_fits() {
        let report = levels("bao-cao", &[Scheme::Roman, Scheme::Arabic, Scheme::Letter, Scheme::Roman]);
        assert_eq!(report.own, None);
        assert_eq!((report.level(Scheme::Roman), report.level(Scheme::Letter)), (Some(2), Some(4)));
        let rules = levels("quyet-dinh", &[Scheme::Chapter, Scheme::Article, Scheme::Arabic, Scheme::Letter]);
        assert_eq!(rules.own, Some(vec!["chương", "điều", "khoản", "điểm"]));
        let nested = levels("bao-cao", &[Scheme::Roman, Scheme::Arabic, Scheme::Nested(1)]);
        assert_eq!(nested.own, Some(vec!["I.", "khoản", "1.1."]));
    }

    #[test]
    fn only_numbers_that_differ_are_set() {
        let mut report = levels("bao-cao", &[Scheme::Roman, Scheme::Arabic]);
        assert_eq!(report.count(2, "I").1, None);
        assert_eq!(report.count(3, "1").1, None);
        assert_eq!(report.count(3, "3"), ("3.".to_owned(), Some("3".to_owned())));
        assert_eq!(report.count(3, "4").1, None);
        assert_eq!(report.count(2, "II").1, None);
        assert_eq!(report.count(3, "1").1, None);
    }
}
