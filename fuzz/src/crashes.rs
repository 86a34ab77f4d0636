//! Crashes of dependencies that the program turns into findings: told once each, while libFuzzer would end at every one.

use std::collections::BTreeSet;
use std::panic;
use std::sync::{Mutex, Once, PoisonError};

/// Where crashes were taken in.
static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Leaves it to the program whether a crash is one; what it does not take in still ends the run.
pub fn take_in() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        panic::set_hook(Box::new(|crash| {
            let place = crash.location().map(ToString::to_string).unwrap_or_default();
            if SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(place) {
                eprintln!("crash: {crash}");
            }
        }));
    });
}
