//! **vanthu**: the văn thư's desk as a program. YAML data of a period → official Vietnamese documents as PDF, numbered,
//! registered, checked when they come back signed, and kept.
//!
//! Data enters at the front and leaves at the back; nobody walks backwards. Every room takes a plain value and returns one.
//!
//! ```text
//!  YAML, text, tables                                                               archive
//!          │                                                                           ▲
//!          ▼                                                                           │
//!  formats ▶ content ▶ load ──Document──▶ check ──▶ render ──Markup──▶ typeset ──Pages──▶ export ──▶ signature
//!                               └───────▶ compare
//! ```
//!
//! # Floors
//! From the ground; a room uses only rooms below it. `tests/suite/house.rs` reads every import.
//! - `base`: what knows no document: findings, source text, language, disk, clock, network, digests, fonts
//! - `domain`: plain types without reading: the document, its figures, the register, terms of keeping
//! - `formats`: file formats that know no document and no figure: YAML, spreadsheets, Word files
//! - `content`: what the clerk's text means: Markdown, expressions
//! - `load`: the clerk's files → document, figures of the period, office; reads only
//! - `check`: what keeps a document from being built, and what a clerk should look at; a rule a file
//! - `compare`: two documents → what changed, as a list and as a redline
//! - `render`: the document → Typst source, arranged by minijinja templates
//! - `typeset`: Typst source → pages, set in this process
//! - `audit`: pages beside the decree: each part found by its words and place, measured in mm and pt
//! - `export`: pages → PDF, PNG, or the Typst source with all it needs; tables → spreadsheets
//! - `signature`: a PDF that came back signed → integrity, origin and trust, each with its reasons
//! - `archive`: issued and signed documents kept as plain folders with a log: found, checked, copied
//! - `operations`: the jobs of the office, a file each; they know the order of the steps, and are all that a door may call
//! - `cli`: the door: it reads arguments, calls `operations` and prints
//!
//! # Invariants
//! - Nothing imports upwards, no files import each other in a circle, the door imports `operations` and plain types only.
//! - Only the door touches arguments, environment and terminal. The library returns, the door prints.
//! - `base::clock` alone reads the clock: for how long a build took, the events and default dates of the register and its
//!   log, the moment a signature is checked, the age of unfinished files. Typst's date is the document's own. Same YAML,
//!   templates and fonts → same bytes.
//! - `base::network` alone reaches the network, for an address of the office's own. No path leaves the workspace.
//! - Two files run a program, without a shell: git, for `tệp@lần-lưu`; and this program itself, which tries templates of the
//!   office before they are used, so that none of them takes the run down. System fonts are never scanned.
//! - `load` and `check` report everything they find in one pass, in source order.
//! - No behaviour hangs on the wording of a message; what travels between rooms is typed.
//! - After `check` passes, an error from `render` or `typeset` is our bug (W99), or one of a template the office wrote
//!   itself (W08). The clerk never sees generated markup.
//! - Values never become markup: they leave minijinja as Typst string literals ended by a semicolon.
//! - Writes are atomic; a failed run leaves the last good PDF. What was issued or signed is never written over.
//! - The log is the truth about numbers and kept files; indexes are made from it again at any time.
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
//! | `kinh_moi`, `dien`, `kinh_chuyen` | kính mời, điện, kính chuyển | `addressees` of their kinds |
//! | `thoi_gian`, `chu_tri`, `cac_ben`, … | mục riêng của một loại | `details`; `OwnField` |
//! | `noi_dung`, `phu_luc` | nội dung, phụ lục | `body`, `annexes` |
//! | `kem_theo` | văn bản kèm theo | `attached` |
//! | `nguoi_ky`: `quyen_han`, `chuc_vu`, `ho_ten` | người ký | `signatories`: `capacity`, `position`, `full_name` |
//! | `ky_bao_cao` | kỳ báo cáo | `period` |
//! | `so-lieu.yaml`, `chi_tieu` | số liệu, chỉ tiêu | `figures`, `indicator` |
//! | `ke_hoach`, `thuc_hien`, `cung_ky` | kế hoạch, thực hiện, cùng kỳ | `plan`, `actual`, `year_before` |
//! | `so_van_ban`, `so_chung_voi` | cách đánh số, số chung | `SeriesRules`, `Series`; headings are counted by `HeadingCounter` |
//! | `bac_danh_so` | cấp đánh số | `ladder` |
//! | `{#nhan}`, `[](#nhan)`, `nhan` | nhãn, chỗ dẫn tới | label, `References`: a `Target` each |
//! | `van_ban("…").vien_dan` | viện dẫn văn bản khác | `Cited`, `Citation` |
//! | `tap-van-ban.pdf` | tập văn bản, mục lục | `Bundle`, `Contents` |
//! | `trinh_bay`, `le` | cách trình bày, lề | `layout`, margins |
//! | `so_ky_hieu` | số, ký hiệu (`418/BC-UBND`) | `ReferenceNumber`: `number`, `symbol` |
//! | `luu-tru/nhat-ky.jsonl`: `stt`, `luc`, `viec`, `noi_dung`, `truoc`, `ma` | nhật ký | `Journal`; `Event`: `sequence`, `at`, `kind`, `content`, `previous`, `hash` |
//! | sổ đăng ký văn bản đi, đến | | `Register` (the log replayed), `WorkspaceRegister` (the same at work); `Entry`, `Incoming` |
//! | `cap_so`, `cap_nhat` | cấp số, cập nhật | `RegisterEvent::Numbered`, `Updated` |
//! | `giu_so`, `tra_so` | giữ số, trả số | `Reserved`, `GivenBack` |
//! | `vao_so_giay` | vào sổ từ sổ giấy | `FromPaper` |
//! | `chot`, `trinh_ky`, `mo_lai` | chốt, chốt bản trình ký giấy, mở lại | `Finalized`, `Waiting`, `Reopened`; `Finalization` |
//! | `da_phat_hanh`, `ky_nhan` | phát hành, ký nhận | `Sent`, `Acknowledged`; `Sending`, `Receipt` |
//! | `thay_the`, `sua_doi`, `dinh_chinh`, `thu_hoi`, `bai_bo` | thay thế, sửa đổi, đính chính, thu hồi, bãi bỏ | `StatusAction`, `StatusChange` |
//! | `van_ban_den`, `sua_van_ban_den`, `so_den` | văn bản đến, sửa dòng, số đến | `Received`, `IncomingCorrected`, `Incoming::number` |
//! | `do_mat`, `do_khan`, `luu_hanh` | độ mật, độ khẩn, phạm vi lưu hành | `Secrecy`, `Urgency`, `Circulation` of `Marks` |
//! | `lien_he` | địa chỉ, điện thoại, thư điện tử | `contact` |
//! | `doi_tuong`, `ban`, `kiem_ke` | văn bản lưu, bản, bảng kê | `ObjectKey`, version, `Inventory` (OCFL) |
//! | `nop_luu` | lưu | `Submission`, `ingest` → `DepositFacts::Submitted` |
//! | `thu_cua`, `cac_thu` | thư trộn theo danh sách | `LetterOf`, `Letter` |
//! | bản tốt nhất để lấy ra | | `BestCopy` |
//! | phiếu chốt nhật ký, `dong_dau_moc` | phiếu chốt, phiếu chốt có dấu thời gian | `Checkpoint`, `TimestampedCheckpoint` |
//! | việc dở dang của lần chạy bị ngắt | | `recover` |
//! | `thoi_han_luu_tru` | thời hạn lưu trữ | `Retention` |
//! | toàn vẹn, nguồn gốc, xác thực | ba điều nói về tệp đã ký | `Integrity`, `Origin`, `Trust` of a `ValidationReport` |
//! | vùng byte được ký | | byte range |
//! | chứng thư, chứng thư gốc, danh sách thu hồi | | certificate, root, CRL; OCSP response |
//! | `dau_thoi_gian` | dấu thời gian (RFC 3161) | timestamp |
//! | kỳ trước, mở kỳ mới | | previous period, `new_period` |
//! | bản đánh dấu thay đổi | | redline, tracked change |
//! | lỗi, cảnh báo, gợi ý | mức của một phát hiện | `Severity` of a `Finding` |

pub mod archive;
pub mod audit;
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
