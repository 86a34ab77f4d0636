//! Số liệu: the indicators of a period, exact decimals, and what they compare with.

mod almanac;
mod awaited;
pub mod compare;
mod indicator;
mod measure;
mod operand;
pub mod period;
pub mod table;
pub(crate) mod unit;

pub use crate::domain::figures::almanac::Figures;
pub(crate) use crate::domain::figures::almanac::{Almanac, Reading};
pub(crate) use crate::domain::figures::indicator::Indicator;
pub use crate::domain::figures::indicator::{Entry, Group};
pub(crate) use crate::domain::figures::measure::Measures;
pub use crate::domain::figures::measure::{Measure, Value};
pub use crate::domain::figures::operand::Operand;
pub(crate) use crate::domain::figures::operand::operands_of;
pub use crate::domain::figures::period::Period;
