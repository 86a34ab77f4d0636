//! Which line of the register is meant: by number and symbol, or by the file of its document.

use std::collections::BTreeSet;
use std::path::Path;

use super::messages::taken;
use super::workspace::WorkspaceRegister;
use crate::base::finding::{Finding, codes};
use crate::base::io::paths::argument;
use crate::domain::register::{Entry, Facts, Series, State};

/// Which line is meant: `412/BC-UBND` of a year, or the file of a document.
#[derive(Debug, Clone)]
pub struct EntryQuery {
    /// Number and symbol, or file.
    pub text: String,
    /// The year, when several have the number.
    pub year: Option<i32>,
}

impl WorkspaceRegister {
    /// The line that is meant.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn find(&self, wanted: &EntryQuery) -> Result<&Entry, Finding> {
        let text = wanted.text.trim();
        if let Ok(document) = self.workspace().relative(Path::new(text))
            && let Some(entry) = self.register().entry_of(&document)
        {
            return Ok(entry);
        }
        let waiting = self.workspace().relative(Path::new(text)).ok();
        if waiting.is_some_and(|document| self.register().waiting_of(&document).is_some()) {
            let finding = Finding::new(codes::WRONG_STATE, format!("`{text}` đang trình ký, chưa có số"));
            let hint =
                format!("ký xong thì cấp số: `vanthu number {}` (Nghị định 30/2020/NĐ-CP, Điều 15.2)", argument(text));
            return Err(finding.hint(hint));
        }
        let mut found = self.register().named(text, wanted.year);
        if found.iter().any(|entry| entry.state != State::GivenBack) {
            found.retain(|entry| entry.state != State::GivenBack);
        }
        match found[..] {
            [entry] => Ok(entry),
            [] => {
                let finding = Finding::new(codes::NO_ENTRY, format!("sổ không có `{text}`"));
                Err(finding
                    .hint("ghi số và ký hiệu, ví dụ `412/BC-UBND`, hoặc tệp văn bản; xem sổ bằng `vanthu register`"))
            }
            _ => Err(several(&found)),
        }
    }

    /// Who has a number that a line of the paper register claims.
    pub(super) fn holder(&self, facts: &Facts) -> Option<Finding> {
        let series = Series::of_facts(self.office().series_rules(), facts);
        let holder = self.register().holder(&series, &facts.reference);
        holder.filter(|holder| holder.state != State::GivenBack).map(taken)
    }
}

/// Several lines of one number and symbol: of several years, or one secret and one not, whose files tell them apart.
fn several(found: &[&Entry]) -> Finding {
    let reference = &found[0].facts.reference;
    let years: BTreeSet<i32> = found.iter().map(|entry| entry.facts.reference.year).collect();
    let listed: Vec<String> = years.iter().map(i32::to_string).collect();
    let message = format!("`{reference}` có {} lần trong sổ (năm {})", found.len(), listed.join(", "));
    let files: Vec<_> = found.iter().filter_map(|entry| entry.facts.document.as_deref()).map(argument).collect();
    let finding = Finding::new(codes::NO_ENTRY, message);
    match (years.len(), files.is_empty()) {
        (1, false) => finding.hint(format!("ghi tệp văn bản thay cho số, ký hiệu: `{}`", files.join("`, `"))),
        (1, true) => finding.hint("xem từng dòng bằng `vanthu register`; hai dòng từ sổ giấy thì sửa ở sổ giấy"),
        _ => finding.hint(format!("ghi thêm năm, ví dụ `--year {}`, hoặc ghi tệp văn bản", reference.year)),
    }
}
