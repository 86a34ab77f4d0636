//! Marks of the log that a timestamp authority has stamped: kept in the log itself, checked by every audit.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::archive::Archive;
use crate::archive::audit::Checkpoint;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::Position;
use crate::base::network;
use crate::signature::{self, Timestamp, TrustStore};

/// The event of a mark stamped.
const STAMPED: &str = "dong_dau_moc";

/// Largest answer of an authority, bytes; with its certificates it has some thousand.
const MAX_ANSWER: u64 = 1 << 20;

/// What requests of RFC 3161 are called on the web.
const REQUEST: &str = "application/timestamp-query";

/// The facts of the event.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    /// Events the mark stands for.
    #[serde(rename = "so_su_kien")]
    count: u64,
    /// Hash of the last of them.
    #[serde(rename = "ma")]
    head: String,
    /// The token, in hexadecimal digits.
    #[serde(rename = "dau")]
    token: String,
}

impl Checkpoint {
    /// The line that is printed, mailed and stamped.
    pub fn line(&self) -> String {
        format!("{} {}", self.count, self.head)
    }
}

impl Archive {
    /// The mark of the log as it is now.
    ///
    /// # Errors
    /// The log is broken or empty.
    pub fn checkpoint(&self) -> Result<Checkpoint, Finding> {
        let (events, place) = self.journal().since(&Position::default())?;
        match events.last() {
            Some(_) => Ok(Checkpoint { count: place.count, head: place.head.digits().to_owned() }),
            None => Err(self.missing()),
        }
    }

    /// Asks an authority to stamp a mark, and keeps its answer in the log.
    ///
    /// # Errors
    /// It does not answer, what it answers is not the stamp of this mark, or the log cannot be written.
    pub fn stamp(
        &self,
        mark: &Checkpoint,
        authority: &str,
        trust: &TrustStore,
        now: DateTime<FixedOffset>,
    ) -> Result<Timestamp, Finding> {
        let line = mark.line();
        let answer = network::post(authority, REQUEST, &signature::request(line.as_bytes()), MAX_ANSWER)?;
        let token = signature::timestamp::token(&answer)?;
        let stamp = signature::validate_timestamp(&token, line.as_bytes(), trust, now)?;
        let content = json!(Mark { count: mark.count, head: mark.head.clone(), token: hex::encode(&token) });
        let (mut writer, _) = self.journal().lock(&Position::default())?;
        writer.append(now, STAMPED, content)?;
        Ok(stamp)
    }

    /// What is wrong with the stamped marks of the log, and how many there are.
    pub fn check_stamps(&self, trust: &TrustStore, now: DateTime<FixedOffset>) -> (usize, Findings) {
        let mut found = Findings::default();
        // a log that cannot be read is told by the audit itself
        let events = self.journal().events().unwrap_or_default();
        let stamped = events.iter().filter(|event| event.kind == STAMPED);
        let count = stamped.clone().count();
        for event in stamped {
            let wrong = |what: &str| {
                Finding::new(codes::AUDIT, format!("mốc có dấu thời gian ở dòng {} {what}", event.sequence))
                    .in_file(self.shows(self.journal().path()))
                    .hint("đối chiếu nhật ký với bản sao lưu và với mốc đã in")
            };
            let Ok(mark) = Mark::deserialize(&event.content) else {
                found.push(wrong("không đọc được"));
                continue;
            };
            let checkpoint = Checkpoint { count: mark.count, head: mark.head };
            found.extend(self.against(Some(&checkpoint), &events));
            let token = hex::decode(&mark.token).unwrap_or_default();
            match signature::validate_timestamp(&token, checkpoint.line().as_bytes(), trust, now) {
                Ok(stamp) if stamp.at <= event.at + chrono::Duration::minutes(10) => {}
                Ok(_) => found.push(wrong("mang giờ muộn hơn lúc ghi")),
                Err(_) => found.push(wrong("không đúng dấu")),
            }
        }
        (count, found)
    }
}
