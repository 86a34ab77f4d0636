//! Charts from figures: indicators side by side, or one indicator over several periods.

use crate::base::finding::{Finding, codes, suggest};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::DataPath;
use crate::base::text::number::Number;
use crate::content::expression::AWAITED;
use crate::content::markdown::fenced::{Written, missing, one_or_many};
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Block, Chart, ChartKind, Point, Series, plain};
use crate::domain::figures::compare::{Comparison, Obstacle, decimals_of_converted, decimals_of_percent};
use crate::domain::figures::table::TableError;
use crate::domain::figures::unit::{self, Unit};
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
        let axis = Axis::of(kind, schema.don_vi.as_deref(), &indicators);
        let mut read = Vec::new();
        let chart = match &schema.ky {
            _ if kind == ChartKind::Progress => Some(self.progress(&indicators, &mut read)),
            Some(folders) => self.over_periods(written, folders, (&indicators, &axis), &mut read),
            None => self.side_by_side(written, (&indicators, &axis), &mut read),
        };
        let Some((labels, series)) = chart else {
            return;
        };
        self.note_read(written, kind, &read);
        let round = matches!(kind, ChartKind::Pie | ChartKind::Ring);
        let negative = series
            .iter()
            .flat_map(|series| &series.points)
            .any(|point| point.plain.as_ref().is_some_and(|plain| plain.starts_with('-')));
        if round && (series.len() > 1 || negative) {
            self.refuse(
                written.place_of(&"kieu".into()),
                "biểu đồ tròn chỉ vẽ được một dãy số liệu không âm",
                "chọn một giá trị trong `so`, hoặc dùng `kieu: cot`",
            );
            return;
        }
        let Some(caption) = self.dressed_words_of(written, "chu_thich") else {
            self.refuse(
                written.place_of(&"chu_thich".into()),
                "biểu đồ chưa có tên",
                "thêm dòng `chu_thich: …`; tên biểu đồ in dưới biểu đồ",
            );
            return;
        };
        let unit = axis.unit;
        let alt = described(kind, &plain(&caption), &labels, &series, unit.as_deref());
        self.blocks.push(Block::Chart(Chart { kind, labels, series, unit, caption, alt, label: written.label() }));
    }

    /// Notes what the chart shows, and reports what keeps it from showing a value: a bar that is left out looks like 0.
    fn note_read(&mut self, written: &Written, kind: ChartKind, read: &[PointRead]) {
        let mut noted: Vec<(&str, &str)> = Vec::new();
        for point in read {
            let at = (point.folder.as_str(), point.path.as_str());
            if noted.contains(&at) {
                continue;
            }
            noted.push(at);
            let of_it: Vec<&PointRead> = read.iter().filter(|other| (&*other.folder, &*other.path) == at).collect();
            let operands: Vec<Operand> = match kind {
                ChartKind::Progress => vec![Operand::Value, Operand::Plan],
                _ => of_it.iter().map(|point| point.operand).collect(),
            };
            // what stands nowhere leaves the same gap as what is still to come
            let obstacles = of_it.iter().filter_map(|point| match point.obstacle? {
                Obstacle::Absent(operand) => Some(Obstacle::Missing(operand)),
                obstacle => Some(obstacle),
            });
            let block = written.using("biểu đồ", &point.folder, &operands);
            let printed: Vec<&str> = of_it.iter().map(|point| point.printed.as_str()).collect();
            self.scope.note_block(&point.path, &block, printed.join(" | "), missing(obstacles));
        }
        let obstacles = read.iter().filter_map(|point| Some((point.path.clone(), point.obstacle?)));
        self.report_obstacles(written, &obstacles.collect::<Vec<_>>());
    }

    /// The indicators a block names, groups written out.
    fn indicators(&mut self, written: &Written) -> Option<Vec<Indicator>> {
        let figures = self.scope.figures().clone();
        let mut found = Vec::new();
        for path in one_or_many(written.schema.nhom.as_ref()) {
            let group = self.found(written, figures.group(&path).ok_or(TableError::Unknown(path.clone())))?;
            found.extend(group.indicators().into_iter().filter(|indicator| !indicator.is_total).cloned());
        }
        for path in one_or_many(written.schema.chi_tieu.as_ref()) {
            let indicator = figures.indicator(&path).ok_or(TableError::Unknown(path.clone()));
            found.push(self.found(written, indicator)?.clone());
        }
        if found.is_empty() {
            self.nothing_to_show(written, "biểu đồ");
            return None;
        }
        Some(found)
    }

    /// One label an indicator, one series a value.
    fn side_by_side(
        &mut self,
        written: &Written,
        (indicators, axis): (&[Indicator], &Axis),
        read: &mut Vec<PointRead>,
    ) -> Option<(Vec<String>, Vec<Series>)> {
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
            let mut points = Vec::new();
            for indicator in indicators {
                points.push(self.point(written, axis, PointOf { operand, indicator, figures: &figures }, read)?);
            }
            let name = operand.measure().map_or("", Measure::title);
            series.push(Series { name: name.to_owned(), points });
        }
        Some((indicators.iter().map(|indicator| indicator.title().to_owned()).collect(), series))
    }

    /// Results as a percentage of the plan.
    fn progress(&self, indicators: &[Indicator], read: &mut Vec<PointRead>) -> (Vec<String>, Vec<Series>) {
        let points = indicators.iter().map(|indicator| {
            let figures = self.scope.figures();
            let comparison = Comparison { indicator, figures, almanac: self.scope.almanac() };
            let percent = comparison.of_plan();
            let (folder, path) = (figures.folder.clone(), indicator.path.clone());
            let point = percent.map_or(Point::default(), |percent| Point {
                plain: Some(percent.plain()),
                printed: format!("{}%", percent.format(decimals_of_percent(percent))),
            });
            let printed = shown(&point);
            read.push(PointRead { folder, path, operand: Operand::Value, printed, obstacle: percent.err() });
            point
        });
        let series = Series { name: "So với kế hoạch".to_owned(), points: points.collect() };
        (indicators.iter().map(|indicator| indicator.title().to_owned()).collect(), vec![series])
    }

    /// One label a period, one series an indicator.
    fn over_periods(
        &mut self,
        written: &Written,
        folders: &[String],
        (indicators, axis): (&[Indicator], &Axis),
        read: &mut Vec<PointRead>,
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
        let mut series = Vec::new();
        for indicator in indicators {
            let mut points = Vec::new();
            for figures in &periods {
                let operand = Operand::Value;
                if let Some(own) = figures.indicator(&indicator.path) {
                    points.push(self.point(written, axis, PointOf { operand, indicator: own, figures }, read)?);
                } else {
                    let (folder, path) = (figures.folder.clone(), indicator.path.clone());
                    let (printed, obstacle) = (AWAITED.to_owned(), Some(Obstacle::Absent(operand)));
                    read.push(PointRead { folder, path, operand, printed, obstacle });
                    points.push(Point::default());
                }
            }
            series.push(Series { name: indicator.title().to_owned(), points });
        }
        Some((labels, series))
    }

    /// A point in the unit of the axis; none, with a finding, when its unit does not convert.
    fn point(&mut self, written: &Written, axis: &Axis, of: PointOf<'_>, read: &mut Vec<PointRead>) -> Option<Point> {
        let PointOf { operand, indicator, figures } = of;
        // where the file of another period leaves the unit away it is that of this one
        let own = || self.scope.figures().indicator(&indicator.path).and_then(|own| own.unit.clone());
        let unit = indicator.unit.clone().or_else(own);
        let Some(factor) = axis.factor(unit.as_deref()) else {
            self.refuse_axis(written, axis, indicator, figures);
            return None;
        };
        let comparison = Comparison { indicator, figures, almanac: self.scope.almanac() };
        let typed = match operand {
            Operand::Value => indicator.value(),
            operand => operand.measure().and_then(|measure| indicator.get(measure)),
        };
        let found = comparison.operand(operand);
        let converted = found.and_then(|number| number.times(factor).ok_or(Obstacle::TooLarge));
        let (folder, path) = (figures.folder.clone(), indicator.path.clone());
        let point = converted.map_or(Point::default(), |number| {
            let same = factor == Number::whole(1);
            let decimals =
                if same { indicator.decimals_of(typed, Some(number)) } else { decimals_of_converted(number) };
            Point { plain: Some(number.plain()), printed: number.format(decimals) }
        });
        read.push(PointRead { folder, path, operand, printed: shown(&point), obstacle: converted.err() });
        Some(point)
    }

    fn refuse_axis(&mut self, written: &Written, axis: &Axis, indicator: &Indicator, figures: &Figures) {
        let has_unit = indicator.unit.is_some();
        if has_unit && written.schema.don_vi.is_some() && figures.folder == self.scope.figures().folder {
            return self.refuse_unit(written, &indicator.path);
        }
        let file = WorkspacePath::of(&figures.folder).join("so-lieu.yaml");
        let named =
            |unit: Option<&str>| unit.map_or("không ghi đơn vị".to_owned(), |unit| format!("đơn vị `{unit}`"));
        let message = format!(
            "biểu đồ vẽ chung các số khác đơn vị: trục {}, `{}` trong `{file}` {}",
            named(axis.unit.as_deref()),
            indicator.path,
            named(indicator.unit.as_deref())
        );
        self.findings.push(
            Finding::new(codes::UNITS_DIFFER, message)
                .at(written.place.clone())
                .hint("chỉ chọn các chỉ tiêu cùng đơn vị, hoặc sửa `don_vi` trong `so-lieu.yaml`"),
        );
    }
}

/// What stands beside the bar of a point.
fn shown(point: &Point) -> String {
    if point.plain.is_some() { point.printed.clone() } else { AWAITED.to_owned() }
}

/// The unit of the numbers beside a chart.
struct Axis {
    unit: Option<String>,
    /// Whether an indicator of the chart has a unit; without any the block says what all are in.
    is_stated: bool,
}

impl Axis {
    fn of(kind: ChartKind, named: Option<&str>, indicators: &[Indicator]) -> Self {
        let own = || indicators.iter().find_map(|indicator| indicator.unit.clone());
        let unit =
            if kind == ChartKind::Progress { Some("%".to_owned()) } else { named.map(str::to_owned).or_else(own) };
        Self { unit, is_stated: own().is_some() }
    }

    /// By how much numbers with a unit are multiplied; money and percentages go with nothing that has none.
    fn factor(&self, unit: Option<&str>) -> Option<Number> {
        let needs_unit = || self.unit.as_deref().is_some_and(|axis| !matches!(Unit::of(axis), Unit::Counted(_)));
        if unit.is_none() && self.is_stated && needs_unit() {
            return None;
        }
        unit::factor(unit, self.unit.as_deref())
    }
}

/// What a point shows.
struct PointOf<'a> {
    operand: Operand,
    indicator: &'a Indicator,
    figures: &'a Figures,
}

/// A value that a chart reads, and what keeps it from showing it.
struct PointRead {
    folder: String,
    path: String,
    operand: Operand,
    /// As it stands beside its bar.
    printed: String,
    obstacle: Option<Obstacle>,
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
