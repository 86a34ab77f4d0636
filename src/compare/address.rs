//! Where a block stands, as a clerk says it: `Điều 2, khoản 1, điểm a`, `Phần I, mục II.3.b, đoạn 2`.

use crate::domain::document::heading_numbers::{HeadingNumber, Rung};
use crate::domain::document::heading_path::HeadingPath;

/// The headings above the current block, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Trail {
    annex: Option<String>,
    path: HeadingPath,
    /// Paragraphs since the last number.
    paragraphs: usize,
}

impl Trail {
    /// The trail of an annex.
    pub(super) fn of_annex(label: &str) -> Self {
        Self { annex: Some(label.to_owned()), ..Self::default() }
    }

    /// Goes to a heading or a numbered paragraph; its address.
    pub(super) fn number(&mut self, number: &HeadingNumber) -> String {
        self.path.enter(number);
        self.paragraphs = 0;
        self.section()
    }

    /// Goes to the next paragraph without a number; its address.
    pub(super) fn paragraph(&mut self) -> String {
        self.paragraphs += 1;
        self.inside(&format!("đoạn {}", self.paragraphs))
    }

    /// An address inside the current section.
    pub(super) fn inside(&self, what: &str) -> String {
        let section = self.section();
        if section.is_empty() { what.to_owned() } else { format!("{section}, {what}") }
    }

    fn section(&self) -> String {
        let mut parts: Vec<String> = self.annex.iter().cloned().collect();
        let articles = self.path.steps().any(|step| step.rung == Rung::Article);
        let mut dotted: Vec<&str> = Vec::new();
        for step in self.path.steps() {
            let bare = step.bare.as_str();
            match step.rung {
                Rung::Part => parts.push(format!("Phần {bare}")),
                Rung::Chapter => parts.push(format!("Chương {bare}")),
                Rung::Section => parts.push(format!("Mục {bare}")),
                Rung::Subsection => parts.push(format!("Tiểu mục {bare}")),
                Rung::Article => parts.push(format!("Điều {bare}")),
                Rung::Arabic | Rung::Nested if articles => parts.push(format!("khoản {bare}")),
                Rung::Letter if articles => parts.push(format!("điểm {bare}")),
                _ => dotted.push(bare),
            }
        }
        if !dotted.is_empty() {
            parts.push(format!("mục {}", dotted.join(".")));
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(numbers: &[(Rung, &str)]) -> Vec<String> {
        let mut trail = Trail::default();
        numbers
            .iter()
            .map(|(rung, label)| trail.number(&HeadingNumber { rung: *rung, label: (*label).into(), name: None }))
            .collect()
    }

    #[test]
    fn articles_have_clauses_and_points() {
        let found = addresses(&[
            (Rung::Article, "Điều 1."),
            (Rung::Arabic, "2."),
            (Rung::Nested, "2.1."),
            (Rung::Letter, "đ)"),
            (Rung::Arabic, "3."),
        ]);
        assert_eq!(found[1..4], ["Điều 1, khoản 2", "Điều 1, khoản 2.1", "Điều 1, khoản 2.1, điểm đ"]);
        assert_eq!(found[4], "Điều 1, khoản 3");
    }

    #[test]
    fn reports_have_one_dotted_number() {
        let found = addresses(&[
            (Rung::Part, "Phần I"),
            (Rung::Roman, "II."),
            (Rung::Arabic, "5."),
            (Rung::Nested, "5.1."),
            (Rung::Letter, "a)"),
            (Rung::Roman, "III."),
        ]);
        assert_eq!(
            found,
            [
                "Phần I",
                "Phần I, mục II",
                "Phần I, mục II.5",
                "Phần I, mục II.5.1",
                "Phần I, mục II.5.1.a",
                "Phần I, mục III"
            ]
        );
    }
}
