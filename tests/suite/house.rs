//! The house keeps its order: rooms import only rooms before them, leaves import no room, files say what they are
//! for, and nothing lies about that nobody lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use vanthu::base::assets;

/// Rooms in their order, then the pipeline that knows it, then the door.
const ORDER: [&str; 11] =
    ["load", "check", "compare", "render", "typeset", "export", "register", "sign", "archive", "pipeline", "cli"];

/// What every room may use; a leaf uses only leaves.
const LEAVES: [&str; 13] = [
    "document",
    "figures",
    "source",
    "finding",
    "vietnamese",
    "files",
    "clock",
    "assets",
    "fonts",
    "record",
    "journal",
    "network",
    "hexadecimal",
];

/// Longest file, in lines.
const MAX_LINES: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder, by its path with `/` from that folder.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, path);
            }
        }
    }
    found
}

fn rust_files(folder: &str) -> Vec<(String, String)> {
    let files = files(&root().join(folder)).into_iter().filter(|(name, _)| name.ends_with(".rs"));
    files.map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

/// The part of the house a source file belongs to: `load/markdown.rs` and `load.rs` are of `load`.
fn part(name: &str) -> &str {
    name.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The parts a text names as `crate::part`, in groups (`crate::{a, b::c}`) too.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => heads(group),
            None => vec![rest],
        };
        let word =
            |name: &str| name.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
        found.extend(names.into_iter().filter_map(word).filter(|name| !name.is_empty()));
    }
    found
}

/// The entries of `a, b::{c, d}, e}`, cut at the commas of the outer group.
fn heads(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(&group[start..i]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(&group[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    heads
}

/// What is wrong with an import, if anything.
fn breach(from: &str, to: &str) -> Option<String> {
    let place = |name| ORDER.iter().position(|room| *room == name);
    let allowed = match (place(from), place(to)) {
        (Some(from), Some(to)) => to <= from,
        (None, Some(_)) => from == "main" || from == "lib",
        (_, None) => LEAVES.contains(&to),
    };
    (!allowed).then(|| format!("`{from}` không được dùng `{to}`"))
}

#[test]
fn nobody_walks_backwards() {
    for (name, text) in rust_files("src") {
        let part = part(&name);
        assert!(
            ["main", "lib"].contains(&part) || ORDER.contains(&part) || LEAVES.contains(&part),
            "src/{name} không thuộc phòng nào"
        );
        for to in imports(&text) {
            assert_eq!(breach(part, &to), None, "src/{name}");
        }
    }
}

#[test]
fn the_import_test_sees_a_breach() {
    let found = imports(
        "use crate::{finding::{Finding, codes}, export::Pages,\n  typeset};\nlet x = crate::render::y();\n// crate::cli\n",
    );
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["export", "finding", "render", "typeset"]);
    for (from, to, wrong) in [
        ("load", "check", true),
        ("check", "load", false),
        ("typeset", "export", true),
        ("export", "typeset", false),
        ("render", "pipeline", true),
        ("pipeline", "cli", true),
        ("cli", "pipeline", false),
        ("cli", "load", false),
        ("fonts", "load", true),
        ("document", "source", false),
        ("load", "khac", true),
    ] {
        assert_eq!(breach(from, to).is_some(), wrong, "{from} -> {to}");
    }
}

/// What is wrong with a source file itself.
fn slips(text: &str) -> Vec<&'static str> {
    // put together here, so that this file passes its own test
    let left_over = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["db", "g!("].concat()];
    let mut slips = Vec::new();
    if !text.lines().next().is_some_and(|line| line.starts_with("//! ") && line.len() > 12) {
        slips.push("dòng đầu không nói tệp để làm gì");
    }
    if text.lines().count() > MAX_LINES {
        slips.push("dài quá 500 dòng");
    }
    if left_over.iter().any(|word| text.contains(word)) {
        slips.push("còn việc bỏ dở");
    }
    slips
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    for folder in ["src", "tests", "benches"] {
        for (name, text) in rust_files(folder) {
            assert_eq!(slips(&text), Vec::<&str>::new(), "{folder}/{name}");
        }
    }
}

#[test]
fn slips_are_seen() {
    let first = "//! Vài chữ cho biết tệp để làm gì.\n";
    assert_eq!(slips(first), Vec::<&str>::new());
    assert_eq!(slips("fn f() {}\n"), ["dòng đầu không nói tệp để làm gì"]);
    assert_eq!(slips(&format!("{first}{}", "\n".repeat(MAX_LINES))), ["dài quá 500 dòng"]);
    for word in [["TO", "DO"], ["FIX", "ME"], ["db", "g!(x)"]] {
        assert_eq!(slips(&format!("{first}// {}\n", word.concat())), ["còn việc bỏ dở"]);
    }
}

#[test]
fn every_template_is_built_in_and_every_built_in_file_is_a_template() {
    let built_in = [assets::PARTS, assets::ARRANGEMENTS, assets::SKELETONS].concat();
    let mut listed: Vec<&str> = built_in.iter().map(|asset| asset.name).collect();
    listed.sort_unstable();
    let on_disk = files(&root().join("templates"));
    assert_eq!(listed, on_disk.keys().map(String::as_str).collect::<Vec<_>>());
    for asset in &built_in {
        let current = fs::read_to_string(&on_disk[asset.name]).unwrap() == asset.text;
        assert!(current, "templates/{}: chương trình mang bản khác", asset.name);
    }
}

#[test]
fn every_font_comes_with_its_licence() {
    let fonts = files(&root().join("fonts"));
    let folders: BTreeSet<&str> =
        fonts.keys().map(|name| name.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    assert!(!folders.is_empty());
    for folder in folders {
        assert!(fonts.contains_key(&format!("{folder}/LICENSE")), "fonts/{folder}");
    }
    let embedded: BTreeSet<&str> = assets::FONTS.iter().map(|(name, _)| *name).collect();
    let on_disk = fonts.keys().filter_map(|name| name.rsplit('/').next()).filter(|name| *name != "LICENSE");
    assert_eq!(embedded, on_disk.collect());
}

#[test]
fn every_test_file_is_declared() {
    let listed = fs::read_to_string(root().join("tests/suite/mod.rs")).unwrap();
    let declared: BTreeSet<String> = listed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("mod ")?.strip_suffix(';').map(|name| format!("{name}.rs")))
        .collect();
    let on_disk =
        files(&root().join("tests/suite")).into_keys().filter(|name| name.ends_with(".rs") && !name.contains('/'));
    assert_eq!(declared, on_disk.filter(|name| name != "mod.rs").collect());
}
