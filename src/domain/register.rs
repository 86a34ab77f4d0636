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
//! | `chot`; `phat_hanh` in old logs | a document was finalized; its files stay as they are from here on | `Finalized` |
//! | `trinh_ky` | a paper document was finalized without a number | `Waiting` |
//! | `mo_lai` | a finalized document that nobody signed is opened for changes | `Reopened` |
//! | `nop_luu` | a signed file was handed in | `HandedIn` |
//! | `da_phat_hanh` | the signed document was sent | `Sent` |
//! | `ky_nhan` | a recipient has it | `Acknowledged` |
//! | `thay_the`, `sua_doi`, `dinh_chinh`, `thu_hoi`, `bai_bo` | an issued document is replaced, amended, corrected, recalled, repealed | `StatusChanged` |
//! | `sao` | a copy of a document was made | `Copied` |
//! | `van_ban_den`, `sua_van_ban_den` | a document came in; its line was corrected | `Received`, `IncomingCorrected` |

pub mod book;
pub mod copy;
pub mod entry;
pub(crate) mod entry_number;
pub mod event;
pub(crate) mod incoming;
pub mod lifecycle;
mod lookup;
mod next_number;
pub mod problems;
pub(crate) mod replay;
pub mod series;
pub(crate) mod series_rules;

pub use book::WhichBook;
pub(crate) use book::{copies_book, incoming_book, outgoing_book};
pub(crate) use copy::CopySource;
pub use copy::{Copied, CopyForm, CopyMedium};
pub(crate) use entry::Facts;
pub use entry::{Entry, Reference, State};
pub use entry_number::EntryNumber;
pub use event::RegisterEvent;
pub use incoming::{Incoming, IncomingEntry};
pub use lifecycle::{Finalization, StatusAction};
pub(crate) use lifecycle::{Receipt, Sending, StatusChange, Waiting, WaitingFacts};
pub use replay::Register;
pub(crate) use series::Series;
