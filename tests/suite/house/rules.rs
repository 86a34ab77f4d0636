//! The rules of the house, each a function from what was read to what breaks it.

use super::circles::circles;
use super::imports::{House, Import, Sources};

/// The rooms floor by floor, from the ground. Rooms of one floor do not know each other.
const FLOORS: [&[&str]; 13] = [
    &["base"],
    &["domain"],
    &["formats"],
    &["content"],
    &["load"],
    &["check", "compare", "render"],
    &["typeset"],
    &["audit", "export"],
    &["signature"],
    &["archive"],
    &["operations"],
    DOORS,
    &["lib", "main"],
];

/// Rooms that people and programs come in by.
const DOORS: &[&str] = &["cli", "web"];

/// What a door may use beside itself: the jobs of the office, and plain types.
const FOR_DOORS: [&[&str]; 5] =
    [&["operations"], &["domain"], &["base", "finding"], &["base", "source"], &["base", "text"]];

/// Leaves of the two lowest rooms, each using only those before it.
const LEAVES: [(&str, &[&str]); 2] = [
    ("base", &["text", "source", "finding", "digest", "assets", "clock", "network", "io", "fonts"]),
    ("domain", &["figures", "retention", "document", "register"]),
];

/// What only these files may name.
const ONE_PLACE: [(&[&str], &[&str]); 15] = [
    (&["Instant", "now"], &["base/clock.rs"]),
    (&["SystemTime", "now"], &["base/clock.rs"]),
    (&["ureq"], &["base/network.rs"]),
    (&["std", "net"], &["base/network.rs", "web/"]),
    (&["process", "Command"], &["base/io/git.rs", "base/io/worker.rs"]),
    // bytes come from disk by one door, which opens regular files only
    (&["File", "open"], &["base/io/regular.rs", "base/io/sync.rs"]),
    (&["fs", "read"], &["base/io/regular.rs"]),
    (&["fs", "read_to_string"], &["base/io/regular.rs"]),
    // and go to it by few
    (&["OpenOptions"], &["base/io/"]),
    (&["File", "create"], &["base/io/"]),
    (&["env", "vars_os"], &["base/io/git.rs"]),
    (&["env", "args_os"], &["main.rs"]),
    (&["env", "var"], &["cli/", "web/"]),
    (&["env", "var_os"], &["cli/", "web/"]),
    (&["env", "current_dir"], &["cli/", "web/"]),
];

/// Longest file, in lines.
pub(super) const MAX_LINES: usize = 500;

/// The room of a file: `load/markdown.rs` and `load.rs` are of `load`.
fn room(file: &str) -> &str {
    part(file, 0).unwrap_or_default()
}

/// One part of the path of a module.
fn part(file: &str, at: usize) -> Option<&str> {
    file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').nth(at)
}

fn floor(file: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room(file)))
}

fn told(import: &Import, why: &str) -> String {
    format!("{}:{}: `{}` ({}): {why}", import.from, import.line, import.path, import.to)
}

/// Files of no room.
pub(super) fn homeless(sources: &Sources) -> Vec<String> {
    let homeless = sources.keys().filter(|file| floor(file).is_none());
    homeless.map(|file| format!("{file}: không thuộc phòng nào")).collect()
}

/// Imports from a floor above, or from beside.
pub(super) fn upwards(imports: &[Import]) -> Vec<String> {
    let wrong = |from: &str, to: &str| match floor(to).cmp(&floor(from)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => room(from) != room(to),
        std::cmp::Ordering::Greater => true,
    };
    let breaches =
        imports.iter().filter(|import| wrong(&import.from, &import.to) || wrong(&import.from, &import.through));
    breaches.map(|import| told(import, "không được dùng phòng ở tầng trên hay cùng tầng")).collect()
}

/// Imports of a leaf from one that stands after it.
pub(super) fn leaves(imports: &[Import]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (room_name, order) in LEAVES {
        let place = |file: &str| order.iter().position(|leaf| part(file, 1) == Some(leaf));
        for import in imports.iter().filter(|import| room(&import.from) == room_name && room(&import.to) == room_name) {
            match (place(&import.from), place(&import.to)) {
                (Some(from), Some(to)) if to <= from => {}
                (Some(_), Some(_)) => breaches.push(told(import, "lá đứng trước không được dùng lá đứng sau")),
                _ => breaches.push(told(import, "lá chưa có chỗ trong thứ tự")),
            }
        }
    }
    breaches
}

/// Imports of a door from deeper in the house.
pub(super) fn doors(imports: &[Import]) -> Vec<String> {
    let open =
        |to: &str| FOR_DOORS.iter().any(|names| names.iter().enumerate().all(|(i, name)| part(to, i) == Some(name)));
    let wrong = |import: &&Import| match room(&import.from) {
        from if DOORS.contains(&from) => room(&import.through) != from && !open(&import.through),
        "main" => !DOORS.contains(&room(&import.through)),
        _ => false,
    };
    let breaches = imports.iter().filter(wrong);
    breaches.map(|import| told(import, "cửa chỉ dùng `operations` và các kiểu thuần")).collect()
}

/// Circles of files, the shortest of each set that hangs together.
pub(super) fn round(imports: &[Import]) -> Vec<String> {
    let line = |from: &str, to: &str| {
        let import = imports.iter().find(|import| import.from == from && import.to == to);
        import.map_or_else(String::new, |import| format!("\n    {from}:{}: `{}`", import.line, import.path))
    };
    let circles = circles(imports).into_iter();
    let told = circles.map(|(files, together)| {
        let next = files.iter().cycle().skip(1);
        let lines: String = files.iter().zip(next).map(|(from, to)| line(from, to)).collect();
        format!("vòng {} (trong nhóm {together} tệp):{lines}", files.join(" -> "))
    });
    told.collect()
}

/// What has one place, named elsewhere.
pub(super) fn one_place(house: &House) -> Vec<String> {
    let mut breaches = Vec::new();
    for (file, line, path) in house.paths() {
        for (names, places) in ONE_PLACE {
            let named = path.windows(names.len()).any(|part| part.iter().zip(names).all(|(a, b)| a == b));
            if named && !places.iter().any(|place| file.starts_with(place)) {
                breaches.push(format!("{file}:{line}: chỉ {} được dùng `{}`", places.join(", "), names.join("::")));
            }
        }
    }
    breaches
}

/// Suites of tests that take from each other, or support that takes from a suite.
pub(super) fn borrowed(imports: &[Import]) -> Vec<String> {
    let suite = |file: &str| (room(file) == "suite").then(|| part(file, 1).unwrap_or_default().to_owned());
    let wrong = |import: &&Import| suite(&import.to).is_some_and(|to| suite(&import.from) != Some(to));
    imports
        .iter()
        .filter(wrong)
        .map(|import| told(import, "phần dùng chung của kiểm thử để ở `tests/support`"))
        .collect()
}

/// Files whose first line does not say what they are for.
pub(super) fn nameless(sources: &Sources) -> Vec<String> {
    let says = |text: &str| text.lines().next().is_some_and(|line| line.starts_with("//! ") && line.len() > 12);
    let nameless = sources.iter().filter(|(_, text)| !says(text));
    nameless.map(|(file, _)| format!("{file}: dòng đầu không nói tệp để làm gì")).collect()
}

/// Files that are too long.
pub(super) fn long(sources: &Sources) -> Vec<String> {
    let long = sources.iter().filter(|(_, text)| text.lines().count() > MAX_LINES);
    long.map(|(file, _)| format!("{file}: dài quá {MAX_LINES} dòng")).collect()
}

/// Files that leave work behind.
pub(super) fn unfinished(sources: &Sources) -> Vec<String> {
    // put together here, so that this file passes its own test
    let left_over = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["db", "g!("].concat()];
    let unfinished = sources.iter().filter(|(_, text)| left_over.iter().any(|word| text.contains(word)));
    unfinished.map(|(file, _)| format!("{file}: còn việc bỏ dở")).collect()
}
