//! The audit: every byte re-hashed, the log replayed, log and folders compared both ways, signatures judged again.
//! What could not be checked counts as wrong.

mod logged;
mod object;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use object::Look;

use super::Archive;
use crate::archive::audit::logged::Told;
use crate::archive::ocfl::inventory::Inventory;
use crate::archive::ocfl::path::Key;
use crate::archive::ocfl::scan::Objects;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::Event;

/// What an audit has seen.
#[derive(Debug, Default)]
pub struct Audit {
    /// Documents looked at.
    pub objects: usize,
    /// Files re-hashed.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Events of the log; none when it cannot be read.
    pub events: Option<u64>,
    /// The last hash of the log.
    pub head: String,
    /// Signed and scanned files judged again, by outcome.
    pub judged: BTreeMap<String, usize>,
    /// Those of them that are not whole: whose, which version, the outcome.
    pub unsound: Vec<(String, u32, String)>,
    /// What is wrong.
    pub findings: Findings,
    /// The document whose letters are looked at.
    whole: Option<(Key, Inventory)>,
}

/// A mark that was printed or mailed: so many events, and the hash of the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Events.
    pub count: u64,
    /// Hash of the last, or its first digits.
    pub head: String,
}

impl Checkpoint {
    /// Reads `1520 4f1c…` as it was printed.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, head) = text.trim().split_once(|c: char| c.is_whitespace() || c == ':')?;
        let head: String = head.chars().filter(|c| !c.is_whitespace() && *c != '…').collect();
        let sound = head.len() >= 16 && head.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self { count: count.parse().ok()?, head: head.to_lowercase() }).filter(|_| sound)
    }
}

impl Archive {
    /// Checks everything. `judge` gives the outcome for a kept file and the PDF as issued.
    pub fn audit(
        &self,
        checkpoint: Option<&Checkpoint>,
        mut judge: impl FnMut(&[u8], Option<&[u8]>) -> Result<String, Finding>,
    ) -> Audit {
        let mut audit = Audit::default();
        match self.sweep() {
            Ok(told) => audit.findings.extend(told),
            Err(finding) => audit.findings.push(finding),
        }
        let events = self.read_log(&mut audit);
        if audit.events.is_some() || checkpoint.is_some() {
            audit.findings.extend(self.against(checkpoint, &events));
        }
        let told = Told::of(&events);
        for what in &told.contradictions {
            audit.findings.push(
                Finding::new(codes::AUDIT, what.clone())
                    .in_file(self.shows(self.journal().path()))
                    .hint("một tệp đã bị thay bằng tệp khác; đối chiếu với bản sao lưu"),
            );
        }
        let Objects { keys, others, unreadable } = self.store().objects();
        for path in others {
            audit.findings.push(
                Finding::new(codes::AUDIT, "trong kho có thứ không phải hồ sơ lưu")
                    .in_file(self.shows(&path))
                    .hint("chuyển nó ra ngoài thư mục kho"),
            );
        }
        if keys.is_empty() && unreadable.is_empty() && told.documents() > 0 {
            audit.findings.push(self.emptied(told.documents()));
        }
        let there: BTreeSet<&Key> = keys.iter().collect();
        let hidden = |key: &Key| unreadable.iter().any(|(folder, _)| Path::new(key.as_str()).starts_with(folder));
        for key in there.iter().copied().chain(told.keys()).collect::<BTreeSet<&Key>>() {
            let mut look = Look { archive: self, audit: &mut audit, told: &told, key };
            if there.contains(key) {
                look.check(&mut judge);
            } else if !hidden(key) {
                look.lacks("nhật ký ghi đã lưu, nhưng kho không có");
            }
        }
        unreadable.into_iter().for_each(|(_, finding)| audit.findings.push(finding));
        audit
    }

    /// The events, if the log can be read, and what is torn of it.
    fn read_log(&self, audit: &mut Audit) -> Vec<Event> {
        match self.journal().torn() {
            Ok(torn) => audit.findings.extend(torn),
            Err(finding) => audit.findings.push(finding),
        }
        audit.findings.extend(self.journal().set_aside());
        match self.journal().events() {
            Ok(events) => {
                audit.events = Some(events.len() as u64);
                audit.head = events.last().map(|event| event.hash.digits().to_owned()).unwrap_or_default();
                events
            }
            Err(finding) => {
                audit.findings.push(finding);
                Vec::new()
            }
        }
    }

    /// What to say of a store without anything in it while the log speaks of documents.
    pub fn emptied(&self, documents: usize) -> Finding {
        Finding::new(codes::AUDIT, format!("kho trống, nhưng nhật ký ghi {documents} văn bản đã lưu"))
            .in_file(self.shows(self.store().root()))
            .hint(format!("đổi tên thư mục `{}` rồi lấy lại: `vanthu archive restore THƯ_MỤC_SAO_LƯU`", self.shown()))
    }

    /// Whether the log still begins with what was printed.
    pub(super) fn against(&self, checkpoint: Option<&Checkpoint>, events: &[Event]) -> Findings {
        let mut found = Findings::default();
        let Some(checkpoint) = checkpoint else { return found };
        let at = usize::try_from(checkpoint.count).ok().and_then(|count| events.get(count.checked_sub(1)?));
        if !at.is_some_and(|event| event.hash.digits().starts_with(&checkpoint.head)) {
            found.push(
                Finding::new(codes::AUDIT, format!("nhật ký không khớp mốc đã in ({} sự kiện)", checkpoint.count))
                    .in_file(self.shows(self.journal().path()))
                    .hint("nhật ký đã bị thay hoặc cắt bớt sau khi in mốc; đối chiếu với bản sao lưu"),
            );
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_printed() {
        let head = "4f1c".repeat(16);
        assert_eq!(Checkpoint::parse(&format!("1520 {head}\n")), Some(Checkpoint { count: 1520, head: head.clone() }));
        assert_eq!(Checkpoint::parse(&head), None);
        assert_eq!(Checkpoint::parse("12 4f1c"), None);
    }
}
