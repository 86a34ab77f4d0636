//! Checkpoints of the log: printed, mailed, or timestamped by an authority and kept in the log itself; every audit
//! checks them.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::json;

use super::deposit::Archive;
use super::event::{TIMESTAMPED, TimestampedCheckpoint};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::{Event, Position};
use crate::base::network;
use crate::signature::{self, Timestamp, TrustStore};

/// Largest answer of an authority, bytes; with its certificates it has some thousand.
const MAX_ANSWER: u64 = 1 << 20;

/// What requests of RFC 3161 are called on the web.
const REQUEST: &str = "application/timestamp-query";

/// How far the clock of an authority may be ahead of ours.
const MAX_AHEAD: chrono::Duration = chrono::Duration::minutes(10);

/// A state of the log: so many events, and the hash of the last of them.
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

    /// The line that is printed, mailed and timestamped.
    pub fn line(&self) -> String {
        format!("{} {}", self.count, self.head)
    }
}

impl Archive {
    /// The checkpoint of the log as it is now.
    ///
    /// # Errors
    /// The log is broken or empty.
    pub fn checkpoint(&self) -> Result<Checkpoint, Finding> {
        let (events, position) = self.journal().since(&Position::default())?;
        match events.last() {
            Some(_) => Ok(Checkpoint { count: position.count, head: position.head.digits().to_owned() }),
            None => Err(self.missing()),
        }
    }

    /// Whether the log still begins with what a checkpoint says.
    pub(super) fn check_checkpoint(&self, checkpoint: &Checkpoint, events: &[Event]) -> Option<Finding> {
        let at = usize::try_from(checkpoint.count).ok().and_then(|count| events.get(count.checked_sub(1)?));
        if at.is_some_and(|event| event.hash.digits().starts_with(&checkpoint.head)) {
            return None;
        }
        let message = format!("nhật ký không khớp phiếu chốt đã in ({} việc)", checkpoint.count);
        let finding = Finding::new(codes::AUDIT, message).in_file(self.shows(self.journal().path()));
        Some(finding.hint("nhật ký đã bị thay hoặc cắt bớt sau khi xuất phiếu chốt; đối chiếu với bản sao lưu"))
    }

    /// Asks an authority for a timestamp of a checkpoint, and keeps its answer in the log.
    ///
    /// # Errors
    /// It does not answer, what it answers is not a timestamp of this checkpoint, or the log cannot be written.
    pub fn timestamp(
        &self,
        checkpoint: &Checkpoint,
        authority: &str,
        trust: &TrustStore,
        now: DateTime<FixedOffset>,
    ) -> Result<Timestamp, Finding> {
        let line = checkpoint.line();
        let answer = network::post(authority, REQUEST, &signature::request(line.as_bytes()), MAX_ANSWER)?;
        let token = signature::timestamp::token(&answer)?;
        let timestamp = signature::validate_timestamp(&token, line.as_bytes(), trust, now)?;
        let head = checkpoint.head.clone();
        let event = TimestampedCheckpoint { count: checkpoint.count, head, token: hex::encode(&token) };
        let (mut writer, _) = self.journal().lock(&Position::default())?;
        writer.append(now, TIMESTAMPED, json!(event))?;
        Ok(timestamp)
    }

    /// What is wrong with the timestamped checkpoints of the log, and how many there are.
    pub fn check_timestamps(&self, trust: &TrustStore, now: DateTime<FixedOffset>) -> (usize, Findings) {
        let mut findings = Findings::default();
        // a log that cannot be read is reported by the audit itself
        let events = self.journal().events().unwrap_or_default();
        let timestamped = events.iter().filter(|event| event.kind == TIMESTAMPED);
        let count = timestamped.clone().count();
        for event in timestamped {
            let wrong = |what: &str| {
                Finding::new(codes::AUDIT, format!("phiếu chốt có dấu thời gian ở dòng {} {what}", event.sequence))
                    .in_file(self.shows(self.journal().path()))
                    .hint("đối chiếu nhật ký với bản sao lưu và với phiếu chốt đã in")
            };
            let Ok(read) = TimestampedCheckpoint::deserialize(&event.content) else {
                findings.push(wrong("không đọc được"));
                continue;
            };
            let checkpoint = Checkpoint { count: read.count, head: read.head };
            findings.extend(self.check_checkpoint(&checkpoint, &events));
            let token = hex::decode(&read.token).unwrap_or_default();
            match signature::validate_timestamp(&token, checkpoint.line().as_bytes(), trust, now) {
                Ok(timestamp) if timestamp.at <= event.at + MAX_AHEAD => {}
                Ok(_) => findings.push(wrong("mang giờ muộn hơn lúc ghi")),
                Err(_) => findings.push(wrong("không đúng dấu")),
            }
        }
        (count, findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_as_it_is_printed() {
        let head = "4f1c".repeat(16);
        assert_eq!(Checkpoint::parse(&format!("1520 {head}\n")), Some(Checkpoint { count: 1520, head: head.clone() }));
        assert_eq!(Checkpoint::parse(&head), None);
        assert_eq!(Checkpoint::parse("12 4f1c"), None);
    }
}
