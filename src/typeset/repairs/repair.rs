//! One change of the markup that moves lines, notes or rows of a table to another page.

use std::ops::Range;

use typst::layout::Abs;

/// What stands between paragraphs in generated markup.
pub(super) const PARAGRAPH_BREAK: &str = "\n\n";

/// What the text of an annex begins after in generated markup.
const ANNEX_BEGIN: &str = "\n)[\n";

/// What a table begins with in generated markup.
pub(super) const TABLE: &str = "#bang(";

/// What begins a row of a table in generated markup.
pub(super) const ROW: &str = "\n  [";

/// What breaks a table before a row (`sang-bang` in `templates/bang-hinh.typ`).
pub(super) const TABLE_BREAK: &str = "\n  sang-bang,";

/// What a heading begins with in generated markup (`de-muc` in `templates/noi-dung.typ`).
pub(super) const HEADING: &str = "#de-muc(";

/// What moves a block to the next page.
const PAGE_BREAK: &str = "#colbreak(weak: true)\n\n";

/// What tells a table the room on its first page (`cho` in `templates/bang-hinh.typ`).
const ROOM: &str = "cho: ";

/// One change of the markup that keeps together what footnotes have separated.
#[derive(Debug, PartialEq)]
pub(in crate::typeset) enum Repair {
    /// Room to take away at the foot of the page on which the paragraph beginning `at` begins.
    ReserveRoom { at: usize, room: Abs },
    /// A block that begins `at` to move to the next page.
    BreakPage { at: usize },
    /// A table to break before the row beginning `at`.
    BreakTable { at: usize },
    /// A table whose rows to share out among pages, of which the first has this room; none: a whole page.
    ShareOut { table: usize, room: Option<Abs> },
}

impl Repair {
    /// Where the markup changes.
    pub(in crate::typeset) fn at(&self) -> usize {
        match self {
            Self::ReserveRoom { at, .. } | Self::BreakPage { at } | Self::BreakTable { at } => *at,
            Self::ShareOut { table, .. } => *table,
        }
    }

    /// The markup with the repair in it.
    pub(in crate::typeset) fn apply(&self, markup: &str) -> String {
        let (before, after) = markup.split_at(self.at());
        match self {
            Self::ReserveRoom { room, .. } => {
                let room = room.to_pt().ceil();
                format!(
                    "{before}#place(bottom, float: true, clearance: 0pt, box(height: {room}pt)){PARAGRAPH_BREAK}{after}"
                )
            }
            Self::BreakPage { .. } => format!("{before}{PAGE_BREAK}{after}"),
            Self::BreakTable { .. } => format!("{before}{TABLE_BREAK}{after}"),
            Self::ShareOut { table, room } => {
                let room = room.map_or("auto".to_owned(), |room| format!("{:.1}pt", room.to_pt()));
                let old = room_of(markup, *table);
                let (before, after) = (&markup[..old.start], &markup[old.end..]);
                format!("{before}{ROOM}{room}, {after}")
            }
        }
    }
}

/// Where the room of a table stands in the markup: empty where its rows are not shared out.
fn room_of(markup: &str, table: usize) -> Range<usize> {
    let begin = table + TABLE.len();
    let rest = &markup[begin..];
    match rest.strip_prefix(ROOM).and_then(|_| rest.find(", ")) {
        Some(end) => begin..begin + end + 2,
        None => begin..begin,
    }
}

/// Whether the rows of a table are shared out.
pub(super) fn is_shared_out(markup: &str, table: usize) -> bool {
    !room_of(markup, table).is_empty()
}

/// The room that a table was told, pt.
pub(super) fn told(markup: &str, table: usize) -> Option<f64> {
    markup[room_of(markup, table)].strip_prefix(ROOM)?.strip_suffix("pt, ")?.parse().ok()
}

/// Where the block begins that holds a place of the markup.
pub(super) fn block_at(markup: &str, place: usize) -> usize {
    let before = &markup[..place];
    let after = |sign: &str| before.rfind(sign).map_or(0, |at| at + sign.len());
    after(PARAGRAPH_BREAK).max(after(ANNEX_BEGIN))
}

/// Moves a block to the next page with the headings above it, unless that was done.
pub(super) fn before(text: &str, block: usize) -> Option<Repair> {
    let mut at = block;
    while let Some(end) = text[..at].strip_suffix(PARAGRAPH_BREAK) {
        let above = block_at(text, end.len());
        if above == at || !text[above..].starts_with(HEADING) {
            break;
        }
        at = above;
    }
    // what begins the text of an annex stays with its title
    let stays = text[..at].ends_with(PAGE_BREAK) || !text[..at].ends_with(PARAGRAPH_BREAK);
    (!stays).then_some(Repair::BreakPage { at })
}
