//! The signed file that attacks begin with, and how each has to be refused.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanthu::signature::{Indication, ValidationReport};

use super::{ISSUED, PKI, Wish, page, sign, told};

/// What was issued, signed by the leader with a picture.
pub(crate) fn signed() -> Vec<u8> {
    sign(&ISSUED, &Wish { rect: [60, 20, 160, 50], ..Wish::new("ChuKy1", &PKI.leader) })
}

/// The content of the first page.
pub(crate) fn content(document: &Document) -> ObjectId {
    document.get_page_contents(page(document))[0]
}

/// The first object of which this holds.
pub(crate) fn first(document: &Document, wanted: impl Fn(&Dictionary) -> bool) -> ObjectId {
    let dictionary = |object: &Object| object.as_dict().or_else(|_| object.as_stream().map(|s| &s.dict)).cloned();
    *document.objects.iter().find(|(_, object)| dictionary(object).is_ok_and(|d| wanted(&d))).unwrap().0
}

/// Indication and findings, a line each.
pub(crate) fn one_line(report: &ValidationReport) -> String {
    let mut line = format!("{}; {}", report.indication.words(), report.provenance.words());
    for found in &report.findings {
        let _ = write!(line, "\n    {} {}", found.finding.code.id, found.finding.message);
    }
    line
}

/// Every file is refused, the code among its reasons; what was told of each.
pub(crate) fn refused(attacks: Vec<(&'static str, Vec<u8>, &'static str)>) -> String {
    let mut all = String::new();
    for (name, file, code) in attacks {
        let told = told(&file);
        assert!(told.indication != Indication::Intact, "{name}: {told:#?}");
        assert!(told.findings.iter().any(|found| found.finding.code.id == code), "{name}: {}", one_line(&told));
        let _ = writeln!(all, "{name}: {}", one_line(&told));
    }
    all
}
