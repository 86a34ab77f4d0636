//! Names that copying and sharing programs give to a second file: `bao-cao - Copy.yaml`, `bao-cao (1).yaml`,
//! `bao-cao-PC01.yaml`.

/// Words for a copy in the names that systems and sharing programs make.
const COPY_WORDS: [&str; 7] = ["copy", "copies", "conflict", "bản sao", "ban sao", "sao chép", "xung đột"];

/// What stands before the name in some of them.
const BEGINNINGS: [&str; 4] = ["copy of ", "bản sao của ", "ban sao cua ", "bản sao "];

/// Shortest name of a computer: `quy-Q1.yaml` is no copy made by `Q1`.
const MIN_COMPUTER: usize = 3;

/// Which file the name says that this one is a copy of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CopyName {
    /// The name of the first file, in the same folder.
    pub(crate) original: String,
    /// Whether the name says so in words; the name of a computer behind a dash may be a word of the document's.
    pub(crate) is_plain: bool,
}

/// Reads the name of a file as that of a copy.
pub(crate) fn copy_name(name: &str) -> Option<CopyName> {
    let (stem, end) = name.rsplit_once('.')?;
    let plain = without_copy_words(stem);
    let bare = without_computer(plain.unwrap_or(stem));
    let original = bare.or(plain).filter(|original| !original.is_empty())?;
    Some(CopyName { original: format!("{original}.{end}"), is_plain: plain.is_some() && bare.is_none() })
}

fn without_copy_words(stem: &str) -> Option<&str> {
    let mut rest = stem;
    while let Some(shorter) = without_beginning(rest).or_else(|| without_ending(rest)) {
        rest = shorter;
    }
    (rest.len() < stem.len()).then_some(rest)
}

fn without_beginning(stem: &str) -> Option<&str> {
    let is_start = |word: &&&str| stem.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word);
    BEGINNINGS.iter().find(is_start).map(|word| &stem[word.len()..])
}

/// ` - Copy`, `_copy 2`, `(1)`, ` (bản sao 2)`, ` (conflicted copy 2025-12-05)`.
fn without_ending(stem: &str) -> Option<&str> {
    if let Some((before, inside)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('(')) {
        let is_count = !inside.is_empty() && inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
        let lower = inside.to_lowercase();
        return (is_count || COPY_WORDS.iter().any(|word| lower.contains(word))).then_some(before.trim_end());
    }
    let unnumbered = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    COPY_WORDS.iter().find_map(|word| {
        let at = unnumbered.len().checked_sub(word.len()).filter(|at| unnumbered.is_char_boundary(*at))?;
        let (before, last) = unnumbered.split_at(at);
        let is_word = last.to_lowercase() == *word && before.ends_with([' ', '-', '_']);
        is_word.then(|| before.trim_end_matches([' ', '-', '_']))
    })
}

/// `-PC01`, `-DESKTOP-4A7QK2E`: capitals with a digit among them.
fn without_computer(stem: &str) -> Option<&str> {
    let (before, name) = stem.rsplit_once('-')?;
    let is_of_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let has = |wanted: fn(&u8) -> bool| name.bytes().any(|byte| wanted(&byte));
    let is_computer = name.len() >= MIN_COMPUTER
        && name.chars().all(is_of_name)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit);
    let kind = ["-DESKTOP", "-LAPTOP"].iter().find_map(|kind| before.strip_suffix(kind));
    (is_computer && !before.is_empty()).then_some(kind.unwrap_or(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_read() {
        for (name, original) in [
            ("bao-cao - Copy.yaml", "bao-cao.yaml"),
            ("bao-cao - Copy (2).yaml", "bao-cao.yaml"),
            ("bao-cao - Copy - Copy.yaml", "bao-cao.yaml"),
            ("bao-cao copy 3.yaml", "bao-cao.yaml"),
            ("bao-cao_copy.yaml", "bao-cao.yaml"),
            ("bao-cao(1).yaml", "bao-cao.yaml"),
            ("bao-cao (12).yaml", "bao-cao.yaml"),
            ("bao-cao - Bản sao.yaml", "bao-cao.yaml"),
            ("bao-cao - Sao chép (3).yaml", "bao-cao.yaml"),
            ("Bản sao của bao-cao.yaml", "bao-cao.yaml"),
            ("Copy of bao-cao.yaml", "bao-cao.yaml"),
            ("bao-cao (An's conflicted copy 2025-12-05).yaml", "bao-cao.yaml"),
            ("so-lieu (1).xlsx", "so-lieu.xlsx"),
        ] {
            let read = copy_name(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((read.original.as_str(), read.is_plain), (original, true), "{name}");
        }
        for (name, original) in [
            ("bao-cao-PC01.yaml", "bao-cao.yaml"),
            ("bao-cao-DESKTOP-4A7QK2E.yaml", "bao-cao.yaml"),
            ("bao-cao-quy-1-MAY2.yaml", "bao-cao-quy-1.yaml"),
        ] {
            let read = copy_name(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((read.original.as_str(), read.is_plain), (original, false), "{name}");
        }
        for name in [
            "bao-cao.yaml",
            "bao-cao-2.yaml",
            "bao-cao-2025.yaml",
            "bao-cao-quy-1.yaml",
            "bao-cao-Q1.yaml",
            "bao-cao-UBND.yaml",
            "bao-cao (lần 2).yaml",
            "bao-cao (2025).yaml",
            "photocopy.yaml",
            "copy.yaml",
            "(1).yaml",
            "PC01.yaml",
            "khong-duoi",
        ] {
            assert_eq!(copy_name(name), None, "{name}");
        }
    }
}
