//! `vanthu watch`: what is built while a workspace is watched, line by line.

use serde_json::json;

use super::args::watch::WatchArgs;
use super::build::{as_json, document};
use super::{interrupt, report};
use crate::operations::common::status::Status;
use crate::operations::watch::{Event, Request, watch};

pub(crate) fn run(args: &WatchArgs) -> Status {
    interrupt::listen();
    let request = Request { path: args.path.clone(), out: args.out.clone() };
    let stop = || interrupt::stopped() || report::is_closed();
    let watched = watch(&request, &stop, &mut |event| match event {
        Event::Document(done) if report::is_json() => {
            let (documents, found) = (json!({ "van_ban": [as_json(done)] }), report::all_as_json(&done.findings));
            report::event(Status::of(&done.findings), documents, found);
        }
        Event::Found(findings) => report::findings(findings),
        Event::Watching(documents) => {
            report::note(&format!("Đang theo dõi {documents} văn bản, bấm Ctrl-C để dừng"));
        }
        Event::Document(done) => document::print(done, &done.findings, false),
        Event::Mended { shown, was } => report::line(&format!("{shown}  đã hết {}", was.word())),
    });
    report::done(watched)
}
