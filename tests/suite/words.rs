//! The words of the office: no text that a person can meet uses a word that `docs/tu-dung.md` gives up.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A word not to be used, what is used instead, and the phrases in which it is another word; all small.
struct GivenUp {
    word: String,
    instead: String,
    others: Vec<String>,
}

/// The last table of the page of words, which is thus the only list.
static GIVEN_UP: LazyLock<Vec<GivenUp>> = LazyLock::new(|| {
    let page = fs::read_to_string(root().join("docs/tu-dung.md")).unwrap();
    let (_, table) = page.split_once("| Không dùng | Thay bằng | Trừ trong |\n").expect("the table of words");
    let rows = table.lines().skip(1).map_while(|line| line.strip_prefix("| "));
    let parts = |cell: &str| -> Vec<String> {
        cell.split(", ").map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect()
    };
    rows.flat_map(|row| {
        let mut cells = row.trim_end_matches('|').split(" | ");
        let mut next = || cells.next().unwrap_or_default().trim();
        let (words, instead, others) = (parts(next()), next(), parts(next()));
        words.into_iter().map(move |word| GivenUp { word, instead: instead.to_owned(), others: others.clone() })
    })
    .collect()
});

/// Names that Windows and others give to copied files are not ours, and the page of words names what it gives up.
const WITH_OTHER_WORDS: [&str; 2] = ["copies.rs", "tu-dung.md"];

/// Sources whose comments are help for the command line or for an editor.
const HELP: [&str; 5] = [
    "src/cli/args",
    "src/load/schema.rs",
    "src/load/annex_schema.rs",
    "src/load/attached_schema.rs",
    "src/content/markdown/fenced/schema.rs",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text of a tree that is for people: whole pages and templates, and of sources and samples what is said in Vietnamese.
fn texts() -> Vec<(PathBuf, usize, String)> {
    let mut files: Vec<PathBuf> = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into();
    for folder in ["src", "templates", "docs", "data"] {
        walk(&root().join(folder), &mut files);
    }
    files.retain(|file| WITH_OTHER_WORDS.iter().all(|name| !file.ends_with(name)));
    let mut texts = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let told = text.lines().zip(1..).filter_map(|(line, number)| Some((number, said(&file, line)?.to_owned())));
        texts.extend(told.map(|(number, line)| (file.clone(), number, line)));
    }
    texts
}

/// What clerks write, counted or mistaken: no words of ours.
const TABLES: [&str; 2] = ["src/check/language/counted.txt", "src/check/rules/spelling/confused.rs"];

/// What a line says to a person: sources are English but for their messages, and figures of a ward are no words of ours.
fn said<'a>(file: &Path, line: &'a str) -> Option<&'a str> {
    let inside = file.strip_prefix(root()).unwrap_or(file);
    if TABLES.iter().any(|table| inside == Path::new(table)) {
        return None;
    }
    let is_of = |folder: &str| inside.starts_with(folder);
    if inside.extension().is_some_and(|end| end == "rs") {
        let line = line.trim_start();
        let is_help = line.starts_with("///") && HELP.iter().any(|place| is_of(place));
        return (is_help || !line.starts_with("//") && !line.is_ascii()).then_some(line);
    }
    let is_figures = is_of("data") && inside.extension().is_none_or(|end| end != "json");
    if !is_figures {
        return Some(line);
    }
    let comment = if line.starts_with('#') { Some(0) } else { line.find(" # ") };
    comment.map(|from| &line[from..])
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// Where a text uses a word that was given up.
fn wrong(text: &str) -> Vec<&'static GivenUp> {
    let text = text.to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // a sign ends at itself; a word ends where letters do
    let stands_alone = |word: &str, at: usize| {
        let begins = is_letter(word.chars().next()) && is_letter(text[..at].chars().next_back());
        let ends = is_letter(word.chars().next_back()) && is_letter(text[at + word.len()..].chars().next());
        !begins && !ends
    };
    let is_other = |word: &str, at: usize, others: &[String]| {
        others.iter().flat_map(|other| other.match_indices(word).map(move |(inside, _)| (other, inside))).any(
            |(other, inside)| {
                at.checked_sub(inside)
                    .and_then(|from| text.get(from..))
                    .is_some_and(|rest| rest.starts_with(other.as_str()))
            },
        )
    };
    let uses = |given: &&GivenUp| {
        let mut places = text.match_indices(&given.word);
        places.any(|(at, word)| stands_alone(word, at) && !is_other(word, at, &given.others))
    };
    GIVEN_UP.iter().filter(uses).collect()
}

fn words_wrong_in(text: &str) -> Vec<&str> {
    wrong(text).into_iter().map(|given| given.word.as_str()).collect()
}

#[test]
fn a_word_is_found_where_it_is_meant_and_not_inside_another() {
    assert_eq!(words_wrong_in("chưa dựng được"), ["dựng"]);
    assert_eq!(words_wrong_in("Dựng lại"), ["dựng"]);
    assert!(words_wrong_in("đầu tư xây dựng cơ bản, cột mốc").is_empty());
    assert_eq!(words_wrong_in("xây dựng xong thì dựng"), ["dựng"]);
    assert_eq!(words_wrong_in("thiếu trường `so`; trường hợp khác, khóa VI, sai khóa"), ["trường", "khóa"]);
    assert_eq!(words_wrong_in("thêm «Phòng Kinh tế»"), ["«", "»"]);
    assert!(words_wrong_in("in ra giấy, từ khóa, sao chép, kể cả").is_empty());
}

#[test]
fn what_is_said_is_read_wherever_it_stands() {
    let of = |name: &str, line: &'static str| said(&root().join(name), line);
    assert!(of("src/cli/build.rs", "     dòng thứ hai của lời báo \\").is_some());
    assert!(of("src/cli/args/build.rs", "    /// Tạo PDF").is_some());
    assert!(of("src/cli/build.rs", "    // `dựng` of the log").is_none());
    assert_eq!(of("data/nam-2025/so-lieu.yaml", "  ten: Trường # tên mục"), Some(" # tên mục"));
    assert!(of("data/nam-2025/so-lieu.yaml", "  ten: Trường").is_none());
}

#[test]
fn texts_use_the_words_of_the_office() {
    assert!(GIVEN_UP.len() > 60, "{} words", GIVEN_UP.len());
    let mut found = Vec::new();
    for (file, line, text) in texts() {
        for given in wrong(&text) {
            found.push(format!(
                "{}:{line}: `{}`, thay bằng `{}`: {}",
                file.display(),
                given.word,
                given.instead,
                text.trim()
            ));
        }
    }
    assert!(found.is_empty(), "{} chỗ:\n{}", found.len(), found.join("\n"));
}

/// An editor shows names, titles and descriptions of the schemas.
#[test]
fn schemas_speak_vietnamese() {
    for name in ["van-ban.schema.json", "co-quan.schema.json"] {
        let text = fs::read_to_string(root().join("data").join(name)).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut english = Vec::new();
        english_in(&schema, &mut english);
        let names = schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
        english.extend(names.filter(|name| name.chars().any(char::is_uppercase)));
        assert!(english.is_empty(), "{name}: {english:?}");
    }
}

fn english_in(schema: &serde_json::Value, english: &mut Vec<String>) {
    match schema {
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                let text = value.as_str().filter(|_| key == "title" || key == "description");
                english.extend(text.filter(|text| text.is_ascii()).map(str::to_owned));
                english_in(value, english);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| english_in(item, english)),
        _ => {}
    }
}
