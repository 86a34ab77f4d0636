//! Where the writings of a file end.

use memchr::memmem;

/// The end of one writing.
#[derive(Debug)]
pub(super) struct EndMark {
    /// Where its table stands, by its own count.
    pub(super) table: usize,
    /// Behind `%%EOF`.
    pub(super) mark: usize,
    /// Behind the line end after it.
    pub(super) end: usize,
}

/// Every `startxref N %%EOF`, in order.
pub(super) fn end_marks(bytes: &[u8]) -> Vec<EndMark> {
    const WORD: &[u8] = b"startxref";
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], WORD).map(|at| from + at) {
        from = at + WORD.len();
        let digits = skip_space(bytes, from);
        let close = bytes[digits..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count() + digits;
        let table = std::str::from_utf8(&bytes[digits..close]).ok().and_then(|digits| digits.parse().ok());
        let eof = skip_space(bytes, close);
        if let (Some(table), true) = (table, bytes[eof..].starts_with(b"%%EOF")) {
            let mark = eof + 5;
            let end = match &bytes[mark..] {
                [b'\r', b'\n', ..] => mark + 2,
                [b'\r' | b'\n', ..] => mark + 1,
                _ => mark,
            };
            if table > 0 && table < at {
                marks.push(EndMark { table, mark, end });
            }
        }
    }
    marks
}

/// Where the next byte stands that is no blank.
pub(super) fn skip_space(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count()
}
