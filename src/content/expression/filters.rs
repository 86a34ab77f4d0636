//! Functions and filters of expressions; each is described with an example in `docs/so-lieu.md`, which a test runs.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

use super::number_error::unreadable;
use super::refusal::Refusal;
use super::values::{AWAITED_MARK, Figure, Quantity};
use crate::base::text::number::Number;
use crate::base::text::{capitalized, number_words, numerals};
use crate::domain::document::IssueDate;
use crate::domain::figures::unit;

/// Numbers that Roman numerals can write.
const ROMAN: std::ops::Range<u32> = 1..4000;

/// Adds all of them.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_function("_so", |text: String| parse(&text).map(Value::from_object));
    environment.add_function("_cong", |a: Value, b: Value| calculate(&a, &b, Operation::Plus));
    environment.add_function("_tru", |a: Value, b: Value| calculate(&a, &b, Operation::Minus));
    environment.add_function("_nhan", |a: Value, b: Value| calculate(&a, &b, Operation::Times));
    environment.add_function("_chia", |a: Value, b: Value| calculate(&a, &b, Operation::Over));
    environment.add_filter("so_le", |value: Value, decimals: u32| {
        quantity(&value).map(|q| Value::from_object(Quantity { decimals: Some(decimals.min(6)), ..q }))
    });
    environment.add_filter("phan_tram", percent);
    environment.add_filter("diem_phan_tram", |value: Value, decimals: Option<u32>| {
        known(&value, |q, n| Ok(format!("{} điểm %", n.format(decimals.or(q.decimals).unwrap_or(1)))))
    });
    environment.add_filter("tien", money);
    environment.add_filter("hai_chu_so", |value: Value| {
        known(&value, |q, n| {
            Ok(match n.rounded(q.printed_decimals(n)).to_whole() {
                Some(n) if n < 10 => format!("{n:02}"),
                _ => q.text(),
            })
        })
    });
    environment.add_filter("la_ma", |value: Value| known(&value, roman));
    environment.add_filter("bang_chu", |value: Value| known(&value, in_words));
    environment.add_filter("ngay_dai", |value: Value| {
        date(&value, |[day, month, year]| format!("ngày {day} tháng {month} năm {year}"))
    });
    environment
        .add_filter("ngay_ngan", |value: Value| date(&value, |[day, month, year]| format!("{day}/{month}/{year}")));
    environment.add_filter("in_hoa", |value: Value| written(&value, |text| Ok(text.to_uppercase())));
    environment.add_filter("hoa_dau", |value: Value| written(&value, |text| Ok(capitalized(text))));
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
    parse(&text(value)?)
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
    let unit = written.percent.then(|| "%".to_owned());
    Ok(Quantity { number: Some(written.number), decimals: Some(written.decimals), unit, name: String::new() })
}

#[derive(Clone, Copy, PartialEq)]
enum Operation {
    Plus,
    Minus,
    Times,
    Over,
}

/// Sums keep the decimals and unit of their terms; products and quotients have no decimals of their own.
fn calculate(a: &Value, b: &Value, operation: Operation) -> Result<Value, Error> {
    let (a, b) = (quantity(a)?, quantity(b)?);
    let unit = unit_of(&a, &b, operation)?;
    let (Some(x), Some(y)) = (a.number, b.number) else {
        let name = if a.number.is_none() { a.name } else { b.name };
        return Ok(Value::from_object(Quantity { unit, ..Quantity::missing(&name) }));
    };
    let result = match operation {
        Operation::Plus => x.plus(y),
        Operation::Minus => x.minus(y),
        Operation::Times => x.times(y),
        Operation::Over if y.is_zero() => {
            return Err(Refusal::error(
                "không chia được cho 0",
                "kiểm tra số chia trong `so-lieu.yaml`, hoặc viết lại câu này",
            ));
        }
        Operation::Over => x.over(y),
    };
    let sum = matches!(operation, Operation::Plus | Operation::Minus);
    // of a term without stated decimals nobody knows how many it needs
    let decimals = a.decimals.zip(b.decimals).filter(|_| sum).map(|(x, y)| x.max(y));
    let result =
        result.ok_or_else(|| Refusal::error("kết quả phép tính quá lớn", "dùng đơn vị lớn hơn, ví dụ triệu đồng"))?;
    Ok(Value::from_object(Quantity { unit, ..Quantity::computed(result, decimals) }))
}

/// Terms of a sum share a unit, and a plain number takes that of the other; so many times a quantity, or a part of
/// it, keeps its unit, but a percentage of something is no percentage.
fn unit_of(a: &Quantity, b: &Quantity, operation: Operation) -> Result<Option<String>, Error> {
    let percentage = a.is_percent() || b.is_percent();
    Ok(match (operation, &a.unit, &b.unit) {
        (Operation::Plus | Operation::Minus, Some(x), Some(y)) if !unit::add_up(x, y) => {
            let message = format!("không cộng, trừ được `{x}` với `{y}`");
            return Err(Refusal::error(
                message,
                "tỷ lệ chỉ cộng, trừ với tỷ lệ, tiền với tiền cùng đơn vị; sửa `don_vi` trong `so-lieu.yaml` nếu ghi sai",
            ));
        }
        (Operation::Plus | Operation::Minus, Some(x), Some(y)) => (x == y).then(|| x.clone()),
        (Operation::Plus | Operation::Minus, x, y) => x.clone().or(y.clone()),
        (Operation::Times, Some(unit), None) | (Operation::Times, None, Some(unit)) if !percentage => {
            Some(unit.clone())
        }
        (Operation::Over, Some(unit), None) if !percentage => Some(unit.clone()),
        _ => None,
    })
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
fn money(value: Value, unit: Option<String>, decimals: Option<u32>) -> Result<Value, Error> {
    let quantity = quantity(&value)?;
    let own = quantity.unit.clone().unwrap_or_else(|| "đồng".to_owned());
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
    let decimals = decimals.or(quantity.decimals.filter(|_| from == to)).unwrap_or_else(|| converted.decimals().min(1));
    Ok(Value::from(format!("{} {unit}", converted.format(decimals))))
}

/// A number in words, rounded as it prints; money is written in đồng, to the đồng unless decimals are stated.
fn in_words(quantity: &Quantity, number: Number) -> Result<String, Error> {
    let said = |number: Number| number_words::decimal(&number.plain().replace('.', ","));
    let too_large = || Refusal::error("số quá lớn để viết bằng chữ", "dùng đơn vị lớn hơn, ví dụ tỷ đồng");
    if let Some(dong) = quantity.unit.as_deref().and_then(unit::dong) {
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
fn known(value: &Value, write: impl Fn(&Quantity, Number) -> Result<String, Error>) -> Result<Value, Error> {
    let quantity = quantity(value)?;
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
