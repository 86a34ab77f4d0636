//! `vanthu schema`: the JSON Schemas that let an editor complete keys.

use super::args::schema::SchemaArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::schema::{schema, write_schemas};

pub(crate) fn run(args: &SchemaArgs) -> Status {
    match &args.out {
        None => {
            if let Some(schema) = schema(&args.name) {
                report::line(&schema);
                report::result(serde_json::from_str(&schema).unwrap_or_default());
            }
            Status::Clean
        }
        Some(folder) => report::done(report::written(|on| write_schemas(folder, on))),
    }
}
