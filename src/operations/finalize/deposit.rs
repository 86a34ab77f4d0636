//! A document is finalized: its PDF, or those of all its letters, into the archive with all that they were made from.

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
use crate::base::text::nfc;
use crate::domain::register::event::OfEntry;
use crate::domain::register::{Finalization, Register, WaitingFacts};
use crate::export::Conformance;
use crate::load::DocumentFile;
use crate::operations::archive::rebuild_document::MAX_PDF;
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::finalize::refusal::{FinalizeRefusal, OutOfOrder};
use crate::operations::update::record::{MAX_RECORD, Record};
use crate::operations::update::recording::Rendered;
use crate::operations::update::target::Target;

/// What became of a document to finalize.
#[derive(Debug)]
pub struct Finalized {
    /// Where it is kept.
    pub key: ObjectKey,
    /// `418/BC-UBND`; none of a paper document, which has no number yet.
    pub reference: Option<String>,
    /// How many letters it has; 0 when it is no document with a list.
    pub letters: usize,
    /// Whether it is new in the archive.
    pub deposited: Deposited,
    /// What else is to be reported.
    pub findings: Findings,
}

/// One PDF to finalize, as its last build left it.
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

/// Of a document or all of its letters: what is fixed, and how.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) path: &'a str,
    pub(super) targets: &'a [Target<'a>],
    /// Whether it is signed on paper, and gets its number afterwards.
    pub(super) paper: bool,
}

impl Session {
    /// Finalizes an electronic document whose fresh PDF and record lie in `out`.
    ///
    /// # Errors
    /// It has no number or date, its PDF is not as it was built, it cannot be rebuilt from what would be kept, or the
    /// archive refuses it.
    pub fn finalize(
        &self,
        path: &str,
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Finalized, Findings> {
        self.finalize_all(Wanted { path, targets: &[Target::of(path)], paper: false }, out, archive, at)
    }

    /// Finalizes a document, or all of its letters as one; on paper without a number.
    ///
    /// # Errors
    /// Those of [`Session::finalize`] for any of the letters; nothing is finalized then.
    pub(super) fn finalize_all(
        &self,
        wanted: Wanted<'_>,
        out: &Path,
        archive: &Archive,
        at: DateTime<FixedOffset>,
    ) -> Result<Finalized, Findings> {
        let Wanted { path, targets, paper } = wanted;
        let made = targets.iter().map(|target| self.built(*target, out)).collect::<Result<Vec<_>, _>>()?;
        let register = Register::of(&archive.journal().events()?);
        // what went to be signed stays so, whatever became of the files it was made from
        if let Some((key, reference)) = self.finalized_before(&register, path, archive, &made)? {
            let letters = targets.iter().filter(|target| target.letter.is_some()).count();
            let (deposited, findings) = (Deposited::Existing(1), Findings::default());
            return Ok(Finalized { key, reference, letters, deposited, findings });
        }
        self.in_order(path, paper, &register)?;
        let now = self.all_now(targets, &made)?;
        let described = self.described(wanted, &made, &now, at.date_naive())?;
        let (key, mut metadata, findings) = (described.key, described.metadata, described.findings);
        let mut kept = self.inputs(path, &made, &now)?;
        let finalization = Finalization {
            on: at.date_naive(),
            made: made.iter().map(|made| Digest::of(&made.pdf)).collect(),
            sent: Vec::new(),
            waited_at: None,
        };
        let subject = format!("{} {}", metadata.official.type_name, metadata.official.subject);
        let (facts, reference) = if paper {
            let facts = WaitingFacts { document: nfc(path), subject: subject.clone(), finalization };
            (DepositFacts::Waiting(facts), None)
        } else {
            let entry = self.numbered(path, &metadata, register.entry_of(path))?;
            metadata.official.to.clone_from(&entry.facts.recipients);
            let reference = entry.facts.reference.clone();
            let shown = reference.to_string();
            (DepositFacts::Finalized(OfEntry { reference, facts: finalization }), Some(shown))
        };
        let letters = metadata.letters.len();
        kept.insert(file::METADATA.to_owned(), metadata.to_bytes());
        let fixed: BTreeMap<String, String> = made.iter().map(|made| (made.path(), sha512(&made.pdf))).collect();
        for Made { letter, record_bytes, pdf, .. } in made {
            kept.insert(file::of(file::FINALIZED, letter.as_deref()), pdf);
            kept.insert(file::of(file::RECORD, letter.as_deref()), record_bytes);
        }
        let message = match &reference {
            Some(reference) => format!("Chốt {} {reference}", metadata.official.type_name),
            None => format!("Chốt bản trình ký {subject}"),
        };
        let reopened = register.entry_of(path).is_some_and(|entry| entry.object.is_some() && !entry.state.is_frozen())
            || paper && register.waiting_of(path).is_none();
        let deposit = Deposit { key: key.clone(), message, files: kept, facts };
        let (index, mut all) = Index::open(archive)?;
        let (deposited, recovered) = archive.deposit(at, index.position(), deposit, |before| match before {
            None => Ok(None),
            Some(_) if reopened => Ok(None),
            Some(before) if is_finalized_as(before, &fixed) => Ok(Some(1)),
            Some(_) => {
                let document = self.workspace().shown(path);
                let reference = reference.clone().unwrap_or_default();
                Err(FinalizeRefusal::FinalizedOtherwise { document, reference }.into())
            }
        })?;
        all.extend(recovered);
        all.extend(findings);
        Ok(Finalized { key, reference, letters, deposited, findings: all })
    }

    /// Where a document lies that was finalized with just these PDFs.
    fn finalized_before(
        &self,
        register: &Register,
        path: &str,
        archive: &Archive,
        made: &[Made],
    ) -> Result<Option<(ObjectKey, Option<String>)>, Finding> {
        let fixed: BTreeMap<String, String> = made.iter().map(|made| (made.path(), sha512(&made.pdf))).collect();
        let entry = register.entry_of(path).filter(|entry| entry.state.is_frozen());
        let (key, reference) = match (entry, register.waiting_of(path)) {
            (Some(entry), _) => {
                let key = entry.object.as_deref().and_then(ObjectKey::parse).or_else(|| ObjectKey::of(entry));
                (key, Some(entry.facts.reference.to_string()))
            }
            (None, Some(waiting)) => (ObjectKey::parse(&waiting.object), None),
            (None, None) => return Ok(None),
        };
        let Some(key) = key else { return Ok(None) };
        let same = archive.store().inventory(&key)?.is_some_and(|inventory| is_finalized_as(&inventory, &fixed));
        Ok(same.then_some((key, reference)))
    }

    /// Whether a document is finalized in the order of the decree: electronic with its number, paper without.
    fn in_order(&self, path: &str, paper: bool, register: &Register) -> Result<(), Finding> {
        let document = self.workspace().shown(path);
        let numbered = register.entry_of(path).map(|entry| entry.facts.reference.to_string());
        let typed = || {
            let draft = DocumentFile::read(self.workspace(), path).ok()?;
            let loaded = draft.load(self.workspace(), &self.office, &self.periods, draft.sample());
            loaded.document?.number.map(|number| number.value)
        };
        match paper.then(|| numbered.or_else(typed)).flatten() {
            Some(number) => Err(OutOfOrder::PaperWithNumber { document, number }.into()),
            None => Ok(()),
        }
    }

    /// The record and PDF of the last build, checked against one another.
    fn built(&self, target: Target<'_>, out: &Path) -> Result<Made, Finding> {
        let changed = |name: &str| FinalizeRefusal::OutputChanged { file: show(&out.join(name)) };
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
            return Err(FinalizeRefusal::ChangedSinceBuild { document: self.workspace().shown(path) }.into());
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
                    return Err(FinalizeRefusal::ChangedMeanwhile { file: self.workspace().shown(input) }.into());
                };
                files.insert(input.to_owned(), bytes);
            }
            if give_the_same(path, &files, made) {
                let inside = |(path, bytes)| (format!("{}/{path}", file::INPUTS), bytes);
                return Ok(files.into_iter().map(inside).collect());
            }
        }
        Err(FinalizeRefusal::NotRebuilt { document: self.workspace().shown(path) }.into())
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

impl Made {
    /// Its path in the object.
    fn path(&self) -> String {
        file::of(file::FINALIZED, self.letter.as_deref())
    }
}

/// Whether an object holds just these PDFs as it was finalized.
fn is_finalized_as(inventory: &Inventory, fixed: &BTreeMap<String, String>) -> bool {
    let known = inventory.files(inventory.number()).into_iter().filter(|(path, _)| file::is_finalized(path));
    known.map(|(path, digest)| (path.replace("phat-hanh", "ban-chot"), digest.to_owned())).collect::<BTreeMap<_, _>>()
        == *fixed
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
