//! Functions and filters of expressions; each is described with an example in `docs/so-lieu.md`, which a test runs.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

use super::arithmetic::{Operation, calculate};
use super::dimension::Dimension;
use super::number_error::unreadable;
use super::refusal::Refusal;
use super::values::{AWAITED_MARK, Calendar, Figure, Quantity};
use crate::base::text::number::Number;
use crate::base::text::{capitalized, number_words, numerals};
use crate::domain::document::IssueDate;
use crate::domain::figures::unit;

/// Numbers that Roman numerals can write.
const ROMAN: std::ops::Range<u32> = 1..4000;

/// Adds all of them.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_function("_so", |text: String| parse(&text).map(Value::from_object));
    environment.add_function("_cong", |a: Value, b: Value| calculated(&a, &b, Operation::Plus));
    environment.add_function("_tru", |a: Value, b: Value| calculated(&a, &b, Operation::Minus));
    environment.add_function("_nhan", |a: Value, b: Value| calculated(&a, &b, Operation::Times));
    environment.add_function("_chia", |a: Value, b: Value| calculated(&a, &b, Operation::Over));
    environment.add_filter("so_le", |value: Value, decimals: u32| {
        suited(&value, "so_le").map(|q| Value::from_object(Quantity { decimals: Some(decimals.min(6)), ..q }))
    });
    environment.add_filter("phan_tram", percent);
    environment.add_filter("diem_phan_tram", |value: Value, decimals: Option<u32>| {
        known(&value, "diem_phan_tram", |q, n| {
            let decimals = decimals.unwrap_or_else(|| n.decimals_to_show(q.decimals.unwrap_or(1)));
            Ok(format!("{} điểm %", n.format(decimals)))
        })
    });
    environment.add_filter("tien", money);
    environment.add_filter("hai_chu_so", |value: Value| {
        known(&value, "hai_chu_so", |q, n| {
            Ok(match n.rounded(q.printed_decimals(n)).to_whole() {
                Some(n) if n < 10 => format!("{n:02}{}", if q.is_percent() { "%" } else { "" }),
                _ => q.text(),
            })
        })
    });
    environment.add_filter("la_ma", |value: Value| known(&value, "la_ma", roman));
    environment.add_filter("bang_chu", |value: Value| known(&value, "bang_chu", in_words));
    environment.add_filter("ngay_dai", |value: Value| {
        date(&value, |[day, month, year]| format!("ngày {day} tháng {month} năm {year}"))
    });
    environment
        .add_filter("ngay_ngan", |value: Value| date(&value, |[day, month, year]| format!("{day}/{month}/{year}")));
    environment.add_filter("in_hoa", |value: Value| written(&value, |text| Ok(text.to_uppercase())));
    environment.add_filter("hoa_dau", |value: Value| written(&value, |text| Ok(capitalized(text))));
}

fn calculated(a: &Value, b: &Value, operation: Operation) -> Result<Value, Error> {
    let is_year = |value: &Value| matches!(value.downcast_object_ref(), Some(Calendar::Year(_)));
    if is_year(a) || is_year(b) {
        return Err(Refusal::error(
            "năm không phải số để tính, kết quả sẽ in như số lượng",
            "năm trước viết `ky.nam_truoc`, năm sau viết `ky.nam_sau`, năm khác thì gõ thẳng vào câu",
        ));
    }
    calculate(quantity(a)?, quantity(b)?, operation).map(Value::from_object)
}

/// Any value that stands for a number.
pub(super) fn quantity(value: &Value) -> Result<Quantity, Error> {
    if let Some(quantity) = value.downcast_object_ref::<Quantity>() {
        return Ok(quantity.clone());
    }
    if let Some(figure) = value.downcast_object_ref::<Figure>() {
        return figure.value();
    }
    if let Ok(number) = i64::try_from(value.clone()) {
        return Ok(Quantity { is_literal: true, ..Quantity::computed(Number::whole(number), Some(0)) });
    }
    parse(&text(value)?)
}

/// A number that a filter makes sense of.
///
/// # Errors
/// The value is no number, or none for this filter.
fn suited(value: &Value, filter: &str) -> Result<Quantity, Error> {
    let writes_it = |calendar: &Calendar| match calendar {
        Calendar::Year(_) => matches!(filter, "la_ma" | "bang_chu"),
        Calendar::Month(_) => matches!(filter, "la_ma" | "bang_chu" | "hai_chu_so"),
    };
    if let Some(calendar) = value.downcast_object_ref::<Calendar>().filter(|calendar| !writes_it(calendar)) {
        let what = if matches!(calendar, Calendar::Year(_)) { "năm" } else { "tháng" };
        return Err(Refusal::error(format!("không viết được {what} bằng `{filter}`"), format!("bỏ `{filter}`")));
    }
    quantity(value)?.suits(filter)
}

/// Any value as it prints; one that does not is an error, as its `Display` may fail.
fn text(value: &Value) -> Result<String, Error> {
    if let Some(figure) = value.downcast_object_ref::<Figure>() {
        return figure.value().map(|quantity| quantity.text());
    }
    match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::Map | ValueKind::Seq => Err(Refusal::error(
            "phép biến đổi nhận một nhóm, không phải một giá trị",
            "viết cả tên chỉ tiêu, ví dụ `du_lich.luot_khach`",
        )),
        _ => Ok(value.to_string()),
    }
}

/// The quantity of a value, when it is one still to come: filters hand it on as it is.
fn awaited(value: &Value) -> Option<Quantity> {
    let own = || value.downcast_object_ref::<Figure>()?.value().ok();
    let quantity = value.downcast_object_ref::<Quantity>().cloned().or_else(own)?;
    quantity.number.is_none().then_some(quantity)
}

/// A text written another way.
pub(super) fn written(value: &Value, write: impl Fn(&str) -> Result<String, Error>) -> Result<Value, Error> {
    match awaited(value) {
        Some(quantity) => Ok(Value::from_object(quantity)),
        None => match text(value)? {
            mark if mark.starts_with(AWAITED_MARK) => Ok(Value::from(mark)),
            text => write(&text).map(Value::from),
        },
    }
}

fn parse(text: &str) -> Result<Quantity, Error> {
    let written = Number::parse(text).map_err(|error| {
        let finding = unreadable(&error, text);
        Refusal::error(&*finding.message, finding.hints.join("; "))
    })?;
    let unit = written.percent.then_some("%");
    let known = Quantity::computed(written.number, Some(written.decimals));
    Ok(Quantity { dimension: Dimension::of(unit), is_literal: true, ..known })
}

/// A ratio as a percentage: `(a / b)|phan_tram` → `93,6%`; what is a percentage already keeps its value.
fn percent(value: Value, decimals: Option<u32>) -> Result<Value, Error> {
    let quantity = suited(&value, "phan_tram")?;
    let number = match quantity.number {
        Some(number) if !quantity.is_percent() => number.times(Number::whole(100)),
        number => number,
    };
    let own = quantity.decimals.filter(|_| quantity.is_percent());
    let decimals = decimals.or(own).unwrap_or_else(|| number.map_or(1, |number| number.decimals_to_show(1)));
    let dimension = Dimension::of(Some("%"));
    Ok(Value::from_object(Quantity { number, decimals: Some(decimals), dimension, is_ratio: false, ..quantity }))
}

/// Money in another unit: `thu|tien("tỷ đồng")` → `68,7 tỷ đồng`.
fn money(value: Value, unit: Option<String>, decimals: Option<u32>) -> Result<Value, Error> {
    let quantity = suited(&value, "tien")?;
    let own = quantity.unit().unwrap_or("đồng").to_owned();
    let unit = unit.unwrap_or_else(|| own.clone());
    let dong = |unit: &str| {
        unit::dong(unit).ok_or_else(|| {
            let names = unit::MONEY.map(|(name, _)| format!("`{name}`")).join(", ");
            Refusal::error(format!("`{unit}` không phải là đơn vị tiền"), format!("các đơn vị tiền: {names}"))
        })
    };
    let (from, to) = (dong(&own)?, dong(&unit)?);
    let Some(number) = quantity.number else {
        return Ok(Value::from_object(quantity));
    };
    let converted = number
        .times(Number::whole(from))
        .and_then(|n| n.over(Number::whole(to)))
        .ok_or_else(|| Refusal::error("số tiền quá lớn", "dùng đơn vị lớn hơn, ví dụ tỷ đồng"))?;
    let usual = quantity.decimals.filter(|_| from == to).unwrap_or_else(|| converted.decimals().min(1));
    let decimals = decimals.unwrap_or_else(|| converted.decimals_to_show(usual));
    if converted.rounded(decimals).is_zero() && !converted.is_zero() {
        return Err(Refusal::error(
            format!("số tiền đổi sang `{unit}` với {decimals} số lẻ sẽ in thành 0"),
            "dùng đơn vị nhỏ hơn, hoặc thêm số lẻ trong `tien`",
        ));
    }
    Ok(Value::from(format!("{} {unit}", converted.format(decimals))))
}

/// A number in words, rounded as it prints; money is written in đồng, to the đồng unless decimals are stated.
fn in_words(quantity: &Quantity, number: Number) -> Result<String, Error> {
    let said = |number: Number| number_words::decimal(&number.plain().replace('.', ","));
    let too_large = || Refusal::error("số quá lớn để viết bằng chữ", "dùng đơn vị lớn hơn, ví dụ tỷ đồng");
    if let Some(dong) = quantity.unit().and_then(unit::dong) {
        let dong = Number::whole(dong);
        let amount = match quantity.decimals {
            Some(decimals) => number.rounded(decimals).times(dong),
            None => number.times(dong).map(|amount| amount.rounded(0)),
        };
        let words = amount.and_then(said).ok_or_else(too_large)?;
        return Ok(format!("{} đồng", capitalized(&words)));
    }
    let words = said(number.rounded(quantity.printed_decimals(number))).ok_or_else(too_large)?;
    Ok(if quantity.is_percent() { format!("{words} phần trăm") } else { words })
}

/// A whole number as a Roman numeral.
fn roman(quantity: &Quantity, number: Number) -> Result<String, Error> {
    let whole = number.rounded(quantity.printed_decimals(number)).to_whole().and_then(|n| u32::try_from(n).ok());
    whole.filter(|n| ROMAN.contains(n)).map(numerals::roman).ok_or_else(|| {
        let message = format!("`{}` không viết được bằng số La Mã", quantity.text());
        Refusal::error(message, "chỉ số nguyên từ 1 đến 3.999 viết được; bỏ `la_ma`")
    })
}

/// A number written another way.
fn known(
    value: &Value,
    filter: &str,
    write: impl Fn(&Quantity, Number) -> Result<String, Error>,
) -> Result<Value, Error> {
    let quantity = suited(value, filter)?;
    match quantity.number {
        Some(number) => write(&quantity, number).map(Value::from),
        None => Ok(Value::from_object(quantity)),
    }
}

/// A date written one way or another.
fn date(value: &Value, write: impl Fn([String; 3]) -> String) -> Result<Value, Error> {
    written(value, |text| match IssueDate::parse(text).map(IssueDate::printed) {
        Ok([Some(day), Some(month), Some(year)]) => Ok(write([day, month, year])),
        _ => Err(Refusal::error(
            format!("`{text}` không phải là ngày"),
            "viết năm-tháng-ngày như `2025-11-30`, đủ cả ngày",
        )),
    })
}
