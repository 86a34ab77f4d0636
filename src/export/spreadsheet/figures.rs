//! The figures of a period → a sheet: one line an indicator, with its plan and its comparisons.

use crate::base::io::workspace_path::WorkspacePath;
use crate::base::text::number::Number;
use crate::domain::figures::compare::{Comparison, Obstacle, decimals_of_percent};
use crate::domain::figures::{Almanac, Entry, Figures, Group, Indicator, Measure, Value};
use crate::formats::spreadsheet::write::{Cell, Sheet};

/// What a column holds.
type Content = fn(&Comparison<'_>) -> Cell;

/// Columns by name; those that are not always there are left out when no indicator has them.
const COLUMNS: [(&str, bool, Content); 15] = [
    ("Mã", true, |c| text(Some(&c.indicator.path))),
    ("Chỉ tiêu", true, |c| text(c.indicator.name.as_ref())),
    ("ĐVT", true, |c| text(c.indicator.unit.as_ref())),
    (Measure::Plan.title(), true, |c| typed(c.indicator.get(Measure::Plan))),
    (Measure::Actual.title(), true, actual),
    (Measure::Estimate.title(), false, |c| typed(c.indicator.get(Measure::Estimate))),
    ("So với kế hoạch (%)", true, |c| rate(c.of_plan())),
    (Measure::YearBefore.title(), true, year_before),
    ("So với cùng kỳ (%)", true, |c| rate(c.of_year_before())),
    (Measure::Previous.title(), false, |c| typed(c.indicator.get(Measure::Previous))),
    ("Nguồn", true, |c| text(c.indicator.source.as_ref())),
    ("Ghi chú", true, |c| text(c.indicator.note.as_ref())),
    ("Số lẻ", false, |c| c.indicator.decimals.map_or(Cell::Blank, |n| Cell::Number(Number::whole(n.into()), 0))),
    ("Cộng dồn", false, |c| yes(c.indicator.adds_up)),
    ("Là tổng", false, |c| yes(c.indicator.is_total)),
];

/// The sheet of a period.
pub(crate) fn listing(figures: &Figures, almanac: &Almanac) -> Sheet {
    let mut rows = Vec::new();
    collect(&figures.root, figures, almanac, &mut rows);
    let kept: Vec<usize> = (0..COLUMNS.len())
        .filter(|&i| COLUMNS[i].1 || rows.iter().any(|row: &Vec<Cell>| row[i] != Cell::Blank))
        .collect();
    let mut above: Vec<String> = figures.period.iter().map(|period| format!("Kỳ báo cáo: {period}")).collect();
    above.extend(figures.closing.iter().map(|closing| format!("Đến ngày: {}", closing.value)));
    Sheet {
        name: WorkspacePath::of(&figures.folder).file_name().to_owned(),
        above,
        head: kept.iter().map(|&i| COLUMNS[i].0.to_owned()).collect(),
        rows: rows.into_iter().map(|row| kept.iter().map(|&i| row[i].clone()).collect()).collect(),
    }
}

fn collect(group: &Group, figures: &Figures, almanac: &Almanac, rows: &mut Vec<Vec<Cell>>) {
    for entry in group.entries.iter() {
        match entry {
            Entry::Indicator(indicator) => {
                let comparison = Comparison { indicator, figures, almanac };
                rows.push(COLUMNS.iter().map(|(_, _, content)| content(&comparison)).collect());
            }
            Entry::Group(group) => {
                if let Some(name) = &group.name {
                    let mut row = vec![Cell::Text(group.path.clone()), Cell::Text(name.clone())];
                    row.resize(COLUMNS.len(), Cell::Blank);
                    rows.push(row);
                }
                collect(group, figures, almanac, rows);
            }
        }
    }
}

fn text(text: Option<&String>) -> Cell {
    text.map_or(Cell::Blank, |text| Cell::Text(text.clone()))
}

fn yes(holds: bool) -> Cell {
    if holds { Cell::Text("có".to_owned()) } else { Cell::Blank }
}

fn typed(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::Known { number, decimals, .. }) => Cell::Number(*number, *decimals),
        Some(Value::Missing) => Cell::Missing,
        None => Cell::Blank,
    }
}

/// The result, or the sum of its months.
fn actual(comparison: &Comparison<'_>) -> Cell {
    let indicator: &Indicator = comparison.indicator;
    match typed(indicator.get(Measure::Actual)) {
        known @ Cell::Number(..) => known,
        blank if indicator.get(Measure::Estimate).is_some() => blank,
        blank => match comparison.value() {
            Ok(sum) => computed(Some(sum), indicator.decimals_of(None, Some(sum))),
            Err(_) => blank,
        },
    }
}

fn year_before(comparison: &Comparison<'_>) -> Cell {
    match typed(comparison.indicator.get(Measure::YearBefore)) {
        Cell::Blank => {
            let number = comparison.year_before().ok();
            computed(number, comparison.indicator.decimals_of(None, number))
        }
        typed => typed,
    }
}

fn rate(found: Result<Number, Obstacle>) -> Cell {
    computed(found.ok(), found.map_or(0, decimals_of_percent))
}

fn computed(number: Option<Number>, decimals: u32) -> Cell {
    number.map_or(Cell::Blank, |number| Cell::Number(number.rounded(decimals), decimals))
}
