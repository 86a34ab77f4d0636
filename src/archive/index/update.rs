//! Events of the log → rows of the index, each once, in the order of the log.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

use crate::archive::index::{Index, Trouble, position, rank};
use crate::archive::metadata::Metadata;
use crate::archive::pdf_info::Reader;
use crate::archive::{Archive, Inventory, Key, file};
use crate::base::finding::{Finding, Findings};
use crate::base::io::journal::{Event, Position};
use crate::base::text::fold::fold;
use crate::base::text::nfc;
use crate::compare::Reading;
use crate::domain::document::Kind;
use crate::signature::Indication;

/// Events of the register that change what became of a document, and the words for it.
const STATES: [(&str, &str); 4] = [
    ("thay_the", "bị thay thế"),
    ("sua_doi", "được sửa đổi, bổ sung"),
    ("dinh_chinh", "được đính chính"),
    ("thu_hoi", "bị thu hồi"),
];

impl Index {
    /// Takes in what the log has more than the index.
    pub(super) fn take(&mut self, archive: &Archive) -> Result<Findings, Trouble> {
        archive.disk().before_write(&archive.folder().join(crate::archive::index::FILE))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // another process may have been here meanwhile
        self.place = position(&transaction)?;
        let (events, place) = match archive.journal().since(&self.place) {
            Ok(more) => more,
            // either the log is broken, which reading it whole tells, or the index is not of this log
            Err(_) => {
                archive.journal().since(&Position::default())?;
                return Err(Trouble::Foreign);
            }
        };
        let mut told = Findings::default();
        for event in missed(&transaction)?.iter().chain(&events) {
            let applied = apply(&transaction, archive, event);
            match applied {
                Ok(()) => forget(&transaction, event)?,
                Err(Trouble::Told(finding)) => {
                    remember(&transaction, event)?;
                    told.push(finding);
                }
                Err(trouble) => return Err(trouble),
            }
        }
        if !events.is_empty() {
            let text = serde_json::to_string(&place).unwrap_or_default();
            transaction.execute("INSERT OR REPLACE INTO facts VALUES ('place', ?1)", [text])?;
        }
        transaction.commit()?;
        self.place = place;
        Ok(told)
    }
}

/// The last event of each document that could not be taken in, because it was not whole in the store.
fn missed(from: &Connection) -> Result<Vec<Event>, Trouble> {
    let mut statement = from.prepare_cached("SELECT value FROM facts WHERE name LIKE 'missed %' ORDER BY name")?;
    let texts: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    texts.iter().map(|text| serde_json::from_str(text).map_err(|_| Trouble::Foreign)).collect()
}

fn remember(to: &Connection, event: &Event) -> Result<(), Trouble> {
    let text = serde_json::to_string(event).map_err(|_| Trouble::Foreign)?;
    let mut statement = to.prepare_cached("INSERT OR REPLACE INTO facts VALUES ('missed ' || ?1, ?2)")?;
    statement.execute(params![event.content["doi_tuong"].as_str(), text])?;
    Ok(())
}

fn forget(from: &Connection, event: &Event) -> Result<(), Trouble> {
    if let Some(key) = event.content["doi_tuong"].as_str() {
        from.prepare_cached("DELETE FROM facts WHERE name = 'missed ' || ?1")?.execute([key])?;
    }
    Ok(())
}

fn apply(to: &Connection, archive: &Archive, event: &Event) -> Result<(), Trouble> {
    let content = &event.content;
    if let Some((_, state)) = STATES.iter().find(|(kind, _)| *kind == event.kind) {
        let sign = format!("{}/{}", text(&content["so"]), text(&content["ky_hieu"]));
        let year = content["nam"].as_i64();
        to.prepare_cached("UPDATE documents SET state = ?1 WHERE sign_folded = ?2 AND year = ?3")?.execute(params![
            state,
            fold(&sign),
            year
        ])?;
        return Ok(());
    }
    let key = content["doi_tuong"].as_str().and_then(Key::parse);
    let version = content["ban"].as_u64().and_then(|version| u32::try_from(version).ok());
    let (Some(key), Some(version)) = (key, version) else { return Ok(()) };
    let inventory = archive.store().inventory(&key)?;
    let inventory = inventory.ok_or_else(|| crate::archive::ocfl::store::lost(&key))?;
    let metadata = archive.store().file_of(&key, &inventory, version, file::METADATA)?;
    let metadata = metadata.as_deref().and_then(Metadata::parse);
    let metadata = metadata.ok_or_else(|| crate::archive::ocfl::store::broken(&key, "siêu dữ liệu không đọc được"))?;
    let outcome = content["ket_luan"].as_str();
    if let Some(of) = &metadata.letter_of {
        let mut id = to.prepare_cached("SELECT id FROM documents WHERE key = ?1")?;
        let id: Option<i64> = id.query_row([of.document.as_str()], |row| row.get(0)).optional()?;
        let id = id.ok_or_else(|| crate::archive::ocfl::store::lost(&of.document))?;
        return outcome.map_or(Ok(()), |outcome| judged(to, id, &of.name, outcome, version));
    }
    let words = words(archive, &key, &inventory, version)?;
    let files = inventory.files(version);
    let issued = files.keys().any(|path| file::is(path, file::ISSUED));
    let id = put(to, &key, version, &metadata, issued)?;
    parts(to, id, &metadata)?;
    outcome.map(|outcome| judged(to, id, "", outcome, version)).transpose()?;
    let body = format!("{}\n{words}", heading(&metadata));
    let year = chrono::Datelike::year(&metadata.date);
    let facets = crate::archive::index::facets(Some(&metadata.kind), Some(year), Some(&metadata.number)).join(" ");
    to.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
    to.prepare_cached("INSERT INTO words (rowid, body, folded, facets) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id,
        body,
        fold(&body),
        facets
    ])?;
    to.prepare_cached("INSERT OR REPLACE INTO texts VALUES (?1, ?2)")?.execute(params![id, body])?;
    Ok(())
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Writes the row of a document, and gives its number.
fn put(to: &Connection, key: &Key, version: u32, metadata: &Metadata, issued: bool) -> Result<i64, Trouble> {
    use chrono::Datelike;
    let official = &metadata.official;
    let signer = nfc(&official.signer_info.full_name);
    let id = to
        .prepare_cached(
            "INSERT INTO documents (key, year, kind, kind_name, number, sign, sign_folded, date, subject, signer,
               signer_folded, issuer, document, version, issued, letters, retention, due)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
             ON CONFLICT (key) DO UPDATE SET version = excluded.version, subject = excluded.subject,
               signer = excluded.signer, signer_folded = excluded.signer_folded
             RETURNING id",
        )?
        .query_row(
            params![
                key.as_str(),
                metadata.date.year(),
                metadata.kind,
                Kind::from_key(&metadata.kind).map_or(metadata.kind.as_str(), |kind| kind.name),
                metadata.number,
                metadata.sign(),
                fold(&metadata.sign()),
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
fn parts(to: &Connection, document: i64, metadata: &Metadata) -> Result<(), Trouble> {
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

/// Takes in what was found of a file. One that is not as good as one before stays beside it; a document is only as
/// good as the worst of its letters.
fn judged(to: &Connection, document: i64, letter: &str, outcome: &str, version: u32) -> Result<(), Trouble> {
    let known: Option<Option<String>> = to
        .prepare_cached("SELECT outcome FROM parts WHERE document = ?1 AND letter = ?2")?
        .query_row(params![document, letter], |row| row.get(0))
        .optional()?;
    let better = known.flatten().is_none_or(|known| rank(outcome) >= rank(&known));
    to.prepare_cached(
        "UPDATE parts SET last_outcome = ?3, last_version = ?4, outcome = iif(?5, ?3, outcome),
           version = iif(?5, ?4, version) WHERE document = ?1 AND letter = ?2",
    )?
    .execute(params![document, letter, outcome, version, better])?;
    to.prepare_cached(
        "UPDATE documents SET
           outcome = (SELECT outcome FROM parts WHERE document = ?1 AND outcome IS NOT NULL
                      ORDER BY instr(?2, outcome) LIMIT 1),
           later = (SELECT last_outcome FROM parts WHERE document = ?1 AND last_version <> version
                    ORDER BY instr(?2, last_outcome) LIMIT 1),
           kept = (SELECT count(outcome) FROM parts WHERE document = ?1)
         WHERE id = ?1",
    )?
    .execute(params![document, Indication::KNOWN.map(Indication::key).join(" ")])?;
    Ok(())
}

/// What is searched beside the words of the document.
fn heading(metadata: &Metadata) -> String {
    let official = &metadata.official;
    let signer = &official.signer_info;
    let date = &official.issued_date;
    let parts =
        [&official.type_name, &metadata.sign(), &official.subject, &official.organ_name, date, &signer.full_name];
    nfc(&parts.map(String::as_str).join(" · "))
}

/// The words of a document with all its letters: as they were set if it is ours, else as its PDF lets them be read.
fn words(archive: &Archive, key: &Key, inventory: &Inventory, version: u32) -> Result<String, Finding> {
    let (files, mut words) = (inventory.files(version), Vec::new());
    for (_, digest) in files.iter().filter(|(path, _)| file::is(path, file::RECORD)) {
        words.push(said_in(&archive.store().content(key, inventory, digest)?));
    }
    if !words.is_empty() {
        return Ok(words.join("\n"));
    }
    let Some(digest) = files.get(file::SIGNED) else { return Ok(String::new()) };
    Ok(Reader::new(&archive.store().content(key, inventory, digest)?).text())
}

/// The words of a document in the record of its build.
fn said_in(record: &[u8]) -> String {
    let mut record: Value = serde_json::from_slice(record).unwrap_or_default();
    let reading: Reading = serde_json::from_value(record["noi_dung"].take()).unwrap_or_default();
    let lines = reading.units.iter().map(crate::compare::Unit::plain);
    nfc(&lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}
