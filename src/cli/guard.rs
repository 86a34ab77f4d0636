//! A defect of the program stops one document, not the run, and is told as a finding instead of a crash.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use crate::base::finding::{Finding, codes};

/// Where the last crash happened, for whoever repairs the program.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Keeps crashes off the terminal; their place is remembered.
pub(crate) fn quiet() {
    panic::set_hook(Box::new(|crash| {
        if let Ok(mut place) = PLACE.lock() {
            *place = crash.location().map(ToString::to_string);
        }
    }));
}

/// Does the work, and turns a crash into a finding.
///
/// # Errors
/// The work crashed.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Finding> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take());
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        Finding::new(codes::OUR_BUG, format!("chương trình bị lỗi khi dựng văn bản này{place}"))
            .hint("gửi tệp này và dòng trên cho người phát triển chương trình")
    })
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
