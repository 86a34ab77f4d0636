//! Finished pages of a document measured by the decree.

use super::page_faults;
use crate::audit::{Audit, Fault, Part, RULES, State, UNMEASURED};
use crate::base::finding::Findings;
use crate::operations::common::guard::guarded;
use crate::operations::common::session::Session;
use crate::operations::update::target::Target;

/// Pages of a document that were to be measured.
#[derive(Debug, Default)]
pub struct CheckedPages {
    /// The document as the clerk reads its path.
    pub shown: String,
    /// How many letters its list makes, of which the first stands for all; 0 of a document without a list.
    pub letters: usize,
    /// How many pages; 0 when they could not be set.
    pub count: usize,
    audit: Option<Audit>,
}

/// How far a part of pages was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedPart {
    /// Its name.
    pub name: &'static str,
    /// How often something of it was measured; none when it has nothing that could be.
    pub measured: Option<usize>,
    /// Whether the document has such a part.
    pub is_there: bool,
    /// What is not as it should be.
    pub wrong: usize,
}

/// A fault in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFault {
    /// The rule: `quoc-hieu-chu`.
    pub rule: &'static str,
    /// Where it stands.
    pub article: &'static str,
    /// The code of its finding.
    pub code: &'static str,
    /// From 1.
    pub page: usize,
    /// The words it is about.
    pub words: String,
    /// What was measured.
    pub measured: String,
    /// What is allowed.
    pub allowed: String,
}

impl CheckedPages {
    /// Every part of a page; none when pages could not be set.
    pub fn parts(&self) -> Vec<CheckedPart> {
        let Some(audit) = &self.audit else { return Vec::new() };
        let part = |part: Part| {
            let (measured, is_there) = match audit.state(part) {
                State::Checked(measured) => (Some(measured), true),
                State::Unchecked => (None, true),
                State::Absent => (None, false),
            };
            let wrong = audit.faults.iter().filter(|fault| fault.rule.part == part).count();
            CheckedPart { name: part.name(), measured, is_there, wrong }
        };
        Part::ALL.map(part).into()
    }

    /// What is not as it should be.
    pub fn faults(&self) -> Vec<CheckedFault> {
        let plain = |fault: &Fault| CheckedFault {
            rule: fault.rule.id,
            article: fault.rule.article,
            code: fault.rule.part.code().id,
            page: fault.page,
            words: fault.words.clone(),
            measured: fault.measured.clone(),
            allowed: fault.allowed.clone(),
        };
        self.audit.iter().flat_map(|audit| &audit.faults).map(plain).collect()
    }

    /// Rules that were measured, and such as could not be.
    pub fn rules(&self) -> (usize, usize) {
        let Some(audit) = &self.audit else { return (0, RULES.len() + UNMEASURED.len()) };
        let unseen = RULES.iter().filter(|rule| audit.state(rule.part) == State::Unchecked).count();
        (audit.measured.len(), unseen + UNMEASURED.len())
    }
}

/// Sets a document and measures its pages; what keeps it from being set is told, what is wrong with its files is not.
pub(super) fn measure(session: &mut Session, path: &str) -> (CheckedPages, Findings) {
    let shown = session.workspace().shown(path);
    let merge = guarded(|| session.merge(path, false)).ok().flatten();
    let letters = merge.as_ref().map_or(0, |merge| merge.count());
    let first = merge.as_ref().and_then(|merge| (0..letters).find_map(|letter| merge.target(letter)));
    let target = first.unwrap_or_else(|| Target::of(path));
    let measured = guarded(|| set(session, target));
    let (count, audit, findings) = measured.unwrap_or_else(|crash| (0, None, crash.into()));
    let findings = findings.about(&shown);
    (CheckedPages { shown, letters, count, audit }, findings)
}

fn set(session: &mut Session, target: Target<'_>) -> (usize, Option<Audit>, Findings) {
    let (Some(document), _) = session.checked(target, false) else { return (0, None, Findings::default()) };
    let set = session.render(&document).and_then(|markup| session.typeset(&markup, &document));
    let pages = match set {
        Ok(pages) => pages,
        Err(finding) => return (0, None, finding.into()),
    };
    let mut findings = session.look_over(&pages, &document, false).err().unwrap_or_default();
    let audit = session.audit(&pages, &document);
    let own_templates = session.own_templates();
    findings.extend(audit.faults.iter().map(|fault| page_faults::finding(fault, &document, own_templates)));
    (pages.count(), Some(audit), findings)
}
