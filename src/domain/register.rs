//! Sổ đăng ký văn bản: the numbers given, reserved and taken over from paper, and what became of each document.
//!
//! The register is the log replayed. An event says what was done (`viec`) and its facts (`noi_dung`):
//!
//! | `viec` | what was done | [`RegisterEvent`] |
//! |---|---|---|
//! | `cap_so` | a document got its number | `Numbered` |
//! | `cap_nhat` | a document that is not issued yet has other facts than when it got its number | `Updated` |
//! | `giu_so` | a number is reserved; `ghi_chu` says what for | `Reserved` |
//! | `tra_so` | a number is given back | `GivenBack` |
//! | `vao_so_giay` | a line of the paper register is taken over | `FromPaper` |
//! | `phat_hanh` | a document was issued; its files stay as they are from here on | `Issued` |
//! | `thay_the`, `sua_doi`, `dinh_chinh`, `thu_hoi` | an issued document is replaced, amended, corrected, recalled | `StatusChanged` |
//! | `van_ban_den` | a document came in | `Received` |

pub mod book;
pub mod entry;
pub(crate) mod entry_number;
pub mod event;
mod lookup;
mod next_number;
pub mod problems;
pub(crate) mod replay;
pub mod series;
pub(crate) mod series_rules;

pub(crate) use book::{incoming_book, outgoing_book};
pub use entry::{Entry, Issue, Reference, State};
pub(crate) use entry::{Facts, Incoming, StatusAction, StatusChange};
pub use entry_number::EntryNumber;
pub use event::RegisterEvent;
pub use replay::Register;
pub(crate) use series::Series;
