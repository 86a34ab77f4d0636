//! Golden files of the samples: markup, words by page, and pictures of five pages.
//!
//! Nothing here updates itself: `UPDATE_GOLDEN=1 cargo test golden` writes the files anew, and the change is reviewed
//! like any other. What differs is written under `target/tmp/golden/`.

mod page;
mod picture;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use page::PAGES;
use vanthu::operations::session::Desk;
use vanthu::typeset::Pages;
use vanthu::typeset::runs::PageRuns;

use super::layout::measure::lines;
use crate::support;

/// The one command that changes golden files.
const COMMAND: &str = "UPDATE_GOLDEN=1 cargo test golden";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Where what differs is put for a person to look at.
fn results() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden")
}

fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn desk() -> Desk {
    Desk::open(&support::samples()).unwrap_or_else(|findings| panic!("{findings:?}")).0
}

fn samples(desk: &Desk) -> Vec<String> {
    desk.documents(&support::samples()).unwrap()
}

/// `nam-2025/bao-cao.yaml` → `nam-2025/bao-cao.typ`
fn name_of(sample: &str, ending: &str) -> String {
    format!("{}.{ending}", sample.trim_end_matches(".yaml"))
}

/// Markup and pages of a sample.
fn made(desk: &mut Desk, sample: &str) -> (String, Pages) {
    let (document, findings) = desk.load(sample);
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let markup = desk.render(&document).unwrap();
    let pages = desk.typeset(&markup, &document).unwrap();
    (markup.main, pages)
}

/// The words of every page, a line for a line.
fn words_by_page(pages: &[PageRuns]) -> String {
    let mut text = String::new();
    let mut page = 0;
    for line in lines(pages) {
        if line.page > page {
            page = line.page;
            text.push_str(&format!("--- trang {page}\n"));
        }
        text.push_str(&line.text());
        text.push('\n');
    }
    text
}

/// What is wrong with a text, if it is not the golden one.
fn compare(name: &str, actual: &str) -> Option<String> {
    let golden = folder().join(name);
    if updating() {
        write(&golden, actual.as_bytes());
        return None;
    }
    let Ok(expected) = std::fs::read_to_string(&golden) else {
        return Some(format!("{name} is missing; `{COMMAND}` writes it"));
    };
    if expected == actual {
        return None;
    }
    let written = results().join(name);
    write(&written, actual.as_bytes());
    Some(format!("{}\n  diff -u {} {}", first_difference(name, &expected, actual), golden.display(), written.display()))
}

fn first_difference(name: &str, expected: &str, actual: &str) -> String {
    let (mut old, mut new) = (expected.lines(), actual.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let show = |line: Option<&str>| line.unwrap_or("(no such line)").to_owned();
                return format!("{name}:{number}\n  expected: {}\n  actual:   {}", show(a), show(b));
            }
        }
    }
    format!("{name}: line ends differ")
}

fn all_agree(problems: &[String]) {
    assert!(problems.is_empty(), "{}\n\nMeant to change? `{COMMAND}`", problems.join("\n"));
}

#[test]
fn golden_markup_and_words_of_every_sample() {
    let mut desk = desk();
    let mut problems = Vec::new();
    for sample in samples(&desk) {
        let (markup, pages) = made(&mut desk, &sample);
        problems.extend(compare(&name_of(&sample, "typ"), &markup));
        problems.extend(compare(&name_of(&sample, "txt"), &words_by_page(&pages.runs())));
    }
    all_agree(&problems);
}

#[test]
fn no_golden_file_dangles() {
    let mut known: BTreeSet<String> = PAGES.iter().map(|page| page.file.to_owned()).collect();
    for sample in samples(&desk()) {
        known.extend([name_of(&sample, "typ"), name_of(&sample, "txt")]);
    }
    let mut dangling = files(&folder(), "");
    dangling.retain(|file| !known.contains(file));
    assert!(dangling.is_empty(), "no test reads these files of tests/golden: {dangling:?}; delete them");
}

/// Every file below a folder, paths from there.
fn files(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            found.extend(files(&entry.path(), &format!("{name}/")));
        } else {
            found.push(name);
        }
    }
    found
}

#[test]
fn a_difference_names_its_line() {
    assert_eq!(first_difference("a.txt", "một\nhai\n", "một\nba\n"), "a.txt:2\n  expected: hai\n  actual:   ba");
    assert!(first_difference("a.txt", "một\n", "một\nhai\n").contains("expected: (no such line)"));
}
