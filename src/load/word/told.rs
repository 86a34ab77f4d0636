//! What is told of a file that was read: why it cannot be, what was guessed, converted and left behind.

use std::collections::HashMap;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::legacy_encoding;
use crate::formats::word::fault::Fault;
use crate::formats::word::model::WordFile;
use crate::load::word::draft::{Draft, Guess, Sureness, quoted};

/// Words of one kind that are shown; the rest are counted.
const SHOWN: usize = 3;

/// A file that is no Word file, or a broken one.
pub(crate) fn unreadable(shown: &str, fault: Fault) -> Finding {
    Finding::new(codes::IMPORT_UNREADABLE, format!("tệp {}", fault.what)).in_file(shown).hint(fault.hint)
}

/// A text file that is not in Unicode, or no text at all.
pub(crate) fn not_text(shown: &str, bytes: &[u8]) -> Finding {
    let is_binary = bytes.iter().any(|byte| *byte < 0x20 && !b"\t\n\r\x0c\x1a\x1b".contains(byte));
    if is_binary {
        return Finding::new(codes::IMPORT_UNREADABLE, "tệp không phải tệp chữ")
            .in_file(shown)
            .hint("chọn lại tệp: `.docx` của Word, hoặc tệp chữ `.txt`");
    }
    let encoding = legacy_encoding::guess(bytes);
    let hint = match encoding {
        "TCVN3 (ABC)" | "VNI-Windows" | "VISCII" => format!(
            "mở UniKey, chọn Công cụ, nguồn {encoding}, đích Unicode, đánh dấu chuyển tệp; hoặc dán chữ vào Word với phông cũ, lưu thành .docx rồi nhập"
        ),
        _ => "mở bằng Notepad, chọn Lưu thành, mã hóa UTF-8 rồi nhập lại".to_owned(),
    };
    Finding::new(codes::IMPORT_UNREADABLE, format!("tệp không phải UTF-8, có lẽ là {encoding}"))
        .in_file(shown)
        .hint(hint)
}

/// Things by what they are called, in the order in which each name comes first.
fn grouped<'a, T>(things: impl Iterator<Item = (&'a str, T)>) -> Vec<(&'a str, Vec<T>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<(&str, Vec<T>)> = Vec::new();
    for (name, thing) in things {
        let at = *places.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(thing);
    }
    groups
}

/// Texts in old fonts, as they were and as they read now.
pub(crate) fn converted(shown: &str, file: &WordFile) -> Findings {
    let mut findings = Findings::default();
    for (font, texts) in grouped(file.converted.iter().map(|text| (text.font.as_str(), text))) {
        let shown_texts =
            texts.iter().take(SHOWN).map(|text| format!("{} → {}", quoted(&text.before), quoted(&text.after)));
        let examples = shown_texts.collect::<Vec<_>>().join("; ");
        let message = format!("{} đoạn chữ theo phông `{font}` đã đổi sang Unicode: {examples}", texts.len());
        findings.push(
            Finding::new(codes::IMPORT_CONVERTED, message)
                .in_file(shown)
                .hint("đọc lại các đoạn ấy trong tệp đã nhập; sai thì sửa tay, tệp Word không bị đổi"),
        );
    }
    findings
}

/// What a draft tells of itself.
pub(crate) fn of(shown: &str, draft: &Draft) -> Findings {
    let mut findings = Findings::default();
    let left = draft.report.not_taken.iter().map(|left| (left.what, left.words.as_str()));
    grouped(left).iter().for_each(|(what, words)| findings.push(not_taken(shown, what, words)));
    draft.report.guesses.iter().for_each(|guess| findings.push(guessed(shown, guess)));
    if !draft.missing.is_empty() {
        let words = draft.missing.iter().take(20).cloned().collect::<Vec<_>>().join(" ");
        let message = format!("{} chữ của tệp không thấy trong văn bản đã nhập: {words}", draft.missing.len());
        findings.push(
            Finding::new(codes::IMPORT_MISSING, message)
                .in_file(shown)
                .hint("tìm các chữ ấy trong tệp gốc rồi dán vào văn bản đã nhập"),
        );
    }
    findings
}

fn not_taken(shown: &str, what: &str, words: &[&str]) -> Finding {
    // lines of the text are told whole, since they stand nowhere else
    let is_line = what.starts_with("dòng") || what.starts_with("bảng");
    let (most, quote): (usize, fn(&str) -> String) =
        if is_line { (usize::MAX, |words| format!("“{words}”")) } else { (SHOWN, quoted) };
    let some: Vec<String> =
        words.iter().filter(|words| !words.trim().is_empty()).take(most).map(|words| quote(words)).collect();
    let more = if words.len() > some.len() && !some.is_empty() { ", …" } else { "" };
    let examples = if some.is_empty() { String::new() } else { format!(": {}{more}", some.join(", ")) };
    let count = if words.len() > 1 { format!("{} chỗ ", words.len()) } else { String::new() };
    let hint = match what {
        "hình không phải PNG, JPEG hay SVG"
        | "công thức"
        | "biểu đồ"
        | "hình vẽ"
        | "đối tượng nhúng"
        | "hình trong ô bảng"
        | "hình trong tệp Word" => {
            "trong Word, lưu thành hình PNG rồi chèn vào văn bản bằng `![tên hình](hinh/ten.png)`"
        }
        "hình để ngoài tệp" | "hình không có trong tệp" => {
            "đặt hình vào thư mục `hinh` rồi chèn bằng `![tên hình](hinh/ten.png)`"
        }
        "macro" => "không cần làm gì: văn bản không dùng macro",
        _ => "cần giữ thì gõ vào văn bản đã nhập",
    };
    Finding::new(codes::IMPORT_LEFT_OUT, format!("không lấy {count}{what}{examples}")).in_file(shown).hint(hint)
}

fn guessed(shown: &str, guess: &Guess) -> Finding {
    let sure = match guess.sureness {
        Sureness::Low => "ít chắc",
        Sureness::Fair => "khá chắc",
    };
    Finding::new(codes::IMPORT_GUESS, format!("{} ({}, {sure})", guess.what, guess.why))
        .in_file(shown)
        .hint("đọc lại chỗ ấy trong tệp đã nhập")
}
