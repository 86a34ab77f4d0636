//! Sổ: a register as a printed book, in plain words: parts, columns, rows.

use super::date::IssueDate;

/// A book to be printed and bound [N30 Điều 16.2.b, 22.3.b].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// `SỔ ĐĂNG KÝ VĂN BẢN ĐI`.
    pub title: String,
    /// The year.
    pub year: i32,
    /// Where the office is, for the line above the signature.
    pub place: String,
    /// The last date in the book, which is that of its file.
    pub date: IssueDate,
    /// From left to right.
    pub columns: Vec<BookColumn>,
    /// Columns whose words stay on one line, from 0: numbers, dates.
    pub unbroken: Vec<usize>,
    /// One an issuer and series, or so much of it as goes into a volume; each begins a page.
    pub parts: Vec<BookSection>,
}

impl Book {
    /// Lines of a volume: some hundred and fifty pages, which a desk can bind and a small computer can set (600 MB).
    pub(crate) const LINES_OF_A_VOLUME: usize = 2_000;

    /// The volumes that it is bound in, each with its number when they are several. No section is longer than a volume.
    pub(crate) fn volumes(self) -> Vec<Self> {
        let mut volumes: Vec<Vec<BookSection>> = Vec::new();
        let mut lines = 0;
        for part in self.parts {
            lines += part.rows.len();
            match volumes.last_mut().filter(|_| lines <= Self::LINES_OF_A_VOLUME) {
                Some(volume) => volume.push(part),
                None => {
                    lines = part.rows.len();
                    volumes.push(vec![part]);
                }
            }
        }
        let several = volumes.len() > 1;
        let numbered = |(mut parts, number): (Vec<BookSection>, usize)| {
            parts.iter_mut().filter(|_| several).for_each(|part| part.about.push(format!("Quyển số {number}")));
            Self {
                parts,
                title: self.title.clone(),
                place: self.place.clone(),
                columns: self.columns.clone(),
                unbroken: self.unbroken.clone(),
                ..self
            }
        };
        volumes.into_iter().zip(1..).map(numbered).collect()
    }
}

/// A column of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookColumn {
    /// Its header.
    pub name: String,
    /// How wide it is beside the others.
    pub width: u32,
}

/// A section of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSection {
    /// The issuer, line by line.
    pub issuer: Vec<String>,
    /// What is in it: the series, from which number to which.
    pub about: Vec<String>,
    /// As many cells as columns.
    pub rows: Vec<Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_book_is_bound_in_volumes_that_hold_every_line_once() {
        let most = Book::LINES_OF_A_VOLUME;
        for (sections, volumes) in [
            (vec![3, 5], vec![8]),
            (vec![most], vec![most]),
            (vec![most, 1], vec![most, 1]),
            (vec![most - 2, 1, 1, 1, most], vec![most, 1, most]),
            (vec![], vec![]),
        ] {
            let part = |(lines, at): (&usize, usize)| BookSection {
                issuer: vec![format!("Sổ {at}")],
                about: Vec::new(),
                rows: (0..*lines).map(|line| vec![format!("{at}.{line}")]).collect(),
            };
            let parts: Vec<BookSection> = sections.iter().zip(0..).map(part).collect();
            let rows: Vec<_> = parts.iter().flat_map(|part| part.rows.clone()).collect();
            let book = Book {
                title: "SỔ".to_owned(),
                year: 2025,
                place: String::new(),
                date: IssueDate::Blank,
                columns: Vec::new(),
                unbroken: Vec::new(),
                parts,
            };
            let bound = book.volumes();
            let lines = |volume: &Book| volume.parts.iter().map(|part| part.rows.len()).sum::<usize>();
            assert_eq!(bound.iter().map(lines).collect::<Vec<_>>(), volumes);
            assert_eq!(
                bound.iter().flat_map(|volume| &volume.parts).flat_map(|part| part.rows.clone()).collect::<Vec<_>>(),
                rows
            );
            for (volume, number) in bound.iter().zip(1..) {
                let about = if bound.len() > 1 { vec![format!("Quyển số {number}")] } else { Vec::new() };
                assert!(volume.parts.iter().all(|part| part.about == about));
            }
        }
    }
}
