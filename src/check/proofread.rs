//! Reads a text through with every rule of language.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings};
use crate::base::source::{Place, Source};
use crate::check::ignored::Ignored;
use crate::check::language_rule::{FAMILIES, Family, LanguageRule, Report};
use crate::check::passage::Reading;
use crate::check::registry::LANGUAGE;
use crate::check::rules::{arithmetic, citations};
use crate::formats::yaml::node::Node;

/// What was read of one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyCount {
    /// Which.
    pub family: Family,
    /// Findings.
    pub found: usize,
    /// Words, signs or numbers that a rule has judged.
    pub checked: usize,
    /// Those that none could judge.
    pub unchecked: usize,
}

/// What was read of one text.
#[derive(Debug, Default)]
pub struct Proofread {
    /// In the order of the file.
    pub findings: Findings,
    /// A row a family.
    pub counts: Vec<FamilyCount>,
    /// How many words it has.
    pub words: usize,
    /// Findings that the file or the office lets stand.
    pub ignored: usize,
}

/// Reads a document through; `office` is the office's file.
pub(crate) fn document(
    source: &Arc<Source>,
    root: &Node,
    office: Option<(&Arc<Source>, &Node)>,
    families: &[Family],
) -> Proofread {
    let reading = Reading::of_document(source, root, office.map(|(_, root)| root));
    let own = Ignored::of(source, root);
    let of_office = office.map(|(source, root)| Ignored::of(source, root));
    read(&reading, families, own, of_office)
}

/// Reads plain text through.
pub(crate) fn text(source: &Arc<Source>, families: &[Family]) -> Proofread {
    read(&Reading::of_text(source), families, Ignored::none(), None)
}

fn read(reading: &Reading, families: &[Family], mut own: Ignored, mut office: Option<Ignored>) -> Proofread {
    let mut read = Proofread { words: reading.count(), ..Proofread::default() };
    let mut taken: HashSet<Place> = HashSet::new();
    for family in FAMILIES.into_iter().filter(|family| families.contains(family)) {
        let before = read.findings.iter().count();
        for rule in LANGUAGE.iter().filter(|rule| rule.family == family) {
            for (finding, quoted) in found(rule, reading) {
                // a word is told once, by the rule that is surest of it
                if finding.place.clone().is_some_and(|place| !taken.insert(place)) {
                    continue;
                }
                let stands = own.takes(rule.code.id, &quoted)
                    || office.as_mut().is_some_and(|office| office.takes(rule.code.id, &quoted));
                if !stands {
                    read.findings.push(finding.hint(ignoring(rule.code.id, &quoted)));
                }
            }
        }
        let (checked, all) = coverage(family, reading);
        let found = read.findings.iter().count() - before;
        read.counts.push(FamilyCount { family, found, checked, unchecked: all.saturating_sub(checked) });
    }
    read.ignored = own.count + office.map_or(0, |office| office.count);
    read.findings.extend(own.idle(families.len() == FAMILIES.len()));
    read.findings = std::mem::take(&mut read.findings).in_source_order();
    read
}

fn found(rule: &LanguageRule, reading: &Reading) -> Vec<(Finding, String)> {
    let mut report = Report::of(rule);
    (rule.check)(reading, &mut report);
    report.findings.into_iter().zip(report.quoted).collect()
}

/// The line that lets a finding stand.
fn ignoring(rule: &str, quoted: &str) -> String {
    let quoted = quoted.replace('\\', "\\\\").replace('"', "\\\"");
    format!("đúng rồi thì thêm vào `bo_qua` của văn bản: `- {{luat: {rule}, chu: \"{quoted}\", ly_do: …}}`")
}

/// How many words, signs or numbers of a text the rules of a family judge, of how many.
fn coverage(family: Family, reading: &Reading) -> (usize, usize) {
    let words = || reading.passages.iter().flat_map(|passage| &passage.words);
    match family {
        Family::Spelling => (words().filter(|word| word.is_plain()).count(), words().count()),
        Family::Capitals => {
            let capitals = words().filter(|word| word.is_capitalized()).count();
            let looked = reading.passages.iter().map(crate::check::rules::capitals::looked_at).sum();
            (looked, capitals)
        }
        Family::Punctuation => {
            let signs = |text: &str| text.matches(|c: char| ",;:.()[]“”".contains(c)).count();
            let all = reading.passages.iter().map(|passage| signs(&passage.text)).sum();
            (all, all)
        }
        Family::Citations => citations::coverage(reading),
        Family::Arithmetic => arithmetic::coverage(reading),
    }
}
