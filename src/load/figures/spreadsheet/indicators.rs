//! Lines under a heading → indicators, and their names → groups.

use std::collections::{BTreeMap, HashMap};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::DataPath;
use crate::base::text::identifier::is_identifier;
use crate::base::text::number::{Number, Unreadable, Written};
use crate::domain::figures::unit::{self, Unit, takes_percent_sign};
use crate::domain::figures::{Group, Indicator, Measure, Measures, Value};
use crate::formats::spreadsheet::csv::is_date;
use crate::formats::spreadsheet::grid::{Cell, FormattedNumber, Location, Worksheet};
use crate::formats::spreadsheet::number_format::{MAX_EXACT_DIGITS, shortest_decimal, significant_digits};
use crate::formats::spreadsheet::shown_number::Doubt;
use crate::formats::spreadsheet::structure_lines::{begins_ending, is_numbering};
use crate::formats::yaml::node::MAX_DEPTH;
use crate::load::figures::decimals;
use crate::load::figures::keys::{FILE_KEYS, INDICATOR_KEYS};
use crate::load::figures::mistakes::percent_of;
use crate::load::figures::spreadsheet::header::{Column, Header};

/// Tiers a name may have: the fields of its indicator are one more in `so-lieu.yaml`.
const MAX_KEY_DEPTH: usize = MAX_DEPTH - 1;

/// The rows of all pages, in order.
#[derive(Default)]
pub(super) struct IndicatorRows {
    rows: Vec<(Indicator, Location)>,
    /// Where the row of each key is.
    known: HashMap<String, usize>,
}

impl IndicatorRows {
    /// Takes the rows of a page.
    pub(super) fn read(&mut self, page: &Worksheet, header: &Header, findings: &mut Findings) {
        let mut rows: Vec<u32> = page.cells.range((header.row + 1, 0)..).map(|(&(row, _), _)| row).collect();
        rows.dedup();
        let cells = |row: u32| page.cells.range((row, 0)..(row + 1, 0)).map(|(&(_, at), cell)| (at, cell));
        if rows.first().is_some_and(|row| is_numbering(&cells(*row).collect::<Vec<_>>())) {
            rows.remove(0);
        }
        let merged = MergedCells::below(page, header);
        for row in rows {
            let line = Row { page, header, merged: &merged, row };
            let Some(key) = line.text(Column::Key) else {
                line.without_key(findings);
                continue;
            };
            let location = line.location(Column::Key);
            if let Some(finding) = invalid_key(&key) {
                findings.push(location.locate(finding));
                continue;
            }
            if let Some((_, first)) = self.known.get(&key).map(|at| &self.rows[*at]) {
                let finding = Finding::new(codes::DUPLICATE_KEY, format!("mã `{key}` viết hai lần"));
                findings.push(location.locate(finding.hint(format!("lần đầu ở {}; giữ lại một dòng", first.shown))));
                continue;
            }
            let indicator = line.indicator(&key, findings);
            self.known.insert(key, self.rows.len());
            self.rows.push((indicator, location));
        }
    }

    /// The groups that the names make, and where each indicator stands.
    pub(super) fn into_groups(self, findings: &mut Findings) -> (Group, BTreeMap<String, String>) {
        let mut root = Group::default();
        let mut locations = BTreeMap::new();
        let mut sorted: Vec<&str> = self.rows.iter().map(|(indicator, _)| indicator.path.as_str()).collect();
        sorted.sort_unstable();
        let is_group = |path: &str| {
            let inside = format!("{path}.");
            let at = sorted.partition_point(|known| *known < inside.as_str());
            sorted.get(at).is_some_and(|known| known.starts_with(&inside))
        };
        let groups: Vec<bool> = self.rows.iter().map(|(indicator, _)| is_group(&indicator.path)).collect();
        for ((indicator, location), is_group) in self.rows.into_iter().zip(groups) {
            if !is_group {
                locations.insert(indicator.path.clone(), location.shown.clone());
                root.add(indicator);
                continue;
            }
            if indicator.measures.iter().next().is_some() {
                let message = format!("`{}` vừa là nhóm vừa là chỉ tiêu", indicator.path);
                let hint = format!("đổi mã của dòng này, ví dụ `{}.tong`", indicator.path);
                findings.push(location.locate(Finding::new(codes::WRONG_TYPE, message).hint(hint)));
                continue;
            }
            root.group_or_new(&indicator.path).name = indicator.name;
        }
        (root, locations)
    }
}

/// What is wrong with a key, if anything.
fn invalid_key(key: &str) -> Option<Finding> {
    if key.split('.').nth(MAX_KEY_DEPTH).is_some() {
        let hint = "gộp các nhóm lại, chỉ giữ một hai nhóm: `du_lich.luot_khach`";
        return Some(Finding::new(codes::WRONG_TYPE, format!("mã có hơn {MAX_KEY_DEPTH} cấp")).hint(hint));
    }
    if !key.split('.').all(is_identifier) && begins_ending(key) {
        let message = format!("dòng `{key}` giống dòng cộng hoặc dòng ký, không phải chỉ tiêu");
        let hint = "xóa dòng này khỏi bảng tính, hoặc để trống cột `Mã` và các cột số; là chỉ tiêu thì ghi mã như `du_lich.tong`";
        return Some(Finding::new(codes::WRONG_TYPE, message).hint(hint));
    }
    if !key.split('.').all(is_identifier) {
        let hint = "viết liền, không dấu, nhóm và chỉ tiêu cách nhau dấu chấm: `du_lich.luot_khach`";
        return Some(Finding::new(codes::WRONG_TYPE, format!("mã `{key}` viết không đúng cách")).hint(hint));
    }
    let last = key.rsplit('.').next().unwrap_or(key);
    let taken = INDICATOR_KEYS.contains(&last) || FILE_KEYS.contains(&key);
    taken.then(|| {
        Finding::new(codes::WRONG_TYPE, format!("mã `{key}` trùng tên một mục của tệp số liệu"))
            .hint(format!("đổi mã, ví dụ `{key}_chung`"))
    })
}

/// Cells of the columns with a heading that are one over several lines below it: where each begins and ends, by column
/// and first line.
struct MergedCells(BTreeMap<(u32, u32), (u32, (u32, u32))>);

impl MergedCells {
    fn below(page: &Worksheet, header: &Header) -> Self {
        let mut merged = BTreeMap::new();
        for (rows, columns) in page.merged.iter().filter(|(rows, _)| *rows.start() > header.row) {
            for at in header.columns.values().filter(|at| columns.contains(at)) {
                merged.entry((*at, *rows.start())).or_insert((*rows.end(), (*rows.start(), *columns.start())));
            }
        }
        Self(merged)
    }

    /// The cell whose words go for this one.
    fn first(&self, row: u32, column: u32) -> Option<(u32, u32)> {
        let (_, (last, first)) = self.0.range((column, 0)..=(column, row)).next_back()?;
        (row <= *last).then_some(*first)
    }
}

/// One row of a page.
struct Row<'a> {
    page: &'a Worksheet,
    header: &'a Header,
    merged: &'a MergedCells,
    row: u32,
}

impl Row<'_> {
    fn cell(&self, column: Column) -> Option<&Cell> {
        self.page.cells.get(&(self.row, *self.header.columns.get(&column)?))
    }

    /// Words of a column; those of a merged cell go for every line of it.
    fn text(&self, column: Column) -> Option<String> {
        let at = *self.header.columns.get(&column)?;
        let merged = || {
            let first = self.merged.first(self.row, at).filter(|_| column != Column::Key)?;
            self.page.cells.get(&first)
        };
        self.cell(column).or_else(merged).map(Cell::text).filter(|text| !text.is_empty())
    }

    fn location(&self, column: Column) -> Location {
        match self.header.columns.get(&column) {
            Some(at) => self.page.location(self.row, *at),
            None => self.page.line(self.row),
        }
    }

    /// A line with numbers and no name would be lost without a word.
    fn without_key(&self, findings: &mut Findings) {
        let number = |column: Column| match self.cell(column) {
            Some(Cell::Number(_)) => true,
            Some(Cell::Text(text)) => Number::parse(text).is_ok(),
            _ => false,
        };
        if Measure::ALL.into_iter().any(|measure| number(Column::Value(measure))) {
            let finding = Finding::new(codes::MISSING_KEY, "dòng có số liệu nhưng không có mã");
            let hint = "ghi mã vào cột `Mã`, ví dụ `du_lich.luot_khach`; dòng không cần lấy thì xóa";
            findings.push(self.page.line(self.row).locate(finding.hint(hint)));
        }
    }

    fn indicator(&self, key: &str, findings: &mut Findings) -> Indicator {
        let path = key.split('.').fold(DataPath::default(), |path, part| path.key(part));
        let decimals = self.text(Column::Decimals).and_then(|text| {
            let finding = |finding: Finding| finding.path(path.key("so_le")).hint("ghi một số như `1`, hoặc để trống");
            decimals(Some(&text)).map_err(|f| findings.push(self.location(Column::Decimals).locate(finding(f)))).ok()
        });
        let yes = |text: String| ["có", "co", "x", "1"].contains(&text.to_lowercase().as_str());
        let mut percent = false;
        let value = |measure: Measure| Some((measure, self.value(measure, &path, &mut percent, findings)?));
        let measures: Measures = Measure::ALL.into_iter().filter_map(value).collect();
        let is_total = self.text(Column::IsTotal).is_some_and(yes);
        if is_total && !key.contains('.') {
            let message = format!("`{key}` là tổng nhưng không nằm trong nhóm nào");
            let hint = format!("ghi mã của tổng và của các chỉ tiêu thành phần cùng một nhóm: `nhom.{key}`, `nhom.…`");
            let finding = Finding::new(codes::WRONG_TYPE, message).path(path.key("la_tong")).hint(hint);
            findings.push(self.location(Column::IsTotal).locate(finding));
        }
        Indicator {
            path: key.to_owned(),
            name: self.text(Column::Name),
            unit: self.text(Column::Unit).or_else(|| percent.then(|| "%".to_owned())),
            measures,
            decimals,
            adds_up: self.text(Column::AddsUp).is_some_and(yes),
            is_total,
            source: self.text(Column::Source),
            note: self.text(Column::Note),
            place: self.location(Column::Key).place,
        }
    }

    fn value(&self, measure: Measure, path: &DataPath, percent: &mut bool, findings: &mut Findings) -> Option<Value> {
        let column = Column::Value(measure);
        let cell = self.cell(column)?;
        let location = self.location(column);
        let unit = self.text(Column::Unit);
        let is_other =
            |written: &Written| written.percent && unit.as_deref().is_some_and(|unit| !takes_percent_sign(unit));
        let read = match cell {
            Cell::Text(text) if text == "?" => return Some(Value::Missing),
            Cell::Text(text) if is_date(text) => Err(dated(text)),
            Cell::Text(text) if self.page.is_comma_separated => comma_separated(text),
            Cell::Text(text) => Number::parse(text).map_err(|error| unreadable(&error, text)),
            Cell::Number(counted) => shown(counted, unit.as_deref()),
            Cell::Date(text) => Err(dated(text)),
            Cell::Broken(text) if text.starts_with('=') => {
                Err(Finding::new(codes::SHEET_FORMULA, format!("công thức `{text}` chưa có kết quả"))
                    .hint("mở bảng tính bằng Excel hoặc LibreOffice để tính, lưu lại rồi nhập lại"))
            }
            Cell::Broken(text) => Err(Finding::new(codes::SHEET_FORMULA, format!("công thức bị lỗi `{text}`"))
                .hint("sửa công thức, hoặc gõ số vào ô; chưa có số thì viết `?`")),
            Cell::Bool(_) => Err(Finding::new(codes::SHEET_TEXT_NUMBER, format!("`{}` không phải là số", cell.text()))
                .hint("gõ số vào ô; chưa có số thì viết `?` hoặc để trống")),
        };
        match read {
            Ok(written) if is_other(&written) => {
                findings.push(location.locate(percent_of(&cell.text(), unit.as_deref()).path(path.key(measure.key()))));
                Some(Value::Missing)
            }
            Ok(written) => {
                *percent |= written.percent;
                Some(Value::Known { number: written.number, decimals: written.decimals, place: location.place })
            }
            Err(finding) => {
                findings.push(location.locate(finding.path(path.key(measure.key()))));
                Some(Value::Missing)
            }
        }
    }
}

fn dated(text: &str) -> Finding {
    let what = match text.split_once(':') {
        Some((before, _)) if before.contains(' ') => "ngày giờ",
        Some(_) => "giờ",
        None => "ngày tháng",
    };
    Finding::new(codes::SHEET_DATE, format!("`{text}` là {what}, không phải số"))
        .hint("đổi định dạng ô thành Số (Number) rồi gõ lại số; bảng tính có thể đã tự đổi `1/2` hay `3-5` thành ngày")
}

fn unreadable(error: &Unreadable, text: &str) -> Finding {
    match error {
        Unreadable::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(|reading| format!("`{reading}`")).collect();
            Finding::new(codes::SHEET_TEXT_NUMBER, format!("ô là chữ `{text}`, đọc thành số được nhiều cách"))
                .hint(format!("gõ lại thành một trong các số: {}", readings.join(", ")))
        }
        Unreadable::NotANumber if text.contains(|c: char| c.is_ascii_digit()) => {
            Finding::new(codes::SHEET_TEXT_NUMBER, format!("ô là chữ `{text}`, không phải số"))
                .hint("chỉ gõ số, đơn vị ghi ở cột `ĐVT`; chưa có số thì viết `?` hoặc để trống")
        }
        Unreadable::NotANumber => Finding::new(codes::SHEET_TEXT_NUMBER, format!("`{text}` không phải là số"))
            .hint("gõ số vào ô; chưa có số thì viết `?` hoặc để trống"),
        Unreadable::TooLong => Finding::new(codes::NUMBER_TOO_LONG, format!("số `{text}` có quá nhiều chữ số"))
            .hint("dùng đơn vị lớn hơn, ví dụ triệu đồng"),
    }
}

/// A number of a CSV whose cells are parted by commas: there a comma parts thousands as often as decimals, and so does
/// a dot.
fn comma_separated(text: &str) -> Result<Written, Finding> {
    let read = Number::parse(text).map_err(|error| unreadable(&error, text))?;
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    if dots + commas == 0 || dots > 0 && commas > 0 || dots > 1 {
        return Ok(read);
    }
    let bare = text.replace([',', '.'], "");
    let (other, whole) = (text.replace('.', ","), Number::parse(&bare).map(|read| read.number.format(0)));
    let readings = [other, whole.unwrap_or(bare)].map(|reading| format!("`{reading}`"));
    Err(Finding::new(
        codes::SHEET_TEXT_NUMBER,
        format!("ô ghi `{text}`, trong tệp ngăn bằng dấu phẩy đọc được nhiều cách"),
    )
    .hint(format!(
        "là số nào: {}? Lưu lại bảng tính thành `.xlsx`, hoặc CSV ngăn bằng dấu chấm phẩy",
        readings.join(" hay ")
    )))
}

/// The number of a cell as it shows, unless its format makes readers take it for another.
fn shown(counted: &FormattedNumber, unit: Option<&str>) -> Result<Written, Finding> {
    let doubt =
        counted.shown.doubt.as_ref().filter(|doubt| !matches!(doubt, Doubt::Words(words) if is_unit(words, unit)));
    let held = shortest_decimal(counted.float).replace('.', ",");
    let seen = &counted.shown.text;
    if let Some(doubt) = doubt {
        let what = match doubt {
            Doubt::Hidden => format!("ô không hiện số, nhưng giữ số `{held}`"),
            Doubt::Words(_) => format!("ô hiện `{seen}`, nhưng chỉ giữ số `{held}`"),
            Doubt::Other => format!("ô giữ số `{held}`, nhưng định dạng ô hiện số theo cách khác"),
            _ => format!("ô hiện `{seen}`, nhưng giữ số `{held}`"),
        };
        let why = match doubt {
            Doubt::Scaled => "định dạng ô chia số cho nghìn hoặc triệu",
            Doubt::Words(_) => "định dạng ô thêm chữ vào số; đơn vị ghi ở cột `ĐVT`",
            Doubt::Code => "định dạng ô thêm số 0 hoặc dấu vào số",
            Doubt::Hidden => "định dạng ô giấu số",
            Doubt::WithoutSign => "định dạng ô giấu dấu âm",
            Doubt::Other => "phân số, số mũ hay định dạng có điều kiện",
        };
        let hint = format!("{why}; đổi định dạng ô thành Số (Number), gõ đúng số cần in");
        return Err(Finding::new(codes::SHEET_SHOWN, what).hint(hint));
    }
    let is_percent_unit = unit.is_some_and(unit::is_percent) && !counted.format.percent;
    if is_percent_unit && counted.float != 0.0 && counted.float.abs() <= 1.0 {
        let hundred = Number::parse(&held).ok().and_then(|read| read.number.times(Number::whole(100)));
        let other = hundred.map_or(String::new(), |number| number.format(number.decimals()));
        return Err(Finding::new(codes::SHEET_SHOWN, format!("ô ghi `{held}`, đơn vị `%`: là {held}% hay {other}%"))
            .hint(format!(
                "là {other}% thì đổi định dạng ô thành Phần trăm (Percentage); là {held}% thì gõ chữ `{held}%`"
            )));
    }
    exact(counted)
}

/// Whether words of a format only repeat the unit of the row, or name the đồng.
fn is_unit(words: &str, unit: Option<&str>) -> bool {
    match (Unit::of(words), unit.map(Unit::of)) {
        (own, Some(unit)) => own == unit,
        (own, None) => own == Unit::Money(1),
    }
}

/// The number of a cell: its shortest decimal form, which is the number as it was typed, rounded as it shows.
fn exact(counted: &FormattedNumber) -> Result<Written, Finding> {
    let plain = shortest_decimal(counted.float);
    if !counted.float.is_finite() {
        return Err(too_long(&plain, counted.format.percent));
    }
    let hundred = if counted.format.percent { Number::whole(100) } else { Number::whole(1) };
    let is_worked_out = significant_digits(&plain) > MAX_EXACT_DIGITS;
    let held = format!("{:.*}", MAX_PLAIN_DECIMALS, counted.float);
    let exact = if is_worked_out { held.trim_end_matches('0').trim_end_matches('.') } else { &plain };
    let read = Number::parse(&exact.replace('.', ","));
    let mut written = read.map_err(|_| too_long(&plain, counted.format.percent))?;
    written.number = written.number.times(hundred).ok_or_else(|| too_long(&plain, counted.format.percent))?;
    written.percent |= counted.format.percent;
    if let Some(decimals) = counted.format.max_decimals {
        written.number = written.number.rounded(decimals);
    } else if is_worked_out {
        return Err(too_long(&plain, counted.format.percent));
    }
    written.decimals = counted.format.decimals.unwrap_or(0).max(written.number.decimals());
    Ok(written)
}

/// Decimals of a number that a spreadsheet worked out; those it shows are fewer.
const MAX_PLAIN_DECIMALS: usize = 17;

fn too_long(plain: &str, is_percent: bool) -> Finding {
    let kind = if is_percent { "Phần trăm (Percentage)" } else { "Số (Number)" };
    Finding::new(codes::NUMBER_TOO_LONG, format!("số `{}` có hơn {MAX_EXACT_DIGITS} chữ số", plain.replace('.', ",")))
        .hint(format!("đặt định dạng ô thành {kind} với số chữ số lẻ cần in; số rất lớn thì dùng đơn vị lớn hơn"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::spreadsheet::number_format::NumberFormat;
    use crate::formats::spreadsheet::shown_number::ShownNumber;

    proptest! {
        #[test]
        fn a_cell_gives_back_the_number_it_was_given(units in -10_i64.pow(15) + 1..10_i64.pow(15), decimals in 0_u32..7) {
            let ten = (0..decimals).fold(Number::whole(1), |n, _| n.times(Number::whole(10)).unwrap());
            let number = Number::whole(units).over(ten).unwrap();
            let float = number.plain().parse().unwrap();
            let read = exact(&FormattedNumber { float, format: NumberFormat { decimals: Some(decimals), ..NumberFormat::default() }, shown: ShownNumber::default() }).unwrap();
            prop_assert_eq!(read.number, number);
            prop_assert_eq!(read.decimals, decimals);
        }
    }

    #[test]
    fn numbers_come_out_as_they_were_typed() {
        let read = |float, percent, decimals| {
            let shown = NumberFormat { percent, decimals, ..NumberFormat::default() };
            exact(&FormattedNumber { float, format: shown, shown: ShownNumber::default() })
                .map(|w| w.number.format(w.decimals))
                .map_err(|f| f.message)
        };
        assert_eq!(read(1333.6, false, None).as_deref(), Ok("1.333,6"));
        assert_eq!(read(0.1 + 0.2, false, None).as_deref(), Ok("0,3"));
        assert_eq!(read(12.5, false, Some(2)).as_deref(), Ok("12,50"));
        assert_eq!(read(0.936, true, Some(1)).as_deref(), Ok("93,6"));
        assert_eq!(read(2_726_400_000.0, false, Some(0)).as_deref(), Ok("2.726.400.000"));
        assert_eq!(read(-7.0, false, None).as_deref(), Ok("-7"));
        assert!(read(2.0 / 3.0, false, Some(1)).is_err());
        assert!(read(f64::NAN, false, None).is_err());
    }
}
