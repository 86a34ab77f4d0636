//! Why a document is set again, or left as it is.

use std::fmt;

use super::previous::Previous;
use crate::operations::common::options::{Format, Options};
use crate::operations::update::record::Record;

/// One reason; printed in the clerk's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No file has changed.
    NothingChanged,
    /// Files have changed, and the pages come out the same.
    SamePages,
    /// The clerk asked for it.
    Forced,
    /// It was finalized, and stays as it is.
    Frozen,
    /// Its record cannot be read.
    UnreadableRecord,
    /// It has no record.
    NeverBuilt,
    /// Another build of the program made it.
    Program,
    /// It was made for other standards.
    Standards {
        /// Those of the record.
        old: Vec<String>,
        /// Those asked for.
        new: Vec<String>,
    },
    /// A file has changed.
    InputChanged(String),
    /// A file is new.
    InputAdded(String),
    /// A file is used no longer.
    InputRemoved(String),
    /// Nothing of a format is there.
    NoOutput(Format),
    /// What is there of a format is of an earlier build than the record.
    OlderOutput(Format),
    /// A file that was written is gone or altered.
    AlteredOutput(String),
    /// Shared files have changed that the document does not use.
    UnrelatedFiles,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingChanged => f.write_str("không có gì đổi"),
            Self::SamePages => f.write_str("nội dung các trang vẫn như cũ"),
            Self::Forced => f.write_str("tạo lại theo lệnh `--force`"),
            Self::Frozen => f.write_str("văn bản đã chốt, giữ nguyên"),
            Self::UnreadableRecord => f.write_str("phiếu nguồn gốc không đọc được"),
            Self::NeverBuilt => f.write_str("chưa tạo PDF lần nào"),
            Self::Program => f.write_str("chương trình đã đổi phiên bản"),
            Self::Standards { old, new } => write!(f, "chuẩn PDF đổi từ {} sang {}", old.join(","), new.join(",")),
            Self::InputChanged(path) => write!(f, "`{path}` đã đổi"),
            Self::InputAdded(path) => write!(f, "thêm `{path}`"),
            Self::InputRemoved(path) => write!(f, "không còn dùng `{path}`"),
            Self::NoOutput(format) => write!(f, "chưa có kết quả dạng {}", name(*format)),
            Self::OlderOutput(format) => write!(f, "kết quả dạng {} là của lần tạo trước nữa", name(*format)),
            Self::AlteredOutput(name) => write!(f, "`{name}` đã bị xóa hoặc bị sửa"),
            Self::UnrelatedFiles => f.write_str("tệp dùng chung đã đổi nhưng văn bản này không dùng"),
        }
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Pdf => "pdf",
        Format::Png => "png",
        Format::Typ => "typ",
    }
}

/// What is new since the previous build.
pub(super) fn since(old: &Previous<'_>, new: &Record, options: &Options) -> Vec<Reason> {
    let Some(record) = &old.record else {
        return vec![if old.unreadable { Reason::UnreadableRecord } else { Reason::NeverBuilt }];
    };
    let mut reasons = Vec::new();
    if record.program != new.program {
        reasons.push(Reason::Program);
    }
    if record.standards != new.standards {
        reasons.push(Reason::Standards { old: record.standards.clone(), new: new.standards.clone() });
    }
    for (input, digest) in &new.inputs {
        match record.inputs.get(input) {
            Some(known) if known == digest => {}
            Some(_) => reasons.push(Reason::InputChanged(input.clone())),
            None => reasons.push(Reason::InputAdded(input.clone())),
        }
    }
    let removed = record.inputs.keys().filter(|input| !new.inputs.contains_key(*input));
    reasons.extend(removed.cloned().map(Reason::InputRemoved));
    for format in &options.formats {
        let names: Vec<&String> = old.names(*format).collect();
        if names.is_empty() {
            reasons.push(Reason::NoOutput(*format));
        }
        if names.iter().any(|name| old.is_older(name, &new.set_from)) && record.set_from == new.set_from {
            reasons.push(Reason::OlderOutput(*format));
        }
        let altered = names.into_iter().filter(|name| !old.is_intact(name));
        reasons.extend(altered.cloned().map(Reason::AlteredOutput));
    }
    if reasons.is_empty() && record.dependencies != new.dependencies {
        reasons.push(Reason::UnrelatedFiles);
    }
    reasons
}
