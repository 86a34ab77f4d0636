//! What the index knows of a document, of its letters, and of what was handed in of them.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Serialize, Serializer};

use crate::archive::ocfl::path::ObjectKey;
use crate::domain::document::Kind;
use crate::domain::register::StatusAction;
use crate::load::Office;
use crate::signature::Indication;

/// A kept document as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its object.
    #[serde(rename = "doi_tuong")]
    pub key: ObjectKey,
    /// `báo cáo`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// `418/BC-UBND`.
    #[serde(rename = "so_ky_hieu")]
    pub reference: String,
    /// As `2025-12-05`.
    #[serde(rename = "ngay")]
    pub date: String,
    /// Trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: String,
    /// Người ký.
    #[serde(rename = "nguoi_ky")]
    pub signer: String,
    /// Cơ quan ban hành.
    #[serde(rename = "co_quan")]
    pub issuer: String,
    /// The file it was made from.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// The last version.
    #[serde(rename = "ban")]
    pub version: u32,
    /// Whether it was issued from this workspace.
    #[serde(rename = "phat_hanh_tu_day")]
    pub issued: bool,
    /// What was found of its signed or scanned file, the worst of its letters; none while none was kept.
    #[serde(rename = "ket_luan")]
    pub outcome: Option<Indication>,
    /// What was found of a file kept later, which is not as good.
    #[serde(rename = "ban_nop_sau")]
    pub later: Option<Indication>,
    /// How many letters it has; 0 when it is no document with a list.
    #[serde(rename = "so_thu")]
    pub letters: u32,
    /// Of how many of its letters, or of itself, a signed or scanned file was kept.
    #[serde(rename = "da_nop")]
    pub kept: u32,
    /// What became of it since.
    #[serde(rename = "tinh_trang", serialize_with = "in_words")]
    pub status: Option<StatusAction>,
    /// How long it is kept.
    #[serde(rename = "thoi_han_luu_tru")]
    pub retention: String,
    /// The first year in which it need not be kept any more.
    #[serde(rename = "het_han_tu_nam")]
    pub due: Option<i32>,
}

/// A kept document, or one letter of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentOrLetter {
    /// The document.
    pub entry: Entry,
    /// The name of the letter.
    pub letter: Option<String>,
}

/// Signed or scanned files that were kept of a document or a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// What was found of the best of them.
    pub outcome: Indication,
    /// Whether something was missing to be sure of its signers.
    pub doubtful: bool,
    /// The version that holds it.
    pub version: u32,
    /// What was found of the last of them.
    pub last_outcome: Indication,
    /// The version that holds it.
    pub last_version: u32,
}

/// How good a file is as the best copy: proven by its bytes before written anew, known signers before doubtful ones, and
/// these before unchecked ones, then a scan, then any other.
pub(crate) fn rank(outcome: Indication, doubtful: bool) -> u8 {
    match outcome {
        Indication::Intact => 6,
        Indication::Unchecked if doubtful => 5,
        Indication::Unchecked => 4,
        Indication::Rewritten if !doubtful => 3,
        Indication::Rewritten => 2,
        Indication::Scan => 1,
        _ => 0,
    }
}

/// The index keeps outcomes by their place from the worst, so that it can tell the worst.
const WORST_FIRST: [Indication; 8] = [
    Indication::Unknown,
    Indication::Altered,
    Indication::Invalid,
    Indication::Unsigned,
    Indication::Scan,
    Indication::Rewritten,
    Indication::Unchecked,
    Indication::Intact,
];

impl ToSql for Indication {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(WORST_FIRST.iter().position(|known| known == self).unwrap_or_default() as i64))
    }
}

impl FromSql for Indication {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let place = value.as_i64()?;
        let known = usize::try_from(place).ok().and_then(|place| WORST_FIRST.get(place));
        known.copied().ok_or(FromSqlError::OutOfRange(place))
    }
}

/// The columns of an [`Entry`].
pub(super) const COLUMNS: &str = "d.key, d.kind_name, d.sign, d.date, d.subject, d.signer, d.issuer, d.document, d.version, \
                       d.issued, d.outcome, d.later, d.letters, d.kept, d.state, d.retention, d.due";

pub(super) fn entry(row: &Row<'_>, office: Option<&Office>) -> rusqlite::Result<Entry> {
    let entry = as_kept(row)?;
    let mut parts = entry.key.as_str().split('/');
    let (year, kind) = (parts.next().and_then(|year| year.parse().ok()), parts.next().and_then(Kind::from_key));
    let (Some(office), Some(year), Some(kind)) = (office, year, kind) else { return Ok(entry) };
    let retention = office.retention(kind);
    Ok(Entry { retention: retention.to_string(), due: retention.due(year), ..entry })
}

fn as_kept(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let key: String = row.get("key")?;
    Ok(Entry {
        key: ObjectKey::parse(&key).ok_or(rusqlite::Error::InvalidQuery)?,
        kind: row.get("kind_name")?,
        reference: row.get("sign")?,
        date: row.get("date")?,
        subject: row.get("subject")?,
        signer: row.get("signer")?,
        issuer: row.get("issuer")?,
        document: row.get("document")?,
        version: row.get("version")?,
        issued: row.get("issued")?,
        outcome: row.get("outcome")?,
        later: row.get("later")?,
        letters: row.get("letters")?,
        kept: row.get("kept")?,
        status: row.get::<_, Option<String>>("state")?.as_deref().and_then(StatusAction::from_key),
        retention: row.get("retention")?,
        due: row.get("due")?,
    })
}

pub(super) fn handed_in(row: &Row<'_>) -> rusqlite::Result<HandedIn> {
    Ok(HandedIn {
        outcome: row.get("outcome")?,
        doubtful: row.get("doubtful")?,
        version: row.get("version")?,
        last_outcome: row.get("last_outcome")?,
        last_version: row.get("last_version")?,
    })
}

fn in_words<S: Serializer>(status: &Option<StatusAction>, to: S) -> Result<S::Ok, S::Error> {
    status.map(StatusAction::outcome).serialize(to)
}
