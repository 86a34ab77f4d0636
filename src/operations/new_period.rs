//! Kỳ mới: the folder of the next period, with the structure, names and documents of the last.

pub(crate) mod carry;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::{FIGURES_FILE, MAX_IMAGE, SHARED_FILE};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{errors, files, names, paths};
use crate::base::text::nfc;
use crate::check::check_carried_file;
use crate::check::previous_period::{PreviousPeriod, PreviousValues};
use crate::domain::figures::{Figures, Measure, Period, Value};
use crate::export::Output;
use crate::load::figures::mistakes;
use crate::load::{Periods, SHEET_FILES};
use crate::operations::common::status::Refused;
use crate::operations::new_period::carry as carried;
use crate::operations::new_period::carry::{FiguresRenewal, PreviousFile};

/// A period made from another, ready to be written.
#[derive(Debug)]
pub struct CarriedPeriod {
    /// Where.
    pub workspace: Workspace,
    /// The new folder, from the workspace.
    pub folder: String,
    /// Files to write, paths from the workspace.
    pub files: Vec<Output>,
    /// Files and folders of the old period that are not carried over.
    pub left: Vec<String>,
    /// Words of the old period still typed in the new files.
    pub findings: Findings,
}

/// A period that was written.
#[derive(Debug)]
pub struct Created {
    /// The new folder, as the clerk reads its path.
    pub folder: String,
    /// Every file written.
    pub files: Vec<String>,
    /// Files and folders of the old period that are not carried over.
    pub left: Vec<String>,
    /// Words of the old period still typed in the new files.
    pub findings: Findings,
}

/// Writes the folder of the next period, made from that of the last.
///
/// # Errors
/// Those of [`roll`], and a file that is there already or cannot be written.
pub fn new_period(new: &Path, from: &Path, period: Option<&str>) -> Result<Created, Refused> {
    let CarriedPeriod { workspace, folder, files, left, findings } =
        roll(new, from, period).map_err(Refused::failed)?;
    let shown = |path: &String| workspace.shown(path);
    let (folder, left) = (shown(&folder), left.iter().map(shown).collect());
    let names = files.iter().map(|file| shown(&file.path)).collect();
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().map(|file| (workspace.root().join(file.path), file.bytes)).collect();
    files::write_new(&files).map_err(Refused::failed)?;
    Ok(Created { folder, files: names, left, findings })
}

/// Makes the period of folder `new` from the one in folder `from`. `period` names it when the folder does not.
///
/// # Errors
/// The folder holds a period already, the old one cannot be read, or the new one has no name.
pub fn roll(new: &Path, from: &Path, period: Option<&str>) -> Result<CarriedPeriod, Findings> {
    let (workspace, old) = old_folder(from)?;
    let folder = new_folder(&workspace, &old, new)?;
    let periods = Periods::load(&workspace)?;
    let trouble = periods.findings(&old);
    if trouble.has_errors() {
        return Err(trouble);
    }
    let figures = periods.almanac().in_folder(&old);
    let old_period = figures.and_then(|figures| figures.period.clone()).or_else(|| Period::from_folder(name(&old)));
    let new_period = named_period(period, &folder, old_period.as_ref(), figures.is_some())?;
    if let Some(period) = &new_period {
        refuse_twins(&workspace, &periods, period, old_period.as_ref(), &old)?;
    }
    let mut carrier = PeriodCarrier {
        workspace: &workspace,
        periods: &periods,
        old: &old,
        new: &folder,
        old_period,
        new_period,
        values: figures.map(|figures| PreviousValues::of(figures, periods.almanac())).unwrap_or_default(),
        files: Vec::new(),
        left: Vec::new(),
        findings: Findings::default(),
    };
    carrier.carry_all()?;
    let PeriodCarrier { files, left, findings, .. } = carrier;
    if files.is_empty() {
        return Err(Finding::new(codes::NOTHING_TO_BUILD, "thư mục kỳ cũ không có số liệu hay văn bản nào")
            .in_file(workspace.shown(&old))
            .hint(format!("chọn thư mục có `{FIGURES_FILE}` hoặc có văn bản"))
            .into());
    }
    refuse_overwriting(&workspace, &folder, &files)?;
    Ok(CarriedPeriod { folder, files, left, findings, workspace })
}

/// The old folder, named from here or from the workspace around here.
fn old_folder(from: &Path) -> Result<(Workspace, String), Finding> {
    let from = match Workspace::containing(Path::new(".")) {
        Ok(around) if !from.exists() && around.root().join(from).is_dir() => around.reached(from),
        _ => from.to_owned(),
    };
    let workspace = Workspace::containing(&from)?;
    let old = workspace.relative(&from)?;
    if !from.is_dir() || old.is_empty() {
        return Err(Finding::new(codes::PATH_NOT_FOUND, "đây không phải là thư mục của một kỳ")
            .in_file(paths::show(&from))
            .hint("chọn thư mục của kỳ cũ, ví dụ `--from nam-2025`"));
    }
    Ok((workspace, old))
}

/// The new folder: beside the old one, so that paths inside the documents hold.
fn new_folder(workspace: &Workspace, old: &str, new: &Path) -> Result<String, Finding> {
    let above = WorkspacePath::of(old).folder();
    let name = new.file_name().map(|name| nfc(&name.to_string_lossy()));
    if let Some(what) = name.as_deref().and_then(|name| names::means_something_else(name, above.is_empty())) {
        return Err(Finding::new(codes::UNWRITABLE, what)
            .in_file(paths::show(new))
            .hint("đặt tên theo kỳ, ví dụ `nam-2026`, `quy-1-2026`, `thang-01-2026`"));
    }
    let parent = new.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = parent.is_none_or(|parent| workspace.relative(parent).is_ok_and(|parent| parent == above));
    match name {
        Some(name) if beside => Ok(WorkspacePath::of(above).join(&name)),
        _ => Err(Finding::new(codes::UNWRITABLE, "thư mục kỳ mới không nằm cạnh thư mục kỳ cũ")
            .in_file(paths::show(new))
            .hint(format!(
                "đặt trong `{}`, bên cạnh `{}`",
                workspace.shown(above),
                crate::operations::new_period::name(old)
            ))),
    }
}

/// The new period: as given, or as the folder says in the words of the old one.
fn named_period(
    told: Option<&str>,
    folder: &str,
    old: Option<&Period>,
    needed: bool,
) -> Result<Option<Period>, Finding> {
    if let Some(told) = told {
        return Period::read(&nfc(told)).map(Some).map_err(|fault| mistakes::unknown_period(told, &fault));
    }
    let next = old.and_then(Period::next);
    let read = Period::read_folder(name(folder));
    if let Some(fault) = read.as_ref().err().filter(|_| needed) {
        let why = fault
            .as_ref()
            .map_or_else(|| "không cho biết kỳ nào".to_owned(), |fault| format!("không dùng được, vì {fault}"));
        let finding = Finding::new(codes::UNKNOWN_PERIOD, format!("tên thư mục `{}` {why}", name(folder)));
        return Err(finding.hint(match next {
            Some(next) => format!("đặt tên thư mục là `{}`, hoặc thêm `--ky \"{next}\"`", next.folder()),
            None => "đặt tên như `nam-2026`, `quy-1-2026`, `thang-01-2026`, hoặc thêm `--ky \"năm 2026\"`".to_owned(),
        }));
    }
    Ok(read.ok().map(|period| match (next, old) {
        // after `quý II và 6 tháng đầu năm` the folder `quy-3` is that of `quý III và 9 tháng đầu năm`
        (Some(next), _) if next.stretches().first() == Some(&period) => next,
        (_, Some(old)) => period.in_words_of(old),
        (_, None) => period,
    }))
}

/// Two folders of one period would make every comparison with it a guess.
fn refuse_twins(
    workspace: &Workspace,
    periods: &Periods,
    period: &Period,
    old_period: Option<&Period>,
    old: &str,
) -> Result<(), Finding> {
    let known = periods.almanac().of(period).map(|figures| figures.folder.as_str());
    let twin = (old_period == Some(period)).then_some(old).or(known);
    twin.map_or(Ok(()), |twin| {
        Err(Finding::new(codes::FILE_EXISTS, format!("{period} đã có thư mục"))
            .in_file(workspace.shown(twin))
            .hint("chọn kỳ khác bằng tên thư mục hoặc `--ky`"))
    })
}

fn refuse_overwriting(workspace: &Workspace, folder: &str, files: &[Output]) -> Result<(), Finding> {
    let root = workspace.root();
    let hint = "chọn tên thư mục khác, hoặc chuyển các tệp đó đi nơi khác";
    let taken =
        |path: &str| Finding { file: Some(workspace.shown(path)), ..errors::exists(Path::new(path)).hint(hint) };
    if root.join(folder).is_file() {
        return Err(taken(folder));
    }
    let documents = if root.join(folder).is_dir() { workspace.documents(folder)? } else { Vec::new() };
    let there = files.iter().map(|file| &file.path).chain(&documents).find(|path| root.join(path).exists());
    there.map_or(Ok(()), |path| Err(taken(path)))
}

/// The last part of a path.
fn name(folder: &str) -> &str {
    WorkspacePath::of(folder).file_name()
}

struct PeriodCarrier<'a> {
    workspace: &'a Workspace,
    periods: &'a Periods,
    old: &'a str,
    new: &'a str,
    old_period: Option<Period>,
    new_period: Option<Period>,
    values: PreviousValues,
    files: Vec<Output>,
    left: Vec<String>,
    findings: Findings,
}

impl PeriodCarrier<'_> {
    fn carry_all(&mut self) -> Result<(), Findings> {
        let mut attached = BTreeSet::new();
        let mut others = Vec::new();
        let files = self.workspace.files(self.old)?;
        let sheets = SHEET_FILES.map(|name| WorkspacePath::of(self.old).join(name));
        let sheet = files.iter().find(|path| sheets.contains(path)).cloned();
        for path in files {
            let file = name(&path);
            if let Some(inner) = self.inner_period(&path) {
                if !self.left.contains(&inner) {
                    self.left.push(inner);
                }
            } else if file == FIGURES_FILE {
                let old = match &sheet {
                    Some(sheet) => {
                        PreviousFile::read_beside_sheet(self.workspace, self.periods, self.old, (&path, sheet))?
                    }
                    None => PreviousFile::read(self.workspace, &path)?,
                };
                self.carry_figures(&path, &old)?;
            } else if file == SHARED_FILE {
                let text = PreviousFile::read(self.workspace, &path)?.renewed_facts();
                self.add_text(&path, text, None);
            } else if names::is_document(file) {
                let document = PreviousFile::read(self.workspace, &path)?;
                let folder = WorkspacePath::of(&path).folder();
                let list = document.list().and_then(|list| resolved(folder, list));
                if list.as_ref().is_some_and(|list| self.stays_behind(list)) {
                    self.left.push(path);
                    continue;
                }
                attached.extend(list);
                attached.extend(document.images().iter().filter_map(|image| resolved(folder, image)));
                let issued = document.date("ngay");
                self.add_text(&path, document.renewed_document(self.old, self.new), issued);
            } else {
                others.push(path);
            }
        }
        self.carry_sheet(&others)?;
        for path in others {
            match self.workspace.read(&path, MAX_IMAGE) {
                Ok(Some(bytes)) if attached.contains(&nfc(&path)) => {
                    self.files.push(Output { path: self.moved(&path), bytes });
                }
                _ => self.left.push(path),
            }
        }
        Ok(())
    }

    /// The folder inside the old one that is a period of its own and holds this file.
    fn inner_period(&self, path: &str) -> Option<String> {
        let folder = WorkspacePath::of(path).folder();
        let inside = Path::new(folder).ancestors().filter_map(Path::to_str);
        let inside = inside.filter(|folder| folder.len() > self.old.len());
        inside.filter(|folder| self.periods.almanac().in_folder(folder).is_some()).last().map(str::to_owned)
    }

    /// Whether a list is no file of the period to be carried: a letter without its list would make nothing.
    fn stays_behind(&self, list: &str) -> bool {
        let figures = SHEET_FILES.map(|name| WorkspacePath::of(self.old).join(name)).iter().any(|sheet| sheet == list);
        self.inner_period(list).is_some()
            || figures && self.periods.almanac().in_folder(self.old).is_some_and(|figures| figures.period.is_some())
    }

    /// Figures that the old folder keeps in a spreadsheet alone.
    fn carry_sheet(&mut self, others: &[String]) -> Result<(), Findings> {
        let path = WorkspacePath::of(self.old).join(FIGURES_FILE);
        let known = self.periods.almanac().in_folder(self.old).is_some();
        let sheets = SHEET_FILES.map(|name| WorkspacePath::of(self.old).join(name));
        let sheet = others.iter().find(|path| sheets.contains(path));
        match sheet.filter(|_| known && !self.files.iter().any(|file| file.path == self.moved(&path))) {
            Some(sheet) => {
                let old = PreviousFile::read_sheet(self.workspace, self.periods, self.old, sheet)?;
                self.carry_figures(&path, &old)
            }
            None => Ok(()),
        }
    }

    fn carry_figures(&mut self, path: &str, old: &PreviousFile) -> Result<(), Findings> {
        let Some(period) = &self.new_period else {
            return Ok(());
        };
        let figures = old.figures(self.old);
        let comparisons = self.comparisons(period);
        let compared: Vec<_> = comparisons
            .iter()
            .filter(|(.., written)| *written)
            .map(|(measure, folder, _)| (*measure, (*folder).to_owned()))
            .collect();
        let found = |measure, path: &str| {
            let folder = comparisons.iter().find(|(known, ..)| *known == measure).map(|(_, folder, _)| *folder);
            let figures = folder.and_then(|folder| self.periods.almanac().in_folder(folder));
            let indicator = figures.and_then(|figures| figures.indicator(path));
            indicator.is_some_and(|indicator| indicator.value().is_some() || indicator.adds_up)
        };
        let percents = figures.indicators().into_iter().filter(|i| i.unit.as_deref() == Some("%"));
        let percents = percents.map(|indicator| indicator.path.clone()).collect();
        let text = old.renewed_figures(&FiguresRenewal { period, compared: &compared, found: &found, percents });
        let shown = self.workspace.shown(&self.moved(path));
        let proof = carried::proof(&shown, &text, self.new)?;
        if !is_faithful(&figures, &proof, period) {
            return Err(carried::distorted(&shown));
        }
        self.add_text(path, text, None);
        Ok(())
    }

    /// The folder of each comparison of the new period, and whether `so_voi` must name it.
    fn comparisons(&self, period: &Period) -> Vec<(Measure, &str, bool)> {
        let old = self.old_period.as_ref();
        let is_neighbour = |measure: Measure| old.is_some() && period.compared(measure).as_ref() == old;
        let neighbour = Measure::OF_OTHER_PERIODS.into_iter().any(is_neighbour);
        let mut found = Vec::new();
        for measure in Measure::OF_OTHER_PERIODS {
            let natural = period.compared(measure);
            let folder = natural.as_ref().and_then(|period| self.periods.almanac().of(period));
            let folder = folder.map(|figures| figures.folder.as_str());
            let is_old = natural.is_some() && natural.as_ref() == old;
            if let Some(folder) = folder.filter(|folder| !is_old || *folder == self.old) {
                found.push((measure, folder, false));
            } else if is_old || !neighbour && fits(measure, period, old) {
                found.push((measure, self.old, true));
            }
        }
        found
    }

    /// Adds a file with its text renewed, and what is stale in it.
    fn add_text(&mut self, path: &str, text: String, issued: Option<crate::domain::document::IssueDate>) {
        let path = self.moved(path);
        let closing = self.periods.almanac().in_folder(self.old).and_then(|figures| figures.closing.as_ref());
        let previous = PreviousPeriod {
            period: self.old_period.as_ref(),
            new_period: self.new_period.as_ref(),
            folder: self.old,
            new_folder: self.new,
            closing_date: closing.and_then(|closing| crate::domain::document::IssueDate::parse(&closing.value).ok()),
            has_figures: self.periods.almanac().in_folder(self.old).is_some(),
            issued_on: issued,
            values: &self.values,
        };
        self.findings.extend(check_carried_file(&self.workspace.shown(&path), &text, &previous));
        self.files.push(Output { path, bytes: text.into_bytes() });
    }

    /// A path of the old folder in the new one.
    fn moved(&self, path: &str) -> String {
        format!("{}{}", self.new, &path[self.old.len()..])
    }
}

/// The same indicators in the same order, for the new period, and none with a number.
fn is_faithful(old: &Figures, new: &Figures, period: &Period) -> bool {
    let paths = |figures: &Figures| figures.indicators().iter().map(|i| (i.path.clone(), i.unit.clone())).collect();
    let (before, after): (Vec<_>, Vec<_>) = (paths(old), paths(new));
    let typed = |value: &Value| matches!(value, Value::Known { place: Some(_), .. });
    let empty = new.indicators().iter().all(|indicator| !indicator.measures.iter().any(|(_, value)| typed(value)));
    before == after && empty && new.period.as_ref() == Some(period)
}

/// Whether a period that is no neighbour can stand for a comparison: what is compared must be of one length.
fn fits(measure: Measure, new: &Period, old: Option<&Period>) -> bool {
    let Some(old) = old else {
        return measure == Measure::Previous;
    };
    let are_sessions = old.session().is_some() && new.session().is_some();
    let is_alike = (old < new || are_sessions) && old.is_as_long_as(new);
    is_alike && (measure == Measure::Previous || old.is_in_season_of(new))
}

/// The image a document of a folder shows, from the workspace.
fn resolved(folder: &str, image: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in image.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(nfc(&parts.join("/")))
}
