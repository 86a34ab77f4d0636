//! Lines under the text → recipients and who signs.

use crate::domain::document::form_lines;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{Draft, Sureness, quoted};
use crate::load::word::lines::{Item, Line};

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
            || taken < MAX_SIGNATURE && is_name(&line.text)
            || line.style().is_some_and(|style| [own::CAPACITY, own::FULL_NAME, own::RECIPIENT].contains(&style));
        if annex || !belongs || line.paragraph.starts_page {
            break;
        }
        taken += 1;
        end += 1;
    }
    Some(start..end)
}

/// A person's name: two to six words, each with a capital.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic))
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
        if line.is_blank() || line.cell != column {
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
    let mut own_lines: Vec<&Line> = lines.iter().filter(is_own).collect();
    let columns = {
        let mut columns: Vec<_> =
            own_lines.iter().filter(|line| form_lines::is_position(&line.text)).map(|line| line.cell).collect();
        columns.dedup();
        columns.len()
    };
    if columns > 1 {
        let words: Vec<&str> = own_lines.iter().map(|line| line.text.as_str()).collect();
        draft.report.guess(
            Sureness::Low,
            "có nhiều người ký",
            format!("chỉ lấy người ký cuối trong {}", quoted(&words.join(" / "))),
        );
        let last = own_lines.iter().rev().find(|line| form_lines::is_position(&line.text)).map(|line| line.cell);
        let (kept, others): (Vec<&Line>, Vec<&Line>) = own_lines.into_iter().partition(|line| Some(line.cell) == last);
        others.iter().for_each(|line| draft.report.not_taken("dòng của người ký khác", line.text.clone()));
        own_lines = kept;
    }
    for line in own_lines {
        let text = &line.text;
        if form_lines::is_placeholder(text) || line.is_rule() {
            draft.report.not_taken("chỗ ký", text.clone());
        } else if line.has_style(own::CAPACITY) || form_lines::is_capacity(text) {
            draft.capacity.push(text.clone());
        } else if line.has_style(own::FULL_NAME)
            || !(line.is_capitals() || draft.position.is_empty() && draft.capacity.is_empty())
        {
            if let Some(before) = draft.full_name.replace(text.clone()) {
                draft.report.not_taken("dòng ở phần chữ ký", before);
            }
        } else if line.is_capitals() || line.has_style(own::POSITION) {
            // a capacity may go on over two lines: TM. ỦY BAN NHÂN DÂN / PHƯỜNG HOA ĐÀO
            let goes_on = draft.position.is_empty() && !draft.capacity.is_empty() && !form_lines::is_position(text);
            if goes_on { draft.capacity.push(text.clone()) } else { draft.position.push(text.clone()) }
        } else {
            draft.report.not_taken("dòng ở phần chữ ký", text.clone());
        }
    }
    // KT. CHỦ TỊCH alone has no position of its own
    if draft.position.is_empty()
        && let Some(last) = draft.capacity.pop()
    {
        draft.position.push(last);
    }
}
