//! Indicators and the groups they stand in.

use std::sync::Arc;

use crate::base::source::Place;
use crate::base::text::number::Number;
use crate::domain::figures::measure::{Measure, Measures, Value};
use crate::domain::figures::unit;

/// Chỉ tiêu: one figure with its unit, plan, result and source.
#[derive(Debug, Clone, Default)]
pub struct Indicator {
    /// `du_lich.luot_khach`.
    pub path: String,
    /// Full name.
    pub name: Option<String>,
    /// Đơn vị tính.
    pub unit: Option<String>,
    /// Its plan, result, and what they compare with, as far as typed or added up.
    pub measures: Measures,
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
    /// A value as typed or added up.
    pub fn get(&self, measure: Measure) -> Option<&Value> {
        self.measures.get(measure)
    }

    /// The result, or the estimate while there is no result.
    pub fn value(&self) -> Option<&Value> {
        let results = || [Measure::Actual, Measure::Estimate].into_iter().filter_map(|measure| self.get(measure));
        results().find(|value| value.number().is_some()).or_else(|| results().next())
    }

    /// Whether neither a result nor an estimate is written, not even that it is awaited.
    pub(crate) fn is_without_result(&self) -> bool {
        self.get(Measure::Actual).is_none() && self.get(Measure::Estimate).is_none()
    }

    /// Decimals to print a number of this indicator with: those stated, or those typed with the value it is; a
    /// number that stands nowhere as it is gets at least its own, so that nothing is rounded that nobody asked for.
    pub(crate) fn decimals_of(&self, value: Option<&Value>, number: Option<Number>) -> u32 {
        let typed =
            [Measure::Actual, Measure::Estimate, Measure::Plan, Measure::YearBefore, Measure::Previous].into_iter();
        let usual = || typed.filter_map(|measure| self.get(measure)).find_map(Value::decimals).unwrap_or(0);
        self.decimals
            .or(value.and_then(Value::decimals))
            .unwrap_or_else(|| usual().max(number.map_or(0, Number::decimals)))
    }

    /// Whether its numbers can be added to those of a total.
    fn goes_into(&self, total: &Self) -> bool {
        unit::part_factor(self.unit.as_deref(), total.unit.as_deref()).is_some()
    }

    /// Name, or the path while there is no name.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.path)
    }
}

/// What is added up of several indicators: a total only when none of its parts is among them. What does not go into the
/// total, as households into money, is no part of it.
pub(crate) fn without_doubles<'a>(indicators: &[&'a Indicator]) -> Vec<&'a Indicator> {
    let has_parts = |total: &Indicator| {
        let group = total.path.rsplit_once('.').map(|(group, _)| format!("{group}."));
        let is_part = |other: &&Indicator, group: &str| {
            !other.is_total && other.path.starts_with(group) && other.goes_into(total)
        };
        group.is_some_and(|group| indicators.iter().any(|other| is_part(other, &group)))
    };
    indicators.iter().copied().filter(|indicator| !indicator.is_total || !has_parts(indicator)).collect()
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

impl Entry {
    /// The path of the indicator or group.
    pub fn path(&self) -> &str {
        match self {
            Self::Indicator(indicator) => &indicator.path,
            Self::Group(group) => &group.path,
        }
    }

    /// The last part of the path, which is its key in the file.
    pub fn key(&self) -> &str {
        self.path().rsplit('.').next().unwrap_or_default()
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

    /// The indicators that a total of this group is the sum of. Two totals of one group are not parts of each other.
    pub(crate) fn parts_of(&self, total: &Indicator) -> Vec<&Indicator> {
        let is_beside = |part: &Indicator| part.path.rsplit_once('.').is_some_and(|(group, _)| group == self.path);
        let goes_in = |part: &&Indicator| !(part.is_total && is_beside(part)) && part.goes_into(total);
        without_doubles(&self.indicators()).into_iter().filter(goes_in).collect()
    }

    /// Changes every indicator inside.
    pub(crate) fn for_each_mut(&mut self, change: &mut dyn FnMut(&mut Indicator)) {
        for entry in Arc::make_mut(&mut self.entries) {
            match entry {
                Entry::Indicator(indicator) => change(indicator),
                Entry::Group(group) => group.for_each_mut(change),
            }
        }
    }

    /// The indicator at a path. Looks only into the groups on the way: tables ask for every row.
    pub fn indicator(&self, path: &str) -> Option<&Indicator> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Indicator(indicator) => (indicator.path == path).then_some(indicator),
            Entry::Group(group) => group.is_above(path).then(|| group.indicator(path)).flatten(),
        })
    }

    /// The indicator at a path, to change it.
    pub(crate) fn indicator_mut(&mut self, path: &str) -> Option<&mut Indicator> {
        Arc::make_mut(&mut self.entries).iter_mut().find_map(|entry| match entry {
            Entry::Indicator(indicator) => (indicator.path == path).then_some(indicator),
            Entry::Group(group) => group.is_above(path).then(|| group.indicator_mut(path)).flatten(),
        })
    }

    fn is_above(&self, path: &str) -> bool {
        path.strip_prefix(self.path.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Paths of the groups inside.
    pub fn paths(&self) -> Vec<String> {
        let groups = self.entries.iter().filter_map(|entry| match entry {
            Entry::Group(group) => Some(group),
            Entry::Indicator(_) => None,
        });
        groups.flat_map(|group| std::iter::once(group.path.clone()).chain(group.paths())).collect()
    }

    /// The group at a path, itself too.
    pub fn group(&self, path: &str) -> Option<&Self> {
        if self.path == path {
            return Some(self);
        }
        self.entries.iter().find_map(|entry| match entry {
            Entry::Group(group) => group.group(path),
            Entry::Indicator(_) => None,
        })
    }

    /// The group at a path below this one, made when there is none.
    pub(crate) fn group_or_new(&mut self, path: &str) -> &mut Self {
        let mut at = self;
        let mut known = String::new();
        for part in path.split('.').filter(|part| !part.is_empty()) {
            known = if known.is_empty() { part.to_owned() } else { format!("{known}.{part}") };
            let is_it = |entry: &Entry| matches!(entry, Entry::Group(group) if group.path == known);
            let entries = Arc::make_mut(&mut at.entries);
            let index = entries.iter().position(is_it).unwrap_or_else(|| {
                entries.push(Entry::Group(Self { path: known.clone(), ..Self::default() }));
                entries.len() - 1
            });
            let Entry::Group(next) = &mut entries[index] else { unreachable!("vừa tìm thấy nhóm này") };
            at = next;
        }
        at
    }

    /// Adds an indicator to the group that its path names, which is made when there is none.
    pub fn add(&mut self, indicator: Indicator) {
        let group = indicator.path.rsplit_once('.').map_or("", |(group, _)| group).to_owned();
        Arc::make_mut(&mut self.group_or_new(&group).entries).push(Entry::Indicator(indicator));
    }
}
