//! Whether a file grew out of the PDF that was issued: the same bytes first, then nothing but signatures.

use crate::base::finding::codes;
use crate::signature::pdf::acroform;
use crate::signature::pdf::diff::Changes;
use crate::signature::pdf::page_compare::{self, Drawn};
use crate::signature::pdf::revisions::{self, Revision};
use crate::signature::validate::report::{Fact, Origin, Reason};

/// Compares with the issued PDF.
pub(crate) fn origin(
    file: &[u8],
    issued: Option<&[u8]>,
    revisions: &[Revision],
    changes: &[Changes],
) -> (Origin, Vec<Reason>) {
    let Some(issued) = issued else {
        return (Origin::NotCompared, Vec::new());
    };
    if !file.starts_with(issued) {
        return by_pages(file, issued, revisions);
    }
    let Some(base) = revisions.iter().position(|revision| revision.ends_at(issued.len())) else {
        let what = "bản phát hành nằm trong tệp này nhưng phần thêm không nối đúng vào cuối bản đó";
        return (Origin::Added, vec![Reason::new(codes::ORIGIN_ADDED, Fact::Origin, what)]);
    };
    let mut reasons = Vec::new();
    for (change, revision) in changes.iter().zip(&revisions[1..]).skip(base) {
        let faults = change.refused.iter().cloned().chain(revision.fault.map(str::to_owned));
        reasons.extend(faults.map(|what| {
            Reason::new(codes::ORIGIN_ADDED, Fact::Origin, format!("so với bản phát hành: {what}"))
                .hint("hỏi người đã ký hoặc gửi tệp vì sao nội dung khác bản phát hành")
        }));
    }
    if revisions.last().is_some_and(|last| last.end < file.len()) {
        let what = "so với bản phát hành: có dữ liệu nằm sau chỗ kết thúc của tệp";
        reasons.push(Reason::new(codes::ORIGIN_ADDED, Fact::Origin, what));
    }
    reasons.dedup();
    if !reasons.is_empty() {
        return (Origin::Added, reasons);
    }
    (Origin::Issued, covered(issued, &revisions[base], &changes[base..]))
}

/// Signatures that stand on words of the document.
fn covered(issued: &[u8], base: &Revision, changes: &[Changes]) -> Vec<Reason> {
    let shown: Vec<_> = changes.iter().flat_map(|change| change.shown.iter().copied()).collect();
    let Some(drawn) = (!shown.is_empty()).then(|| Drawn::open(issued)).flatten() else {
        return Vec::new();
    };
    let pages: Vec<_> = base.document.page_iter().collect();
    let mut reasons: Vec<Reason> = Vec::new();
    for (page, place) in shown.into_iter().take(MOST_SHOWN) {
        let Some(id) = pages.get(page) else { continue };
        if drawn.has_ink(page, acroform::paper(&base.document, *id), place) {
            let what = format!("khung chữ ký ở trang {} nằm trên chữ của văn bản", page + 1);
            reasons.push(
                Reason::new(codes::ORIGIN_COVERED, Fact::Origin, what)
                    .hint("mở tệp xem chữ ở chỗ đó còn đọc được không"),
            );
        }
    }
    reasons.dedup();
    reasons
}

/// Pictures of signatures looked behind.
const MOST_SHOWN: usize = 20;

/// Other bytes: what a reader sees decides whether it is the same document written anew.
fn by_pages(file: &[u8], issued: &[u8], revisions: &[Revision]) -> (Origin, Vec<Reason>) {
    let other = |what: String| {
        let reason = Reason::new(codes::ORIGIN_OTHER, Fact::Origin, format!("so với bản phát hành: {what}"));
        reason.hint("kiểm tra lại tệp bản phát hành đưa ra so; nếu đúng tệp thì đây là văn bản khác")
    };
    let original = match revisions::revisions(issued) {
        Ok(original) => original,
        Err(reason) => return (Origin::Other, vec![other(format!("bản phát hành đưa ra so: {}", reason.message))]),
    };
    let (Some(old), Some(new)) = (original.last(), revisions.last()) else {
        return (Origin::Other, Vec::new());
    };
    match page_compare::differences((issued, &old.document), (file, &new.document)) {
        Ok(found) if found.is_empty() => {
            let same = file.iter().zip(issued).take_while(|(a, b)| a == b).count();
            let what = format!(
                "tệp khác bản phát hành từ byte {}: phần mềm đã ghi lại hoặc có người sửa; chỉ so được chữ và hình từng trang",
                same + 1
            );
            let reason = Reason::new(codes::ORIGIN_REWRITTEN, Fact::Origin, what);
            (Origin::Rewritten, vec![reason.hint("lần sau ký bằng phần mềm ghi thêm vào cuối tệp, không lưu lại tệp")])
        }
        Ok(found) => (Origin::Other, found.into_iter().take(20).map(other).collect()),
        Err(why) => (Origin::Other, vec![other(why.to_owned())]),
    }
}
