//! Số liệu: the indicators of a period, exact decimals, and what they compare with.

pub mod compare;
pub mod number;
pub mod period;
pub mod table;
pub mod unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::source::{Place, Text};
pub use crate::domain::figures::number::Number;
pub use crate::domain::figures::period::Period;

/// A value of an indicator: typed, or not yet known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number as the clerk wrote it.
    Known {
        /// Exactly.
        number: Number,
        /// Decimals written, which are the decimals printed.
        decimals: u32,
        /// Where.
        place: Option<Place>,
    },
    /// Nothing, or `?`: still to come.
    Missing,
}

impl Value {
    /// The number, when known.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Known { number, .. } => Some(*number),
            Self::Missing => None,
        }
    }

    /// Decimals as written.
    pub fn decimals(&self) -> Option<u32> {
        match self {
            Self::Known { decimals, .. } => Some(*decimals),
            Self::Missing => None,
        }
    }
}

/// Chỉ tiêu: one figure with its unit, plan, result and source.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// `du_lich.luot_khach`.
    pub path: String,
    /// Full name.
    pub name: Option<String>,
    /// Đơn vị tính.
    pub unit: Option<String>,
    /// Kế hoạch.
    pub plan: Option<Value>,
    /// Thực hiện.
    pub actual: Option<Value>,
    /// Ước thực hiện, used while there is no `thuc_hien`.
    pub estimate: Option<Value>,
    /// Cùng kỳ, typed here because no file of that period is kept.
    pub year_before: Option<Value>,
    /// Kỳ trước, typed likewise.
    pub previous: Option<Value>,
    /// Decimals to print, when not those written.
    pub decimals: Option<u32>,
    /// Whether months add up to a quarter and a year.
    pub adds_up: bool,
    /// Whether it is the total of the others of its group.
    pub is_total: bool,
    /// Who supplies it.
    pub source: Option<String>,
    /// Ghi chú.
    pub note: Option<String>,
    /// Where the indicator begins.
    pub place: Option<Place>,
}

impl Indicator {
    /// The result, or the estimate while there is no result.
    pub fn value(&self) -> Option<&Value> {
        let known = |value: &&Value| value.number().is_some();
        self.actual
            .as_ref()
            .filter(known)
            .or(self.estimate.as_ref().filter(known))
            .or(self.actual.as_ref())
            .or(self.estimate.as_ref())
    }

    /// Decimals to print a number of this indicator with: those stated, or those typed with the value it is; a
    /// number that stands nowhere as it is gets at least its own, so that nothing is rounded that nobody asked for.
    pub fn decimals_of(&self, value: Option<&Value>, number: Option<Number>) -> u32 {
        let typed = [&self.actual, &self.estimate, &self.plan, &self.year_before, &self.previous];
        let usual = || typed.into_iter().flatten().find_map(Value::decimals).unwrap_or(0);
        self.decimals
            .or(value.and_then(Value::decimals))
            .unwrap_or_else(|| usual().max(number.map_or(0, Number::decimals)))
    }

    /// Name, or the path while there is no name.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.path)
    }
}

/// A named group of indicators and groups, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// `du_lich`; empty for the whole file.
    pub path: String,
    /// Name for tables.
    pub name: Option<String>,
    /// What it holds; shared, as every document that is loaded takes the figures along.
    pub entries: Arc<Vec<Entry>>,
}

/// An indicator or a group inside a group.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "nearly every entry is an indicator")]
pub enum Entry {
    /// One figure.
    Indicator(Indicator),
    /// Several.
    Group(Group),
}

/// The figures of one period.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Folder of the file in the workspace.
    pub folder: String,
    /// Kỳ báo cáo.
    pub period: Option<Period>,
    /// Ngày chốt số liệu.
    pub closing: Option<Text>,
    /// Folder of the period that `cùng kỳ` means, when it is not the one a year before.
    pub year_before: Option<String>,
    /// Folder of the period that `kỳ trước` means, when it is not the one just before.
    pub previous: Option<String>,
    /// Groups of the file.
    pub root: Group,
}

impl Figures {
    /// Every indicator, in the order of the file.
    pub fn indicators(&self) -> Vec<&Indicator> {
        self.root.indicators()
    }

    /// The indicator at a path.
    pub fn indicator(&self, path: &str) -> Option<&Indicator> {
        self.root.indicator(path)
    }

    /// The group at a path.
    pub fn group(&self, path: &str) -> Option<&Group> {
        self.root.group(path)
    }

    /// The figures that the program has added up for a value of a total; none when the clerk typed it.
    pub fn added_up(&self, path: &str, part: compare::Part) -> Vec<String> {
        let Some(total) = self.indicator(path).filter(|indicator| indicator.is_total) else {
            return Vec::new();
        };
        let value = match part {
            compare::Part::Plan => total.plan.as_ref(),
            compare::Part::YearBefore => total.year_before.as_ref(),
            _ => total.value(),
        };
        // what the program adds up stands in no file
        if !matches!(value, Some(Value::Known { place: None, .. })) {
            return Vec::new();
        }
        let alike = |part: &Indicator| match (&part.unit, &total.unit) {
            (Some(part), Some(total)) => unit::add_up(part, total),
            _ => true,
        };
        let group = path.rsplit_once('.').map_or("", |(group, _)| group);
        let entries = self.group(group).map(|group| group.entries.iter()).into_iter().flatten();
        entries
            .filter_map(|entry| match entry {
                Entry::Indicator(indicator) if !indicator.is_total && alike(indicator) => Some(indicator.path.clone()),
                _ => None,
            })
            .collect()
    }
}

impl Group {
    /// Every indicator inside, in order.
    pub fn indicators(&self) -> Vec<&Indicator> {
        let entries = self.entries.iter();
        entries
            .flat_map(|entry| match entry {
                Entry::Indicator(indicator) => vec![indicator],
                Entry::Group(group) => group.indicators(),
            })
            .collect()
    }

    /// Looks only into the groups on the way: tables ask for every row.
    fn indicator(&self, path: &str) -> Option<&Indicator> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Indicator(indicator) => (indicator.path == path).then_some(indicator),
            Entry::Group(group) => {
                let inside = path.strip_prefix(group.path.as_str()).is_some_and(|rest| rest.starts_with('.'));
                inside.then(|| group.indicator(path)).flatten()
            }
        })
    }

    /// Paths of the groups inside.
    pub fn paths(&self) -> Vec<String> {
        let groups = self.entries.iter().filter_map(|entry| match entry {
            Entry::Group(group) => Some(group),
            Entry::Indicator(_) => None,
        });
        groups.flat_map(|group| std::iter::once(group.path.clone()).chain(group.paths())).collect()
    }

    fn group(&self, path: &str) -> Option<&Self> {
        if self.path == path {
            return Some(self);
        }
        self.entries.iter().find_map(|entry| match entry {
            Entry::Group(group) => group.group(path),
            Entry::Indicator(_) => None,
        })
    }
}

/// The figures of every period of a workspace, so that periods can be compared.
#[derive(Debug, Clone, Default)]
pub struct Almanac {
    /// By folder.
    pub periods: BTreeMap<String, Figures>,
}

impl Almanac {
    /// The figures in a folder.
    pub fn in_folder(&self, folder: &str) -> Option<&Figures> {
        self.periods.get(folder)
    }

    /// The figures of a period.
    pub fn of(&self, period: &Period) -> Option<&Figures> {
        self.periods.values().find(|figures| figures.period.as_ref() == Some(period))
    }
}
