//! A change to figures: which indicator, which field.

/// A value that an import adds or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `du_lich.luot_khach.thuc_hien`, or the path of a new indicator.
    pub path: String,
    /// What stood there; `None` when nothing did.
    pub old: Option<String>,
    /// What stands there now.
    pub new: String,
}

/// A field of an indicator: what it is called, how its value is written, what stood there, whether it is a number.
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) new: String,
    pub(crate) old: Option<String>,
}
