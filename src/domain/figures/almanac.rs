//! The figures of one period, and those of every period of a workspace.

use std::collections::BTreeMap;

use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Text;
use crate::domain::figures::indicator::{Group, Indicator};
use crate::domain::figures::measure::Measure;
use crate::domain::figures::period::Period;

/// How much of what the clerk wrote is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it.
    #[default]
    Whole,
    /// All but the period, whose name cannot be read.
    WithoutPeriod,
    /// Some of it, as a file cannot be read: what is not here may stand there.
    Partly,
}

/// The figures of one period.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// What is not known is told where it stands, and nowhere else.
    pub(crate) reading: Reading,
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
        Self { folder: folder.to_owned(), reading: Reading::Partly, ..Self::default() }
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

    /// The indicators that a total is the sum of, those of the groups inside its own too; none for what is no total. A
    /// total of counts leaves out the rates and amounts of money that stand among them.
    pub(crate) fn parts_of(&self, total: &Indicator) -> Option<Vec<&Indicator>> {
        // the file itself is no group of things that add up
        let (group, _) = total.path.rsplit_once('.')?;
        Some(self.group(group).filter(|_| total.is_total)?.parts_of(total))
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

    /// The figures of a period of which no other folder has any: which of two counts would be a guess.
    pub(crate) fn only(&self, period: &Period) -> Option<&Figures> {
        let mut found = self.periods.values().filter(|figures| figures.period.as_ref() == Some(period));
        found.next().filter(|_| found.next().is_none())
    }

    /// The folder that by its name has the figures of a period, while the period in its file cannot be read.
    pub(crate) fn with_unread_period(&self, period: &Period) -> Option<&str> {
        let is_unread = |figures: &&Figures| match figures.reading {
            Reading::WithoutPeriod => true,
            Reading::Partly => figures.period.is_none(), // of a file or sheet that says nothing
            Reading::Whole => false,
        };
        let folders = self.periods.values().filter(is_unread);
        let mut folders = folders.map(|figures| figures.folder.as_str());
        folders.find(|folder| Period::from_folder(WorkspacePath::of(folder).file_name()).as_ref() == Some(period))
    }

    /// Periods that several folders have, with these folders.
    pub(crate) fn doubled(&self) -> Vec<(&Period, Vec<&str>)> {
        let mut found: Vec<(&Period, Vec<&str>)> = Vec::new();
        for figures in self.periods.values() {
            let Some(period) = &figures.period else { continue };
            match found.iter_mut().find(|(known, _)| *known == period) {
                Some((_, folders)) => folders.push(&figures.folder),
                None => found.push((period, vec![&figures.folder])),
            }
        }
        found.retain(|(_, folders)| folders.len() > 1);
        found
    }

    /// The figures of a period.
    pub fn of(&self, period: &Period) -> Option<&Figures> {
        self.periods.values().find(|figures| figures.period.as_ref() == Some(period))
    }
}
