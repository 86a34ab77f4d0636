//! Sổ đăng ký văn bản: the numbers given, kept back and taken over from paper, and what became of each document.
//!
//! The register is the log replayed. An event says what was done (`viec`) and its facts (`noi_dung`):
//!
//! | `viec` | what was done | facts |
//! |---|---|---|
//! | `cap_so` | a document got its number | [`Facts`] |
//! | `cap_nhat` | a document that is not issued yet has other facts than when it got its number | [`Facts`] |
//! | `giu_so` | a number is reserved | [`Facts`]; `ghi_chu` says what for |
//! | `tra_so` | a number is given back | [`Reference`], `ly_do` |
//! | `vao_so_giay` | a line of the paper register is taken over | [`Facts`] |
//! | `phat_hanh` | a document was issued; it is frozen from here on | [`Reference`], [`Issue`] |
//! | `thay_the`, `sua_doi`, `dinh_chinh`, `thu_hoi` | an issued document is replaced, amended, corrected, recalled | [`Reference`], [`Dealing`] |
//! | `van_ban_den` | a document came in | [`Incoming`] |

mod book;
mod entry;
mod event;
mod number;
mod problems;
mod replay;
mod series;

pub use crate::domain::register::book::{incoming_book, outgoing_book};
pub use crate::domain::register::entry::{Act, Dealing, Entry, Facts, Incoming, Issue, Reference, State};
pub use crate::domain::register::event::{
    Draft, dealt, entered_from_paper, given_back, incoming, issued, numbered, reserved, updated,
};
pub use crate::domain::register::number::Number;
pub use crate::domain::register::problems::{Gap, duplicates, gaps, out_of_order, printed_before};
pub use crate::domain::register::replay::Register;
pub use crate::domain::register::series::Series;
