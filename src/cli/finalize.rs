//! `vanthu finalize`: what became of each document, line by line.

use serde_json::{Value, json};

use super::args::finalize::FinalizeArgs;
use super::report;
use crate::base::finding::Findings;
use crate::operations::common::kept_at::kept_at;
use crate::operations::common::status::Status;
use crate::operations::finalize::{self, Deposited, Event, Finalized, Request};

pub(crate) fn run(args: &FinalizeArgs) -> Status {
    let request = Request { paths: args.paths.clone(), out: args.out.clone(), paper: args.paper };
    let mut results = Vec::new();
    let status = finalize::finalize(&request, &mut |event| match event {
        Event::Warnings(warnings) => report::findings(warnings),
        Event::Document(shown, issued) => {
            results.push(as_json(shown, issued));
            print(shown, issued);
        }
    });
    report::documents(status, results)
}

fn print(shown: &str, issued: &Result<Finalized, Findings>) {
    match issued {
        Ok(issued) => {
            report::findings(&issued.findings);
            let what = match issued.deposited {
                Deposited::New(_) => "đã chốt",
                Deposited::Existing(_) => "đã chốt từ trước",
            };
            let letters = if issued.letters > 0 { format!(" {} thư", issued.letters) } else { String::new() };
            let called = issued.reference.as_deref().unwrap_or(shown);
            report::line(&format!("{called}  {what}{letters}, lưu tại {}", kept_at(&issued.key)));
            if let Some(next) = next_step(issued) {
                report::note(next);
            }
        }
        Err(findings) => {
            report::findings(findings);
            report::note(&format!("{shown}: chưa chốt"));
        }
    }
}

/// What is to be done now, by the order of work of paper and of electronic documents.
fn next_step(issued: &Finalized) -> Option<&'static str> {
    match (&issued.reference, &issued.deposited) {
        (None, _) => Some("In, trình ký; ký xong thì cấp số bằng `vanthu number`, ghi số và ngày đó lên bản giấy"),
        (Some(_), Deposited::New(_)) => {
            Some("Ký số PDF trong thư mục kết quả, rồi lưu bản đã ký bằng `vanthu archive add`")
        }
        (Some(_), Deposited::Existing(_)) => None,
    }
}

fn as_json(shown: &str, issued: &Result<Finalized, Findings>) -> Value {
    match issued {
        Ok(issued) => json!({
            "van_ban": shown,
            "so_ky_hieu": issued.reference,
            "doi_tuong": issued.key,
            "so_thu": issued.letters,
            "ket_qua": if matches!(issued.deposited, Deposited::New(_)) { "chot" } else { "da_co" },
            "phat_hien": report::all_as_json(&issued.findings),
        }),
        Err(findings) => {
            json!({ "van_ban": shown, "ket_qua": "loi", "phat_hien": report::all_as_json(findings) })
        }
    }
}
