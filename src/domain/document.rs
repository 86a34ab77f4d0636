//! What an official document is, in plain types: no YAML, no Typst, no files.

pub mod annex;
pub mod attached;
pub mod body;
pub(crate) mod body_name;
pub mod book;
pub(crate) mod citation;
pub mod contents;
pub mod copy_block;
pub mod date;
pub(crate) mod form_lines;
pub(crate) mod heading_numbers;
pub(crate) mod heading_path;
pub mod kind;
pub(crate) mod kind_words;
pub(crate) mod ladders;
pub mod layout;
pub mod marks;
pub mod normative;
pub mod own_fields;
mod part;
mod part_names;
pub mod redline_fields;
pub(crate) mod reference_number;
pub mod references;
pub mod secrecy;
pub mod spans;
pub(crate) mod typed_number;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::source::{Place, Text};
use crate::base::text::capitalized;
pub use crate::domain::document::annex::{Annex, Section};
pub use crate::domain::document::attached::{Attached, AttachedKind};
pub use crate::domain::document::body::{Block, Body, Inline};
pub(crate) use crate::domain::document::book::Book;
use crate::domain::document::citation::Citation;
pub use crate::domain::document::date::IssueDate;
pub(crate) use crate::domain::document::kind::Kind;
pub(crate) use crate::domain::document::layout::Layout;
pub use crate::domain::document::marks::Marks;
pub use crate::domain::document::normative::Normative;
pub use crate::domain::document::own_fields::{Detail, DetailField, StrayKey};
pub use crate::domain::document::redline_fields::Field;
pub(crate) use crate::domain::document::redline_fields::RedlineFields;
pub(crate) use crate::domain::document::reference_number::ReferenceNumber;
use crate::domain::document::reference_number::printed_number;
pub use crate::domain::document::references::References;
pub use crate::domain::document::secrecy::Secrecy;
use crate::domain::figures::Operand;

/// One document, complete: everything that decides what stands on its pages.
#[derive(Debug, Clone)]
pub struct Document {
    /// Tên loại văn bản.
    pub kind: Kind,
    /// What makes it a normative document (QPPL); none of an administrative one.
    pub normative: Option<Normative>,
    /// Cơ quan ban hành.
    pub issuer: Issuer,
    /// Số; absent until the văn thư gives one.
    pub number: Option<Text>,
    /// Ký hiệu, as `BC-UBND`.
    pub symbol: Text,
    /// Độ mật; none of a document that is no secret.
    pub secrecy: Option<Secrecy>,
    /// Độ khẩn, lưu hành, address of the office.
    pub marks: Marks,
    /// Địa danh.
    pub place_name: Text,
    /// Ngày ban hành, as far as known.
    pub issued_on: IssueDate,
    /// Trích yếu, one line each; where the form prints none, what registers say of it.
    pub subject: Text,
    /// The optional note in brackets under the trích yếu.
    pub subject_note: Option<Text>,
    /// Thẩm quyền ban hành of a resolution or decision.
    pub authority: Option<Text>,
    /// Căn cứ, one each.
    pub legal_bases: Vec<Text>,
    /// Kính gửi, kính mời, điện: those it is addressed to.
    pub addressees: Vec<Text>,
    /// What only its kind has, in the order in which its form prints it.
    pub details: Vec<Detail>,
    /// Keys that its kind has not.
    pub stray_keys: Vec<StrayKey>,
    /// Nội dung.
    pub body: Body,
    /// Phụ lục.
    pub annexes: Vec<Annex>,
    /// Văn bản ban hành kèm theo.
    pub attached: Vec<Attached>,
    /// The files that its text and attached documents are written in, paths from the workspace, by content.
    pub attached_files: BTreeMap<String, Digest>,
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
    /// What it still waits for: the value itself, or those that it is added up of or compared with.
    pub awaited: Vec<Awaited>,
    /// Where in the document.
    pub place: Option<Place>,
}

/// A value still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// The figure or fact, from the root of its file.
    pub path: String,
    /// The folder of its figures; none of a fact, which stands where the use says.
    pub folder: Option<String>,
    /// The period of those figures, where it is not that of the document.
    pub period: Option<String>,
    /// Which of its values; none of a fact, which has but one.
    pub operand: Option<Operand>,
    /// Who supplies it, where the figures say so.
    pub from: Option<String>,
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
    /// The names of all bodies where several issue it together, one each; their lines stand in `name` too.
    pub bodies: Vec<Text>,
    /// The lines that say how it is reached, if the office gives them.
    pub contact: Option<Text>,
    /// Its key in `co-quan.yaml`; of several that of the first; none when the document writes it in place.
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
        let mut texts: Vec<&Text> = Vec::new();
        if self.kind.has_letterhead() {
            texts.extend(&self.issuer.parent);
            texts.push(&self.issuer.name);
        }
        if self.kind.is_numbered() {
            texts.push(&self.symbol);
            texts.extend(&self.number);
        }
        if self.prints_place_name() {
            texts.push(&self.place_name);
        }
        texts.extend(&self.marks.contact);
        texts.extend(self.printed_subject());
        texts.extend(&self.subject_note);
        texts.extend(&self.authority);
        texts.extend(&self.legal_bases);
        texts.extend(&self.addressees);
        texts.extend(self.details.iter().map(|detail| &detail.text));
        texts.extend(self.body.texts());
        texts.extend(&self.recipients);
        for signatory in &self.signatories {
            texts.extend(&signatory.capacity);
            texts.push(&signatory.position);
            texts.extend(&signatory.full_name);
        }
        for Section { title, body } in self.sections().skip(1) {
            texts.push(title);
            texts.extend(body.texts());
        }
        texts
    }

    /// Its texts in the order of the pages: its own, those of its annexes, those of attached documents each with its
    /// annexes.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        let own = std::iter::once(Section { title: &self.subject, body: &self.body });
        let attached = self.attached.iter().flat_map(|attached| {
            let own = Section { title: &attached.subject, body: &attached.body };
            std::iter::once(own).chain(attached.annexes.iter().map(Annex::section))
        });
        own.chain(self.annexes.iter().map(Annex::section)).chain(attached)
    }

    /// The bodies of [`Self::sections`].
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.sections().map(|section| section.body)
    }

    /// The same, to be changed.
    pub(crate) fn bodies_mut(&mut self) -> Vec<&mut Body> {
        let mut bodies = vec![&mut self.body];
        bodies.extend(self.annexes.iter_mut().map(|annex| &mut annex.body));
        for attached in &mut self.attached {
            bodies.push(&mut attached.body);
            bodies.extend(attached.annexes.iter_mut().map(|annex| &mut annex.body));
        }
        bodies
    }

    /// `Nghị quyết`: the kind as it begins a sentence.
    pub(crate) fn capitalized_kind(&self) -> String {
        capitalized(self.kind.name)
    }

    /// Trích yếu as far as the form prints one.
    pub(crate) fn printed_subject(&self) -> Option<&Text> {
        Some(&self.subject).filter(|subject| self.kind.has_subject() && !subject.value.trim().is_empty())
    }

    /// Whether the địa danh stands on a page: in the head, or in the first sentence of what two parties agree.
    pub(crate) fn prints_place_name(&self) -> bool {
        let names_another = self.detail("dia_diem").is_some();
        self.kind.has_place_and_date() || !self.kind.has_letterhead() && !names_another
    }

    /// The first text of a field of its own.
    pub(crate) fn detail(&self, key: &str) -> Option<&Text> {
        self.details.iter().find(|detail| detail.field.key == key).map(|detail| &detail.text)
    }

    /// The number as printed: below 10 with a leading 0 [N30-I II.3]; `None` while blank.
    pub(crate) fn printed_number(&self) -> Option<String> {
        Some(printed_number(&self.number.as_ref()?.value))
    }
}
