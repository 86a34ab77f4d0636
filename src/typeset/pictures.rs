//! Pictures on their way to Typst: in colours that a PDF/A takes, and within the memory that is there for them.

use std::sync::Arc;

use crate::base::memory::Share;
use crate::formats::picture;
use crate::render::{ImageFile, Markup};

/// Bytes of decoded pictures that are not left lying in the cache.
const HEAVY: u64 = 32 << 20;

/// The memory that the pictures of some pages take, given back with the pages.
#[derive(Debug)]
pub(super) struct Held {
    share: Share,
}

impl Held {
    /// Waits until there is room for the pictures of a document.
    pub(super) fn of(markup: &Markup) -> Self {
        let weights = markup.images.iter().map(|image| picture::inspect(&image.bytes).map_or(0, |found| found.weight));
        Self { share: Share::take(weights.sum()) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.share.bytes() > HEAVY {
            typst::comemo::evict(0);
        }
    }
}

/// The markup with pictures that a PDF/A takes.
pub(super) fn in_screen_colours(markup: &Markup) -> Markup {
    let convert = |image: &ImageFile| match picture::in_screen_colours(&image.bytes) {
        Some(bytes) => ImageFile { bytes: Arc::new(bytes), path: image.path.clone() },
        None => image.clone(),
    };
    Markup { images: markup.images.iter().map(convert).collect(), ..markup.clone() }
}
