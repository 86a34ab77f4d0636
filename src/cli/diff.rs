//! `vanthu diff`: what changed between two versions, as a list.

mod list;

use serde_json::{Value, json};

use super::args::diff::DiffArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::diff::{self, Compared, Request, Standing, Summary, View};

pub(crate) fn run(args: &DiffArgs) -> Status {
    let request = Request {
        old: args.old.clone(),
        new: args.new.clone(),
        redline: args.redline.clone(),
        views: args.view.iter().copied().map(View::from).collect(),
        pages: args.pages,
        out: args.out.clone(),
    };
    let mut results = Vec::new();
    let summary = diff::diff(&request, &mut |compared| {
        if report::is_json() {
            results.push(as_json(compared));
        } else {
            print(compared);
        }
    });
    finish(results, &summary);
    summary.status()
}

fn print(Compared { name, standing, changes, pages, written, among_others }: &Compared) {
    match standing {
        Standing::Removed => return report::line(&format!("{name}: chỉ có ở bản cũ")),
        Standing::Added => return report::line(&format!("{name}: chỉ có ở bản mới")),
        Standing::Same if *among_others => {}
        Standing::Same | Standing::Different => {
            report::line(name);
            report::line(list::as_text(changes).trim_end());
            if let Some(pages) = pages {
                report::line(&list::pages_as_text(pages));
            }
        }
    }
    written.iter().for_each(|path| report::note(&format!("đã ghi {path}")));
}

fn as_json(compared: &Compared) -> Value {
    let state = match compared.standing {
        Standing::Removed => return json!({ "ten": compared.name, "trang_thai": "bot" }),
        Standing::Added => return json!({ "ten": compared.name, "trang_thai": "them" }),
        Standing::Same => "giong",
        Standing::Different => "khac",
    };
    json!({
        "ten": compared.name,
        "trang_thai": state,
        "thay_doi": compared.changes,
        "trang": compared.pages.as_ref().map(list::pages_as_json),
        "ket_qua": compared.written,
    })
}

fn finish(results: Vec<Value>, summary: &Summary) {
    report::findings(&summary.findings);
    report::result(json!({ "van_ban": results }));
    if summary.same + summary.different > 1 {
        report::note(&format!("{} văn bản khác, {} văn bản giống", summary.different, summary.same));
    }
}
