//! What a template can name: the document in the clerk's own terms.

use minijinja::{Value, context as values};

use super::attached_to;
use super::body::{self, Ending, ImageNames, Setting};
use super::environment::code;
use super::label_names::part_anchor;
use super::literal::text;
use super::marked::marked;
use super::own_fields;
use super::pdf_metadata::metadata;
use crate::base::source::Text;
use crate::domain::document::body_name::ordinary_case;
use crate::domain::document::layout::Hundredths;
use crate::domain::document::{Annex, Attached, Body, Document, Field, without_list_marks};

/// Width of A4, hundredths of mm [N30-I I.1].
const PAPER_WIDTH: u32 = 21000;

/// The variables of one document.
pub(super) fn context(document: &Document, families: &[String], images: ImageNames<'_>) -> Value {
    let recipients = marked(document, Field::Recipients).unwrap_or_else(|| bares(&document.recipients));
    let signatories = signatories(document);
    let is_receipt = document.kind.key == "phieu-gui";
    let is_confirmed = own_fields::is_there(document, "noi_xac_nhan");
    let has_end = !signatories.is_empty() || !recipients.is_empty() || is_receipt || is_confirmed;
    let or_lines =
        |field, text: Option<&Text>| marked(document, field).unwrap_or_else(|| text.map(lines).unwrap_or_default());
    let or_line = |field, text: Option<String>| one(marked(document, field)).or(text.map(Value::from));
    let mut sections = Sections { document, images, bodies: 0, titles: 0 };
    values! {
        gach_sua => document.redline,
        ten_loai => or_line(Field::Kind, Some(document.kind.name.to_uppercase())),
        co_quan => values! {
            chu_quan => or_lines(Field::Parent, document.issuer.parent.as_ref()),
            ten => or_lines(Field::Issuer, Some(&document.issuer.name)),
        },
        dau => stamps(document),
        luu_hanh => document.marks.circulation.map(|circulation| circulation.stamp()),
        lien_he => document.marks.contact.as_ref().map(lines).unwrap_or_default(),
        so => or_line(Field::Number, document.printed_number()),
        ky_hieu => or_line(Field::Symbol, Some(document.symbol.one_line())),
        dia_danh => or_line(Field::PlaceName, Some(document.place_name.one_line())),
        ngay => marked(document, Field::Date)
            .unwrap_or_else(|| document.issued_on.printed().map(Value::from).to_vec()),
        trich_yeu => or_lines(Field::Subject, document.printed_subject()),
        chu_thich_trich_yeu =>
            or_line(Field::SubjectNote, document.subject_note.as_ref().map(|note| note.value.trim().to_owned())),
        tham_quyen => or_lines(Field::Authority, document.authority.as_ref()),
        can_cu => legal_bases(document),
        cau_ban_hanh => enacting_sentence(document),
        quy_pham => document.normative.is_some(),
        kinh_gui => addressees(document),
        kinh_moi => addressees(document),
        kinh_chuyen => addressees(document),
        dien => addressees(document),
        noi_dung => code(body::body(&document.body, setting(document, images, has_end))),
        co_khoi_cuoi => has_end,
        ky_nhan => is_receipt,
        kinh_chuyen_den => document.kind.addressees == Some("kinh_chuyen"),
        ke_ten => false,
        khong_ke => false,
        co_noi_dung => !document.body.blocks.is_empty(),
        nguoi_dung_ten => issuer_in_sentences(document),
        cac_phu_luc => sections.annexes(&document.annexes, &attached_to::annex_line(document)),
        cac_kem_theo => document.attached.iter().enumerate().map(|(n, attached)| sections.attached(attached, n)).collect::<Vec<_>>(),
        noi_nhan => recipients,
        nguoi_ky => signatories.first().cloned(),
        cac_nguoi_ky => signatories,
        trinh_bay => layout(document, families),
        tep => metadata(document),
        cong_van => false,
        khong_so => !document.kind.is_numbered(),
        khong_dia_danh => !document.kind.has_place_and_date(),
        ..own_fields::values(document)
    }
}

/// What the body of a document is written for; redlines have words for references.
fn setting<'a>(document: &'a Document, images: ImageNames<'a>, reserve: bool) -> Setting<'a> {
    let references = (!document.redline).then_some(&document.references);
    Setting { images, references, part: 0, reserve, ending: own_fields::ending(document), landscape: false }
}

/// The red frames under the number: what is written in each, and how wide it is.
fn stamps(document: &Document) -> Vec<Value> {
    let secrecy = document.secrecy.map(|secrecy| (secrecy.stamp(), secrecy.width()));
    let urgency = document.marks.urgency.map(|urgency| (urgency.stamp(), urgency.width()));
    let stamps = secrecy.into_iter().chain(urgency);
    stamps.map(|(words, width)| values! { chu => words, rong => code(format!("{width}mm")) }).collect()
}

fn lines(text: &Text) -> Vec<Value> {
    text.lines().map(Value::from).collect()
}

fn addressees(document: &Document) -> Vec<Value> {
    marked(document, Field::Addressees).unwrap_or_else(|| bares(&document.addressees))
}

/// Who issues it, as the sentence of a giấy mời or công điện begins: as `tham_quyen` says, or the issuer.
fn issuer_in_sentences(document: &Document) -> Vec<Value> {
    let issuer = document.authority.as_ref().unwrap_or(&document.issuer.name);
    let ordinary = || vec![ordinary_case(&issuer.one_line()).into()];
    marked(document, Field::Authority).filter(|_| document.kind.names_issuer()).unwrap_or_else(ordinary)
}

fn bares(texts: &[Text]) -> Vec<Value> {
    texts.iter().map(|text| without_list_marks(&text.one_line()).into()).collect()
}

/// The line of a field that has one.
fn one(lines: Option<Vec<Value>>) -> Option<Value> {
    lines?.into_iter().next()
}

/// Those who sign, in a redline also the ones that only the old document has.
fn signatories(document: &Document) -> Vec<Value> {
    let marked_too = document.redline_fields.keys().filter_map(|field| match field {
        Field::Capacity(i) | Field::Position(i) | Field::FullName(i) => Some(i + 1),
        _ => None,
    });
    let count = marked_too.max().unwrap_or_default().max(document.signatories.len());
    let texts = |text: Option<&Text>| text.map(lines).unwrap_or_default();
    let one_of = |i: usize| {
        let signatory = document.signatories.get(i);
        let [capacity, position, full_name] =
            [Field::Capacity(i), Field::Position(i), Field::FullName(i)].map(|field| marked(document, field));
        values! {
            quyen_han => capacity.unwrap_or_else(|| texts(signatory.and_then(|s| s.capacity.as_ref()))),
            chuc_vu => position.unwrap_or_else(|| texts(signatory.map(|s| &s.position))),
            ho_ten => one(full_name)
                .or(signatory.and_then(|s| s.full_name.as_ref()).map(|name| name.one_line().into())),
        }
    };
    (0..count).map(one_of).collect()
}

/// The sentence that stands for the authority in a normative document.
fn enacting_sentence(document: &Document) -> Option<String> {
    let normative = document.normative.as_ref()?;
    Some(normative.enacting_sentence(document.kind.name, &document.subject.one_line()))
}

/// Each ends with `;`, the last with `.`, unless the clerk closed it [N30-I II.6.a]; in a normative document the last with
/// `;` too, as the sentence by which it is issued follows [NĐ 187/2025, mẫu 17].
fn legal_bases(document: &Document) -> Vec<Value> {
    let is_normative = document.normative.is_some();
    let mark = |i: usize, count: usize| if i + 1 == count && !is_normative { "." } else { ";" };
    if let Some(marked) = document.redline_fields.get(&Field::LegalBases) {
        let lines = marked.iter().enumerate();
        return lines.map(|(i, line)| code(body::line(line) + &text(mark(i, marked.len())))).collect();
    }
    let bases = document.legal_bases.iter().enumerate();
    bases
        .map(|(i, base)| {
            let text = base.one_line();
            let text = if is_normative { text.trim_end_matches('.').to_owned() } else { text };
            let closed = text.ends_with([';', '.', ',', ':']);
            Value::from(if closed { text } else { text + mark(i, document.legal_bases.len()) })
        })
        .collect()
}

/// What the texts of a document are set with.
struct Sections<'a> {
    document: &'a Document,
    images: ImageNames<'a>,
    /// How many bodies were written.
    bodies: usize,
    /// How many annexes had their titles.
    titles: usize,
}

impl Sections<'_> {
    /// The next body; `label` is what references call all of it by.
    fn body(&mut self, body: &Body, landscape: bool, label: Option<&Text>) -> Value {
        self.bodies += 1;
        let part = self.bodies;
        let setting = Setting { part, ending: Ending::Signed, landscape, ..setting(self.document, self.images, false) };
        let anchor = label.map(|_| part_anchor(part)).unwrap_or_default();
        code(anchor + &body::body(body, setting))
    }

    fn annexes(&mut self, annexes: &[Annex], attached_to: &str) -> Vec<Value> {
        let mut values = Vec::new();
        for (annex, n) in annexes.iter().zip(1..) {
            self.titles += 1;
            values.push(values! {
                so => Annex::label(n, annexes.len()),
                ten => marked(self.document, Field::Annex(self.titles - 1)).unwrap_or_else(|| lines(&annex.title)),
                kem_theo => attached_to,
                ngang => code(annex.landscape.to_string()),
                noi_dung => self.body(&annex.body, annex.landscape, annex.label.as_ref()),
            });
        }
        values
    }

    /// An attached document; the first of its lines is its name.
    fn attached(&mut self, attached: &Attached, n: usize) -> Value {
        let mut title = marked(self.document, Field::Attached(n)).unwrap_or_else(|| {
            let name = Value::from(attached.kind.name.to_uppercase());
            std::iter::once(name).chain(lines(&attached.subject)).collect()
        });
        let subject = title.split_off(1.min(title.len()));
        values! {
            ten_loai => title.pop(),
            trich_yeu => subject,
            kem_theo => attached_to::line(self.document, None),
            noi_dung => self.body(&attached.body, false, None),
            cac_phu_luc => {
                let line = attached_to::line(self.document, Some(attached));
                self.annexes(&attached.annexes, &line)
            },
        }
    }
}

fn layout(document: &Document, families: &[String]) -> Value {
    let layout = &document.layout;
    let mm = |value: Hundredths| code(format!("{value}mm"));
    let pt = |value: Hundredths| code(format!("{value}pt"));
    values! {
        tren => mm(layout.top),
        duoi => mm(layout.bottom),
        trai => mm(layout.left),
        phai => mm(layout.right),
        rong => mm(Hundredths(PAPER_WIDTH - layout.left.0 - layout.right.0)),
        co_chu => pt(layout.body_size),
        thut_dong => mm(layout.indent),
        gian_dong => code(layout.line_spacing.to_string()),
        cach_doan => pt(layout.paragraph_gap),
        phong => families.to_vec(),
    }
}
