//! Figures and their uses: a table of plain text that needs no colour, and JSON for programs.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::base::source::Place;
use crate::domain::figures::{Measure, Value};
use crate::operations::figures::usage::{Ledger, Row, Used};

/// Characters of a sentence that are shown.
const MAX_SENTENCE: usize = 100;

/// Marks before a line: unused figures and names without a figure stand out at the edge.
const PLAIN: char = ' ';
const UNUSED: char = '!';
const UNDEFINED: char = '?';

pub(super) fn as_text(usage: &Ledger) -> String {
    let mut out = String::new();
    let period = usage.period.as_ref().map_or("chưa ghi kỳ báo cáo".to_owned(), ToString::to_string);
    let folder = if usage.folder.is_empty() { "." } else { &usage.folder };
    let _ = writeln!(out, "{folder}: {period}");
    let cells: Vec<[String; 5]> = usage.rows.iter().map(cells).collect();
    let head = ["Mã", "Giá trị", "Đơn vị", "Nguồn", "Chỉ tiêu"].map(str::to_owned);
    let widths: Vec<usize> =
        (0..head.len()).map(|i| cells.iter().chain([&head]).map(|row| width(&row[i])).max().unwrap_or(0)).collect();
    let _ = writeln!(out, "{}", line(PLAIN, &head, &widths));
    for (row, cells) in usage.rows.iter().zip(&cells) {
        let mark = if row.uses.is_empty() { UNUSED } else { PLAIN };
        let _ = writeln!(out, "{}", line(mark, cells, &widths));
        if row.uses.is_empty() {
            let _ = writeln!(out, "      chưa dùng trong văn bản nào");
        }
        row.uses.iter().for_each(|used| out.push_str(&place_as_text(used, "      ")));
    }
    for unknown in &usage.undefined {
        let _ = writeln!(out, "{UNDEFINED} {}", unknown.message);
        let _ = writeln!(out, "      {}", at(&unknown.document, unknown.place.as_ref()));
        if !unknown.sentence.is_empty() {
            let _ = writeln!(out, "          {}", around(&unknown.sentence, ""));
        }
    }
    out
}

/// A place that prints a figure or fact, and the sentence around it, each line after `indent`.
pub(in crate::cli) fn place_as_text(used: &Used, indent: &str) -> String {
    let at = at(&used.document, used.place.as_ref());
    if used.sentence.is_empty() {
        return format!("{indent}{at}  {}\n", used.expression);
    }
    let sentence = around(&used.sentence, &used.expression);
    format!("{indent}{at}  {{{{ {} }}}} → {}\n{indent}    {sentence}\n", used.expression, used.printed)
}

/// How many figures there are, and how many need a look.
pub(super) fn summary(periods: &[Ledger]) -> String {
    let rows = || periods.iter().flat_map(|usage| &usage.rows);
    let unused = rows().filter(|row| row.uses.is_empty()).count();
    let missing = rows().filter(|row| row.value.is_none()).count();
    let undefined: usize = periods.iter().map(|usage| usage.undefined.len()).sum();
    let mut parts = vec![format!("{} số liệu", rows().count())];
    for (count, what) in [(missing, "chưa có số"), (unused, "chưa dùng"), (undefined, "tên gọi không có số liệu")]
    {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join(", ")
}

pub(super) fn as_json(usage: &Ledger) -> Json {
    json!({
        "thu_muc": usage.folder,
        "ky_bao_cao": usage.period.as_ref().map(ToString::to_string),
        "chi_tieu": usage.rows.iter().map(row).collect::<Vec<_>>(),
        "khong_co": usage.undefined.iter().map(|unknown| json!({
            "noi_dung": unknown.message,
            "van_ban": unknown.document,
            "vi_tri": unknown.place.as_ref().map(position),
            "cau": unknown.sentence,
        })).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Json {
    let indicator = &row.indicator;
    let mut json = json!({
        "ma": indicator.path,
        "ten": indicator.name,
        "don_vi": indicator.unit,
        "gia_tri": value(row),
    });
    for measure in Measure::ALL {
        json[measure.key()] = json!(indicator.get(measure).map(Value::written));
    }
    json["nguon"] = json!(indicator.source);
    json["tep"] = json!(indicator.place.as_ref().map(|place| place.source().name()));
    json["vi_tri"] = json!(indicator.place.as_ref().map(position));
    json["dung"] = json!(row.uses.iter().map(use_as_json).collect::<Vec<_>>());
    json
}

/// What a figure is worth, as it prints.
fn value(row: &Row) -> Option<String> {
    row.value.map(|number| number.format(row.indicator.decimals_of(row.indicator.value(), row.value)))
}

/// A place that prints a figure or fact, for programs.
pub(in crate::cli) fn use_as_json(used: &Used) -> Json {
    json!({
        "van_ban": used.document,
        "vi_tri": used.place.as_ref().map(position),
        "bieu_thuc": used.expression,
        "in_ra": used.printed,
        "cau": used.sentence,
        "doc": used.reads.iter().map(|operand| operand.key()).collect::<Vec<_>>(),
    })
}

fn position(place: &Place) -> Json {
    let (line, column) = place.line_column();
    json!({ "dong": line, "cot": column })
}

fn cells(row: &Row) -> [String; 5] {
    let indicator = &row.indicator;
    let value = value(row).unwrap_or_else(|| "chưa có".to_owned());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [indicator.path.clone(), value, text(&indicator.unit), text(&indicator.source), text(&indicator.name)]
}

/// One line; the second column holds numbers and stands to the right.
fn line(mark: char, cells: &[String; 5], widths: &[usize]) -> String {
    let mut out = format!("{mark} ");
    for (i, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let blank = " ".repeat(width.saturating_sub(self::width(cell)));
        let cell = if i == 1 { format!("{blank}{cell}") } else { format!("{cell}{blank}") };
        out += &cell;
        out += "  ";
    }
    out.trim_end().to_owned()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn at(document: &str, place: Option<&Place>) -> String {
    // a sentence of what a document attaches stands in another file
    let at = |place: &Place| {
        let (line, column) = place.line_column();
        format!("{}:{line}:{column}", place.source().name())
    };
    place.map_or_else(|| document.to_owned(), at)
}

/// The part of a long sentence around an expression in it.
fn around(sentence: &str, expression: &str) -> String {
    let all: Vec<char> = sentence.chars().collect();
    let at = sentence.find(expression).map_or(0, |at| width(&sentence[..at]));
    let before = MAX_SENTENCE.saturating_sub(width(expression)) / 2;
    let start = at.saturating_sub(before).min(all.len().saturating_sub(MAX_SENTENCE));
    let end = all.len().min(start + MAX_SENTENCE);
    let part: String = all[start..end].iter().collect();
    let (open, close) = (if start > 0 { "…" } else { "" }, if end < all.len() { "…" } else { "" });
    format!("{open}{}{close}", part.trim())
}
