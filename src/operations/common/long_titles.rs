//! Titles, headings and captions that are too long to be names of anything, which no PDF/A takes as such; lists around
//! the text that no page takes.

use crate::base::finding::{Finding, codes};
use crate::base::source::{Place, Text};
use crate::base::text::number::Number;
use crate::domain::document::Document;
use crate::domain::document::body::{Block, Inline, plain};

/// Letters of a title; a page has about 3.000.
const MAX_LETTERS: usize = 4000;

/// Letters in which a chart is told to people who cannot see it.
const MAX_SPOKEN: usize = 16_000;

/// Entries of a list of grounds, addressees or recipients; they stand in one piece with what is beside them.
const MAX_ENTRIES: usize = 1000;

/// Who signs, and who issues, together.
const MAX_SIGNATORIES: usize = 30;

/// The first title or list that is too long.
pub(super) fn find(document: &Document) -> Option<Finding> {
    let titles = document.sections().map(|section| section.title);
    if let Some(text) = titles.chain(&document.authority).find(|text| too_long(&text.value)) {
        return Some(told("trích yếu hoặc tên phụ lục", MAX_LETTERS, text.place.clone()));
    }
    if let Some(finding) = around(document) {
        return Some(finding);
    }
    document.bodies().flat_map(|body| &body.blocks).find_map(|block| match block.bare() {
        Block::Heading { title, .. } if too_long(&plain(title)) => Some(told("đề mục", MAX_LETTERS, place(title))),
        Block::Image { path, caption, .. } if too_long(&plain(caption)) => {
            Some(told("tên hình", MAX_LETTERS, path.place.clone()))
        }
        Block::Chart(chart) if too_long(&plain(&chart.caption)) || chart.alt.chars().count() > MAX_SPOKEN => {
            Some(told("tên hoặc số liệu của biểu đồ", MAX_SPOKEN, place(&chart.caption)))
        }
        Block::Table(table) => {
            let caption = table.caption.as_ref().filter(|caption| too_long(&plain(caption)))?;
            Some(told("tên bảng", MAX_LETTERS, place(caption)))
        }
        _ => None,
    })
}

/// What stands before and behind the text.
fn around(document: &Document) -> Option<Finding> {
    let lists =
        [("căn cứ", &document.legal_bases), ("kính gửi", &document.addressees), ("nơi nhận", &document.recipients)];
    if let Some((what, list)) = lists.into_iter().find(|(_, list)| list.len() > MAX_ENTRIES) {
        let count = |count: usize| Number::whole(i64::try_from(count).unwrap_or(i64::MAX)).format(0);
        let message = format!("{what} có {} dòng, nhiều nhất {}", count(list.len()), count(MAX_ENTRIES));
        let finding = Finding::new(codes::TITLE_TOO_LONG, message).at_optional(list[0].place.clone());
        return Some(finding.hint("lập danh sách thành phụ lục, ở đây ghi `theo danh sách kèm theo`"));
    }
    if let Some(finding) = too_many_signers(document) {
        return Some(finding);
    }
    let issuer = document.issuer.parent.iter().chain([&document.issuer.name, &document.symbol, &document.place_name]);
    let signatory = document.signatories.iter();
    let signatory = signatory.flat_map(|who| who.capacity.iter().chain([&who.position]).chain(&who.full_name));
    let own = document.details.iter().map(|detail| &detail.text);
    let lists = lists.into_iter().flat_map(|(_, list)| list);
    let texts = issuer.chain(&document.subject_note).chain(signatory).chain(lists).chain(own);
    let text: &Text = texts.into_iter().find(|text| too_long(&text.value))?;
    Some(told("một mục ngoài nội dung", MAX_LETTERS, text.place.clone()))
}

/// Those who sign, or issue, when there are more than stand at the end of a page, or at its head.
fn too_many_signers(document: &Document) -> Option<Finding> {
    let (signing, issuing) = (&document.signatories, &document.issuer.bodies);
    let told = |what: &str, count: usize, first: Option<&Text>, hint: &str| {
        let message = format!("{what} có {count} dòng, nhiều nhất {MAX_SIGNATORIES}");
        let finding = Finding::new(codes::TITLE_TOO_LONG, message);
        finding.at_optional(first.and_then(|text| text.place.clone())).hint(hint)
    };
    if signing.len() > MAX_SIGNATORIES {
        let hint = "để những người còn lại ký ở một phụ lục có bảng chữ ký";
        return Some(told("danh sách người ký", signing.len(), signing.first().map(|who| &who.position), hint));
    }
    (issuing.len() > MAX_SIGNATORIES).then(|| {
        told(
            "danh sách cơ quan ban hành",
            issuing.len(),
            issuing.first(),
            "ghi cơ quan chủ trì, các cơ quan khác nêu trong nội dung",
        )
    })
}

fn too_long(text: &str) -> bool {
    text.len() > MAX_LETTERS && text.chars().count() > MAX_LETTERS
}

fn told(what: &str, most: usize, place: Option<Place>) -> Finding {
    let most = Number::whole(i64::try_from(most).unwrap_or(i64::MAX)).format(0);
    Finding::new(codes::TITLE_TOO_LONG, format!("{what} quá dài, nhiều nhất {most} chữ cái"))
        .at_optional(place)
        .hint("rút ngắn, phần còn lại viết thành đoạn văn bên dưới")
}

/// Where words begin.
fn place(inlines: &[Inline]) -> Option<Place> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.place.clone(),
        _ => None,
    })
}
