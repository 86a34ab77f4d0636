//! What comes into the archive: a file with what is said of it.

use chrono::NaiveDate;

use crate::domain::document::Kind;

/// A file to keep.
#[derive(Debug)]
pub struct Incoming<'a> {
    /// Its name in messages.
    pub shown: &'a str,
    /// Its bytes, which nobody touches.
    pub bytes: Vec<u8>,
    /// Whose it is, if told: `418/BC-UBND`, a place in the store, or the file of a document from the workspace.
    pub wanted: Option<&'a str>,
    /// Which letter of a document with a list, if told.
    pub letter: Option<&'a str>,
    /// Facts of a document that was not issued from here.
    pub paper: Paper<'a>,
}

/// What the paper register says of a document that was not issued from here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paper<'a> {
    /// Ngày ban hành.
    pub date: Option<NaiveDate>,
    /// Trích yếu.
    pub subject: Option<&'a str>,
    /// Người ký.
    pub signer: Option<&'a str>,
    /// Loại văn bản.
    pub kind: Option<Kind>,
}
