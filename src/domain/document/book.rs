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
    /// One an issuer and series; each begins a page.
    pub parts: Vec<BookSection>,
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
