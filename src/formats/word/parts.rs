//! The parts of a Word file that others refer to: relations, properties, comments.

use std::collections::BTreeMap;

use crate::base::text::one_line;
use crate::formats::word::fault::Fault;
use crate::formats::word::model::Comment;
use crate::formats::word::package::Package;
use crate::formats::word::xml::{self, attribute, elements, name};

/// What a relation leads to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type: `image`, `footnotes`.
    pub(super) kind: String,
    /// The part, from the root of the package; what lies outside the file has none.
    pub(super) part: Option<String>,
}

/// Relations of a part, by id.
pub(super) type Relations = BTreeMap<String, Relation>;

/// The relations of a part; none where it has none.
pub(super) fn relations(package: &Package, of: &str) -> Result<Relations, Fault> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(bytes) = package.part(&path) else { return Ok(Relations::new()) };
    let text = xml::text(&path, bytes)?;
    let document = xml::parse(&path, &text)?;
    let mut found = Relations::new();
    for node in elements(document.root_element()) {
        let (Some(id), Some(target)) = (attribute(node, "Id"), attribute(node, "Target")) else { continue };
        let kind = attribute(node, "Type").unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        let inside = attribute(node, "TargetMode") != Some("External");
        found.insert(id.to_owned(), Relation { kind, part: inside.then(|| joined(folder, target)) });
    }
    Ok(found)
}

/// A path from a folder of the package: `..` leads up, a leading `/` to the root.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// Where the text of the package stands.
pub(super) fn main_part(package: &Package) -> Result<String, Fault> {
    let roots = relations(package, "")?;
    let main =
        roots.into_values().find(|relation| relation.kind == "officeDocument").and_then(|relation| relation.part);
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    match package.part(&main) {
        Some(_) if main.starts_with("xl/") || main.starts_with("ppt/") => Err(no_text()),
        Some(_) => Ok(main),
        None => Err(no_text()),
    }
}

fn no_text() -> Fault {
    Fault::new("không phải tệp Word: bên trong không có văn bản", "chọn lại tệp .docx cần nhập")
}

/// Comments beside the text.
pub(super) fn comments(package: &Package, path: &str) -> Result<Vec<Comment>, Fault> {
    let Some(bytes) = package.part(path) else { return Ok(Vec::new()) };
    let text = xml::text(path, bytes)?;
    let document = xml::parse(path, &text)?;
    let comment = |node: roxmltree::Node<'_, '_>| Comment {
        author: attribute(node, "author").unwrap_or_default().to_owned(),
        text: words(node),
    };
    Ok(elements(document.root_element()).filter(|node| name(*node) == "comment").map(comment).collect())
}

/// The words of an element, without any format, a blank between paragraphs.
pub(super) fn words(node: roxmltree::Node<'_, '_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match name(inner) {
            "t" | "delText" => text.push_str(inner.text().unwrap_or_default()),
            "p" | "tab" | "br" if !text.is_empty() => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}
