//! What an official document is, in plain types: no YAML, no Typst, no files.

pub mod body;
pub(crate) mod body_name;
pub mod book;
pub(crate) mod citation;
pub mod contents;
pub mod date;
pub(crate) mod heading_numbers;
pub(crate) mod heading_path;
pub mod kind;
pub mod layout;
pub mod redline_fields;
pub(crate) mod reference_number;
pub mod references;
pub mod secrecy;
pub mod spans;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::source::{Place, Text};
use crate::base::text::capitalized;
use crate::base::text::numerals::roman;
pub use crate::domain::document::body::{Block, Body, Inline};
pub(crate) use crate::domain::document::book::Book;
use crate::domain::document::citation::Citation;
pub use crate::domain::document::date::IssueDate;
pub(crate) use crate::domain::document::kind::Kind;
pub(crate) use crate::domain::document::layout::Layout;
pub use crate::domain::document::redline_fields::Field;
pub(crate) use crate::domain::document::redline_fields::RedlineFields;
pub(crate) use crate::domain::document::reference_number::ReferenceNumber;
use crate::domain::document::reference_number::printed_number;
pub use crate::domain::document::references::References;
use crate::domain::document::references::{Part, PartName, Step};
pub use crate::domain::document::secrecy::Secrecy;
use crate::domain::figures::Operand;

/// One document, complete: everything that decides what stands on its pages.
#[derive(Debug, Clone)]
pub struct Document {
    /// Tên loại văn bản.
    pub kind: Kind,
    /// Cơ quan ban hành.
    pub issuer: Issuer,
    /// Số; absent until the văn thư gives one.
    pub number: Option<Text>,
    /// Ký hiệu, as `BC-UBND`.
    pub symbol: Text,
    /// Độ mật; none of a document that is no secret.
    pub secrecy: Option<Secrecy>,
    /// Địa danh.
    pub place_name: Text,
    /// Ngày ban hành, as far as known.
    pub issued_on: IssueDate,
    /// Trích yếu; one line each.
    pub subject: Text,
    /// The optional note in brackets under the trích yếu.
    pub subject_note: Option<Text>,
    /// Thẩm quyền ban hành of a resolution or decision.
    pub authority: Option<Text>,
    /// Căn cứ, one each.
    pub legal_bases: Vec<Text>,
    /// Kính gửi.
    pub addressees: Vec<Text>,
    /// Nội dung.
    pub body: Body,
    /// Phụ lục.
    pub annexes: Vec<Annex>,
    /// Nơi nhận, without dashes and closing marks.
    pub recipients: Vec<Text>,
    /// Những người ký, as they stand from left to right; most documents have one.
    pub signatories: Vec<Signatory>,
    /// What `[](#nhãn)` in the text and the annexes prints and leads to.
    pub references: References,
    /// Page and body sizes of the office.
    pub layout: Layout,
    /// Bytes of the images the body shows, by the path written in the text.
    pub images: BTreeMap<String, Arc<Vec<u8>>>,
    /// Figures and shared facts the document uses, and where.
    pub uses: Vec<Use>,
    /// Where it names other documents of the workspace.
    pub(crate) citations: Vec<Citation>,
    /// What stands behind each `{{` that the clerk wants on the page, as [`after_braces`] gives it.
    pub(crate) braces: Vec<String>,
    /// What a redline marks around its text; empty in any other document.
    pub redline_fields: RedlineFields,
    /// Whether it is a redline.
    pub redline: bool,
}

/// A figure or shared fact in a sentence, a table, a chart, or a field of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// `du_lich.luot_khach`, from the root of its file.
    pub path: String,
    /// The file it stands in.
    pub origin: Origin,
    /// Values of the figure that what is printed follows from; none of a fact, or of a figure's name alone.
    pub reads: Vec<Operand>,
    /// The expression, the block, or the field of the document that uses it.
    pub expression: String,
    /// What it prints: the words of an expression, the cells of a row, the values of a chart.
    pub printed: String,
    /// What the figure or fact itself is worth, where the words depend on others too; else empty.
    pub worth: String,
    /// Set when the figure is still to come.
    pub awaited: Option<Awaited>,
    /// Where in the document.
    pub place: Option<Place>,
}

/// A figure still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// Who supplies it, where the figures say so.
    pub from: Option<String>,
    /// Which of its values are; none for a fact, which has but one.
    pub operands: Vec<Operand>,
}

/// Where a figure or shared fact stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The figures of this folder of the workspace.
    Figures(String),
    /// `chung.yaml` of this folder.
    Shared(String),
    /// The head of this document of the workspace.
    Document(String),
    /// `co-quan.yaml`.
    Office,
}

/// Cơ quan ban hành văn bản.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Full name as the letterhead shows it; may have several lines.
    pub name: Text,
    /// Cơ quan chủ quản trực tiếp, if any.
    pub parent: Option<Text>,
    /// Abbreviation in the sign: `UBND`.
    pub symbol: Text,
    /// Its key in `co-quan.yaml`; none when the document writes it in place.
    pub key: Option<String>,
}

/// Người ký văn bản [N30-I II.7].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// Quyền hạn: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`; up to two lines.
    pub capacity: Option<Text>,
    /// Chức vụ.
    pub position: Text,
    /// Họ và tên; blank while unknown.
    pub full_name: Option<Text>,
}

/// Phụ lục kèm theo văn bản [N30-I III.1].
#[derive(Debug, Clone)]
pub struct Annex {
    /// Tên phụ lục.
    pub title: Text,
    /// What references call it by.
    pub label: Option<Text>,
    /// Whether the annex lies across the page.
    pub landscape: bool,
    /// Nội dung.
    pub body: Body,
}

/// What tells braces from others: the letters and signs of a name behind the `{{` that begin a text, on the page or as it is
/// typed, where values stand as entities and emphasis has its marks.
pub(crate) fn after_braces(text: &str) -> String {
    const TELLING: usize = 12;
    let mut plain = String::new();
    let mut parts = text.split("&#");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts.take(2 * TELLING) {
        let entity = part.split_once(';').and_then(|(code, rest)| Some((char::from_u32(code.parse().ok()?)?, rest)));
        match entity {
            Some((c, rest)) => {
                plain.push(c);
                plain.push_str(rest);
            }
            None => plain.push_str(part),
        }
    }
    let behind = plain.trim_start_matches('{').chars().filter(|c| !c.is_whitespace() && !"*^~\\".contains(*c));
    behind
        .take_while(|c| c.is_alphanumeric() || "._}".contains(*c))
        .take(TELLING)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A recipient without the dash in front and the mark behind, which the program sets itself.
pub(crate) fn without_list_marks(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("- ").unwrap_or(text);
    text.trim_end_matches([';', '.', ',']).trim().to_owned()
}

impl Signatory {
    /// Who it is in one line: the name, or the position while the name is unknown.
    pub(crate) fn name(&self) -> String {
        self.full_name.as_ref().unwrap_or(&self.position).one_line()
    }
}

impl Document {
    /// Every text of the clerk's that will stand on a page, in reading order.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = self.issuer.parent.iter().collect();
        texts.extend([&self.issuer.name, &self.symbol, &self.place_name]);
        texts.extend(&self.number);
        texts.push(&self.subject);
        texts.extend(&self.subject_note);
        texts.extend(&self.authority);
        texts.extend(&self.legal_bases);
        texts.extend(&self.addressees);
        texts.extend(self.body.texts());
        for annex in &self.annexes {
            texts.push(&annex.title);
            texts.extend(annex.body.texts());
        }
        texts.extend(&self.recipients);
        for signatory in &self.signatories {
            texts.extend(&signatory.capacity);
            texts.push(&signatory.position);
            texts.extend(&signatory.full_name);
        }
        texts
    }

    /// What an annex is called, from 0: `Phụ lục II`; the only one has no number [N30-I III.1.b].
    pub(crate) fn annex_name(&self, index: usize) -> Step {
        Step::new(
            "Phụ lục",
            if self.annexes.len() > 1 { roman(u32::try_from(index + 1).unwrap_or(u32::MAX)) } else { String::new() },
        )
    }

    /// `Nghị quyết`: the kind as it begins a sentence.
    pub(crate) fn capitalized_kind(&self) -> String {
        capitalized(self.kind.name)
    }

    /// Finds what the references of all texts lead to.
    pub(crate) fn resolve_references(&mut self) -> Vec<references::Fault> {
        let own = PartName { behind: Step::new(format!("của {} này", self.capitalized_kind()), "") };
        let names: Vec<PartName> = (0..self.annexes.len()).map(|i| PartName { behind: self.annex_name(i) }).collect();
        let mut parts = vec![Part { body: &self.body, label: None, called: &own }];
        let annexes = self.annexes.iter().zip(&names);
        parts.extend(annexes.map(|(annex, called)| Part { body: &annex.body, label: annex.label.as_ref(), called }));
        let (references, faults) = References::of(&parts);
        self.references = references;
        faults
    }

    /// The number as printed: below 10 with a leading 0 [N30-I II.3]; `None` while blank.
    pub(crate) fn printed_number(&self) -> Option<String> {
        Some(printed_number(&self.number.as_ref()?.value))
    }
}
