//! References of a document: every label has one holder, and every reference a label.

use crate::base::finding::{Finding, Findings, codes, suggest};
use crate::base::source::Text;
use crate::domain::document::Document;
use crate::domain::document::references::{Fault, NOTE_SIGN};

/// References without target for which a label near to theirs is looked for.
const MAX_EXPLAINED: usize = 200;

/// Finds what each reference prints; what leads nowhere, or to two places, is reported.
pub(super) fn resolve(document: &mut Document, findings: &mut Findings) {
    for (count, fault) in document.resolve_references().into_iter().enumerate() {
        findings.push(match fault {
            Fault::Unknown(call, known) => unknown(&call, &known, count < MAX_EXPLAINED),
            Fault::Doubled(first, again) => doubled(&first, again),
            Fault::Ambiguous(call, places) => {
                let named = places.join(", ");
                let message = format!("nhãn `{}` có ở nhiều phần: {named}", call.value);
                Finding::new(codes::DOUBLED_LABEL, message)
                    .at_optional(call.place)
                    .hint("đổi tên nhãn ở các phần cho khác nhau, rồi dùng đúng nhãn")
            }
            Fault::Unnumbered(call) => {
                let message = format!("bảng mang nhãn `{}` chưa có tên nên không có số để in", call.value);
                Finding::new(codes::NO_SUCH_LABEL, message)
                    .at_optional(call.place)
                    .hint("thêm tên bảng: dòng `chu_thich: …` của đoạn, hoặc dòng `Bảng: …` trên bảng")
            }
        });
    }
}

fn unknown(call: &Text, known: &[String], explain: bool) -> Finding {
    let label = &call.value;
    // so many more are counted, not read
    let near = known.iter().map(String::as_str).filter(|_| explain);
    let hint = suggest(label, near, || match label.strip_prefix(NOTE_SIGN) {
        Some(name) => format!("thêm dòng `[^{name}]: …` ở cuối nội dung và đặt `[^{name}]` ở chỗ cần chú thích"),
        None => format!(
            "đặt `{{#{label}}}` ở cuối đề mục cần dẫn tới, hoặc thêm dòng `nhan: {label}` vào đoạn bảng, biểu đồ, phụ lục"
        ),
    });
    Finding::new(codes::NO_SUCH_LABEL, format!("không có chỗ nào mang nhãn `{label}`"))
        .at_optional(call.place.clone())
        .hint(hint)
}

fn doubled(first: &Text, again: Text) -> Finding {
    let line = first.place.as_ref().map_or(0, |place| place.line_column().0);
    Finding::new(codes::DOUBLED_LABEL, format!("nhãn `{}` đã đặt ở dòng {line}", again.value))
        .at_optional(again.place)
        .hint("đặt tên khác cho một trong hai nhãn, và sửa các chỗ dẫn tới")
}
