//! What the texts of a document are called in one another: `Phụ lục II`, `của Nghị quyết này`, and across the border between a
//! decision and what it issues, where `này` alone could be either, `Quy chế ban hành kèm theo Quyết định này`.

use super::references::{Fault, Part, PartName, References, Step};
use super::{Annex, Attached, Document};
use crate::base::source::Text;
use crate::base::text::capitalized;
use crate::base::text::fold::fold;

impl Document {
    /// Finds what the references of all texts lead to; parts are counted as [`Self::sections`] are.
    pub(crate) fn resolve_references(&mut self) -> Vec<Fault> {
        let annexes = |owner: usize, annexes: &[Annex]| -> Vec<(Option<Text>, PartName)> {
            let name = |(annex, n): (&Annex, u32)| {
                (annex.label.clone(), PartName { owner, annex: Some(Annex::step(n, annexes.len())) })
            };
            annexes.iter().zip(1..).map(name).collect()
        };
        let mut names = vec![(None, PartName { owner: 0, annex: None })];
        names.extend(annexes(0, &self.annexes));
        for (attached, owner) in self.attached.iter().zip(1..) {
            names.push((None, PartName { owner, annex: None }));
            names.extend(annexes(owner, &attached.annexes));
        }
        let mut parts = Vec::new();
        for (body, (label, called)) in self.bodies().zip(&names) {
            parts.push(Part { body, label: label.as_ref(), called });
        }
        let (references, faults) = References::of(&parts, &|owner, seen_from| self.called_in(owner, seen_from));
        self.references = references;
        faults
    }

    /// Whether it approves what is attached to it, which then is not issued by it.
    pub(crate) fn approves(&self) -> bool {
        fold(&self.subject.one_line()).starts_with("phe duyet")
    }

    /// What the document or one that is attached to it is called in a text of the document or of one attached; 0 is the
    /// document, those attached count from 1.
    fn called_in(&self, owner: usize, seen_from: usize) -> Step {
        let attached = |n: usize| n.checked_sub(1).and_then(|n| self.attached.get(n));
        let (own, there) = (self.capitalized_kind(), attached(seen_from).map(|of| capitalized(of.kind.name)));
        let words = match (attached(owner), there) {
            (None, Some(there)) => {
                format!("{own} {} {there} này", if self.approves() { "phê duyệt" } else { "ban hành" })
            }
            (None, None) => format!("của {own} này"),
            (Some(attached), Some(_)) if owner == seen_from => format!("của {} này", capitalized(attached.kind.name)),
            (Some(attached), Some(_)) => attached.name_in_sentence(),
            (Some(attached), None) => {
                let come = if self.approves() { "kèm theo" } else { "ban hành kèm theo" };
                format!("{} {come} {own} này", self.short_name(attached))
            }
        };
        Step::new(words, "")
    }

    /// `Quy chế`, or its whole name where several of its kind are attached.
    fn short_name(&self, attached: &Attached) -> String {
        match self.attached.iter().filter(|other| other.kind == attached.kind).count() {
            1 => capitalized(attached.kind.name),
            _ => attached.name_in_sentence(),
        }
    }
}
