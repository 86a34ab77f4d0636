//! The form of the decree: kind, parties, layout, images, places still to fill.

pub(crate) mod images;
pub(crate) mod kind;
pub(crate) mod layout;
pub(crate) mod parties;
pub(crate) mod placeholder;
