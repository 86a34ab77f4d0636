//! A breach of every rule, planted in a small house: each is seen, and the house without it is clean.

use super::imports::{House, Import, Sources};
use super::rules;

/// A house that keeps every rule.
const SOUND: [(&str, &str); 10] = [
    ("main.rs", "fn main() { vanthu::cli::run() }"),
    ("lib.rs", "pub mod base; pub mod domain; pub mod load; pub mod operations; pub mod cli;"),
    ("base.rs", "pub mod clock; pub mod finding; pub mod io; pub mod text;"),
    ("base/clock.rs", "use std::time::Instant; pub fn read() -> Instant { Instant::now() }"),
    ("base/finding.rs", "use super::text::fold; pub struct Finding;"),
    ("base/text.rs", "pub fn fold() {}"),
    ("base/io.rs", "use crate::base::{clock, finding::Finding}; pub fn write() -> Finding { clock::read(); }"),
    ("load.rs", "mod read; pub use read::Loaded; use crate::base::io;"),
    ("load/read.rs", "use crate::base::finding::Finding; pub struct Loaded;"),
    ("cli.rs", "use crate::{base::finding::Finding, operations}; pub fn run() { operations::build() }"),
];

fn house(changed: &[(&str, &str)]) -> Sources {
    let files = SOUND.iter().chain([&("operations.rs", "use crate::load::Loaded; pub fn build() {}")]);
    files.chain(changed).map(|(file, text)| ((*file).to_owned(), format!("//! What it is for.\n{text}"))).collect()
}

fn imports(sources: &Sources) -> Vec<Import> {
    House::read(sources).imports()
}

/// All that is found in a house with these files changed or added.
fn found(changed: &[(&str, &str)]) -> Vec<String> {
    let sources = house(changed);
    super::all(&sources)
}

/// One breach is found, at this place.
fn assert_seen(changed: &[(&str, &str)], place: &str) {
    let found = found(changed);
    assert!(found.len() == 1 && found[0].contains(place), "{place}: {found:#?}");
}

#[test]
fn a_sound_house_is_clean() {
    assert_eq!(found(&[]), Vec::<String>::new());
}

#[test]
fn an_import_from_a_floor_above_is_seen() {
    for text in [
        "use crate::load::Loaded;",
        "use crate::{base::clock, load::{self as l}};",
        "fn f() { crate::load::read() }",
        "#[serde(default = \"crate::load::read\")] struct A;",
        "use super::super::load;",
        "mod tests { fn f() { super::super::load::g() } }",
    ] {
        assert_seen(&[("domain.rs", text)], "domain.rs:2");
    }
    assert_eq!(
        found(&[("domain.rs", "// use crate::load;\n/* crate::load */ const A: &str = \"crate::load x\";")]),
        [""; 0]
    );
}

#[test]
fn an_import_from_the_room_beside_is_seen() {
    assert_seen(&[("check.rs", "pub fn check() {}"), ("render.rs", "use crate::check::check;")], "render.rs:2");
    // what a room passes on is taken from that room
    let passed_on = [("check.rs", "pub use crate::load::Loaded;"), ("render.rs", "use crate::check::Loaded;")];
    assert_seen(&passed_on, "render.rs:2");
}

#[test]
fn a_file_of_no_room_is_seen() {
    assert_seen(&[("helpers.rs", "")], "helpers.rs");
}

#[test]
fn a_leaf_that_uses_a_later_leaf_is_seen() {
    assert_seen(&[("base/text.rs", "pub fn fold() { crate::base::clock::read() }")], "base/text.rs:2");
    assert_seen(&[("base/odd.rs", "use super::text::fold;")], "base/odd.rs:2");
}

#[test]
fn a_door_that_looks_past_operations_is_seen() {
    let cli = |text: &'static str| [("cli.rs", "mod verb; pub fn run() {}"), ("cli/verb.rs", text)];
    assert_seen(&cli("use crate::load::Loaded;"), "cli/verb.rs:2");
    assert_seen(&cli("fn f() { crate::base::io::write(); }"), "cli/verb.rs:2");
    assert_seen(&[("main.rs", "fn main() { vanthu::operations::build() }")], "main.rs:2");
    // what an operation gives out is its own
    let given_out = [("operations.rs", "pub use crate::load::Loaded; pub fn build() {}")];
    assert_eq!(found(&[&cli("use crate::operations::Loaded;")[..], &given_out].concat()), [""; 0]);
}

#[test]
fn a_circle_of_files_is_seen() {
    let child = |text: &'static str| [("load.rs", text), ("load/read.rs", "use super::Form; pub struct Loaded;")];
    // the parent uses its child, the child its parent
    let circle = "load.rs -> load/read.rs";
    assert_seen(&child("mod read; pub use read::Loaded; pub struct Form;"), circle);
    assert_seen(&child("mod read; pub struct Form; fn f() -> read::Loaded {}"), circle);
    assert_eq!(found(&child("mod read; pub struct Form;")[..1]), [""; 0]);
    // a name that the parent only passes on leads to where it stands
    let passed_on = [
        ("load.rs", "mod read; mod form; pub use {form::Form, read::Loaded};"),
        ("load/form.rs", "pub struct Form;"),
        ("load/read.rs", "use super::Form; pub struct Loaded;"),
    ];
    assert_eq!(found(&passed_on), [""; 0]);
    // the shortest of several is told, with its lines
    let three = [
        ("load.rs", "mod read; mod form; mod tree; pub use read::Loaded;"),
        ("load/read.rs", "use super::form::*; pub struct Loaded;"),
        ("load/form.rs", "use super::tree::T; pub struct Form;"),
        ("load/tree.rs", "use super::{read::Loaded, form}; pub struct T;"),
    ];
    assert_seen(&three, "load/form.rs:2: `super::tree::T`\n    load/tree.rs:2: `super::form`");
}

#[test]
fn a_second_place_for_the_clock_or_the_network_is_seen() {
    assert_seen(&[("load.rs", "fn f() { std::time::SystemTime::now(); }")], "load.rs:2");
    assert_seen(&[("load.rs", "use ureq::Agent;")], "load.rs:2");
    assert_seen(&[("domain.rs", "use std::env; fn f() { env::var_os(\"A\"); }")], "domain.rs:2");
}

#[test]
fn a_second_door_to_the_disk_is_seen() {
    for text in [
        "fn f() { std::fs::read(p); }",
        "use std::fs; fn f() { fs::read_to_string(p); }",
        "use std::fs::File; fn f() { File::open(p); }",
        "use std::fs::OpenOptions;",
    ] {
        assert_seen(&[("load.rs", text)], "load.rs:2");
    }
    assert_eq!(found(&[("load.rs", "fn f() { std::fs::read_dir(p); }")]), [""; 0]);
}

#[test]
fn a_file_that_does_not_say_what_it_is_for_is_seen() {
    for text in ["fn f() {}\n", "//! Short\n", "/// Not of the file.\n"] {
        let sources = Sources::from([("load.rs".to_owned(), text.to_owned())]);
        assert_eq!(super::all(&sources), ["load.rs: dòng đầu không nói tệp để làm gì"]);
    }
}

#[test]
fn a_long_file_is_seen() {
    let lines = "\n".repeat(rules::MAX_LINES);
    assert_seen(&[("load/read.rs", &format!("pub struct Loaded;{lines}"))], "load/read.rs");
}

#[test]
fn work_left_behind_is_seen() {
    for word in [["TO", "DO"], ["FIX", "ME"], ["db", "g!(x)"]] {
        assert_seen(&[("domain.rs", &format!("// {}", word.concat()))], "domain.rs");
    }
}

#[test]
fn a_suite_that_takes_from_another_is_seen() {
    let tests = |text: &str| {
        let files = [
            ("lib.rs", "mod suite; mod support;"),
            ("suite/mod.rs", "mod a; mod b;"),
            ("suite/a.rs", "mod part; pub(super) fn f() {}"),
            ("suite/a/part.rs", "use super::f; use crate::support::g;"),
            ("suite/b.rs", text),
            ("support/mod.rs", "pub(crate) fn g() {}"),
        ];
        imports(&files.into_iter().map(|(file, text)| (file.to_owned(), text.to_owned())).collect())
    };
    assert_eq!(rules::borrowed(&tests("use crate::support::g;")), [""; 0]);
    for text in ["use super::a::f;", "fn g() { crate::suite::a::f() }"] {
        assert_eq!(rules::borrowed(&tests(text)).len(), 1, "{text}");
    }
}
