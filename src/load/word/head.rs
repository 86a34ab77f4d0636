//! Lines of the letterhead, the title and what stands above the text → the fields of a document.

use crate::domain::document::Secrecy;
use crate::domain::document::kind::{self, Kind};
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{Draft, Sureness, quoted};
use crate::load::word::lines::{Item, Line};
use crate::load::word::names;
use crate::load::word::numbers::typed_number;

/// Lines among which a letterhead may stand.
const MAX_HEAD: usize = 60;

/// Reads the head; the items behind it.
pub(super) fn read(items: Vec<Item>, wanted: Option<Kind>, draft: &mut Draft) -> Vec<Item> {
    let mut rest: std::collections::VecDeque<Item> = items.into();
    let is_headed = rest.iter().take(MAX_HEAD).any(|item| matches!(item, Item::Line(line) if is_letterhead(line)));
    if is_headed {
        letterhead(&mut rest, draft);
    }
    title(&mut rest, wanted, draft);
    let kind = draft.kind.and_then(Kind::from_key);
    if kind.is_some_and(Kind::has_authority) {
        authority(&mut rest, draft);
    }
    addressees(&mut rest, draft);
    if !kind.is_some_and(Kind::has_authority) {
        grounds(&mut rest, draft);
    }
    rest.into()
}

fn is_letterhead(line: &Line) -> bool {
    names::is_motto(&line.text) || names::number_line(&line.text).is_some() || line.has_style(own::NUMBER)
}

/// Lines from the top to the number, date or kind; names of bodies stand in the left column.
fn letterhead(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    let mut bodies: Vec<Line> = Vec::new();
    while let Some(Item::Line(line)) = rest.front() {
        if line.is_blank() {
            rest.pop_front();
            continue;
        }
        let inside = line.cell.is_some();
        if names::is_motto(&line.text) || line.is_rule() || line.has_style(own::RULE) {
            draft.report.printed_anyway.push(line.text.clone());
        } else if let Some((number, symbol)) = names::number_line(&line.text) {
            draft.number = number;
            draft.symbol = Some(symbol);
            draft.report.counted_again.push("Số".to_owned());
        } else if let Some((place, date)) = names::place_and_date(&line.text) {
            draft.place_name = Some(place);
            draft.issued_on = date;
            let behind = line.text.rfind(',').unwrap_or_default();
            draft.report.counted_again.push(line.text[behind..].to_owned());
        } else if let Some(subject) = names::letter_subject(&line.text) {
            draft.subject.push(subject.to_owned());
            draft.report.counted_again.push("V/v".to_owned());
        } else if kind_of(&line.text).is_some() && !inside {
            break;
        } else if draft.symbol.is_some() && inside && !draft.subject.is_empty() && !line.is_capitals() {
            // the subject of a letter goes on
            draft.subject.push(line.text.clone());
        } else if is_draft_mark(&line.text) {
            draft.report.not_taken("dòng dự thảo", line.text.clone());
        } else if let Some(secrecy) = secrecy(&line.text) {
            draft.secrecy = Some(secrecy);
            draft.report.counted_again.push(line.text.clone());
        } else if is_stamp(&line.text) {
            draft.report.not_taken("dòng độ khẩn", line.text.clone());
        } else if is_body(line) && draft.symbol.is_none() {
            bodies.push(line.clone());
        } else if inside {
            draft.report.not_taken("dòng ở phần đầu trang", line.text.clone());
        } else if bodies.is_empty() && draft.place_name.is_none() && draft.symbol.is_none() {
            draft.report.not_taken("dòng trên phần đầu trang", line.text.clone());
        } else {
            break;
        }
        rest.pop_front();
    }
    name_bodies(bodies, draft);
}

/// What a draft says of itself above or under the letterhead.
fn is_draft_mark(text: &str) -> bool {
    let bare = names::bare(text);
    bare == "du thao" || bare.starts_with("du thao lan ") || bare.starts_with("du thao ngay ")
}

/// The value of `do_mat` that a stamp stands for.
fn secrecy(text: &str) -> Option<&'static str> {
    let bare = names::bare(text);
    Secrecy::ALL.into_iter().find(|secrecy| names::bare(secrecy.name()) == bare).map(Secrecy::key)
}

/// A stamp of urgency.
fn is_stamp(text: &str) -> bool {
    const STAMPS: [&str; 4] = ["khan", "thuong khan", "hoa toc", "hoa toc hen gio"];
    STAMPS.contains(&names::bare(text).as_str())
}

/// A name of a body in a letterhead.
fn is_body(line: &Line) -> bool {
    let style = line.has_style(own::ISSUER) || line.has_style(own::PARENT);
    style || line.is_capitals() && line.text.chars().count() < 120
}

/// The body that issues is set bold; its parent above is not.
fn name_bodies(bodies: Vec<Line>, draft: &mut Draft) {
    let is_parent = |line: &Line| match line.style() {
        Some(style) if style == own::PARENT => true,
        Some(style) if style == own::ISSUER => false,
        _ => !line.is_bold(),
    };
    let any_bold = bodies.iter().any(|line| !is_parent(line));
    for line in bodies {
        if any_bold && is_parent(&line) && draft.issuer.is_empty() {
            draft.parent.push(line.text);
        } else {
            draft.issuer.push(line.text);
        }
    }
}

/// The kind that a line names, and the words of a subject behind it.
pub(super) fn kind_of(text: &str) -> Option<(Kind, &str)> {
    let bare = names::bare(text);
    let found = kind::ALL.into_iter().filter(|kind| !kind.abbreviation.is_empty()).find(|kind| {
        let name = names::bare(kind.name);
        bare == name || bare.starts_with(&format!("{name} ")) && starts_in_capitals(text, kind.name)
    })?;
    let words = found.name.split(' ').count();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    for _ in 0..words {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    Some((found, rest.trim_start_matches([':', '-', '–', ' '])))
}

/// Takes away the lines that call the file a draft: the program prints none.
fn skip_draft_marks(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    let is_mark = |item: &Item| matches!(item, Item::Line(line) if line.is_blank() || is_draft_mark(&line.text));
    while rest.front().is_some_and(is_mark) {
        if let Some(Item::Line(line)) = rest.pop_front()
            && !line.is_blank()
        {
            draft.report.not_taken("dòng dự thảo", line.text);
        }
    }
}

/// Whether a line begins with the kind in capitals: `BÁO CÁO Kết quả …`, not `Báo cáo của …`.
fn starts_in_capitals(text: &str, name: &str) -> bool {
    let count = name.split(' ').count();
    let head: Vec<&str> =
        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(count).collect();
    names::is_capitals(&head.join(" "))
}

/// The kind, the subject under it, and the note in brackets.
fn title(rest: &mut std::collections::VecDeque<Item>, wanted: Option<Kind>, draft: &mut Draft) {
    let of_symbol = draft.symbol.as_deref().and_then(Kind::of_symbol);
    let letter = draft.symbol.is_some() && of_symbol.is_none() || !draft.subject.is_empty();
    skip_blank(rest, draft);
    let named = match rest.front() {
        Some(Item::Line(line)) if !line.text.is_empty() => {
            kind_of(&line.text).map(|(kind, more)| (kind, more.to_owned(), line.clone()))
        }
        _ => None,
    };
    let Some((named, more, line)) = named else {
        let found = wanted.or(of_symbol).or(letter.then(|| Kind::from_key("cong-van")).flatten());
        draft.kind = found.map(|kind| kind.key);
        if found.is_some() && !letter && wanted.is_some() {
            untitled(rest, draft);
        }
        return;
    };
    rest.pop_front();
    draft.report.counted_again.push(named.name.to_owned());
    draft.kind = Some(wanted.unwrap_or(named).key);
    if wanted.is_some_and(|wanted| wanted != named) {
        let what = format!("dùng loại đã chọn thay cho {}", quoted(&line.text));
        draft.report.guess(Sureness::Fair, "lệnh có --kind", what);
    }
    if !more.is_empty() {
        draft.subject.push(more);
    }
    subject(rest, draft);
}

/// Lines under the kind up to what is no title.
fn subject(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    while let Some(Item::Line(line)) = rest.front() {
        let text = line.text.clone();
        let by_style = line.has_style(own::SUBJECT) || line.has_style(own::SUBJECT_NOTE);
        if line.is_blank() {
            rest.pop_front();
            if draft.subject.is_empty() {
                continue;
            } else {
                return note(rest, draft);
            };
        }
        if line.is_rule() || line.has_style(own::RULE) {
            draft.report.printed_anyway.push(text);
            rest.pop_front();
            return note(rest, draft);
        }
        let is_title = by_style || line.is_centred() || line.is_bold();
        let numbered = typed_number(&text).is_some() || line.paragraph.number.is_some();
        let begins_text =
            !by_style && (numbered || is_address(&text) || is_ground(&text) || is_formula(line) || is_authority(line));
        let plain = line.paragraph.pieces.len() == 1 && draft.subject.is_empty();
        if begins_text || !(is_title || plain && text.chars().count() < 300) {
            return;
        }
        if text.starts_with('(') && text.ends_with(')') && !draft.subject.is_empty() {
            draft.subject_note = Some(text);
        } else {
            draft.subject.push(text);
        }
        rest.pop_front();
    }
}

/// The note in brackets that may stand under the rule.
fn note(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    skip_blank(rest, draft);
    let Some(Item::Line(line)) = rest.front() else { return };
    if draft.subject_note.is_none() && line.text.starts_with('(') && line.text.ends_with(')') && line.is_centred() {
        draft.subject_note = Some(line.text.clone());
        rest.pop_front();
    }
}

/// A text without the name of its kind: its first line, when that is short, is its subject.
fn untitled(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    let Some(Item::Line(line)) = rest.front() else { return };
    let short = line.text.chars().count() < 200 && !line.text.ends_with(['.', ';', ':']);
    if short && !is_address(&line.text) && !is_ground(&line.text) && draft.subject.is_empty() {
        draft.report.guess(Sureness::Low, "dòng đầu tiên, ngắn", format!("coi {} là trích yếu", quoted(&line.text)));
        draft.subject.push(line.text.clone());
        rest.pop_front();
    }
}

fn is_authority(line: &Line) -> bool {
    line.has_style(own::AUTHORITY) || line.is_capitals() && (line.is_bold() || line.is_centred())
}

fn is_formula(line: &Line) -> bool {
    let bare = names::bare(&line.text);
    line.has_style(own::FORMULA) || matches!(bare.as_str(), "quyet nghi" | "quyet dinh") && line.is_capitals()
}

fn is_ground(text: &str) -> bool {
    let bare = names::bare(text);
    ["can cu ", "xet ", "theo de nghi ", "thuc hien ", "tren co so "].iter().any(|begin| bare.starts_with(begin))
}

fn is_address(text: &str) -> bool {
    names::bare(text).starts_with("kinh gui")
}

/// Who decides, on what grounds, up to the formula: a resolution or decision.
fn authority(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    let reach = rest.iter().take(MAX_HEAD).position(|item| matches!(item, Item::Line(line) if is_formula(line)));
    while let Some(Item::Line(line)) = rest.front() {
        let text = line.text.clone();
        if line.is_blank() {
            rest.pop_front();
        } else if line.is_rule() || is_formula(line) {
            let ends = is_formula(line);
            draft.report.printed_anyway.push(text);
            rest.pop_front();
            if ends {
                return;
            }
        } else if draft.legal_bases.is_empty() && is_authority(line) {
            draft.authority.push(text);
            rest.pop_front();
        } else if is_ground(&text) || line.has_style(own::LEGAL_BASIS) || reach.is_some() {
            draft.legal_bases.push(text);
            rest.pop_front();
        } else {
            return;
        }
    }
}

/// Grounds of other kinds end in semicolons; a sentence that begins with them is text.
fn grounds(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    skip_blank(rest, draft);
    let is_one = |item: &Item| matches!(item, Item::Line(line) if line.has_style(own::LEGAL_BASIS) || is_ground(&line.text) && line.text.ends_with(';'));
    while rest.front().is_some_and(is_one) {
        if let Some(Item::Line(line)) = rest.pop_front() {
            draft.legal_bases.push(line.text);
        }
        skip_blank(rest, draft);
    }
}

/// `Kính gửi:` and the lines that name them.
fn addressees(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    skip_blank(rest, draft);
    let Some(Item::Line(line)) = rest.front() else { return };
    if !is_address(&line.text) {
        return;
    }
    let behind = || line.text.splitn(3, ' ').nth(2).unwrap_or_default();
    let first = line.text.split_once(':').map_or_else(behind, |(_, names)| names).trim().to_owned();
    rest.pop_front();
    draft.report.counted_again.push("Kính gửi".to_owned());
    let listed = first.is_empty() || first.ends_with(';');
    push_addressee(&first, draft);
    while let Some(Item::Line(line)) = rest.front() {
        let dashed =
            line.text.starts_with(['-', '–', '+']) || line.has_style(own::ADDRESSEE) || line.paragraph.number.is_some();
        let last = draft.addressees.last().is_none_or(|last| last.ends_with([';', ',']));
        let goes_on = dashed || listed && last && line.text.chars().count() < 150;
        if line.is_blank() {
            rest.pop_front();
            if draft.addressees.is_empty() {
                continue;
            } else {
                break;
            };
        }
        if !goes_on {
            break;
        }
        let text = line.text.clone();
        push_addressee(&text, draft);
        rest.pop_front();
        if text.ends_with('.') {
            break;
        }
    }
    for name in &mut draft.addressees {
        *name = name.trim_end_matches([';', '.', ',']).trim().to_owned();
    }
}

fn push_addressee(text: &str, draft: &mut Draft) {
    let text = text.trim_start_matches(['-', '–', '+', ' ']);
    if !text.is_empty() {
        draft.addressees.push(text.to_owned());
    }
}

fn skip_blank(rest: &mut std::collections::VecDeque<Item>, draft: &mut Draft) {
    skip_draft_marks(rest, draft);
    while let Some(Item::Line(line)) = rest.front()
        && (line.is_blank() || line.is_rule())
    {
        if !line.is_blank() {
            draft.report.printed_anyway.push(line.text.clone());
        }
        rest.pop_front();
    }
}
