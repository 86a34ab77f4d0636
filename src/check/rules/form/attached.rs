//! D50, D51: what a decision issues is named as it is, and is there.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Text;
use crate::base::text::capitalized;
use crate::base::text::fold::fold_words;
use crate::base::text::one_line;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::attached::Attached;
use crate::domain::document::body::{Block, Inline, first_text, plain};
use crate::domain::document::heading_numbers::Rung;
use crate::domain::document::{Document, kind::Form};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::ATTACHED_NOT_NAMED, codes::NOTHING_ATTACHED],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.3"),
    examples: &[
        Example {
            code: codes::ATTACHED_NOT_NAMED,
            file: "bao-cao.yaml",
            wrong: "loai: quyet-dinh\nnoi_dung: Ban hành kèm theo Quyết định này Quy chế làm việc.\nkem_theo: [{loai: quy-che, trich_yeu: Tiếp công dân, noi_dung: A}]",
            right: "loai: quyet-dinh\nnoi_dung: Ban hành kèm theo Quyết định này Quy chế tiếp công dân.\nkem_theo: [{loai: quy-che, trich_yeu: Tiếp công dân, noi_dung: A}]",
        },
        Example {
            code: codes::NOTHING_ATTACHED,
            file: "bao-cao.yaml",
            wrong: "loai: quyet-dinh\nnoi_dung: Ban hành kèm theo Quyết định này Quy chế tiếp công dân.",
            right: "loai: quyet-dinh\nnoi_dung: Ban hành kèm theo Quyết định này Quy chế tiếp công dân.\nkem_theo: [{loai: quy-che, trich_yeu: Tiếp công dân, noi_dung: A}]",
        },
    ],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    // to issue a document with another is for decisions and resolutions; of other kinds that is told
    if !matches!(document.kind.form, Form::Decision | Form::Resolution) {
        return;
    }
    let first = first_article(document);
    for attached in &document.attached {
        let name = attached.name_in_sentence();
        if !first.names(&name) {
            findings.push(not_named(document, &first, &name, attached));
        }
    }
    if document.attached.is_empty() && document.annexes.is_empty() {
        nothing_attached(document, findings);
    }
}

/// What says what is issued: Điều 1, or the whole text of a document without articles.
struct FirstArticle<'a> {
    /// `Điều 1`, or `văn bản`.
    called: &'static str,
    lines: Vec<&'a [Inline]>,
}

impl FirstArticle<'_> {
    fn names(&self, name: &str) -> bool {
        let text: Vec<String> = self.lines.iter().map(|line| plain(line)).collect();
        alike(&text.join(" ")).contains(&alike(name))
    }

    fn place(&self) -> Option<&Text> {
        self.lines.iter().find_map(|line| first_text(line))
    }
}

fn first_article(document: &Document) -> FirstArticle<'_> {
    let is_article = |block: &&Block| match block {
        Block::Heading { number, .. } => number.rung == Rung::Article,
        Block::Paragraph { lead: Some(lead), .. } => lead.rung == Rung::Article,
        _ => false,
    };
    let blocks = &document.body.blocks;
    match blocks.iter().position(|block| is_article(&block)) {
        Some(at) => {
            let behind = blocks[at + 1..].iter().take_while(|block| !is_article(block));
            let lines = std::iter::once(&blocks[at]).chain(behind).filter_map(line).collect();
            FirstArticle { called: "Điều 1", lines }
        }
        None => FirstArticle { called: "văn bản", lines: blocks.iter().filter_map(line).collect() },
    }
}

fn line(block: &Block) -> Option<&[Inline]> {
    match block {
        Block::Heading { title: text, .. }
        | Block::Paragraph { text, .. }
        | Block::Item { text, .. }
        | Block::Centred { text } => Some(text),
        _ => None,
    }
}

/// Words as they are compared: capitals and blanks are no difference.
fn alike(text: &str) -> String {
    one_line(&text.to_lowercase())
}

fn not_named(document: &Document, first: &FirstArticle<'_>, name: &str, attached: &Attached) -> Finding {
    let does = if document.approves() { "Phê duyệt" } else { "Ban hành" };
    let place = first.place().or(Some(&attached.subject)).and_then(|text| text.place.clone());
    Finding::new(codes::ATTACHED_NOT_NAMED, format!("{} không ghi đúng tên văn bản kèm theo `{name}`", first.called))
        .at_optional(place)
        .hint(format!("viết `{does} kèm theo {} này {name}`", capitalized(document.kind.name)))
        .hint("hoặc sửa `loai`, `trich_yeu` của văn bản kèm theo cho khớp")
}

fn nothing_attached(document: &Document, findings: &mut Findings) {
    let this = format!("kem theo {} nay", fold_words(document.kind.name));
    let mut lines = document.body.blocks.iter().filter_map(line);
    let Some(line) = lines.find(|line| fold_words(&plain(line)).contains(&this)) else { return };
    let message = format!("văn bản ghi kèm theo {} này, mà chưa có văn bản nào kèm theo", document.kind.name);
    let place = first_text(line).and_then(|text| text.place.clone());
    let finding = Finding::new(codes::NOTHING_ATTACHED, message).at_optional(place);
    findings
        .push(finding.hint("thêm mục `kem_theo` với quy chế, kế hoạch … ấy, hoặc `phu_luc` với danh sách, biểu ấy"));
}
