//! Totals that the clerk types and the program computes, and shares that must give 100%.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::DataPath;
use crate::base::text::number::Number;
use crate::domain::figures::unit::{self, Unit};
use crate::domain::figures::{Entry, Group, Indicator, Measure, Value};

/// What a total is worked out of; what it was a period before stands in that period's file.
const ADDED_UP: [Measure; 4] = [Measure::Plan, Measure::Actual, Measure::Estimate, Measure::YearBefore];

/// Fills in the totals of every group inside that are not typed; a typed one that disagrees is reported with both
/// numbers. The file itself is no group of things that add up.
pub(in crate::load) fn complete(root: &mut Group, findings: &mut Findings) {
    for entry in Arc::make_mut(&mut root.entries) {
        if let Entry::Group(group) = entry {
            complete(group, findings);
            complete_one(group, findings);
        }
    }
}

fn complete_one(group: &mut Group, findings: &mut Findings) {
    let own = group.entries.iter().filter_map(|entry| match entry {
        Entry::Indicator(indicator) if indicator.is_total => Some(indicator.clone()),
        _ => None,
    });
    for mut total in own.collect::<Vec<_>>() {
        left_out(group, &total, findings);
        for measure in ADDED_UP {
            let Some(sum) = Sum::of(group, &total, |part| part.get(measure)) else { continue };
            sum.put(&mut total, measure, findings);
        }
        // parts with results and parts with estimates: each counts with what it shows
        if total.value().and_then(Value::number).is_none()
            && let Some(sum) = Sum::of(group, &total, Indicator::value)
        {
            sum.put(&mut total, Measure::Estimate, findings);
        }
        if let Some(place) = group.indicator_mut(&total.path) {
            *place = total;
        }
    }
}

/// Tells which members of its group a total leaves out, since their numbers make no sum with it. A group inside that has a
/// total of its own goes in as that.
fn left_out(group: &Group, total: &Indicator, findings: &mut Findings) {
    fn members(group: &Group) -> Vec<&Indicator> {
        let of = |entry: &'_ Entry| matches!(entry, Entry::Indicator(indicator) if indicator.is_total);
        group
            .entries
            .iter()
            .flat_map(|entry| match entry {
                Entry::Indicator(indicator) => vec![indicator],
                Entry::Group(inner) if inner.entries.iter().any(of) => Vec::new(),
                Entry::Group(inner) => members(inner),
            })
            .collect()
    }
    let Some(unit) = total.unit.as_deref() else { return };
    let apart =
        |part: &&Indicator| !part.is_total && part.unit.as_deref().is_some_and(|part| !unit::add_up(part, unit));
    let apart: Vec<&Indicator> = members(group).into_iter().filter(apart).collect();
    let Some(first) = apart.first() else { return };
    let named = |part: &&Indicator| format!("`{}` ({})", part.path, part.unit.as_deref().unwrap_or_default());
    let names = apart.iter().map(named).collect::<Vec<_>>().join(", ");
    let alike = apart.iter().any(|part| part.unit.as_deref().is_some_and(|part| unit::are_both_counted(part, unit)));
    let (code, hint) = if alike {
        (codes::UNITS_DIFFER, "quy đổi các số về một đơn vị rồi ghi cùng `don_vi`")
    } else {
        (
            codes::LEFT_OUT_OF_TOTAL,
            "ghi nhầm `don_vi` thì sửa; không phải thành phần của tổng thì chuyển chỉ tiêu ấy ra nhóm khác",
        )
    };
    let message = format!("tổng `{}` tính bằng {unit}, không cộng được {names}", total.path);
    findings
        .push(Finding::new(code, message).at_optional(first.place.clone()).path(first.path.as_str().into()).hint(hint));
}

/// What the parts of a total give.
enum Sum {
    /// All are known.
    Known(KnownSum),
    /// Some are still to come.
    Missing,
}

/// A sum of known parts.
struct KnownSum {
    number: Number,
    decimals: u32,
    /// By how much a total of the exact numbers may differ, when the parts are plainly rounded.
    allowance: Option<Number>,
}

impl Sum {
    /// The sum of one value of every part; none when a part does not have it, nor is to get it.
    fn of(group: &Group, total: &Indicator, value: impl Fn(&Indicator) -> Option<&Value>) -> Option<Self> {
        let parts = group.parts_of(total);
        let values: Vec<Option<&Value>> = parts.iter().map(|part| value(part)).collect();
        if values.contains(&Some(&Value::Missing)) {
            return Some(Self::Missing);
        }
        let mut known = KnownSum { number: Number::whole(0), decimals: 0, allowance: Some(Number::whole(0)) };
        for (part, value) in parts.iter().zip(&values) {
            let Some(Value::Known { number, decimals, .. }) = value else { return None };
            known.add(part, total, *number, *decimals)?;
        }
        (!parts.is_empty()).then_some(Self::Known(known))
    }

    /// Puts it where the total has no value; compares it with one that the clerk typed.
    fn put(self, total: &mut Indicator, measure: Measure, findings: &mut Findings) {
        match (self, total.get(measure)) {
            (Self::Known(sum), Some(Value::Known { number, place, .. })) if *number != sum.number => {
                let rounded = sum.is_off_by_rounding(*number);
                let code = if rounded { codes::ROUNDED_PARTS } else { codes::TOTAL_DISAGREES };
                let (typed, added) = (number.format(number.decimals()), sum.number.format(sum.decimals));
                let (message, hint) = if rounded {
                    (
                        format!("tổng gõ tay {typed} lệch với {added} cộng từ các số đã làm tròn"),
                        "văn bản in số gõ tay; ghi thêm số lẻ cho các số thành phần nếu muốn cộng khớp",
                    )
                } else {
                    (
                        format!("tổng gõ tay {typed} khác với tổng tính được {added}"),
                        "sửa các số thành phần, hoặc bỏ số này để chương trình tự cộng",
                    )
                };
                findings.push(
                    Finding::new(code, message)
                        .at_optional(place.clone())
                        .path(DataPath::from(total.path.as_str()).key(measure.key()))
                        .hint(hint),
                );
            }
            (_, Some(Value::Known { .. })) => {}
            (Self::Known(KnownSum { number, decimals, .. }), _) => {
                *total.measures.get_mut(measure) = Some(Value::Known { number, decimals, place: None });
            }
            // parts still to come make a total still to come
            (Self::Missing, _) => _ = total.measures.get_mut(measure).get_or_insert(Value::Missing),
        }
    }
}

impl KnownSum {
    fn add(&mut self, part: &Indicator, total: &Indicator, number: Number, decimals: u32) -> Option<()> {
        let factor = unit::part_factor(part.unit.as_deref(), total.unit.as_deref())?;
        let converted = number.times(factor)?;
        let same = factor == Number::whole(1);
        self.number = self.number.plus(converted)?;
        self.decimals = self.decimals.max(if same { decimals } else { converted.decimals() });
        // half a unit of the last digit; people and things are counted to the last one
        let is_counted =
            decimals == 0 && part.unit.as_deref().map(Unit::of).is_none_or(|unit| !unit.is_rounded_to_whole());
        let half = Number::whole(1).over(Number::whole(2 * 10_i64.pow(decimals.min(12))))?.times(factor)?;
        self.allowance = self.allowance.filter(|_| !is_counted).and_then(|allowance| allowance.plus(half));
        Some(())
    }

    fn is_off_by_rounding(&self, typed: Number) -> bool {
        let off = typed.minus(self.number).map(Number::abs);
        self.allowance.zip(off).is_some_and(|(allowance, off)| off <= allowance)
    }
}

/// Warns when the shares of a group do not give 100%, allowing for their rounding.
pub(super) fn check_shares(group: &Group, findings: &mut Findings) {
    let values: Vec<Option<&Value>> =
        members(group).filter(|indicator| !indicator.is_total).map(Indicator::value).collect();
    let Some(sum) = sum(&values) else {
        return;
    };
    let decimals = values.iter().flatten().filter_map(|value| value.decimals()).max().unwrap_or(0);
    let unit = Number::whole(10_i64.pow(decimals.min(6)));
    // each share may be off by half of its last digit
    let steps =
        sum.minus(Number::whole(100)).and_then(|off| off.abs().times(unit)).and_then(|off| off.times(Number::whole(2)));
    let allowed = Number::whole(i64::try_from(values.len()).unwrap_or(i64::MAX));
    if steps.is_some_and(|steps| steps > allowed) {
        let place = members(group).next().and_then(|indicator| indicator.place.clone());
        findings.push(
            Finding::new(
                codes::SHARES_DISAGREE,
                format!("các tỷ trọng của `{}` cộng lại được {}%, không phải 100%", group.path, sum.format(decimals)),
            )
            .at_optional(place)
            .path(group.path.as_str().into())
            .hint("kiểm tra lại từng tỷ trọng"),
        );
    }
}

fn members(group: &Group) -> impl Iterator<Item = &Indicator> {
    group.entries.iter().filter_map(|entry| match entry {
        Entry::Indicator(indicator) => Some(indicator),
        Entry::Group(_) => None,
    })
}

/// The sum, when there is something to add and all of it is known.
fn sum(values: &[Option<&Value>]) -> Option<Number> {
    let known: Vec<Number> = values.iter().map(|value| value.and_then(Value::number)).collect::<Option<_>>()?;
    (!known.is_empty()).then(|| known.into_iter().try_fold(Number::whole(0), Number::plus)).flatten()
}
