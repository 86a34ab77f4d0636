//! The audit of finished pages: it names every planted fault, and nothing on pages as they should be.

mod checklist;
mod fixture;
mod planted;
mod verb;

use fixture::{audit_of, documents, project, told};
use vanthu::domain::document::kind::ALL;
use vanthu::operations::common::session::Session;

use crate::support::{Project, acceptance, samples};

/// What is wrong with documents of a workspace, and what of them was not found.
fn wrong(session: &mut Session, paths: impl IntoIterator<Item = String>) -> String {
    let mut all = String::new();
    for path in paths {
        let audit = audit_of(session, &path);
        if !audit.faults.is_empty() || !audit.unseen.is_empty() {
            all += &format!("{path} {:?}\n{}", audit.unseen, told(&audit));
        }
    }
    all
}

#[test]
fn samples_stand_the_audit() {
    let (mut session, _) = Session::open(&samples()).unwrap();
    let paths = session.documents(&samples()).unwrap();
    assert_eq!(wrong(&mut session, paths), "");
}

#[test]
fn documents_with_every_part_stand_the_audit() {
    assert_eq!(wrong(&mut project().session(), documents().map(|(path, _)| path.to_owned())), "");
}

#[test]
fn new_documents_of_every_kind_stand_the_audit() {
    let project = Project::new();
    for kind in &ALL {
        let made = project.run(&["new", kind.key, &format!("{}.yaml", kind.key)]);
        assert!(made.status.success(), "{}", kind.key);
    }
    assert_eq!(wrong(&mut project.session(), ALL.iter().map(|kind| format!("{}.yaml", kind.key))), "");
}

#[test]
#[cfg_attr(not(shared), ignore = "không có ../shared, cũng không có VANTHU_SHARED")]
fn acceptance_documents_stand_the_audit() {
    let (mut session, _) = Session::open(&acceptance()).unwrap();
    let paths = session.documents(&acceptance()).unwrap();
    assert_eq!(wrong(&mut session, paths), "");
}
