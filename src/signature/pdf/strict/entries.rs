//! What the tables of a file say of each object number.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::Dictionary;
use lopdf::xref::XrefEntry;

/// What stands for each object number.
pub(super) type Entries = BTreeMap<u32, XrefEntry>;

/// One table with its trailer and its place.
pub(super) type Table = (Entries, Dictionary, Range<usize>);

/// Second tables of a file, as Word writes them; readers that do not know them take the first ones alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SecondTables {
    pub(crate) count: usize,
    /// Objects that are others, or only there, for readers who take them.
    pub(crate) differing: usize,
}
