//! The command `vanthu watch` at work, with what it says.

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::Project;

/// Longest wait for a line; a machine may be very busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// The command at work, with the lines it prints.
pub(crate) struct Watching {
    child: Child,
    pub(crate) lines: Receiver<String>,
    /// Results and messages come in no order between them: what came before it was waited for.
    pub(crate) early: RefCell<Vec<String>>,
}

impl Watching {
    pub(crate) fn start(project: &Project) -> Self {
        Self::start_in(project, ".", &[])
    }

    /// The same in a folder of the project, with options.
    pub(crate) fn start_in(project: &Project, folder: &str, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .arg("watch")
            .args(options)
            .current_dir(project.path().join(folder))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let other = sender.clone();
        std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|l| sender.send(l)));
        std::thread::spawn(move || BufReader::new(err).lines().map_while(Result::ok).try_for_each(|l| other.send(l)));
        let watching = Self { child, lines, early: RefCell::default() };
        watching.wait_for("Đang theo dõi");
        watching
    }

    /// Waits for a line that holds these words.
    pub(crate) fn wait_for(&self, words: &str) {
        let mut early = self.early.borrow_mut();
        if let Some(at) = early.iter().position(|line| line.contains(words)) {
            early.remove(at);
            return;
        }
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no line with `{words}`"));
            if line.contains(words) {
                return;
            }
            early.push(line);
        }
    }

    /// Nothing more is said for a moment.
    pub(crate) fn is_silent(&self) {
        let line = self.lines.recv_timeout(Duration::from_millis(700));
        assert!(line.is_err(), "{line:?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
