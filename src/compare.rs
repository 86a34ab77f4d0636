//! Two documents → what changed for a reader, and the redline that shows it.
//!
//! A document is read as a list of `Unit`s in reading order, each with the address a clerk would say. Units are
//! paired by their words, not by their places; what is paired is compared word by word, what is left over was
//! added or removed. The same pairing gives the list for people ([`compare`]) and the marked document ([`redline()`]).

mod address;
mod align;
mod change;
mod change_list;
mod pairing;
mod read;
mod reading;
pub mod redline;
mod regroup;
mod sentences;
mod sequence;
mod similarity;
mod table_diff;
mod token;
mod word_diff;

pub use change::{Change, ChangeKind, Run};
pub use change_list::compare;
pub use reading::Reading;
pub(crate) use reading::{Piece, Unit, UnitKind};
pub use redline::redline;
