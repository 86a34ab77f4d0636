//! Totals that the clerk types and the program computes, and shares that must give 100%.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::DataPath;
use crate::base::text::number::Number;
use crate::domain::figures::{Entry, Group, Indicator, Measure, Value, unit};

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

/// A total of counts leaves out the rates and amounts of money that stand among them.
fn complete_one(group: &mut Group, findings: &mut Findings) {
    if !members(group).any(|indicator| indicator.is_total) {
        return;
    }
    for measure in ADDED_UP {
        let parts: Vec<Indicator> = members(group).filter(|indicator| !indicator.is_total).cloned().collect();
        for entry in Arc::make_mut(&mut group.entries) {
            let Entry::Indicator(indicator) = entry else { continue };
            if !indicator.is_total {
                continue;
            }
            let alike = |part: &&Indicator| match (&part.unit, &indicator.unit) {
                (Some(a), Some(b)) => unit::add_up(a, b),
                _ => true,
            };
            let values: Vec<Option<&Value>> = parts.iter().filter(alike).map(|part| part.get(measure)).collect();
            let Some(sum) = sum(&values) else {
                // members still to come make a total still to come
                if values.contains(&Some(&Value::Missing)) {
                    indicator.measures.get_mut(measure).get_or_insert(Value::Missing);
                }
                continue;
            };
            let decimals = values.iter().flatten().filter_map(|value| value.decimals()).max().unwrap_or(0);
            match indicator.get(measure) {
                Some(Value::Known { number, place, .. }) if *number != sum => findings.push(
                    Finding::new(
                        codes::TOTAL_DISAGREES,
                        format!(
                            "tổng gõ tay {} khác với tổng tính được {}",
                            number.format(number.decimals()),
                            sum.format(decimals)
                        ),
                    )
                    .at_optional(place.clone())
                    .path(DataPath::from(indicator.path.as_str()).key(measure.key()))
                    .hint("sửa các số thành phần, hoặc bỏ số này để chương trình tự cộng"),
                ),
                Some(Value::Known { .. }) => {}
                _ => *indicator.measures.get_mut(measure) = Some(Value::Known { number: sum, decimals, place: None }),
            }
        }
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
