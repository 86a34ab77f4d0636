//! The letters of one document: their first findings, and one line for all of them.

use crate::base::finding::Findings;
use crate::cli::report;
use crate::operations::build::Letters;

/// Findings of a list that are printed with their excerpts; a wrong column would give one for each row.
const MAX_FINDINGS: usize = 20;

/// Files of rows that are gone, named on their line.
const MAX_LEFTOVERS: usize = 3;

/// How many findings of the letters of a document were printed.
#[derive(Debug, Default)]
pub(super) struct LettersReport {
    printed: usize,
    left_out: usize,
}

impl LettersReport {
    /// Prints the findings of a letter while they are few.
    pub(super) fn findings(&mut self, findings: &Findings) {
        let count = findings.iter().count();
        if self.printed < MAX_FINDINGS {
            report::findings(findings);
            self.printed += count;
        } else {
            self.left_out += count;
        }
    }

    /// Prints the sum: `giay-moi.yaml  200 thư, 198 tạo PDF, 2 lỗi  3,1 giây`.
    pub(super) fn finish(self, letters: &Letters) {
        let Letters { shown, count, made, unchanged, failed, seconds, leftovers } = letters;
        if self.left_out > 0 {
            report::note(&format!("… và {} lỗi, cảnh báo nữa của {shown}: xem bằng `--json`\n", self.left_out));
        }
        let parts = [(made, "tạo PDF"), (unchanged, "không đổi"), (failed, "lỗi")];
        let parts = parts.iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!(", {count} {what}"));
        let parts: String = parts.collect();
        let time = format!("{seconds:.1}").replace('.', ",");
        report::line(&format!("{shown}  {count} thư{parts}  {time} giây"));
        print_leftovers(leftovers);
    }
}

fn print_leftovers(leftovers: &[String]) {
    if leftovers.is_empty() {
        return;
    }
    let named = leftovers.len().min(MAX_LEFTOVERS);
    let more = if leftovers.len() > named { ", …" } else { "" };
    report::line(&format!(
        "  {} tệp tạo PDF trước đây không còn trong danh sách, giữ nguyên: {}{more}",
        leftovers.len(),
        leftovers[..named].join(", ")
    ));
}
