//! What a copy adds to the pages it is made of: who copied, under which number, when, and who signs [N30-I phần II].

use super::Signatory;
use super::date::IssueDate;
use super::layout::Hundredths;

/// The words of a copy.
#[derive(Debug, Clone)]
pub struct CopyBlock {
    /// How they stand.
    pub look: CopyLook,
    /// `SAO Y`, `SAO LỤC`, `TRÍCH SAO`.
    pub title: String,
    /// The office that copies, line by line.
    pub issuer: Vec<String>,
    /// Its own number: `03`.
    pub number: String,
    /// Its symbol: `SY-UBND`.
    pub symbol: String,
    /// Địa danh.
    pub place_name: String,
    /// The day of the copy.
    pub date: IssueDate,
    /// Nơi nhận, without dashes and closing marks.
    pub recipients: Vec<String>,
    /// Who signs it.
    pub signatory: Option<Signatory>,
    /// What the copy is of, for the title of the file.
    pub of: String,
    /// Left and right margins, mm.
    pub sides: (Hundredths, Hundredths),
}

/// How a copy is marked.
#[derive(Debug, Clone, PartialEq)]
pub enum CopyLook {
    /// A block under a rule across the page, from so many hundredths of a millimetre below its top [mẫu 3.1].
    Block {
        /// Where the rule stands.
        top: Hundredths,
    },
    /// A line at the upper right corner, with the office in one line and the hour [mẫu 3.2].
    Line {
        /// `Ủy ban nhân dân phường Hoa Đào`.
        office: String,
        /// `26/11/2026`.
        day: String,
        /// `14:05:33 +07:00`.
        hour: String,
    },
}
