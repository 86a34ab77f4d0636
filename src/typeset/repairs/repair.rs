//! One change of the markup that moves lines, notes or rows of a table to another page.

use typst::layout::Abs;

/// What stands between paragraphs in generated markup.
pub(super) const PARAGRAPH_BREAK: &str = "\n\n";

/// What a table begins with in generated markup.
pub(super) const TABLE: &str = "#bang(";

/// What begins a row of a table in generated markup.
pub(super) const ROW: &str = "\n  [";

/// What breaks a table before a row (`sang-bang` in `templates/bang-hinh.typ`).
pub(super) const TABLE_BREAK: &str = "\n  sang-bang,";

/// One change of the markup that keeps together what footnotes have separated.
#[derive(Debug, PartialEq)]
pub(in crate::typeset) enum Repair {
    /// Room to take away at the foot of the page on which the paragraph beginning `at` begins.
    ReserveRoom { at: usize, room: Abs },
    /// A table to break before the row beginning `at`.
    BreakTable { at: usize },
}

impl Repair {
    /// Where the markup changes.
    pub(in crate::typeset) fn at(&self) -> usize {
        match self {
            Self::ReserveRoom { at, .. } | Self::BreakTable { at } => *at,
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
            Self::BreakTable { .. } => format!("{before}{TABLE_BREAK}{after}"),
        }
    }
}
