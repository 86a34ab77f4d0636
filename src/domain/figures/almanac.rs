//! The figures of one period, and those of every period of a workspace.

use std::collections::BTreeMap;

use crate::base::source::Text;
use crate::domain::figures::indicator::{Entry, Group, Indicator};
use crate::domain::figures::measure::{Measure, Value};
use crate::domain::figures::operand::Operand;
use crate::domain::figures::period::Period;
use crate::domain::figures::unit;

/// The figures of one period.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Folder of the file in the workspace.
    pub folder: String,
    /// Kỳ báo cáo.
    pub period: Option<Period>,
    /// Ngày chốt số liệu.
    pub closing: Option<Text>,
    /// Folders that `so_voi` names for `cùng kỳ` and `kỳ trước`, when they are not the neighbours in time.
    pub compared: BTreeMap<Measure, String>,
    /// Groups of the file.
    pub root: Group,
}

impl Figures {
    /// Those of a folder whose file says nothing that can be read.
    pub fn unread(folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

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
    pub(crate) fn added_up(&self, path: &str, operand: Operand) -> Vec<String> {
        let Some(total) = self.indicator(path).filter(|indicator| indicator.is_total) else {
            return Vec::new();
        };
        let value = match operand {
            Operand::Plan => total.get(Measure::Plan),
            Operand::YearBefore => total.get(Measure::YearBefore),
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

/// The figures of every period of a workspace, so that periods can be compared.
#[derive(Debug, Clone, Default)]
pub struct Almanac {
    /// By folder.
    pub periods: BTreeMap<String, Figures>,
}

impl Almanac {
    /// The figures in a folder.
    pub(crate) fn in_folder(&self, folder: &str) -> Option<&Figures> {
        self.periods.get(folder)
    }

    /// The figures of a period.
    pub fn of(&self, period: &Period) -> Option<&Figures> {
        self.periods.values().find(|figures| figures.period.as_ref() == Some(period))
    }
}
