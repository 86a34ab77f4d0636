//! Files that texts name: pages, comments and scripts speak only of what is there.

use super::imports::Sources;

/// Folders whose files are named by their path from the root.
pub(super) const FOLDERS: [&str; 6] = ["src/", "tests/", "templates/", "docs/", "benches/", ".ci/"];

/// Names of files that are not among `there`, or that name no folder of one.
pub(super) fn missing(texts: &Sources, there: &[String]) -> Vec<String> {
    let exists = |name: &str| there.iter().any(|file| file == name || file.starts_with(&format!("{name}/")));
    let mut breaches = Vec::new();
    for (file, text) in texts {
        for (line, number) in text.lines().zip(1..) {
            let names = named(line).into_iter().filter(|name| !exists(name));
            breaches.extend(names.map(|name| format!("{file}:{number}: không có `{name}`")));
        }
    }
    breaches
}

/// Paths from the root in one line. One that goes on with a sign for "any" (`<`, `*`, `…`, `{`) names no single file.
fn named(line: &str) -> Vec<&str> {
    let in_path = |c: char| c.is_alphanumeric() || "_./-".contains(c);
    let mut names = Vec::new();
    for folder in FOLDERS {
        for (at, _) in line.match_indices(folder) {
            let rest = &line[at..];
            let end = rest.find(|c| !in_path(c)).unwrap_or(rest.len());
            let goes_on = rest[end..].starts_with(['<', '*', '…', '{']);
            if !line[..at].ends_with(in_path) && !goes_on {
                names.push(rest[..end].trim_end_matches(['.', '/']));
            }
        }
    }
    names
}

#[test]
fn a_name_of_a_file_that_is_not_there_is_seen() {
    let there = ["src/a/b.rs".to_owned(), "docs/c.md".to_owned()];
    let found = |text: &str| missing(&Sources::from([("README.md".to_owned(), text.to_owned())]), &there);
    for sound in [
        "`src/a/b.rs`",
        "src/a/.",
        "[c](docs/c.md)",
        "src/<room>/x.rs",
        "data/src/d",
        "https://a.b/docs/e",
        "docs/*.md",
    ] {
        assert_eq!(found(sound), [""; 0], "{sound}");
    }
    for wrong in ["`src/b.rs`", "xem docs/d.md.", "src/a/b"] {
        assert_eq!(found(wrong).len(), 1, "{wrong}");
    }
}
