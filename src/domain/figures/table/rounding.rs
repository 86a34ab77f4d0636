//! Printed parts that do not give the printed total, since each number of a table is rounded by itself.

use super::{Builder, COLUMNS, Cell, RoundedTotal, Row};
use crate::base::text::number::Number;
use crate::domain::figures::compare::{Comparison, Obstacle};
use crate::domain::figures::indicator::{Indicator, without_doubles};
use crate::domain::figures::unit::part_factor;

/// Columns whose numbers add up to that of the total.
const ADDED: [&str; 7] = ["ke_hoach", "thuc_hien", "cung_ky", "ky_truoc", "luy_ke", "chenh_lech", "ty_trong"];

impl Builder<'_> {
    /// The totals of a table that differ from their printed parts by rounding alone: what a clerk typed otherwise has its own
    /// finding.
    pub(super) fn rounded_totals(&self) -> Vec<RoundedTotal> {
        let table = self;
        let mut found = Vec::new();
        for row in &table.rows {
            let total = row.indicator.as_ref().and_then(|path| table.figures.indicator(path));
            let parts = match total {
                Some(total) => table.figures.parts_of(total),
                None => Some(without_doubles(&table.shown)),
            };
            let unit = total.map_or(table.unit_of_sum(), |total| total.unit.as_deref());
            let is_plain = |part: &&Indicator| part_factor(part.unit.as_deref(), unit) == Some(Number::whole(1));
            let Some(parts) = parts.filter(|parts| table.unit.is_some() || parts.iter().all(is_plain)) else {
                continue;
            };
            let Some(rows) = parts.iter().map(|part| row_of(table, part)).collect::<Option<Vec<_>>>() else { continue };
            for (at, key) in table.keys.iter().enumerate().filter(|(_, key)| ADDED.contains(key)) {
                let is_exact = |_: &RoundedTotal| total.is_none_or(|total| is_sum(table, total, &parts, key));
                found.extend(differing(row, &rows, at, key).filter(is_exact));
            }
        }
        found
    }
}

fn row_of<'a>(table: &'a Builder<'_>, part: &Indicator) -> Option<&'a Row> {
    table.rows.iter().find(|row| row.indicator.as_ref() == Some(&part.path))
}

/// The printed total and the sum of the printed parts, when they differ.
fn differing(row: &Row, parts: &[&Row], at: usize, key: &str) -> Option<RoundedTotal> {
    let printed = |row: &Row| match row.cells.get(at)? {
        Cell::Number(text) => Number::parse(text).ok(),
        _ => None,
    };
    let total = printed(row)?;
    let mut sum = (Number::whole(0), total.decimals);
    for part in parts.iter().copied() {
        let part = printed(part)?;
        sum = (sum.0.plus(part.number)?, sum.1.max(part.decimals));
    }
    let column = COLUMNS.iter().find(|(known, ..)| *known == key).map_or("", |(_, header, _)| header);
    (!parts.is_empty() && total.number != sum.0).then(|| RoundedTotal {
        column,
        total: total.number.format(total.decimals),
        sum: sum.0.format(sum.1),
    })
}

/// Whether a total is the sum of its parts before anything is rounded.
fn is_sum(table: &Builder<'_>, total: &Indicator, parts: &[&Indicator], key: &str) -> bool {
    let value = |indicator: &Indicator| -> Result<Number, Obstacle> {
        let comparison = Comparison { indicator, figures: table.figures, almanac: table.almanac };
        match key {
            "ke_hoach" => comparison.plan(),
            "cung_ky" => comparison.year_before(),
            "ky_truoc" => comparison.previous(),
            "luy_ke" => comparison.year_to_date(),
            "chenh_lech" => comparison.difference(),
            _ => comparison.value(),
        }
    };
    let sum = parts.iter().try_fold(Number::whole(0), |sum, part| {
        let factor = part_factor(part.unit.as_deref(), total.unit.as_deref())?;
        sum.plus(value(part).ok()?.times(factor)?)
    });
    sum.is_some() && sum == value(total).ok()
}
