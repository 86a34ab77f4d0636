//! What signatures draw on the pages as they were issued, or signed first.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::diff::changes::{Appearance, Changes};
use crate::signature::pdf::painting::{self, Writings};
use crate::signature::pdf::revisions::Revision;
use crate::signature::validate::place::Place;

/// Looks at all that came after a revision.
pub(super) fn check(file: &[u8], revisions: &[Revision], base: usize, changes: &[Changes]) -> Vec<Finding> {
    let (Some(before), Some(last)) = (revisions.get(base), revisions.last()) else { return Vec::new() };
    let after = changes.get(base..).unwrap_or_default();
    let shown: Vec<Appearance> = after.iter().flat_map(|change| change.shown.clone()).collect();
    let filled: Vec<Appearance> = after.iter().flat_map(|change| change.filled_at.clone()).collect();
    if shown.is_empty() && filled.is_empty() {
        return Vec::new();
    }
    // where the issued bytes are not known, the first signature stands already
    let unsigned = base.checked_sub(1).and_then(|at| revisions.get(at)).map(|unsigned| unsigned.read_file(file));
    let writings = Writings { before: before.read_file(file), after: last.read_file(file), unsigned };
    let painted = painting::painted(writings, &shown, &filled);
    let pages = |pages: BTreeSet<usize>| pages.iter().map(|page| (page + 1).to_string()).collect::<Vec<_>>().join(", ");
    let finding = |code, on: BTreeSet<usize>, what: &str, hint: &str| {
        (!on.is_empty()).then(|| Finding::new(code, format!("{what} {}", pages(on))).hint(hint))
    };
    let again = "đề nghị ký lại, đặt khung chữ ký vào chỗ trống";
    let found = [
        finding(
            codes::ORIGIN_COVERED,
            painted.covered,
            "hình ảnh chữ ký số che chữ hoặc hình của văn bản ở trang",
            again,
        ),
        finding(codes::ORIGIN_COVERED, painted.outside, "hình của chữ ký vẽ ra ngoài khung chữ ký ở trang", again),
        finding(
            codes::NOT_LOOKED_AT,
            painted.not_drawn,
            "không vẽ được để xem khung chữ ký có che chữ hay không ở trang",
            "kiểm lại khi máy rảnh; vẫn vậy thì mở tệp so với bản chốt, hoặc đề nghị ký lại với hình chữ ký đơn giản",
        ),
    ];
    let reading_on = painted.reading_on.iter().map(|appearance| {
        let place = Place::of(&before.document, *appearance);
        Finding::new(codes::ORIGIN_COVERED, format!("hình chữ ký đọc lẫn vào dòng chữ của văn bản ở {place}"))
            .hint("đề nghị ký lại, đặt khung chữ ký cách dòng chữ bên cạnh ít nhất 1 cm")
    });
    found.into_iter().flatten().chain(reading_on).collect()
}
