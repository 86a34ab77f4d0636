//! The house keeps its order (`src/lib.rs`): nobody walks upwards or in a circle, doors call operations, files say what
//! they are for, and nothing lies about that nobody lists.

mod circles;
mod imports;
mod named;
mod planted;
mod rules;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use imports::{House, Sources};
use vanthu::base::assets;

use crate::support::acceptance;

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

fn sources(folder: &str) -> Sources {
    let files = files(&root().join(folder)).into_iter().filter(|(name, _)| name.ends_with(".rs"));
    files.map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

/// All that breaks a rule in the tree of the program.
fn all(sources: &Sources) -> Vec<String> {
    let house = House::read(sources);
    let imports = house.imports();
    [
        rules::homeless(sources),
        rules::upwards(&imports),
        rules::leaves(&imports),
        rules::doors(&imports),
        rules::round(&imports),
        rules::one_place(&house),
        files_alone(sources),
    ]
    .concat()
}

/// All that breaks a rule in files taken one by one.
fn files_alone(sources: &Sources) -> Vec<String> {
    [rules::nameless(sources), rules::long(sources), rules::unfinished(sources)].concat()
}

fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "{} chỗ trái luật nhà:\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn the_house_keeps_its_rules() {
    assert_none(&all(&sources("src")));
}

#[test]
fn tests_and_benches_keep_theirs() {
    for folder in ["tests", "benches", "fuzz/fuzz_targets"] {
        assert_none(&files_alone(&sources(folder)));
    }
    let mut tests = sources("tests");
    // the root of their crate, as `lib.rs` is of ours
    let main = tests.remove("main.rs").unwrap();
    tests.insert("lib.rs".to_owned(), main);
    let imports = House::read(&tests).imports();
    assert_none(&[rules::borrowed(&imports), rules::round(&imports)].concat());
}

#[test]
fn texts_name_files_that_are_there() {
    let mut there = Vec::new();
    let mut texts = Sources::new();
    let alone = ["README.md", "CONTRIBUTING.md", "Cargo.toml", "build.rs", ".clippy.toml"].map(str::to_owned);
    let in_folders = named::FOLDERS
        .into_iter()
        .flat_map(|folder| files(&root().join(folder)).into_keys().map(move |name| format!("{folder}{name}")));
    for name in in_folders.chain(alone) {
        // the examples of the rules are of no house at all
        if let (false, Ok(text)) = (name.starts_with("tests/suite/house/"), fs::read_to_string(root().join(&name))) {
            texts.insert(name.clone(), text);
        }
        there.push(name);
    }
    assert_none(&named::missing(&texts, &there));
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

/// Tests are ignored by what the build saw: a folder that came or went since is told, not passed over.
#[test]
fn the_build_knows_whether_the_reference_documents_are_here() {
    let here = acceptance().is_dir();
    assert_eq!(cfg!(shared), here, "{}: đổi từ lần tạo trước; chạy: touch build.rs", acceptance().display());
}
