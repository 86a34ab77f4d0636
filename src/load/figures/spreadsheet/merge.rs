//! A spreadsheet beside `so-lieu.yaml`: it adds what the file lacks, and the file wins where both speak.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::domain::figures::{Entry, Figures, Group, Indicator, Value};
use crate::load::figures::spreadsheet::Sheet;
use crate::load::figures::spreadsheet::indicators::group;

/// The values of an indicator, with the names their columns have.
type Part = (&'static str, fn(&Indicator) -> &Option<Value>, fn(&mut Indicator) -> &mut Option<Value>);

const PARTS: [Part; 5] = [
    ("Kế hoạch", |i| &i.plan, |i| &mut i.plan),
    ("Thực hiện", |i| &i.actual, |i| &mut i.actual),
    ("Ước thực hiện", |i| &i.estimate, |i| &mut i.estimate),
    ("Cùng kỳ", |i| &i.year_before, |i| &mut i.year_before),
    ("Kỳ trước", |i| &i.previous, |i| &mut i.previous),
];

/// Adds the spreadsheet to the figures of the file; values that differ are told with both.
pub(crate) fn join(figures: &mut Figures, sheet: Sheet, findings: &mut Findings) {
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
    let spots = sheet.spots.clone();
    let Figures { period, closing, root, .. } = sheet.into_figures();
    figures.period = figures.period.take().or(period);
    figures.closing = figures.closing.take().or(closing);
    for indicator in root.indicators() {
        let spot = spots.get(&indicator.path).map_or("", String::as_str);
        let is_group = figures.group(&indicator.path).is_some();
        match find(&mut figures.root, &indicator.path) {
            Some(own) => fill(own, indicator, spot, findings),
            None if is_group => findings.push(
                Finding::new(codes::WRONG_TYPE, format!("`{}` trong `so-lieu.yaml` là nhóm", indicator.path))
                    .in_file(spot)
                    .hint("đổi mã của dòng này trong bảng tính"),
            ),
            None => {
                let parent = indicator.path.rsplit_once('.').map_or("", |(parent, _)| parent);
                Arc::make_mut(&mut group(&mut figures.root, parent).entries).push(Entry::Indicator(indicator.clone()));
            }
        }
    }
    names(&root, &mut figures.root);
}

fn fill(own: &mut Indicator, sheet: &Indicator, spot: &str, findings: &mut Findings) {
    for (name, read, write) in PARTS {
        let (Some(there), here) = (read(sheet).as_ref().and_then(Value::number), read(own).as_ref()) else {
            continue;
        };
        match here {
            Some(Value::Known { number, decimals, place }) if *number != there => findings.push(
                Finding::new(
                    codes::SHEET_DISAGREES,
                    format!(
                        "`{}`: `so-lieu.yaml` ghi {}, cột {name} của bảng tính ghi {}",
                        own.path,
                        number.format(*decimals),
                        there.format(there.decimals())
                    ),
                )
                .at_optional(place.clone())
                .hint(format!("số trong `so-lieu.yaml` được dùng; sửa một trong hai cho khớp ({spot})")),
            ),
            Some(Value::Known { .. }) => {}
            Some(Value::Missing) | None => *write(own) = read(sheet).clone(),
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

fn find<'a>(group: &'a mut Group, path: &str) -> Option<&'a mut Indicator> {
    Arc::make_mut(&mut group.entries).iter_mut().find_map(|entry| match entry {
        Entry::Indicator(indicator) => (indicator.path == path).then_some(indicator),
        Entry::Group(group) => path.starts_with(&format!("{}.", group.path)).then(|| find(group, path)).flatten(),
    })
}

/// Names of groups that the file does not name.
fn names(from: &Group, root: &mut Group) {
    for entry in from.entries.iter() {
        if let Entry::Group(named) = entry {
            let own = group(root, &named.path);
            own.name = own.name.take().or(named.name.clone());
            names(named, root);
        }
    }
}
