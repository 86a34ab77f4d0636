//! Bản sao: sao y, sao lục, trích sao, with a number of their own, on paper or for the office's certificate [N30 Điều 25–27;
//! N30-I phần II; N30-III mẫu 3.1, 3.2]. The file that is copied is only ever read.

mod block;
mod part;
mod request;
mod scan;
mod source;

use std::path::Path;

use chrono::NaiveDate;

use crate::base::clock;
use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::{files, paths};
use crate::domain::document::Signatory;
use crate::domain::register::{Copied, CopyMedium, CopySource, Reference};
use crate::export::{CopiedPages, Placing};
use crate::operations::common::guard::guarded_job;
use crate::operations::common::outputs;
use crate::operations::common::progress::Warn;
use crate::operations::common::status::Refused;
use crate::operations::register::WorkspaceRegister;
use crate::operations::register::copies::CopySeries;
use crate::signature::pdf::revisions::last_reading;
pub use block::block_pages;
use block::{BlockSetter, unwritten};
pub(crate) use request::CopyRequest;
use request::{Office, office};
use source::Source;

/// Pages of a file that is copied, as many as a document may have.
const MAX_PAGES: usize = 2000;

/// A copy that was made.
#[derive(Debug)]
pub(crate) struct CopyMade {
    /// Its line in the register.
    pub(crate) copied: Copied,
    /// The file, as the clerk reads its path.
    pub(crate) path: String,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// Whether the block stands on the last page of what was copied.
    pub(crate) on_last_page: bool,
    /// What is to be looked at.
    pub(crate) findings: Findings,
}

/// Makes a copy and gives it its number.
///
/// # Errors
/// It may not be copied so; there is no such document, part, office or signer; the result cannot be written.
pub(crate) fn copy(here: &Path, request: &CopyRequest, warn: Warn<'_>) -> Result<CopyMade, Refused> {
    guarded_job(|| {
        let (mut registry, warnings) = WorkspaceRegister::open(here)?;
        warn(&warnings);
        let folder = request.out.clone().unwrap_or_else(|| registry.workspace().reached("out").join("ban-sao"));
        outputs::refuse_kept_folder(&folder)?;
        // a result that cannot be written takes no number
        files::make_folder(&folder)?;
        let office = office(&registry, request)?;
        let source = Source::find(here, &registry, request, warn)?;
        let mut findings = source.findings.clone();
        let pages = last_reading(&source.bytes).and_then(|document| CopiedPages::of(&document));
        let pages = pages.ok_or_else(|| {
            Finding::new(codes::NOT_COPIED, "không đọc được các trang của tệp")
                .in_file(&source.shown)
                .hint("mở tệp bằng phần mềm đọc PDF, in ra PDF khác rồi sao từ tệp ấy; tệp đã ký số thì kiểm bằng `vanthu verify`")
        })?;
        if pages.count() > MAX_PAGES {
            let message = format!("tệp có {} trang, bản sao nhiều nhất {MAX_PAGES} trang", pages.count());
            let finding = Finding::new(codes::NOT_COPIED, message).in_file(&source.shown);
            return Err(finding.hint("tách tệp thành nhiều tệp rồi sao từng tệp").into());
        }
        if request.medium == CopyMedium::Electronic && source.is_scan {
            findings.extend(scan::look(&source.bytes, &source.shown));
        }
        let series = CopySeries {
            issuer: office.key.clone(),
            symbol: office.issuer.symbol.one_line(),
            form: request.form,
            on: request.on.unwrap_or_else(|| clock::now().date_naive()),
        };
        let mut setter = BlockSetter::new(&registry, request, &office, &source)?;
        let (copied, (bytes, path, pages, on_last_page)) = registry.number_copy(&series, |reference| {
            let path = folder.join(file_name(&reference));
            if path.exists() {
                return Err(Finding::new(codes::FILE_EXISTS, "tệp bản sao đã có, chương trình không ghi đè")
                    .in_file(paths::show(&path))
                    .hint("chuyển tệp ấy đi chỗ khác, hoặc chọn thư mục khác bằng `--out`")
                    .into());
            }
            let (made, placing) = setter.add_to(&pages, &reference, series.on)?;
            let count = made.count();
            let bytes = made.finish(&reference.to_string()).ok_or_else(unwritten)?;
            let copied = line(&reference, request, &office, &source, (series.on, Digest::of(&bytes)));
            Ok((copied, (bytes, path, count, placing == Placing::OnLast)))
        })?;
        files::write_new(&[(path.clone(), bytes)])?;
        Ok(CopyMade { copied, path: paths::show(&path), pages, on_last_page, findings })
    })
}

/// `03-SY-UBND-2026.pdf`
fn file_name(reference: &Reference) -> String {
    format!("{}-{}-{}.pdf", reference.number, reference.symbol.replace('/', "-"), reference.year)
}

/// The line of the register.
fn line(
    reference: &Reference,
    request: &CopyRequest,
    office: &Office,
    source: &Source,
    (on, made): (NaiveDate, Digest),
) -> Copied {
    let signatory = office.signatory.as_ref().map(Signatory::name);
    let of = CopySource {
        reference: source.reference.clone(),
        object: source.object.clone(),
        described: source.described.clone(),
        parts: request.parts.clone(),
        file: source.is_file.then(|| Digest::of(&source.bytes)),
        was_signed: source.was_signed,
    };
    Copied {
        reference: reference.clone(),
        issuer_name: office.issuer.name.one_line(),
        form: request.form,
        medium: request.medium,
        on,
        of,
        signatory,
        recipients: request.recipients.clone(),
        copies: request.copies,
        made,
    }
}
