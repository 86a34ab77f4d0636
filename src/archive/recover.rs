//! Sweeping: whatever killed runs have left is carried through or undone before anything else is kept, and told.

use serde_json::json;

use crate::archive::{Archive, Key};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::{Position, Writer};

impl Archive {
    /// Carries through or undoes what killed runs have left; tells of each.
    ///
    /// # Errors
    /// The log or the store cannot be written.
    pub fn sweep(&self) -> Result<Findings, Finding> {
        let (staged, others) = self.store.leftovers()?;
        if staged.is_empty() && others.is_empty() {
            return Ok(Findings::default());
        }
        let (mut writer, _) = self.journal.lock(&Position::default())?;
        self.sweep_with(&mut writer)
    }

    pub(super) fn sweep_with(&self, writer: &mut Writer) -> Result<Findings, Finding> {
        let mut told = Findings::default();
        let (staged, others) = self.store.leftovers()?;
        for staged in staged {
            let note = &staged.note;
            let through = self.store.recover(&*self.disk, &staged)?;
            let logged = through && self.is_logged(&note.key, note.version)?;
            if through && !logged {
                self.log(writer, &staged)?;
            }
            self.store.clear(&*self.disk, staged.folder())?;
            if logged {
                continue;
            }
            let what = if through { "đã hoàn tất việc" } else { "đã bỏ việc" };
            told.push(
                Finding::new(
                    codes::LEFT_UNDONE,
                    format!("{what} lưu {} (bản {}) bị ngắt giữa chừng", note.key, note.version),
                )
                .in_file(self.shown.clone())
                .hint(if through {
                    "không phải làm gì thêm"
                } else {
                    "chạy lại lệnh lưu văn bản này"
                }),
            );
        }
        for folder in others {
            self.store.clear(&*self.disk, &folder)?;
        }
        Ok(told)
    }

    fn is_logged(&self, key: &Key, version: u32) -> Result<bool, Finding> {
        let events = self.journal.events()?;
        Ok(events
            .iter()
            .any(|event| event.content["doi_tuong"] == json!(key) && event.content["ban"] == json!(version)))
    }
}
