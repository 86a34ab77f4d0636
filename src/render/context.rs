//! What a template can name: the document in the clerk's own terms.

use minijinja::Value;
use minijinja::context as values;

use super::body::{self, ImageNames};
use super::environment::code;
use crate::document::layout::Hundredths;
use crate::document::{Document, IssueDate, Text, bare};
use crate::vietnamese::numerals::roman;

/// Width of A4, hundredths of mm [N30-I I.1].
const PAPER: u32 = 21000;

/// The variables of one document.
pub(super) fn context(document: &Document, families: &[String], images: ImageNames<'_>) -> Value {
    let has_end = document.signatory.is_some() || !document.recipients.is_empty();
    values! {
        ten_loai => document.kind.name.to_uppercase(),
        co_quan => values! {
            chu_quan => document.issuer.parent.as_ref().map(lines).unwrap_or_default(),
            ten => lines(&document.issuer.name),
        },
        so => document.printed_number(),
        ky_hieu => document.symbol.one_line(),
        dia_danh => document.place_name.one_line(),
        ngay => document.issued_on.printed().to_vec(),
        trich_yeu => lines(&document.subject),
        chu_thich_trich_yeu => document.subject_note.as_ref().map(|note| note.value.trim().to_owned()),
        tham_quyen => document.authority.as_ref().map(lines).unwrap_or_default(),
        can_cu => legal_bases(&document.legal_bases),
        kinh_gui => document.addressees.iter().map(|text| bare(&text.one_line())).collect::<Vec<_>>(),
        noi_dung => code(body::body(&document.body, images, has_end, false)),
        cac_phu_luc => annexes(document, images),
        noi_nhan => document.recipients.iter().map(|text| bare(&text.one_line())).collect::<Vec<_>>(),
        nguoi_ky => document.signatory.as_ref().map(|signatory| values! {
            quyen_han => signatory.capacity.as_ref().map(lines).unwrap_or_default(),
            chuc_vu => lines(&signatory.position),
            ho_ten => signatory.full_name.as_ref().map(Text::one_line),
        }),
        trinh_bay => layout(document, families),
        tep => file(document),
        cong_van => false,
    }
}

fn lines(text: &Text) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Each ends with `;`, the last with `.`, unless the clerk closed it [N30-I II.6.a].
fn legal_bases(bases: &[Text]) -> Vec<String> {
    let last = bases.len().saturating_sub(1);
    let bases = bases.iter().enumerate();
    bases
        .map(|(i, base)| {
            let text = base.one_line();
            let closed = text.ends_with([';', '.', ',', ':']);
            let mark = if i == last { "." } else { ";" };
            if closed { text } else { text + mark }
        })
        .collect()
}

fn annexes(document: &Document, images: ImageNames<'_>) -> Vec<Value> {
    let count = document.annexes.len();
    let annexes = document.annexes.iter().zip(1..);
    annexes
        .map(|(annex, n)| {
            let label = if count > 1 { format!("Phụ lục {}", roman(n)) } else { "Phụ lục".to_owned() };
            values! {
                so => label,
                ten => lines(&annex.title),
                kem_theo => attached_to(document),
                ngang => code(annex.landscape.to_string()),
                noi_dung => code(body::body(&annex.body, images, false, annex.landscape)),
            }
        })
        .collect()
}

/// `(Kèm theo Báo cáo số 412/BC-UBND ngày 05 tháng 12 năm 2025 của …)` [N30-I III.1.c].
fn attached_to(document: &Document) -> String {
    let mut kind = document.kind.name.chars();
    let kind: String = kind.next().into_iter().flat_map(char::to_uppercase).chain(kind).collect();
    let number = document.printed_number().unwrap_or_else(|| "…".to_owned());
    let [day, month, year] = document.issued_on.printed().map(|part| part.unwrap_or_else(|| "…".to_owned()));
    let issuer = document.issuer.name.one_line();
    format!(
        "(Kèm theo {kind} số {number}/{} ngày {day} tháng {month} năm {year} của {issuer})",
        document.symbol.one_line()
    )
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
        rong => mm(Hundredths(PAPER - layout.left.0 - layout.right.0)),
        co_chu => pt(layout.body_size),
        thut_dong => mm(layout.indent),
        gian_dong => code(layout.line_spacing.to_string()),
        cach_doan => pt(layout.paragraph_gap),
        phong => families.to_vec(),
    }
}

/// What the PDF says of itself.
fn file(document: &Document) -> Value {
    let kind = document.kind.name.to_uppercase();
    let sign = match document.printed_number() {
        Some(number) => format!("{number}/{}", document.symbol.one_line()),
        None => document.symbol.one_line(),
    };
    let date = match document.issued_on {
        IssueDate::Day { year, month, day } => format!("datetime(year: {year}, month: {month}, day: {day})"),
        _ => "auto".to_owned(),
    };
    values! {
        tieu_de => format!("{kind} {sign} {}", document.subject.one_line()),
        tac_gia => document.issuer.name.one_line(),
        tu_khoa => vec![document.kind.name.to_owned(), sign],
        ngay => code(date),
    }
}
