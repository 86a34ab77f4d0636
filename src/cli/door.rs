//! What leaves by stdout and stderr: lines for people as they come, or one JSON for programs at the end, with the same
//! keys for every verb, whatever came of it.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use crate::base::text::invisible::{printable, printable_json};
use crate::operations::common::status::Status;

/// What is known of the run so far.
#[derive(Debug, Default)]
struct Door {
    /// The words of the verb: `archive add`.
    verb: String,
    /// Whether a program reads stdout.
    is_json: bool,
    /// What was found, for programs.
    found: Vec<Value>,
    /// What the verb has to say, for programs.
    result: Value,
    /// Why stdout takes nothing more.
    closed: Option<ErrorKind>,
}

/// There is one stdout.
static DOOR: Mutex<Option<Door>> = Mutex::new(None);

fn door<T>(work: impl FnOnce(&mut Door) -> T) -> T {
    let mut door: MutexGuard<'_, Option<Door>> = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
    work(door.get_or_insert_default())
}

/// Begins a run of a verb.
pub(super) fn begin(verb: String, is_json: bool) {
    door(|door| *door = Door { verb, is_json, ..Door::default() });
}

/// Whether a program reads stdout.
pub(crate) fn is_json() -> bool {
    door(|door| door.is_json)
}

/// Writes a line of results for people.
pub(crate) fn line(text: &str) {
    door(|door| {
        if !door.is_json {
            door.write(&format!("{}\n", printable(text)));
        }
    });
}

/// Writes a line beside the results, for people.
pub(crate) fn note(text: &str) {
    styled_note(&printable(text));
}

/// The same of a text that is clean already and may have colours.
pub(super) fn styled_note(text: &str) {
    if !is_json() {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// Keeps findings for programs.
pub(super) fn found(findings: Vec<Value>) {
    door(|door| door.found.extend(findings));
}

/// Keeps what the verb has to say, for programs.
pub(crate) fn result(value: Value) {
    door(|door| door.result = value);
}

/// Tells a program of something while the verb goes on, on a line of its own with the keys that the end has.
pub(crate) fn event(status: Status, value: Value, findings: Vec<Value>) {
    door(|door| {
        let whole = door.whole(status, value, findings);
        door.write(&format!("{}\n", printable_json(&whole.to_string())));
    });
}

/// Prints help, which is for people whatever was asked for.
pub(super) fn help(text: &str) {
    door(|door| {
        door.is_json = false;
        door.write(text);
    });
}

/// Whether nobody reads stdout any more.
pub(crate) fn is_closed() -> bool {
    door(|door| door.closed.is_some())
}

/// Ends a run: what a program has asked for is printed, and a result that could not be printed is none.
pub(super) fn end(status: Status) -> Status {
    let closed = door(|door| {
        if door.is_json {
            let (result, found) = (std::mem::take(&mut door.result), std::mem::take(&mut door.found));
            let whole = door.whole(status, result, found);
            door.write(&format!("{}\n", printable_json(&format!("{whole:#}"))));
        }
        if let Err(error) = std::io::stdout().lock().flush() {
            door.closed.get_or_insert(error.kind());
        }
        door.closed
    });
    match closed {
        None => status,
        Some(ErrorKind::BrokenPipe) => Status::Failed,
        Some(kind) => {
            let why = if kind == ErrorKind::StorageFull { "đĩa đã đầy" } else { "nơi nhận không nhận" };
            let _ = writeln!(std::io::stderr().lock(), "lỗi: không xuất được kết quả: {why}");
            Status::Failed
        }
    }
}

impl Door {
    /// The JSON of every verb.
    fn whole(&self, status: Status, result: Value, findings: Vec<Value>) -> Value {
        json!({ "lenh": self.verb, "ma_ket_thuc": status.code(), "ket_qua": result, "phat_hien": findings })
    }

    /// What cannot be written is remembered; the work goes on, and what it writes to disk is whole.
    fn write(&mut self, text: &str) {
        if self.closed.is_none()
            && let Err(error) = std::io::stdout().lock().write_all(text.as_bytes())
        {
            self.closed = Some(error.kind());
        }
    }
}

/// Whether what stands on stderr may have colours.
pub(super) fn is_terminal() -> bool {
    std::io::stderr().is_terminal()
}
