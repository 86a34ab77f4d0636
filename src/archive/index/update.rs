//! Events of the log → rows of the index, each once, in the order of the log.

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

use super::database::{FILE, Index, position};
use super::entry::rank;
use super::error::IndexError;
use super::schema::facets;
use crate::archive::deposit::Archive;
use crate::archive::event::VersionEvent;
use crate::archive::metadata::Metadata;
use crate::archive::object_file as file;
use crate::archive::ocfl::error::{Damage, StoreError};
use crate::archive::ocfl::inventory::Inventory;
use crate::archive::ocfl::path::ObjectKey;
use crate::archive::pdf_info::PdfReader;
use crate::base::finding::Findings;
use crate::base::io::journal::{Event, Position};
use crate::base::text::fold::fold;
use crate::base::text::nfc;
use crate::compare::Reading;
use crate::domain::document::Kind;
use crate::domain::register::{Reference, RegisterEvent, StatusAction};
use crate::signature::Indication;

impl Index {
    /// Takes in what the log has more than the index.
    pub(super) fn update(&mut self, archive: &Archive) -> Result<Findings, IndexError> {
        archive.disk().before_write(&archive.folder().join(FILE))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // another process may have been here meanwhile
        self.position = position(&transaction)?;
        let (events, position) = match archive.journal().since(&self.position) {
            Ok(more) => more,
            // either the log is broken, which reading it whole tells, or the index is not of this log
            Err(_) => {
                archive.journal().since(&Position::default())?;
                return Err(IndexError::Foreign);
            }
        };
        if known_count(&transaction)?.is_some_and(|known| documents(&transaction).ok() != Some(known)) {
            return Err(IndexError::Foreign);
        }
        let mut findings = Findings::default();
        for event in missed(&transaction)?.iter().chain(&events) {
            if let Some(version) = VersionEvent::read(event) {
                match put_version(&transaction, archive, &version) {
                    Ok(()) => forget_missed(&transaction, &version.object)?,
                    Err(IndexError::Finding(finding)) => {
                        remember_missed(&transaction, &version.object, event)?;
                        findings.push(finding);
                    }
                    Err(error) => return Err(error),
                }
            } else if let Ok(Some(RegisterEvent::StatusChanged(action, of))) = RegisterEvent::read(event) {
                put_status(&transaction, &of.reference, action)?;
            }
        }
        if !events.is_empty() || known_count(&transaction)?.is_none() {
            let count = documents(&transaction)?;
            transaction.execute("INSERT OR REPLACE INTO facts VALUES ('count', ?1)", [count.to_string()])?;
        }
        if !events.is_empty() {
            let text = serde_json::to_string(&position).unwrap_or_default();
            transaction.execute("INSERT OR REPLACE INTO facts VALUES ('place', ?1)", [text])?;
        }
        transaction.commit()?;
        self.position = position;
        Ok(findings)
    }
}

/// How many documents an index had when it was last brought up to date; rows that went since are noticed by it.
fn known_count(from: &Connection) -> Result<Option<i64>, IndexError> {
    let text: Option<String> =
        from.query_row("SELECT value FROM facts WHERE name = 'count'", [], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

fn documents(from: &Connection) -> Result<i64, IndexError> {
    Ok(from.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?)
}

/// The last event of each object that could not be taken in, because it was not whole in the store.
fn missed(from: &Connection) -> Result<Vec<Event>, IndexError> {
    let mut statement = from.prepare_cached("SELECT value FROM facts WHERE name LIKE 'missed %' ORDER BY name")?;
    let texts: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    texts.iter().map(|text| serde_json::from_str(text).map_err(|_| IndexError::Foreign)).collect()
}

fn remember_missed(to: &Connection, object: &ObjectKey, event: &Event) -> Result<(), IndexError> {
    let text = serde_json::to_string(event).map_err(|_| IndexError::Foreign)?;
    let mut statement = to.prepare_cached("INSERT OR REPLACE INTO facts VALUES ('missed ' || ?1, ?2)")?;
    statement.execute(params![object.as_str(), text])?;
    Ok(())
}

fn forget_missed(from: &Connection, object: &ObjectKey) -> Result<(), IndexError> {
    from.prepare_cached("DELETE FROM facts WHERE name = 'missed ' || ?1")?.execute([object.as_str()])?;
    Ok(())
}

/// Writes what became of a document.
fn put_status(to: &Connection, reference: &Reference, action: StatusAction) -> Result<(), IndexError> {
    to.prepare_cached("UPDATE documents SET state = ?1 WHERE sign_folded = ?2 AND year = ?3")?.execute(params![
        action.key(),
        fold(&reference.to_string()),
        reference.year
    ])?;
    Ok(())
}

/// Writes the rows of a version that was kept.
fn put_version(to: &Connection, archive: &Archive, event: &VersionEvent) -> Result<(), IndexError> {
    // it is kept under its number once it has one
    if event.is_waiting() {
        return Ok(());
    }
    let VersionEvent { object: key, version, .. } = event;
    let inventory = archive.store().inventory(key)?.ok_or_else(|| Damage::Lost.of(key))?;
    let metadata = archive.store().file_of(key, &inventory, *version, file::METADATA)?;
    let metadata = metadata.as_deref().and_then(Metadata::parse).ok_or_else(|| Damage::UnreadableMetadata.of(key))?;
    if let Some(of) = &metadata.letter_of {
        let mut id = to.prepare_cached("SELECT id FROM documents WHERE key = ?1")?;
        let id: Option<i64> = id.query_row([of.document.as_str()], |row| row.get(0)).optional()?;
        let id = id.ok_or_else(|| Damage::Lost.of(&of.document))?;
        return put_outcome(to, id, &of.name, event);
    }
    let text = text_of(archive, key, &inventory, *version)?;
    let issued = inventory.files(*version).keys().any(|path| file::is_finalized(path));
    let id = put_document(to, key, *version, &metadata, issued)?;
    if event.is_finalized() {
        // finalized again: what was found of files before was of another text
        to.prepare_cached("DELETE FROM parts WHERE document = ?1")?.execute([id])?;
        to.prepare_cached("UPDATE documents SET outcome = NULL, later = NULL, kept = 0 WHERE id = ?1")?
            .execute([id])?;
    }
    put_parts(to, id, &metadata)?;
    put_outcome(to, id, "", event)?;
    put_words(to, id, &metadata, &format!("{}\n{text}", heading(&metadata)))
}

/// Writes the words by which a document is searched.
fn put_words(to: &Connection, id: i64, metadata: &Metadata, body: &str) -> Result<(), IndexError> {
    let facets = facets(Some(&metadata.kind), Some(metadata.date.year()), Some(&metadata.number)).join(" ");
    to.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
    to.prepare_cached("INSERT INTO words (rowid, body, folded, facets) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id,
        body,
        fold(body),
        facets
    ])?;
    to.prepare_cached("INSERT OR REPLACE INTO texts VALUES (?1, ?2)")?.execute(params![id, body])?;
    Ok(())
}

/// Writes the row of a document, and gives its number.
fn put_document(
    to: &Connection,
    key: &ObjectKey,
    version: u32,
    metadata: &Metadata,
    issued: bool,
) -> Result<i64, IndexError> {
    let official = &metadata.official;
    let signer = nfc(&official.signer_info.full_name);
    let id = to
        .prepare_cached(
            "INSERT INTO documents (key, year, kind, kind_name, number, sign, sign_folded, date, subject, signer,
               signer_folded, issuer, document, version, issued, letters, retention, due)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
             ON CONFLICT (key) DO UPDATE SET version = excluded.version, subject = excluded.subject,
               signer = excluded.signer, signer_folded = excluded.signer_folded, letters = excluded.letters,
               issued = documents.issued OR excluded.issued, document = coalesce(excluded.document, documents.document)
             RETURNING id",
        )?
        .query_row(
            params![
                key.as_str(),
                metadata.date.year(),
                metadata.kind,
                Kind::from_key(&metadata.kind).map_or(metadata.kind.as_str(), |kind| kind.name),
                metadata.number,
                metadata.reference_number(),
                fold(&metadata.reference_number()),
                metadata.date.to_string(),
                nfc(&official.subject),
                signer,
                fold(&signer),
                nfc(&official.organ_name),
                metadata.document,
                version,
                issued,
                u32::try_from(metadata.letters.len()).unwrap_or(u32::MAX),
                metadata.retention.to_string(),
                metadata.retention.due(metadata.date.year()),
            ],
            |row| row.get(0),
        )?;
    Ok(id)
}

/// Writes the letters of a document, or itself as its only part; those known stay as they are.
fn put_parts(to: &Connection, document: i64, metadata: &Metadata) -> Result<(), IndexError> {
    let mut statement =
        to.prepare_cached("INSERT OR IGNORE INTO parts (document, letter, identity) VALUES (?1, ?2, ?3)")?;
    for letter in &metadata.letters {
        statement.execute(params![document, letter.name, letter.identity])?;
    }
    if metadata.letters.is_empty() {
        statement.execute(params![document, "", metadata.identity])?;
    }
    Ok(())
}

/// Writes what was found of a file. One that is no better than one before, and not that one with more added behind,
/// stays beside it; a document is only as good as the worst of its letters.
fn put_outcome(to: &Connection, document: i64, letter: &str, event: &VersionEvent) -> Result<(), IndexError> {
    let Some(outcome) = event.outcome() else { return Ok(()) };
    let known: Option<(Option<Indication>, bool)> = to
        .prepare_cached("SELECT outcome, doubtful FROM parts WHERE document = ?1 AND letter = ?2")?
        .query_row(params![document, letter], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let known = known.and_then(|(outcome, doubtful)| Some(rank(outcome?, doubtful)));
    let own = rank(outcome, event.doubtful());
    let better = known.is_none_or(|known| own > known || own == known && event.continues());
    to.prepare_cached(
        "UPDATE parts SET last_outcome = ?3, last_version = ?4, outcome = iif(?5, ?3, outcome),
           doubtful = iif(?5, ?6, doubtful), version = iif(?5, ?4, version) WHERE document = ?1 AND letter = ?2",
    )?
    .execute(params![document, letter, outcome, event.version, better, event.doubtful()])?;
    to.prepare_cached(
        "UPDATE documents SET
           outcome = (SELECT min(outcome) FROM parts WHERE document = ?1),
           later = (SELECT min(last_outcome) FROM parts WHERE document = ?1 AND last_version <> version),
           kept = (SELECT count(outcome) FROM parts WHERE document = ?1)
         WHERE id = ?1",
    )?
    .execute([document])?;
    Ok(())
}

/// What is searched beside the words of the document.
fn heading(metadata: &Metadata) -> String {
    let official = &metadata.official;
    let signer = &official.signer_info;
    let date = &official.issued_date;
    let parts = [
        &official.type_name,
        &metadata.reference_number(),
        &official.subject,
        &official.organ_name,
        date,
        &signer.full_name,
    ];
    nfc(&parts.map(String::as_str).join(" · "))
}

/// The words of a document with all its letters: as they were set if it is ours, else as its PDF lets them be read.
fn text_of(archive: &Archive, key: &ObjectKey, inventory: &Inventory, version: u32) -> Result<String, StoreError> {
    let (files, mut words) = (inventory.files(version), Vec::new());
    for (_, digest) in files.iter().filter(|(path, _)| file::is(path, file::RECORD)) {
        words.push(text_in_record(&archive.store().content(key, inventory, digest)?));
    }
    if !words.is_empty() {
        return Ok(words.join("\n"));
    }
    let Some(digest) = files.get(file::SIGNED) else { return Ok(String::new()) };
    Ok(PdfReader::new(&archive.store().content(key, inventory, digest)?).text())
}

/// The words of a document in the record of its build.
fn text_in_record(record: &[u8]) -> String {
    let mut record: Value = serde_json::from_slice(record).unwrap_or_default();
    let reading: Reading = serde_json::from_value(record["noi_dung"].take()).unwrap_or_default();
    let lines = reading.units.iter().map(crate::compare::Unit::plain);
    nfc(&lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}
