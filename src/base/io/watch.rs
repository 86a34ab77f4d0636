//! Changes of a workspace as they happen, gathered until a burst of them is over.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::unreadable;
use crate::base::io::names::is_no_place_for_documents;
use crate::base::io::paths::show;
use crate::base::io::workspace::Workspace;
use crate::base::text::nfc;

/// How long nothing may happen before a burst counts as over: editors write, rename and touch within this.
const QUIET: Duration = Duration::from_millis(4);

/// Most events of one burst.
const MAX_EVENTS_PER_BURST: u32 = 50;

/// Watches the files of a workspace.
#[derive(Debug)]
pub(crate) struct Watch {
    /// Keeps the events coming.
    _watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    /// Where results go, so that writing them is no change.
    out: PathBuf,
    /// Whether documents may lie there too, as in `--out .`: then results are told by their names.
    among_documents: bool,
}

/// How the names of files end that watching writes.
const RESULTS: [&str; 2] = [".pdf", ".vanthu.json"];

impl Watch {
    /// Watches from now on; what happens in `out` is not reported.
    ///
    /// # Errors
    /// The system has no means left to watch the folder.
    pub(crate) fn of(workspace: &Workspace, out: &Path) -> Result<Self, Finding> {
        let (sender, events) = channel();
        let refused = |error: notify::Error| match error.kind {
            notify::ErrorKind::Io(error) => unreadable(&show(workspace.root()), &error),
            _ => Finding::new(codes::UNREADABLE, "hệ thống không theo dõi thêm được thư mục")
                .in_file(show(workspace.root()))
                .hint("đóng bớt chương trình đang theo dõi tệp, hoặc chạy `vanthu build` sau mỗi lần sửa"),
        };
        let mut watcher = notify::recommended_watcher(move |event| {
            // nobody listens any more once the program ends
            let _ = sender.send(event);
        })
        .map_err(refused)?;
        watcher.watch(workspace.root(), RecursiveMode::Recursive).map_err(refused)?;
        // made now, so that its true path is known before results come
        std::fs::create_dir_all(out).map_err(|error| unreadable(&show(out), &error))?;
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        let out = std::fs::canonicalize(&out).unwrap_or(out);
        let root = workspace.root().to_owned();
        let folder = out.strip_prefix(&root).ok().and_then(|below| below.iter().next());
        let apart = folder.map_or(!root.starts_with(&out), |first| is_no_place_for_documents(&first.to_string_lossy()));
        Ok(Self { _watcher: watcher, events, root, out, among_documents: !apart })
    }

    /// The files of the next burst of changes, from the workspace; empty when nothing happens for `timeout`.
    pub(crate) fn next(&self, timeout: Duration) -> Vec<String> {
        let mut changed = Vec::new();
        let mut wait = timeout;
        for _ in 0..MAX_EVENTS_PER_BURST {
            match self.events.recv_timeout(wait) {
                Ok(event) => self.collect(event, &mut changed),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            if !changed.is_empty() {
                wait = QUIET;
            }
        }
        changed.sort();
        changed.dedup();
        changed
    }

    fn is_result(&self, path: &Path) -> bool {
        let named = || RESULTS.iter().any(|end| path.to_string_lossy().ends_with(end));
        path.starts_with(&self.out) && (!self.among_documents || named())
    }

    fn collect(&self, event: notify::Result<Event>, changed: &mut Vec<String>) {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths.iter().filter(|path| !self.is_result(path)) {
            let Ok(relative) = path.strip_prefix(&self.root) else { continue };
            let parts: Vec<String> = relative.iter().map(|part| nfc(&part.to_string_lossy())).collect();
            // editors keep copies and locks under hidden names
            if !parts.is_empty() && parts.iter().all(|part| !part.starts_with('.')) {
                changed.push(parts.join("/"));
            }
        }
    }
}
