//! Pages → PDF/A-2a and PDF/UA-1 at once, the document's own date, the same bytes every time. Title, author and keywords
//! come with the pages, from `render/pdf_metadata.rs`.

use std::fmt;
use std::str::FromStr;

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfStandard, PdfStandards, Timestamp};

use crate::base::finding::{Finding, codes};
use crate::domain::document::IssueDate;
use crate::typeset::{Pages, failure};

/// The standards a PDF has to meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    /// Plain PDF 1.7.
    V17,
    /// Plain PDF 2.0.
    V20,
    /// PDF/A-2b.
    A2b,
    /// PDF/A-2u.
    A2u,
    /// PDF/A-2a.
    A2a,
    /// PDF/A-3b.
    A3b,
    /// PDF/A-3u.
    A3u,
    /// PDF/A-3a.
    A3a,
    /// PDF/UA-1.
    Ua1,
}

/// Names as typed after `--pdf-standard`.
const NAMES: [(&str, Conformance, PdfStandard); 9] = [
    ("1.7", Conformance::V17, PdfStandard::V_1_7),
    ("2.0", Conformance::V20, PdfStandard::V_2_0),
    ("a-2b", Conformance::A2b, PdfStandard::A_2b),
    ("a-2u", Conformance::A2u, PdfStandard::A_2u),
    ("a-2a", Conformance::A2a, PdfStandard::A_2a),
    ("a-3b", Conformance::A3b, PdfStandard::A_3b),
    ("a-3u", Conformance::A3u, PdfStandard::A_3u),
    ("a-3a", Conformance::A3a, PdfStandard::A_3a),
    ("ua-1", Conformance::Ua1, PdfStandard::Ua_1),
];

impl FromStr for Conformance {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = NAMES.iter().find(|(known, ..)| *known == name);
        known.map(|(_, conformance, _)| *conformance).ok_or_else(|| {
            let names = NAMES.map(|(name, ..)| name).join(", ");
            format!("các chuẩn dùng được: {names}")
        })
    }
}

impl fmt::Display for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, known, _)| known == self).map_or("", |(name, ..)| name);
        f.write_str(name)
    }
}

/// How a PDF is made.
#[derive(Debug, Clone)]
pub struct PdfOptions {
    /// Standards to meet, all at once.
    pub standards: Vec<Conformance>,
    /// Ngày ban hành, which is the date in the PDF.
    pub date: IssueDate,
    /// What identifies the document from one build to the next.
    pub identity: String,
}

/// Writes the PDF.
///
/// # Errors
/// The standards exclude one another (W10), or the pages cannot meet them.
pub fn pdf(pages: &Pages, options: &PdfOptions, own_template: Option<&str>) -> Result<Vec<u8>, Finding> {
    let wanted: Vec<PdfStandard> = options
        .standards
        .iter()
        .filter_map(|wanted| NAMES.iter().find(|(_, known, _)| known == wanted))
        .map(|(_, _, standard)| *standard)
        .collect();
    let standards = PdfStandards::new(&wanted).map_err(|_| {
        Finding::new(codes::PDF_STANDARD, "các chuẩn PDF đã chọn không đi cùng nhau")
            .hint("chọn một chuẩn PDF/A, thêm `ua-1` nếu cần: `--pdf-standard a-2a,ua-1`")
    })?;
    let options = typst_pdf::PdfOptions {
        ident: Smart::Custom(options.identity.clone()),
        creator: Smart::Custom(Some(format!("vanthu {}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(options.date),
        standards,
        ..typst_pdf::PdfOptions::default()
    };
    let mut bytes = typst_pdf::pdf(&pages.document, &options).map_err(|errors| {
        let message = errors.first().map(|error| error.message.to_string()).unwrap_or_default();
        failure(&message, own_template)
    })?;
    // what a signing tool appends has to begin on a line of its own, or the file is no PDF/A any more
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Ngày ban hành; the first of a known month; for a draft without date the beginning of Unix time, as
/// PDF/A asks for a date and the clock must not decide the bytes.
fn timestamp(date: IssueDate) -> Option<Timestamp> {
    let (year, month, day) = match date {
        IssueDate::Day { year, month, day } => (year, month, day),
        IssueDate::Month { year, month } => (year, month, 1),
        IssueDate::Blank => (1970, 1, 1),
    };
    let small = |n: u32| u8::try_from(n).ok();
    Datetime::from_ymd_hms(year, small(month)?, small(day)?, 0, 0, 0).map(Timestamp::new_utc)
}
