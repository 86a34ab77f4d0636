//! `so-lieu.xlsx`, `.ods`, `.csv`: a spreadsheet of figures → [`Figures`].

pub(crate) mod header;
mod indicators;
mod merge;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Text;
use crate::base::text::fold::fold_words;
use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Group, Period, Value, period};
use crate::formats::spreadsheet::csv;
use crate::formats::spreadsheet::grid::{Cell, Page, Spot};
use crate::formats::spreadsheet::open::pages;
use crate::load::figures::spreadsheet::indicators::Tree;
pub(crate) use crate::load::figures::spreadsheet::merge::join;

/// Spreadsheets that stand beside `so-lieu.yaml` or instead of it.
pub(crate) const SHEET_FILES: [&str; 3] = ["so-lieu.xlsx", "so-lieu.ods", "so-lieu.csv"];

/// Figures as a spreadsheet has them: values it leaves blank are absent, not awaited.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) figures: Figures,
    /// Where each indicator stands, for messages.
    pub(crate) spots: BTreeMap<String, String>,
}

/// Reads a spreadsheet; its end says what it is. `shown` is its path as the clerk should read it.
pub(crate) fn sheet(shown: &str, bytes: &[u8], folder: &str, findings: &mut Findings) -> Option<Sheet> {
    match pages(shown, bytes, csv::of_figures) {
        Ok(pages) => gather(shown, &pages, folder, findings),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

fn gather(shown: &str, pages: &[Page], folder: &str, findings: &mut Findings) -> Option<Sheet> {
    let mut tree = Tree::default();
    let mut figures = Figures { folder: folder.to_owned(), ..Figures::default() };
    let mut tables = 0;
    for page in pages {
        let Some(header) = header::find(page, findings) else {
            continue;
        };
        tables += 1;
        above(page, header.row, &mut figures, findings);
        tree.read(page, &header, findings);
    }
    if tables == 0 {
        if !findings.has_errors() {
            findings.push(
                Finding::new(codes::SHEET_MERGED_HEADER, "bảng tính không có dòng tiêu đề với cột `Mã`")
                    .in_file(shown)
                    .hint("thêm dòng tiêu đề: Mã, Chỉ tiêu, ĐVT, Kế hoạch, Thực hiện, Cùng kỳ, Nguồn; cột `Mã` ghi tên gọi như `du_lich.luot_khach`"),
            );
        }
        return None;
    }
    let (root, spots) = tree.into_groups(findings);
    figures.root = root;
    Some(Sheet { figures, spots })
}

/// What stands above the table: `Kỳ báo cáo: năm 2025`, `Đến ngày: 2025-11-30`, in one cell or two.
fn above(page: &Page, header: u32, figures: &mut Figures, findings: &mut Findings) {
    for (&(row, column), cell) in page.cells.range(..(header, 0)) {
        let Cell::Text(text) = cell else { continue };
        let (label, rest) = text.split_once(':').unwrap_or((text, ""));
        let label = fold_words(label);
        if label != "ky bao cao" && label != "den ngay" {
            continue;
        }
        let beside = page.cells.range((row, column + 1)..(row + 1, 0)).next().map(|(_, cell)| match cell {
            Cell::Date(text) => text.split(' ').next().unwrap_or_default().to_owned(),
            cell => cell.text(),
        });
        let value = if rest.trim().is_empty() { beside.unwrap_or_default() } else { rest.to_owned() };
        let value = value.trim().to_owned();
        if value.is_empty() {
            continue;
        }
        let spot = page.spot(row, column);
        if label == "ky bao cao" {
            let lower = value.chars().next().map(char::to_lowercase).into_iter().flatten();
            let text: String = lower.chain(value.chars().skip(1)).collect();
            figures.period = Period::parse(&text);
            if figures.period.is_none() {
                let finding = Finding::new(codes::UNKNOWN_PERIOD, format!("kỳ báo cáo `{value}` không đọc được"));
                findings.push(spot.mark(finding.hint(format!("viết như: {}", period::FORMS))));
            }
        } else if IssueDate::parse(&value).is_ok() {
            figures.closing = Some(Text { value, place: spot.place.clone() });
        } else {
            let finding = Finding::new(codes::DATE_FORMAT, format!("ngày `{value}` viết không đúng cách"));
            findings.push(spot.mark(finding.hint("viết năm-tháng-ngày, ví dụ `Đến ngày: 2025-11-30`")));
        }
    }
}

impl Sheet {
    /// The figures as a period's own: an indicator without any result awaits one.
    pub(crate) fn into_figures(mut self) -> Figures {
        each(&mut self.figures.root, &mut |indicator| {
            if indicator.actual.is_none() && indicator.estimate.is_none() {
                indicator.actual = Some(Value::Missing);
            }
        });
        self.figures.period = self.period();
        self.figures
    }

    /// The period the spreadsheet names, or the one its folder stands for.
    pub(crate) fn period(&self) -> Option<Period> {
        let folder = WorkspacePath::of(&self.figures.folder).file_name();
        self.figures.period.clone().or_else(|| Period::from_folder(folder))
    }
}

/// Does something to every indicator of a group.
pub(crate) fn each(group: &mut Group, change: &mut dyn FnMut(&mut crate::domain::figures::Indicator)) {
    for entry in Arc::make_mut(&mut group.entries) {
        match entry {
            crate::domain::figures::Entry::Indicator(indicator) => change(indicator),
            crate::domain::figures::Entry::Group(group) => each(group, change),
        }
    }
}

impl Spot {
    /// `dòng 17`.
    pub(crate) fn line(&self) -> String {
        match &self.place {
            Some(place) => format!("dòng {}", place.line_column().0),
            None => self.shown.rsplit(", ").next().unwrap_or_default().to_owned(),
        }
    }

    /// Marks a finding with where it is.
    pub(crate) fn mark(&self, finding: Finding) -> Finding {
        match &self.place {
            Some(place) => finding.at(place.clone()),
            None => finding.in_file(self.shown.clone()),
        }
    }
}
