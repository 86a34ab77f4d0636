//! Names that expressions can call.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{DataPath, Place, Source};
use crate::base::text::fold::fold_words;
use crate::content::expression::grammar::RESERVED;
use crate::formats::yaml::node::Key;

/// Whether expressions can call a figure by this name.
pub(crate) fn is_name(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let reserved = || RESERVED.iter().any(|word| word.eq_ignore_ascii_case(name));
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && plain && !reserved()
}

/// Reports a name that no expression can call.
pub(crate) fn misnamed(source: &Arc<Source>, key: &Key, path: &DataPath, findings: &mut Findings) {
    if is_name(&key.name) {
        return;
    }
    let repaired = fold_words(&key.name).replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let hint = match is_name(&repaired) {
        true => format!("viết liền, không dấu, bắt đầu bằng chữ cái: `{repaired}:`; tên đầy đủ ghi vào `ten`"),
        false => "viết liền, không dấu, bắt đầu bằng chữ cái, ví dụ `luot_khach:`".to_owned(),
    };
    findings.push(
        Finding::new(codes::WRONG_TYPE, format!("tên `{}` không gọi được trong văn bản", key.name))
            .at(Place::new(source, key.range.clone()))
            .path(path.clone())
            .hint(hint),
    );
}
