//! Two writings of one file side by side, and what was found of them so far.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform::{self, Field, Rect};
use crate::signature::pdf::diff::changes::{Appearance, Changes, Disallowed};

/// Pages that are looked at.
pub(super) const MAX_PAGES: usize = 20_000;

/// What is not permitted, reported of one writing.
const MAX_DISALLOWED: usize = 20;

/// Share of a page that a signature may cover before it hides rather than signs.
const MAX_COVERED_SHARE: f32 = 0.3;

/// Flags of an annotation that keeps its size, or its direction, on a page that is shown larger or turned.
const NO_ZOOM: i64 = 1 << 3;
const NO_ROTATE: i64 = 1 << 4;

/// Two writings of one file.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
    /// Pages of the old writing, counted from zero.
    pub(super) pages: BTreeMap<ObjectId, usize>,
    pub(super) old_fields: Vec<Field>,
    pub(super) new_fields: Vec<Field>,
    pub(super) changes: Changes,
}

impl<'a> Comparison<'a> {
    pub(super) fn of(old: &'a Document, new: &'a Document) -> Self {
        let pages = old.page_iter().take(MAX_PAGES).enumerate().map(|(at, id)| (id, at)).collect();
        let (old_fields, new_fields) = (acroform::fields(old), acroform::fields(new));
        Self { old, new, pages, old_fields, new_fields, changes: Changes::default() }
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
        let paper = self.pages.iter().find(|(_, at)| **at == page).map(|(id, _)| acroform::paper(self.old, *id));
        let area = |[left, bottom, right, top]: Rect| (right - left) * (top - bottom);
        let covered: f32 =
            self.changes.shown.iter().filter(|shown| shown.page == page).map(|shown| area(shown.rect)).sum();
        if paper.is_some_and(|paper| covered > area(paper) * MAX_COVERED_SHARE) {
            self.disallow(Disallowed::PageHidden(page));
        }
    }

    /// Whether a widget grows and turns with its page, so that it stays within its place.
    fn turns_with_page(&self, widget: &Dictionary) -> bool {
        let flags = acroform::value(self.new, widget, b"F").map(Object::as_i64);
        flags.is_none_or(|flags| flags.is_ok_and(|flags| flags & (NO_ZOOM | NO_ROTATE) == 0))
    }

    /// Whether an appearance has one picture with bounds, which every reader shows in every state, and within them.
    fn is_one_picture(&self, appearance: &Object) -> bool {
        let Ok(states) = appearance.as_dict() else { return false };
        let has_bounds = |picture: &Object| {
            picture.as_stream().is_ok_and(|picture| acroform::sides(self.new, &picture.dict, b"BBox").is_some())
        };
        let stream = |key: &[u8]| acroform::value(self.new, states, key).map(has_bounds);
        stream(b"N") != Some(false) && stream(b"D").is_none() && stream(b"R").is_none()
    }
}

/// The field itself and its widgets.
pub(super) fn widgets(field: &Field) -> Vec<ObjectId> {
    field.id.iter().chain(&field.widgets).copied().collect()
}
