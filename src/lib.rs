//! **vanthu**: the văn thư's desk as a program. YAML data of a period → official Vietnamese documents as PDF.
//!
//! # Steps
//! Data enters at the front and leaves at the back; every room takes a plain value and returns one.
//! - [`load`]: the clerk's YAML and Markdown → [`document::Document`]
//! - [`check`]: the document → [`finding::Findings`]
//! - [`compare`]: two documents → what changed, as a list and as a document with the changes marked
//! - [`render`]: the document → [`render::Markup`], arranged by minijinja templates
//! - [`typeset`]: markup → [`typeset::Pages`], set by Typst in this process
//! - [`export`]: pages → PDF, PNG, or the Typst source with all it needs
//! - [`register`]: the events of [`journal`] → who has which number, and what became of it
//! - [`sign`]: a PDF that came back signed → integrity, origin and trust, each with its reasons
//! - [`archive`]: issued and signed documents kept as plain folders with a log, found, checked, copied
//!
//! [`pipeline`] alone knows this order. [`cli`] is the door: it reads arguments and prints.
//! Leaves every room may use: [`finding`], [`source`], [`document`], [`figures`], [`vietnamese`], [`files`],
//! [`fonts`], [`assets`], [`clock`], [`record`], [`journal`],
//! [`network`].
//!
//! # Invariants
//! - A room never imports a later room, nor a door (`tests/suite/house.rs` reads the imports).
//! - Only [`cli`] touches arguments, environment and terminal. The library returns, the door prints.
//! - [`clock`] alone reads the clock, for the line that says how long a build took and for the events of [`journal`].
//!   Typst's date is the document's own. Same YAML, templates and fonts → same bytes.
//! - After [`check`] passes, an error from [`render`] or [`typeset`] is our bug (W99), or one of a template
//!   the office wrote itself (W08). The clerk never sees generated markup.
//! - [`load`] and [`check`] report everything they find in one pass, in source order.
//! - Values never become markup: they leave minijinja as Typst string literals ended by a semicolon.
//! - Writes are atomic; a failed run leaves the last good PDF.
//! - [`files`] alone runs another program: git, for `tệp@bản`, without a shell.
//! - No path leaves the workspace, only [`network`] reaches the network, for an address of the office's own; system fonts are never scanned.
//!
//! # Glossary
//!
//! | YAML | official term | Rust |
//! |---|---|---|
//! | `loai` | tên loại văn bản | `kind` |
//! | `co_quan`, `chu_quan` | cơ quan ban hành, cơ quan chủ quản | `issuer`, `parent` |
//! | `so`, `ky_hieu` | số, ký hiệu | `number`, `symbol` |
//! | `dia_danh`, `ngay` | địa danh, ngày ban hành | `place_name`, `issued_on` |
//! | `trich_yeu`, `chu_thich_trich_yeu` | trích yếu, dòng chú dưới trích yếu | `subject`, `subject_note` |
//! | `tham_quyen` | thẩm quyền ban hành | `authority` |
//! | `can_cu` | căn cứ | `legal_bases` |
//! | `kinh_gui`, `noi_nhan` | kính gửi, nơi nhận | `addressees`, `recipients` |
//! | `noi_dung`, `phu_luc` | nội dung, phụ lục | `body`, `annexes` |
//! | `nguoi_ky`: `quyen_han`, `chuc_vu`, `ho_ten` | người ký | `signatory`: `capacity`, `position`, `full_name` |
//! | `ky_bao_cao` | kỳ báo cáo | `period` |
//! | `so-lieu.yaml`, `chi_tieu` | số liệu, chỉ tiêu | `figures`, `indicator` |
//! | `ke_hoach`, `thuc_hien`, `cung_ky` | kế hoạch, thực hiện, cùng kỳ | `plan`, `actual`, `year_before` |
//! | `so_van_ban`, `so_chung_voi` | cách đánh số, số chung | `numbering`, series |
//! | `bac_danh_so` | bậc đánh số | `ladder` |
//! | `trinh_bay`, `le` | cách trình bày, lề | `layout`, margins |

pub mod archive;
pub mod base;
pub mod check;
pub mod cli;
pub mod compare;
pub(crate) mod content;
pub mod domain;
pub mod export;
pub(crate) mod formats;
pub mod load;
pub mod operations;
pub mod render;
pub mod signature;
pub mod typeset;
