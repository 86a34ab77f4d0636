//! Figures and computed numbers as expressions see them: exact, with unit and decimals, printed the Vietnamese way.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind};

use crate::domain::figures::compare::{Comparison, Obstacle, PERCENT_DECIMALS};
use crate::domain::figures::{Almanac, Entry, Figures, Group, Indicator, Number, Period, Value as Typed, unit};

/// Marks details of errors that are worded for the clerk already.
pub(super) const OURS: &str = "\u{1}";

/// How the mark of a figure still to come begins.
pub(super) const MISSING: &str = "[chưa có";

/// Decimals shown of a product or quotient when the clerk states none.
const COMPUTED_DECIMALS: u32 = 2;

/// A number, known or not, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) number: Option<Number>,
    pub(super) decimals: Option<u32>,
    pub(super) unit: Option<String>,
    /// What is missing, when it is.
    pub(super) name: String,
}

impl Quantity {
    pub(super) fn computed(number: Number, decimals: Option<u32>) -> Self {
        Self { number: Some(number), decimals, unit: None, name: String::new() }
    }

    /// A value still to come.
    pub(super) fn missing(name: &str) -> Self {
        Self { number: None, decimals: None, unit: None, name: name.to_owned() }
    }

    pub(super) fn is_percent(&self) -> bool {
        self.unit.as_deref().is_some_and(unit::is_percent)
    }

    /// The number alone: `262.000`, `99,09%`.
    pub(super) fn text(&self) -> String {
        let Some(number) = self.number else {
            return format!("{MISSING}: {}]", self.name);
        };
        number.format(self.printed_decimals(number)) + if self.is_percent() { "%" } else { "" }
    }

    /// The decimals it prints its number with.
    pub(super) fn printed_decimals(&self, number: Number) -> u32 {
        self.decimals.unwrap_or_else(|| number.decimals().min(COMPUTED_DECIMALS))
    }

    /// The number with its unit: `262.000 lượt`.
    pub(super) fn with_unit(&self) -> String {
        match &self.unit {
            Some(unit) if self.number.is_some() && !self.is_percent() => format!("{} {unit}", self.text()),
            _ => self.text(),
        }
    }
}

impl Object for Quantity {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        (key.as_str() == Some("kem_don_vi")).then(|| Value::from(self.with_unit()))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
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
        "thuc_hien",
        "uoc_thuc_hien",
        "ke_hoach",
        "cung_ky",
        "ky_truoc",
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
        self.quantity(found, self.indicator.unit.clone(), self.indicator.decimals_of(value, found.ok()))
    }

    fn quantity(
        &self,
        found: Result<Number, Obstacle>,
        unit: Option<String>,
        decimals: u32,
    ) -> Result<Quantity, Error> {
        let name = self.indicator.title().to_owned();
        match found {
            Ok(number) => Ok(Quantity { number: Some(number), decimals: Some(decimals), unit, name }),
            Err(Obstacle::Missing(_)) => Ok(Quantity { number: None, decimals: Some(decimals), unit, name }),
            Err(obstacle) => Err(refuse(&self.indicator.path, obstacle)),
        }
    }

    fn field(&self, key: &str) -> Option<Result<Value, Error>> {
        let comparison = self.comparison();
        let own = |value: &Option<Typed>, found| self.own(value.as_ref(), found);
        let percent = |found| self.quantity(found, Some("%".to_owned()), PERCENT_DECIMALS);
        let text = |text: &Option<String>| Ok(Value::from(text.clone().unwrap_or_default()));
        let quantity = match key {
            "ten" => return Some(Ok(Value::from(self.indicator.title()))),
            "don_vi" => return Some(text(&self.indicator.unit)),
            "nguon" => return Some(text(&self.indicator.source)),
            "ghi_chu" => return Some(text(&self.indicator.note)),
            "kem_don_vi" => return Some(self.value().map(|value| Value::from(value.with_unit()))),
            "tang_giam" => return Some(self.change()),
            "thuc_hien" => own(&self.indicator.actual, typed(self.indicator.actual.as_ref())),
            "uoc_thuc_hien" => own(&self.indicator.estimate, typed(self.indicator.estimate.as_ref())),
            "ke_hoach" => own(&self.indicator.plan, comparison.plan()),
            "cung_ky" => own(&self.indicator.year_before, comparison.year_before()),
            "ky_truoc" => own(&self.indicator.previous, comparison.previous()),
            "chenh_lech" => own(&None, comparison.difference()),
            "luy_ke" => own(&None, comparison.year_to_date()),
            "so_ke_hoach" => percent(comparison.of_plan()),
            "so_cung_ky" => percent(comparison.of_year_before()),
            _ => return None,
        };
        Some(quantity.map(Value::from_object))
    }

    fn change(&self) -> Result<Value, Error> {
        match self.comparison().change() {
            Ok(text) => Ok(Value::from(text)),
            Err(Obstacle::Missing(_)) => Ok(Value::from_object(Quantity {
                number: None,
                decimals: None,
                unit: None,
                name: self.indicator.title().to_owned(),
            })),
            Err(obstacle) => Err(refuse(&self.indicator.path, obstacle)),
        }
    }
}

fn typed(value: Option<&Typed>) -> Result<Number, Obstacle> {
    let part = crate::domain::figures::compare::Part::Value;
    value.ok_or(Obstacle::Absent(part))?.number().ok_or(Obstacle::Missing(part))
}

/// What stands in the way, in the clerk's words.
fn refuse(path: &str, obstacle: Obstacle) -> Error {
    match obstacle {
        Obstacle::Missing(part) | Obstacle::Absent(part) => refusal(
            &format!("chỉ tiêu `{path}` không có {}", part.name()),
            "bổ sung số liệu vào `so-lieu.yaml`, hoặc viết lại câu này",
        ),
        Obstacle::Zero(part) => refusal(
            &format!("không chia được cho {} của `{path}`, vì số này bằng 0", part.name()),
            "kiểm tra lại số này trong `so-lieu.yaml`, hoặc viết lại câu này",
        ),
        Obstacle::TooLarge => refusal(&format!("số tính từ `{path}` quá lớn"), "dùng đơn vị lớn hơn, ví dụ triệu đồng"),
    }
}

/// An error whose detail is worded for the clerk: the message and the next step, each behind [`OURS`].
pub(super) fn refusal(message: &str, hint: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{OURS}{message}{OURS}{hint}"))
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
        let last = |path: &str| path.rsplit('.').next() == Some(key);
        self.group.entries.iter().find_map(|entry| match entry {
            Entry::Indicator(indicator) if last(&indicator.path) => {
                Some(entry_value(entry, &self.figures, &self.almanac))
            }
            Entry::Group(group) if last(&group.path) => Some(entry_value(entry, &self.figures, &self.almanac)),
            _ => None,
        })
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

/// The period, so that its names cannot be stale: `{{ ky }}`, `{{ ky.cung_ky }}`.
#[derive(Debug)]
pub(super) struct PeriodObject(pub(super) Period);

impl PeriodObject {
    /// What can stand behind `ky`.
    pub(super) const ATTRIBUTES: [&str; 7] = ["truoc", "cung_ky", "nam", "nam_truoc", "nam_sau", "thang", "quy"];
}

impl Object for PeriodObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let year = self.0.year();
        let text = match key.as_str()? {
            "truoc" => self.0.previous().map(|period| period.to_string()),
            "cung_ky" => self.0.year_before().map(|period| period.to_string()),
            "nam" => year.map(|year| year.to_string()),
            "nam_truoc" => year.map(|year| (year - 1).to_string()),
            "nam_sau" => year.map(|year| (year + 1).to_string()),
            "thang" => matches!(self.0, Period::Month(..))
                .then(|| self.0.to_string().split(' ').nth(1).unwrap_or_default().to_owned()),
            "quy" => matches!(self.0, Period::Quarter(..))
                .then(|| self.0.to_string().split(' ').nth(1).unwrap_or_default().to_owned()),
            _ => None,
        };
        text.map(Value::from)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
