//! Colour profiles inside pictures: one that is broken would go into the PDF as it is, which is then no PDF/A.

use super::fault::{Fault, SAVE_AGAIN};

/// Most bytes of a profile; those of printing presses have half a million.
pub(super) const MAX_PROFILE: usize = 8 << 20;

/// Whether a profile is one that pictures have.
///
/// # Errors
/// It is broken or of another use.
pub(super) fn check(profile: &[u8]) -> Result<(), Fault> {
    let bytes = |at: usize| profile.get(at..at + 4).unwrap_or_default();
    let length = profile.get(..4).and_then(|start| start.try_into().ok()).map(u32::from_be_bytes);
    let whole = length.and_then(|length| usize::try_from(length).ok()).is_some_and(|length| length <= profile.len());
    let of_pictures = matches!(bytes(12), b"scnr" | b"mntr" | b"prtr" | b"spac");
    let tags = profile.get(128..132).and_then(|count| count.try_into().ok()).map(u32::from_be_bytes);
    let sound = whole && of_pictures && bytes(36) == b"acsp" && tags.is_some_and(|tags| (1..200).contains(&tags));
    if sound { Ok(()) } else { Err(unusable()) }
}

/// What to say of a profile that cannot be kept.
pub(super) fn unusable() -> Fault {
    Fault::new("có cấu hình màu (ICC) hỏng", SAVE_AGAIN)
}
