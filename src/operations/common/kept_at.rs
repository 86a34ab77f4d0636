//! Where a kept document stands, as people are told.

use crate::archive::ObjectKey;
use crate::base::io::names::{ARCHIVE_FOLDER, STORE_FOLDER};

/// `luu-tru/kho/2025/bao-cao/418-bc-ubnd`, from the top of the workspace.
pub(crate) fn kept_at(key: &ObjectKey) -> String {
    format!("{ARCHIVE_FOLDER}/{STORE_FOLDER}/{key}")
}
