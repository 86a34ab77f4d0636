//! Nhật ký: what was done to numbers and kept documents, an event a line, each chained to the one before by its hash.
//!
//! The log is the truth of register and archive; everything else can be made again from it and the kept files. A line is
//! `{"stt":…,"luc":…,"viec":…,"noi_dung":{…},"truoc":…,"ma":…}`, where `ma` is the SHA-256 of the bytes of the line before `,"ma"`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::io::append_log::{LockedLog, bytes_from, last_line_start, set_aside};
use crate::base::io::durable::entries;
use crate::base::io::files::names_in;
pub(crate) use crate::base::io::log_mark::FILE as MARK_FILE;
use crate::base::io::log_mark::{LogMark, objects};
use crate::base::io::names::{ARCHIVE_FOLDER, STAGING_FOLDER, STORE_FOLDER};
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
    /// When that event was written.
    #[serde(default)]
    pub at: Option<DateTime<FixedOffset>>,
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

    /// The events after a place, each checked against the one before, and the place after the last. A last line without
    /// its end counts when its seal holds.
    ///
    /// # Errors
    /// The log cannot be read; a line is no event; an event was changed, removed or added by hand; the log is
    /// shorter than the place or than the store has seen it, or gone while documents are kept beside it.
    pub fn since(&self, place: &Position) -> Result<(Vec<Event>, Position), Finding> {
        // before the log: whoever writes moves the log first
        let folder = self.shown.strip_suffix(FILE).unwrap_or_default();
        let mark = LogMark::read(&self.store())
            .map_err(|finding| finding.in_file(format!("{folder}{STORE_FOLDER}/{MARK_FILE}")))?;
        let (events, after) = self.read_since(place)?;
        self.compare_with_store(mark.as_ref(), place, &events)?;
        Ok((events, after))
    }

    /// Every event, also of a log that lacks what the store has seen.
    pub(crate) fn events_left(&self) -> Result<Vec<Event>, Finding> {
        Ok(self.read_since(&Position::default())?.0)
    }

    fn read_since(&self, place: &Position) -> Result<(Vec<Event>, Position), Finding> {
        let begin = place.bytes.saturating_sub(ENDING);
        let bytes = match bytes_from(&self.path, begin).map_err(|finding| self.here(finding))? {
            None if place.count > 0 => return Err(self.broken("bị cắt bớt", place.count)),
            bytes => bytes.map_or_else(|| self.not_lost().map(|()| Vec::new()), Ok)?,
        };
        let (before, bytes) =
            bytes.split_at(bytes.len().min(usize::try_from(place.bytes - begin).unwrap_or(usize::MAX)));
        if !place.follows(before) {
            return Err(self.broken("bị thay", place.count));
        }
        let (mut events, mut after) = (Vec::new(), place.clone());
        for (at, line) in lines(bytes) {
            // what is no whole line yet was never acknowledged
            if at > bytes.len() && !is_sealed(line) {
                break;
            }
            if line.is_empty() {
                return Err(self.blank(after.count + 1));
            }
            let event = read(line, &after).map_err(|what| self.broken(what, after.count + 1))?;
            after = Position {
                count: event.sequence,
                bytes: place.bytes + at as u64,
                head: event.hash.clone(),
                at: Some(event.at),
            };
            events.push(event);
        }
        Ok((events, after))
    }

    /// Whether the log has all that the store has seen of it.
    fn compare_with_store(&self, mark: Option<&LogMark>, place: &Position, events: &[Event]) -> Result<(), Finding> {
        let read = place.count + events.len() as u64;
        let Some(mark) = mark else {
            return if read == 0 { self.not_lost() } else { self.speaks_of_store() };
        };
        if mark.count > read {
            return Err(self.shorter(mark.count, read));
        }
        let head = match mark.count.checked_sub(place.count + 1).and_then(|at| usize::try_from(at).ok()) {
            Some(at) => events.get(at).map(|event| &event.hash),
            None if mark.count == place.count => Some(&place.head),
            None => None,
        };
        match head {
            Some(head) if *head != mark.head => Err(self.broken("không phải của kho này từ trước", mark.count)),
            _ => Ok(()),
        }
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
        let log = LockedLog::open(&self.path, is_sealed).map_err(|finding| self.here(finding))?;
        let (events, position) = self.since(position)?;
        Ok((Writer { log, position, store: self.store() }, events))
    }

    /// What to say of a last line that a cut of power has left half.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn torn(&self) -> Result<Option<Finding>, Finding> {
        let bytes = bytes_from(&self.path, 0).map_err(|finding| self.here(finding))?.unwrap_or_default();
        let rest = bytes[last_line_start(&bytes)..].trim_ascii();
        let torn = !rest.is_empty() && !is_sealed(rest);
        Ok(torn.then(|| Self::half("dòng cuối của nhật ký bị đứt", self.shown.clone())))
    }

    /// The same of lines that runs after such a cut have set aside.
    pub(crate) fn set_aside(&self) -> Vec<Finding> {
        let folder = self.shown.strip_suffix(FILE).unwrap_or_default();
        let aside = set_aside(&self.path).into_iter();
        aside
            .map(|name| Self::half("một dòng của nhật ký từng bị đứt, đã để riêng", format!("{folder}{name}")))
            .collect()
    }

    /// What to say when the clock runs behind the last event before a place.
    pub fn clock_behind(&self, place: &Position, now: DateTime<FixedOffset>) -> Option<Finding> {
        let time = |at: DateTime<FixedOffset>| at.format("%H:%M ngày %d/%m/%Y").to_string();
        let last = place.at.filter(|last| now + CLOCKS_DIFFER < *last)?;
        let what = format!("đồng hồ máy lùi: nhật ký ghi việc trước lúc {}, nay mới là {}", time(last), time(now));
        let finding = Finding::new(codes::CLOCK_BEHIND, what).in_file(self.shown.as_str());
        Some(finding.hint("nhật ký không hỏng; chỉnh lại ngày giờ của máy trước khi làm việc tiếp"))
    }

    /// Other logs beside this one, as programs that share folders leave them when two machines have written.
    pub fn strange_logs(&self) -> Vec<Finding> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let shown = self.shown.strip_suffix(FILE).unwrap_or_default();
        let names = names_in(folder).into_iter().filter(|name| is_other_log(name));
        let report = |name: String| {
            Finding::new(codes::STRANGE_FILE, "có một nhật ký thứ hai, do máy khác hoặc phần mềm đồng bộ tạo ra")
                .in_file(format!("{shown}{name}"))
                .hint("chỉ một máy được ghi sổ; so hai tệp, việc nào chỉ có ở tệp này thì làm lại bằng lệnh tương ứng, rồi chuyển tệp này ra ngoài `luu-tru`")
        };
        names.map(report).collect()
    }

    fn half(what: &str, file: String) -> Finding {
        Finding::new(codes::TORN_LINE, what)
            .in_file(file)
            .hint("việc ghi ở dòng ấy không tính; nếu lúc đó chương trình đã báo xong thì đối chiếu với bản sao lưu")
    }

    /// The store beside the log.
    fn store(&self) -> PathBuf {
        self.path.with_file_name(STORE_FOLDER)
    }

    fn here(&self, finding: Finding) -> Finding {
        finding.in_file(self.shown.as_str())
    }

    /// A log that is not there was never begun: whoever keeps the first document has made it before.
    fn not_lost(&self) -> Result<(), Finding> {
        // what a killed run was about to log lies ready beside the store
        let staging = self.path.with_file_name(STAGING_FOLDER);
        if !entries(&staging)?.unwrap_or_default().is_empty() || !holds_file(&self.store(), 3)? {
            return Ok(());
        }
        let what = if self.path.exists() { "nhật ký trống" } else { "nhật ký không còn" };
        Err(self.finding(format!("{what}, mà kho đã có văn bản")))
    }

    /// Where the mark is gone too, the folders of the store tell what the log has to speak of.
    fn speaks_of_store(&self) -> Result<(), Finding> {
        let staging = self.path.with_file_name(STAGING_FOLDER);
        if !entries(&staging)?.unwrap_or_default().is_empty() {
            return Ok(());
        }
        let kept = objects(&self.store())?;
        if kept.is_empty() {
            return Ok(());
        }
        // read after the folders: whoever keeps a document logs it first
        let events = self.events_left()?;
        let known: BTreeSet<&str> = events.iter().filter_map(|event| event.content["doi_tuong"].as_str()).collect();
        let unknown: Vec<&String> = kept.iter().filter(|object| !known.contains(object.as_str())).collect();
        let Some(first) = unknown.first() else { return Ok(()) };
        let what =
            format!("nhật ký thiếu so với kho: không ghi {} văn bản lưu đang có trong kho, như {first}", unknown.len());
        Err(Finding::new(codes::JOURNAL_BROKEN, what)
            .in_file(self.shown.as_str())
            .hint("nhật ký bị cắt hay bị thay bằng bản cũ thì phục hồi tệp này từ bản sao lưu mới nhất có ghi các văn bản ấy")
            .hint("văn bản do người khác đưa vào kho thì chuyển ra ngoài thư mục kho; `vanthu archive audit` nêu tên từng văn bản"))
    }

    /// A log that was cut or brought back to an earlier state: numbers given since would be given again.
    fn shorter(&self, kept: u64, read: u64) -> Finding {
        let what = format!("nhật ký thiếu so với kho: kho đã ghi nhận {kept} việc, nhật ký chỉ có {read}");
        Finding::new(codes::JOURNAL_BROKEN, what)
            .in_file(self.shown.as_str())
            .hint(format!("phục hồi tệp này từ bản sao lưu mới nhất có đủ {kept} việc trở lên"))
            .hint(
                "không còn bản sao lưu nào đủ thì đổi tên thư mục `luu-tru`, phục hồi cả kho bằng \
                 `vanthu archive restore THƯ_MỤC_SAO_LƯU`, rồi lưu lại các PDF mới hơn bằng `vanthu archive add`",
            )
    }

    fn blank(&self, line: u64) -> Finding {
        Finding::new(codes::JOURNAL_BROKEN, format!("nhật ký có dòng trống ở dòng {line}"))
            .in_file(self.shown.as_str())
            .hint("phục hồi tệp từ bản sao lưu gần nhất; tệp này chỉ do chương trình ghi")
    }

    fn broken(&self, what: &str, line: u64) -> Finding {
        self.finding(format!("nhật ký {what} ở dòng {line}"))
    }

    fn finding(&self, what: String) -> Finding {
        Finding::new(codes::JOURNAL_BROKEN, what)
            .in_file(self.shown.as_str())
            .hint("không sửa tay tệp này; phục hồi tệp từ bản sao lưu gần nhất")
    }
}

/// The log while nobody else can write to it.
#[derive(Debug)]
pub struct Writer {
    log: LockedLog,
    position: Position,
    /// The store that keeps the mark of the log.
    store: PathBuf,
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
        self.position = Position {
            count: sequence,
            bytes: self.position.bytes + line.len() as u64 + 1,
            head: event.hash.clone(),
            at: Some(at),
        };
        LogMark { count: sequence, head: event.hash.clone() }.write(&self.store);
        Ok(event)
    }

    /// The place after the last event.
    pub fn position(&self) -> &Position {
        &self.position
    }
}

/// Whether there is a file so many folders down.
fn holds_file(folder: &Path, depth: usize) -> Result<bool, Finding> {
    for (name, is_folder) in entries(folder)?.unwrap_or_default() {
        if is_folder != (depth > 0) {
            continue;
        }
        if depth == 0 || holds_file(&folder.join(name), depth - 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a file is a log that is not the one of the archive: `nhat-ky-MAY2.jsonl`, `nhat-ky (1).jsonl`.
pub(crate) fn is_other_log(name: &str) -> bool {
    let lower = name.to_lowercase();
    name != FILE && lower.starts_with("nhat-ky") && lower.ends_with(".jsonl")
}

/// How far the clocks of two machines that share a workspace may differ.
const CLOCKS_DIFFER: chrono::Duration = chrono::Duration::minutes(10);

impl Position {
    /// Whether the bytes before it end with the event that it names.
    fn follows(&self, before: &[u8]) -> bool {
        let seal = format!("{SEAL}{}\"}}", self.head.digits());
        self.count == 0 || before.trim_ascii_end().ends_with(seal.as_bytes())
    }
}

/// Bytes at the end of a line in which its seal and the end of the line stand.
const ENDING: u64 = 80;

/// The lines of the log, each with the place after it and without its end; blank ones after the last are none.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let filled = bytes.trim_ascii_end().len();
    let mut after = 0;
    bytes.split(|byte| *byte == b'\n').map_while(move |line| {
        let begin = after;
        after += line.len() + 1;
        (begin < filled).then(|| (after, line.trim_ascii()))
    })
}

/// Whether a line is an event whose seal holds.
fn is_sealed(line: &[u8]) -> bool {
    sealed(line).is_ok()
}

/// Reads one line and checks its seal.
fn sealed(line: &[u8]) -> Result<Event, &'static str> {
    const NO_EVENT: &str = "có dòng không đọc được";
    let text = std::str::from_utf8(line).map_err(|_| NO_EVENT)?;
    let (hashed, _) = text.rsplit_once(SEAL).ok_or(NO_EVENT)?;
    let event: Event = serde_json::from_str(text).map_err(|_| NO_EVENT)?;
    if Digest::of(hashed.as_bytes()) == event.hash { Ok(event) } else { Err("bị sửa") }
}

/// Reads one line that follows a place.
fn read(line: &[u8], before: &Position) -> Result<Event, &'static str> {
    let event = sealed(line)?;
    if event.previous != before.head || event.sequence != before.count + 1 {
        return Err("bị thêm, bớt hoặc đảo dòng");
    }
    Ok(event)
}
