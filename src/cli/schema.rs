//! `vanthu schema`: the JSON Schemas that let an editor complete keys.

use super::args::SchemaArgs;
use super::{CLEAN, FAILED, report};
use crate::base::io::{files, paths};
use crate::load;

pub(crate) fn run(args: &SchemaArgs) -> u8 {
    let schemas = load::schemas();
    let Some(folder) = &args.out else {
        let file = format!("{}.schema.json", args.name);
        if let Some(schema) = schemas.get(file.as_str()) {
            report::line(&format!("{schema:#}"));
        }
        return CLEAN;
    };
    for (name, schema) in schemas {
        let path = folder.join(name);
        if let Err(finding) = files::write(&path, format!("{schema:#}\n").as_bytes()) {
            report::findings(&finding.into());
            return FAILED;
        }
        report::line(&paths::show(&path));
    }
    CLEAN
}
