//! Ctrl-C: what is being written is finished, nothing new is begun.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C asks for an orderly end; a second one ends at once.
pub(crate) fn listen() {
    let ask = || {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    // without a handler Ctrl-C ends the program at once, which leaves whole files too
    let _ = ctrlc::set_handler(ask);
}

/// Whether the end was asked for.
pub(crate) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
