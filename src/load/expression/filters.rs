//! Functions and filters of expressions; each is described with an example in `docs/so-lieu.md`, which a test runs.

use minijinja::value::Value;
use minijinja::{Environment, Error};

use super::quantity::{Figure, Quantity, refusal};
use crate::document::IssueDate;
use crate::figures::Number;
use crate::vietnamese::{numerals, words};

/// Units of money and how many đồng each has.
const MONEY: [(&str, i64); 5] = [
    ("đồng", 1),
    ("nghìn đồng", 1_000),
    ("triệu đồng", 1_000_000),
    ("tỷ đồng", 1_000_000_000),
    ("nghìn tỷ đồng", 1_000_000_000_000),
];

/// Adds all of them.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_function("so", |text: String| parse(&text).map(Value::from_object));
    environment.add_function("cong", |a: Value, b: Value| calculate(&a, &b, Number::plus, true));
    environment.add_function("tru", |a: Value, b: Value| calculate(&a, &b, Number::minus, true));
    environment.add_function("nhan", |a: Value, b: Value| calculate(&a, &b, Number::times, false));
    environment.add_function("chia", |a: Value, b: Value| calculate(&a, &b, Number::over, false));
    environment.add_filter("so_le", |value: Value, decimals: u32| {
        quantity(&value).map(|q| Value::from_object(Quantity { decimals: Some(decimals.min(6)), ..q }))
    });
    environment.add_filter("phan_tram", percent);
    environment.add_filter("diem_phan_tram", |value: Value, decimals: Option<u32>| {
        known(&value, |q, n| format!("{} điểm %", n.format(decimals.or(q.decimals).unwrap_or(1))))
    });
    environment.add_filter("tien", money);
    environment.add_filter("hai_chu_so", |value: Value| {
        known(&value, |_, n| {
            n.to_whole().map_or_else(
                || n.format(n.decimals()),
                |n| if n < 10 { format!("{n:02}") } else { Number::whole(n as i64).format(0) },
            )
        })
    });
    environment.add_filter("la_ma", |value: Value| {
        known(&value, |_, n| {
            n.to_whole().and_then(|n| u32::try_from(n).ok()).map_or_else(|| n.format(0), numerals::roman)
        })
    });
    environment.add_filter("bang_chu", in_words);
    environment.add_filter("ngay_dai", |value: Value| {
        date(&value, |[day, month, year]| format!("ngày {day} tháng {month} năm {year}"))
    });
    environment
        .add_filter("ngay_ngan", |value: Value| date(&value, |[day, month, year]| format!("{day}/{month}/{year}")));
    environment.add_filter("in_hoa", |value: Value| value.to_string().to_uppercase());
    environment.add_filter("hoa_dau", |value: Value| {
        let text = value.to_string();
        let mut letters = text.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
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
        return Ok(Quantity::computed(Number::whole(number), Some(0)));
    }
    parse(&value.to_string())
}

fn parse(text: &str) -> Result<Quantity, Error> {
    let written = Number::parse(text).map_err(|_| refusal(&format!("`{text}` không phải là số")))?;
    let unit = written.percent.then(|| "%".to_owned());
    Ok(Quantity { number: Some(written.number), decimals: Some(written.decimals), unit, name: String::new() })
}

/// Sums keep the decimals and unit of their terms; products and quotients have none of their own.
fn calculate(a: &Value, b: &Value, operation: fn(Number, Number) -> Option<Number>, sum: bool) -> Result<Value, Error> {
    let (a, b) = (quantity(a)?, quantity(b)?);
    let (Some(x), Some(y)) = (a.number, b.number) else {
        let name = if a.number.is_none() { a.name } else { b.name };
        return Ok(Value::from_object(Quantity { number: None, decimals: None, unit: None, name }));
    };
    let result = operation(x, y)
        .ok_or_else(|| refusal(if y.is_zero() { "không chia được cho 0" } else { "kết quả quá lớn" }))?;
    let decimals = sum.then(|| a.decimals.max(b.decimals)).flatten();
    let unit = if sum && a.unit == b.unit { a.unit } else { None };
    Ok(Value::from_object(Quantity { unit, ..Quantity::computed(result, decimals) }))
}

/// A ratio as a percentage: `(a / b)|phan_tram` → `93,6%`; what is a percentage already keeps its value.
fn percent(value: Value, decimals: Option<u32>) -> Result<Value, Error> {
    let quantity = quantity(&value)?;
    let number = match quantity.number {
        Some(number) if !quantity.is_percent() => number.times(Number::whole(100)),
        number => number,
    };
    let decimals = decimals.or(quantity.decimals.filter(|_| quantity.is_percent())).unwrap_or(1);
    Ok(Value::from_object(Quantity { number, decimals: Some(decimals), unit: Some("%".to_owned()), ..quantity }))
}

/// Money in another unit: `thu|tien("tỷ đồng")` → `68,7 tỷ đồng`.
fn money(value: Value, unit: Option<String>, decimals: Option<u32>) -> Result<String, Error> {
    let quantity = quantity(&value)?;
    let own = quantity.unit.clone().unwrap_or_else(|| "đồng".to_owned());
    let unit = unit.unwrap_or_else(|| own.clone());
    let dong = |unit: &str| {
        let known = MONEY.iter().find(|(name, _)| *name == unit);
        known.map(|(_, dong)| *dong).ok_or_else(|| {
            let names = MONEY.map(|(name, _)| format!("`{name}`")).join(", ");
            refusal(&format!("`{unit}` không phải là đơn vị tiền; dùng {names}"))
        })
    };
    let (from, to) = (dong(&own)?, dong(&unit)?);
    let Some(number) = quantity.number else {
        return Ok(quantity.text());
    };
    let converted = number
        .times(Number::whole(from))
        .and_then(|n| n.over(Number::whole(to)))
        .ok_or_else(|| refusal("số tiền quá lớn"))?;
    let decimals = decimals.or(quantity.decimals.filter(|_| from == to)).unwrap_or_else(|| converted.decimals().min(1));
    Ok(format!("{} {unit}", converted.format(decimals)))
}

/// A number in words; money is told in đồng.
fn in_words(value: Value) -> Result<String, Error> {
    let quantity = quantity(&value)?;
    let Some(number) = quantity.number else {
        return Ok(quantity.text());
    };
    let unit = quantity.unit.as_deref().and_then(|unit| MONEY.iter().find(|(name, _)| *name == unit));
    if let Some((_, dong)) = unit
        && let Some(whole) = number.times(Number::whole(*dong)).and_then(Number::to_whole)
    {
        return Ok(words::money(whole));
    }
    words::decimal(&number.plain().replace('.', ",")).ok_or_else(|| refusal("số quá lớn để viết bằng chữ"))
}

fn known(value: &Value, write: impl Fn(&Quantity, Number) -> String) -> Result<String, Error> {
    let quantity = quantity(value)?;
    Ok(match quantity.number {
        Some(number) => write(&quantity, number),
        None => quantity.text(),
    })
}

/// A date written one way or another; one still to come stays marked as missing.
fn date(value: &Value, write: impl Fn([String; 3]) -> String) -> Result<String, Error> {
    if let Some(missing) = value.downcast_object_ref::<Quantity>().filter(|quantity| quantity.number.is_none()) {
        return Ok(missing.text());
    }
    let text = value.to_string();
    match IssueDate::parse(&text).map(IssueDate::printed) {
        Ok([Some(day), Some(month), Some(year)]) => Ok(write([day, month, year])),
        _ => Err(refusal(&format!("`{text}` không phải là ngày; viết năm-tháng-ngày như `2025-11-30`"))),
    }
}
