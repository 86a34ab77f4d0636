//! Several of our PDFs → one: the pages byte for byte as they are, one structure tree, one outline with an entry a document.
//!
//! What is common (metadata, colour profile, language) is that of the first, which lists the others.

mod outline;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use outline::{entry, link_entries};

use crate::base::finding::{Finding, codes};
use crate::export::page::{annotations, own_inherited, set_annotations};
use crate::export::structure_tree::{entries, kids, role_map};

/// One PDF of a bundle.
#[derive(Debug, Clone)]
pub(crate) struct BundlePart {
    /// Its entry in the outline.
    pub(crate) title: String,
    /// The file.
    pub(crate) bytes: Vec<u8>,
}

/// How many pages a PDF has; none when it is none that can be read.
pub(crate) fn page_count(bytes: &[u8]) -> Option<usize> {
    Document::load_mem(bytes).ok().map(|document| document.get_pages().len())
}

/// Joins PDFs, the first of which leads.
///
/// # Errors
/// One cannot be read as what this program writes.
pub(crate) fn bundle(parts: &[BundlePart]) -> Result<Vec<u8>, Finding> {
    let mut joined = Joined::default();
    for (number, part) in parts.iter().enumerate() {
        joined.add(part, number).ok_or_else(|| unreadable(&part.title))?;
    }
    joined.finish().ok_or_else(|| unreadable(&parts.first().map(|part| part.title.clone()).unwrap_or_default()))
}

fn unreadable(title: &str) -> Finding {
    Finding::new(codes::UNREADABLE, format!("tệp PDF của `{title}` không ghép được"))
        .hint("tạo lại PDF của văn bản ấy bằng `vanthu build --force`, rồi ghép lại")
}

/// The joined document on its way.
#[derive(Default)]
struct Joined {
    /// The first document, which takes in the others.
    document: Option<Document>,
    pages: Vec<Object>,
    /// Entries of the outline, one a document.
    entries: Vec<ObjectId>,
    /// The structure of each document.
    structures: Vec<Object>,
    /// Rows of the parent tree.
    parents: Vec<(i64, Object)>,
    /// What structure elements are called by.
    names: BTreeMap<Vec<u8>, Object>,
    roles: Dictionary,
}

/// What a document of ours consists of.
struct Whole {
    document: Document,
    outlines: Option<ObjectId>,
    structure: Dictionary,
    pages: Vec<ObjectId>,
}

impl Joined {
    fn add(&mut self, part: &BundlePart, number: usize) -> Option<()> {
        let first = self.document.as_ref().map_or(1, |document| document.max_id + 1);
        let mut whole = Whole::read(&part.bytes, first)?;
        let key = self.parents.last().map_or(0, |(key, _)| key + 1);
        whole.shift_parents(key)?;
        whole.rename(&format!("{}.", number + 1))?;
        self.parents.extend(whole.parents(key)?);
        self.names.extend(whole.names());
        if let Some(roles) = role_map(&whole.document, &whole.structure) {
            self.roles.extend(&roles);
        }
        self.structures.extend(kids(&whole.document, whole.structure.get(b"K").ok()?));
        self.pages.extend(whole.pages.iter().map(|page| Object::Reference(*page)));
        let Whole { mut document, outlines, pages, .. } = whole;
        let entry = entry(&mut document, &part.title, *pages.first()?, outlines)?;
        self.entries.push(entry);
        match &mut self.document {
            None => self.document = Some(document),
            Some(joined) => {
                joined.max_id = document.max_id;
                joined.objects.append(&mut document.objects);
            }
        }
        Some(())
    }

    fn finish(self) -> Option<Vec<u8>> {
        let Self { document, pages, entries, structures, parents, names, roles } = self;
        let mut document = document?;
        let root = document.trailer.get(b"Root").ok()?.as_reference().ok()?;
        let page_root = document.add_object(Dictionary::from_iter([
            ("Type", Object::from("Pages")),
            ("Count", Object::from(i64::try_from(pages.len()).ok()?)),
            ("Kids", Object::Array(pages.clone())),
        ]));
        for page in &pages {
            let page = document.get_dictionary_mut(page.as_reference().ok()?).ok()?;
            page.set("Parent", Object::Reference(page_root));
        }
        let outlines = document.add_object(Dictionary::new());
        link_entries(&mut document, outlines, &entries)?;
        let structure = structure_root(&mut document, structures, parents, names, roles)?;
        let catalog = document.get_dictionary_mut(root).ok()?;
        catalog.set("Pages", Object::Reference(page_root));
        catalog.set("Outlines", Object::Reference(outlines));
        catalog.set("StructTreeRoot", Object::Reference(structure));
        catalog.remove(b"PageLabels");
        document.prune_objects();
        document.renumber_objects();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).ok()?;
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        Some(bytes)
    }
}

impl Whole {
    /// Reads a PDF with its objects numbered from `first`.
    fn read(bytes: &[u8], first: u32) -> Option<Self> {
        let mut document = Document::load_mem(bytes).ok()?;
        document.renumber_objects_with(first);
        let catalog = document.catalog().ok()?.clone();
        let outlines = catalog.get(b"Outlines").and_then(Object::as_reference).ok();
        let structure =
            document.get_dictionary(catalog.get(b"StructTreeRoot").ok()?.as_reference().ok()?).ok()?.clone();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        own_inherited(&mut document, &pages)?;
        let mut whole = Self { document, outlines, structure, pages };
        whole.drop_fields()?;
        Some(whole)
    }

    /// Fields of a form sign and fill the single file; in a bundle they would be of nothing.
    fn drop_fields(&mut self) -> Option<()> {
        for page in &self.pages {
            if let Some((_, others)) = annotations(&self.document, *page) {
                set_annotations(&mut self.document, *page, others)?;
            }
        }
        Some(())
    }

    /// Moves the keys by which pages and annotations find their structure.
    fn shift_parents(&mut self, by: i64) -> Option<()> {
        for object in self.document.objects.values_mut() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &mut stream.dict,
                _ => continue,
            };
            for name in [&b"StructParents"[..], b"StructParent"] {
                if let Ok(key) = dictionary.get(name).and_then(Object::as_i64) {
                    dictionary.set(name, Object::Integer(key + by));
                }
            }
        }
        Some(())
    }

    /// The rows of the parent tree, their keys moved.
    fn parents(&self, by: i64) -> Option<Vec<(i64, Object)>> {
        let rows = entries(&self.document, self.structure.get(b"ParentTree").ok()?)?;
        Some(rows.into_iter().map(|(key, row)| (key + by, row)).collect())
    }

    /// Structure elements by the name they are called by.
    fn names(&self) -> Vec<(Vec<u8>, Object)> {
        let named = |(id, object): (&ObjectId, &Object)| {
            let element = object.as_dict().ok().filter(|element| is_element(element))?;
            Some((element.get(b"ID").and_then(Object::as_str).ok()?.to_vec(), Object::Reference(*id)))
        };
        self.document.objects.iter().filter_map(named).collect()
    }

    /// Puts a prefix before the names of structure elements, and where header cells are called by theirs.
    fn rename(&mut self, prefix: &str) -> Option<()> {
        for object in self.document.objects.values_mut() {
            let Object::Dictionary(element) = object else { continue };
            if is_element(element) {
                if let Ok(Object::String(name, _)) = element.get_mut(b"ID") {
                    *name = [prefix.as_bytes(), name].concat();
                }
                if let Ok(attributes) = element.get_mut(b"A") {
                    rename_headers(attributes, prefix);
                }
            } else if element.has(b"Headers") {
                rename_headers(object, prefix);
            }
        }
        Some(())
    }
}

fn is_element(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem")
}

fn rename_headers(attributes: &mut Object, prefix: &str) {
    match attributes {
        Object::Array(items) => items.iter_mut().for_each(|item| rename_headers(item, prefix)),
        Object::Dictionary(dictionary) => {
            let Ok(Object::Array(headers)) = dictionary.get_mut(b"Headers") else { return };
            for header in headers {
                if let Object::String(name, _) = header {
                    *name = [prefix.as_bytes(), name].concat();
                }
            }
        }
        _ => {}
    }
}

/// One tree over the structures of all documents.
fn structure_root(
    document: &mut Document,
    structures: Vec<Object>,
    parents: Vec<(i64, Object)>,
    names: BTreeMap<Vec<u8>, Object>,
    roles: Dictionary,
) -> Option<ObjectId> {
    let (root, whole) = (document.new_object_id(), document.new_object_id());
    for structure in &structures {
        let element = document.get_dictionary_mut(structure.as_reference().ok()?).ok()?;
        element.set("P", Object::Reference(whole));
    }
    let next = parents.last().map_or(0, |(key, _)| key + 1);
    let rows = parents.into_iter().flat_map(|(key, row)| [Object::Integer(key), row]).collect();
    let tree = Dictionary::from_iter([("Nums", Object::Array(rows))]);
    let mut dictionary = Dictionary::from_iter([
        ("Type", Object::from("StructTreeRoot")),
        ("K", Object::Array(vec![Object::Reference(whole)])),
        ("ParentTree", Object::Dictionary(tree)),
        ("ParentTreeNextKey", Object::Integer(next)),
        ("RoleMap", Object::Dictionary(roles)),
    ]);
    if !names.is_empty() {
        let literal = |name: Vec<u8>| Object::String(name, StringFormat::Literal);
        let rows = names.into_iter().flat_map(|(name, element)| [literal(name), element]).collect();
        dictionary.set("IDTree", Object::Dictionary(Dictionary::from_iter([("Names", Object::Array(rows))])));
    }
    document.objects.insert(root, Object::Dictionary(dictionary));
    let element = Dictionary::from_iter([
        ("Type", Object::from("StructElem")),
        ("S", Object::from("Document")),
        ("P", Object::Reference(root)),
        ("K", Object::Array(structures)),
    ]);
    document.objects.insert(whole, Object::Dictionary(element));
    Some(root)
}
