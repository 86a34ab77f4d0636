//! What the targets share: a workspace on disk, crashes that the program takes in, and parts put together to whole files.

mod crashes;
mod package;
mod revision;
mod workspace;

pub use crashes::take_in;
pub use package::package;
pub use revision::revision;
pub use workspace::{Held, none_is_ours, workspace};
