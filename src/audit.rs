//! Finished pages beside the decree: every part of a page is found by its words and place, measured in mm and pt, and judged
//! by what the decree says of it, whoever laid the page out.

mod decree;
pub mod lines;
mod look;
mod outcome;
mod parts;
mod rule;
mod sections;
mod text;

pub use decree::{ALL as RULES, UNMEASURED};
pub use outcome::{Audit, Fault, State};
pub use rule::{Part, Rule, Weight};

use crate::audit::look::Look;
use crate::domain::document::Document;
use crate::typeset::runs::PageRuns;

/// Measures the pages of a document.
pub fn audit(pages: &[PageRuns], document: &Document) -> Audit {
    let mut look = Look::new(pages, document);
    parts::page::look(&mut look);
    parts::letterhead::look(&mut look);
    parts::title::look(&mut look);
    parts::body::look(&mut look);
    parts::ending::look(&mut look);
    parts::annex::look(&mut look);
    parts::stamps::look(&mut look);
    look.done()
}
