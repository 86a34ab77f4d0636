//! A finalized document that nobody has signed is opened for changes: it becomes a draft again, with its number if it has
//! one.

use super::find_entry::EntryQuery;
use super::workspace::WorkspaceRegister;
use crate::base::finding::{Finding, codes};
use crate::domain::register::event::Reopened;
use crate::domain::register::{RegisterEvent, State};

impl WorkspaceRegister {
    /// Opens a document for changes; what it is called.
    ///
    /// # Errors
    /// There is no such document, it is not finalized, or it is signed; the log cannot be written.
    pub(crate) fn reopen(&mut self, wanted: &EntryQuery, reason: &str) -> Result<String, Finding> {
        let mut writer = self.lock()?;
        let path = self.workspace().relative(std::path::Path::new(wanted.text.trim())).ok();
        let waiting = path.and_then(|path| self.register().waiting_of(&path).cloned());
        let (reopened, called) = match waiting {
            Some(waiting) => {
                let (document, reason) = (Some(waiting.facts.document.clone()), reason.to_owned());
                let called = self.workspace().shown(&waiting.facts.document);
                (Reopened { reference: None, document, reason }, called)
            }
            None => {
                let entry = self.find(wanted)?;
                let reference = entry.facts.reference.clone();
                let refused = |message: String, hint: &str| Err(Finding::new(codes::WRONG_STATE, message).hint(hint));
                match entry.state {
                    State::Finalized if entry.signed.is_empty() => {}
                    State::Reserved | State::GivenBack => {
                        return refused(format!("số {reference} không có văn bản"), "xem sổ bằng `vanthu register`");
                    }
                    State::Numbered => {
                        return refused(format!("{reference} chưa chốt, vẫn sửa được"), "sửa tệp rồi tạo lại PDF");
                    }
                    _ => {
                        return refused(
                            format!("{reference} đã ký, không mở lại được"),
                            "sai nội dung thì ban hành văn bản mới để thay thế hoặc sửa đổi; sai thể thức thì đính chính bằng công văn (Nghị định 30/2020/NĐ-CP, Điều 18.3)",
                        );
                    }
                }
                let (document, called) = (entry.facts.document.clone(), reference.to_string());
                (Reopened { reference: Some(reference), document, reason: reason.to_owned() }, called)
            }
        };
        self.write(&mut writer, &RegisterEvent::Reopened(reopened))?;
        Ok(called)
    }
}
