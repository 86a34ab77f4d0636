//! A file that an export gives, to be written by whoever asked for it.

/// A file to write: path from the folder of the document's output, and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// With `/` between folders.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}
