//! The tables of the index.

use crate::base::text::fold::fold;
use crate::domain::document::reference_number::printed_number;

/// Version of the tables; an index of another version is made again.
pub(super) const VERSION: i64 = 7;

/// Takes every table away.
pub(super) const CLEAR: &str = "
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS texts;
DROP TABLE IF EXISTS documents;
DROP TABLE IF EXISTS parts;
DROP TABLE IF EXISTS facts;
";

/// Makes them. `facets` holds kind, year and number as words, so that they narrow a search before it is ranked. `words` holds no text of its own: excerpts come from `texts`. Marks stay in `body`: `ma` is not `mã`. `parts` are the letters of a document, or the one
/// nameless part of a document without letters; `outcome` and `version` are of its best file, `last_…` of the last.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL,
  kind TEXT NOT NULL,
  kind_name TEXT NOT NULL,
  number TEXT NOT NULL,
  sign TEXT NOT NULL,
  sign_folded TEXT NOT NULL,
  date TEXT NOT NULL,
  subject TEXT NOT NULL,
  signer TEXT NOT NULL,
  signer_folded TEXT NOT NULL,
  issuer TEXT NOT NULL,
  document TEXT,
  version INTEGER NOT NULL,
  issued INTEGER NOT NULL,
  outcome INTEGER,
  later INTEGER,
  letters INTEGER NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  retention TEXT NOT NULL,
  due INTEGER
);
CREATE INDEX IF NOT EXISTS by_sign ON documents (sign_folded, year);
CREATE INDEX IF NOT EXISTS by_document ON documents (document);
CREATE INDEX IF NOT EXISTS by_date ON documents (date);
CREATE TABLE IF NOT EXISTS parts (
  document INTEGER NOT NULL,
  letter TEXT NOT NULL,
  identity TEXT,
  outcome INTEGER,
  doubtful INTEGER NOT NULL DEFAULT 0,
  version INTEGER,
  last_outcome INTEGER,
  last_version INTEGER,
  PRIMARY KEY (document, letter)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_identity ON parts (identity);
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
  body, folded, facets, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
PRAGMA user_version = 7;
";

/// Kind, year and number as words that stand in no document.
pub(super) fn facets(kind: Option<&str>, year: Option<i32>, number: Option<&str>) -> Vec<String> {
    let plain = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let kind = kind.map(|kind| format!("loai{}", plain(kind)));
    let number = number.map(|number| format!("so{}", plain(&printed_number(number))));
    kind.into_iter().chain(year.map(|year| format!("nam{year}"))).chain(number).collect()
}
