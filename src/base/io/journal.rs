//! Nhật ký: what was done to numbers and kept documents, an event a line, each chained to the one before by its hash.
//!
//! The log is the truth of register and archive; everything else can be made again from it and the kept files. A line is
//! `{"stt":…,"luc":…,"viec":…,"noi_dung":{…},"truoc":…,"ma":…}`, where `ma` is the SHA-256 of the bytes of the line before `,"ma"`.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::io::append_log::{LockedLog, lines_from, set_aside, torn_line_start};
use crate::base::io::names::{ARCHIVE_FOLDER, STORE_FOLDER};
use crate::base::io::workspace::Workspace;

/// The log in the folder of the archive.
pub const FILE: &str = "nhat-ky.jsonl";

/// What stands between the hashed part of a line and its hash.
const SEAL: &str = ",\"ma\":\"";

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// From 1, without gaps.
    #[serde(rename = "stt")]
    pub sequence: u64,
    /// When, in the time of Việt Nam.
    #[serde(rename = "luc")]
    pub at: DateTime<FixedOffset>,
    /// What was done, as `cap_so`; the rooms that write events name them.
    #[serde(rename = "viec")]
    pub kind: String,
    /// Its facts.
    #[serde(rename = "noi_dung")]
    pub content: Value,
    /// Hash of the event before; of nothing for the first.
    #[serde(rename = "truoc")]
    pub previous: Digest,
    /// Hash of this event.
    #[serde(rename = "ma", skip_serializing, default)]
    pub hash: Digest,
}

/// A place in the log: whoever has taken in the events before it need not read them again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Events before it.
    pub count: u64,
    /// Bytes before it.
    pub bytes: u64,
    /// Hash of the last event before it.
    pub head: Digest,
}

/// The log of one archive, to be read.
#[derive(Debug, Clone)]
pub struct Journal {
    path: PathBuf,
    /// Its name in messages.
    shown: String,
}

impl Journal {
    /// The log in the folder of an archive; it need not be there yet.
    pub fn of(folder: &Path) -> Self {
        let path = folder.join(FILE);
        Self { shown: crate::base::io::paths::show(&path), path }
    }

    /// The log of a workspace, called as the clerk reaches it.
    pub(crate) fn in_workspace(workspace: &Workspace) -> Self {
        let path = workspace.root().join(ARCHIVE_FOLDER).join(FILE);
        Self { path, shown: workspace.shown(&format!("{ARCHIVE_FOLDER}/{FILE}")) }
    }

    /// The same, called otherwise in messages.
    #[must_use]
    pub(crate) fn shown_as(self, shown: String) -> Self {
        Self { shown, ..self }
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The events after a place, each checked against the one before, and the place after the last.
    ///
    /// # Errors
    /// The log cannot be read; a line is no event; an event was changed, removed or added by hand; the log is
    /// shorter than the place, or gone while documents are kept beside it.
    pub fn since(&self, place: &Position) -> Result<(Vec<Event>, Position), Finding> {
        let bytes = match lines_from(&self.path, place.bytes).map_err(|finding| self.here(finding))? {
            None if place.count > 0 => return Err(self.broken("bị cắt bớt", place.count)),
            bytes => bytes.map_or_else(|| self.not_lost().map(|()| Vec::new()), Ok)?,
        };
        let (mut events, mut place) = (Vec::new(), place.clone());
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let event = read(&line[..line.len() - 1], &place).map_err(|what| self.broken(what, place.count + 1))?;
            place =
                Position { count: event.sequence, bytes: place.bytes + line.len() as u64, head: event.hash.clone() };
            events.push(event);
        }
        Ok((events, place))
    }

    /// Every event.
    ///
    /// # Errors
    /// Those of [`Journal::since`].
    pub fn events(&self) -> Result<Vec<Event>, Finding> {
        Ok(self.since(&Position::default())?.0)
    }

    /// Takes the log for writing; others wait. The events after a place come with it.
    ///
    /// # Errors
    /// Those of [`Journal::since`], and the log cannot be written.
    pub fn lock(&self, position: &Position) -> Result<(Writer, Vec<Event>), Finding> {
        if !self.path.exists() {
            self.not_lost()?;
        }
        let log = LockedLog::open(&self.path).map_err(|finding| self.here(finding))?;
        let (events, position) = self.since(position)?;
        Ok((Writer { log, position }, events))
    }

    /// What to say of a last line that a cut of power has left half.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn torn(&self) -> Result<Option<Finding>, Finding> {
        let torn = torn_line_start(&self.path).map_err(|finding| self.here(finding))?;
        Ok(torn.map(|_| Self::half("dòng cuối của nhật ký bị đứt", self.shown.clone())))
    }

    /// The same of lines that runs after such a cut have set aside.
    pub(crate) fn set_aside(&self) -> Vec<Finding> {
        let folder = self.shown.strip_suffix(FILE).unwrap_or_default();
        let aside = set_aside(&self.path).into_iter();
        aside
            .map(|name| Self::half("một dòng của nhật ký từng bị đứt, đã để riêng", format!("{folder}{name}")))
            .collect()
    }

    fn half(what: &str, file: String) -> Finding {
        Finding::new(codes::TORN_LINE, what)
            .in_file(file)
            .hint("việc ghi ở dòng ấy không tính; nếu lúc đó chương trình đã báo xong thì đối chiếu với bản sao lưu")
    }

    fn here(&self, finding: Finding) -> Finding {
        finding.in_file(self.shown.as_str())
    }

    /// A log that is not there was never begun: whoever keeps the first document has made it before.
    fn not_lost(&self) -> Result<(), Finding> {
        if self.path.with_file_name(STORE_FOLDER).is_dir() {
            return Err(self.finding("nhật ký không còn, mà kho đã có văn bản".to_owned()));
        }
        Ok(())
    }

    fn broken(&self, what: &str, line: u64) -> Finding {
        self.finding(format!("nhật ký {what} ở dòng {line}"))
    }

    fn finding(&self, what: String) -> Finding {
        Finding::new(codes::JOURNAL_BROKEN, what)
            .in_file(self.shown.as_str())
            .hint("không sửa tay tệp này; lấy lại tệp từ bản sao lưu gần nhất")
    }
}

/// The log while nobody else can write to it.
#[derive(Debug)]
pub struct Writer {
    log: LockedLog,
    position: Position,
}

impl Writer {
    /// Adds an event; once this returns it is on the disk.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn append(&mut self, at: DateTime<FixedOffset>, kind: &str, content: Value) -> Result<Event, Finding> {
        let previous = self.position.head.clone();
        let sequence = self.position.count + 1;
        let mut event = Event { sequence, at, kind: kind.to_owned(), content, previous, hash: Digest::default() };
        // a map with text keys always has a JSON text
        let text = serde_json::to_string(&event).unwrap_or_default();
        let text = text.strip_suffix('}').unwrap_or(&text);
        event.hash = Digest::of(text.as_bytes());
        let line = format!("{text}{SEAL}{}\"}}", event.hash.digits());
        self.log.append(&line)?;
        self.position =
            Position { count: sequence, bytes: self.position.bytes + line.len() as u64 + 1, head: event.hash.clone() };
        Ok(event)
    }

    /// The place after the last event.
    pub fn position(&self) -> &Position {
        &self.position
    }
}

/// Reads one line that follows a place.
fn read(line: &[u8], before: &Position) -> Result<Event, &'static str> {
    const NO_EVENT: &str = "có dòng không đọc được";
    let text = std::str::from_utf8(line).map_err(|_| NO_EVENT)?;
    let (hashed, _) = text.rsplit_once(SEAL).ok_or(NO_EVENT)?;
    let event: Event = serde_json::from_str(text).map_err(|_| NO_EVENT)?;
    if Digest::of(hashed.as_bytes()) != event.hash {
        return Err("bị sửa");
    }
    if event.previous != before.head || event.sequence != before.count + 1 {
        return Err("bị thêm, bớt hoặc đảo dòng");
    }
    Ok(event)
}
