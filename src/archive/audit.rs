//! The audit: every byte re-hashed, the log replayed, log and folders compared both ways, signatures validated again.
//! What could not be checked counts as wrong.

mod logged;
mod object;
pub mod report;
mod strange_files;

use std::collections::BTreeSet;
use std::path::Path;

use logged::LoggedObjects;
use object::ObjectAudit;
use report::AuditReport;
use strange_files::system_junk;

use super::checkpoint::Checkpoint;
use super::deposit::Archive;
use super::ocfl::path::ObjectKey;
use super::ocfl::scan::Objects;
use crate::base::finding::{Finding, codes};
use crate::base::io::journal::{Event, Position};
use crate::base::io::names::is_system_junk;
use crate::signature::Indication;

/// Versions that the log lacks, named in a message.
const MAX_UNLOGGED: usize = 5;

impl Archive {
    /// Checks everything. `validate` gives the outcome for a kept file and the PDF as issued.
    pub fn audit(
        &self,
        checkpoint: Option<&Checkpoint>,
        mut validate: impl FnMut(&[u8], Option<&[u8]>) -> Result<Indication, Finding>,
    ) -> AuditReport {
        let mut report = AuditReport::default();
        match self.recover() {
            Ok(recovered) => report.findings.extend(recovered),
            Err(finding) => report.findings.push(finding),
        }
        let events = self.read_log(&mut report);
        if let Some(checkpoint) = checkpoint {
            report.findings.extend(self.check_checkpoint(checkpoint, &events));
        }
        let logged = LoggedObjects::of(&events);
        for what in &logged.contradictions {
            report.findings.push(
                Finding::new(codes::AUDIT, what.clone())
                    .in_file(self.shows(self.journal().path()))
                    .hint("một tệp đã bị thay bằng tệp khác; đối chiếu với bản sao lưu"),
            );
        }
        report.findings.extend(self.strange_files());
        report.findings.extend(self.marks());
        report.findings.extend(self.journal().strange_logs());
        let Objects { keys, others, unreadable } = self.store().objects();
        for path in others {
            let junk = path.file_name().is_some_and(|name| is_system_junk(&name.to_string_lossy()));
            report.findings.push(if junk {
                system_junk(self.shows(&path))
            } else if path.is_symlink() {
                Finding::new(codes::AUDIT, "trong kho có liên kết tới nơi khác, không phải văn bản lưu")
                    .in_file(self.shows(&path))
                    .hint("thay liên kết bằng chính văn bản lưu lấy từ bản sao lưu")
            } else {
                Finding::new(codes::AUDIT, "trong kho có thứ không phải văn bản lưu")
                    .in_file(self.shows(&path))
                    .hint("chuyển tệp ấy ra ngoài thư mục kho")
            });
        }
        if keys.is_empty() && unreadable.is_empty() && logged.documents() > 0 {
            report.findings.push(self.emptied(logged.documents()));
        }
        let present: BTreeSet<&ObjectKey> = keys.iter().collect();
        let hidden = |key: &ObjectKey| unreadable.iter().any(|(folder, _)| Path::new(key.as_str()).starts_with(folder));
        let unlogged = Vec::new();
        let mut audit = ObjectAudit { archive: self, logged: &logged, report: &mut report, document: None, unlogged };
        for key in present.iter().copied().chain(logged.keys()).collect::<BTreeSet<&ObjectKey>>() {
            if present.contains(key) {
                audit.check(key, &mut validate);
            } else if !hidden(key) {
                audit.wrong(key, "nhật ký ghi đã lưu, nhưng kho không có");
            }
        }
        let unlogged = std::mem::take(&mut audit.unlogged);
        report.findings.extend(self.unlogged(&unlogged, &report));
        report.findings.extend(unreadable.into_iter().map(|(_, finding)| finding));
        report
    }

    /// The events, if the log can be read, and what is torn of it.
    fn read_log(&self, report: &mut AuditReport) -> Vec<Event> {
        match self.journal().torn() {
            Ok(torn) => report.findings.extend(torn),
            Err(finding) => report.findings.push(finding),
        }
        report.findings.extend(self.journal().set_aside());
        let events = self.journal().events().or_else(|finding| {
            // what is left of a log that was cut tells which documents it lacks
            let left = self.journal().events_left().map_err(|_| finding.clone());
            report.findings.extend(left.is_ok().then_some(finding));
            left
        });
        match events {
            Ok(events) => {
                report.findings.extend(self.clock_set_back(&events));
                report.events = Some(events.len() as u64);
                report.head = events.last().map(|event| event.hash.digits().to_owned()).unwrap_or_default();
                events
            }
            Err(finding) => {
                report.findings.push(finding);
                Vec::new()
            }
        }
    }

    /// What to say of versions that the log does not know: where the log was cut they are whole, and the log is not.
    fn unlogged(&self, versions: &[String], report: &AuditReport) -> Option<Finding> {
        let shown = versions.iter().take(MAX_UNLOGGED).cloned().collect::<Vec<_>>().join(", ");
        let more = if versions.len() > MAX_UNLOGGED { ", …" } else { "" };
        let is_cut = report.findings.iter().any(|finding| finding.code == codes::JOURNAL_BROKEN);
        let what = format!("nhật ký không ghi {} bản đang có trong kho: {shown}{more}", versions.len());
        let finding = Finding::new(codes::AUDIT, what).in_file(self.shows(self.journal().path()));
        let finding = finding.hint(if is_cut {
            "nhật ký bị cắt, các văn bản lưu này không hỏng: phục hồi nhật ký đủ từ bản sao lưu"
        } else {
            "nhật ký bị thay bằng bản cũ hơn thì phục hồi bản mới nhất từ bản sao lưu; bản sao lưu cũng không ghi thì văn bản lưu do người khác đưa vào kho"
        });
        (!versions.is_empty()).then_some(finding)
    }

    /// Events that bear an earlier time than the one before them: no harm, but worth knowing.
    fn clock_set_back(&self, events: &[Event]) -> Vec<Finding> {
        let before = events.iter().map(|event| Position { at: Some(event.at), ..Position::default() });
        let pairs = before.zip(events.iter().skip(1));
        let told = pairs.filter_map(|(before, event)| {
            let finding = self.journal().clock_behind(&before, event.at)?;
            Some(Finding { message: format!("{} (dòng {})", finding.message, event.sequence), ..finding })
        });
        told.collect()
    }

    /// What to say when the store has fewer objects than the log has told of; which, only an audit knows.
    pub(crate) fn lacking(&self, known: usize) -> Option<Finding> {
        let Objects { keys, unreadable, .. } = self.store().objects();
        (unreadable.is_empty() && keys.len() < known).then(|| {
            Finding::new(codes::AUDIT, format!("kho chỉ còn {} văn bản lưu, nhật ký ghi đã lưu {known}", keys.len()))
                .in_file(self.shows(self.store().root()))
                .hint("chạy `vanthu archive audit` để biết văn bản nào mất, rồi phục hồi từ bản sao lưu")
        })
    }

    /// What to say of a store without anything in it while the log speaks of documents.
    pub fn emptied(&self, documents: usize) -> Finding {
        Finding::new(codes::AUDIT, format!("kho trống, nhưng nhật ký ghi {documents} văn bản đã lưu"))
            .in_file(self.shows(self.store().root()))
            .hint(format!("đổi tên thư mục `{}` rồi phục hồi: `vanthu archive restore THƯ_MỤC_SAO_LƯU`", self.shown()))
    }
}
