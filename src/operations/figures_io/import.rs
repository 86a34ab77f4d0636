//! `so-lieu.yaml` brought up to a spreadsheet: values change where they stand, new indicators are written after the
//! last of their group, and every other line, comments too, stays as typed.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{Place, Source};
use crate::domain::figures::compare::Comparison;
use crate::domain::figures::{Almanac, Entry, Figures, Group, Indicator, Number, Value};
use crate::formats::yaml::decode::parse;
use crate::formats::yaml::edit::Edits;
use crate::formats::yaml::node::{Key, Node, Style, Value as Tree};
use crate::load::figures::spreadsheet::{self, Sheet};
use crate::load::{Periods, figures};
use crate::operations::figures_io::change::{Change, Field};
use crate::operations::figures_io::write;

/// A figures file as it should be.
#[derive(Debug)]
pub(crate) struct Revision {
    /// The whole text.
    pub text: String,
    /// What is added or changed, in the order of the spreadsheet.
    pub changes: Vec<Change>,
    /// Indicators of the spreadsheet that the file has already.
    pub unchanged: usize,
    /// Warnings.
    pub findings: Findings,
}

/// Brings the figures file of a folder up to a spreadsheet. `before` is the file: its name, and what it holds.
///
/// # Errors
/// Whatever is wrong with either: nothing is taken over in part.
pub(crate) fn import(
    shown: &str,
    bytes: &[u8],
    folder: &str,
    before: (&str, Option<&[u8]>),
    periods: &Periods,
) -> Result<Revision, Findings> {
    let mut findings = Findings::default();
    let sheet = spreadsheet::sheet(shown, bytes, folder, &mut findings);
    let Some(sheet) = sheet.filter(|_| !findings.has_errors()) else {
        return Err(findings.in_source_order());
    };
    let mut revision = match before {
        (_, None) => fresh(&sheet, WorkspacePath::of(shown).file_name()),
        (name, Some(bytes)) => {
            let Some((source, root)) = parse(name.to_owned(), bytes, &mut findings) else {
                return Err(findings);
            };
            let old = figures::figures(&source, &root, folder, &mut findings);
            other_period(&old, &sheet, shown, &mut findings);
            if findings.has_errors() {
                return Err(findings.in_source_order());
            }
            revise(&source, &root, &old, periods.almanac(), &sheet)?
        }
    };
    if !holds(&revision.text, &sheet, periods.almanac()) {
        let finding = Finding::new(codes::OUR_BUG, "chương trình không ghi được bảng tính này vào `so-lieu.yaml`");
        return Err(finding
            .in_file(shown)
            .hint("gửi bảng tính và `so-lieu.yaml` cho người phát triển chương trình")
            .into());
    }
    revision.findings.extend(findings);
    Ok(revision)
}

fn other_period(old: &Figures, sheet: &Sheet, shown: &str, findings: &mut Findings) {
    if let (Some(own), Some(other)) = (&old.period, &sheet.figures.period)
        && own != other
    {
        let message = format!("bảng tính ghi kỳ {other}, `so-lieu.yaml` ghi kỳ {own}");
        let finding = Finding::new(codes::SHEET_OTHER_PERIOD, message).in_file(shown);
        findings.push(finding.hint("chọn thư mục của kỳ đó bằng `--to`, hoặc sửa dòng `Kỳ báo cáo` trong bảng tính"));
    }
}

/// The figures file of a folder that has none yet.
fn fresh(sheet: &Sheet, from: &str) -> Revision {
    let mut text = format!("# Số liệu lấy từ {from}\n");
    if let Some(period) = sheet.period() {
        text += &format!("ky_bao_cao: {period}\n");
    }
    if let Some(closing) = &sheet.figures.closing {
        text += &format!("den_ngay: {}\n", closing.value);
    }
    for entry in sheet.figures.root.entries.iter() {
        text += &format!("\n{}", write::entry(entry, 0));
    }
    let changes = sheet.figures.indicators().into_iter().map(write::added).collect();
    Revision { text, changes, unchanged: 0, findings: Findings::default() }
}

/// The figures file with what the spreadsheet says. `old` is the file as loaded, among its periods.
fn revise(
    source: &Arc<Source>,
    root: &Node,
    old: &Figures,
    almanac: &Almanac,
    sheet: &Sheet,
) -> Result<Revision, Findings> {
    let mut reviser = Reviser {
        edits: Edits::new(source),
        old,
        almanac,
        sheet,
        changes: Vec::new(),
        unchanged: 0,
        findings: Findings::default(),
    };
    let Tree::Map(entries) = &root.value else {
        return Err(Findings::default());
    };
    if let (None, Some(period), Some((first, _))) = (&old.period, &sheet.figures.period, entries.first()) {
        reviser.edits.before_line(first.range.start, &format!("ky_bao_cao: {period}\n"));
        let change = Change { path: "ky_bao_cao".to_owned(), old: None, new: period.to_string() };
        reviser.changes.push(change);
    }
    reviser.group(&sheet.figures.root, root, None);
    let Reviser { edits, changes, unchanged, findings, .. } = reviser;
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(Revision { text: edits.applied(), changes, unchanged, findings })
}

/// Whether a revised text says what the spreadsheet says; a text that does not is never written.
fn holds(text: &str, sheet: &Sheet, almanac: &Almanac) -> bool {
    let mut findings = Findings::default();
    let Some((source, root)) = parse("so-lieu.yaml".to_owned(), text.as_bytes(), &mut findings) else {
        return false;
    };
    let read = figures::figures(&source, &root, &sheet.figures.folder, &mut findings);
    let said = |wanted: &Indicator| {
        let found = read.indicator(&wanted.path);
        found.is_some_and(|indicator| fields(wanted, Comparison { indicator, figures: &read, almanac }).is_empty())
    };
    // a total that disagrees is the clerk's, and told when documents are built
    let broken = findings.iter().any(|finding| finding.is_error() && finding.code != codes::TOTAL_DISAGREES);
    !broken && sheet.figures.indicators().into_iter().all(said)
}

struct Reviser<'a> {
    edits: Edits<'a>,
    old: &'a Figures,
    almanac: &'a Almanac,
    sheet: &'a Sheet,
    changes: Vec<Change>,
    unchanged: usize,
    findings: Findings,
}

impl Reviser<'_> {
    /// Goes through a group of the spreadsheet beside the same group of the file.
    fn group(&mut self, group: &Group, node: &Node, key: Option<&Key>) {
        let Tree::Map(known) = &node.value else {
            let place = key.map(|key| self.edits.place(key.range.clone()));
            self.refuse(&group.path, "trong tệp là chỉ tiêu, trong bảng tính là nhóm", place);
            return;
        };
        let mut fresh: Vec<&Entry> = Vec::new();
        for entry in group.entries.iter() {
            let path = match entry {
                Entry::Indicator(indicator) => &indicator.path,
                Entry::Group(group) => &group.path,
            };
            let name = path.rsplit('.').next().unwrap_or(path);
            match (known.iter().find(|(key, _)| key.name == name), entry) {
                (None, _) => fresh.push(entry),
                (Some((key, node)), Entry::Group(group)) => self.group(group, node, Some(key)),
                (Some((key, node)), Entry::Indicator(indicator)) => self.indicator(indicator, key, node),
            }
        }
        if fresh.is_empty() {
            return;
        }
        if self.edits.is_flow(node) {
            let place = Some(self.edits.place(node.range.start..node.range.start + 1));
            self.refuse(&group.path, "viết trong ngoặc nhọn, không thêm chỉ tiêu vào được", place);
            return;
        }
        self.edits.after(node, key, |indent| {
            fresh.iter().map(|entry| write::entry(entry, indent)).collect::<String>().trim_end().to_owned()
        });
        for entry in fresh {
            match entry {
                Entry::Indicator(indicator) => self.changes.push(write::added(indicator)),
                Entry::Group(group) => self.changes.extend(group.indicators().into_iter().map(write::added)),
            }
        }
    }

    fn indicator(&mut self, indicator: &Indicator, key: &Key, node: &Node) {
        let Some(old) = self.old.indicator(&indicator.path) else {
            let place = Some(self.edits.place(key.range.clone()));
            self.refuse(&indicator.path, "trong tệp là nhóm, trong bảng tính là chỉ tiêu", place);
            return;
        };
        let fields = self.fields(indicator, old);
        if fields.is_empty() {
            self.unchanged += 1;
            return;
        }
        match &node.value {
            Tree::Map(entries) => {
                let flow = self.edits.is_flow(node);
                let mut missing = Vec::new();
                for field in &fields {
                    match entries.iter().find(|(key, _)| key.name == field.key) {
                        Some((key, node)) => self.edits.set_figure(key, node, &field.new, flow),
                        None => missing.push(field),
                    }
                }
                self.edits.fields(node, key, &missing);
            }
            // `luot_khach: 262.000`, the short form
            Tree::Scalar { style: Style::Plain | Style::Quoted, .. } => match &fields[..] {
                [only] if only.key == "thuc_hien" => self.edits.set_figure(key, node, &only.new, false),
                _ => self.edits.unfold(key, node, &fields, old),
            },
            Tree::Scalar { .. } | Tree::List(_) => {
                let place = Some(self.edits.place(key.range.clone()));
                self.refuse(&indicator.path, "viết nhiều dòng, không sửa vào được", place);
            }
        }
        for field in fields {
            let path = format!("{}.{}", indicator.path, field.key);
            self.changes.push(Change { path, old: field.old, new: field.new });
        }
    }

    /// What the spreadsheet says that the file does not.
    fn fields(&self, new: &Indicator, old: &Indicator) -> Vec<Field> {
        fields(new, Comparison { indicator: old, figures: self.old, almanac: self.almanac })
    }

    fn refuse(&mut self, path: &str, why: &str, place: Option<Place>) {
        let spot = self.sheet.spots.get(path).map(|spot| format!(" (bảng tính: {spot})")).unwrap_or_default();
        self.findings.push(
            Finding::new(codes::WRONG_TYPE, format!("`{path}` {why}{spot}"))
                .at_optional(place)
                .hint("sửa mã trong bảng tính, hoặc sửa mục này trong `so-lieu.yaml` rồi nhập lại"),
        );
    }
}

fn text(key: &'static str, new: Option<&String>, old: Option<&String>) -> Option<Field> {
    let new = new.filter(|new| old != Some(new))?;
    Some(Field { key, new: write::scalar(new), old: old.cloned() })
}

/// `known` is the number that the program works out when none is typed.
pub(crate) fn number(
    key: &'static str,
    new: Option<&Value>,
    old: Option<&Value>,
    known: Option<Number>,
) -> Option<Field> {
    let was = old.and_then(Value::number);
    let typed = match new? {
        Value::Missing => {
            was?;
            "?".to_owned()
        }
        Value::Known { number, .. } if was == Some(*number) || was.is_none() && known == Some(*number) => return None,
        Value::Known { number, decimals, .. } => number.format(*decimals),
    };
    Some(Field { key, new: typed, old: old.map(write::value) })
}

/// What an indicator of the spreadsheet says that the file does not.
fn fields(new: &Indicator, comparison: Comparison<'_>) -> Vec<Field> {
    let old = comparison.indicator;
    let (value, year_before, previous) =
        (comparison.value().ok(), comparison.year_before().ok(), comparison.previous().ok());
    let mut fields = Vec::new();
    fields.extend(text("ten", new.name.as_ref(), old.name.as_ref()));
    fields.extend(text("don_vi", new.unit.as_ref(), old.unit.as_ref()));
    // what follows from another period's file is not typed here as well
    fields.extend(number("ke_hoach", new.plan.as_ref(), old.plan.as_ref(), None));
    fields.extend(number("thuc_hien", new.actual.as_ref(), old.actual.as_ref(), value));
    fields.extend(number("uoc_thuc_hien", new.estimate.as_ref(), old.estimate.as_ref(), None));
    fields.extend(number("cung_ky", new.year_before.as_ref(), old.year_before.as_ref(), year_before));
    fields.extend(number("ky_truoc", new.previous.as_ref(), old.previous.as_ref(), previous));
    let count = |n: Option<u32>| n.map(|n| n.to_string());
    fields.extend(text("so_le", count(new.decimals).as_ref(), count(old.decimals).as_ref()));
    let truth = |key, new: bool, old: bool| (new && !old).then(|| Field { key, new: "true".to_owned(), old: None });
    fields.extend(truth("cong_don", new.adds_up, old.adds_up));
    fields.extend(truth("la_tong", new.is_total, old.is_total));
    fields.extend(text("nguon", new.source.as_ref(), old.source.as_ref()));
    fields.extend(text("ghi_chu", new.note.as_ref(), old.note.as_ref()));
    fields
}
