//! `so-lieu.yaml` brought up to a spreadsheet: values change where they stand, new indicators are written after the
//! last of their group, and every other line, comments too, stays as typed.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{Place, Source};
use crate::base::text::number::Number;
use crate::domain::figures::compare::Comparison;
use crate::domain::figures::{Almanac, Entry, Figures, Group, Indicator, Measure, Value};
use crate::formats::yaml::decode;
use crate::formats::yaml::edit::Editor;
use crate::formats::yaml::node::{Key, Node, Style, Value as Tree};
use crate::load::figures::spreadsheet::{self, SheetFigures, merge};
use crate::load::{Periods, figures};
use crate::operations::figures::change::{Change, Field};
use crate::operations::figures::write;

/// A figures file as it should be.
#[derive(Debug)]
pub(crate) struct FiguresUpdate {
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
pub(crate) fn update_text(
    shown: &str,
    bytes: &[u8],
    folder: &str,
    before: (&str, Option<&[u8]>),
    periods: &Periods,
) -> Result<FiguresUpdate, Findings> {
    let mut findings = Findings::default();
    let sheet = spreadsheet::read(shown, bytes, folder, &mut findings);
    let Some(mut sheet) = sheet.filter(|_| !findings.has_errors()) else {
        return Err(findings.in_source_order());
    };
    let mut updated = match before {
        (_, None) => new_file(&sheet, WorkspacePath::of(shown).file_name()),
        (name, Some(bytes)) => {
            let Some((source, root)) = decode::read(name.to_owned(), bytes, &mut findings) else {
                return Err(findings);
            };
            let old = figures::read(&source, &root, folder, &mut findings);
            other_period(&old, &sheet, shown, &mut findings);
            if findings.has_errors() {
                return Err(findings.in_source_order());
            }
            in_units_of(&old, &mut sheet, &mut findings);
            if findings.has_errors() {
                return Err(findings.in_source_order());
            }
            update(&source, &root, &old, periods.almanac(), &sheet)?
        }
    };
    if !says_the_same(&updated.text, &sheet, periods.almanac()) {
        let finding = Finding::new(codes::OUR_BUG, "chương trình không ghi được bảng tính này vào `so-lieu.yaml`");
        return Err(finding
            .in_file(shown)
            .hint("gửi bảng tính và `so-lieu.yaml` cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
            .into());
    }
    updated.findings.extend(findings);
    Ok(updated)
}

fn other_period(old: &Figures, sheet: &SheetFigures, shown: &str, findings: &mut Findings) {
    if let (Some(own), Some(other)) = (&old.period, &sheet.figures.period)
        && own != other
    {
        let message = format!("bảng tính ghi kỳ {other}, `so-lieu.yaml` ghi kỳ {own}");
        let finding = Finding::new(codes::SHEET_OTHER_PERIOD, message).in_file(shown);
        findings.push(finding.hint("chọn thư mục của kỳ đó bằng `--to`, hoặc sửa dòng `Kỳ báo cáo` trong bảng tính"));
    }
}

/// Money goes over in the unit that the file has; another unit may come only with all numbers of its indicator, since
/// those that stay would be taken in it.
fn in_units_of(old: &Figures, sheet: &mut SheetFigures, findings: &mut Findings) {
    let locations = &sheet.locations;
    sheet.figures.root.for_each_mut(&mut |new| {
        let Some(own) = old.indicator(&new.path) else { return };
        let stays = |(measure, value): (Measure, &Value)| value.number().is_some() && new.get(measure).is_none();
        match merge::in_unit_of(own, new) {
            Some(converted) => *new = converted,
            None if own.measures.iter().any(stays) => {
                let location = locations.get(&new.path).map_or("", String::as_str);
                findings.push(merge::other_unit(own, new, location));
            }
            None => {}
        }
    });
}

/// The figures file of a folder that has none yet.
fn new_file(sheet: &SheetFigures, from: &str) -> FiguresUpdate {
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
    FiguresUpdate { text, changes, unchanged: 0, findings: Findings::default() }
}

/// The figures file with what the spreadsheet says. `old` is the file as loaded, among its periods.
fn update(
    source: &Arc<Source>,
    root: &Node,
    old: &Figures,
    almanac: &Almanac,
    sheet: &SheetFigures,
) -> Result<FiguresUpdate, Findings> {
    let mut updater = FiguresUpdater {
        editor: Editor::new(source),
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
        updater.editor.insert_before(first.range.start, &format!("ky_bao_cao: {period}"));
        let change = Change { path: "ky_bao_cao".to_owned(), old: None, new: period.to_string() };
        updater.changes.push(change);
    }
    updater.group(&sheet.figures.root, root, None);
    let FiguresUpdater { editor, changes, unchanged, findings, .. } = updater;
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(FiguresUpdate { text: editor.finish(), changes, unchanged, findings })
}

/// Whether an updated text says what the spreadsheet says; a text that does not is never written.
fn says_the_same(text: &str, sheet: &SheetFigures, almanac: &Almanac) -> bool {
    let mut findings = Findings::default();
    let Some((source, root)) = decode::read("so-lieu.yaml".to_owned(), text.as_bytes(), &mut findings) else {
        return false;
    };
    let read = figures::read(&source, &root, &sheet.figures.folder, &mut findings);
    let said = |wanted: &Indicator| {
        let found = read.indicator(&wanted.path);
        found.is_some_and(|indicator| fields(wanted, Comparison { indicator, figures: &read, almanac }).is_empty())
    };
    // a total that disagrees is the clerk's, and reported when documents are built
    let broken = findings.iter().any(|finding| finding.is_error() && finding.code != codes::TOTAL_DISAGREES);
    !broken && sheet.figures.indicators().into_iter().all(said)
}

struct FiguresUpdater<'a> {
    editor: Editor<'a>,
    old: &'a Figures,
    almanac: &'a Almanac,
    sheet: &'a SheetFigures,
    changes: Vec<Change>,
    unchanged: usize,
    findings: Findings,
}

impl FiguresUpdater<'_> {
    /// Goes through a group of the spreadsheet beside the same group of the file.
    fn group(&mut self, group: &Group, node: &Node, key: Option<&Key>) {
        let Tree::Map(known) = &node.value else {
            let place = key.map(|key| self.editor.place(key.range.clone()));
            self.refuse(&group.path, "trong tệp là chỉ tiêu, trong bảng tính là nhóm", place);
            return;
        };
        let mut added: Vec<&Entry> = Vec::new();
        for entry in group.entries.iter() {
            match (known.iter().find(|(key, _)| key.name == entry.key()), entry) {
                (None, _) => added.push(entry),
                (Some((key, node)), Entry::Group(group)) => self.group(group, node, Some(key)),
                (Some((key, node)), Entry::Indicator(indicator)) => self.indicator(indicator, key, node),
            }
        }
        if added.is_empty() {
            return;
        }
        if self.editor.is_flow(node) {
            let place = Some(self.editor.place(node.range.start..node.range.start + 1));
            self.refuse(&group.path, "viết trong ngoặc nhọn, không thêm chỉ tiêu vào được", place);
            return;
        }
        self.editor.append(node, key, |indent| {
            added.iter().map(|entry| write::entry(entry, indent)).collect::<String>().trim_end().to_owned()
        });
        for entry in added {
            match entry {
                Entry::Indicator(indicator) => self.changes.push(write::added(indicator)),
                Entry::Group(group) => self.changes.extend(group.indicators().into_iter().map(write::added)),
            }
        }
    }

    fn indicator(&mut self, indicator: &Indicator, key: &Key, node: &Node) {
        let Some(old) = self.old.indicator(&indicator.path) else {
            let place = Some(self.editor.place(key.range.clone()));
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
                let flow = self.editor.is_flow(node);
                let mut missing = Vec::new();
                for field in &fields {
                    match entries.iter().find(|(key, _)| key.name == field.key) {
                        Some((key, node)) => write::set(&mut self.editor, key, node, &field.new, flow),
                        None => missing.push((field.key, field.new.as_str())),
                    }
                }
                self.editor.add_fields(node, key, &missing);
            }
            // `luot_khach: 262.000`, the short form
            Tree::Scalar { style: Style::Plain | Style::Quoted, .. } => match &fields[..] {
                [only] if only.key == Measure::Actual.key() => {
                    write::set(&mut self.editor, key, node, &only.new, false)
                }
                _ => write::unfold(&mut self.editor, key, node, &fields, old),
            },
            Tree::Scalar { .. } | Tree::List(_) => {
                let place = Some(self.editor.place(key.range.clone()));
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
        let location =
            self.sheet.locations.get(path).map(|location| format!(" (bảng tính: {location})")).unwrap_or_default();
        self.findings.push(
            Finding::new(codes::WRONG_TYPE, format!("`{path}` {why}{location}"))
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
fn number(measure: Measure, new: &Value, old: Option<&Value>, known: Option<Number>) -> Option<Field> {
    let was = old.and_then(Value::number);
    let is_known = match new.number() {
        None => was.is_none(),
        number => was.or(known) == number,
    };
    (!is_known).then(|| Field { key: measure.key(), new: new.written(), old: old.map(Value::written) })
}

/// What an indicator of the spreadsheet says that the file does not.
fn fields(new: &Indicator, comparison: Comparison<'_>) -> Vec<Field> {
    let old = comparison.indicator;
    let mut fields = Vec::new();
    fields.extend(text("ten", new.name.as_ref(), old.name.as_ref()));
    fields.extend(text("don_vi", new.unit.as_ref(), old.unit.as_ref()));
    for (measure, new) in new.measures.iter() {
        // what follows from another period's file is not typed here as well
        let known = match measure {
            Measure::Plan | Measure::Estimate => None,
            Measure::Actual => comparison.value().ok(),
            Measure::YearBefore => comparison.year_before().ok(),
            Measure::Previous => comparison.previous().ok(),
        };
        fields.extend(number(measure, new, old.get(measure), known));
    }
    let count = |n: Option<u32>| n.map(|n| n.to_string());
    fields.extend(text("so_le", count(new.decimals).as_ref(), count(old.decimals).as_ref()));
    let truth = |key, new: bool, old: bool| (new && !old).then(|| Field { key, new: "true".to_owned(), old: None });
    fields.extend(truth("cong_don", new.adds_up, old.adds_up));
    fields.extend(truth("la_tong", new.is_total, old.is_total));
    fields.extend(text("nguon", new.source.as_ref(), old.source.as_ref()));
    fields.extend(text("ghi_chu", new.note.as_ref(), old.note.as_ref()));
    fields
}
