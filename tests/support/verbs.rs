//! Every verb of the command with its options and arguments, as its help names them: a new one is met by every test that
//! has to decide something of each.

use crate::support::Project;

/// A verb, or the command itself.
#[derive(Debug, Clone)]
pub(crate) struct Verb {
    /// `archive add`
    pub(crate) words: String,
    /// Options that take a value, and the name of the value: `--out`, `THƯ_MỤC`.
    pub(crate) options: Vec<(String, String)>,
    /// Names of arguments.
    pub(crate) arguments: Vec<String>,
    /// Whether it does something by itself.
    pub(crate) acts: bool,
}

/// All verbs that do something, from the help of each.
pub(crate) fn all() -> Vec<Verb> {
    let (project, mut found, mut open) = (Project::empty(), Vec::new(), vec![String::new()]);
    while let Some(words) = open.pop() {
        let args: Vec<&str> = words.split_whitespace().chain(["--help"]).collect();
        let help = String::from_utf8(project.run(&args).stdout).unwrap();
        let (verb, below) = read(&words, &help);
        open.extend(below);
        found.push(verb);
    }
    found.retain(|verb| verb.acts);
    found.sort_by(|one, other| one.words.cmp(&other.words));
    assert!(found.len() > 30, "{found:#?}");
    found
}

fn read(words: &str, help: &str) -> (Verb, Vec<String>) {
    let (mut below, mut section) = (Vec::new(), "");
    // one that must be followed by a verb says so
    let needs_verb = help.lines().any(|line| line.starts_with("Cách dùng:") && line.contains("<LỆNH>"));
    let mut verb = Verb { words: words.to_owned(), options: Vec::new(), arguments: Vec::new(), acts: !needs_verb };
    for line in help.lines() {
        if !line.starts_with(' ') {
            section = line;
            continue;
        }
        let told = line.trim_start();
        let indent = line.len() - told.len();
        let first = told.split_whitespace().next().unwrap_or_default();
        match section {
            "Các lệnh:" if indent == 2 => below.push(format!("{words} {first}").trim_start().to_owned()),
            "Tham số:" if indent == 2 => verb.arguments.push(bare(first)),
            "Tùy chọn:" if told.starts_with('-') => {
                let mut parts = told.split_whitespace().skip_while(|part| !part.starts_with("--"));
                if let (Some(option), Some(value)) = (parts.next(), parts.next().filter(|part| part.starts_with('<'))) {
                    verb.options.push((option.to_owned(), bare(value)));
                }
            }
            _ => {}
        }
    }
    (verb, below)
}

fn bare(name: &str) -> String {
    name.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned()
}
