//! The guard on finished pages: a page on which words are outside, over one another or lost is never written.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Text;
use crate::compare::Reading;
use crate::domain::document::body::{Body, first_text, plain};
use crate::domain::document::layout::Hundredths;
use crate::domain::document::{Block, Document, Section, after_braces};
use crate::operations::common::word_order::first_fault;
use crate::typeset::Pages;
use crate::typeset::page_faults::{FaultKind, PageFault, TextArea, drawn_letters, faults, letters, texts};
use crate::typeset::runs::PageRuns;

/// Places with faults that are named; the rest are counted.
const NAMED: usize = 5;

/// Faults whose block is looked for; the rest are counted.
const MAX_PLACED: usize = 200;

/// Signs of a document that is not finished.
const UNFINISHED: [(&str, &str); 4] = [
    ("[chưa có", "ghi số còn thiếu vào `so-lieu.yaml`"),
    ("{{", "viết lại biểu thức; muốn in dấu ngoặc nhọn thì viết `\\{{`"),
    ("[điền", "thay chỗ `[điền …]` bằng nội dung"),
    ("[Điền", "thay chỗ `[Điền …]` bằng nội dung"),
];

/// Lines that no page is too small for.
const LINES_OF_PAGE: usize = 70;

/// A document that has more pages than it may have however small it is set: told without setting them.
pub(super) fn surely_too_long(document: &Document, most: usize) -> Option<Finding> {
    let mut pages = 0;
    for Section { title, body } in document.sections() {
        let place = title.place.as_ref();
        let lines = body.blocks.iter().map(|block| match block.bare() {
            Block::Table(table) => table.rows.len(),
            _ => 1,
        });
        let is_break = |block: &Block| matches!(block.bare(), Block::PageBreak);
        let breaks = body.blocks.windows(2).filter(|pair| !is_break(&pair[0]) && is_break(&pair[1])).count();
        // each annex and each attached document begins a page
        pages += lines.sum::<usize>().div_ceil(LINES_OF_PAGE).max(breaks + 1);
        if pages > most {
            let message = format!("văn bản dài hơn {most} trang");
            let finding = Finding::new(codes::TOO_MANY_PAGES, message).at_optional(place.cloned());
            return Some(finding.hint("chia văn bản hoặc phụ lục thành nhiều tệp"));
        }
    }
    None
}

/// What keeps pages from being written; `own_template` when the office lays them out itself.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn guard(
    pages: &Pages,
    document: &Document,
    is_final: bool,
    own_template: Option<&str>,
) -> Result<(), Findings> {
    let mut findings = Findings::default();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let runs = pages.runs();
    let faults = faults(&runs, area(document, own_template));
    let beyond = faults.len().saturating_sub(MAX_PLACED);
    for fault in faults.into_iter().take(MAX_PLACED) {
        let block = block_of(document, &fault.words);
        let same = |group: &&mut Group<'_>| {
            group.fault.kind == fault.kind
                && group.block.zip(block).is_some_and(|(own, other)| std::ptr::eq(own, other))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.others += 1,
            None => groups.push(Group { fault, block, others: 0 }),
        }
    }
    for group in groups.iter().take(NAMED) {
        findings.push(report(group, document, own_template));
    }
    let more = groups.len().saturating_sub(NAMED) + beyond;
    if more > 0 {
        let message = format!("còn {more} chỗ khác chữ ra ngoài khung trang hoặc đè nhau");
        findings.push(Finding::new(codes::WORDS_OUTSIDE, message).hint("sửa các chỗ trên rồi tạo lại"));
    }
    if is_final {
        unfinished(&runs, document, &mut findings);
        let fault = || first_fault(&pages.words(), &Reading::of(document), own_template.is_some());
        // a redline shows words of the old document too
        let fault = if document.redline { Some(String::new()) } else { fault() };
        if let Some(words) = fault {
            lost(&runs, document, own_template, &mut findings);
            if !findings.has_errors() && !document.redline {
                findings.push(misplaced(&words, document, own_template));
            }
        }
    }
    if findings.has_errors() { Err(findings) } else { Ok(()) }
}

/// A template of the office sets its own margins: only the paper counts then.
fn area(document: &Document, own_template: Option<&str>) -> TextArea {
    let mm = |length: Hundredths| f64::from(length.0) / 100.0;
    let layout = &document.layout;
    match own_template {
        Some(_) => TextArea { side: 0.0, bottom: 0.0 },
        // an annex that lies on its side has its margins on other sides
        None => TextArea { side: mm(layout.left.min(layout.right)), bottom: mm(layout.bottom.min(layout.right)) },
    }
}

/// Faults of one kind in one block.
struct Group<'a> {
    /// The first of them.
    fault: PageFault,
    block: Option<&'a Block>,
    /// How many more there are.
    others: usize,
}

fn report(group: &Group<'_>, document: &Document, own_template: Option<&str>) -> Finding {
    let PageFault { kind, page, words, over } = &group.fault;
    let (code, what) = match kind {
        FaultKind::Outside => (codes::WORDS_OUTSIDE, "chữ ra ngoài khung trang"),
        FaultKind::Overlap => (codes::WORDS_OVER_WORDS, "chữ đè lên chữ"),
    };
    let (of, repair) = match group.block {
        Some(Block::Table(_)) => {
            ("của bảng ", "bớt cột, tách thành hai bảng, hoặc đặt bảng vào phụ lục khổ ngang (`kho_ngang: true`)")
        }
        Some(Block::Chart(_)) => ("của biểu đồ ", "bớt chỉ tiêu hoặc kỳ, rút ngắn tên chỉ tiêu, hoặc dùng bảng"),
        _ => ("", "rút ngắn chữ ở chỗ này"),
    };
    let more = if group.others > 0 { format!(" và {} chỗ khác", group.others) } else { String::new() };
    let over = over.as_ref().map_or(String::new(), |over| format!(" và `{}`", shortened(over)));
    let message = format!("{what} {of}ở trang {page}: `{}`{over}{more}", shortened(words));
    let place = match group.block {
        Some(Block::Chart(chart)) => first_text(&chart.caption).and_then(|text| text.place.clone()),
        _ => text_of(document, words).and_then(|text| text.place.clone()),
    };
    let finding = Finding::new(code, message).at_optional(place).hint(repair);
    match own_template {
        Some(template) => finding.hint(format!("hoặc sửa mẫu trong `{template}`")),
        None => finding,
    }
}

/// The table or chart in which words stand.
fn block_of<'a>(document: &'a Document, words: &str) -> Option<&'a Block> {
    let wanted: String = letters(words).collect();
    let holds = |text: &str| letters(text).collect::<String>().contains(&wanted);
    let blocks = document.bodies().flat_map(|body| &body.blocks);
    let mut holding = blocks.filter(|block| match block {
        Block::Table(table) => table.cells().any(|cell| holds(&plain(cell))),
        Block::Chart(chart) => holds(&chart.alt) || holds(&plain(&chart.caption)),
        _ => false,
    });
    holding.next().filter(|_| !wanted.is_empty())
}

/// The text of the clerk in which words stand.
pub(crate) fn text_of<'a>(document: &'a Document, words: &str) -> Option<&'a Text> {
    let wanted: String = letters(words).collect();
    let first: String = words.split_whitespace().next().map(|word| letters(word).collect()).unwrap_or_default();
    let texts = document.texts();
    let holding =
        |part: &str| texts.iter().copied().find(|text| letters(&text.value).collect::<String>().contains(part));
    holding(&wanted).or_else(|| holding(&first)).filter(|_| !first.is_empty())
}

fn unfinished(pages: &[PageRuns], document: &Document, findings: &mut Findings) {
    let texts = texts(pages);
    // braces that the clerk asked for are finished
    let is_meant = |at: usize, text: &str| {
        let behind = after_braces(&text[at..]);
        // with nothing readable behind them they are told from others by nothing but that
        document.braces.iter().any(|meant| if meant.is_empty() { behind.is_empty() } else { behind.starts_with(meant) })
    };
    let stands = |sign: &str| {
        texts.iter().any(|text| text.match_indices(sign).any(|(at, _)| sign != "{{" || !is_meant(at, text)))
    };
    for (sign, repair) in UNFINISHED.iter().filter(|(sign, _)| stands(sign)) {
        let message = format!("bản hoàn chỉnh còn chữ `{sign}` trên trang");
        findings.push(Finding::new(codes::UNFINISHED_PAGE, message).hint(*repair));
    }
}

/// Texts of which words stand nowhere on the pages. Pages, notes and headings of tables may part a text anywhere.
fn lost(pages: &[PageRuns], document: &Document, own_template: Option<&str>, findings: &mut Findings) {
    let drawn = drawn_letters(pages);
    // a template of the office may leave a field of the head away on purpose, but never of the text
    let texts = document.bodies().flat_map(Body::texts);
    let mut from = 0;
    for text in texts.filter(|text| !stands_near(&text.value, &drawn, &mut from)) {
        let message = format!("chữ của văn bản không có đủ trên trang: `{}`", shortened(&text.value));
        let finding = Finding::new(codes::WORDS_LOST, message).at_optional(text.place.clone());
        findings.push(match own_template {
            Some(template) => finding.hint(format!("sửa mẫu trong `{template}` để in đủ nội dung")),
            None => finding.hint("gửi tệp văn bản này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)"),
        });
    }
}

/// The same as [`stands`], looked for first behind the text before: texts are drawn nearly in order.
fn stands_near(text: &str, drawn: &str, from: &mut usize) -> bool {
    let whole: String = letters(text).collect();
    let behind = drawn[*from..].find(&whole).map(|at| *from + at);
    match behind.or_else(|| drawn.find(&whole)) {
        Some(at) => *from = at,
        None => return stands(text, drawn),
    }
    true
}

/// Words that all stand on the pages, but not as they stand in the document.
fn misplaced(words: &str, document: &Document, own_template: Option<&str>) -> Finding {
    let message = format!("chữ trên trang thiếu, lặp hoặc sai thứ tự so với văn bản, từ chỗ `{}`", shortened(words));
    let finding = Finding::new(codes::WORDS_LOST, message);
    let finding = finding.at_optional(text_of(document, words).and_then(|text| text.place.clone()));
    match own_template {
        Some(template) => finding.hint(format!("sửa mẫu trong `{template}` để in nội dung một lần, đúng thứ tự")),
        None => finding.hint("gửi tệp văn bản này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)"),
    }
}

/// Whether the words of a text stand in what is drawn, in as long stretches as there are.
fn stands(text: &str, drawn: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(|word| letters(word).collect()).collect();
    let mut rest = &words[..];
    while !rest.is_empty() {
        // what begins a stretch that stands stands too: the longest is found by halving
        let (mut stands, mut fails) = (0, rest.len() + 1);
        while stands + 1 < fails {
            let count = stands.midpoint(fails);
            let found = drawn.contains(&rest[..count].concat());
            (stands, fails) = if found { (count, fails) } else { (stands, count) };
        }
        if stands == 0 {
            return false;
        }
        rest = &rest[stands..];
    }
    true
}

/// The first words of a text.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{stands, stands_near};

    #[test]
    fn a_text_stands_in_stretches_and_a_lost_word_is_seen() {
        let drawn = "mộtcâudàicủa2vănbảnnàyđóhết";
        for text in ["Một câu dài của văn bản này", "hết", "", "văn bản này, một câu"] {
            assert!(stands(text, drawn) && stands_near(text, drawn, &mut 9), "{text}");
        }
        for text in ["Một câu khác", "lạ", "văn bản này mất chữ"] {
            assert!(!stands(text, drawn) && !stands_near(text, drawn, &mut 0), "{text}");
        }
    }
}
