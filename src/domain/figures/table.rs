//! The usual tables of figures: chosen indicators by chosen columns, numbered, with totals that are computed.

mod rounding;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::base::text::number::Number;
use crate::base::text::numerals::roman;
use crate::domain::figures::almanac::{Almanac, Figures};
use crate::domain::figures::compare::{Comparison, Obstacle, decimals_of_converted, decimals_of_percent, percent};
use crate::domain::figures::indicator::{Entry, Group, Indicator, without_doubles};
use crate::domain::figures::measure::{Measure, Value};
use crate::domain::figures::operand::{Operand, operands_of};
use crate::domain::figures::unit;

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
    ("so_ke_hoach", "So với kế hoạch (%)", true),
    ("so_cung_ky", "So với cùng kỳ (%)", true),
    ("chenh_lech", "Chênh lệch so với cùng kỳ", true),
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
    /// The unit that all numbers are shown in; none for each in its own.
    pub unit: Option<String>,
}

/// Why a table cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableError {
    /// There is no such group or indicator.
    Unknown(String),
    /// This indicator stands in a unit that does not convert into that of the table.
    Unit(String),
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
    /// What keeps cells from having a number, each with the indicator of its row.
    pub(crate) obstacles: Vec<(String, Obstacle)>,
    /// Totals that the printed numbers above them do not give.
    pub(crate) rounded: Vec<RoundedTotal>,
}

/// A total that readers cannot get from the numbers above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoundedTotal {
    /// Header of the column.
    pub(crate) column: &'static str,
    /// As printed.
    pub(crate) total: String,
    /// The sum of the parts as they are printed.
    pub(crate) sum: String,
}

/// Builds a table.
///
/// # Errors
/// The figures lack a group or indicator, or one does not go into the unit of the table.
pub fn build(spec: &TableSpec, figures: &Figures, almanac: &Almanac) -> Result<Table, TableError> {
    let keys: Vec<&str> = if spec.columns.is_empty() {
        DEFAULT_COLUMNS.to_vec()
    } else {
        spec.columns.iter().map(String::as_str).collect()
    };
    let unknown = |path: &String| TableError::Unknown(path.clone());
    let groups: Vec<&Group> =
        spec.groups.iter().map(|path| figures.group(path).ok_or_else(|| unknown(path))).collect::<Result<_, _>>()?;
    let singles: Vec<&Indicator> = spec
        .indicators
        .iter()
        .map(|path| figures.indicator(path).ok_or_else(|| unknown(path)))
        .collect::<Result<_, _>>()?;
    let shown: Vec<_> = groups.iter().flat_map(|group| group.indicators()).chain(singles.iter().copied()).collect();
    let unit = spec.unit.as_deref();
    if let Some(apart) = shown.iter().find(|indicator| unit.is_some() && factor(indicator, unit).is_none()) {
        return Err(TableError::Unit(apart.path.clone()));
    }
    let (rows, obstacles) = (Vec::new(), RefCell::default());
    let own_total = spec.total.as_ref().and_then(|_| total_of_all(&shown, figures));
    let mut builder = Builder { keys, figures, almanac, rows, shown, unit, obstacles, own_total };
    let headed = groups.len() > 1 || !groups.is_empty() && !singles.is_empty();
    for (group, n) in groups.iter().zip(1..) {
        if headed {
            builder.heading(group, &roman(n));
        }
        builder.group(group, 0);
    }
    let numbered = singles.iter().filter(|indicator| !builder.is_own_total(indicator)).zip(1..);
    for (indicator, n) in numbered.collect::<Vec<_>>() {
        builder.indicator(indicator, &n.to_string(), false);
    }
    match (&spec.total, builder.own_total) {
        (Some(words), Some(total)) => builder.total_as_written(total, words),
        (Some(words), None) => builder.total(words),
        (None, _) => {}
    }
    let rounded = builder.rounded_totals();
    let columns = builder.keys.iter().filter_map(|key| COLUMNS.iter().find(|(known, ..)| known == key));
    Ok(Table {
        columns: columns.map(|(_, header, number)| ((*header).to_owned(), *number)).collect(),
        rows: builder.rows,
        obstacles: builder.obstacles.into_inner(),
        rounded,
    })
}

/// The total among the indicators shown that is the sum of all others: its row is the one that adds everything up.
fn total_of_all<'a>(shown: &[&'a Indicator], figures: &Figures) -> Option<&'a Indicator> {
    let paths = |indicators: Vec<&Indicator>| {
        indicators.into_iter().map(|indicator| indicator.path.clone()).collect::<BTreeSet<_>>()
    };
    let parts = paths(without_doubles(shown));
    shown.iter().copied().find(|total| figures.parts_of(total).is_some_and(|of_total| paths(of_total) == parts))
}

/// By how much numbers of an indicator are multiplied in a table of this unit.
fn factor(indicator: &Indicator, unit: Option<&str>) -> Option<Number> {
    match unit {
        Some(unit) => unit::factor(indicator.unit.as_deref(), Some(unit)),
        None => Some(Number::whole(1)),
    }
}

struct Builder<'a> {
    keys: Vec<&'a str>,
    figures: &'a Figures,
    almanac: &'a Almanac,
    rows: Vec<Row>,
    shown: Vec<&'a Indicator>,
    unit: Option<&'a str>,
    obstacles: RefCell<Vec<(String, Obstacle)>>,
    /// The total that stands last, for the sum of all rows.
    own_total: Option<&'a Indicator>,
}

impl<'a> Builder<'a> {
    /// Entries of a group: `1`, `2`, …; below a group inside, `-`.
    fn group(&mut self, group: &'a Group, depth: usize) {
        let mut n = 0;
        for entry in group.entries.iter() {
            if let Entry::Indicator(total) = entry
                && total.is_total
            {
                if !self.is_own_total(total) {
                    self.indicator(total, "", true);
                }
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

    fn is_own_total(&self, indicator: &Indicator) -> bool {
        self.own_total.is_some_and(|total| total.path == indicator.path)
    }

    /// The total that the figures have, with its own plan and typed values, under the words of the table.
    fn total_as_written(&mut self, total: &'a Indicator, words: &str) {
        self.indicator(total, "", true);
        let name = self.keys.iter().position(|key| *key == "ten");
        if let (Some(row), Some(at)) = (self.rows.last_mut(), name) {
            row.cells[at] = Cell::Text(words.to_owned());
        }
    }

    fn cell(&self, indicator: &'a Indicator, key: &str, label: &str) -> Cell {
        let comparison = Comparison { indicator, figures: self.figures, almanac: self.almanac };
        let text = |text: Option<&str>| text.map_or(Cell::Blank, |text| Cell::Text(text.to_owned()));
        let own = |value: Option<&Value>, found: Result<Number, Obstacle>| {
            let usual = indicator.decimals_of(value, found.ok());
            self.number(indicator, self.converted(indicator, found), usual)
        };
        let rate = |found: Result<Number, Obstacle>| match found {
            Ok(rate) => Cell::Number(rate.format(decimals_of_percent(rate))),
            Err(obstacle) => self.without(indicator, obstacle),
        };
        match key {
            "tt" => Cell::Text(label.to_owned()),
            "ten" => text(Some(indicator.title())),
            "don_vi" => text(self.unit.or(indicator.unit.as_deref())),
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
            "tang_giam" => comparison.change().map_or_else(|obstacle| self.without(indicator, obstacle), Cell::Text),
            "luy_ke" => own(None, comparison.year_to_date()),
            // what keeps the whole from being known is reported with the row that it stands in
            "ty_trong" => match (comparison.value(), self.whole()) {
                (Ok(_), Err(Obstacle::Missing(_))) => Cell::Missing,
                (Ok(_), Err(_)) => Cell::Blank,
                (Ok(value), Ok(whole)) => {
                    let part = value.times(factor(indicator, self.unit_of_sum()).unwrap_or(Number::whole(1)));
                    rate(part.ok_or(Obstacle::TooLarge).and_then(|part| percent(part, whole, Operand::Value)))
                }
                (Err(obstacle), _) => rate(Err(obstacle)),
            },
            "nguon" => text(indicator.source.as_deref()),
            "ghi_chu" => text(indicator.note.as_deref()),
            _ => own(indicator.value(), comparison.value()),
        }
    }

    /// What is found of an indicator, in the unit of the table.
    fn converted(&self, indicator: &Indicator, found: Result<Number, Obstacle>) -> Result<Number, Obstacle> {
        found?.times(factor(indicator, self.unit).unwrap_or(Number::whole(1))).ok_or(Obstacle::TooLarge)
    }

    /// A number of an indicator; one that was converted shows all its digits.
    fn number(&self, indicator: &Indicator, found: Result<Number, Obstacle>, decimals: u32) -> Cell {
        let converts = factor(indicator, self.unit).is_some_and(|factor| factor != Number::whole(1));
        match found {
            Ok(number) => Cell::Number(number.format(if converts { decimals_of_converted(number) } else { decimals })),
            Err(obstacle) => self.without(indicator, obstacle),
        }
    }

    /// A cell without its number: what cannot be compared leaves it empty, what is still to come is marked.
    fn without(&self, indicator: &Indicator, obstacle: Obstacle) -> Cell {
        self.obstacles.borrow_mut().push((indicator.path.clone(), obstacle));
        if matches!(obstacle, Obstacle::Missing(_)) { Cell::Missing } else { Cell::Blank }
    }

    /// The unit of a row of sums.
    fn unit_of_sum(&self) -> Option<&'a str> {
        self.unit.or_else(|| self.shown.iter().find_map(|indicator| indicator.unit.as_deref()))
    }

    /// The sum of every indicator shown, in the unit of the row, but of totals only those whose parts are not shown.
    fn sum(&self, part: impl Fn(Comparison<'_>) -> Result<Number, Obstacle>) -> Result<Number, Obstacle> {
        let parts = without_doubles(&self.shown).into_iter().map(|indicator| {
            let factor = unit::part_factor(indicator.unit.as_deref(), self.unit_of_sum());
            let found = part(Comparison { indicator, figures: self.figures, almanac: self.almanac })?;
            // units that do not go together are reported for the whole table
            found.times(factor.unwrap_or(Number::whole(1))).ok_or(Obstacle::TooLarge)
        });
        parts.into_iter().try_fold(Number::whole(0), |sum, part| sum.plus(part?).ok_or(Obstacle::TooLarge))
    }

    fn whole(&self) -> Result<Number, Obstacle> {
        self.sum(|comparison| comparison.value())
    }

    /// A row of sums; ratios are computed from the sums, never added up.
    fn total(&mut self, words: &str) {
        let one = Number::whole(1);
        let converts = self.shown.iter().any(|part| {
            unit::part_factor(part.unit.as_deref(), self.unit_of_sum()).is_some_and(|factor| factor != one)
        });
        let decimals = |found: Option<Number>| match found {
            Some(number) if converts => decimals_of_converted(number),
            found => self.shown.iter().map(|indicator| indicator.decimals_of(None, found)).max().unwrap_or(0),
        };
        let plan = self.sum(|comparison| comparison.plan());
        let value = self.whole();
        let before = self.sum(|comparison| comparison.year_before());
        let own = |found: Result<Number, Obstacle>| number(found, decimals(found.ok()));
        let rate = |found: Result<Number, Obstacle>| number(found, found.map_or(0, decimals_of_percent));
        let cells = self.keys.iter().map(|key| match *key {
            "ten" => Cell::Text(words.to_owned()),
            "don_vi" => self.unit_of_sum().map_or(Cell::Blank, |unit| Cell::Text(unit.to_owned())),
            "ke_hoach" => own(plan),
            "thuc_hien" => own(value),
            "cung_ky" => own(before),
            "ky_truoc" => own(self.sum(|comparison| comparison.previous())),
            "luy_ke" => own(self.sum(|comparison| comparison.year_to_date())),
            "chenh_lech" => own(value.and_then(|value| value.minus(before?).ok_or(Obstacle::TooLarge))),
            "so_ke_hoach" => rate(value.and_then(|value| percent(value, plan?, Operand::Plan))),
            "so_cung_ky" => rate(value.and_then(|value| percent(value, before?, Operand::YearBefore))),
            "ty_trong" => rate(value.and_then(|value| percent(value, value, Operand::Value))),
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
