//! Charts from figures: indicators side by side, or one indicator over several periods.

use crate::base::finding::suggest;
use crate::base::source::DataPath;
use crate::base::text::number::Number;
use crate::content::markdown::fenced::{Written, one_or_many};
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Block, Chart, ChartKind, Point, Series};
use crate::domain::figures::compare::{Comparison, PERCENT_DECIMALS};
use crate::domain::figures::{Figures, Indicator, Measure, Operand};

/// The value a chart shows under a key.
fn operand(key: &str) -> Option<Operand> {
    Operand::OF_ONE_PERIOD.into_iter().find(|operand| operand.key() == key)
}

impl BodyParser<'_> {
    pub(super) fn chart(&mut self, written: &Written) {
        let schema = &written.schema;
        let name = schema.kieu.as_deref().unwrap_or("cot");
        let Some(kind) = ChartKind::from_name(name) else {
            let known = ChartKind::NAMES.map(|(name, _)| name);
            let hint = suggest(name, known, || format!("các kiểu dùng được: {}", known.join(", ")));
            self.refuse(written.place_of(&"kieu".into()), &format!("không có kiểu biểu đồ `{name}`"), &hint);
            return;
        };
        let Some(indicators) = self.indicators(written) else {
            return;
        };
        self.note_indicators(written, kind, &indicators);
        let chart = match &schema.ky {
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
                written.place_of(&"kieu".into()),
                "biểu đồ tròn chỉ vẽ được một dãy số không âm",
                "chọn một giá trị trong `so`, hoặc dùng `kieu: cot`",
            );
            return;
        }
        let Some(caption) = self.caption_of(written) else {
            self.refuse(
                written.place_of(&"chu_thich".into()),
                "biểu đồ chưa có lời chú",
                "thêm dòng `chu_thich: …`; lời chú in dưới biểu đồ",
            );
            return;
        };
        let own = || indicators.first().and_then(|indicator| indicator.unit.clone());
        let unit = if kind == ChartKind::Progress { Some("%".to_owned()) } else { schema.don_vi.clone().or_else(own) };
        let alt = described(kind, &caption.value, &labels, &series, unit.as_deref());
        self.blocks.push(Block::Chart(Chart { kind, labels, series, unit, caption, alt, label: schema.nhan.clone() }));
    }

    /// Notes what the chart shows: plan and result, the values of `so`, or the results of several periods.
    fn note_indicators(&self, written: &Written, kind: ChartKind, indicators: &[Indicator]) {
        let own = self.scope.figures().folder.clone();
        let (folders, operands) = match (kind, &written.schema.ky) {
            (ChartKind::Progress, _) => (vec![own], vec![Operand::Value, Operand::Plan]),
            (_, Some(folders)) => (folders.clone(), vec![Operand::Value]),
            (_, None) => {
                let chosen = written.schema.so.iter().flatten().filter_map(|key| operand(key)).collect();
                (vec![own], if written.schema.so.is_none() { vec![Operand::Value] } else { chosen })
            }
        };
        let blocks: Vec<_> = folders.iter().map(|folder| written.using("biểu đồ", folder, &operands)).collect();
        for indicator in indicators {
            blocks.iter().for_each(|block| self.scope.note_block(&indicator.path, block));
        }
    }

    /// The indicators a block names, groups written out.
    fn indicators(&mut self, written: &Written) -> Option<Vec<Indicator>> {
        let figures = self.scope.figures().clone();
        let mut found = Vec::new();
        for path in one_or_many(written.schema.nhom.as_ref()) {
            let group = self.found(written, figures.group(&path).ok_or(path.clone()))?;
            found.extend(group.indicators().into_iter().filter(|indicator| !indicator.is_total).cloned());
        }
        for path in one_or_many(written.schema.chi_tieu.as_ref()) {
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
        let figures = self.scope.figures().clone();
        let mut series = Vec::new();
        for key in written.schema.so.clone().unwrap_or_else(|| vec![Operand::Value.key().to_owned()]) {
            let Some(operand) = operand(&key) else {
                let known = Operand::OF_ONE_PERIOD.map(Operand::key).join(", ");
                self.refuse(
                    written.place_of(&"so".into()),
                    &format!("không có giá trị `{key}`"),
                    &format!("các giá trị dùng được: {known}"),
                );
                return None;
            };
            let points = indicators.iter().map(|indicator| self.point(operand, indicator, &figures)).collect();
            let name = operand.measure().map_or("", Measure::title);
            series.push(Series { name: name.to_owned(), points });
        }
        Some((indicators.iter().map(|indicator| indicator.title().to_owned()).collect(), series))
    }

    /// Results as a percentage of the plan.
    fn progress(&self, indicators: &[Indicator]) -> (Vec<String>, Vec<Series>) {
        let points = indicators.iter().map(|indicator| {
            let comparison = Comparison { indicator, figures: self.scope.figures(), almanac: self.scope.almanac() };
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
        let almanac = self.scope.almanac().clone();
        let mut periods = Vec::new();
        for (i, folder) in folders.iter().enumerate() {
            match almanac.in_folder(folder) {
                Some(figures) => periods.push(figures),
                None => {
                    self.refuse(
                        written.place_of(&DataPath::from("ky").index(i)),
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
                        .map_or(Point::default(), |own| self.point(Operand::Value, own, figures))
                })
                .collect(),
        });
        Some((labels, series.collect()))
    }

    fn point(&self, operand: Operand, indicator: &Indicator, figures: &Figures) -> Point {
        let comparison = Comparison { indicator, figures, almanac: self.scope.almanac() };
        let written = match operand {
            Operand::Value => indicator.value(),
            operand => operand.measure().and_then(|measure| indicator.get(measure)),
        };
        comparison.operand(operand).map_or(Point::default(), |number: Number| Point {
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
