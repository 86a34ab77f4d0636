//! Fenced blocks of figures: ```` ```bang ```` a table, ```` ```bieu_do ```` a chart.

mod chart;
mod dressed_words;
pub(crate) mod schema;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, TagEnd};

use crate::base::finding::{Finding, Findings, codes, nearest, suggest};
use crate::base::source::{DataPath, Place, Source, Text};
use crate::base::text::nfc;
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::interpolated::{Escaping, InterpolatedText};
use crate::content::expression::{AWAITED, BlockUse, obstacle_in_words};
use crate::content::markdown::fenced::schema::{BLOCK, BlockSchema, OneOrMany};
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Align, Block, Inline, Table};
use crate::domain::figures::compare::{Comparison, Obstacle};
use crate::domain::figures::table::{self, COLUMNS, Cell, Row, TableError, TableSpec};
use crate::domain::figures::{Operand, Reading, unit};
use crate::formats::yaml::node::Node;
use crate::formats::yaml::parse::parse;
use crate::formats::yaml::typed;

/// What a fenced block may be.
const KINDS: [&str; 2] = ["bang", "bieu_do"];

/// A block as written, its places in the clerk's file.
struct Written {
    source: Arc<Source>,
    root: Node,
    schema: BlockSchema,
    place: Place,
    is_chart: bool,
    /// Whether every line of it is understood.
    sound: bool,
}

impl BodyParser<'_> {
    pub(super) fn fenced(&mut self, kind: &str, range: Range<usize>) {
        let inside = self.inside_of_fence();
        let line = self.first_line(range.clone());
        if !KINDS.contains(&kind) {
            let hint = match nearest(kind, KINDS) {
                Some(name) => format!("có phải ```` ```{name} ````?"),
                None => "bỏ ba dấu ` (phím cạnh số 1); bảng số liệu viết ```` ```bang ````, biểu đồ viết ```` ```bieu_do ````"
                    .to_owned(),
            };
            self.push(Finding::new(codes::UNSUPPORTED_MARKDOWN, "đoạn mã chưa được hỗ trợ"), line, &hint);
            return;
        }
        let Some(inside) = inside else {
            self.push(
                Finding::new(codes::BLOCK_FORMAT, format!("đoạn `{kind}` trống")),
                line,
                "viết `nhom: tên_nhóm` giữa hai dòng ba dấu ` (phím cạnh số 1)",
            );
            return;
        };
        let place = self.text.place(line);
        let Some(written) = read(&self.text.place(inside), place, self.findings) else {
            return;
        };
        let mut written = Written { is_chart: kind != "bang", ..written };
        let words = |text: Option<Text>| text.map(|text| text.value).filter(|text| !text.trim().is_empty());
        written.schema.don_vi = words(self.words_of(&written, "don_vi"));
        written.schema.tong = words(self.words_of(&written, "tong"));
        written.schema.chu_thich = words(self.words_of(&written, "chu_thich"));
        self.refuse_notes(&written);
        self.close_lead();
        if written.is_chart { self.chart(&written) } else { self.figures_table(&written) }
    }

    /// Where the lines of a fence stand in the text.
    fn inside_of_fence(&mut self) -> Option<Range<usize>> {
        let mut inside: Option<Range<usize>> = None;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(_) => inside = Some(inside.map_or(range.clone(), |inside| inside.start..range.end)),
                _ => {}
            }
        }
        inside
    }

    fn figures_table(&mut self, written: &Written) {
        let schema = &written.schema;
        let spec = TableSpec {
            groups: one_or_many(schema.nhom.as_ref()),
            indicators: one_or_many(schema.chi_tieu.as_ref()),
            columns: schema.cot.clone().unwrap_or_default(),
            total: schema.tong.clone(),
            unit: schema.don_vi.clone(),
        };
        if spec.groups.is_empty() && spec.indicators.is_empty() {
            self.nothing_to_show(written, "bảng");
            return;
        }
        let known = COLUMNS.map(|(key, ..)| key);
        for (i, column) in spec.columns.iter().enumerate().filter(|(_, column)| !known.contains(&column.as_str())) {
            let hint = suggest(column, known, || format!("các cột dùng được: {}", known.join(", ")));
            self.refuse(written.place_of(&DataPath::from("cot").index(i)), &format!("không có cột `{column}`"), &hint);
        }
        let scope = self.scope;
        let built = table::build(&spec, scope.figures(), scope.almanac());
        let Some(built) = self.found(written, built) else {
            return;
        };
        let keys = if spec.columns.is_empty() {
            table::DEFAULT_COLUMNS.map(str::to_owned).to_vec()
        } else {
            spec.columns.clone()
        };
        self.note_rows(written, &spec, &built, &keys);
        self.report_obstacles(written, &built.obstacles);
        self.check_units_of_total(written, &built);
        self.report_rounding(written, &built);
        let inline = |text: String| vec![Inline::Text(Text { value: text, place: Some(written.place.clone()) })];
        let cell = |cell: &Cell, strong: bool| {
            let words = match cell {
                Cell::Text(text) | Cell::Number(text) => inline(text.clone()),
                Cell::Missing => inline(AWAITED.to_owned()),
                Cell::Blank => Vec::new(),
            };
            if strong && !words.is_empty() { vec![Inline::Strong(words)] } else { words }
        };
        let align = |(key, number): (&str, bool)| match (key, number) {
            (_, true) => Align::Right,
            ("tt" | "don_vi", _) => Align::Centre,
            _ => Align::Left,
        };
        let caption = self.dressed_words_of(written, "chu_thich");
        let note = self.dressed_words_of(written, "ghi_chu");
        self.blocks.push(Block::Table(Table {
            caption,
            unit_line: schema.don_vi.as_ref().map(|unit| format!("Đơn vị tính: {unit}")),
            note,
            label: written.label(),
            columns: keys.iter().zip(&built.columns).map(|(key, (_, number))| align((key, *number))).collect(),
            header: vec![built.columns.iter().map(|(header, _)| inline(header.clone())).collect()],
            rows: built.rows.iter().map(|row| row.cells.iter().map(|c| cell(c, row.strong)).collect()).collect(),
            spans: Vec::new(),
            widths: Vec::new(),
            ruled: true,
        }));
    }

    /// Notes what each row shows, and what it still waits for.
    fn note_rows(&self, written: &Written, spec: &TableSpec, built: &table::Table, keys: &[String]) {
        let scope = self.scope;
        let operands = table::operands(&spec.columns);
        let block = written.using("bảng", &scope.figures().folder, &operands);
        for (row, path) in built.rows.iter().filter_map(|row| Some((row, row.indicator.as_ref()?))) {
            let own = built.obstacles.iter().filter(|(of, _)| of == path).map(|(_, obstacle)| *obstacle);
            scope.note_block(path, &block, figures_of(row, keys), missing(own));
        }
        // the sums follow from all figures shown, and are told of the group that they stand for
        if let (Some(words), Some(row)) = (&spec.total, built.rows.last().filter(|row| row.indicator.is_none())) {
            let of = spec.groups.first().or(spec.indicators.first()).map_or("", String::as_str);
            let sums = BlockUse { expression: format!("{}, dòng {words}", block.expression), operands: &[], ..block };
            scope.note_block(of, &sums, figures_of(row, keys), Vec::new());
        }
    }

    /// A row of sums, and shares of such a sum, need units that add up; figures without a unit go with any.
    fn check_units_of_total(&mut self, written: &Written, built: &table::Table) {
        let shares = written.schema.cot.iter().flatten().any(|column| column == "ty_trong");
        let (at, what, hint) = match &written.schema.tong {
            Some(_) => ("tong", "dòng tổng cộng", "bỏ dòng `tong`"),
            None if shares => ("cot", "cột `ty_trong` so với tổng", "bỏ cột `ty_trong`"),
            None => return,
        };
        let figures = self.scope.figures().clone();
        let shown = built.rows.iter().filter_map(|row| figures.indicator(row.indicator.as_deref()?));
        let units: BTreeSet<&str> = shown.filter_map(|indicator| indicator.unit.as_deref()).collect();
        let apart = units.iter().any(|a| units.iter().any(|b| !unit::add_up(a, b)));
        if apart {
            let units: Vec<String> = units.into_iter().map(|unit| format!("`{unit}`")).collect();
            let message = format!("{what} các số khác đơn vị: {}", units.join(", "));
            let hint = format!("{hint}, hoặc chỉ chọn các chỉ tiêu cùng đơn vị");
            self.refuse(written.place_of(&at.into()), &message, &hint);
        }
    }

    /// A total that readers cannot add up from the numbers printed above it, unless the note of the table says why.
    fn report_rounding(&mut self, written: &Written, built: &table::Table) {
        let Some(first) = built.rounded.first() else { return };
        if self.words_of(written, "ghi_chu").is_some_and(|note| note.value.to_lowercase().contains("làm tròn")) {
            return;
        }
        let others = match built.rounded.len() {
            1 => String::new(),
            count => format!(" (và {} số tổng khác)", count - 1),
        };
        let message = format!(
            "cột `{}`: các số in ra cộng được {}, dòng tổng in {}, vì từng số đã làm tròn{others}",
            first.column, first.sum, first.total
        );
        let hint =
            "in thêm số lẻ bằng `so_le` của chỉ tiêu, hoặc ghi dưới bảng: `ghi_chu: Tổng có thể lệch do làm tròn`";
        self.findings.push(Finding::new(codes::ROUNDED_PARTS, message).at(written.place.clone()).hint(hint));
    }

    fn nothing_to_show(&mut self, written: &Written, what: &str) {
        if !written.sound {
            return; // the line that names them may be the misspelt one
        }
        let message = format!("{what} chưa có chỉ tiêu nào");
        self.refuse(
            written.place_of(&"nhom".into()),
            &message,
            "thêm dòng `nhom: tên_nhóm` hoặc `chi_tieu: [tên, tên]`",
        );
    }

    /// Words of a block, expressions worked out.
    fn words_of(&mut self, written: &Written, key: &str) -> Option<Text> {
        let node = written.root.get(key).filter(|node| !node.is_null())?;
        // its expressions have been worked out with the whole text, which has reported what is wrong with them
        let mut told = Findings::default();
        let text = InterpolatedText::new(&written.source, node);
        Some(self.scope.again(|scope| text.evaluate(scope, Escaping::None, &mut told)).into_text())
    }

    /// Only the caption of a block takes notes: elsewhere the mark would print as signs, and its note be lost.
    fn refuse_notes(&mut self, written: &Written) {
        for key in ["ghi_chu", "don_vi", "tong"] {
            if self.words_of(written, key).is_some_and(|words| words.value.contains("[^")) {
                let message = format!("`{key}` của đoạn không nhận chú thích cuối trang `[^…]`");
                let hint = "đặt `[^…]` ở `chu_thich` của đoạn, hoặc ở câu văn nhắc tới bảng, biểu đồ này";
                self.refuse(written.place_of(&key.into()), &message, hint);
            }
        }
    }

    fn found<T>(&mut self, written: &Written, built: Result<T, TableError>) -> Option<T> {
        built
            .map_err(|error| {
                let path = match error {
                    // it may stand in the file that cannot be read, which has its own finding
                    TableError::Unknown(_) if self.scope.figures().reading == Reading::Partly => return,
                    TableError::Unknown(path) => path,
                    TableError::Unit(path) => return self.refuse_unit(written, &path),
                };
                let figures = self.scope.figures();
                let groups = figures.root.paths();
                let indicators = figures.indicators();
                let known =
                    indicators.iter().map(|indicator| indicator.path.as_str()).chain(groups.iter().map(String::as_str));
                let hint = suggest(&path, known, || format!("thêm `{path}` vào `so-lieu.yaml`"));
                self.findings.push(
                    Finding::new(codes::UNKNOWN_FIGURE, format!("không có nhóm hay chỉ tiêu `{path}`"))
                        .at(written.place.clone())
                        .hint(hint),
                );
            })
            .ok()
    }

    /// A unit that the block names, into which an indicator does not convert.
    fn refuse_unit(&mut self, written: &Written, path: &str) {
        let indicator = self.scope.figures().indicator(path);
        let own = indicator.and_then(|indicator| indicator.unit.as_deref());
        let own = own.map_or("không ghi đơn vị".to_owned(), |unit| format!("có đơn vị `{unit}`"));
        let wanted = written.schema.don_vi.as_deref().unwrap_or_default();
        let instead = if written.is_chart { "" } else { " và thêm cột `don_vi`" };
        let hint = format!("bỏ dòng `don_vi`{instead}, hoặc sửa `don_vi` của chỉ tiêu trong `so-lieu.yaml`");
        self.findings.push(
            Finding::new(codes::UNITS_DIFFER, format!("đoạn ghi đơn vị `{wanted}`, mà `{path}` {own}"))
                .at(written.place_of(&"don_vi".into()))
                .hint(hint),
        );
    }

    /// Reports what keeps the values of a block from being compared, each kind once with the indicators it is about;
    /// what is still to come is noted with its use, and what an indicator does not have leaves its cell empty.
    fn report_obstacles(&mut self, written: &Written, obstacles: &[(String, Obstacle)]) {
        let figures = self.scope.figures().clone();
        let mut told: Vec<(Obstacle, Vec<&str>)> = Vec::new();
        for (path, obstacle) in obstacles {
            match told.iter_mut().find(|(known, _)| known == obstacle) {
                Some((_, paths)) if paths.contains(&path.as_str()) => {}
                Some((_, paths)) => paths.push(path),
                None => told.push((*obstacle, vec![path])),
            }
        }
        for (obstacle, paths) in told {
            let code = match obstacle {
                Obstacle::Missing(_) | Obstacle::Absent(_) => continue,
                Obstacle::Zero(_) | Obstacle::Negative(_) => codes::BASE_NOT_POSITIVE,
                Obstacle::OtherUnit(_) => codes::UNITS_DIFFER,
                Obstacle::UnreadPeriod(_) | Obstacle::NoMonths | Obstacle::NoYearToDate | Obstacle::TooLarge => {
                    codes::IMPOSSIBLE_COMPARISON
                }
            };
            let Some(indicator) = paths.first().and_then(|path| figures.indicator(path)) else { continue };
            let comparison = Comparison { indicator, figures: &figures, almanac: self.scope.almanac() };
            let (message, hint) = obstacle_in_words(&comparison, obstacle);
            let others = match paths.len() {
                1 => String::new(),
                count => format!(" (và {} chỉ tiêu khác: {})", count - 1, listed(&paths[1..])),
            };
            let finding = Finding::new(code, message + &others).at(written.place.clone()).of_figures(true);
            self.findings.push(finding.hint(match code {
                codes::BASE_NOT_POSITIVE if written.is_chart => {
                    "chỗ ấy để trống; kiểm tra số đem so, hoặc bỏ chỉ tiêu ấy khỏi biểu đồ".to_owned()
                }
                codes::BASE_NOT_POSITIVE => {
                    "ô ấy để trống; kiểm tra số đem so, hoặc dùng cột `chenh_lech` thay cho tỷ lệ".to_owned()
                }
                _ => hint,
            }));
        }
    }

    fn refuse(&mut self, place: Place, message: &str, hint: &str) {
        self.findings.push(Finding::new(codes::BLOCK_FORMAT, message).at(place).hint(hint));
    }
}

impl Written {
    /// Where a field stands; the whole block when it has none.
    fn place_of(&self, path: &DataPath) -> Place {
        let reader = FieldReader { source: &self.source, root: &self.root };
        reader.place(path).unwrap_or_else(|| self.place.clone())
    }

    /// What references call the block by.
    fn label(&self) -> Option<Text> {
        let label = self.schema.nhan.as_ref()?;
        Some(Text { value: nfc(label.trim()), place: Some(self.place_of(&"nhan".into())) })
    }

    /// The block as something that shows figures of a folder.
    fn using<'a>(&'a self, what: &str, folder: &'a str, operands: &'a [Operand]) -> BlockUse<'a> {
        let title = self.schema.chu_thich.as_deref().unwrap_or(what);
        BlockUse { expression: format!("{what}: {title}"), folder, operands, place: &self.place }
    }
}

/// Parses a block on its own; what it says of places is then moved to where it stands in the clerk's file.
fn read(inside: &Place, place: Place, findings: &mut Findings) -> Option<Written> {
    let source = Arc::clone(inside.source());
    let range = inside.range();
    let start = source.line_range(source.line_of(range.start)).start;
    let part = Source::new(source.name(), &source.text()[start..range.end]);
    let mut told = Findings::default();
    let root = parse(&part, &mut told).map(|root| root.offset_by(start));
    let moved = told.iter().map(|finding| {
        let place = finding.place.as_ref().map(Place::range);
        let place = place.map(|range| Place::new(&source, range.start + start..range.end + start));
        finding.clone().at_optional(place)
    });
    let mut told = moved.fold(Findings::default(), |mut told, finding| {
        told.push(finding);
        told
    });
    let schema = root.as_ref().and_then(|root| typed::read(&source, root, &BLOCK, &mut told));
    let sound = !told.has_errors();
    findings.extend(told);
    Some(Written { source, root: root?, schema: schema?, place, is_chart: false, sound })
}

/// The figures in a row as printed, cell by cell; its name when it has none.
fn figures_of(row: &Row, keys: &[String]) -> String {
    const WORDS: [&str; 5] = ["tt", "ten", "don_vi", "nguon", "ghi_chu"];
    let text = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Number(text) => text.clone(),
        Cell::Missing => AWAITED.to_owned(),
        Cell::Blank => "–".to_owned(),
    };
    let cells = keys.iter().zip(&row.cells).filter(|(key, _)| !WORDS.contains(&key.as_str()));
    cells.map(|(_, cell)| text(cell)).collect::<Vec<_>>().join(" | ")
}

/// The values that are still to come among what keeps cells empty.
fn missing(obstacles: impl IntoIterator<Item = Obstacle>) -> Vec<Operand> {
    let mut missing: Vec<Operand> = obstacles
        .into_iter()
        .filter_map(|obstacle| match obstacle {
            Obstacle::Missing(operand) => Some(operand),
            _ => None,
        })
        .collect();
    missing.sort();
    missing.dedup();
    missing
}

/// Some names, and how many more there are.
fn listed(paths: &[&str]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    let more = if paths.len() > SHOWN { ", …" } else { "" };
    shown.join(", ") + more
}

fn one_or_many(written: Option<&OneOrMany>) -> Vec<String> {
    match written {
        None => Vec::new(),
        Some(OneOrMany::One(one)) => vec![one.clone()],
        Some(OneOrMany::Many(many)) => many.clone(),
    }
}
