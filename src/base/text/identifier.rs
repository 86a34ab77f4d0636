//! Names that expressions can call, and the names that headings become: `Họ và tên` is `ho_va_ten`.

use crate::base::text::fold::fold_words;

/// Words of the expressions themselves, which name nothing.
pub(crate) const RESERVED: [&str; 10] = ["if", "else", "and", "or", "not", "in", "is", "true", "false", "none"];

/// Whether expressions can call something by this name.
pub(crate) fn is_identifier(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let reserved = || RESERVED.iter().any(|word| word.eq_ignore_ascii_case(name));
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && plain && !reserved()
}

/// The nearest name that expressions can call, letter by letter.
pub(crate) fn repaired(name: &str) -> Option<String> {
    let name = fold_words(name).replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    is_identifier(&name).then_some(name)
}

/// The words of a heading as one name.
pub(crate) fn from_heading(heading: &str) -> Option<String> {
    let folded = fold_words(heading);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    is_identifier(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_names() {
        assert_eq!(from_heading("Họ và tên").as_deref(), Some("ho_va_ten"));
        assert_eq!(from_heading(" STT. ").as_deref(), Some("stt"));
        assert_eq!(from_heading("Đơn vị/Địa chỉ (số nhà)").as_deref(), Some("don_vi_dia_chi_so_nha"));
        for heading in ["", "…", "1", "2025 ước", "In"] {
            assert_eq!(from_heading(heading), None, "{heading}");
        }
    }
}
