//! How one document is named in another: whole where it is named first, by kind and number afterwards [N30-I II.6.b].

use std::fmt;

use crate::base::source::{Place, Text};
use crate::base::text::capitalized;
use crate::base::text::fold::fold;
use crate::domain::document::body_name::ordinary_case;
use crate::domain::document::date::IssueDate;
use crate::domain::document::kind::Kind;
use crate::domain::document::reference_number::{ReferenceNumber, printed_number};

/// What stands for a number or a part of a date that is not known yet.
pub(crate) const BLANK: &str = "…";

/// What the head of a document says of it, to be named in another.
#[derive(Debug, Clone)]
pub(crate) struct Cited {
    /// Its file, from the workspace.
    pub(crate) path: String,
    /// The same as the clerk reads it.
    pub(crate) shown: String,
    pub(crate) kind: Kind,
    /// Số; none while it has none.
    pub(crate) number: Option<String>,
    pub(crate) symbol: String,
    pub(crate) issued_on: IssueDate,
    /// Who issues it, as sentences write it.
    pub(crate) issuer: String,
    /// Trích yếu in one line.
    pub(crate) subject: String,
    /// Whether number and date stand in the register only, not in its file.
    pub(crate) only_in_register: bool,
    /// Other documents that its head names, by file.
    pub(crate) through: Vec<String>,
}

/// What a document that is named in another still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// It has no number.
    Number,
    /// It has a number and no whole date.
    Date,
    /// Both stand in the register, and not in its file.
    File,
}

/// A place where a document names another.
#[derive(Debug, Clone)]
pub(crate) struct Citation {
    /// The other's file, from the workspace.
    pub(crate) path: String,
    /// The same as the clerk reads it.
    pub(crate) shown: String,
    /// The files that its own head follows from.
    pub(crate) through: Vec<String>,
    /// What it is called by kind and number.
    pub(crate) called: String,
    /// What of the other is still missing.
    pub(crate) gap: Option<Gap>,
    /// Where.
    pub(crate) place: Place,
}

impl Cited {
    /// `Tờ trình số 57/TTr-UBND ngày 08 tháng 12 năm 2025 của Ủy ban nhân dân phường Hoa Đào về việc …`
    pub(crate) fn full(&self) -> String {
        let about = about(&self.subject);
        let blank = if about.is_empty() { "" } else { " " };
        format!("{} {} của {}{blank}{about}", self.short(), long_date(self.issued_on), self.issuer)
    }

    /// `Tờ trình số 57/TTr-UBND`
    pub(crate) fn short(&self) -> String {
        format!("{} số {}", self.kind_name(), self.sign())
    }

    /// `Tờ trình`
    pub(crate) fn kind_name(&self) -> String {
        capitalized(self.kind.name)
    }

    /// `57/TTr-UBND`
    pub(crate) fn sign(&self) -> ReferenceNumber {
        ReferenceNumber::new(self.number(), self.symbol.as_str())
    }

    /// `57`
    pub(crate) fn number(&self) -> String {
        self.number.as_deref().map_or_else(|| BLANK.to_owned(), printed_number)
    }

    /// What of it is still missing.
    pub(crate) fn gap(&self) -> Option<Gap> {
        match self.issued_on {
            _ if self.number.is_none() => Some(Gap::Number),
            IssueDate::Month { .. } | IssueDate::Blank => Some(Gap::Date),
            IssueDate::Day { .. } => self.only_in_register.then_some(Gap::File),
        }
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full())
    }
}

/// `ngày 08 tháng 12 năm 2025`, with blanks for what is not known.
pub(crate) fn long_date(date: IssueDate) -> String {
    let [day, month, year] = date.printed().map(|part| part.unwrap_or_else(|| BLANK.to_owned()));
    format!("ngày {day} tháng {month} năm {year}")
}

/// Who issues a document, as sentences write it; where the head of a body decides, the head is named.
pub(crate) fn issued_by(issuer: &Text, authority: Option<&Text>) -> String {
    let head = authority.map(Text::one_line).filter(|authority| fold(authority).starts_with("chu tich"));
    ordinary_case(&head.unwrap_or_else(|| issuer.one_line()))
}

/// Words that begin a subject and follow a name without `về`, folded.
const VERBS: [&str; 32] = [
    "ban hanh",
    "bai bo",
    "bo nhiem",
    "bo sung",
    "cham dut",
    "chap thuan",
    "cho phep",
    "cong bo",
    "cong nhan",
    "dieu chinh",
    "dinh chinh",
    "giao chi tieu",
    "giao du toan",
    "giao nhiem vu",
    "huy bo",
    "huong dan",
    "kien toan",
    "mien nhiem",
    "phan bo",
    "phan cong",
    "phe chuan",
    "phe duyet",
    "quy dinh",
    "sua doi",
    "tham tra",
    "thanh lap",
    "thay the",
    "thong qua",
    "thu hoi",
    "tra loi",
    "trien khai",
    "uy quyen",
];

/// Names that keep their capital behind other words, folded.
const NAMES: [&str; 9] = [
    "uy ban",
    "hoi dong nhan dan",
    "thuong truc",
    "dang ",
    "mat tran",
    "quoc hoi",
    "chinh phu",
    "nha nuoc",
    "nhan dan ",
];

/// A subject as it goes on behind the name of its document: `về việc …`, `ban hành …`.
pub(crate) fn about(subject: &str) -> String {
    let subject = subject.trim().trim_end_matches(['.', ';', ',']);
    let folded = fold(subject);
    if folded.is_empty() {
        return String::new();
    }
    if let Some(rest) = folded.strip_prefix("v/v") {
        let rest: String = subject.chars().skip(subject.chars().count() - rest.chars().count()).collect();
        return format!("về việc {}", rest.trim_start());
    }
    if folded.starts_with("ve ") || VERBS.iter().any(|verb| begins_with(&folded, verb)) {
        return small(subject);
    }
    let is_name = NAMES.iter().any(|name| folded.starts_with(name));
    // a second word in capitals makes a name of the first
    let second = subject.split_whitespace().nth(1).and_then(|word| word.chars().next());
    let first = subject.split_whitespace().next().unwrap_or_default();
    let is_short = first.chars().count() > 1 && first.chars().all(|c| !c.is_lowercase());
    if is_name || is_short || second.is_some_and(char::is_uppercase) {
        format!("về {subject}")
    } else {
        format!("về {}", small(subject))
    }
}

fn begins_with(folded: &str, verb: &str) -> bool {
    folded.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// With a small first letter.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn a_subject_goes_on_behind_the_name() {
        for (subject, want) in [
            ("Về việc thông qua Kế hoạch năm 2026", "về việc thông qua Kế hoạch năm 2026"),
            ("V/v góp ý dự thảo", "về việc góp ý dự thảo"),
            ("Kết quả thực hiện nhiệm vụ năm 2025", "về kết quả thực hiện nhiệm vụ năm 2025"),
            ("Ban hành Quy chế làm việc", "ban hành Quy chế làm việc"),
            ("Phê duyệt dự toán.", "phê duyệt dự toán"),
            ("Ủy ban nhân dân phường báo cáo", "về Ủy ban nhân dân phường báo cáo"),
            ("UBND phường báo cáo", "về UBND phường báo cáo"),
            ("Giao thông đô thị", "về giao thông đô thị"),
            ("Giao chỉ tiêu năm 2026", "giao chỉ tiêu năm 2026"),
            ("Đào Phai và Cầu Mây", "về Đào Phai và Cầu Mây"),
            ("", ""),
        ] {
            assert_eq!(about(subject), want, "{subject}");
        }
    }
}
