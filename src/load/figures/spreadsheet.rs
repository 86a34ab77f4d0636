//! `so-lieu.xlsx`, `.ods`, `.csv`: a spreadsheet of figures → [`Figures`].

mod header;
mod indicators;
pub(crate) mod merge;

use std::collections::BTreeMap;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Text;
use crate::base::text::fold::fold_words;
use crate::domain::document::IssueDate;
use crate::domain::figures::{Figures, Indicator, Measure, Period, Reading, Value};
use crate::formats::spreadsheet::csv;
use crate::formats::spreadsheet::grid::{Cell, Worksheet};
use crate::formats::spreadsheet::open::pages;
use crate::load::figures::mistakes;
use crate::load::figures::spreadsheet::header::Column;
pub(crate) use crate::load::figures::spreadsheet::header::{Heading, heading};
use crate::load::figures::spreadsheet::indicators::IndicatorRows;

/// Spreadsheets that stand beside `so-lieu.yaml` or instead of it.
pub(crate) const SHEET_FILES: [&str; 3] = ["so-lieu.xlsx", "so-lieu.ods", "so-lieu.csv"];

/// Figures as a spreadsheet has them: values it leaves blank are absent, not awaited.
#[derive(Debug, Default)]
pub(crate) struct SheetFigures {
    pub(crate) figures: Figures,
    /// Where each indicator stands, for messages.
    pub(crate) locations: BTreeMap<String, String>,
}

/// Reads a spreadsheet; its end says what it is. `shown` is its path as the clerk should read it.
pub(crate) fn read(shown: &str, bytes: &[u8], folder: &str, findings: &mut Findings) -> Option<SheetFigures> {
    match pages(shown, bytes, separator) {
        Ok(pages) => figures_of(shown, pages, folder, findings),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// The sign that parts the cells of a CSV: it makes a heading `Mã` of some cell.
fn separator(text: &str) -> u8 {
    csv::separator_by_heading(text, |cell| Column::of(cell) == Some(Column::Key))
}

fn figures_of(shown: &str, pages: Vec<Worksheet>, folder: &str, findings: &mut Findings) -> Option<SheetFigures> {
    let mut rows = IndicatorRows::default();
    let mut figures = Figures::unread(folder);
    let mut tables = 0;
    for mut page in pages {
        if page.is_hidden {
            // one without a table would have been passed over anyway
            findings.extend(header::find(&page, &mut Findings::default()).map(|_| page.left_out()));
            continue;
        }
        page.leave_out_hidden(findings);
        page.take_as_seen(findings);
        let Some(header) = header::find(&page, findings) else {
            continue;
        };
        tables += 1;
        read_preamble(&page, header.row, &mut figures, findings);
        rows.read(&page, &header, findings);
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
    let (root, locations) = rows.into_groups(findings);
    figures.root = root;
    let sheet = SheetFigures { figures, locations };
    sheet.refuse_expressions(findings);
    Some(sheet)
}

/// What stands above the table: `Kỳ báo cáo: năm 2025`, `Đến ngày: 2025-11-30`, in one cell or two.
fn read_preamble(page: &Worksheet, header: u32, figures: &mut Figures, findings: &mut Findings) {
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
        let location = page.location(row, column);
        if label == "ky bao cao" {
            match Period::read(&value) {
                Ok(period) => figures.period = Some(period),
                Err(fault) => findings.push(location.locate(mistakes::unknown_period(&value, &fault))),
            }
        } else if IssueDate::parse(&value).is_ok() {
            figures.closing = Some(Text { value, place: location.place.clone() });
        } else {
            let finding = Finding::new(codes::DATE_FORMAT, format!("ngày `{value}` viết không đúng cách"));
            findings.push(location.locate(finding.hint("viết năm-tháng-ngày, ví dụ `Đến ngày: 2025-11-30`")));
        }
    }
}

impl SheetFigures {
    /// Words of a sheet take no expressions, as those of `so-lieu.yaml` do not.
    fn refuse_expressions(&self, findings: &mut Findings) {
        // a merged cell gives its words to many lines
        let mut told: Vec<(&str, &str, usize)> = Vec::new();
        for Indicator { path, name, unit, source, note, .. } in self.figures.root.indicators() {
            for words in [name, unit, source, note].into_iter().flatten().filter(|words| words.contains("{{")) {
                match told.iter_mut().find(|(known, _, _)| known == words) {
                    Some((_, _, count)) => *count += 1,
                    None => told.push((words, path, 1)),
                }
            }
        }
        for (words, path, count) in told {
            let more = if count > 1 { format!(" và {} dòng khác", count - 1) } else { String::new() };
            let message = format!("ô `{words}` ở dòng `{path}`{more} không nhận biểu thức");
            let location = self.locations.get(path).cloned().unwrap_or_default();
            let finding = Finding::new(codes::BROKEN_EXPRESSION, message).in_file(location);
            findings.push(finding.hint("ghi thẳng chữ vào ô; biểu thức viết được trong văn bản"));
        }
    }

    /// The figures as a period's own: an indicator without any result awaits one.
    pub(crate) fn into_figures(mut self) -> Figures {
        self.figures.root.for_each_mut(&mut |indicator| {
            if indicator.is_without_result() {
                *indicator.measures.get_mut(Measure::Actual) = Some(Value::Missing);
            }
        });
        self.figures.period = self.period();
        self.figures.reading = Reading::Whole;
        self.figures
    }

    /// The period the spreadsheet names, or the one its folder stands for.
    pub(crate) fn period(&self) -> Option<Period> {
        let folder = WorkspacePath::of(&self.figures.folder).file_name();
        self.figures.period.clone().or_else(|| Period::from_folder(folder))
    }
}
