//! `+ - * /` of quantities: exactly, each result in the unit that it has.

use minijinja::Error;

use super::dimension::Dimension;
use super::refusal::Refusal;
use super::values::Quantity;
use crate::base::text::number::Number;
use crate::domain::figures::unit;

/// An operation of two quantities.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Plus,
    Minus,
    Times,
    Over,
}

/// What is done with the numbers once the units are known.
struct Plan {
    /// By what the second number is multiplied first, to stand in the unit of the first.
    factor: Number,
    /// By what the result is divided, as a percentage is so many parts of a hundred.
    divisor: Number,
    dimension: Dimension,
}

/// Works out an operation. Sums keep the decimals of their terms; products and quotients have none of their own.
///
/// # Errors
/// The units do not go together, the divisor is 0, or the result has too many digits to be exact.
pub(super) fn calculate(a: Quantity, b: Quantity, operation: Operation) -> Result<Quantity, Error> {
    one_hundred_once(&a, &b, operation)?;
    let Plan { factor, divisor, dimension } = match operation {
        Operation::Plus | Operation::Minus => sum(&a, &b)?,
        Operation::Times => product(&a, &b)?,
        Operation::Over => quotient(&a, &b)?,
    };
    let is_literal = a.is_literal && b.is_literal;
    let is_share = matches!(operation, Operation::Times | Operation::Over)
        && (a.is_share || (operation == Operation::Times && (b.is_share || a.is_percent() || b.is_percent())));
    let is_hundredth = a.is_hundredth
        || (operation == Operation::Times && b.is_hundredth)
        || (operation == Operation::Over && is_written(&b, 100));
    let is_bare = |quantity: &Quantity| quantity.dimension.is_empty() && !quantity.is_ratio;
    let is_by_bare = a.is_by_bare || b.is_by_bare || (operation == Operation::Over && is_bare(&a) != is_bare(&b));
    let is_ratio =
        dimension.is_empty() && (a.is_ratio || b.is_ratio || (operation == Operation::Over && !a.dimension.is_empty()));
    let (Some(x), Some(y)) = (a.number, b.number) else {
        let name = if a.number.is_none() { a.name } else { b.name };
        return Ok(Quantity { dimension, ..Quantity::missing(&name) });
    };
    if operation == Operation::Over && y.is_zero() {
        return Err(Refusal::error(
            "không chia được cho 0",
            "kiểm tra số chia trong `so-lieu.yaml`, hoặc viết lại câu này",
        ));
    }
    let converted = y.times(factor);
    let result = converted.and_then(|y| match operation {
        Operation::Plus => x.plus(y),
        Operation::Minus => x.minus(y),
        Operation::Times => x.times(y),
        Operation::Over => x.over(y),
    });
    let result = result.and_then(|result| result.over(divisor)).ok_or_else(too_long)?;
    let is_sum = matches!(operation, Operation::Plus | Operation::Minus);
    let converts = factor != Number::whole(1);
    let own = |stated: u32| if converts { converted.map_or(stated, Number::decimals) } else { stated };
    // of a term without stated decimals nobody knows how many it needs
    let decimals = a.decimals.zip(b.decimals).filter(|_| is_sum).map(|(x, y)| x.max(own(y)));
    let known = Quantity::computed(result, decimals);
    Ok(Quantity { dimension, is_literal, is_share, is_hundredth, is_ratio, is_by_bare, ..known })
}

fn too_long() -> Error {
    Refusal::error(
        "phép tính có quá nhiều chữ số để giữ chính xác",
        "dùng đơn vị lớn hơn, ví dụ triệu đồng, hoặc ghi kết quả từng phần thành chỉ tiêu trong `so-lieu.yaml`",
    )
}

/// Whether a clerk writes this whole number, without a unit.
fn is_written(quantity: &Quantity, whole: i64) -> bool {
    let is_bare = quantity.is_literal && quantity.dimension.is_empty() && quantity.decimals.is_some();
    is_bare && quantity.number == Some(Number::whole(whole))
}

/// A rate is so many parts of a hundred and is counted so: a 100 or a 1 that a clerk writes beside it as in a formula on
/// paper (`số * tỷ lệ / 100`, `1 + tỷ lệ`) would count twice, or for a hundredth of what is meant.
///
/// # Errors
/// A rate, or a number by a rate, over a written 100, in either order; a written 1 with a rate in a sum.
fn one_hundred_once(a: &Quantity, b: &Quantity, operation: Operation) -> Result<(), Error> {
    let is_rate = |quantity: &Quantity| quantity.is_percent() || quantity.is_share;
    let both = |x: &Quantity, y: &Quantity| is_rate(x) && y.is_hundredth;
    let divided = match operation {
        Operation::Over => is_rate(a) && is_written(b, 100),
        Operation::Times => both(a, b) || both(b, a),
        Operation::Plus | Operation::Minus => false,
    };
    if divided {
        return Err(Refusal::error(
            "tỷ lệ đã là phần trăm, chia cho 100 nữa thì nhỏ đi một trăm lần",
            "bỏ phép chia cho 100; muốn lấy một phần trăm của số ấy thì nhân với `\"1%\"`",
        ));
    }
    let one_beside = |x: &Quantity, y: &Quantity| x.is_percent() && is_written(y, 1);
    if matches!(operation, Operation::Plus | Operation::Minus) && (one_beside(a, b) || one_beside(b, a)) {
        return Err(Refusal::error(
            "số 1 cộng, trừ với tỷ lệ hiểu được hai cách",
            "cả số thì viết `\"100%\"`, một điểm phần trăm thì viết `\"1%\"`",
        ));
    }
    Ok(())
}

/// Terms of a sum are of one kind: money converts, a plain number that the clerk writes takes the unit of the other.
///
/// # Errors
/// They are not, as money and visits, or a ratio and visits.
fn sum(a: &Quantity, b: &Quantity) -> Result<Plan, Error> {
    let plan = |factor, dimension: Dimension| Plan { factor, divisor: Number::whole(1), dimension };
    let one = Number::whole(1);
    for (with, without) in [(a, b), (b, a)] {
        if !with.dimension.is_empty() && without.dimension.is_empty() {
            let is_money = with.unit().is_some_and(|unit| unit::dong(unit).is_some());
            if is_money && !without.is_literal {
                return Err(Refusal::error(
                    format!("không cộng, trừ được {} với số không có đơn vị", with.dimension.in_words()),
                    "thêm `don_vi` cho chỉ tiêu ấy trong `so-lieu.yaml`",
                ));
            }
            if without.is_ratio {
                return Err(Refusal::error(
                    format!("không cộng, trừ được {} với tỷ số", with.dimension.in_words()),
                    "tỷ số chỉ cộng, trừ với tỷ số; viết thành tỷ lệ trước, ví dụ `(ngan_sach.chi / ngan_sach.thu)|phan_tram`",
                ));
            }
            return Ok(plan(one, with.dimension.clone()));
        }
    }
    if let Some(factor) = a.dimension.to_add(&b.dimension) {
        return Ok(plan(factor, a.dimension.clone()));
    }
    let both = a.unit().zip(b.unit()).filter(|_| a.dimension.is_plain() && b.dimension.is_plain());
    match both.and_then(|(x, y)| unit::part_factor(Some(y), Some(x))) {
        Some(factor) => Ok(plan(factor, Dimension::default())),
        None => Err(Refusal::error(
            format!("không cộng, trừ được {} với {}", a.dimension.in_words(), b.dimension.in_words()),
            "tỷ lệ chỉ cộng, trừ với tỷ lệ, tiền với tiền; sửa `don_vi` trong `so-lieu.yaml` nếu ghi sai",
        )),
    }
}

/// So many times a quantity keeps its unit; a percentage of a number is a number in its unit.
///
/// # Errors
/// A rate times a number that the clerk writes: part of that number, or so many times the rate.
fn product(a: &Quantity, b: &Quantity) -> Result<Plan, Error> {
    for (rate, number) in [(a, b), (b, a)] {
        let Some(times) = number.number.filter(|_| number.is_literal && number.dimension.is_empty()) else { continue };
        if rate.is_percent() && !rate.is_literal {
            let times = times.format(times.decimals());
            return Err(Refusal::error(
                format!("tỷ lệ nhân với {times} hiểu được hai cách"),
                format!(
                    "lấy tỷ lệ ấy của {times} thì chia cho 100% trước, như `ty_le / \"100%\" * {times}`; gấp {times} lần thì viết `ty_le / (1 / {times})`"
                ),
            ));
        }
    }
    let of_hundred = |dimension: &Dimension| Plan {
        factor: Number::whole(1),
        divisor: Number::whole(100),
        dimension: dimension.clone(),
    };
    match (a.dimension.is_rate(), b.dimension.is_rate()) {
        (true, false) => Ok(of_hundred(&b.dimension)),
        (_, true) => Ok(of_hundred(&a.dimension)),
        (false, false) => {
            let (dimension, factor) = a.dimension.by(&b.dimension, 1).ok_or_else(too_long)?;
            Ok(Plan { factor, divisor: Number::whole(1), dimension })
        }
    }
}

/// A part of a quantity keeps its unit; of two of one kind the quotient is a plain ratio.
///
/// # Errors
/// The units cannot be converted exactly.
fn quotient(a: &Quantity, b: &Quantity) -> Result<Plan, Error> {
    let one = Number::whole(1);
    if b.dimension.is_rate() && !a.dimension.is_rate() {
        // so much is the given percentage of what is sought
        let factor = one.over(Number::whole(100)).ok_or_else(too_long)?;
        return Ok(Plan { factor, divisor: one, dimension: a.dimension.clone() });
    }
    let (dimension, factor) = a.dimension.by(&b.dimension, -1).ok_or_else(too_long)?;
    Ok(Plan { factor, divisor: one, dimension })
}
