//! What a copy adds to pages → markup of a page that holds nothing else.

use minijinja::{Value, context as values};

use super::arrangement::Arrangement;
use super::environment::code;
use super::markup::Markup;
use super::templates::OwnTemplates;
use crate::base::source::Text;
use crate::domain::document::copy_block::{CopyBlock, CopyLook};
use crate::domain::document::layout::Hundredths;
use crate::domain::document::without_list_marks;

/// The arrangement.
pub(crate) const COPY_TEMPLATE: &str = "ban-sao.typ.j2";

/// Bottom margin of the arrangement, hundredths of mm.
const BOTTOM_MARGIN: u32 = 2000;

/// Width of A4, hundredths of mm [N30-I I.1].
const PAPER_WIDTH: u32 = 21000;

/// What arranges a copy's own words.
pub(crate) fn copy_arrangement(block: &CopyBlock, families: &[String]) -> Arrangement {
    Arrangement::new(COPY_TEMPLATE, context(block, families))
}

/// The markup of a copy's own words whose main file is written.
pub(crate) fn copy_markup(own: &OwnTemplates, main: String) -> Markup {
    Markup { main, bottom_margin: Hundredths(BOTTOM_MARGIN), imports: own.imports(), images: Vec::new() }
}

fn context(block: &CopyBlock, families: &[String]) -> Value {
    let mm = |value: Hundredths| code(format!("{value}mm"));
    let (left, right) = block.sides;
    let signatory = block.signatory.as_ref().map(|signatory| {
        values! {
            quyen_han => lines(signatory.capacity.as_ref()),
            chuc_vu => lines(Some(&signatory.position)),
            ho_ten => signatory.full_name.as_ref().map(Text::one_line),
        }
    });
    let (top, line) = match &block.look {
        CopyLook::Block { top } => (*top, None),
        CopyLook::Line { office, day, hour } => {
            (Hundredths(BOTTOM_MARGIN), Some(format!("{}; {office}; {day}; {hour}", block.title)))
        }
    };
    values! {
        sao => values! {
            hinh_thuc => block.title.clone(),
            dong => line,
            co_quan => block.issuer.clone(),
            so => block.number.clone(),
            ky_hieu => block.symbol.clone(),
            dia_danh => block.place_name.clone(),
            ngay => block.date.printed().map(Value::from).to_vec(),
            noi_nhan => block.recipients.iter().map(|text| without_list_marks(text)).collect::<Vec<_>>(),
            nguoi_ky => signatory,
            tieu_de => format!("{} {}/{}: {}", block.title, block.number, block.symbol, block.of),
            tac_gia => block.issuer.join(" "),
        },
        trinh_bay => values! {
            tren => mm(top),
            trai => mm(left),
            phai => mm(right),
            rong => mm(Hundredths(PAPER_WIDTH - left.0 - right.0)),
            phong => families.to_vec(),
        },
    }
}

fn lines(text: Option<&Text>) -> Vec<Value> {
    text.map(|text| text.lines().map(Value::from).collect()).unwrap_or_default()
}
