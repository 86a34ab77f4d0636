//! `vanthu schema`: the JSON Schemas that let an editor complete keys.

use super::args::schema::SchemaArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::schema::{schema, write_schemas};

pub(crate) fn run(args: &SchemaArgs) -> Status {
    match &args.out {
        None => {
            schema(&args.name).iter().for_each(|schema| report::line(schema));
            Status::Clean
        }
        Some(folder) => report::done(write_schemas(folder, &mut report::line)),
    }
}
