//! Whether a file grew out of the PDF that was issued: the same bytes first, then nothing but signatures.

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::diff::changes::{Changes, Disallowed};
use crate::signature::pdf::drawing::NotDrawn;
use crate::signature::pdf::page_compare;
use crate::signature::pdf::revisions::{self, Revision};
use crate::signature::validate::facts::Provenance;

/// Differences that are reported.
const MAX_DIFFERENCES: usize = 20;

/// What was found when a file was compared with the issued PDF.
pub(super) struct Compared {
    pub(super) provenance: Provenance,
    /// What was added that is not permitted.
    pub(super) disallowed: Vec<Disallowed>,
    /// All else.
    pub(super) findings: Vec<Finding>,
}

impl Compared {
    fn new(provenance: Provenance, findings: Vec<Finding>) -> Self {
        Self { provenance, disallowed: Vec::new(), findings }
    }

    /// All that was found, but for additions that are reported already.
    pub(super) fn findings_without(self, told: &[Disallowed]) -> impl Iterator<Item = Finding> {
        let new = self.disallowed.into_iter().filter(|what| !told.contains(what));
        let new: Vec<Finding> = new.map(|what| added(&what)).collect();
        new.into_iter().chain(self.findings)
    }
}

/// What of a file are the bytes that were issued.
#[derive(Debug, Clone, Copy)]
pub(super) enum Base<'a> {
    /// Nobody gave the issued PDF.
    NotGiven,
    /// The file begins otherwise than this issued PDF.
    Other(&'a [u8]),
    /// The file begins with them, and they are no writing of its own.
    NotWhole,
    /// They are this writing.
    Revision(usize),
}

impl Base<'_> {
    /// The writing that was issued.
    pub(super) fn revision(self) -> Option<usize> {
        match self {
            Self::Revision(at) => Some(at),
            _ => None,
        }
    }
}

/// Finds the issued bytes in a file.
pub(super) fn base<'a>(file: &[u8], issued: Option<&'a [u8]>, revisions: &[Revision]) -> Base<'a> {
    match issued {
        None => Base::NotGiven,
        Some(issued) if !file.starts_with(issued) => Base::Other(issued),
        Some(issued) => {
            let own = revisions.iter().position(|revision| revision.ends_at(issued.len()));
            own.map_or(Base::NotWhole, Base::Revision)
        }
    }
}

/// Compares with the issued PDF.
pub(super) fn compare(file: &[u8], base: Base<'_>, revisions: &[Revision], changes: &[Changes]) -> Compared {
    let base = match base {
        Base::NotGiven => return Compared::new(Provenance::NotCompared, Vec::new()),
        Base::Other(issued) => return compare_pages(file, issued, revisions),
        Base::NotWhole => {
            let what = "bản chốt nằm trong tệp này nhưng phần thêm không nối đúng vào cuối bản đó";
            return Compared::new(Provenance::Added, vec![Finding::new(codes::ORIGIN_ADDED, what)]);
        }
        Base::Revision(at) => at,
    };
    let mut disallowed: Vec<Disallowed> = Vec::new();
    for (change, revision) in changes.iter().zip(&revisions[1..]).skip(base) {
        disallowed.extend(change.disallowed.iter().cloned().chain(revision.fault.map(Disallowed::Append)));
    }
    disallowed.dedup();
    let mut findings = Vec::new();
    if revisions.last().is_some_and(|last| last.end < file.len()) {
        let what = "so với bản chốt: có dữ liệu nằm sau chỗ kết thúc của tệp";
        findings.push(Finding::new(codes::ORIGIN_ADDED, what));
    }
    if !disallowed.is_empty() || !findings.is_empty() {
        return Compared { provenance: Provenance::Added, disallowed, findings };
    }
    Compared::new(Provenance::Issued, Vec::new())
}

fn added(what: &Disallowed) -> Finding {
    Finding::new(codes::ORIGIN_ADDED, format!("so với bản chốt: {what}"))
        .hint("hỏi người đã ký hoặc gửi tệp vì sao nội dung khác bản chốt")
}

/// Other bytes: what a reader sees decides whether it is the same document written anew.
fn compare_pages(file: &[u8], issued: &[u8], revisions: &[Revision]) -> Compared {
    let original = match revisions::revisions(issued) {
        Ok(original) => original.all,
        Err(finding) => {
            let what = format!("bản chốt đưa ra so: {}", finding.message);
            return Compared::new(Provenance::Other, vec![other(what)]);
        }
    };
    let (Some(old), Some(new)) = (original.last(), revisions.last()) else {
        return Compared::new(Provenance::Other, Vec::new());
    };
    match page_compare::compare(old.read_file(issued), new.read_file(file)) {
        Ok(found) if found.is_empty() => Compared::new(Provenance::Rewritten, vec![rewritten(file, issued)]),
        Ok(found) => {
            let findings = found.into_iter().take(MAX_DIFFERENCES).map(|page| other(page.to_string()));
            Compared::new(Provenance::Other, findings.collect())
        }
        Err(NotDrawn) => Compared::new(Provenance::NotCompared, vec![not_compared()]),
    }
}

fn rewritten(file: &[u8], issued: &[u8]) -> Finding {
    let same = file.iter().zip(issued).take_while(|(a, b)| a == b).count();
    let what = format!(
        "tệp khác bản chốt từ byte {}: phần mềm đã ghi lại hoặc có người sửa; chỉ so được chữ và hình từng trang",
        same + 1
    );
    Finding::new(codes::ORIGIN_REWRITTEN, what)
        .hint("lần sau ký bằng phần mềm ghi thêm vào cuối tệp, không lưu lại tệp")
}

fn not_compared() -> Finding {
    let what = "tệp không giống hệt bản chốt, và không vẽ hết được các trang trong giới hạn để so";
    Finding::new(codes::NOT_LOOKED_AT, what)
        .hint("kiểm lại khi máy rảnh; nếu vẫn vậy thì so bằng mắt hai tệp, hoặc đề nghị ký lại trên bản chốt")
}

fn other(what: String) -> Finding {
    Finding::new(codes::ORIGIN_OTHER, format!("so với bản chốt: {what}"))
        .hint("kiểm tra lại bản chốt đưa ra so; nếu đúng tệp thì đây là văn bản khác")
}
