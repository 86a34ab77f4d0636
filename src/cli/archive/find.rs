//! `vanthu archive list`, `search`, `show` and `due`: what is kept, as lines or JSON.

use chrono::Datelike;
use serde_json::{Value, json};

use crate::archive::index::search::Question;
use crate::archive::index::{Entry, Index};
use crate::archive::{Archive, file};
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::cli::archive::add::words;
use crate::cli::archive::retrieve::letter;
use crate::cli::archive::{indexed, office, one, open, refuse};
use crate::cli::args::archive::{DueArgs, FilterArgs, ListArgs, SearchArgs, ShowArgs};
use crate::cli::verify::{day, moment};
use crate::cli::{CLEAN, FINDINGS, report};

/// Letters that are listed.
const MOST_LETTERS: usize = 30;

/// The question that filters ask.
pub(super) fn question(filter: &FilterArgs, words: String, limit: usize) -> Question {
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    Question {
        words,
        kind: filter.kind.clone(),
        from: day(filter.from),
        to: day(filter.to),
        signer: filter.signer.clone(),
        number: filter.number.clone(),
        year: filter.year,
        limit,
    }
}

pub(super) fn list(args: &ListArgs) -> u8 {
    let asked = question(&args.filter, String::new(), usize::MAX >> 1);
    match indexed().and_then(|(_, index)| index.search(&asked)) {
        Ok(mut hits) => {
            hits.reverse();
            let entries: Vec<Entry> = hits.into_iter().map(|hit| hit.entry).collect();
            tell(&entries, args.json);
            CLEAN
        }
        Err(finding) => refuse(&finding.into(), args.json),
    }
}

/// Documents that need not be kept any more; a profile that cannot be read would leave some out.
pub(super) fn due(args: &DueArgs) -> u8 {
    let year = args.year.unwrap_or_else(|| clock::now().year());
    let entries = indexed().map_err(Findings::from).and_then(|(_, index)| {
        let index = index.under(Some(office(&open(None)?.0)?));
        let mut entries = index.entries()?;
        entries.retain(|entry| entry.due.is_some_and(|due| due <= year));
        Ok(entries)
    });
    match entries {
        Ok(entries) => {
            tell(&entries, args.json);
            if !args.json {
                report::note("Chương trình chỉ liệt kê; hủy tài liệu theo thủ tục của Luật Lưu trữ");
            }
            CLEAN
        }
        Err(findings) => refuse(&findings, args.json),
    }
}

fn tell(entries: &[Entry], json: bool) {
    if json {
        report::line(&format!("{:#}", json!({ "van_ban": entries })));
        return;
    }
    entries.iter().for_each(|entry| report::line(&line(entry)));
    report::note(&format!("{} văn bản", entries.len()));
}

/// `418/BC-UBND  05/12/2025  báo cáo  Kết quả …  (đã ký: còn nguyên)`
fn line(entry: &Entry) -> String {
    let mut marks: Vec<String> = Vec::new();
    marks.push(match &entry.outcome {
        Some(outcome) => words(outcome).to_owned(),
        None => "chưa nộp bản ký".to_owned(),
    });
    marks.extend(entry.later.as_deref().map(|later| format!("bản nộp sau: {}", words(later))));
    if entry.letters > 0 {
        marks.push(format!("đã nộp {} trong {} thư", entry.kept, entry.letters));
    }
    marks.extend(entry.state.clone());
    marks.extend(entry.due.map(|due| format!("lưu {}, hết hạn từ năm {due}", entry.retention)));
    format!("{}  {}  {}  {}  ({})", entry.sign, day(&entry.date), entry.kind, entry.subject, marks.join("; "))
}

pub(super) fn search(args: &SearchArgs) -> u8 {
    let hits = indexed().and_then(|(_, index)| index.search(&question(&args.filter, args.words.join(" "), args.limit)));
    let hits = match hits {
        Ok(hits) => hits,
        Err(finding) => return refuse(&finding.into(), args.json),
    };
    if args.json {
        report::line(&format!("{:#}", json!({ "ket_qua": hits })));
    } else {
        for hit in &hits {
            report::line(&line(&hit.entry));
            if !hit.excerpt.is_empty() {
                report::line(&format!("    {}", hit.excerpt));
            }
        }
        report::note(&if hits.is_empty() {
            "Không có văn bản nào có đủ các chữ ấy".to_owned()
        } else if hits.len() == args.limit {
            format!("{} kết quả đầu; xem thêm bằng `--limit`", hits.len())
        } else {
            format!("{} kết quả", hits.len())
        });
    }
    if hits.is_empty() { FINDINGS } else { CLEAN }
}

pub(super) fn show(args: &ShowArgs) -> u8 {
    let shown = indexed().and_then(|(archive, index)| details(&archive, &index, args));
    match shown {
        Ok(value) if args.json => {
            report::line(&format!("{value:#}"));
            CLEAN
        }
        Ok(value) => {
            as_text(&value);
            CLEAN
        }
        Err(finding) => refuse(&finding.into(), args.json),
    }
}

fn details(archive: &Archive, index: &Index, args: &ShowArgs) -> Result<Value, Finding> {
    let (entry, named) = one(archive, index, &args.which)?;
    let letter = letter(archive, &entry, args.letter.as_deref().or(named.as_deref()), true)?;
    let handed_in = index.handed_in(&entry.key)?;
    let key = letter.as_ref().map_or(&entry.key, |letter| &letter.key);
    let lacks = index.lacks(key)?;
    let inventory = archive.store().inventory(key)?.ok_or_else(|| match &letter {
        Some(letter) if !handed_in.contains_key(&letter.name) && !lacks => {
            let what = format!("thư `{}` của {} chưa nộp bản ký", letter.name, entry.sign);
            Finding::new(codes::NOTHING_KEPT, what).hint("nộp bản ký: `vanthu archive add TỆP`")
        }
        _ => archive.lost(key),
    })?;
    let read = |version: u32, path: &str| -> Result<Value, Finding> {
        let bytes = archive.store().file_of(key, &inventory, version, path)?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    };
    let mut versions = Vec::new();
    for number in 1..=inventory.number() {
        let Some(version) = inventory.versions.get(&format!("v{number}")) else { continue };
        let new = inventory.new_in(number);
        versions.push(json!({
            "ban": number,
            "luc": version.created,
            "viec": version.message,
            "tep_moi": new.keys().collect::<Vec<_>>(),
            "ket_qua_kiem_tra": if new.contains_key(file::JUDGEMENT) { read(number, file::JUDGEMENT)? } else { Value::Null },
        }));
    }
    let letters = if letter.is_none() && entry.letters > 0 { archive.letters(&entry.key)? } else { Vec::new() };
    let letters = letters.into_iter().map(|letter| {
        let found = handed_in.get(&letter.name);
        json!({
            "ten": letter.name, "kinh_gui": letter.to, "doi_tuong": letter.key,
            "ket_luan": found.map(|found| &found.outcome),
            "ban_nop_sau": found.filter(|found| found.last_version > found.version).map(|found| &found.last_outcome),
        })
    });
    Ok(json!({
        "cac_thu": letters.collect::<Vec<_>>(),
        "thu": letter.as_ref().map(|letter| &letter.name),
        "van_ban": entry,
        "sieu_du_lieu": read(inventory.number(), file::METADATA)?,
        "cac_ban": versions,
        "thu_muc": archive.shows(&archive.store().object(key)),
    }))
}

fn as_text(value: &Value) {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let official = &value["sieu_du_lieu"]["nd30"];
    let letter = value["thu"].as_str().map(|letter| format!(", thư `{letter}`")).unwrap_or_default();
    report::line(&format!("{} {}{letter}", text(&value["van_ban"]["loai"]), text(&value["van_ban"]["so_ky_hieu"])));
    let rows = [
        ("Trích yếu", text(&official["Subject"])),
        ("Ngày ban hành", text(&official["IssuedDate"])),
        ("Cơ quan", text(&official["OrganName"])),
        ("Người ký", text(&official["SignerInfo"]["FullName"])),
        ("Số trang", text(&official["PageAmount"])),
        ("Tình trạng", value["van_ban"]["tinh_trang"].as_str().unwrap_or_default().to_owned()),
        ("Lưu trữ", text(&value["van_ban"]["thoi_han_luu_tru"])),
        ("Nơi lưu", text(&value["thu_muc"])),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        report::line(&format!("  {name}: {value}"));
    }
    for version in value["cac_ban"].as_array().into_iter().flatten() {
        let at = moment(&text(&version["luc"]));
        report::line(&format!("  Bản {}, {at}: {}", version["ban"], text(&version["viec"])));
        let paths = version["tep_moi"].as_array().into_iter().flatten().filter(|path| !is_of_letter(path));
        paths.for_each(|path| report::line(&format!("    {}", text(path))));
        if let Some(outcome) = version["ket_qua_kiem_tra"]["ket_luan"].as_str() {
            report::line(&format!("    kiểm tra chữ ký khi nộp: {}", words(outcome)));
        }
    }
    let letters: Vec<&Value> = value["cac_thu"].as_array().into_iter().flatten().collect();
    for letter in letters.iter().take(MOST_LETTERS) {
        let outcome = letter["ket_luan"].as_str().map_or("chưa nộp bản ký", words);
        let later = letter["ban_nop_sau"].as_str().map(|later| format!("; bản nộp sau: {}", words(later)));
        let name = text(&letter["ten"]);
        let to =
            letter["kinh_gui"].as_str().filter(|to| !to.is_empty() && !name.contains(to)).map(|to| format!(" ({to})"));
        let (to, later) = (to.unwrap_or_default(), later.unwrap_or_default());
        report::line(&format!("  Thư `{name}`{to}: {outcome}{later}"));
    }
    if let Some(more) = letters.len().checked_sub(MOST_LETTERS).filter(|more| *more > 0) {
        report::line(&format!("  … và {more} thư nữa, xem đủ bằng `--json`"));
    }
}

/// Whether a file is of one letter; these are told by their letters.
fn is_of_letter(path: &Value) -> bool {
    let of = |path: &str| [file::ISSUED, file::RECORD].iter().any(|file| file::is(path, file) && path != *file);
    path.as_str().is_some_and(of)
}
