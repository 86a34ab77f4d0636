//! The JSON Schemas that let an editor complete keys.

use std::path::Path;

use crate::base::io::{files, paths};
use crate::load;
use crate::operations::common::outputs;
use crate::operations::common::status::Refused;

/// The text of a schema, by its name: `van-ban`, `co-quan`.
pub fn schema(name: &str) -> Option<String> {
    load::schemas().get(format!("{name}.schema.json").as_str()).map(|schema| format!("{schema:#}"))
}

/// Writes every schema into a folder, and tells each file once it is there.
///
/// # Errors
/// A file cannot be written.
pub(crate) fn write_schemas(folder: &Path, on: &mut dyn FnMut(&str)) -> Result<(), Refused> {
    outputs::refuse_kept_folder(folder).map_err(Refused::failed)?;
    for (name, schema) in load::schemas() {
        let path = folder.join(name);
        files::write(&path, format!("{schema:#}\n").as_bytes()).map_err(Refused::failed)?;
        on(&paths::show(&path));
    }
    Ok(())
}
