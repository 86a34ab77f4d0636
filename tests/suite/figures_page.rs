//! `docs/so-lieu.md` says what the program does: every example prints what the page says, and nothing is left out.

use std::collections::BTreeSet;

use vanthu::domain::document::body::ChartKind;
use vanthu::domain::figures::table::COLUMNS;
use vanthu::domain::figures::{Measure, Period};

use crate::support::pages::{blocks, builds, read, workspace};
use crate::support::report;

const PAGE: &str = "docs/so-lieu.md";

/// What stands before and after `→` on every line of the examples, by the folder of their document.
fn examples() -> Vec<(String, Vec<(String, String)>)> {
    let line = |line: &str| {
        let (typed, printed) = line.split_once(" → ").unwrap_or_else(|| panic!("{line}"));
        (typed.to_owned(), printed.to_owned())
    };
    let found = blocks(&read(PAGE)).into_iter().filter_map(|block| {
        let folder = block.info.strip_prefix("vi-du")?.trim().to_owned();
        let folder = if folder.is_empty() { "nam-2025".to_owned() } else { folder };
        Some((folder, block.body.lines().map(line).collect()))
    });
    found.collect()
}

#[test]
fn every_example_prints_what_the_page_says() {
    let (mut project, _, _) = workspace(PAGE);
    let mut count = 0;
    for (folder, lines) in examples() {
        let body = lines.iter().map(|(typed, _)| format!("{typed}\n\n")).collect::<String>();
        let path = format!("{folder}/vi-du.yaml");
        project = project.file(&path, report(&body));
        let (document, findings) = project.session().load(&path);
        let document = document.unwrap_or_else(|| panic!("{folder}: {findings:#?}"));
        let printed: Vec<&str> = document.body.texts().into_iter().map(|text| text.value.as_str()).collect();
        assert_eq!(printed, lines.iter().map(|(_, printed)| printed.as_str()).collect::<Vec<_>>());
        count += lines.len();
    }
    assert!(count > 60, "{count}");
}

#[test]
fn documents_of_the_page_build() {
    let (project, documents, parts) = workspace(PAGE);
    assert_eq!(parts, Vec::<String>::new());
    assert!(!documents.is_empty());
    for path in documents {
        builds(&project, &path, &path);
    }
}

/// Names between `open` and the next `"` in a source file.
fn listed(file: &str, open: &str) -> BTreeSet<String> {
    let text = read(file);
    let found: BTreeSet<String> =
        text.split(open).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    assert!(!found.is_empty(), "{file}: {open}");
    found
}

#[test]
fn every_filter_has_an_example() {
    let used: String = examples().into_iter().flat_map(|(_, lines)| lines).map(|(typed, _)| typed + "\n").collect();
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let has = |mark: &str, name: &str| used.split(&format!("{mark}{name}")).skip(1).any(ends);
    for filter in listed("src/content/expression/filters.rs", "add_filter(\"") {
        assert!(has("|", &filter), "{PAGE}: thêm ví dụ cho `|{filter}`");
    }
    // functions stand for signs, so that clerks never call them
    for function in listed("src/content/expression/filters.rs", "add_function(\"") {
        assert!(function.starts_with('_'), "{function}");
    }
}

#[test]
fn every_attribute_column_and_kind_is_named() {
    let page = read(PAGE);
    let source = read("src/content/expression/values.rs");
    let attributes = source.split("ATTRIBUTES: [").skip(1).filter_map(|rest| rest.split(';').nth(1));
    let attributes = attributes.flat_map(|list| list.split('"').skip(1).step_by(2));
    let attributes: Vec<&str> = attributes.chain(Measure::ALL.map(Measure::key)).collect();
    assert!(attributes.len() > 20, "{attributes:?}");
    for attribute in attributes {
        assert!(page.contains(&format!(".{attribute}")), "{PAGE}: thêm `.{attribute}`");
    }
    let columns = COLUMNS.iter().map(|(key, ..)| *key);
    for key in columns.chain(ChartKind::NAMES.iter().map(|(name, _)| *name)) {
        assert!(page.contains(&format!("`{key}`")), "{PAGE}: thêm `{key}`");
    }
    for form in page.lines().find(|line| line.starts_with("| `ky_bao_cao` |")).unwrap().split('`').skip(3).step_by(2) {
        assert_eq!(Period::parse(form).map(|period| period.to_string()).as_deref(), Some(form));
    }
}
