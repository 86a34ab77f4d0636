//! The register of a workspace at work: its log, what the log says, and the office that numbers by it.

use std::path::Path;

use crate::base::clock;
use crate::base::finding::{Finding, Findings};
use crate::base::io::journal::{Journal, Position, Writer};
use crate::base::io::workspace::Workspace;
use crate::domain::document::Issuer;
use crate::domain::register::{Register, RegisterEvent};
use crate::load::{Office, Periods};
use crate::operations::common::documents::documents;

/// The register of a workspace, with its log and the office that numbers by it.
#[derive(Debug)]
pub struct WorkspaceRegister {
    workspace: Workspace,
    office: Office,
    periods: Periods,
    journal: Journal,
    register: Register,
    /// Up to where the log is taken in.
    position: Position,
}

impl WorkspaceRegister {
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
        findings.extend(journal.strange_logs());
        let (events, position) = journal.since(&Position::default())?;
        findings.extend(journal.clock_behind(&position, clock::now()));
        let register = Register::of(&events);
        Ok((Self { workspace, office, periods, journal, register, position }, findings))
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The office.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// The periods of the workspace.
    pub(super) fn periods(&self) -> &Periods {
        &self.periods
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
        documents(&self.workspace, path)
    }

    /// Takes the log for writing, with everything that others have written so far.
    pub(super) fn lock(&mut self) -> Result<Writer, Finding> {
        let (writer, events) = self.journal.lock(&self.position)?;
        self.register.update(&events);
        self.position = writer.position().clone();
        Ok(writer)
    }

    /// Writes what was done; once this returns it is on the disk and in the register.
    pub(super) fn write(&mut self, writer: &mut Writer, event: &RegisterEvent) -> Result<(), Finding> {
        let event = writer.append(clock::now(), event.kind(), event.content())?;
        self.register.update(&[event]);
        self.position = writer.position().clone();
        Ok(())
    }

    /// The issuer as the register names it: by its key, also when a document writes it in place.
    pub(super) fn issuer(&self, issuer: &Issuer) -> String {
        if let Some(key) = &issuer.key {
            return key.clone();
        }
        let name = issuer.name.one_line();
        let same = |(_, known): &(String, Issuer)| known.name.one_line() == name;
        self.office.issuers().into_iter().find(same).map_or(name, |(key, _)| key)
    }
}
