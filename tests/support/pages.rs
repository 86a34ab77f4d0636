//! README and the pages of `docs`: their fenced blocks, and a workspace of all that they show.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{OFFICE, Project, samples};

/// A fenced block: what stands after the fence, and its lines.
pub(crate) struct Block {
    pub(crate) info: String,
    pub(crate) body: String,
}

/// Where a page stands.
pub(crate) fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of a page.
pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(page(name)).unwrap()
}

/// Every fenced block of a page.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            // a fence of four holds fences of three
            let fence = if info.starts_with('`') { "````" } else { "```" };
            let info = info.trim_start_matches('`');
            let body = lines.by_ref().take_while(|line| *line != fence).fold(String::new(), |body, l| body + l + "\n");
            blocks.push(Block { info: info.to_owned(), body });
        }
    }
    blocks
}

/// The blocks that have this after the fence.
pub(crate) fn bodies(page: &str, info: &str) -> Vec<String> {
    blocks(&read(page)).into_iter().filter(|block| block.info == info).map(|block| block.body).collect()
}

/// The file an example says it is: `# thang-12/bao-cao.yaml` on its first line.
pub(crate) fn file_name(body: &str) -> Option<&str> {
    body.lines().next()?.strip_prefix("# ").filter(|name| name.ends_with(".yaml") && !name.contains(' '))
}

/// The lists a page shows: ```` ```csv thang-12/khach-moi.csv ````.
pub(crate) fn lists(page: &str) -> Vec<(String, String)> {
    let named = |block: Block| Some((block.info.strip_prefix("csv ")?.to_owned(), block.body));
    blocks(&read(page)).into_iter().filter_map(named).collect()
}

/// A workspace with every file the page shows, and the image its examples name.
pub(crate) fn workspace(page: &str) -> (Project, Vec<String>, Vec<String>) {
    let image = fs::read(samples().join("nam-2025/hinh/so-do-suoi-lau.svg")).unwrap();
    let mut project = Project::empty().file("co-quan.yaml", OFFICE).file("hinh/so-do-suoi-lau.svg", image);
    let (mut documents, mut parts) = (Vec::new(), Vec::new());
    for (name, body) in lists(page) {
        project = project.file(&name, body);
    }
    for body in bodies(page, "yaml") {
        match file_name(&body) {
            Some(name) => {
                project = project.file(name, &body);
                // what another document issues has no issuer of its own
                if body.contains("\nloai:") && body.contains("\nco_quan:") {
                    documents.push(name.to_owned());
                }
            }
            None => parts.push(body),
        }
    }
    (project, documents, parts)
}

/// The document builds without a word.
pub(crate) fn builds(project: &Project, path: &str, example: &str) {
    let built = project.build(path);
    assert!(built.findings.iter().next().is_none(), "{:#?}\n{example}", built.findings);
    assert_eq!(built.outputs.len(), 1, "{example}");
}
