//! The structure by which a reader reads a page aloud: that of added pages becomes a part of that of the file.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::export::structure_tree::{entries, kids, role_map};

/// Deepest structure that is followed.
const MAX_DEPTH: usize = 100;

/// What was added to a file.
pub(super) struct Added {
    /// The pages of ours.
    pub(super) pages: Vec<ObjectId>,
    /// The page over which the first is drawn, and the object that is drawn; none when they stand behind the last.
    pub(super) over: Option<(ObjectId, ObjectId)>,
}

/// Joins the structure of what was added to that of the file; a file without structure gets none.
pub(super) fn add(document: &mut Document, own: &Dictionary, added: &Added) {
    if joined(document, own, added).is_none() {
        let objects = added.pages.iter().copied().chain(added.over.map(|(_, form)| form));
        for id in objects.collect::<Vec<_>>() {
            if let Some(dictionary) = document.objects.get_mut(&id).and_then(dictionary_of) {
                dictionary.remove(b"StructParents");
                dictionary.remove(b"Tabs");
            }
        }
    }
}

fn dictionary_of(object: &mut Object) -> Option<&mut Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    }
}

fn joined(document: &mut Document, own: &Dictionary, added: &Added) -> Option<()> {
    let root = document.catalog().ok()?.get(b"StructTreeRoot").and_then(Object::as_reference).ok()?;
    let own_root = own.get(b"StructTreeRoot").and_then(Object::as_reference).ok()?;
    let own_root = document.get_dictionary(own_root).ok()?.clone();
    let base = first_free_key(document, root)?;
    let entries = entries(document, own_root.get(b"ParentTree").ok()?)?;
    let count = entries.iter().map(|(key, _)| key + 1).max().unwrap_or(0);
    // the elements of ours come under the one that holds all others, or beside them
    let parent = holder(document, root).unwrap_or(root);
    let tops = kids(document, own_root.get(b"K").ok()?);
    for top in &tops {
        let element = document.get_dictionary_mut(top.as_reference().ok()?).ok()?;
        element.set("P", parent);
        if element.get(b"S").and_then(Object::as_name).ok() == Some(b"Document") {
            element.set("S", Object::Name(b"Part".to_vec()));
        }
    }
    if let Some((page, form)) = added.over {
        tops.iter().filter_map(|top| top.as_reference().ok()).for_each(|top| point(document, top, page, form, 0));
    }
    let mut all = document.get_dictionary(parent).ok()?.get(b"K").map(|all| kids(document, all)).unwrap_or_default();
    all.extend(tops);
    document.get_dictionary_mut(parent).ok()?.set("K", all);
    let shifted: Vec<Object> =
        entries.into_iter().flat_map(|(key, value)| [Object::Integer(base + key), value]).collect();
    add_entries(document, root, shifted, (base, base + count - 1))?;
    let objects = added.pages.iter().copied().chain(added.over.map(|(_, form)| form));
    for id in objects.collect::<Vec<_>>() {
        let Some(dictionary) = document.objects.get_mut(&id).and_then(dictionary_of) else { continue };
        if let Ok(key) = dictionary.get(b"StructParents").and_then(Object::as_i64) {
            dictionary.set("StructParents", base + key);
        }
    }
    let tree = document.get_dictionary_mut(root).ok()?;
    tree.set("ParentTreeNextKey", base + count);
    roles(document, root, &own_root);
    Some(())
}

/// The first key that nothing in the file has.
fn first_free_key(document: &Document, root: ObjectId) -> Option<i64> {
    let root = document.get_dictionary(root).ok()?;
    let next = root.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap_or(0);
    let used = entries(document, root.get(b"ParentTree").ok()?)?;
    Some(used.iter().map(|(key, _)| key + 1).max().unwrap_or(0).max(next))
}

/// Puts entries behind those of the tree of a root.
fn add_entries(document: &mut Document, root: ObjectId, numbers: Vec<Object>, (first, last): (i64, i64)) -> Option<()> {
    let tree = document.get_dictionary(root).ok()?.get(b"ParentTree").ok()?.clone();
    let mut tree = document.dereference(&tree).ok()?.1.as_dict().ok()?.clone();
    if let Ok(kids) = tree.get(b"Kids") {
        let mut kids = document.dereference(kids).ok()?.1.as_array().ok()?.clone();
        let leaf = dictionary! { "Limits" => vec![first.into(), last.into()], "Nums" => numbers };
        kids.push(document.add_object(leaf).into());
        tree.set("Kids", kids);
    } else {
        let known =
            tree.get(b"Nums").ok().and_then(|known| document.dereference(known).ok()?.1.as_array().ok().cloned());
        tree.set("Nums", known.unwrap_or_default().into_iter().chain(numbers).collect::<Vec<_>>());
    }
    let tree = document.add_object(tree);
    document.get_dictionary_mut(root).ok()?.set("ParentTree", tree);
    Some(())
}

/// The one element that holds all others, as most writers have it.
fn holder(document: &Document, root: ObjectId) -> Option<ObjectId> {
    let root = document.get_dictionary(root).ok()?;
    let [only]: [Object; 1] = kids(document, root.get(b"K").ok()?).try_into().ok()?;
    let only = only.as_reference().ok()?;
    let role = document.get_dictionary(only).ok()?.get(b"S").and_then(Object::as_name).ok();
    (role == Some(b"Document")).then_some(only)
}

/// Lets the elements of ours point into what is drawn over a page, where their words stand now.
fn point(document: &mut Document, element: ObjectId, page: ObjectId, form: ObjectId, depth: usize) {
    let Ok(dictionary) = document.get_dictionary(element) else { return };
    if depth > MAX_DEPTH {
        return;
    }
    let own = dictionary.get(b"K").map(|own| kids(document, own)).unwrap_or_default();
    let has_page = dictionary.has(b"Pg");
    let mut pointing = Vec::new();
    for kid in own {
        let marked = match &kid {
            Object::Integer(mark) => Some(*mark),
            Object::Dictionary(kid) => kid.get(b"MCID").and_then(Object::as_i64).ok(),
            _ => None,
        };
        if let Some(mark) = marked {
            let reference = dictionary! { "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => mark };
            pointing.push(reference.into());
            continue;
        }
        if let Ok(below) = kid.as_reference() {
            point(document, below, page, form, depth + 1);
        }
        pointing.push(kid);
    }
    if let Ok(dictionary) = document.get_dictionary_mut(element) {
        if !pointing.is_empty() {
            dictionary.set("K", pointing);
        }
        if has_page {
            dictionary.set("Pg", page);
        }
    }
}

/// Roles that only ours knows.
fn roles(document: &mut Document, root: ObjectId, own: &Dictionary) {
    let Some(ours) = role_map(document, own) else { return };
    let Ok(tree) = document.get_dictionary(root) else { return };
    let mut theirs = role_map(document, tree).unwrap_or_default();
    for (name, role) in ours.iter().filter(|(name, _)| !theirs.has(name)).collect::<Vec<_>>() {
        theirs.set(name.clone(), role.clone());
    }
    if let Ok(tree) = document.get_dictionary_mut(root) {
        tree.set("RoleMap", theirs);
    }
}
