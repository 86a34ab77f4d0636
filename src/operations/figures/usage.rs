//! Sổ số liệu: every figure of a period, and every place of every document that prints it.

use std::collections::BTreeMap;

use crate::base::finding::{Area, Finding, Findings, codes, suggest};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Place;
use crate::base::text::number::Number;
use crate::domain::document::{Origin, Use};
use crate::domain::figures::compare::Comparison;
use crate::domain::figures::{Figures, Indicator, Operand, Period};
use crate::load;
use crate::operations::common::documents::documents_in;
use crate::operations::common::session::Session;

/// The figures of one period and their uses.
#[derive(Debug)]
pub struct Ledger {
    /// Folder of the period in the workspace.
    pub folder: String,
    /// Kỳ báo cáo.
    pub period: Option<Period>,
    /// Every figure, in the order of the file.
    pub rows: Vec<Row>,
    /// Names that documents use and the period does not have.
    pub undefined: Vec<Undefined>,
    /// What is wrong with the figures and with their uses.
    pub findings: Findings,
}

/// A figure and its uses.
#[derive(Debug)]
pub struct Row {
    /// The figure.
    pub indicator: Indicator,
    /// What it is worth: typed, or the sum of its months.
    pub value: Option<Number>,
    /// In the order of documents and lines.
    pub uses: Vec<Used>,
}

/// One place that prints a figure or what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The document, as the clerk should read its path.
    pub document: String,
    /// Where in it.
    pub place: Option<Place>,
    /// The expression, or the block.
    pub expression: String,
    /// What stands on the page.
    pub printed: String,
    /// The sentence around it; empty for a table or chart.
    pub sentence: String,
    /// The values of the figure that what is printed follows from.
    pub reads: Vec<Operand>,
}

/// A name without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined {
    /// What is wrong, in one clause.
    pub message: String,
    /// The document, as the clerk should read its path.
    pub document: String,
    /// Where in it.
    pub place: Option<Place>,
    /// The sentence around it.
    pub sentence: String,
}

impl Session {
    /// The ledger of the period in a folder of the workspace.
    ///
    /// # Errors
    /// The documents of the workspace cannot be listed.
    pub fn ledger(&self, folder: &str) -> Result<Ledger, Finding> {
        let mut findings = self.periods.findings(folder);
        let figures = self.periods.almanac().in_folder(folder).cloned().unwrap_or_default();
        let mut uses: BTreeMap<String, Vec<Used>> = BTreeMap::new();
        let mut undefined = Vec::new();
        for path in documents_in(&self.workspace, "")? {
            let loaded = load::document(&self.workspace, &self.office, &self.periods, &path);
            let shown = self.workspace.shown(&path);
            let Some(own) = &loaded.figures else {
                findings.extend(loaded.findings.about(&shown));
                continue;
            };
            for used in &loaded.uses {
                self.note(used, folder, &shown, &mut uses);
            }
            if own == folder {
                undefined.extend(loaded.findings.iter().filter(|f| is_undefined(f)).map(|f| unknown(f, &shown)));
                findings.extend(about_figures(loaded.findings).about(&shown));
            }
        }
        let rows = self.rows(&figures, uses);
        for row in rows.iter().filter(|row| row.uses.is_empty()) {
            findings.push(unused(&row.indicator));
        }
        Ok(Ledger {
            folder: folder.to_owned(),
            period: figures.period.clone(),
            rows,
            undefined,
            findings: findings.in_source_order(),
        })
    }

    /// The folder of the period a clerk asks for: `nam-2025`, `data/nam-2025`, `năm 2025`.
    ///
    /// # Errors
    /// No folder with figures answers to it.
    pub fn period(&self, wanted: &str) -> Result<String, Finding> {
        let almanac = self.periods.almanac();
        let name = wanted.trim().trim_end_matches(['/', '\\']);
        if almanac.in_folder(name).is_some() {
            return Ok(name.to_owned());
        }
        let named = Period::parse(name).and_then(|period| almanac.of(&period));
        let last = |folder: &&String| WorkspacePath::of(folder).file_name() == name;
        if let Some(folder) = named.map(|figures| &figures.folder).or_else(|| almanac.periods.keys().find(last)) {
            return Ok(folder.clone());
        }
        let known: Vec<&str> = almanac.periods.keys().map(String::as_str).collect();
        let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("không có kỳ `{name}`"));
        let finding = finding.in_file(self.workspace.shown(""));
        Err(finding.hint(suggest(name, known.iter().copied(), || match known.is_empty() {
            true => "tạo `so-lieu.yaml` trong thư mục của kỳ và ghi số liệu vào".to_owned(),
            false => format!("các kỳ có số liệu: {}", known.join(", ")),
        })))
    }

    /// The folders of every period with figures.
    pub(crate) fn period_folders(&self) -> Vec<String> {
        self.periods.almanac().periods.keys().cloned().collect()
    }

    fn rows(&self, figures: &Figures, mut uses: BTreeMap<String, Vec<Used>>) -> Vec<Row> {
        let almanac = self.periods.almanac();
        let indicators = figures.indicators().into_iter();
        indicators
            .map(|indicator| Row {
                value: Comparison { indicator, figures, almanac }.value().ok(),
                uses: uses.remove(&indicator.path).unwrap_or_default(),
                indicator: indicator.clone(),
            })
            .collect()
    }

    /// Enters a use under every figure of the folder that what it prints follows from.
    fn note(&self, used: &Use, folder: &str, shown: &str, uses: &mut BTreeMap<String, Vec<Used>>) {
        for (path, reads) in self.figures_behind(used, folder) {
            let entry = crate::operations::figures::usage::used(used, shown, reads);
            let known = uses.entry(path).or_default();
            if !known.contains(&entry) {
                known.push(entry);
            }
        }
    }

    /// The figures of a folder that a use follows from, and which of their values as the use calls them: the
    /// figure itself, and the parts of a total that the program adds up.
    pub(crate) fn figures_behind(&self, used: &Use, folder: &str) -> BTreeMap<String, Vec<Operand>> {
        let almanac = self.periods.almanac();
        let mut found: BTreeMap<String, Vec<Operand>> = BTreeMap::new();
        let Origin::Figures(own) = &used.origin else {
            return found;
        };
        let Some((figures, indicator)) =
            almanac.in_folder(own).and_then(|figures| Some((figures, figures.indicator(&used.path)?)))
        else {
            return found;
        };
        let comparison = Comparison { indicator, figures, almanac };
        if own == folder {
            found.entry(used.path.clone()).or_default();
        }
        for operand in &used.reads {
            for source in comparison.sources(*operand).into_iter().filter(|source| source.folder == folder) {
                found.entry(source.path).or_default().push(*operand);
            }
        }
        found
    }
}

/// A use as the ledger shows it.
pub(crate) fn used(used: &Use, shown: &str, reads: Vec<Operand>) -> Used {
    Used {
        document: shown.to_owned(),
        place: used.place.clone(),
        sentence: used.place.as_ref().map(sentence).unwrap_or_default(),
        expression: used.expression.clone(),
        printed: used.printed.clone(),
        reads,
    }
}

/// A whole document that a fact decides.
pub(crate) fn whole(shown: &str, fact: &str) -> Used {
    Used {
        document: shown.to_owned(),
        place: None,
        sentence: String::new(),
        expression: fact.to_owned(),
        printed: "mọi trang".to_owned(),
        reads: Vec::new(),
    }
}

/// The sentence around an expression; nothing for a block of lines.
fn sentence(place: &Place) -> String {
    let text = place.source().text();
    let range = place.range();
    if !text[..range.start].trim_end().ends_with("{{") {
        return String::new();
    }
    let line = place.source().line_range(place.source().line_of(range.start));
    let ends = |c: char| matches!(c, '.' | ';' | '!' | '?');
    let before = &text[line.start..range.start];
    let cut = |(at, c): (usize, char)| before[at + 1..].starts_with(' ').then(|| at + c.len_utf8());
    let start = before.char_indices().rev().filter(|(_, c)| ends(*c)).find_map(cut).unwrap_or(0);
    let after = &text[range.end.min(line.end)..line.end];
    let close = |&(at, _): &(usize, char)| after[at + 1..].is_empty() || after[at + 1..].starts_with(' ');
    let end = after.char_indices().filter(|(_, c)| ends(*c)).find(close).map_or(after.len(), |(at, _)| at + 1);
    let whole = &text[line.start + start..range.end.min(line.end) + end];
    whole.trim().trim_start_matches("- ").trim_start_matches('#').trim().to_owned()
}

fn is_undefined(finding: &Finding) -> bool {
    [codes::UNDEFINED_EXPRESSION, codes::UNKNOWN_FIGURE].contains(&finding.code)
}

/// Findings of a document that are about its figures.
fn about_figures(findings: Findings) -> Findings {
    let other = [codes::UNDEFINED_EXPRESSION, codes::BROKEN_EXPRESSION];
    findings.into_iter().filter(|f| f.code.area == Area::Figures || other.contains(&f.code)).collect()
}

fn unknown(finding: &Finding, shown: &str) -> Undefined {
    Undefined {
        message: finding.message.clone(),
        document: shown.to_owned(),
        place: finding.place.clone(),
        sentence: finding.place.as_ref().map(sentence).unwrap_or_default(),
    }
}

fn unused(indicator: &Indicator) -> Finding {
    Finding::new(codes::UNUSED_FIGURE, format!("`{}` chưa dùng trong văn bản nào", indicator.path))
        .at_optional(indicator.place.clone())
        .hint(format!("viết `{{{{ {} }}}}` vào câu cần số này, hoặc bỏ chỉ tiêu nếu không cần nữa", indicator.path))
}
