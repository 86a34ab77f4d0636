//! Charts from figures: indicators side by side, or one indicator over several periods.

use crate::base::finding::suggest;
use crate::content::markdown::Walker;
use crate::content::markdown::fenced::{Written, one_or_many};
use crate::domain::document::body::{Block, Chart, ChartKind, Point, Series};
use crate::domain::figures::compare::{Comparison, PERCENT_DECIMALS, Part};
use crate::domain::figures::{Figures, Indicator, Number};

/// Values an indicator can show, and what to call them.
const PARTS: [(&str, &str, Part); 4] = [
    ("ke_hoach", "Kế hoạch", Part::Plan),
    ("thuc_hien", "Thực hiện", Part::Value),
    ("cung_ky", "Cùng kỳ", Part::YearBefore),
    ("ky_truoc", "Kỳ trước", Part::Previous),
];

impl Walker<'_> {
    pub(super) fn chart(&mut self, written: &Written) {
        let shape = &written.shape;
        let name = shape.kieu.as_deref().unwrap_or("cot");
        let Some(kind) = ChartKind::from_name(name) else {
            let known = ChartKind::NAMES.map(|(name, _)| name);
            let hint = suggest(name, known, || format!("các kiểu dùng được: {}", known.join(", ")));
            self.refuse(written, "kieu", None, &format!("không có kiểu biểu đồ `{name}`"), &hint);
            return;
        };
        let Some(indicators) = self.indicators(written) else {
            return;
        };
        self.note_indicators(written, kind, &indicators);
        let chart = match &shape.ky {
            _ if kind == ChartKind::Progress => Some(self.progress(&indicators)),
            Some(folders) => self.over_periods(written, folders, &indicators),
            None => self.side_by_side(written, &indicators),
        };
        let Some((labels, series)) = chart else {
            return;
        };
        let round = matches!(kind, ChartKind::Pie | ChartKind::Ring);
        let negative = series
            .iter()
            .flat_map(|series| &series.points)
            .any(|point| point.plain.as_ref().is_some_and(|plain| plain.starts_with('-')));
        if round && (series.len() > 1 || negative) {
            self.refuse(
                written,
                "kieu",
                None,
                "biểu đồ tròn chỉ vẽ được một dãy số không âm",
                "chọn một giá trị trong `so`, hoặc dùng `kieu: cot`",
            );
            return;
        }
        let Some(caption) = self.caption_of(written) else {
            self.refuse(
                written,
                "chu_thich",
                None,
                "biểu đồ chưa có lời chú",
                "thêm dòng `chu_thich: …`; lời chú in dưới biểu đồ",
            );
            return;
        };
        let own = || indicators.first().and_then(|indicator| indicator.unit.clone());
        let unit = if kind == ChartKind::Progress { Some("%".to_owned()) } else { shape.don_vi.clone().or_else(own) };
        let alt = described(kind, &caption.value, &labels, &series, unit.as_deref());
        self.blocks.push(Block::Chart(Chart { kind, labels, series, unit, caption, alt, label: shape.nhan.clone() }));
    }

    /// Notes what the chart reads: plan and result, the values of `so`, or the results of several periods.
    fn note_indicators(&self, written: &Written, kind: ChartKind, indicators: &[Indicator]) {
        let own = self.facts.figures().folder.clone();
        let (folders, reads) = match (kind, &written.shape.ky) {
            (ChartKind::Progress, _) => (vec![own], vec![Part::Value, Part::Plan]),
            (_, Some(folders)) => (folders.clone(), vec![Part::Value]),
            (_, None) => {
                let part = |key: &String| PARTS.iter().find(|(known, ..)| known == key).map(|(.., part)| *part);
                let chosen = written.shape.so.iter().flatten().filter_map(part).collect();
                (vec![own], if written.shape.so.is_none() { vec![Part::Value] } else { chosen })
            }
        };
        for indicator in indicators {
            for folder in &folders {
                self.used(written, &indicator.path, folder, &reads, "biểu đồ");
            }
        }
    }

    /// The indicators a block names, groups written out.
    fn indicators(&mut self, written: &Written) -> Option<Vec<Indicator>> {
        let figures = self.facts.figures().clone();
        let mut found = Vec::new();
        for path in one_or_many(written.shape.nhom.as_ref()) {
            let group = self.found(written, figures.group(&path).ok_or(path.clone()))?;
            found.extend(group.indicators().into_iter().filter(|indicator| !indicator.is_total).cloned());
        }
        for path in one_or_many(written.shape.chi_tieu.as_ref()) {
            found.push(self.found(written, figures.indicator(&path).ok_or(path.clone()))?.clone());
        }
        if found.is_empty() {
            self.nothing_to_show(written, "biểu đồ");
            return None;
        }
        Some(found)
    }

    /// One label an indicator, one series a value.
    fn side_by_side(&mut self, written: &Written, indicators: &[Indicator]) -> Option<(Vec<String>, Vec<Series>)> {
        let figures = self.facts.figures().clone();
        let mut series = Vec::new();
        for part in written.shape.so.clone().unwrap_or_else(|| vec!["thuc_hien".to_owned()]) {
            let Some((_, name, _)) = PARTS.iter().find(|(key, ..)| *key == part) else {
                let known = PARTS.map(|(key, ..)| key).join(", ");
                self.refuse(
                    written,
                    "so",
                    None,
                    &format!("không có giá trị `{part}`"),
                    &format!("các giá trị dùng được: {known}"),
                );
                return None;
            };
            let points = indicators.iter().map(|indicator| self.point(&part, indicator, &figures)).collect();
            series.push(Series { name: (*name).to_owned(), points });
        }
        Some((indicators.iter().map(|indicator| indicator.title().to_owned()).collect(), series))
    }

    /// Results as a percentage of the plan.
    fn progress(&self, indicators: &[Indicator]) -> (Vec<String>, Vec<Series>) {
        let points = indicators.iter().map(|indicator| {
            let comparison = Comparison { indicator, figures: self.facts.figures(), almanac: self.facts.almanac() };
            comparison.of_plan().map_or(Point::default(), |percent| Point {
                plain: Some(percent.plain()),
                printed: format!("{}%", percent.format(PERCENT_DECIMALS)),
            })
        });
        let series = Series { name: "So với kế hoạch".to_owned(), points: points.collect() };
        (indicators.iter().map(|indicator| indicator.title().to_owned()).collect(), vec![series])
    }

    /// One label a period, one series an indicator.
    fn over_periods(
        &mut self,
        written: &Written,
        folders: &[String],
        indicators: &[Indicator],
    ) -> Option<(Vec<String>, Vec<Series>)> {
        let almanac = self.facts.almanac().clone();
        let mut periods = Vec::new();
        for (i, folder) in folders.iter().enumerate() {
            match almanac.in_folder(folder) {
                Some(figures) => periods.push(figures),
                None => {
                    self.refuse(
                        written,
                        "ky",
                        Some(i),
                        &format!("thư mục `{folder}` không có số liệu"),
                        "dùng tên thư mục có `so-lieu.yaml`, ví dụ `[nam-2024, nam-2025]`",
                    );
                    return None;
                }
            }
        }
        let labels = periods
            .iter()
            .map(|figures| figures.period.as_ref().map_or(figures.folder.clone(), ToString::to_string))
            .collect();
        let series = indicators.iter().map(|indicator| Series {
            name: indicator.title().to_owned(),
            points: periods
                .iter()
                .map(|figures| {
                    figures
                        .indicator(&indicator.path)
                        .map_or(Point::default(), |own| self.point("thuc_hien", own, figures))
                })
                .collect(),
        });
        Some((labels, series.collect()))
    }

    fn point(&self, part: &str, indicator: &Indicator, figures: &Figures) -> Point {
        let comparison = Comparison { indicator, figures, almanac: self.facts.almanac() };
        let (found, written) = match part {
            "ke_hoach" => (comparison.plan(), indicator.plan.as_ref()),
            "cung_ky" => (comparison.year_before(), indicator.year_before.as_ref()),
            "ky_truoc" => (comparison.previous(), indicator.previous.as_ref()),
            _ => (comparison.value(), indicator.value()),
        };
        found.map_or(Point::default(), |number: Number| Point {
            plain: Some(number.plain()),
            printed: number.format(indicator.decimals_of(written, Some(number))),
        })
    }
}

/// The chart in words, for people who cannot see it.
fn described(kind: ChartKind, caption: &str, labels: &[String], series: &[Series], unit: Option<&str>) -> String {
    let mut text = format!("{}: {caption}.", kind.spoken());
    for (i, label) in labels.iter().enumerate() {
        let values = series.iter().filter_map(|series| {
            let point = series.points.get(i)?;
            let printed = if point.plain.is_some() { point.printed.as_str() } else { "chưa có" };
            Some(format!("{} {printed}", series.name.to_lowercase()))
        });
        text += &format!(" {label}: {}.", values.collect::<Vec<_>>().join(", "));
    }
    if let Some(unit) = unit {
        text += &format!(" Đơn vị tính: {unit}.");
    }
    text
}
