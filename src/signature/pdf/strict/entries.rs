//! What the tables of a file say of each object number.

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;

/// What stands for each object number.
pub(super) type Entries = BTreeMap<u32, XrefEntry>;

/// Second tables of a file, as Word writes them; readers that do not know them take the first ones alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SecondTables {
    pub(crate) count: usize,
    /// Objects that are others, or only there, for readers who take them.
    pub(crate) differing: usize,
}
