//! Many findings of one cause → a few that say how many there are: no file makes more to read than a clerk can read.

use std::collections::HashMap;

use super::{Code, Finding, Findings, MAX_KEPT};
use crate::base::source::Place;

/// Places listed of one cause.
const MAX_PLACES: usize = 20;

/// Findings of one code that are told of one file; the rest are counted.
const MAX_OF_ONE_CODE: usize = 100;

/// What two findings of one cause have in common: code, message, file, and the words they are about.
type Cause = (&'static str, String, Option<(String, Option<String>)>);

/// The first finding of a cause, with the first places of the others and how many they are.
struct Kept {
    finding: Finding,
    places: Vec<String>,
    others: usize,
}

impl Findings {
    /// One finding for each cause: the first of those that say the same of one file, with the places of the others. What
    /// findings of the figures, or with the codes `named`, say names its cause; those with the codes `repeated` are of one cause where they
    /// are about the same words.
    #[must_use]
    pub(crate) fn gathered(self, named: &[Code], repeated: &[Code]) -> Self {
        let over = over(&self);
        let mut kept: Vec<Kept> = Vec::new();
        let mut known: HashMap<Cause, usize> = HashMap::new();
        for finding in self.0 {
            let is_repeated = !finding.is_of_figures && repeated.contains(&finding.code);
            let counts = is_repeated || finding.is_of_figures || named.contains(&finding.code);
            let Some(place) = finding.place.as_ref().filter(|_| counts) else {
                kept.push(Kept { finding, places: Vec::new(), others: 0 });
                continue;
            };
            let words = is_repeated.then(|| place.source().text()[place.range()].to_owned());
            let cause = (finding.code.id, finding.message.clone(), Some((place.source().name().to_owned(), words)));
            let at = *known.entry(cause).or_insert(kept.len());
            let Some(first) = kept.get_mut(at) else {
                kept.push(Kept { finding, places: Vec::new(), others: 0 });
                continue;
            };
            first.others += 1;
            if first.others <= MAX_PLACES {
                let (line, column) = place.line_column();
                first.places.push(format!("{line}:{column}"));
            }
        }
        let told = kept.into_iter().map(|Kept { mut finding, places, others }| {
            if others > 0 {
                let more = if others > MAX_PLACES { ", …" } else { "" };
                finding.message += &format!(" (dùng ở {over}{} chỗ)", others + 1);
                finding.hints.push(format!("các chỗ khác, theo dòng:cột: {}{more}", places.join(", ")));
            }
            finding
        });
        told.collect()
    }

    /// One finding for those of a code that say the same of several files, with the names of the others.
    #[must_use]
    pub(crate) fn one_for_files(self, code: Code) -> Self {
        let mut kept: Vec<(Finding, Vec<String>)> = Vec::new();
        for finding in self.0 {
            let says_the_same = |known: &Finding| {
                (known.code, &known.message, &known.hints) == (finding.code, &finding.message, &finding.hints)
            };
            let known = kept.iter_mut().find(|(known, _)| finding.code == code && says_the_same(known));
            match (known, finding.file.clone()) {
                (Some((_, others)), Some(file)) => others.push(file),
                _ => kept.push((finding, Vec::new())),
            }
        }
        let told = kept.into_iter().map(|(mut finding, others)| {
            if !others.is_empty() {
                finding.message += &format!(" ({} tệp)", others.len() + 1);
                let more = if others.len() > MAX_PLACES { ", …" } else { "" };
                let named: Vec<&str> = others.iter().take(MAX_PLACES).map(String::as_str).collect();
                finding.hints.push(format!("các tệp khác: {}{more}", named.join(", ")));
            }
            finding
        });
        told.collect()
    }

    /// The same, with no more than a hundred of one code about one file: one more says how many others there are, and where
    /// they begin.
    #[must_use]
    pub(crate) fn capped(self) -> Self {
        fn key(finding: &Finding) -> (&'static str, Option<&str>) {
            let file = finding.place.as_ref().map(|place| place.source().name());
            (finding.code.id, file.or(finding.file.as_deref()))
        }
        if self.0.len() <= MAX_OF_ONE_CODE {
            return self;
        }
        let mut counts: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        self.0.iter().for_each(|finding| *counts.entry(key(finding)).or_default() += 1);
        let over = over(&self);
        // one more would say no less than the one it stands for
        let fits = |count: &usize| *count <= MAX_OF_ONE_CODE + 1;
        if counts.values().all(fits) {
            return self;
        }
        let mut seen: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        let capped = self.0.iter().filter_map(|finding| {
            let count = counts[&key(finding)];
            let seen = seen.entry(key(finding)).or_default();
            *seen += 1;
            match *seen {
                _ if fits(&count) => Some(finding.clone()),
                seen if seen <= MAX_OF_ONE_CODE => Some(finding.clone()),
                seen if seen == MAX_OF_ONE_CODE + 1 => Some(others(finding, over, count - MAX_OF_ONE_CODE)),
                _ => None,
            }
        });
        capped.collect()
    }
}

/// What stands before a count that leaves some out.
fn over(findings: &Findings) -> &'static str {
    if findings.0.len() > MAX_KEPT { "hơn " } else { "" }
}

/// Stands for so many findings, of which this is the first.
fn others(first: &Finding, over: &str, count: usize) -> Finding {
    let message = format!("còn {over}{count} chỗ khác cùng mã {}, bắt đầu từ đây", first.code.id);
    let mut finding = Finding::new(first.code, message).at_optional(first.place.as_ref().map(start));
    finding.file.clone_from(&first.file);
    finding.hint("sửa các chỗ trên rồi chạy lại lệnh này để xem tiếp")
}

/// Where a place begins.
fn start(place: &Place) -> Place {
    let start = place.range().start;
    Place::new(place.source(), start..start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::finding::codes;
    use crate::base::source::Source;

    /// So many findings of a code, one a line.
    fn many(code: Code, count: usize) -> Findings {
        let source = Source::new("a.yaml", &"x\n".repeat(count));
        let finding = |at: usize| Finding::new(code, format!("chỗ {at}")).at(Place::new(&source, at * 2..at * 2 + 1));
        (0..count).map(finding).collect()
    }

    #[test]
    fn what_is_said_of_many_files_is_said_once() {
        let strange = |file: &str| Finding::new(codes::STRANGE_FILE, "tệp rác").in_file(file).hint("xóa");
        let findings: Findings = ["a", "b", "c"].into_iter().map(strange).collect();
        let other = Finding::new(codes::AUDIT, "tệp rác").in_file("d").hint("xóa");
        let told = findings.iter().cloned().chain([other.clone(), other]).collect::<Findings>();
        let told = told.one_for_files(codes::STRANGE_FILE);
        let messages: Vec<_> = told.iter().map(|finding| (finding.message.as_str(), finding.hints.len())).collect();
        assert_eq!(messages, [("tệp rác (3 tệp)", 2), ("tệp rác", 1), ("tệp rác", 1)]);
        assert_eq!(told.iter().next().unwrap().hints[1], "các tệp khác: b, c");
    }

    #[test]
    fn a_hundred_of_one_code_are_told_and_the_rest_counted() {
        for (count, told) in [(3, 3), (100, 100), (101, 101), (102, 101), (5_000, 101)] {
            let mut findings = many(codes::UNKNOWN_KEY, count);
            findings.extend(many(codes::WRONG_TYPE, 2));
            let capped = findings.capped();
            assert_eq!(capped.iter().count(), told + 2, "{count}");
            assert_eq!(capped.clone().capped(), capped, "{count}");
        }
        let capped = many(codes::UNKNOWN_KEY, 5_000).capped();
        let last = capped.iter().last().unwrap();
        assert_eq!(last.message, "còn 4900 chỗ khác cùng mã D03, bắt đầu từ đây");
        assert_eq!(last.place.as_ref().unwrap().line_column(), (101, 1));
    }

    #[test]
    fn findings_of_one_cause_are_one_that_counts_them() {
        let source = Source::new("a.yaml", &"ab ".repeat(1_000));
        let finding = |at: usize| Finding::new(codes::BROKEN_EXPRESSION, "sai").at(Place::new(&source, at..at + 1));
        let gathered = (0..3_000).map(finding).collect::<Findings>().gathered(&[], &[codes::BROKEN_EXPRESSION]);
        let messages: Vec<&str> = gathered.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["sai (dùng ở 1000 chỗ)"; 3]);
        let places = gathered.iter().next().unwrap().hints[0].matches(':').count();
        assert_eq!(places, MAX_PLACES + 2);
    }
}
