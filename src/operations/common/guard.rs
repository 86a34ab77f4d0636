//! A defect of the program stops one document, not the run, and becomes a finding instead of a crash.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once};

use crate::base::finding::{Finding, codes};
use crate::operations::common::status::Refused;

/// Where the last crash happened, for whoever repairs the program.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Pieces of guarded work that are under way.
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// Set once: keeps crashes of guarded work off the terminal, on whichever thread they happen; others are reported as ever.
static HOOK: Once = Once::new();

fn set_hook() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |crash| {
        if UNDER_WAY.load(Ordering::Relaxed) == 0 {
            usual(crash);
        } else if let Ok(mut place) = PLACE.lock() {
            *place = crash.location().map(ToString::to_string);
        }
    }));
}

/// Does the work, and turns a crash into a finding.
///
/// # Errors
/// The work crashed.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Finding> {
    guarded_while("tạo PDF của văn bản này", work)
}

/// The same for work of another name.
///
/// # Errors
/// The work crashed.
pub(crate) fn guarded_while<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Finding> {
    HOOK.call_once(set_hook);
    UNDER_WAY.fetch_add(1, Ordering::Relaxed);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    UNDER_WAY.fetch_sub(1, Ordering::Relaxed);
    done.map_err(|_| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take());
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        Finding::new(codes::OUR_BUG, format!("chương trình bị lỗi khi {what}{place}"))
            .hint("gửi tệp này và dòng trên cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
    })
}

/// A job that is not done when it crashes.
///
/// # Errors
/// Those of the job, and its crash.
pub(crate) fn guarded_job<T>(job: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    guarded(job).unwrap_or_else(|crash| Err(crash.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_becomes_a_finding() {
        assert_eq!(guarded(|| 7), Ok(7));
        let finding = guarded(|| Vec::<u8>::new()[usize::MAX]).unwrap_err();
        assert_eq!(finding.code, codes::OUR_BUG);
    }
}
