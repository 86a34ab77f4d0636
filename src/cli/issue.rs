//! `vanthu issue`: what became of each document, line by line.

use serde_json::{Value, json};

use super::args::issue::IssueArgs;
use super::report;
use crate::base::finding::Findings;
use crate::operations::common::status::Status;
use crate::operations::issue::{self, Deposited, Event, Issued, Request};

pub(crate) fn run(args: &IssueArgs) -> Status {
    let request = Request { paths: args.paths.clone(), out: args.out.clone() };
    let (mut results, mut found) = (Vec::new(), Vec::new());
    let status = issue::issue(&request, &mut |event| match event {
        Event::Warnings(warnings) if args.json => found = report::all_as_json(warnings),
        Event::Warnings(warnings) => report::findings(warnings),
        Event::Document(shown, issued) if args.json => results.push(as_json(shown, issued)),
        Event::Document(shown, issued) => print(shown, issued),
    });
    report::documents(status, args.json, &results, &found)
}

fn print(shown: &str, issued: &Result<Issued, Findings>) {
    match issued {
        Ok(issued) => {
            report::findings(&issued.findings);
            let what = match issued.deposited {
                Deposited::New(_) => "đã phát hành",
                Deposited::Existing(_) => "đã phát hành từ trước",
            };
            let letters = if issued.letters > 0 { format!(" {} thư", issued.letters) } else { String::new() };
            report::line(&format!("{}  {what}{letters}, lưu tại {}", issued.reference, issued.key));
        }
        Err(findings) => {
            report::findings(findings);
            report::note(&format!("{shown}: chưa phát hành"));
        }
    }
}

fn as_json(shown: &str, issued: &Result<Issued, Findings>) -> Value {
    match issued {
        Ok(issued) => json!({
            "van_ban": shown,
            "so_ky_hieu": issued.reference,
            "doi_tuong": issued.key,
            "so_thu": issued.letters,
            "ket_qua": if matches!(issued.deposited, Deposited::New(_)) { "phat_hanh" } else { "da_co" },
            "phat_hien": report::all_as_json(&issued.findings),
        }),
        Err(findings) => {
            json!({ "van_ban": shown, "ket_qua": "loi", "phat_hien": report::all_as_json(findings) })
        }
    }
}
