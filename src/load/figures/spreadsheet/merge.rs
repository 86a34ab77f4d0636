//! A spreadsheet beside `so-lieu.yaml`: it adds what the file lacks, and the file wins where both speak.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::number::Number;
use crate::domain::figures::unit::Unit;
use crate::domain::figures::{Entry, Figures, Group, Indicator, Measure, Value};
use crate::load::figures::spreadsheet::SheetFigures;

/// Adds the spreadsheet to the figures of the file; values that differ are reported with both.
pub(crate) fn merge(figures: &mut Figures, sheet: SheetFigures, findings: &mut Findings) {
    if let (Some(own), Some(other)) = (&figures.period, &sheet.figures.period)
        && own != other
    {
        let message = format!("bảng tính ghi kỳ {other}, `so-lieu.yaml` ghi kỳ {own}");
        findings.push(
            Finding::new(codes::SHEET_OTHER_PERIOD, message)
                .hint("chuyển bảng tính sang thư mục của kỳ đó, hoặc sửa dòng `Kỳ báo cáo` trong bảng tính"),
        );
        return;
    }
    let locations = sheet.locations.clone();
    let Figures { period, closing, root, .. } = sheet.into_figures();
    figures.period = figures.period.take().or(period);
    figures.closing = figures.closing.take().or(closing);
    for indicator in root.indicators() {
        let location = locations.get(&indicator.path).map_or("", String::as_str);
        let is_group = figures.group(&indicator.path).is_some();
        match figures.root.indicator_mut(&indicator.path) {
            Some(own) => fill(own, indicator, location, findings),
            None if is_group => findings.push(
                Finding::new(codes::WRONG_TYPE, format!("`{}` trong `so-lieu.yaml` là nhóm", indicator.path))
                    .in_file(location)
                    .hint("đổi mã của dòng này trong bảng tính"),
            ),
            None => figures.root.add(indicator.clone()),
        }
    }
    name_groups(&root, &mut figures.root);
}

/// An indicator of the sheet in the unit of the same one in the file: money converts. None when the numbers of one would
/// be taken in the unit of the other; a file that names no unit takes that of the sheet, if a number they share shows
/// that it means the same.
pub(crate) fn in_unit_of(own: &Indicator, sheet: &Indicator) -> Option<Indicator> {
    let mut sheet = sheet.clone();
    let Some(unit) = sheet.unit.as_deref().map(Unit::of) else { return Some(sheet) };
    let known = || own.measures.iter().filter_map(|(measure, value)| Some((measure, value.number()?)));
    let Some(own_unit) = &own.unit else {
        let is_label = matches!(unit, Unit::Counted(_) | Unit::Money(1));
        let agrees = |(measure, number)| sheet.get(measure).and_then(Value::number) == Some(number);
        return (is_label || known().next().is_none() || known().any(agrees)).then_some(sheet);
    };
    let Some(factor) = unit.factor_to(&Unit::of(own_unit)) else {
        return known().next().is_none().then_some(sheet);
    };
    if factor != Number::whole(1) {
        for measure in Measure::ALL {
            if let Some(Value::Known { number, decimals, .. }) = sheet.measures.get_mut(measure) {
                *number = number.times(factor)?;
                *decimals = number.decimals();
            }
        }
    }
    sheet.unit = Some(own_unit.clone());
    Some(sheet)
}

/// What to say of units that do not go together.
pub(crate) fn other_unit(own: &Indicator, sheet: &Indicator, location: &str) -> Finding {
    let written =
        |unit: Option<&String>| unit.map_or("không ghi đơn vị".to_owned(), |unit| format!("ghi đơn vị `{unit}`"));
    let message = format!(
        "`{}`: `so-lieu.yaml` {}, bảng tính {}",
        own.path,
        written(own.unit.as_ref()),
        written(sheet.unit.as_ref())
    );
    Finding::new(codes::UNITS_DIFFER, message)
        .at_optional(own.place.clone())
        .hint(format!("ghi cùng một đơn vị ở hai nơi, quy đổi số cho khớp ({location})"))
}

fn fill(own: &mut Indicator, sheet: &Indicator, location: &str, findings: &mut Findings) {
    let written = sheet;
    let Some(sheet) = in_unit_of(own, written) else {
        findings.push(other_unit(own, written, location));
        return;
    };
    // what the sheet itself says, in its own unit
    let as_written = |measure: Measure, number: Number| match (written.unit.as_deref(), written.get(measure)) {
        (Some(unit), Some(value)) if sheet.unit != written.unit => format!("{} {unit}", value.written()),
        _ => number.format(number.decimals()),
    };
    for (measure, value) in sheet.measures.iter() {
        let Some(there) = value.number() else {
            own.measures.get_mut(measure).get_or_insert(Value::Missing);
            continue;
        };
        match own.get(measure) {
            Some(Value::Known { number, decimals, place }) if *number != there => findings.push(
                Finding::new(
                    codes::SHEET_DISAGREES,
                    format!(
                        "`{}`: `so-lieu.yaml` ghi {}, cột {} của bảng tính ghi {}",
                        own.path,
                        number.format(*decimals),
                        measure.title(),
                        as_written(measure, there)
                    ),
                )
                .at_optional(place.clone())
                .hint(format!("số trong `so-lieu.yaml` được dùng; sửa một trong hai cho khớp ({location})")),
            ),
            Some(Value::Known { .. }) => {}
            Some(Value::Missing) | None => *own.measures.get_mut(measure) = Some(value.clone()),
        }
    }
    own.decimals = own.decimals.or(sheet.decimals);
    own.adds_up |= sheet.adds_up;
    own.is_total |= sheet.is_total;
    own.name = own.name.take().or(sheet.name.clone());
    own.unit = own.unit.take().or(sheet.unit.clone());
    own.source = own.source.take().or(sheet.source.clone());
    own.note = own.note.take().or(sheet.note.clone());
}

/// Gives names to groups that the file does not name.
fn name_groups(from: &Group, root: &mut Group) {
    for entry in from.entries.iter() {
        if let Entry::Group(named) = entry {
            let own = root.group_or_new(&named.path);
            own.name = own.name.take().or(named.name.clone());
            name_groups(named, root);
        }
    }
}
