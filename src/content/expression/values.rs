//! Figures and computed numbers as expressions see them: exact, with unit and decimals, printed the Vietnamese way.

use std::fmt;
use std::sync::Arc;

use minijinja::Error;
use minijinja::value::{Object, ObjectRepr, Value};

use super::dimension::Dimension;
use super::obstacles::obstacle_in_words;
use super::refusal::Refusal;
use crate::base::finding::codes;
use crate::base::text::number::Number;
use crate::domain::figures::compare::{Comparison, Obstacle, decimals_of_percent};
use crate::domain::figures::{
    Almanac, Entry, Figures, Group, Indicator, Measure, Operand, Period, Value as Typed, unit,
};

/// How what stands for a value still to come begins.
pub(super) const AWAITED_MARK: &str = "[chưa có";

/// What stands in a table for a figure still to come.
pub(in crate::content) const AWAITED: &str = "[chưa có]";

/// Decimals shown of a product or quotient when the clerk states none.
const COMPUTED_DECIMALS: u32 = 2;

/// A number, known or not, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) number: Option<Number>,
    pub(super) decimals: Option<u32>,
    pub(super) dimension: Dimension,
    /// What is missing, when it is.
    pub(super) name: String,
    /// Whether it follows from nothing but numbers that stand in the expression.
    pub(super) is_literal: bool,
    /// Whether it is a number by a rate, so already so many parts of a hundred.
    pub(super) is_share: bool,
    /// Whether it is a number over the 100 that the clerk writes.
    pub(super) is_hundredth: bool,
    /// Whether it is so many times a number of its own kind, without a unit for that reason.
    pub(super) is_ratio: bool,
    /// Whether one of its parts is by the other and has no unit, so that it may count the same: `truong_chuan / 8`.
    pub(super) is_by_bare: bool,
}

impl Quantity {
    pub(super) fn computed(number: Number, decimals: Option<u32>) -> Self {
        Self {
            number: Some(number),
            decimals,
            dimension: Dimension::default(),
            name: String::new(),
            is_literal: false,
            is_share: false,
            is_hundredth: false,
            is_ratio: false,
            is_by_bare: false,
        }
    }

    /// A value still to come.
    pub(super) fn missing(name: &str) -> Self {
        Self { number: None, name: name.to_owned(), decimals: None, ..Self::computed(Number::whole(0), None) }
    }

    pub(super) fn is_percent(&self) -> bool {
        self.unit().is_some_and(unit::is_percent)
    }

    /// The unit of its number.
    pub(super) fn unit(&self) -> Option<&str> {
        self.dimension.unit()
    }

    /// The number alone: `262.000`, `99,09%`.
    pub(super) fn text(&self) -> String {
        let Some(number) = self.number else {
            return format!("[chưa có: {}]", self.name);
        };
        number.format(self.printed_decimals(number)) + if self.is_percent() { "%" } else { "" }
    }

    /// The decimals it prints its number with.
    pub(super) fn printed_decimals(&self, number: Number) -> u32 {
        self.decimals.unwrap_or_else(|| number.decimals_to_show(number.decimals().min(COMPUTED_DECIMALS)))
    }

    /// The number with its unit: `262.000 lượt`; what is still to come stays so.
    pub(super) fn with_unit(&self) -> Value {
        match self.unit() {
            _ if self.number.is_none() => Value::from_object(self.clone()),
            Some(unit) if !self.is_percent() => Value::from(format!("{} {unit}", self.text())),
            _ => Value::from(self.text()),
        }
    }
}

impl Object for Quantity {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let with_unit = || Ok(Quantity::clone(self).suits("")?.with_unit());
        (key.as_str() == Some("kem_don_vi")).then(|| with_unit().unwrap_or_else(|error: Error| Value::from(error)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// What an expression prints.
pub(super) struct Printed {
    pub(super) text: String,
    /// Whether it tells of a figure still to come.
    pub(super) is_awaited: bool,
}

impl From<&Quantity> for Printed {
    fn from(quantity: &Quantity) -> Self {
        Self { text: quantity.text(), is_awaited: quantity.number.is_none() }
    }
}

/// An indicator among its periods.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) indicator: Indicator,
    pub(super) figures: Arc<Figures>,
    pub(super) almanac: Arc<Almanac>,
}

impl Figure {
    /// What can stand behind the name of an indicator.
    pub(super) const ATTRIBUTES: [&str; 15] = [
        "ten",
        "don_vi",
        "nguon",
        "ghi_chu",
        "kem_don_vi",
        Measure::Actual.key(),
        Measure::Estimate.key(),
        Measure::Plan.key(),
        Measure::YearBefore.key(),
        Measure::Previous.key(),
        "so_ke_hoach",
        "so_cung_ky",
        "chenh_lech",
        "tang_giam",
        "luy_ke",
    ];

    fn comparison(&self) -> Comparison<'_> {
        Comparison { indicator: &self.indicator, figures: &self.figures, almanac: &self.almanac }
    }

    /// The result, as a quantity.
    pub(super) fn value(&self) -> Result<Quantity, Error> {
        self.own(self.indicator.value(), self.comparison().value())
    }

    /// A number in the unit and decimals of the indicator.
    fn own(&self, value: Option<&Typed>, found: Result<Number, Obstacle>) -> Result<Quantity, Error> {
        self.quantity(found, self.indicator.unit.as_deref(), self.indicator.decimals_of(value, found.ok()))
    }

    fn quantity(&self, found: Result<Number, Obstacle>, unit: Option<&str>, decimals: u32) -> Result<Quantity, Error> {
        let name = self.indicator.title().to_owned();
        let dimension = Dimension::of(unit);
        match found {
            Ok(number) => Ok(Quantity { dimension, name, ..Quantity::computed(number, Some(decimals)) }),
            Err(Obstacle::Missing(_)) => {
                Ok(Quantity { decimals: Some(decimals), dimension, ..Quantity::missing(&name) })
            }
            Err(obstacle) => Err(refuse(&self.comparison(), obstacle)),
        }
    }

    fn field(&self, key: &str) -> Option<Result<Value, Error>> {
        let comparison = self.comparison();
        if let Some(measure) = Measure::from_key(key) {
            let found = match measure {
                Measure::Actual | Measure::Estimate => typed(self.indicator.get(measure)),
                Measure::Plan => comparison.plan(),
                Measure::YearBefore => comparison.year_before(),
                Measure::Previous => comparison.previous(),
            };
            return Some(self.own(self.indicator.get(measure), found).map(Value::from_object));
        }
        let percent =
            |found: Result<Number, Obstacle>| self.quantity(found, Some("%"), found.map_or(0, decimals_of_percent));
        let text = |text: &Option<String>| Ok(Value::from(text.clone().unwrap_or_default()));
        let quantity = match key {
            "ten" => return Some(Ok(Value::from(self.indicator.title()))),
            "don_vi" => return Some(text(&self.indicator.unit)),
            "nguon" => return Some(text(&self.indicator.source)),
            "ghi_chu" => return Some(text(&self.indicator.note)),
            "kem_don_vi" => return Some(self.value().map(|value| value.with_unit())),
            "tang_giam" => return Some(self.change()),
            "chenh_lech" => self.own(None, comparison.difference()),
            "luy_ke" => self.own(None, comparison.year_to_date()),
            "so_ke_hoach" => percent(comparison.of_plan()),
            "so_cung_ky" => percent(comparison.of_year_before()),
            _ => return None,
        };
        Some(quantity.map(Value::from_object))
    }

    fn change(&self) -> Result<Value, Error> {
        match self.comparison().change() {
            Ok(text) => Ok(Value::from(text)),
            Err(Obstacle::Missing(_)) => Ok(Value::from_object(Quantity::missing(self.indicator.title()))),
            Err(obstacle) => Err(refuse(&self.comparison(), obstacle)),
        }
    }
}

fn typed(value: Option<&Typed>) -> Result<Number, Obstacle> {
    value.ok_or(Obstacle::Absent(Operand::Value))?.number().ok_or(Obstacle::Missing(Operand::Value))
}

/// What stands in the way, as an error of the expression.
fn refuse(comparison: &Comparison<'_>, obstacle: Obstacle) -> Error {
    let (message, hint) = obstacle_in_words(comparison, obstacle);
    let code = match obstacle {
        Obstacle::OtherUnit(_) => codes::UNITS_DIFFER,
        _ => codes::IMPOSSIBLE_COMPARISON,
    };
    Refusal { message, hint, code, is_of_figures: true }.into_error()
}

impl Object for Figure {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.field(key.as_str()?).map(|found| found.unwrap_or_else(Value::from))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Ok(quantity) => f.write_str(&quantity.text()),
            Err(_) => Err(fmt::Error),
        }
    }
}

/// A group of indicators.
#[derive(Debug)]
pub(super) struct GroupObject {
    pub(super) group: Group,
    pub(super) figures: Arc<Figures>,
    pub(super) almanac: Arc<Almanac>,
}

impl Object for GroupObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if key == "ten" {
            return self.group.name.clone().map(Value::from);
        }
        let entry = self.group.entries.iter().find(|entry| entry.key() == key)?;
        Some(entry_value(entry, &self.figures, &self.almanac))
    }
}

/// An entry as expressions see it.
pub(super) fn entry_value(entry: &Entry, figures: &Arc<Figures>, almanac: &Arc<Almanac>) -> Value {
    let (figures, almanac) = (Arc::clone(figures), Arc::clone(almanac));
    match entry {
        Entry::Indicator(indicator) => Value::from_object(Figure { indicator: indicator.clone(), figures, almanac }),
        Entry::Group(group) => Value::from_object(GroupObject { group: group.clone(), figures, almanac }),
    }
}

/// A year, which prints without a mark between its digits and is no number to calculate with, or a month.
#[derive(Debug)]
pub(super) enum Calendar {
    Year(i32),
    Month(u32),
}

impl Object for Calendar {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &**self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(month) => write!(f, "{month}"),
        }
    }
}

/// The period, so that its names cannot be stale: `{{ ky }}`, `{{ ky.cung_ky }}`.
#[derive(Debug)]
pub(super) struct PeriodObject(pub(super) Period);

impl PeriodObject {
    /// What can stand behind `ky`.
    pub(super) const ATTRIBUTES: [&str; 7] = ["truoc", "cung_ky", "nam", "nam_truoc", "nam_sau", "thang", "quy"];

    /// The period that an attribute names.
    pub(super) fn neighbour(&self, key: &str) -> Option<Self> {
        let period = match key {
            "truoc" => self.0.previous(),
            "cung_ky" => self.0.year_before(),
            _ => None,
        };
        period.map(Self)
    }
}

impl Object for PeriodObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if let Some(other) = self.neighbour(key) {
            return Some(Value::from_object(other));
        }
        let year = self.0.year();
        let text = match key {
            "nam" => return year.map(|year| Value::from_object(Calendar::Year(year))),
            "nam_truoc" => return year.map(|year| Value::from_object(Calendar::Year(year - 1))),
            "nam_sau" => return year.map(|year| Value::from_object(Calendar::Year(year + 1))),
            "thang" => return self.0.month().map(|month| Value::from_object(Calendar::Month(month))),
            "quy" => self.0.roman_quarter(),
            _ => None,
        };
        text.map(Value::from)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
