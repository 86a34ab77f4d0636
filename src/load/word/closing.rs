//! Lines under the text → recipients and who signs.

use crate::base::text::fold::bare_words;
use crate::domain::document::attached::KINDS;
use crate::domain::document::form_lines;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{Draft, DraftSigner, Sureness, quoted};
use crate::load::word::lines::{Cell, Item, Line};

/// Lines of a signature without a table.
const MAX_SIGNATURE: usize = 14;

/// Takes recipients and signature out of the items: what stands before them, and behind.
pub(super) fn read(items: Vec<Item>, draft: &mut Draft) -> (Vec<Item>, Vec<Item>) {
    let Some(range) = stretch(&items) else { return (items, Vec::new()) };
    let mut items = items;
    let behind = items.split_off(range.end);
    let closing = items.split_off(range.start);
    let mut lines: Vec<Line> = Vec::new();
    for item in closing {
        match item {
            Item::Line(line) => lines.push(line),
            item => items.push(item),
        }
    }
    recipients(&lines, draft);
    signature(&lines, draft);
    (items, behind)
}

/// Where the closing stands: the lines side by side that name recipients or a signer, or lines of their own.
fn stretch(items: &[Item]) -> Option<std::ops::Range<usize>> {
    let line_at = |at: usize| match items.get(at) {
        Some(Item::Line(line)) => Some(line),
        _ => None,
    };
    let is_mark = |line: &Line| {
        form_lines::is_recipients(&line.text)
            || form_lines::is_capacity(&line.text)
            || line.has_style(own::RECIPIENTS)
            || line.has_style(own::POSITION)
            || form_lines::is_position(&line.text) && (line.cell.is_some() || line.is_bold())
    };
    // words of annexes may name recipients too
    let is_annex = |at: &usize| line_at(*at).is_some_and(super::annexes::is_annex);
    let first = (0..items.len()).take_while(|at| !is_annex(at)).find(|at| line_at(*at).is_some_and(is_mark))?;
    let mut start = first;
    let mut end = first + 1;
    // the lines laid out beside it belong to it
    if let Some(cell) = line_at(first).and_then(|line| line.cell) {
        let same = |at: usize| line_at(at).is_some_and(|line| line.cell.is_some_and(|other| other.of == cell.of));
        while start > 0 && same(start - 1) {
            start -= 1;
        }
        while same(end) {
            end += 1;
        }
    }
    // lines of their own, and further tables of signatures, right behind
    let mut taken = 0;
    while let Some(line) = line_at(end) {
        let annex = super::annexes::is_annex(line);
        let belongs = line.is_blank()
            || line.cell.is_some()
            || line.text.starts_with(['-', '–', '+'])
            || is_mark(line)
            || form_lines::is_placeholder(&line.text)
            || line.is_capitals()
            || taken < MAX_SIGNATURE && form_lines::is_person(&line.text)
            || line.style().is_some_and(|style| [own::CAPACITY, own::FULL_NAME, own::RECIPIENT].contains(&style));
        if annex || !belongs || line.paragraph.starts_page || begins_another(items, end) {
            break;
        }
        taken += 1;
        end += 1;
    }
    Some(start..end)
}

/// Whether another document begins at a line: with its letterhead, or the name of what it is.
fn begins_another(items: &[Item], at: usize) -> bool {
    let line_at = |at: usize| match items.get(at) {
        Some(Item::Line(line)) => Some(line),
        _ => None,
    };
    let Some(line) = line_at(at) else { return false };
    let words = bare_words(&line.text);
    let is_named = line.is_capitals() && KINDS.iter().any(|kind| bare_words(kind.name) == words);
    let beside = |other: &&Line| line.cell.zip(other.cell).is_some_and(|(own, other)| own.of == other.of);
    // a table is looked through once, where it begins
    let goes_on = at.checked_sub(1).and_then(line_at).is_some_and(|before| beside(&before));
    let mut laid_out = (at..).map_while(line_at).take_while(beside);
    is_named || form_lines::is_motto(&line.text) || !goes_on && laid_out.any(|line| form_lines::is_motto(&line.text))
}

fn recipients(lines: &[Line], draft: &mut Draft) {
    let Some(at) =
        lines.iter().position(|line| form_lines::is_recipients(&line.text) || line.has_style(own::RECIPIENTS))
    else {
        return;
    };
    let column = lines[at].cell;
    let head = lines[at].text.split_once(':').map_or("", |(_, first)| first).trim();
    let mut found: Vec<String> = Vec::new();
    if !head.is_empty() {
        found.push(head.to_owned());
    }
    for line in &lines[at + 1..] {
        // under halves set by tabs, lines of the left half stand alone
        let is_alone = line.cell.is_none() && line.text.starts_with(['-', '–', '+', '•']);
        if line.is_blank() || line.cell != column && !is_alone {
            continue;
        }
        let dashed = line.text.starts_with(['-', '–', '+', '•']) || line.paragraph.number.is_some();
        if column.is_none() && !dashed {
            break;
        }
        match found.last_mut() {
            // a long recipient goes on in a line of its own
            Some(last) if !dashed && !line.has_style(own::RECIPIENT) => {
                *last = format!("{} {}", last.trim_end(), line.text);
            }
            _ => found.push(line.text.clone()),
        }
    }
    let bare = |text: &String| {
        let text = text.trim_start_matches(['-', '–', '+', '•', ' ']);
        text.trim_end_matches([';', '.', ',', ' ']).to_owned()
    };
    draft.recipients = found.iter().map(bare).filter(|text| !text.is_empty()).collect();
    draft.report.printed_anyway.push("Nơi nhận:".to_owned());
}

fn signature(lines: &[Line], draft: &mut Draft) {
    let recipients = lines.iter().find(|line| form_lines::is_recipients(&line.text)).and_then(|line| line.cell);
    let is_own = |line: &&Line| {
        let beside = line.cell.is_none() || line.cell != recipients;
        let listed = line.cell.is_none() && line.text.starts_with(['-', '–', '+']);
        !line.text.is_empty() && beside && !listed && !form_lines::is_recipients(&line.text)
    };
    // a column a signer; under a name, another may begin
    let mut columns: Vec<(Option<Cell>, Column)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_own(line)) {
        let gap = at.checked_sub(1).is_some_and(|before| lines[before].is_blank());
        match columns.iter_mut().find(|(cell, _)| *cell == line.cell) {
            Some((_, column)) => column.push((line, gap)),
            None => columns.push((line.cell, vec![(line, gap)])),
        }
    }
    columns.iter().for_each(|(_, column)| signers_of(column, draft));
    if draft.signers.len() > 1 {
        let names: Vec<&str> = draft.signers.iter().filter_map(|signer| signer.full_name.as_deref()).collect();
        let what = format!("coi là {} người ký: {}", draft.signers.len(), quoted(&names.join(", ")));
        draft.report.guess(Sureness::Fair, "phần chữ ký có nhiều cột", what);
    }
}

/// Lines of a column, and whether room is left above each.
type Column<'a> = Vec<(&'a Line, bool)>;

/// Whether capitals under the room for a signature are a name: `LỘC VĂN KHẢI`.
fn is_name_in_capitals(gap: bool, signer: &DraftSigner, text: &str) -> bool {
    gap && !signer.position.is_empty() && form_lines::is_person(text) && !form_lines::is_position(text)
}

/// The signers of a column of lines.
fn signers_of(lines: &Column<'_>, draft: &mut Draft) {
    let mut signers: Vec<DraftSigner> = Vec::new();
    for (line, gap) in lines {
        let text = &line.text;
        let is_capacity = line.has_style(own::CAPACITY) || form_lines::is_capacity(text);
        let begins = is_capacity || line.has_style(own::POSITION) || line.is_capitals();
        if form_lines::is_placeholder(text) || line.is_rule() {
            draft.report.not_taken("chỗ ký", text.clone());
            continue;
        }
        let is_next =
            |signer: &DraftSigner| signer.full_name.is_some() && (is_capacity || form_lines::is_position(text));
        if signers.last().is_none_or(is_next) {
            signers.push(DraftSigner::default());
        }
        let Some(signer) = signers.last_mut() else { continue };
        let is_first = signer.position.is_empty() && signer.capacity.is_empty();
        if is_capacity {
            signer.capacity.push(text.clone());
        } else if line.has_style(own::FULL_NAME)
            || !line.is_capitals() && (!is_first || form_lines::is_person(text))
            || is_name_in_capitals(*gap, signer, text)
        {
            if let Some(before) = signer.full_name.replace(text.clone()) {
                draft.report.not_taken("dòng ở phần chữ ký", before);
            }
        } else if begins {
            // a capacity may go on over two lines: TM. ỦY BAN NHÂN DÂN / PHƯỜNG HOA ĐÀO
            let goes_on = signer.position.is_empty() && !signer.capacity.is_empty() && !form_lines::is_position(text);
            if goes_on { signer.capacity.push(text.clone()) } else { signer.position.push(text.clone()) }
        } else {
            draft.report.not_taken("dòng ở phần chữ ký", text.clone());
        }
    }
    for mut signer in signers {
        // KT. CHỦ TỊCH alone has no position of its own
        if signer.position.is_empty()
            && let Some(last) = signer.capacity.pop()
        {
            signer.position.push(last);
        }
        match (signer.position.is_empty(), signer.full_name.take(), draft.signers.last_mut()) {
            (false, name, _) => draft.signers.push(DraftSigner { full_name: name, ..signer }),
            // a name set beside the position rather than under it
            (true, Some(name), Some(last)) if last.full_name.is_none() => last.full_name = Some(name),
            (true, Some(name), _) => draft.report.not_taken("dòng ở phần chữ ký", name),
            (true, None, _) => {}
        }
    }
}
