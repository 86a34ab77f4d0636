//! The usual tables of figures: chosen indicators by chosen columns, numbered, with totals that are computed.

use crate::base::text::number::Number;
use crate::base::text::numerals::roman;
use crate::domain::figures::almanac::{Almanac, Figures};
use crate::domain::figures::compare::{Comparison, Obstacle, PERCENT_DECIMALS, percent};
use crate::domain::figures::indicator::{Entry, Group, Indicator};
use crate::domain::figures::measure::{Measure, Value};
use crate::domain::figures::operand::{Operand, operands_of};

/// A column a table may have: key, header, and whether it holds numbers.
pub const COLUMNS: [(&str, &str, bool); 16] = [
    ("tt", "TT", false),
    ("ten", "Chỉ tiêu", false),
    ("don_vi", "ĐVT", false),
    (Measure::Plan.key(), Measure::Plan.title(), true),
    (Measure::Actual.key(), Measure::Actual.title(), true),
    (Measure::Estimate.key(), Measure::Estimate.title(), true),
    (Measure::YearBefore.key(), Measure::YearBefore.title(), true),
    (Measure::Previous.key(), Measure::Previous.title(), true),
    ("so_ke_hoach", "So kế hoạch (%)", true),
    ("so_cung_ky", "So cùng kỳ (%)", true),
    ("chenh_lech", "Chênh lệch so cùng kỳ", true),
    ("tang_giam", "Tăng, giảm", false),
    ("luy_ke", "Lũy kế", true),
    ("ty_trong", "Tỷ trọng (%)", true),
    ("nguon", "Nguồn", false),
    ("ghi_chu", "Ghi chú", false),
];

/// The values that a table with these columns reads of each of its indicators.
pub(crate) fn operands(columns: &[String]) -> Vec<Operand> {
    let keys: Vec<&str> =
        if columns.is_empty() { DEFAULT_COLUMNS.to_vec() } else { columns.iter().map(String::as_str).collect() };
    let mut found: Vec<Operand> = keys.into_iter().flat_map(operands_of).copied().collect();
    found.sort();
    found.dedup();
    found
}

/// The columns of the usual table.
pub(crate) const DEFAULT_COLUMNS: [&str; 7] =
    ["tt", "ten", "don_vi", "ke_hoach", "thuc_hien", "so_ke_hoach", "so_cung_ky"];

/// What a table shows.
#[derive(Debug, Clone, Default)]
pub struct TableSpec {
    /// Groups, each with all its indicators.
    pub groups: Vec<String>,
    /// Single indicators.
    pub indicators: Vec<String>,
    /// Keys of [`COLUMNS`].
    pub columns: Vec<String>,
    /// The words of the row that adds everything up, if there is one.
    pub total: Option<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number as printed, without its unit.
    Number(String),
    /// A number still to come.
    Missing,
    /// Nothing belongs here.
    Blank,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The indicator it shows; none for a group's or the total row.
    pub indicator: Option<String>,
    /// Whether it stands out: groups and totals.
    pub strong: bool,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A finished table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Header words and whether the column holds numbers.
    pub columns: Vec<(String, bool)>,
    /// In order.
    pub rows: Vec<Row>,
}

/// Builds a table; `Err` names the group or indicator that does not exist.
///
/// # Errors
/// The path of a group or indicator that the figures do not have.
pub fn build(spec: &TableSpec, figures: &Figures, almanac: &Almanac) -> Result<Table, String> {
    let keys: Vec<&str> = if spec.columns.is_empty() {
        DEFAULT_COLUMNS.to_vec()
    } else {
        spec.columns.iter().map(String::as_str).collect()
    };
    let mut builder = Builder { keys, figures, almanac, rows: Vec::new(), shown: Vec::new() };
    let groups: Vec<&Group> =
        spec.groups.iter().map(|path| figures.group(path).ok_or(path.clone())).collect::<Result<_, _>>()?;
    let singles: Vec<&Indicator> =
        spec.indicators.iter().map(|path| figures.indicator(path).ok_or(path.clone())).collect::<Result<_, _>>()?;
    builder.shown = groups.iter().flat_map(|group| group.indicators()).chain(singles.iter().copied()).collect();
    let headed = groups.len() > 1 || !groups.is_empty() && !singles.is_empty();
    for (group, n) in groups.iter().zip(1..) {
        if headed {
            builder.heading(group, &roman(n));
        }
        builder.group(group, 0);
    }
    for (indicator, n) in singles.iter().zip(1..) {
        builder.indicator(indicator, &n.to_string(), false);
    }
    if let Some(words) = &spec.total {
        builder.total(words);
    }
    let columns = builder.keys.iter().filter_map(|key| COLUMNS.iter().find(|(known, ..)| known == key));
    Ok(Table {
        columns: columns.map(|(_, header, number)| ((*header).to_owned(), *number)).collect(),
        rows: builder.rows,
    })
}

struct Builder<'a> {
    keys: Vec<&'a str>,
    figures: &'a Figures,
    almanac: &'a Almanac,
    rows: Vec<Row>,
    shown: Vec<&'a Indicator>,
}

impl<'a> Builder<'a> {
    /// Entries of a group: `1`, `2`, …; below a group inside, `-`.
    fn group(&mut self, group: &'a Group, depth: usize) {
        let mut n = 0;
        for entry in group.entries.iter() {
            if let Entry::Indicator(total) = entry
                && total.is_total
            {
                self.indicator(total, "", true);
                continue;
            }
            n += 1;
            let label = if depth == 0 { n.to_string() } else { "-".to_owned() };
            match entry {
                Entry::Indicator(indicator) => self.indicator(indicator, &label, false),
                Entry::Group(inner) => {
                    self.heading(inner, &label);
                    self.group(inner, depth + 1);
                }
            }
        }
    }

    fn heading(&mut self, group: &Group, label: &str) {
        let cells = self.keys.iter().map(|key| match *key {
            "tt" => Cell::Text(label.to_owned()),
            "ten" => Cell::Text(group.name.clone().unwrap_or_else(|| group.path.clone())),
            _ => Cell::Blank,
        });
        self.rows.push(Row { indicator: None, strong: true, cells: cells.collect() });
    }

    /// A total among the members of its group stands out without a number; chosen by itself it is a row like others.
    fn indicator(&mut self, indicator: &'a Indicator, label: &str, strong: bool) {
        let cells = self.keys.iter().map(|key| self.cell(indicator, key, label)).collect();
        self.rows.push(Row { indicator: Some(indicator.path.clone()), strong, cells });
    }

    fn cell(&self, indicator: &'a Indicator, key: &str, label: &str) -> Cell {
        let comparison = Comparison { indicator, figures: self.figures, almanac: self.almanac };
        let text = |text: Option<&str>| text.map_or(Cell::Blank, |text| Cell::Text(text.to_owned()));
        let own = |value: Option<&Value>, found: Result<Number, Obstacle>| {
            number(found, indicator.decimals_of(value, found.ok()))
        };
        let rate = |found| number(found, PERCENT_DECIMALS);
        match key {
            "tt" => Cell::Text(label.to_owned()),
            "ten" => text(Some(indicator.title())),
            "don_vi" => text(indicator.unit.as_deref()),
            "ke_hoach" => own(indicator.get(Measure::Plan), comparison.plan()),
            "uoc_thuc_hien" => {
                let estimate = indicator.get(Measure::Estimate).ok_or(Obstacle::Absent(Operand::Value));
                let number = estimate.and_then(|value| value.number().ok_or(Obstacle::Missing(Operand::Value)));
                own(indicator.get(Measure::Estimate), number)
            }
            "cung_ky" => own(indicator.get(Measure::YearBefore), comparison.year_before()),
            "ky_truoc" => own(indicator.get(Measure::Previous), comparison.previous()),
            "so_ke_hoach" => rate(comparison.of_plan()),
            "so_cung_ky" => rate(comparison.of_year_before()),
            "chenh_lech" => own(None, comparison.difference()),
            "tang_giam" => comparison.change().map_or(Cell::Blank, Cell::Text),
            "luy_ke" => own(None, comparison.year_to_date()),
            "ty_trong" => rate(comparison.value().and_then(|value| percent(value, self.whole()?, Operand::Value))),
            "nguon" => text(indicator.source.as_deref()),
            "ghi_chu" => text(indicator.note.as_deref()),
            _ => own(indicator.value(), comparison.value()),
        }
    }

    /// The sum of every indicator shown, but of totals only those whose members are not shown.
    fn sum(&self, part: impl Fn(Comparison<'_>) -> Result<Number, Obstacle>) -> Result<Number, Obstacle> {
        let above = |indicator: &Indicator| indicator.path.rsplit_once('.').map(|(above, _)| above.to_owned());
        let with_members =
            |total: &Indicator| self.shown.iter().any(|other| !other.is_total && above(other) == above(total));
        let parts = self.shown.iter().filter(|indicator| !indicator.is_total || !with_members(indicator));
        parts
            .map(|indicator| part(Comparison { indicator, figures: self.figures, almanac: self.almanac }))
            .try_fold(Number::whole(0), |sum, part| sum.plus(part?).ok_or(Obstacle::TooLarge))
    }

    fn whole(&self) -> Result<Number, Obstacle> {
        self.sum(|comparison| comparison.value())
    }

    /// A row of sums; ratios are computed from the sums, never added up.
    fn total(&mut self, words: &str) {
        let decimals = |found: Option<Number>| {
            self.shown.iter().map(|indicator| indicator.decimals_of(None, found)).max().unwrap_or(0)
        };
        let plan = self.sum(|comparison| comparison.plan());
        let value = self.whole();
        let before = self.sum(|comparison| comparison.year_before());
        let own = |found: Result<Number, Obstacle>| number(found, decimals(found.ok()));
        let cells = self.keys.iter().map(|key| match *key {
            "ten" => Cell::Text(words.to_owned()),
            "don_vi" => self.shown.first().and_then(|indicator| indicator.unit.clone()).map_or(Cell::Blank, Cell::Text),
            "ke_hoach" => own(plan),
            "thuc_hien" => own(value),
            "cung_ky" => own(before),
            "ky_truoc" => own(self.sum(|comparison| comparison.previous())),
            "luy_ke" => own(self.sum(|comparison| comparison.year_to_date())),
            "chenh_lech" => own(value.and_then(|value| value.minus(before?).ok_or(Obstacle::TooLarge))),
            "so_ke_hoach" => number(value.and_then(|value| percent(value, plan?, Operand::Plan)), PERCENT_DECIMALS),
            "so_cung_ky" => {
                number(value.and_then(|value| percent(value, before?, Operand::YearBefore)), PERCENT_DECIMALS)
            }
            "ty_trong" => number(value.and_then(|value| percent(value, value, Operand::Value)), PERCENT_DECIMALS),
            _ => Cell::Blank,
        });
        let cells = cells.collect();
        self.rows.push(Row { indicator: None, strong: true, cells });
    }
}

/// What cannot be compared leaves its cell empty; what is still to come is marked.
fn number(found: Result<Number, Obstacle>, decimals: u32) -> Cell {
    match found {
        Ok(number) => Cell::Number(number.format(decimals)),
        Err(Obstacle::Missing(_)) => Cell::Missing,
        Err(_) => Cell::Blank,
    }
}
