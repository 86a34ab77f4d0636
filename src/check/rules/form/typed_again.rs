//! D19: words that the template prints itself, typed once more: `V/v V/v`, `Kính gửi: Kính gửi:`, `BÁO CÁO BÁO CÁO`.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{DataPath, Text};
use crate::base::text::fold::{fold, fold_words};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::body::plain;
use crate::domain::document::kind::Form;
use crate::domain::document::{Block, Document, Inline};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::TYPED_AGAIN],
    basis: None,
    examples: &[
        Example {
            code: codes::TYPED_AGAIN,
            file: "bao-cao.yaml",
            wrong: "trich_yeu: BÁO CÁO Kết quả công tác",
            right: "trich_yeu: Kết quả công tác",
        },
        Example {
            code: codes::TYPED_AGAIN,
            file: "bao-cao.yaml",
            wrong: "kinh_gui: \"Kính gửi: Sở Nội vụ\"",
            right: "kinh_gui: Sở Nội vụ",
        },
    ],
    check: Check::Document(check),
};

/// Blocks of a text among which the head of a pasted document stands.
const HEAD: usize = 12;

/// Lines of a page that are parts of the form, as they are folded.
const PARTS: [(&str, &str); 4] = [
    ("cong hoa xa hoi chu nghia viet nam", "ở đầu trang"),
    ("doc lap - tu do - hanh phuc", "ở đầu trang"),
    ("quyet nghi", "trước nội dung"),
    ("quyet dinh", "trước nội dung"),
];

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    subject(document, findings);
    for text in &document.addressees {
        told(text, &["kinh gui"], "Kính gửi:", "kinh_gui", findings);
    }
    for text in &document.recipients {
        told(text, &["noi nhan"], "Nơi nhận:", "noi_nhan", findings);
    }
    for annex in &document.annexes {
        let mut words = annex.title.value.split_whitespace();
        let begin = [words.next().unwrap_or_default(), words.next().unwrap_or_default()].join(" ");
        let number = words.next().map(|number| number.trim_end_matches([':', '.', '-', '–', ')']));
        let is_number = |number: &str| number.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
        let is_alone = number.is_none() || begin.ends_with([':', '.']);
        if fold_words(&begin) == "phu luc" && (is_alone || number.is_some_and(is_number)) {
            report(&annex.title, if is_alone { 2 } else { 3 }, "Phụ lục", "ten", findings);
        }
    }
    parts(document, findings);
}

/// The name of the kind above the subject, or `V/v` before it.
fn subject(document: &Document, findings: &mut Findings) {
    let text = &document.subject;
    if document.kind.form == Form::Letter {
        told(text, &["v/v", "ve viec"], "V/v", "trich_yeu", findings);
        return;
    }
    let name = document.kind.name;
    let count = name.split(' ').count();
    let typed: Vec<&str> = text.value.split_whitespace().take(count).collect();
    let typed = typed.join(" ");
    let in_capitals = !typed.contains(char::is_lowercase);
    // to decide and to resolve are verbs too
    let is_name = in_capitals || !document.kind.has_authority();
    if is_name && typed.to_lowercase().trim_end_matches(':') == name {
        report(text, count, &name.to_uppercase(), "trich_yeu", findings);
    }
}

/// Lines of the form in the text: a whole document was pasted.
fn parts(document: &Document, findings: &mut Findings) {
    for block in document.body.blocks.iter().take(HEAD) {
        let (Block::Paragraph { text, .. } | Block::Heading { title: text, .. }) = block.bare() else { continue };
        let words = plain(text);
        let folded = fold_words(&words.replace(['–', '—', '\u{2011}'], "-"));
        let Some((_, place)) = PARTS.iter().find(|(part, _)| *part == folded) else { continue };
        let is_formula = folded.starts_with("quyet");
        if is_formula && (!document.kind.has_authority() || words.contains(char::is_lowercase)) {
            continue;
        }
        let message = format!("`{}` đứng trong nội dung, mẫu đã in sẵn {place}", words.trim());
        let finding =
            Finding::new(codes::TYPED_AGAIN, message).at_optional(first_text(text).and_then(|text| text.place.clone()));
        findings.push(finding.path("noi_dung".into()).hint("xóa dòng này khỏi nội dung"));
    }
}

fn first_text(inlines: &[Inline]) -> Option<&Text> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => Some(text),
        inline => first_text(inline.inner()),
    })
}

/// Reports a text that begins with any of these words, given without marks.
fn told(text: &Text, begins: &[&str], printed: &str, field: &str, findings: &mut Findings) {
    let folded = fold(&text.value);
    let Some(begin) = begins.iter().find(|begin| folded.trim_start().starts_with(*begin)) else { return };
    let words = begin.split(' ').count();
    let last = text.value.split_whitespace().nth(words - 1).unwrap_or_default();
    if fold(last.trim_end_matches(':')) == begin.rsplit(' ').next().unwrap_or_default() {
        report(text, words, printed, field, findings);
    }
}

/// Says that so many words of a text stand on the page already.
fn report(text: &Text, words: usize, printed: &str, field: &str, findings: &mut Findings) {
    let value = text.value.trim_start();
    let blanks =
        value.match_indices(char::is_whitespace).filter(|(at, _)| !value[..*at].ends_with(char::is_whitespace));
    let end = blanks.map(|(at, _)| at).nth(words - 1).unwrap_or(value.len());
    let typed = value[..end].trim_end_matches([':', '.']);
    let between = [' ', ':', '.', '-', '–', '\n'];
    let mut rest = value[end..].trim_start_matches(between);
    while let Some(more) = rest.strip_prefix(typed) {
        rest = more.trim_start_matches(between);
    }
    let message = format!("`{typed}` gõ ở đầu `{field}`, mẫu đã in sẵn `{printed}`");
    let hint = match rest.lines().next().map(str::trim).filter(|rest| !rest.is_empty()) {
        Some(rest) => format!("bỏ `{typed}`, chỉ viết `{rest}`"),
        None => format!("bỏ `{typed}`"),
    };
    let finding = Finding::new(codes::TYPED_AGAIN, message).at_optional(text.place.clone());
    findings.push(finding.path(DataPath::from(field)).hint(hint));
}
