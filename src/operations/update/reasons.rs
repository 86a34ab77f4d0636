//! Why a document is set again, in the clerk's words.

use crate::operations::options::{Format, Options};
use crate::operations::update::Past;
use crate::operations::update::record::Record;

/// Every reason: what is new since the last build.
pub(super) fn of(new: &Record, old: &Past<'_>, options: &Options) -> Vec<String> {
    let Some(past) = &old.record else {
        let why = if old.broken { "hồ sơ dựng không đọc được" } else { "chưa dựng lần nào" };
        return vec![why.to_owned()];
    };
    let mut reasons = Vec::new();
    if past.program != new.program {
        reasons.push("chương trình đã đổi phiên bản".to_owned());
    }
    if past.standards != new.standards {
        reasons.push(format!("chuẩn PDF đổi từ {} sang {}", past.standards.join(","), new.standards.join(",")));
    }
    for (input, digest) in &new.inputs {
        match past.inputs.get(input) {
            Some(known) if known == digest => {}
            Some(_) => reasons.push(format!("`{input}` đã đổi")),
            None => reasons.push(format!("thêm `{input}`")),
        }
    }
    for input in past.inputs.keys().filter(|input| !new.inputs.contains_key(*input)) {
        reasons.push(format!("không còn dùng `{input}`"));
    }
    for format in &options.formats {
        let names: Vec<&String> = old.names(*format).collect();
        if names.is_empty() {
            reasons.push(format!("chưa có kết quả dạng {}", name(*format)));
        }
        if names.iter().any(|name| old.is_older(name, &new.set_from)) && past.set_from == new.set_from {
            reasons.push(format!(
                "kết quả dạng {} là của lần dựng trước nữa",
                crate::operations::update::reasons::name(*format)
            ));
        }
        let lost = names.into_iter().filter(|name| !old.intact(name));
        reasons.extend(lost.map(|name| format!("`{name}` đã bị xóa hoặc bị sửa")));
    }
    if reasons.is_empty() && past.surroundings != new.surroundings {
        reasons.push("tệp dùng chung đã đổi nhưng không đụng đến văn bản này".to_owned());
    }
    reasons
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Pdf => "pdf",
        Format::Png => "png",
        Format::Typ => "typ",
    }
}
