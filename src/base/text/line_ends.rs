//! Line ends of a text file: a file that a program of Windows wrote keeps them.

use super::encoding::Encoding;

/// How the lines of a file end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// `\n`
    Unix,
    /// `\r\n`
    Windows,
}

impl LineEnds {
    /// Those of a file; one with both counts as written on Windows.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let text = Encoding::of(bytes).decode(bytes).unwrap_or_default();
        if text.contains("\r\n") { Self::Windows } else { Self::Unix }
    }

    /// A text whose lines end with `\n`, with these line ends.
    pub(crate) fn write(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
        }
    }
}
