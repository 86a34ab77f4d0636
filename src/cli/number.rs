//! `vanthu number`: the number of each document, line by line.

use serde_json::{Value, json};

use super::args::number::NumberArgs;
use super::report;
use crate::domain::document::date::short;
use crate::operations::number::{self, Event, Request};
use crate::operations::register::{Ask, How, Numbered};
use crate::operations::status::Status;

pub(crate) fn run(args: &NumberArgs) -> Status {
    let ask = Ask { date: args.date, number: args.number, copies: args.copies };
    let request = Request { paths: args.paths.clone(), ask };
    let (mut results, mut found) = (Vec::new(), Vec::new());
    let status = number::number(&request, &mut |event| match event {
        Event::Found(findings) if args.json => found.extend(report::all_as_json(findings)),
        Event::Found(findings) => report::findings(findings),
        Event::Numbered(shown, numbered) if args.json => results.push(as_json(shown, numbered)),
        Event::Numbered(shown, numbered) => print(shown, numbered),
    });
    match status {
        Ok(status) => {
            if args.json {
                report::line(&format!("{:#}", json!({ "van_ban": results, "phat_hien": found })));
            }
            status
        }
        Err(refused) => report::refused(&refused, args.json),
    }
}

fn print(shown: &str, numbered: &Numbered) {
    let Numbered { reference, date, how, kept_for, .. } = numbered;
    let how = match how {
        How::Given => "",
        How::Updated => "  đã có số, cập nhật sổ",
        How::Restored => "  đã có số, ghi lại vào tệp",
        How::Kept => "  đã có số",
    };
    let kept_for = kept_for.as_ref().map(|purpose| format!("  số đã giữ cho: {purpose}")).unwrap_or_default();
    report::line(&format!("{shown}  {reference}  {}{how}{kept_for}", short(*date)));
}

fn as_json(shown: &str, numbered: &Numbered) -> Value {
    let how = match numbered.how {
        How::Given => "cap_moi",
        How::Updated => "cap_nhat",
        How::Restored => "ghi_lai",
        How::Kept => "da_co",
    };
    json!({
        "van_ban": shown,
        "so": numbered.reference.number,
        "ky_hieu": numbered.reference.symbol,
        "nam": numbered.reference.year,
        "ngay": numbered.date,
        "ket_qua": how,
        "giu_cho": numbered.kept_for,
    })
}
