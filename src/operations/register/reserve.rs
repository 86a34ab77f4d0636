//! What a văn thư does to numbers beside giving them: keeping them back, taking them back, finding them.

use std::path::Path;

use chrono::Datelike;

use crate::base::clock;
use crate::base::finding::{Finding, codes, suggest};
use crate::domain::document::Kind;
use crate::domain::register::{self, Entry, Facts, Reference, Series, State};
use crate::operations::register::Registry;
use crate::operations::register::messages::{taken, used_up};

/// Which line is meant: `412/BC-UBND` of a year, or the file of a document.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Number and sign, or file.
    pub text: String,
    /// The year, when several have the number.
    pub year: Option<i32>,
}

/// Numbers to be kept back.
#[derive(Debug, Clone)]
pub struct Reservation {
    /// The kind of the documents to come.
    pub kind: Kind,
    /// The issuer's key; the first of the office when none is named.
    pub issuer: Option<String>,
    /// The year; this one when none is named.
    pub year: Option<i32>,
    /// How many.
    pub count: u32,
    /// What for.
    pub purpose: String,
}

impl Registry {
    /// Keeps the next numbers of a series back.
    ///
    /// # Errors
    /// The office has no such issuer; the log cannot be written.
    pub fn reserve(&mut self, wanted: &Reservation) -> Result<Vec<Reference>, Finding> {
        let issuers = self.office.issuers();
        let key = wanted.issuer.clone().or(self.office.keys().0).unwrap_or_default();
        let Some((_, issuer)) = issuers.iter().find(|(known, _)| *known == key) else {
            let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("hồ sơ cơ quan không có cơ quan `{key}`"));
            let known: Vec<&str> = issuers.iter().map(|(key, _)| key.as_str()).collect();
            let hint = suggest(&key, known.iter().copied(), || format!("các cơ quan có sẵn: {}", known.join(", ")));
            return Err(finding.hint(hint));
        };
        let mut writer = self.lock()?;
        let year = wanted.year.unwrap_or_else(|| clock::now().year());
        let symbol = wanted.kind.symbol(&issuer.symbol.value);
        let series = Series::of(self.office.numbering(), &key, wanted.kind.key, &symbol, year);
        let mut kept = Vec::new();
        for _ in 0..wanted.count {
            let mut reference = Reference { issuer: key.clone(), year, symbol: symbol.clone(), ..Reference::default() };
            reference.number = self.register.next(&series, &reference).ok_or_else(|| used_up(&series))?;
            let facts = Facts {
                reference: reference.clone(),
                issuer_name: issuer.name.one_line(),
                kind: wanted.kind.key.to_owned(),
                note: Some(wanted.purpose.clone()),
                ..Facts::default()
            };
            self.write(&mut writer, register::reserved(&facts))?;
            kept.push(reference);
        }
        Ok(kept)
    }

    /// Takes a number back that no issued document has.
    ///
    /// # Errors
    /// There is no such number, or its document was issued; the log cannot be written.
    pub fn give_back(&mut self, wanted: &Wanted, reason: &str) -> Result<Entry, Finding> {
        let mut writer = self.lock()?;
        let entry = self.find(wanted)?.clone();
        let reference = &entry.facts.reference;
        match entry.state {
            State::Reserved | State::Numbered => {}
            State::GivenBack => {
                let finding = Finding::new(codes::WRONG_STATE, format!("số {reference} đã trả lại rồi"));
                return Err(finding.hint("xem sổ bằng `vanthu register`"));
            }
            _ => {
                let finding = Finding::new(
                    codes::WRONG_STATE,
                    format!("văn bản {reference} đã phát hành, không trả lại số được"),
                );
                return Err(finding.hint(format!(
                    "muốn thu hồi văn bản thì chạy `vanthu register recall {reference} --year {} --reason \"…\"`",
                    reference.year
                )));
            }
        }
        self.write(&mut writer, register::given_back(reference, reason))?;
        Ok(entry)
    }

    /// The line that is meant.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn find(&self, wanted: &Wanted) -> Result<&Entry, Finding> {
        let text = wanted.text.trim();
        if let Ok(document) = self.workspace.relative(Path::new(text))
            && let Some(entry) = self.register.entry_of(&document)
        {
            return Ok(entry);
        }
        let mut found = self.register.named(text, wanted.year);
        if found.iter().any(|entry| entry.state != State::GivenBack) {
            found.retain(|entry| entry.state != State::GivenBack);
        }
        match found[..] {
            [entry] => Ok(entry),
            [] => {
                let finding = Finding::new(codes::NO_ENTRY, format!("sổ không có `{text}`"));
                Err(finding
                    .hint("ghi số và ký hiệu, ví dụ `412/BC-UBND`, hoặc tệp văn bản; xem sổ bằng `vanthu register`"))
            }
            [first, ..] => {
                let years: Vec<String> = found.iter().map(|entry| entry.facts.reference.year.to_string()).collect();
                let finding = Finding::new(
                    codes::NO_ENTRY,
                    format!("`{}` có {} lần trong sổ (năm {})", first.facts.reference, years.len(), years.join(", ")),
                );
                Err(finding.hint(format!("ghi thêm năm, ví dụ `--year {}`, hoặc ghi tệp văn bản", years[0])))
            }
        }
    }

    /// Who has a number that a line of the paper register claims.
    pub(super) fn holder(&self, facts: &Facts) -> Option<Finding> {
        let series = Series::of_facts(self.office.numbering(), facts);
        let holder = self.register.holder(&series, &facts.reference);
        holder.filter(|holder| holder.state != State::GivenBack).map(taken)
    }
}
