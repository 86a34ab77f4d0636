//! Where the files of a document go, from the output folder.

use std::path::Path;

use crate::base::io::paths;
use crate::export::Output;
use crate::operations::common::options::{Format, Options};

/// A path as people read it, the same on every system.
pub(crate) fn shown(path: &Path) -> String {
    paths::show(path)
}

/// A path or name as it is typed in a command.
pub(crate) fn argument(text: &str) -> std::borrow::Cow<'_, str> {
    paths::argument(text)
}

/// A document's path without its ending.
pub(crate) fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The file that stands for a document in the output folder: its PDF, or the first of the others.
pub(crate) fn main_output(stem: &str, options: &Options) -> String {
    match options.formats.first() {
        _ if options.formats.contains(&Format::Pdf) => format!("{stem}.pdf"),
        Some(Format::Typ) => format!("{stem}/van-ban.typ"),
        _ => format!("{stem}-01.png"),
    }
}

/// `bao-cao-01.png`, `bao-cao-02.png`, …
pub(crate) fn numbered(stem: &str, pages: Vec<Vec<u8>>) -> Vec<Output> {
    let digits = pages.len().to_string().len().max(2);
    let pages = pages.into_iter().zip(1..);
    pages.map(|(bytes, n)| Output { path: format!("{stem}-{n:0digits$}.png"), bytes }).collect()
}
