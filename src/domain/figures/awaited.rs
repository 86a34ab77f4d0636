//! What a value still to come waits for: the figures without a number that it is added up of or taken from.

use crate::domain::figures::almanac::Figures;
use crate::domain::figures::compare::{Comparison, Obstacle};
use crate::domain::figures::operand::Operand;
use crate::domain::figures::period::Period;

/// A value that somebody has to write.
#[derive(Debug, Clone)]
pub(crate) struct Awaits<'a> {
    /// The figures that lack it.
    pub figures: &'a Figures,
    /// Of which indicator.
    pub path: String,
    /// Which value.
    pub operand: Operand,
}

impl<'a> Comparison<'a> {
    /// The values that an operand waits for: those of the parts of a total, of the months of a sum, of the period compared
    /// with; itself where it follows from no others.
    pub(crate) fn awaits(&self, operand: Operand) -> Vec<Awaits<'a>> {
        let waits = matches!(self.operand(operand), Err(Obstacle::Missing(_)));
        let others = if waits { self.others_awaited(operand) } else { Vec::new() };
        if others.is_empty() {
            return vec![Awaits { figures: self.figures, path: self.indicator.path.clone(), operand }];
        }
        others
    }

    fn others_awaited(&self, operand: Operand) -> Vec<Awaits<'a>> {
        let of_parts = || {
            let parts = self.figures.parts_of(self.indicator).unwrap_or_default();
            let of = |part| Comparison { indicator: part, ..*self }.if_missing(operand);
            parts.into_iter().flat_map(of).collect()
        };
        let periods = |periods: Vec<Period>| {
            periods.iter().flat_map(|period| self.awaited_in(self.almanac.only(period))).collect()
        };
        match operand {
            Operand::Value if self.indicator.adds_up => {
                let months = self.figures.period.as_ref().map(Period::months).unwrap_or_default();
                if months.len() > 1 { periods(months) } else { Vec::new() }
            }
            Operand::Value | Operand::Plan => of_parts(),
            Operand::YearBefore | Operand::Previous => {
                let Some(measure) = operand.measure() else { return Vec::new() };
                match self.indicator.get(measure) {
                    _ if self.has_parts_with(measure) => of_parts(),
                    Some(_) => Vec::new(),
                    None => self.awaited_in(self.compared(measure)),
                }
            }
            Operand::EarlierPeriod => {
                periods(self.figures.period.as_ref().and_then(Period::since_new_year).unwrap_or_default())
            }
        }
    }

    /// What an operand waits for, if it is still to come.
    fn if_missing(&self, operand: Operand) -> Vec<Awaits<'a>> {
        match self.operand(operand) {
            Err(Obstacle::Missing(_)) => self.awaits(operand),
            _ => Vec::new(),
        }
    }

    /// What the result of the same indicator in other figures waits for.
    fn awaited_in(&self, figures: Option<&'a Figures>) -> Vec<Awaits<'a>> {
        let Some(figures) = figures else { return Vec::new() };
        let indicator = figures.indicator(&self.indicator.path);
        indicator.map_or_else(Vec::new, |indicator| {
            Comparison { indicator, figures, almanac: self.almanac }.if_missing(Operand::Value)
        })
    }
}
