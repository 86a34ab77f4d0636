//! The register of a workspace at work: its log, what the log says, and the office that numbers by it.

mod assign;
mod books;
mod dispose;
mod import_paper;
mod incoming;
mod lines;
mod messages;
mod reserve;
mod review;
pub(crate) mod write_number;

use std::path::Path;

use crate::base::clock;
use crate::base::finding::Area;
use crate::base::finding::{Finding, Findings};
use crate::base::io::journal::{Journal, Position, Writer};
use crate::base::io::workspace::Workspace;
use crate::domain::register::{Draft, Register};
use crate::load::{Office, Periods};
pub use crate::operations::register::assign::{Ask, How, Numbered};
pub use crate::operations::register::import_paper::Entered;
pub use crate::operations::register::lines::{IncomingLines, OutgoingLines};
pub use crate::operations::register::reserve::{Reservation, Wanted};
use crate::operations::status::Refused;

/// Why something was not done with the register: it could not be when the workspace or the log is not as it must be.
pub fn refused(findings: Findings) -> Refused {
    Refused::needing(&[Area::Workspace, Area::Archive], findings)
}

/// The register of a workspace.
#[derive(Debug)]
pub struct Registry {
    workspace: Workspace,
    office: Office,
    periods: Periods,
    journal: Journal,
    register: Register,
    /// Up to where the log is taken in.
    place: Position,
}

impl Registry {
    /// Opens the register of the workspace that holds `path`; warnings about the office come with it. There need not
    /// be a log yet.
    ///
    /// # Errors
    /// Everything that keeps the workspace or its log from being used.
    pub fn open(path: &Path) -> Result<(Self, Findings), Findings> {
        let workspace = Workspace::containing(path)?;
        let (office, mut findings) = Office::load(&workspace)?;
        let periods = Periods::load(&workspace)?;
        let journal = Journal::in_workspace(&workspace);
        findings.extend(journal.torn()?);
        let (events, place) = journal.since(&Position::default())?;
        let register = Register::of(&events);
        Ok((Self { workspace, office, periods, journal, register, place }, findings))
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The office.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// What the log says so far.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The documents at a path: the file itself, or everything under the folder.
    ///
    /// # Errors
    /// The path is not in the workspace or holds no document.
    pub fn documents(&self, path: &Path) -> Result<Vec<String>, Finding> {
        crate::operations::documents::documents(&self.workspace, path)
    }

    /// Takes the log for writing, with everything that others have written so far.
    fn lock(&mut self) -> Result<Writer, Finding> {
        let (writer, events) = self.journal.lock(&self.place)?;
        self.register.take(&events);
        self.place = writer.place().clone();
        Ok(writer)
    }

    /// Writes what was done; once this returns it is on the disk and in the register.
    fn write(&mut self, writer: &mut Writer, draft: Draft) -> Result<(), Finding> {
        let event = writer.append(clock::now(), draft.kind, draft.content)?;
        self.register.take(&[event]);
        self.place = writer.place().clone();
        Ok(())
    }

    /// The issuer as the register names it: by its key, also when a document writes it in place.
    fn issuer(&self, issuer: &crate::domain::document::Issuer) -> String {
        if let Some(key) = &issuer.key {
            return key.clone();
        }
        let name = issuer.name.one_line();
        let same = |(_, known): &(String, crate::domain::document::Issuer)| known.name.one_line() == name;
        self.office.issuers().into_iter().find(same).map_or(name, |(key, _)| key)
    }
}
