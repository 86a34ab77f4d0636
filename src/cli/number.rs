//! `vanthu number`: the number of each document, line by line.

use serde_json::{Value, json};

use super::args::number::NumberArgs;
use super::report;
use crate::domain::document::date::short;
use crate::operations::common::status::Status;
use crate::operations::number::{self, Event, Request};
use crate::operations::register::{Assignment, NumberRequest, Numbered};

pub(crate) fn run(args: &NumberArgs) -> Status {
    let ask = NumberRequest { date: args.date, number: args.number, copies: args.copies };
    let request = Request { paths: args.paths.clone(), ask };
    let mut results = Vec::new();
    let status = number::number(&request, &mut |event| match event {
        Event::Found(findings) => report::findings(findings),
        Event::Numbered(shown, numbered) => {
            results.push(as_json(shown, numbered));
            print(shown, numbered);
        }
    });
    report::documents(status, results)
}

fn print(shown: &str, numbered: &Numbered) {
    let Numbered { reference, date, assignment, reserved_for, .. } = numbered;
    let how = match assignment {
        Assignment::New => "",
        Assignment::Updated => "  đã có số, cập nhật sổ",
        Assignment::WrittenBack => "  đã có số, ghi lại vào tệp",
        Assignment::Unchanged => "  đã có số",
    };
    let reserved_for = reserved_for.as_ref().map(|purpose| format!("  số đã giữ cho: {purpose}")).unwrap_or_default();
    report::line(&format!("{shown}  {reference}  {}{how}{reserved_for}", short(*date)));
}

fn as_json(shown: &str, numbered: &Numbered) -> Value {
    let how = match numbered.assignment {
        Assignment::New => "cap_moi",
        Assignment::Updated => "cap_nhat",
        Assignment::WrittenBack => "ghi_lai",
        Assignment::Unchanged => "da_co",
    };
    json!({
        "van_ban": shown,
        "so": numbered.reference.number,
        "ky_hieu": numbered.reference.symbol,
        "nam": numbered.reference.year,
        "ngay": numbered.date,
        "ket_qua": how,
        "giu_cho": numbered.reserved_for,
    })
}
