//! `vanthu archive add`: what became of each file, and what is to be said of its signatures.

use serde_json::{Value, json};

use crate::cli::args::archive::AddArgs;
use crate::cli::{report, verify};
use crate::domain::document::Kind;
use crate::operations::archive::{Deposited, Kept, Submission, add};
use crate::operations::common::kept_at::kept_at;
use crate::operations::common::status::Status;

pub(super) fn run(args: &AddArgs) -> Status {
    let request = Submission {
        files: args.files.clone(),
        document: args.wanted.clone(),
        letter: args.letter.clone(),
        date: args.date,
        subject: args.subject.clone(),
        signer: args.signer.clone(),
        kind: args.kind.as_deref().and_then(Kind::from_key),
    };
    let mut results = Vec::new();
    let status = add(report::here(), &request, &mut report::findings, &mut |kept| {
        results.push(as_json(&kept));
        print(&kept);
    });
    report::answer(status, |status| {
        report::result(json!({ "tep": results }));
        status
    })
}

fn print(Kept { file, added, validation }: &Kept) {
    match added {
        Ok(added) => {
            report::findings(&added.findings);
            let what = match added.deposited {
                Deposited::New(version) => format!("đã lưu lần {version}"),
                Deposited::Existing(version) => format!("đã có trong kho (lần lưu {version})"),
            };
            let letter = added.letter.as_ref().map(|letter| format!(", thư `{letter}`")).unwrap_or_default();
            report::line(&format!("{}{letter}  {what}, tại {}", added.reference, kept_at(&added.key)));
            if let Some(validation) = validation {
                let against = added.issued.then_some("bản chốt trong kho");
                report::line(verify::as_text(file, validation, against).trim_end());
            }
        }
        Err(finding) => {
            report::findings(&finding.clone().into());
            report::note(&format!("{file}: chưa lưu"));
        }
    }
}

fn as_json(Kept { file, added, validation }: &Kept) -> Value {
    match added {
        Ok(added) => json!({
            "tep": file,
            "so_ky_hieu": added.reference,
            "doi_tuong": added.key,
            "thu": added.letter,
            "ban": match added.deposited { Deposited::New(version) | Deposited::Existing(version) => version },
            "moi": matches!(added.deposited, Deposited::New(_)),
            "kiem_tra": validation,
            "phat_hien": report::all_as_json(&added.findings),
        }),
        Err(finding) => json!({ "tep": file, "phat_hien": [report::as_json(finding)] }),
    }
}
