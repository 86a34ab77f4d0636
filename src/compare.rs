//! The room between check and render: two documents → what changed for a reader, and the redline that shows it.
//!
//! A document is read as a list of [`Unit`]s in reading order, each with the address a clerk would say. Units are
//! paired by their words, not by their places; what is paired is compared word by word, what is left over was
//! added or removed. The same pairing gives the list for people ([`compare`]) and the marked document ([`redline`]).

mod address;
mod align;
mod change;
mod pairing;
mod read;
mod reading;
pub mod redline;
mod table;
mod token;
mod word_diff;

pub use change::{Change, Run, What, compare};
pub use reading::{Dress, Piece, Reading, Sort, Unit};
pub use redline::redline;
