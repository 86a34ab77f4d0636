//! Values that several verbs read: kinds, days, numbers, spreadsheets.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::base::finding::{did_you_mean, suggest};
use crate::base::text::one_line;
use crate::domain::document::attached::KINDS;
use crate::domain::document::{IssueDate, Secrecy, kind, kind_words};
use crate::domain::register::EntryNumber;
use crate::operations::common::options::SheetFormat;

/// The kinds of documents, for a line of help.
pub(super) fn known_kinds() -> String {
    kind::ALL.map(|kind| kind.key).join(", ")
}

/// The kinds of documents that others issue, for a line of help.
pub(super) fn known_attached() -> String {
    KINDS.map(|kind| kind.key).join(", ")
}

/// The key of a kind.
pub(crate) fn kind_key(text: &str) -> Result<String, String> {
    if kind::Kind::from_key(text).is_some() {
        return Ok(text.to_owned());
    }
    let known = || suggest(text, kind::ALL.map(|kind| kind.key), || format!("các loại có sẵn: {}", known_kinds()));
    Err(kind_words::meant(text).map_or_else(known, did_you_mean))
}

/// A date of the command line.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    IssueDate::parse_day(text).ok_or_else(|| "viết năm-tháng-ngày, ví dụ 2025-12-05".to_owned())
}

/// A number of the command line.
pub(crate) fn number(text: &str) -> Result<EntryNumber, String> {
    EntryNumber::parse(text).ok_or_else(|| "chỉ viết số, ví dụ 418".to_owned())
}

/// What is said in words, in one line; the `…` of a command shown to be filled in says nothing.
pub(crate) fn words(text: &str) -> Result<String, String> {
    let line = one_line(text);
    let says = line.chars().any(char::is_alphanumeric);
    says.then_some(line).ok_or_else(|| "viết ra bằng chữ, trong ngoặc kép".to_owned())
}

/// A độ mật of the command line.
pub(crate) fn secrecy(text: &str) -> Result<Secrecy, String> {
    Secrecy::from_key(text).ok_or_else(|| {
        let known = Secrecy::ALL.map(Secrecy::key);
        suggest(text, known, || format!("các độ mật: {}", known.join(", ")))
    })
}

/// Which spreadsheets are written, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct SheetsArgs {
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// Dạng kết quả, cách nhau bằng dấu phẩy: csv, xlsx [mặc định: csv,xlsx]
    #[arg(
        long,
        value_name = "DẠNG",
        value_delimiter = ',',
        default_value = "csv,xlsx",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: Vec<SheetArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetArg {
    Csv,
    Xlsx,
}

impl SheetsArgs {
    /// The kinds of spreadsheets, as the library names them.
    pub(crate) fn formats(&self) -> Vec<SheetFormat> {
        let named = |format: &SheetArg| match format {
            SheetArg::Csv => SheetFormat::Csv,
            SheetArg::Xlsx => SheetFormat::Xlsx,
        };
        self.format.iter().map(named).collect()
    }
}
