//! A document goes out: its PDF, or those of all its letters, into the archive with all that they were made from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::archive::event::DepositFacts;
use crate::archive::index::Index;
use crate::archive::ocfl::inventory::Inventory;
use crate::archive::{Archive, Deposit, Deposited, ObjectKey, object_file as file};
use crate::base::digest::{Digest, sha512};
use crate::base::finding::{Finding, Findings};
use crate::base::io::durable::unpacked;
use crate::base::io::files;
use crate::base::io::names::MAX_ASSET;
use crate::base::io::paths::show;
use crate::base::source::Text;
use crate::domain::register::event::OfEntry;
use crate::domain::register::{Issue, Register};
use crate::export::Conformance;
use crate::operations::archive::rebuild_document::MAX_PDF;
use crate::operations::common::mail_merge::Merge;
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::issue::refusal::IssueRefusal;
use crate::operations::update::record::{MAX_RECORD, Record};
use crate::operations::update::recording::Rendered;
use crate::operations::update::target::Target;

/// What became of a document to issue.
#[derive(Debug)]
pub struct Issued {
    /// Where it is kept.
    pub key: ObjectKey,
    /// `418/BC-UBND`.
    pub reference: String,
    /// How many letters it has; 0 when it is no document with a list.
    pub letters: usize,
    /// Whether it is new in the archive.
    pub deposited: Deposited,
    /// What else is to be reported.
    pub findings: Findings,
}

/// One PDF to issue, as its last build left it.
pub(super) struct Made {
    /// The letter, by the name of its files.
    pub(super) letter: Option<String>,
    pub(super) record: Record,
    pub(super) record_bytes: Vec<u8>,
    pub(super) pdf: Vec<u8>,
}

/// The same as it would be built now.
pub(super) struct Now {
    pub(super) set_from: Digest,
    /// Trích yếu.
    pub(super) subject: String,
    /// Kính gửi.
    pub(super) to: String,
}

impl Session {
    /// Issues a document whose fresh PDF and record lie in `out`.
    ///
    /// # Errors
    /// It has no number or date, its PDF is not as it was built, it cannot be rebuilt from what would be kept, or the
    /// archive refuses it.
    pub fn issue(
        &self,
        path: &str,
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Issued, Findings> {
        self.issue_all(path, &[Target::of(path)], out, archive, at)
    }

    /// Issues all letters of a document as one.
    ///
    /// # Errors
    /// Those of [`Session::issue`] for any of the letters, and a row that gives no letter; nothing is issued then.
    pub(crate) fn issue_letters(
        &self,
        merge: &Merge,
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Issued, Findings> {
        self.issue_all(merge.document(), &merge.targets()?, out, archive, at)
    }

    fn issue_all(
        &self,
        path: &str,
        targets: &[Target<'_>],
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Issued, Findings> {
        let made = targets.iter().map(|target| self.built(*target, out)).collect::<Result<Vec<_>, _>>()?;
        let issued: BTreeMap<String, String> =
            made.iter().map(|made| (file::of(file::ISSUED, made.letter.as_deref()), sha512(&made.pdf))).collect();
        let register = Register::of(&archive.journal().events()?);
        let entry = register.entry_of(path);
        // what went out stays so, whatever became of the files it was made from
        if let Some(entry) = entry
            && let Some(key) = ObjectKey::of(entry)
            && archive.store().inventory(&key)?.is_some_and(|inventory| is_issued_as(&inventory, &issued))
        {
            let reference = entry.facts.reference.to_string();
            let letters = targets.iter().filter(|target| target.letter.is_some()).count();
            let (deposited, findings) = (Deposited::Existing(1), Findings::default());
            return Ok(Issued { key, reference, letters, deposited, findings });
        }
        let now = self.all_now(targets, &made)?;
        let (key, mut metadata, findings) = self.described(path, targets, &made, &now)?;
        let entry = self.numbered(path, &metadata, entry)?;
        let (reference, letters) = (metadata.reference_number(), metadata.letters.len());
        let mut kept = self.inputs(path, &made, &now)?;
        let issue = Issue {
            on: at.date_naive(),
            made: made.iter().map(|made| Digest::of(&made.pdf)).collect(),
            sent: Vec::new(),
        };
        let facts = DepositFacts::Issued(OfEntry { reference: entry.facts.reference.clone(), facts: issue });
        metadata.official.to.clone_from(&entry.facts.recipients);
        for Made { letter, record_bytes, pdf, .. } in made {
            kept.insert(file::of(file::ISSUED, letter.as_deref()), pdf);
            kept.insert(file::of(file::RECORD, letter.as_deref()), record_bytes);
        }
        kept.insert(file::METADATA.to_owned(), metadata.to_bytes());
        let message = format!("Phát hành {} {reference}", metadata.official.type_name);
        let deposit = Deposit { key: key.clone(), message, files: kept, facts };
        let (index, mut all) = Index::open(archive)?;
        let (deposited, recovered) = archive.deposit(at, index.position(), deposit, |before| match before {
            None => Ok(None),
            Some(before) if is_issued_as(before, &issued) => Ok(Some(1)),
            Some(_) => {
                let document = self.workspace().shown(path);
                Err(IssueRefusal::IssuedOtherwise { document, reference: reference.clone() }.into())
            }
        })?;
        all.extend(recovered);
        all.extend(findings);
        Ok(Issued { key, reference, letters, deposited, findings: all })
    }

    /// The record and PDF of the last build, checked against one another.
    fn built(&self, target: Target<'_>, out: &Path) -> Result<Made, Finding> {
        let changed = |name: &str| IssueRefusal::OutputChanged { file: show(&out.join(name)) };
        let name = target.record();
        let record_bytes = files::read(&out.join(&name), MAX_RECORD)?;
        let record = Record::parse(&record_bytes).ok_or_else(|| changed(&name))?;
        let pdf = files::read(&out.join(format!("{}.pdf", target.stem)), MAX_PDF)?;
        let written = record.outputs.get(&format!("{}.pdf", target.name()));
        if written.is_none_or(|written| written.sha256 != Digest::of(&pdf)) {
            return Err(changed(&format!("{}.pdf", target.stem)).into());
        }
        let letter = target.letter.map(|_| target.name().to_owned());
        Ok(Made { letter, record, record_bytes, pdf })
    }

    /// All that a document was made from, by path in the archive; proved to give the same pages.
    fn inputs(&self, path: &str, made: &[Made], now: &[Now]) -> Result<BTreeMap<String, Vec<u8>>, Findings> {
        if !now.iter().map(|now| &now.set_from).eq(made.iter().map(|made| &made.record.set_from)) {
            return Err(IssueRefusal::ChangedSinceBuild { document: self.workspace().shown(path) }.into());
        }
        let named: BTreeSet<&str> =
            made.iter().flat_map(|made| made.record.inputs.keys()).map(String::as_str).collect();
        let all: BTreeSet<&str> = self.dependencies.paths().chain(named.iter().copied()).collect();
        // what the records name is enough, unless the document reads a file without printing from it
        for paths in [named, all] {
            let mut files = BTreeMap::new();
            for input in paths {
                let known = made.iter().find_map(|made| made.record.inputs.get(input));
                let bytes = self.workspace().read(input, MAX_ASSET)?;
                let bytes = bytes.filter(|bytes| known.is_none_or(|known| *known == Digest::of(bytes)));
                let Some(bytes) = bytes else {
                    return Err(IssueRefusal::ChangedMeanwhile { file: self.workspace().shown(input) }.into());
                };
                files.insert(input.to_owned(), bytes);
            }
            if give_the_same(path, &files, made) {
                let inside = |(path, bytes)| (format!("{}/{path}", file::INPUTS), bytes);
                return Ok(files.into_iter().map(inside).collect());
            }
        }
        Err(IssueRefusal::NotRebuilt { document: self.workspace().shown(path) }.into())
    }

    /// Each as it would be built now, with the standards of its last build.
    fn all_now(&self, targets: &[Target<'_>], made: &[Made]) -> Result<Vec<Now>, Findings> {
        let now = |(target, made): (&Target<'_>, &Made)| {
            let (document, findings) = self.checked(*target, true);
            let Some(document) = document else { return Err(findings) };
            let markup = self.render(&document)?;
            let standards = made.record.standards.iter().filter_map(|name| name.parse::<Conformance>().ok()).collect();
            let options = Options { standards, is_final: true, ..Options::default() };
            let rendered = Rendered { document: &document, markup: &markup };
            let set_from = self.record(*target, None, rendered, &options).set_from;
            let to: Vec<String> = document.addressees.iter().map(Text::one_line).collect();
            Ok(Now { set_from, subject: document.subject.one_line(), to: to.join("; ") })
        };
        targets.iter().zip(made).map(now).collect()
    }
}

/// Whether an object holds just these issued PDFs.
fn is_issued_as(inventory: &Inventory, issued: &BTreeMap<String, String>) -> bool {
    let known = inventory.files(1).into_iter().filter(|(path, _)| file::is(path, file::ISSUED));
    known.eq(issued.iter().map(|(path, digest)| (path.as_str(), digest.as_str())))
}

/// Whether files alone, in a workspace of their own, give the pages of the records.
fn give_the_same(path: &str, files: &BTreeMap<String, Vec<u8>>, made: &[Made]) -> bool {
    let again = || -> Option<Vec<Now>> {
        let folder = unpacked(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))).ok()?;
        let (session, _) = Session::open(folder.path()).ok()?;
        if made.iter().all(|made| made.letter.is_none()) {
            return session.all_now(&[Target::of(path)], made).ok();
        }
        let merge = session.merge(path, true)?;
        session.all_now(&merge.targets().ok()?, made).ok()
    };
    again().is_some_and(|again| again.iter().map(|now| &now.set_from).eq(made.iter().map(|made| &made.record.set_from)))
}
