//! Golden files of the samples: markup, words by page, and pictures of five pages.
//!
//! Nothing here updates itself: `UPDATE_GOLDEN=1 cargo test golden` writes the files anew, and the change is reviewed
//! like any other. What differs is written under `target/tmp/golden/`.

mod page;
mod picture;
mod review;

use std::collections::BTreeSet;
use std::path::Path;

use page::PAGES;
use review::{COMMAND, all_agree, folder, made, results, session, updating, write};
use vanthu::operations::common::session::Session;
use vanthu::typeset::runs::PageRuns;

use crate::support;
use crate::support::measure::lines;

fn samples(session: &Session) -> Vec<String> {
    session.documents(&support::samples()).unwrap()
}

/// `nam-2025/bao-cao.yaml` → `nam-2025/bao-cao.typ`
fn name_of(sample: &str, ending: &str) -> String {
    format!("{}.{ending}", sample.trim_end_matches(".yaml"))
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

#[test]
fn golden_markup_and_words_of_every_sample() {
    let mut session = session();
    let mut problems = Vec::new();
    for sample in samples(&session) {
        let (markup, pages) = made(&mut session, &sample);
        problems.extend(compare(&name_of(&sample, "typ"), &markup));
        problems.extend(compare(&name_of(&sample, "txt"), &words_by_page(&pages.runs())));
    }
    all_agree(&problems);
}

#[test]
fn no_golden_file_dangles() {
    let mut known: BTreeSet<String> = PAGES.iter().map(|page| page.file.to_owned()).collect();
    for sample in samples(&session()) {
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
