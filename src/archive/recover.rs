//! After a run was killed: what it left is finished or undone before anything else is kept, and reported.

use super::deposit::Archive;
use super::event::VersionEvent;
use super::ocfl::path::ObjectKey;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::{Position, Writer};

impl Archive {
    /// Finishes or undoes what killed runs have left; tells of each.
    ///
    /// # Errors
    /// The log or the store cannot be written.
    pub(crate) fn recover(&self) -> Result<Findings, Finding> {
        let (staged, others) = self.store().unfinished()?;
        if staged.is_empty() && others.is_empty() {
            return Ok(Findings::default());
        }
        let (mut writer, _) = self.journal().lock(&Position::default())?;
        self.recover_locked(&mut writer)
    }

    /// The same while the log is held.
    pub(super) fn recover_locked(&self, writer: &mut Writer) -> Result<Findings, Finding> {
        let mut findings = Findings::default();
        let (staged, others) = self.store().unfinished()?;
        for staged in staged {
            let note = &staged.note;
            let finished = self.store().finish_or_undo(self.disk(), &staged)?;
            let logged = finished && self.is_logged(&note.key, note.version)?;
            if finished && !logged {
                self.log(writer, &staged)?;
            }
            self.store().clear(self.disk(), staged.folder())?;
            if logged {
                continue;
            }
            let (what, hint) = if finished {
                ("đã hoàn tất việc", "không phải làm gì thêm")
            } else {
                ("đã bỏ việc", "chạy lại lệnh lưu văn bản này")
            };
            let message = format!("{what} lưu {} (lần {}) bị ngắt giữa chừng", note.key, note.version);
            findings.push(Finding::new(codes::LEFT_UNDONE, message).in_file(self.shown().to_owned()).hint(hint));
        }
        for folder in others {
            self.store().clear(self.disk(), &folder)?;
        }
        Ok(findings)
    }

    fn is_logged(&self, key: &ObjectKey, version: u32) -> Result<bool, Finding> {
        let events = self.journal().events()?;
        let mut versions = events.iter().filter_map(VersionEvent::read);
        Ok(versions.any(|logged| logged.object == *key && logged.version == version))
    }
}
