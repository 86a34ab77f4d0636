//! Lines of the form inside the text, where a whole document was pasted: letterhead, addressees, recipients, signature.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Text};
use crate::base::text::fold::{bare_words, fold_words};
use crate::domain::document::body::plain;
use crate::domain::document::{Block, Document, Inline, form_lines};

/// Blocks of a text among which the head of a pasted document stands.
const HEAD: usize = 12;

/// Blocks of a text among which its recipients and signature stand.
const FOOT: usize = 40;

/// A line of the text, or a part of one that a tab parts, as letterheads are pasted.
struct Line<'a> {
    words: &'a str,
    /// Without marks and capitals.
    folded: String,
    in_capitals: bool,
    place: Option<&'a Place>,
}

/// A line that belongs to a field or is printed by the template.
struct Part<'a> {
    line: &'a Line<'a>,
    /// What prints it.
    printed: &'static str,
}

/// Reports the lines of a text that are parts of the form, those of the head and of the foot once each.
pub(super) fn check(document: &Document, findings: &mut Findings) {
    let blocks: Vec<(String, Option<&Place>)> = document.body.blocks.iter().map(words_of).collect();
    let head = lines(&blocks[..blocks.len().min(HEAD)]);
    let foot = lines(&blocks[blocks.len().saturating_sub(FOOT)..]);
    report(&in_head(&head, document), "mẫu đã in sẵn ở đầu trang", findings);
    report(&formulas(&head, document), "mẫu đã in sẵn trước nội dung", findings);
    for part in addressees(&head) {
        let message = format!("`{}` đứng trong nội dung", shown(part.words));
        let hint = match document.addressees.is_empty() {
            true => "chuyển nơi được gửi vào mục `kinh_gui`, xóa dòng này khỏi nội dung",
            false => "xóa dòng này khỏi nội dung, mẫu đã in `kinh_gui`",
        };
        findings.push(finding(message, part).hint(hint));
    }
    report_foot(&in_foot(&foot, document), document, findings);
}

fn words_of(block: &Block) -> (String, Option<&Place>) {
    match block.bare() {
        Block::Paragraph { text, .. }
        | Block::Heading { title: text, .. }
        | Block::Item { text, .. }
        | Block::Centred { text } => (plain(text), first_text(text).and_then(|text| text.place.as_ref())),
        Block::Table(table) => {
            let cells: Vec<String> = table.cells().map(|cell| plain(cell)).collect();
            (cells.join("\t"), table.cells().find_map(|cell| first_text(cell)).and_then(|text| text.place.as_ref()))
        }
        _ => (String::new(), None),
    }
}

fn lines<'a>(blocks: &'a [(String, Option<&'a Place>)]) -> Vec<Line<'a>> {
    let cells = blocks.iter().flat_map(|(words, place)| words.split(['\t', '\n']).map(|cell| (cell.trim(), *place)));
    let cells = cells.filter(|(words, _)| !words.is_empty());
    cells
        .map(|(words, place)| Line {
            words,
            folded: fold_words(&words.replace(['–', '—', '\u{2011}'], "-")),
            in_capitals: form_lines::is_capitals(words),
            place,
        })
        .collect()
}

/// Quốc hiệu, tiêu ngữ, number, place and date, the issuer, the name of the kind.
fn in_head<'a>(lines: &'a [Line<'a>], document: &Document) -> Vec<&'a Line<'a>> {
    let issuer = [Some(&document.issuer.name), document.issuer.parent.as_ref()].into_iter().flatten();
    let issuer: Vec<String> =
        issuer.flat_map(|name| name.value.lines().map(fold_words).chain([fold_words(&name.value)])).collect();
    let kind = fold_words(document.kind.name);
    let is_kind = |line: &Line<'_>| line.in_capitals && line.folded == kind;
    let has_kind = lines.iter().any(is_kind);
    let subject = fold_words(&document.subject.value);
    let is_part = |line: &&Line<'_>| {
        form_lines::holds_motto(line.words)
            || form_lines::number_line(line.words).is_some()
            || form_lines::place_and_date(line.words).is_some()
            || line.in_capitals && issuer.contains(&line.folded)
            || is_kind(line) && !document.kind.has_authority()
            || has_kind && line.folded == subject
    };
    lines.iter().filter(is_part).collect()
}

/// `QUYẾT NGHỊ:`, `QUYẾT ĐỊNH:` before the articles.
fn formulas<'a>(lines: &'a [Line<'a>], document: &Document) -> Vec<&'a Line<'a>> {
    let is_formula = |line: &&Line<'_>| form_lines::is_formula(line.words);
    lines.iter().filter(|_| document.kind.has_authority()).filter(is_formula).collect()
}

fn addressees<'a>(lines: &'a [Line<'a>]) -> impl Iterator<Item = &'a Line<'a>> {
    lines.iter().filter(|line| form_lines::is_addressees(line.words) && line.words.contains(':'))
}

/// `Nơi nhận:` with its `Lưu: VT`, the capacity, position and name of the one who signs.
fn in_foot<'a>(lines: &'a [Line<'a>], document: &Document) -> Vec<Part<'a>> {
    let signatories = || document.signatories.iter();
    let names = signatories().filter_map(|signatory| signatory.full_name.as_ref()).map(|name| fold_words(&name.value));
    let names: Vec<String> = names.filter(|name| name.contains(' ')).collect();
    let positions = signatories().map(|signatory| fold_words(&signatory.position.value));
    let positions: Vec<String> = positions.filter(|words| !words.is_empty()).collect();
    let has_recipients = lines.iter().any(|line| form_lines::is_recipients(line.words));
    let part = |line: &'a Line<'a>| {
        let is_capacity = form_lines::is_capacity(line.words);
        let is_recipients =
            form_lines::is_recipients(line.words) || has_recipients && bare_words(line.words).starts_with("luu vt");
        let printed = if is_recipients {
            "noi_nhan"
        } else if is_capacity || names.contains(&line.folded) || line.in_capitals && positions.contains(&line.folded) {
            "nguoi_ky"
        } else {
            return None;
        };
        Some(Part { line, printed })
    };
    lines.iter().filter_map(part).collect()
}

/// One finding for lines of the head, however many there are.
fn report(lines: &[&Line<'_>], printed: &str, findings: &mut Findings) {
    let Some(first) = lines.first() else { return };
    let message = format!("{} đứng trong nội dung, {printed}", named(lines));
    findings.push(finding(message, first).hint(removal(lines, lines.len())));
}

/// One finding for lines of the foot.
fn report_foot(parts: &[Part<'_>], document: &Document, findings: &mut Findings) {
    let Some(first) = parts.first() else { return };
    let lines: Vec<&Line<'_>> = parts.iter().map(|part| part.line).collect();
    let is_there = |field: &str| match field {
        "noi_nhan" => !document.recipients.is_empty(),
        _ => !document.signatories.is_empty(),
    };
    let mut fields: Vec<&str> = parts.iter().map(|part| part.printed).collect();
    fields.dedup();
    let mut found = finding(format!("{} đứng trong nội dung", named(&lines)), first.line);
    for field in fields {
        let own = parts.iter().filter(|part| part.printed == field).count();
        let what = if field == "noi_nhan" { "nơi nhận" } else { "chữ ký" };
        found = found.hint(match is_there(field) {
            true => format!("xóa {own} dòng {what} khỏi nội dung, mẫu đã in `{field}`"),
            false => format!("chuyển {what} vào mục `{field}`, xóa khỏi nội dung"),
        });
    }
    findings.push(found);
}

fn named(lines: &[&Line<'_>]) -> String {
    let names: Vec<String> = lines.iter().map(|line| format!("`{}`", shown(line.words))).collect();
    names.join(", ")
}

fn removal(lines: &[&Line<'_>], count: usize) -> String {
    let mut numbers: Vec<usize> = lines.iter().filter_map(|line| Some(line.place?.line_column().0)).collect();
    numbers.dedup();
    match numbers.as_slice() {
        _ if count == 1 => "xóa dòng này khỏi nội dung".to_owned(),
        [] | [_] => "xóa các chữ này khỏi nội dung".to_owned(),
        numbers => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("xóa các dòng {} khỏi nội dung", numbers.join(", "))
        }
    }
}

/// The beginning of a line.
fn shown(words: &str) -> String {
    const MOST: usize = 45;
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let cut: String = words.chars().take(MOST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

fn finding(message: String, line: &Line<'_>) -> Finding {
    Finding::new(codes::TYPED_AGAIN, message).at_optional(line.place.cloned()).path("noi_dung".into())
}

fn first_text(inlines: &[Inline]) -> Option<&Text> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => Some(text),
        inline => first_text(inline.inner()),
    })
}
