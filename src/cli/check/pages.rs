//! What was measured on finished pages.

use serde_json::{Value, json};

use crate::cli::report;
use crate::operations::check::{CheckedFault, CheckedPages, CheckedPart};

/// Prints which parts of pages were measured and which were not.
pub(super) fn print(pages: &CheckedPages) {
    let CheckedPages { shown, letters, count, .. } = pages;
    let of = if *letters > 0 { format!(" (thư đầu trong {letters} thư)") } else { String::new() };
    if *count == 0 {
        return report::line(&format!("{shown}{of}  chưa kiểm trang, vì chưa dàn trang được"));
    }
    let faults = match pages.faults().len() {
        0 => "đúng thể thức".to_owned(),
        faults => format!("{faults} chỗ chưa đúng"),
    };
    report::line(&format!("{shown}{of}  {count} trang  {faults}"));
    let parts = pages.parts();
    let named = |is: fn(&CheckedPart) -> bool| parts.iter().filter(|part| is(part)).map(name).collect::<Vec<_>>();
    for (said, parts) in [
        ("đã kiểm", named(|part| part.measured.is_some())),
        ("không có trong văn bản", named(|part| !part.is_there)),
        ("chưa kiểm", named(|part| part.is_there && part.measured.is_none())),
    ] {
        if !parts.is_empty() {
            report::line(&format!("  {said}: {}", parts.join("; ")));
        }
    }
}

fn name(part: &CheckedPart) -> String {
    if part.wrong > 0 { format!("{} ({} chỗ chưa đúng)", part.name, part.wrong) } else { part.name.to_owned() }
}

/// The line of all pages, beside those of families.
pub(super) fn print_sum(all: &[CheckedPages]) {
    let faults: usize = all.iter().map(|pages| pages.faults().len()).sum();
    let (measured, unmeasured) = all.iter().map(CheckedPages::rules).fold((0, 0), |sum, (a, b)| (sum.0 + a, sum.1 + b));
    let found = if faults == 0 { "không thấy lỗi".to_owned() } else { format!("{faults} chỗ cần xem") };
    report::line(&format!("  trang: {found}; đã kiểm {measured} quy định, chưa kiểm {unmeasured}"));
}

/// The same for programs.
pub(super) fn as_json(pages: &CheckedPages) -> Value {
    let parts: Vec<Value> = pages.parts().iter().map(part_as_json).collect();
    let faults: Vec<Value> = pages.faults().iter().map(fault_as_json).collect();
    let (measured, unmeasured) = pages.rules();
    json!({
        "van_ban": pages.shown,
        "so_thu": pages.letters,
        "so_trang": pages.count,
        "thanh_phan": parts,
        "sai": faults,
        "da_kiem": measured,
        "chua_kiem": unmeasured,
    })
}

fn part_as_json(part: &CheckedPart) -> Value {
    let state = match (part.measured, part.is_there) {
        (Some(_), _) => "da_kiem",
        (None, true) => "chua_kiem",
        (None, false) => "khong_co",
    };
    json!({ "ten": part.name, "trang_thai": state, "lan_do": part.measured.unwrap_or_default(), "sai": part.wrong })
}

fn fault_as_json(fault: &CheckedFault) -> Value {
    let CheckedFault { rule, article, code, page, words, measured, allowed } = fault;
    json!({
        "quy_dinh": rule,
        "can_cu": article,
        "ma": code,
        "trang": page,
        "chu": words,
        "do_duoc": measured,
        "cho_phep": allowed,
    })
}
