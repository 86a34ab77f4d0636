//! Pages of an existing PDF with what a copy adds to them: a block under the last words or on a page behind, a line at the
//! top of the first page. Streams of the pages stay byte for byte; signatures become the pictures that they show.

mod flatten;
mod structure;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use structure::Added;

use crate::base::digest::Digest;
use crate::export::page::{A4, draw, inherited, media_box, own_inherited, turned};

/// How far a page may be off A4, points.
const TOLERANCE: f32 = 6.0;

/// Where a page of our own goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placing {
    /// Over the last page, which has room for it.
    OnLast,
    /// Over the first page.
    OnFirst,
    /// Behind the last page.
    Behind,
}

/// A PDF whose pages are copied.
#[derive(Debug, Clone)]
pub(crate) struct CopiedPages {
    document: Document,
}

impl CopiedPages {
    /// The pages of a file that was read; none when it has none, or its pages cannot be found.
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let mut document = document.clone();
        document.max_id = document.objects.keys().map(|(number, _)| *number).max()?;
        let pages = document.page_iter().count();
        let root = document.trailer.get(b"Root").ok()?.clone();
        let mut trailer = Dictionary::new();
        trailer.set("Root", root);
        for key in [b"Info".as_slice(), b"ID"] {
            if let Ok(value) = document.trailer.get(key) {
                trailer.set(key, value.clone());
            }
        }
        document.trailer = trailer;
        flatten::signatures(&mut document)?;
        (pages > 0).then_some(Self { document })
    }

    /// How many pages there are.
    pub(crate) fn count(&self) -> usize {
        self.document.page_iter().count()
    }

    /// Whether the last page is an upright A4 whose corner is where ours is.
    pub(crate) fn ends_upright(&self) -> bool {
        let Some(last) = self.document.page_iter().last() else { return false };
        let [left, bottom, right, top] = media_box(&self.document, last);
        let is = |value: f32, wanted: f32| (value - wanted).abs() < TOLERANCE;
        let is_own = |key: &[u8]| inherited(&self.document, last, key).is_none();
        turned(&self.document, last) == 0
            && is(left, 0.0)
            && is(bottom, 0.0)
            && is(right, A4[0])
            && is(top, A4[1])
            && is_own(b"UserUnit")
            && is_own(b"CropBox")
    }

    /// The file as it is now.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let mut document = self.document.clone();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The same with the pages of a PDF of ours, which over another page is its first alone.
    pub(crate) fn with(&self, own: &[u8], placing: Placing) -> Option<Self> {
        let mut document = self.document.clone();
        let mut own = Document::load_mem(own).ok()?;
        own.renumber_objects_with(document.max_id + 1);
        let own_catalog = own.catalog().ok()?.clone();
        let pages: Vec<ObjectId> = own.page_iter().collect();
        own_inherited(&mut own, &pages)?;
        document.max_id = own.max_id.max(document.max_id);
        document.objects.append(&mut own.objects);
        let target = match placing {
            Placing::Behind => None,
            Placing::OnFirst => Some(document.page_iter().next()?),
            Placing::OnLast => Some(document.page_iter().last()?),
        };
        let over = target.map(|target| Some((target, draw_over(&mut document, target, *pages.first()?)?)));
        let over = match over {
            Some(over) => Some(over?),
            None => {
                append(&mut document, &pages)?;
                None
            }
        };
        structure::add(&mut document, &own_catalog, &Added { pages, over });
        Some(Self { document })
    }

    /// The finished file, told from others by what it is named after.
    pub(crate) fn finish(mut self, identity: &str) -> Option<Vec<u8>> {
        let digest = Digest::of(identity.as_bytes());
        let own = Object::string_literal(digest.digits().get(..16)?.as_bytes().to_vec());
        let first = self.document.trailer.get(b"ID").and_then(Object::as_array).ok().and_then(|id| id.first().cloned());
        let first = first.filter(|first| matches!(first, Object::String(..))).unwrap_or_else(|| own.clone());
        self.document.trailer.set("ID", vec![first, own]);
        if self.document.version.as_str() < "1.7" {
            "1.7".clone_into(&mut self.document.version);
        }
        self.document.prune_objects();
        self.document.max_id = self.document.objects.keys().map(|(number, _)| *number).max()?;
        self.bytes()
    }
}

/// Puts pages behind the last.
fn append(document: &mut Document, pages: &[ObjectId]) -> Option<()> {
    let root = document.catalog().ok()?.get(b"Pages").and_then(Object::as_reference).ok()?;
    for page in pages {
        let page = document.get_dictionary_mut(*page).ok()?;
        page.set("Parent", root);
        // a tree may turn all its pages
        page.set("Rotate", 0);
    }
    let tree = document.get_dictionary(root).ok()?;
    let (kids, count) = (tree.get(b"Kids").ok()?, tree.get(b"Count").and_then(Object::as_i64).ok()?);
    let mut kids = document.dereference(kids).ok()?.1.as_array().ok()?.clone();
    kids.extend(pages.iter().map(|page| Object::Reference(*page)));
    let tree = document.get_dictionary_mut(root).ok()?;
    tree.set("Kids", kids);
    tree.set("Count", count + i64::try_from(pages.len()).ok()?);
    Some(())
}

/// Draws a page of ours over another, at its upper right corner as it is shown; the object that is drawn.
fn draw_over(document: &mut Document, target: ObjectId, own: ObjectId) -> Option<ObjectId> {
    let content = document.get_page_content(own);
    let page = document.get_dictionary(own).ok()?;
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => page.get(b"MediaBox").ok()?.clone(),
        "Resources" => page.get(b"Resources").ok()?.clone(),
    };
    if let Ok(key) = page.get(b"StructParents") {
        form.set("StructParents", key.clone());
    }
    let [.., width, height] = media_box(document, own);
    let mut stream = Stream::new(form, content);
    stream.compress().ok()?;
    let form = document.add_object(stream);
    let [a, b, c, d, e, f] = onto(document, target, [width, height]);
    draw(document, target, form, &format!("{a} {b} {c} {d} {e} {f} cm"), false)?;
    Some(form)
}

/// The matrix that puts a page of ours upright at the upper right corner of a page as it is shown.
fn onto(document: &Document, target: ObjectId, [width, height]: [f32; 2]) -> [f32; 6] {
    let [left, bottom, right, top] = media_box(document, target);
    match turned(document, target) {
        90 => [0.0, 1.0, -1.0, 0.0, left + height, top - width],
        180 => [-1.0, 0.0, 0.0, -1.0, left + width, bottom + height],
        270 => [0.0, -1.0, 1.0, 0.0, right - height, bottom + width],
        _ => [1.0, 0.0, 0.0, 1.0, right - width, top - height],
    }
}
