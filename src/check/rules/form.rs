//! The form of the decree: layout, parts of the kind, signatory, recipients, images, places still to fill, words typed again.

pub(crate) mod attached;
pub(crate) mod cited;
pub(crate) mod file_copy;
pub(crate) mod images;
pub(crate) mod joint;
pub(crate) mod kind;
pub(crate) mod layout;
pub(crate) mod normative;
pub(crate) mod placeholder;
pub(crate) mod recipients;
pub(crate) mod signatory;
pub(crate) mod typed_again;
