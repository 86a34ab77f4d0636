//! Which document and which letter of the archive is meant.

use crate::archive::Archive;
use crate::archive::index::Index;
use crate::archive::index::entry::Entry;
use crate::archive::index::search::SearchQuery;
use crate::archive::letters::{self, Letter};
use crate::base::finding::{Finding, codes};
use crate::base::io::paths::argument;

/// Documents that are looked for by number or words alone, and those of them named in a message.
const MAX_SEARCHED: usize = 50;
const MAX_SHOWN: usize = 3;

/// A document of the archive, as a clerk names it.
#[derive(Debug, Clone)]
pub struct Named {
    /// Number and symbol, `418/BC-UBND`, or the place where it is kept.
    pub name: String,
    /// The year, when several have that number.
    pub year: Option<i32>,
}

/// The one document that is named, and its letter if it is the place of one.
pub(super) fn document(
    archive: &Archive,
    index: &Index,
    Named { name, year }: &Named,
) -> Result<(Entry, Option<String>), Finding> {
    let letter = archive.letter_at(name);
    let mut found = index.named(letter.as_ref().map_or(name, |of| of.document.as_str()), *year)?;
    if found.is_empty() && is_number(name) {
        found = searched(index, SearchQuery { number: Some(name.trim().to_owned()), ..question(*year) })?;
    }
    match found.len() {
        1 => Ok((found.remove(0), letter.map(|of| of.name))),
        0 => {
            let unlike = searched(index, SearchQuery { words: name.clone(), ..question(*year) })?;
            Err(nothing(name, &unlike))
        }
        _ => {
            let places: Vec<String> = found.iter().map(|entry| format!("`{}`", entry.key)).collect();
            Err(Finding::new(
                codes::NOTHING_KEPT,
                format!("`{name}` là {} văn bản: {}", found.len(), places.join(", ")),
            )
            .hint("thêm `--year NĂM`, hoặc ghi nơi lưu như trên thay cho số, ký hiệu"))
        }
    }
}

/// Whether a number stands alone, without its symbol: `412`, `412a`.
fn is_number(name: &str) -> bool {
    let name = name.trim();
    name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn question(year: Option<i32>) -> SearchQuery {
    SearchQuery { year, limit: MAX_SEARCHED, ..SearchQuery::default() }
}

fn searched(index: &Index, query: SearchQuery) -> Result<Vec<Entry>, Finding> {
    Ok(index.search(&query)?.into_iter().map(|hit| hit.entry).collect())
}

/// No document has the name; some may hold its words.
fn nothing(name: &str, holding: &[Entry]) -> Finding {
    let finding = Finding::new(codes::NOTHING_KEPT, format!("kho không có văn bản `{name}`"));
    let Some(first) = holding.first() else {
        return finding
            .hint(format!("tìm thử bằng chữ khác: `vanthu archive search {}`", argument("chữ trong văn bản")))
            .hint("văn bản chưa chốt thì chưa có trong kho, xem ở sổ: `vanthu register`");
    };
    let shown: Vec<String> = holding.iter().take(MAX_SHOWN).map(|entry| entry.reference.clone()).collect();
    let more = if holding.len() > shown.len() { ", …" } else { "" };
    finding
        .hint(format!(
            "có trong chữ của {}{more}; xem một văn bản: `vanthu archive show {}`",
            shown.join(", "),
            first.key
        ))
        .hint(format!("xem tất cả: `vanthu archive search {}`", argument(name)))
}

/// The letter that is wanted of a document with letters; `whole` when a file of the whole document will do.
pub(super) fn letter(
    archive: &Archive,
    entry: &Entry,
    wanted: Option<&str>,
    whole: bool,
) -> Result<Option<Letter>, Finding> {
    let letters = if entry.letters > 0 { archive.letters(&entry.key)? } else { Vec::new() };
    let see = format!("xem tên các thư: `vanthu archive show {}`", entry.key);
    let Some(wanted) = wanted else {
        if letters.is_empty() || whole {
            return Ok(None);
        }
        return Err(Finding::new(codes::NOTHING_KEPT, format!("{} có {} thư", entry.reference, letters.len()))
            .hint("ghi rõ thư nào: `--letter \"TÊN\"`, hoặc lấy mọi thư bằng `vanthu archive export`")
            .hint(see));
    };
    match &letters::named(&letters, wanted)[..] {
        [one] => Ok(Some((*one).clone())),
        [] => Err(Finding::new(codes::NOTHING_KEPT, format!("{} không có thư `{wanted}`", entry.reference)).hint(see)),
        several => {
            let what = format!("`{wanted}` hợp với {} thư của {}", several.len(), entry.reference);
            Err(Finding::new(codes::NOTHING_KEPT, what).hint(see))
        }
    }
}
