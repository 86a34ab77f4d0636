//! Two writings of one file side by side, and what was found of them so far.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform::{self, Field, Rect};
use crate::signature::pdf::diff::changes::{Appearance, Changes, Disallowed};
use crate::signature::pdf::undrawn;

/// Pages that are looked at.
pub(super) const MAX_PAGES: usize = 20_000;

/// What is not permitted, reported of one writing.
const MAX_DISALLOWED: usize = 20;

/// Share of a page that a signature may cover before it hides rather than signs.
const MAX_COVERED_SHARE: f32 = 0.3;

/// Flags of an annotation that keeps its size, or its direction, on a page that is shown larger or turned, or that shows
/// on paper alone, or on the screen now and then.
const NO_ZOOM: i64 = 1 << 3;
const NO_ROTATE: i64 = 1 << 4;
const NO_VIEW: i64 = 1 << 5;
const TOGGLE_NO_VIEW: i64 = 1 << 8;

/// Two writings of one file.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
    /// Pages of the old writing, counted from zero.
    pub(super) pages: BTreeMap<ObjectId, usize>,
    pub(super) old_fields: Vec<Field>,
    pub(super) new_fields: Vec<Field>,
    /// What the old writing's objects are to one another.
    pub(super) index: Index,
    pub(super) changes: Changes,
}

/// What is asked of many objects, each time by its number.
pub(super) struct Index {
    /// The page on which an annotation stands.
    pub(super) page_of: BTreeMap<ObjectId, usize>,
    /// Lists of annotations that are objects of their own.
    pub(super) annotation_lists: BTreeSet<ObjectId>,
    /// The field, by its place, to which a widget belongs.
    pub(super) field_of: BTreeMap<ObjectId, usize>,
    /// The field that is no signature, by its place, with its widget, whose picture an object is.
    pub(super) drawn_by: BTreeMap<ObjectId, (usize, ObjectId)>,
    /// The paper of each page.
    papers: Vec<Rect>,
}

impl Index {
    fn of(document: &Document, pages: &BTreeMap<ObjectId, usize>, fields: &[Field]) -> Self {
        let mut index = Self {
            page_of: BTreeMap::new(),
            annotation_lists: BTreeSet::new(),
            field_of: BTreeMap::new(),
            drawn_by: BTreeMap::new(),
            papers: Vec::new(),
        };
        let mut in_order: Vec<(ObjectId, usize)> = pages.iter().map(|(id, at)| (*id, *at)).collect();
        in_order.sort_by_key(|(_, at)| *at);
        for (id, at) in in_order {
            index.papers.push(acroform::paper(document, id));
            let Ok(page) = document.get_dictionary(id) else { continue };
            index.annotation_lists.extend(page.get(b"Annots").and_then(Object::as_reference));
            for annotation in acroform::array(document, page, b"Annots") {
                let id = annotation.as_reference().ok();
                id.into_iter().for_each(|id| _ = index.page_of.entry(id).or_insert(at));
            }
        }
        for (at, field) in fields.iter().enumerate() {
            for widget in widgets(field) {
                index.field_of.entry(widget).or_insert(at);
                let picture = document.get_dictionary(widget).and_then(|widget| widget.get(b"AP"));
                if let (Ok(picture), false) = (picture, field.is_signature) {
                    named_by(document, picture).for_each(|id| _ = index.drawn_by.entry(id).or_insert((at, widget)));
                }
            }
        }
        index
    }
}

/// What an appearance is, or directly names.
pub(super) fn named_by<'a>(document: &'a Document, appearance: &'a Object) -> impl Iterator<Item = ObjectId> + 'a {
    let states = acroform::follow(document, appearance).as_dict().into_iter();
    let states = states.flat_map(|states| states.iter().map(|(_, state)| state));
    std::iter::once(appearance).chain(states).filter_map(|object| object.as_reference().ok())
}

impl<'a> Comparison<'a> {
    pub(super) fn of(old: &'a Document, new: &'a Document) -> Self {
        let pages: BTreeMap<_, _> = old.page_iter().take(MAX_PAGES).enumerate().map(|(at, id)| (id, at)).collect();
        let (old_fields, new_fields) = (acroform::fields(old), acroform::fields(new));
        let index = Index::of(old, &pages, &old_fields);
        Self { old, new, pages, old_fields, new_fields, index, changes: Changes::default() }
    }

    /// Notes what is not permitted, each once.
    pub(super) fn disallow(&mut self, what: Disallowed) {
        if !self.is_full() && !self.changes.disallowed.contains(&what) {
            self.changes.disallowed.push(what);
        }
    }

    /// Whether no more is reported.
    pub(super) fn is_full(&self) -> bool {
        self.changes.disallowed.len() >= MAX_DISALLOWED
    }

    /// Whether a field of the old writing is one that the new writing signs.
    pub(super) fn is_being_signed(&self, field: &Field) -> bool {
        let signed = |new: &Field| new.id == field.id && new.has_value;
        field.is_signature && !field.has_value && self.new_fields.iter().any(signed)
    }

    /// Notes where a widget of a signature shows, and whether all of them together hide the page.
    pub(super) fn show(&mut self, page: usize, widget: &Dictionary) {
        let picture = acroform::value(self.new, widget, b"AP");
        let is_placed = self.turns_with_page(widget) && picture.is_none_or(|ap| self.is_one_picture(ap));
        let Some(rect) = acroform::rect(self.new, widget).filter(|_| is_placed) else {
            return self.disallow(Disallowed::WidgetUnplaced(page));
        };
        let shown = Appearance { page, rect };
        if !acroform::is_visible(rect) || self.changes.shown.contains(&shown) {
            return;
        }
        self.changes.shown.push(shown);
        let paper = self.index.papers.get(page);
        let area = |[left, bottom, right, top]: Rect| (right - left) * (top - bottom);
        let covered: f32 =
            self.changes.shown.iter().filter(|shown| shown.page == page).map(|shown| area(shown.rect)).sum();
        if paper.is_some_and(|paper| covered > area(*paper) * MAX_COVERED_SHARE) {
            self.disallow(Disallowed::PageHidden(page));
        }
    }

    /// Whether a widget grows and turns with its page, so that it stays within its place, and shows on it at all times.
    fn turns_with_page(&self, widget: &Dictionary) -> bool {
        let flags = acroform::value(self.new, widget, b"F").map(Object::as_i64);
        flags.is_none_or(|flags| flags.is_ok_and(|flags| flags & (NO_ZOOM | NO_ROTATE | NO_VIEW | TOGGLE_NO_VIEW) == 0))
    }

    /// Whether an appearance has one picture with bounds, which every reader shows in every state, and within them.
    fn is_one_picture(&self, appearance: &Object) -> bool {
        let Ok(states) = appearance.as_dict() else { return false };
        let has_bounds = |picture: &Object| {
            picture.as_stream().is_ok_and(|picture| acroform::sides(self.new, &picture.dict, b"BBox").is_some())
        };
        let stream = |key: &[u8]| acroform::value(self.new, states, key).map(has_bounds);
        let is_one = stream(b"N") != Some(false) && stream(b"D").is_none() && stream(b"R").is_none();
        is_one && !undrawn::shows_elsewhere(self.new, appearance)
    }
}

/// The field itself and its widgets.
pub(super) fn widgets(field: &Field) -> Vec<ObjectId> {
    field.id.iter().chain(&field.widgets).copied().collect()
}
