//! `vanthu watch`: what is built while a workspace is watched, line by line.

use super::args::watch::WatchArgs;
use super::build::document;
use super::{interrupt, report};
use crate::operations::common::status::Status;
use crate::operations::watch::{Event, Request, watch};

pub(crate) fn run(args: &WatchArgs) -> Status {
    interrupt::listen();
    let request = Request { path: args.path.clone(), out: args.out.clone() };
    let watched = watch(&request, &interrupt::stopped, &mut |event| match event {
        Event::Found(findings) => report::findings(findings),
        Event::Watching(documents) => {
            report::note(&format!("Đang theo dõi {documents} văn bản, bấm Ctrl-C để dừng"));
        }
        Event::Document(done) => document::print(done, &done.findings, false),
        Event::Mended { shown, was } => report::line(&format!("{shown}  đã hết {}", was.word())),
    });
    report::done(watched)
}
