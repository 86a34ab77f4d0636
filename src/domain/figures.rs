//! Số liệu: the indicators of a period, exact decimals, and what they compare with.

mod almanac;
pub mod compare;
mod indicator;
mod measure;
mod operand;
pub mod period;
pub mod table;
pub mod unit;

pub use crate::domain::figures::almanac::{Almanac, Figures};
pub use crate::domain::figures::indicator::{Entry, Group, Indicator};
pub use crate::domain::figures::measure::{Measure, Measures, Value};
pub use crate::domain::figures::operand::{Operand, operands_of};
pub use crate::domain::figures::period::Period;
