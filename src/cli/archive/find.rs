//! `vanthu archive list`, `search`, `show` and `due`: what is kept, as lines or JSON.

use serde_json::{Value, json};

use crate::cli::args::archive::{DueArgs, FilterArgs, ListArgs, SearchArgs, ShowArgs};
use crate::cli::issue::sending;
use crate::cli::report;
use crate::cli::verify::day;
use crate::domain::document::date::short;
use crate::domain::register::Receipt;
use crate::operations::archive::{self, Details, Entry, Filter, Hit, LetterDetails, Named};
use crate::operations::common::status::Status;

/// Letters that are listed.
const MAX_LETTERS: usize = 30;

impl From<&FilterArgs> for Filter {
    fn from(args: &FilterArgs) -> Self {
        Self {
            kind: args.kind.clone(),
            from: args.from,
            to: args.to,
            signer: args.signer.clone(),
            number: args.number.clone(),
            year: args.year,
        }
    }
}

pub(super) fn list(args: &ListArgs) -> Status {
    let entries = archive::list(report::here(), &Filter::from(&args.filter), &mut report::findings);
    report::answer(entries, |entries| print_entries(&entries))
}

pub(super) fn due(args: &DueArgs) -> Status {
    let entries = archive::due(report::here(), args.year, &mut report::findings);
    report::answer(entries, |entries| {
        let status = print_entries(&entries);
        report::note("Chương trình chỉ liệt kê; hủy tài liệu theo thủ tục của Luật Lưu trữ");
        status
    })
}

fn print_entries(entries: &[Entry]) -> Status {
    report::result(json!({ "van_ban": entries }));
    entries.iter().for_each(|entry| report::line(&line(entry)));
    report::note(&format!("{} văn bản", entries.len()));
    Status::Clean
}

/// `418/BC-UBND  05/12/2025  báo cáo  Kết quả …  (đã ký: toàn vẹn, đã xác thực người ký)`
fn line(entry: &Entry) -> String {
    let mut marks: Vec<String> = Vec::new();
    marks.push(match &entry.outcome {
        Some(outcome) => outcome.words().to_owned(),
        None => "chưa lưu bản đã ký".to_owned(),
    });
    marks.extend(entry.later.map(|later| format!("tệp lưu sau: {}", later.words())));
    if entry.letters > 0 {
        marks.push(format!("đã lưu {} trong {} thư", entry.kept, entry.letters));
    }
    marks.extend(entry.status.map(|status| status.outcome().to_owned()));
    marks.extend(entry.due.map(|due| format!("lưu {}, hết hạn từ năm {due}", entry.retention)));
    format!("{}  {}  {}  {}  ({})", entry.reference, day(&entry.date), entry.kind, entry.subject, marks.join("; "))
}

pub(super) fn search(args: &SearchArgs) -> Status {
    let (filter, words) = (Filter::from(&args.filter), args.words.join(" "));
    let hits = archive::search(report::here(), &filter, words, args.limit, &mut report::findings);
    report::answer(hits, |hits| {
        report::result(json!({ "van_ban": hits }));
        print_hits(&hits, args.limit);
        archive::search_status(&hits)
    })
}

fn print_hits(hits: &[Hit], limit: usize) {
    for hit in hits {
        report::line(&line(&hit.entry));
        if !hit.excerpt.is_empty() {
            report::line(&format!("    {}", hit.excerpt));
        }
    }
    report::note(&if hits.is_empty() {
        "Không có văn bản nào có đủ các chữ ấy".to_owned()
    } else if hits.len() == limit {
        format!("{} kết quả đầu; xem thêm bằng `--limit`", hits.len())
    } else {
        format!("{} kết quả", hits.len())
    });
}

pub(super) fn show(args: &ShowArgs) -> Status {
    let named = Named::from(&args.which);
    let details = archive::show(report::here(), &named, args.letter.as_deref(), &mut report::findings);
    report::answer(details, |details| {
        report::result(json!(details));
        print_details(&details);
        Status::Clean
    })
}

fn print_details(details: &Details) {
    let Details { letters, letter, entry, metadata, versions, folder, sent, receipts, copies } = details;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let official = &metadata["nd30"];
    let letter = letter.as_ref().map(|letter| format!(", thư `{letter}`")).unwrap_or_default();
    report::line(&format!("{} {}{letter}", entry.kind, entry.reference));
    let rows = [
        ("Trích yếu", text(&official["Subject"])),
        ("Ngày ban hành", text(&official["IssuedDate"])),
        ("Cơ quan", text(&official["OrganName"])),
        ("Người ký", text(&official["SignerInfo"]["FullName"])),
        ("Số trang", text(&official["PageAmount"])),
        ("Tình trạng", entry.status.map(|status| status.outcome().to_owned()).unwrap_or_default()),
        ("Lưu trữ", entry.retention.clone()),
        ("Nơi lưu", folder.clone()),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        report::line(&format!("  {name}: {value}"));
    }
    for version in versions {
        let at = version.created.format("%H:%M:%S ngày %d/%m/%Y");
        report::line(&format!("  Lần lưu {}, {at}: {}", version.number, version.message));
        version.files_of_document().for_each(|path| report::line(&format!("    {path}")));
        if let Some(outcome) = version.outcome() {
            report::line(&format!("    kiểm tra chữ ký khi lưu: {}", outcome.words()));
        }
    }
    sent.iter().for_each(|sent| report::line(&format!("  Phát hành {}", sending(sent))));
    for Receipt { recipient, on } in receipts {
        report::line(&format!("  {recipient} đã nhận, ngày {}", short(*on)));
    }
    for copied in copies {
        let on = copied.on.format("%d/%m/%Y");
        report::line(&format!("  Bản {} {}, ngày {on}", copied.form.name(), copied.reference));
    }
    letters.iter().take(MAX_LETTERS).for_each(print_letter);
    if let Some(more) = letters.len().checked_sub(MAX_LETTERS).filter(|more| *more > 0) {
        report::line(&format!("  … và {more} thư nữa, xem đủ bằng `--json`"));
    }
}

fn print_letter(LetterDetails { name, to, outcome, later, .. }: &LetterDetails) {
    let outcome = outcome.map_or("chưa lưu bản đã ký", |outcome| outcome.words());
    let later = later.map(|later| format!("; tệp lưu sau: {}", later.words())).unwrap_or_default();
    let to = if to.is_empty() || name.contains(to) { String::new() } else { format!(" ({to})") };
    report::line(&format!("  Thư `{name}`{to}: {outcome}{later}"));
}
