//! D19: words that the template prints itself, typed once more: `V/v V/v`, `Kính gửi: Kính gửi:`, `BÁO CÁO BÁO CÁO`, or
//! a whole letterhead inside the text.

mod parts;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{DataPath, Text};
use crate::base::text::fold::{fold, fold_words};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::Document;
use crate::domain::document::body::{Block, first_text, plain};
use crate::domain::document::kind::Form;
use crate::domain::document::own_fields::FIELDS;

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

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    subject(document, findings);
    for text in &document.addressees {
        let (begin, printed, key) = match document.kind.addressees {
            Some("kinh_moi") => ("kinh moi", "trân trọng kính mời:", "kinh_moi"),
            Some("kinh_chuyen") => ("kinh chuyen", "Kính chuyển:", "kinh_chuyen"),
            Some("dien") => ("dien", "điện:", "dien"),
            _ => ("kinh gui", "Kính gửi:", "kinh_gui"),
        };
        told(text, &[begin], printed, key, findings);
    }
    for text in &document.recipients {
        told(text, &["noi nhan"], "Nơi nhận:", "noi_nhan", findings);
    }
    for (field, detail) in document.details.iter().filter_map(|detail| {
        let field = FIELDS.iter().find(|field| field.key == detail.field.key && !field.label.is_empty())?;
        Some((field, detail))
    }) {
        told(&detail.text, &[&fold(field.label)], field.label, field.key, findings);
    }
    let of_attached = document.attached.iter().flat_map(|attached| &attached.annexes);
    for annex in document.annexes.iter().chain(of_attached) {
        let mut words = annex.title.value.split_whitespace();
        let begin = [words.next().unwrap_or_default(), words.next().unwrap_or_default()].join(" ");
        let number = words.next().map(|number| number.trim_end_matches([':', '.', '-', '–', ')']));
        let is_number = |number: &str| number.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
        let is_alone = number.is_none() || begin.ends_with([':', '.']);
        if fold_words(&begin) == "phu luc" && (is_alone || number.is_some_and(is_number)) {
            report(&annex.title, if is_alone { 2 } else { 3 }, &[], ("Phụ lục", "ten"), findings);
        }
    }
    parts::check(document, findings);
    sentences(document, findings);
}

/// The two sentences that the program writes in a normative document: how it is issued, and how it was adopted.
fn sentences(document: &Document, findings: &mut Findings) {
    let Some(normative) = &document.normative else { return };
    let issued = format!("{} ban hanh {}", fold(normative.body.name()), fold(document.kind.name));
    // the last paragraph is the one that the program wrote
    let own = document.body.blocks.len() - usize::from(normative.adoption.is_some());
    let blocks = document.body.blocks.iter().take(own).filter_map(|block| match block.bare() {
        Block::Paragraph { text, .. } => Some((plain(text), first_text(text)?, "noi_dung")),
        _ => None,
    });
    let bases = document.legal_bases.iter().map(|text| (text.one_line(), text, "can_cu"));
    for (words, text, field) in bases.chain(blocks) {
        let folded = fold(&words);
        let is_issued = folded.contains(&issued) && folded.starts_with(&fold(normative.body.name()));
        let is_adopted =
            normative.adoption.is_some() && folded.starts_with("nghi quyet nay") && folded.contains("thong qua ngay");
        if is_issued || is_adopted {
            let what = if is_issued { "câu ban hành" } else { "câu thông qua" };
            let message = format!("{what} gõ trong `{field}`, mẫu đã in sẵn");
            let finding = Finding::new(codes::TYPED_AGAIN, message).at_optional(text.place.clone());
            findings.push(
                finding
                    .path(DataPath::from(field))
                    .hint("xóa câu này, chương trình viết từ `trich_yeu` và `thong_qua`"),
            );
        }
    }
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
        report(text, count, &[], (&name.to_uppercase(), "trich_yeu"), findings);
    }
}

/// Reports a text that begins with any of these words, given without marks.
fn told(text: &Text, begins: &[&str], printed: &str, field: &str, findings: &mut Findings) {
    if let Some(words) = begun(&text.value, begins) {
        report(text, words, begins, (printed, field), findings);
    }
}

/// How many words at the head of a text are one of these beginnings, given without marks.
fn begun(text: &str, begins: &[&str]) -> Option<usize> {
    let folded = fold(text);
    let begin = begins.iter().find(|begin| folded.trim_start().starts_with(*begin))?;
    let words = begin.split(' ').count();
    let last = text.split_whitespace().nth(words - 1).unwrap_or_default();
    (fold(last.trim_end_matches(':')) == begin.rsplit(' ').next().unwrap_or_default()).then_some(words)
}

/// Says that so many words of a text stand on the page already; what is left begins with none of them either.
fn report(text: &Text, words: usize, begins: &[&str], (printed, field): (&str, &str), findings: &mut Findings) {
    const BETWEEN: [char; 6] = [' ', ':', '.', '-', '–', '\n'];
    let (typed, mut rest) = parted(text.value.trim_start(), words);
    loop {
        rest = rest.trim_start_matches(BETWEEN);
        rest = match rest.strip_prefix(typed) {
            Some(more) => more,
            None => match begun(rest, begins) {
                Some(words) => parted(rest, words).1,
                None => break,
            },
        };
    }
    let message = format!("`{typed}` gõ ở đầu `{field}`, mẫu đã in sẵn `{printed}`");
    let hint = match rest.lines().next().map(str::trim).filter(|rest| !rest.is_empty()) {
        Some(rest) => format!("bỏ `{typed}`, chỉ viết `{rest}`"),
        None => format!("bỏ `{typed}`"),
    };
    let finding = Finding::new(codes::TYPED_AGAIN, message).at_optional(text.place.clone());
    findings.push(finding.path(DataPath::from(field)).hint(hint));
}

/// So many words at the head of a text, without the marks behind them, and the rest.
fn parted(value: &str, words: usize) -> (&str, &str) {
    let blanks =
        value.match_indices(char::is_whitespace).filter(|(at, _)| !value[..*at].ends_with(char::is_whitespace));
    let end = blanks.map(|(at, _)| at).nth(words - 1).unwrap_or(value.len());
    (value[..end].trim_end_matches([':', '.']), &value[end..])
}
