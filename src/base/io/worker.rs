//! This program run once more, so that what takes that run down takes nothing else along. Both sides speak in frames: a
//! line with the lengths of its pieces, then the pieces.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Most bytes of the pieces of a frame together.
const MAX_FRAME: usize = 1 << 30;

/// The program, when the door has told it.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Tells which program to run; before, none can be.
pub(crate) fn set_program(program: PathBuf) {
    // the first door is the only one
    let _ = PROGRAM.set(program);
}

/// Whether a program can be run.
pub(crate) fn has_program() -> bool {
    PROGRAM.get().is_some()
}

/// A running worker; ended when it is dropped.
#[derive(Debug)]
pub(crate) struct Worker {
    child: Child,
    orders: ChildStdin,
    answers: Receiver<Vec<u8>>,
}

impl Worker {
    /// Starts the program with this argument alone.
    ///
    /// # Errors
    /// It cannot be started.
    pub(crate) fn start(argument: &str) -> io::Result<Self> {
        let program = PROGRAM.get().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut answers = BufReader::new(answers);
            while let Ok(Some(pieces)) = read(&mut answers) {
                if pieces.into_iter().next().is_none_or(|answer| sender.send(answer).is_err()) {
                    return;
                }
            }
        });
        Ok(Self { child, orders, answers: receiver })
    }

    /// Gives it an order.
    ///
    /// # Errors
    /// It has ended.
    pub(crate) fn send(&mut self, pieces: &[&[u8]]) -> io::Result<()> {
        write(&mut self.orders, pieces)
    }

    /// Its next answer; none when it has ended, or does not answer in this time.
    pub(crate) fn answer(&self, patience: Duration) -> Option<Vec<u8>> {
        self.answers.recv_timeout(patience).ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // one that has ended already cannot be ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a frame.
///
/// # Errors
/// The other side has ended.
pub(crate) fn write(to: &mut impl Write, pieces: &[&[u8]]) -> io::Result<()> {
    let lengths: Vec<String> = pieces.iter().map(|piece| piece.len().to_string()).collect();
    writeln!(to, "{}", lengths.join(" "))?;
    pieces.iter().try_for_each(|piece| to.write_all(piece))?;
    to.flush()
}

/// Reads a frame; none at the end.
///
/// # Errors
/// What comes is no frame.
pub(crate) fn read(from: &mut impl BufRead) -> io::Result<Option<Vec<Vec<u8>>>> {
    let mut line = String::new();
    if from.by_ref().take(1 << 20).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    let mut left = MAX_FRAME;
    let mut pieces = Vec::new();
    for length in line.split_whitespace() {
        let length: usize = length.parse().map_err(|_| broken())?;
        left = left.checked_sub(length).ok_or_else(broken)?;
        let mut piece = vec![0; length];
        from.read_exact(&mut piece)?;
        pieces.push(piece);
    }
    Ok(Some(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_through_and_what_is_none_is_refused() {
        let mut bytes = Vec::new();
        write(&mut bytes, &[b"{}", b"", b"1 2\n3"]).unwrap();
        write(&mut bytes, &[b"x"]).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read(&mut from).unwrap().unwrap(), [&b"{}"[..], b"", b"1 2\n3"]);
        assert_eq!(read(&mut from).unwrap().unwrap(), [b"x"]);
        assert_eq!(read(&mut from).unwrap(), None);
        for broken in ["x\n", "5\nabc", "99999999999\n"] {
            assert!(read(&mut broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
