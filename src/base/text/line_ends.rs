//! Line ends of a text file: a file that a program of Windows wrote keeps them.

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
        if bytes.windows(2).any(|pair| pair == b"\r\n") { Self::Windows } else { Self::Unix }
    }

    /// A text whose lines end with `\n`, with these line ends.
    pub(crate) fn write(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
        }
    }
}
