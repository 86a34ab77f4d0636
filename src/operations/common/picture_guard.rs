//! Pictures at the door of typesetting: read to their end before, and tried one by one when pages do not come out.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::check::images;
use crate::domain::document::Document;
use crate::export::{self, PdfOptions};
use crate::formats::picture;
use crate::operations::common::guard::guarded;
use crate::operations::common::options::Options;
use crate::render::{ImageFile, Markup};
use crate::typeset::Typesetter;

/// Reads every picture of a document to its end.
///
/// # Errors
/// Those of which something is missing.
pub(super) fn guard(document: &Document) -> Result<(), Findings> {
    let mut findings = Findings::default();
    for (path, caption, bytes) in images(document) {
        if let Err(fault) = picture::read_whole(bytes) {
            let finding = Finding::new(codes::IMAGE_UNUSABLE, format!("hình `{path}` {}", fault.what));
            findings.push(finding.at_optional(caption.place.clone()).hint(fault.hint));
        }
    }
    if findings.has_errors() { Err(findings) } else { Ok(()) }
}

/// The pictures that do not come out even on a page of their own, when something else than the clerk's text seemed to be
/// wrong with a document.
pub(super) fn culprits(document: &Document, found: &Findings, fonts: &Fonts, options: &Options) -> Findings {
    let unexplained = |finding: &Finding| matches!(finding.code, codes::OUR_BUG | codes::TEMPLATE);
    let mut culprits = Findings::default();
    if !found.iter().any(unexplained) {
        return culprits;
    }
    for (path, caption, bytes) in images(document) {
        let ending = picture::inspect(bytes).map_or("", |found| found.ending);
        let image = ImageFile { path: format!("hinh/1.{ending}"), bytes: Arc::clone(bytes) };
        let comes_out = guarded(|| comes_out(image, document, fonts, options)).unwrap_or(false);
        if !comes_out {
            let message = format!("hình `{path}` không in ra được");
            culprits.push(
                Finding::new(codes::IMAGE_UNUSABLE, message)
                    .at_optional(caption.place.clone())
                    .hint("mở hình bằng chương trình vẽ hoặc xem ảnh, lưu lại thành PNG rồi dùng tệp PNG"),
            );
        }
    }
    culprits
}

/// Whether a picture stands on a page and in a PDF of its own.
fn comes_out(image: ImageFile, document: &Document, fonts: &Fonts, options: &Options) -> bool {
    let family = fonts.families().first().map(String::as_str).unwrap_or_default();
    let main = format!(
        "#set document(title: \"x\")\n#set text(lang: \"vi\", font: {family:?})\n#image({:?}, width: 10cm, height: 10cm, alt: \"x\")\n",
        image.path
    );
    let bottom_margin = document.layout.bottom;
    let markup = Markup { main, imports: Vec::new(), images: vec![image], bottom_margin };
    let Ok(pages) = Typesetter::new(fonts.clone()).typeset(&markup, document.issued_on, None) else { return false };
    let standards = options.standards.clone();
    let pdf = PdfOptions { standards, date: document.issued_on, identity: String::new() };
    export::pdf(&pages, &pdf, None).is_ok()
}
