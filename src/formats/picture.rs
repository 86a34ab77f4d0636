//! Pictures: of what kind a file is, what it asks for and whether it is whole, told before a page is set.

mod cmyk;
mod facts;
mod fault;
mod icc;
mod jpeg;
mod kind;
mod png;
mod svg;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;
use crate::base::memory::Share;
pub(crate) use facts::Picture;
pub(crate) use fault::Fault;
use kind::Kind;

/// Pictures of which it is remembered what was found.
const MAX_REMEMBERED: usize = 500;

/// Bytes that decoding takes for each that a point has in the end.
const DECODING: u64 = 3;

/// Looks at the header of a picture, and at the whole of a drawing.
///
/// # Errors
/// What keeps it from being shown.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, Fault> {
    static KNOWN: Remembered<Picture> = Remembered::new();
    KNOWN.of(bytes, || match kind::of(bytes) {
        Kind::Png => png::inspect(bytes),
        Kind::Jpeg => jpeg::inspect(bytes),
        Kind::Svg => svg::inspect(bytes),
        other => Err(kind::unfit(other)),
    })
}

/// Reads a picture to its end: half of one is shown by every program that only looks at its header.
///
/// # Errors
/// Some of it is missing or broken.
pub(crate) fn read_whole(bytes: &[u8]) -> Result<(), Fault> {
    static KNOWN: Remembered<()> = Remembered::new();
    let weight = inspect(bytes)?.weight;
    KNOWN.of(bytes, || {
        let _share = Share::take(weight.saturating_mul(DECODING));
        match kind::of(bytes) {
            Kind::Png => png::read_whole(bytes),
            Kind::Jpeg => jpeg::read_whole(bytes),
            Kind::Svg => svg::read_whole(bytes),
            other => Err(kind::unfit(other)),
        }
    })
}

/// The picture in colours of the screen when it has those of printing inks: no PDF/A takes both.
pub(crate) fn in_screen_colours(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_cmyk = inspect(bytes).is_ok_and(|picture| picture.is_cmyk);
    if !is_cmyk {
        return None;
    }
    steady(|| cmyk::in_screen_colours(bytes)).unwrap_or_default()
}

/// What was found in pictures, by their content: all letters of a list show the same.
struct Remembered<T>(Mutex<BTreeMap<Digest, Result<T, Fault>>>);

impl<T: Clone> Remembered<T> {
    const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    fn of(&self, bytes: &[u8], look: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        let digest = Digest::of(bytes);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&digest) {
            return known.clone();
        }
        let found = steady(look);
        let mut known = lock();
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(digest, found.clone());
        found
    }
}

/// A reader that crashes on a picture has met a broken one.
fn steady<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault::broken()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_told_from_what_is() {
        assert_eq!(kind::of(b"\x89PNG\r\n\x1a\n"), Kind::Png);
        for bytes in [&b""[..], b"x", b"RIFF1234WEBP", b"GIF89a", b"BM", b"II*\0", b"\0\0\0\x18ftypheic"] {
            assert!(inspect(bytes).is_err() && read_whole(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(steady::<()>(|| panic!("a reader fails")), Err(fault::broken()));
    }
}
